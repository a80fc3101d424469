"""An example of a rule: changes of the cycles project that it must find, and that it must not."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mc_builder.diagnostics import Diagnostic
from mc_builder.project import Project

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


def constats(
    folder: Path, changes: tuple[Changement, ...], today: date = AUJOURD_HUI
) -> tuple[Diagnostic, ...]:
    """All the diagnostics of the cycles project once changed, in `folder`."""
    shutil.copytree(CYCLES, folder, dirs_exist_ok=True)
    for change in changes:
        file = folder / change.path
        if not change.avant:
            if change.apres:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(change.apres, "utf-8")
            else:
                file.unlink()
            continue
        text = file.read_text("utf-8")
        assert text.count(change.avant) == 1, f"{change.path}: {change.avant!r} is not there once"
        file.write_text(text.replace(change.avant, change.apres), "utf-8")
    return Project.open(folder).findings(today)
