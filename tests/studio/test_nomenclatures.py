"""A job from the fiches of a nomenclature, as the page asks for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mc_builder.editing import Refused
from mc_builder.nomenclatures.store import add, writing
from mc_builder.nomenclatures.store_records import Edition, Entree, Lien, Record
from mc_builder.studio.nomenclatures import ABSENTE
from mc_builder.studio.service import Asked, Service
from mc_builder.studio.session import Session

ROME = Edition("ROME", "4.61", "", "Licence Ouverte 2.0", "France Travail")
RECORDS: tuple[Record, ...] = (
    Entree("fiche", "I1607", "I1607", "Mécanicien / Mécanicienne de cycles"),
    Entree("fiche", "D1211", "D1211", "Vendeur / Vendeuse de cycles"),
    Entree("fiche", "Z9999", "Z9999", "Loueur de cycles"),
    Entree("appellation", "1", "1", "Vélociste", parent="I1607"),
    Entree("item", "200", "200", "Contrôler un freinage", "savoir-faire"),
    Entree("item", "201", "201", "Conseiller un client", "savoir-faire"),
    Entree("item", "202", "202", "Tenir la caisse", "savoir-faire"),
    Entree("item", "300", "300", "En atelier", "contexte"),
    *(Lien("I1607", code) for code in ("200", "201", "300")),
    *(Lien("D1211", code) for code in ("201", "202")),
)
DEUX = "ROME|4.61|I1607\nROME|4.61|D1211"


@pytest.fixture
def service(session: Session, tmp_path: Path) -> Service:
    store = tmp_path / "n.sqlite"
    with writing(store) as base:
        add(base, ROME, RECORDS)
    return Service(session, lambda: date(2026, 1, 1), lambda: store)


def test_without_a_store_the_page_says_how_to_have_one(session: Session) -> None:
    service = Service(session, lambda: date(2026, 1, 1))
    assert service.search_fiches({"mots": "cycles"}) == {"absente": ABSENTE, "fiches": []}
    with pytest.raises(Refused, match="mc-builder nomenclature importer"):
        service.compare_fiches({"fiches": DEUX})


def test_fiches_are_found_by_their_words_their_code_and_their_appellations(
    service: Service,
) -> None:
    found = service.search_fiches({"mots": "cycle"})["fiches"]
    assert [(one["code"], one["elements"]) for one in found] == [
        ("D1211", 2),
        ("I1607", 2),
        ("Z9999", 0),  # nothing says what it asks for: it is last
    ]
    assert found[0]["cite"] == "ROME 4.61, France Travail, Licence Ouverte 2.0"
    assert [one["code"] for one in service.search_fiches({"mots": "velociste"})["fiches"]] == [
        "I1607"
    ]
    assert [one["code"] for one in service.search_fiches({"mots": "i1607"})["fiches"]] == ["I1607"]
    assert service.search_fiches({"mots": "rien du tout"})["fiches"] == []


def test_two_fiches_stand_side_by_side(service: Service) -> None:
    said = service.compare_fiches({"fiches": DEUX})
    assert {one["code"]: one["fiches"] for one in said["elements"]} == {
        "200": [0],
        "201": [0, 1],
        "202": [1],
    }
    assert [one["deja"] for one in said["elements"] if one["code"] == "200"] == [""]
    assert said["intitule"] == "Mécanicien ou mécanicienne de cycles"


def test_what_is_ticked_becomes_a_job_that_can_be_undone(service: Service) -> None:
    before = service.session.project.files.files
    asked = {
        "fiches": DEUX.split("\n"),
        "gardes": ["200", "201"],
        "titre": "Vélociste",
        "acces": "premiere-insertion",
    }
    done = service.write_job(asked)
    projet = service.session.project.projet
    (emploi,) = (one for one in projet.emplois if one.cle == done["cle"])
    assert (str(emploi.intitule), len(emploi.exigences), len(emploi.fiches)) == ("Vélociste", 2, 2)
    measured = service.session.project.coverage.emploi(emploi.cle)
    assert measured is not None
    assert (measured.elements.repris, measured.elements.non_examines) == (2, 1)
    service.undo({})
    assert service.session.project.files.files == before


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"fiches": ["ROME|4.61|X"]}, "plus gardée"),
        ({"fiches": ["I1607"]}, "plus gardée"),
        ({"fiches": []}, "une à"),
        ({"acces": "un jour"}, "accède"),
        ({"gardes": []}, "ne demandent rien"),
    ],
)
def test_what_means_nothing_is_refused_and_nothing_written(
    service: Service, wrong: dict[str, object], why: str
) -> None:
    before = service.session.project.files.files
    asked = {
        "fiches": ["ROME|4.61|I1607"],
        "gardes": ["200"],
        "titre": "Vélociste",
        "acces": "premiere-insertion",
    }
    with pytest.raises((Refused, Asked), match=why):
        service.write_job(asked | wrong)
    assert service.session.project.files.files == before
