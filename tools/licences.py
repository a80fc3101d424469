"""Installed metadata → docs/licences.md: what runs with the tool, in which version, under what.

Run by hand, in the environment of the project, after a change of dependencies:

    .venv/bin/python tools/licences.py

Exit code 1 when a package has no licence on the list of those that are admitted. The table is also
what `tools/nomenclature.py` makes the SBOM of the wheel from.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

RACINE = Path(__file__).parents[1]
PAGE = RACINE / "docs" / "licences.md"

#: SPDX names of licences that let the tool be used, changed and passed on as it is.
ADMISES = frozenset(
    {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT", "MIT-0", "MIT-CMU"}
    | {"MPL-1.1", "LGPL-2.1-or-later", "OFL-1.1", "PSF-2.0", "Zlib"}
)
#: Said otherwise than by an SPDX name in the metadata; each was read in the package's own files.
LUES = {
    "beautifulsoup4": "MIT",
    "cssselect2": "BSD-3-Clause",
    "font-source-sans-pro": "OFL-1.1",
    "jinja2": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "markdownify": "MIT",
    "mdit-py-plugins": "MIT",
    "mdurl": "MIT",
    "pydyf": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "tinycss2": "BSD-3-Clause",
    "tinyhtml5": "MIT",
    "weasyprint": "BSD-3-Clause",
    "webencodings": "BSD-3-Clause",
}
_EN_TETE = """\
# Licences de ce qui s’exécute avec mc_builder

mc_builder est sous licence MIT ([LICENSE](../LICENSE)), le dossier et le référentiel sous Licence
Ouverte 2.0 ([dossier/LICENSE.md](../dossier/LICENSE.md)). À l’exécution, il emploie les paquets
suivants, aux versions de `constraints.txt`. Un test vérifie que chacun a une licence qui permet de
l’employer, de le modifier et de le transmettre ainsi ; quand un paquet en propose plusieurs (`OR`),
une seule suffit.

Pango et HarfBuzz (LGPL-2.1-or-later, MIT), bibliothèques du système, ne sont pas livrés avec
l’outil. DejaVu Sans l’est, sous la licence de Bitstream Vera
([texte](../src/mc_builder/polices/LICENSE)) ; les largeurs de Carlito aussi (OFL-1.1).

Cette page est écrite par `.venv/bin/python tools/licences.py` ; la même liste, au format
CycloneDX, est dans le wheel (`*.dist-info/sboms/mc-builder.cdx.json`).

| paquet | version | licence |
|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Paquet:
    """A package that runs with the tool."""

    nom: str
    version: str
    licence: str

    @property
    def admis(self) -> bool:
        """Whether each of its licences, or one of those it offers, is on the list."""
        parts = re.sub(r"[()]", "", self.licence).split(" AND ")
        return all(any(one in ADMISES for one in part.split(" OR ")) for part in parts)


def normal(name: str) -> str:
    """The name of a package as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def paquets() -> list[Paquet]:
    """What the dependencies of pyproject.toml need to run, themselves included, by name."""
    asked = tomllib.loads((RACINE / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    found: dict[str, set[str]] = {}
    for requirement in asked:
        _suit(Requirement(requirement), found)
    return [_paquet(name) for name in sorted(found)]


def _suit(requirement: Requirement, found: dict[str, set[str]]) -> None:
    """Follow a requirement with its extras; the markers are those of this machine."""
    name, extras = normal(requirement.name), {"", *requirement.extras}
    new = extras - found.get(name, set())
    if not new:
        return
    found.setdefault(name, set()).update(new)
    for text in distribution(name).requires or []:
        inner = Requirement(text)
        if inner.marker is None or any(inner.marker.evaluate({"extra": e}) for e in new):
            _suit(inner, found)


def _paquet(name: str) -> Paquet:
    installed = distribution(name)
    return Paquet(name, installed.version, next(_licences(name, installed), "inconnue"))


def _licences(name: str, installed: Distribution) -> Iterator[str]:
    """The licence, from the surest place to the least sure."""
    for value in (installed.metadata["License-Expression"], LUES.get(name)):
        if value:
            yield value
    if installed.metadata["License"] in ADMISES:
        yield installed.metadata["License"]


def page(found: list[Paquet]) -> str:
    """The page of the licences."""
    return _EN_TETE + "".join(f"| {p.nom} | {p.version} | {p.licence} |\n" for p in found)


def main() -> None:
    """Write the page; say what is not admitted."""
    found = paquets()
    PAGE.write_text(page(found), "utf-8")
    refused = [f"{p.nom} : licence {p.licence}" for p in found if not p.admis]
    sys.exit("\n".join(refused) or None)


if __name__ == "__main__":
    main()
