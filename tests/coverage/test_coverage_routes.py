"""The nature of a requirement decides its route: one test per sentence of the specification."""

from __future__ import annotations

import pytest
import yaml
from petits_projets import EVALUATION, construire, drapeaux, ligne, mesure, statut

from mc_builder.coverage import Chaine, Statut, analyse, measure
from mc_builder.names import Names

SAVOIR_FAIRE = """
exigences: {x: savoir-faire}
emplois: {emploi: [x]}
poles: [{id: pole, activites: [{id: act, repond_a: [x], taches: {t1: Un, t2: Deux}}]}]
"""
TACHE = SAVOIR_FAIRE.replace(
    "repond_a: [x], taches: {t1: Un, t2: Deux}", "taches: [{id: t1, repond_a: [x]}, {id: t2}]"
)


def bloc(competence: str, more: str = "") -> str:
    return f"blocs:\n  - id: bloc-1\n    competences: [{competence}]\n    {more}\n"


COMPETENCE = bloc("{id: competence, mobilise: [act], indicateurs: [Vu]}")


def test_nothing_answers_is_non_couverte() -> None:
    text = "exigences: {x: savoir-faire}\nemplois: {emploi: [x]}"
    assert statut(text) == "non_couverte"
    assert ligne(mesure(text), "x").chaines == ()


def test_an_activity_that_no_competence_takes_up_is_decrite() -> None:
    assert statut(SAVOIR_FAIRE + EVALUATION) == "decrite"


def test_taken_up_without_indicateur_is_traduite() -> None:
    text = SAVOIR_FAIRE + bloc("{id: competence, mobilise: [act]}") + EVALUATION
    assert statut(text) == "traduite"
    assert drapeaux(text) == {"sans_indicateur"}


def test_taken_up_and_not_assessed_is_traduite() -> None:
    text = SAVOIR_FAIRE + COMPETENCE + EVALUATION.replace("[competence]", "[]")
    assert statut(text) == "traduite"
    assert drapeaux(text) == {"categories_incompletes"}


def test_a_whole_pole_taken_up_is_a_deduced_link() -> None:
    text = SAVOIR_FAIRE + COMPETENCE.replace("[act]", "[pole]") + EVALUATION
    assert (statut(text), drapeaux(text)) == ("evaluee", {"par_defaut"})
    partial = COMPETENCE.replace("[act]", "[{pole: pole, portee: partielle}]")
    assert drapeaux(SAVOIR_FAIRE + partial + EVALUATION) == {"par_defaut", "partielle"}


@pytest.mark.parametrize("borne", ["", "activites: [pole], "])
def test_criteria_of_a_whole_bloc_or_pole_observe_its_competences(borne: str) -> None:
    bare = "{id: competence, mobilise: [act]}"
    text = SAVOIR_FAIRE + bloc(bare, f"indicateurs: [{{{borne}liste: [Vu]}}]") + EVALUATION
    assert (statut(text), drapeaux(text)) == ("evaluee", {"par_defaut"})


def test_a_savoir_etre_seen_in_a_criterion_of_the_bloc() -> None:
    text = "exigences: {x: savoir-etre}\nemplois: {emploi: [x]}\n" + bloc(
        "{id: competence}", "indicateurs: [{liste: [{intitule: Vu, repond_a: [x]}]}]"
    )
    assert statut(text + EVALUATION) == "evaluee"
    [chain] = {c.activite for c in ligne(mesure(text + EVALUATION), "x").chaines}
    assert chain is None


def test_the_unit_of_an_epreuve_alone_assesses_nothing() -> None:
    alone = EVALUATION.replace(", parties: [{id: partie, evalue: [competence]}]", "")
    assert statut(SAVOIR_FAIRE + COMPETENCE + alone) == "traduite"


def test_reached_end_to_end_is_evaluee() -> None:
    text = SAVOIR_FAIRE + COMPETENCE + EVALUATION
    assert statut(text) == "evaluee"
    assert drapeaux(text) == set()


