"""Every text of a project with its place: plain texts of the YAML files, blocks of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from mc_builder.loading import SourceMap
from mc_builder.loading.prose_checks import markdown_fields
from mc_builder.model.base import IDENTIFIANT, ACompleter, Modele
from mc_builder.model.preuves import Certification, Chiffre, Source
from mc_builder.rules.registry import Subject
from mc_builder.spans import Span

#: Fields that hold a code, an address, the name of an organisation: not French to be checked.
_CODES = frozenset(
    {"url", "version", "code", "idcc", "rome", "numero", "sigle", "cible", "id", "ref", "type"}
    | {"fondement", "arrete", "nom", "auteur", "editeur", "abrege", "unite"}
)
#: Constructs, addresses, emphasis marks around them: same length, no meaning.
_HORS_PROSE = re.compile(r"\{\{[^{}\n]*\}\}|(?<=\])\([^()\s]*\)|https?://[^\s<>)]+|`[^`\n]*`")
_CITATIONS = re.compile(r"«[^«»]{0,400}»|“[^“”]{0,400}”|^>.*$", re.MULTILINE)
_CONTEXTE = 40


@dataclass(frozen=True)
class Lu:
    """One text: what it says, where it is written, what it belongs to.

    `texte` has its constructs and addresses blotted out (same length); `original` has them.
    `cite` when the words are someone else’s: a title of the bibliography, a reference in it.
    """

    original: str
    texte: str
    span: Span
    modele: Modele | None
    champ: str
    markdown: bool
    cite: bool

    def place(self, start: int, end: int) -> Span:
        """The place of some characters of the text; of the whole text when it was folded."""
        if self.span.text == self.original:
            return self.span.source.span(self.span.start + start, self.span.start + end)
        line = self.original.rfind("\n", 0, start) + 1
        stop = self.original.find("\n", end)
        stop = len(self.original) if stop < 0 else stop
        for width in (_CONTEXTE, 0):
            low, high = max(line, start - width), min(stop, end + width)
            found = self.span.find(self.original[low:high])
            if found != self.span:
                return self.span.source.span(
                    found.start + start - low, found.start + start - low + end - start
                )
        return self.span

    @cached_property
    def hors_citations(self) -> str:
        """The text with its quotations blotted out (same length)."""
        return _CITATIONS.sub(_blot, self.texte)


def _blot(found: re.Match[str]) -> str:
    return "x" * len(found[0])


#: The texts of the projects being checked: a dozen rules read them.
_LUS: WeakKeyDictionary[SourceMap, tuple[Lu, ...]] = WeakKeyDictionary()


def textes(s: Subject) -> tuple[Lu, ...]:
    """All the texts of the project: prose files, then the models in order."""
    found = _LUS.get(s.places)
    if found is None:
        found = _LUS[s.places] = tuple(_textes(s))
    return found


def _textes(s: Subject) -> Iterator[Lu]:
    for prose in (*s.projet.note, *s.projet.textes):
        yield _lu(prose.texte, s.places.span(prose), None, "texte", markdown=True)
    for model in s.projet.modeles():
        yield from _du_modele(s, model)


def _du_modele(s: Subject, model: Modele) -> Iterator[Lu]:
    blocks = markdown_fields(type(model))
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in _CODES and not (name == "unite" and isinstance(model, Chiffre)):
            continue
        for n, item in enumerate(value if isinstance(value, tuple) else (value,)):
            if not isinstance(item, str) or isinstance(item, ACompleter) or not item:
                continue
            if IDENTIFIANT.match(item):
                continue
            span = s.places.span(model, *((name, n) if isinstance(value, tuple) else (name,)))
            yield _lu(item, span, model, name, markdown=name in blocks)


def _lu(text: str, span: Span, model: Modele | None, name: str, *, markdown: bool) -> Lu:
    cite = name == "reperage" or (
        isinstance(model, Source | Certification) and name in {"titre", "intitule", "precision"}
    )
    return Lu(text, _HORS_PROSE.sub(_blot, text), span, model, name, markdown, cite)
