"""What a share of overlap is worth: that of certifications whose kinship the register says.

    python -m benchmarks.recouvrement [DOSSIER]

DOSSIER holds the public files that the repository does not (by default ../shared/data). Prints the
quartiles of the share of the first certification's blocs; docs/nomenclatures.md quotes them.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.mesure import nombre
from benchmarks.suggestions import DOSSIER, GRAINE
from mc_builder.nomenclatures.overlap import generic, overlap, own

TIREES = 1500
Couple = tuple[str, str]


def mesurer(dossier: Path) -> None:
    """Print the quartiles of successors, of certifications of one job, of any two."""
    with (dossier / "rncp_2021_fiches_blocs_rome.jsonl").open(encoding="utf-8") as file:
        fiches: dict[str, Any] = {f["rncp"]: f for f in map(json.loads, file)}
    titles = {code: [bloc["intitule"] for bloc in f["blocs"]] for code, f in fiches.items()}
    usual = generic((code, title) for code, found in titles.items() for title in found)
    blocs = {code: own(found, usual) for code, found in titles.items()}
    successors = [*_pairs(fiches, "nouvelle"), *(p[::-1] for p in _pairs(fiches, "ancienne"))]
    kin = {*successors, *(pair[::-1] for pair in successors)}
    reworded = [(a, b) for a, b in dict.fromkeys(successors) if blocs[a] != blocs[b]]
    drawn = random.Random(GRAINE)  # noqa: S311 – a sample
    known = [code for code, f in fiches.items() if f["rome"] and blocs[code]]
    for name, pairs in (
        ("l’une succède à l’autre, en d’autres mots", reworded),
        ("un même métier", set(_of_one_job(fiches, known, drawn)) - kin),
        ("quelconques", [(a, b) for a, b in (drawn.sample(known, 2) for _ in range(TIREES))]),
    ):
        shares = [
            overlap(blocs[a], blocs[b]).share_of_one for a, b in pairs if blocs[a] and blocs[b]
        ]
        low, middle, high = statistics.quantiles(shares, n=4)
        print(f"{name} ({len(shares)}) : {nombre(middle)} ({nombre(low)} à {nombre(high)})")


def _pairs(fiches: dict[str, Any], field: str) -> list[Couple]:
    return [(code, f[field]) for code, f in fiches.items() if f[field] in fiches]


def _of_one_job(fiches: dict[str, Any], known: list[str], drawn: random.Random) -> Iterable[Couple]:
    having = defaultdict(list)
    for code in known:
        for job in fiches[code]["rome"]:
            having[job].append(code)
    for _ in range(TIREES):
        code = drawn.choice(known)
        other = drawn.choice(having[drawn.choice(fiches[code]["rome"])])
        if other != code:
            yield code, other


if __name__ == "__main__":
    mesurer(Path(sys.argv[1]) if len(sys.argv) > 1 else DOSSIER)
