"""Examples of the COL rules, on what a word processor leaves in pasted texts."""

from __future__ import annotations

from exemples import Changement, Exemple

SECTION = "dossier/note/30-demande.md"


def section(text: str) -> tuple[Changement, ...]:
    """A section of the note."""
    return (Changement(SECTION, apres=text),)


EXEMPLES: dict[str, Exemple] = {
    "COL001": Exemple(
        ko=section("# Demande\n\nDeux besoins :\n• un\n• deux\n"),
        at=f"{SECTION}:4:1",
        ok=section("# Demande\n\nDeux besoins :\n- un\n- deux\n"),
    ),
    "COL002": Exemple(
        ko=section("#Demande\n\nLa branche demande.\n"),
        at=f"{SECTION}:1:1",
        ok=section("# Demande\n\nLa branche demande.\n"),
    ),
    "COL003": Exemple(
        ko=section("# 2.1 Demande\n\nLa branche demande.\n"),
        at=f"{SECTION}:1:3",
        ok=section("# 3 demandes\n\nLa branche demande.\n"),
    ),
    "COL004": Exemple(
        ko=section("# Demande\n\nEmploi\tEffectif\nVendeur\tDouze\n"),
        at=f"{SECTION}:3:1",
        ok=section("# Demande\n\n| Emploi | Effectif |\n| --- | --- |\n| Vendeur | Douze |\n"),
    ),
    "COL005": Exemple(
        ko=section("# Demande\n\n| Emploi | Effectif |\n| Vendeur | Douze |\n"),
        at=f"{SECTION}:3:1",
        ok=section("# Demande\n\n| Emploi | Effectif |\n| --- | --- |\n| Vendeur |\n"),
    ),
    "COL006": Exemple(
        ko=section("# D\n\nLes emplois.\n\nFigure 2 – Emplois en 2019\n\nIls augmentent.\n"),
        at=f"{SECTION}:5:1",
        ok=section(
            "# D\n\nTableau : Emplois\n\n| A | B |\n| --- | --- |\n| un | deux |\n\n"
            "Tableau 3 montre que les emplois augmentent.\n"
        ),
    ),
    "COL007": Exemple(
        ko=section("# Demande\n\nTout y est. Voir tableau 3 page 12.\n"),
        at=f"{SECTION}:3:13",
        ok=section("# Demande\n\nTout y est : voir page 12 de l’enquête, tableau 3.\n"),
    ),
    "COL008": Exemple(
        ko=section("# Demande\n\nComme le dit Erreur ! Source du renvoi introuvable.\n"),
        at=f"{SECTION}:3:14",
        ok=section("# Demande\n\nNul n’est à l’abri d’une erreur !\n"),
    ),
    "COL009": Exemple(
        ko=section('# Demande\n\nIl y a {chiffre("flotte")} vélos.\n'),
        at=f"{SECTION}:3:8",
        ok=section("# Demande\n\nIl y a {beaucoup} de vélos.\n"),
    ),
    "COL010": Exemple(
        ko=section("# Demande\n\nUn besoin ==sûr==.\n"),
        at=f"{SECTION}:3:11",
        ok=section("# Demande\n\nUn besoin **sûr**.\n"),
    ),
    "COL011": Exemple(
        ko=section("# Demande\n\nUn besoin [1].\n"),
        at=f"{SECTION}:3:11",
        ok=section("# Demande\n\nUn besoin [^1].\n\n[^1]: Enquête.\n"),
    ),
    "COL012": Exemple(
        ko=section("# Demande\n\nUn besoin **mesuré*.\n"),
        at=f"{SECTION}:3:11",
        ok=section("# Demande\n\nUn besoin **mesuré**, *sûr*.\n"),
    ),
    "COL013": Exemple(
        ko=section("\nLa branche demande.\n"),
        at=f"{SECTION}:2:1",
        ok=section("\n# Demande\n\nLa branche demande.\n"),
    ),
    "COL014": Exemple(
        ko=section("# Demande\n\nUn atelier 🚲 ouvert.\n"),
        at=f"{SECTION}:3:12",
        ok=section("# Demande\n\nUn atelier → ouvert ✔, au 2½.\n"),
    ),
    "COL015": Exemple(
        ko=section("# Demande\n\nAtelier\u2028ouvert.\n"),
        at=f"{SECTION}:3:8",
        ok=section("# Demande\n\nAtelier\\\nouvert.\n"),
    ),
    "COL016": Exemple(
        ko=section("# Demande\n\nUn\u2002atelier.\n"),
        at=f"{SECTION}:3:3",
        ok=section("# Demande\n\nUn\u00a0atelier\u202f!\n"),
    ),
}
