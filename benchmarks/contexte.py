"""Where and with what a run is made → the head of its results, in French."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import mc_builder
from benchmarks.mesure import nombre

_LIBRARIES = ("pydantic", "PyYAML", "lxml", "weasyprint", "python-docx")
_MOIS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
    *("août", "septembre", "octobre", "novembre", "décembre"),
)


def entete(title: str) -> str:
    """The title, the day, the versions, the machine (never its name) and how busy it is."""
    day = date.today()
    when = f"{'1er' if day.day == 1 else day.day} {_MOIS[day.month - 1]} {day.year}"
    libraries = ", ".join(f"{name} {found}" for name in _LIBRARIES if (found := _version(name)))
    return f"""\
# {title} du {when}

- mc_builder {mc_builder.__version__}, Python {platform.python_version()}, {libraries}{_soffice()}
- {platform.system()} {platform.machine()}, {_processor()}, {os.cpu_count()} processeurs, \
charge au départ : {nombre(os.getloadavg()[0])}

Seuls les rapports comptent : les deux termes sont mesurés tour à tour, en secondes de processeur, \
et le meilleur de plusieurs essais est gardé.
"""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _soffice() -> str:
    program = shutil.which("soffice")
    if program is None:
        return ""
    said = subprocess.run([program, "--version"], capture_output=True, check=False).stdout.decode()
    words = said.split()
    return f", LibreOffice {words[1]}" if len(words) > 1 else ""


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or "processeur inconnu"
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else "processeur inconnu"
