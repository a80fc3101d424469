"""Examples of the NOT rules."""

from __future__ import annotations

from exemples import Changement, Exemple

DOSSIER = "dossier/dossier.yaml"
PREUVES = "dossier/preuves.yaml"
CERTIFICATIONS = "dossier/certifications.yaml"
MECANICIEN = "referentiels/emplois/10-mecanicien-cycles.yaml"
BESOINS = "dossier/note/20-besoins.md"
ENVIRONNEMENT = "referentiels/textes/70-environnement.md"

ACCUEIL = (
    "  capacite_accueil:\n"
    "    a_completer: Le nombre d’ateliers prêts à accueillir une période n’est pas encore connu.\n"
)
ACCUEIL_CONNU = Changement(DOSSIER, ACCUEIL, "  capacite_accueil: Une centaine d’ateliers.\n")

LARGE = "# Large\n\nTableau ({}) : T\n\n| Accueil | Régler | Sens |\n|---|---|---|\n| a | b | c |\n"
PLAN = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 1'><path d='M0 0h1v1z'/></svg>"

CERTIFICATIONS = "dossier/certifications.yaml"


def fin(day: str, more: str = "") -> Changement:
    """The certification that is compared, registered until a day."""
    return Changement(
        CERTIFICATIONS,
        "    code: RNCP99998\n",
        f"    code: RNCP99998\n    fin_enregistrement: {day}\n{more}",
    )


def releve(empreinte: str) -> Changement:
    """What was noted of the certification, beside texts of this hash."""
    place = "    source: {ref: enquete-ateliers-2024, reperage: annexe 4}\n"
    return Changement(
        CERTIFICATIONS,
        place,
        f"{place}    releve:\n      jour: 2026-01-12\n      source: enquete-ateliers-2024\n"
        f"      blocs: [Réparer un vélo]\n      empreinte: {empreinte}\n",
    )


EXEMPLES: dict[str, Exemple] = {
    "NOT002": Exemple(
        (
            Changement(
                DOSSIER,
                "  ecart: La mention précédente ne traite ni l’assistance électrique ni les"
                " flottes.\n",
                "",
            ),
        ),
        f"{DOSSIER}:45:3",
    ),
    "NOT003": Exemple((), f"{DOSSIER}:51:3", ok=(ACCUEIL_CONNU,)),
    "NOT004": Exemple(
        (
            Changement(
                DOSSIER,
                "    branche: Commerce et réparation de cycles\n    idcc: '9998'\ncalendrier:",
                "calendrier:",
            ),
        ),
        f"{DOSSIER}:33:10",
    ),
    "NOT005": Exemple(
        (
            Changement(CERTIFICATIONS, apres="certifications: []\n"),
            Changement(
                MECANICIEN,
                "        motif: autre_certification\n"
                "        certification: titre-gestion-atelier\n",
                "        motif: hors_champ\n",
            ),
        ),
        f"{DOSSIER}:21:8",
    ),
    "NOT006": Exemple(
        (Changement(CERTIFICATIONS, "    niveau: '4'\n", ""),),
        f"{CERTIFICATIONS}:3:15",
        ok=(Changement(CERTIFICATIONS, "niveau: '4'", "niveau: {a_completer: Non classé.}"),),
    ),
    "NOT007": Exemple(
        (
            Changement(PREUVES, "    contredit: [recrutements-branche]\n", ""),
            Changement(
                PREUVES,
                "  - id: recrutements-branche\n"
                "    intitule: Projets de recrutement de la branche\n"
                "    valeur: 900\n"
                "    jusqu_a: 1100\n"
                "    unite: postes\n"
                "    periode: 2022 à 2023\n"
                "    perimetre: Magasins et ateliers de la branche\n"
                "    source: {ref: enquete-ateliers-2024, reperage: annexe 2}\n",
                "",
            ),
            Changement(
                "dossier/note/20-besoins.md", '{{ chiffre("recrutements-branche") }}', "moins"
            ),
        ),
        f"{PREUVES}:3:15",
    ),
    "NOT008": Exemple(
        (),
        "dossier/note/10-origine.md:1:1",
        ok=(
            Changement(
                "dossier/note/40-attractivite.md",
                apres="# L’attractivité du diplôme\n\nLes élèves le demandent.\n\n"
                "## Synthèse documentaire\n\nDeux études en parlent.\n",
            ),
        ),
    ),
    "NOT009": Exemple(
        (
            Changement(
                "dossier/note/40-cadre.md", apres="# Cadre\n\nCe diplôme se prépare en trois ans.\n"
            ),
        ),
        "dossier/note/40-cadre.md:3:1",
        ok=(
            Changement(
                "dossier/note/40-cadre.md",
                apres="# Cadre\n\nCe diplôme se prépare en un an. La note présente la mention comme"
                " un cursus en trois ans : c’est une inexactitude. Ce diplôme suit un baccalauréat"
                " préparé en trois ans. Cette mention est de niveau V.\n",
            ),
        ),
    ),
    "NOT010": Exemple(
        (Changement(MECANICIEN, "  sources: [enquete-ateliers-2024]\n", ""),),
        f"{MECANICIEN}:7:7",
    ),
    "NOT011": Exemple(
        (),
        f"{DOSSIER}:52:5",
        ok=(
            ACCUEIL_CONNU,
            Changement(
                "referentiels/activites/pole-2.yaml",
                "{a_completer: Les partenaires publics restent à nommer.}",
                "[Service des transports]",
            ),
        ),
    ),
    "NOT012": Exemple(
        (),
        f"{ENVIRONNEMENT}:1:1",
        ok=(
            Changement(
                ENVIRONNEMENT,
                "L’assistance électrique concerne",
                "Au cours des cinq prochaines années, l’assistance électrique dépassera",
            ),
        ),
    ),
    "NOT013": Exemple(
        (
            Changement(
                BESOINS, apres="# Les besoins\n\n## En main-d’œuvre\n\n## En formation\n\nX.\n"
            ),
        ),
        f"{BESOINS}:3:1",
        (Changement(BESOINS, apres="# Les besoins\n\n## En main-d’œuvre\n\nMille postes.\n"),),
    ),
    "NOT014": Exemple(
        (fin("2024-08-31"),),
        f"{CERTIFICATIONS}:7:25",
        (fin("2031-08-31"),),
    ),
    "NOT027": Exemple(
        (releve("9f86d081884c"),),
        f"{CERTIFICATIONS}:19:18",
        (releve("{a_completer: À relever.}"),),
    ),
    "NOT024": Exemple(
        (Changement("dossier/images/plan.svg", apres=PLAN),),
        "dossier/images/plan.svg:1:1",
        (
            Changement("dossier/images/plan.svg", apres=PLAN),
            Changement(
                "dossier/note/35-plan.md",
                apres='# Plan\n\n{{ image("plan.svg", legende="P", credit="C", texte="T") }}\n',
            ),
        ),
    ),
    "NOT025": Exemple(
        (Changement("dossier/note/35-large.md", apres=LARGE.format("colonnes 30 70")),),
        "dossier/note/35-large.md:3:1",
        (Changement("dossier/note/35-large.md", apres=LARGE.format("colonnes 30 50 20")),),
    ),
    "NOT026": Exemple(
        (Changement("dossier/note/35-large.md", apres=LARGE.format("colonnes 80 5 15")),),
        "dossier/note/35-large.md:5:13",
        (Changement("dossier/note/35-large.md", apres=LARGE.format("paysage")),),
    ),
}
