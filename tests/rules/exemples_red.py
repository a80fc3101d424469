"""Examples of the RED rules on wording, acronyms and typography."""

from __future__ import annotations

from exemples import Changement, Exemple

MISSIONS = "referentiels/textes/10-missions.md"
SECTEURS = "referentiels/textes/20-secteurs.md"
POLE_2 = "referentiels/activites/pole-2.yaml"
BLOC_2 = "referentiels/blocs/bloc-2.yaml"
GLOSSAIRE = "dossier/glossaire.yaml"

LOGICIEL = "Logiciel de suivi de flotte"
STOCK = "l’immobilisation des vélos"
TITRE_2 = f"Suivre les pièces courantes pour éviter {STOCK}"


def secteurs(text: str) -> tuple[Changement, ...]:
    """The prose on the sectors, written anew on one line."""
    return (Changement(SECTEURS, apres=f"{text}\n"),)


EXEMPLES: dict[str, Exemple] = {
    "RED003": Exemple(
        ko=secteurs("Le diplôme est de niveau IV."),
        at=f"{SECTEURS}:1:19",
        ok=secteurs("L’arrêté dit « niveau IV » ; c’est l’ancien niveau IV, selon l’annexe IV."),
    ),
    "RED004": Exemple(
        ko=secteurs("Les offres demandent un bac + 2."),
        at=f"{SECTEURS}:1:25",
        ok=secteurs("Une offre demande « un bac+2 » ; deux ans après le bac."),
    ),
    "RED005": Exemple(
        ko=(Changement(POLE_2, "[Chef ou cheffe d’équipe]", "[Chef d’équipe]"),),
        at=f"{POLE_2}:29:16",
        ok=(Changement(POLE_2, "[Chef ou cheffe d’équipe]", "[Responsable, Éditeur du logiciel]"),),
    ),
    "RED006": Exemple(
        ko=secteurs("Les technicien·nes entretiennent les vélos."),
        at=f"{SECTEURS}:1:5",
        ok=secteurs("Les couples se notent en N·m."),
    ),
    "RED001": Exemple(
        ko=(Changement(POLE_2, LOGICIEL, "Logiciel de GMAO"),),
        at=f"{POLE_2}:27:41",
        ok=(
            Changement(POLE_2, LOGICIEL, "Logiciel de GMAO"),
            Changement(
                GLOSSAIRE, "sigles:\n", "sigles:\n  - {sigle: GMAO, signification: Gestion}\n"
            ),
        ),
    ),
    "RED008": Exemple(
        ko=(
            Changement(
                GLOSSAIRE, "sigles:\n", "sigles:\n  - {sigle: GMAO, signification: Gestion}\n"
            ),
        ),
        at=f"{GLOSSAIRE}:2:13",
    ),
    "RED009": Exemple(
        ko=secteurs("Des courriels, des courriels, un mail."),
        at=f"{SECTEURS}:1:34",
        ok=secteurs("Des courriels ; une offre dit « mail »."),
    ),
    "RED032": Exemple(
        ko=(Changement(MISSIONS, apres="Le diplôme compte trois unités (article D. 337-140).\n"),),
        at=f"{MISSIONS}:1:41",
        ok=(Changement(MISSIONS, apres="Le diplôme s’obtient par la VAE (article D. 337-147).\n"),),
    ),
    "RED033": Exemple(
        ko=(Changement(MISSIONS, apres="Le diplôme s’obtient par la VAE (article D. 337-147).\n"),),
        at=f"{MISSIONS}:1:42",
        ok=(
            Changement(
                MISSIONS,
                apres="Le diplôme s’obtient par la VAE (article D. 337-147, version de 2025).\n",
            ),
        ),
    ),
    "RED034": Exemple(
        ko=secteurs("Le bloc « Remettre un vélo en bon état » en relève."),
        at=f"{SECTEURS}:1:9",
        ok=secteurs("Le bloc « Remettre un vélo en état » en relève."),
    ),
    "RED035": Exemple(
        ko=secteurs("Il faut être capable d’entretien."),
        at=f"{SECTEURS}:1:9",
        ok=secteurs("Il faut être capable d’entretenir une flotte."),
    ),
    "RED036": Exemple(
        ko=secteurs("Un magasin coopératif ; les magasins coopératifs et un magasin cooperatif."),
        at=f"{SECTEURS}:1:64",
    ),
    "RED031": Exemple(
        ko=(
            Changement(GLOSSAIRE, "sigles:\n", "sigles:\n  - {sigle: SST, signification: Santé}\n"),
        ),
        at=f"{GLOSSAIRE}:5:13",
    ),
    "RED010": Exemple(
        ko=secteurs("Le titulaire rend compte."),
        at=f"{SECTEURS}:1:1",
        ok=secteurs("Le ou la titulaire prévient le titulaire du compte bancaire."),
    ),
    "RED011": Exemple(
        ko=secteurs("Trois lieux: atelier, magasin, dépôt."),
        at=f"{SECTEURS}:1:12",
        ok=secteurs("Trois lieux : l'atelier à 12:30, le magasin ; voir https://exemple.org/a?b."),
    ),
    "RED012": Exemple(
        ko=secteurs("Commerce  et réparation de cycles."),
        at=f"{SECTEURS}:1:9",
        ok=secteurs("| Lieu   | Nombre |\n|--------|--------|\n| Dépôt  | 1      |"),
    ),
    "RED013": Exemple(
        ko=(Changement(BLOC_2, STOCK, f"{STOCK}."),),
        at=f"{BLOC_2}:16:83",
        ok=(Changement(BLOC_2, STOCK, f"{STOCK}, etc."),),
    ),
    "RED014": Exemple(
        ko=(Changement(BLOC_2, TITRE_2, f'"{TITRE_2}\\a"'),),
        at=f"{BLOC_2}:16:84",
        ok=(Changement(BLOC_2, TITRE_2, f'"{TITRE_2}"'),),
    ),
}
