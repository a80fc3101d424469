"""``mc-builder nomenclature actualiser``: what a newer version makes of the codes of a project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ligne_de_commande import Lance
from mc_builder.french import typeset
from mc_builder.project import Project
from petites_nomenclatures import ROME_3, ROME_4, written

NOUVEAU = (
    *("nouveau", "p", "--type", "MC", "--intitule", "Cycles", "--niveau", "4"),
    *("--etape", "opportunite", "--demandeur", "La branche"),
)


@pytest.fixture(autouse=True)
def ici(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lance: Lance) -> Path:
    """A store with two versions, and a project written from the first: I1607, then D1211."""
    monkeypatch.setenv("MC_BUILDER_NOMENCLATURES", str(tmp_path / "n.sqlite"))
    monkeypatch.chdir(tmp_path)
    for folder, files in (("3", ROME_3), ("4", ROME_4)):
        lance("nomenclature", "importer", written(tmp_path / folder, files))
    lance(*NOUVEAU)
    lance("-C", "p", "emploi", "I1607", "D1211", "--version", "3.47")
    return tmp_path


def plain(text: str) -> str:
    return typeset(text).replace("\u00a0", " ")


def test_each_code_is_there_reworded_or_gone_and_nothing_is_written(
    lance: Lance, ici: Path
) -> None:
    before = {p: p.read_bytes() for p in (ici / "p").rglob("*") if p.is_file()}
    done = lance("-C", "p", "nomenclature", "actualiser", "ROME", "4.60")
    assert done.code == 0
    said = plain(done.sortie)
    gone, _, rest = said.partition("d’autres mots")
    assert "D1211 « Vente d’articles de sport et loisirs »" in gone
    assert "202 « Conseiller un client ou une cliente »" in gone
    assert "Diagnostiquer une [-panne d’-]assistance électrique" in rest
    assert "fiche rattachée : I1621" in rest
    assert "1 code y est toujours" in rest
    assert "Couverture avant" in done.erreurs
    assert "--appliquer" in done.erreurs
    assert {p: p.read_bytes() for p in (ici / "p").rglob("*") if p.is_file()} == before


def test_what_is_certain_is_written_and_what_somebody_wrote_stays(lance: Lance, ici: Path) -> None:
    exigences = ici / "p/referentiels/exigences.yaml"
    text = exigences.read_text("utf-8")
    assert "intitule: Techniques d’ajustage" in text
    exigences.write_text(
        text.replace("intitule: Techniques d’ajustage", "intitule: Ajuster  # relu"), "utf-8"
    )
    kept = {p: p.read_bytes() for p in (ici / "p/dossier/fiches").iterdir()}
    assert lance("-C", "p", "nomenclature", "actualiser", "ROME", "4.60", "--appliquer").code == 0
    projet = Project.open(ici / "p").projet
    known = {
        str(one.nomenclatures[0].code): (str(one.intitule), str(one.nomenclatures[0].version))
        for one in projet.exigences
    }
    assert known == {
        "200": ("Diagnostiquer une assistance électrique", "4.60"),
        "201": ("Remplacer une pièce d’usure", "4.60"),
        "202": ("Conseiller un client ou une cliente", "3.47"),
        "100": ("Ajuster", "4.60"),
        "101": ("Électricité basse tension", "3.47"),
    }
    assert "intitule: Ajuster  # relu" in exigences.read_text("utf-8")
    (reworded,) = (one for one in projet.exigences if "200" in str(one.nomenclatures))
    assert reworded.source is not None
    assert (reworded.source.ref, reworded.source.reperage) == ("rome-4-60", "code 200")
    assert {p: p.read_bytes() for p in (ici / "p/dossier/fiches").iterdir()} == kept
    assert lance("-C", "p", "check").code == 0
    again = lance("-C", "p", "nomenclature", "actualiser", "ROME", "4.60", "--appliquer")
    assert "Rien n’est à écrire." in typeset(again.erreurs)


def test_a_version_that_is_not_kept_is_refused(lance: Lance) -> None:
    done = lance("-C", "p", "nomenclature", "actualiser", "ROME", "5.0")
    assert done.code == 2
    assert "il y a ROME 3.47 et ROME 4.60" in plain(done.erreurs)


def test_a_difference_shows_what_would_be_written(lance: Lance) -> None:
    done = lance("-C", "p", "nomenclature", "actualiser", "ROME", "4.60", "--diff")
    assert "+    intitule: Diagnostiquer une assistance électrique" in done.sortie
    assert "Rien n’a été écrit" in done.erreurs


def test_a_program_has_the_same_as_json(lance: Lance) -> None:
    done = lance("-C", "p", "nomenclature", "actualiser", "ROME", "4.60", "--format", "json")
    data = json.loads(done.sortie)
    assert data["edition"]["version"] == "4.60"
    assert (data["ecrit"], data["fichiers"]) == (
        False,
        ["dossier/sources.yaml", "referentiels/exigences.yaml"],
    )
    by_code = {one["code"]: one for one in data["codes"]}
    assert {code: one["sort"] for code, one in by_code.items()} == {
        "I1607": "reformule",
        "D1211": "absent",
        "200": "reformule",
        "201": "meme",
        "202": "absent",
        "100": "reformule",
        "101": "absent",
    }
    assert by_code["200"]["suit_l_editeur"]
    assert by_code["200"]["apres"] == "Diagnostiquer une assistance électrique"
    assert by_code["202"]["partage"] == by_code["202"]["reuni"] == []
    assert by_code["I1607"]["candidats"][0]["code"] == "I1621"
    assert lance(
        "-C", "p", "nomenclature", "actualiser", "ROME", "4.60", "--format", "json", "--appliquer"
    ).sortie.count('"ecrit": true')
