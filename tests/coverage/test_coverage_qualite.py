"""Quality beyond presence: each figure on a case that can be counted by hand."""

from __future__ import annotations

import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from petits_projets import lire

from mc_builder.coverage import analyse, measure
from mc_builder.coverage.analysis.analyse import Analyse
from mc_builder.coverage.definitions import DEFINITIONS, Definition
from mc_builder.model.mots import Mots
from mc_builder.names import Names

PAGE = (Path(__file__).parents[2] / "docs" / "couverture.md").read_text("utf-8")

#: Three jobs, two blocs, two épreuves; « rien » is answered by nothing.
PROJET = """
exigences: {un: savoir-faire, deux: savoir-faire, trois: savoir-faire, rien: savoir-faire}
emplois:
  j1: [{exigence: un, importance: 3}, {exigence: deux, importance: 2}]
  j2: [{exigence: un, importance: 1}, {exigence: trois, importance: 1}]
  j3: [{exigence: rien, importance: 2}]
poles:
  - id: pole
    activites:
      - {id: a1, repond_a: [un]}
      - {id: a2, repond_a: [deux]}
      - {id: a3, repond_a: [trois]}
blocs:
  - id: b1
    competences:
      - {id: c1, mobilise: [a1], indicateurs: [Vu]}
      - {id: c2, mobilise: [a2], indicateurs: [Vu]}
  - id: b2
    competences: [{id: c3, mobilise: [a1, a3], indicateurs: [Vu]}]
evaluation:
  categories: [{id: a, statuts: [A]}, {id: b, statuts: [B]}]
  unites: [{id: u1, bloc: b1}, {id: u2, bloc: b2}]
  epreuves:
    - id: e1
      unite: u1
      coefficient: 3
      modalites:
        - categories: [a]
          mode: ccf
          parties:
            - {id: p1, poids: '0,75', evalue: [c1]}
            - {id: p2, evalue: [c2]}
        - {categories: [b], mode: ponctuel, parties: [{id: p3, evalue: [c1, c2]}]}
    - {id: e2, unite: u2, coefficient: 1, parties: [{id: p4, evalue: [c3]}]}
"""


def analysed(text: str = PROJET) -> Analyse:
    projet = lire(text)
    return analyse(Names(projet), measure(projet))


def test_multiples_are_the_requirements_that_several_competences_reach() -> None:
    found = analysed().qualite.multiples
    assert found.exigences == ("un",)
    assert found.taux.compte == "1 sur 4"


class TestRecoupement:
    def test_pairs_with_something_in_common_are_listed(self) -> None:
        found = analysed().qualite.recoupement
        assert [(p.emplois, p.communes, p.union) for p in found.paires] == [(("j1", "j2"), 1, 3)]
        assert found.sans_commune == 2

    def test_any_pair_can_be_asked_for(self) -> None:
        found = analysed().qualite.recoupement
        assert found.paire("j2", "j1").taux.compte == "1 sur 3"
        assert found.paire("j1", "j3").taux.compte == "0 sur 3"

    def test_the_job_that_shares_least_comes_first(self) -> None:
        found = analysed().qualite.recoupement
        assert [(e.emploi, e.taux.compte) for e in found.emplois] == [
            ("j3", "0 sur 1"),
            ("j1", "1 sur 2"),
            ("j2", "1 sur 2"),
        ]

    def test_what_a_job_leaves_out_is_not_in_common(self) -> None:
        left = "{exigence: rien, importance: 1, ecartee: {motif: hors_champ, explication: Non.}}"
        text = PROJET.replace("{exigence: trois, importance: 1}", left)
        assert analysed(text).qualite.recoupement.paire("j2", "j3").taux.compte == "0 sur 2"


class TestConcentration:
    def test_what_two_competences_reach_hangs_on_neither(self) -> None:
        found = analysed().qualite.competences
        assert [(o.objet, o.exigences, o.poids) for o in found.objets] == [
            ("c2", ("deux",), 2),
            ("c3", ("trois",), 1),
        ]
        assert (found.taux.compte, found.taux_pondere.compte) == ("2 sur 3", "3 sur 6")

    def test_an_epreuve_is_removed_with_all_its_parts(self) -> None:
        found = analysed().qualite.epreuves
        assert [(o.objet, o.taux.compte) for o in found.objets] == [
            ("e1", "1 sur 3"),
            ("e2", "1 sur 3"),
        ]

    def test_at_opportunite_it_is_not_measured(self) -> None:
        found = analysed("etape: opportunite" + PROJET).qualite
        for concentration in (found.competences, found.epreuves):
            assert concentration.objets == ()
            assert str(concentration.taux) == "s.o."


