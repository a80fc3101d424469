"""A requirement and the chain that covers it, as the coverage report prints them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mc_builder.coverage import Chaine, CouvertureExigence, Drapeau, Statut
from mc_builder.coverage.statuts import NATURES
from mc_builder.document.text import Texte
from mc_builder.document.views.common import Builder, Numerote, ancre
from mc_builder.document.views.evaluation import CATEGORIES
from mc_builder.model.activites import Tache


@dataclass(frozen=True, slots=True)
class StatutVue:
    """A status and how it prints."""

    cle: str
    libelle: str


@dataclass(frozen=True, slots=True)
class ChaineVue:
    """A requirement, whatever the job: how far it goes, through what, and who asks for it."""

    ancre: str
    titre: Texte
    nature: str
    emplois: tuple[int, ...]
    statut: StatutVue
    drapeaux: tuple[str, ...]
    activites: tuple[Numerote, ...]
    reprises: tuple[Numerote, ...]
    parties: tuple[tuple[Texte, str], ...]
    rupture: str


def statut_vue(statut: Statut) -> StatutVue:
    """A status as printed."""
    return StatutVue(statut.identifiant, statut.libelle)


def cite(b: Builder, cle: str) -> Numerote:
    """An object cited by its identity: its number and its title, or the identity itself."""
    found = b.projet.par_cle.get(cle)
    title = found.libelle if found is not None else cle
    return Numerote(ancre(cle), b.numeros.get(cle, ""), Texte(title, f"{cle}:intitule"))


def cites(b: Builder, cles: tuple[str, ...]) -> tuple[Numerote, ...]:
    """Several objects cited."""
    return tuple(cite(b, cle) for cle in cles)


def chaine_vue(b: Builder, measure: CouvertureExigence, ranks: Mapping[str, int]) -> ChaineVue:
    """A requirement with its best chain; `ranks` gives the number of each job."""
    best = measure.meilleure
    peers = [c for c in measure.chaines if best is not None and _same_road(c, best)]
    return ChaineVue(
        ancre=f"x-{ancre(measure.exigence)}",
        titre=cite(b, measure.exigence).titre,
        nature=NATURES[measure.nature],
        emplois=tuple(ranks[e] for e in measure.emplois_retenant),
        statut=statut_vue(measure.statut),
        drapeaux=tuple(d.libelle for d in measure.drapeaux),
        activites=cites(b, _distinct(_repondant(b, measure.exigence, best))),
        reprises=cites(b, _reprises(b, measure.exigence, best)),
        parties=tuple(_parties(b, peers)),
        rupture=_rupture(measure),
    )


def _same_road(chain: Chaine, best: Chaine) -> bool:
    """Whether two chains differ only by the part that assesses them."""
    road = (best.activite, best.tache, best.competence, best.savoir, best.habilitation)
    return (chain.activite, chain.tache, chain.competence, chain.savoir, chain.habilitation) == road


def _distinct(*cles: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cle for cle in cles if cle))


def _repondant(b: Builder, exigence: str, best: Chaine | None) -> str | None:
    """What answers the requirement: the tâche when it says so itself, else its activité.

    Why: when the whole activité answers, the tâche of the chain is only one way among equals.
    """
    if best is None:
        return None
    tache = b.projet.trouver(best.tache, Tache)
    if tache is not None and any(link.cible == exigence for link in tache.repond_a):
        return tache.cle
    return best.activite or best.tache


def _reprises(b: Builder, exigence: str, best: Chaine | None) -> tuple[str, ...]:
    """What takes it up, at the same grain: the competence when the whole activité answers."""
    if best is None:
        return ()
    if best.savoir:
        return _distinct(best.savoir)
    whole = best.activite is not None and _repondant(b, exigence, best) == best.activite
    taken = best.competence if whole else best.sous_competence or best.competence
    return _distinct(taken, best.habilitation)


def _parties(b: Builder, chains: list[Chaine]) -> list[tuple[Texte, str]]:
    """The parts that assess, each with the letters of its categories of candidates."""
    categories: dict[str, tuple[str, ...]] = {}
    for chain in chains:
        if (cle := chain.partie or chain.attestation) is not None:
            categories[cle] = chain.categories
    evaluation = b.projet.evaluation
    known = evaluation.categories if evaluation else ()
    return [
        (
            cite(b, cle).titre,
            " et ".join(CATEGORIES[n] for n, c in enumerate(known) if c.cle in members),
        )
        for cle, members in categories.items()
    ]


def _rupture(line: CouvertureExigence) -> str:
    """Where the chain breaks, in a few words."""
    if line.statut is Statut.NON_COUVERTE:
        return {
            "savoir-faire": "Aucune activité ni tâche n’y répond.",
            "savoir": "Aucun savoir associé n’y répond.",
            "savoir-etre": "Aucune compétence ni aucun indicateur ne la porte.",
            "habilitation": "Aucune habilitation déclarée n’y répond.",
        }[line.nature]
    if line.statut is Statut.DECRITE:
        if line.nature == "habilitation":
            return "Aucune épreuve ni attestation ne la délivre."
        return "Aucune compétence ne reprend l’activité."
    if Drapeau.SANS_INDICATEUR in line.drapeaux:
        return "La compétence n’a pas d’indicateur."
    if line.categories_manquantes or Drapeau.CATEGORIES_INCOMPLETES in line.drapeaux:
        return "Aucune partie d’épreuve ne l’évalue pour toutes les catégories."
    return ""
