"""Some lines of a file, read by themselves → the same lines once changed, and read back.

Why not the whole file: a text of the largest file is set in a few milliseconds, whatever stands
around it. The lines are those of one entry of a list or of an object, and of the comments below
it: what they hold is what they hold in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from mc_builder.editing.refused import Refused
from mc_builder.loading.source_map import Path, Place
from mc_builder.source.yaml_nodes import YamlList, YamlMap, read_lines
from mc_builder.spans import SourceText, Span

#: Characters from, to, and what takes their place.
Change = tuple[int, int, str]


@dataclass(frozen=True)
class Spot:
    """A value in a fragment: its place, that of what holds it, whether braces are around it."""

    place: Place
    holder: Place | None = None
    flow: bool = False

    @property
    def node(self) -> Any:
        """What it holds."""
        return self.place.node

    @property
    def braces(self) -> bool:
        """Whether what it holds stands between braces or brackets."""
        return self.flow or self.place.span.text[:1] in {"{", "["}

    @property
    def start(self) -> int:
        """Where its entry begins: its key, or its dash."""
        text, at = self.place.span.source.text, self.place.span.start
        if self.place.key is not None:
            return self.place.key.start
        return at if self.flow or self.holder is None else text.rindex("-", 0, at)

    @property
    def column(self) -> int:
        """The column of the entry, from 0."""
        return self.place.span.source.line_column(self.start)[1] - 1

    def inner(self, step: str | int) -> Spot:
        """The entry of this key or rank, which is there."""
        node = self.node
        if isinstance(node, YamlMap):
            key = str(step)
            place = Place(node[key], node.values_at[key], node.keys_at[key])
        else:
            place = Place(node[step], node.items_at[int(step)])
        return Spot(place, self.place, self.braces)

    def inners(self) -> Iterator[tuple[str | int, Spot]]:
        """The entries that it holds."""
        node = self.node
        if isinstance(node, YamlMap):
            yield from ((key, self.inner(key)) for key in node)
        elif isinstance(node, YamlList):
            yield from ((rank, self.inner(rank)) for rank in range(len(node)))


@dataclass(frozen=True)
class Fragment:
    """Some lines of a file: `start` and `end` are their place there, `source` what they become.

    `steps` lead from what they hold to the object that is edited: keys and ranks as written.
    """

    file: SourceText
    start: int
    end: int
    source: SourceText
    root: Place
    steps: Path
    said: int

    @property
    def text(self) -> str:
        """What the lines become."""
        return self.source.text

    @property
    def change(self) -> Change:
        """The lines of the file, and what takes their place."""
        return self.start, self.end, self.text

    def at(self, steps: Path) -> Spot:
        """The value to which steps lead."""
        spot = Spot(self.root)
        for step in steps:
            spot = spot.inner(step)
        return spot

    def changed(self, *changes: Change) -> Fragment | None:
        """The fragment after some changes, in order; None when it then reads less well."""
        text, done = self.text, 0
        pieces: list[str] = []
        for start, end, new in changes:
            pieces += (text[done:start], new)
            done = end
        return self.become("".join((*pieces, text[done:])))

    def become(self, text: str) -> Fragment | None:
        """The fragment once its lines are these; None when they read less well."""
        source = SourceText(self.file.path, text)
        read, diagnostics = read_lines(source)
        if (
            read is None
            or len(diagnostics) > self.said
            or type(read[0]) is not type(self.root.node)
        ):
            return None
        return replace(self, source=source, root=Place(*read))

    def first(
        self, ways: Iterable[Change | tuple[Change, ...]], good: Callable[[Fragment], bool]
    ) -> Fragment:
        """The first way of changing that reads as it should; raises Refused when none does."""
        for way in ways:
            changes = way if isinstance(way[0], tuple) else (way,)
            after = self.changed(*changes)
            if after is not None and good(after):
                return after
        raise Refused("ce fichier ne peut pas recevoir cette valeur à cet endroit")


def fragment(file: SourceText, data: YamlMap, span: Span) -> Fragment:
    """The fewest lines of a file that hold what stands at `span`, and read by themselves."""
    way = way_to(data, span)
    alone = (n for n, (_, spot) in enumerate(way) if n and _has_its_lines(file.text, spot))
    first = max(alone, default=0)
    start, end = _lines(file.text, way[first][1]) if first else (0, len(file.text))
    source = SourceText(file.path, file.text[start:end])
    read, diagnostics = read_lines(source)
    if read is None:
        raise Refused(f"le fichier {file.path} est mal formé : corrigez-le d’abord")
    steps = tuple(step for step, _ in way[max(first, 1) :])
    if first and isinstance(read[0], YamlList):
        steps = (0, *steps[1:])
    return Fragment(file, start, end, source, Place(*read), steps, len(diagnostics))


def way_to(data: YamlMap, span: Span) -> list[tuple[str | int, Spot]]:
    """What holds a place of a file, from its root to the place: each with the step to it."""
    spot = Spot(Place(data, data.span))
    way: list[tuple[str | int, Spot]] = [("", spot)]
    while spot.place.span != span:
        found = next((pair for pair in spot.inners() if holds(pair[1].place.span, span)), None)
        if found is None:
            break
        way.append(found)
        spot = found[1]
    return way


def _has_its_lines(text: str, spot: Spot) -> bool:
    """Whether nothing stands before an entry on its line, nor around it."""
    return not spot.flow and not text[start_of_line(text, spot.start) : spot.start].strip()


def holds(outer: Span, inner: Span) -> bool:
    """Whether a place is inside another."""
    return outer.start <= inner.start and inner.end <= outer.end


def _lines(text: str, spot: Spot) -> tuple[int, int]:
    """The lines of an entry, and those below that hold nothing but comments."""
    end = end_of_line(text, spot.place.span.end) + 1
    while end < len(text) and text[end : end_of_line(text, end)].lstrip()[:1] in {"", "#"}:
        end = end_of_line(text, end) + 1
    return start_of_line(text, spot.start), min(end, len(text))


def end_of_line(text: str, at: int) -> int:
    """Where the line of a character ends."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def start_of_line(text: str, at: int) -> int:
    """Where the line of a character begins."""
    return text.rfind("\n", 0, at) + 1


_COMMENT = re.compile(r"(?:(?<=\s)|(?<![\s\S]))#[^\n]*")


def comments(spot: Spot) -> list[str]:
    """The comments that stand inside a value, between what it holds."""
    text, at = spot.place.span.source.text, spot.place.span.start
    found: list[str] = []
    for span in [*_words(spot), spot.place.span.source.span(spot.place.span.end)]:
        found += (one[0].rstrip() for one in _COMMENT.finditer(text, at, max(at, span.start)))
        at = span.end
    return found


def _words(spot: Spot) -> Iterator[Span]:
    """The places of the keys and of the texts of a value, in order."""
    if not isinstance(spot.node, YamlMap | YamlList):
        span = spot.place.span
        if span.text[:1] in {"|", ">"}:  # what follows the sign may be a comment
            yield span.source.span(span.start, span.start + 1)
            span = span.source.span(end_of_line(span.source.text, span.start), span.end)
        yield span
        return
    for _, inner in spot.inners():
        if inner.place.key is not None:
            yield inner.place.key
        yield from _words(inner)
