"""All the benchmarks in one run: a table in French, with the versions and the machine.

    python -m benchmarks                 all of them, into benchmarks/resultats.md, and README
    python -m benchmarks --court         smaller ones, in less than 90 seconds; writes nothing
    python -m benchmarks check pdf       only these; writes nothing

Exit code 1 when a measure has passed its bound, or could not be taken.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

from benchmarks.citation import RESULTATS, citer
from benchmarks.contexte import entete
from benchmarks.mesure import Mesure, tableau
from benchmarks.section import SECTIONS, mesurer


def main() -> int:
    """Run, print, write; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Mesures.")
    parser.add_argument("sections", nargs="*", metavar="|".join(SECTIONS))
    parser.add_argument("--court", action="store_true", help="version courte, pour l’intégration")
    asked = parser.parse_args()
    if unknown := set(asked.sections) - set(SECTIONS):
        parser.error(f"mesures inconnues : {', '.join(sorted(unknown))}")
    head = entete("Mesures")
    found: list[Mesure] = []
    failed = False
    for name in asked.sections or SECTIONS:
        started = time.perf_counter()
        try:
            found += mesurer(name, court=asked.court)
        except subprocess.CalledProcessError:
            failed = True
            print(f"{name} : la mesure a échoué", file=sys.stderr)
        print(f"{name} : {time.perf_counter() - started:.0f} s", file=sys.stderr)
    text = f"{head}\n{tableau(found)}"
    print(text)
    if not (asked.court or asked.sections or failed):
        RESULTATS.write_text(text, "utf-8")
        citer()
    worse = [mesure for mesure in found if mesure.regression]
    for mesure in worse:
        print(f"régression : {mesure.ligne()}", file=sys.stderr)
    return int(failed or bool(worse))


if __name__ == "__main__":
    sys.exit(main())
