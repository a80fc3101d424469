"""Many small cases tried by one test, which names all those that fail: pytest costs once."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any

import pytest

Test = Callable[..., None]
#: What a case may raise: an assertion, a mistake, `pytest.fail`; and a skip, which would hide it.
FAILURES = (Exception, pytest.fail.Exception, pytest.skip.Exception)


def ensemble(
    names: str,
    cases: Iterable[Any],
    ids: Callable[[Any], str] = str,
    by: Callable[[Any], str] | None = None,
) -> Callable[[Test], Test]:
    """As `pytest.mark.parametrize`, in one test: no case stops another, each that fails is named.

    Why: each test costs 4 ms of processor, ten times what a small case takes. It is for cases
    that change nothing: they share the fixtures of the test. `by` makes one test for each group
    of cases, for long ones to run side by side.
    """
    arguments = [name.strip() for name in names.split(",")]
    groups: dict[str, list[Any]] = {}
    for case in cases:
        groups.setdefault("" if by is None else by(case), []).append(case)
    assert groups, "there is no case to try"

    def of_all(test: Test) -> Test:
        @functools.wraps(test)
        def try_all(group: str = "", **fixtures: Any) -> None:
            failed = []
            for case in groups[group]:
                values = (case,) if len(arguments) == 1 else case
                try:
                    test(**dict(zip(arguments, values, strict=True)), **fixtures)
                except FAILURES as failure:
                    failure.add_note(f"The case is: {ids(case)}")
                    failed.append((ids(case), failure))
            if failed:
                said = ", ".join(name for name, _ in failed)
                raise BaseExceptionGroup(
                    f"{len(failed)} of {len(groups[group])} cases: {said}", [f for _, f in failed]
                )

        _ask_for(try_all, test, arguments, grouped=by is not None)
        if by is None:
            return try_all
        return pytest.mark.parametrize("group", groups, scope="module")(try_all)

    return of_all


def _ask_for(made: Test, test: Test, arguments: list[str], *, grouped: bool) -> None:
    """Have pytest see the fixtures of a test, without what its cases give; and its group."""
    parameters = inspect.signature(test).parameters
    asked = [one for name, one in parameters.items() if name not in arguments]
    if grouped:
        asked.insert(0, inspect.Parameter("group", inspect.Parameter.KEYWORD_ONLY))
        asked.sort(key=lambda one: one.kind)
    made.__signature__ = inspect.Signature(asked)  # type: ignore[attr-defined]
