"""What is read of a framework: a tree of what it holds, each part with its place in the file."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

#: What a part is in a project. A niveau is a year of a bloc, as a BUT has them.
Genre = Literal["bloc", "niveau", "competence", "sous-competence", "indicateur"]

#: Bounds: the bytes of a file, what it may hold, under how many others, the signs of one title.
MOST_BYTES, MOST_PARTS, DEEPEST, LONGEST = 10_000_000, 5_000, 20, 2_000


class Illisible(ValueError):
    """The file is no framework that is known; the message is in French."""


@dataclass(frozen=True, slots=True)
class Noeud:
    """A part of a framework: where the file says it, its title, what it holds.

    `ident` is its identifier there, `genre` what it is when that is told, `meme` the identifier of
    what it takes up, `annee` that of a niveau.
    """

    lieu: str
    ident: str
    intitule: str
    numero: str = ""
    genre: Genre | None = None
    meme: str = ""
    annee: int | None = None
    dans: tuple[Noeud, ...] = ()

    def tous(self) -> Iterator[Noeud]:
        """Itself and all that it holds, in the order of the file."""
        yield self
        for one in self.dans:
            yield from one.tous()


@dataclass(frozen=True, slots=True)
class Perte:
    """What had no place: where the file says it, and what it says."""

    lieu: str
    quoi: str


@dataclass(frozen=True, slots=True)
class Repris:
    """A framework: how its file is called, its title, its parts, what had no place.

    `tait` is what a file of this form never says; `profil` the type of diploma that it is of, when
    the form has one alone.
    """

    forme: str
    intitule: str
    tait: str
    noeuds: tuple[Noeud, ...]
    pertes: tuple[Perte, ...]
    profil: str = ""
    specialite: str = ""


@dataclass(slots=True)
class Pertes:
    """What is found to have no place, as a file is read."""

    dites: list[Perte] = field(default_factory=list)

    def say(self, lieu: str, quoi: str) -> None:
        """Keep one."""
        self.dites.append(Perte(lieu, quoi))


def silence(fichier: str) -> str:
    """What a file of competences never says: « Un fichier CASE »."""
    return (
        f"{fichier} ne dit ni emplois, ni activités, ni savoirs, ni épreuves, ni la nature d’un"
        " bloc (professionnel, général, facultatif)."
    )


def clean(text: str) -> str:
    """A text that any file may hold: no control sign but ends of lines, no half of a sign."""
    whole = text.encode("utf-8", "replace").decode()
    return "".join(" " if unicodedata.category(c) == "Cc" and c != "\n" else c for c in whole)


def one_line(text: str) -> str:
    """A title on one line; the brackets of the words of a profile are put into others."""
    return " ".join(clean(text).replace("⟨", "‹").replace("⟩", "›").split())


def not_too_long(text: str, lieu: str, lost: Pertes) -> str:
    """A title of a bounded length; what is cut is said."""
    if len(text) > LONGEST:
        lost.say(lieu, f"titre coupé après {LONGEST} signes : « {text[LONGEST:]} »")
    return text[:LONGEST].strip()


def not_too_deep(above: list[int | None], lieux: Sequence[str], lost: Pertes) -> None:
    """Put at the first level, in place, what is under itself; nearer, what is under too many."""
    depths: dict[int, int] = {}
    for rank in range(len(above)):
        way, tied = _way_up(rank, above, depths)
        if tied is not None:
            above[tied] = None
            lost.say(lieux[tied], "sous lui-même : placé au premier niveau")
            way, _ = _way_up(rank, above, depths)
        for part in reversed(way):
            parent = above[part]
            if parent is not None and depths[parent] == DEEPEST:
                parent = above[part] = above[parent]
            depths[part] = 0 if parent is None else depths[parent] + 1


def _way_up(
    rank: int, above: Sequence[int | None], known: Container[int]
) -> tuple[list[int], int | None]:
    """A part and those above it up to one that is known; the one that is above itself, if any."""
    way: dict[int, None] = {}
    one: int | None = rank
    while one is not None and one not in known:
        if one in way:
            return list(way), one
        way[one] = None
        one = above[one]
    return list(way), None
