"""A version kept by git → the files of the project in it, read from objects and nothing else.

Why so careful: a dossier may come from someone else with its `.git` folder, and git runs what
the configuration of a repository names. Only `rev-parse`, `ls-tree` and `cat-file` are used, none
of which looks at the work tree or at the index, with all that could start a program switched off.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self, cast

from mc_builder.source.git_folder import GitProblem, check_repository
from mc_builder.source.tree import MAX_BYTES, MAX_ENTRIES, ReadProblem, check_name, in_folder
from mc_builder.system_errors import cause, readable

if TYPE_CHECKING:
    from io import BufferedReader

#: What reading a whole version may take: a repository may hold a pipe in place of an object.
_SECONDS = 20
_OPTIONS = (
    "--no-pager",
    "--no-optional-locks",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "protocol.allow=never"),
    *("-c", "safe.bareRepository=explicit"),
)
#: What a caller (a hook, another git) may have left must not choose the repository.
_KEPT = ("GIT_CONFIG", "GIT_CEILING_DIRECTORIES", "GIT_EXEC_PATH")
_SETTINGS = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    # Stronger than any « protocol.ext.allow » of the repository: no protocol has this name.
    "GIT_ALLOW_PROTOCOL": "aucun",
    "LC_ALL": "C",
}
_NOT_FOLLOWED = "est un lien : dans une version, les liens ne sont pas suivis"
_TOO_SLOW = f"git n’a pas répondu en {_SECONDS} secondes"
_LINK, _SUBMODULE, _TREE = "120000", "160000", "040000"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of `ls-tree`; `size` is None when the object is not here, or is no file."""

    mode: str
    oid: str
    size: int | None


