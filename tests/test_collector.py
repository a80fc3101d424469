"""The garbage collector runs between two answers, and as often as it would by itself."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest

from mc_builder.collector import collect_what_is_due, collecting_between

#: Objects that the collector follows: past what it is run for, below what it runs by itself for.
_MANY = 150_000


@pytest.fixture
def rounds() -> Iterator[list[int]]:
    """The generation of each round of the collector."""
    found: list[int] = []

    def heard(phase: str, info: dict[str, Any]) -> None:
        if phase == "start":
            found.append(info["generation"])

    gc.callbacks.append(heard)
    yield found
    gc.callbacks.remove(heard)


def test_it_waits_to_be_asked(rounds: list[int]) -> None:
    before = gc.get_threshold()
    with collecting_between():
        gc.collect(0)
        rounds.clear()
        many = [[n] for n in range(_MANY)]
        assert not rounds
        collect_what_is_due()
        assert len(rounds) == 1
        rounds.clear()
        collect_what_is_due()  # nothing is due any more
        assert not rounds
        assert len(many) == _MANY
    assert gc.get_threshold() == before


def test_older_objects_have_their_turn(rounds: list[int]) -> None:
    with collecting_between():
        gc.set_threshold(10_000_000, 2, 1_000)
        for _ in range(4):
            many = [[n] for n in range(_MANY)]
            collect_what_is_due()
        assert 1 in rounds
        assert len(many) == _MANY
