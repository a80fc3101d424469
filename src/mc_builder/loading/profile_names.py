"""The names of the diploma profiles that come with the tool, and where they are."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def profile_names() -> tuple[str, ...]:
    """The names, in order."""
    names = (file.name for file in folder().iterdir())
    return tuple(sorted(name[:-5] for name in names if name.endswith(".yaml")))


def folder() -> Traversable:
    """The folder of the package that holds them."""
    return files("mc_builder") / "profils"
