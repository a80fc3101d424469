"""Tasks for tests/production/test_pool.py: what another process imports."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable


def preparer(setup: str) -> Callable[[str], str]:
    """A function that does what its task says."""

    def work(task: str) -> str:
        match task.split():
            case ["dors", seconds]:
                time.sleep(float(seconds))
            case ["meurs"]:
                os.abort()
            case ["enfle"]:
                return "x" * 10**11
            case ["garde", seconds]:
                kept = tempfile.mkdtemp()
                command = "import tempfile; print(tempfile.mkdtemp())"
                other = subprocess.check_output([sys.executable, "-c", command], text=True)
                time.sleep(float(seconds))
                return f"{kept} {other.strip()}"
            case ["rate"]:
                raise ValueError("un défaut")
        return f"{setup} {task} {os.getpid()}"

    return work
