"""Examples of the BLO rules."""

from __future__ import annotations

from exemples import Changement, Exemple

POLE_2 = "referentiels/activites/pole-2.yaml"
POLE_3 = "referentiels/activites/pole-3.yaml"
BLOC_1 = "referentiels/blocs/bloc-1.yaml"
BLOC_2 = "referentiels/blocs/bloc-2.yaml"
GENERAUX = "referentiels/blocs/generaux.yaml"
EVALUATION = "referentiels/evaluation.yaml"
REF = "    - ref: etablir-diagnostic\n"
SAVOIRS = """\
  savoirs:
    - id: assistance-electrique
      famille: Techniques
      source: Guide de manipulation des batteries de vélo
      niveau: 2
      liste: [Batterie et chargeur, Moteur et capteurs, Limites réglementaires de l’assistance]
      limites: Sans ouverture de la batterie ni du moteur.
      repond_a: [principes-assistance-electrique]
      marqueurs: [sante-securite]
"""
LIMITES = Changement(
    BLOC_1,
    "      liste: [Questions ouvertes et reformulation]\n",
    "      liste: [Questions ouvertes et reformulation]\n      limites: Sans théorie.\n",
)
BATTERIES = "    - id: batteries\n      famille: Techniques\n      liste: [Cellules]\n"
SANS_SAVOIR_EVALUE = Changement(
    EVALUATION, "[entretenir-flotte, assistance-electrique]", "[entretenir-flotte]"
)
UN_SEUL_BLOC = (
    Changement(BLOC_2),
    Changement(
        EVALUATION,
        "",
        """\
categories:
  - {id: cat-a, statuts: [Autres candidats]}
unites:
  - {id: u1, bloc: bloc-remise-en-etat}
""",
    ),
    Changement("referentiels/correspondance.yaml", "  - unites: [u2]\n"),
    Changement(
        "referentiels/formation.yaml",
        """\
    - bloc: bloc-flotte
      texte: |
        Une semaine au moins se passe auprès d’une flotte.
""",
    ),
)
NIVEAU = """\
  niveaux:
    - {intitule: Entretenir dix vélos, competences: [etablir-diagnostic, entretenir-flotte]}
"""
STOCK = """\
    - id: suivre-stock
      intitule: Suivre les pièces courantes pour éviter l’immobilisation des vélos
      mobilise: [suivi-pieces]
      indicateurs:
        - Le stock compté et le stock enregistré concordent.
"""
SANS_STOCK_EVALUE = Changement(EVALUATION, "[{competence: suivre-stock}]", "[entretenir-flotte]")
COMPETENCE = """\
    - id: autre-diagnostic
      intitule: Établir le diagnostic d’un vélo {suite}
      mobilise: [controle-flotte]
"""
VENTE = """\
pole:
  id: pole-vente
  intitule: Vente d’accessoires
  activites:
    - {id: vente, intitule: Vente}
"""
LANGUE = "blocs:\n  - {id: langue, intitule: Langue vivante, nature: facultatif}\n"
POLE = Changement(BLOC_2, "pole: pole-flotte", "pole: pole-remise-en-etat")

EXEMPLES: dict[str, Exemple] = {
    "BLO001": Exemple(
        (Changement(BLOC_2, SAVOIRS), SANS_SAVOIR_EVALUE),
        f"{BLOC_2}:3:13",
        (
            Changement(BLOC_2, SAVOIRS, "  savoirs: {a_completer: À écrire avec la branche.}\n"),
            SANS_SAVOIR_EVALUE,
        ),
    ),
    "BLO002": Exemple(UN_SEUL_BLOC, f"{BLOC_1}:3:13"),
    "BLO003": Exemple(  # four of the six competences; three of five before
        (
            Changement(
                BLOC_1,
                "    - id: remettre-en-etat\n",
                "    - {id: tenir-poste, intitule: Tenir son poste, mobilise: [intervention]}\n"
                "    - id: remettre-en-etat\n",
            ),
        ),
        f"{BLOC_1}:3:13",
    ),
    "BLO004": Exemple(
        (Changement(BLOC_2, REF), Changement(BLOC_2, STOCK), SANS_STOCK_EVALUE),
        f"{BLOC_2}:3:13",
        (Changement(BLOC_2, STOCK), SANS_STOCK_EVALUE),
    ),
    "BLO005": Exemple((Changement(POLE_3, "", VENTE),), f"{POLE_3}:3:13"),
    "BLO006": Exemple((POLE,), f"{BLOC_2}:4:9"),
    "BLO007": Exemple(
        (Changement(BLOC_2, REF, COMPETENCE.format(suite="afin de proposer une remise en état")),),
        f"{BLOC_2}:7:17",
        (Changement(BLOC_2, REF, COMPETENCE.format(suite="de flotte")),),
    ),
    "BLO008": Exemple(
        (
            Changement(BLOC_2, REF),
            Changement(BLOC_2, "      mobilise: [controle-flotte]\n"),
            Changement(BLOC_2, "      mobilise: [suivi-pieces]\n"),
        ),
        f"{BLOC_2}:3:13",
        (
            Changement(BLOC_2, REF),
            Changement(BLOC_2, "      mobilise: [controle-flotte]\n"),
        ),
    ),
    "BLO009": Exemple((Changement(BLOC_2, REF), POLE), f"{BLOC_2}:4:9", (POLE,)),
    "BLO010": Exemple(
        (Changement(GENERAUX, "", LANGUE),),
        f"{GENERAUX}:2:28",
        (
            Changement(
                GENERAUX,
                "",
                LANGUE + "  - {id: mobilite, intitule: Mobilité, nature: facultatif}\n",
            ),
        ),
    ),
    "BLO011": Exemple((Changement(GENERAUX, "", LANGUE),), f"{GENERAUX}:2:28"),
    "BLO013": Exemple(  # the fourth group; the three others say how far they go
        (LIMITES, Changement(BLOC_2, SAVOIRS, SAVOIRS + BATTERIES)),
        f"{BLOC_2}:29:7",
        (
            LIMITES,
            Changement(BLOC_2, SAVOIRS, f"{SAVOIRS}{BATTERIES}      limites: Sans ouverture.\n"),
        ),
    ),
    "BLO014": Exemple(
        (
            Changement(
                BLOC_2,
                "      limites: Sans ouverture",
                "      activites: [controle-flotte, intervention]\n      limites: Sans ouverture",
            ),
        ),
        f"{BLOC_2}:26:36",
        (  # of another pôle, but the competence that the bloc shares takes it up
            Changement(
                BLOC_2,
                "      limites: Sans ouverture",
                "      activites: [diagnostic]\n      limites: Sans ouverture",
            ),
        ),
    ),
    "BLO015": Exemple(
        (Changement(BLOC_2, "  competences:\n", NIVEAU + "  competences:\n"),),
        f"{BLOC_2}:18:17",
        (
            Changement(
                BLOC_2,
                "  competences:\n",
                NIVEAU.replace("flotte]", "flotte, suivre-stock]") + "  competences:\n",
            ),
        ),
    ),
    "BLO012": Exemple(
        (Changement(BLOC_2, "Entretenir une flotte de vélos", "Entretien d’une flotte de vélos"),),
        f"{BLOC_2}:3:13",
    ),
}
