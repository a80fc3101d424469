"""The inside of paragraphs: elements of Word → runs, with fields, bookmarks and tracked changes.

What is deleted and taken leaves no words, but is remembered by the bookmarks that held it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from mc_builder.page.passes import MARK
from mc_builder.page.text import IMAGE, NOTE
from mc_builder.writers.docx.reading.printed import Computed, Passage, Run, Tracked
from mc_builder.writers.docx.wml import clark

#: Whether the tracked changes of an author are taken.
Accepts = Callable[[str], bool]

_ID, _NAME, _VAL = map(clark, ("id", "name", "val"))
# Names are made once: a document has thousands of elements to be compared to them.
_RUN, _RPR, _BOLD, _ITALIC, _SIMPLE = map(clark, ("r", "rPr", "b", "i", "fldSimple"))
_SYMBOL, _CHAR, _FIELD, _KIND = map(clark, ("sym", "char", "fldChar", "fldCharType"))
_TYPE, _REMARK = map(clark, ("type", "commentReference"))
#: Fields whose result was typed.
_TYPED = {"HYPERLINK", "FORMTEXT"}
#: What adds and what takes away, and whether it is a move.
CHANGES = {
    clark("ins"): (False, False),
    clark("moveTo"): (False, True),
    clark("del"): (True, False),
    clark("moveFrom"): (True, True),
}
#: What begins and ends, around words or paragraphs, without holding them.
_BOUNDS = {
    clark(name): name
    for about in ("bookmark", "commentRange", "moveFromRange", "moveToRange")
    for name in (f"{about}Start", f"{about}End")
}
_SPACES = {clark(name): " " for name in ("tab", "ptab", "br", "cr")}
_SIGNS = _SPACES | {clark("noBreakHyphen"): "\u2011"}
_CALLS = {clark("footnoteReference"): "n", clark("endnoteReference"): "e"}
_PICTURES = {clark("drawing"), clark("pict"), clark("object")}
_TEXTS = {clark("t"), clark("delText")}
_CODES = {clark("instrText"), clark("delInstrText")}
_CHOICE, _FALLBACK = (
    f"{{http://schemas.openxmlformats.org/markup-compatibility/2006}}{name}"
    for name in ("AlternateContent", "Fallback")
)
#: Text that is drawn.
BOX = clark("txbxContent")


def moment_of(text: str) -> datetime | None:
    """A date as Word writes it."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def tracked(element: etree._Element, name: str = "") -> Tracked | None:
    """The change that an element of Word marks; None for any other element."""
    kind = CHANGES.get(str(element.tag))
    if kind is None:
        return None
    author = " ".join(element.get(clark("author"), "").split())
    moment = moment_of(element.get(clark("date"), ""))
    return Tracked(kind[0], author, moment, name=name if kind[1] else "")


@dataclass
class _Field:
    """A field that is open: its code, and whether its result has begun."""

    code: str = ""
    result: bool = False

    @property
    def typed(self) -> bool:
        return self.code.split()[:1] == [] or self.code.split()[0].upper() in _TYPED


@dataclass
class Line:
    """The paragraph that is being read."""

    runs: list[Run] = field(default_factory=list)
    held: dict[str, None] = field(default_factory=dict)
    anchors: dict[str, None] = field(default_factory=dict)
    tracked: list[Tracked] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


