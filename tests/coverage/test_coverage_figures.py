"""Counts, écartées, totals, blocs and thresholds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from petits_projets import EVALUATION, ligne, lire, mesure

from mc_builder.coverage import (
    Taux,
    emplois_en_doute,
    measure,
    seuils_manques,
)

ECART = "ecartee: {motif: hors_niveau, explication: Trop haut.}"
#: ev is évaluée, tr traduite, de décrite, no non couverte.
PROJET = """
exigences: {ev: savoir-faire, tr: savoir-faire, de: savoir-faire, no: savoir-faire}
emplois:
  emploi:
    - {exigence: ev, importance: 3}
    - {exigence: tr, importance: 2}
    - {exigence: de, importance: 2}
    - {exigence: no, importance: 1}
poles:
  - id: pole
    activites: [{id: a1, repond_a: [ev]}, {id: a2, repond_a: [tr]}, {id: a3, repond_a: [de]}]
blocs:
  - id: bloc-1
    competences:
      - {id: competence, mobilise: [a1], indicateurs: [Vu]}
      - {id: seconde, mobilise: [a2]}
"""
COMPLET = PROJET + EVALUATION


def ecarter(exigence: str) -> str:
    """The project whose job leaves this requirement out."""
    return COMPLET.replace(f"- {{exigence: {exigence},", f"- {{exigence: {exigence}, {ECART},")


def test_stages_are_cumulative() -> None:
    comptes = mesure(COMPLET).total
    assert [p.nombre for p in comptes.paliers] == [3, 2, 1]
    assert [str(p) for p in comptes.paliers] == ["3 sur 4", "2 sur 4", "1 sur 4"]


def test_the_weighted_rate_is_by_importance() -> None:
    comptes = mesure(COMPLET).total
    assert comptes.decrites.taux_pondere == Taux(7, 8)
    assert comptes.evaluees.taux_pondere == Taux(3, 8)


def test_ecartees_leave_n_and_stay_in_the_rate_on_all() -> None:
    text = COMPLET.replace(
        "{exigence: no, importance: 1}", f"{{exigence: no, importance: 1, {ECART}}}"
    )
    comptes = mesure(text).total
    assert (comptes.toutes, comptes.retenues, comptes.ecartees) == (4, 3, 1)
    assert (comptes.poids_retenues, comptes.poids_ecartees) == (7, 1)
    assert comptes.decrites.taux == Taux(3, 3)
    assert comptes.decrites.taux_toutes == Taux(3, 4)


def test_an_ecartee_keeps_its_measure_but_not_its_status() -> None:
    text = COMPLET.replace(
        "{exigence: tr, importance: 2}", f"{{exigence: tr, importance: 2, {ECART}}}"
    )
    found = ligne(mesure(text), "tr")
    assert (found.statut.identifiant, found.mesure.statut.identifiant) == ("ecartee", "traduite")
    assert not found.ecart_contredit


def test_an_ecartee_that_is_evaluee_anyway_rejoins_n() -> None:
    text = COMPLET.replace(
        "{exigence: ev, importance: 3}", f"{{exigence: ev, importance: 3, {ECART}}}"
    )
    rapport = mesure(text)
    found = ligne(rapport, "ev")
    assert found.statut.identifiant == "evaluee"
    assert found.ecart_contredit
    assert rapport.total.retenues == 4


def test_ecartee_is_per_job() -> None:
    text = COMPLET.replace(
        "emplois:\n", f"emplois:\n  autre: [{{exigence: no, importance: 3, {ECART}}}]\n"
    )
    rapport = mesure(text)
    assert ligne(rapport, "no", "autre").statut.identifiant == "ecartee"
    assert ligne(rapport, "no", "emploi").statut.identifiant == "non_couverte"


def test_the_total_counts_a_requirement_once_with_the_greatest_weight_retained() -> None:
    text = COMPLET.replace(
        "emplois:\n",
        f"emplois:\n  autre: [{{exigence: no, importance: 3, {ECART}}},"
        " {exigence: de, importance: 3}]\n",
    )
    total = mesure(text).total
    assert (total.retenues, total.poids_retenues) == (4, 3 + 2 + 3 + 1)


def test_a_requirement_that_every_job_leaves_out_is_left_out_of_the_total() -> None:
    text = COMPLET.replace(
        "{exigence: no, importance: 1}", f"{{exigence: no, importance: 2, {ECART}}}"
    )
    total = mesure(text).total
    assert (total.ecartees, total.poids_ecartees) == (1, 2)


def test_a_requirement_listed_twice_counts_once() -> None:
    text = COMPLET.replace(
        "    - {exigence: no", "    - {exigence: no, importance: 3}\n    - {exigence: no"
    )
    comptes = mesure(text).total
    assert (comptes.retenues, comptes.poids_retenues) == (4, 10)


def test_a_savoir_counts_in_decrites_and_an_habilitation_in_traduites() -> None:
    text = """
