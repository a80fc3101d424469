"""What readers wrote in the margin of a document: comments that came back, and their answers."""

from typing import Literal

from pydantic import Field

from mc_builder.model.base import Date, Liste, Modele, Texte

EtatRetour = Literal["ouvert", "traite"]


class Reponse(Modele):
    """Une réponse à un commentaire."""

    auteur: Texte | None = Field(None, description="Qui répond.", examples=["Fédération du cycle"])
    date: Date | None = Field(None, description="Quand.", examples=["2026-11-02"])
    texte: Texte = Field(
        description="Ce qui est répondu.", examples=["Le sigle est maintenant développé."]
    )


class Retour(Modele):
    """Un commentaire revenu d’un document : qui, quand, sur quoi, ce qu’on en a fait."""

    texte: Texte = Field(
        description="Ce que dit le commentaire, dans les mots de qui l’a écrit.",
        examples=["Préciser ce sigle, que la branche n’emploie plus."],
    )
    auteur: Texte | None = Field(None, description="Qui l’a écrit.", examples=["Inspection"])
    date: Date | None = Field(None, description="Quand.", examples=["2026-10-28"])
    document: Texte | None = Field(
        None, description="Le document où il était.", examples=["referentiel"]
    )
    sur: Texte | None = Field(
        None,
        description="Le texte dont il parle : l’identité de l’objet, deux points, le champ ; ou le"
        " paragraphe d’une section. L’outil l’écrit en relisant le document.",
        examples=["diagnostic:intitule"],
    )
    extrait: Texte | None = Field(
        None, description="Les mots qu’il montre.", examples=["VAE à assistance"]
    )
    etat: EtatRetour = Field("ouvert", description="Ce qu’il en est.", examples=["traite"])
    reponses: Liste[Reponse] = Field(
        (), description="Ce qui a été répondu, du plus ancien au plus récent."
    )


class Retours(Modele):
    """Les commentaires revenus des documents."""

    retours: Liste[Retour] = Field((), description="Les commentaires, dans leur ordre.")
