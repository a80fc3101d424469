"""Tasks in other processes: results, limits, deaths, bugs."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest
from taches import preparer

from mc_builder.production.pool import Limits, Pool, Stopped, WorkerBug

LARGES = Limits(30, 2**31)


def faire(taches: list[str], *, taille: int = 2, limites: Limits = LARGES) -> dict[str, object]:
    """All the tasks, as many at once as there are processes; what became of each."""
    found: dict[str, object] = {}
    waiting = list(taches)
    with Pool[str, str](taille, preparer, "fait", limites) as pool:
        while waiting or pool.busy:
            while waiting and pool.free:
                pool.start(waiting.pop(0))
            task, result = pool.wait()
            found[task] = result
    return found


def test_each_task_gives_its_result_and_processes_serve_again() -> None:
    found = faire(["a", "b", "c", "d"])
    assert [str(found[t]).rsplit(" ", 1)[0] for t in "abcd"] == [f"fait {t}" for t in "abcd"]
    assert len({str(r).rsplit(" ", 1)[1] for r in found.values()}) <= 2


def test_a_task_has_a_deadline() -> None:
    started = time.monotonic()
    found = faire(["dors 20"], taille=1, limites=Limits(0.5, 2**31))
    assert found == {"dors 20": Stopped("arrêté : plus de 0,5\u00a0secondes de travail")}
    assert time.monotonic() - started < 10


@pytest.mark.lent
def test_a_task_without_end_is_stopped_and_the_others_are_done() -> None:
    started = time.monotonic()
    found = faire(["dors 60", "a", "b"], limites=Limits(5, 2**31))
    assert time.monotonic() - started < 25
    assert found["dors 60"] == Stopped("arrêté : plus de 5\u00a0secondes de travail")
    assert str(found["a"]).startswith("fait a")
    assert str(found["b"]).startswith("fait b")


def test_a_process_that_dies_takes_only_its_task_with_it() -> None:
    found = faire(["meurs", "a", "b"], taille=1)
    assert found["meurs"] == Stopped("le programme qui l’écrivait s’est arrêté")
    assert str(found["b"]).startswith("fait b")


def test_memory_is_bounded() -> None:
    found = faire(["enfle", "a"], taille=1)
    assert found["enfle"] == Stopped("arrêté : plus de 2,0\u00a0Go de mémoire")
    assert str(found["a"]).startswith("fait a")


def test_a_bug_is_raised_here_with_its_trace() -> None:
    with pytest.raises(WorkerBug, match="ValueError : un défaut") as caught:
        faire(["rate"])
    assert "taches.py" in caught.value.trace


def test_leaving_the_pool_stops_what_was_being_done() -> None:
    started = time.monotonic()
    with Pool[str, str](1, preparer, "fait", LARGES) as pool:
        pool.start("dors 60")
    assert time.monotonic() - started < 10


def test_what_its_processes_keep_for_themselves_goes_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Pool[str, str](2, preparer, "fait", LARGES) as pool:
        pool.start("garde 0")
        _, kept = pool.wait()
        assert not isinstance(kept, Stopped)
        assert all(Path(folder).is_relative_to(tmp_path) for folder in kept.split())
        assert all(map(os.path.isdir, kept.split()))
        pool.start("garde 60")  # it is stopped before it ends
    assert list(tmp_path.iterdir()) == []
