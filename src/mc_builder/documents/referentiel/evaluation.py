"""Annexe IV: units, règlement d'examen, definition of each épreuve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from markupsafe import Markup

from mc_builder.coverage.graphe import Verbe
from mc_builder.documents.builder import Builder, Numerote, Vise
from mc_builder.documents.referentiel.categories import CategorieVue, categories, slices
from mc_builder.french import counted, duration, listed, number, percent
from mc_builder.model.activites import Activite
from mc_builder.model.base import Objet
from mc_builder.model.blocs import (
    Bloc,
    BlocGeneral,
    Competence,
    ElementSavoir,
    Indicateur,
    Savoir,
    SousCompetence,
)
from mc_builder.model.evaluation import (
    Attestation,
    CategorieCandidats,
    Epreuve,
    Evaluation,
    Habilitation,
    Modalite,
    Partie,
    SousEpreuve,
    Unite,
)
from mc_builder.page.text import Texte

MODES = {"ponctuel": "Ponctuel", "ccf": "CCF"}
FORMES = {"ecrit": "écrit", "oral": "oral", "pratique": "pratique"}
NOMS = {"ponctuel": "Forme ponctuelle", "ccf": "Contrôle en cours de formation"}
#: The forms of a « forme », which is feminine.
ADJECTIFS = {"ecrit": "écrite", "oral": "orale", "pratique": "pratique"}
#: What a part may assess, under one head for each kind.
EVALUES: tuple[tuple[str, tuple[type[Objet], ...]], ...] = (
    ("Blocs", (Bloc,)),
    ("Compétences", (Competence, SousCompetence)),
    ("Activités", (Activite,)),
    ("Savoirs", (Savoir, ElementSavoir)),
)


@dataclass(frozen=True, slots=True)
class UniteVue:
    """A unit and the bloc that it validates."""

    objet: Numerote
    bloc: Numerote | None
    general: bool
    definie_par: Texte | None
    reservee_a: tuple[Texte, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One cell of the règlement: mode, forms and duration, for one way of taking the épreuve."""

    mode: str
    duree: str


@dataclass(frozen=True, slots=True)
class LigneReglement:
    """A row of the règlement; `rang` 1 for an épreuve, 2 for a sous-épreuve.

    `cases` has one item for each category of the table.
    """

    objet: Numerote
    rang: int
    unite: str
    coefficient: str
    cases: tuple[tuple[Case, ...], ...]


@dataclass(frozen=True, slots=True)
class TableReglement:
    """The règlement for some categories of candidates: those that one table can hold."""

    categories: tuple[CategorieVue, ...]
    lignes: tuple[LigneReglement, ...]


@dataclass(frozen=True, slots=True)
class PartieVue:
    """A part of an épreuve: what it is, what it assesses by kinds, its weight."""

    titre: Texte
    description: Markup | None
    evalue: tuple[tuple[str, tuple[Vise, ...]], ...]
    duree: str
    poids: str
    precisions: tuple[str, ...]
    delivre: tuple[Texte, ...]
    modalites: tuple[ModaliteVue, ...]


@dataclass(frozen=True, slots=True)
class ModaliteVue:
    """One way of taking an épreuve. `mode` is its short name (« CCF »), `titre` the whole."""

    titre: str
    mode: str
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
class EpreuveVue:
    """The definition of an épreuve or sous-épreuve."""

    objet: Numerote
    rang: int
    unite: str
    coefficient: str
    definie_par: Texte | None
    finalites: Markup | None
    bloc: Numerote | None
    activites: tuple[Numerote, ...]
    competences: tuple[Numerote, ...]
    parties: tuple[PartieVue, ...]
    modalites: tuple[ModaliteVue, ...]


