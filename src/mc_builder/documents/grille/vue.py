"""The grid of the criteria: what is found of each, where, what weighs on it; never an opinion."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from mc_builder.codes import declared
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
from mc_builder.french import capital, in_words, sentence, tied
from mc_builder.model.articles import cite
from mc_builder.page.text import Texte, of
from mc_builder.spans import Span

#: Places of one rule that are printed; the others are counted.
_LIEUX = 5

_GRAVITES = {
    Severity.ERREUR: ("erreur", "erreurs"),
    Severity.AVERTISSEMENT: ("avertissement", "avertissements"),
    Severity.INFO: ("information", "informations"),
}


class LieuVue(NamedTuple):
    """A place in the files: the folder, then « pole-1.yaml:4 »; a line may end between them."""

    dossier: str
    fichier: str


@dataclass(frozen=True, slots=True)
class PreuveVue:
    """A piece of evidence: its number and words, where it prints, where it is written."""

    numero: str
    titre: Texte | str
    detail: str
    document: str
    lieu: LieuVue


@dataclass(frozen=True, slots=True)
class PoidsVue:
    """The findings of one rule: what the rule asks, how many, and the first places by folder."""

    code: str
    gravite: str
    regle: str
    nombre: int
    lieux: tuple[tuple[str, tuple[str, ...]], ...]
    autres: int


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
    preuves: tuple[tuple[str, tuple[PreuveVue, ...]], ...]
    propositions: tuple[tuple[str, tuple[PreuveVue, ...]], ...]
    nombre_preuves: int
    diagnostics: str
    poids: tuple[PoidsVue, ...]


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
    dans_l_avis: tuple[PreuveVue, ...]
    hors_avis: tuple[PreuveVue, ...]
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
        dans_l_avis=tuple(_preuve(p) for p in grille.dans_l_avis),
        hors_avis=tuple(_preuve(p) for p in grille.hors_avis),
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
        poids=tuple(_poids(p) for p in line.poids),
    )


def _numero(cle: str) -> str:
    """« 2 a » for « 2a »."""
    return tied(cle[0], cle[1:])


def _by_rubrique(
    preuves: tuple[Preuve, ...],
) -> tuple[tuple[str, tuple[PreuveVue, ...]], ...]:
    """Evidence under what it is about, in order."""
    return tuple(
        (rubrique, tuple(_preuve(p) for p in group))
        for rubrique, group in groupby(preuves, key=lambda p: p.rubrique)
    )


def _preuve(preuve: Preuve) -> PreuveVue:
    title = of(preuve.titre, preuve.ref) if preuve.ref else str(preuve.titre)
    document = preuve.document or "Non imprimé"
    return PreuveVue(preuve.numero, title, preuve.detail, document, _lieu(preuve.span))


def _lieu(span: Span) -> LieuVue:
    folder, slash, name = span.path.rpartition("/")
    return LieuVue(folder + slash, f"{name}:{span.line}")


def _poids(poids: Poids) -> PoidsVue:
    summaries = {rule.code: rule.resume for rule in declared()}
    places = [_lieu(d.span) for d in poids.diagnostics]
    folders = groupby(places[:_LIEUX], key=lambda place: place.dossier)
    return PoidsVue(
        code=poids.code,
        gravite=capital(_GRAVITES[poids.gravite][0]),
        regle=summaries.get(poids.code, poids.diagnostics[0].message),
        nombre=len(places),
        lieux=tuple((folder, tuple(p.fichier for p in found)) for folder, found in folders),
        autres=max(0, len(places) - _LIEUX),
    )


def _echeance(echeance: Echeance, *, anticipation: bool) -> EcheanceVue:
    return EcheanceVue(
        jour=in_words(echeance.jour),
        objet=echeance.objet,
        precision=echeance.precision,
        article=cite(echeance.article),
        anticipation=anticipation,
    )
