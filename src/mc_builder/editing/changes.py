"""A fragment → the same with a value replaced, a key or an item added or taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from mc_builder.editing.fragments import (
    Change,
    Fragment,
    Spot,
    comments,
    end_of_line,
    start_of_line,
)
from mc_builder.editing.scalars import ways
from mc_builder.loading.source_map import Path
from mc_builder.source.yaml_nodes import YamlList, YamlMap
from mc_builder.source.yaml_writing import Data, block, flow, inline, inside, is_short

#: An object of a few short texts stands on the line of its key, up to this length.
_SHORT = 100


def plain(node: Any) -> Any:
    """What a node holds, without its places; the end of line that closes a block aside."""
    if isinstance(node, YamlMap | dict):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, YamlList | list):
        return [plain(value) for value in node]
    return node.rstrip("\n") if isinstance(node, str) else node


def replace_value(fragment: Fragment, steps: Path, data: Data) -> Fragment:
    """Another value where one stands."""
    spot = fragment.at(steps)
    if isinstance(spot.node, YamlList) and isinstance(data, list) and data and spot.node:
        return _replace_items(fragment, steps, data)
    good = _expecting(fragment, steps, data)
    return fragment.first(_replacements(fragment, spot, data), good)


def _expecting(fragment: Fragment, steps: Path, data: Any) -> Callable[[Fragment], bool]:
    """Whether a fragment reads as this one, but for what stands at some place."""
    wanted = with_data(plain(fragment.root.node), steps, plain(data))
    return lambda after: bool(plain(after.root.node) == wanted)


def with_data(node: Any, steps: Path, data: Any) -> Any:
    """What a node holds, changed at some place; it is changed itself."""
    if not steps:
        return data
    node[steps[0]] = with_data(node[steps[0]], steps[1:], data)
    return node


def _replacements(
    fragment: Fragment, spot: Spot, data: Data
) -> Iterator[Change | tuple[Change, ...]]:
    span, text = spot.place.span, fragment.text
    holds = isinstance(spot.node, YamlMap | YamlList)
    lost = comments(spot) if holds or not isinstance(data, str) else []
    if isinstance(data, str) or _fits(spot, data) or "\n" not in span.text:
        start, before = _after_colon(spot)
        was = "" if holds or spot.node is None else span.text
        written = (
            ways(data, was, flow=spot.flow, column=spot.column, habit=_habit(fragment))
            if isinstance(data, str)
            else iter([flow(data)] if _fits(spot, data) else [])
        )
        above = (
            _above(spot, text, lost)
            if was[:1] not in {"|", ">"} or not isinstance(data, str)
            else ()
        )
        for one in written:
            yield (*above, (start, span.end, before + one))
    if not spot.flow and not isinstance(data, str):
        yield (*_above(spot, text, lost), (spot.start, span.end, _entry(spot, data)))


def _habit(fragment: Fragment) -> str:
    """The quotation mark that the file uses most."""
    text = fragment.file.text
    return "'" if text.count(": '") > text.count(': "') else '"'


def _fits(spot: Spot, data: Data) -> bool:
    """Whether data may stand on the line of its key."""
    return spot.flow or is_short(data) or spot.braces or _on_its_line(data)


def _after_colon(spot: Spot) -> tuple[int, str]:
    """Where a value is to be written, and the space that it needs before it."""
    span = spot.place.span
    text = span.source.text
    if spot.place.key is None:
        return span.start, ""
    colon = text.index(":", spot.place.key.end) + 1
    below = "\n" in text[colon : span.start]
    if below or colon == span.start or not spot.node:
        return (colon if below else span.start), " " if below or colon == span.start else ""
    return span.start, ""


def _above(spot: Spot, text: str, lost: Sequence[str]) -> tuple[Change, ...]:
    """The comments that a value held, on lines of their own before its entry."""
    if not lost:
        return ()
    start = start_of_line(text, spot.start)
    margin = " " * (spot.start - start if not text[start : spot.start].strip() else 0)
    return ((start, start, "".join(f"{margin}{one}\n" for one in lost)),)


def _entry(spot: Spot, data: Data) -> str:
    """The lines of an entry, its key or its dash first, from its column on."""
    if spot.place.key is not None:
        return _joined(block(spot.place.key.text.strip("\"'"), data), spot.column)
    return _joined(inside([data]), spot.column)


def _joined(lines: Iterator[str], column: int) -> str:
    """Some lines at a column, the first of which is there already."""
    return f"\n{' ' * column}".join(lines).replace(f"\n{' ' * column}\n", "\n\n")


def _replace_items(fragment: Fragment, steps: Path, data: list[Any]) -> Fragment:
    """The items of a list, those that stay untouched."""
    was, new = plain(fragment.at(steps).node), plain(data)
    matcher = SequenceMatcher(None, [repr(item) for item in was], [repr(item) for item in new])
    for kind, a, b, c, d in reversed(matcher.get_opcodes()):
        if kind == "equal":
            continue
        same = min(b - a, d - c)
        for rank in reversed(range(c + same, d)):
            fragment = insert_item(fragment, steps, a + same, data[rank])
        for rank in range(same):
            fragment = replace_value(fragment, (*steps, a + rank), data[c + rank])
        for rank in reversed(range(a + same, b)):
            fragment = remove(fragment, (*steps, rank))
    return fragment


def insert_item(fragment: Fragment, steps: Path, rank: int, data: Data) -> Fragment:
    """An item more in a list, at a rank."""
    spot = fragment.at(steps)
    count = len(spot.node)
    good = _expecting(fragment, steps, [*spot.node[:rank], data, *spot.node[rank:]])
    return fragment.first(_insertions(fragment, spot, min(rank, count), data), good)


def _insertions(fragment: Fragment, spot: Spot, rank: int, data: Data) -> Iterator[Change]:
    items = [inner for _, inner in spot.inners()]
    if not items:
        yield (spot.place.span.start, spot.place.span.end, flow([data]))
    else:
        written = flow(data) if spot.braces else item_lines(items[max(rank - 1, 0)], data)
        yield between(fragment.text, spot, items, rank, written)


def item_lines(near: Spot, data: Data) -> str:
    """The lines of an item as its neighbour is written: at its column, between braces or not."""
    braces = near.place.span.text[:1] == "{" and isinstance(data, dict)
    return _joined(iter([f"- {flow(data)}"]) if braces else inside([data]), near.column)


def between(text: str, holder: Spot, items: Sequence[Spot], rank: int, written: str) -> Change:
    """Something at a rank among entries: on their line, or on lines at their column."""
    if holder.braces and rank < len(items):
        return (items[rank].start, items[rank].start, f"{written}, ")
    if holder.braces:
        at = items[-1].place.span.end
        return (at, at, f", {written}")
    if rank == 0:
        return (items[0].start, items[0].start, f"{written}\n{' ' * items[0].column}")
    before = items[rank - 1]
    at = end_of_line(text, before.place.span.end)
    return (at, at, f"\n{' ' * before.column}{written}")


def insert_key(fragment: Fragment, steps: Path, rank: int, key: str, data: Data) -> Fragment:
    """A key more in an object, at a rank among those that are written."""
    spot = fragment.at(steps)
    good = _expecting(fragment, steps, {**spot.node, key: data})
    return fragment.first(_key_insertions(fragment, spot, rank, key, data), good)


def _key_insertions(
    fragment: Fragment, spot: Spot, rank: int, key: str, data: Data
) -> Iterator[Change]:
    items, on_a_line = [inner for _, inner in spot.inners()], f"{inline(key)}: {flow(data)}"
    if not items:
        yield (spot.place.span.start, spot.place.span.end, f"{{{on_a_line}}}")
        return
    if spot.braces or (_on_its_line(data) and len(on_a_line) <= _SHORT):
        yield between(fragment.text, spot, items, rank, on_a_line)
    if not spot.braces:
        yield between(fragment.text, spot, items, rank, key_lines(items[0].column, key, data))


def key_lines(column: int, key: str, data: Data) -> str:
    """The lines of a key and of what it holds, from its column on."""
    return _joined(block(key, data), column)


def _on_its_line(data: Data) -> bool:
    """Whether data are an object of texts, such as a source and the place in it."""
    return isinstance(data, dict) and all(
        isinstance(value, str) and "\n" not in value for value in data.values()
    )


def remove(fragment: Fragment, steps: Path, *, keep: bool = True) -> Fragment:
    """An entry less; the comments that it holds stay when `keep`. It is not the only one."""
    *above, last = steps
    holder = fragment.at(tuple(above))
    items = [inner for _, inner in holder.inners()]
    rank = next(n for n, (step, _) in enumerate(holder.inners()) if step == last)
    rest = plain(holder.node)
    del rest[last]
    good = _expecting(fragment, tuple(above), rest)
    return fragment.first([tuple(removals(fragment.text, holder, items, rank, keep=keep))], good)


def removals(
    text: str, holder: Spot, items: Sequence[Spot], rank: int, *, keep: bool
) -> list[Change]:
    """What takes an entry away, which is not the only one; its comments stay when `keep`."""
    spot = items[rank]
    if holder.braces and rank + 1 < len(items):
        return [(spot.start, items[rank + 1].start, "")]
    if holder.braces:
        return [(items[rank - 1].place.span.end, spot.place.span.end, "")]
    start, end = start_of_line(text, spot.start), end_of_line(text, spot.place.span.end)
    after = text[spot.place.span.end : end].strip()
    kept = [*comments(spot), *([after] if after.startswith("#") else [])] if keep else []
    if not text[start : spot.start].strip():
        margin = " " * (spot.start - start)
        return [(start, min(end + 1, len(text)), "".join(f"{margin}{one}\n" for one in kept))]
    # The first key of an item, on the line of its dash.
    below = items[rank + 1].start
    kept += [line.strip() for line in text[end:below].split("\n") if line.strip()]
    dash = " " * (text.index("-", start) - start)
    return [(start, start, "".join(f"{dash}{one}\n" for one in kept)), (spot.start, below, "")]


def expand(fragment: Fragment, steps: Path, key: str, *, table: bool) -> Fragment:
    """The short form of an object in its long form: `key` holds what stood for it.

    In a table of identifiers (`table`) the object has its lines below its key.
    """
    spot = fragment.at(steps)
    good = _expecting(fragment, steps, {key: spot.node})
    return fragment.first(_expansions(spot, key, table=table), good)


def _expansions(spot: Spot, key: str, *, table: bool) -> Iterator[Change]:
    span = spot.place.span
    raw, value = span.text, plain(spot.node)
    if spot.flow:
        quoted = raw[:1] in {'"', "'", "{"}
        yield (span.start, span.end, f"{{{key}: {raw if quoted else flow(value)}}}")
        yield (span.start, span.end, f"{{{key}: {flow(value)}}}")
    elif spot.place.key is None:
        if "\n" not in raw:
            yield (span.start, span.end, f"{key}: {raw}")
        yield (spot.start, span.end, _entry(spot, {key: value}))
    else:
        if not table and "\n" not in raw and len(raw) <= _SHORT:
            yield (span.start, span.end, f"{{{key}: {flow(value)}}}")
        yield (spot.start, span.end, _entry(spot, {key: value}))


def order(first: Callable[[str], int], spot: Spot, key: str) -> int:
    """The rank of a key that is to be written: after those that come before it in the model."""
    before = [n for n, name in enumerate(spot.node) if first(name) < first(key)]
    return before[-1] + 1 if before else 0
