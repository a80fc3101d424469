"""The name of a benchmark → its measures, one JSON object a line: what each process answers.

Why one process for each: none pays for the memory and the imports of those before it.
"""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict

from benchmarks.mesure import Mesure
from benchmarks.temps import RACINE

#: The modules of this package that have a function `mesures`, in the order of the table.
SECTIONS = (
    *("check", "lecture", "reouvrir", "atelier", "couverture"),
    *("rien_a_faire", "pdf", "word", "relire", "memoire"),
)


def mesurer(name: str, *, court: bool) -> Iterator[Mesure]:
    """The measures of one benchmark, in a process of its own; raises CalledProcessError."""
    command = [sys.executable, "-m", "benchmarks.section", name, *(["--court"] if court else [])]
    done = subprocess.run(command, cwd=RACINE, stdout=subprocess.PIPE, check=True)
    for line in done.stdout.decode().splitlines():
        yield Mesure(**json.loads(line))


def main() -> None:
    """Answer."""
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=SECTIONS)
    parser.add_argument("--court", action="store_true")
    asked = parser.parse_args()
    module = importlib.import_module(f"benchmarks.{asked.name}")
    for mesure in module.mesures(court=asked.court):
        print(json.dumps(asdict(mesure)), flush=True)


if __name__ == "__main__":
    main()
