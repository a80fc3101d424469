"""What suggestions are worth: how often the right answer is among the first five.

    python -m benchmarks.suggestions [DOSSIER] [--echantillon N] [--epreuve NOM]

DOSSIER holds the public files that the repository does not (by default ../shared/data); without
them only the links of the repository's dossier are measured, and it is said. The right answers are
those that people wrote: another answer may be good too, so every figure is a lower bound.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.liens import answers
from benchmarks.mesure import nombre
from benchmarks.nomenclatures import Question, Rome, certifications, reformules
from benchmarks.temps import RACINE
from mc_builder.nomenclatures.matching import Index, Texte
from mc_builder.nomenclatures.overlap import plain
from mc_builder.project import Project

DOSSIER = RACINE.parent / "shared" / "data"
GRAINE = 2026
#: Below that rank, an answer is as good as not found.
PROFONDEUR = 20
REPRISES = 1000


@dataclass(frozen=True, slots=True)
class Epreuve:
    """Questions asked of one list of texts; `groupes` are measured apart, each with its target.

    A group is a name, the levels of its questions (none: all of them) and the least R@5.
    """

    textes: dict[str, Texte]
    questions: list[Question]
    groupes: tuple[tuple[str, tuple[str, ...], float], ...]


def rncp(dossier: Path) -> Epreuve:
    """A certification and the titles of its blocs → the fiches of ROME that it declares."""
    fiches = Rome(dossier).fiches(items=True)
    asked = [question for question, _ in certifications(dossier, fiches)]
    levels = ("niveau3", "niveau4", "niveau5")
    groups = (("RNCP → ROME", (), 0.85), ("RNCP → ROME, niveaux 3 à 5", levels, 0.81))
    return Epreuve(fiches, asked, groups)


def bloc(dossier: Path) -> Epreuve:
    """The title of one bloc alone → the fiches that its certification declares.

    A title that several certifications have (« Langue vivante ») is asked once; what a register
    writes before it (« CCP 2 – ») is left out, as wherever the titles of blocs are compared.
    """
    fiches = Rome(dossier).fiches(items=True)
    asked: dict[str, Question] = {}
    for question, blocs in certifications(dossier, fiches):
        for title in blocs:
            said = Question(Texte(plain(title)), question.justes)
            asked.setdefault(title.lower(), said)
    group = "Un bloc seul → ROME (intitulés distincts)", (), 0.52
    return Epreuve(fiches, drawn(list(asked.values()), 4000), (group,))


def competences(dossier: Path) -> Epreuve:
    """A competence of ROME 3.47 → the same, reworded, in 4.60."""
    texts = Rome(dossier).competences()
    asked = list(reformules(dossier, "competence", texts))
    return Epreuve(texts, asked, (("Compétence reformulée, ROME 3.47 → 4.60", (), 0.75),))


def savoirs(dossier: Path) -> Epreuve:
    """A savoir of ROME 3.47 → the same, reworded, in 4.60."""
    texts = Rome(dossier).savoirs()
    asked = list(reformules(dossier, "savoir", texts))
    return Epreuve(texts, asked, (("Savoir reformulé, ROME 3.47 → 4.60", (), 0.88),))


def savoir_faire(dossier: Path) -> Epreuve:
    """A savoir-faire → the fiches that list it, their items hidden."""
    rome = Rome(dossier)
    asked = drawn(list(rome.savoir_faire()), 4000)
    return Epreuve(rome.fiches(items=False), asked, (("Savoir-faire → fiche", (), 0.54),))


EPREUVES: dict[str, Callable[[Path], Epreuve]] = {
    "rncp": rncp,
    "bloc": bloc,
    "competences": competences,
    "savoirs": savoirs,
    "savoir-faire": savoir_faire,
}


def drawn(questions: list[Question], count: int | None) -> list[Question]:
    """At most `count` of them, the same at each run."""
    if count is None or len(questions) <= count:
        return questions
    return random.Random(GRAINE).sample(questions, count)  # noqa: S311


def rank(index: Index, question: Question) -> int | None:
    """The place of the first right answer; None when it is not among the first."""
    found = index.search(question.texte, PROFONDEUR)
    return next((n for n, one in enumerate(found, 1) if one.cle in question.justes), None)


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The mean of samples drawn from these values, with replacement: 95 of 100 are between."""
    alea = random.Random(GRAINE)  # noqa: S311
    count = len(values)
    means = sorted(sum(alea.choices(values, k=count)) / count for _ in range(REPRISES))
    return means[REPRISES * 25 // 1000], means[REPRISES * 975 // 1000]


def figures(ranks: Sequence[int | None]) -> Iterator[str]:
    """R@1, R@5, R@10 and MRR, the second and the last with their intervals."""
    for depth in (1, 5, 10):
        found = [float(r is not None and r <= depth) for r in ranks]
        yield said(found, bounds=depth == 5)
    yield said([1 / r if r else 0.0 for r in ranks], bounds=True)


def said(values: Sequence[float], *, bounds: bool) -> str:
    """« 0,85 [0,84 ; 0,86] », to the thousandth."""
    text = decimal(sum(values) / len(values))
    return f"{text} [{' ; '.join(map(decimal, interval(values)))}]" if bounds else text


def decimal(value: float) -> str:
    """To the thousandth, in French."""
    return f"{value:.3f}".replace(".", ",")


def lines(name: str, dossier: Path, count: int | None) -> Iterator[str]:
    """The lines of one test, one for each group."""
    test = EPREUVES[name](dossier)
    asked = drawn(test.questions, count)
    started = time.process_time()
    index = Index(test.textes)
    built = time.process_time() - started
    ranks = [rank(index, question) for question in asked]
    each = (time.process_time() - started - built) * 1000 / len(asked)
    for title, levels, aim in test.groupes:
        kept = [r for r, q in zip(ranks, asked, strict=True) if not levels or q.groupe in levels]
        met = sum(r is not None and r <= 5 for r in kept) / len(kept) >= aim
        target = f"≥ {decimal(aim)}{'' if met else ' **non atteinte**'}"
        cells = [title, str(len(kept)), str(len(test.textes)), *figures(kept), target]
        yield f"| {' | '.join(cells)} | {nombre(built)} s, {nombre(each)} ms |"


def of_the_dossier() -> str:
    """The line of the repository's own dossier: its links, hidden."""
    ranks = [answer.rang for answer in answers(Project.open(RACINE).names)]
    cells = ["Liens du dossier d’exemple", str(len(ranks)), "56 à 137", *figures(ranks)]
    return f"| {' | '.join(cells)} | – | – |"


def main() -> int:
    """Measure and print; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.suggestions")
    parser.add_argument("dossier", nargs="?", type=Path, default=DOSSIER)
    parser.add_argument("--echantillon", type=int, metavar="N", help="N questions au plus")
    parser.add_argument("--epreuve", choices=EPREUVES, action="append")
    asked = parser.parse_args()
    heads = "Épreuve", "n", "parmi", "R@1", "R@5", "R@10", "MRR", "R@5 visé", "Index, question"
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n{of_the_dossier()}", flush=True)
    if not asked.dossier.is_dir():
        print(f"\nLes nomenclatures ne sont pas là ({asked.dossier}) : le reste n’est pas mesuré.")
        return 0
    for name in asked.epreuve or EPREUVES:
        for line in lines(name, asked.dossier, asked.echantillon):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
