"""French is spelled in one package, and no sentence is typed twice: the code is read, not run."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from arbres import MODULES as TOUS
from arbres import SOURCE, noeuds, nom
from mc_builder.french import MONTHS, NBSP, THIN

TEMPLATES = SOURCE.parents[1] / "templates"
MODULES = [p for p in TOUS if p.parent.name != "french"]
#: Endings that a count adds or not, and the words that it changes.
ENDINGS = frozenset({"", "s", "es", "nt", "ent"})
LISTS = frozenset({" et ", " ou "})


def texts(tree: ast.AST) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node


@cache
def documentation(path: Path) -> frozenset[int]:
    """The texts that stand alone: what documents a module, a class, a function or a field."""
    alone = (n.value for n in noeuds(path) if isinstance(n, ast.Expr))
    return frozenset(id(value) for value in alone if isinstance(value, ast.Constant))


def joined(node: ast.AST) -> bool:
    """« " et ".join(…) », also with its text in a condition; « {", ".join(…)} et {last} »."""
    if isinstance(node, ast.JoinedStr):
        if not any(isinstance(n, ast.Attribute) and n.attr == "join" for n in ast.walk(node)):
            return False
        return re.search(r"\.join\([^{}]*\)\} (?:et|ou) \{", ast.unparse(node)) is not None
    called = node.func if isinstance(node, ast.Call) else None
    return (
        isinstance(called, ast.Attribute)
        and called.attr == "join"
        and any(text.value in LISTS for text in texts(called.value))
    )


def plural(node: ast.AST) -> bool:
    """« 's' * (n > 1) », « 's' if n > 1 else '' », « "est" if n == 1 else "sont" »."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        sides = (node.left, node.right)
        ends = {side.value for side in sides if isinstance(side, ast.Constant)}
        return bool(ends & (ENDINGS - {""}))
    if not isinstance(node, ast.IfExp):
        return False
    ways = [
        side for side in (node.body, node.orelse) if isinstance(side, ast.Constant | ast.JoinedStr)
    ]
    if len(ways) < 2:
        return False
    if all(isinstance(side, ast.Constant) and side.value in ENDINGS for side in ways):
        return any(isinstance(side, ast.Constant) and side.value for side in ways)
    test = node.test
    return (
        isinstance(test, ast.Compare)
        and isinstance(test.comparators[0], ast.Constant)
        and test.comparators[0].value in (1, 2)
        and all(side.value for side in ways if isinstance(side, ast.Constant))
    )


def folding(node: ast.AST) -> bool:
    """« unicodedata.normalize », « combining »."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr in {"normalize", "combining"}
        and ast.unparse(node.value) == "unicodedata"
    )


def space(node: ast.AST) -> bool:
    """A no-break space in a text, as itself or as its escape."""
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and any(sign in node.value for sign in (NBSP, THIN, r"\u00a0", r"\u202f", r"\xa0"))
    )


def capital(node: ast.AST) -> bool:
    """« text[:1].upper() + text[1:] », « .capitalize() », which lowers the rest of a sentence."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "capitalize"
    if not isinstance(node, ast.BinOp | ast.JoinedStr):
        return False
    names = {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}
    if not names & {"upper", "lower"}:
        return False
    code = ast.unparse(node)
    found = re.search(r"([\w.]+)\[(?::1|0)\]\.(?:upper|lower)\(\)", code)
    return found is not None and f"{found[1]}[1:]" in code


def month(node: ast.AST) -> bool:
    """The name of a month alone: a table of them."""
    return isinstance(node, ast.Constant) and node.value in MONTHS


