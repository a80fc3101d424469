"""The criteria of R6113-25-1 (code du travail), and what is found of each in a project."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from mc_builder.french import capital, in_words
from mc_builder.model.articles import cite
from mc_builder.model.base import ACompleter
from mc_builder.model.grille import Grille
from mc_builder.spans import Span

#: The article that sets the criteria.
ARTICLE = "code du travail, R6113-25-1"
#: First day on which an opinion of the commission rests on these criteria.
EN_VIGUEUR = date(2026, 1, 1)


class Etat(StrEnum):
    """A fact about a criterion; never an opinion."""

    PRESENT = "Présent"
    PARTIEL = "Partiel"
    ABSENT = "Absent"
    SANS_MARQUEUR = "Aucun marqueur posé"
    SANS_OBJET = "Sans objet (motivé)"
    NON_APPLICABLE = "Non applicable"


#: What each fact means, in the words of the grid.
DEFINITIONS = {
    Etat.PRESENT: "ce qui est recherché pour ce critère figure au dossier, ce qui n’en dit pas la"
    " qualité",
    Etat.PARTIEL: "le dossier en porte une part ; ce qui manque est dit",
    Etat.ABSENT: "le dossier ne porte rien que l’outil sache relever",
    Etat.SANS_MARQUEUR: "aucun objet des référentiels ne porte le marqueur du critère ; l’outil"
    " n’en conclut rien, et propose ceux dont les mots en parlent",
    Etat.SANS_OBJET: "le dossier déclare le critère sans objet et dit pourquoi",
    Etat.NON_APPLICABLE: "le texte lui-même écarte le critère pour ce dossier",
}


@dataclass(frozen=True, slots=True)
class Critere:
    """One criterion: its number in the article, a short name, and what the article says."""

    cle: str
    nom: str
    texte: str
    article: str
    numero: str = ""


def placed(examen: Examen, grille: Grille) -> Examen:
    """What is found, as the article of a type of diploma numbers and words its criterion."""
    critere = examen.critere
    nom = grille.noms.get(critere.cle, critere.nom)
    texte = grille.textes.get(critere.cle, critere.texte)
    numero = grille.numeros.get(critere.cle, critere.cle)
    figures, letter = re.match(r"(.*?)([a-z]?)\Z", numero).groups()  # type: ignore[union-attr]
    place = f"I, {figures}°" + (f", {letter}" if letter else "")
    article = cite(capital(f"{grille.article}, {place}"))
    said = replace(critere, numero=numero, nom=nom, texte=texte, article=article)
    return replace(examen, critere=said)


def _critere(cle: str, nom: str, texte: str) -> Critere:
    number, letter = cle[0], cle[1:]
    place = f"I, {number}°" + (f", {letter}" if letter else "")
    return Critere(cle, nom, texte, cite(f"C{ARTICLE[1:]}, {place}"))


#: In the words of the article, which no profile changes by its own.
CRITERES = {
    critere.cle: critere
    for critere in (
        _critere(
            "1",
            "Impact sur l’emploi et la poursuite d’études",
            "L’impact du projet en matière d’accès à l’emploi, de retour à l’emploi ou de poursuite"
            " d’études, d’après les promotions de titulaires, comparé à celui de certifications"
            " visant des métiers similaires ou proches.",
        ),
        _critere(
            "2",
            "Qualité et cohérence d’ensemble des référentiels",
            "La qualité des référentiels d’activité, de compétence et d’évaluation ainsi que leur"
            " cohérence d’ensemble.",
        ),
        _critere(
            "2a",
            "Transitions écologique et numérique",
            "Les effets de la transition écologique et de la transition numérique sur les"
            " compétences et connaissances nécessaires à l’exercice des métiers ou emplois visés.",
        ),
        _critere(
            "2b",
            "Santé et sécurité au travail",
            "Les principes de prévention en matière de santé et de sécurité au travail.",
        ),
        _critere(
            "2c",
            "Handicap, accessibilité et conception universelle",
            "Les compétences liées à la prise en compte des situations de handicap, de"
            " l’accessibilité et de la conception universelle.",
        ),
        _critere(
            "3",
            "Contraintes légales et réglementaires",
            "La prise en compte des contraintes légales et réglementaires liées à l’exercice du"
            " métier visé.",
        ),
        _critere(
            "4",
            "Accès par la validation des acquis de l’expérience",
            "La possibilité d’accéder au diplôme ou titre par la validation des acquis de"
            " l’expérience.",
        ),
        _critere(
            "5",
            "Cohérence des blocs de compétences",
            "La cohérence des blocs de compétences constitutifs du projet.",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Preuve:
    """Where the file answers: what is there, in the data and in the documents.

    `ref` is « identity:field », `rubrique` what the evidence is about, `numero` the printed number,
    `detail` what was counted in it.
    """

    rubrique: str
    ref: str
    numero: str
    titre: str | ACompleter
    span: Span
    document: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Examen:
    """What was found about one criterion.

    `faits` is what was established, the first the one to read if only one; `explication` says how
    the fact was established, `manques` what is not there, `lieu` where the file would say it;
    `propositions` are objects whose words speak of it, without being evidence; `negliges` names
    what the article asks for and nothing in the file answers; `mesure` is a measure that is told
    beside the fact and does not decide it; `limites` are what is not shown of what is there, which
    decides nothing either; `compte` is how much of it is assessed, `peu_evalue` that it is in one
    bloc at most of several, of which the grid says « Partiel » and no rule says anything;
    `remedes` say what to write and where, `exemple` as lines of YAML.
    """

    critere: Critere
    etat: Etat
    explication: str
    lieu: Span
    preuves: tuple[Preuve, ...] = ()
    manques: tuple[str, ...] = ()
    negliges: tuple[str, ...] = ()
    mesure: str = ""
    limites: tuple[str, ...] = ()
    compte: str = ""
    peu_evalue: bool = False
    propositions: tuple[Preuve, ...] = ()
    remedes: tuple[str, ...] = ()
    exemple: str = ""
    faits: tuple[str, ...] = ()


def applies_early(reference: date, depuis: date = EN_VIGUEUR) -> bool:
    """Whether the criteria came into force after the day at which the file is judged."""
    return reference < depuis


def anticipation(depuis: date = EN_VIGUEUR) -> str:
    """What is said of criteria later than the file."""
    return (
        f"critères entrés en vigueur le {in_words(depuis)}, appliqués à titre d’essai à un dossier"
        " antérieur, auquel ils ne s’imposaient pas"
    )


def etat(preuves: tuple[Preuve, ...], manques: list[str]) -> Etat:
    """The fact about a criterion, from what is there and what is not."""
    if not manques:
        return Etat.PRESENT
    return Etat.PARTIEL if preuves else Etat.ABSENT
