"""How many random cases run: a sample each time, all of them when it is asked (MC_TOUT=1).

Why: a thousand returned files take longer than all the other tests together; a sample finds what
was broken yesterday, the whole is for before a version. So for the tests marked `ample`: each has
a cheaper one of its kind among the others.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

import pytest

T = TypeVar("T")
TOUT = os.environ.get("MC_TOUT", "") not in {"", "0"}

#: The builds that write a project in every format; of the PDFs, nine tenths of the time, a sample
#: is one.
CONSTRUIRE = (
    [("--joindre-sources",)]
    if TOUT
    else [
        ("--joindre-sources", "--format", "docx,html,xlsx,json,md"),
        ("rncp", "--joindre-sources"),
    ]
)


def cas(tous: Sequence[T], echantillon: int) -> Sequence[T]:
    """The cases to run, of all that there are."""
    return tous if TOUT else tous[:echantillon]


def ecarter_les_amples(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test marked `ample` is a slow one, which runs when all is asked for."""
    amples = [item for item in items if item.get_closest_marker("ample")]
    for item in amples:
        item.add_marker("lent")
    if amples and not TOUT:
        items[:] = [item for item in items if not item.get_closest_marker("ample")]
        config.hook.pytest_deselected(items=amples)


def ralentir(items: list[pytest.Item]) -> None:
    """``@pytest.mark.rapides(2)``: the first two cases of a test are quick, the others slow."""
    met: Counter[str] = Counter()
    for item in items:
        mark = item.get_closest_marker("rapides")
        if mark is not None:
            name = item.nodeid.partition("[")[0]
            met[name] += 1
            if met[name] > mark.args[0]:
                item.add_marker("lent")


def nombre(tous: int, echantillon: int) -> int:
    """How many times one case goes on, of as many as it deserves."""
    return tous if TOUT else echantillon


def exemples(tous: int) -> int:
    """How many examples a property is tried on, of as many as it deserves."""
    return tous if TOUT else min(tous, max(12, tous // 8))
