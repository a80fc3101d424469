"""The modules of the page hold together: their types, as JSDoc gives them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import mc_builder.studio
from outils_externes import programme

PAGES = Path(mc_builder.studio.__file__).parent / "pages"
MODULES = sorted(PAGES.glob("*.js"))
#: As strict as it can be; nothing is written.
OPTIONS = (
    "--noEmit --allowJs --checkJs --strict --noUnusedLocals --noUnusedParameters"
    " --noImplicitReturns --noFallthroughCasesInSwitch --allowUnreachableCode false"
    " --target es2022 --module esnext --moduleResolution bundler --lib es2023,dom,dom.iterable"
)


def wrong(*modules: Path) -> str:
    """What the checker of types finds."""
    command = [programme("tsc"), *OPTIONS.split(), "--pretty", "false", *map(str, modules)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300).stdout


@pytest.mark.lent
def test_their_types_agree() -> None:
    assert wrong(*MODULES) == ""


@pytest.mark.lent
def test_a_wrong_type_is_found(tmp_path: Path) -> None:
    module = tmp_path / "faux.js"
    module.write_text("// @ts-check\nexport const n = (/** @type {string} */ t) => t.rien;\n")
    assert "TS2339" in wrong(module)


def test_every_module_is_checked_and_imports_what_there_is() -> None:
    assert MODULES
    for module in MODULES:
        text = module.read_text("utf-8")
        assert text.startswith("// @ts-check\n"), module.name
        for imported in re.findall(r'from "\./([^"]+)"', text):
            assert (PAGES / imported).is_file(), (module.name, imported)
