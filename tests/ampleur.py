"""How many random cases run: a sample each time, all of them when it is asked (MC_TOUT=1).

Why: a thousand returned files take longer than all the other tests together; a sample finds what
was broken yesterday, the whole is for before a version.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

TOUT = os.environ.get("MC_TOUT", "") not in {"", "0"}


def cas(tous: Sequence[int], echantillon: int) -> Sequence[int]:
    """The cases to run, of all that there are."""
    return tous if TOUT else tous[:echantillon]


def exemples(tous: int) -> int:
    """How many examples a property is tried on, of as many as it deserves."""
    return tous if TOUT else min(tous, max(20, tous // 3))
