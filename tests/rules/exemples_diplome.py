"""Examples of the DIP rules, and of RAP001."""

from __future__ import annotations

from exemples import Changement, Exemple

DOSSIER = "dossier/dossier.yaml"
TITRE = "  intitule: Entretien et réparation de cycles"
ACCES = """\
  acces:
    - Certificat d’aptitude professionnelle de la maintenance des matériels
    - Tout diplôme de niveau 3 au moins d’un domaine voisin
"""
SANS_EPREUVE = Changement(
    "referentiels/evaluation.yaml",
    "",
    """\
categories:
  - {id: cat-a, statuts: [Autres candidats]}
unites:
  - {id: u1, bloc: bloc-remise-en-etat}
  - {id: u2, bloc: bloc-flotte}
""",
)


#: Nine tasks that bear the names of those of the example dossier.
RESTES = (
    *("accompagnement-usages", "accompagner-demarches", "accompagner-prise-en-main"),
    *("accueil-demande", "actualiser-contenus", "adapter-aux-usages", "adapter-explication"),
    *("adapter-poste-handicap", "adherents-cinov"),
)


def restes(names: tuple[str, ...]) -> tuple[Changement, ...]:
    """A pôle with tasks of these names."""
    tasks = "".join(f"        {name}: Tâche {name}\n" for name in names)
    start = "pole:\n  id: pole-9\n  intitule: Reste\n  activites:\n    - id: reste\n"
    words = f"{start}      intitule: Reste\n      taches:\n{tasks}"
    return (Changement("referentiels/activites/pole-9.yaml", "", words),)


def intitule(titre: str) -> tuple[Changement, ...]:
    """The dossier with another title."""
    return (Changement(DOSSIER, TITRE, f"  intitule: {titre}"),)


EXEMPLES: dict[str, Exemple] = {
    "SCH015": Exemple(
        (
            Changement(
                "dossier/glossaire.yaml",
                "sigles:\n",
                "# yaml-language-server: $schema=../src/glossaire.json\nsigles:\n",
            ),
        ),
        "dossier/glossaire.yaml:1:1",
        (
            Changement(
                "dossier/glossaire.yaml",
                "sigles:\n",
                "# yaml-language-server: $schema=../dossier/sources.yaml\nsigles:\n",
            ),
        ),
    ),
    "DIP016": Exemple(restes(RESTES), "referentiels/activites/pole-9.yaml:8:9", restes(RESTES[:6])),
    "DIP001": Exemple(
        (Changement(DOSSIER, "  niveau: 3", "  niveau: 5"),),
        f"{DOSSIER}:6:11",
        (Changement(DOSSIER, "  niveau: 3", "  niveau: 4"),),
    ),
    "DIP002": Exemple(
        (
            Changement(
                "referentiels/evaluation.yaml",
                "unites:\n",
                "unites:\n  - {id: u3, bloc: bloc-flotte}\n  - {id: u4, bloc: bloc-flotte}\n",
            ),
        ),
        "referentiels/evaluation.yaml:13:3",
        (
            Changement(
                "referentiels/evaluation.yaml",
                "unites:\n",
                "unites:\n  - {id: u3, bloc: bloc-flotte}\n",
            ),
        ),
    ),
    "DIP004": Exemple(  # a field that is not written: the first key of the diploma
        (Changement(DOSSIER, ACCES),),
        f"{DOSSIER}:3:3",
        (Changement(DOSSIER, ACCES, "  acces: {a_completer: À fixer par la commission.}\n"),),
    ),
    "DIP005": Exemple(
        (Changement(DOSSIER, "premiere_session: 2028", "premiere_session: 2033"),),
        f"{DOSSIER}:8:21",
        (Changement(DOSSIER, "premiere_session: 2028", "premiere_session: 2032"),),
    ),
    "DIP006": Exemple(
        (Changement(DOSSIER, "certificat-de-specialisation", "mention-complementaire"),),
        f"{DOSSIER}:3:9",
        (
            Changement(DOSSIER, "certificat-de-specialisation", "mention-complementaire"),
            Changement(DOSSIER, "date_reference: 2026-03-31", "date_reference: 2023-12-31"),
            Changement(DOSSIER, "premiere_session: 2028", "premiere_session: 2024"),
        ),
    ),
    "DIP007": Exemple(
        (SANS_EPREUVE,),
        f"{DOSSIER}:21:8",
        (SANS_EPREUVE, Changement(DOSSIER, "etape: examen-cpc", "etape: elaboration")),
    ),
    "DIP008": Exemple(intitule("Formation à la réparation de cycles"), f"{DOSSIER}:4:13"),
    "DIP009": Exemple(
        intitule("Responsable d’atelier de cycles"),
        f"{DOSSIER}:4:13",
        intitule("Services du numérique responsable"),
    ),
    "DIP010": Exemple(
        intitule("Réparation de cycles de niveaux 3 et 4"),
        f"{DOSSIER}:4:13",
        intitule("Mise à niveau de cycles"),
    ),
    "DIP011": Exemple(intitule("Mention complémentaire Réparation de cycles"), f"{DOSSIER}:4:13"),
    "RAP001": Exemple(
        (Changement("referentiels/textes/10-missions.md"),),
        f"{DOSSIER}:21:8",
        (
            Changement("referentiels/textes/10-missions.md"),
            Changement(DOSSIER, "etape: examen-cpc", "etape: opportunite"),
        ),
    ),
}
