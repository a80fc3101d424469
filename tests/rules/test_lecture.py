"""What the loader and the composer report is in the catalogue, with the severity that they give."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import mc_builder
from mc_builder.diagnostics import Severity
from mc_builder.rules import regles

SOURCE = Path(mc_builder.__file__).parent
GRAVITES = {s: Severity[s.upper()] for s in ("erreur", "avertissement", "info")}
CODE = re.compile(r"[A-Z]{3}\d{3}\Z")
#: Who emits codes without being a rule.
EMETTEURS = (*(SOURCE / "source").rglob("*.py"), *(SOURCE / "loading").rglob("*.py"))
COMPOSEURS = tuple(
    path
    for unit in ("document", "writers", "production")
    for path in (SOURCE / unit).rglob("*.py")
    if "from mc_builder.diagnostics import" in path.read_text("utf-8")
)


def emis(path: Path) -> Iterator[tuple[str, Severity]]:
    """Every code written in a module, with the severity of the call that takes it.

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
    emitted = {code.value for _, code in calls if isinstance(code, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and CODE.match(str(node.value)):
            if id(node) not in direct:
                if node.value in emitted:  # looked for, not made
                    continue
                assert len(named) == 1, f"{path.name}: whose severity is that of {node.value}?"
            yield node.value, GRAVITES[direct.get(id(node)) or next(iter(named))]


TOUS = sorted({found for path in (*EMETTEURS, *COMPOSEURS) for found in emis(path)})


def test_something_is_emitted() -> None:
    assert {code[:3] for code, _ in TOUS} >= {"YML", "SCH", "REF", "PRE", "NOT", "RED", "DOC"}


@pytest.mark.parametrize(("code", "severity"), TOUS, ids=str)
def test_every_code_is_declared_with_its_severity(code: str, severity: Severity) -> None:
    declared = {rule.code: rule for rule in regles()}
    assert declared[code].gravite is severity
    assert declared[code].verifier is None


def test_every_declared_code_is_emitted() -> None:
    emitted = {code for code, _ in TOUS} | {"REF004", "REF005", "CAL001"}  # rules/settings.py
    assert {rule.code for rule in regles() if rule.verifier is None} == emitted
