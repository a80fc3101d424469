"""Examples of the RAP rules on poles, activities and target jobs."""

from __future__ import annotations

from exemples import Changement, Exemple

POLE_1 = "referentiels/activites/pole-1.yaml"
POLE_2 = "referentiels/activites/pole-2.yaml"
MECANICIEN = "referentiels/emplois/10-mecanicien-cycles.yaml"
AGENT = "referentiels/emplois/20-agent-flotte.yaml"
DOSSIER = "dossier/dossier.yaml"
ENVIRONNEMENT = "referentiels/textes/70-environnement.md"

SANTE = "marqueurs: [sante-securite]"
ECOLOGIE = "marqueurs: [transition-ecologique]"
#: What the second job has in common with the first, but for the sorting of waste.
COMMUNES = """\
    - {exigence: controler-freinage, importance: 3, autonomie: 2}
    - {exigence: reperer-usure-transmission, importance: 2, autonomie: 2}
"""
COMMUNES_AUSSI = """\
    - {exigence: principes-assistance-electrique, importance: 2}
    - {exigence: manipuler-batterie, importance: 3}
"""

EXEMPLES: dict[str, Exemple] = {
    "RAP002": Exemple(
        ko=(Changement(POLE_2, "        - Comptage des pièces courantes\n"),),
        at=f"{POLE_2}:18:17",
    ),
    "RAP003": Exemple(
        ko=(Changement(POLE_1, "- Écoute de la demande", "- Écouter la demande"),),
        at=f"{POLE_1}:16:11",
        ok=(Changement(POLE_1, "- Écoute de la demande", "- Atelier d’écoute"),),
    ),
    "RAP004": Exemple(
        ko=(Changement(POLE_2, "  environnement_numerique: [Logiciel de suivi de flotte]\n"),),
        at=f"{POLE_2}:3:13",
    ),
    "RAP005": Exemple(
        ko=(
            Changement(POLE_1, "  autonomie: 2\n", "  autonomie: 3\n"),
            Changement(POLE_1, "autonomie: 1", "autonomie: 3"),
            Changement(
                POLE_2,
                "autonomie: 2\n      repond_a: [controler-serie-velos]",
                "autonomie: 3\n      repond_a: [controler-serie-velos]",
            ),
            Changement(
                POLE_2,
                "autonomie: 2\n      repond_a: [suivre-pieces]",
                "autonomie: 3\n      repond_a: [suivre-pieces]",
            ),
        ),
        at=f"{POLE_1}:3:13",
        ok=(Changement(POLE_1, "  autonomie: 2\n", "  autonomie: 3\n"),),
    ),
    "RAP006": Exemple(
        ko=(
            Changement(
                POLE_1,
                "  conditions: |\n    Le ou la titulaire travaille debout, dans un atelier, sous"
                " l’autorité d’une personne responsable.\n\n    L’atelier est ouvert au"
                " public\u00a0: *l’accueil* interrompt souvent l’intervention.\n",
            ),
            Changement(
                POLE_2,
                "  conditions: |\n    Le travail se fait au dépôt ou sur la voie publique, par tous"
                " les temps, souvent en équipe.\n",
            ),
        ),
        at=f"{POLE_1}:3:13",
    ),
    "RAP010": Exemple(
        ko=(Changement(ENVIRONNEMENT, apres="L’assistance électrique se répand.\n"),),
        at=f"{ENVIRONNEMENT}:1:1",
    ),
    "RAP011": Exemple(
        ko=(
            Changement(MECANICIEN),
            Changement(AGENT),
            Changement(
                DOSSIER,
                "  emplois:\n    mecanicien-cycles: {evaluees: 70, traduites: 75}\n",
            ),
        ),
        at=f"{DOSSIER}:57:3",  # those that annexe II names, and nothing describes
    ),
    "RAP012": Exemple(
        ko=(Changement(AGENT, "Technicien ou technicienne de flotte", "Technicienne de flotte"),),
        at=f"{AGENT}:7:7",
        ok=(Changement(AGENT, "Technicien ou technicienne de flotte", "Responsable de flotte"),),
    ),
    "RAP013": Exemple(
        ko=(
            Changement(MECANICIEN, "acces: premiere-insertion", "acces: apres-experience"),
            Changement(AGENT, "acces: premiere-insertion", "acces: apres-experience"),
        ),
        at=f"{MECANICIEN}:10:10",
        ok=(Changement(MECANICIEN, "acces: premiere-insertion", "acces: apres-experience"),),
    ),
    "RAP014": Exemple(
        ko=(Changement(MECANICIEN, "rome: [I1607]", "rome: [I1607, M1805]"),),
        at=f"{MECANICIEN}:12:17",
        ok=(
            Changement(MECANICIEN, "rome: [I1607]", "rome: [I1607, M1805]"),
            Changement(MECANICIEN, "acces: premiere-insertion", "acces: apres-experience"),
        ),
    ),
    "RAP015": Exemple(
        ko=(Changement(AGENT, COMMUNES), Changement(AGENT, COMMUNES_AUSSI)),
        at=f"{MECANICIEN}:3:13",
        ok=(Changement(AGENT, COMMUNES),),
    ),
    "RAP016": Exemple(
        ko=(
            Changement(
                AGENT,
                "intitule: Agent ou agente d’entretien d’une flotte de vélos",
                "intitule: Responsable d’une flotte de vélos",
            ),
        ),
        at=f"{AGENT}:3:13",
        ok=(
            Changement(
                AGENT,
                "intitule: Agent ou agente d’entretien d’une flotte de vélos",
                "intitule: Responsable d’une flotte de vélos",
            ),
            Changement(AGENT, "acces: premiere-insertion", "acces: apres-experience"),
        ),
    ),
}