@dataclass
class Inside:
    """What runs through paragraphs while a part is read."""

    accepts: Accepts
    part: str = ""
    rank: int = 0
    line: Line = field(default_factory=Line)
    marks: dict[str, str] = field(default_factory=dict)
    fields: list[_Field] = field(default_factory=list)
    result: list[str] = field(default_factory=list)
    changes: list[Tracked] = field(default_factory=list)
    moves: dict[str, str] = field(default_factory=dict)
    comments: dict[str, list[str]] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)
    gone: dict[str, Tracked] = field(default_factory=dict)
    moved: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def computing(self) -> bool:
        """Whether a field that Word computes is open."""
        return any(not one.typed for one in self.fields)

    def taken(self, change: Tracked) -> bool:
        """Whether what a change holds is in the text."""
        return self.accepts(change.author) is not change.removes

    def begin(self) -> None:
        """A paragraph begins: what is open in it is held by it."""
        self.line = Line(held=dict.fromkeys(self.marks.values()))

    def read(self, node: etree._Element) -> None:
        """All that is in an element."""
        for child in node:
            self.one(child)

    def one(self, node: etree._Element) -> None:
        """An element of a paragraph."""
        tag = node.tag
        if tag == _RUN:
            self._run(node)
        elif tag in CHANGES:
            found = tracked(node, next(reversed(self.moves.values()), ""))
            if found is not None:
                self.changes.append(found)
                self.read(node)
                self.changes.pop()
        elif tag == _SIMPLE:
            self.fields.append(_Field(node.get(clark("instr"), ""), result=True))
            self.read(node)
            self._end_field()
        elif not self.mark(node) and isinstance(tag, str) and tag not in _PROPERTIES:
            self.read(node)

    def mark(self, node: etree._Element) -> bool:
        """A bookmark, a comment or a move that begins or ends; false for any other element."""
        name = _BOUNDS.get(str(node.tag), "")
        if not name:
            return False
        number = node.get(_ID, "")
        if name == "bookmarkStart":
            self._bookmark(number, node.get(_NAME, ""))
        elif name == "bookmarkEnd":
            self.marks.pop(number, None)
        elif name == "commentRangeStart":
            self.comments[number] = []
            self._passage(number)
        elif name == "commentRangeEnd":
            words = "".join(self.comments.pop(number, []))
            if (found := self.passages.get(number)) is not None:
                self.passages[number] = Passage(words, found.paragraph, found.marks)
        elif name in {"moveFromRangeStart", "moveToRangeStart"}:
            self.moves[number] = node.get(_NAME, "")
        else:
            self.moves.pop(number, None)
        return True

    def _bookmark(self, number: str, name: str) -> None:
        if name.startswith(MARK):
            self.marks[number] = name
            self.line.held[name] = None
        elif name:
            self.line.anchors[name] = None

    def _passage(self, number: str) -> None:
        self.passages.setdefault(number, Passage("", self.rank, tuple(self.marks.values())))

    def _run(self, run: etree._Element) -> None:
        properties = run.find(_RPR)
        bold, italic = _is_on(properties, _BOLD), _is_on(properties, _ITALIC)
        for child in self._contents(run):
            tag = str(child.tag)
            if tag in _TEXTS:
                self._say(child.text or "", bold=bold, italic=italic)
            elif tag in _SIGNS:
                page = child.get(_TYPE) in {"page", "column"}
                self._say("" if page else _SIGNS[tag], bold=bold, italic=italic)
            elif tag == _SYMBOL:
                self._say(_sign(child.get(_CHAR, "")), bold=bold, italic=italic)
            elif tag == _FIELD:
                self._field(child.get(_KIND, ""))
            elif tag in _CODES and self.fields and not self.fields[-1].result:
                self.fields[-1].code += child.text or ""
            elif tag in _CALLS:
                number = f"{_CALLS[tag]}{child.get(_ID, '')}"
                self._add(Run(NOTE, self._marks(), Computed.NOTE, note=number))
            elif tag in _PICTURES:
                self._picture(child)
            elif tag == _REMARK:
                self._passage(child.get(_ID, ""))

    def _contents(self, run: etree._Element) -> Iterator[etree._Element]:
        for child in run:
            if child.tag == _CHOICE:
                for branch in child:
                    if branch.tag != _FALLBACK:
                        yield from branch
            else:
                yield child

    def _picture(self, node: etree._Element) -> None:
        boxes = list(node.iter(BOX))
        if boxes:
            self.line.boxes += boxes
        elif not self.part:
            self._add(Run(IMAGE, self._marks(), Computed.IMAGE))

    def _say(self, words: str, *, bold: bool, italic: bool) -> None:
        if not words or (self.fields and not self.fields[-1].result):
            return
        if self.computing:
            if all(map(self.taken, self.changes)):
                self.result.append(words)
            return
        self._add(Run(words, self._marks(), bold=bold, italic=italic))

    def _marks(self) -> tuple[str, ...]:
        """The bookmarks around; those that a tracked move has left where it came from."""
        found = tuple(self.marks.values())
        name = next((c.name for c in self.changes if c.name and not c.removes), "")
        return found or self.moved.get(name, ())

    def _add(self, run: Run) -> None:
        """Words, unless the changes that are taken leave them out."""
        for change in self.changes:
            if self.accepts(change.author):
                self._note(change, run)
        if not all(map(self.taken, self.changes)):
            return
        for words in self.comments.values():
            words.append(run.words)
        self.line.held.update(dict.fromkeys(run.marks))
        last = self.line.runs[-1] if self.line.runs else None
        if last is not None and _alike(last, run):
            self.line.runs[-1] = Run(
                last.words + run.words, run.marks, bold=run.bold, italic=run.italic
            )
        else:
            self.line.runs.append(run)

    def _note(self, change: Tracked, run: Run) -> None:
        """Remember a change with what it is about."""
        noted = Tracked(
            change.removes, change.author, change.moment, run.marks, change.name, run.words
        )
        self.line.tracked.append(noted)
        if change.removes:
            for mark in run.marks:
                self.gone[mark] = noted

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].result = True
        elif kind == "end" and self.fields:
            self._end_field()

    def _end_field(self) -> None:
        was = self.computing
        self.fields.pop()
        if was and not self.computing:
            self.flush()

    def flush(self) -> None:
        """The result of a field, as one run."""
        words = "".join(self.result)
        self.result.clear()
        if words:
            self._add(Run(words, self._marks(), Computed.FIELD))


#: What a paragraph or what surrounds its runs says of itself, and other forms of the same.
_PROPERTIES = {clark(n) for n in ("pPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr")}


def _alike(last: Run, run: Run) -> bool:
    """Whether two runs are one to a reader."""
    return (
        not last.computed
        and not run.computed
        and (last.marks, last.bold, last.italic) == (run.marks, run.bold, run.italic)
    )


def _is_on(properties: etree._Element | None, name: str) -> bool:
    found = None if properties is None else properties.find(name)
    return found is not None and found.get(_VAL, "1") not in {"0", "false", "off"}


def _sign(char: str) -> str:
    """A sign of a font of symbols, by its number in hexadecimal."""
    try:
        return chr(int(char, 16))
    except (ValueError, OverflowError):
        return ""
