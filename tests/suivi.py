"""A Word file with tracked changes → its paragraphs once all are accepted, or all refused.

Written apart from what writes them: by the words of ECMA-376 (17.13.5), on the XML alone. What the
tool or Word counts (results of fields, numbers of headings) is no word of a paragraph, and a
paragraph without a word is no paragraph.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What stays when all is accepted: insertions; when all is refused: deletions.
GARDE = {True: "ins", False: "del"}


def parties(data: bytes) -> tuple[etree._Element, dict[str, etree._Element]]:
    """The body, and the footnotes by id."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
        named = "word/footnotes.xml" in archive.namelist()
        notes = etree.fromstring(archive.read("word/footnotes.xml") if named else b"<none/>")
    assert body is not None
    return body, {str(n.get(f"{W}id")): n for n in notes.iter(f"{W}footnote")}


def settle(body: etree._Element, *, accept: bool) -> etree._Element:
    """The body without tracked changes: all accepted, or all refused."""
    body = deepcopy(body)
    gone = GARDE[not accept]
    for row in list(body.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{gone}") is not None:
            table = row.getparent()
            assert table is not None
            table.remove(row)
            if table.find(f"{W}tr") is None:
                holder = table.getparent()
                assert holder is not None
                holder.remove(table)
    for mark in list(body.iter(f"{W}{gone}")):
        holder = mark.getparent()
        assert holder is not None
        if holder.tag not in {f"{W}rPr", f"{W}trPr"}:
            holder.remove(mark)
    for paragraph in list(body.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None:
            _join(paragraph)
    return body


def _join(paragraph: etree._Element) -> None:
    """A paragraph whose end goes: its words begin the next one."""
    following = paragraph.getnext()
    words = [child for child in paragraph if child.tag != f"{W}pPr"]
    if following is None or following.tag != f"{W}p":
        assert not "".join(_words(paragraph)).strip(), "words would be lost"
    else:
        place = 1 if following.find(f"{W}pPr") is not None else 0
        for child in reversed(words):
            following.insert(place, child)
    holder = paragraph.getparent()
    assert holder is not None
    holder.remove(paragraph)


def _words(
    paragraph: etree._Element, notes: dict[str, etree._Element] | None = None
) -> Iterator[str]:
    depth = 0
    for node in paragraph.iter():
        if node.tag == f"{W}fldChar":
            depth += {"begin": 1, "end": -1}.get(str(node.get(f"{W}fldCharType")), 0)
        elif depth:
            continue
        elif node.tag in {f"{W}t", f"{W}delText"}:
            yield node.text or ""
        elif node.tag == f"{W}br":
            yield "\n"
        elif node.tag == f"{W}footnoteReference" and notes is not None:
            note = notes[str(node.get(f"{W}id"))]
            yield f"[{' '.join(''.join(_words(p)) for p in note.iter(f'{W}p'))}]"


def paragraphes(data: bytes, *, accept: bool = True) -> list[str]:
    """The paragraphs that have words, in order; a field over several is left out."""
    body, notes = parties(data)
    body = settle(body, accept=accept)
    _drop_fields(body)
    found = ("".join(_words(p, notes)) for p in body.iter(f"{W}p"))
    return [text for one in found if (text := re.sub(r"[ \n]+", " ", one).strip(" "))]


def _drop_fields(body: etree._Element) -> None:
    """What a field over several paragraphs gives: the contents, the lists of tables."""
    for contents in body.findall(f"{W}sdt"):  # as LibreOffice writes them
        body.remove(contents)
    depth = 0
    for paragraph in list(body.iterchildren(f"{W}p")):
        began = depth
        for node in paragraph.iter(f"{W}fldChar"):
            depth += {"begin": 1, "end": -1}.get(str(node.get(f"{W}fldCharType")), 0)
        if began or depth:
            body.remove(paragraph)
