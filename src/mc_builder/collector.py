"""When the garbage collector runs: never in a block of code, or between two answers only."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Keep the collector from running: thousands of small objects, none of them garbage.

    Why: it walks all of them again and again, a third of the time of a measure, and more than
    its share as projects grow.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


#: Young objects that the collector is run for, and those for which it runs by itself meanwhile.
_DUE, _TOO_MANY = 100_000, 2_000_000


@contextmanager
def collecting_between() -> Iterator[None]:
    """Have the collector run where `collect_what_is_due` is called, and hardly anywhere else.

    Why: one edit of the atelier in twelve waited for it, half as long again as the others.
    """
    former = gc.get_threshold()
    gc.set_threshold(_TOO_MANY, *former[1:])
    try:
        yield
    finally:
        gc.set_threshold(*former)


def collect_what_is_due() -> None:
    """Run the collector as it would have run by itself by now, if it would."""
    counts, most = gc.get_count(), (_DUE, *gc.get_threshold()[1:])
    due = [generation for generation in range(3) if counts[generation] > most[generation]]
    if due:
        gc.collect(due[-1])
