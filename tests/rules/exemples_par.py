"""Examples of the PAR rules."""

from __future__ import annotations

from exemples import Changement, Exemple

DOSSIER = "dossier/dossier.yaml"
POLE_2 = "referentiels/activites/pole-2.yaml"
BLOC_2 = "referentiels/blocs/bloc-2.yaml"
EVALUATION = "referentiels/evaluation.yaml"
OPTIONS = Changement(
    DOSSIER,
    "  sigle: ERC\n",
    "  sigle: ERC\n  parcours: {ville: Cycles de ville, course: Cycles de course}\n",
)


def pour(path: str, line: str, option: str) -> Changement:
    """The object whose `line` this is, for one option."""
    room = " " * (len(line) - len(line.lstrip(" -")))
    return Changement(path, line, f"{line}{room}pour: [{option}]\n")


BLOC_COURSE = pour(BLOC_2, "  id: bloc-flotte\n", "course")
FLOTTE_VILLE = pour(POLE_2, "    - id: controle-flotte\n", "ville")
PIECES_COURSE = pour(POLE_2, "    - id: suivi-pieces\n", "course")
STOCK_COURSE = pour(BLOC_2, "    - id: suivre-stock\n", "course")
ENTRETIEN_COURSE = pour(EVALUATION, "      - id: e2-entretien\n", "course")
STOCK_VILLE = pour(BLOC_2, "    - id: suivre-stock\n", "ville")

EXEMPLES = {
    "PAR001": Exemple(
        (OPTIONS, FLOTTE_VILLE),
        f"{DOSSIER}:6:38",
        (OPTIONS, FLOTTE_VILLE, PIECES_COURSE),
    ),
    "PAR002": Exemple(
        (OPTIONS, BLOC_COURSE, pour(EVALUATION, "  - id: u2\n", "ville")),
        f"{EVALUATION}:15:11",
        (OPTIONS, BLOC_COURSE, pour(EVALUATION, "  - id: u2\n", "course")),
    ),
    "PAR003": Exemple(
        (OPTIONS, PIECES_COURSE, STOCK_VILLE),
        f"{BLOC_2}:18:18",
        (OPTIONS, PIECES_COURSE, STOCK_COURSE),
    ),
    "PAR004": Exemple(
        (OPTIONS, PIECES_COURSE),
        f"{BLOC_2}:16:17",
        (OPTIONS, PIECES_COURSE, STOCK_COURSE, ENTRETIEN_COURSE),
    ),
    "PAR005": Exemple(  # a competence of both options takes up an activité of one
        (OPTIONS, FLOTTE_VILLE),
        "referentiels/blocs/bloc-1.yaml:15:22",
        (OPTIONS, PIECES_COURSE, STOCK_COURSE, ENTRETIEN_COURSE),
    ),
}
