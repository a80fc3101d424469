"""Examples of the EVA rules."""

from __future__ import annotations

from exemples import Changement, Exemple

DOSSIER = "dossier/dossier.yaml"
EVALUATION = "referentiels/evaluation.yaml"
BLOC_1 = "referentiels/blocs/bloc-1.yaml"


def change(avant: str, apres: str = "") -> Changement:
    """A change of evaluation.yaml."""
    return Changement(EVALUATION, avant, apres)


DEUX_FOIS_LE_BLOC = change("    bloc: bloc-flotte\n", "    bloc: bloc-remise-en-etat\n")
STATUTS = "[Autres candidats, Candidats justifiant de trois ans d’expérience]"
COMMISSION = "Une personne enseignant la spécialité et une personne de la profession"
NOTES = "  - Les durées sont aménagées pour les personnes candidates en situation de handicap."
#: A mention complémentaire of 2019, with three units.
MENTION = (
    Changement(DOSSIER, "certificat-de-specialisation", "mention-complementaire"),
    Changement(DOSSIER, "date_reference: 2026-03-31", "date_reference: 2019-12-31"),
    Changement(DOSSIER, "premiere_session: 2028", "premiere_session: 2021"),
)
UNITE_2 = "  - {id: u1, bloc: bloc-remise-en-etat, numero: U2}"
DUREE = "        duree: 2 h\n"
#: One way of the other épreuve becomes a CCF that has no duration.
CCF_SANS_DUREE = Changement(
    EVALUATION,
    "{categories: cat-a, mode: ponctuel, formes: [pratique], duree: 2 h}",
    "{categories: cat-a, mode: ccf}",
)
TROIS_UNITES = """\
categories:
  - {id: cat-a, statuts: [Scolaires sous contrat]}
  - {id: cat-b, statuts: [Candidats de l’enseignement à distance]}
unites:
  - {id: u1, bloc: bloc-remise-en-etat}
  - {id: u2, bloc: bloc-flotte}
  - {id: u3, bloc: bloc-flotte}
epreuves:
  - {id: e1, unite: u1, modalites: [{categories: [cat-a, cat-b], mode: ponctuel}]}
  - id: e2
    unite: u2
    modalites: [{categories: cat-a, mode: MODE}, {categories: cat-b, mode: ponctuel}]
  - id: e3
    unite: u3
    modalites: [{categories: cat-a, mode: ccf}, {categories: cat-b, mode: ponctuel}]
"""

