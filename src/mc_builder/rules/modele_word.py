"""MOD: the Word model of the documents; `gabarit verifier` and `build` report it."""

from __future__ import annotations

from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, declarer

_SOURCE = "Modèle Word"

declarer(
    "MOD001",
    "style absent du modele",
    AVERTISSEMENT,
    """Le modèle Word a un style pour chaque rôle des documents.

    Vérifie : le style que styles-word.yaml nomme, ou le style habituel, est dans le modèle.
    Pourquoi : mc_builder ajoute le sien, qui ne ressemble pas au reste du modèle.
    Exemple fautif :
        pas de style « Chapeau » pour le rôle « chapeau »
    Exemple corrigé :
        chapeau: Introduction        # dans templates/styles-word.yaml
    """,
    source=_SOURCE,
)
declarer(
    "MOD002",
    "style du mauvais type",
    ERREUR,
    """Le style d’un rôle existe et il est du type qu’il faut.

    Vérifie : un style de paragraphe, de caractère ou de tableau selon le rôle ; un style nommé
    dans styles-word.yaml existe.
    Pourquoi : Word n’applique pas à un paragraphe un style de caractère.
    Exemple fautif :
        Chapeau        # créé comme style de caractère
    Exemple corrigé :
        Chapeau        # créé comme style de paragraphe
    """,
    source=_SOURCE,
)
declarer(
    "MOD003",
    "mise en forme a la main",
    AVERTISSEMENT,
    """L’aspect est dans les styles, non dans le texte du modèle.

    Vérifie : ni gras, ni couleur, ni taille, ni retrait posés directement sur un texte.
    Pourquoi : les documents reprennent les styles du modèle, pas son texte.
    Exemple fautif :
        Titre mis en vert à la main, style « Titre 1 » resté bleu
    Exemple corrigé :
        style « Titre 1 » modifié : vert
    """,
    source=_SOURCE,
)
declarer(
    "MOD004",
    "en tete incomplet",
    AVERTISSEMENT,
    """L’en-tête et le pied de page disent la page, le titre, la version et la marque.

    Vérifie : un numéro de page, {titre}, {version}, {marque} ; rien d’autre entre accolades.
    Pourquoi : une page sortie du dossier doit dire d’où elle vient, et que c’est un projet.
    Exemple fautif :
        Fédération des métiers du numérique
    Exemple corrigé :
        {marque} – {titre}, version {version} – page 1
    """,
    source=_SOURCE,
)
declarer(
    "MOD005",
    "role inconnu",
    ERREUR,
    """Le fichier styles-word.yaml donne à des rôles connus le nom d’un style.

    Vérifie : chaque clé est un rôle, chaque valeur un nom de style.
    Pourquoi : un rôle mal écrit garderait sans un mot l’aspect habituel.
    Exemple fautif :
        chapo: Introduction
    Exemple corrigé :
        chapeau: Introduction
    """,
    source=_SOURCE,
)
declarer(
    "MOD006",
    "page trop etroite",
    AVERTISSEMENT,
    """Les pages du modèle laissent la place des tableaux.

    Vérifie : la dernière section est en portrait et garde 110 mm entre ses marges.
    Pourquoi : les tableaux du référentiel ont jusqu’à cinq colonnes de texte.
    Exemple fautif :
        marges de 60 mm
    Exemple corrigé :
        marges de 25 mm
    """,
    source=_SOURCE,
)
