"""The grid of the criteria: what is found of each, where, what weighs on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from mc_builder.cpc import (
    DEFINITIONS,
    Etat,
    Examen,
    Lieux,
    LigneGrille,
    Poids,
    Preuve,
    anticipation,
    draw_up,
)
from mc_builder.cpc.calendrier import Echeance
from mc_builder.cpc.lexique import MARQUEURS
from mc_builder.cpc.lieux import titre_of
from mc_builder.diagnostics import Severity
from mc_builder.documents.builder import Builder, Tete
from mc_builder.documents.grille.preuves import (
    CitationVue,
    GroupeVue,
    bound,
    by_rubrique,
    citations,
)
from mc_builder.french import capital, counted, in_words, listed, sentence, small, tied
from mc_builder.model.articles import cite
from mc_builder.model.grille import Instance
from mc_builder.names.lieux import REFERENTIEL

#: A sentence, without computed words, that says whether access to the trade is regulated.
_REGLEMENTATION = re.compile(r"réglementation d[’']accès|profession réglementée", re.IGNORECASE)
_SANS = re.compile(
    r"aucune réglementation d[’']accès|n[’']est pas une profession réglementée", re.I
)
#: Said after « Présent » of a criterion of which something is not shown.
_LIMITES = "avec limites"
_LIMITES_DITES = "la dernière colonne du tableau dit ce qui n’est pas montré"
#: What decides between « Présent » and « Partiel » of what markers mark.
_REGLE = (
    "« présent » demande qu’il y ait ⟨une activité⟩, ⟨une compétence⟩ ou ⟨un savoir⟩, et"
    " ⟨des indicateurs⟩ ⟨indicateurs:évalué⟩, dans plus d’un des ⟨blocs⟩ qui en traitent, et que"
    " chaque notion de l’article soit nommée"
)
_BETWEEN = re.compile(r"\n|(?<=\.) ")

_GRAVITES = {
    Severity.ERREUR: ("erreur", "erreurs"),
    Severity.AVERTISSEMENT: ("avertissement", "avertissements"),
    Severity.INFO: ("point à signaler", "points à signaler"),
}


class PortionVue(NamedTuple):
    """A part of the référentiel d'évaluation: what it is, of which objects, where it prints."""

    titre: str
    numeros: str
    document: str


@dataclass(frozen=True, slots=True)
class CritereVue:
    """One criterion; `fichiers` says where each piece of evidence is written, for a screen.

    `citations` are the words that prove most, one for each thing that it names; `absents` what is
    not shown, lacking or not established.
    """

    ancre: str
    numero: str
    nom: str
    texte: str
    article: str
    constat: str
    applicable: bool
    fait: str
    faits: tuple[str, ...]
    explication: str
    mesure: str
    citations: tuple[CitationVue, ...]
    compte: str
    absents: tuple[str, ...]
    preuves: tuple[GroupeVue, ...]
    propositions: tuple[GroupeVue, ...]
    diagnostics: str
    signalements: tuple[str, ...]
    fichiers: tuple[tuple[str, str], ...]


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
    instance: Instance
    avis: tuple[str, ...]
    anticipation: str
    criteres: tuple[CritereVue, ...]
    definitions: tuple[tuple[str, str], ...]
    dans_l_avis: tuple[PortionVue, ...]
    hors_avis: tuple[PortionVue, ...]
    reglementation: tuple[tuple[str, str], ...]
    sans_reglementation: bool  # so says the one sentence that speaks of it
    calendrier: tuple[EcheanceVue, ...]
    non_examines: str = ""


def vue(b: Builder) -> GrilleVue:
    """The context of the grid."""
    grille = draw_up(Lieux(b.names, b.project.places), b.project.coverage, b.project.findings())
    reference = b.projet.dossier.date_reference
    criteres = b.projet.profil.grille
    article = cite(criteres.article)
    regulated = tuple(_reglementation(b))
    return GrilleVue(
        tete=b.tete(
            "Grille des critères",
            f"Ce que le dossier contient au titre de l’{article}",
            commission=True,
        ),
        article=article,
        instance=criteres.instance,
        avis=tuple(map(cite, criteres.instance.avis)),
        anticipation=anticipation(criteres.depuis) if grille.anticipe else "",
        non_examines=criteres.non_examines or "",
        criteres=tuple(_critere(b, line) for line in grille.lignes),
        definitions=tuple(_definitions(grille.lignes)),
        dans_l_avis=_portions(b, grille.dans_l_avis),
        hors_avis=_portions(b, grille.hors_avis),
        reglementation=regulated,
        sans_reglementation=len(regulated) == 1 and bool(_SANS.search(regulated[0][1])),
        calendrier=tuple(
            _echeance(e, anticipation=e.is_early(reference)) for e in grille.calendrier
        ),
    )


