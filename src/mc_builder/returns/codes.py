"""REL: what comes back from Word and Excel, and cannot be read."""

from __future__ import annotations

from mc_builder.codes import AVERTISSEMENT, ERREUR, INFO, Code

_RETOURS = "Fichiers qui reviennent"

REL001 = Code(
    "REL001",
    "fichier illisible",
    ERREUR,
    """Un fichier qui revient s’ouvre, et c’est un de ceux que l’outil sait relire.

    Vérifie : un classeur .xlsx entier, sans mot de passe, de taille bornée, ou un fichier .csv.
    Pourquoi : rien n’est deviné d’un fichier abîmé ; il se renvoie.
    Exemple fautif :
        tableaux.xls     # l’ancien format d’Excel
    Exemple corrigé :
        tableaux.xlsx    # enregistré « Classeur Excel (.xlsx) »
    """,
    _RETOURS,
)
REL002 = Code(
    "REL002",
    "cellule ou ligne illisible",
    ERREUR,
    """Chaque cellule d’un classeur qui revient dit une valeur que sa colonne admet.

    Vérifie : les nombres, les dates, les choix, les clés des lignes et des colonnes, les formules
    sans résultat, les erreurs du tableur (#N/A).
    Pourquoi : le reste est relu ; une valeur qui ne se comprend pas n’est jamais devinée.
    Exemple fautif :
        colonne « Importance » : 4
    Exemple corrigé :
        colonne « Importance » : 3
    """,
    _RETOURS,
)
REL003 = Code(
    "REL003",
    "reste sans effet",
    INFO,
    """Ce qui manque ou ce qui s’ajoute sans qu’on sache où est dit, et ne change rien.

    Vérifie : les feuilles, les colonnes et les lignes absentes ou inconnues ; l’état d’origine du
    classeur, quand il a été perdu.
    Pourquoi : une colonne masquée ou une feuille retirée n’est pas une demande de tout effacer.
    Exemple fautif :
        une feuille « Brouillon » ajoutée au classeur
    Exemple corrigé :
        les feuilles que l’outil y a mises, remplies
    """,
    _RETOURS,
)
REL004 = Code(
    "REL004",
    "diplôme d’un autre intitulé",
    AVERTISSEMENT,
    """Le fichier qui revient porte l’intitulé que le diplôme a dans le projet.

    Vérifie : l’intitulé du diplôme imprimé dans un document Word qui revient. Quand les objets du
    projet n’y sont plus reconnus non plus, le fichier est d’un autre projet : il est refusé.
    Pourquoi : un dossier copié d’un autre a les mêmes identifiants ; un fichier de l’un
    s’appliquerait à l’autre.
    Exemple fautif :
        un référentiel « Entretien de cycles » relu dans le projet « Entretien de motocycles »
    Exemple corrigé :
        le même référentiel, relu dans son projet
    """,
    _RETOURS,
)
