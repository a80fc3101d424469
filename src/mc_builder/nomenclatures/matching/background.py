"""The table of the words of public nomenclatures: in how many texts each is found.

Why a table of its own: in the hundred titles of a project « participer » is as rare as « CMS ».
`tools/fond.py` makes it; `fond.tsv` says what it was made of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FICHIER = "fond.tsv"


@dataclass(frozen=True, slots=True)
class Background:
    """How many texts were read, in how many each term is found, and the stems of usual words.

    `unites` counts stems, `paires` two stems that follow one another, `morceaux` strings of
    characters. What is absent was found in fewer texts than the table keeps.
    """

    textes: int
    unites: Mapping[str, int]
    paires: Mapping[str, int]
    morceaux: Mapping[str, int]
    stems: Mapping[str, str]


@cache
def background() -> Background:
    """The table that comes with the tool, read once."""
    return parse((files(__package__) / FICHIER).read_text("utf-8"))


def parse(text: str) -> Background:
    """A table as `tools/fond.py` writes it."""
    textes, unites, stems = 0, dict[str, int](), dict[str, str]()
    paires, morceaux = dict[str, int](), dict[str, int]()
    for line in text.splitlines():
        kind, *cells = line.split("\t")
        if kind == "r":
            term, count, start, ends = cells
            unites[term] = int(count)
            stems.update((start + end, term) for end in ends.split(","))
        elif kind == "p":
            paires[cells[0]] = int(cells[1])
        elif kind == "m":
            morceaux[cells[0]] = int(cells[1])
        elif kind == "textes":
            textes = int(cells[0])
    return Background(textes, unites, paires, morceaux, stems)
