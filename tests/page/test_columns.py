"""Columns: widths from what they hold, heads aligned as their figures."""

from __future__ import annotations

from lxml import etree

from mc_builder.loading.charter_file import builtin_charter
from mc_builder.page.columns import settle_columns


def widths(rows: list[list[str]]) -> list[float]:
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    root = etree.fromstring(f"<x><table><caption/><tbody>{body}</tbody></table></x>")
    settle_columns(root, builtin_charter())
    assert [child.tag for child in root[0]] == ["caption", "colgroup", "tbody"]
    return [float(col.get("data-largeur", "")) for col in root.iter("col")]


def test_a_column_of_long_texts_takes_the_room() -> None:
    family, jobs = widths([["Famille", "Métiers"], ["Offre de services", "Un métier ; " * 30]])
    assert 12 < family < 30
    assert abs(family + jobs - 100) < 0.2


def test_a_column_keeps_its_longest_word() -> None:
    short, _ = widths([["Accompagnement", "mot " * 200]])
    assert short > 100 * len("Accompagnement") / 110


def test_what_fits_one_line_shares_by_its_longest_cells() -> None:
    year, *others = widths(
        [["Année", "Périmètre de la mesure", "Source citée"], ["2018", "a", "b"]]
    )
    assert year < min(others)


def test_a_table_that_has_widths_keeps_them() -> None:
    root = etree.fromstring(
        '<x><table><colgroup><col data-largeur="9"/></colgroup><tbody><tr><td/></tr></tbody>'
        "</table></x>"
    )
    settle_columns(root, builtin_charter())
    assert [col.get("data-largeur") for col in root.iter("col")] == ["9"]


def test_a_head_is_aligned_as_its_figures() -> None:
    root = etree.fromstring(
        '<x><table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody>'
        '<tr class="groupe"><td colspan="2">g</td></tr>'
        '<tr><td class="droite">1</td><td class="droite">2</td></tr>'
        '<tr><td class="droite">3</td><td>x</td></tr></tbody></table></x>'
    )
    settle_columns(root, builtin_charter())
    assert [head.get("class") for head in root.iter("th")] == ["droite", None]
