"""What compared certifications share with the diploma: facts, with their source and their day."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from mc_builder.documents.couverture.donnees.champs import (
    Donnees,
    Identite,
    Incomplet,
    Nombre,
    OuMotif,
    Part,
    dit,
    from_context,
    lu,
)
from mc_builder.documents.releves import RecouvrementReleve, holder


def _blocs(vue: Any, noted: RecouvrementReleve) -> list[dict[str, Any]]:
    near = {pair.autre: pair for pair in noted.voisine.recouvrement.paires if pair.score}
    return [
        {
            "intitule": title,
            "proche": vue.projet.blocs[near[rank].un].cle if rank in near else None,
            "part": near[rank].score if rank in near else None,
        }
        for rank, title in enumerate(noted.releve.blocs)
    ]


def _passages(vue: Any, noted: RecouvrementReleve) -> list[dict[str, Any]]:
    return [
        {
            "mots": copy.reprise.mots,
            "bloc": copy.reprise.codes[0],
            "objet": holder(vue.projet, copy) or None,
        }
        for copy in noted.copies
    ]


class BlocVoisin(Incomplet):
    """Un bloc d’une autre certification, et celui des nôtres qui va avec lui."""

    intitule: OuMotif[str] = dit("Son intitulé.")
    proche: Identite | None = dit("Le nôtre ; null quand aucun ne va avec lui.")
    part: Part | None = dit("Ce que notre intitulé et le sien ont en commun, de 0 à 1.")


class Passage(Donnees):
    """Des mots de nos textes qui se lisent aussi dans un bloc d’une autre certification."""

    mots: str = dit("Les mots.")
    bloc: str = dit("Le code de son bloc.")
    objet: Identite | None = dit("L’objet qui les a chez nous ; null pour un texte libre.")


class Recouvrement(Incomplet):
    """Une certification comparée, telle que son registre la donnait au jour du relevé."""

    certification: Identite = lu("certification.cle", "La certification.")
    intitule: OuMotif[str] = lu("certification.intitule", "Son intitulé.")
    code: OuMotif[str] = lu("certification.code", "Son code.")
    source: Identite = lu("releve.source.ref", "Le registre, dans la bibliographie du dossier.")
    jour: OuMotif[dt.date] = lu("releve.jour", "Le jour du relevé.")
    part_de_nos_blocs: Part = lu("voisine.recouvrement.share_of_one", "La part de nos blocs.")
    part_de_ses_blocs: Part = lu("voisine.recouvrement.share_of_other", "La part des siens.")
    blocs_communs: Nombre = lu(
        "voisine.generiques", "Ses blocs communs à bien des diplômes, laissés de côté."
    )
    rome_communs: tuple[str, ...] = lu("voisine.communs", "Les codes ROME que les deux déclarent.")
    rome: tuple[str, ...] = lu("voisine.rome_autre", "Tous ceux qu’elle déclare.")
    blocs: Annotated[tuple[BlocVoisin, ...], from_context(_blocs)] = lu("soi", "Ses blocs.")
    passages: Annotated[tuple[Passage, ...], from_context(_passages)] = lu(
        "soi", "Ce qui se lit mot pour mot chez elle et chez nous."
    )
