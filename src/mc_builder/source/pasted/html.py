"""Text → its blocks of HTML, each whole, and the Markdown table that one of them means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mc_builder.source.pasted.codes import RED002
from mc_builder.source.pasted.leftover import WRITE_TABLE, Leftover

_NAMES = "table|thead|tbody|tr|td|th|caption|colgroup|p|div|ul|ol|li|dl|dt|dd|h[1-6]|blockquote|pre"
_TAG = re.compile(rf"<(?P<close>/?)(?P<name>{_NAMES})\b[^<>]*>", re.IGNORECASE)
_WRITE = {
    "table": WRITE_TABLE,
    "ul": "écrivez une liste, un élément par ligne : - élément",
    "ol": "écrivez une liste, un élément par ligne : 1. élément",
    "p": "retirez les balises, et laissez une ligne vide entre deux paragraphes",
}
_HEADING = "écrivez un titre : ## Titre"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of HTML: where it begins and ends in the text, and the tag that opens it."""

    start: int
    end: int
    name: str


def html_blocks(text: str) -> list[Block]:
    """The outermost blocks that begin a line, in order; one without its end stops at a blank line.

    Each tag is looked at once: those that are still open when the text ends are never looked for
    again.
    """
    if "<" not in text:
        return []
    tags = list(_TAG.finditer(text))
    ends: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for found in tags:
        stack = opened.setdefault(found["name"].lower(), [])
        if not found["close"]:
            stack.append(found.start())
        elif stack:
            ends[stack.pop()] = found.end()
    blocks: list[Block] = []
    done = 0
    for found in tags:
        start = found.start()
        line = text.rfind("\n", done, start) + 1
        if start < done or text[max(line, done) : start].strip() or found["close"]:
            continue
        blank = text.find("\n\n", start)
        end = ends.get(start, blank if blank >= 0 else len(text.rstrip("\n")))
        blocks.append(Block(start, end, found["name"].lower()))
        done = end
    return blocks


def without_blocks(text: str, blocks: list[Block]) -> str:
    """The same text, as long, with spaces in place of its blocks."""
    pieces: list[str] = []
    done = 0
    for block in blocks:
        pieces += (text[done : block.start], " " * (block.end - block.start))
        done = block.end
    return "".join([*pieces, text[done:]])


def pasted_html(text: str) -> Iterator[Leftover]:
    """One finding for each block, at its first line; a plain table is written in Markdown."""
    for block in html_blocks(text):
        line = text.find("\n", block.start, block.end)
        table = _table(text[block.start : block.end]) if block.name == "table" else None
        aide = _HEADING if block.name.startswith("h") else _WRITE.get(block.name, _WRITE["p"])
        if table is not None:
            aide = f"écrivez un tableau en Markdown : {table.split(chr(10), 1)[0][:80]}"
        yield Leftover(
            RED002,
            f"ce bloc de HTML (« <{block.name}> ») n’est pas admis dans la prose",
            block.start,
            block.end if table is not None else line if line >= 0 else block.end,
            aide,
            table and _apart(text, block, table),
        )


def _apart(text: str, block: Block, table: str) -> str:
    """The table, blank lines around it."""
    before = text[: block.start].rstrip(" ")
    after = text[block.end :].lstrip(" ")
    lines = "" if before == "" or before.endswith("\n\n") else "\n" * (1 + (before[-1] != "\n"))
    return lines + table + ("" if after.startswith("\n\n") or not after.strip() else "\n")


def _table(html: str) -> str | None:
    """A table without merged cells nor anything but text in them; None for any other."""
    # A parser of HTML, which hardly a text needs: `check` must not wait for it.
    from mc_builder.source.pasted.html_table import rows_of  # noqa: PLC0415

    rows = rows_of(html)
    if rows is None or len(rows) < 2 or len({len(row) for row in rows}) != 1:
        return None
    written = [f"| {' | '.join(row)} |" for row in rows]
    written.insert(1, "| " + " | ".join(["---"] * len(rows[0])) + " |")
    return "\n".join(written)
