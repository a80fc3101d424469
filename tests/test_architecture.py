"""The layers of the package, and what each module owes to whoever opens it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from arbres import MODULES, SOURCE, arbre, noeuds, nom, texte
from ensemble import ensemble
from mc_builder.cli import COMMANDS

CYCLES = Path(__file__).parent / "projets" / "cycles"

#: From bottom to top (DESIGN, modules). A unit imports from lower rows only; two units of a row
#: do not know each other.
COUCHES = (
    ("french",),
    ("collector", "spans", "streams", "system_errors"),
    ("builtin", "charter", "diagnostics", "fonts", "metrics"),
    ("codes",),
    ("model", "source"),
    ("loading",),
    ("names",),
    ("nomenclatures",),
    ("coverage",),
    ("cpc",),
    ("rules",),
    ("graphiques",),
    ("project",),
    ("editing",),
    ("page", "reports"),
    ("writers",),
    ("documents",),
    ("api", "comparison", "writing"),
    ("production", "schema", "new_files"),
    ("returns",),
    ("exports",),
    ("importers",),
    ("beginning", "catalogue"),
    ("studio",),
    ("french_catalogue",),
    ("french_click",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
RANG = {unite: rang for rang, couche in enumerate(COUCHES) for unite in couche}

#: What only the worker that needs it loads.
LOURDS = ("weasyprint", "docx", "PIL", "jinja2", "lxml", "openpyxl", "xlsxwriter", "sqlite3")

#: What is imported inside a function, and why its module could not import it plainly: who, what.
TARDIFS = {
    ("__main__", "cli"): "Ctrl-C may come while libraries load, and is said in one word",
    ("commands.build", "commands.construction"): "a build with nothing to do loads no model",
    ("commands.comparer", "commands.comparer_word"): "what makes documents serves for a file only",
    ("commands.check", "commands.kept"): "most machines keep no nomenclature",
    ("commands.contre", "studio.versions"): "hardly anybody names a version by its sentence",
    ("production.produce", "writers.docx.modele"): "only what writes Word files reads a model",
    ("project", "rules"): "a measure needs no rule: a third of what it loads otherwise",
    ("project", "rules.settings"): "as the rules",
    ("source.images", "source.svg"): "a project without drawings is checked without lxml",
    ("source.pasted.html", "source.pasted.html_table"): "hardly a text holds a table in HTML",
    ("writers.points", "writers.pdf.writer"): "a Word file without charts needs no PDF",
}
#: Heavy libraries, each for one path, and what one system alone has.
TARDIVES = {"PIL", "lxml", "markdown_it", "mdit_py_plugins", "pydyf", "pypdfium2", "weasyprint"}
TARDIVES |= {"snowballstemmer"}
SYSTEMES = {"fcntl", "msvcrt", "resource"}

#: Units that take values and give values: no file, no clock, no process.
PURS = (
    "french",
    "spans",
    "diagnostics",
    "model",
    "names",
    "coverage",
    "cpc",
    "rules",
    "editing",
    "documents",
)
ENTREES_SORTIES = {"io", "os", "pathlib", "shutil", "socket", "subprocess", "tempfile", "time"}

CLI_COMMANDS = {f"mc_builder.commands.{name}" for name in COMMANDS}

MAX_LIGNES = 400

NOMS = {
    p: ".".join(("mc_builder", *p.relative_to(SOURCE).with_suffix("").parts)).removesuffix(
        ".__init__"
    )
    for p in MODULES
}


def imports(nodes: Iterable[ast.AST]) -> Iterator[tuple[int, str]]:
    """Line and full name of each import, wherever it is; « from a import b » gives « a.b »."""
    for child in nodes:
        if isinstance(child, ast.Import):
            yield from ((child.lineno, alias.name) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute"
            yield from ((child.lineno, f"{child.module}.{a.name}") for a in child.names)


@cache
def imported(path: Path) -> tuple[tuple[int, str], ...]:
    """The imports of a module, read once for all the tests."""
    return tuple(imports(noeuds(path)))


def unite(name: str) -> str:
    """« mc_builder.model.base » belongs to « model »."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else ""


