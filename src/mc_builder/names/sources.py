"""A source and a place in it → what a text calls them: « Insee, 2019, p. 106 »."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.french import quoted, tied
from mc_builder.model.base import ACompleter
from mc_builder.model.preuves import Source
from mc_builder.model.projet import Projet


def known_by(projet: Projet, source: Source) -> Source | None:
    """The source through which this one is known, when nobody has read it."""
    return projet.find(source.citee_par, Source) if source.citee_par else None


def said(source: Source) -> str:
    """How a sentence names it: in the words that were given, or its name as a title.

    Why: a short name has no article, and no program knows which it takes (« la note SNO »).
    """
    return str(source.en_phrase or quoted(source.abrege or source.auteur))


def place_in(page: str | ACompleter | None, reperage: str | ACompleter | None) -> Iterator[str]:
    """Where in a source: « p. 106 », « chapitre 2 »."""
    if page:
        yield tied("p.", str(page))
    if reperage:
        yield str(reperage)


def places(
    projet: Projet,
    source: Source,
    page: str | ACompleter | None = None,
    reperage: str | ACompleter | None = None,
) -> Iterator[str]:
    """What comes after the name of a source: « p. 106 », « cité d’après la note SNO »."""
    yield from place_in(page, reperage)
    if through := known_by(projet, source):
        yield f"cité d’après {said(through)}"