exigences: {s: savoir, h: habilitation}
emplois: {emploi: [s, h]}
poles: [{id: pole, activites: [{id: act}]}]
blocs: [{id: bloc-1, savoirs: [{famille: F, liste: [I], repond_a: [s]}]}]
evaluation:
  categories: [{id: a, statuts: [S]}]
  unites: []
  habilitations: [{id: hab, repond_a: [h]}]
  attestations: [{id: att, delivre: [hab]}]
"""
    assert [p.nombre for p in mesure(text).total.paliers] == [2, 2, 1]


def test_at_opportunite_evaluees_is_sans_objet_and_what_epreuves_miss_is_no_remark() -> None:
    rapport = mesure("etape: opportunite\n" + PROJET)
    assert rapport.total.evaluees.nombre is None
    assert str(rapport.total.evaluees) == str(rapport.total.evaluees.taux) == "s.o."
    assert rapport.blocs[0].apport is None
    assert ligne(rapport, "tr").drapeaux == ()


def test_gaps_come_the_least_covered_and_heaviest_first() -> None:
    emploi = mesure(COMPLET).emploi("emploi")
    assert emploi is not None
    assert [x.exigence for x in emploi.lacunes] == ["no", "de", "tr"]


class TestBlocs:
    def test_apport_is_the_weight_of_what_it_evaluates(self) -> None:
        bloc = mesure(COMPLET).blocs[0]
        assert (bloc.apport, bloc.apport_propre, bloc.poids_retenues) == (3, 3, 8)
        assert bloc.exigences == ("ev",)

    def test_what_no_job_retains_counts_in_no_bloc(self) -> None:
        text = (
            """
exigences: {ev: savoir-faire, seule: savoir-faire}
emplois: {emploi: [ev]}
poles: [{id: pole, activites: [{id: act, repond_a: [ev, seule]}]}]
blocs:
  - {id: bloc-1, competences: [{id: competence, mobilise: [act], indicateurs: [Vu]}]}
