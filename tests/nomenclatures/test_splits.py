"""Items that seem parted in two, or made one, read from their words alone."""

from __future__ import annotations

from mc_builder.model.emplois import Exigence
from mc_builder.nomenclatures.following import Candidat, Sort, Suivi
from mc_builder.nomenclatures.matching import Bande
from mc_builder.nomenclatures.splits import parted, united

ASKED = Exigence.model_validate({"id": "e", "intitule": "Faire", "nature": "savoir-faire"})
WAS = "Contrôler la conformité des interventions et rédiger le rapport de maintenance"
CONTROL = Candidat("10", "Contrôler la conformité des interventions", Bande.FORT)
REPORT = Candidat("11", "Rédiger le rapport de maintenance", Bande.PLAUSIBLE)


def gone(code: str, was: str, *near: Candidat) -> Suivi:
    return Suivi(ASKED, code, was, "", Sort.ABSENT, candidats=near)


def there(code: str, words: str) -> Suivi:
    return Suivi(ASKED, code, words, words, Sort.MEME)


class TestPartage:
    def test_two_new_items_hold_its_words(self) -> None:
        assert parted(gone("1", WAS, CONTROL, REPORT)) == (CONTROL, REPORT)

    def test_one_that_holds_them_all_is_no_part(self) -> None:
        whole = Candidat("12", f"{WAS} du site", Bande.FORT)
        assert parted(gone("1", WAS, CONTROL, REPORT, whole)) == ()

    def test_one_that_was_there_before_is_no_part(self) -> None:
        old = Candidat("11", REPORT.intitule, Bande.PLAUSIBLE, nouveau=False)
        assert parted(gone("1", WAS, CONTROL, old)) == ()

    def test_one_of_other_words_is_no_part(self) -> None:
        other = Candidat("13", "Rédiger le rapport annuel du conseil des élèves", Bande.PLAUSIBLE)
        assert parted(gone("1", WAS, CONTROL, other)) == ()

    def test_what_is_still_there_is_not_parted(self) -> None:
        one = Suivi(ASKED, "1", WAS, WAS, Sort.MEME, candidats=(CONTROL, REPORT))
        assert parted(one) == ()


class TestReunion:
    def test_two_that_are_gone_for_one(self) -> None:
        first, second = gone("1", "Contrôler", CONTROL), gone("2", "Vérifier", CONTROL)
        assert united([first, second]) == {"10": (first, second)}

    def test_one_that_is_gone_for_one_that_is_there(self) -> None:
        kept, lost = there("10", CONTROL.intitule), gone("1", "Contrôler", CONTROL)
        assert united([kept, lost]) == {"10": (kept, lost)}

    def test_what_is_only_plausible_or_alone_is_not(self) -> None:
        assert united([gone("1", "a", REPORT), gone("2", "b", REPORT)]) == {}
        assert united([gone("1", "a", CONTROL), there("3", "c")]) == {}

    def test_a_code_that_two_requirements_cite_is_one(self) -> None:
        assert united([gone("1", "a", CONTROL), gone("1", "a", CONTROL)]) == {}
