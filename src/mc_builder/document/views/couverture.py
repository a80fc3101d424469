"""The coverage report: what was measured, what it says, gaps first, chains, definitions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from mc_builder.coverage import (
    Comptes,
    CouvertureEmploi,
    Drapeau,
    LigneCouverture,
    RapportCouverture,
    Statut,
    emplois_en_doute,
    seuils_manques,
)
from mc_builder.coverage.statuts import MOTIFS, NATURES
from mc_builder.document.text import Texte
from mc_builder.document.views.chaines import (
    ChaineVue,
    StatutVue,
    chaine_vue,
    cite,
    cites,
    statut_vue,
)
from mc_builder.document.views.common import Builder, Numerote, Tete, ancre
from mc_builder.model.emplois import Emploi
from mc_builder.model.preuves import Certification


@dataclass(frozen=True, slots=True)
class PalierVue:
    """One stage of one job: count, rate, rate on all requirements, weighted rate."""

    compte: str
    taux: str
    taux_toutes: str
    taux_pondere: str


@dataclass(frozen=True, slots=True)
class LigneSynthese:
    """A job, or the whole project."""

    titre: Texte | None
    ancre: str
    retenues: int
    ecartees: int
    poids_retenues: int
    poids_ecartees: int
    decrites: PalierVue
    traduites: PalierVue
    evaluees: PalierVue


@dataclass(frozen=True, slots=True)
class LigneExigence:
    """A requirement as one job asks for it."""

    chaine: ChaineVue
    importance: int
    demandee: int | None
    atteinte: int | None
    statut: StatutVue
    drapeaux: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EcartVue:
    """A requirement left out, and why."""

    titre: Texte
    importance: int
    motif: str
    explication: Markup | None
    certification: Texte | None


@dataclass(frozen=True, slots=True)
class EmploiVue:
    """A target job."""

    rang: int
    titre: Texte
    ancre: str
    description: Markup | None
    appellations: tuple[Texte, ...]
    rome: tuple[Texte, ...]
    niveau_usuel: int | None
    acces: str
    synthese: LigneSynthese
    lacunes: tuple[LigneExigence, ...]
    lignes: tuple[LigneExigence, ...]
    ecarts: tuple[EcartVue, ...]
    en_doute: bool


@dataclass(frozen=True, slots=True)
class ApportVue:
    """What a bloc brings."""

    objet: Numerote
    exigences: int
    propres: int
    apport: str
    taux_apport: str
    apport_propre: str
    taux_propre: str


@dataclass(frozen=True, slots=True)
class SeuilVue:
    """A threshold and whether it is reached."""

    emploi: Texte | None
    palier: str
    seuil: str
    atteint: str


@dataclass(frozen=True, slots=True)
class CouvertureVue:
    """All that the template of the coverage report sees."""

    tete: Tete
    nombre_emplois: int
    nombre_exigences: int
    evaluation_mesuree: bool
    total: LigneSynthese
    emplois: tuple[EmploiVue, ...]
    chaines: tuple[tuple[str, tuple[ChaineVue, ...]], ...]
    seuils: bool
    seuils_manques: tuple[SeuilVue, ...]
    blocs: tuple[ApportVue, ...]
    lacunes_totales: int
    orphelines: tuple[Numerote, ...]
    competences_sans_emploi: tuple[Numerote, ...]
    activites_sans_exigence: tuple[Numerote, ...]
    taches_sans_exigence: tuple[Numerote, ...]
    exigences_sans_emploi: tuple[Texte, ...]
    statuts: tuple[tuple[StatutVue, str], ...]
    drapeaux: tuple[tuple[str, str], ...]


ACCES = {
    "premiere-insertion": "Dès la première insertion",
    "apres-experience": "Après une première expérience",
}


def vue(b: Builder, rapport: RapportCouverture) -> CouvertureVue:
    """The context of the coverage report."""
    seuils = b.projet.dossier.seuils
    doubtful = {e.emploi for e in emplois_en_doute(rapport, seuils)}
    set_thresholds = any(
        s is not None for s in (seuils.decrites, seuils.traduites, seuils.evaluees)
    )
    ranks = {e.emploi: n for n, e in enumerate(rapport.emplois, start=1)}
    chains = {e.exigence: chaine_vue(b, e, ranks) for e in rapport.exigences}
    gaps = [e for e in rapport.exigences if e.retenue and e.statut is not Statut.EVALUEE]
    return CouvertureVue(
        tete=b.tete("Rapport de couverture", "Des emplois visés aux épreuves"),
        nombre_emplois=len(rapport.emplois),
        nombre_exigences=rapport.total.toutes,
        evaluation_mesuree=rapport.etape != "opportunite",
        total=_synthese(b, None, rapport.total),
        emplois=tuple(
            _emploi(b, e, n, chains, en_doute=e.emploi in doubtful)
            for n, e in enumerate(rapport.emplois, start=1)
        ),
        chaines=tuple(
            (label, found)
            for label in NATURES.values()
            if (found := tuple(c for c in chains.values() if c.nature == label and c.emplois))
        ),
        seuils=set_thresholds or bool(seuils.emplois),
        seuils_manques=tuple(
            SeuilVue(
                _titre(b, manque.emploi),
                manque.libelle,
                f"{manque.seuil.normalize():f}\u00a0%",
                f"{manque.taux.compte}, soit {manque.taux}",
            )
            for manque in seuils_manques(rapport, seuils)
        ),
        blocs=tuple(
            ApportVue(
                objet=cite(b, bloc.bloc),
                exigences=len(bloc.exigences),
                propres=len(bloc.exigences_propres),
                apport=_poids(bloc.apport),
                taux_apport=str(bloc.taux_apport),
                apport_propre=_poids(bloc.apport_propre),
                taux_propre=str(bloc.taux_apport_propre),
            )
            for bloc in rapport.blocs
        ),
        lacunes_totales=len(gaps),
        orphelines=cites(b, rapport.competences_orphelines),
        competences_sans_emploi=cites(b, rapport.competences_sans_emploi),
        activites_sans_exigence=cites(b, rapport.activites_sans_exigence),
        taches_sans_exigence=cites(b, rapport.taches_sans_exigence),
        exigences_sans_emploi=tuple(cite(b, c).titre for c in rapport.exigences_sans_emploi),
        statuts=tuple((statut_vue(s), s.definition) for s in sorted(Statut, reverse=True)),
        drapeaux=tuple((d.libelle, d.definition) for d in Drapeau),
    )


def _poids(weight: int | None) -> str:
    return "s.o." if weight is None else str(weight)


def _titre(b: Builder, cle: str | None) -> Texte | None:
    return None if cle is None else cite(b, cle).titre


def _synthese(b: Builder, emploi: str | None, comptes: Comptes) -> LigneSynthese:
    stages = [
        PalierVue(str(p), str(p.taux), str(p.taux_toutes), str(p.taux_pondere))
        for p in comptes.paliers
    ]
    return LigneSynthese(
        titre=_titre(b, emploi),
        ancre=ancre(emploi or "total"),
        retenues=comptes.retenues,
        ecartees=comptes.ecartees,
        poids_retenues=comptes.poids_retenues,
        poids_ecartees=comptes.poids_ecartees,
        decrites=stages[0],
        traduites=stages[1],
        evaluees=stages[2],
    )


def _emploi(
    b: Builder,
    couverture: CouvertureEmploi,
    rang: int,
    chains: Mapping[str, ChaineVue],
    *,
    en_doute: bool,
) -> EmploiVue:
    emploi = b.projet.trouver(couverture.emploi, Emploi)
    if emploi is None:  # the report was made from this very project
        raise LookupError(couverture.emploi)
    return EmploiVue(
        rang=rang,
        titre=b.un(emploi, "intitule"),
        ancre=ancre(emploi.cle),
        description=b.prose(emploi, "description"),
        appellations=b.titres(emploi.appellations),
        rome=b.liste(emploi, "rome"),
        niveau_usuel=emploi.niveau_usuel,
        acces=ACCES[emploi.acces],
        synthese=_synthese(b, emploi.cle, couverture.comptes),
        lacunes=tuple(_ligne(line, chains) for line in couverture.lacunes),
        lignes=tuple(_ligne(line, chains) for line in couverture.lignes if line.retenue),
        ecarts=tuple(_ecart(b, line) for line in couverture.ecartees),
        en_doute=en_doute,
    )


def _ligne(line: LigneCouverture, chains: Mapping[str, ChaineVue]) -> LigneExigence:
    return LigneExigence(
        chaine=chains[line.exigence],
        importance=line.importance,
        demandee=line.autonomie_demandee,
        atteinte=line.autonomie_atteinte,
        statut=statut_vue(line.statut),
        drapeaux=tuple(d.libelle for d in line.drapeaux),
    )


def _ecart(b: Builder, line: LigneCouverture) -> EcartVue:
    ecart = line.ecart
    if ecart is None:
        raise LookupError(line.exigence)
    other = b.projet.trouver(ecart.certification, Certification)
    return EcartVue(
        titre=cite(b, line.exigence).titre,
        importance=line.importance,
        motif=MOTIFS[ecart.motif],
        explication=b.prose(ecart, "explication"),
        certification=b.un(other, "intitule") if other else None,
    )
