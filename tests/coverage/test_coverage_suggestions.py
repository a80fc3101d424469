"""Where a chain breaks, and the objects whose words come nearest."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from petits_projets import lire

from mc_builder.coverage import analyse, measure
from mc_builder.coverage.analysis import suggestions
from mc_builder.coverage.analysis.suggestions import Maillon, Rupture
from mc_builder.model.emplois import PROPOSABLES
from mc_builder.names import Names
from mc_builder.nomenclatures.matching import Bande

PROJET = """
exigences: {x: NATURE}
intitules: {x: Contrôler les freins d’un vélo électrique}
emplois: {emploi: [x]}
poles:
  - id: pole
    activites:
      - id: act
        intitule: Accueil des personnes
        taches: [{id: freins, intitule: Contrôle du freinage REPOND}]
      - {id: autre, intitule: Contrôle des batteries électriques}
blocs:
  - id: bloc-1
    competences:
      - {id: regler, intitule: Régler les freins MOBILISE}
      - {id: vendre, intitule: Vendre des accessoires}
    savoirs:
      - famille: Techniques
        liste:
          - {id: savoir-freins, intitule: Les freins à disque SAVOIR}
          - {id: loi, intitule: La loi}
"""
EVALUATION = """
evaluation:
  categories: [{id: a, statuts: [A]}, {id: b, statuts: [B]}]
  unites: [{id: u1, bloc: bloc-1}]
  epreuves:
    - id: e1
      unite: u1
      parties:
        - {id: pratique, intitule: Réglage des freins, EVALUE}
        - {id: entretien, intitule: Entretien}
"""


def rupture(
    nature: str = "savoir-faire",
    *,
    repond: str = "",
    mobilise: str = "",
    savoir: str = "",
    evalue: str = "",
    etape: str = "examen-cpc",
) -> Rupture | None:
    text = f"etape: {etape}\n{PROJET}{EVALUATION}".replace("NATURE", nature)
    for name, value in (("REPOND", repond), ("MOBILISE", mobilise), ("SAVOIR", savoir)):
        text = text.replace(f" {name}", f", {value}" if value else "")
    projet = lire(text.replace(", EVALUE", f", {evalue}" if evalue else ""))
    return analyse(Names(projet), measure(projet)).ruptures.get("x")


def proches(found: Rupture | None) -> list[str]:
    assert found is not None
    return [p.cle for p in found.proches]


class TestMaillon:
    @pytest.mark.parametrize(
        ("nature", "maillon"),
        [
            ("savoir-faire", Maillon.ACTIVITE),
            ("savoir", Maillon.SAVOIR),
            ("savoir-etre", Maillon.PORTEUR),
            ("habilitation", Maillon.HABILITATION),
        ],
    )
    def test_nothing_answers(self, nature: str, maillon: Maillon) -> None:
        found = rupture(nature)
        assert found is not None
        assert (found.maillon, found.atteint) == (maillon, None)
        assert found.phrase.lstrip("⟨").startswith("Aucun")

    def test_no_competence_takes_up_what_answers(self) -> None:
        found = rupture(repond="repond_a: [x]")
        assert found is not None
        assert (found.maillon, found.atteint) == (Maillon.COMPETENCE, "freins")

    def test_the_competence_has_no_indicateur(self) -> None:
        found = rupture(repond="repond_a: [x]", mobilise="mobilise: [freins]")
        assert found is not None
        assert (found.maillon, found.atteint) == (Maillon.INDICATEUR, "regler")

    def test_no_part_assesses_it_for_everyone(self) -> None:
        taken = "mobilise: [freins], indicateurs: [Vu]"
        found = rupture(repond="repond_a: [x]", mobilise=taken)
        assert found is not None
        assert (found.maillon, found.categories) == (Maillon.PARTIE, ("a", "b"))
        assert proches(found) == ["pratique"]

    def test_an_evaluated_requirement_has_none(self) -> None:
        taken = "mobilise: [freins], indicateurs: [Vu]"
        found = rupture(repond="repond_a: [x]", mobilise=taken, evalue="evalue: [regler]")
        assert found is None

    def test_at_opportunite_what_is_taken_up_has_none(self) -> None:
        taken = "mobilise: [freins]"
        assert rupture(repond="repond_a: [x]", mobilise=taken, etape="opportunite") is None
        assert rupture(etape="opportunite") is not None


class TestProches:
    def test_activities_and_taches_that_share_words(self) -> None:
        found = rupture()
        assert proches(found) == ["freins", "autre"]
        assert found is not None
        assert set(found.proches[0].mots) == {"contrôler", "freins"}
        assert set(found.proches[1].mots) == {"contrôler", "électrique"}

    def test_savoirs_and_competences_in_turn(self) -> None:
        assert proches(rupture("savoir")) == ["savoir-freins"]
        assert proches(rupture("savoir-etre")) == ["regler"]
        assert proches(rupture(repond="repond_a: [x]")) == ["regler"]

    def test_what_has_no_word_in_common_is_left_out(self) -> None:
        """« La loi », « Vendre des accessoires » have but pieces of words in common."""
        assert "loi" not in proches(rupture("savoir"))
        assert "vendre" not in proches(rupture("savoir-etre"))

    def test_weak_ones_are_found_and_not_shown(self) -> None:
        """« contrôler » alone: any diploma has it."""
        found = of_title("Contrôler des documents d’identité périmés")
        assert {(p.cle, p.bande) for p in found.proches} == {
            ("freins", Bande.FAIBLE),
            ("autre", Bande.FAIBLE),
        }
        assert found.pistes == ()

    def test_a_title_that_is_missing_has_no_words(self) -> None:
        missing = "À compléter : le motif reste à écrire"
        assert of_title(missing, {"Accueil des personnes": missing}).proches != ()
        still = {missing: "{a_completer: le motif reste à écrire}"}
        found = of_title(missing, {"Accueil des personnes": still[missing]})
        assert [p.cle for p in found.proches] == []


def of_title(title: str, others: Mapping[str, str] | None = None) -> Rupture:
    """The rupture of a savoir-faire of this title; `others` replaces texts of the project."""
    text = PROJET.replace("Contrôler les freins d’un vélo électrique", f"'{title}'")
    for old, new in (others or {}).items():
        text = text.replace(old, new if new.startswith("{") else f"'{new}'")
    projet = lire(f"etape: elaboration\n{text.replace('NATURE', 'savoir-faire')}")
    return analyse(Names(projet), measure(projet)).ruptures["x"]


class TestEcartees:
    """What the drafters refused is not suggested again, and can be seen."""

    def _found(self, refused: str = "") -> Rupture:
        text = f"etape: examen-cpc\n{PROJET}".replace("NATURE", "savoir-faire")
        for name in (" REPOND", " MOBILISE", " SAVOIR"):
            text = text.replace(name, "")
        if refused:
            text += f"ecartees: {{x: [{refused}]}}\n"
        projet = lire(text)
        return analyse(Names(projet), measure(projet)).ruptures["x"]

    def test_it_comes_no_more_and_the_others_stay_in_order(self) -> None:
        before = proches(self._found())
        assert len(before) > 1
        found = self._found(before[0])
        assert proches(found) == before[1:]
        assert found.ecartees == (before[0],)

    def test_what_is_there_no_more_is_not_counted(self) -> None:
        assert self._found("partie-disparue").ecartees == ()


def test_what_may_be_refused_is_what_may_be_suggested() -> None:
    suggested = {cls.__name__ for classes in suggestions._CANDIDATS.values() for cls in classes}
    assert set(PROPOSABLES) == suggested