EXEMPLES: dict[str, Exemple] = {
    "REF010": Exemple(
        (change("  - {id: u1, bloc: bloc-remise-en-etat}", UNITE_2),), f"{EVALUATION}:13:49"
    ),
    "EVA001": Exemple((change("    unite: u2\n"),), f"{EVALUATION}:16:15"),
    "EVA002": Exemple((change("    unite: u2\n", "    unite: u1\n"),), f"{EVALUATION}:13:6"),
    "EVA003": Exemple((DEUX_FOIS_LE_BLOC,), "referentiels/blocs/bloc-2.yaml:3:13"),
    "EVA004": Exemple(
        (change("        duree: 3 h\n"),),
        f"{EVALUATION}:41:15",
        (
            change("        duree: 3 h\n"),
            change("            poids: 1\n", "            duree: 3 h\n"),
        ),
    ),
    "EVA005": Exemple(
        (change("            poids: 1\n", "            duree: 2 h\n"),),
        f"{EVALUATION}:43:16",
        (change("            poids: 1\n", "            duree: 3 h\n"),),
    ),
    "EVA006": Exemple((change("poids: 0,7", "poids: 0,6"),), f"{EVALUATION}:30:11"),
    "EVA007": Exemple(
        (DEUX_FOIS_LE_BLOC,),
        f"{EVALUATION}:15:11",
        (
            change(
                "{id: u1, bloc: bloc-remise-en-etat}",
                "{id: u1, bloc: bloc-remise-en-etat, reservee_a: cat-a}",
            ),
            change(
                "    bloc: bloc-flotte\n",
                "    bloc: bloc-remise-en-etat\n    reservee_a: cat-b\n",
            ),
        ),
    ),
    "EVA008": Exemple(  # for the first category
        (change("[etablir-diagnostic, remettre-en-etat]", "[etablir-diagnostic]"),),
        f"{BLOC_1}:33:17",
        (change("[etablir-diagnostic, remettre-en-etat]", "[bloc-remise-en-etat]"),),
    ),
    "EVA009": Exemple(
        (change("        evalue: [{competence: suivre-stock}]\n"),),
        f"{EVALUATION}:80:19",
        (
            change(
                "        evalue: [{competence: suivre-stock}]\n",
                "        evalue: {a_completer: À fixer.}\n",
            ),
        ),
    ),
    "EVA010": Exemple(
        (change("[{competence: suivre-stock}]", "[{competence: suivre-stock}, remettre-en-etat]"),),
        f"{EVALUATION}:82:46",
        (change("[{competence: suivre-stock}]", "[suivre-stock, etablir-diagnostic]"),),
    ),
    "EVA011": Exemple(
        (change("      - categories: [cat-b]\n", "      - categories: [cat-a]\n"),),
        f"{EVALUATION}:18:5",
        (
            change("      - categories: [cat-b]\n", "      - categories: [cat-a]\n"),
            change(
                "{id: u1, bloc: bloc-remise-en-etat}",
                "{id: u1, bloc: bloc-remise-en-etat, reservee_a: cat-a}",
            ),
        ),
    ),
    "EVA012": Exemple(
        (CCF_SANS_DUREE, change("        situations: 2\n", f"{DUREE}        situations: 2\n")),
        f"{EVALUATION}:27:16",
        (change("        situations: 2\n", f"{DUREE}        situations: 2\n"),),
    ),
    "EVA013": Exemple(
        (change("      - categories: [cat-a]\n", "      - categories: [cat-a, cat-b]\n"),),
        f"{EVALUATION}:24:29",
        (
            change("      - categories: [cat-a]\n", "      - categories: [cat-a, cat-b]\n"),
            change(STATUTS, "[Stagiaires d’un établissement public ou privé sous contrat]"),
        ),
    ),
    "EVA014": Exemple(
        (*MENTION, Changement(EVALUATION, "", TROIS_UNITES.replace("MODE", "ponctuel"))),
        f"{EVALUATION}:2:6",
        (*MENTION, Changement(EVALUATION, "", TROIS_UNITES.replace("MODE", "ccf"))),
    ),
    "EVA015": Exemple(
        (change("{categories: cat-a, mode: ponctuel, ", "{categories: cat-a, mode: ccf, "),),
        f"{EVALUATION}:84:48",
    ),
    "EVA016": Exemple(
        (change(STATUTS, "[Candidats de l’enseignement à distance]"),),
        f"{EVALUATION}:10:15",
        (change(STATUTS, "[Autres candidats]"),),
    ),
    "EVA017": Exemple(
        (change(STATUTS, "[Apprentis d’un établissement habilité]"),),
        f"{EVALUATION}:10:15",
        (
            change(
                "unites:\n",
                "  - {id: cat-c, statuts: [Stagiaires d’un établissement public]}\nunites:\n",
            ),
        ),
    ),
    "EVA018": Exemple((change("    coefficient: 4\n"),), f"{EVALUATION}:18:5"),
    "EVA019": Exemple(
        (
            change(
                "    coefficient: 2,5\n",
                "    coefficient: 2,5\n    sous_epreuves:\n"
                "      - {id: e21, coefficient: 1}\n      - {id: e22, coefficient: 2}\n",
            ),
        ),
        f"{EVALUATION}:61:18",
        (
            change(
                "    coefficient: 2,5\n",
                "    coefficient: 2,5\n    sous_epreuves:\n"
                "      - {id: e21, coefficient: 1}\n      - {id: e22, coefficient: 1.5}\n",
            ),
        ),
    ),
    "EVA020": Exemple(  # 2.5 out of 14.5 for a bloc that weighs two fifths
        (change("    coefficient: 4\n", "    coefficient: 12\n"),),
        f"{EVALUATION}:61:18",
        (change("    coefficient: 4\n", "    coefficient: 6\n"),),
    ),
    "EVA021": Exemple(
        (change("            note_zero: [Dépose d’une batterie sans protection]\n"),),
        f"{EVALUATION}:59:5",
    ),
    "EVA022": Exemple(
        (change("        poids: 0,4\n", "        organisation: collective\n"),),
        f"{EVALUATION}:66:23",
    ),
    "EVA023": Exemple(
        (change("Diagnostic et intervention en atelier", "Questionnaire à choix multiple"),),
        f"{EVALUATION}:31:23",
        (change("Diagnostic et intervention en atelier", "Intervention, sans questionnaire"),),
    ),
    "EVA024": Exemple(
        (change(COMMISSION, "Une personne enseignant la spécialité et le tuteur"),),
        f"{EVALUATION}:28:21",
        (change(COMMISSION, "Une personne enseignante ; la tutrice est consultée"),),
    ),
    "EVA025": Exemple(
        (change("L’épreuve vérifie que", "L’épreuve, notée sur 20, vérifie que"),),
        f"{EVALUATION}:21:16",
    ),
    "EVA026": Exemple(
        (change("situations: 2", "situations: 3"),),
        f"{EVALUATION}:27:21",
        # A part that assesses nothing may be no situation.
        (
            change("situations: 2", "situations: 1"),
            change(
                "            evalue: [{activite: accueil}, {savoir: transmissions,"
                " portee: partielle}]\n"
            ),
        ),
    ),
    "EVA027": Exemple(
        (change(f"notes:\n{NOTES}\n"),),
        f"{EVALUATION}:1:1",
        (change(NOTES, "  - Le handicap est pris en compte."),),
    ),
    "EVA029": Exemple(
        (change(NOTES, "  - Le diplôme est délivré à partir d’une moyenne de 12 sur 20."),),
        f"{EVALUATION}:98:5",
        (
            change(
                NOTES,
                "  - Une moyenne générale égale ou supérieure à 10 sur 20 est demandée ; les notes"
                " sont conservées pendant cinq ans. Les copies et leurs notes sont conservées"
                " pendant un an.",
            ),
        ),
    ),
    "EVA033": Exemple(
        (
            Changement(
                "referentiels/blocs/bloc-1.yaml",
                "      activites: [diagnostic, intervention]\n",
                "      competences: [remettre-en-etat]\n",
            ),
        ),
        "referentiels/blocs/bloc-1.yaml:49:20",
        (
            Changement(
                "referentiels/blocs/bloc-1.yaml",
                "      activites: [diagnostic, intervention]\n",
                "      competences: [recueillir-demande]\n",
            ),
        ),
    ),
    "EVA032": Exemple(
        (change("habilitations:", "dispenses: [{titulaires: Un brevet}]\nhabilitations:"),),
        f"{EVALUATION}:85:26",
        (
            change(
                "habilitations:",
                "dispenses: [{titulaires: Un brevet, unites: [u1]}]\nhabilitations:",
            ),
        ),
    ),
    "EVA031": Exemple(
        (change("    coefficient: 2,5\n", "    coefficient: 2,5\n    resultat: acquis\n"),),
        f"{EVALUATION}:61:18",
        (change("    coefficient: 2,5\n", "    resultat: acquis\n"),),
    ),
    "EVA030": Exemple(
        (change("        formes: [pratique, oral]\n"),),
        f"{EVALUATION}:41:15",
    ),
}
