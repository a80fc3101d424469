"""What the machine says of a run: its moment, the numbers of its variables, where data go."""

from __future__ import annotations

import contextlib
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from mc_builder.commands.printing import stop
from mc_builder.french import YEARS, whole

#: The end of the calendar that a dossier may speak of.
_LAST_SECOND = int(datetime(YEARS[-1], 12, 31, tzinfo=UTC).timestamp())


def today() -> date:
    """The day of the run: SOURCE_DATE_EPOCH when it is set."""
    return moment().astimezone(UTC).date()


def moment() -> datetime:
    """The moment of the run where it runs: SOURCE_DATE_EPOCH when it is set.

    The clock is read here only.
    """
    epoch = environment_number("SOURCE_DATE_EPOCH", _LAST_SECOND)
    if epoch is None:
        return datetime.now(UTC).astimezone()
    return datetime.fromtimestamp(epoch, UTC)


def environment_number(name: str, most: int) -> int | None:
    """The whole number that a variable of the environment gives, None when it is not set."""
    given = os.environ.get(name, "")
    number = whole(given)
    if given and (number is None or number > most):
        stop(f"{name} attend un nombre entier en chiffres, de 0 à {most}")
    return number


def nomenclatures_file() -> Path:
    """The store of nomenclatures: the file that a variable names, else one for all projects."""
    if (store := _nomenclatures()) is None:
        stop("aucun dossier personnel : dites où garder les données (MC_BUILDER_NOMENCLATURES)")
    return store


def kept_nomenclatures() -> Path | None:
    """The store, when there is one that may be read."""
    store = _nomenclatures()
    with contextlib.suppress(OSError):
        return store if store is not None and store.is_file() else None
    return None


def _nomenclatures() -> Path | None:
    if given := os.environ.get("MC_BUILDER_NOMENCLATURES"):
        return Path(given)
    folder = _data_folder()
    return None if folder is None else folder / "mc-builder" / "nomenclatures.sqlite"


def _data_folder() -> Path | None:
    """Where the system has programs keep the data of whoever runs them."""
    variable = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_DATA_HOME"
    if (given := os.environ.get(variable)) and Path(given).is_absolute():
        return Path(given)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / ("Library/Application Support" if sys.platform == "darwin" else ".local/share")
