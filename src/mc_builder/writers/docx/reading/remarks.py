"""The comments of a Word file → who says what, the answers to each, which are settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from mc_builder.writers.docx.reading.inline import moment_of
from mc_builder.writers.docx.reading.opened import Parts
from mc_builder.writers.docx.wml import clark

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_P, _T, _BREAK, _TAB = map(clark, ("p", "t", "br", "tab"))


@dataclass(frozen=True, slots=True)
class Note:
    """A comment as the file has it: `number` leads to its passage."""

    number: str
    author: str
    moment: datetime | None
    words: str
    done: bool
    answers: tuple[Note, ...] = ()


def comments(parts: Parts) -> tuple[Note, ...]:
    """The comments of a file, each with its answers, in their order."""
    root = parts.get("word/comments.xml")
    if root is None:
        return ()
    parents, done = _extended(parts)
    found: dict[str, etree._Element] = {}
    for comment in root.iter(clark("comment")):
        paragraphs = list(comment.iter(_P))
        named = (p.get(f"{{{_W14}}}paraId", "") for p in reversed(paragraphs))
        found[next(named, "") or f"#{len(found)}"] = comment
    return tuple(
        _note(name, comment, found, parents, done)
        for name, comment in found.items()
        if parents.get(name, "") not in found
    )


def _extended(parts: Parts) -> tuple[dict[str, str], set[str]]:
    """The comment that each answers, and those that are settled, by their last paragraphs."""
    root = parts.get("word/commentsExtended.xml")
    parents: dict[str, str] = {}
    done: set[str] = set()
    for line in () if root is None else root.iter(f"{{{_W15}}}commentEx"):
        name = line.get(f"{{{_W15}}}paraId", "")
        parents[name] = line.get(f"{{{_W15}}}paraIdParent", "")
        if line.get(f"{{{_W15}}}done") in {"1", "true"}:
            done.add(name)
    return parents, done


def _note(
    name: str,
    comment: etree._Element,
    found: dict[str, etree._Element],
    parents: dict[str, str],
    done: set[str],
) -> Note:
    answers = (
        _note(other, found[other], found, {}, done)
        for other in found
        if other != name and _root_of(other, parents) == name
    )
    return Note(
        comment.get(clark("id"), ""),
        " ".join(comment.get(clark("author"), "").split()),
        moment_of(comment.get(clark("date"), "")),
        "\n".join(line for line in map(_words, comment.iter(_P)) if line),
        name in done,
        tuple(answers) if parents else (),
    )


def _root_of(name: str, parents: dict[str, str]) -> str:
    """The comment that an answer is under: Word answers an answer in the same thread."""
    seen = {name}
    while (above := parents.get(name, "")) and above not in seen:
        seen.add(above)
        name = above
    return name


def _words(paragraph: etree._Element) -> str:
    return " ".join("".join(_pieces(paragraph)).split())


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    for node in paragraph.iter(_T, _BREAK, _TAB):
        yield (node.text or "") if node.tag == _T else " "
