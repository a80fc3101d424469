"""The HTML of a table → the texts of its cells."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_KNOWN = frozenset({"table", "thead", "tbody", "tr", "td", "th", "p", "colgroup", "col", "span"})
#: What Markdown would read as a mark.
_MARKS = re.compile(r"([\\`*_\[\]<|])")


class _Table(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.cell: list[str] | None = None
        self.plain = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        merged = any(k in {"rowspan", "colspan"} and v not in {"1", "", None} for k, v in attrs)
        if tag not in _KNOWN or merged or (tag == "table" and self.rows):
            self.plain = False
        elif tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.plain = self.plain and bool(self.rows) and self.cell is None
            self.cell = []
        elif tag == "p" and self.cell is not None and "".join(self.cell).strip():
            self.plain = False  # two paragraphs in one cell

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self.cell is not None and self.rows:
            words = " ".join("".join(self.cell).split())
            self.rows[-1].append(_MARKS.sub(r"\\\1", words))
            self.cell = None

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)
        elif data.strip():
            self.plain = False

    def handle_comment(self, data: str) -> None:
        del data
        self.plain = False


def rows_of(html: str) -> list[list[str]] | None:
    """The rows of cells as Markdown; None when a table of Markdown could not say all of it."""
    read = _Table()
    read.feed(html)
    read.close()
    return read.rows if read.plain and read.cell is None else None
