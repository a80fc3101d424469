"""Every text of a project with its place: plain texts of the YAML files, blocks of Markdown.

Why one long text for each file: a dozen rules look for a dozen patterns in fifteen hundred texts,
and one search through a file costs far less than so many small ones. What was found in a file is
kept for the project that has it unchanged.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar

from mc_builder.loading import SourceMap
from mc_builder.loading.prose_checks import markdown_texts
from mc_builder.model.base import IDENTIFIANT, Modele, champs, descendants
from mc_builder.model.fiches import ElementFiche, FicheMetier
from mc_builder.model.preuves import Certification, Chiffre, Passage, Releve, Source
from mc_builder.model.projet import Prose
from mc_builder.model.retours import Reponse, Retour
from mc_builder.rules.registry import Subject, followed, once
from mc_builder.source.written import Written
from mc_builder.spans import Span

T = TypeVar("T")

#: Fields that hold a code, an address, the name of an organisation: not French to be checked.
_CODES = frozenset(
    {"url", "version", "code", "idcc", "rome", "numero", "sigle", "cible", "id", "ref", "type"}
    | {"fondement", "arrete", "nom", "auteur", "editeur", "abrege", "unite", "ignorer"}
    | {"empreinte"}
)
#: How many searches of a file are kept: more than the rules make.
_SEARCHES = 200
#: Before, between and after texts: no pattern for words, nor any below, goes through it.
_ENTRE = "\n\0\n"
#: Constructs, addresses, emphasis marks around them: same length, no meaning.
_HORS_PROSE = re.compile(r"\{\{[^{}\n]*\}\}|\((?<=\]\()[^()\s]*\)|https?://[^\s<>)]+|`[^`\n]*`")
_CITATIONS = re.compile(r"«[^«»\0]{0,400}»|“[^“”\0]{0,400}”|>(?<=\n>).*")


@dataclass(frozen=True, eq=False)
class Lu:
    """One text: what it says, what it belongs to, where it begins among those of its file.

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
    """What a pattern found: the text that says it, and the match among those of its file."""

    lu: Lu
    match: re.Match[str]

    @property
    def place(self) -> Span:
        """Where it is written."""
        return self.lu.place(*(at - self.lu.debut for at in self.match.span()))

    @property
    def ligne(self) -> str:
        """The line where it begins."""
        text, at = self.match.string, self.match.start()
        return text[text.rfind("\n", 0, at) + 1 : text.find("\n", at)]

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
class Feuille:
    """The texts of one file: `tout` is one after the other, `_ENTRE` around each.

    It depends on its roots alone, and is kept with what is found in it.
    """

    racines: tuple[Modele, ...]
    lus: tuple[Lu, ...]
    tout: str
    _found: dict[tuple[re.Pattern[str], bool], tuple[Trouve, ...]] = field(default_factory=dict)
    _kept: dict[Callable[[Feuille], Any], Any] = field(default_factory=dict)

    @cached_property
    def unquoted(self) -> str:
        """The same, quotations blotted out (same length)."""
        return _CITATIONS.sub(_blot, self.tout)

    @cached_property
    def own(self) -> str:
        """What the project says in its own words: neither quotations nor texts that it cites."""
        kept = ((lu.debut, lu.debut + len(lu.texte)) for lu in self.lus if not lu.cite)
        return "".join(self.unquoted[start:end] + _ENTRE for start, end in kept)

    @cached_property
    def _starts(self) -> list[int]:
        return [lu.debut for lu in self.lus]

    def search(self, pattern: re.Pattern[str], *, unquoted: bool) -> tuple[Trouve, ...]:
        """Each place that matches, in order."""
        key = pattern, unquoted
        if key not in self._found:
            if len(self._found) == _SEARCHES:
                self._found.clear()
            self._found[key] = tuple(
                self._within(self.unquoted if unquoted else self.tout, pattern)
            )
        return self._found[key]

    def _within(self, text: str, pattern: re.Pattern[str]) -> Iterator[Trouve]:
        # Of a file without texts, a pattern that matches nothing finds nothing.
        for found in pattern.finditer(text) if self.lus else ():
            yield Trouve(self.lus[bisect_right(self._starts, found.start()) - 1], found)

    def kept(self, make: Callable[[Feuille], T]) -> T:
        """What a function says of these texts alone, computed once."""
        if make not in self._kept:
            self._kept[make] = make(self)
        answer: T = self._kept[make]
        return answer


@dataclass(frozen=True)
class Textes:
    """All the texts of a project, file after file."""

    feuilles: tuple[Feuille, ...]

    @cached_property
    def lus(self) -> tuple[Lu, ...]:
        """The texts, in order."""
        return tuple(lu for feuille in self.feuilles for lu in feuille.lus)

    @cached_property
    def own(self) -> str:
        """All that the project says in its own words (see `Feuille.own`)."""
        return "".join(feuille.own for feuille in self.feuilles)

    def search(self, pattern: re.Pattern[str]) -> Iterator[Trouve]:
        """Each place that matches, in order."""
        return chain.from_iterable(f.search(pattern, unquoted=False) for f in self.feuilles)

    def search_unquoted(self, pattern: re.Pattern[str]) -> Iterator[Trouve]:
        """The same, quotations left out."""
        return chain.from_iterable(f.search(pattern, unquoted=True) for f in self.feuilles)

    def each(self, make: Callable[[Feuille], Iterable[T]]) -> Iterator[T]:
        """What a function finds in the texts of each file, whatever the others say."""
        return chain.from_iterable(feuille.kept(make) for feuille in self.feuilles)


def _blot(found: re.Match[str]) -> str:
    return "x" * len(found[0])


@followed
def textes(s: Subject, before: Textes | None) -> Textes:
    """All the texts of the project: prose files, then the models in order; each file read once."""
    known = {_ids(feuille.racines): feuille for feuille in (before.feuilles if before else ())}
    files = (*((prose,) for prose in s.projet.proses), *s.places.by_file(s.projet.racines()))
    return Textes(tuple(known.get(_ids(roots)) or _read(roots, s.places) for roots in files))


def _ids(roots: tuple[Modele, ...]) -> tuple[int, ...]:
    """What tells some roots from any others, as long as they are held: what they say is long."""
    return tuple(map(id, roots))


def _read(roots: tuple[Modele, ...], places: SourceMap) -> Feuille:
    models = [model for root in roots for model in root.kept(descendants)]
    read = [found for model in models for found in _of_model(model)]
    tout = _HORS_PROSE.sub(_blot, _ENTRE + "".join(text + _ENTRE for _, _, text in read))
    own = places.part(models)
    lus: list[Lu] = []
    debut = len(_ENTRE)
    for model, path, text in read:
        markdown = not path or path[0] in champs(type(model)).markdown
        seen = tout[debut : debut + len(text)]
        lus.append(Lu(text, seen, own, model, path, debut, markdown, _is_quoted(model, path)))
        debut += len(text) + len(_ENTRE)
    return Feuille(roots, tuple(lus), tout)


@once
def markdown(s: Subject) -> tuple[tuple[str, Span], ...]:
    """Each Markdown text that is written in a file, and its place."""
    return tuple(markdown_texts(s.projet.written_models, s.places))


_Texte = tuple[Modele, tuple[str | int, ...], str]


def _of_model(model: Modele) -> Iterator[_Texte]:
    if isinstance(model, Prose):
        yield model, (), model.texte
        return
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
