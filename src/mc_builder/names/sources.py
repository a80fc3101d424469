"""The sources: how a text names each with a place in it, and which came after the file."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.french import alphabetical, quoted, tied
from mc_builder.model.base import ACompleter
from mc_builder.model.emplois import Exigence
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


def bibliographie(projet: Projet) -> list[Source]:
    """The sources in the order of the names that the text calls them."""
    return sorted(projet.sources, key=lambda source: (alphabetical(source.appel), source.cle))


def late_sources(projet: Projet) -> tuple[tuple[int, int, Source], ...]:
    """The sources later than the day of the file that give requirements: how many, of how many."""
    found = ((*exigences_from(projet, source), source) for source in later_sources(projet))
    return tuple(counts for counts in found if counts[0])


def later_sources(projet: Projet) -> Iterator[Source]:
    """The sources later than the day of the file."""
    return (s for s in bibliographie(projet) if s.is_later(projet.dossier.date_reference))


def exigences_from(projet: Projet, source: Source) -> tuple[int, int]:
    """How many requirements of the target jobs come from a source, and how many there are."""
    cited = [e.source.ref if e.source else None for e in asked_for(projet)]
    return cited.count(source.cle), len(cited)


def asked_for(projet: Projet) -> tuple[Exigence, ...]:
    """The requirements that the target jobs ask for, retained or not, each once."""
    asked = dict.fromkeys(line.exigence for emploi in projet.emplois for line in emploi.exigences)
    return projet.all_of(tuple(asked), Exigence)
