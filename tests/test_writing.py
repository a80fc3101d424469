"""The lock of an output folder: two builds never write into it at once."""

from __future__ import annotations

import errno
import fcntl
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from mc_builder.writing import OutputProblem, alone


def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other half of the lock: an `msvcrt` that refuses, gives up and yields as documented."""

    def locking(handle: int, mode: int, _bytes: int) -> None:
        for _ in range(10 if mode == 1 else 1):
            try:
                return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.001)
        raise OSError(errno.EDEADLK if mode == 1 else errno.EACCES, "held")

    known = {"locking": locking, "LK_LOCK": 1, "LK_NBLCK": 2}
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(**known))  # type: ignore[arg-type]
    monkeypatch.setattr("mc_builder.writing.sys", SimpleNamespace(platform="win32"))


@pytest.mark.parametrize("system", [lambda _: None, windows], ids=["posix", "windows"])
def test_who_comes_second_waits_and_is_told_so(
    system: Callable[[pytest.MonkeyPatch], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system(monkeypatch)
    told, order = threading.Event(), []
    output = tmp_path / "output"
    output.mkdir()

    def second() -> None:
        with alone(output, told.set):
            order.append("second")

    other = threading.Thread(target=second)
    with alone(output, lambda: pytest.fail("nobody else holds it")):
        other.start()
        assert told.wait(10), "the second did not have to wait"
        time.sleep(0.05)  # it is still waiting, after Windows gave up more than once
        order.append("first")
    other.join(10)
    assert order == ["first", "second"]


def test_a_folder_that_is_free_is_taken_at_once(tmp_path: Path) -> None:
    for _ in range(2):
        with alone(tmp_path, lambda: pytest.fail("the first freed it")):
            pass


def test_a_failure_frees_it(tmp_path: Path) -> None:
    with pytest.raises(LookupError), alone(tmp_path, lambda: None):
        raise LookupError
    with alone(tmp_path, lambda: pytest.fail("it was freed")):
        pass


def test_a_link_in_the_place_of_what_is_kept_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / ".mc-builder").symlink_to(tmp_path / "ailleurs")
    with pytest.raises(OutputProblem, match="est un lien"), alone(tmp_path, lambda: None):
        pytest.fail("nothing is written through a link")
