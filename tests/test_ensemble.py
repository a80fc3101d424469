"""Cases that one test tries: all of them, and each that fails by its name."""

from __future__ import annotations

import pytest

from ensemble import ensemble


def test_each_case_that_fails_is_named_and_no_other() -> None:
    tried = []

    @ensemble("number", range(6), ids=lambda n: f"case-{n}")
    def odd(number: int) -> None:
        tried.append(number)
        assert number % 2, "even"

    with pytest.raises(BaseExceptionGroup) as failure:
        odd()
    assert tried == [*range(6)]
    assert str(failure.value).startswith("3 of 6 cases: case-0, case-2, case-4")
    first, *_ = failure.value.exceptions
    assert isinstance(first, AssertionError)
    assert "even" in str(first)
    assert first.__notes__ == ["The case is: case-0"]


@pytest.mark.parametrize("stop", [pytest.skip, pytest.fail])
def test_a_case_that_stops_is_one_that_fails(stop: object) -> None:
    @ensemble("one, other", [(1, 2), (3, 4)])
    def stops(one: int, other: int) -> None:
        assert callable(stop)
        stop(f"{one} {other}")

    with pytest.raises(BaseExceptionGroup, match="2 of 2 cases"):
        stops()


def test_no_case_at_all_is_no_test() -> None:
    with pytest.raises(AssertionError, match="no case"):
        ensemble("one", ())


@ensemble("number", [1, 2, 3, 4], by=lambda n: "odd" if n % 2 else "even")
def test_cases_in_groups_have_the_fixtures_of_the_test(
    number: int, request: pytest.FixtureRequest
) -> None:
    assert request.node.name.endswith("[odd]" if number % 2 else "[even]")
