"""MOD: what a Word model may bring."""

from __future__ import annotations

from mc_builder.codes import AVERTISSEMENT, ERREUR, INFO, Code

_MODELE = "Modèle Word"

MOD001 = Code(
    "MOD001",
    "style absent du modèle",
    AVERTISSEMENT,
    """Le modèle Word a un style pour chaque rôle des documents.

    Vérifie : le style que styles-word.yaml nomme, ou le style habituel, est dans le modèle.
    Pourquoi : mc_builder ajoute le sien, qui ne ressemble pas au reste du modèle. Tous les styles
    absents font un seul avertissement ; « gabarit verifier --details » en nomme un par ligne.
    Exemple fautif :
        pas de style « Chapeau » pour le rôle « chapeau »
    Exemple corrigé :
        chapeau: Introduction        # dans templates/styles-word.yaml
    """,
    _MODELE,
)
MOD002 = Code(
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
    _MODELE,
)
MOD003 = Code(
    "MOD003",
    "mise en forme à la main",
    AVERTISSEMENT,
    """L’aspect est dans les styles, non dans le texte du modèle.

    Vérifie : ni gras, ni couleur, ni taille, ni retrait posés directement sur un texte.
    Pourquoi : les documents reprennent les styles du modèle, pas son texte.
    Exemple fautif :
        Titre mis en vert à la main, style « Titre 1 » resté bleu
    Exemple corrigé :
        style « Titre 1 » modifié : vert
    """,
    _MODELE,
)
MOD004 = Code(
    "MOD004",
    "en-tête incomplet",
    AVERTISSEMENT,
    """L’en-tête et le pied de page disent la page, le titre, la version et la marque.

    Vérifie : un numéro de page, {titre}, {version}, {marque} ; rien d’autre entre accolades.
    Pourquoi : une page sortie du dossier doit dire d’où elle vient, et que c’est un projet.
    Exemple fautif :
        Fédération des métiers du numérique
    Exemple corrigé :
        {marque} – {titre}, version {version} – page 1
    """,
    _MODELE,
)
MOD005 = Code(
    "MOD005",
    "rôle inconnu",
    ERREUR,
    """Le fichier styles-word.yaml donne à des rôles connus le nom d’un style.

    Vérifie : chaque clé est un rôle, chaque valeur un nom de style.
    Pourquoi : un rôle mal écrit garderait sans un mot l’aspect habituel.
    Exemple fautif :
        chapo: Introduction
    Exemple corrigé :
        chapeau: Introduction
    """,
    _MODELE,
)
MOD006 = Code(
    "MOD006",
    "pages du modèle inadaptées",
    AVERTISSEMENT,
    """Les pages du modèle sont du papier A4, en portrait, et laissent la place des tableaux.

    Vérifie : la dernière section est au format A4, en portrait, sur une colonne, sans lignes
    numérotées, et garde 110 mm entre ses marges ; en deçà de 30 mm, c’est une erreur.
    Pourquoi : un document au format américain est coupé ou réduit à l’impression, et les tableaux
    du référentiel ont jusqu’à cinq colonnes de texte.
    Exemple fautif :
        format Letter, deux colonnes, marges de 60 mm
    Exemple corrigé :
        format A4, une colonne, marges de 25 mm
    """,
    _MODELE,
)
MOD007 = Code(
    "MOD007",
    "rôle illisible",
    AVERTISSEMENT,
    """Le texte de chaque rôle se voit, se lit et tient sur la page.

    Vérifie : dans le style de chaque rôle et dans ceux dont il dérive, un texte qui n’est ni
    masqué, ni plus petit que 6 points, ni si grand qu’un mot ne tienne pas sur une ligne ; un
    contraste de 4,5 avec le fond (3 pour un grand texte) ; des retraits, un interligne et une
    position qui ne sortent pas de la page et ne recouvrent rien.
    Pourquoi : les documents écrivent dans ces styles des textes qui doivent être lus.
    Exemple fautif :
        style « Titre 1 » masqué, ou en blanc
    Exemple corrigé :
        style « Titre 1 » visible, en bleu foncé
    """,
    _MODELE,
)
MOD008 = Code(
    "MOD008",
    "en-tête sur le texte",
    AVERTISSEMENT,
    """Ce que l’en-tête et le pied de page montrent laisse voir le texte.

    Vérifie : leurs images et zones de texte sont dans la page, ne recouvrent pas le texte (sauf
    derrière lui) et ne prennent pas plus d’un tiers de la page.
    Pourquoi : ils sont sur chaque page des documents.
    Exemple fautif :
        un logo posé devant le texte, au milieu de la page
    Exemple corrigé :
        un logo dans la marge du haut, ou derrière le texte
    """,
    _MODELE,
)
MOD009 = Code(
    "MOD009",
    "contenu du modèle non repris",
    INFO,
    """Les documents ne reprennent du modèle que ses styles, ses pages et ses marges.

    Vérifie : ce que le modèle contient d’autre : protection, suivi des modifications, modèle
    attaché, commentaires, images du texte, vignette, données.
    Pourquoi : un ancien texte ne doit pas voyager dans les documents ; rien n’est à corriger.
    Exemple fautif :
        un modèle en lecture seule, avec les commentaires d’un ancien document
    Exemple corrigé :
        le même modèle, sans protection ni commentaire
    """,
    _MODELE,
)
