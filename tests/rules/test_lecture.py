"""What the loader and the composer report is in the catalogue, with the severity that they give."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import mc_builder
from mc_builder.diagnostics import Severity
from mc_builder.loading import pasted
from mc_builder.rules import regles

SOURCE = Path(mc_builder.__file__).parent
GRAVITES = {s: Severity[s.upper()] for s in ("erreur", "avertissement", "info")}
CODE = re.compile(r"[A-Z]{3}\d{3}\Z")
#: Who emits codes without being a rule.
EMETTEURS = (*(SOURCE / "source").rglob("*.py"), *(SOURCE / "loading").rglob("*.py"))
COMPOSEURS = tuple(
    path
    for unit in ("page", "documents", "writers", "production")
    for path in (SOURCE / unit).rglob("*.py")
    if "from mc_builder.diagnostics import" in path.read_text("utf-8")
)


def emis(path: Path) -> Iterator[tuple[str, Severity | None]]:
    """Every code written in a module, with the severity of the call that takes it, if it has one.

    A code of a table is taken by the calls whose code is a name: they must agree.
    """
    tree = ast.parse(path.read_text("utf-8"))
    calls = [
        (node.func.id, node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args
        if node.func.id in GRAVITES
    ]
    named = {name for name, code in calls if isinstance(code, ast.Name)}
    direct = {id(code): name for name, code in calls}
    direct |= {id(code): _left_over(code) for code in _codes_of(tree, "Leftover")}
    # Graded where it is given: each case of it has its own severity.
    direct |= {id(code): "selon" for code in _codes_of(tree, "Diagnostic")}
    compared = {
        id(one)
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare | ast.Set)
        for one in ast.walk(node)
    }
    emitted = {code.value for _, code in calls if isinstance(code, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and CODE.match(str(node.value)):
            if id(node) not in direct:
                if node.value in emitted or id(node) in compared:  # looked for, not made
                    continue
                assert len(named) == 1, f"{path.name}: whose severity is that of {node.value}?"
            yield node.value, GRAVITES.get(direct.get(id(node)) or next(iter(named)))


def _codes_of(tree: ast.AST, maker: str) -> Iterator[ast.Constant]:
    """The codes that are written as the first argument of the calls of `maker`."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant() as code, *_]):
                if name == maker:
                    yield code


def _left_over(code: ast.Constant) -> str:
    """What is left of a word processor has its severity from whoever looks for it."""
    return "erreur" if code.value in pasted._ERRORS else "avertissement"


TOUS = sorted({found for path in (*EMETTEURS, *COMPOSEURS) for found in emis(path)}, key=str)


def test_something_is_emitted() -> None:
    assert {code[:3] for code, _ in TOUS} >= {"YML", "SCH", "REF", "PRE", "NOT", "RED", "DOC"}


@pytest.mark.parametrize("code", sorted({code for code, _ in TOUS}))
def test_every_code_is_declared_with_a_severity_that_it_has(code: str) -> None:
    """The same code may be graver in one case than in another."""
    declared = {rule.code: rule for rule in regles()}
    given = {severity for found, severity in TOUS if found == code}
    assert None in given or declared[code].gravite in given
    assert declared[code].verifier is None


def test_every_declared_code_is_emitted() -> None:
    emitted = {code for code, _ in TOUS} | {"REF004", "REF005", "CAL001"}  # rules/settings.py
    assert {rule.code for rule in regles() if rule.verifier is None} == emitted
