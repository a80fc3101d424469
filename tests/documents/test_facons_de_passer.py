"""What is said of a way of taking an épreuve prints whatever its mode; what its parts say, too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.model.evaluation import Modalite
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from memoire import Memoire, fichiers_de

ECLUSES = Path(__file__).parents[1] / "projets" / "ecluses"
EVALUATION = "referentiels/evaluation.yaml"
#: Modes of any diploma, and those that the profile of the project names.
MODES = ("ponctuel", "ccf", "continu", "sae", "mise-en-situation")
#: A value of each field of a way of taking an épreuve → what it prints, whatever the mode.
DITS = {
    "formes": ("[pratique, oral]", r"pratique et orale?\b"),
    "duree": ("2 h 47", "2 h 47"),
    "preparation": ("13 min", r"prép(\.|aration :) 13 min"),
    "deroulement": ("Elle se déroule ainsi.", "Elle se déroule ainsi"),
    "commission": ("La commission marquée", "a commission marquée"),
    "notation": ("La notation marquée", "a notation marquée"),
    "note_zero": ("[Le dossier manque]", "e dossier manque"),
    "situations": ("7", "7 situations"),
    "parties": (
        "[{id: p-marquee, intitule: La partie marquée, evalue: [entretenir-mecanismes]}]",
        "La partie marquée",
    ),
}
#: Where each is said, by the document and what its line or its cell begins with.
LIEUX = {
    "règlement": ("formes", "duree", "preparation", "situations"),
    "définition": tuple(DITS),
    "registre": ("formes", "duree", "preparation", "situations", "parties"),
}


def _projet(epreuve: str) -> Project:
    """The project with one épreuve, in which all the candidates take it."""
    files = dict(fichiers_de(ECLUSES))
    head, _, _ = files[EVALUATION].decode().partition("\nepreuves:\n")
    every = ", ".join(re.findall(r"id: (cat-\d+)", head))
    text = f"{head}\nepreuves:\n{epreuve}".replace("TOUTES", f"[{every}]")
    files[EVALUATION] = text.encode()
    return Project.open(Memoire(files))


def _mots(element: object) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", text_of(element))  # type: ignore[arg-type]


def _lieux(project: Project) -> dict[str, str]:
    """The words of each place that says how the épreuve is taken."""
    builder = Builder(project)
    referentiel = Making(document_kind("referentiel"), builder).document.root
    rncp = Making(document_kind("rncp"), builder).document.root
    rows = (_mots(row) for row in referentiel.iter("tr"))
    whole = _mots(referentiel)
    return {
        "règlement": next(row for row in rows if row.strip().startswith("E1 ")),
        "définition": whole[whole.rindex("Épreuve E1") :],
        "registre": _mots(rncp),
    }


@pytest.mark.parametrize("mode", MODES)
def test_every_field_of_a_way_prints_in_every_mode(mode: str) -> None:
    assert {*DITS} == {*Modalite.model_fields} - {"categories", "mode"}, "say what it prints"
    said = "".join(f"\n        {field}: {value}" for field, (value, _) in DITS.items())
    project = _projet(
        f"  - id: e1\n    unite: u2\n    modalites:\n      - categories: TOUTES\n"
        f"        mode: {mode}{said}\n"
    )
    lieux = _lieux(project)
    lost = {
        (lieu, field)
        for lieu, fields in LIEUX.items()
        for field in fields
        if not re.search(DITS[field][1], lieux[lieu])
    }
    assert lost == set()


PARTIES = """\
  - id: e1
    unite: u2
    modalites:
      - categories: TOUTES
        mode: ccf
        formes: [pratique, oral]
        parties:
          - {id: p-ecrit, intitule: Compréhension, DUREE, formes: [ecrit], evalue: [entretenir]}
          - {id: p-autre, intitule: Expression, duree: 20 min, preparation: 10 min,
             evalue: [entretenir]}
"""


def _rangees(project: Project) -> list[list[str]]:
    view = Making(document_kind("referentiel"), Builder(project)).view
    (epreuve,) = view.evaluation.epreuves
    shared = epreuve.repartition
    heads = ["Partie", *(n for n, _ in shared.natures), *(n for n, _ in shared.tetes)]
    return [heads, *([str(r.titre), *r.precisions] for _, rows in shared.voies for r in rows)]


def test_a_part_without_a_form_has_that_of_its_way() -> None:
    heads, *rows = _rangees(_projet(PARTIES.replace("DUREE", "duree: 2 h")))
    assert [row[1] for row in rows] == ["Écrite", "Pratique et orale"]
    # Parts that assess a whole bloc leave no column of competences empty.
    assert heads[:3] == ["Partie", "⟨Blocs⟩", "Forme"]


def test_a_column_of_forms_needs_a_part_that_has_its_own() -> None:
    heads, *_ = _rangees(_projet(PARTIES.replace("formes: [ecrit], ", "")))
    assert "Forme" not in heads


@pytest.mark.parametrize(
    ("duree", "dit"),
    [
        ("duree: 2 h", "2 h + 20 min (prép. 10 min)"),
        ("duree: 1 h à 2 h", "1 à 2 h + 20 min (prép. 10 min)"),
        # A part that does not say how long it lasts: the sum would be of the others.
        ("poids: 0.5", "– (prép. 10 min)"),
    ],
)
def test_a_way_lasts_what_its_parts_last(duree: str, dit: str) -> None:
    assert dit in _lieux(_projet(PARTIES.replace("DUREE", duree)))["règlement"]
