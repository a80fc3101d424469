"""Git repositories built by tests: fixed author and date, and a print of all that they hold."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

from outils_externes import programme

FIXE = {
    **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Essai"),
    **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "essai@exemple.fr"),
    **dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), "2024-01-01T00:00:00Z"),
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(folder: Path, *arguments: str, entree: str | None = None) -> str:
    """What ``git …`` prints in a folder."""
    return subprocess.run(
        [programme("git"), *arguments],
        cwd=folder,
        env={**os.environ, **FIXE},
        check=True,
        capture_output=True,
        text=True,
        input=entree,
    ).stdout


def empreintes(folder: Path) -> dict[str, str]:
    """Every file of a folder, `.git` included: its content, and when it was last written."""
    return {
        str(p.relative_to(folder)): (
            f"{hashlib.sha256(p.read_bytes()).hexdigest()} {p.stat().st_mtime_ns}"
        )
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }
