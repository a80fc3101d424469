"""A code is declared once, where it is given; nobody else spells it; each one is given."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from arbres import MODULES, SOURCE, noeuds, nom
from ensemble import ensemble
from mc_builder.catalogue import DECLARING, catalogue
from mc_builder.codes import INFO, RETIRES, Code, declared
from mc_builder.diagnostics import Severity
from mc_builder.rules.registry import Regle
from mc_builder.spans import SourceText

CODE = re.compile(r"[A-Z]{3}\d{3}\Z")
#: Who enters a code in the catalogue.
DECLARE = {"Code", "regle"}
#: Who speaks of the codes of others: the criteria that findings weigh on, the grouping of links to
#: one word, of which one is a rule's, the examples of the keys that name a code.
CITENT = {"codes.py", "cpc/grille.py", "loading/consequences.py", "model/dossier.py"}
HERE = SourceText("a.yaml", "a: b\n").span(0, 1)
LUS = [code for code in catalogue() if not isinstance(code, Regle)]


def test_nobody_else_spells_a_code() -> None:
    spelled = []
    for path in MODULES:
        if nom(path) in CITENT:
            continue
        declaring = {
            id(node.args[0])
            for node in noeuds(path)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if node.func.id in DECLARE and node.args
        }
        spelled += [
            f"{nom(path)}:{node.lineno} {node.value}"
            for node in noeuds(path)
            if isinstance(node, ast.Constant) and CODE.match(str(node.value))
            if id(node) not in declaring
        ]
    assert spelled == []


@pytest.fixture(scope="module")
def lues() -> set[str]:
    """The names that the modules read."""
    nodes = (node for path in MODULES for node in noeuds(path))
    return {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


@ensemble("code", LUS, ids=lambda code: code.code)
def test_a_declared_code_is_given(code: Code, lues: set[str]) -> None:
    """By a module that imports it, or by its own: a code that nobody gives documents nothing."""
    assert code.code in lues


def test_a_diagnostic_takes_all_from_its_code() -> None:
    for code in catalogue():
        found = code("essai", HERE)
        assert (found.code, found.severity) == (code.code, code.gravite)
        assert code("essai", HERE, gravite=INFO).severity is Severity.INFO


@pytest.mark.parametrize("code", ["ZZZ001", "YML1", "YML001", *RETIRES])
def test_a_code_is_of_a_family_and_of_nobody_else(code: str) -> None:
    with pytest.raises(ValueError, match=code):
        Code(code, "essai", INFO, "", "essai")
    assert sum(one.code == code for one in declared()) <= 1


def test_the_catalogue_has_every_module_that_declares() -> None:
    """A codes module that the catalogue does not import would be missing from the pages."""
    wanted = {name for name in map(nom, MODULES) if name.endswith("codes.py") and "/" in name}
    here = {
        Path(str(module.__file__)).relative_to(SOURCE).as_posix()
        for module in DECLARING
        if module.__name__ != "mc_builder.rules"
    }
    assert here == wanted
