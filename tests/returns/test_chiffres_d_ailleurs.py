"""Figures made elsewhere, by an observatory: read by the names of the columns."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from lectures import ouvert
from mc_builder.diagnostics import Diagnostic
from mc_builder.project import Project
from mc_builder.returns.changes import Change, ItemAdded, TextChanged, ValueChanged
from mc_builder.returns.tableaux.reader import read_table
from petits_fichiers import PROJETS


@pytest.fixture(scope="module")
def cycles() -> Project:
    return ouvert(PROJETS / "cycles")


@pytest.fixture(scope="module")
def figure(cycles: Project) -> dict[str, str]:
    one = cycles.projet.chiffres[0]
    return {"cle": one.cle, "intitule": str(one.intitule), "perimetre": str(one.perimetre)}


def read(data: bytes, project: Project, name: str = "chiffres.csv") -> tuple[Change, ...]:
    returned, found = read_table(data, name, project)
    assert returned is not None, found
    assert not found, [d.message for d in found]
    assert not returned.sure
    return returned.changes


def refused(data: bytes, project: Project) -> list[Diagnostic]:
    returned, found = read_table(data, "chiffres.csv", project)
    assert returned is None or returned.changes == ()
    return found


@pytest.mark.parametrize("code", ["utf-8-sig", "utf-8", "cp1252"])
@pytest.mark.parametrize("sign", [";", "\t"])
def test_a_figure_is_known_by_what_it_measures(
    cycles: Project, figure: dict[str, str], code: str, sign: str
) -> None:
    row = (figure["intitule"].replace("’", "'"), "1 334,5", "2023", figure["perimetre"])
    text = "\r\n".join(map(sign.join, (("Libellé", "Valeur", "Année", "Périmètre"), row)))
    (change,) = read(text.encode(code), cycles)
    assert isinstance(change, ValueChanged)
    assert (change.ref, change.before, change.after) == (
        f"{figure['cle']}:valeur",
        "1250",
        "1334,5",
    )
    assert not change.origin.certain


def test_a_comma_parts_the_columns_where_no_other_sign_does(
    cycles: Project, figure: dict[str, str]
) -> None:
    text = f'id,valeur,unite\n{figure["cle"]},"1 300,25",emplois\n'
    value, unit = read(text.encode(), cycles)
    assert isinstance(value, ValueChanged)
    assert isinstance(unit, TextChanged)
    assert (value.after, unit.after, value.origin.certain) == ("1300,25", "emplois", True)


def test_another_year_is_another_figure(cycles: Project, figure: dict[str, str]) -> None:
    source = cycles.projet.sources[0]
    text = (
        "Indicateur;Valeur;Unité;Année;Périmètre;Source;Page\n"
        f"{figure['intitule']};7,6 %;;2025;{figure['perimetre']};{source.titre};12\n"
        f"Un autre;1.234,5;postes;2022 à 2023;France;{source.appel};\n"
    )
    first, second = read(text.encode(), cycles)
    assert isinstance(first, ItemAdded)
    assert isinstance(second, ItemAdded)
    assert first.after == cycles.projet.chiffres[-1].cle
    assert first.texts == {
        "intitule": figure["intitule"],
        "valeur": "7,6",
        "unite": "%",
        "annee": "2025",
        "perimetre": figure["perimetre"],
        "source/ref": source.cle,
        "source/page": "12",
    }
    assert (second.texts["valeur"], second.texts["periode"]) == ("1234,5", "2022 à 2023")


def test_an_empty_cell_asks_for_nothing(cycles: Project, figure: dict[str, str]) -> None:
    text = f"id;intitule;valeur;unite;annee;reserve\n{figure['cle']};;;;;\n;;;;;\n"
    assert read(text.encode(), cycles) == ()


def test_a_workbook_of_another_tool_is_read_by_its_heads(
    cycles: Project, figure: dict[str, str]
) -> None:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Observatoire", None])
    sheet.append([])
    sheet.append(["Clé", "Valeur", "Unité"])
    sheet.append([figure["cle"], 0.5, None])
    sheet["B4"].number_format = "0%"
    book.save(out)
    value, unit = read(out.getvalue(), cycles, "observatoire.xlsx")
    assert isinstance(value, ValueChanged)
    assert isinstance(unit, TextChanged)
    assert (value.after, unit.after) == ("50", "%")


def test_what_cannot_be_read_is_said_with_its_place(cycles: Project) -> None:
    text = (
        "Indicateur;Valeur;Année;Périmètre;Source;Couleur\n"
        "Un;beaucoup;2023;France;Nulle part;bleu\n"
        "Deux;12;2023;France;;\n"
    )
    found = [d.message for d in refused(text.encode(), cycles)]
    assert any("« Couleur »" in message for message in found)
    assert any("cellule B2" in message and "« beaucoup »" in message for message in found)
    assert any("cellule E2" in message and "source du projet" in message for message in found)
    assert any("cellule A3" in message and "il manque « Source »" in message for message in found)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02" * 400,
        b"a;b\n1;2\n",
        b"x" * 6_000_000,
        b'Indicateur;Valeur\n"jamais ferm\xe9;12',
        b"Indicateur;Valeur\n" + b";" * 1000,
        ("Indicateur;Valeur\n" + "x;" * 10 + "\n" * 20_000).encode(),
    ],
)
def test_what_is_no_table_is_a_diagnostic(cycles: Project, data: bytes) -> None:
    assert refused(data, cycles)
