"""The documents built from the page: the command of the terminal, its lines, and a way to stop it.

Why another process: a build holds memory and processors for a while, has its own processes with
their deadlines, and is stopped whole; what it writes is what ``mc-builder build`` writes.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.writing import OutputProblem

#: What ends a command in a whole group of processes, where there are groups.
_GROUP = sys.platform != "win32"
#: How long a build that was asked to stop is given.
_GRACE = 5.0


@dataclass
class Construction:
    """The builds of a folder, one at a time. `told` is called at each line and at the end."""

    folder: Path
    told: Callable[[], None]
    lines: list[str] = field(default_factory=list)
    #: None while a build runs, and before the first one.
    code: int | None = None
    _process: subprocess.Popen[str] | None = None

    @property
    def running(self) -> bool:
        """Whether a build goes on."""
        return self._process is not None

    def start(self, documents: Sequence[str], formats: Sequence[str], *, draft: bool) -> None:
        """Build these documents, all of them when there is none; raises OutputProblem."""
        if self.running:
            raise OutputProblem("une construction est déjà en cours")
        options = [f"--format={','.join(formats)}"] * bool(formats) + ["--malgre-erreurs"] * draft
        command = [sys.executable, "-m", "mc_builder", "-C", str(self.folder), "build"]
        self.lines, self.code = [], None
        self._process = subprocess.Popen(  # noqa: S603
            [*command, *documents, *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=_GROUP,
        )
        threading.Thread(target=self._follow, args=(self._process,), daemon=True).start()
        self.told()

    def cancel(self) -> None:
        """Ask the build to stop; what it had finished stays, nothing is half-written."""
        process = self._process
        if process is None:
            return
        process.send_signal(signal.SIGINT if _GROUP else signal.SIGTERM)
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()

    def _follow(self, process: subprocess.Popen[str]) -> None:
        with process:  # closes what it read from
            for line in process.stdout or ():
                self.lines.append(line.rstrip("\n"))
                self.told()
        self.code = process.returncode
        self._process = None
        self.told()


def files(folder: Path) -> list[dict[str, object]]:
    """The documents that are in the output folder of a project, in the order of the catalogue."""
    return [
        {"nom": name, "document": kind.label, "octets": status.st_size, "date": status.st_mtime}
        for kind in DOCUMENTS
        for name in kind.names(kind.formats)
        if (status := _status(folder / "output" / name)) is not None
    ]


def file(folder: Path, name: str) -> Path | None:
    """One of them, None when it is not there or is none of ours."""
    known = {name for kind in DOCUMENTS for name in kind.names(kind.formats)}
    path = folder / "output" / name
    return path if name in known and _status(path) is not None else None


def _status(path: Path):  # type: ignore[no-untyped-def]
    try:
        return path.stat() if path.is_file() and not path.is_symlink() else None
    except OSError:
        return None
