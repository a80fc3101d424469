"""A block of code → the same, without the garbage collector."""

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
