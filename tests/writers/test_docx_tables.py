"""Tables of the DOCX writer: spans, widths, headers, notes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from docx_reading import NS, style, text, write
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ampleur import exemples
from mc_builder.metrics import Face, width
from mc_builder.writers.docx.grid import make_room, read, widths

HEAD = (
    "<thead><tr><th rowspan='2'>A</th><th colspan='2'>B <a class='appel' href='#n1'>x</a></th></tr>"
    "<tr><th>C</th><th class='vertical'>Une colonne écrite vers le haut</th></tr></thead>"
)
BODY = (
    "<tbody><tr class='groupe'><th colspan='3'>G</th></tr>"
    "<tr><td rowspan='2' colspan='2'>D<ul><li>E</li></ul></td><td class='droite'>F</td></tr>"
    "<tr><td class='centre'>H</td></tr><tr class='total'><td colspan='2'>I</td><td>J</td></tr>"
    "</tbody>"
)
TABLE = (
    "<table class='textes'><caption>Légende</caption><colgroup><col data-largeur='20'/>"
    f"<col data-largeur='30'/><col data-largeur='50'/></colgroup>{HEAD}{BODY}</table>"
)


def grid(package):
    """Each row as (merge, span, text) for each cell."""
    return [
        [
            (
                "".join(cell.xpath("w:tcPr/w:vMerge/@w:val", namespaces=NS))
                or ("|" if cell.xpath("w:tcPr/w:vMerge", namespaces=NS) else ""),
                int("".join(cell.xpath("w:tcPr/w:gridSpan/@w:val", namespaces=NS)) or 1),
                "/".join(text(p) for p in cell.xpath("w:p", namespaces=NS)),
            )
            for cell in row.xpath("w:tc", namespaces=NS)
        ]
        for row in package.find("//w:tr")
    ]


def test_spans_become_merged_cells():
    package = write(f"{TABLE}<ol class='notes'><li id='n1'>note</li></ol>")
    assert grid(package) == [
        [("restart", 1, "A"), ("", 2, "B (1)")],
        [("|", 1, ""), ("", 1, "C"), ("", 1, "Une colonne écrite vers le haut")],
        [("", 3, "G")],
        [("restart", 2, "D/E"), ("", 1, "F")],
        [("|", 2, ""), ("", 1, "H")],
        [("", 2, "I"), ("", 1, "J")],
    ]


def test_rows_headers_and_widths():
    package = write(f"{TABLE}<ol class='notes'><li id='n1'>note</li></ol>")
    assert len(package.find("//w:tr[w:trPr/w:tblHeader]")) == 2
    assert len(package.find("//w:tr[w:trPr/w:cantSplit]")) == 6
    columns = [int(width) for width in package.find("//w:gridCol/@w:w")]
    assert sum(columns) == int(package.find("//w:tblW/@w:w")[0]) == 9412
    assert columns == [1882, 2824, 4706]
    assert package.find("//w:tblCaption/@w:val") == ["Tableau\u00a01 – Légende"]
    assert package.find("//w:tblDescription/@w:val") == [
        "6 lignes, 3 colonnes : A, B (1), C, Une colonne écrite vers le haut"
    ]
    assert package.find("//w:tblLook/@w:firstRow") == ["1"]
    assert package.find("//w:textDirection/@w:val") == ["btLr"]
    assert int(package.find("//w:trHeight/@w:val")[0]) > width("colonne", 190, Face.WORD_GRAS)
    alignments = {
        text(p): p.xpath("w:pPr/w:jc/@w:val", namespaces=NS) for p in package.find("//w:tc/w:p")
    }
    assert alignments["F"] == ["right"]
    assert alignments["H"] == ["center"]


def test_caption_stays_with_its_table_and_notes_follow():
    package = write(f"{TABLE}<ol class='notes'><li id='n1'>note</li></ol>")
    blocks = [(e.tag.rpartition("}")[2], style(e)) for e in package.body]
    assert blocks == [("p", "Caption"), ("tbl", ""), ("p", "MCNoteTableau"), ("sectPr", "")]
    caption = package.body[0]
    assert text(caption) == "Tableau\u00a01 – Légende"
    assert caption.xpath("w:pPr/w:keepNext", namespaces=NS)
    call = package.find("//w:tc//w:hyperlink")[0]
    assert (call.get(f"{{{NS['w']}}}anchor"), text(call)) == ("n1", "(1)")
    assert package.find("//w:p[w:bookmarkStart/@w:name='n1']//w:t/text()") == ["(1) ", "note"]


def test_the_guide_of_a_table_is_not_cut_between_two_pages():
    guide = "<p>Le signe dit ce qui est couvert.</p>"
    package = write(f"<p>Avant.</p>{guide}{table_with(rows_of(2))}<p>Après.</p>")
    kept = [text(p) for p in package.find("//w:p[w:pPr/w:keepLines]")]
    assert kept == ["Le signe dit ce qui est couvert."]


def test_two_tables_do_not_merge():
    table = "<table class='fiche'><tbody><tr><th>a</th><td>b</td></tr></tbody></table>"
    package = write(table * 2)
    tags = [e.tag.rpartition("}")[2] for e in package.body]
    assert tags == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_cell_ends_with_a_paragraph_and_a_very_long_row_may_split():
    long = "Une phrase assez longue pour remplir la cellule. " * 120
    package = write(
        f"<table class='textes'><tbody><tr><td/><td>{long}</td></tr>"
        "<tr><td>a</td></tr></tbody></table>"
    )
    assert len(package.find("//w:tr[w:trPr/w:cantSplit]")) == 1
    assert all(cell[-1].tag.endswith("}p") for cell in package.find("//w:tc"))
    assert [len(row) for row in grid(package)] == [2, 2]
    items = "<p>Une ligne.</p>" * 14  # less than a third of a page
    package = write(f"<table class='textes'><tbody><tr><td>{items}</td></tr></tbody></table>")
    assert len(package.find("//w:tr[w:trPr/w:cantSplit]")) == 1


def test_a_row_of_less_than_a_third_of_a_page_stays_whole():
    words = "Une phrase assez longue pour remplir la cellule. " * 28
    package = write(f"<table class='textes'><tbody><tr><td/><td>{words}</td></tr></tbody></table>")
    assert len(package.find("//w:tr[w:trPr/w:cantSplit]")) == 1


def table_of(rows, shares=()):
    table = etree.Element("table")
    group = etree.SubElement(table, "colgroup")
    for share in shares:
        etree.SubElement(group, "col", {"data-largeur": share})
    body = etree.SubElement(table, "tbody")
    for row in rows:
        line = etree.SubElement(body, "tr")
        for columns, height in row:
            etree.SubElement(line, "td", {"colspan": str(columns), "rowspan": str(height)})
    return table


spans = st.tuples(st.integers(1, 4), st.integers(1, 4))


@settings(derandomize=True, max_examples=exemples(300), deadline=None)
@given(st.lists(st.lists(spans, max_size=5), min_size=1, max_size=6))
def test_every_row_of_a_grid_has_the_same_columns(rows):
    found = read(table_of(rows))
    assert len({row.columns for row in found}) == 1
    for row in found:
        assert [cell.column for cell in row.cells] == [
            sum(cell.columns for cell in row.cells[:number]) for number in range(len(row.cells))
        ]
    for above, below in pairwise(found):
        starts = {cell.column: cell for cell in above.cells}
        for cell in below.cells:
            if not cell.starts:
                assert starts[cell.column].columns == cell.columns
    last = found[-1]
    assert sum(len(row.starts) for row in found) == sum(len(row) for row in rows)
    assert all(cell.rows >= 1 for cell in last.cells)


@pytest.mark.parametrize(
    ("shares", "columns", "expected"),
    [
        (["50", "50"], 2, [500, 500]),
        (["25%", "25,0"], 2, [250, 250]),
        (["100", "100"], 2, [500, 500]),
        (["40"], 3, [400, 300, 300]),
        ([], 2, [500, 500]),
        ([], 0, []),
    ],
)
def test_widths_are_percentages_of_the_text(shares, columns, expected):
    assert widths(table_of([], shares), columns, 1000) == expected


def test_columns_make_room_for_their_longest_word():
    assert make_room([100, 100, 400], [150, 50, 200]) == [150, 90, 360]
    assert make_room([100, 400], [50, 200]) == [100, 400]
    # Not enough for all: what there is goes to those that lack it.
    assert make_room([100, 300], [300, 250]) == [150, 250]
    assert make_room([100, 100], [200, 200]) == [100, 100]


def test_a_number_and_its_unit_are_not_cut():
    package = write(
        '<table class="textes">'
        '<colgroup><col data-largeur="90"/><col data-largeur="10"/></colgroup>'
        "<tbody><tr><td>x</td><td>28\u00a0000\u00a0entreprises</td></tr></tbody></table>"
    )
    first, second = (int(width) for width in package.find("//w:gridCol/@w:w"))
    assert second > 18 * 90
    assert first + second == 9412


def test_the_columns_under_a_head_make_room_for_its_word():
    package = write(
        '<table class="matrice">'
        '<colgroup><col data-largeur="92"/>'
        '<col data-largeur="4"/><col data-largeur="4"/></colgroup>'
        '<thead><tr><th rowspan="2">x</th><th colspan="2">Évaluation</th></tr>'
        "<tr><th>A</th><th>B</th></tr></thead>"
        "<tbody><tr><td>x</td><td>oui</td><td>oui</td></tr></tbody></table>"
    )
    first, second, third = (int(width) for width in package.find("//w:gridCol/@w:w"))
    assert second == third
    assert second + third > 10 * 90
    assert first + second + third == 9412


def test_a_short_status_stays_on_one_line():
    package = write('<p><span class="statut" data-statut="non_couverte">Non couverte</span></p>')
    assert package.texts() == ["○\u00a0Non\u00a0couverte"]


def tied_rows(markup):
    """Which rows stay with the next, by the words of their first cell."""
    package = write(markup)
    return {
        text(row.find("w:tc", namespaces=NS))
        for row in package.find("//w:tr[not(w:trPr/w:tblHeader)]")
        if row.xpath("w:tc/w:p/w:pPr/w:keepNext", namespaces=NS)
    }


def test_the_first_title_of_a_lying_table_does_not_leave_its_page_empty():
    """A competence and its first part are too high together for what is left under a heading."""
    parts = "</tbody><tbody>".join(
        f"<tr><td>{name}</td><td>b</td></tr><tr><td>{name}1</td><td>b</td></tr>" for name in "AB"
    )
    table = table_with(parts)
    assert {"A", "B"} <= tied_rows(table)
    lying = tied_rows(f"<section class='paysage'>{table}</section>")
    assert "A" not in lying
    assert "B" in lying


def rows_of(number, words=""):
    return "".join(f"<tr><td>{n}</td><td>{words}</td></tr>" for n in range(number))


def table_with(body, kind="textes", head="<thead><tr><th>A</th><th>B</th></tr></thead>"):
    return f"<table class='{kind}'>{head}<tbody>{body}</tbody></table>"


LONG = "Une phrase assez longue pour remplir la cellule. " * 80


def test_a_short_grid_stays_whole():
    assert tied_rows(table_with(rows_of(12), "matrice")) == {str(n) for n in range(11)}
    assert tied_rows(table_with(rows_of(13), "matrice")) == {"0", "11"}
    # Not when it may be higher than half a page, which it would leave empty.
    assert tied_rows(table_with(rows_of(12, LONG[:200]), "matrice")) == {"0", "10"}
    # Nor when it may be higher than a page; rows of many lines need no company either.
    assert tied_rows(table_with(rows_of(12, LONG[:600]), "matrice")) == set()


def test_no_row_is_alone_at_an_end_of_a_page():
    assert tied_rows(table_with(rows_of(5))) == {"0", "3"}
    assert tied_rows(table_with(rows_of(5), head="")) == {"0", "3"}
    assert tied_rows(table_with(rows_of(1))) == set()
    # Nor the last one of a group; the style of the name of a group holds the next row.
    group = "<tr class='groupe'><td colspan='2'>G</td></tr>"
    assert tied_rows(table_with(rows_of(6) + group + rows_of(4))) == {"0", "4", "2"}
    # Rows that begin with a heading of their own are high, and say what they are about.
    headed = rows_of(5).replace("<td>0</td>", "<td><p class='intertitre'>0</p></td>")
    assert headed != rows_of(5)
    assert tied_rows(table_with(headed)) == set()
    # A row of many lines does not look alone, as soon as it is the one that would be.
    high, low = rows_of(1, LONG[:600]), rows_of(2)
    assert tied_rows(table_with(high + low)) == {"0"}  # the second of `low` would be alone
    assert tied_rows(table_with(low + high)) == {"0"}  # the first of `low`
    assert tied_rows(table_with(high + high)) == set()
    # A row that may be cut between two pages needs no company.
    assert tied_rows(table_with(rows_of(5, LONG))) == set()


def test_what_is_one_row_alone_stays_whole():
    """As the frame of a pôle: high, but lower than a page."""

    def may_split(words):
        (row,) = write(table_with(f"<tr><td>{words}</td><td>b</td></tr>")).find(
            "//w:tr[not(w:trPr/w:tblHeader)]"
        )
        return not row.xpath("w:trPr/w:cantSplit", namespaces=NS)

    assert not may_split(LONG[:1600])
    assert may_split(LONG * 3)


def test_two_tables_that_stay_together_have_a_separation_that_does():
    tables = table_with(rows_of(2)) * 2

    def separation(kind):
        package = write(f"<section class='{kind}'>{tables}</section>")
        (between,) = package.find("//w:p[preceding-sibling::w:tbl and following-sibling::w:tbl]")
        return bool(between.xpath("w:pPr/w:keepNext", namespaces=NS))

    assert separation("ensemble")
    assert not separation("suite")


def test_the_rows_that_a_cell_spans_stay_together():
    def spanned(words):
        rows = "".join(f"<tr><td>{n}</td></tr>" for n in range(1, 4))
        first = f"<tr><td rowspan='4'>{words}</td><td>0</td></tr>"
        return f"{rows_of(4)}{first}{rows}{rows_of(4)}"

    package = write(table_with(spanned("S")))
    rows = package.find("//w:tr[not(w:trPr/w:tblHeader)]")
    tied = [bool(row.xpath("w:tc/w:p/w:pPr/w:keepNext", namespaces=NS)) for row in rows]
    # The four rows but the last; not the ends of the table: LibreOffice would drop rows of it.
    assert [n for n, kept in enumerate(tied) if kept] == [4, 5, 6]
    # On a landscape page too, where two rows under a head are not asked to stay together.
    lying = write(f"<section class='paysage'>{table_with(spanned('S'))}</section>")
    rows = lying.find("//w:tr[not(w:trPr/w:tblHeader)]")
    tied = [bool(row.xpath("w:tc/w:p/w:pPr/w:keepNext", namespaces=NS)) for row in rows]
    assert [n for n, kept in enumerate(tied) if kept] == [4, 5, 6]
    # Nothing holds what needs more than a page.
    rows = write(table_with(spanned(LONG * 4))).find("//w:tr[not(w:trPr/w:tblHeader)]")
    tied = [bool(row.xpath("w:tc/w:p/w:pPr/w:keepNext", namespaces=NS)) for row in rows]
    assert [n for n, kept in enumerate(tied) if kept] == []


def test_the_few_named_rows_of_a_part_stay_with_its_title():
    def part(name, number, tag="th"):
        rows = "".join(f"<tr><{tag}>{name}{n}</{tag}><td>Mots</td></tr>" for n in range(number))
        return f"<tbody><tr class='groupe'><td colspan='2'>{name}</td></tr>{rows}</tbody>"

    def tied(*parts):
        return tied_rows(f"<table class='textes'>{''.join(parts)}</table>")

    assert tied(part("a", 3), part("b", 1)) >= {"a", "a0", "a1"}
    assert "a0" not in tied(part("a", 3, "td"), part("b", 1))
    assert "a0" not in tied(part("a", 4), part("b", 1))


def test_names_of_rows_are_those_of_the_tree():
    named = "<tr><th scope='row'>a</th><td>b</td></tr>"
    found = [
        write(table_with(body, kind)).find("//w:tblLook/@w:firstColumn")
        for kind in ("textes", "matrice", "fiche")
        for body in (named, "<tr><td>a</td><td>b</td></tr>")
    ]
    assert found == [["1"], ["0"]] * 3


def test_numbers_stand_at_the_top_as_texts_do():
    package = write(table_with("<tr><td>a</td><td class='centre'>1</td></tr>", "matrice"))
    assert package.find("//w:tr[not(w:trPr/w:tblHeader)]//w:vAlign") == []
    assert package.find("//w:tr[w:trPr/w:tblHeader]//w:vAlign/@w:val") == ["bottom"] * 2


@pytest.mark.parametrize(
    ("word", "width"),
    # In Calibri, bold, 9.5 points: twips.
    [("Coefficient", 844), ("Preuves", 624), ("accompagnement", 1408), ("Communication", 1248)],
)
def test_a_bold_word_is_not_cut(word, width):
    package = write(
        '<table class="textes"><colgroup><col data-largeur="95"/><col data-largeur="5"/></colgroup>'
        f"<thead><tr><th>x</th><th>{word}</th></tr></thead>"
        "<tbody><tr><td/><td/></tr></tbody></table>"
    )
    assert int(package.find("//w:gridCol/@w:w")[1]) >= width + 180


def test_a_grid_of_several_parts_breaks_between_them_and_a_total_stays_with_what_it_sums():
    rows = "".join(f"<tr><td>{n}</td></tr>" for n in range(4))
    total = '<tr class="total"><td>9</td></tr><tr class="total"><td>8</td></tr>'
    one = write(f"<table class='matrice'><tbody>{rows}{rows}</tbody></table>")
    several = write(
        f"<table class='matrice'><tbody>{rows}</tbody><tbody>{rows}</tbody>"
        f"<tbody>{total}</tbody></table>"
    )
    keep = ["//w:tr[.//w:keepNext]", "//w:tr"]
    assert [len(one.find(path)) for path in keep] == [7, 8]
    kept = [bool(row.findall(".//{*}keepNext")) for row in several.find("//w:tr")]
    assert not all(kept[:-1])
    assert kept[7:9] == [True, True]  # the row above the totals, the first total
