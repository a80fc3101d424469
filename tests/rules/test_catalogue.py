"""Every rule is documented, sourced, and has an example that it finds and one that it leaves."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path

import pytest
from exemples import Exemple, constats

from mc_builder.catalogue import catalogue
from mc_builder.codes import SECTIONS, Code
from mc_builder.diagnostics import Severity
from mc_builder.rules import Regle, regles

HERE = Path(__file__).parent


def _exemples() -> dict[str, Exemple]:
    found: dict[str, Exemple] = {}
    for file in sorted(HERE.glob("exemples_*.py")):
        examples = importlib.import_module(file.stem).EXEMPLES
        assert not set(found) & set(examples)
        found |= examples
    return found


EXEMPLES = _exemples()
#: Most right examples are the untouched project.
_constats = cache(constats)
REGLES = regles()


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_a_code_is_documented_and_sourced(rule: Code) -> None:
    assert rule.resume.endswith(".")
    assert tuple(rule.sections) == SECTIONS
    assert all(rule.sections.values())
    assert rule.source
    if rule.gravite is Severity.ERREUR:
        assert rule.surete in {"texte", "outil"}, "an error quotes a text, or is about the files"


@pytest.mark.parametrize("rule", REGLES, ids=lambda rule: rule.code)
def test_a_rule_has_an_example(rule: Regle) -> None:
    assert rule.code in EXEMPLES


@pytest.mark.parametrize("code", sorted(EXEMPLES))
def test_a_rule_finds_its_wrong_example_at_its_place(code: str) -> None:
    example = EXEMPLES[code]
    found = [d for d in _constats(example.ko) if d.code == code]
    assert [str(d.span) for d in found] == [example.at]


@pytest.mark.parametrize("code", sorted(EXEMPLES))
def test_a_rule_leaves_its_right_example_alone(code: str) -> None:
    assert [d for d in _constats(EXEMPLES[code].ok) if d.code == code] == []