def comma(node: ast.AST) -> bool:
    """« .replace(".", ",") »: a number written by hand, or read by hand."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    given = [a.value for a in node.args if isinstance(a, ast.Constant)]
    return node.func.attr == "replace" and given in ([".", ","], [",", "."])


def day(node: ast.AST) -> bool:
    """« %d/%m/%Y »: a day written by hand."""
    return isinstance(node, ast.Constant) and "%d/%m" in str(node.value)


#: What is spelled → where it may be all the same, and why.
SPELLED: dict[Callable[[ast.AST], bool], dict[str, str]] = {
    joined: {},
    plural: {"source/pasted/tables.py": "two faults of a table, not one and many"},
    folding: {},
    space: {
        "streams.py": "the signs that an old code page does not have",
        "source/yaml_traps.py": "the range of what YAML may hold",
    },
    capital: {"rules/graphies.py": "a pattern that takes both cases"},
    month: {},
    comma: {
        "importers/referentiels/moodle.py": "an identifier that a spreadsheet took for a number",
    },
    day: {},
}


#: The kinds of nodes that some check looks at: a tenth of those that a module has.
SEEN = (ast.JoinedStr, ast.Call, ast.BinOp, ast.IfExp, ast.Attribute, ast.Constant)


@cache
def spelled_outside() -> dict[Callable[[ast.AST], bool], dict[str, list[int]]]:
    """What each check finds, file by file: the modules are read once for all of them."""
    found: dict[Callable[[ast.AST], bool], dict[str, list[int]]]
    found = {check: defaultdict(list) for check in SPELLED}
    for path in MODULES:
        alone = documentation(path)
        for node in noeuds(path):
            if not isinstance(node, SEEN) or id(node) in alone:
                continue
            for check, lines in found.items():
                if check(node):
                    lines[nom(path)].append(getattr(node, "lineno", 0))
    return found


@pytest.mark.lent
@pytest.mark.parametrize("spelled", SPELLED, ids=lambda check: check.__name__)
def test_nothing_of_french_is_spelled_outside_its_package(
    spelled: Callable[[ast.AST], bool],
) -> None:
    found = spelled_outside()[spelled]
    excused = SPELLED[spelled]
    assert {path: lines for path, lines in found.items() if path not in excused} == {}
    assert set(excused) <= set(found), "an exception that excuses nothing"


@pytest.mark.parametrize(
    ("spelled", "code"),
    [
        (joined, "' et '.join(words)"),
        (joined, "f\"{', '.join(first)} ou {last}\""),
        (plural, "f\"{n} mot{'s' * (n > 1)}\""),
        (plural, "f\"{n} mot{'s' if n > 1 else ''}\""),
        (plural, "'est' if n == 1 else 'sont'"),
        (plural, "f'le {n}' if n < 2 else f'les {n}'"),
        (folding, "unicodedata.normalize('NFD', text)"),
        (space, "f'{n}\\u00a0%'"),
        (space, "r'[ \\u202f]'"),
        (capital, "text[:1].upper() + text[1:]"),
        (capital, "text.capitalize()"),
        (month, "('janvier', 'février')"),
        (comma, "str(n).replace('.', ',')"),
        (day, "f'{when:%d/%m/%Y}'"),
    ],
)
def test_what_is_spelled_is_seen(spelled: Callable[[ast.AST], bool], code: str) -> None:
    assert any(spelled(node) for node in ast.walk(ast.parse(code)))


#: A sentence is that many words, at least.
LONG = 9
#: What shows that a text is French, and not a pattern, a namespace or a piece of a page.
_FRENCH = re.compile(r"\b(?:le|la|les|un|une|des|du|de|est|sont|qui|que|ne|pas|par|et|sans)\b")
_WORD = re.compile(r"[^\W_]+|\0")
#: Files whose sentences are not ours to say once, and why.
QUOTED = {
    "droit/articles.yaml": "the words of the law, article by article",
}


def written(path: Path) -> Iterator[str]:
    """The texts of a module or of a template; \\0 stands for what is computed."""
    if path.suffix != ".py":
        text = path.read_text("utf-8")
        yield re.sub(r"\{[{%#].*?[}%#]\}|<[^>]*>", "\0", text, flags=re.DOTALL)
        return
    alone = documentation(path)
    inside = {
        id(text) for node in noeuds(path) if isinstance(node, ast.JoinedStr) for text in texts(node)
    }
    for node in noeuds(path):
        if isinstance(node, ast.JoinedStr):
            yield "".join(v.value if isinstance(v, ast.Constant) else "\0" for v in node.values)
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in alone | inside
            # The documentation of a rule stands by itself: its neighbours have the same examples.
            and "\n    Vérifie :" not in node.value
        ):
            yield node.value


def sentences(text: str) -> Iterator[tuple[str, ...]]:
    words = [word.lower() for word in _WORD.findall(text)]
    for start in range(len(words) - LONG + 1):
        found = tuple(words[start : start + LONG])
        if "\0" not in found and len(_FRENCH.findall(" ".join(found))) > 1:
            yield found


@pytest.mark.lent
def test_no_sentence_is_typed_twice() -> None:
    where: dict[tuple[str, ...], set[str]] = defaultdict(set)
    files = [*MODULES, *(p for p in sorted(TEMPLATES.rglob("*")) if p.suffix in {".j2", ".yaml"})]
    # Types of diploma cite the same texts, which may come apart.
    profiles = SOURCE / "profils"
    files += [
        p
        for p in sorted(SOURCE.rglob("*.yaml"))
        if nom(p) not in QUOTED and profiles not in p.parents
    ]
    for path in files:
        for text in written(path):
            for found in sentences(text):
                where[found].add(str(path.relative_to(SOURCE.parents[1])))
    twice: dict[tuple[str, ...], str] = {}
    for found, paths in where.items():
        if len(paths) > 1:
            twice.setdefault(tuple(sorted(paths)), " ".join(found))
    assert twice == {}
