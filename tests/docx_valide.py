"""What the Open XML SDK and openxml-audit find wrong in a Word document."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from openxml_audit import OpenXmlValidator

from outils_externes import programme

#: What openxml-audit takes for a fault and is none: 0 takes a paragraph out of the numbering of
#: its style (ECMA-376, 17.9.18); the SDK knows it.
ADMIS = "Numbering definition '0' referenced but not found"


def sdk(path: Path) -> list[str]:
    """What the Open XML SDK finds wrong."""
    result = subprocess.run(
        [programme("ooxml-validator"), str(path)], capture_output=True, text=True, check=False
    )
    said = json.loads(result.stdout)
    return [json.dumps(error) for error in said["errors"]] or ([] if said["ok"] else [str(said)])


def audit(path: Path) -> list[str]:
    """What openxml-audit finds wrong, warnings included."""
    found = OpenXmlValidator(max_errors=0, strict=True).validate(str(path))
    return [str(e) for e in found.errors if e.description != ADMIS]


def check(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    assert sdk(path) == []
    assert audit(path) == []
