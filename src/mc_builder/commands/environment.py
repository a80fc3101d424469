"""What the machine says of a run: its moment, and the numbers that its variables give."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

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
