"""Tests of time that a busy machine does not fail: slow is what is so three times in a row."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import pytest

T = TypeVar("T")

#: Chance may slow one measure, or two of them; what is slow is so each time.
FOIS = 3


def secondes(faire: Callable[[], object]) -> float:
    """Seconds of processor of a call."""
    begin = time.process_time()
    faire()
    return time.process_time() - begin


def trop(took: float, allowed: float) -> str:
    """What is said of a time that is longer than the one that is allowed; empty when it is not."""
    return f"{took:.3f} s, for {allowed:.3f} s" if took > allowed else ""


def sans_lenteur(lenteurs: Callable[[], object]) -> None:
    """Fail when each measure of a few finds something slow: `lenteurs` measures and says what."""
    said = []
    for _ in range(FOIS):
        found = lenteurs()
        if not found:
            return
        said.append(found)
    pytest.fail(f"slow {FOIS} times in a row: {said}")


def en_moins_de(allowed: float, faire: Callable[[], T]) -> T:
    """What a call gives, that takes no more than so many seconds of processor."""
    given: list[T] = []
    sans_lenteur(lambda: trop(secondes(lambda: given.append(faire())), allowed))
    return given[-1]
