"""Identifiers are unique in the whole project; each link leads to an object of the right kind."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from mc_builder.loading import Loaded
from mc_builder.model.emplois import Exigence
from mc_builder.project import Project
from memoire import Memoire
from types_inventes import fichiers_du_type

Constats = Callable[..., list[str]]
ProjetDe = Callable[..., Loaded]

FILES = {
    "exigences": """
        exigences:
          - {id: ecouter, intitule: Écouter, nature: savoir-faire}
          - {id: freins, intitule: Freins, nature: savoir}
        """,
    "pole": """
        pole:
          id: pole-a
          intitule: P
          activites:
            - id: accueil
              intitule: A
              taches: {ecoute: Écoute}
        """,
    "bloc": """
        bloc:
          id: bloc-a
          intitule: B
          pole: pole-a
          competences:
            - id: accueillir
              intitule: C
              mobilise: [accueil, ecoute]
              sous_competences: {reformuler: Reformuler}
          savoirs:
            - {id: savoirs-freins, famille: F, liste: [Patins]}
        """,
    "evaluation": """
        categories:
          - {id: cat-a, statuts: [{id: scolaires, intitule: Scolaires}]}
        unites:
          - {id: u1, bloc: bloc-a, reservee_a: scolaires}
        epreuves:
          - id: e1
            unite: u1
            parties:
              - intitule: Partie
                evalue: [accueillir, reformuler, savoirs-freins, accueil, bloc-a]
                delivre: [hab]
        habilitations: [{id: hab, intitule: H}]
        """,
}


def test_every_kind_of_link_is_followed(constats: Constats) -> None:
    assert constats(FILES) == []


def test_two_objects_with_one_identifier_stay_two(projet_de: ProjetDe) -> None:
    """A draft is drawn up despite its mistakes: the first one answers to the links."""
    exigences = "exigences:\n" + "".join(
        f"  - {{id: a, intitule: {title}, nature: savoir}}\n" for title in "ABC"
    )
    projet = projet_de(exigences=exigences).projet
    assert projet is not None
    assert [e.intitule for e in projet.exigences] == ["A", "B", "C"]
    assert len({e.cle for e in projet.exigences}) == 3
    assert [projet.find(e.cle, Exigence) for e in projet.exigences] == list(projet.exigences)
    assert projet.find("a", Exigence) is projet.exigences[0]


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "near"),
    [
        ("bloc", "pole: pole-a", "pole: pole-b", "4:9", "pole-a"),
        ("bloc", "[accueil, ecoute]", "[accueil, ecoutes]", "8:27", "ecoute"),
        ("evaluation", "reservee_a: scolaires", "reservee_a: scolaire", "4:40", "scolaires"),
        ("evaluation", "savoirs-freins", "savoir-freins", "10:42", "savoirs-freins"),
        ("evaluation", "delivre: [hab]", "delivre: [habi]", "11:19", "hab"),
        ("pole", "intitule: A", "intitule: A\n      repond_a: [{exigence: ecoutes}]", "7:29",
         "ecouter"),
    ],
)  # fmt: skip
def test_an_unknown_identifier_and_its_suggestion(
    projet_de: ProjetDe, file: str, old: str, new: str, at: str, near: str
) -> None:
    text = textwrap.dedent(FILES[file]).lstrip().replace(old, new)
    (found,) = projet_de(FILES | {file: text}).diagnostics
    assert (found.code, f"{found.span.line}:{found.span.column}") == ("REF001", at)
    assert found.aide == f"vouliez-vous dire « {near} » ?"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("bloc: bloc-a", "bloc: accueil", "ce lien attend un bloc"),
        ("unite: u1", "unite: bloc-a", "ce lien attend une unité"),
        ("delivre: [hab]", "delivre: [u1]", "ce lien attend une habilitation"),
    ],
)
def test_the_wrong_kind_of_target(projet_de: ProjetDe, old: str, new: str, expected: str) -> None:
    text = FILES["evaluation"].replace(old, new)
    (found,) = projet_de(FILES | {"evaluation": text}).diagnostics
    assert found.code == "REF003"
    assert found.message.endswith(expected)


def test_the_kinds_that_a_link_expects_are_listed(projet_de: ProjetDe) -> None:
    text = FILES["evaluation"].replace("bloc-a]", "zzz]")
    (found,) = projet_de(FILES | {"evaluation": text}).diagnostics
    assert found.aide == (
        "ce lien attend une compétence, une sous-compétence, un indicateur, un savoir, une activité"
        " ou un bloc ; identifiants possibles : accueil, bloc-a, accueillir, reformuler,"
        " savoirs-freins"
    )


def test_a_duplicate_shows_both_places(projet_de: ProjetDe) -> None:
    text = FILES["evaluation"].replace("id: hab,", "id: accueil,").replace("[hab]", "[]")
    (found,) = projet_de(FILES | {"evaluation": text}).diagnostics
    assert (found.code, found.span.text) == ("REF002", "accueil")
    assert "l’activité « A »" in found.message
    (first,) = found.related
    assert str(first.span) == "referentiels/activites/pole-1.yaml:5:11"


def test_an_identifier_used_three_times_is_said_twice(constats: Constats) -> None:
    exigences = "exigences:\n" + "  - {id: a, intitule: A, nature: savoir}\n" * 3
    assert constats(exigences=exigences) == ["exigences:3:10 REF002", "exigences:4:10 REF002"]


@pytest.mark.parametrize(
    "trap", ["a: [\n", "exigences:\n  - {id: ecouter, intitule: A\n", "\tid: x\n"]
)
def test_a_file_with_a_syntax_error_makes_no_link_unknown(projet_de: ProjetDe, trap: str) -> None:
    pole = "pole: {id: p, intitule: P, activites: [{id: a, intitule: A, repond_a: [ecouter]}]}\n"
    text = trap + "exigences:\n  - id: ecouter\n    intitule: E\n    nature: savoir\n"
    found = projet_de(exigences=text, pole=pole).diagnostics
    assert [d.span.path for d in found] == ["referentiels/exigences.yaml"]


def test_but_other_unknown_identifiers_are_still_said(constats: Constats) -> None:
    pole = "pole: {id: p, intitule: P, activites: [{id: a, intitule: A, repond_a: [autre]}]}\n"
    text = "exigences:\n  - id: ecouter\n    intitule: E : e\n    nature: savoir\n"
    assert constats(exigences=text, pole=pole) == ["pole:1:72 REF001", "exigences:3:17 YML002"]


def test_a_link_is_said_in_the_words_of_the_type_of_diploma() -> None:
    """What it expects and what it finds have the names that this type gives them.

    But where it has one name for both, which would say nothing.
    """
    files = dict(fichiers_du_type("titre-professionnel"))
    path = "referentiels/evaluation.yaml"
    files[path] = files[path].replace(b"unite: u1", b"unite: conduire", 1)
    found = [d.message for d in Project.open(Memoire(files)).findings() if d.code == "REF003"]
    (message,) = found
    assert message.startswith("« conduire » est le bloc « ")
    assert message.endswith("ce lien attend une unité")
