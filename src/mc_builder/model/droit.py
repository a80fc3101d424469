"""What articles of the codes say, version by version: data that rules compare citations with."""

from pydantic import Field

from mc_builder.model.base import Identifiant, Libelle, Liste, Modele
from mc_builder.model.profil import TexteDate


class Sujet(Modele):
    """Ce dont une phrase parle, reconnu à ses mots."""

    sujet: Identifiant = Field(description="Identifiant du sujet.")
    nom: Libelle = Field(description="Comment un message le nomme.")
    mots: Libelle = Field(description="Expression régulière, sur un texte simplifié.")


class VersionArticle(TexteDate):
    """Une rédaction d’un article : ses dates, où elle a été lue, ce qu’elle dit."""

    lue: Libelle = Field(description="La source où elle a été lue.")
    dit: Liste[Identifiant] = Field((), description="Sujets dont elle traite.")


class ArticleDeCode(Modele):
    """Un article, ou plusieurs qui disent la même chose."""

    code: Libelle = Field(description="Code (« code de l’éducation »).")
    numeros: Liste[Libelle] = Field(description="Numéros (« D337-147 »).")
    versions: Liste[VersionArticle] = Field(description="Rédactions, de la plus ancienne.")


class Droit(Modele):
    """Les articles et les sujets."""

    sujets: Liste[Sujet] = Field(description="Sujets.")
    articles: Liste[ArticleDeCode] = Field(description="Articles.")
