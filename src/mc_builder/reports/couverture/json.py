"""Coverage report → JSON, version 2: for other programs, and for comparing two measures.

The format is documented in docs/couverture-json.md, and its schema is docs/couverture.schema.json.
The text depends on nothing but its inputs: same inputs, same bytes.
"""

from __future__ import annotations

import json
from typing import Any

from mc_builder.coverage import (
    Analyse,
    Chaine,
    Changements,
    Comptes,
    CouvertureBloc,
    CouvertureEmploi,
    CouvertureExigence,
    LigneCouverture,
    Palier,
    RapportCouverture,
    seuils_manques,
)
from mc_builder.loading import SourceMap
from mc_builder.model.base import ACompleter
from mc_builder.model.projet import Projet
from mc_builder.reports.couverture.json_analyse import (
    definitions_donnees,
    matrices_donnees,
    qualite_donnees,
    ruptures_donnees,
    seuil_donnees,
    taux_donnees,
)
from mc_builder.reports.couverture.json_changements import changements_donnees
from mc_builder.reports.couverture.json_objets import objets_donnees

VERSION = 2
_MESURE = (
    "Mesure déclarative : les liens sont posés par les rédacteurs ; elle n’est ni un critère"
    " légal ni un avis."
)


def couverture_json(
    rapport: RapportCouverture,
    projet: Projet,
    analyse: Analyse,
    places: SourceMap | None = None,
    changements: Changements | None = None,
) -> str:
    """The report as JSON text, with a final line break.

    `places` gives the file and line of each object (null without it), `changements` what changed
    since another version (null without it).
    """
    data = couverture_donnees(rapport, projet, analyse, places, changements)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def couverture_donnees(
    rapport: RapportCouverture,
    projet: Projet,
    analyse: Analyse,
    places: SourceMap | None = None,
    changements: Changements | None = None,
) -> dict[str, Any]:
    """The report as plain data: dictionaries, lists, texts, numbers, null.

    What is not known yet is null; `a_completer`, in the same object, gives the motive by its key.
    """
    return _sans_motifs(_donnees(rapport, projet, analyse, places, changements))


def _sans_motifs(data: dict[str, Any]) -> dict[str, Any]:
    motifs = {key: value.motif for key, value in data.items() if isinstance(value, ACompleter)}
    known = {key: _sans_motif(value) for key, value in data.items()}
    return {**known, "a_completer": motifs} if motifs else known


def _sans_motif(value: Any) -> Any:
    if isinstance(value, dict):
        return _sans_motifs(value)
    if isinstance(value, list):
        return [_sans_motif(item) for item in value]
    return None if isinstance(value, ACompleter) else value


def _donnees(
    rapport: RapportCouverture,
    projet: Projet,
    analyse: Analyse,
    places: SourceMap | None,
    changements: Changements | None,
) -> dict[str, Any]:
    titles = {o.cle: o.libelle for o in (*projet.emplois, *projet.exigences, *projet.blocs)}
    missed = seuils_manques(rapport, projet.dossier.seuils)
    return {
        "version": VERSION,
        "avertissement": _MESURE,
        "etape": rapport.etape,
        "total": _comptes(rapport.total),
        "seuils_manques": [seuil_donnees(manque, projet) for manque in missed],
        "emplois": [_emploi(emploi, titles, analyse) for emploi in rapport.emplois],
        "exigences": [_exigence(exigence, titles) for exigence in rapport.exigences],
        "blocs": [_bloc(bloc, titles) for bloc in rapport.blocs],
        "competences_orphelines": list(rapport.competences_orphelines),
        "competences_sans_emploi": list(rapport.competences_sans_emploi),
        "activites_sans_exigence": list(rapport.activites_sans_exigence),
        "taches_sans_exigence": list(rapport.taches_sans_exigence),
        "exigences_sans_emploi": list(rapport.exigences_sans_emploi),
        "ruptures": ruptures_donnees(analyse.ruptures.values()),
        "matrices": matrices_donnees(analyse.matrices),
        "qualite": qualite_donnees(analyse.qualite),
        "changements": None if changements is None else changements_donnees(changements),
        "definitions": definitions_donnees(),
        "objets": objets_donnees(projet, places),
    }


