"""Version, journal and package say the same."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from itertools import product
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from mc_builder import __version__

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_the_journal_begins_with_this_version() -> None:
    first = next(
        line for line in (ROOT / "CHANGELOG.md").read_text("utf-8").split("\n") if line[:3] == "## "
    )
    found = re.search(r"\d+\.\d+\.\d+", first)
    assert found is not None
    assert found[0] == __version__


def test_the_package_takes_its_version_from_the_code() -> None:
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "src/mc_builder/__init__.py"


ASKED = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["dev"],
]


def test_each_dependency_says_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    assert ASKED
    assert [name for name in ASKED if not re.search(rf'"{re.escape(name)}",\s+# \w', text)] == []


# --- constraints.txt ------------------------------------------------------------------------------

#: The versions of Python and the systems on which the tool is installed.
PYTHONS = re.findall(r":: (3\.\d+)", " ".join(PROJECT["project"]["classifiers"]))
SYSTEMES = {"linux": ("posix", "Linux"), "darwin": ("posix", "Darwin"), "win32": ("nt", "Windows")}


def milieu(python: str, systeme: str) -> dict[str, str]:
    """What the markers of requirements see on another machine."""
    name, platform = SYSTEMES[systeme]
    return {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": systeme,
        "os_name": name,
        "platform_system": platform,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


def nom(requirement: Requirement) -> str:
    """The name of a package as registries compare it."""
    return re.sub(r"[-_.]+", "-", requirement.name).lower()


def demandes(where: dict[str, str]) -> set[str]:
    """All that « .[dev] » installs there; what is not installed here is not looked into."""
    found: set[tuple[str, str]] = set()

    def follow(requirement: Requirement) -> None:
        name = nom(requirement)
        new = {(name, extra) for extra in ("", *requirement.extras)} - found
        found.update(new)
        try:
            inner = [Requirement(text) for text in (new and requires(name)) or ()]
        except PackageNotFoundError:
            return
        for one in inner:
            extras = [{**where, "extra": extra} for _, extra in new]
            if one.marker is None or any(one.marker.evaluate(e) for e in extras):
                follow(one)

    for text in ASKED:
        follow(Requirement(text))
    return {name for name, _ in found}


def epingles() -> Iterator[Requirement]:
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield Requirement(line)


@pytest.mark.parametrize(("python", "systeme"), [*product(PYTHONS, SYSTEMES)])
def test_all_that_is_installed_is_pinned_and_nothing_else(python: str, systeme: str) -> None:
    where = milieu(python, systeme)
    pinned = [p for p in epingles() if p.marker is None or p.marker.evaluate(where)]
    assert {nom(p) for p in pinned} == demandes(where)
    assert len({nom(p) for p in pinned}) == len(pinned), "one version of each"


def test_a_pin_is_one_version_that_the_project_admits() -> None:
    versions = {}
    for pin in epingles():
        (one,) = pin.specifier
        assert (one.operator, pin.extras, pin.url) == ("==", set(), None)
        versions[nom(pin)] = one.version
    for text in ASKED:
        requirement = Requirement(text)
        assert requirement.specifier.contains(versions[nom(requirement)]), text
    assert "://" not in (ROOT / "constraints.txt").read_text("utf-8"), "the registry is the user's"
