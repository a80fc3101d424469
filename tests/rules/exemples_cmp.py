"""Examples of the CMP rules on competences and indicators."""

from __future__ import annotations

from exemples import Changement, Exemple

BLOC_1 = "referentiels/blocs/bloc-1.yaml"
BLOC_2 = "referentiels/blocs/bloc-2.yaml"
POLE_2 = "referentiels/activites/pole-2.yaml"

STOCK = "Suivre les pièces courantes pour éviter l’immobilisation des vélos"
COMPTE = "Le stock compté et le stock enregistré concordent."


def stock(title: str) -> tuple[Changement, ...]:
    """The competence of line 16 of the second bloc, under another title."""
    return (Changement(BLOC_2, STOCK, title),)


def compte(text: str) -> tuple[Changement, ...]:
    """Its indicator, on line 19."""
    return (Changement(BLOC_2, COMPTE, text),)


EXEMPLES: dict[str, Exemple] = {
    "CMP001": Exemple(
        ko=stock("Suivi des pièces courantes pour la vente"),
        at=f"{BLOC_2}:16:17",
        ok=stock("S’adapter aux pièces disponibles pour tenir les délais"),
    ),
    "CMP002": Exemple(
        ko=stock("Connaître les pièces courantes pour les commander"),
        at=f"{BLOC_2}:16:17",
        ok=stock("Faire connaître les pièces courantes pour les vendre"),
    ),
    "CMP003": Exemple(
        ko=stock("Suivre les pièces courantes"),
        at=f"{BLOC_2}:16:17",
        ok=stock("Suivre les pièces courantes afin que rien ne manque"),
    ),
    "CMP004": Exemple(
        ko=stock("Suivre les pièces courantes et conseiller la clientèle pour vendre"),
        at=f"{BLOC_2}:16:48",
        ok=stock("Suivre et commander les pièces courantes pour vendre et conseiller la clientèle"),
    ),
    "CMP005": Exemple(
        ko=stock("Suivre pour vendre"),
        at=f"{BLOC_2}:16:17",
    ),
    "CMP006": Exemple(
        ko=stock("Découvrir les pièces courantes pour les commander"),
        at=f"{BLOC_2}:16:17",
        ok=stock("Faire découvrir les pièces courantes en cours de vente pour conseiller"),
    ),
    "CMP007": Exemple(
        ko=stock("Encadrer une équipe de la flotte pour tenir les délais"),
        at=f"{BLOC_2}:16:17",
        ok=stock("Encadrer un texte de deux filets pour le mettre en valeur"),
    ),
    "CMP008": Exemple(
        ko=(
            *stock("Participer au suivi des pièces courantes pour éviter l’immobilisation"),
            Changement(BLOC_1, "Recueillir la demande", "Contribuer au recueil de la demande"),
        ),
        at=f"{BLOC_1}:9:17",
        ok=stock("Participer au suivi des pièces courantes pour éviter l’immobilisation"),
    ),
    "CMP009": Exemple(
        ko=(Changement(BLOC_2, f"      indicateurs:\n        - {COMPTE}\n"),),
        at=f"{BLOC_2}:16:17",
        ok=(Changement(BLOC_2, f"\n        - {COMPTE}", " {a_completer: À écrire.}"),),
    ),
    "CMP010": Exemple(
        ko=(
            Changement(BLOC_1, "        - Les pièces hors tolérance sont désignées sans erreur.\n"),
            Changement(BLOC_1, "[controler-organes, mesurer-usures]", "[controler-organes]"),
        ),
        at=f"{BLOC_1}:20:21",
        ok=(
            Changement(BLOC_1, "          sous_competences: [controler-organes, mesurer-usures]\n"),
            Changement(
                BLOC_1,
                "          indicateurs:\n"
                "            - La proposition distingue le nécessaire et le souhaitable.\n",
            ),
        ),
    ),
    "CMP011": Exemple(
        ko=(Changement(BLOC_2, "mobilise: [suivi-pieces]", "mobilise: [controle-flotte]"),),
        at=f"{POLE_2}:18:17",
    ),
    "CMP012": Exemple(
        ko=compte("Capacité à compter le stock"),
        at=f"{BLOC_2}:19:11",
        ok=compte("Cahier de stock tenu à jour"),
    ),
    "CMP013": Exemple(
        ko=compte("Comptage correct du stock"),
        at=f"{BLOC_2}:19:20",
        ok=compte("Comptage correct à une pièce près"),
    ),
    "CMP014": Exemple(
        ko=(Changement(BLOC_2, "Moteur et capteurs", "Batterie et chargeur"),),
        at=f"{BLOC_2}:25:37",
    ),
    "CMP015": Exemple(
        ko=(Changement(POLE_2, "Contrôle périodique des vélos", "Entretien périodique des vélos"),),
        at=f"{BLOC_1}:9:17",
        ok=(
            Changement(
                POLE_2, "Contrôle périodique des vélos", "Lavage et contrôle périodique des vélos"
            ),
        ),
    ),
}
