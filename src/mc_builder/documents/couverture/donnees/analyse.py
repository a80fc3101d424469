"""Why and since when: ruptures, matrices, quality, definitions, what changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo, field_validator

from mc_builder.coverage.analysis.matrices import Case
from mc_builder.coverage.analysis.suggestions import Maillon
from mc_builder.documents.couverture.donnees.champs import (
    Ancre,
    Donnees,
    Drapeaux,
    Identite,
    Identites,
    Incomplet,
    Nombre,
    OuMotif,
    Part,
    StatutDemande,
    StatutRompu,
    Taux,
    codes,
    dit,
    lu,
)
from mc_builder.model.dossier import Etape
from mc_builder.model.emplois import NatureExigence
from mc_builder.nomenclatures.matching import Bande


class Defini(Donnees):
    """Ce qui a une définition."""

    definition: Ancre = lu("definition.ancre", "L’ancre de sa définition.")


class Suggestion(Donnees):
    """Un objet dont les mots ressemblent à ceux de l’exigence ; ce n’est pas un lien."""

    id: Identite = lu("cle", "L’objet.")
    bande: Annotated[Bande, *codes(Bande)] = dit("Ce que vaut la suggestion.")
    score: Part = dit("La ressemblance des deux intitulés, de 0 à 1.")
    mots: tuple[str, ...] = dit("Les mots en commun, le plus rare d’abord.", minItems=1)
    parent: bool = lu("by_parent", "Ces mots sont dans les titres au-dessus de l’objet seulement.")


class Rupture(Donnees):
    """Où s’arrête une exigence retenue qui n’est pas évaluée."""

    exigence: Identite = dit("L’exigence.")
    statut: StatutRompu = dit("Jusqu’où elle va.")
    maillon: Annotated[Maillon, *codes(Maillon)] = dit("Ce qui manque.")
    phrase: str = dit("Ce qui manque, en français.")
    atteint: Identite | None = dit("Le dernier objet que la chaîne atteint.")
    categories: Identites = dit("Catégories de candidats qu’aucune partie n’évalue.")
    suggestions: tuple[Suggestion, ...] = lu(
        "proches", "Les objets les plus proches par les mots, le plus proche d’abord.", maxItems=10
    )
    ecartees: Identites = dit("Les objets que l’équipe de rédaction a écartés des suggestions.")


class CaseMatrice(Donnees):
    """Une case qui n’est pas vide."""

    emploi: Identite = dit("La ligne.")
    objet: Identite = dit("La colonne.")
    evaluees: Identites = dit("Exigences retenues par l’emploi et évaluées par l’objet.")
    traduites: Identites = dit("Celles que l’objet reprend seulement.")
    poids_evaluees: Nombre = dit("Le poids des premières pour cet emploi.")
    poids_traduites: Nombre = dit("Le poids des secondes.")


class Matrice(Defini):
    """Une table des emplois et de ce qui les sert."""

    colonnes: Identites = dit("Les colonnes, dans l’ordre du dossier.")
    cases: tuple[CaseMatrice, ...] = dit("Les cases qui ne sont pas vides.")

    @field_validator("cases", mode="before")
    @classmethod
    def _in_order(cls, cases: Mapping[tuple[str, str], Case], info: ValidationInfo) -> Any:
        """Row by row, in the order of the columns."""
        rows = list(dict.fromkeys(row for row, _ in cases))
        ranks = {column: n for n, column in enumerate(info.data["colonnes"])}
        ordered = sorted(cases, key=lambda place: (rows.index(place[0]), ranks[place[1]]))
        return [
            {
                "emploi": row,
                "objet": column,
                "evaluees": cases[row, column].evaluees,
                "traduites": cases[row, column].traduites,
                "poids_evaluees": cases[row, column].poids_evaluees,
                "poids_traduites": cases[row, column].poids_traduites,
            }
            for row, column in ordered
        ]


class Matrices(Donnees):
    """Les deux tables."""

    competences: Matrice = dit("Emplois et compétences.")
    blocs: Matrice = dit("Emplois et blocs.")


class Multiples(Defini):
    """Les exigences que plusieurs chemins mènent au même statut, le plus haut."""

    exigences: Identites = dit("Ces exigences.")
    taux: Taux = dit("Leur part des exigences retenues.")


class Paire(Donnees):
    """Deux emplois qui ont une exigence en commun."""

    emplois: Identites = dit("Les deux emplois.", minItems=2, maxItems=2)
    taux: Taux = dit("Exigences communes, sur celles de l’un ou de l’autre.")


class Partage(Donnees):
    """Ce qu’un emploi partage."""

    emploi: Identite = dit("L’emploi.")
    taux: Taux = dit("Ses exigences qu’un autre emploi retient aussi.")


class Recoupement(Defini):
    """Ce que les emplois ont en commun."""

    paires: tuple[Paire, ...] = dit("Les paires, les plus distinctes d’abord.")
    sans_commune: Nombre = dit("Le nombre des paires qui n’ont rien en commun.")
    emplois: tuple[Partage, ...] = dit("Chaque emploi, celui qui partage le moins d’abord.")


class Dependance(Donnees):
    """Ce qui tient à un seul objet."""

    objet: Identite = dit("La compétence ou l’épreuve.")
    exigences: Identites = dit("Les exigences évaluées qui ne le seraient plus sans elle.")
    taux: Taux = dit("Leur part des exigences évaluées.")
    ponderees: Taux = lu("taux_pondere", "La même, pondérée par l’importance.")


class Concentration(Defini):
    """Ce qui tient à une seule compétence, ou à une seule épreuve."""

    taux: Taux = dit("La part des exigences évaluées qui en dépend.")
    ponderees: Taux = lu("taux_pondere", "La même, pondérée par l’importance.")
    objets: tuple[Dependance, ...] = dit("Ce qui dépend de chacun, le plus lourd d’abord.")


class PartObjet(Donnees):
    """Ce que pèse un objet dans les exigences et dans l’évaluation."""

    objet: Identite | None = dit("L’objet ; null pour ce que rien ne reprend.")
    exigences: Part = dit("Sa part du poids des exigences.")
    evaluation: Part = dit("Sa part dans l’évaluation.")


class Repartition(Defini):
    """Le poids des exigences et le poids dans l’évaluation."""

    definition_indice: Ancre = lu("definition_indice.ancre", "Celle de l’indice.")
    indice: Part | None = dit("L’indice d’alignement de Porter ; null quand il est sans objet.")
    parts: tuple[PartObjet, ...] = dit("Chaque objet ; rien quand c’est sans objet.")


class NiveauEmploi(Incomplet):
    """Le niveau d’un emploi et celui du diplôme."""

    emploi: Identite = dit("L’emploi.")
    usuel: OuMotif[Nombre] = dit("Le niveau auquel il est occupé d’ordinaire.")
    diplome: OuMotif[Nombre] = dit("Le niveau du diplôme.")
    ecart: int | None = dit("Le premier moins le second.")


class Niveaux(Defini):
    """L’adéquation du niveau."""

    taux: Taux = dit("Les emplois au niveau du diplôme.")
    emplois: tuple[NiveauEmploi, ...] = dit("Chaque emploi.")


class Qualite(Donnees):
    """La qualité de la couverture, au-delà de la présence."""

    multiples: Multiples = dit("Exigences couvertes plusieurs fois.")
    recoupement: Recoupement = dit("Exigences communes aux emplois.")
    competences: Concentration = dit("Ce qui tient à une seule compétence.")
    epreuves: Concentration = dit("Ce qui tient à une seule épreuve.")
    blocs: Repartition = dit("La répartition sur les blocs.")
    alignement: Repartition = dit("La répartition sur les compétences.")
    niveaux: Niveaux = dit("Le niveau usuel des emplois et celui du diplôme.")


class Definition(Donnees):
    """Ce qu’un chiffre veut dire."""

    libelle: str = dit("Son nom.")
    texte: str = dit("Ce qu’il veut dire.")
    formule: str = dit("Comment il se calcule.")
    source: str = dit("D’où il vient.")
    limite: str = dit("Ce qu’il ne dit pas ; vide quand rien n’est à craindre.")


class Cause(Incomplet):
    """Pourquoi une exigence a changé."""

    genre: str = dit("Le genre de la cause.")
    explication: OuMotif[str] = dit("La cause, en français.")
    lieu: Annotated[str | None, BeforeValidator(lambda place: place or None)] = lu(
        "place", "Où c’est écrit : fichier et ligne."
    )


class Changement(Incomplet):
    """Une exigence qui n’est plus ce qu’elle était."""

    id: Identite = lu("exigence", "L’exigence.")
    intitule: OuMotif[str] = dit("Son intitulé.")
    nature: NatureExigence = dit("Sa nature.")
    genre: str = dit("Ce qu’elle est devenue.")
    avant: StatutDemande | None = dit("Son statut avant ; null quand elle n’était pas demandée.")
    apres: StatutDemande | None = dit("Son statut maintenant ; null quand elle ne l’est plus.")
    reserves_levees: Drapeaux = dit("Les drapeaux qui tombent.")
    reserves_posees: Drapeaux = dit("Les drapeaux qui s’ajoutent.")
    causes: tuple[Cause, ...] = dit("Pourquoi.", minItems=1)


class Perimetre(Incomplet):
    """Ce qui a changé pour un emploi, ou pour l’ensemble."""

    emploi: Identite | None = dit("L’emploi ; null pour l’ensemble.")
    intitule: OuMotif[str] = dit("Son intitulé.")
    nouveau: bool = dit("L’emploi n’y était pas avant.")
    disparu: bool = dit("L’emploi n’y est plus.")
    evaluees_avant: Taux = dit("Taux pondéré des exigences évaluées, avant.")
    evaluees_apres: Taux = dit("Le même, maintenant.")
    exigences: tuple[Changement, ...] = dit("Les exigences qui ont changé.")


class Changements(Donnees):
    """Ce qui a changé depuis une autre version."""

    reference: str = dit("La version que l’on a demandée.")
    etape_avant: Etape = dit("Son étape.")
    etape_apres: Etape = dit("Celle d’aujourd’hui.")
    perimetres: tuple[Perimetre, ...] = dit("L’ensemble, puis chaque emploi.")
