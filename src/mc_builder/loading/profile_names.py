"""The names of the diploma profiles that come with the tool, and where they are."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

#: The profile of a type that no profile describes: only what holds of any diploma.
NEUTRE = "neutre"
#: The folder of the profiles that others complete, and that are no type of diploma.
_BASES = "bases"


@cache
def profile_names() -> tuple[str, ...]:
    """The names of the types, in order."""
    return _names(folder())


@cache
def base_names() -> tuple[str, ...]:
    """The names of the profiles that are only there to be completed, in order."""
    return _names(folder() / _BASES)


def _names(of: Traversable) -> tuple[str, ...]:
    names = (file.name for file in of.iterdir())
    return tuple(sorted(name[:-5] for name in names if name.endswith(".yaml")))


def file_of(name: str) -> tuple[str, bytes]:
    """The path that messages give to a profile of the tool, and its bytes."""
    inside = f"{_BASES}/{name}.yaml" if name in base_names() else f"{name}.yaml"
    return f"profils/{inside}", (folder() / inside).read_bytes()


def folder() -> Traversable:
    """The folder of the package that holds them."""
    return files("mc_builder") / "profils"
