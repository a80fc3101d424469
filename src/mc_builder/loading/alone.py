"""A small YAML file that stands by itself, of no project → its model, and what is wrong with it."""

from __future__ import annotations

from typing import TypeVar

from mc_builder.diagnostics import Diagnostic
from mc_builder.loading.texts import decoded
from mc_builder.loading.validation import validate
from mc_builder.model.base import Modele
from mc_builder.source.yaml_nodes import read_yaml

M = TypeVar("M", bound=Modele)


def read_alone(cls: type[M], name: str, data: bytes) -> tuple[M | None, list[Diagnostic]]:
    """What a file says, and what is wrong with it; None when it cannot serve."""
    source, found, readable = decoded(name, data)
    if not readable:
        return None, found
    root, syntax = read_yaml(source)
    if root is None or syntax:
        return None, [*found, *syntax]
    validated = validate(cls, root, source)
    found += validated.diagnostics
    return (None if found else validated.model), found
