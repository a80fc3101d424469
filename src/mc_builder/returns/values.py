"""A field of the project → its value as it is typed, and whether two typed values say the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from mc_builder.french import SPACES, THIN, number, typeset
from mc_builder.model.base import ACompleter, ListeACompleter, Modele
from mc_builder.project import Project

#: How what waits begins, in a cell as in a document.
A_COMPLETER = "À compléter"


def gap_said_in(words: str) -> str | None:
    """Why a text waits, when its words say that it does: « À compléter : à demander »."""
    if not words.startswith(A_COMPLETER):
        return None
    return words.removeprefix(A_COMPLETER).lstrip(f"{SPACES}:")


def typed(value: object) -> str:
    """A value of the model as it is typed; empty for none, a list one line an item."""
    if isinstance(value, ListeACompleter):
        value = ACompleter(value.motif)
    if isinstance(value, tuple):
        return "\n".join(typed(one) for one in value)
    if isinstance(value, Modele):
        return typed(getattr(value, type(value).court or "cible", None))
    return _scalar(value)


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | Decimal):
        return number(value).replace(THIN, "").replace("−", "-")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value).rstrip("\n")


def typed_at(project: Project, ref: str) -> str | None:
    """What a reference (« identity:field ») says now; None when nothing has that identity."""
    if project.places.find(ref.rpartition(":")[0]) is None:
        return None
    return typed(value_at(project, ref))


def value_at(project: Project, ref: str) -> object:
    """The value of the model at a reference; None when there is none."""
    cle, _, path = ref.rpartition(":")
    found = project.places.find(cle)
    value: object = found[0] if found is not None else None
    for step in path.split("/"):
        if isinstance(value, tuple) and step.isdecimal():
            value = value[int(step) - 1] if 0 < int(step) <= len(value) else None
        else:
            value = getattr(value, step, None)
    return value


def same(one: str, other: str) -> bool:
    """Whether two typed values say the same: typography alone is no change."""
    return one == other or _plain(one) == _plain(other)


def _plain(text: str) -> str:
    lines = (" ".join(line.split()) for line in typeset(text).translate(_AS_ORDINARY).split("\n"))
    return "\n".join(lines).strip()


#: Spaces that are set, and marks that software writes another way.
_AS_ORDINARY = str.maketrans(
    {**dict.fromkeys(SPACES, " "), "’": "'", "…": "...", "‑": "-", "\r": None}
)
