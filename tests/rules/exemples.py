"""An example of a rule: changes of the cycles project that it must find, and that it must not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from mc_builder.diagnostics import Diagnostic
from mc_builder.project import Project
from mc_builder.rules import regles
from memoire import Memoire, fichiers_de

CYCLES = Path(__file__).parents[1] / "projets" / "cycles"
#: The day on which the examples are checked.
AUJOURD_HUI = date(2026, 3, 1)


@dataclass(frozen=True)
class Changement:
    """In the file `path`, `avant` (written once) becomes `apres`.

    Without `avant` the file is written anew; without `apres` and `avant` it is taken away.
    """

    path: str
    avant: str = ""
    apres: str = ""


@dataclass(frozen=True)
class Exemple:
    """What a rule finds (`ko`, at « path:line:column »), and what it leaves alone (`ok`).

    The untouched project is always one that the rule leaves alone, unless `ok` says otherwise.
    """

    ko: tuple[Changement, ...]
    at: str
    ok: tuple[Changement, ...] = ()


def changes(changements: tuple[Changement, ...]) -> dict[str, bytes]:
    """The files of the cycles project once changed."""
    files = dict(fichiers_de(CYCLES))
    for change in changements:
        if not change.avant:
            if change.apres:
                files[change.path] = change.apres.encode()
            else:
                del files[change.path]
            continue
        text = files[change.path].decode()
        assert text.count(change.avant) == 1, f"{change.path}: {change.avant!r} is not there once"
        files[change.path] = text.replace(change.avant, change.apres).encode()
    return files


@cache
def intact() -> Project:
    """The untouched cycles project."""
    return Project.open(Memoire(changes(())))


def devenu(project: Project, files: Mapping[str, bytes]) -> Project:
    """A project once its files are these; what has not changed is not read again."""
    former = project.files.files
    gone = dict.fromkeys(former.keys() - files.keys())
    return project.edited(gone | {k: v for k, v in files.items() if former.get(k) != v})


def constats(
    changements: tuple[Changement, ...], today: date = AUJOURD_HUI
) -> tuple[Diagnostic, ...]:
    """All the diagnostics of the cycles project once changed."""
    return devenu(intact(), changes(changements)).findings(today)


@cache
def constats_de(code: str, changements: tuple[Changement, ...]) -> tuple[Diagnostic, ...]:
    """Those of one code."""
    return seuls(devenu(intact(), changes(changements)), code)


def seuls(project: Project, code: str) -> tuple[Diagnostic, ...]:
    """What is found of one code: no other rule is asked, which would take ten times longer."""
    rule = next((rule for rule in regles() if rule.code == code), None)
    if rule is not None and project.sound:
        vars(project)["_found"] = [*rule.constats(project)]
    return tuple(d for d in project.findings(AUJOURD_HUI) if d.code == code)