@dataclass(frozen=True, slots=True)
class EvaluationVue:
    """Annexe IV."""

    manques: tuple[Texte, ...]
    categories: tuple[CategorieVue, ...]
    unites: tuple[UniteVue, ...]
    reglement: tuple[TableReglement, ...]
    notes: tuple[Markup, ...]
    epreuves: tuple[EpreuveVue, ...]
    habilitations: tuple[tuple[Texte, Texte | None], ...]
    attestations: tuple[tuple[Texte, tuple[Texte, ...]], ...]
    delivrance: tuple[str, ...]


def vue(b: Builder, evaluation: Evaluation) -> EvaluationVue:
    """The context of annexe IV."""
    exams: list[tuple[Epreuve | SousEpreuve, int]] = []
    for epreuve in evaluation.epreuves:
        exams.append((epreuve, 1))
        exams.extend((sub, 2) for sub in epreuve.sous_epreuves)
    return EvaluationVue(
        manques=b.manques(evaluation, "categories", "unites", "epreuves"),
        categories=categories(b, evaluation),
        unites=tuple(_unite(b, unite) for unite in evaluation.unites),
        reglement=tuple(_reglement(b, evaluation, exams)),
        notes=tuple(b.fragment(evaluation, "notes", n) for n in range(len(evaluation.notes))),
        epreuves=tuple(_epreuve(b, evaluation, exam, rank) for exam, rank in exams),
        habilitations=tuple(
            (b.un(h, "intitule"), b.facultatif(h, "fondement")) for h in evaluation.habilitations
        ),
        attestations=tuple(
            (b.un(a, "intitule"), _delivered(b, a)) for a in evaluation.attestations
        ),
        delivrance=b.projet.profil.regles_delivrance,
    )


def _delivered(b: Builder, holder: Partie | Attestation) -> tuple[Texte, ...]:
    """The habilitations that a part or an attestation delivers."""
    found = b.graphe.out(holder.cle, Verbe.DELIVRE)
    return b.titres(b.projet.all_of(tuple(link.vers for link in found), Habilitation))


def _unite(b: Builder, unite: Unite) -> UniteVue:
    bloc = b.projet.by_cle.get(unite.bloc)
    known = isinstance(bloc, Bloc | BlocGeneral)
    return UniteVue(
        objet=b.defini(unite),
        bloc=b.objet(bloc) if bloc is not None and known else None,
        general=isinstance(bloc, BlocGeneral),
        definie_par=b.facultatif(unite, "definie_par"),
        reservee_a=tuple(b.cite(cle).titre for cle in unite.reservee_a if cle in b.projet.by_cle),
    )


def _forme(modalite: Modalite) -> str:
    forms = listed([FORMES[f] for f in modalite.formes])
    return f"{MODES[modalite.mode]} {forms}" if modalite.mode == "ponctuel" else "CCF"


def _reglement(
    b: Builder, evaluation: Evaluation, exams: list[tuple[Epreuve | SousEpreuve, int]]
) -> Iterator[TableReglement]:
    """The tables of the règlement. Notes of an épreuve are called in the first."""
    known = categories(b, evaluation)
    rows = tuple(_ligne(b, evaluation, exam, rank) for exam, rank in exams)
    for n, part in enumerate(slices(len(known))):
        yield TableReglement(
            known[part],
            tuple(
                replace(
                    row,
                    objet=replace(row.objet, notes=() if n else row.objet.notes),
                    cases=row.cases[part],
                )
                for row in rows
            ),
        )


def _ligne(
    b: Builder, evaluation: Evaluation, exam: Epreuve | SousEpreuve, rank: int
) -> LigneReglement:
    ways = [*exam.modalites, *(m for p in exam.parties for m in p.modalites)]
    return LigneReglement(
        objet=b.defini(exam),
        rang=rank,
        unite=b.numeros.get(exam.unite or "", ""),
        coefficient=b.imprimee(exam, "coefficient", number),
        cases=tuple(_cases(b, ways, category) for category in evaluation.categories),
    )


def _cases(b: Builder, ways: list[Modalite], category: CategorieCandidats) -> tuple[Case, ...]:
    found = [
        Case(_forme(m).strip(), b.imprimee(m, "duree", duration))
        for m in ways
        if category.cle in m.categories
    ]
    return tuple(dict.fromkeys(found))