def test_a_chain_carries_what_a_report_prints() -> None:
    chaine = ligne(mesure(SAVOIR_FAIRE + COMPETENCE + EVALUATION), "x").chaines[0]
    assert (chaine.activite, chaine.competence, chaine.epreuve, chaine.partie) == (
        "act",
        "competence",
        "e1",
        "partie",
    )
    assert chaine.indicateurs == ("competence/indicateurs/1",)
    assert chaine.categories == ("a", "b")
    assert chaine.blocs == ("bloc-1",)


@pytest.mark.parametrize("nature", ["savoir", "savoir-etre", "habilitation"])
def test_an_activity_answers_savoir_faire_only(nature: str) -> None:
    text = SAVOIR_FAIRE.replace("x: savoir-faire", f"x: {nature}") + COMPETENCE + EVALUATION
    assert statut(text) == "non_couverte"


def test_a_link_that_leads_nowhere_is_ignored() -> None:
    text = SAVOIR_FAIRE.replace("[x], taches", "[x, nulle-part], taches")
    text += bloc("{id: competence, mobilise: [ailleurs, act], indicateurs: [Vu]}, {ref: perdue}")
    text += EVALUATION.replace("[competence]", "[inconnue, competence]")
    assert statut(text) == "evaluee"


class TestTaches:
    def test_from_a_tache_to_the_competence_that_takes_it_up_is_direct(self) -> None:
        text = TACHE + bloc("{id: competence, mobilise: [t1], indicateurs: [Vu]}") + EVALUATION
        assert (statut(text), drapeaux(text)) == ("evaluee", set())

    def test_from_a_tache_through_its_activity_is_par_defaut(self) -> None:
        text = TACHE + COMPETENCE + EVALUATION
        assert (statut(text), drapeaux(text)) == ("evaluee", {"par_defaut"})

    def test_from_an_activity_to_one_of_its_taches_is_partielle(self) -> None:
        text = SAVOIR_FAIRE + bloc("{id: competence, mobilise: [t2], indicateurs: [Vu]}")
        text += EVALUATION
        assert (statut(text), drapeaux(text)) == ("evaluee", {"partielle"})

    def test_from_an_activity_to_all_of_its_taches_is_not_partielle(self) -> None:
        text = SAVOIR_FAIRE + bloc("{id: competence, mobilise: [t1, t2], indicateurs: [Vu]}")
        assert drapeaux(text + EVALUATION) == set()

    def test_another_tache_of_the_same_activity_is_no_path(self) -> None:
        text = TACHE + bloc("{id: competence, mobilise: [t2], indicateurs: [Vu]}") + EVALUATION
        assert statut(text) == "decrite"

    def test_a_finer_link_beside_the_broad_one_changes_nothing(self) -> None:
        text = SAVOIR_FAIRE + bloc("{id: competence, mobilise: [act, t1], indicateurs: [Vu]}")
        assert (statut(text + EVALUATION), drapeaux(text + EVALUATION)) == ("evaluee", set())

    def test_a_sub_competence_takes_up_for_its_competence(self) -> None:
        text = SAVOIR_FAIRE + bloc(
            "{id: competence, sous_competences: [{id: sous, mobilise: [act]}], indicateurs: [Vu]}"
        )
        assert (statut(text + EVALUATION), drapeaux(text + EVALUATION)) == ("evaluee", set())
        assert ligne(mesure(text + EVALUATION), "x").chaines[0].sous_competence == "sous"


class TestPortee:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("repond_a: [x]", "repond_a: [{exigence: x, portee: partielle}]"),
            ("mobilise: [act]", "mobilise: [{activite: act, portee: partielle}]"),
            ("evalue: [competence]", "evalue: [{competence: competence, portee: partielle}]"),
        ],
    )
    def test_one_partial_link_makes_the_path_partielle(self, old: str, new: str) -> None:
        text = (SAVOIR_FAIRE + COMPETENCE + EVALUATION).replace(old, new)
        assert (statut(text), drapeaux(text)) == ("evaluee", {"partielle"})

    def test_a_whole_path_wins_over_a_partial_one(self) -> None:
        text = (SAVOIR_FAIRE + COMPETENCE + EVALUATION).replace(
            "mobilise: [act]", "mobilise: [{activite: act, portee: partielle}, act]"
        )
        assert drapeaux(text) == set()


