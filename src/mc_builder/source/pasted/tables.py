"""Lines of a text → tables pasted with tabs, and Markdown tables that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mc_builder.french import SPACES
from mc_builder.source.pasted.codes import COL004, COL005
from mc_builder.source.pasted.leftover import WRITE_TABLE, Leftover, Line
from mc_builder.source.pasted.lists import SIGNS

#: An item of a list, whose mark is followed by a tab.
_ITEM = re.compile(rf"[\t{SPACES}]*(?:[-*+–—o{SIGNS}]|\(?[a-z\d]{{1,2}}[.)])[{SPACES}]*\t")
_BAR = re.compile(r"(?<!\\)\|")


def pasted_tables(lines: list[Line]) -> Iterator[Leftover]:
    """Tables to be written in Markdown."""
    start = 0
    while start < len(lines):
        stop = start + 1
        if "\t" in lines[start].text.strip() and _tabbed(lines[start]):
            while stop < len(lines) and _tabbed(lines[stop]):
                stop += 1
            yield _from_tabs(lines, start, stop)
        elif lines[start].text.lstrip().startswith("|"):
            while stop < len(lines) and lines[stop].text.lstrip().startswith("|"):
                stop += 1
            yield from _broken(lines[start:stop], lonely=_lonely(lines, stop))
        else:
            start += 1
            continue
        start = stop


def is_row(line: Line) -> bool:
    """Whether a line is a row of a table, written in Markdown or pasted with tabs."""
    return line.text.lstrip().startswith("|") or ("\t" in line.text.strip() and _tabbed(line))


def _tabbed(line: Line) -> bool:
    return "\t" in line.text.lstrip() and _ITEM.match(line.text) is None


def _lonely(lines: list[Line], stop: int) -> bool:
    """Whether the text ends there, or a blank line and no other row of a table follow."""
    rest = [line for line in lines[stop : stop + 2] if not line.blank]
    return not rest or not rest[0].text.lstrip().startswith("|")


def _from_tabs(lines: list[Line], start: int, stop: int) -> Leftover:
    rows = [[cell.strip() for cell in line.text.split("\t")] for line in lines[start:stop]]
    certain = len(rows) > 1 and len({len(row) for row in rows}) == 1 and all(rows[0])
    if not certain:
        return Leftover(
            COL004,
            "des tabulations séparent ces mots, comme dans un tableau : elles s’imprimeraient comme"
            " des espaces",
            lines[start].start,
            lines[stop - 1].end,
            f"{WRITE_TABLE} ; ou remplacez les tabulations par des espaces",
        )
    table = [_row([cell.replace("|", "\\|") for cell in row]) for row in rows]
    table.insert(1, _row(["---"] * len(rows[0])))
    before = start > 0 and not lines[start - 1].blank
    after = stop < len(lines) and not lines[stop].blank
    return Leftover(
        COL004,
        f"un tableau de {len(rows)} rangs est collé avec ses tabulations",
        lines[start].start,
        lines[stop - 1].end,
        f"écrivez-le en Markdown : {table[0][:60]}",
        "\n" * before + "\n".join(table) + "\n" * after,
    )


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _separates(line: str) -> bool:
    return "-" in line and not set(line) - set(" \t|:-")


def _cells(line: str) -> list[str]:
    """The cells of a row of a Markdown table."""
    inside = line.strip().removeprefix("|")
    cells = _BAR.split(inside)
    return cells[:-1] if len(cells) > 1 and not cells[-1].strip() else cells


def _broken(rows: list[Line], *, lonely: bool) -> Iterator[Leftover]:
    """What keeps rows from being a table, or loses cells of them."""
    width = len(_cells(rows[0].text))
    first, last = rows[0], rows[-1]
    separated = len(rows) > 1 and _separates(rows[1].text)
    if not separated:
        same = len(rows) > 1 and {len(_cells(row.text)) for row in rows} == {width}
        yield Leftover(
            COL005,
            "ce tableau n’en est pas un : sa deuxième ligne ne sépare pas la tête du corps"
            if len(rows) > 1
            else "cette ligne de tableau est seule : elle s’imprimerait avec ses barres",
            first.start,
            first.end if same else last.end,
            f"écrivez sous la première ligne : {_row(['---'] * width)[:80]}",
            f"{first.text}\n{_row(['---'] * width)}" if same and lonely and width > 1 else None,
        )
        return
    marks = len(_cells(rows[1].text))
    if marks != width:
        same = {len(_cells(row.text)) for row in (first, *rows[2:])} == {width}
        yield Leftover(
            COL005,
            f"ce tableau n’en est pas un : {width} titres de colonne et {marks} séparations",
            rows[1].start,
            rows[1].end,
            f"écrivez autant de séparations que de titres : {_row(['---'] * width)[:80]}",
            _row(["---"] * width) if same else None,
        )
        return
    for row in rows[2:]:
        if len(_cells(row.text)) > width:
            yield Leftover(
                COL005,
                f"ce rang a {len(_cells(row.text))} cases pour {width} colonnes : les dernières ne"
                " s’imprimeraient pas",
                row.start,
                row.end,
                "donnez un titre à chaque colonne, ou écrivez « \\| » pour une barre dans un texte",
            )
