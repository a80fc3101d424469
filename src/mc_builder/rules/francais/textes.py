"""Every text of a project with its place: plain texts of the YAML files, blocks of Markdown.

Why one long text beside them: a dozen rules look for a dozen patterns in fifteen hundred texts, and
one search through all of them costs far less than so many small ones.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mc_builder.loading import SourceMap
from mc_builder.loading.prose_checks import markdown_texts
from mc_builder.model.base import IDENTIFIANT, Modele, champs
from mc_builder.model.fiches import ElementFiche, FicheMetier
from mc_builder.model.preuves import Certification, Chiffre, Passage, Releve, Source
from mc_builder.model.retours import Reponse, Retour
from mc_builder.rules.registry import Subject, once
from mc_builder.source.written import Written
from mc_builder.spans import Span

#: Fields that hold a code, an address, the name of an organisation: not French to be checked.
_CODES = frozenset(
    {"url", "version", "code", "idcc", "rome", "numero", "sigle", "cible", "id", "ref", "type"}
    | {"fondement", "arrete", "nom", "auteur", "editeur", "abrege", "unite", "ignorer"}
    | {"empreinte"}
)
#: Between two texts: no pattern for words, nor any below, goes through it.
_ENTRE = "\n\0\n"
#: Constructs, addresses, emphasis marks around them: same length, no meaning.
_HORS_PROSE = re.compile(r"\{\{[^{}\n]*\}\}|\((?<=\]\()[^()\s]*\)|https?://[^\s<>)]+|`[^`\n]*`")
_CITATIONS = re.compile(r"«[^«»\0]{0,400}»|“[^“”\0]{0,400}”|>(?<=\n>).*")


@dataclass(frozen=True, eq=False)
class Lu:
    """One text: what it says, what it belongs to, where it begins among all the texts.

    `texte` has its constructs and addresses blotted out (same length); `original` has them.
    `cite` when the words are someone else’s: a title of the bibliography, a reference in it.
    """

    original: str
    texte: str
    places: SourceMap
    modele: Modele
    chemin: tuple[str | int, ...]
    debut: int
    markdown: bool
    cite: bool

    @property
    def champ(self) -> str:
        """The field that holds it."""
        return str(self.chemin[0]) if self.chemin else "texte"

    @cached_property
    def written(self) -> Written:
        """Where its characters are written."""
        return Written(self.original, self.places.span(self.modele, *self.chemin))

    def place(self, start: int, end: int) -> Span:
        """The place of some characters of the text; of the whole text when it was rewritten."""
        return self.written.place(start, end)


@dataclass(frozen=True)
class Trouve:
    """What a pattern found: the text that says it, and the match among all the texts."""

    lu: Lu
    match: re.Match[str]

    @property
    def place(self) -> Span:
        """Where it is written."""
        return self.lu.place(*(at - self.lu.debut for at in self.match.span()))

    @property
    def whole(self) -> bool:
        """Whether it is not the end of a longer word."""
        before = self.match.string[self.match.start() - 1]
        return not (before.isalnum() or before == "_")

    def found_around(self, pattern: re.Pattern[str], before: int, after: int) -> bool:
        """Whether its text says `pattern` within so many characters before and after it."""
        first, last = self.lu.debut, self.lu.debut + len(self.lu.original)
        low, high = self.match.start() - before, self.match.end() + after
        return pattern.search(self.match.string, max(low, first), min(high, last)) is not None


@dataclass(frozen=True)
class Textes:
    """All the texts of a project; `tout` is one after the other, `_ENTRE` between two."""

    lus: tuple[Lu, ...]
    tout: str

    @cached_property
    def unquoted(self) -> str:
        """The same, quotations blotted out (same length)."""
        return _CITATIONS.sub(_blot, self.tout)

    @cached_property
    def _line_ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.tout)]

    @cached_property
    def lignes(self) -> list[str]:
        """The lines of all the texts, in order."""
        return self.tout.split("\n")

    def rang(self, found: Trouve) -> int:
        """The rank, among the lines, of the one where something begins."""
        return bisect_left(self._line_ends, found.match.start())

    @cached_property
    def _starts(self) -> list[int]:
        return [lu.debut for lu in self.lus]

    def search(self, pattern: re.Pattern[str]) -> Iterator[Trouve]:
        """Each place that matches, in order."""
        return self._within(self.tout, pattern)

    def search_unquoted(self, pattern: re.Pattern[str]) -> Iterator[Trouve]:
        """The same, quotations left out."""
        return self._within(self.unquoted, pattern)

    def _within(self, text: str, pattern: re.Pattern[str]) -> Iterator[Trouve]:
        for found in pattern.finditer(text):
            yield Trouve(self.lus[bisect_right(self._starts, found.start()) - 1], found)


def _blot(found: re.Match[str]) -> str:
    return "x" * len(found[0])


@once
def textes(s: Subject) -> Textes:
    """All the texts of the project: prose files, then the models in order; read once."""
    read = [
        *_of_proses(s),
        *(found for model in s.projet.modeles() for found in _of_model(model)),
    ]
    tout = _HORS_PROSE.sub(_blot, _ENTRE + _ENTRE.join(text for _, _, text in read))
    lus: list[Lu] = []
    debut = len(_ENTRE)
    for model, path, text in read:
        markdown = not path or path[0] in champs(type(model)).markdown
        seen = tout[debut : debut + len(text)]
        lus.append(Lu(text, seen, s.places, model, path, debut, markdown, _is_quoted(model, path)))
        debut += len(text) + len(_ENTRE)
    return Textes(tuple(lus), tout)


@once
def markdown(s: Subject) -> tuple[tuple[str, Span], ...]:
    """Each Markdown text that is written in a file, and its place."""
    return tuple(markdown_texts(s.projet.written_models, s.places))


_Texte = tuple[Modele, tuple[str | int, ...], str]


def _of_proses(s: Subject) -> Iterator[_Texte]:
    for prose in s.projet.proses:
        yield prose, (), prose.texte


def _of_model(model: Modele) -> Iterator[_Texte]:
    if isinstance(model, Retour | Reponse):
        return  # what readers wrote is theirs
    for name in champs(type(model)).mots:
        if name in _CODES and not (name == "unite" and isinstance(model, Chiffre)):
            continue
        value = getattr(model, name)
        if isinstance(value, str):
            if _is_worth_reading(value):
                yield model, (name,), value
        elif isinstance(value, tuple):
            for n, item in enumerate(value):
                if isinstance(item, str) and _is_worth_reading(item):
                    yield model, (name, n), item


def _is_worth_reading(text: str) -> bool:
    """Whether it says something: not an identifier, not a choice."""
    return bool(text) and not IDENTIFIANT.match(text)


def _is_quoted(model: Modele, path: tuple[str | int, ...]) -> bool:
    """Whether the words are someone else’s."""
    if not path:
        return False
    if isinstance(model, Releve | Passage):
        return True
    quoted = isinstance(model, Source | Certification | FicheMetier | ElementFiche)
    return path[0] == "reperage" or (quoted and path[0] in {"titre", "intitule", "precision"})
