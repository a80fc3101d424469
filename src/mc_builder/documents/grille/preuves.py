"""Evidence of a criterion → what the grid prints of it: its words, and the page where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import NamedTuple

from mc_builder.cpc import Examen, Preuve
from mc_builder.cpc.lexique import MARQUEURS
from mc_builder.cpc.marqueurs import SANS_MOT
from mc_builder.documents.builder import Builder
from mc_builder.french import NBSP, agreed, listed
from mc_builder.model.base import Modele
from mc_builder.model.blocs import Indicateur
from mc_builder.model.plan import Contenu
from mc_builder.names.lieux import REFERENTIEL, place_in_plan
from mc_builder.page.text import Texte, of

#: Evidence of one element that is printed whole; of more, the first pieces, and the pages of the
#: others.
_PREUVES, _PREMIERES = 3, 2
#: The heading under which something prints, after its document or its annexe.
_HEADING = re.compile(r", (?:tableau )?«.*\Z")
#: Letters of a quotation that is cut in a cell, when it has parts.
_LONG = 140
#: What comes before the number of a page.
_PAGE = f"p.{NBSP}"
#: What prints as a list right under its heading. What is longer may be pages after it: the
#: organisation of the periods, route by route, is named, not paged.
_LISTES: tuple[Contenu, ...] = ("contraintes", "poursuites")
#: The space after a whole number, before a word or a marked one.
_COUNT = re.compile(r"(?<=\d) (?=⟨?[^\W\d_]{4})")


@dataclass(frozen=True, slots=True)
class PreuveVue:
    """A piece of evidence: its number and words, and where it prints."""

    numero: str
    titre: Texte | str
    detail: str
    document: str


@dataclass(frozen=True, slots=True)
class GroupeVue:
    """The evidence of one element: the first pieces; what it is about says out of how many."""

    rubrique: str
    document: str  # where all of it prints, when that is one place
    lignes: tuple[PreuveVue, ...]


class CitationVue(NamedTuple):
    """The words that prove something best: of what, which, and where."""

    objet: str
    texte: Texte | str
    lieu: str


def citations(b: Builder, found: Examen) -> Iterator[CitationVue]:
    """The words that prove most, of each thing that a marker marks; else, the first proof.

    What an épreuve observes, else the first of the last element, which is of competences and
    savoirs. A title that bears a marker and says no word of it is not quoted.
    """
    told = (p for p in found.preuves if p.rubrique and p.detail != SANS_MOT)
    things = groupby(told, key=lambda p: p.rubrique.partition(",")[0])
    for thing, group in islice(things, None if found.critere.cle in MARQUEURS else 1):
        proofs = list(group)
        last = next(p for p in proofs if p.rubrique == proofs[-1].rubrique)
        best = next((p for p in proofs if isinstance(_holder(b, p), Indicateur)), last)
        said = _shown(b, best)
        where = said.document.partition(" ; ")[0]
        place = ", ".join(filter(None, (said.numero, _HEADING.sub("", where))))
        yield CitationVue(thing, _cut(said.titre), place)


def _cut(title: Texte | str) -> Texte | str:
    """A long text down to where its first part ends; the whole of it prints below."""
    first, parted, _ = str(title).partition(" ; ")
    return f"{first} […]" if parted and len(str(title)) > _LONG else title


def _holder(b: Builder, preuve: Preuve) -> Modele | None:
    return b.projet.by_cle.get(preuve.ref.partition(":")[0])


def bound(text: str) -> str:
    """A count and what it counts on one line: « 4 compétences » is read at a glance."""
    return _COUNT.sub(NBSP, text)


def by_rubrique(b: Builder, preuves: tuple[Preuve, ...]) -> tuple[GroupeVue, ...]:
    """Evidence under what it is about, in order; past a few, the others are counted."""
    groups = ((rubrique, tuple(g)) for rubrique, g in groupby(preuves, key=lambda p: p.rubrique))
    return tuple(_groupe(b, rubrique, group) for rubrique, group in groups)


def _groupe(b: Builder, rubrique: str, preuves: tuple[Preuve, ...]) -> GroupeVue:
    every = tuple(_shown(b, p) for p in preuves)
    # The blocs, under no heading, are all told; so are a few that have no page to be found at.
    paged = all(line.document.startswith(_PAGE) for line in every)
    whole = not rubrique or len(preuves) <= (_PREMIERES if paged else _PREUVES)
    lines = every if whole else every[:_PREMIERES]
    some = "" if whole else f" ({_PREMIERES} sur {len(preuves)}{others_pages(every[_PREMIERES:])})"
    places = {line.document for line in lines}
    shared = places.pop() if rubrique and len(places) == 1 else ""
    # A page is told after its line, wherever it is; a document once, in the heading.
    return GroupeVue(rubrique + some, "" if shared.startswith(_PAGE) else shared, lines)


def others_pages(lines: tuple[PreuveVue, ...]) -> str:
    """« , les autres p. 13, 15 et 18 »; nothing while a page is not known."""
    pages = dict.fromkeys(line.document.removeprefix(_PAGE) for line in lines)
    known = all(line.document.startswith(_PAGE) for line in lines)
    ordered = sorted(pages, key=lambda page: (len(page), page))
    who = agreed(len(lines), "l’autre", "les autres")
    return f", {who} {_PAGE}{listed(ordered)}" if known else ""


def _page_of(b: Builder, place: str) -> str:
    """The page of the heading of a list, whose items have no anchor of their own."""
    pages = b.pages.get("referentiel", {})
    found = (c for c in _LISTES if place_in_plan(b.projet, c) == place)
    page = next((pages.get(b.projet.plan.anchor_of(contenu)) for contenu in found), None)
    return "" if page is None else str(page)


def _shown(b: Builder, preuve: Preuve) -> PreuveVue:
    title = of(preuve.titre, preuve.ref) if preuve.ref else str(preuve.titre)
    holder = _holder(b, preuve)
    page = ""
    while holder is not None and not page:  # of the object, or of the nearest that has one
        page = b.names.lieu(holder.cle).page
        holder = b.projet.parents.get(holder.cle)
    page = page or _page_of(b, preuve.document)
    # In the référentiel, the page says more than the heading.
    where = (
        f"{_PAGE}{page}" if page and preuve.document.startswith(REFERENTIEL) else preuve.document
    )
    return PreuveVue(preuve.numero, title, bound(preuve.detail), where or "Non imprimé")
