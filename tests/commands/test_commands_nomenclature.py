"""``mc-builder nomenclature``: what is kept, found, shown and forgotten, and what is said of it."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from ligne_de_commande import Lance
from mc_builder.french import typeset
from mc_builder.nomenclatures.importing.shipped import shipped, shipped_table
from petites_nomenclatures import RNCP, ROME_3, ROME_4, written
from petits_fichiers import PROJETS


@pytest.fixture(autouse=True)
def magasin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of this test's own."""
    path = tmp_path / "donnees" / "nomenclatures.sqlite"
    monkeypatch.setenv("MC_BUILDER_NOMENCLATURES", str(path))
    return path


def test_import_list_look_for_show_and_forget(lance: Lance, tmp_path: Path) -> None:
    done = lance("nomenclature", "importer", written(tmp_path / "3", ROME_3))
    assert (done.code, done.sortie) == (
        0,
        typeset(
            "ROME 3.47 : 2 fiches, 2 appellations et 6 éléments"
            " (France Travail, Licence Ouverte 2.0).\n"
        ),
    )
    assert "1 lien mène à ce que ces tableaux ne donnent pas" in done.erreurs
    assert "unix_rubrique_mobilite_v347_utf8.csv" in done.erreurs
    lance("nomenclature", "importer", written(tmp_path / "4", ROME_4))
    listed = lance("nomenclature", "liste")
    assert re.findall(r"^ROME .+", listed.sortie, re.M) == ["ROME 3.47", "ROME 4.60"]
    found = lance("nomenclature", "chercher", "réparation", "cycle")
    assert found.sortie.startswith("I1607")
    shown = lance("nomenclature", "montrer", "i1607", "--version", "3.47")
    assert "Diagnostiquer une panne d’assistance électrique (200)" in shown.sortie
    assert typeset("Source : ROME 3.47, France Travail") in shown.sortie
    assert lance("nomenclature", "retirer", "rome", "3.47").code == 0
    gone = lance("nomenclature", "montrer", "D1211")
    assert (gone.code, gone.erreurs) == (
        2,
        typeset("mc-builder : aucune fiche « D1211 » dans ROME 4.60\n"),
    )


def test_json_is_for_machines(lance: Lance, tmp_path: Path) -> None:
    lance("nomenclature", "importer", written(tmp_path / "r", RNCP))
    (stored,) = json.loads(lance("nomenclature", "liste", "--format", "json").sortie)
    assert stored["edition"]["version"] == "2026-02-01"
    (fiche,) = json.loads(lance("nomenclature", "montrer", "RNCP300", "--format", "json").sortie)
    assert (fiche["niveau"], fiche["fin"]) == ("4", "2028-08-31")
    (found,) = json.loads(lance("nomenclature", "chercher", "--format", "json", "cycle").sortie)
    assert found["code"] == "RNCP300"
    shown = lance("nomenclature", "montrer", "RNCP300").sortie
    assert typeset("active, fin de l’enregistrement : 31/08/2028") in shown
    assert "remplace RNCP200" in shown


def test_bad_rows_are_said_with_their_lines(lance: Lance, tmp_path: Path) -> None:
    name = "unix_referentiel_code_rome_v347_utf8.csv"
    bad = {name: ROME_3[name] + '"","","","Sans code","1"\n' * 25}
    done = lance("nomenclature", "importer", written(tmp_path / "r", bad))
    assert done.code == 1
    assert done.sortie == ""
    lines = done.erreurs.splitlines()
    assert lines[0] == typeset(f"{name}, ligne 4 : rien dans « code_rome »")
    assert lines[-2:] == [
        "et 5 autres lignes fausses",
        typeset("25 lignes fausses : rien n’a été gardé (--sauter garde le reste)."),
    ]
    assert lance("nomenclature", "liste").code == 2
    assert lance("nomenclature", "importer", "--sauter", tmp_path / "r").code == 0