def _palier(palier: Palier) -> dict[str, Any]:
    return {
        "retenues": taux_donnees(palier.taux),
        "toutes": taux_donnees(palier.taux_toutes),
        "ponderees": taux_donnees(palier.taux_pondere),
    }


def _comptes(comptes: Comptes) -> dict[str, Any]:
    return {
        "exigences": comptes.toutes,
        "retenues": comptes.retenues,
        "ecartees": comptes.ecartees,
        "poids_retenues": comptes.poids_retenues,
        "poids_ecartees": comptes.poids_ecartees,
        **{palier.cle: _palier(palier) for palier in comptes.paliers},
    }


def _emploi(emploi: CouvertureEmploi, titles: dict[str, str], analyse: Analyse) -> dict[str, Any]:
    return {
        "id": emploi.emploi,
        "intitule": titles[emploi.emploi],
        "comptes": _comptes(emploi.comptes),
        "exigences": [_ligne(ligne, titles, analyse) for ligne in emploi.lignes],
    }


def _ligne(ligne: LigneCouverture, titles: dict[str, str], analyse: Analyse) -> dict[str, Any]:
    ecart = ligne.ecart
    return {
        "id": ligne.exigence,
        "intitule": titles[ligne.exigence],
        "nature": ligne.nature,
        "statut": ligne.statut.identifiant,
        "drapeaux": [str(flag) for flag in ligne.drapeaux],
        "importance": ligne.importance,
        "autonomie_demandee": ligne.autonomie_demandee,
        "autonomie_atteinte": ligne.autonomie_atteinte,
        "categories_manquantes": list(ligne.mesure.categories_manquantes),
        "ecartee": None
        if ecart is None
        else {
            "motif": ecart.motif,
            "explication": ecart.explication,
            "certification": ecart.certification,
            "contredite": ligne.ecart_contredit,
        },
        "chaines": [_chaine(chaine) for chaine in analyse.chaines[ligne.exigence]],
    }


def _chaine(chaine: Chaine) -> dict[str, Any]:
    return {
        "statut": chaine.statut.identifiant,
        "drapeaux": [str(flag) for flag in chaine.drapeaux],
        "autonomie": chaine.autonomie,
        "activite": chaine.activite,
        "tache": chaine.tache,
        "competence": chaine.competence,
        "sous_competence": chaine.sous_competence,
        "savoir": chaine.savoir,
        "indicateurs": list(chaine.indicateurs),
        "habilitation": chaine.habilitation,
        "epreuve": chaine.epreuve,
        "sous_epreuve": chaine.sous_epreuve,
        "partie": chaine.partie,
        "attestation": chaine.attestation,
        "categories": list(chaine.categories),
        "blocs": list(chaine.blocs),
    }


def _exigence(exigence: CouvertureExigence, titles: dict[str, str]) -> dict[str, Any]:
    """A distinct requirement, without its chains: each job's line holds them."""
    return {
        "id": exigence.exigence,
        "intitule": titles[exigence.exigence],
        "nature": exigence.nature,
        "statut": exigence.statut.identifiant,
        "drapeaux": [str(flag) for flag in exigence.drapeaux],
        "retenue": exigence.retenue,
        "poids": exigence.poids,
        "emplois": list(exigence.emplois),
        "emplois_retenant": list(exigence.emplois_retenant),
    }


def _bloc(bloc: CouvertureBloc, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "id": bloc.bloc,
        "intitule": titles[bloc.bloc],
        "competences": list(bloc.competences),
        "exigences": list(bloc.exigences),
        "exigences_propres": list(bloc.exigences_propres),
        "apport": taux_donnees(bloc.taux_apport),
        "apport_propre": taux_donnees(bloc.taux_apport_propre),
    }
