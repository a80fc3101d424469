"""A place in YAML that is not well formed → its correction, only when it is certain."""

from __future__ import annotations

import re
from typing import Any

import yaml

from mc_builder.diagnostics import Fix
from mc_builder.spans import SourceText

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HEAD = re.compile(r"(?P<margin>\s*(?:-\s+)*)(?P<key>[\w-]+:\s+)?(?P<text>\S(?:.*\S)?)\s*$")
_COMMENT = re.compile(r"(?<=\S)\s+#(\s.*)?$")
_KEY = re.compile(r"(?:-\s+)*(?P<key>[\w-]+)\s*:(?=\s|$)")


def quoted(text: str) -> str:
    """A text between double quotes, as YAML reads it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def without_stray_quote(text: str) -> str:
    """The text without the quotation mark that opened it by mistake."""
    if text.startswith("'"):
        return text.strip("'")
    return text[1:] if text.startswith('"') and text.count('"') == 1 else text


def text_of_line(line: str) -> tuple[int, int] | None:
    """Where the text of a line starts and ends: after its key or dash, before its comment.

    None when there is no such text, or when it is a list or an object between brackets.
    """
    found = _HEAD.match(_COMMENT.sub("", line))
    if found is None or not (found["margin"].strip() or found["key"]) or found["text"][0] in "[{":
        return None
    return found.span("text")


def quote_line(source: SourceText, number: int) -> Fix | None:
    """Quotation marks around the text of a line."""
    line = source.line(number)
    place = text_of_line(line)
    if place is None or _continued(source, number):
        return None
    text = line[place[0] : place[1]]
    start = source.offset(number, place[0] + 1)
    return quote(source, start, start + len(text))


def quote(source: SourceText, start: int, end: int) -> Fix | None:
    """Quotation marks around a text, one that opened it by mistake taken out."""
    text = source.text[start:end]
    meant = without_stray_quote(text)
    if not meant.strip() or (text[0] == "'" and re.search(r"(?<!\w)'|'(?!\w)", meant)):
        return None  # other quotation marks remain: nobody knows what was meant
    if text[0] == '"' and text.count('"') % 2 and text.count('"') > 1:
        return None
    return if_it_reads(source, Fix(source.span(start, end), quoted(meant)))


def if_it_reads(source: SourceText, fix: Fix) -> Fix | None:
    """The fix, when the file then reads well, or at least beyond the line that it mends."""
    text = source.text[: fix.span.start] + fix.replacement + source.text[fix.span.end :]
    end_of_line = text.find("\n", fix.span.start + len(fix.replacement))
    try:
        for _ in yaml.parse(text, Loader=_Loader):
            pass
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if mark is None or end_of_line < 0 or mark.index <= end_of_line:
            return None
    return fix


def align(source: SourceText, number: int, column: int) -> Fix | None:
    """The margin of a line as `column` spaces, unless another place is as likely.

    An item goes with items of its kind; a key does not come twice.
    """
    line = source.line(number)
    words = line.lstrip()
    here = _KEY.match(words)
    for above in range(number - 1, 0, -1):
        other = source.line(above)
        indent = len(other) - len(other.lstrip())
        if not other.strip() or other.lstrip().startswith("#"):
            continue
        there = _KEY.match(other.lstrip())
        if words.startswith("-") and other.lstrip().startswith("-") and indent == column:
            if (here is None) != (there is None):
                return None
            break
        dashes = re.match(r"[ ]*(?:-\s+)*", other)
        inner = dashes.end() if dashes else indent
        if here and there and inner == column and here["key"] == there["key"]:
            return None
        if indent < column:
            break
    start = source.offset(number, 1)
    margin = source.span(start, start + len(line) - len(words))
    return if_it_reads(source, Fix(margin, " " * column))


def _continued(source: SourceText, number: int) -> bool:
    """Whether the text of a line goes on below: a line further to the right than its key."""
    line = source.line(number)
    dashes = re.match(r"\s*(?:-\s+)*", line)
    column = dashes.end() if dashes else 0
    if not _KEY.match(line[column:]):
        column -= 1  # an item without key: what follows is further than its dash
    for below in range(number + 1, source.line_count + 1):
        other = source.line(below)
        if other.strip() and not other.lstrip().startswith("#"):
            return len(other) - len(other.lstrip()) > column
    return False
