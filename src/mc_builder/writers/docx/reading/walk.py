"""The parts of a Word file → the document as it prints, with its tracked changes taken or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from lxml import etree

from mc_builder.writers.docx.reading.inline import (
    CHANGES,
    Accepts,
    Inside,
    Line,
    tracked,
)
from mc_builder.writers.docx.reading.look import Look
from mc_builder.writers.docx.reading.opened import BODY, Parts
from mc_builder.writers.docx.reading.printed import Cell, Paragraph, Printed, Tracked
from mc_builder.writers.docx.wml import clark

_P, _TBL, _TR, _TC, _PPR, _RPR, _TRPR = map(clark, ("p", "tbl", "tr", "tc", "pPr", "rPr", "trPr"))
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
#: The part of headers and footers.
MARGIN = "m"
_NOTES = (("word/footnotes.xml", "footnote", "n"), ("word/endnotes.xml", "endnote", "e"))


def everyone(author: str) -> bool:
    """Take the tracked changes of all."""
    return bool(author) or True


def printed(parts: Parts, accepts: Accepts = everyone) -> Printed:
    """A document as it prints once the tracked changes of some authors are taken."""
    moved: dict[str, tuple[str, ...]] = {}
    look = Look(parts)
    first = _Part(look, accepts, moved)
    first.flow(parts[BODY])
    if first.inside.moved != _moved(first):
        first = _Part(look, accepts, _moved(first))
        first.flow(parts[BODY])
    others = [first]
    for name, tag, sign in _NOTES:
        for note in () if name not in parts else parts[name].iterfind(clark(tag)):
            if note.get(clark("type"), "normal") == "normal":
                others.append(_Part(look, accepts, moved, f"{sign}{note.get(clark('id'), '')}"))
                others[-1].flow(note)
    for name in sorted(parts):
        if _MARGIN.fullmatch(name):
            others.append(_Part(look, accepts, moved, MARGIN))
            others[-1].flow(parts[name])
    return Printed(
        tuple(chain.from_iterable(part.found for part in others)),
        first.inside.passages,
        {mark: change for part in others for mark, change in part.inside.gone.items()},
    )


def _moved(part: _Part) -> dict[str, tuple[str, ...]]:
    """The bookmarks that tracked moves have left behind, by the name of the move."""
    return {c.name: c.marks for c in part.inside.gone.values() if c.name and c.marks}


@dataclass
class _Part:
    """One part while it is read."""

    look: Look
    accepts: Accepts
    moved: dict[str, tuple[str, ...]]
    part: str = ""
    found: list[Paragraph] = field(default_factory=list)
    tables: int = 0
    #: Rows and cells around, innermost last; false ones are deleted.
    cells: list[Cell] = field(default_factory=list)
    muted: int = 0
    carried: Line | None = None

    def __post_init__(self) -> None:
        self.inside = Inside(self.accepts, self.part, moved=self.moved)

    def flow(self, node: etree._Element) -> None:
        """The paragraphs and tables in an element."""
        for child in node:
            if child.tag == _P:
                self._paragraph(child)
            elif child.tag == _TBL:
                self._table(child)
            elif child.tag in CHANGES:
                found = tracked(child)
                if found is not None:
                    self.inside.changes.append(found)
                    self.flow(child)
                    self.inside.changes.pop()
            elif not self.inside.mark(child) and isinstance(child.tag, str):
                self.flow(child)

    def _table(self, table: etree._Element) -> None:
        self._end()
        self.tables += 1
        number = self.tables
        for rank, row in enumerate(_inner(table, _TR, self.inside)):
            change = _change_of(row.find(_TRPR))
            dropped = change is not None and not self.inside.taken(change)
            if change is not None:
                self.inside.changes.append(change)
            self.muted += dropped
            for column, cell in enumerate(_inner(row, _TC, self.inside)):
                self.cells.append(Cell(number, rank, column))
                self.flow(cell)
                self._end()
                self.cells.pop()
            self.muted -= dropped
            if change is not None:
                self.inside.changes.pop()

    def _paragraph(self, node: etree._Element) -> None:
        inside = self.inside
        within = inside.computing
        inside.rank = len(self.found)
        inside.begin()
        properties = node.find(_PPR)
        inside.read(node)
        line = inside.line
        if inside.computing:  # a table of contents runs over many paragraphs
            inside.result.clear()
            within = within or not line.held
        if not within:
            self._close(line, properties)
        for box in line.boxes:
            self.flow(box)

    def _close(self, line: Line, properties: etree._Element | None) -> None:
        """Keep a paragraph; one whose mark is gone goes on in the next."""
        if self.carried is not None:
            line = _joined(self.carried, line)
            self.carried = None
        change = _change_of(None if properties is None else properties.find(_RPR))
        if change is not None and self.accepts(change.author):
            line.tracked.append(change)
        if change is not None and not self.inside.taken(change):
            self.carried = line
            return
        self._keep(line, properties)

    def _end(self) -> None:
        """The end of a cell: what would go on in the next paragraph has none."""
        if self.carried is not None:
            line, self.carried = self.carried, None
            self._keep(line, None)

    def _keep(self, line: Line, properties: etree._Element | None) -> None:
        if self.muted or not (line.held or any(run.words.strip() for run in line.runs)):
            return
        level, item, depth = self.look.of(properties)
        self.found.append(
            Paragraph(
                tuple(line.runs),
                self.part,
                self.cells[-1] if self.cells else None,
                level,
                item,
                depth,
                tuple(line.held),
                tuple(line.anchors),
                tuple(line.tracked),
            )
        )


def _joined(first: Line, then: Line) -> Line:
    return Line(
        [*first.runs, *then.runs],
        first.held | then.held,
        first.anchors | then.anchors,
        [*first.tracked, *then.tracked],
        then.boxes,
    )


def _change_of(properties: etree._Element | None) -> Tracked | None:
    """The tracked change of a mark of paragraph, or of a row."""
    for child in () if properties is None else properties:
        if (found := tracked(child)) is not None:
            return found
    return None


def _inner(node: etree._Element, tag: str, inside: Inside) -> Iterator[etree._Element]:
    """The rows of a table, the cells of a row, whatever stands around them."""
    for child in node:
        if child.tag == tag:
            yield child
        elif not inside.mark(child) and isinstance(child.tag, str) and child.tag not in _APART:
            yield from _inner(child, tag, inside)


_APART = {_P, _TRPR, *map(clark, ("tblPr", "tblGrid", "tblPrEx", "tcPr"))}
