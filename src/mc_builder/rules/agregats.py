"""Many findings of one rule → one that counts them: a habit is said once, not at each place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from mc_builder.diagnostics import Related
from mc_builder.rules.registry import Constat

#: Above so many findings, one line says them all.
ASSEZ = 3
#: Places shown beside the first.
MONTRES = 5


def gather(found: Iterable[Constat], phrase: Callable[[int], str]) -> Iterator[Constat]:
    """The findings of a rule, each by itself while they are few; otherwise one of them.

    `phrase` says what is wrong of so many; the others become places beside the first.
    """
    held = list(found)
    if len(held) <= ASSEZ:
        yield from held
        return
    first, *others = held
    beside = tuple(Related(other.span, other.message) for other in others[:MONTRES])
    yield replace(first, message=phrase(len(held)), related=beside, fix=None)
