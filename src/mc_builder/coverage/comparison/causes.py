"""Why coverage changed: what differs between two versions, said in one French sentence.

An explanation has no final point, names objects by their titles and never by identifiers, and
gives the place in the files of the version where the object is: the old one for what is removed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from mc_builder.coverage.graphe import Verbe
from mc_builder.coverage.statuts import MOTIFS, NATURES
from mc_builder.french import NBSP, de
from mc_builder.model.base import ACompleter
from mc_builder.model.emplois import Ecart, NatureExigence
from mc_builder.names import Nom


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause; `genre` is its stable identifier, `place` where it is written (may be empty).

    `objets` are the identities that make it, in the version that has what differs: the ends of an
    edge, after its verb, or one object. One difference is one cause, whatever it brings about: the
    first thing that it does is told.
    """

    genre: str
    objets: tuple[str | None, ...]
    explication: str = field(compare=False)
    place: str = field(default="", compare=False)


#: The best way to the requirement is another one, and no difference of edges says why.
CHEMIN_CHANGE = Cause("chemin_change", (), "le chemin qui la couvre le mieux n’est plus le même")


def bracketed(lieu: str) -> str:
    """« (fichier:ligne) » after a space; nothing when the place is not known."""
    return f" ({lieu})" if lieu else ""


class Mots(NamedTuple):
    """What a written link says, in the tenses that explanations need.

    `{seul}` is where « seule » goes; `passif` says it of the target.
    """

    imparfait: str
    present: str
    negatif: str
    passif: str


#: What each written link says.
MOTS = {
    Verbe.REPOND_A: Mots("répondait{seul} à", "répond{seul} à", "ne répond plus à", "demandé"),
    Verbe.MOBILISE: Mots("reprenait{seul}", "reprend{seul}", "ne reprend plus", "repris"),
    Verbe.EVALUE: Mots("évaluait{seul}", "évalue{seul}", "n’évalue plus", "évalué"),
    Verbe.DELIVRE: Mots("délivrait{seul}", "délivre{seul}", "ne délivre plus", "délivré"),
    Verbe.REF: Mots("reprenait{seul}", "reprend{seul}", "ne reprend plus", "repris"),
    Verbe.PORTE: Mots("portait{seul} sur", "porte{seul} sur", "ne porte plus sur", "visé"),
    Verbe.CONCERNE: Mots("portait{seul} sur", "porte{seul} sur", "ne porte plus sur", "visé"),
}


# --- outside the chain: what jobs ask for, natures, autonomies ------------------------------------

_Niveau = int | ACompleter | None


def _goes(avant: _Niveau, apres: _Niveau) -> str:
    """« passe de 2 à 3 », with what is not said named so."""
    if avant is None:
        return f"est désormais donnée{NBSP}: {apres}"
    if apres is None:
        return f"n’est plus donnée (elle était de {avant})"
    return f"passe de {avant} à {apres}"


def autonomie_changee(nom: Nom, avant: _Niveau, apres: _Niveau) -> Cause:
    """The autonomy of a tâche, an activité or a pôle is not what it was."""
    words = f"⟨l’autonomie⟩ {de(str(nom))} {_goes(avant, apres)}{bracketed(nom.lieu)}"
    return Cause("autonomie_changee", (nom.cle,), words, nom.lieu)


def nature_changee(exigence: Nom, avant: NatureExigence, apres: NatureExigence) -> Cause:
    """The requirement is of another nature: another route covers it."""
    names = (NATURES[avant].lower(), NATURES[apres].lower())
    words = f"elle était de nature {names[0]}, elle est de nature {names[1]}"
    return Cause(
        "nature_changee", (exigence.cle,), f"{words}{bracketed(exigence.lieu)}", exigence.lieu
    )


def _demande(genre: str, emploi: Nom, words: str, lieu: str) -> Cause:
    return Cause(genre, (emploi.cle,), words, lieu)


def exigence_demandee(emploi: Nom, lieu: str) -> Cause:
    """A job asks for a requirement that it did not ask for."""
    words = f"{emploi} la demande désormais{bracketed(lieu)}"
    return _demande("exigence_demandee", emploi, words, lieu)


def exigence_retiree(emploi: Nom, lieu: str) -> Cause:
    """A job no more asks for a requirement."""
    was = f" (elle était à {lieu})" if lieu else ""
    return _demande("exigence_retiree", emploi, f"{emploi} ne la demande plus{was}", lieu)


def ecart_pose(emploi: Nom, lieu: str, ecart: Ecart) -> Cause:
    """A job leaves a requirement out."""
    why = f"{MOTIFS[ecart.motif]}. {' '.join(str(ecart.explication).split())}".rstrip(" .")
    words = f"{emploi} l’écarte désormais{bracketed(lieu)}{NBSP}: {why}"
    return _demande("ecart_pose", emploi, words, lieu)


def ecart_leve(emploi: Nom, lieu: str) -> Cause:
    """A job no more leaves a requirement out."""
    return _demande("ecart_leve", emploi, f"{emploi} ne l’écarte plus{bracketed(lieu)}", lieu)


def importance_changee(emploi: Nom, lieu: str, avant: int, apres: int) -> Cause:
    """The importance that a job gives to a requirement is not what it was."""
    words = f"son importance pour {emploi} {_goes(avant, apres)}{bracketed(lieu)}"
    return _demande("importance_changee", emploi, words, lieu)


def autonomie_demandee_changee(emploi: Nom, lieu: str, avant: _Niveau, apres: _Niveau) -> Cause:
    """The autonomy that a job asks for is not what it was."""
    words = f"⟨l’autonomie⟩ ⟨autonomie:demandé⟩ par {emploi} {_goes(avant, apres)}{bracketed(lieu)}"
    return _demande("autonomie_demandee_changee", emploi, words, lieu)
