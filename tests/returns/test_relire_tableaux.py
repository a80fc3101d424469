"""The workbook that comes back: what changed, what did not, and what cannot be read."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from rendu import TETE, Classeur, messages

from lectures import ouvert
from ligne_de_commande import Lance
from mc_builder.editing.matrices import MATRICES
from mc_builder.project import Project
from mc_builder.returns.changes import (
    FrameChanged,
    ItemAdded,
    ItemRemoved,
    LinkChanged,
    TextChanged,
    ValueChanged,
)
from mc_builder.returns.tableaux.base import FEUILLE
from mc_builder.returns.tableaux.book import tableaux
from mc_builder.returns.tableaux.reader import read_table
from petits_fichiers import PROJETS


@pytest.fixture(scope="module")
def cycles() -> Project:
    return ouvert(PROJETS / "cycles")


@pytest.fixture
def rendu(cycles: Project) -> Classeur:
    return Classeur(cycles)


def said(changes: object) -> set[tuple[str, str, str]]:
    """Each change of a value or of a text: its reference, before and after."""
    found = set()
    for change in changes:  # type: ignore[attr-defined]
        if isinstance(change, TextChanged):
            found.add((change.ref, "".join(p.words for p in change.before), change.after))
        elif isinstance(change, ValueChanged):
            found.add((change.ref, change.before, change.after))
        else:
            raise AssertionError(change)
    return found


# --- nothing --------------------------------------------------------------------------------------


@pytest.mark.rapides(1)
@pytest.mark.parametrize("name", ["cycles", "options", "jardinerie", "ecluses"])
def test_what_nobody_changed_is_no_change(name: str) -> None:
    project = ouvert(PROJETS / name)
    returned, found = read_table(tableaux(project), "tableaux.xlsx", project)
    assert returned is not None
    assert (returned.changes, found, returned.sure) == ((), [], True)
    assert Classeur(project).changes() == ()


def test_sorting_moving_hiding_and_renaming_are_no_change(rendu: Classeur) -> None:
    sheet = rendu.sheet("chiffres")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=TETE + 1)]
    for number, row in enumerate(reversed(rows), TETE + 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value  # type: ignore[assignment]
    sheet.move_range("C1:C40", cols=20)
    sheet.column_dimensions["D"].hidden = True
    sheet.insert_cols(3, 2)
    sheet.insert_rows(1, 3)
    sheet.title = "Nos chiffres"
    rendu.book.move_sheet(sheet, -4)
    links = rendu.sheet("competences")
    links.title = "Liens"
    links.row_dimensions[5].hidden = True
    rendu.book.create_sheet("Brouillon")["A1"] = "à voir"
    assert rendu.changes() == ()


@pytest.mark.rapides(1)
@pytest.mark.parametrize("change", [lambda t: t.replace("’", "'"), lambda t: f" {t}\r\n"])
def test_typography_alone_is_no_change(rendu: Classeur, change: object) -> None:
    for table, champ in (("chiffres", "intitule"), ("exigences", "intitule")):
        for cle in rendu.keys(table):
            cell = rendu.cell(table, cle, champ)
            cell.value = change(str(cell.value))  # type: ignore[operator]
    assert rendu.changes() == ()


# --- values ---------------------------------------------------------------------------------------


def test_each_kind_of_value_is_read_as_it_is_typed(rendu: Classeur, cycles: Project) -> None:
    cle, source = cycles.projet.chiffres[0].cle, cycles.projet.sources[0]
    other = next(s for s in cycles.projet.sources if s.cle != source.cle)
    row = rendu.row("chiffres", cle)
    rendu.write(
        "chiffres",
        row,
        intitule="Mécaniciens recherchés",
        valeur=1300.5,
        jusqu_a="1 400,25",
        annee=2024.0,
        perimetre_lu="Déduit",
        source__ref=other.appel,
        source__page=12,
        reserve=None,
        mots="À compléter",
    )
    dated = rendu.row("sources", source.cle)
    rendu.write("sources", dated, consulte_le=datetime(2026, 2, 3), annee="À compléter : à lire")
    figure = cycles.projet.chiffres[0]
    assert said(rendu.changes()) == {
        (f"{cle}:intitule", str(figure.intitule), "Mécaniciens recherchés"),
        (f"{cle}:valeur", "1250", "1300,5"),
        (f"{cle}:jusqu_a", "", "1400,25"),
        (f"{cle}:annee", "2023", "2024"),
        (f"{cle}:perimetre_lu", "oui", "deduit"),
        (f"{cle}:source/ref", source.cle, other.cle),
        (f"{cle}:source/page", "", "12"),
        (f"{cle}:reserve", str(figure.reserve).strip(), ""),
        (f"{cle}:mots", "", "À compléter : À dire."),
        (
            f"{source.cle}:consulte_le",
            "" if source.consulte_le is None else str(source.consulte_le),
            "2026-02-03",
        ),
        (f"{source.cle}:annee", str(source.annee), "À compléter : à lire"),
    }


@pytest.mark.rapides(1)
@pytest.mark.parametrize(
    ("written", "read"),
    [("03/02/2026", "2026-02-03"), ("2026-02-03", "2026-02-03"), (date(2026, 2, 3), "2026-02-03")],
)
def test_a_day_is_read_however_it_is_written(
    rendu: Classeur, cycles: Project, written: object, read: str
) -> None:
    cle = cycles.projet.sources[0].cle
    rendu.write("sources", rendu.row("sources", cle), consulte_le=written)
    (change,) = rendu.changes()
    assert isinstance(change, ValueChanged)
    assert change.after == read


def test_a_percentage_is_read_as_it_is_shown(rendu: Classeur, cycles: Project) -> None:
    cle = cycles.projet.chiffres[0].cle
    cell = rendu.cell("chiffres", cle, "valeur")
    cell.value, cell.number_format = 0.076, "0.0%"
    (change,) = rendu.changes()
    assert isinstance(change, ValueChanged)
    assert change.after == "7,6"


def test_a_source_whose_cells_are_all_emptied_is_taken_away(
    rendu: Classeur, cycles: Project
) -> None:
    exigence = next(e for e in cycles.projet.exigences if e.source is not None)
    assert exigence.source is not None
    row = rendu.row("exigences", exigence.cle)
    rendu.write("exigences", row, source__ref=None, source__reperage=None, source__page=None)
    assert said(rendu.changes()) == {(f"{exigence.cle}:source", exigence.source.ref, "")}


# --- links ----------------------------------------------------------------------------------------

DIT = {
    "entier": ("oui", "X", 1, True, "✓"),
    "partiel": ("en partie", "Partiel", "p"),
    "": ("", None, "non", False, 0, "-"),
}


@pytest.mark.rapides(1)
@pytest.mark.parametrize("cle", [key for key in MATRICES if key != "emplois"])
def test_a_cell_of_links_is_read_however_people_write_it(cycles: Project, cle: str) -> None:
    hasard, rendu, matrix = random.Random(cle), Classeur(cycles), MATRICES[cle]  # noqa: S311
    rows, columns = matrix.sides(cycles)
    states, wanted = matrix.states(cycles), set()
    for row in hasard.sample(rows, min(6, len(rows))):
        column, state = hasard.choice(columns), hasard.choice(list(DIT))
        rendu.cell(cle, row.cle, column.cle).value = hasard.choice(DIT[state])  # type: ignore[assignment]
        before = states.get((row.cle, column.cle), "")
        if before != state:
            holder, target = matrix.ends(row.cle, column.cle)
            wanted.add((holder, matrix.field, target, before, state))
    found = {
        (c.holder, c.field, c.target, c.before, c.after)
        for c in rendu.changes()
        if isinstance(c, LinkChanged)
    }
    assert found == wanted


def test_what_a_job_asks_is_read(rendu: Classeur, cycles: Project) -> None:
    job = cycles.projet.emplois[0]
    first, second = [a for a in job.exigences if a.ecartee is None and a.importance == 3][:2]
    other = next(
        e.cle
        for e in cycles.projet.exigences
        if e.cle not in {asked.exigence for asked in job.exigences}
    )
    rendu.cell("emplois", first.exigence, job.cle).value = 2.0
    rendu.cell("emplois", second.exigence, job.cle).value = "Écartée : hors du champ du diplôme"
    rendu.cell("emplois", other, job.cle).value = "1"
    assert {
        (c.target, c.before, c.after) for c in rendu.changes() if isinstance(c, LinkChanged)
    } == {
        (first.exigence, "3", "2"),
        (second.exigence, "3", "ecartee:hors_champ"),
        (other, "", "1"),
    }


# --- rows -----------------------------------------------------------------------------------------


def test_a_row_added_below_or_between_is_an_object_at_its_place(
    rendu: Classeur, cycles: Project
) -> None:
    figures = [figure.cle for figure in cycles.projet.chiffres]
    sheet = rendu.sheet("chiffres")
    sheet.insert_rows(TETE + 2)
    common = {"perimetre": "France", "source__ref": cycles.projet.sources[0].appel, "annee": 2025}
    rendu.write("chiffres", TETE + 2, intitule="Entre deux", valeur=1, **common)
    rendu.write("chiffres", rendu.below("chiffres"), intitule="À la fin", **common)
    first, last = rendu.changes()
    assert isinstance(first, ItemAdded)
    assert isinstance(last, ItemAdded)
    assert (first.after, first.like) == (figures[0], figures[0])
    assert first.texts == {
        "intitule": "Entre deux",
        "valeur": "1",
        "annee": "2025",
        "perimetre": "France",
        "source/ref": cycles.projet.sources[0].cle,
    }
    assert last.after == figures[-1]
    assert last.texts["valeur"] == "À compléter : À dire."


def test_a_row_added_to_a_sorted_list_goes_to_its_end(rendu: Classeur, cycles: Project) -> None:
    sheet = rendu.sheet("sigles")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=TETE + 1)]
    assert len(rows) > 1
    for number, row in enumerate([*reversed(rows), [None, "ABC", "Un sigle"]], TETE + 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value  # type: ignore[assignment]
    (change,) = rendu.changes()
    assert isinstance(change, ItemAdded)
    assert change.after == cycles.projet.glossaire.sigles[-1].cle


def test_the_first_row_of_an_empty_list_says_which_list_it_is(projet_de: object) -> None:
    rendu = Classeur(Project(projet_de()))  # type: ignore[operator]
    rendu.write("termes", rendu.below("termes"), terme="Flotte", definition="Des vélos")
    (change,) = rendu.changes()
    assert isinstance(change, ItemAdded)
    assert (change.like, change.after, change.into) == ("", "", "glossaire:termes")
    assert change.texts == {"terme": "Flotte", "definition": "Des vélos"}


def test_a_savoir_added_goes_to_the_group_above_or_to_the_one_that_is_named(
    rendu: Classeur, cycles: Project
) -> None:
    groups = [savoir for bloc in cycles.projet.blocs for savoir in bloc.savoirs]
    group, named = groups[0], groups[-1]
    sheet = rendu.sheet("liste-savoirs")
    sheet.insert_rows(rendu.row("liste-savoirs", group.cle) + 1)
    rendu.write("liste-savoirs", rendu.row("liste-savoirs", group.cle) + 1, intitule="Le premier")
    below = rendu.below("liste-savoirs")
    column = rendu.column("liste-savoirs", "@groupe")
    sheet.cell(below, column).value = str(named.intitule or named.famille)
    rendu.write("liste-savoirs", below, intitule="Le dernier", limites="Un\nDeux", niveau=2)
    first, last = rendu.changes()
    assert isinstance(first, ItemAdded)
    assert isinstance(last, ItemAdded)
    assert (first.like, first.after) == (group.liste[0].cle, "")
    assert last.like in {element.cle for element in named.liste}
    assert last.after == named.liste[-1].cle
    assert last.texts == {"intitule": "Le dernier", "limites": "Un\nDeux", "niveau": "2"}


def test_a_row_that_is_deleted_or_emptied_is_an_object_taken_away(
    rendu: Classeur, cycles: Project
) -> None:
    gone, emptied = cycles.projet.chiffres[1], cycles.projet.sources[-1]
    rendu.sheet("chiffres").delete_rows(rendu.row("chiffres", gone.cle))
    for champ in rendu.champs("sources"):
        rendu.cell("sources", emptied.cle, champ).value = None
    removed = {c.cle: c.words for c in rendu.changes() if isinstance(c, ItemRemoved)}
    assert set(removed) == {gone.cle, emptied.cle}
    assert removed[gone.cle].startswith(f"{gone.intitule} – ")
    assert removed[emptied.cle].startswith(f"{emptied.titre} – {emptied.auteur} – ")


def test_most_of_a_list_missing_takes_nothing_away(rendu: Classeur, cycles: Project) -> None:
    sheet = rendu.sheet("exigences")
    sheet.delete_rows(TETE + 2, sheet.max_row)
    returned, found = rendu.read()
    assert returned.changes == ()
    (message,) = messages(found)
    assert f"{len(cycles.projet.exigences) - 1} lignes n’y sont plus, et restent" in message


def test_rows_and_columns_missing_of_a_matrix_change_nothing(rendu: Classeur) -> None:
    sheet = rendu.sheet("competences")
    sheet.delete_rows(6)
    sheet.delete_cols(5)
    returned, found = rendu.read()
    assert returned.changes == ()
    assert len(found) == 2


# --- what cannot be read --------------------------------------------------------------------------


def test_all_that_cannot_be_read_is_said_at_once_with_its_cell(
    rendu: Classeur, cycles: Project
) -> None:
    first, second = cycles.projet.chiffres[:2]
    job, asked = cycles.projet.emplois[0], cycles.projet.emplois[0].exigences[0]
    cases = {
        rendu.cell("chiffres", first.cle, "valeur"): ("#N/A", "une erreur (#N/A)"),
        rendu.cell("chiffres", first.cle, "annee"): ("en 2024", "n’est pas un nombre entier"),
        rendu.cell("chiffres", first.cle, "perimetre_lu"): ("peut-être", "pas dans la liste"),
        rendu.cell("chiffres", first.cle, "source/ref"): ("Ailleurs, 2019", "pas dans la liste"),
        rendu.cell("chiffres", second.cle, "valeur"): ("=1+1", "une formule"),
        rendu.cell("chiffres", second.cle, "intitule"): (None, "obligatoire"),
        rendu.cell("emplois", asked.exigence, job.cle): (4, "« 4 » ne se dit pas"),
        rendu.cell("sources", cycles.projet.sources[0].cle, "titre"): (
            datetime(2026, 1, 12),
            "pour une date",
        ),
    }
    for cell, (value, _) in cases.items():
        cell.value = value  # type: ignore[assignment]
        if value == "#N/A":
            cell.data_type = "e"
    returned, found = rendu.read()
    assert returned.changes == ()
    whole = "\n".join(messages(found))
    for cell, (value, message) in cases.items():
        where = cell.coordinate if value is not None else "de la colonne"
        assert re.search(rf"« {cell.parent.title} », cellule {where}.*{re.escape(message)}", whole)
    assert {d.code for d in found} == {"REL002"}


def test_keys_that_are_unknown_or_there_twice_are_said(rendu: Classeur, cycles: Project) -> None:
    first, second = cycles.projet.chiffres[:2]
    rendu.cell("chiffres", first.cle, "valeur").value = 12
    rendu.sheet("chiffres").cell(rendu.row("chiffres", second.cle), 1).value = first.cle
    last = rendu.keys("chiffres")[-1]
    rendu.sheet("chiffres").cell(rendu.row("chiffres", last), 1).value = "personne"
    returned, found = rendu.read()
    texts = list(messages(found))
    assert any("plusieurs lignes (A3 et A4)" in text for text in texts)
    assert any("la clé « personne » est inconnue" in text for text in texts)
    assert not any(isinstance(c, ValueChanged | TextChanged) for c in returned.changes)


def test_a_name_of_a_matrix_that_is_changed_is_said_not_applied(
    rendu: Classeur, cycles: Project
) -> None:
    exigence = cycles.projet.exigences[0]
    rendu.cell("emplois", exigence.cle, "@nom").value = "Autre chose"
    (change,) = rendu.changes()
    assert isinstance(change, FrameChanged)
    assert (change.before, change.after) == (str(exigence.intitule), "Autre chose")


def test_a_row_added_to_a_matrix_is_no_object(rendu: Classeur) -> None:
    sheet, below = rendu.sheet("emplois"), rendu.below("emplois")
    sheet.cell(below, 3).value = "Une exigence de plus"
    sheet.cell(below, 4).value = 3
    returned, found = rendu.read()
    assert returned.changes == ()
    (message,) = messages(found)
    assert "cette ligne n’a pas de clé" in message


def test_a_copy_of_a_sheet_is_said(rendu: Classeur) -> None:
    rendu.book.copy_worksheet(rendu.sheet("sigles"))
    returned, found = rendu.read()
    assert returned.changes == ()
    assert ["copie de la feuille « Sigles »" in text for text in messages(found)] == [True]


# --- what was lost --------------------------------------------------------------------------------


def test_without_its_base_a_workbook_is_compared_with_the_project_and_is_not_sure(
    rendu: Classeur, cycles: Project
) -> None:
    del rendu.book[FEUILLE]
    figure = cycles.projet.chiffres[0]
    rendu.cell("chiffres", figure.cle, "valeur").value = 12
    rendu.sheet("chiffres").delete_rows(rendu.row("chiffres", cycles.projet.chiffres[1].cle))
    returned, found = rendu.read()
    assert not returned.sure
    (change,) = returned.changes
    assert isinstance(change, ValueChanged)
    assert not change.origin.certain
    assert len(found) == 2


def test_without_its_keys_a_list_is_read_by_its_heads_and_its_words(
    rendu: Classeur, cycles: Project
) -> None:
    sheet = rendu.sheet("chiffres")
    figure = cycles.projet.chiffres[0]
    rendu.cell("chiffres", figure.cle, "valeur").value = 12
    sheet.delete_rows(1)
    sheet.delete_cols(1)
    returned, found = rendu.read()
    (change,) = returned.changes
    assert isinstance(change, ValueChanged)
    assert (change.ref, change.after, change.origin.certain) == (
        f"{figure.cle}:valeur",
        "12",
        False,
    )
    assert any("clés" in text and "perdues" in text for text in messages(found))


def test_an_object_without_identifier_is_found_where_it_is_today(projet_de: object) -> None:
    sigles = ["{sigle: ABC, signification: Un}", "{sigle: DEF, signification: Deux}"]

    def project(*items: str) -> Project:
        glossary = "sigles:\n" + "".join(f"  - {one}\n" for one in items)
        return Project(projet_de(glossaire=glossary))  # type: ignore[operator]

    rendu = Classeur(project(*sigles))
    rendu.cell("sigles", "glossaire/sigles/2", "signification").value = "Trois"
    data, since = rendu.data, project("{sigle: ZZZ, signification: Zéro}", *sigles)
    returned, found = read_table(data, "tableaux.xlsx", since)
    assert returned is not None
    assert found == []
    assert said(returned.changes) == {("glossaire/sigles/3:signification", "Deux", "Trois")}
    returned, found = read_table(data, "tableaux.xlsx", project(sigles[0]))
    assert returned is not None
    assert returned.changes == ()
    assert ["n’est plus dans le projet" in text for text in messages(found)] == [True]


# --- files of other software, and hostile ones ----------------------------------------------------


def rewritten(data: bytes, part: str, change: object) -> bytes:
    """The same package, one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)  # type: ignore[operator]
    return out.getvalue()


