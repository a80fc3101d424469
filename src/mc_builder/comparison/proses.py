"""Two Markdown texts → the paragraphs that came, went, moved or have other words."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.comparison.changes import (
    Change,
    ObjectAdded,
    ObjectRemoved,
    OrderChanged,
    Subject,
    TextChanged,
    TextMoved,
)
from mc_builder.comparison.rows import matched, moved, similar
from mc_builder.comparison.sides import Side
from mc_builder.model.projet import Prose
from mc_builder.source.blocks import MarkdownBlock, Role, blocks_in

_ROLES = {
    Role.PARAGRAPHE: "Paragraphe",
    Role.INTERTITRE: "Titre",
    Role.ELEMENT: "Élément d’une liste",
    Role.CELLULE: "Cellule d’un tableau",
    Role.PLACE: "Ce que le texte place",
}


def compare_proses(before: Side, after: Side) -> Iterator[Change]:
    """All that differs between the Markdown files of two versions."""
    for name in ("note", "textes"):
        was = getattr(before.project.projet, name)
        now = getattr(after.project.projet, name)
        yield from _folder(before, after, was, now)


def _folder(
    before: Side, after: Side, was: tuple[Prose, ...], now: tuple[Prose, ...]
) -> Iterator[Change]:
    pairs = matched(was, now, lambda one, other: (one.nom, one.pour) == (other.nom, other.pour))
    for old, new in pairs:
        if old is None and new is not None:
            yield ObjectAdded(after.prose(now[new]))
        elif new is None and old is not None:
            yield ObjectRemoved(before.prose(was[old]))
        elif old is not None and new is not None and was[old].texte != now[new].texte:
            yield from _blocks(before, after, was[old], now[new])
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    for old, new in moved(both):
        yield OrderChanged(after.prose(now[new]), "", str(old + 1), str(new + 1))


def _blocks(before: Side, after: Side, old: Prose, new: Prose) -> Iterator[Change]:
    was, now = blocks_in(old.texte), blocks_in(new.texte)
    pairs = similar([b.words for b in was], [b.words for b in now])
    for one, other in pairs:
        then = None if one is None else was[one]
        today = None if other is None else now[other]
        block = today or then
        if block is None or (then and today and then.words == today.words):
            continue
        where = _at(after, new, today) if today else _at(before, old, then)
        words = (then.words if then else "", today.words if today else "")
        yield TextChanged(where, _ROLES[block.role], *words)
    for _, place in moved([(a, b) for a, b in pairs if a is not None and b is not None]):
        block = now[place]
        label = f"{_ROLES[block.role]} à une autre place"
        yield TextMoved(after.prose(new, block.lines[0] + 1), label, block.words, block.words)


def _at(side: Side, prose: Prose, block: MarkdownBlock | None) -> Subject:
    return side.prose(prose, block.lines[0] + 1 if block else None)