CONNUS = set(NOMS.values())


def module_de(name: str) -> str:
    """The module that an imported name comes from: the longest prefix that is one."""
    while name not in CONNUS:
        name = name.rpartition(".")[0]
    return name


def ici(path: Path, line: int) -> str:
    return f"{path.relative_to(SOURCE)}:{line}"


def test_every_unit_has_its_layer() -> None:
    assert {unite(name) for name in NOMS.values()} - {""} == set(RANG)


def test_a_layer_imports_only_from_layers_below() -> None:
    wrong = [
        f"{ici(path, line)} imports {target}"
        for path, name in NOMS.items()
        if name != "mc_builder"  # the face of the package hands its public names on
        for line, target in imported(path)
        if target.startswith("mc_builder.")
        if (here := unite(name)) != (there := unite(module_de(target)))
        # The root of the package holds the version, which anyone may ask for.
        if there and (not here or RANG[there] >= RANG[here])
    ]
    assert wrong == []


def test_no_cycle_between_modules() -> None:
    """Imports inside functions and for type checking count: they hide cycles, they do not cure."""
    graph = {
        name: {
            module_de(target) for _, target in imported(path) if target.startswith("mc_builder.")
        }
        - {name, "mc_builder"}
        for path, name in NOMS.items()
    }
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the cycle


_LATE = re.compile(r"^\s+(?:import|from) ", re.MULTILINE)


@cache
def late_imports() -> frozenset[tuple[str, str]]:
    """Each import inside a function: the module where it is, and what it imports."""
    found = set()
    for path, name in NOMS.items():
        functions = (n for n in noeuds(path) if isinstance(n, ast.FunctionDef))
        for function in functions if _LATE.search(texte(path)) else ():
            for _, target in imports(ast.walk(function)):
                if target.startswith("mc_builder."):
                    found.add((name.removeprefix("mc_builder."), module_de(target)))
                else:
                    found.add((name.removeprefix("mc_builder."), target.partition(".")[0]))
    return frozenset(found)


def test_our_own_modules_are_imported_plainly() -> None:
    """A command is imported when it is called: what it needs can be at its top, once."""
    ours = {
        (where, target.removeprefix("mc_builder."))
        for where, target in late_imports()
        if target.startswith("mc_builder.")
    }
    assert ours == set(TARDIFS)


def test_only_heavy_libraries_are_imported_late() -> None:
    others = {target for _, target in late_imports() if not target.startswith("mc_builder.")}
    assert others <= TARDIVES | SYSTEMES


#: The fields of the model that are links; rules alone judge them as they are written.
LIENS = {"repond_a", "mobilise", "evalue", "delivre"}


def test_links_are_read_by_the_graph_alone() -> None:
    """A second walk of the same links is a second answer: everything follows the edges."""
    wrong = [
        f"{ici(path, node.lineno)} reads {node.attr}"
        for path, name in NOMS.items()
        if unite(name) not in {"model", "rules"} and name != "mc_builder.coverage.tracer"
        for node in noeuds(path)
        if isinstance(node, ast.Attribute) and node.attr in LIENS
    ]
    assert wrong == []


def test_the_names_of_a_project_are_made_once() -> None:
    """The opened project has them, and a document whose printed pages are known."""
    makers = {
        name
        for path, name in NOMS.items()
        for node in noeuds(path)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Names"
    }
    assert makers == {"mc_builder.project", "mc_builder.documents.builder"}


@pytest.mark.parametrize("unit", PURS)
def test_pure_units_touch_neither_files_nor_clock(unit: str) -> None:
    paths = [p for p in MODULES if p.relative_to(SOURCE).as_posix().startswith(unit)]
    assert paths
    wrong = [
        f"{ici(path, line)} imports {target}"
        for path in paths
        for line, target in imported(path)
        if target.split(".")[0] in ENTREES_SORTIES
    ]
    assert wrong == []


