"""Examples of the COV rules."""

from __future__ import annotations

from exemples import Changement, Exemple

DOSSIER = "dossier/dossier.yaml"
POLE_1 = "referentiels/activites/pole-1.yaml"
POLE_2 = "referentiels/activites/pole-2.yaml"
BLOC_1 = "referentiels/blocs/bloc-1.yaml"
BLOC_2 = "referentiels/blocs/bloc-2.yaml"
MECANICIEN = "referentiels/emplois/10-mecanicien-cycles.yaml"
AGENT = "referentiels/emplois/20-agent-flotte.yaml"
FICHE = "dossier/fiches/rome-460-i1607.yaml"
ECARTE = '- {code: "900104", intitule: Encadrer une équipe, nature: savoir-faire}'
NOUVEL_ELEMENT = '{code: "900106", intitule: Vendre des accessoires, nature: savoir-faire}'
EVALUATION = "referentiels/evaluation.yaml"
JUSTES = ("- Les réglages", "- id: reglages-justes\n          intitule: Les réglages")
METHODE = (
    "methode: {qui: trois chefs d’atelier et une formatrice, comment: par un vote à deux tours,"
    " quand: en mars 2026}\n"
)
SANS_SUIVI = Changement(POLE_2, "      repond_a: [suivre-pieces]\n")
SANS_ASSISTANCE = Changement(BLOC_2, "      repond_a: [principes-assistance-electrique]\n")
CONDUCTEUR = """\
emploi:
  id: conducteur
  intitule: Conducteur ou conductrice de navette
  acces: premiere-insertion
  exigences:
    - {exigence: conduire-utilitaire, importance: 2}
"""

EXEMPLES: dict[str, Exemple] = {
    "COV001": Exemple(
        (Changement(BLOC_2, "      mobilise: [suivi-pieces]\n"),),
        f"{BLOC_2}:16:17",
    ),
    "COV002": Exemple(  # one requirement out of ten is left out
        (Changement(DOSSIER, "  evaluees: 60", "  ecartees: 5\n  evaluees: 60"),),
        f"{MECANICIEN}:3:13",
        (Changement(DOSSIER, "  evaluees: 60", "  ecartees: 10\n  evaluees: 60"),),
    ),
    "COV003": Exemple(
        (Changement(MECANICIEN, "exigence: tenir-comptabilite", "exigence: suivre-pieces"),),
        f"{MECANICIEN}:28:9",
    ),
    "COV004": Exemple(
        (Changement(POLE_1, "      repond_a: [recueillir-demande-client]\n"),),
        f"{POLE_1}:13:17",
    ),
    "COV005": Exemple(  # « essai-velo-adapte » is left aside
        (Changement(BLOC_1, "        - diagnostic\n", "        - controle-freinage\n"),),
        f"{POLE_1}:21:17",
        (
            Changement(
                BLOC_1,
                "        - diagnostic\n",
                "        - controle-freinage\n        - essai-velo-adapte\n",
            ),
        ),
    ),
    "COV006": Exemple(  # the activity answers by one of its two tasks
        (
            SANS_SUIVI,
            Changement(
                POLE_2,
                "- Comptage des pièces courantes",
                "- {intitule: Comptage des pièces courantes, repond_a: [suivre-pieces]}",
            ),
        ),
        f"{POLE_2}:18:17",
        (SANS_SUIVI,),  # the whole activity answers nothing: COV004
    ),
    "COV007": Exemple(  # no job retains what its activity answers
        (
            Changement(AGENT, "    - {exigence: suivre-pieces, importance: 2, autonomie: 3}\n"),
            SANS_ASSISTANCE,
        ),
        f"{BLOC_2}:16:17",
        (SANS_SUIVI, SANS_ASSISTANCE),  # the activity answers nothing: COV004
    ),
    "COV008": Exemple((SANS_SUIVI, SANS_ASSISTANCE), f"{BLOC_2}:3:13", (SANS_SUIVI,)),
    "COV009": Exemple((SANS_ASSISTANCE,), "referentiels/evaluation.yaml:18:5"),
    "COV010": Exemple(  # 11 requirements out of 13 are fully covered, 12 evaluated
        (Changement(DOSSIER, "  evaluees: 60", "  evaluees: 85"),),
        f"{DOSSIER}:55:13",
        (Changement(DOSSIER, "  evaluees: 60", "  evaluees: 84"),),
    ),
    "COV011": Exemple(
        (Changement(AGENT, "    - {exigence: principes-assistance-electrique, importance: 2}\n"),),
        f"{AGENT}:3:13",
    ),
    "COV012": Exemple(
        (Changement(AGENT, "    - {exigence: porter-secours, importance: 1}\n"),),
        "referentiels/exigences.yaml:60:15",
    ),
    "COV013": Exemple(
        (), f"{AGENT}:3:13", (Changement(AGENT, "importance: 2, autonomie: 3", "importance: 2"),)
    ),
    "COV014": Exemple(
        (Changement("referentiels/emplois/30-conducteur.yaml", "", CONDUCTEUR),),
        "referentiels/emplois/30-conducteur.yaml:3:13",
        (
            Changement(
                "referentiels/emplois/30-conducteur.yaml",
                "",
                CONDUCTEUR + "    - {exigence: suivre-pieces, importance: 1}\n",
            ),
        ),
    ),
    "COV016": Exemple(
        (),
        "referentiels/exigences.yaml:56:15",
        (
            Changement(
                AGENT,
                "{exigence: conduire-utilitaire, importance: 2, autonomie: 2}",
                "{exigence: conduire-utilitaire, importance: 2,"
                " ecartee: {motif: hors_champ, explication: Le dépôt est desservi.}}",
            ),
        ),
    ),
    "COV017": Exemple(
        (
            Changement(BLOC_1, *JUSTES),
            Changement(EVALUATION, "evalue: [etab", "evalue: [reglages-justes, etab"),
            Changement(EVALUATION, "evalue: [bloc-remise", "evalue: [reglages-justes, bloc-remise"),
        ),
        f"{BLOC_1}:39:11",
    ),
    "COV019": Exemple(
        (Changement(FICHE, ECARTE, f"{ECARTE}\n    - {NOUVEL_ELEMENT}"),),
        f"{MECANICIEN}:35:5",
    ),
    "COV020": Exemple(
        (Changement(MECANICIEN, 'elements: ["900104"]', 'elements: ["900104", "90010"]'),),
        f"{MECANICIEN}:37:32",
    ),
    "COV018": Exemple(
        (Changement(DOSSIER, METHODE),),
        f"{MECANICIEN}:16:8",
    ),
    "COV015": Exemple(
        (Changement(MECANICIEN, "        certification: titre-gestion-atelier\n"),),
        f"{MECANICIEN}:28:16",
        (
            Changement(
                MECANICIEN,
                "motif: autre_certification\n        certification: titre-gestion-atelier",
                "motif: hors_champ",
            ),
        ),
    ),
}