class TestIndicateurs:
    @pytest.mark.parametrize(
        "competence",
        [
            "{id: competence, mobilise: [act], indicateurs: [Vu]}",
            (
                "{id: competence, mobilise: [act],"
                " sous_competences: [{id: s, indicateurs: [Vu]}, Autre]}"
            ),
            (
                "{id: competence, mobilise: [act], sous_competences: [{id: s}, {id: r}],"
                " indicateurs: [{intitule: Vu, sous_competences: [s, r]}]}"
            ),
        ],
        ids=["own", "of a sub-competence", "of a group"],
    )
    def test_an_indicateur_on_the_competence_or_below(self, competence: str) -> None:
        text = SAVOIR_FAIRE + bloc(competence) + EVALUATION
        assert (statut(text), drapeaux(text)) == ("evaluee", set())

    @pytest.mark.parametrize("taken", ["act", "t1"])
    def test_an_indicateur_on_an_activity_it_takes_up_is_par_defaut(self, taken: str) -> None:
        more = "indicateurs: [{activites: [act], liste: [Vu]}]"
        text = SAVOIR_FAIRE + bloc(f"{{id: competence, mobilise: [{taken}]}}", more) + EVALUATION
        assert statut(text) == "evaluee"
        assert "par_defaut" in drapeaux(text)

    def test_an_indicateur_on_another_activity_does_not_count(self) -> None:
        more = "indicateurs: [{activites: [autre], liste: [Vu]}]"
        text = SAVOIR_FAIRE.replace("activites: [", "activites: [{id: autre}, ")
        text += bloc("{id: competence, mobilise: [act]}", more) + EVALUATION
        assert (statut(text), drapeaux(text)) == ("traduite", {"sans_indicateur"})

    def test_an_indicateur_still_to_be_written_does_not_count(self) -> None:
        text = SAVOIR_FAIRE + EVALUATION
        text += bloc(
            "{id: competence, mobilise: [act], indicateurs: [{a_completer: À écrire avec la CPC}]}"
        )
        assert drapeaux(text) == {"sans_indicateur"}