def test_only_the_command_line_prints() -> None:
    wrong = []
    for path, name in NOMS.items():
        if unite(name) in {"french_click", "streams", "commands", "cli", "__main__"}:
            continue
        wrong += [
            ici(path, node.lineno)
            for node in noeuds(path)
            if (isinstance(node, ast.Name) and node.id == "print")
            or (
                isinstance(node, ast.Attribute)
                and ast.unparse(node) in {"sys.stdout", "sys.stderr"}
            )
        ]
        wrong += [ici(path, line) for line, target in imported(path) if target.startswith("click")]
    assert wrong == []


def modules_after(*lines: str) -> list[set[str]]:
    """All the modules that one process has loaded after each of these commands."""
    script = (
        "import sys; from mc_builder.cli import cli\n"
        "for line in sys.argv[1:]:\n"
        "  try: cli.main(line.split(), prog_name='mc-builder', standalone_mode=False)\n"
        "  except BaseException as end: print(repr(end), file=sys.stderr)\n"
        "  print('modules:', *sys.modules, file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script, *lines],
        cwd=CYCLES,
        capture_output=True,
        text=True,
        check=True,
    )
    found = [set(line.split()) for line in result.stderr.splitlines() if line[:8] == "modules:"]
    assert len(found) == len(lines)
    return found


def packages(modules: set[str]) -> set[str]:
    return {name.split(".")[0] for name in modules}


def test_check_and_coverage_load_nothing_heavy() -> None:
    for modules in modules_after("check", "coverage", "coverage --format json"):
        assert "pydantic" in modules  # the command did run
        assert packages(modules).isdisjoint(LOURDS)


@pytest.mark.lent
def test_help_and_completion_of_the_group_import_no_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    *groups, build, rules = modules_after(
        "--help", "--version", "chek", "build --help", "regle --liste"
    )
    assert [modules & CLI_COMMANDS for modules in groups] == [set(), set(), set()]
    assert build & CLI_COMMANDS == {"mc_builder.commands.build"}
    assert packages(build).isdisjoint({"pydantic", "yaml", "markdown_it", *LOURDS})
    assert (rules - build) & CLI_COMMANDS == {"mc_builder.commands.regle"}
    monkeypatch.setenv("_MC_BUILDER_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "mc-builder c")
    monkeypatch.setenv("COMP_CWORD", "1")
    (completion,) = modules_after("")
    assert completion & CLI_COMMANDS == set()


@ensemble("path", MODULES, ids=nom)
def test_a_module_says_its_contract_in_one_line_and_is_short(path: Path) -> None:
    text = texte(path)
    first = (ast.get_docstring(arbre(path)) or "").split("\n")[0]
    assert first.endswith("."), "the first line of the docstring is a sentence"
    assert len(first) <= 100
    assert text.count("\n") <= MAX_LIGNES, "split it: a module does one thing"


def test_tests_are_filed_under_the_unit_they_test() -> None:
    """Each folder of tests is a unit, or the documents; what crosses units is at the root."""
    folders = {p.name for p in Path(__file__).parent.iterdir() if p.is_dir()}
    assert folders - {
        "documents",
        "hostile",
        "navigateur",
        "robustesse",
        "outils",
        "projets",
        "__pycache__",
    } <= set(RANG)


def test_no_test_imports_a_conftest() -> None:
    """There are several, and which one that name gives depends on the order of the tests."""
    guilty = [
        path.name
        for path in Path(__file__).parent.rglob("*.py")
        if re.search(r"^from conftest import|^import conftest", path.read_text("utf-8"), re.M)
    ]
    assert guilty == []


def test_the_top_level_is_in_a_clone() -> None:
    """Its folders are there before anything is built: one that only a build made would go."""
    root = Path(__file__).parents[1]
    folders = ("dossier", "referentiels", "templates", "src/mc_builder", "tests")
    assert [name for name in folders if not (root / name).is_dir()] == []
    # Without a file of its own, git keeps no `output/`.
    assert (root / "output" / ".gitignore").read_text("utf-8").split() == ["*", "!.gitignore"]
