"""The measure is linear in the size of the project."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from petits_projets import construire

from mc_builder.coverage import mesurer


def grand(taille: int) -> dict[str, Any]:
    """A project of 20 × `taille` requirements, 2 × `taille` competences, 4 × `taille` tâches."""
    alea = random.Random(0)  # noqa: S311
    exigences = {f"x{i}": "savoir" if i % 4 == 0 else "savoir-faire" for i in range(20 * taille)}
    blocs = range(max(1, taille // 25))
    activites = [f"p{p}a{a}" for p in blocs for a in range(20)]
    answers: dict[str, list[str]] = {cle: [] for cle in activites}
    known: dict[int, list[str]] = {p: [] for p in blocs}
    for cle, nature in exigences.items():
        if nature == "savoir":
            known[alea.choice(blocs)].append(cle)
        else:
            answers[alea.choice(activites)].append(cle)

    def competence(p: int, c: int) -> dict[str, Any]:
        taken = [f"p{p}a{c % 20}", f"{alea.choice(activites)}t{alea.randrange(5)}"]
        return {"id": f"b{p}c{c}", "mobilise": taken, "indicateurs": ["Vu"]}

    return {
        "exigences": exigences,
        "emplois": {
            f"j{j}": [{"exigence": cle, "autonomie": 2} for cle in alea.sample(list(exigences), 20)]
            for j in range(taille)
        },
        "poles": [
            {
                "id": f"p{p}",
                "autonomie": 2,
                "activites": [
                    {
                        "id": f"p{p}a{a}",
                        "repond_a": answers[f"p{p}a{a}"],
                        "taches": [{"id": f"p{p}a{a}t{t}"} for t in range(5)],
                    }
                    for a in range(20)
                ],
            }
            for p in blocs
        ],
        "blocs": [
            {
                "id": f"b{p}",
                "competences": [competence(p, c) for c in range(50)],
                "savoirs": [{"famille": "F", "liste": ["S"], "repond_a": known[p]}],
            }
            for p in blocs
        ],
        "evaluation": {
            "categories": [{"id": "a", "statuts": ["A"]}, {"id": "b", "statuts": ["B"]}],
            "unites": [{"id": f"u{p}", "bloc": f"b{p}"} for p in blocs],
            "epreuves": [
                {
                    "id": f"e{p}",
                    "unite": f"u{p}",
                    "parties": [{"id": f"e{p}p", "evalue": [f"b{p}"]}],
                }
                for p in blocs
            ],
        },
    }


def cpu(taille: int) -> float:
    """The CPU seconds of the best of three measures."""
    projet = construire(grand(taille))
    times = []
    for _ in range(3):
        start = time.process_time()
        mesurer(projet)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.lent
def test_a_project_five_times_as_large_takes_at_most_ten_times_as_long() -> None:
    assert cpu(500) < 10 * cpu(100)
