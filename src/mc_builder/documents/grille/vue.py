"""The grid of the criteria: what is found of each, where, what weighs on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from mc_builder.cpc import (
    ANTICIPATION,
    ARTICLE,
    DEFINITIONS,
    EN_VIGUEUR,
    LigneGrille,
    Poids,
    Preuve,
    draw_up,
)
from mc_builder.cpc.calendrier import Echeance
from mc_builder.diagnostics import Severity
from mc_builder.documents.builder import Builder, Tete
from mc_builder.french import counted, in_words, sentence, tied
from mc_builder.model.articles import cite
from mc_builder.page.text import Texte, of

#: What is printed of one element, of one side of it, and of one rule; the others are counted.
_PREUVES, _SIGNALEMENTS = 5, 2

_GRAVITES = {
    Severity.ERREUR: ("erreur", "erreurs"),
    Severity.AVERTISSEMENT: ("avertissement", "avertissements"),
    Severity.INFO: ("information", "informations"),
}


@dataclass(frozen=True, slots=True)
class PreuveVue:
    """A piece of evidence: its number and words, and where it prints."""

    numero: str
    titre: Texte | str
    detail: str
    document: str


@dataclass(frozen=True, slots=True)
class GroupeVue:
    """The evidence of one element: the first pieces, and how many others."""

    rubrique: str
    lignes: tuple[PreuveVue, ...]
    autres: str


class PortionVue(NamedTuple):
    """A part of the référentiel d'évaluation: what it is, of which objects, where it prints."""

    titre: str
    numeros: str
    document: str


@dataclass(frozen=True, slots=True)
class CritereVue:
    """One criterion."""

    ancre: str
    numero: str
    nom: str
    texte: str
    article: str
    constat: str
    explication: str
    mesure: str
    manques: tuple[str, ...]
    preuves: tuple[GroupeVue, ...]
    propositions: tuple[GroupeVue, ...]
    nombre_preuves: int
    diagnostics: str
    signalements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EcheanceVue:
    """A date of the calendar."""

    jour: str
    objet: str
    precision: str
    article: str
    anticipation: bool


@dataclass(frozen=True, slots=True)
class GrilleVue:
    """All that the template of the grid sees."""

    tete: Tete
    article: str
    article_avis: str
    anticipation: str
    en_vigueur: str
    reference: str
    criteres: tuple[CritereVue, ...]
    definitions: tuple[tuple[str, str], ...]
    dans_l_avis: tuple[PortionVue, ...]
    hors_avis: tuple[PortionVue, ...]
    calendrier: tuple[EcheanceVue, ...]


def vue(b: Builder) -> GrilleVue:
    """The context of the grid."""
    grille = draw_up(b.projet, b.project.places, b.project.coverage, b.project.findings())
    reference = b.projet.dossier.date_reference
    article = cite(ARTICLE)
    return GrilleVue(
        tete=b.tete(
            "Grille des critères",
            f"Ce que le dossier porte au titre de l’{article}",
            commission=True,
        ),
        article=article,
        article_avis=cite("code du travail, L6113-3, II"),
        anticipation=ANTICIPATION if grille.anticipe else "",
        en_vigueur=in_words(EN_VIGUEUR),
        reference=in_words(reference),
        criteres=tuple(_critere(line) for line in grille.lignes),
        definitions=tuple((str(etat), sentence(text)) for etat, text in DEFINITIONS.items()),
        dans_l_avis=_portions(grille.dans_l_avis),
        hors_avis=_portions(grille.hors_avis),
        calendrier=tuple(
            _echeance(e, anticipation=e.is_early(reference)) for e in grille.calendrier
        ),
    )


def _critere(line: LigneGrille) -> CritereVue:
    found = line.examen
    counts = ((line.nombre(severity), names) for severity, names in _GRAVITES.items())
    return CritereVue(
        ancre=f"critere-{found.critere.cle}",
        numero=_numero(found.critere.cle),
        nom=found.critere.nom,
        texte=found.critere.texte,
        article=found.critere.article,
        constat=str(found.etat),
        explication=sentence(found.explication),
        mesure=sentence(found.mesure) if found.mesure else "",
        manques=found.manques,
        preuves=_by_rubrique(found.preuves),
        propositions=_by_rubrique(found.propositions),
        nombre_preuves=len(found.preuves),
        diagnostics=", ".join(f"{n} {names[n > 1]}" for n, names in counts if n),
        signalements=tuple(said for poids in line.poids for said in _said(poids)),
    )


def _numero(cle: str) -> str:
    """« 2 a » for « 2a »."""
    return tied(cle[0], cle[1:])


def _by_rubrique(preuves: tuple[Preuve, ...]) -> tuple[GroupeVue, ...]:
    """Evidence under what it is about, in order; past a few, the others are counted."""
    groups = ((rubrique, tuple(g)) for rubrique, g in groupby(preuves, key=lambda p: p.rubrique))
    return tuple(
        GroupeVue(rubrique, tuple(_preuve(p) for p in group[:_PREUVES]), _others(group[_PREUVES:]))
        for rubrique, group in groups
    )


def _others(left: tuple[Preuve, ...]) -> str:
    return f"et {counted(len(left), 'autre preuve')}" if left else ""


def _preuve(preuve: Preuve) -> PreuveVue:
    title = of(preuve.titre, preuve.ref) if preuve.ref else str(preuve.titre)
    return PreuveVue(preuve.numero, title, preuve.detail, preuve.document or "Non imprimé")


def _portions(preuves: tuple[Preuve, ...]) -> tuple[PortionVue, ...]:
    """The parts of the référentiel d'évaluation, those of one kind together."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for preuve in preuves:
        kinds.setdefault((str(preuve.titre), preuve.document), []).append(preuve.numero)
    return tuple(
        PortionVue(titre, ", ".join(filter(None, numeros)), document)
        for (titre, document), numeros in kinds.items()
    )


def _said(poids: Poids) -> Iterator[str]:
    """The first findings of a rule, as sentences; the others are counted."""
    for finding in poids.diagnostics[:_SIGNALEMENTS]:
        yield sentence(finding.message)
    left = len(poids.diagnostics) - _SIGNALEMENTS
    if left > 0:
        yield f"et {counted(left, 'autre signalement')} de même nature."


def _echeance(echeance: Echeance, *, anticipation: bool) -> EcheanceVue:
    return EcheanceVue(
        jour=in_words(echeance.jour),
        objet=echeance.objet,
        precision=echeance.precision,
        article=cite(echeance.article),
        anticipation=anticipation,
    )
