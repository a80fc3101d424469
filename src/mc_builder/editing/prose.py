"""A block of prose, by its number → its Markdown, or the file once it is written otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mc_builder.editing.fields import value_of
from mc_builder.editing.refused import OTHER_SHAPE, Refused
from mc_builder.editing.setting import set_value
from mc_builder.editing.targets import Changes, bytes_after, unknown
from mc_builder.editing.values import Kind, known_signs, markdown
from mc_builder.project import Project
from mc_builder.source.blocks import MarkdownBlock, Role, blocks_in, cell_span, without_gap

#: The number of the title of a Markdown file: its first heading.
TITLE = 0
_TITLE = re.compile(r"\s*# (?P<words>[^\n]*)(?:\n|\Z)")
_MARKER = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+")
#: The mark of an item of a numbered list, after what stands before it.
_ORDERED = re.compile(r"(\s*)(\d{1,9}[.)])(?=\s)")


@dataclass(frozen=True)
class Text:
    """A Markdown text: what stands before it in its file, its words, and how it is written."""

    head: str
    words: str
    write: Callable[[str], Changes]

    @property
    def lines(self) -> list[str]:
        """The lines of the words."""
        return self.words.split("\n")


@dataclass(frozen=True)
class BlockText:
    """A block as it is typed: `role` says what it is, `level` is that of a heading."""

    ref: str
    role: Role
    markdown: str


def block_of(project: Project, ref: str) -> BlockText:
    """A block (« dossier/note/10-origine/3 »), the title (0), or all that stands under it.

    A gap within a block (« …/3/manque-1 ») leads to the block.
    """
    text, number = text_of(project, ref)
    if number is None:
        return BlockText(ref, Role.PARAGRAPHE, text.words.strip("\n"))
    if number == TITLE:
        found = _TITLE.match(text.head)
        return BlockText(ref, Role.INTERTITRE, found["words"].strip() if found else "")
    block = block_at(text, number, ref)
    return BlockText(ref, block.role, block.words)


def is_block(project: Project, ref: str) -> bool:
    """Whether a reference is one paragraph of a Markdown text, not a whole field."""
    ref = without_gap(ref)
    if ":" not in ref:
        return True
    whole, _, number = ref.rpartition("/")
    if ":" not in whole or not number.isdecimal():
        return False
    field = value_of(project, whole)
    return field.kind is Kind.MARKDOWN and not field.many


def set_block(project: Project, ref: str, words: str) -> Changes:
    """Write a block otherwise; the others stay as they are, to the sign."""
    text, number = text_of(project, ref)
    words = known_signs(markdown(words))
    if number is None:
        return text.write(f"{text.head}{_gap(text)}{words}")
    if number == TITLE:
        return _titled(text, words)
    if not words:
        return remove_block(project, ref)
    block = block_at(text, number, ref)
    lines = text.lines
    start, end = block.lines
    lines[start:end] = _rewritten(lines[start:end], block, words)
    return _written(text, lines, block, block.role in {Role.PARAGRAPHE, Role.PLACE})


def add_block(project: Project, ref: str, words: str) -> Changes:
    """Write something after a block: an item after an item; at the end of a whole text."""
    text, number = text_of(project, ref)
    words = known_signs(markdown(words))
    if not words:
        raise Refused("un paragraphe vide ne s’ajoute pas")
    if number is None or number == TITLE or not text.words.strip():
        at_end = text.words.strip("\n") + "\n\n" + words if number is None else words
        rest = "" if number is None else f"\n\n{text.words.strip(chr(10))}"
        return text.write(f"{text.head}{_gap(text)}{at_end.strip(chr(10))}{rest.rstrip()}\n")
    block = block_at(text, number, ref)
    lines = text.lines
    if block.item is not None and "\n\n" not in words and not _MARKER.match(words):
        start, end = block.item
        mark = _MARKER.match(lines[start])
        prefix = mark[0] if mark is not None else "- "
        new = _with_prefix(words, prefix, " " * len(prefix))
        end = _last_line(lines, start, end)
        lines[end:end] = new
    else:
        end = _last_line(lines, *block.unit)
        lines[end:end] = ["", *words.split("\n")]
    return _kept(text, lines)


def remove_block(project: Project, ref: str) -> Changes:
    """Take a block away: the item, the paragraph, the heading, what is placed."""
    text, number = text_of(project, ref)
    block = block_at(text, number or 0, ref)
    lines = text.lines
    start, end = _extent(block)
    end = _last_line(lines, start, end)
    while block.item is None and end < len(lines) and not lines[end].strip():
        end += 1
    del lines[start:end]
    return text.write(text.head + "\n".join(lines).rstrip("\n") + "\n")


def move_block(project: Project, ref: str, after: str) -> Changes:
    """Put a block after another of the same text; before all of them when `after` is empty.

    An item put after what stands above its list is the first of it.
    """
    text, number = text_of(project, ref)
    block = block_at(text, number or 0, ref)
    lines = text.lines
    other = block_at(text, text_of(project, after)[1] or 0, after) if after else None
    items = block.item is not None and other is not None and other.item is not None
    above = _last_line(lines, *other.unit) if other is not None else 0
    first = block.item is not None and not items and _is_next(lines, above, block.unit[0])
    items = items or first
    start, end = _extent(block) if items else block.unit
    end = _last_line(lines, start, end)
    moved = lines[start:end]
    goal = block.unit[0] if first else 0
    if other is not None and not first:
        goal = _last_line(lines, *(other.item if items and other.item else other.unit))
    if start <= goal <= end or _is_next(lines, goal, start):
        return {}
    gap = [] if items else [""]
    new = [*gap, *moved] if goal else [*moved, *gap]
    after_it = end + (1 if gap and end < len(lines) and not lines[end].strip() else 0)
    if goal > start:
        lines = [*lines[:start], *lines[after_it:goal], *new, *lines[goal:]]
    else:
        lines = [*lines[:goal], *new, *lines[goal:start], *lines[after_it:]]
    if first or (items and other is not None and other.unit == block.unit):
        lines = _numbered_as(text.lines, lines, *block.unit)
    return _kept(text, lines)


def _numbered_as(was: Sequence[str], now: Sequence[str], start: int, end: int) -> list[str]:
    """Lines once the items of a list changed places: its numbers stay, one after the other."""
    marks = iter([found[2] for line in was[start:end] if (found := _ORDERED.match(line))])

    def as_before(line: str) -> str:
        found = _ORDERED.match(line)
        mark = next(marks) if found else ""
        return f"{found[1]}{mark}{line[found.end() :]}" if found else line

    return [*now[:start], *map(as_before, now[start:end]), *now[end:]]


def _is_next(lines: Sequence[str], end: int, start: int) -> bool:
    """Whether what begins at a line follows what ends at another."""
    return end <= start and not any(line.strip() for line in lines[end:start])


def text_of(project: Project, ref: str) -> tuple[Text, int | None]:
    """The text of a reference, and the number of the block, None for all of it; raises Refused."""
    ref = without_gap(ref)
    cle, _, last = ref.rpartition("/")
    number = int(last) if last.isdecimal() and len(last) < 7 else None
    for owner, found in ((ref, None), (cle, number)):
        text = _of_file(project, owner) if ":" not in owner else _of_field(project, owner)
        if text is not None and (found is not None or owner == ref):
            return text, found
    raise unknown(ref)


def _of_file(project: Project, cle: str) -> Text | None:
    source = project.places.prose(cle)
    if source is None:
        return None
    found = _TITLE.match(source.text)
    cut = found.end() if found is not None else 0

    def write(words: str) -> Changes:
        end = "\n" if source.text.endswith("\n") or not source.text else ""
        return bytes_after(project, source.path, words.rstrip("\n") + end)

    return Text(source.text[:cut], source.text[cut:], write)


def _of_field(project: Project, ref: str) -> Text | None:
    try:
        value = value_of(project, ref)
    except Refused:
        return None
    if value.kind is not Kind.MARKDOWN or value.many:
        return None
    return Text("", value.text, lambda words: set_value(project, ref, words))


def block_at(text: Text, number: int, ref: str) -> MarkdownBlock:
    """The block of this number; raises Refused."""
    found = (b for b in blocks_in(text.words) if b.first <= number <= b.last)
    block = next(found, None)
    if block is None:
        raise unknown(ref)
    return block


def _gap(text: Text) -> str:
    return "\n" if text.head else ""


def _titled(text: Text, words: str) -> Changes:
    title = " ".join(words.lstrip("# ").split())
    if not title:
        raise Refused("un titre vide ne s’écrit pas")
    rest = text.words if text.head else f"\n{text.words.lstrip(chr(10))}"
    return text.write(f"# {title}\n{rest}")


def _extent(block: MarkdownBlock) -> tuple[int, int]:
    if block.role is Role.CELLULE:
        raise Refused("une cellule ne se retire pas seule : modifiez le tableau")
    return block.item if block.item is not None else block.unit


def _last_line(lines: Sequence[str], start: int, end: int) -> int:
    """Past the last line of some that is not empty."""
    while end > start + 1 and not lines[min(end, len(lines)) - 1].strip():
        end -= 1
    return min(end, len(lines))


def _rewritten(lines: list[str], block: MarkdownBlock, words: str) -> list[str]:
    """The lines of a block with other words; what makes its place stays."""
    if block.role is Role.CELLULE:
        start, end = cell_span(lines[0], block.cell or 0)
        inside = re.sub(r"(?<!\\)\|", r"\\|", " ".join(words.split("\n")))
        return [lines[0][:start] + inside + lines[0][end:]]
    first = block.words.split("\n")[0]
    column = lines[0].find(first, len(lines[0]) - len(lines[0].lstrip()))
    prefix = lines[0][: max(column, 0)]
    if block.role is Role.INTERTITRE:
        return [prefix + " ".join(words.split("\n"))]
    return _with_prefix(words, prefix, re.sub(r"[^\s>]", " ", prefix))


def _with_prefix(words: str, first: str, others: str) -> list[str]:
    head, *rest = words.split("\n")
    return [first + head, *((others + line).rstrip() for line in rest)]


def _written(text: Text, lines: list[str], block: MarkdownBlock, may_split: bool) -> Changes:  # noqa: FBT001
    """A text once a block is written otherwise, if all its other blocks are what they were."""
    new = "\n".join(lines)
    before, after = _words(text.words), _words(new)
    rank = next(n for n, b in enumerate(blocks_in(text.words)) if b.first == block.first)
    behind = len(before) - rank - 1
    same = before[:rank] == after[:rank] and before[rank + 1 :] == after[len(after) - behind :]
    alike = len(after) == len(before) and after[rank][0] is before[rank][0]
    if not same or not (alike or may_split):
        raise Refused(OTHER_SHAPE)
    return text.write(text.head + new)


def _kept(text: Text, lines: list[str]) -> Changes:
    """A text with its lines in another order, or more of them, if no block is lost."""
    new = "\n".join(lines).rstrip("\n") + "\n"
    left = _words(new)
    for words in _words(text.words):
        if words not in left:
            raise Refused(OTHER_SHAPE)
        left.remove(words)
    return text.write(text.head + new)


def _words(markdown_text: str) -> list[tuple[Role, str]]:
    return [(block.role, block.words) for block in blocks_in(markdown_text)]
