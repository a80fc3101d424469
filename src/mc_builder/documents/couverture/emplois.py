"""A target job in the coverage report: its figures, its gaps, its requirements, what it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from mc_builder.coverage import (
    MOTIFS,
    Comptes,
    CouvertureEmploi,
    Degres,
    LigneCouverture,
    Statut,
)
from mc_builder.coverage.bilan import degres_comptes
from mc_builder.documents.builder import Builder
from mc_builder.documents.couverture.chaines import (
    ChaineVue,
    RouteVue,
    ancre_exigence,
)
from mc_builder.documents.couverture.chemins import rank_of_route
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.documents.couverture.etats import EtatVue, state_of
from mc_builder.documents.couverture.signes import Signe, signe
from mc_builder.model.emplois import Emploi, ExigenceEmploi
from mc_builder.model.preuves import Certification
from mc_builder.names import ancre
from mc_builder.page.text import Texte

ACCES = {
    "premiere-insertion": "Dès la première insertion",
    "apres-experience": "Après une première expérience",
}


@dataclass(frozen=True, slots=True)
class LigneExigence:
    """A requirement retained, as one job asks for it.

    `poids` is what it counts for, when its importance is still to be set too. `route` is the way
    that it reads first; `contredite` is the motive of a job that leaves it out
    although it is evaluated.
    """

    chaine: ChaineVue
    route: RouteVue | None
    importance: int | Texte
    poids: int
    demandee: int | Texte | None
    atteinte: int | None
    statut: Statut
    etat: EtatVue
    signe: Signe
    drapeaux: tuple[str, ...]
    contredite: str
    explication: Markup | None


@dataclass(frozen=True, slots=True)
class EcartVue:
    """A requirement left out, and why."""

    cle: str
    ancre: str
    titre: Texte
    nature: str
    importance: int | Texte
    poids: int
    motif: str
    explication: Markup | None
    certification: Texte | None


@dataclass(frozen=True, slots=True)
class EmploiVue:
    """A target job; `dit` says in words how much of what it retains is covered."""

    rang: int
    cle: str
    titre: Texte
    ancre: str
    description: Markup | None
    appellations: tuple[Texte, ...]
    rome: tuple[Texte, ...]
    niveau_usuel: int | Texte | None
    acces: str
    dit: str
    comptes: Comptes
    propre: Degres
    lacunes: tuple[LigneExigence, ...]
    lignes: tuple[LigneExigence, ...]
    ecarts: tuple[EcartVue, ...]


def emploi_vue(
    b: Builder, said: Couverture, couverture: CouvertureEmploi, chains: Mapping[str, ChaineVue]
) -> EmploiVue:
    """One job; `chains` holds every requirement of the report."""
    emploi = b.projet.find(couverture.emploi, Emploi)
    if emploi is None:  # the report was made from this very project
        raise LookupError(couverture.emploi)
    return EmploiVue(
        rang=said.rangs[emploi.cle],
        cle=emploi.cle,
        titre=b.un(emploi, "intitule"),
        ancre=ancre(emploi.cle),
        description=b.prose(emploi, "description"),
        appellations=b.titres(emploi.appellations),
        rome=b.liste(emploi, "rome"),
        niveau_usuel=b.valeur(emploi, "niveau_usuel"),
        acces=ACCES[emploi.acces],
        dit=degres_comptes(couverture.comptes.degres),
        comptes=couverture.comptes,
        propre=couverture.propre,
        lacunes=tuple(
            _ligne(b, said, emploi, line, chains) for line in said.lacunes_of(couverture)
        ),
        lignes=tuple(
            _ligne(b, said, emploi, line, chains) for line in couverture.lignes if line.retenue
        ),
        ecarts=tuple(_ecart(b, emploi, line, chains) for line in couverture.ecartees),
    )


def _ligne(
    b: Builder,
    said: Couverture,
    emploi: Emploi,
    line: LigneCouverture,
    chains: Mapping[str, ChaineVue],
) -> LigneExigence:
    asked = _asked(emploi, line)
    lecture, chaine = said.analyse.lecture, chains[line.exigence]
    first = next(iter(lecture.for_job(*line.demande)), None)
    return LigneExigence(
        chaine=chaine,
        route=chaine.routes[rank_of_route(lecture.chaines[line.exigence], first)]
        if first
        else None,
        importance=_importance(b, asked, line),
        poids=line.importance,
        demandee=b.valeur(asked, "autonomie"),
        atteinte=line.autonomie_atteinte,
        statut=line.statut,
        etat=state_of(line),
        signe=signe(line),
        drapeaux=tuple(d.libelle for d in line.drapeaux),
        contredite=MOTIFS[line.ecart.motif] if line.ecart and line.ecart_contredit else "",
        explication=b.prose(line.ecart, "explication")
        if line.ecart and line.ecart_contredit
        else None,
    )


def _asked(emploi: Emploi, line: LigneCouverture) -> ExigenceEmploi:
    """What the job writes of a requirement."""
    return next(asked for asked in emploi.exigences if asked.exigence == line.exigence)


def _importance(b: Builder, asked: ExigenceEmploi, line: LigneCouverture) -> int | Texte:
    """Its importance; what is still to be set says so, and not the weight that it counts for."""
    value = b.valeur(asked, "importance")
    return value if isinstance(value, Texte) else line.importance


def _ecart(
    b: Builder, emploi: Emploi, line: LigneCouverture, chains: Mapping[str, ChaineVue]
) -> EcartVue:
    ecart = line.ecart
    if ecart is None:
        raise LookupError(line.exigence)
    other = b.projet.find(ecart.certification, Certification)
    return EcartVue(
        cle=line.exigence,
        ancre=ancre_exigence(line.exigence),
        titre=b.cite(line.exigence).titre,
        nature=chains[line.exigence].nature,
        importance=_importance(b, _asked(emploi, line), line),
        poids=line.importance,
        motif=MOTIFS[ecart.motif],
        explication=b.prose(ecart, "explication"),
        certification=b.un(other, "intitule") if other else None,
    )
