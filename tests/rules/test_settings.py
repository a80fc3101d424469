"""What dossier.yaml says of the rules is obeyed, and what it says for nothing is reported."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from exemples import AUJOURD_HUI, CYCLES, Changement, constats

from mc_builder.catalogue import catalogue
from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.loading import load
from mc_builder.loading.profile_names import profile_names
from mc_builder.loading.profiles import ReadProfile, profile
from mc_builder.model.profil import Force, Gravite
from mc_builder.reports.regles.texte import regle_texte
from mc_builder.rules.settings import in_force
from memoire import Memoire, fichiers_de
from types_inventes import projet_du_type

DOSSIER = "dossier/dossier.yaml"
NOTE = "dossier/note/20-besoins.md"
BLOC = "referentiels/blocs/bloc-1.yaml"
#: A competence that takes up no activity: COV001, in the bloc; an acronym: RED001, in the note.
ORPHELINE = Changement(
    BLOC, "  competences:\n", "  competences:\n    - {id: seule, intitule: Tenir une réunion}\n"
)
SIGLE = Changement(
    NOTE, apres=(CYCLES / NOTE).read_text("utf-8") + "\nUn sigle que rien n’explique : ZTK.\n"
)
SURVEILLES = ("COV001", "RED001", "REF004", "REF005", "CAL001")


def trouves(reglages: str, today: date = AUJOURD_HUI) -> list[Diagnostic]:
    """The findings about the two mistakes and about the settings."""
    text = (CYCLES / DOSSIER).read_text("utf-8")
    assert not re.search(r"^(regles|derogations):", text, re.MULTILINE)
    changes = (ORPHELINE, SIGLE, Changement(DOSSIER, apres=f"{text}{reglages}\n"))
    found = constats(changes, today)
    return [d for d in found if d.code in SURVEILLES]


def codes(reglages: str, today: date = AUJOURD_HUI) -> list[str]:
    return [d.code for d in trouves(reglages, today)]


def test_without_settings_both_mistakes_are_said() -> None:
    found = trouves("")
    assert [(d.code, d.severity) for d in found] == [
        ("RED001", Severity.AVERTISSEMENT),
        ("COV001", Severity.ERREUR),
    ]


def _graded(read: ReadProfile, given: dict[str, Gravite]) -> ReadProfile:
    assert read.profil is not None
    return ReadProfile(read.profil.model_copy(update={"gravites": given}))


Graduer = Callable[[dict[str, Force]], None]


@pytest.fixture
def graduer(monkeypatch: pytest.MonkeyPatch) -> Graduer:
    """Give these severities to the profile of every dossier."""

    def grade(forces: dict[str, Force]) -> None:
        given = {code: Gravite(force=force, motif="Essai.") for code, force in forces.items()}
        monkeypatch.setattr(
            "mc_builder.loading.loader.Profiles.of",
            lambda self, dossier: _graded(
                self.at(dossier.diplome.type, dossier.date_reference), given
            ),
        )

    return grade


@pytest.mark.parametrize(
    ("reglages", "orpheline"),
    [("", Severity.INFO), ("regles: {gravites: {COV001: avertissement}}", Severity.AVERTISSEMENT)],
)
def test_a_profile_grades_a_rule_and_the_dossier_after_it(
    graduer: Graduer, reglages: str, orpheline: Severity
) -> None:
    graduer({"COV001": "info", "RED001": "erreur"})
    found = {d.code: d.severity for d in trouves(reglages)}
    assert found == {"COV001": orpheline, "RED001": Severity.ERREUR}


def test_profiles_grade_rules_that_exist_otherwise_and_say_why() -> None:
    declared = {rule.code: rule.gravite for rule in catalogue()}
    for name in profile_names():
        for code, given in profile(name).gravites.items():
            assert declared[code].name.lower() != given.force
            assert given.motif.endswith(".")
            said = regle_texte(next(rule for rule in catalogue() if rule.code == code))
            assert (f"« {profile(name).formes.nom} »" in said) == (given.force != "ordinaire")


def test_a_profile_gives_back_to_a_rule_what_the_one_it_completes_took_away() -> None:
    """RAP004 is set aside for every type, and again what it is for those of one ministry."""
    found = {
        type_: [d.severity for d in projet_du_type(type_).findings() if d.code == "RAP004"]
        for type_ in ("titre-professionnel", "certificat-d-aptitude-professionnelle")
    }
    assert found["titre-professionnel"] == []
    assert set(found["certificat-d-aptitude-professionnelle"]) == {Severity.AVERTISSEMENT}


@pytest.mark.parametrize(
    ("reglages", "attendu"),
    [
        ("regles: {ignorer: [COV001]}", ["RED001"]),
        ("regles: {ignorer: [CO, RED]}", []),
        ("regles: {ignorer: [COV001, COV002]}", ["RED001"]),
        ("regles: {ignorer: {a_completer: À débattre.}}", ["RED001", "COV001"]),
        # by file
        ("regles: {fichiers: {'dossier/note/*': [RED]}}", ["COV001"]),
        ("regles: {fichiers: {'*': [RED001, COV]}}", []),
        ("regles: {fichiers: {'referentiels/blocs/bloc-?.yaml': [COV001]}}", ["RED001"]),
        ("regles: {fichiers: {'dossier/*.yaml': [RED, COV]}}", ["RED001", "COV001"]),
        # a code that is no rule's
        ("regles: {ignorer: [CPM]}", ["REF005", "RED001", "COV001"]),
        ("regles: {gravites: {COV: info}}", ["REF005", "RED001", "COV001"]),
        ("regles: {fichiers: {'*': [XYZ001]}}", ["REF005", "RED001", "COV001"]),
        ("regles: {ignorer: [YML001]}", ["REF005", "RED001", "COV001"]),
        ("regles: {ignorer: [CPM, REF005]}", ["RED001", "COV001"]),
    ],
)
def test_what_is_left_out(reglages: str, attendu: list[str]) -> None:
    assert codes(reglages) == attendu


def test_a_severity_is_that_of_the_dossier() -> None:
    found = trouves("regles: {gravites: {COV001: info, RED001: erreur}}")
    assert {d.code: d.severity for d in found} == {
        "COV001": Severity.INFO,
        "RED001": Severity.ERREUR,
    }


@pytest.mark.parametrize(
    ("derogation", "attendu"),
    [
        # for the whole project, or for one object
        ("{code: COV001, motif: Essai.}", ["RED001"]),
        ("{code: COV001, id: seule, motif: Essai.}", ["RED001"]),
        ("{code: COV001, id: bloc-remise-en-etat, motif: Essai.}", ["RED001"]),
        # the object is not the one: said as useless, and the finding stays
        ("{code: COV001, id: pole-remise-en-etat, motif: Essai.}", ["REF004", "RED001", "COV001"]),
        # nothing to set aside, unknown rule, unknown object, rule that nothing sets aside
        ("{code: COV003, motif: Essai.}", ["REF004", "RED001", "COV001"]),
        ("{code: COV999, motif: Essai.}", ["REF004", "RED001", "COV001"]),
        ("{code: COV001, id: nulle-part, motif: Essai.}", ["REF004", "RED001", "COV001"]),
        ("{code: YML001, motif: Essai.}", ["REF004", "RED001", "COV001"]),
        # until a day: that day included
        ("{code: COV001, motif: Essai., jusqu_au: 2026-03-01}", ["RED001"]),
        ("{code: COV001, motif: Essai., jusqu_au: 28/02/2026}", ["CAL001", "RED001", "COV001"]),
        # expired and useless: useless is enough
        ("{code: COV003, motif: Essai., jusqu_au: 2020-01-01}", ["REF004", "RED001", "COV001"]),
    ],
)
def test_derogations(derogation: str, attendu: list[str]) -> None:
    assert codes(f"derogations:\n  - {derogation}") == attendu


def test_an_expired_derogation_does_not_hide_behind_one_in_force() -> None:
    both = """derogations:
  - {code: COV001, id: seule, motif: L’une., jusqu_au: 2020-01-01}
  - {code: COV001, motif: L’autre.}"""
    assert codes(both) == ["CAL001", "RED001"]


def test_a_derogation_to_what_is_ignored_is_useless() -> None:
    both = "regles: {ignorer: [COV001]}\nderogations: [{code: COV001, motif: Essai.}]"
    assert codes(both) == ["REF004", "RED001"]


def test_places_and_help_of_what_is_useless() -> None:
    text = "derogations:\n  - {code: COV001, id: seul, motif: Essai.}"
    found = next(d for d in trouves(text) if d.code == "REF004")
    assert found.span.text == "seul"
    assert "« seule »" in found.aide
    assert found.fix is not None
    assert found.fix.replacement == "seule"


def test_an_object_named_by_its_key_is_covered_by_its_derogation() -> None:
    """In a table of identifiers, the place of a diagnostic may be the key, before the object."""
    loaded = load(Memoire(fichiers_de(CYCLES)))
    assert loaded.projet is not None
    for objet in loaded.projet.by_cle.values():
        whole = loaded.places.whole(objet)
        for place in (loaded.places.span(objet), loaded.places.start(objet)):
            assert whole.start <= place.start
            assert place.end <= whole.end


def test_derogations_in_force() -> None:
    text = (CYCLES / DOSSIER).read_text("utf-8") + (
        "derogations:\n  - {code: COV001, motif: A., jusqu_au: 2026-02-28}\n"
        "  - {code: COV002, motif: B., jusqu_au: 2026-03-01}\n  - {code: COV003, motif: C.}\n"
    )
    projet = load(Memoire({DOSSIER: text.encode()})).projet
    assert projet is not None
    assert [d.code for d in in_force(projet.dossier, AUJOURD_HUI)] == ["COV002", "COV003"]
