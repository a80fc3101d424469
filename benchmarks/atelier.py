"""What the atelier costs: from a text that is saved to all that the page shows then.

Both sides are the whole answer: files written, project read again, findings, coverage, document.
"""

from __future__ import annotations

import gc
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.mesure import Mesure, secondes
from benchmarks.projets import multiplier
from benchmarks.rien_a_faire import copie
from benchmarks.temps import process
from mc_builder.collector import collect_what_is_due, collecting_between
from mc_builder.documents.referentiel import DOCUMENT
from mc_builder.model.activites import Tache
from mc_builder.studio.service import Service
from mc_builder.studio.session import Session

JOUR = date(2026, 3, 1)


def seconds(work: Callable[[], object]) -> float:
    """The seconds of processor of some work."""
    started = time.process_time()
    work()
    return time.process_time() - started


def edits(
    server: Service, count: int, cost: Callable[[Callable[[], object]], float] = seconds
) -> list[float]:
    """What each of `count` edits of the titles of tasks costs, one after the other."""
    project = server.session.project
    refs = [f"{tache.cle}:intitule" for tache in project.projet.of_nature(Tache)]
    found = []
    for n in range(count):
        ref = refs[n % len(refs)]
        field: dict[str, Any] = server.field({"ref": ref})
        asked = {
            "ref": ref,
            "etat": field["etat"],
            "texte": _other(field["texte"]),
            "document": DOCUMENT.key,
        }
        found.append(cost(partial(server.write_field, asked)))
        collect_what_is_due()  # as the server does once the answer is sent
    return found


def _other(text: str) -> str:
    """Another text, about as long: an edit that changes nothing costs nothing."""
    return text.removesuffix(" bis") if text.endswith(" bis") else f"{text} bis"


def p95(values: list[float]) -> float:
    """The value that nineteen of twenty do not pass."""
    return statistics.quantiles(values, n=20)[-1]


def _peak() -> float:
    """The most memory that this process has taken, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


def mesures(*, court: bool) -> Iterator[Mesure]:
    """One edit and the first page in cold `check`s; ten times larger; memory after many edits.

    A short run takes the median edit: the slowest but two of forty say what the machine was at.
    """
    said, kept = ("médiane", statistics.median) if court else ("p95", p95)
    # As the command has it, then as its server has it.
    gc.set_threshold(100_000, 50, 100)
    with collecting_between(), tempfile.TemporaryDirectory() as name:
        dossier = copie(Path(name) / "1")
        check = [sys.executable, "-m", "mc_builder", "-C", str(dossier), "check"]
        # Before and after what is divided by them: a machine that gets slower slows both.
        colds = [process(check).cpu for _ in range(2 if court else 4)]
        started = time.process_time()
        server = Service(Session(dossier), lambda: JOUR)
        server.view({"document": DOCUMENT.key})
        first = time.process_time() - started
        small = kept(edits(server, 40 if court else 200))
        colds += [process(check).cpu for _ in range(3)]
        cold = statistics.median(colds)
        lecture = (
            f"{said} d’une modification ({secondes(small)}) / `check` à froid ({secondes(cold)})"
        )
        yield Mesure("Atelier, une modification", small / cold, 0.5, 0.8, lecture)
        lecture = f"première page ({secondes(first)}) / `check` à froid ({secondes(cold)})"
        yield Mesure("Atelier, première page", first / cold, 3, 5, lecture)
        large = Service(Session(multiplier(Path(name) / "10", 10, dossier)), lambda: JOUR)
        ten = kept(edits(large, 4 if court else 40))
        lecture = f"projet 10 fois plus grand ({secondes(ten)}) / le projet ({secondes(small)})"
        yield Mesure("Atelier, dix fois plus grand", ten / small, 10, 14, lecture)
        gc.collect()
        before = _peak()
        edits(server, 40 if court else 1000)
        gc.collect()
        lecture = "pic de mémoire de plus, après mille modifications"
        yield Mesure("Atelier, mémoire", _peak() - before, 20, 60, lecture, "Mo")
