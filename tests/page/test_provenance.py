"""The fingerprint of a view: the same for the same data, another for any other."""

from __future__ import annotations

import enum
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from mc_builder.page.provenance import Provenance, fingerprint, provenance_text
from mc_builder.page.text import Texte


class Choix(enum.Enum):
    UN = "un"
    DEUX = "deux"


@dataclass(frozen=True)
class Vue:
    titre: str
    textes: tuple[str, ...] = ()
    nombre: int | float | Decimal | None = None
    choix: Choix = Choix.UN
    table: dict[str, int] | None = None
    drapeaux: frozenset[str] = frozenset()
    jour: date | None = None


VUE = Vue("Un", (Texte("deux", "a:b"),), 3, table={"x": 1}, drapeaux=frozenset("abc"))


@pytest.mark.parametrize(
    "autre",
    [
        replace(VUE, titre="Un\u00a0"),
        replace(VUE, textes=(Texte("deux", "a:c"),)),
        replace(VUE, textes=("deux",)),
        replace(VUE, textes=(*VUE.textes, "")),
        replace(VUE, nombre=Decimal("3.0")),
        replace(VUE, nombre=None),
        replace(VUE, choix=Choix.DEUX),
        replace(VUE, table={"x": 2}),
        replace(VUE, drapeaux=frozenset("ab")),
        replace(VUE, jour=date(2020, 1, 1)),
    ],
)
def test_another_content_has_another_fingerprint(autre: Vue) -> None:
    assert fingerprint(autre) != fingerprint(VUE)


def test_the_same_content_has_the_same() -> None:
    assert fingerprint(replace(VUE)) == fingerprint(VUE)


def test_the_seed_of_hashes_does_not_matter() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from test_provenance import VUE, fingerprint; print(fingerprint(VUE))"
    )
    here = str(Path(__file__).parent)
    found = {
        subprocess.run(
            [sys.executable, "-c", code, here],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert found == {fingerprint(VUE) + "\n"}


def test_a_value_without_canonical_form_is_a_bug() -> None:
    with pytest.raises(TypeError, match="object"):
        fingerprint(Vue(object()))  # type: ignore[arg-type]


def test_it_is_printed_at_the_end_of_the_last_section() -> None:
    root = etree.fromstring(
        "<article><section><p>a</p></section><section><p>b</p></section></article>"
    )
    provenance_text(root, Provenance("note", "1.2", "0123456789abcdef" * 4, date(2020, 1, 1)))
    last = root[-1][-1]
    assert last.get("class") == "provenance"
    assert last.text == "Version 1.2 du dossier – empreinte 0123456789ab"