def part_of(data: bytes, title: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = re.findall(r'<sheet name="([^"]+)"', package.read("xl/workbook.xml").decode())
    return f"xl/worksheets/sheet{names.index(title) + 1}.xml"


@pytest.mark.rapides(1)
@pytest.mark.parametrize(
    ("cell", "after"),
    [
        ("<f>1200+100</f><v>1300</v>", "1300"),
        ("<f>1200.1+0.2</f><v>1200.3000000000002</v>", "1200,3"),
        ("<v>1300.0</v>", "1300"),
    ],
)
def test_a_formula_is_worth_the_result_that_it_had(cycles: Project, cell: str, after: str) -> None:
    data = tableaux(cycles)
    part = part_of(data, "Chiffres")
    wrong = rewritten(data, part, lambda c: c.replace(b"<v>1250</v>", cell.encode(), 1))
    returned, found = read_table(wrong, "tableaux.xlsx", cycles)
    assert returned is not None
    assert found == []
    assert [getattr(change, "after", "") for change in returned.changes] == [after]


def test_texts_written_in_their_cells_and_booleans_are_read(cycles: Project) -> None:
    data = tableaux(cycles)
    part = part_of(data, "Exigences et activités")

    def inline(content: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            shared = package.read("xl/sharedStrings.xml").decode()
        texts = re.findall(r"<si><t[^>]*>(.*?)</t></si>", shared, re.DOTALL)

        def one(found: re.Match[str]) -> str:
            text = texts[int(found["n"])]
            if text == "oui":
                return f'<c r="{found["r"]}" t="b"><v>1</v></c>'
            return f'<c r="{found["r"]}" t="inlineStr"><is><t>{text}</t></is></c>'

        pattern = r'<c r="(?P<r>[A-Z]+\d+)"[^>]* t="s"><v>(?P<n>\d+)</v></c>'
        return re.sub(pattern, one, content.decode()).encode()

    returned, found = read_table(rewritten(data, part, inline), "tableaux.xlsx", cycles)
    assert returned is not None
    assert (returned.changes, found) == ((), [])


HOSTILES = {
    "rien": lambda _: b"",
    "pas une archive": lambda _: b"PK\x03\x04 rien",
    "ancien": lambda _: b"\xd0\xcf\x11\xe0" + b"0" * 600,
    "tronqué": lambda data: data[: len(data) // 2],
    "entités": lambda data: rewritten(
        data,
        "xl/workbook.xml",
        lambda c: c.replace(b"<workbook ", b'<!DOCTYPE w [<!ENTITY a "b">]><workbook ', 1),
    ),
    "sans classeur": lambda data: rewritten(data, "xl/workbook.xml", lambda _: b"<a/>"),
    "bombe": lambda data: rewritten(data, "xl/styles.xml", lambda _: b" " * 40_000_000),
    "un autre classeur": lambda _: _autre(),
}


def _autre() -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415

    out, book = io.BytesIO(), Workbook()
    book.save(out)
    return out.getvalue()


@pytest.mark.rapides(4)
@pytest.mark.parametrize("case", HOSTILES)
def test_what_is_no_workbook_of_ours_is_a_diagnostic(cycles: Project, case: str) -> None:
    returned, found = read_table(HOSTILES[case](tableaux(cycles)), "tableaux.xlsx", cycles)
    assert returned is None
    assert [d.code for d in found] == ["REL001"]


@pytest.mark.lent
def test_a_damaged_workbook_is_read_or_said_never_an_exception(cycles: Project) -> None:
    data, hasard = tableaux(cycles), random.Random(7)  # noqa: S311
    part = part_of(data, "Chiffres")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        content = package.read(part)
    for _ in range(25):
        at = hasard.randrange(len(content))
        junk = bytes(hasard.randrange(32, 127) for _ in range(hasard.randrange(1, 6)))
        broken = content[:at] + junk + content[at + hasard.randrange(8) :]
        read_table(rewritten(data, part, lambda _, b=broken: b), "t.xlsx", cycles)


@pytest.mark.lent
def test_too_many_rows_are_refused(cycles: Project) -> None:
    data = tableaux(cycles)
    far = b'<row r="90000"><c r="B90000"><v>1</v></c></row></sheetData>'
    late = rewritten(data, part_of(data, "Chiffres"), lambda c: c.replace(b"</sheetData>", far))
    returned, _ = read_table(late, "tableaux.xlsx", cycles)
    assert returned is not None
    assert returned.changes == ()
    rows = b"".join(
        b'<row r="%d"><c r="B%d"><v>1</v></c></row>' % (n, n) for n in range(900, 10_050)
    )
    many = rewritten(
        data,
        part_of(data, "Chiffres"),
        lambda c: c.replace(b"</sheetData>", rows + b"</sheetData>"),
    )
    returned, found = read_table(many, "tableaux.xlsx", cycles)
    assert returned is None
    assert "plus de 10" in found[0].message


# --- the command ----------------------------------------------------------------------------------


@pytest.mark.lent
def test_the_command_says_all_then_applies_all_that_can_be(
    lance: Lance, copie: Callable[[str], Path], tmp_path: Path
) -> None:
    folder = copie("cycles")
    project = Project.open(folder)
    rendu, figure = Classeur(project), project.projet.chiffres[0]
    job, asked = project.projet.emplois[0], project.projet.emplois[0].exigences[0]
    rendu.cell("chiffres", figure.cle, "valeur").value = 1400
    rendu.cell("chiffres", figure.cle, "annee").value = "l’an dernier"
    rendu.cell("emplois", asked.exigence, job.cle).value = 1
    rendu.write("sigles", rendu.below("sigles"), sigle="XYZ", signification="Un sigle")
    file = tmp_path / "rendu.xlsx"
    file.write_bytes(rendu.data)
    said = lance("-C", folder, "relire", file)
    assert said.code == 0
    assert "Tableaux de travail" in said.sortie
    assert str(project.names[job.cle].court) in said.sortie
    assert "« l’an dernier » n’est pas un nombre entier" in said.erreurs.replace("\u00a0", " ")
    assert Project.open(folder).files.files == project.files.files
    assert lance("-C", folder, "relire", file, "--appliquer").code == 1  # one cell was not read
    now = Project.open(folder).projet
    assert now.chiffres[0].valeur == 1400
    assert now.chiffres[0].annee == figure.annee
    assert now.emplois[0].exigences[0].importance == 1
    assert now.glossaire.sigles[-1].sigle == "XYZ"


def test_what_changed_on_both_sides_is_a_conflict(
    lance: Lance, copie: Callable[[str], Path], tmp_path: Path
) -> None:
    folder = copie("cycles")
    project = Project.open(folder)
    rendu, figure = Classeur(project), project.projet.chiffres[0]
    rendu.cell("chiffres", figure.cle, "valeur").value = 1400
    file = tmp_path / "rendu.xlsx"
    file.write_bytes(rendu.data)
    ledger = folder / "dossier/preuves.yaml"
    ledger.write_text(ledger.read_text("utf-8").replace("valeur: 1 250", "valeur: 1 300"), "utf-8")
    said = lance("-C", folder, "relire", file, "--appliquer")
    assert said.code == 1
    assert "En conflit" in said.sortie
    assert Project.open(folder).projet.chiffres[0].valeur == 1300