def test_a_mapping_is_checked_as_any_file(lance: Lance, tmp_path: Path) -> None:
    table = tmp_path / "metiers.csv"
    table.write_text("id;métier\n1;Vélociste\n", "utf-8")
    mapping = tmp_path / "lecture.yaml"

    def imported(text: str) -> tuple[int, str]:
        mapping.write_text(text, "utf-8")
        done = lance("nomenclature", "importer", table, "--lecture", mapping)
        return done.code, done.erreurs

    code, said = imported("nom: Branche\nversion: 2026\ncolones: {code: id, intitule: métier}\n")
    assert code == 1
    assert typeset("vouliez-vous dire « colonnes » ?") in said
    assert "--corriger" not in said
    code, said = imported("nom: Branche\nversion: 2026\ncolonnes: {code: id, intitule: nom}\n")
    assert code == 2
    assert typeset("n’a pas de colonne « nom » : il a « id » et « métier »") in said
    assert imported("nom: Branche\nversion: 2026\ncolonnes: {code: id, intitule: métier}\n")[0] == 0
    assert imported("nom: [\n")[0] == 1


def test_nothing_is_found_is_said(lance: Lance, tmp_path: Path) -> None:
    assert "aucune nomenclature n’est importée" in lance("nomenclature", "liste").erreurs
    lance("nomenclature", "importer", written(tmp_path / "4", ROME_4))
    nothing = lance("nomenclature", "chercher", "zzz")
    assert (nothing.code, nothing.erreurs) == (1, typeset("Rien ne contient « zzz ».\n"))
    wrong = lance("nomenclature", "retirer", "ROME", "1")
    assert (wrong.code, wrong.erreurs) == (
        2,
        typeset("mc-builder : « ROME 1 » n’est pas gardé : il y a ROME 4.60\n"),
    )