def _definitions(lines: tuple[LigneGrille, ...]) -> Iterator[tuple[str, str]]:
    """What the facts of the grid mean, but the one of which the line says why."""
    for etat, text in DEFINITIONS.items():
        found = any(_etat(line.examen) is etat for line in lines)
        if found and etat is not Etat.NON_APPLICABLE:
            yield str(etat), small(sentence(text))
    marked = [line.examen for line in lines if line.examen.critere.cle in MARQUEURS]
    if any(found.compte for found in marked):
        yield (
            f"Critères {listed(_numero(found.critere.numero) for found in marked)}",
            small(sentence(_REGLE)),
        )
    if any(_constat(line.examen).endswith(_LIMITES) for line in lines):
        yield capital(_LIMITES), small(sentence(_LIMITES_DITES))


def _reglementation(b: Builder) -> Iterator[tuple[str, str]]:
    """What the note says of a regulated access to the trade: title of the section, sentence."""
    for prose in b.projet.note:
        for found in _BETWEEN.split(prose.texte):
            if _REGLEMENTATION.search(found) and "{" not in found:
                yield titre_of(prose), found.strip()


def _critere(b: Builder, line: LigneGrille) -> CritereVue:
    found = line.examen
    counts = ((line.nombre(severity), names) for severity, names in _GRAVITES.items())
    return CritereVue(
        ancre=f"critere-{found.critere.cle}",
        numero=_numero(found.critere.numero),
        nom=found.critere.nom,
        texte=found.critere.texte,
        article=found.critere.article.removesuffix(", du code du travail"),
        constat=_constat(found),
        applicable=found.etat is not Etat.NON_APPLICABLE,
        fait=bound(sentence((found.faits or (found.explication,))[0])),
        faits=tuple(bound(sentence(fait)) for fait in found.faits if found.faits[1:]),
        explication=sentence(found.explication),
        mesure=sentence(found.mesure) if found.mesure else "",
        citations=() if found.faits[1:] else tuple(citations(b, found)),
        compte=sentence(found.compte) if found.compte else "",
        absents=tuple(map(sentence, (*found.manques, *found.limites))),
        preuves=by_rubrique(b, () if found.faits[1:] else found.preuves),
        propositions=by_rubrique(b, found.propositions),
        diagnostics=", ".join(f"{n} {names[n > 1]}" for n, names in counts if n),
        signalements=tuple(_said(poids) for poids in line.poids),
        fichiers=tuple(dict.fromkeys(map(_fichier, (*found.preuves, *found.propositions)))),
    )


def _constat(found: Examen) -> str:
    """« Présent », and that it has limits: what is there does not show everything."""
    etat = _etat(found)
    limited = etat is Etat.PRESENT and (found.limites or found.mesure)
    return f"{etat}, {_LIMITES}" if limited else str(etat)


def _etat(found: Examen) -> Etat:
    """The fact, and « Partiel » where what is marked is hardly assessed (`_REGLE`)."""
    return Etat.PARTIEL if found.etat is Etat.PRESENT and found.peu_evalue else found.etat


def _fichier(preuve: Preuve) -> tuple[str, str]:
    """« 1.2.4 Préparation des médias », « referentiels/activites/pole-1.yaml:30 »."""
    title = " ".join(filter(None, (preuve.numero, str(preuve.titre))))
    return title, f"{preuve.span.path}:{preuve.span.line}"


def _numero(cle: str) -> str:
    """« 2 a » for « 2a »."""
    figures = cle.rstrip("abc")
    return tied(figures, cle[len(figures) :])


def _portions(b: Builder, preuves: tuple[Preuve, ...]) -> tuple[PortionVue, ...]:
    """The parts of the référentiels, those of one kind together; of all, no number is told."""
    evaluation = b.projet.evaluation
    exams = evaluation.epreuves if evaluation is not None else ()
    every = (b.projet.blocs, [x for exam in exams for x in (exam, *exam.sous_epreuves)])
    wholes = [{b.names[one.cle].mark for one in objets} for objets in every]
    kinds: dict[tuple[str, str], list[str]] = {}
    for preuve in preuves:
        kinds.setdefault((small(str(preuve.titre)), preuve.document), []).append(preuve.numero)
    return tuple(
        PortionVue(
            titre,
            "" if set(numeros) in wholes else ", ".join(filter(None, numeros)),
            document.removeprefix(f"{REFERENTIEL}, "),
        )
        for (titre, document), numeros in kinds.items()
    )


def _said(poids: Poids) -> str:
    """The first finding of a rule, as a sentence; the others are counted."""
    first, *others = poids.diagnostics
    more = f" ({counted(len(others), 'autre')} de même nature)" if others else ""
    return sentence(first.message + more)


def _echeance(echeance: Echeance, *, anticipation: bool) -> EcheanceVue:
    return EcheanceVue(
        jour=in_words(echeance.jour),
        objet=echeance.objet,
        precision=echeance.precision,
        article=cite(echeance.article),
        anticipation=anticipation,
    )
