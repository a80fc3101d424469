"""What is tried before a version only is no part of the other runs, the slow ones included."""

from __future__ import annotations

import pytest

import ampleur


class Factice:
    """As much of a test of pytest as is looked at."""

    def __init__(self, *marks: str) -> None:
        self.marks = set(marks)

    def get_closest_marker(self, name: str) -> bool:
        return name in self.marks

    def add_marker(self, name: str) -> None:
        self.marks.add(name)


@pytest.mark.parametrize("tout", [False, True])
def test_an_ample_test_runs_when_all_is_asked_for(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, *, tout: bool
) -> None:
    monkeypatch.setattr(ampleur, "TOUT", tout)
    quick, slow, ample = Factice(), Factice("lent"), Factice("ample")
    left: list[object] = []

    def deselected(*, items: list[object]) -> None:
        left.extend(items)

    monkeypatch.setattr(request.config.hook, "pytest_deselected", deselected)
    items = [quick, slow, ample]
    ampleur.ecarter_les_amples(request.config, items)  # type: ignore[arg-type]
    assert items == ([quick, slow, ample] if tout else [quick, slow])
    assert left == ([] if tout else [ample])
    assert ample.marks == {"ample", "lent"}
    assert quick.marks == set()
