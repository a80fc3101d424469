"""``nomenclature rapprocher``: a table beside a nomenclature, stopped and taken up again."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from ligne_de_commande import Lance
from mc_builder.commands import rapprocher
from mc_builder.french import typeset
from mc_builder.nomenclatures import rapprochements
from mc_builder.nomenclatures.matching import lots
from petites_nomenclatures import ROME_3, written

TABLEAU = "id;intitule\n1;Réparateur de cycles\n2;\n3;Vente d’articles de sport\n4;=Xylophone\n"


@pytest.fixture(autouse=True)
def magasin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lance: Lance) -> None:
    """A store of this test's own, and its folder."""
    monkeypatch.setenv("MC_BUILDER_NOMENCLATURES", str(tmp_path / "nomenclatures.sqlite"))
    monkeypatch.chdir(tmp_path)
    assert lance("nomenclature", "importer", written(tmp_path / "3", ROME_3)).code == 0


def lu(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))


def test_each_line_has_what_comes_near_it_and_why(lance: Lance, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLEAU, "utf-8")
    done = lance("nomenclature", "rapprocher", "t.csv", "--dans", "rome")
    assert (done.code, done.sortie) == (0, "rapprochements.csv\n")
    head, *rows = lu(tmp_path / "rapprochements.csv")
    assert head[4] == "intitulé (ROME 3.47)"
    assert rows[0][:4] == ["2", "Réparateur de cycles", "1", "I1607"]
    assert "cycles" in rows[0][6]
    assert [row[0] for row in rows if row[3] == "D1211" and row[2] == "1"] == ["4"]
    assert rows[-1] == ["5", "’=Xylophone", "", "", "", "", ""], "nothing shares a word with it"
    assert sorted(p.name for p in tmp_path.iterdir() if "rapprochements" in p.name) == [
        "rapprochements.csv"
    ]


def test_the_items_of_a_workbook_s_lines_and_a_shipped_inventory(
    lance: Lance, tmp_path: Path
) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Bloc", "Savoir-faire"])
    book.active.append(["A", "Diagnostiquer une panne de moteur"])
    book.save(tmp_path / "t.xlsx")
    asked = ("nomenclature", "rapprocher", "t.xlsx", "--dans", "ROME", "--parmi", "elements")
    refused = lance(*asked)
    assert (refused.code, refused.erreurs) == (
        2,
        typeset(
            "mc-builder : dites quelle colonne a les textes, avec --colonne :"
            " « Bloc » ou « Savoir-faire »\n"
        ),
    )
    assert lance(*asked, "--colonne", "savoir-faire", "-o", "ici.csv").code == 0
    assert lu(tmp_path / "ici.csv")[1][3] == "200"
    assert lance("nomenclature", "rapprocher", "OPIIEC", "--dans", "ROME").code == 0
    assert len({row[0] for row in lu(tmp_path / "rapprochements.csv")[1:]}) == 38


@pytest.mark.parametrize("cut", [0, 1, 30])
def test_a_run_that_was_stopped_goes_on(
    lance: Lance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    monkeypatch.setattr(rapprochements, "LOT", 2)
    monkeypatch.setattr(lots, "LOT", 2)
    lines = "".join(f"{n};Réparer {n} cycles\n" for n in range(9))
    (tmp_path / "t.csv").write_text(f"id;intitule\n{lines}", "utf-8")
    command = ("nomenclature", "rapprocher", "t.csv", "--dans", "ROME")
    assert lance(*command).code == 0
    wanted = (tmp_path / "rapprochements.csv").read_bytes()
    (tmp_path / "rapprochements.csv").unlink()
    found = rapprocher.nearest

    def stopped(*asked):  # type: ignore[no-untyped-def]
        for rank, near in enumerate(found(*asked)):
            if rank == 5:
                raise OSError(28, "No space left on device")
            yield near

    monkeypatch.setattr(rapprocher, "nearest", stopped)
    assert lance(*command).code == 2
    assert not (tmp_path / "rapprochements.csv").exists()
    journal = tmp_path / ".rapprochements.csv.encours"
    journal.write_bytes(journal.read_bytes() + b"6;to be written"[:cut])
    monkeypatch.setattr(rapprocher, "nearest", found)
    again = lance(*command)
    assert again.erreurs.startswith(typeset("4 lignes rapprochées avant l’arrêt"))
    assert (tmp_path / "rapprochements.csv").read_bytes() == wanted
    assert not journal.exists()


def test_another_question_begins_again_and_a_file_of_somebody_is_kept(
    lance: Lance, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text(TABLEAU, "utf-8")
    (tmp_path / ".rapprochements.csv.encours").write_bytes(b"another\r\n1;a\r\n\r\n")
    (tmp_path / "rapprochements.csv").write_text("mes notes", "utf-8")
    done = lance("nomenclature", "rapprocher", "t.csv", "--dans", "ROME")
    assert done.code == 0
    assert "avant l’arrêt" not in done.erreurs
    assert lu(tmp_path / "rapprochements.csv")[1][3] == "I1607"
    kept = [p for p in tmp_path.iterdir() if "revenu le" in p.name]
    assert [p.read_text("utf-8") for p in kept] == ["mes notes"]


def test_what_is_not_kept_or_has_nothing_is_said(lance: Lance, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("intitule\n\n", "utf-8")
    assert (
        "aucune ligne à rapprocher"
        in lance("nomenclature", "rapprocher", "t.csv", "--dans", "ROME").erreurs
    )
    (tmp_path / "t.csv").write_text("intitule\nVente\n", "utf-8")
    missing = lance("nomenclature", "rapprocher", "t.csv", "--dans", "ESCO")
    assert (missing.code, "il y a" in missing.erreurs) == (2, True)
    assert lance("nomenclature", "rapprocher", "rien.csv", "--dans", "ROME").code == 2
