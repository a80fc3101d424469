"""`check` stays quick: a gate on CPU time, as a ratio so that it holds on any machine."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

RACINE = Path(__file__).parents[1]

#: CPU time of `check` on the dossier of the repository (seven jobs, three blocs), in imports of
#: pydantic, both from their compiled bytecode. Measured between 7 and 8, a quarter of it in the
#: rules, for an aim of 7; the gate leaves a margin of two.
RATIO = 15


def cpu(bytecode: Path, *command: str) -> float:
    """CPU seconds of a Python process: the best of three, the others paid for a cold disk."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(bytecode)

    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, *command],
            cwd=RACINE,
            env=environment,
            capture_output=True,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return min(once() for _ in range(3))


@pytest.mark.lent
def test_check_costs_a_few_imports_of_pydantic(tmp_path: Path) -> None:
    unit = cpu(tmp_path, "-c", "from pydantic import BaseModel")
    ratio = cpu(tmp_path, "-m", "mc_builder", "check") / unit
    assert ratio < RATIO, f"check costs {ratio:.1f} imports of pydantic"
