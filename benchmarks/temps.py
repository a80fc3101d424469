"""A piece of work → what it costs: seconds of processor, seconds on the clock, bytes of memory.

Why ratios of processor time, taken in turn, the best of a few: machines differ and are shared; the
runs that are not the best paid for a cold disk, or for what else the machine does.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

RACINE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took, with those that it started.

    `memory` is the peak, in bytes, of the one among them that took the most.
    """

    cpu: float
    wall: float
    memory: int


class TooLong(Exception):
    """A process that was stopped at the time it was given; `cost` is what it took until then."""

    def __init__(self, cost: Cost) -> None:
        super().__init__(cost)
        self.cost = cost


def process(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path = RACINE,
    limit: float = 1800,
) -> Cost:
    """The cost of a command that succeeds; raises TooLong, CalledProcessError.

    Start it from a small process: a child's peak counts what its parent held when it was born.
    """
    started = time.perf_counter()
    child = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    timer = Timer(limit, os.killpg, (child.pid, signal.SIGKILL))
    timer.start()
    _, status, used = os.wait4(child.pid, 0)
    timer.cancel()
    ended = time.perf_counter()
    child.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    cost = Cost(used.ru_utime + used.ru_stime, ended - started, used.ru_maxrss * unit)
    if child.returncode == -signal.SIGKILL and cost.wall >= limit:
        raise TooLong(cost)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, list(command))
    return cost


def python(bytecode: Path, *arguments: str | Path) -> Cost:
    """The cost of a Python process that reads its compiled bytecode in a folder of ours.

    Why: with PYTHONDONTWRITEBYTECODE, as in many containers, each start would compile again.
    """
    environment = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(bytecode)}
    return process([sys.executable, *arguments], environment=environment)


def here(work: Callable[[], object]) -> float:
    """The seconds of processor of some work in this process, from a clean heap."""
    gc.collect()
    started = time.process_time()
    work()
    return time.process_time() - started


def best(rounds: int, *measures: Callable[[], float]) -> list[float]:
    """The best of each measure; they are taken in turn, so that a busy machine weighs on all."""
    columns = zip(*[[measure() for measure in measures] for _ in range(rounds)], strict=True)
    return [min(column) for column in columns]
