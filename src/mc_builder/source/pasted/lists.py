"""Lines of a text → the lists whose bullets, numbers or letters were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mc_builder.french import SPACES, agreed
from mc_builder.source.pasted.codes import COL001
from mc_builder.source.pasted.leftover import Leftover, Line

#: Bullets of word processors: nobody begins a sentence by one. Those of Wingdings and Symbol are
#: in the private use area.
SIGNS = "•·‧∙▪▫■□◦●○◆◇❑❖➢➔➤►▶✓✔☐\ue000-\uf8ff"
#: The first character of a line that may be an item: all others are passed over at once.
_FIRST = re.compile(rf"[\t{SPACES}]*[{SIGNS}–—o(a-z\d]")
_ITEM = re.compile(
    rf"(?P<indent>[\t{SPACES}]*)"
    rf"(?:(?P<sign>[{SIGNS}])|(?P<dash>[–—])|(?P<o>o)(?=[\t{SPACES}])"
    r"|\(?(?P<number>\d{1,2})(?P<after>[.)])|\(?(?P<letter>[a-z])[.)])"
    rf"[\t{SPACES}]+(?P<words>\S.*)"
)
#: A sign stuck to its words, which Markdown would print as it is.
_STUCK = re.compile(rf"(?P<indent>[\t{SPACES}]*)(?P<sign>[{SIGNS}])(?P<words>[^\W\d_].*)")
_MARKDOWN = re.compile(r"[ \t]*[-*+][ \t]")


@dataclass(frozen=True, slots=True)
class _Item:
    line: Line
    kind: str
    rank: int
    indent: int
    words: str

    @property
    def ordered(self) -> bool:
        return self.rank > 0


def pasted_lists(lines: list[Line]) -> Iterator[Leftover]:
    """One finding for each list that was typed."""
    found = [_item(line) for line in lines]
    start = 0
    while start < len(lines):
        stop = start
        while stop < len(lines) and (found[stop] or _between(lines, found, start, stop)):
            stop += 1
        if stop > start:
            items = [item for item in found[start:stop] if item]
            before = lines[start - 1] if start else None
            after = lines[stop] if stop < len(lines) else None
            if _is_list(items, before):
                yield _leftover(items, lines[start:stop], before, after)
        start = max(stop, start + 1)


def _item(line: Line) -> _Item | None:
    if _FIRST.match(line.text) is None:
        return None
    found = _ITEM.match(line.text) or _STUCK.match(line.text)
    if found is None:
        return None
    said = found.groupdict()
    kind = next(k for k in ("sign", "dash", "o", "number", "letter") if said.get(k))
    rank = int(said["number"]) if kind == "number" else 0
    if kind == "letter":
        rank = ord(said["letter"]) - ord("a") + 1
    if kind == "number" and said["after"] == "." and "(" not in line.text[: found.start("number")]:
        kind = "markdown"
    indent = len(said["indent"].expandtabs(4))
    return _Item(line, kind, rank, indent, said["words"].rstrip())


def _between(lines: list[Line], found: list[_Item | None], start: int, at: int) -> bool:
    """Whether a blank line stands between two items."""
    return at > start and lines[at].blank and at + 1 < len(lines) and found[at + 1] is not None


def _is_list(items: list[_Item], before: Line | None) -> bool:
    """Whether these lines are surely a typed list, and not one that Markdown knows already.

    A dash, a lonely « o », a number or a letter may begin a line of a sentence: two of them in
    order, or the colon of what announces them, say that they do not.
    """
    kinds = {item.kind for item in items}
    if kinds == {"markdown"} or _knows(items, before):
        return False
    if "sign" in kinds:
        return True
    announced = before is not None and before.text.rstrip().endswith(":")
    ranks = [item.rank for item in items if item.ordered]
    in_order = ranks == list(range(1, len(ranks) + 1))
    if kinds <= {"number", "letter", "markdown"}:
        return in_order and len(kinds - {"markdown"}) == 1 and (announced or len(items) > 1)
    return announced or len(items) > 1


def _knows(items: list[_Item], before: Line | None) -> bool:
    """Whether « 1) » begins a list of Markdown as it stands."""
    typed = all(item.kind == "number" and ")" in item.line.text[:6] for item in items)
    bare = typed and not any("(" in item.line.text[:4] for item in items)
    return bare and (items[0].rank == 1 or before is None or before.blank)


def _leftover(
    items: list[_Item], lines: list[Line], before: Line | None, after: Line | None
) -> Leftover:
    written = _written(items, lines, before, after)
    shown = written.strip().split("\n")[0]
    count = agreed(len(items), "cette ligne est", f"ces {len(items)} lignes sont")
    return Leftover(
        COL001,
        f"{count} une liste dont les puces ou les numéros sont tapés : elle s’imprimerait en un"
        " seul paragraphe",
        lines[0].start,
        lines[-1].end,
        f"un élément de liste commence par « - », ou par « 1. » : {shown[:60]}",
        written,
    )


def _written(items: list[_Item], lines: list[Line], before: Line | None, after: Line | None) -> str:
    """The list as Markdown; what comes next stays out of its last item."""
    pairs = zip(items, _levels(items), strict=True)
    ranked = {item.line.start: (item, level) for item, level in pairs}
    written: list[str] = []
    last: _Item | None = None
    for line in lines:
        if line.start not in ranked:
            written.append("")
            continue
        item, level = ranked[line.start]
        mark = f"{item.rank}." if item.ordered else "-"
        new_list = last is None or (last.ordered != item.ordered and level == 0)
        if new_list and _needs_room(item, last, before) and written[-1:] != [""]:
            written.append("")
        written.append(f"{'   ' * level}{mark} {item.words}")
        last = item
    if after is not None and _goes_on(after):
        written.append("")
    return "\n".join(written)


def _levels(items: list[_Item]) -> list[int]:
    """How deep each item is, from the margins that were kept; « a. » is under its « 1) »."""
    margins: list[int] = []
    levels: list[int] = []
    for item in items:
        while margins and item.indent < margins[-1]:
            margins.pop()
        if not margins or item.indent > margins[-1]:
            margins.append(item.indent)
        levels.append(len(margins) - 1)
    kinds = [item.kind for item in items]
    numbers = {"number", "markdown"} & set(kinds)
    if len(set(levels)) == 1 and numbers and kinds[0] != "letter":
        return [level + (kind == "letter") for level, kind in zip(levels, kinds, strict=True)]
    return levels


def _needs_room(item: _Item, last: _Item | None, before: Line | None) -> bool:
    """Whether Markdown would take the first item of a list for the end of what is before."""
    if last is not None:
        return item.rank > 1
    return item.rank > 1 and before is not None and not before.blank


def _goes_on(after: Line) -> bool:
    """Whether the line that follows is a paragraph: one in lower case ends the last item."""
    text = after.text.strip()
    opens = text[:1] in {"#", "|", ">"} or _MARKDOWN.match(after.text) is not None
    return bool(text) and not opens and not text[0].islower()
