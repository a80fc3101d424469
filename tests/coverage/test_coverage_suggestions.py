"""Where a chain breaks, and the objects whose words come nearest."""

from __future__ import annotations

import pytest
from petits_projets import lire

from mc_builder.coverage import analyse, measure
from mc_builder.coverage.analysis.suggestions import Maillon, Rupture
from mc_builder.coverage.analysis.vocabulaire import Index, radicaux
from mc_builder.names import Names

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

    def test_one_word_in_common_must_be_most_of_what_both_say(self) -> None:
        index = Index(
            [
                ("long", "contrôler la structure des titres et des textes d’une page"),
                ("court", "la structure"),
                ("deux", "aider la structure qui accueille des personnes et tient un registre"),
            ]
        )
        asked = "orienter vers une structure qui peut aider"
        every = index.proches(asked, 3)
        assert [p.cle for p in every] == ["deux", "court", "long"]
        found = index.proches(asked, 3, plancher_seul=every[1].score)
        assert [p.cle for p in found] == ["deux", "court"]
        assert [p.cle for p in index.proches(asked, 3, plancher_seul=1)] == ["deux"]

    def test_at_most_three(self) -> None:
        index = Index((f"n{i}", "les freins avant") for i in range(9))
        found = index.proches("régler les freins", 3)
        assert [p.cle for p in found] == ["n0", "n1", "n2"]
        assert {p.mots for p in found} == {("freins",)}

    def test_the_same_words_have_the_greatest_score(self) -> None:
        index = Index([("a", "contrôler les freins"), ("b", "contrôler la chaîne")])
        same, other = index.proches("Contrôle des freins", 3)
        assert (same.cle, round(same.score, 9)) == ("a", 1)
        assert other.score < 1

    def test_nothing_in_common_is_no_suggestion(self) -> None:
        assert Index([("a", "vendre")]).proches("contrôler", 3) == ()
        assert Index([]).proches("contrôler", 3) == ()

    def test_a_word_that_many_texts_have_suggests_nothing(self) -> None:
        index = Index((f"n{i}", "les freins") for i in range(500))
        assert index.proches("les freins", 3) == ()


class TestRadicaux:
    @pytest.mark.parametrize(
        ("un", "autre"),
        [
            ("contrôler", "contrôles"),
            ("réalisation", "réaliser"),
            ("utilisateurs", "utilisation"),
            ("vérification", "vérifier"),
            ("équipement", "équiper"),
            ("diagnostic", "diagnostiquer"),
            ("maintenance", "maintenir"),
            ("œuvre", "oeuvres"),
        ],
    )
    def test_words_of_one_family(self, un: str, autre: str) -> None:
        assert list(radicaux(un)) == list(radicaux(autre))

    def test_verbs_of_many_senses_are_left_out(self) -> None:
        asked = "Suivre les commandes passées en ligne"
        index = Index([("page", "Passage des pages au site en ligne")])
        assert {mot for p in index.proches(asked, 1) for mot in p.mots} == {"ligne"}

    def test_empty_words_and_short_ones_are_left_out(self) -> None:
        assert radicaux("Afin de les voir, l’un et l’autre à la SI") == {"voir": "voir"}

    def test_the_word_is_the_one_of_the_text(self) -> None:
        assert list(radicaux("Données, donnée").values()) == ["données"]
