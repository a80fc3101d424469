"""What `check` costs: in imports of pydantic, and on a project ten and a hundred times larger.

Run by ``python benchmarks/check.py``; only ratios of CPU time taken in the same run mean anything.
"""

from __future__ import annotations

import gc
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

from mc_builder.coverage import mesurer
from mc_builder.loading import load
from mc_builder.model.evaluation import CategorieCandidats, Statut
from mc_builder.rules import Subject, check_rules
from mc_builder.source.tree import Folder

RACINE = Path(__file__).parents[1]
#: A small project with something in every file.
MODELE = RACINE / "tests" / "projets" / "cycles"
TAILLES = (1, 10, 100)

#: What stays single: files about the whole diploma, lists that all the exams share.
_FICHIERS_UNIQUES = {"dossier.yaml", "glossaire.yaml", "formation.yaml", "correspondance.yaml"}
_LISTES_UNIQUES = {"categories", "notes"}
#: Folders whose files are multiplied.
_FICHIERS = (
    "dossier/note",
    "referentiels/emplois",
    "referentiels/activites",
    "referentiels/blocs",
    "referentiels/textes",
)
_TITRE = re.compile(r"(\bintitule: )([^\n,}\"'|>]*[^\s,}\"'|>])")
_CLE = re.compile(r"^(\w+):.*\n", re.MULTILINE)


def cpu(bytecode: Path, *command: str, fois: int = 3) -> tuple[float, float]:
    """CPU and wall-clock seconds of a Python process, from its compiled bytecode: the best.

    Why the best: the others paid for a cold disk, or for what else the machine does.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(bytecode)

    def once() -> tuple[float, float]:
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(
            [sys.executable, *command],
            cwd=RACINE,
            env=environment,
            capture_output=True,
            check=True,
        )
        after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return used, ended - started

    measures = [once() for _ in range(fois)]
    return min(used for used, _ in measures), min(wall for _, wall in measures)


def imports_de_pydantic(bytecode: Path, fois: int = 3) -> tuple[float, float]:
    """CPU time of `check` on the repository's dossier in imports of pydantic; wall-clock seconds.

    The two are taken in turn, so that a busy machine weighs on both.
    """
    units, checks = [], []
    for _ in range(fois + 1):  # the first turn writes the bytecode
        units.append(cpu(bytecode, "-c", "from pydantic import BaseModel", fois=1))
        checks.append(cpu(bytecode, "-m", "mc_builder", "check", fois=1))
    best = min(used for used, _ in checks) / min(used for used, _ in units)
    return best, min(wall for _, wall in checks)


def multiplier(dossier: Path, fois: int) -> Path:
    """The model project `fois` times larger, in a folder: same shape, other ids, other titles."""
    shutil.copytree(MODELE, dossier)
    ids = _identifiants()
    for file in dossier.glob("*/*.yaml"):
        if file.name not in _FICHIERS_UNIQUES:
            file.write_text(_repeter(file.read_text("utf-8"), ids, fois), "utf-8")
    for folder in _FICHIERS:
        for file in sorted((dossier / folder).iterdir()):
            text = file.read_text("utf-8")
            for n in range(2, fois + 1):
                copy = file.with_name(f"{file.stem}-{n}{file.suffix}")
                copy.write_text(_copie(text, ids, n), "utf-8")
    return dossier


def travail(dossier: Path) -> float:
    """CPU seconds to load, measure and check a project; the start of the process left out."""
    gc.collect()
    started = time.process_time()
    loaded = load(Folder(dossier))
    if loaded.projet is None or not loaded.sound:
        raise RuntimeError(f"{dossier}: {loaded.diagnostics[:3]}")
    gc.disable()  # as the command does: all that is made is kept
    subject = Subject(loaded.projet, loaded.places, mesurer(loaded.projet))
    check_rules(subject, loaded.diagnostics, date(2026, 3, 1))
    gc.enable()
    return time.process_time() - started


def croissance(petit: int, grand: int, fois: int = 3) -> float:
    """Cost of a copy in the larger project over that in the smaller: 1 when growth is linear."""
    with tempfile.TemporaryDirectory() as folder:
        costs = [
            min(travail(project) for _ in range(fois)) / size
            for size in (petit, grand)
            for project in [multiplier(Path(folder) / str(size), size)]
        ]
    return costs[1] / costs[0]


def _identifiants() -> re.Pattern[str]:
    """The ids of the model project, but for those of the categories, which all exams share."""
    projet = load(Folder(MODELE)).projet
    if projet is None:
        raise RuntimeError(f"{MODELE} is not a project")
    words = [
        model.id
        for model in projet.par_cle.values()
        if model.id is not None and not isinstance(model, CategorieCandidats | Statut)
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(words, key=len, reverse=True))})(?![\w-])")


def _copie(text: str, ids: re.Pattern[str], n: int) -> str:
    """A text with the ids and the titles of the copy `n`."""
    return _TITRE.sub(rf"\1\2 {n}", ids.sub(rf"\g<0>-{n}", text))


def _repeter(text: str, ids: re.Pattern[str], fois: int) -> str:
    """A file whose lists hold `fois` times their items."""
    return "".join(
        head + body
        if key in _LISTES_UNIQUES
        else head + body + "".join(_copie(body, ids, n) for n in range(2, fois + 1))
        for key, head, body in _sections(text)
    )


def _sections(text: str) -> Iterator[tuple[str, str, str]]:
    """The root keys of a file: the key, its line, what is below."""
    found = list(_CLE.finditer(text))
    for here, after in zip(found, [*found[1:], None], strict=True):
        yield here[1], here[0], text[here.end() : after.start() if after else len(text)]


def main() -> None:
    """Print the ratios, with what they were taken on."""
    machine = f"{platform.machine()}, {os.cpu_count()} processeurs, {platform.system()}"
    print(f"Python {platform.python_version()}, pydantic {version('pydantic')}, {machine}\n")
    with tempfile.TemporaryDirectory() as folder:
        ratio, wall = imports_de_pydantic(Path(folder) / "bytecode", fois=7)
        print(f"check du dossier : {ratio:.1f} imports de pydantic, {wall:.2f} s\n")
        print("taille   temps CPU   par copie   rapport")
        first = 0.0
        for size in TAILLES:
            project = multiplier(Path(folder) / str(size), size)
            cost = min(travail(project) for _ in range(3)) / size
            first = first or cost
            print(
                f"{size:>5}×  {cost * size:>8.2f} s  {1000 * cost:>7.1f} ms  {cost / first:>8.2f}"
            )


if __name__ == "__main__":
    main()
