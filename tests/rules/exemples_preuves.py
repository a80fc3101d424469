"""Examples of the PRE rules."""

from __future__ import annotations

from exemples import Changement, Exemple

PREUVES = "dossier/preuves.yaml"
SOURCES = "dossier/sources.yaml"
ORIGINE = "dossier/note/10-origine.md"
BESOINS = "dossier/note/20-besoins.md"

FIN_DES_CHIFFRES = "    source: {ref: enquete-ateliers-2024, page: 14}\n"


def chiffre(ident: str, intitule: str, valeur: str, plus: str = "") -> str:
    """A figure as preuves.yaml writes it, in seven lines; `plus` are others."""
    return (
        f"  - id: {ident}\n    intitule: {intitule}\n    valeur: {valeur}\n"
        '    unite: "%"\n    annee: 2024\n'
        "    perimetre: Vélos confiés aux ateliers répondants\n"
        f"    source: {{ref: enquete-ateliers-2024, page: 15}}\n{plus}"
    )


def ajoute(*chiffres: str) -> Changement:
    """Figures added at the end, from line 28 on."""
    return Changement(PREUVES, FIN_DES_CHIFFRES, FIN_DES_CHIFFRES + "".join(chiffres))


PART = "Part des vélos à assistance électrique parmi les vélos confiés"
TRANCHE = "Part des ateliers ayant"

SANS_SOURCE = Changement(
    ORIGINE, '\n>\n> {{ source("etude-flottes-2025", reperage="entretien 7") }}', ""
)

GRAPHIQUES = "dossier/graphiques.yaml"


def graphique(*points: str) -> Changement:
    """A chart of these figures, from line 6 on."""
    last = "      - {chiffre: part-electrique, libelle: Vélos à assistance électrique}\n"
    added = f"  - id: essai\n    intitule: Essai\n    points: [{', '.join(points)}]\n"
    return Changement(GRAPHIQUES, last, last + added)


PLACE = Changement(
    BESOINS, "Les personnes recrutées", '{{ graphique("essai") }}\n\nLes personnes recrutées'
)

EXEMPLES: dict[str, Exemple] = {
    "PRE003": Exemple(
        (
            Changement(
                SOURCES,
                "    type: ouvrage\n",
                "    type: ouvrage\n"
                "  - {id: etude-2024, auteur: Observatoire, titre: Étude, annee: 2024}\n",
            ),
        ),
        f"{SOURCES}:22:10",
    ),
    "PRE004": Exemple(
        (Changement(BESOINS, '{{ chiffre("recrutements-branche") }}', "moins"),),
        f"{PREUVES}:13:9",
    ),
    "PRE005": Exemple(
        (Changement(PREUVES, "periode: 2022 à 2023", "periode: 2018 à 2019"),),
        f"{PREUVES}:18:14",
        ok=(Changement(PREUVES, "annee: 2023", "annee: 2015"),),  # it has a « reserve »
    ),
    "PRE006": Exemple(
        (ajoute(chiffre("part-bis", PART, "41")),),
        f"{PREUVES}:30:13",
        ok=(ajoute(chiffre("part-bis", PART, "41", "    contredit: [part-electrique]\n")),),
    ),
    "PRE007": Exemple(
        (),
        f"{PREUVES}:12:17",
        ok=(
            Changement(
                PREUVES,
                "    perimetre: Magasins et ateliers de la branche\n",
                "    perimetre: Magasins et ateliers de la branche\n"
                "    contredit: [recrutements-2023]\n",
            ),
        ),
    ),
    "PRE008": Exemple(
        (Changement(BESOINS, "Les personnes recrutées", "Dans 12 % des cas, les personnes"),),
        f"{BESOINS}:10:6",
        ok=(Changement(BESOINS, "Les personnes recrutées", "« 12 % » des personnes, en 2023,"),),
    ),
    "PRE009": Exemple(
        (SANS_SOURCE,),
        f"{ORIGINE}:12:1",
        ok=(
            SANS_SOURCE,
            Changement(
                ORIGINE,
                "> Un vélo",
                'On le dit {{ source("etude-flottes-2025", "entretien 7") }}.\n\n> Un vélo',
            ),
        ),
    ),
    "PRE010": Exemple(
        (Changement(SOURCES, "annee: 2025", "annee: 2027"),),
        f"{SOURCES}:14:12",
        ok=(
            Changement(SOURCES, "annee: 2025", "annee: 2027"),
            Changement(SOURCES, "precision: Étude", "precision: À actualiser. Étude"),
        ),
    ),
    "PRE011": Exemple(
        (Changement(SOURCES, "type: note", "type: site"),),
        f"{SOURCES}:15:11",
        ok=(Changement(SOURCES, "type: note", "type: site\n    url: https://www.example.org/f"),),
    ),
    "PRE018": Exemple(
        (ajoute(chiffre("part-a", "Vélos confiés", "54", "    perimetre_lu: deduit\n")),),
        f"{PREUVES}:35:19",
        ok=(ajoute(chiffre("part-a", "Vélos confiés", "54", "    perimetre_lu: oui\n")),),
    ),
    "PRE012": Exemple(
        (
            ajoute(
                chiffre("part-a", f"{TRANCHE} un salarié", "54"),
                chiffre("part-b", f"{TRANCHE} deux salariés", "30"),
                chiffre("part-c", f"{TRANCHE} trois salariés ou plus", "14"),
            ),
        ),
        f"{PREUVES}:44:13",
        ok=(
            ajoute(
                chiffre("part-a", f"{TRANCHE} un salarié", "54"),
                chiffre("part-b", f"{TRANCHE} deux salariés", "30"),
                chiffre("part-c", f"{TRANCHE} trois salariés ou plus", "16"),
            ),
        ),
    ),
    "PRE013": Exemple(
        (
            Changement(
                PREUVES,
                "source: {ref: enquete-ateliers-2024, reperage: tableau 1}",
                "source: enquete-ateliers-2024",
            ),
        ),
        f"{PREUVES}:9:13",
    ),
    "PRE015": Exemple(
        (graphique("recrutements-branche", "part-electrique"), PLACE),
        f"{GRAPHIQUES}:8:36",
        ok=(graphique("part-electrique"), PLACE),
    ),
    "PRE016": Exemple(
        (graphique("recrutements-branche", "recrutements-2023"), PLACE),
        f"{GRAPHIQUES}:8:36",
        ok=(graphique("recrutements-2023"), PLACE),
    ),
    "PRE017": Exemple(
        (graphique("part-electrique"),),
        f"{GRAPHIQUES}:6:9",
        ok=(graphique("part-electrique"), PLACE),
    ),
    "PRE019": Exemple(
        (
            ajoute(chiffre("part-bis", "Vélos pliants", "80")),
            graphique("part-electrique", "{chiffre: part-bis, dans: part-electrique}"),
            PLACE,
        ),
        f"{GRAPHIQUES}:8:31",
        ok=(
            ajoute(chiffre("part-bis", "Vélos pliants", "20")),
            graphique("part-electrique", "{chiffre: part-bis, dans: part-electrique}"),
            PLACE,
        ),
    ),
}
