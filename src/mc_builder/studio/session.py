"""A folder that is open in the browser: its project now, and what was done to it since."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mc_builder.project import Project
from mc_builder.source.tree import Folder
from mc_builder.writing import Files, Outdated, write_all

#: How many steps can be undone.
_KEPT = 200


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done, in French, and the files before and after it."""

    label: str
    before: Files
    after: Files


class Session:
    """One project: read again when its files change, written step by step.

    `revision` grows with each change of the files, whoever makes it. Every method that changes
    something holds `lock`: requests come in several threads.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.project = Project.open(Folder(self.folder))
        self.opened = self.project
        self.revision = 1
        self.lock = threading.RLock()
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self._listeners: set[Callable[[], object]] = set()

    # --- who is told ---------------------------------------------------------------------------

    @contextlib.contextmanager
    def heard(self, listener: Callable[[], object]) -> Iterator[None]:
        """Have `listener` called at each thing that there is to tell, from whichever thread."""
        self._listeners.add(listener)
        try:
            yield
        finally:
            self._listeners.discard(listener)

    def tell(self) -> None:
        """Call all the listeners."""
        for listener in tuple(self._listeners):
            listener()

    def _turn(self, project: Project) -> None:
        self.project = project
        self.revision += 1
        self.tell()

    # --- reading -------------------------------------------------------------------------------

    def refresh(self) -> bool:
        """Read what changed on disk since; whether anything did."""
        with self.lock:
            if self.project.files.is_that_of(Folder(self.folder)):
                return False
            fresh = self.project.reopened(Folder(self.folder))
            if fresh.files.files == self.project.files.files:
                return False
            self._turn(fresh)
            return True

    # --- writing -------------------------------------------------------------------------------

    def change(self, label: str, made: Callable[[Project], Files]) -> None:
        """Write what `made` makes of the files as they are now, as a step that can be undone.

        Raises what `made` raises, Outdated and OutputProblem: nothing is written then.
        """
        with self.lock:
            self.refresh()
            files = made(self.project)
            step = Step(label, {path: self._known(path) for path in files}, dict(files))
            if all(step.before[path] == data for path, data in files.items()):
                return
            self._write(step.before, step.after)
            self.done = [*self.done, step][-_KEPT:]
            self.undone = []

    def undo(self) -> None:
        """Put back the files of the last step; raises Outdated when they changed since."""
        self._go(self.done, self.undone, forward=False)

    def redo(self) -> None:
        """Do again the last step that was undone; raises Outdated when files changed since."""
        self._go(self.undone, self.done, forward=True)

    def _go(self, source: list[Step], target: list[Step], *, forward: bool) -> None:
        with self.lock:
            self.refresh()
            if not source:
                return
            step = source[-1]
            now, then = (step.before, step.after) if forward else (step.after, step.before)
            if any(self._known(path) != data for path, data in now.items()):
                raise Outdated
            self._write(now, then)
            target.append(source.pop())

    def _known(self, path: str) -> bytes | None:
        return self.project.files.read(path)

    def _write(self, before: Files, after: Files) -> None:
        """Put files on the disk, all of them or none."""
        write_all(self.folder, before, after)
        self._turn(self.project.edited(after))
