"""docs/licences.md → the SBOM that the build puts in the wheel (CycloneDX 1.6, PEP 770).

A build hook of hatchling (see pyproject.toml): it runs where no dependency is installed, so it
reads the table that `tools/licences.py` wrote. No clock and no random number: the same sources
give the same bytes.
"""

from __future__ import annotations

import json
import re
import tempfile
import tomllib
import uuid
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NOM = "mc-builder.cdx.json"
_LIGNE = re.compile(r"^\| ([a-z0-9-]+) \| ([^ |]+) \| ([^|]+) \|$", re.MULTILINE)


def nomenclature(racine: Path, version: str) -> dict[str, Any]:
    """The components that run with the tool, their versions and licences, as CycloneDX."""
    project = tomllib.loads((racine / "pyproject.toml").read_text("utf-8"))["project"]
    table = _LIGNE.findall((racine / "docs" / "licences.md").read_text("utf-8"))
    components = [_component(*row) for row in table if row[0] != "paquet"]
    own = _component(project["name"], version, project["license"]) | {"type": "application"}
    content = json.dumps([own, components], sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}",
        "version": 1,
        "metadata": {"component": own},
        "components": components,
        "dependencies": [
            {"ref": own["bom-ref"], "dependsOn": [one["bom-ref"] for one in components]}
        ],
    }


def _component(nom: str, version: str, licence: str) -> dict[str, Any]:
    purl = f"pkg:pypi/{nom}@{version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": nom,
        "version": version,
        "licenses": [{"expression": licence}],
        "purl": purl,
    }


class Nomenclature(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the SBOM to the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the SBOM beside the build, and name it; see hatchling."""
        if version == "editable":
            return
        bom = nomenclature(Path(self.root), self.metadata.version)
        folder = Path(tempfile.mkdtemp(prefix="sbom-"))
        self._written = folder / NOM
        self._written.write_text(json.dumps(bom, ensure_ascii=False, indent=1) + "\n", "utf-8")
        build_data["sbom_files"].append(str(self._written))

    def finalize(self, *_: Any) -> None:
        """Leave nothing behind."""
        if (written := getattr(self, "_written", None)) is not None:
            written.unlink()
            written.parent.rmdir()
