"""What is covered: counts, jobs, requirements and their chains, blocs, thresholds, and the root."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    AliasGenerator,
    AliasPath,
    BeforeValidator,
    ConfigDict,
    ValidationInfo,
    field_validator,
)

from mc_builder.coverage import Statut
from mc_builder.coverage.demande import Sort
from mc_builder.coverage.observations import Constats
from mc_builder.documents.couverture.donnees import analyse
from mc_builder.documents.couverture.donnees.champs import (
    Degre,
    Donnees,
    Drapeaux,
    Identite,
    Identites,
    Incomplet,
    Nombre,
    OuMotif,
    Pourcentage,
    StatutDemande,
    StatutMesure,
    Taux,
    Titre,
    codes,
    dit,
    from_context,
    lu,
)
from mc_builder.documents.couverture.donnees.objets import NATURES
from mc_builder.documents.couverture.donnees.recouvrements import Recouvrement
from mc_builder.documents.couverture.reserves import Reserves
from mc_builder.model.dossier import Etape
from mc_builder.model.emplois import Ecart, Motif, NatureExigence


class Palier(Donnees):
    """Les exigences qui atteignent un palier ; les paliers se cumulent."""

    retenues: Taux = lu("taux", "Sur les exigences retenues.")
    toutes: Taux = lu("taux_toutes", "Les mêmes, sur toutes les exigences, écartées comprises.")
    ponderees: Taux = lu("taux_pondere", "Par l’importance, sur les exigences retenues.")


class Degres(Donnees):
    """Des exigences retenues : couvertes pleinement, en partie, pas du tout."""

    retenues: Nombre = dit("Le tout.")
    pleinement: Nombre | None = dit(
        "Évaluées sans réserve : ni partielle, ni autonomie insuffisante."
    )
    en_partie: Nombre | None = dit("Évaluées avec une réserve, traduites ou décrites.")
    non: Nombre = dit("Non couvertes.")


class Comptes(Donnees):
    """Les comptes d’un emploi, ou du projet."""

    exigences: Nombre = lu("toutes", "Toutes les exigences demandées.")
    retenues: Nombre = dit("Celles qui comptent.")
    ecartees: Nombre = dit("Celles qui sont laissées de côté.")
    poids_retenues: Nombre = dit("La somme des importances des retenues.")
    poids_ecartees: Nombre = dit("La somme des importances des écartées.")
    decrites: Palier = dit("Une activité y répond.")
    traduites: Palier = dit("Une compétence ou un savoir les reprend.")
    evaluees: Palier = dit("Suivies jusqu’aux épreuves.")
    degres: Degres = dit("Pleinement, en partie, pas du tout.")


def _sorted(constats: Constats) -> tuple[str, ...] | None:
    return None if constats is None else tuple(sorted(constats))


class Chaine(Donnees):
    """Un chemin d’une exigence à une partie d’épreuve ; null où un lien n’existe pas."""

    statut: StatutMesure = dit("Ce que ce chemin donne à l’exigence.")
    drapeaux: Drapeaux = dit("Ce qu’il y a à remarquer sur lui.")
    autonomie: Degre | None = dit("L’autonomie de ce qui répond.")
    activite: Identite | None = dit("L’activité qui répond.")
    tache: Identite | None = dit("La tâche qui répond ; null quand c’est toute l’activité.")
    competence: Identite | None = dit(
        "La compétence qui reprend ; pour un savoir évalué par défaut, celle qui amène la partie."
    )
    sous_competence: Identite | None = dit("La sous-compétence, quand une seule reprend.")
    savoir: Identite | None = dit("Le savoir qui répond.")
    indicateurs: Identites = dit("Ceux qui observent ce chemin, parmi ceux que la partie nomme.")
    constats: Annotated[Identites | None, BeforeValidator(_sorted)] = dit(
        "Ceux dont une partie doit nommer l’un ; null quand ils sont présumés observés."
    )
    habilitation: Identite | None = dit("L’habilitation qui répond.")
    epreuve: Identite | None = dit("L’épreuve.")
    sous_epreuve: Identite | None = dit("La sous-épreuve.")
    partie: Identite | None = dit("La partie d’épreuve qui évalue.")
    attestation: Identite | None = dit("Ce qui délivre l’habilitation hors épreuve.")
    categories: Identites = dit("Catégories de candidats qui passent cette partie.")
    blocs: Identites = dit("Blocs par lesquels le chemin est complet, sinon ceux de la compétence.")


class Ecartee(Incomplet):
    """Pourquoi une exigence est laissée de côté."""

    motif: Motif = dit("Le motif.")
    explication: OuMotif[str] = dit("Le motif, en une phrase.")
    certification: Identite | None = dit("L’autre certification.")
    contredite: bool = dit("L’exigence est évaluée malgré tout : elle est alors comptée.")


class Ligne(Incomplet):
    """Une exigence telle qu’un emploi la demande."""

    id: Identite = lu("exigence", "L’exigence.")
    intitule: Titre = lu("exigence", "Son intitulé.")
    nature: NatureExigence = dit("Sa nature.")
    statut: StatutDemande = dit("Jusqu’où elle va.")
    drapeaux: Drapeaux = dit("Ce qu’il y a à remarquer.")
    importance: Degre = dit("De 1 à 3 : le poids.")
    autonomie_demandee: OuMotif[Degre] = dit("L’autonomie que l’emploi demande.")
    autonomie_atteinte: Degre | None = dit("Celle de la meilleure chaîne.")
    categories_manquantes: Identites = lu(
        "mesure.categories_manquantes", "Catégories de candidats qu’aucune partie n’évalue."
    )
    ecartee: Ecartee | None = lu("ecart", "Pourquoi l’emploi la laisse de côté.")
    chaines: Annotated[
        tuple[Chaine, ...], from_context(lambda vue, asked: vue.analyse.lecture.for_job(*asked))
    ] = lu("demande", "Tous les chemins, le meilleur d’abord.")

    @field_validator("ecartee", mode="before")
    @classmethod
    def _contredite(cls, ecart: Ecart | None, info: ValidationInfo) -> Any:
        """An écart, with what the measure says of it."""
        if ecart is None:
            return None
        return {
            "motif": ecart.motif,
            "explication": ecart.explication,
            "certification": ecart.certification,
            "contredite": info.data["statut"] is not Statut.ECARTEE,
        }


class Elements(Donnees):
    """Des éléments de fiches, comptés une fois, selon ce qui en est fait."""

    elements: Nombre = dit("Tous.")
    non_examines: Nombre = dit("Ni repris, ni écartés.")
    ecartes: Nombre = dit("Écartés, avec un motif.")
    repris: Nombre = dit("Repris en exigences de l’emploi.")


class Element(Incomplet):
    """Un élément d’une fiche."""

    code: str = dit("Son code dans la nomenclature.")
    intitule: OuMotif[str] = dit("Ce que la fiche demande.")
    nature: NatureExigence = dit("Sa nature.")
    sort: Annotated[Sort, *codes(Sort)] = dit("Ce qui en est fait.")
    exigence: Identite | None = dit("L’exigence qui le reprend, ou que l’emploi écarte.")


class Fiche(Incomplet):
    """Une fiche de métier que l’emploi reprend."""

    id: Identite = lu("fiche.cle", "La fiche.")
    intitule: OuMotif[str] = dit("Son intitulé.")
    nom: str = lu("fiche.nom", "Sa nomenclature, sa version et son code.")
    comptes: Elements = dit("Ses comptes.")
    elements: tuple[Element, ...] = dit("Ses éléments, dans son ordre.")


class Emploi(Incomplet):
    """Un emploi visé."""

    id: Identite = lu("emploi", "L’emploi.")
    intitule: Titre = lu("emploi", "Son intitulé.")
    comptes: Comptes = dit("Ses comptes.")
    propre: Degres = dit("Ceux des exigences que peu d’autres emplois retiennent.")
    exigences: tuple[Ligne, ...] = lu("lignes", "Ses exigences, dans l’ordre de son fichier.")
    elements: Elements = dit("Ce que demandent ses fiches, chaque élément une fois.")
    fiches: tuple[Fiche, ...] = dit("Les fiches de métier qu’il reprend.")


class SourceExigence(Incomplet):
    """D’où vient une exigence."""

    id: Identite = lu("ref", "La source, dans la bibliographie du dossier.")
    page: OuMotif[str] = dit("La page imprimée.")
    reperage: OuMotif[str] = dit("À défaut de page : tableau, annexe, section.")


class Methode(Incomplet):
    """De qui viennent les importances et les autonomies demandées."""

    qui: OuMotif[str] = dit("Qui les a fixées.")
    comment: OuMotif[str] = dit("D’après quoi, et comment.")
    quand: OuMotif[str] = dit("Quand.")


class Exigence(Incomplet):
    """Une exigence du projet, quel que soit l’emploi."""

    id: Identite = lu("exigence", "L’exigence.")
    intitule: Titre = lu("exigence", "Son intitulé.")
    nature: NatureExigence = dit("Sa nature.")
    statut: StatutMesure = dit("Ce qui est mesuré.")
    drapeaux: Drapeaux = dit("Ce qu’il y a à remarquer, quel que soit l’emploi.")
    retenue: bool = dit("Par un emploi au moins.")
    source: Annotated[
        SourceExigence | None, from_context(lambda vue, cle: vue.lien_source(cle))
    ] = lu("exigence", "D’où elle vient.")
    reserves: Annotated[
        tuple[str, ...],
        from_context(
            lambda vue, cle: Reserves(vue.names, vue.rapport).told(cle, vue.analyse.chaines[cle])
        ),
    ] = lu("exigence", "Ce que des liens partiels en couvrent, ou ce qui leur manque, en français.")
    source_dite: Annotated[str, from_context(lambda vue, cle: vue.source(cle))] = lu(
        "exigence", "La même chose en français ; vide sans source."
    )
    options_moindres: Identites = lu(
        "moindres", "Les options qui la couvrent le moins, quand toutes ne la couvrent pas de même."
    )
    poids: Nombre = dit("La plus grande importance parmi les emplois qui la retiennent.")
    emplois: Identites = dit("Ceux qui la demandent.")
    emplois_retenant: Identites = dit("Ceux qui ne l’écartent pas.")
    chaines: Annotated[
        tuple[Chaine, ...], from_context(lambda vue, cle: vue.analyse.chaines[cle])
    ] = lu("exigence", "Tous les chemins, le meilleur d’abord, pour l’ensemble des emplois.")


class ExigenceOption(Donnees):
    """Une exigence, telle qu’une option la couvre."""

    id: Identite = lu("exigence", "L’exigence.")
    statut: StatutMesure = dit("Ce qui est mesuré.")
    drapeaux: Drapeaux = dit("Ce qu’il y a à remarquer, quel que soit l’emploi.")
    retenue: bool = dit("Par un emploi de l’option au moins.")


class Option(Incomplet):
    """Ce que couvre une option : le projet sans ce qui ne vaut que pour les autres."""

    id: Identite = lu("option", "L’option.")
    intitule: Titre = lu("option", "Son intitulé.")
    comptes: Comptes = dit("Ses comptes.")
    emplois: tuple[Annotated[Identite, BeforeValidator(lambda job: job.emploi)], ...] = lu(
        "rapport.emplois", "Les emplois qu’elle vise."
    )
    exigences: tuple[ExigenceOption, ...] = lu("rapport.exigences", "Ce qu’elle en couvre.")


class Bloc(Incomplet):
    """Ce qu’un bloc apporte."""

    id: Identite = lu("bloc", "Le bloc.")
    intitule: Titre = lu("bloc", "Son intitulé.")
    competences: Identites = dit("Ses compétences, partagées comprises.")
    exigences: Identites = dit("Exigences évaluées par une chaîne complète qui passe par lui.")
    exigences_pleines: Identites = dit(
        "Celles d’entre elles qui sont couvertes pleinement, sans lien partiel par ce bloc."
    )
    exigences_propres: Identites = dit("Celles qui ne le seraient plus sans lui.")
    apport: Taux = lu("taux_apport", "Le poids des premières, sur celui des retenues.")
    apport_propre: Taux = lu("taux_apport_propre", "Le poids des secondes, de même.")


class Seuil(Donnees):
    """Un seuil que la mesure n’atteint pas."""

    emploi: Identite | None = dit("L’emploi auquel il s’applique.")
    bloc: Identite | None = dit("Le bloc auquel il s’applique.")
    importance: Degre | None = dit("L’importance à laquelle il s’applique.")
    option: Identite | None = dit("L’option dans laquelle il est mesuré ; null pour toutes.")
    palier: Literal[
        "decrites", "traduites", "pleinement", "evaluees", "apport", "apport_propre"
    ] = dit("Ce qui est mesuré.")
    seuil: Pourcentage = dit("Le pourcentage demandé.")
    atteint: Taux = lu("taux", "Le taux mesuré.")
    phrase: Annotated[str, from_context(lambda vue, phrase: phrase(vue.names))] = dit(
        "La même chose en français."
    )


class SansOccasion(Donnees):
    """Un indicateur qu’aucune partie ne nomme, pour une catégorie de candidats au moins."""

    indicateur: Identite = dit("L’indicateur.")
    competence: Identite = dit("La compétence qu’il observe.")
    categories: Identites = dit("Les catégories pour lesquelles aucune partie ne le nomme.")
    jamais: bool = dit("Aucune partie ne le nomme, pour personne.")


class Indicateurs(Donnees):
    """Les indicateurs de réussite, selon que les parties d’épreuve les nomment."""

    tous: Nombre = dit("Ceux qui observent une compétence.")
    nommes: Nombre = dit("Nommés par une partie, pour chaque catégorie de candidats.")
    presumes: Nombre = dit("Présumés observés : aucune partie n’en nomme de leur compétence.")
    sans_occasion: tuple[SansOccasion, ...] = dit("Ceux qu’une catégorie ne peut pas montrer.")
    exigences_presumees: Identites = dit("Exigences retenues évaluées par présomption.")


class Lieu(Donnees):
    """Où un objet est écrit."""

    fichier: str = dit("Le fichier du dossier.")
    ligne: int = dit("La ligne.", minimum=1)


class ObjetCite(Incomplet):
    """Un objet que le rapport désigne."""

    nature: Annotated[str, *codes(dict.fromkeys(NATURES.values()))] = dit("Ce qu’il est.")
    intitule: OuMotif[str] = dit("Son intitulé.")
    lieu: Lieu | None = dit("Où il est écrit.")


class Rapport(Donnees):
    """Ce que « mc-builder coverage --format json » écrit ; voir couverture-json.md."""

    model_config = ConfigDict(
        alias_generator=AliasGenerator(validation_alias=lambda key: AliasPath("rapport", key))
    )

    version: Literal[2] = lu("version", "La version du format.")
    avertissement: str = lu("avertissement", "La portée de la mesure.")
    etape: Etape = dit("L’étape du dossier.")
    option: Identite | None = lu("option", "La seule option mesurée ; null pour tout le diplôme.")
    total: Comptes = dit("Chaque exigence demandée, une seule fois.")
    seuils_manques: tuple[Seuil, ...] = lu(
        "seuils_manques", "Les seuils que la mesure n’atteint pas, le plus éloigné d’abord."
    )
    methode: Methode | None = lu(
        "projet.dossier.methode", "De qui viennent ces deux mesures ; null si rien ne le dit."
    )
    elements: Elements = dit("Ce que demandent les fiches de tous les emplois, chacun une fois.")
    emplois: tuple[Emploi, ...] = dit("Les emplois visés.")
    exigences: tuple[Exigence, ...] = dit("Toutes les exigences du projet.")
    options: tuple[Option, ...] = dit("Chaque option, quand le diplôme en a.")
    blocs: tuple[Bloc, ...] = dit("L’apport de chaque bloc professionnel.")
    competences_orphelines: Identites = dit("Compétences rattachées à aucune activité.")
    competences_sans_emploi: Identites = dit("Celles qui ne servent aucune exigence retenue.")
    activites_sans_exigence: Identites = dit("Activités qui ne répondent à aucune exigence.")
    taches_sans_exigence: Identites = dit("Tâches qui ne répondent à aucune exigence.")
    exigences_sans_emploi: Identites = dit("Exigences qu’aucun emploi ne demande.")
    indicateurs: Indicateurs = dit("Les indicateurs que les parties d’épreuve nomment.")
    ruptures: tuple[analyse.Rupture, ...] = lu("ruptures", "Où s’arrête ce qui n’est pas évalué.")
    matrices: analyse.Matrices = lu("analyse.matrices", "Emplois, compétences et blocs.")
    recouvrements: tuple[Recouvrement, ...] = lu(
        "recouvrements",
        "Ce que les certifications comparées ont de commun, la plus proche d’abord.",
    )
    qualite: analyse.Qualite = lu("analyse.qualite", "La qualité, au-delà de la présence.")
    changements: analyse.Changements | None = lu("changements", "Ce qui a changé depuis.")
    definitions: dict[str, analyse.Definition] = lu(
        "definitions", "Les définitions, par leur ancre."
    )
    objets: dict[str, ObjetCite] = lu("objets", "Ce que le rapport désigne, par identifiant.")