class TestSavoirs:
    PROJET = """
exigences: {x: savoir}
emplois: {emploi: [x]}
poles: [{id: pole, activites: [{id: act}, {id: autre}]}]
blocs:
  - id: bloc-1
    competences: [{id: competence, mobilise: [act]}, {id: seconde, mobilise: [autre]}]
    savoirs: [{id: sav, famille: F, liste: [{id: item, intitule: I}, J], repond_a: [x]}]
"""

    def test_a_part_that_names_it_assesses_it_without_indicateur(self) -> None:
        text = self.PROJET + EVALUATION.replace("[competence]", "[sav]")
        assert (statut(text), drapeaux(text)) == ("evaluee", set())

    def test_a_part_that_names_the_group_assesses_its_items(self) -> None:
        text = self.PROJET.replace(", repond_a: [x]}]", "}]")
        text = text.replace("intitule: I}", "intitule: I, repond_a: [x]}")
        text += EVALUATION.replace("[competence]", "[sav]")
        assert (statut(text), drapeaux(text)) == ("evaluee", set())

    def test_a_part_that_names_one_item_does_not_assess_the_group(self) -> None:
        assert statut(self.PROJET + EVALUATION.replace("[competence]", "[item]")) == "traduite"

    def test_any_competence_of_its_bloc_assesses_it_by_default(self) -> None:
        text = self.PROJET + EVALUATION.replace("[competence]", "[seconde]")
        assert (statut(text), drapeaux(text)) == ("evaluee", {"par_defaut"})
        chaine = ligne(mesure(text), "x").chaines[0]
        assert (chaine.savoir, chaine.competence) == ("sav", "seconde")

    @pytest.mark.parametrize(
        ("assessed", "expected"), [("competence", "evaluee"), ("seconde", "traduite")]
    )
    def test_a_scope_keeps_the_competences_of_its_activities(
        self, assessed: str, expected: str
    ) -> None:
        text = self.PROJET.replace("famille: F", "famille: F, activites: [act]")
        assert statut(text + EVALUATION.replace("[competence]", f"[{assessed}]")) == expected

    @pytest.mark.parametrize("asking", ["competence", "sous"])
    @pytest.mark.parametrize(
        ("assessed", "expected"), [("competence", "evaluee"), ("seconde", "traduite")]
    )
    def test_a_savoir_that_names_who_asks_for_it_is_of_no_other_competence(
        self, asking: str, assessed: str, expected: str
    ) -> None:
        """Two competences may take up one activité, and only one ask for the savoir."""
        text = self.PROJET.replace("mobilise: [act]}", "mobilise: [act], sous_competences: [SC]}")
        text = text.replace("SC", "{id: sous}").replace("[autre]", "[act]")
        scope = f"famille: F, activites: [act], competences: [{asking}]"
        text = text.replace("famille: F", scope)
        assert statut(text + EVALUATION.replace("[competence]", f"[{assessed}]")) == expected

    def test_a_savoir_goes_from_non_couverte_to_traduite(self) -> None:
        assert statut(self.PROJET.replace(", repond_a: [x]}]", "}]")) == "non_couverte"
        assert statut(self.PROJET) == "traduite"


class TestSavoirEtre:
    PROJET = """
exigences: {x: savoir-etre}
emplois: {emploi: [x]}
poles: [{id: pole, activites: [{id: act}]}]
"""

    @pytest.mark.parametrize(
        "competence",
        [
            "{id: competence, repond_a: [x], indicateurs: [Vu]}",
            "{id: competence, indicateurs: [{intitule: Vu, repond_a: [x]}]}",
            "{id: competence, sous_competences: [{id: s, repond_a: [x], indicateurs: [Vu]}]}",
            (
                "{id: competence, sous_competences:"
                " [{id: s, indicateurs: [{intitule: Vu, repond_a: [x]}]}]}"
            ),
        ],
    )
    def test_a_competence_or_an_indicateur_carries_it(self, competence: str) -> None:
        text = self.PROJET + bloc(competence)
        assert statut(text) == "traduite"
        assert (statut(text + EVALUATION), drapeaux(text + EVALUATION)) == ("evaluee", set())

    def test_a_competence_that_carries_it_needs_an_indicateur(self) -> None:
        text = self.PROJET + bloc("{id: competence, repond_a: [x]}") + EVALUATION
        assert (statut(text), drapeaux(text)) == ("traduite", {"sans_indicateur"})

    def test_an_indicateur_of_an_activity_carries_it_by_default(self) -> None:
        more = "indicateurs: [{activites: [act], liste: [{intitule: Vu, repond_a: [x]}]}]"
        text = self.PROJET + bloc("{id: competence, mobilise: [act]}", more) + EVALUATION
        assert (statut(text), drapeaux(text)) == ("evaluee", {"par_defaut"})

    def test_an_indicateur_that_no_competence_takes_up_stops_there(self) -> None:
        more = "indicateurs: [{activites: [act], liste: [{intitule: Vu, repond_a: [x]}]}]"
        text = self.PROJET + bloc("{id: competence}", more) + EVALUATION
        assert statut(text) == "traduite"