class TestRepartition:
    def test_blocs_against_coefficients(self) -> None:
        found = analysed().qualite.blocs
        # un (3) is shared by both blocs, deux (2) is in b1, trois (1) in b2, rien (2) nowhere.
        assert {p.objet: (p.exigences, p.evaluation) for p in found.parts} == {
            "b1": (Fraction(7, 16), Fraction(3, 4)),
            "b2": (Fraction(5, 16), Fraction(1, 4)),
            None: (Fraction(4, 16), Fraction(0)),
        }
        assert found.indice == Fraction(11, 16)
        assert found.indice_affiche == "0,69"

    def test_competences_against_parts_averaged_over_the_categories(self) -> None:
        found = analysed().qualite.alignement
        # e1 (3): 3/4 and 1/4 for category a, one half each for b.
        assert {p.objet: p.evaluation for p in found.parts} == {
            "c1": Fraction(15, 32),
            "c2": Fraction(9, 32),
            "c3": Fraction(8, 32),
            None: 0,
        }

    def test_without_the_coefficient_of_an_epreuve_there_is_no_share(self) -> None:
        found = analysed(PROJET.replace("coefficient: 1, ", "")).qualite
        for repartition in (found.blocs, found.alignement):
            assert (repartition.parts, repartition.indice_affiche) == ((), "s.o.")

    def test_at_opportunite_it_is_not_measured(self) -> None:
        assert analysed("etape: opportunite" + PROJET).qualite.blocs.indice is None

    def test_the_same_shares_are_aligned(self) -> None:
        text = """
exigences: {un: savoir-faire}
emplois: {j1: [un]}
poles: [{id: pole, activites: [{id: a1, repond_a: [un]}]}]
blocs: [{id: b1, competences: [{id: c1, mobilise: [a1], indicateurs: [Vu]}]}]
evaluation:
  categories: [{id: a, statuts: [A]}]
  unites: [{id: u1, bloc: b1}]
  epreuves: [{id: e1, unite: u1, coefficient: 1, parties: [{id: p1, evalue: [c1]}]}]
"""
        found = analysed(text).qualite
        assert found.alignement.indice_affiche == found.blocs.indice_affiche == "1"


def test_levels_are_compared_with_that_of_the_diploma() -> None:
    projet = lire(PROJET)
    emplois = [
        e.model_copy(update={"niveau_usuel": niveau})
        for e, niveau in zip(projet.emplois, (4, 5, None), strict=True)
    ]
    for old, new in zip(projet.emplois, emplois, strict=True):
        new.name_it(old.cle)
    object.__setattr__(projet, "emplois", tuple(emplois))
    found = analyse(Names(projet), measure(projet)).qualite.niveaux
    assert [(e.emploi, e.ecart) for e in found.emplois] == [("j1", 0), ("j2", 1), ("j3", None)]
    assert found.taux.compte == "1 sur 2"


class TestMatrices:
    def test_jobs_by_competences(self) -> None:
        found = analysed().matrices.competences
        assert (found.lignes, found.colonnes) == (("j1", "j2", "j3"), ("c1", "c2", "c3"))
        cells = {place: (c.evaluees, c.poids_evaluees) for place, c in found.cases.items()}
        assert cells == {
            ("j1", "c1"): (("un",), 3),
            ("j1", "c2"): (("deux",), 2),
            ("j1", "c3"): (("un",), 3),
            ("j2", "c1"): (("un",), 1),
            ("j2", "c3"): (("un", "trois"), 2),
        }
        assert found.case("j3", "c1") is None

    def test_what_is_taken_up_and_not_assessed_is_told_apart(self) -> None:
        found = analysed(PROJET.replace("evalue: [c3]", "evalue: [c1]")).matrices
        case = found.competences.case("j2", "c3")
        assert case is not None
        assert (case.evaluees, case.traduites, case.poids_traduites) == ((), ("un", "trois"), 2)
        bloc = found.blocs.case("j1", "b2")
        assert bloc is not None
        assert (bloc.evaluees, bloc.traduites) == ((), ("un",))


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda d: d.ancre)
def test_every_figure_is_defined_in_the_page(definition: Definition) -> None:
    """The page says the same words as the reports, at the anchor that they give."""

    def plain(text: str) -> str:
        return re.sub(r"\s+", " ", Mots().wording(text))

    _, _, after = PAGE.partition(f'<a id="{definition.ancre}"></a>')
    section = plain(after.partition("<a id=")[0])
    for text in (definition.libelle, definition.texte, definition.formule, definition.limite):
        assert plain(text) in section
    assert plain(definition.source) in section


def test_every_anchor_of_the_page_is_a_figure() -> None:
    assert re.findall(r'<a id="([^"]+)"></a>', PAGE) == [d.ancre for d in DEFINITIONS]


@pytest.mark.lent
def test_check_pays_nothing_for_the_analysis() -> None:
    cycles = Path(__file__).parents[1] / "projets/cycles"
    program = (
        "import sys; from mc_builder.cli import cli\n"
        f"cli(['-C', {str(cycles)!r}, 'check'], standalone_mode=False)\n"
        "sys.exit('mc_builder.coverage.analysis.analyse' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
