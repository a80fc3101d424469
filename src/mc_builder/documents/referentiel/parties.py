"""The parts of an épreuve and the ways of taking it: in prose, and side by side in one table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from mc_builder.coverage.graphe import Verbe
from mc_builder.documents.builder import Builder, Numerote
from mc_builder.french import listed, percent
from mc_builder.model.activites import Activite
from mc_builder.model.base import Objet
from mc_builder.model.blocs import (
    Bloc,
    Competence,
    ElementSavoir,
    Indicateur,
    Savoir,
    SousCompetence,
)
from mc_builder.model.etendues import in_hours, in_situations
from mc_builder.model.evaluation import (
    Attestation,
    Epreuve,
    Habilitation,
    Modalite,
    Partie,
    SousEpreuve,
)
from mc_builder.page.text import Texte

MODES = {"ponctuel": "⟨Ponctuel⟩", "ccf": "⟨CCF⟩"}
NOMS = {"ponctuel": "⟨Forme ponctuelle⟩", "ccf": "⟨Contrôle en cours de formation⟩"}
#: The forms of a « forme », which is feminine.
ADJECTIFS = {"ecrit": "écrite", "oral": "orale", "pratique": "pratique"}
#: What a part may assess, under one head for each kind.
EVALUES: tuple[tuple[str, tuple[type[Objet], ...]], ...] = (
    ("⟨Blocs⟩", (Bloc,)),
    ("Compétences", (Competence, SousCompetence)),
    ("Activités", (Activite,)),
    ("Savoirs", (Savoir, ElementSavoir)),
)
#: Parts side by side in one table: each has room for its title.
COLONNES = 4


@dataclass(frozen=True, slots=True)
class PartieVue:
    """A part of an épreuve as prose; what it assesses, lasts and weighs is in the table."""

    titre: Texte
    description: Markup | None
    precisions: tuple[str, ...]
    delivre: tuple[Texte, ...]
    modalites: tuple[ModaliteVue, ...]


@dataclass(frozen=True, slots=True)
class ModaliteVue:
    """One way of taking an épreuve, or a part of it."""

    titre: str
    lettres: str
    forme: str
    duree: str
    situations: str
    deroulement: Markup | None
    commission: Texte | None
    notation: Texte | None
    note_zero: tuple[Texte, ...]
    parties: tuple[PartieVue, ...]


@dataclass(frozen=True, slots=True)
class Repartition:
    """What each part of an épreuve assesses: a row for each object, a column for each part.

    `voies` are the ways of taking the épreuve, each with the number of its parts, which follow;
    `lignes` the objects by kind, with a cell for each part. `durees` and `poids` have one text for
    each part, or none at all.
    """

    voies: tuple[tuple[str, int], ...]
    parties: tuple[Texte, ...]
    lignes: tuple[tuple[str, tuple[tuple[Numerote, tuple[str, ...]], ...]], ...]
    durees: tuple[str, ...]
    poids: tuple[str, ...]


def delivered(b: Builder, holder: Partie | Attestation) -> tuple[Texte, ...]:
    """The habilitations that a part or an attestation delivers."""
    found = b.graphe.out(holder.cle, Verbe.DELIVRE)
    return b.titres(b.projet.all_of(tuple(link.vers for link in found), Habilitation))


def modalite(b: Builder, way: Modalite) -> ModaliteVue:
    """One way of taking an épreuve, with its parts."""
    ponctuel = way.mode == "ponctuel"
    return ModaliteVue(
        titre=NOMS[way.mode],
        lettres=b.names.lettres(way.categories),
        forme=listed([ADJECTIFS[f] for f in way.formes]) if ponctuel else "",
        duree=b.imprimee(way, "duree", in_hours),
        situations=b.imprimee(way, "situations", in_situations),
        deroulement=b.prose(way, "deroulement"),
        commission=b.facultatif(way, "commission"),
        notation=b.facultatif(way, "notation"),
        note_zero=b.liste(way, "note_zero"),
        parties=tuple(partie(b, p) for p in way.parties),
    )


def partie(b: Builder, part: Partie) -> PartieVue:
    """One part, as prose."""
    details = [said] if (said := b.imprimee(part, "nombre", in_situations)) else []
    if part.organisation == "collective":
        details.append("collective")
    return PartieVue(
        titre=b.un(part, "intitule"),
        description=b.prose(part, "description"),
        precisions=tuple(details),
        delivre=delivered(b, part),
        modalites=tuple(modalite(b, m) for m in part.modalites),
    )


def _pourcent(part: Decimal) -> str:
    """« 70 % » for 0.7."""
    return percent(100 * part)


_Voie = tuple[str, tuple[Partie, ...]]


def repartitions(
    b: Builder, exam: Epreuve | SousEpreuve, competences: tuple[Competence, ...]
) -> Iterator[Repartition]:
    """One table for an épreuve, several when its parts are too many for a page; none without parts.

    `competences` are those that it validates: each has its row, were it assessed by no part. Of
    several tables, each has the rows that it has something to say of; those of no part are first.
    """
    found = [_Colonne(b, part) for _, parts in _voies(b, exam) for part in parts]
    order = {cle: n for n, cle in enumerate(b.projet.by_cle)}
    valid = [c.cle for c in competences]
    others = sorted({cle for col in found for cle in col.marques} - {*valid}, key=order.__getitem__)
    marked = {cle for col in found for cle in col.marques}
    start = 0
    for voies in _tables(_voies(b, exam)):
        columns = found[start : start + sum(len(parts) for _, parts in voies)]
        shown = [
            cle
            for cle in (*valid, *others)
            if any(cle in col.marques for col in columns) or not (start or cle in marked)
        ]
        start += len(columns)
        durees, poids = (tuple(getattr(c, name) for c in columns) for name in ("duree", "poids"))
        if shown or any(durees) or any(poids):
            yield Repartition(
                tuple((name, len(parts)) for name, parts in voies),
                tuple(b.un(col.partie, "intitule") for col in columns),
                tuple(_by_kind(b, shown, columns)),
                durees if any(durees) else (),
                poids if any(poids) else (),
            )


class _Colonne:
    """A part as a column: its marks, by the identity of what it assesses; how long, how much."""

    def __init__(self, b: Builder, part: Partie) -> None:
        self.partie = part
        self.marques = {
            cle: "en partie" if partial else "×"
            for cle, partial in _vises(b, part).items()
            if isinstance(b.graphe.objet(cle), tuple(k for _, ks in EVALUES for k in ks))
        }
        self.duree = b.imprimee(part, "duree", in_hours)
        self.poids = b.imprimee(part, "poids", _pourcent)


def _vises(b: Builder, part: Partie) -> dict[str, bool]:
    """What a part assesses, and whether in part only; for an indicateur, what it shows.

    Why not the indicateurs: annexe III prints them, under their competence.
    """
    named = [(a.vers, a.partielle) for a in b.graphe.out(part.cle, Verbe.EVALUE)]
    found = {cle: partial for cle, partial in named if not b.projet.find(cle, Indicateur)}
    for cle, partial in named:
        for seen in b.graphe.out(cle, Verbe.OBSERVE):
            competence = b.graphe.competence_of(seen.vers)
            if competence not in found and seen.vers not in found:
                found[competence] = partial
    return found


def _by_kind(
    b: Builder, cles: list[str], columns: list[_Colonne]
) -> Iterator[tuple[str, tuple[tuple[Numerote, tuple[str, ...]], ...]]]:
    for name, kinds in EVALUES:
        rows = tuple(
            (b.cite(cle), tuple(col.marques.get(cle, "") for col in columns))
            for cle in cles
            if isinstance(b.graphe.objet(cle), kinds)
        )
        if rows:
            yield name, rows


def _voies(b: Builder, exam: Epreuve | SousEpreuve) -> Iterator[_Voie]:
    """The ways of taking an épreuve that have parts: those of all candidates first."""
    yield from _of_parts(b, exam.modalites, exam.parties)
    yield from _of_ways(b, exam.modalites)


def _of_parts(b: Builder, ways: tuple[Modalite, ...], parts: tuple[Partie, ...]) -> Iterator[_Voie]:
    """Parts that are not of one way: for the candidates of all the ways, theirs included."""
    if parts:
        every = [*ways, *(m for p in parts for m in p.modalites)]
        letters = b.names.lettres(c for m in every for c in m.categories)
        yield f"Candidats {letters}" if letters else "", parts
    for part in parts:
        yield from _of_ways(b, part.modalites)


def _of_ways(b: Builder, ways: tuple[Modalite, ...]) -> Iterator[_Voie]:
    for way in ways:
        if way.parties:
            name = MODES["ccf"] if way.mode == "ccf" else NOMS["ponctuel"].lower()
            yield f"Candidats {b.names.lettres(way.categories)} : {name}", way.parties
            for part in way.parties:
                yield from _of_ways(b, part.modalites)


def _tables(voies: Iterator[_Voie]) -> Iterator[list[_Voie]]:
    """The ways of each table: whole as long as they fit, `COLONNES` parts at most."""
    table: list[_Voie] = []
    room = COLONNES
    for name, parts in voies:
        for start in range(0, len(parts), COLONNES):
            piece = parts[start : start + COLONNES]
            if len(piece) > room:
                yield table
                table, room = [], COLONNES
            table.append((name, piece))
            room -= len(piece)
    if table:
        yield table