class TestHabilitations:
    PROJET = """
exigences: {x: habilitation}
emplois: {emploi: [x]}
"""
    DECLAREE = EVALUATION + "  habilitations: [{id: hab, repond_a: [x]}]\n"

    def test_not_declared_is_non_couverte(self) -> None:
        assert statut(self.PROJET + EVALUATION) == "non_couverte"

    def test_declared_and_not_delivered_is_decrite(self) -> None:
        assert statut(self.PROJET + self.DECLAREE) == "decrite"

    def test_delivered_by_a_part_is_evaluee(self) -> None:
        text = self.DECLAREE.replace("evalue: [competence]", "delivre: [hab]")
        assert statut(self.PROJET + text) == "evaluee"
        assert ligne(mesure(self.PROJET + text), "x").chaines[0].partie == "partie"

    def test_delivered_by_an_attestation_is_evaluee(self) -> None:
        text = self.DECLAREE + "  attestations: [{id: att, delivre: [hab]}]\n"
        assert (statut(self.PROJET + text), drapeaux(self.PROJET + text)) == ("evaluee", set())
        assert ligne(mesure(self.PROJET + text), "x").chaines[0].attestation == "att"

    def test_delivered_to_some_categories_only_is_not_enough(self) -> None:
        text = self.DECLAREE.replace(
            "parties: [{id: partie, evalue: [competence]}]",
            "modalites: [{categories: [a], mode: ccf, parties: [{id: partie, delivre: [hab]}]}]",
        )
        assert statut(self.PROJET + text) == "decrite"
        assert drapeaux(self.PROJET + text) == {"categories_incompletes"}


class TestGrain:
    """A chain names a tâche or a sub-competence only when it is that very one."""

    SOUS = "{id: s1, mobilise: [PREMIER]}, {id: s2, mobilise: [SECOND]}"

    def chaine(self, premier: str, second: str, text: str = SAVOIR_FAIRE) -> Chaine:
        sous = self.SOUS.replace("PREMIER", premier).replace("SECOND", second)
        text += bloc(f"{{id: competence, indicateurs: [Vu], sous_competences: [{sous}]}}")
        (chaine,) = ligne(mesure(text + EVALUATION), "x").chaines
        return chaine

    def test_a_whole_activity_answers(self) -> None:
        found = self.chaine("t1", "t2")
        assert (found.activite, found.tache) == ("act", None)

    def test_several_sub_competences_take_up_as_well(self) -> None:
        assert self.chaine("t1", "t2").sous_competence is None
        assert self.chaine("act", "act").sous_competence is None

    def test_a_sub_competence_alone_takes_up_as_well(self) -> None:
        assert self.chaine("act", "t1").sous_competence == "s1"
        assert self.chaine("t1", "t2", TACHE).sous_competence == "s1"

    def test_a_tache_answers_itself(self) -> None:
        assert self.chaine("t1", "t2", TACHE).tache == "t1"

    @pytest.mark.parametrize(
        ("evalue", "sous_competence"),
        [("[s1]", "s1"), ("[s1, s2]", None), ("[s1, competence]", None)],
    )
    def test_a_part_assesses_one_sub_competence_or_several(
        self, evalue: str, sous_competence: str | None
    ) -> None:
        text = SAVOIR_FAIRE + bloc(
            "{id: competence, mobilise: [act], indicateurs: [Vu], sous_competences:"
            " [{id: s1}, {id: s2}]}"
        )
        text += EVALUATION.replace("evalue: [competence]", f"evalue: {evalue}")
        (chaine,) = ligne(mesure(text), "x").chaines
        assert (chaine.statut, chaine.sous_competence) == (Statut.EVALUEE, sous_competence)


