"""Examples of the CPC rules."""

from __future__ import annotations

from exemples import Changement, Exemple

DOSSIER = "dossier/dossier.yaml"
POLE_1 = "referentiels/activites/pole-1.yaml"
BLOC_1 = "referentiels/blocs/bloc-1.yaml"
BLOC_2 = "referentiels/blocs/bloc-2.yaml"
ETAPE = f"{DOSSIER}:21:8"


def sans_marqueur(path: str, retrait: int, marqueur: str) -> Changement:
    """A marker taken away."""
    return Changement(path, f"{' ' * retrait}marqueurs: [{marqueur}]\n", "")


EXEMPLES: dict[str, Exemple] = {
    "CPC001": Exemple(
        (),
        f"{DOSSIER}:20:9",
        ok=(
            Changement(
                "dossier/note/45-insertion.md",
                apres="# L’insertion des titulaires\n\nLa dernière promotion travaille.\n",
            ),
        ),
    ),
    "CPC002": Exemple(
        (Changement(BLOC_2, "mobilise: [suivi-pieces]", "mobilise: [controle-flotte]"),), ETAPE
    ),
    "CPC003": Exemple((sans_marqueur(BLOC_1, 6, "transition-ecologique"),), f"{POLE_1}:44:21"),
    "CPC004": Exemple(
        (
            sans_marqueur(POLE_1, 10, "sante-securite"),
            sans_marqueur("referentiels/activites/pole-2.yaml", 10, "sante-securite"),
            sans_marqueur(BLOC_1, 6, "sante-securite"),
            sans_marqueur(BLOC_2, 6, "sante-securite"),
        ),
        ETAPE,
    ),
    "CPC005": Exemple(
        (),
        f"{POLE_1}:30:21",
        ok=(
            Changement(
                BLOC_1,
                "      mobilise: [accueil]\n",
                "      mobilise: [accueil]\n      marqueurs: [handicap-accessibilite]\n",
            ),
            Changement(
                BLOC_1,
                "Recueillir la demande d’une personne pour",
                "Recueillir, selon la conception universelle, la demande d’une personne pour",
            ),
        ),
    ),
    "CPC006": Exemple(
        (
            Changement(
                DOSSIER,
                "  contraintes_legales:\n"
                "    - Exigences de sécurité des bicyclettes mises sur le marché\n"
                "    - Transport et stockage des batteries au lithium\n",
                "",
            ),
        ),
        f"{DOSSIER}:3:3",
    ),
    "CPC007": Exemple(
        (
            Changement(
                DOSSIER,
                "  vae: Le diplôme s’obtient en tout ou en partie par la validation des acquis de"
                " l’expérience.\n",
                "",
            ),
        ),
        f"{DOSSIER}:3:3",
    ),
    "CPC008": Exemple((Changement("referentiels/evaluation.yaml", "    unite: u2\n", ""),), ETAPE),
}
