"""Examples of the CAL rules (CAL001 is about derogations, and told by the settings)."""

from __future__ import annotations

from exemples import Changement, Exemple

DOSSIER = "dossier/dossier.yaml"
SESSION = f"{DOSSIER}:38:16"
SANS_SESSION = Changement(DOSSIER, "  session_cpc: 10/06/2026\n", "")


def transmission(quand: str) -> Changement:
    """A step before « Rentrée 2027 », on line 42."""
    return Changement(
        DOSSIER,
        "    - quand: Rentrée 2027\n",
        f"    - quand: {quand}\n      objet: Transmission du projet à France compétences\n"
        "    - quand: Rentrée 2027\n",
    )


EXEMPLES: dict[str, Exemple] = {
    "CAL002": Exemple(
        (SANS_SESSION,),
        f"{DOSSIER}:38:3",
        ok=(SANS_SESSION, Changement(DOSSIER, "etape: examen-cpc", "etape: elaboration")),
    ),
    "CAL003": Exemple(
        (Changement(DOSSIER, "date_reference: 2026-03-31", "date_reference: 2026-07-01"),), SESSION
    ),
    "CAL004": Exemple((), SESSION, ok=(SANS_SESSION,)),
    "CAL005": Exemple(
        (transmission("20 mai 2026"),), f"{DOSSIER}:42:14", ok=(transmission("7 avril 2026"),)
    ),
    "CAL006": Exemple(
        (Changement(DOSSIER, "session_cpc: 10/06/2026", "session_cpc: 10/06/2027"),), SESSION
    ),
    "CAL007": Exemple(
        (Changement(DOSSIER, "nature: revision", "nature: creation"),), f"{DOSSIER}:34:14"
    ),
    "CAL008": Exemple(
        (Changement(DOSSIER, "premiere_session: 2028", "premiere_session: 2026"),),
        f"{DOSSIER}:8:21",
    ),
}