def test_the_store_is_where_the_system_keeps_data(
    lance: Lance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MC_BUILDER_NOMENCLATURES")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    lance("nomenclature", "importer", written(tmp_path / "4", ROME_4))
    assert (tmp_path / "xdg" / "mc-builder" / "nomenclatures.sqlite").is_file()


def test_a_terminal_sees_how_far_the_reading_is(
    lance: Lance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = pty.openpty()
    folder = written(tmp_path / "4", ROME_4)
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr("sys.stderr", terminal)
        lance("nomenclature", "importer", folder)
    seen = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "ROME 4.60" in seen
    assert "100%" in seen


def test_check_says_what_the_store_knows_of_codes(
    lance: Lance, tmp_path: Path, magasin: Path
) -> None:
    projet = tmp_path / "p"
    shutil.copytree(PROJETS / "cycles", projet)
    without = lance("-C", projet, "check", "--select", "NOM")
    assert (without.code, "NOM001" in without.sortie) == (0, False)
    lance("nomenclature", "importer", written(tmp_path / "4", ROME_4))
    path = projet / "referentiels" / "emplois" / "10-mecanicien-cycles.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("rome: [I1607]", "rome: [I1670, I1607]"), "utf-8")
    found = lance("-C", projet, "check", "--select", "NOM")
    assert "NOM001 avertissement" in found.sortie.replace("\u00a0", " ")
    assert "« I1670 » n’existe pas dans ROME 4.60" in typeset(found.sortie).replace("\u00a0", " ")
    magasin.write_text("rien")
    broken = lance("-C", projet, "check", "--select", "NOM")
    assert broken.code == 0
    assert typeset("Les codes ne sont pas vérifiés :") in broken.erreurs


def test_a_workbook_is_read_with_a_mapping(lance: Lance, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Métiers"
    for row in (
        [],
        ["id", "métier", "depuis"],
        [12, "Vélociste\nréparateur"],
        [],
        [None, "Sans code"],
    ):
        sheet.append(row)
    path = tmp_path / "metiers.xlsx"
    book.save(path)
    mapping = tmp_path / "lecture.yaml"
    mapping.write_text("nom: B\nversion: 1\ncolonnes: {code: id, intitule: métier}\n", "utf-8")
    bad = lance("nomenclature", "importer", path, "--lecture", mapping)
    assert bad.code == 1
    assert typeset("feuille « Métiers », ligne 5 : rien dans « id »") in bad.erreurs
    done = lance("nomenclature", "importer", path, "--lecture", mapping, "--sauter")
    assert (done.code, done.sortie) == (0, typeset("B 1 : 1 fiche.\n"))
    assert "Vélociste réparateur" in lance("nomenclature", "montrer", "12").sortie
    path.write_bytes(path.read_bytes()[:500])
    damaged = lance("nomenclature", "importer", path, "--lecture", mapping)
    assert (damaged.code, "classeur" in damaged.erreurs) == (2, True)


def test_a_workbook_of_many_rows_is_read_row_after_row(lance: Lance, tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Métiers")
    sheet.append(["id", "métier"])
    for n in range(12_000):
        sheet.append([f"M{n}", f"Métier n° {n}"])
    path, mapping = tmp_path / "metiers.xlsx", tmp_path / "lecture.yaml"
    book.save(path)
    mapping.write_text("nom: B\nversion: 1\ncolonnes: {code: id, intitule: métier}\n", "utf-8")
    done = lance("nomenclature", "importer", path, "--lecture", mapping)
    assert (done.code, done.sortie) == (0, typeset("B 1 : 12000 fiches.\n"))


def test_the_rows_of_a_workbook_that_are_damaged_are_said(lance: Lance, tmp_path: Path) -> None:
    book = Workbook()
    for n in range(300):
        book.worksheets[0].append([f"M{n}", f"Métier n° {n}"])
    path, mapping = tmp_path / "metiers.xlsx", tmp_path / "lecture.yaml"
    book.save(path)
    mapping.write_text("nom: B\nversion: 1\ncolonnes: {code: id, intitule: métier}\n", "utf-8")
    with zipfile.ZipFile(path) as package:
        parts = {one.filename: package.read(one) for one in package.infolist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name][: len(parts[name]) // 2]
    with zipfile.ZipFile(path, "w") as package:
        for part, content in parts.items():
            package.writestr(part, content)
    done = lance("nomenclature", "importer", path, "--lecture", mapping)
    assert (done.code, "ce classeur est abîmé" in done.erreurs) == (2, True)


@pytest.mark.parametrize(("name", "count"), [("VPPEC", 36), ("opiiec", 38)])
def test_a_shipped_inventory_comes_by_its_name(lance: Lance, name: str, count: int) -> None:
    done = lance("nomenclature", "importer", name)
    assert done.code == 0, done.erreurs
    assert f" : {count} fiches (" in done.sortie.replace("\N{NO-BREAK SPACE}", " ")
    (stored,) = json.loads(lance("nomenclature", "liste", "--format", "json").sortie)
    assert stored["edition"]["nom"] == name.upper()
    assert stored["edition"]["attribution"], "it says whose it is"


def test_every_shipped_inventory_has_its_mapping_and_is_named_in_the_help(lance: Lance) -> None:
    said = " ".join(lance("nomenclature", "importer", "--help").sortie.split())
    assert f"par leur nom : {' et '.join(shipped())}." in said.replace("\N{NO-BREAK SPACE}", " ")
    assert all(path.is_file() for name in shipped() for path in shipped_table(name) or ())
    missing = lance("nomenclature", "importer", "cigref")
    assert missing.code == 2
    assert all(name in missing.erreurs for name in shipped())


def test_a_file_that_has_the_name_of_an_inventory_is_read_first(
    lance: Lance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "VPPEC", ROME_4)
    monkeypatch.chdir(tmp_path)
    done = lance("nomenclature", "importer", "VPPEC")
    assert done.sortie.startswith(typeset("ROME 4.60 :"))