"""
            + EVALUATION
        )
        rapport = mesure(text)
        alone = rapport.exigence("seule")
        assert alone is not None
        assert (alone.statut.identifiant, alone.retenue) == ("evaluee", False)
        [bloc] = rapport.blocs
        assert (bloc.exigences, bloc.exigences_propres) == (("ev",), ("ev",))
        assert (bloc.apport, bloc.apport_propre, bloc.poids_retenues) == (1, 1, 1)

    def test_a_shared_competence_counts_in_each_bloc_and_belongs_to_none(self) -> None:
        text = PROJET + "  - {id: bloc-2, competences: [{ref: competence}]}" + EVALUATION
        blocs = mesure(text).blocs
        assert [(b.apport, b.apport_propre) for b in blocs] == [(3, 0), (3, 0)]
        assert blocs[1].competences == ("competence",)

    def test_a_requirement_evaluated_by_two_blocs_belongs_to_none(self) -> None:
        text = PROJET + (
            "  - {id: bloc-2, competences: [{id: autre, mobilise: [a1], indicateurs: [Vu]}]}"
        )
        text += EVALUATION.replace("[competence]", "[competence, autre]")
        assert [(b.apport, b.apport_propre) for b in mesure(text).blocs] == [(3, 0), (3, 0)]

    def test_the_bloc_that_the_part_names_is_needed_by_the_shared_competence(self) -> None:
        text = PROJET + "  - {id: bloc-2, competences: [{ref: competence}]}"
        text += EVALUATION.replace("[competence]", "[bloc-2]")
        assert [(b.apport, b.apport_propre) for b in mesure(text).blocs] == [(3, 0), (3, 3)]


class TestSeuils:
    def test_nothing_is_asked_by_default(self) -> None:
        projet = lire(COMPLET)
        assert seuils_manques(measure(projet), projet.dossier.seuils) == ()

    def test_a_threshold_of_the_project_is_for_its_total(self) -> None:
        projet = lire("seuils: {decrites: 75, traduites: 51}\n" + COMPLET)
        (missed,) = seuils_manques(measure(projet), projet.dossier.seuils)
        assert (missed.emploi, missed.palier, missed.taux) == (None, "traduites", Taux(2, 4))
        assert missed.seuil == Decimal(51)

    def test_a_threshold_of_a_job_is_for_this_job(self) -> None:
        projet = lire("seuils: {emplois: {emploi: {evaluees: 30}}}\n" + COMPLET)
        (missed,) = seuils_manques(measure(projet), projet.dossier.seuils)
        assert (missed.emploi, missed.palier) == ("emploi", "pleinement")

    def test_sans_objet_is_below_nothing(self) -> None:
        projet = lire("seuils: {evaluees: 100}\netape: opportunite\n" + PROJET)
        assert seuils_manques(measure(projet), projet.dossier.seuils) == ()

    @pytest.mark.parametrize(("seuil", "doubt"), [("", False), ("seuils: {ecartees: 24}\n", True)])
    def test_a_job_is_in_doubt_above_the_share_of_ecartees(self, seuil: str, doubt: bool) -> None:  # noqa: FBT001
        text = ecarter("no")
        projet = lire(seuil + text)
        assert bool(emplois_en_doute(measure(projet), projet.dossier.seuils)) is doubt

    def test_a_job_may_have_its_own_share_of_ecartees(self) -> None:
        text = ecarter("no")
        projet = lire("seuils: {ecartees: 90, emplois: {emploi: {ecartees: 10}}}\n" + text)
        assert emplois_en_doute(measure(projet), projet.dossier.seuils)

    def test_a_job_with_other_thresholds_keeps_the_common_share_of_ecartees(self) -> None:
        text = ecarter("no")
        projet = lire("seuils: {ecartees: 10, emplois: {emploi: {evaluees: 1}}}\n" + text)
        assert emplois_en_doute(measure(projet), projet.dossier.seuils)


class TestTaux:
    @pytest.mark.parametrize(
        ("n", "whole", "printed"),
        [
            (0, 3, "0\u00a0%"),
            (3, 3, "100\u00a0%"),
            (2, 3, "67\u00a0%"),
            (1, 1000, "1\u00a0%"),
            (999, 1000, "99\u00a0%"),
            (1, 200, "1\u00a0%"),
            (0, 0, "s.o."),
            (None, 3, "s.o."),
        ],
    )
    def test_printing(self, n: int | None, whole: int, printed: str) -> None:
        assert str(Taux(n, whole)) == printed

    def test_a_threshold_compares_the_exact_rate(self) -> None:
        assert Taux(2, 3).inferieur_a(Decimal("66.67"))
        assert not Taux(2, 3).inferieur_a(Decimal("66.66"))
        assert not Taux(1, 4).superieur_a(Decimal(25))
