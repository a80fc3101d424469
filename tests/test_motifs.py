"""Every regular expression of the package takes a time that grows as its text does."""

from __future__ import annotations

import ast
import importlib
import math
import pkgutil
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import pytest

import mc_builder
from arbres import MODULES, noeuds
from duree import secondes
from mc_builder.page.vocabulary import VALUES, Value

#: Characters of the texts that are tried; a search that looks again at all that follows each
#: place takes ten times longer than is allowed.
LONGUEUR = 12_800
#: Seconds of processor; below, nothing is to be learnt from a ratio.
PEU = 0.01
#: Repeated, these are what people write, and what the patterns look for.
MOTS = (
    *("bac + 2 ", "Niveau III ", "technicien·ne ", "5 % ", "séance ", "« a ", "“a ", "12 500 "),
    *("l’A ", "(a ", "[a](", "{{ ", '"a ', "'a ", "a, ", "A.B", "1.", "- ", "| ", "> ", "a-", "É"),
    *(
        "\n",
        " \n",
        "\t",
        " ",
        "\\",
        "`",
        "*",
        "_",
        "<a ",
        "&a",
        "http://a.b/",
        "a@b.",
        "0,",
        "1er ",
    ),
)


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(mc_builder.__path__, "mc_builder."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def _held(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict) and depth < 4:
        for one in value.values():
            yield from _held(one, depth + 1)
    elif isinstance(value, tuple | list | set | frozenset) and depth < 4:
        for one in value:
            yield from _held(one, depth + 1)


def _written(module: ModuleType) -> Iterator[Motif]:
    """The patterns that its functions write where they use them."""
    functions = [n for n in noeuds(Path(str(module.__file__))) if isinstance(n, ast.FunctionDef)]
    for function in functions:
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
        tried = {
            id(n.func.value) for n in calls if isinstance(n.func, ast.Attribute) and _begins(n)
        }
        for call in calls:
            if call.args and ast.unparse(call.func).startswith("re."):
                flags = re.MULTILINE if "MULTILINE" in ast.unparse(call) else 0
                for pattern in _values(call.args[0], vars(module)):
                    found = re.compile(pattern, flags)
                    yield Motif(found, module.__name__, _begins(call) or id(call) in tried)


def _begins(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in {"match", "fullmatch"}


def _values(node: ast.expr, known: dict[str, Any]) -> list[str]:
    """What an expression may be; the tables that it takes its words from when it depends."""
    try:
        value = eval(ast.unparse(node), dict(known))  # noqa: S307
    except NameError:  # words of a project, escaped, or one of a table
        names = [n.id for n in ast.walk(node) if isinstance(n, ast.Name)]
        tables = [known[name] for name in names if isinstance(known.get(name), dict)]
        return [v for table in tables for v in table.values() if isinstance(v, str)]
    return [value] if isinstance(value, str) else []


@cache
def _uses(path: Path) -> Mapping[str, frozenset[str]]:
    """Each name that a module reads → the methods of it that are called there."""
    nodes = noeuds(path)
    methods = {id(n.value): n.attr for n in nodes if isinstance(n, ast.Attribute)}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found[node.id].add(methods.get(id(node), ""))
    return {name: frozenset(used) for name, used in found.items()}


def _only_matched(name: str, module: ModuleType) -> bool:
    """Whether a pattern is only tried where a text begins."""
    where = [Path(str(module.__file__))] if name.startswith("_") else MODULES
    used = frozenset[str]().union(*(_uses(path).get(name, frozenset()) for path in where))
    return bool(used) and used <= {"match", "fullmatch"}


@dataclass(frozen=True)
class Motif:
    """A pattern, the module that has it, and whether it looks at the beginning of a text only."""

    pattern: re.Pattern[str]
    module: str
    au_debut: bool

    def cost(self, text: str) -> float:
        """Seconds of processor to look through a text."""
        if self.au_debut:
            return secondes(lambda: self.pattern.match(text))
        return secondes(lambda: deque(self.pattern.finditer(text), maxlen=0))


def _values_held(module: ModuleType) -> list[Value]:
    return list(VALUES.values()) if module.__name__ == Value.__module__ else []


@cache
def motifs() -> tuple[Motif, ...]:
    """All the patterns of the package."""
    found: dict[tuple[str, int], Motif] = {}
    for module in _modules():
        held = [
            Motif(one, module.__name__, _only_matched(name, module))
            for name, value in list(vars(module).items())
            for one in _held(value)
        ]
        # Those of the vocabulary are tried on a whole value.
        held += [Motif(v.pattern, module.__name__, au_debut=True) for v in _values_held(module)]
        for motif in (*held, *_written(module)):
            key = (motif.pattern.pattern, motif.pattern.flags)
            if key not in found or not motif.au_debut:
                found[key] = motif
    return tuple(found.values())


def _example(tree: Any) -> str:  # noqa: C901
    """A text that goes a long way into a pattern."""
    said = ""
    for kind, value in tree:
        name = str(kind)
        if name == "LITERAL":
            said += chr(value)
        elif name == "NOT_LITERAL":
            said += "a" if value != ord("a") else "b"
        elif name == "ANY":
            said += "a"
        elif name == "IN":
            said += _one_of(value)
        elif name == "BRANCH":
            said += _example(value[1][0])
        elif name == "SUBPATTERN":
            said += _example(value[3])
        elif name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            said += _example(value[2]) * max(1, min(value[0], 4))
        elif name == "ATOMIC_GROUP":
            said += _example(value)
        elif name == "ASSERT" and value[0] > 0:
            said += _example(value[1])
    return said


_CLASSES = {"DIGIT": "1", "SPACE": " ", "WORD": "a", "NOT_SPACE": "a", "NOT_DIGIT": "a"}


def _one_of(members: Any) -> str:
    negated = any(str(kind) == "NEGATE" for kind, _ in members)
    if negated:
        refused = {chr(v) for k, v in members if str(k) == "LITERAL"}
        refused |= {c for k, v in members if str(k) == "CATEGORY" for c in _refused(str(v))}
        return next(c for c in "a 1,ÀXz-\n~" if c not in refused)
    kind, value = members[0]
    if str(kind) == "LITERAL":
        return chr(value)
    if str(kind) == "RANGE":
        return chr(value[0])
    return _CLASSES.get(str(value).removeprefix("CATEGORY_"), ",")


def _refused(category: str) -> str:
    return {"WORD": "a1ÀXz", "SPACE": " \n", "DIGIT": "1"}.get(category.rpartition("_")[2], "")


def _pumps(pattern: re.Pattern[str]) -> list[str]:
    """What may be repeated to lead it astray: its example, its beginnings, its ends, its signs."""
    example = _example(parser.parse(pattern.pattern, pattern.flags & re.VERBOSE))
    cuts = range(1, min(len(example), 12))
    starts = {example[:n] for n in cuts}
    ends = {example[-n:] for n in cuts}
    return sorted({example[:60], *starts, *ends, *set(example[:40]), *MOTS} - {""})


def _repeated(pump: str, length: int) -> str:
    return (pump * (length // len(pump) + 1))[:length]


def too_slow(motif: Motif) -> list[str]:
    """A repeated text that takes more than eight times longer than its quarter, if any."""
    pumps = _pumps(motif.pattern)
    # Most patterns are cleared at once by all of them, one after the other.
    if not motif.au_debut and _together(motif, pumps) < _yardstick() / 2:
        return []
    return next(([pump] for pump in pumps if _grows_faster(motif, pump)), [])


def _together(motif: Motif, pumps: Sequence[str]) -> float:
    """Seconds that repeated texts take, one after the other, above four times their quarters.

    Zero, more or less, where the time grows as the texts do. What takes long for short texts is
    not tried on longer ones: infinite.
    """
    costs = []
    for length in (LONGUEUR >> 8, LONGUEUR >> 5, LONGUEUR >> 3, LONGUEUR >> 1):
        costs.append(motif.cost("\n\0\n".join(_repeated(pump, length) for pump in pumps)))
        if costs[-1] > 2 * PEU and length < LONGUEUR >> 1:
            return math.inf
    return costs[-1] - 4 * costs[-2]


@cache
def _yardstick() -> float:
    """What `_together` finds, on this machine, of the quadratic pattern that takes least."""
    motif = Motif(re.compile(" +x"), "", au_debut=False)
    return min(_together(motif, _pumps(motif.pattern)) for _ in "123")


def _grows_faster(motif: Motif, pump: str) -> bool:
    # Four lengths apart, between the 4 of one that grows as its text and the 16 of one that grows
    # as its square: a processor that is slow for a moment decides nothing, nor does one length.
    for length in (LONGUEUR >> 6, LONGUEUR >> 3, LONGUEUR):
        if motif.cost(_repeated(pump, length)) > PEU:
            quarter, whole = (
                min(motif.cost(_repeated(pump, n)) for _ in "123") for n in (length // 4, length)
            )
            if whole > 8 * quarter:
                return True
    return False


@pytest.mark.lent
@pytest.mark.parametrize("pattern", ["«.*»", r"\w+@\w+", r" +x", r"(?:a|b|ab)*c"])
def test_the_search_finds_a_pattern_that_goes_back_over_all_it_has_read(pattern: str) -> None:
    assert too_slow(Motif(re.compile(pattern), "", au_debut=False))


def test_a_pattern_that_stops_is_left_alone() -> None:
    assert not too_slow(Motif(re.compile(r"«[^«»]{0,40}»"), "", au_debut=False))
    assert not too_slow(Motif(re.compile(r"\s+:"), "", au_debut=True))


def test_the_patterns_of_the_package_are_found() -> None:
    assert len(motifs()) > 200


@pytest.mark.lent
@pytest.mark.parametrize("unit", [unit.name for unit in pkgutil.iter_modules(mc_builder.__path__)])
def test_every_pattern_is_linear(unit: str) -> None:
    tried = [motif for motif in motifs() if motif.module.split(".")[1:2] == [unit]]
    slow = {(m.module, m.pattern.pattern): pumps for m in tried if (pumps := too_slow(m))}
    assert not slow
