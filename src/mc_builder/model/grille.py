"""What a project is examined on, and by whom: the article of the criteria, the body that judges."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from mc_builder.model.base import Booleen, Date, Libelle, Liste, Modele
from mc_builder.model.mots import Nom


class Instance(Nom):
    """Qui examine le projet, et ce que vaut son avis."""

    court: ClassVar[str | None] = None
    titre: Libelle = Field(
        "L’avis",
        description="Titre de la partie de la grille qui dit ce que vaut son avis.",
        examples=["L’enregistrement"],
    )
    avis: Liste[Libelle] = Field(
        (),
        description="Ce que vaut son avis, en phrases, chacune avec son article et son code ; sans"
        " elles, cette partie ne s’imprime pas.",
        examples=["La création est décidée après avis conforme (code du travail, L6113-3, II)."],
    )
    hors_modalites: Booleen = Field(
        default=False,
        description="L’avis ne porte pas sur les modalités d’évaluation : la grille dit ce sur quoi"
        " il porte, et ce qui reste en dehors.",
        examples=["oui"],
    )
    calendrier: Booleen = Field(
        default=False,
        description="Les délais du code du travail se comptent depuis sa séance (R6113-25).",
        examples=["oui"],
    )


#: The body that examines the diplomas of the State, and what the code du travail says of it.
CPC = Instance(
    nom="commission professionnelle consultative",
    genre="f",
    avis=(
        (
            "La création ou la révision ⟨d’un diplôme⟩ et de ses référentiels est décidée après"
            " avis conforme de la commission, « à l’exception des modalités de mise en œuvre de"
            " l’évaluation » (code du travail, L6113-3, II)."
        ),
        (
            "L’avis est simple lorsque ⟨le diplôme⟩ est ⟨diplôme:requis⟩ pour exercer une"
            " profession réglementée."
        ),
    ),
    hors_modalites=True,
    calendrier=True,
)


class Grille(Modele):
    """L’article qui dit sur quels critères le projet est examiné, et par qui."""

    article: Libelle = Field(
        "code du travail, R6113-25-1",
        description="Article, avec son code.",
        examples=["code du travail, R6113-9"],
    )
    instance: Instance = Field(
        CPC,
        description="Qui examine le projet.",
        examples=[{"nom": "commission de la branche", "genre": "f"}],
    )
    depuis: Date = Field(
        date(2026, 1, 1),
        description="Premier jour où ces critères s’appliquent.",
        examples=["2025-06-09"],
    )
    creation: Libelle | None = Field(
        "III, 1°",
        description="Place du texte qui écarte le premier critère pour une création ; sans elle, il"
        " s’applique.",
        examples=["III, 1°"],
    )
    promotions: Libelle | None = Field(
        "le ministère transmet les données dont il dispose (II)",
        description="Ce que le texte dit des promotions de titulaires, pour le premier critère.",
        examples=["les promotions sont celles que définit le II"],
    )
    poursuites: Booleen = Field(
        default=True,
        description="Le premier critère vise aussi la poursuite d’études.",
        examples=["non"],
    )
    numeros: dict[str, Libelle] = Field(
        {},
        description="Numéro dans l’article de chaque critère examiné (1, 2, 2a, 2b, 2c, 3, 4 et 5),"
        " quand il diffère.",
        examples=[{"3": "5"}],
    )
    noms: dict[str, Libelle] = Field(
        {},
        description="Nom court de chaque critère examiné, quand il diffère.",
        examples=[{"1": "Impact sur l’emploi"}],
    )
    textes: dict[str, Libelle] = Field(
        {},
        description="Ce que l’article dit de chaque critère examiné, quand ses mots diffèrent.",
        examples=[{"5": "La cohérence des blocs de compétences."}],
    )
    non_examines: Libelle | None = Field(
        None,
        description="Critères de l’article que l’outil n’examine pas.",
        examples=["1°, 4° et 9°"],
    )
