"""Identities and places: each object has a name that lasts, and is found in its file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest

from mc_builder.loading import Loaded
from mc_builder.loading.profile_names import profile_names
from mc_builder.loading.profiles import profile, profile_at
from mc_builder.model.base import Objet
from mc_builder.model.emplois import ExigenceEmploi
from mc_builder.model.profil import TexteDate, en_vigueur

Constats = Callable[..., list[str]]
ProjetDe = Callable[..., Loaded]

POLE = """
pole:
  id: pole-a
  intitule: Œuvres
  activites:
    - id: diagnostic
      intitule: D
      taches:
        - Un
        - id: deux
          intitule: Deux
        - intitule: Trois
          notes: [Remarque]
    - intitule: Sans identifiant
      taches: [Un, Deux]
"""


def test_an_object_without_id_is_named_after_its_parent_and_its_place(projet_de: ProjetDe) -> None:
    projet = projet_de(pole=POLE).projet
    assert projet is not None
    diagnostic, sans = projet.poles[0].activites
    assert [t.cle for t in diagnostic.taches] == [
        "diagnostic/taches/1",
        "deux",
        "diagnostic/taches/3",
    ]
    assert diagnostic.taches[2].notes[0].texte == "Remarque"
    assert sans.cle == "pole-a/activites/2"
    assert [t.cle for t in sans.taches] == [
        "pole-a/activites/2/taches/1",
        "pole-a/activites/2/taches/2",
    ]
    assert projet.by_cle["diagnostic/taches/3"] is diagnostic.taches[2]
    assert projet.parents["diagnostic/taches/3"] is diagnostic
    assert projet.parents[sans.taches[1].cle] is sans
    assert projet.parents[sans.cle] is projet.poles[0]


def test_identities_are_unique(cycles: Loaded) -> None:
    assert cycles.projet is not None
    keys = [m.cle for m in cycles.projet.modeles() if isinstance(m, Objet)]
    assert all(keys)
    assert len(keys) == len(set(keys))


def test_the_place_of_an_object_and_of_its_fields(projet_de: ProjetDe) -> None:
    loaded = projet_de(pole=POLE)
    assert loaded.projet is not None
    diagnostic = loaded.projet.poles[0].activites[0]
    places = loaded.places

    def at(path: str) -> tuple[int, int]:
        span = places.span(diagnostic, path)
        return span.line, span.column

    assert at("id") == (5, 11)
    assert at("intitule") == (6, 17)
    assert at("taches") == (8, 9)
    assert at("autonomie") == (5, 7)  # not written: the object's first key
    assert places.span(diagnostic.taches[0], "intitule").text == "Un"
    assert str(places.start(diagnostic.taches[1])).endswith(":10:21")
    assert places.span(diagnostic, "taches", 1, "intitule").text == "Deux"


def test_every_model_of_a_project_has_a_place(cycles: Loaded) -> None:
    assert cycles.projet is not None
    for model in cycles.projet.modeles():
        assert cycles.places.start(model).end > 0
        if isinstance(model, Objet) and model.id is not None:
            assert cycles.places.span(model, "id").text == model.id
        if isinstance(model, ExigenceEmploi):
            assert cycles.places.span(model, "exigence").text == model.exigence


MC, CS = "mention-complementaire", "certificat-de-specialisation"


@pytest.mark.parametrize("written", [MC, CS])
@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (date(2019, 12, 31), MC),
        (date(2024, 12, 31), MC),
        (date(2025, 1, 1), CS),
        (date(2026, 3, 31), CS),
    ],
)
def test_the_profile_in_force(written: str, day: date, in_force: str) -> None:
    assert profile_at(written, day).id == in_force


def test_the_date_of_reference_decides_the_name_of_the_diploma(projet_de: ProjetDe) -> None:
    dossier = """
        diplome: {{type: {type}, intitule: X, niveau: 4, premiere_session: 2021}}
        nature: creation
        etape: opportunite
        date_reference: {day}
        version: 1
        """
    expected = {
        (MC, "31/12/2024"): ("la mention complémentaire", "e"),
        (MC, "1/1/2025"): ("le certificat de spécialisation", ""),
        (CS, "2024-12-31"): ("la mention complémentaire", "e"),
        (CS, "2025-01-01"): ("le certificat de spécialisation", ""),
    }
    for (type_, day), (le, e) in expected.items():
        loaded = projet_de(dossier=dossier.format(type=type_, day=day))
        assert loaded.diagnostics == ()
        assert loaded.projet is not None
        assert (loaded.projet.profil.formes.noun.le, loaded.projet.profil.formes.noun.e) == (le, e)


@pytest.mark.parametrize(
    ("session", "sigle"), [("2024", "MC"), ("2025", "CS"), ("2026", "CS"), ("99999", "CS")]
)
def test_the_first_session_decides_the_name_too(
    projet_de: ProjetDe, session: str, sigle: str
) -> None:
    dossier = f"""
        diplome: {{type: {MC}, intitule: X, niveau: 4, premiere_session: {session}}}
        nature: creation
        etape: opportunite
        date_reference: 2024-10-15
        version: 1
        """
    loaded = projet_de(dossier=dossier)
    assert loaded.projet is not None
    assert loaded.projet.profil.formes.sigle == sigle


@pytest.mark.parametrize(
    ("day", "bounds", "grave"),
    [
        (date(2019, 12, 31), (3, 3), "avertissement"),
        (date(2020, 12, 31), (3, 3), "avertissement"),
        (date(2023, 2, 15), (2, 3), "info"),
    ],
)
def test_bounds_are_those_in_force(day: date, bounds: tuple[int, int], grave: str) -> None:
    """Three units in the text of 2020; specialities of 2023 have two."""
    found = en_vigueur(profile(MC).unites, day)
    assert found is not None
    assert ((found.minimum, found.maximum), found.force) == (bounds, grave)


@pytest.mark.parametrize("name", [MC, CS])
def test_versions_of_a_text_do_not_overlap(name: str) -> None:
    """On no day do two versions of one text of a profile apply, nor is one older than its end."""
    for _, versions in profile(name):
        dated = (
            [v for v in versions if isinstance(v, TexteDate)] if isinstance(versions, tuple) else []
        )
        for version in dated:
            assert (version.du or date.min) <= (version.au or date.max)
        for before, after in pairwise(dated):
            assert before.au is not None
            assert after.du is not None
            assert before.au < after.du


def test_the_profiles_of_the_tool_are_sound() -> None:
    assert {MC, CS} < set(profile_names())
    for name in profile_names():
        found = profile(name)
        assert found.id == name
        for other in (found.remplace, found.remplace_par):
            assert other is None or other in profile_names()


def test_an_unknown_type_of_diploma(constats: Constats) -> None:
    dossier = """
        diplome:
          type: mention-complementair
          intitule: X
          niveau: 4
          premiere_session: 2021
        nature: creation
        etape: opportunite
        date_reference: 2019-12-31
        version: 1
        """
    assert constats(dossier=dossier) == ["dossier:2:9 DIP003"]
