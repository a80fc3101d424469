"""Fiches → an emploi and its exigences: what is written, what is merged, what is left to set."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mc_builder.editing import Refused
from mc_builder.importers.emplois import demands, job_of
from mc_builder.model.base import ACompleter
from mc_builder.model.emplois import Emploi, Exigence
from mc_builder.nomenclatures.store_records import Edition, Fiche, Item
from mc_builder.project import Project
from memoire import Memoire
from petits_fichiers import DOSSIER, FICHIERS

ROME = Edition("ROME", "4.60", "2025-12-01", "Licence Ouverte 2.0", "France Travail")
CYCLES = Fiche(
    ROME,
    "I1607",
    "Mécanicien / Mécanicienne de cycles",
    definition="Remet en état des vélos (freins, ...).\nN'achète pas * de pièces.",
    items=(
        Item("200", "Diagnostiquer une panne d'assistance", "savoir-faire", coeur=True),
        Item("400", "Faire preuve de rigueur", "savoir-etre", coeur=False),
        Item("100", "Ajustage", "savoir"),
        Item("300", "En atelier", "contexte"),
        Item("201", "Remplacer une pièce", "savoir-faire", coeur=False),
    ),
)
VENTE = Fiche(
    ROME,
    "D1211",
    "Vendeur / Vendeuse",
    definition="Vend des vélos.",
    items=(
        Item("201", "Remplacer une pièce", "savoir-faire", coeur=True),
        Item("999", "Faire preuve de RIGUEUR", "savoir-etre"),
    ),
)


def project(**texts: str) -> Project:
    files = {"dossier": DOSSIER, **texts}
    return Project.open(Memoire({FICHIERS.get(n, n): t.encode() for n, t in files.items()}))


def test_an_empty_project_gets_the_job_its_requirements_and_their_source() -> None:
    before = project()
    job = job_of(before, [CYCLES, VENTE], demands([CYCLES, VENTE]))
    after = before.edited(job.changes)
    assert [d.message for d in after.problems] == []
    emploi = after.projet.find(job.emploi, Emploi)
    assert emploi is not None
    assert emploi.intitule == "Mécanicien ou mécanicienne de cycles"
    assert emploi.rome == ("I1607", "D1211")
    (source,) = after.projet.sources
    assert (source.abrege, source.annee, source.precision) == (
        "ROME 4.60",
        2025,
        "Licence Ouverte 2.0",
    )
    assert [(one.ref, one.reperage) for one in emploi.sources] == [
        (source.id, "fiches I1607 et D1211")
    ]
    assert emploi.description == (
        "Remet en état des vélos (freins, …).\n\nN’achète pas \\* de pièces.\n\nVend des vélos.\n"
    )
    asked = {}
    for line in emploi.exigences:
        exigence = after.projet.find(line.exigence, Exigence)
        assert exigence is not None
        assert exigence.source is not None
        (code,) = exigence.nomenclatures
        assert (code.nom, code.version) == ("ROME", "4.60")
        asked[str(code.code)] = (
            str(exigence.intitule),
            exigence.nature,
            str(exigence.source.reperage),
            "?" if isinstance(line.importance, ACompleter) else line.importance,
        )
    assert asked == {
        "200": ("Diagnostiquer une panne d’assistance", "savoir-faire", "fiche I1607", 3),
        "201": ("Remplacer une pièce", "savoir-faire", "fiches I1607 et D1211", 3),
        "400": ("Faire preuve de rigueur", "savoir-etre", "fiches I1607 et D1211", 2),
        "100": ("Ajustage", "savoir", "fiche I1607", "?"),
    }
    assert (len(job.new), len(job.shared), job.to_set) == (4, 0, 1)


def test_what_the_project_asks_already_is_asked_again_and_stays_as_it_is() -> None:
    before = project(
        exigences="exigences:\n"
        "  - intitule: Ajuster  # relu\n    nature: savoir\n"
        "    nomenclatures: [{nom: rome, version: '3.47', code: '100'}]\n"
        "  - {id: rigueur, intitule: « faire preuve de rigueur », nature: savoir-etre}\n",
        sources="sources:\n"
        "  - {id: rome-460, auteur: France Travail, titre: Répertoire, annee: 2025}\n",
    )
    job = job_of(before, [CYCLES], demands([CYCLES]))
    after = before.edited(job.changes)
    assert [d.message for d in after.problems] == []
    text = (after.files.read("referentiels/exigences.yaml") or b"").decode()
    assert "intitule: Ajuster  # relu" in text
    assert "  - {id: rigueur, intitule: « faire preuve de rigueur », nature: savoir-etre}" in text
    assert "dossier/sources.yaml" not in job.changes
    assert job.shared == ("rigueur", "ajuster")
    assert len(after.projet.exigences) == 4
    assert str(after.projet.emplois[0].sources[0].ref) == "rome-460"


def test_a_second_job_from_the_same_fiche_writes_no_requirement_twice() -> None:
    before = project()
    one = before.edited(job_of(before, [CYCLES], demands([CYCLES])).changes)
    job = job_of(one, [CYCLES], demands([CYCLES]))
    two = one.edited(job.changes)
    assert [d.message for d in two.problems] == []
    assert (job.new, len(job.shared)) == ((), 4)
    assert len({emploi.id for emploi in two.projet.emplois}) == 2
    assert two.files.read("referentiels/exigences.yaml") == one.files.read(
        "referentiels/exigences.yaml"
    )


def test_versions_are_two_sources_and_their_codes_one_requirement() -> None:
    old = replace(CYCLES, edition=Edition("ROME", "3.47"))
    before = project()
    job = job_of(before, [old, CYCLES], demands([old, CYCLES]), "Vélociste", "apres-experience")
    after = before.edited(job.changes).projet
    assert [str(s.abrege) for s in after.sources] == ["ROME 3.47", "ROME 4.60"]
    assert isinstance(after.sources[0].annee, ACompleter)
    assert len(after.exigences) == 4
    assert (str(after.emplois[0].intitule), after.emplois[0].acces) == (
        "Vélociste",
        "apres-experience",
    )


def test_items_may_be_left_out_and_a_job_of_nothing_is_refused() -> None:
    asked = demands([CYCLES], {"200", "100"})
    assert [one.item.code for one in asked] == ["201", "400"]
    with pytest.raises(Refused, match="ne demandent rien"):
        job_of(project(), [CYCLES], [])


@pytest.mark.parametrize(
    ("fiche", "emploi"),
    [
        ("Mécanicien / Mécanicienne de cycles", "Mécanicien ou mécanicienne de cycles"),
        ("vendeur/vendeuse de vélos", "Vendeur ou vendeuse de vélos"),
        ("Réparation de cycles / motoculture", "Réparation de cycles / motoculture"),
        ("Vente d'articles", "Vente d’articles"),
    ],
)
def test_a_title_has_its_two_genders(fiche: str, emploi: str) -> None:
    one = replace(CYCLES, intitule=fiche)
    assert job_of(project(), [one], demands([one])).intitule == emploi