def _epreuve(
    b: Builder, evaluation: Evaluation, exam: Epreuve | SousEpreuve, rank: int
) -> EpreuveVue:
    unite = b.projet.find(exam.unite, Unite)
    bloc = b.projet.find(unite.bloc, Bloc) if unite else None
    activities: tuple[Numerote, ...] = ()
    if bloc is not None:
        taken = b.graphe.taken_in(bloc.cle)
        activities = tuple(
            b.objet(a) for p in b.projet.poles for a in p.activites if a.cle in taken
        )
    return EpreuveVue(
        objet=b.objet(exam),
        rang=rank,
        unite=b.numeros.get(exam.unite or "", ""),
        coefficient=b.imprimee(exam, "coefficient", number),
        definie_par=b.facultatif(exam, "definie_par"),
        finalites=b.prose(exam, "finalites"),
        bloc=b.objet(bloc) if bloc else None,
        activites=activities,
        competences=tuple(b.objet(c) for c in b.projet.competences(bloc)) if bloc else (),
        parties=tuple(_partie(b, evaluation, p) for p in exam.parties),
        modalites=tuple(_modalite(b, evaluation, m) for m in exam.modalites),
    )


def _modalite(b: Builder, evaluation: Evaluation, modalite: Modalite) -> ModaliteVue:
    ponctuel = modalite.mode == "ponctuel"
    return ModaliteVue(
        titre=NOMS[modalite.mode],
        mode=NOMS["ponctuel"].lower() if ponctuel else MODES[modalite.mode],
        lettres=b.names.lettres(modalite.categories),
        forme=listed([ADJECTIFS[f] for f in modalite.formes]) if ponctuel else "",
        duree=b.imprimee(modalite, "duree", duration),
        situations=b.imprimee(modalite, "situations", _situations),
        deroulement=b.prose(modalite, "deroulement"),
        commission=b.facultatif(modalite, "commission"),
        notation=b.facultatif(modalite, "notation"),
        note_zero=b.liste(modalite, "note_zero"),
        parties=tuple(_partie(b, evaluation, p) for p in modalite.parties),
    )


def _situations(count: int) -> str:
    return counted(count, "situation")


def _partie(b: Builder, evaluation: Evaluation, partie: Partie) -> PartieVue:
    details = [said] if (said := b.imprimee(partie, "nombre", _situations)) else []
    if partie.organisation == "collective":
        details.append("collective")
    return PartieVue(
        titre=b.un(partie, "intitule"),
        description=b.prose(partie, "description"),
        evalue=tuple(
            (name, found)
            for name, kinds in EVALUES
            if (
                found := tuple(
                    Vise(b.objet(target), partial)
                    for cle, partial in _vises(b, partie).items()
                    if isinstance(target := b.graphe.objet(cle), kinds)
                )
            )
        ),
        duree=b.imprimee(partie, "duree", duration),
        poids=b.imprimee(partie, "poids", _pourcent),
        precisions=tuple(details),
        delivre=_delivered(b, partie),
        modalites=tuple(_modalite(b, evaluation, m) for m in partie.modalites),
    )


def _vises(b: Builder, partie: Partie) -> dict[str, bool]:
    """What a part assesses, and whether in part only; for an indicateur, what it shows.

    Why not the indicateurs: annexe III prints them, under their competence.
    """
    named = [(a.vers, a.partielle) for a in b.graphe.out(partie.cle, Verbe.EVALUE)]
    found = {cle: part for cle, part in named if not b.projet.find(cle, Indicateur)}
    for cle, part in named:
        for seen in b.graphe.out(cle, Verbe.OBSERVE):
            competence = b.graphe.competence_of(seen.vers)
            if competence not in found and seen.vers not in found:
                found[competence] = part
    return found


def _pourcent(part: Decimal) -> str:
    """« 70 % » for 0.7."""
    return percent(100 * part)
