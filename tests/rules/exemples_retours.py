"""Examples of the RET rules."""

from __future__ import annotations

from exemples import Changement, Exemple

RETOURS = "dossier/retours.yaml"
_DIT = "retours:\n  - {texte: Préciser ce sigle., auteur: Inspection, sur: 'pole-flotte:intitule'"

EXEMPLES = {
    "RET001": Exemple(
        (Changement(RETOURS, apres=f"{_DIT}}}\n"),),
        f"{RETOURS}:2:13",
        (Changement(RETOURS, apres=f"{_DIT}, etat: traite}}\n"),),
    ),
}