class TestIndicateurOfThePath:
    """A chain prints the indicateur of what it goes through, not the first of the competence."""

    COMPETENCE = (
        "{id: competence, INDICATEURS sous_competences: [{id: s1, mobilise: [t1], indicateurs:"
        " [{id: i1, intitule: Vu}]}, {id: s2, mobilise: [t2] SECOND}]}"
    )
    TACHE_2 = TACHE.replace(
        "{id: t1, repond_a: [x]}, {id: t2}", "{id: t1}, {id: t2, repond_a: [x]}"
    )

    def chaine(self, second: str = "", indicateurs: str = "", more: str = "") -> Chaine:
        competence = self.COMPETENCE.replace("SECOND", second).replace("INDICATEURS", indicateurs)
        (found,) = ligne(mesure(self.TACHE_2 + bloc(competence, more) + EVALUATION), "x").chaines
        return found

    def test_that_of_its_sub_competence(self) -> None:
        found = self.chaine(", indicateurs: [{id: i2, intitule: Fait}]")
        assert (found.sous_competence, found.indicateurs, found.par_defaut) == (
            "s2",
            ("i2",),
            False,
        )

    def test_that_of_the_group_of_its_sub_competence(self) -> None:
        group = "indicateurs: [{id: ig, intitule: Fait, sous_competences: [s2]}],"
        found = self.chaine(indicateurs=group)
        assert (found.indicateurs, found.par_defaut) == (("ig",), False)

    def test_else_one_of_the_whole_competence(self) -> None:
        found = self.chaine(indicateurs="indicateurs: [{id: ic, intitule: Fait}],")
        assert (found.indicateurs, found.par_defaut) == (("ic",), False)

    def test_all_of_them_when_none_is_named(self) -> None:
        found = self.chaine(", indicateurs: [{id: i2, intitule: Fait}, {id: i3, intitule: Bien}]")
        assert found.indicateurs == ("i2", "i3")
        whole = self.chaine(
            indicateurs="indicateurs: [{id: ic, intitule: A}, {id: id, intitule: B}],"
        )
        assert whole.indicateurs == ("ic", "id")

    def test_all_those_of_the_parts_when_the_competence_takes_up(self) -> None:
        text = TACHE + bloc(
            "{id: competence, mobilise: [act], sous_competences: [{id: s1, indicateurs:"
            " [{id: i1, intitule: A}]}, {id: s2, indicateurs: [{id: i2, intitule: B}]}]}"
        )
        (found,) = ligne(mesure(text + EVALUATION), "x").chaines
        assert found.indicateurs == ("i1", "i2")

    def test_only_the_one_that_carries_the_requirement(self) -> None:
        text = TestSavoirEtre.PROJET + bloc(
            "{id: competence, indicateurs: [{id: i1, intitule: A}, {id: i2, intitule: B,"
            " repond_a: [x]}]}"
        )
        (found,) = ligne(mesure(text + EVALUATION), "x").chaines
        assert found.indicateurs == ("i2",)

    def test_else_by_default_one_of_its_activity(self) -> None:
        more = "indicateurs: [{activites: [act], liste: [{id: ia, intitule: Fait}]}]"
        found = self.chaine(more=more)
        assert (found.indicateurs, found.par_defaut) == (("ia",), True)

    def test_else_by_default_one_of_another_sub_competence(self) -> None:
        found = self.chaine()
        assert (found.indicateurs, found.par_defaut) == (("i1",), True)
        assert found.statut.identifiant == "evaluee"

    def test_that_of_the_sub_competence_that_the_part_assesses(self) -> None:
        text = TACHE + bloc(
            "{id: competence, mobilise: [act], indicateurs: [{id: ic, intitule: Vu}],"
            " sous_competences: [{id: s1, indicateurs: [{id: i1, intitule: Fait}]}]}"
        )
        text += EVALUATION.replace("evalue: [competence]", "evalue: [s1]")
        (found,) = ligne(mesure(text), "x").chaines
        assert (found.sous_competence, found.indicateurs) == ("s1", ("i1",))


def test_a_savoir_etre_of_an_indicateur_still_to_be_written_can_be_analysed() -> None:
    """Its chain prints an indicateur of the competence, which no bloc puts on activités."""
    more = "indicateurs: [{activites: [act], liste: [{intitule: {a_completer: y}, repond_a: [x]}]}]"
    competence = "{id: competence, mobilise: [act], indicateurs: [Vu]}"
    text = TestSavoirEtre.PROJET + bloc(competence, more) + EVALUATION
    projet = construire(yaml.safe_load(text))
    assert analyse(Names(projet), measure(projet)).ruptures == {}
