"""Tasks → results, in other processes that are given a time and a memory, and can be stopped.

Why not concurrent.futures: it cannot stop one task that never ends, and one dead worker breaks
the whole pool.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from mc_builder.french import number, tied
from mc_builder.system_errors import shortage

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may take: seconds on the clock, bytes of memory."""

    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Stopped:
    """A task that gave no result; the reason is in French."""

    reason: str


class WorkerBug(Exception):
    """A bug of the tool in another process; its traceback is the second argument."""

    def __init__(self, summary: str, trace: str) -> None:
        super().__init__(summary)
        self.trace = trace

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class _Broken:
    """What a process says of its bug: exceptions cannot always be pickled."""

    summary: str
    trace: str


@dataclass(slots=True)
class _Worker(Generic[Task]):
    process: SpawnProcess
    connection: Connection
    task: Task | None = None
    since: float = 0.0


class Pool(Generic[Task, Result]):
    """Processes that share one set-up and take a task each.

    `prepare` runs once in each process, with `setup`, and gives the function that does a task;
    both are importable and their values can be pickled. A task that exceeds its limits, or whose
    process dies, ends as `Stopped`, and its process is replaced.
    """

    def __init__(
        self,
        size: int,
        prepare: Callable[[Any], Callable[[Task], Result]],
        setup: object,
        limits: Limits,
    ) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._size = max(1, size)
        self._arguments = (prepare, setup, limits)
        self._limits = limits
        self._workers: list[_Worker[Task]] = []
        self._temporary: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        # Without one, no process has one either: the task that needs it says so.
        with contextlib.suppress(OSError):
            self._temporary = tempfile.TemporaryDirectory(
                prefix="mc-builder-", ignore_cleanup_errors=True
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop every process at once: what they were doing is lost, nothing is half-written."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.connection.close()
        self._workers.clear()
        if self._temporary is not None:
            self._temporary.cleanup()

    @property
    def busy(self) -> bool:
        """Whether a task is being done."""
        return any(worker.task is not None for worker in self._workers)

    @property
    def free(self) -> bool:
        """Whether one more task can start now."""
        return sum(worker.task is not None for worker in self._workers) < self._size

    def start(self, task: Task) -> None:
        """Give a task to a process that has none, a new one if need be."""
        idle = next((worker for worker in self._workers if worker.task is None), None)
        worker = idle if idle is not None else self._grow()
        worker.task, worker.since = task, time.monotonic()
        # A process that died before its first task says so when its result is awaited.
        with contextlib.suppress(OSError):
            worker.connection.send(task)

    def wait(self) -> tuple[Task, Result | Stopped]:
        """The next task that ends, and what became of it."""
        while True:
            busy = [worker for worker in self._workers if worker.task is not None]
            left = min(worker.since for worker in busy) + self._limits.seconds - time.monotonic()
            ready = set(wait([worker.connection for worker in busy], max(0.0, left)))
            for worker in busy:
                if worker.connection in ready:
                    return self._finished(worker)
            for worker in busy:
                if time.monotonic() - worker.since >= self._limits.seconds:
                    task = self._drop(worker)
                    time_spent = tied(number(self._limits.seconds), "secondes")
                    return task, Stopped(f"arrêté : plus de {time_spent} de travail")

    def _grow(self) -> _Worker[Task]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_serve,
            args=(theirs, *self._arguments, self._temporary and self._temporary.name),
            daemon=True,
            name="mc-builder",
        )
        with _interrupts_held():
            process.start()
        theirs.close()
        worker: _Worker[Task] = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _finished(self, worker: _Worker[Task]) -> tuple[Task, Result | Stopped]:
        try:
            result: Result | Stopped | _Broken = worker.connection.recv()
        except (EOFError, OSError):
            return self._drop(worker), Stopped("le programme qui l’écrivait s’est arrêté")
        if isinstance(result, _Broken):
            raise WorkerBug(result.summary, result.trace)
        if isinstance(result, Stopped):
            return self._drop(worker), result
        task, worker.task = worker.task, None
        return task, result  # type: ignore[return-value]

    def _drop(self, worker: _Worker[Task]) -> Task:
        """Put an end to a process; the next task gets a new one."""
        worker.process.kill()
        worker.process.join()
        worker.connection.close()
        self._workers.remove(worker)
        return worker.task  # type: ignore[return-value]


class Inline(Generic[Task, Result]):
    """The same, one task after another in this very process, without limits."""

    def __init__(self, prepare: Callable[[Any], Callable[[Task], Result]], setup: object) -> None:
        self._work = prepare(setup)
        self._task: Task | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._task = None

    @property
    def busy(self) -> bool:
        """Whether a task waits to be done."""
        return self._task is not None

    @property
    def free(self) -> bool:
        """Whether one more task can be taken now."""
        return self._task is None

    def start(self, task: Task) -> None:
        """Take a task."""
        self._task = task

    def wait(self) -> tuple[Task, Result]:
        """Do it."""
        if self._task is None:
            raise LookupError("no task was given")
        task, self._task = self._task, None
        return task, self._work(task)


def cores() -> int:
    """The processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not Linux
        return os.cpu_count() or 1


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while a process is born: it would die of it with a traceback.

    The process keeps it held for good; ours gets it at the end of the block.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    # Started by the first process otherwise, and it lets Ctrl-C through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(
    connection: Connection,
    prepare: Callable[[Any], Callable[[Any], Any]],
    setup: object,
    limits: Limits,
    temporary: str | None,
) -> None:
    """The life of one process: set up, then one task after another until the pipe closes."""
    # Ctrl-C goes to the whole terminal: the parent answers it, and puts an end to its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(limits.memory)
    _leave_nothing_outside(temporary)
    work: Callable[[Any], Any] | None = None
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        try:
            work = work if work is not None else prepare(setup)
            connection.send(work(task))
        except MemoryError:
            work = None
            size = tied(number(limits.memory / 2**30, 1), "Go")
            connection.send(Stopped(f"arrêté : plus de {size} de mémoire"))
        except Exception as error:
            if (lack := shortage(error)) is not None:
                connection.send(Stopped(f"arrêté : {lack}"))
                continue
            # A bug: the parent raises it.
            summary = f"{type(error).__name__} : {error}"
            connection.send(_Broken(summary, traceback.format_exc()))


def _leave_nothing_outside(folder: str | None) -> None:
    """Put in a folder what this process, and those that it starts, write for themselves.

    Why: it is killed, and cleans nothing; WeasyPrint keeps 3 MB of fonts, LibreOffice a profile.
    """
    if folder is not None:
        tempfile.tempdir = folder
        os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder))


def _limit_memory(size: int) -> None:
    """Bound the memory of this process, where the system knows how."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))
