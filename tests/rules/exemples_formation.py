"""Examples of the FOR rules."""

from __future__ import annotations

from exemples import Changement, Exemple

DOSSIER = "dossier/dossier.yaml"
PROFIL = "dossier/profil.yaml"
FORMATION = "referentiels/formation.yaml"
TABLE = "referentiels/correspondance.yaml"
EVALUATION = "referentiels/evaluation.yaml"
SANS_PERIODE = Changement(FORMATION, "", "heures:\n  - {voie: scolaire, heures: 420}\n")
CONTINUE = "  - {voie: formation-continue, heures: 400}\n"
GRILLE = """grille:
  periodes: [Année]
  lignes: [{{intitule: Mécanique, heures: {}}}]
heures:
"""
PROGRESSION = """progression:
  etapes: [{{intitule: Atelier, {}centre: [{}]}}]
heures:
"""
EXERCEE = """progression:
  etapes:
    - {{intitule: Accueil, centre: [recueillir-demande, etablir-diagnostic], entreprise: [{}]}}
    - {{intitule: Atelier, centre: [{}]}}
heures:
"""
TOUTES = "recueillir-demande, etablir-diagnostic, remettre-en-etat, entretenir-flotte, suivre-stock"
POSITIONNEMENT = "    - intitule: Positionnement\n      minimum: 8\n"

#: A profile of the project, in the place of the tool's, whose plan has no évaluation.
SANS_EPREUVES = """profil:
  id: certificat-de-specialisation
  herite_de: certificat-de-specialisation
  plan: [activites, competences, formation, correspondance, centre]
"""


def change(avant: str, apres: str = "") -> Changement:
    """A change of formation.yaml."""
    return Changement(FORMATION, avant, apres)


EXEMPLES: dict[str, Exemple] = {
    "FOR019": Exemple(
        (change("heures:\n", GRILLE.format("[420, 0]")),),
        f"{FORMATION}:3:42",
        (change("heures:\n", GRILLE.format("[420]")),),
    ),
    "FOR020": Exemple(
        (change("heures:\n", GRILLE.format("[400]")),),
        f"{FORMATION}:3:11",
        (change("heures:\n", GRILLE.format("[420]")),),
    ),
    "FOR021": Exemple(
        (change("heures:\n", PROGRESSION.format("", TOUTES.removesuffix(", suivre-stock"))),),
        f"{FORMATION}:2:3",
        (change("heures:\n", PROGRESSION.format("", TOUTES)),),
    ),
    "FOR022": Exemple(
        (change("heures:\n", PROGRESSION.format("heures: 400, ", TOUTES)),),
        f"{FORMATION}:2:11",
        (change("heures:\n", PROGRESSION.format("heures: 420, semaines: 12, ", TOUTES)),),
    ),
    "FOR023": Exemple(
        (change("heures:\n", EXERCEE.format("suivre-stock", TOUTES)),),
        f"{FORMATION}:3:90",
        (change("heures:\n", EXERCEE.format("etablir-diagnostic", TOUTES)),),
    ),
    "FOR001": Exemple(
        (change("heures: 420}", "heures: 300}"),),
        f"{FORMATION}:2:30",
        (change(CONTINUE, CONTINUE + "  - {voie: vae, heures: 0}\n"),),
    ),
    "FOR002": Exemple(
        (change("pfmp:\n  semaines: 12", "pfmp:\n  semaines: 10"),),
        f"{FORMATION}:8:13",
        (change("pfmp:\n  semaines: 12", "pfmp:\n  semaines: 18"),),
    ),
    "FOR003": Exemple(
        (change("minimum: 8", "minimum: 6"),),
        f"{FORMATION}:27:16",
        (change(POSITIONNEMENT, "    - intitule: Adultes salariés\n      minimum: 6\n"),),
    ),
    "FOR004": Exemple(
        (Changement(TABLE),),
        f"{DOSSIER}:20:9",
        (Changement(TABLE), Changement(DOSSIER, "nature: revision", "nature: creation")),
    ),
    "FOR005": Exemple(
        (Changement(DOSSIER, "nature: revision", "nature: creation"),), f"{TABLE}:2:13"
    ),
    "REF006": Exemple(
        (Changement(EVALUATION, "        categorie: cat-b", "        annexe: XII"),),
        f"{EVALUATION}:58:17",
        (Changement(EVALUATION, "        categorie: cat-b", "        annexe: annexe III"),),
    ),
    "REF011": Exemple(
        (Changement(PROFIL, "", SANS_EPREUVES),),
        f"{DOSSIER}:3:9",
        (
            Changement(
                "dossier/profil.yaml",
                "",
                SANS_EPREUVES.replace("[activites", "[evaluation, activites"),
            ),
        ),
    ),
    "FOR006": Exemple(
        (Changement(TABLE, "derniere_session: 2027", "derniere_session: 2028"),),
        f"{TABLE}:4:21",
    ),
    "FOR007": Exemple(
        (SANS_PERIODE,),
        f"{FORMATION}:1:1",
        (SANS_PERIODE, Changement(DOSSIER, "etape: examen-cpc", "etape: opportunite")),
    ),
    "FOR008": Exemple((change(CONTINUE),), f"{FORMATION}:2:3"),
    "FOR009": Exemple(
        (change(CONTINUE, CONTINUE + "  - {voie: distance, heures: 400}\n"),),
        f"{FORMATION}:7:12",
    ),
    "FOR010": Exemple(
        (
            change(
                "    - voie: apprentissage\n      organisation: |\n"
                "        La période est incluse dans le contrat.\n"
            ),
        ),
        f"{FORMATION}:14:5",
    ),
    "FOR011": Exemple(
        (),
        f"{FORMATION}:26:5",
        (
            change(
                POSITIONNEMENT,
                "    - intitule: Trois ans d’expérience\n      texte: Aucune période.\n"
                "    - intitule: Enseignement à distance, période à l’étranger\n"
                f"      texte: Même durée.\n{POSITIONNEMENT}",
            ),
        ),
    ),
    "FOR012": Exemple(  # a field that is not written: the first key of the period
        (
            change(
                "  attestation: |\n"
                "    L’attestation indique la structure, les dates et les activités confiées.\n"
            ),
        ),
        f"{FORMATION}:8:3",
    ),
    "FOR013": Exemple(
        (
            change(
                "    - bloc: bloc-flotte\n      texte: |\n"
                "        Une semaine au moins se passe auprès d’une flotte.\n"
            ),
        ),
        f"{FORMATION}:34:5",
    ),
    "FOR014": Exemple(
        (
            change(
                "    - voie: scolaire\n      semaines: 12",
                "    - voie: scolaire\n      semaines: 14",
            ),
        ),
        f"{FORMATION}:15:17",
    ),
    "FOR015": Exemple(
        (Changement(TABLE, "ancienne_unite: U2", "ancienne_unite: u1"),), f"{TABLE}:11:21"
    ),
    "FOR016": Exemple((Changement(TABLE, "  - unites: [u2]\n"),), f"{TABLE}:7:3"),
    "FOR017": Exemple(
        (Changement(TABLE, "  - unites: [u2]\n", "  - notes: [Rien.]\n"),), f"{TABLE}:14:5"
    ),
    "FOR018": Exemple(
        (Changement(TABLE, "  arrete: Arrêté inventé du 3 mai 2011\n"),), f"{TABLE}:2:3"
    ),
}
