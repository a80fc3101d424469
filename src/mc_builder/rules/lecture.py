"""YML, SCH, REF, PRE, NOT, RED, DIP: what the loader itself reports, declared for the catalogue."""

from __future__ import annotations

from mc_builder.rules.registry import ERREUR, declarer

_SOURCE = "Format des fichiers"

declarer(
    "YML001",
    "yaml mal forme",
    ERREUR,
    """Le fichier est du YAML bien formé.

    Vérifie : guillemets et crochets refermés, retraits justes, clés suivies de deux-points.
    Pourquoi : un fichier mal formé ne peut pas être lu du tout.
    Exemple fautif :
        liste: [Pédales, Guidon
    Exemple corrigé :
        liste: [Pédales, Guidon]
    """,
    source=_SOURCE,
)
declarer(
    "YML002",
    "deux points dans un texte",
    ERREUR,
    """Un texte qui contient « : » est entre guillemets.

    Vérifie : aucun texte sans guillemets ne contient deux-points suivis d’une espace.
    Pourquoi : YAML y voit une clé et sa valeur.
    Exemple fautif :
        intitule: Accueil : écoute de la demande
    Exemple corrigé :
        intitule: "Accueil : écoute de la demande"
    """,
    source=_SOURCE,
)
