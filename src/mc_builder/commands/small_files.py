"""A small YAML file that a command is given → its model; what is wrong with it ends the command."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from mc_builder.commands.given_files import content
from mc_builder.commands.project import print_diagnostics
from mc_builder.loading.alone import read_alone
from mc_builder.model.base import Modele

M = TypeVar("M", bound=Modele)


def read_by_itself(cls: type[M], path: Path) -> M:
    """What the file says; raises Unreadable, and exits with 1 when it is not right."""
    found, diagnostics = read_alone(cls, path.as_posix(), content(path))
    if found is None:
        print_diagnostics([replace(one, fix=None) for one in diagnostics])
        sys.exit(1)
    return found
