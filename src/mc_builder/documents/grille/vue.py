"""The grid of the criteria: what is found of each, where, what weighs on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from mc_builder.cpc import (
    DEFINITIONS,
    Etat,
    Lieux,
    LigneGrille,
    Poids,
    Preuve,
    anticipation,
    draw_up,
)
from mc_builder.cpc.calendrier import Echeance
from mc_builder.cpc.lieux import titre_of
from mc_builder.diagnostics import Severity
from mc_builder.documents.builder import Builder, Tete
from mc_builder.french import NBSP, agreed, counted, in_words, listed, sentence, small, tied
from mc_builder.model.articles import cite
from mc_builder.model.grille import Instance
from mc_builder.names.lieux import REFERENTIEL
from mc_builder.page.text import Texte, of

#: Evidence of one element that is printed whole; of more, the first pieces, and the pages of the
#: others.
_PREUVES, _PREMIERES = 3, 2

#: A sentence, without computed words, that says whether access to the trade is regulated.
_REGLEMENTATION = re.compile(r"réglementation d[’']accès|profession réglementée", re.IGNORECASE)
_SANS = re.compile(
    r"aucune réglementation d[’']accès|n[’']est pas une profession réglementée", re.I
)
#: What comes before the number of a page.
_PAGE = f"p.{NBSP}"
#: The space after a whole number, before a word or a marked one.
_COUNT = re.compile(r"(?<=\d) (?=⟨?[^\W\d_]{4})")
_BETWEEN = re.compile(r"\n|(?<=\.) ")

_GRAVITES = {
    Severity.ERREUR: ("erreur", "erreurs"),
    Severity.AVERTISSEMENT: ("avertissement", "avertissements"),
    Severity.INFO: ("point à signaler", "points à signaler"),
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
    """The evidence of one element: the first pieces; what it is about says out of how many."""

    rubrique: str
    document: str  # where all of it prints, when that is one place
    lignes: tuple[PreuveVue, ...]


class PortionVue(NamedTuple):
    """A part of the référentiel d'évaluation: what it is, of which objects, where it prints."""

    titre: str
    numeros: str
    document: str


@dataclass(frozen=True, slots=True)
class CritereVue:
    """One criterion; `fichiers` says where each piece of evidence is written, for a screen."""

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
    manques: tuple[str, ...]
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
    reference: str
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
        reference=in_words(reference),
        non_examines=criteres.non_examines or "",
        criteres=tuple(_critere(b, line) for line in grille.lignes),
        definitions=tuple(
            (str(etat), small(sentence(text)))
            for etat, text in DEFINITIONS.items()
            if any(line.examen.etat is etat for line in grille.lignes)
        ),
        dans_l_avis=_portions(b, grille.dans_l_avis),
        hors_avis=_portions(b, grille.hors_avis),
        reglementation=regulated,
        sans_reglementation=len(regulated) == 1 and bool(_SANS.search(regulated[0][1])),
        calendrier=tuple(
            _echeance(e, anticipation=e.is_early(reference)) for e in grille.calendrier
        ),
    )


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
        constat=str(found.etat),
        applicable=found.etat is not Etat.NON_APPLICABLE,
        fait=_bound(sentence((found.faits or (found.explication,))[0])),
        faits=tuple(_bound(sentence(fait)) for fait in found.faits if found.faits[1:]),
        explication=sentence(found.explication),
        mesure=sentence(found.mesure) if found.mesure else "",
        manques=found.manques,
        preuves=_by_rubrique(b, () if found.faits[1:] else found.preuves),
        propositions=_by_rubrique(b, found.propositions),
        diagnostics=", ".join(f"{n} {names[n > 1]}" for n, names in counts if n),
        signalements=tuple(_said(poids) for poids in line.poids),
        fichiers=tuple(dict.fromkeys(map(_fichier, (*found.preuves, *found.propositions)))),
    )


def _bound(text: str) -> str:
    """A count and what it counts on one line: « 4 compétences » is read at a glance."""
    return _COUNT.sub(NBSP, text)


def _fichier(preuve: Preuve) -> tuple[str, str]:
    """« 1.2.4 Préparation des médias », « referentiels/activites/pole-1.yaml:30 »."""
    title = " ".join(filter(None, (preuve.numero, str(preuve.titre))))
    return title, f"{preuve.span.path}:{preuve.span.line}"


def _numero(cle: str) -> str:
    """« 2 a » for « 2a »."""
    figures = cle.rstrip("abc")
    return tied(figures, cle[len(figures) :])


def _by_rubrique(b: Builder, preuves: tuple[Preuve, ...]) -> tuple[GroupeVue, ...]:
    """Evidence under what it is about, in order; past a few, the others are counted."""
    groups = ((rubrique, tuple(g)) for rubrique, g in groupby(preuves, key=lambda p: p.rubrique))
    return tuple(_groupe(b, rubrique, group) for rubrique, group in groups)


def _groupe(b: Builder, rubrique: str, preuves: tuple[Preuve, ...]) -> GroupeVue:
    whole = len(preuves) <= _PREUVES or not rubrique  # the blocs, under no heading, are all told
    every = tuple(_preuve(b, p) for p in preuves)
    lines = every if whole else every[:_PREMIERES]
    some = "" if whole else f" ({_PREMIERES} sur {len(preuves)}{_others(every[_PREMIERES:])})"
    places = {line.document for line in lines}
    shared = places.pop() if rubrique and len(places) == 1 else ""
    # A page is told after its line, wherever it is; a document once, in the heading.
    return GroupeVue(rubrique + some, "" if shared.startswith(_PAGE) else shared, lines)


def _others(lines: tuple[PreuveVue, ...]) -> str:
    """« , les autres p. 13, 15 et 18 »; nothing while a page is not known."""
    pages = dict.fromkeys(line.document.removeprefix(_PAGE) for line in lines)
    known = all(line.document.startswith(_PAGE) for line in lines)
    ordered = sorted(pages, key=lambda page: (len(page), page))
    who = agreed(len(lines), "l’autre", "les autres")
    return f", {who} {_PAGE}{listed(ordered)}" if known else ""


def _preuve(b: Builder, preuve: Preuve) -> PreuveVue:
    title = of(preuve.titre, preuve.ref) if preuve.ref else str(preuve.titre)
    holder = b.projet.by_cle.get(preuve.ref.partition(":")[0])
    page = ""
    while holder is not None and not page:  # of the object, or of the nearest that has one
        page = b.names.lieu(holder.cle).page
        holder = b.projet.parents.get(holder.cle)
    # In the référentiel, the page says more than the heading.
    where = (
        f"{_PAGE}{page}" if page and preuve.document.startswith(REFERENTIEL) else preuve.document
    )
    return PreuveVue(preuve.numero, title, _bound(preuve.detail), where or "Non imprimé")


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
