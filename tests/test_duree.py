"""What is slow each time is found; what is slow by chance is not."""

from __future__ import annotations

import time

import pytest

from duree import FOIS, en_moins_de, sans_lenteur, secondes, trop


def test_what_is_slow_each_time_is_a_fault_with_its_times() -> None:
    said = [trop(1.0 + n, 0.5) for n in range(FOIS)]
    with pytest.raises(pytest.fail.Exception, match=r"1\.000 s, for 0\.500 s.*3\.000 s"):
        sans_lenteur(iter(said).__next__)


def test_what_was_slow_by_chance_is_measured_again_and_left() -> None:
    said = iter(["slow"] * (FOIS - 1) + [""])
    sans_lenteur(said.__next__)
    assert list(said) == []


def test_the_time_is_that_of_the_processor() -> None:
    assert secondes(lambda: time.sleep(0.02)) < 0.02
    with pytest.raises(pytest.fail.Exception):
        en_moins_de(0.001, lambda: sum(range(500_000)))
    assert en_moins_de(5, lambda: sum(range(10))) == 45