@dataclass(frozen=True, slots=True)
class _Git:
    """The program, the folder where it runs, and until when it may."""

    program: str
    folder: Path
    until: float

    @classmethod
    def in_folder(cls, folder: Path) -> _Git:
        found = shutil.which("git")
        if found is None:
            raise GitProblem("git n’est pas installé sur cette machine")
        if Path(found).resolve().is_relative_to(folder.resolve()):
            raise GitProblem("le programme git trouvé est dans le projet lui-même")
        return cls(str(Path(found).absolute()), folder, time.monotonic() + _SECONDS)

    @property
    def left(self) -> float:
        """Seconds that are left; raises GitProblem when none is."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise GitProblem(_TOO_SLOW)
        return left

    def command(self, *arguments: str) -> list[str]:
        return [self.program, *_OPTIONS, *arguments]

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        kept |= {k: v for k, v in os.environ.items() if k.startswith(_KEPT)}
        return kept | _SETTINGS

    def start(
        self, *arguments: str, stdin: int = subprocess.DEVNULL, stderr: int = subprocess.DEVNULL
    ) -> subprocess.Popen[bytes]:
        """A process; its output is a pipe, the rest goes nowhere unless it is said."""
        try:
            return subprocess.Popen(  # noqa: S603
                self.command(*arguments),
                cwd=self.folder,
                env=self.environment,
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=stderr,
            )
        except OSError as error:
            raise GitProblem(f"git n’a pas pu être lancé ({cause(error)})") from error

    def run(self, *arguments: str) -> tuple[int, bytes, str]:
        """Exit code, stdout, stderr."""
        left = self.left
        process = self.start(*arguments, stderr=subprocess.PIPE)
        try:
            out, error = process.communicate(timeout=left)
        except subprocess.TimeoutExpired as late:
            process.kill()
            process.communicate()
            raise GitProblem(_TOO_SLOW) from late
        return process.returncode, out, error.decode("utf-8", "replace").strip()

    def records(self, *arguments: str, most: int) -> list[bytes] | None:
        """What ends with a NUL in the output, so many at most; None when the command fails.

        Nothing is awaited past the last: a folder of 300,000 files takes minutes to list.
        """
        process = self.start(*arguments)
        with stopped_after(process, self.left):
            data, out = b"", cast("BufferedReader | None", process.stdout)
            while out is not None and data.count(b"\0") < most:
                read = out.read1()
                if not read:
                    break
                data += read
            found = data.split(b"\0")[:-1]
            whole = len(found) < most
            if not whole:
                process.kill()
            process.communicate()
        if whole and process.returncode:
            _ = self.left  # it was stopped, perhaps, for being late
            return None
        return found[:most]


@contextmanager
def stopped_after(process: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    """Kill a process that is still there after so long."""
    timer = threading.Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def git_version(folder: Path, ref: str) -> Iterator[GitTree]:
    """The files of the project of `folder` in a version that git keeps; raises GitProblem.

    The project may be in a sub-folder of the repository. The work tree and the index are neither
    read nor written.
    """
    if not ref or ref.startswith("-") or not ref.isprintable():
        raise GitProblem(f"« {ref} » n’est pas un nom de version")
    git = _Git.in_folder(folder)
    check_repository(folder)
    prefix = _prefix(git)
    code, out, _ = git.run("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if code:
        raise GitProblem(f"git ne connaît aucune version « {ref} » dans ce dépôt")
    base = f"{out.decode('ascii').strip()}:{prefix}"
    with GitTree(git, base) as tree:
        if not tree.exists:
            raise GitProblem(f"le dossier du projet n’existait pas dans « {ref} »")
        yield tree


def _prefix(git: _Git) -> str:
    """The way from the top of the repository to the project, with a final ``/``, or nothing."""
    code, out, error = git.run("rev-parse", "--show-prefix")
    if not code:
        return os.fsdecode(out).removesuffix("\n")
    if "dubious ownership" in error:
        raise GitProblem(
            "ce dépôt appartient à un autre compte, et git refuse de le lire ; si vous en êtes"
            " sûr, autorisez-le par git config --global --add safe.directory DOSSIER"
        )
    if "not a git repository" in error:
        raise GitProblem("le projet n’est pas dans un dépôt git")
    raise GitProblem(f"git n’a pas pu lire le dépôt ({error.splitlines()[0] if error else code})")


def _entries(lines: Iterable[bytes]) -> Iterator[tuple[str, _Entry]]:
    """Name and entry of each line of ``ls-tree -z -l``."""
    for line in lines:
        facts, _, path = line.partition(b"\t")
        mode, _, oid, size = facts.decode("ascii").split()
        entry = _Entry(mode, oid, int(size) if size.isdigit() else None)
        yield readable(os.fsdecode(path)), entry


@dataclass
class GitTree:
    """The files of a version (see `FileTree`); one process reads all of them, in turn.

    `base` names the folder of the project in git (« commit:way/ »). Folders are listed one by
    one, when they are asked for: a listing of the whole would have no bound.
    """

    git: _Git
    base: str
    _listed: dict[str, dict[str, _Entry] | None] = field(default_factory=dict, init=False)
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _deadline: threading.Timer | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    @property
    def exists(self) -> bool:
        """Whether the version has the folder of the project."""
        return self._list("") is not None

    def paths(self, folder: str) -> list[str]:
        """See `FileTree`."""
        check_name(folder)
        mode = self._mode(folder)
        if mode == _LINK:
            raise ReadProblem(f"le dossier {_NOT_FOLLOWED}")
        if mode == _SUBMODULE:
            raise ReadProblem("le dossier est un autre dépôt (un sous-module)")
        found = (self._list(folder) if mode == _TREE else None) or {}
        folders = {_TREE, _SUBMODULE}
        return in_folder(folder, [n + "/" * (e.mode in folders) for n, e in found.items()])

    def read(self, path: str) -> bytes | None:
        """See `FileTree`."""
        check_name(path)
        entry = self._entry(path)
        if entry is None:
            return None
        if entry.mode == _LINK:
            raise ReadProblem(f"le fichier {_NOT_FOLLOWED}")
        if entry.mode in {_TREE, _SUBMODULE}:
            raise ReadProblem("ce n’est pas un fichier ordinaire")
        if entry.size is None:
            raise ReadProblem("le contenu du fichier n’est pas dans ce dépôt (clone partiel)")
        if entry.size > MAX_BYTES:
            raise ReadProblem(f"le fichier dépasse {MAX_BYTES // 2**20} Mo")
        return self._blob(entry.oid, entry.size)

    def _entry(self, path: str) -> _Entry | None:
        """The entry of a file or a folder; None when it is absent."""
        folder, _, name = path.rpartition("/")
        if self._mode(folder) != _TREE:
            return None
        found = self._list(folder) or {}
        if name in found or len(found) <= MAX_ENTRIES:
            return found.get(name)
        return self._sought(path)

    def _sought(self, path: str) -> _Entry | None:
        """The entry of a path in a folder that is too large to be listed."""
        commit, _, prefix = self.base.partition(":")
        asked = ("ls-tree", "-z", "-l", "--full-tree", commit, "--", f"{prefix}{path}")
        return next((e for _, e in _entries(self.git.records(*asked, most=2) or [])), None)

    def _mode(self, folder: str) -> str:
        """What a folder is in git; an empty text when it is absent."""
        if not folder:
            return _TREE
        entry = self._entry(folder)
        return "" if entry is None else entry.mode

    def _list(self, folder: str) -> dict[str, _Entry] | None:
        """The entries directly in a folder, or too many of them; None when there is no folder."""
        if folder not in self._listed:
            base = f"{self.base}{folder}".removesuffix("/")
            asked = ("ls-tree", "-z", "-l", "--full-tree", base)
            lines = self.git.records(*asked, most=MAX_ENTRIES + 1)
            self._listed[folder] = None if lines is None else dict(_entries(lines))
        return self._listed[folder]

    def _blob(self, oid: str, size: int) -> bytes:
        """The content of an object, asked of the one process."""
        stdin, stdout = self._pipes()
        try:
            stdin.write(f"{oid}\n".encode("ascii"))
            stdin.flush()
            header = stdout.readline().split()
            if len(header) == 3 and header[1] == b"blob" and int(header[2]) == size:
                content = stdout.read(size + 1)
                if len(content) == size + 1:
                    return content[:-1]
        except OSError as error:
            _ = self.git.left  # was it stopped for being late?
            raise ReadProblem("git ne répond plus") from error
        _ = self.git.left
        raise ReadProblem("le fichier ne peut pas être lu dans ce dépôt")

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Both ends of the process, started when the first file is asked for."""
        if self._process is None:
            left = self.git.left
            self._process = self.git.start("cat-file", "--batch", stdin=subprocess.PIPE)
            self._deadline = threading.Timer(left, self._process.kill)
            self._deadline.daemon = True
            self._deadline.start()
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise ReadProblem("git ne répond plus")
        return stdin, stdout
