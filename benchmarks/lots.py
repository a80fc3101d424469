"""What it costs to bring near a whole nomenclature each of many lines.

    python -m benchmarks.lots [DOSSIER] [--lignes N]

DOSSIER holds the public files that the repository does not (by default ../shared/data). The items
of ROME 4.60 are searched for N lines (200,000), the titles of the blocs of the RNCP again and
again. All that a line takes, from its words to the words in common, stands beside the products of
matrices alone, made of the same matrices by sparse_dot_topn, lot after lot in the same run. Then
the same search, one line after the other, for a few lines: without the optional part `lots`.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from itertools import cycle, islice
from pathlib import Path

from benchmarks.mesure import nombre
from benchmarks.nomenclatures import Rome, certifications
from benchmarks.suggestions import DOSSIER
from mc_builder.nomenclatures.matching import Index, Texte
from mc_builder.nomenclatures.matching.lots import LOT, Products, by_matrices, nearest
from mc_builder.nomenclatures.overlap import plain

LIGNES, LENTES = 200_000, 300
#: Suggestions of a line, and how often the time of all may hold that of the products.
NOMBRE, CIBLE = 5, 2.0


def texts(dossier: Path) -> tuple[dict[str, Texte], list[Texte]]:
    """The items of ROME 4.60 by code, and the titles of blocs of the RNCP."""
    rome = Rome(dossier)
    items = {f"c{code}": text for code, text in rome.competences().items()}
    items |= {f"s{code}": text for code, text in rome.savoirs().items()}
    found = certifications(dossier, rome.fiches(items=True))
    return items, [Texte(one) for one in sorted({plain(t) for _, blocs in found for t in blocs})]


def side_by_side(index: Index, lines: list[Texte], count: int) -> tuple[float, float]:
    """Seconds of all that so many lines take, and of the products alone."""
    products = Products(index)
    again, whole, alone = cycle(lines), 0.0, 0.0
    for _ in range(count // LOT):
        lot = list(islice(again, LOT))
        started = time.perf_counter()
        for _ in nearest(index, lot, NOMBRE, products=products):
            pass
        whole += time.perf_counter() - started
        asked = products.asked(lot)
        started = time.perf_counter()
        for rows, matrix in asked:
            products.best(rows, matrix)
        alone += time.perf_counter() - started
    return whole, alone


def main() -> int:
    """Measure and print; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lots")
    parser.add_argument("dossier", nargs="?", type=Path, default=DOSSIER)
    parser.add_argument("--lignes", type=int, default=LIGNES, metavar="N")
    asked = parser.parse_args()
    if not (asked.dossier.is_dir() and by_matrices()):
        print("Les nomenclatures, ou la partie facultative « lots », ne sont pas là.")
        return 0
    items, lines = texts(asked.dossier)
    index = Index(items)
    whole, alone = side_by_side(index, lines, asked.lignes)
    started = time.perf_counter()
    for _ in nearest(index, lines[:LENTES], NOMBRE, products=None):
        pass
    slow = (time.perf_counter() - started) / LENTES
    ratio = whole / alone
    print(f"{len(items)} éléments, {asked.lignes} lignes : {nombre(whole)} s")
    print(f"en produits de matrices seuls : {nombre(ratio)} × (≤ {nombre(CIBLE)})")
    print(f"une ligne après l’autre : {nombre(slow * asked.lignes / whole)} × plus long")
    print(f"pic de mémoire : {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} Mo (≤ 500)")
    return int(ratio > CIBLE)


if __name__ == "__main__":
    sys.exit(main())
