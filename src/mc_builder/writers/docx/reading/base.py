"""What we wrote, kept in the file itself: the document as printed, what each bookmark holds.

So that what a returned file says otherwise is known from it alone, by the reader that reads it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from mc_builder.page.passes import MARK
from mc_builder.writers.docx.reading.opened import Opened, Unreadable
from mc_builder.writers.docx.reading.printed import Cell, Computed, Paragraph, Printed, Run
from mc_builder.writers.docx.reading.remarks import Note

#: The namespace of the manifest, and that of the versions that kept fingerprints only.
MANIFEST = "urn:mc-builder:identites:2"
FORMER = "urn:mc-builder:identites:1"


@dataclass(frozen=True, slots=True)
class Text:
    """What a bookmark holds: a text of the data (`ref`), or what one calls (`call`).

    `prose` says that it is a block of prose, among others of the same text; `note` that it is the
    whole of a footnote, around whose call the bookmark stands.
    """

    ref: str = ""
    call: str = ""
    prose: bool = False
    note: bool = False


@dataclass(frozen=True, slots=True)
class Base:
    """A document as it was written: `texts` by bookmark, `remarks` the words of our comments."""

    document: str
    version: str
    empreinte: str
    paragraphs: tuple[Paragraph, ...]
    texts: Mapping[str, Text] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    title: str = ""


def manifest(
    about: Mapping[str, str], texts: Mapping[str, Text], printed: Printed, notes: Iterable[Note]
) -> str:
    """The element that a file keeps; `about` are its attributes."""
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in about.items())
    lines = "".join(
        f"<texte signet={quoteattr(mark)} identite={quoteattr(text.ref)}"
        + (f" appel={quoteattr(text.call)}" if text.call else "")
        + (' prose="oui"' if text.prose else "")
        + (' note="oui"' if text.note else "")
        + "/>"
        for mark, text in texts.items()
    )
    said = escape(dumps([_packed(p) for p in printed.paragraphs]))
    remarks = "".join(f"<commentaire>{escape(note.words)}</commentaire>" for note in notes)
    return (
        f'<identites xmlns="{MANIFEST}"{attributes}>{lines}<imprime>{said}</imprime>{remarks}'
        "</identites>"
    )


def dumps(value: object) -> str:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def base_of(file: Opened) -> Base | None:
    """What a file keeps of itself; None when it keeps nothing. Raises Unreadable."""
    for item in file.items:
        if item.tag == f"{{{MANIFEST}}}identites":
            return base_in(item)
    return None


def base_in(item: etree._Element) -> Base:
    """What the element of a file says; raises Unreadable when it was damaged."""
    try:
        return Base(
            item.get("document", ""),
            item.get("version", ""),
            item.get("empreinte", ""),
            tuple(map(_unpacked, json.loads(item.findtext(f"{{{MANIFEST}}}imprime", "")))),
            {
                line.get("signet", ""): Text(
                    line.get("identite", ""),
                    line.get("appel", ""),
                    line.get("prose") == "oui",
                    line.get("note") == "oui",
                )
                for line in item.iterfind(f"{{{MANIFEST}}}texte")
            },
            tuple(
                "".join(map(str, c.itertext())) for c in item.iterfind(f"{{{MANIFEST}}}commentaire")
            ),
            item.get("titre", ""),
        )
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise Unreadable("ce qu’il garde de lui-même a été abîmé") from error


def _packed(paragraph: Paragraph) -> list[Any]:
    """A paragraph as JSON: where it is, its form, its runs."""
    cell = paragraph.cell
    where = paragraph.part
    if cell is not None:
        where += f"/{cell.table}.{cell.row}.{cell.column}"
    form = str(paragraph.level or "")
    if paragraph.item:
        form = f"{paragraph.item}{paragraph.depth}"
    runs: list[Any] = []
    for run in paragraph.runs:
        marks = [mark.removeprefix(MARK) for mark in run.marks]
        last = runs[-1] if runs else None
        if not marks and not run.computed:
            runs.append(run.words)
        elif last and isinstance(last, list) and last[1:] == ["", *marks] and not run.computed:
            last[0] += run.words  # bold or not
        else:
            runs.append([run.words, run.computed + run.note, *marks])
    anchors = [] if paragraph.held else list(paragraph.anchors)
    return [where, form, runs, *([anchors] if anchors else [])]


def _unpacked(value: list[Any]) -> Paragraph:
    where, form, runs, *rest = value
    part, _, cell = where.partition("/")
    item, depth = (form[:-1], form[-1]) if len(form) > 1 else ("", "0")
    found = tuple(map(_run, runs))
    return Paragraph(
        found,
        part,
        Cell(*map(int, cell.split("."))) if cell else None,
        0 if item else int(form or "0"),
        item,
        int(depth),
        tuple(dict.fromkeys(mark for run in found for mark in run.marks)),
        tuple(map(str, rest[0])) if rest else (),
    )


def _run(value: Any) -> Run:
    if isinstance(value, str):
        return Run(value)
    words, computed, *marks = value
    return Run(
        str(words),
        tuple(f"{MARK}{mark}" for mark in marks),
        Computed(computed[:1]),
        note=computed[1:] if computed[:1] == Computed.NOTE else "",
    )
