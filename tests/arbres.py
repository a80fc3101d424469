"""The modules of the package as trees, parsed once for all the tests that read them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import mc_builder

SOURCE = Path(mc_builder.__file__).parent
MODULES = tuple(sorted(SOURCE.rglob("*.py")))


def nom(path: Path) -> str:
    """How a module is named in what a test says: its path in the package."""
    return path.relative_to(SOURCE).as_posix()


@cache
def texte(path: Path) -> str:
    """What a module says."""
    return path.read_text("utf-8")


@cache
def arbre(path: Path) -> ast.Module:
    """The tree of a module; nobody changes it."""
    return ast.parse(texte(path))


@cache
def noeuds(path: Path) -> tuple[ast.AST, ...]:
    """All the nodes of a module, in the order of `ast.walk`, which takes three times as long.

    But for what says that a name is read or written, a node for each name.
    """
    found: list[ast.AST] = [arbre(path)]
    for node in found:
        held = vars(node)
        for field in node._fields:
            value = held.get(field)
            if isinstance(value, list):
                found += [item for item in value if isinstance(item, ast.AST)]
            elif isinstance(value, ast.AST) and not isinstance(value, ast.expr_context):
                found.append(value)
    return tuple(found)
