"""Large projects for the measures of time: a size of 500 is what the issue of speed asks for."""

from __future__ import annotations

import random
from typing import Any

_VERBES = ("contrôler", "régler", "remplacer", "préparer", "suivre", "rédiger", "installer")
_MOTS = """
    freinage transmission batterie dossier demande stock tableau réseau poste cadre roue moteur
    facture planning serveur écran clavier pompe vanne capteur
"""
_NOMS = _MOTS.split()


def _titre(alea: random.Random, rang: int) -> str:
    """A title whose words are shared with some others: a few usual ones, one rarer."""
    noms = " ".join(alea.sample(_NOMS, 2))
    return f"{alea.choice(_VERBES).capitalize()} {noms} modèle{rang // 7}"


def grand(taille: int) -> dict[str, Any]:
    """A project of `taille` jobs, 20 × requirements, 4 × tâches, 2 × competences.

    One requirement out of ten is answered by nothing, one out of eight bloc has no part.
    """
    alea = random.Random(0)  # noqa: S311
    exigences = {f"x{i}": "savoir" if i % 4 == 0 else "savoir-faire" for i in range(20 * taille)}
    blocs = range(max(1, taille // 25))
    activites = [f"p{p}a{a}" for p in blocs for a in range(20)]
    answers: dict[str, list[str]] = {cle: [] for cle in activites}
    known: dict[int, list[str]] = {p: [] for p in blocs}
    for i, (cle, nature) in enumerate(exigences.items()):
        if i % 10 == 9:
            continue
        if nature == "savoir":
            known[alea.choice(blocs)].append(cle)
        else:
            answers[alea.choice(activites)].append(cle)

    def competence(p: int, c: int) -> dict[str, Any]:
        taken = [f"p{p}a{c % 20}", f"{alea.choice(activites)}t{alea.randrange(4)}"]
        return {
            "id": f"b{p}c{c}",
            "intitule": _titre(alea, c),
            "mobilise": taken,
            "indicateurs": ["Vu"],
        }

    return {
        "exigences": exigences,
        "intitules": {cle: _titre(alea, i) for i, cle in enumerate(exigences)},
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
                        "intitule": _titre(alea, a),
                        "repond_a": answers[f"p{p}a{a}"],
                        "taches": [
                            {"id": f"p{p}a{a}t{t}", "intitule": _titre(alea, 5 * a + t)}
                            for t in range(5)
                        ],
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
                "savoirs": [
                    {
                        "famille": "F",
                        "liste": [{"intitule": _titre(alea, s)} for s in range(10)],
                        "repond_a": known[p],
                    }
                ],
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
                    "coefficient": 1 + p % 3,
                    "parties": [
                        {
                            "id": f"e{p}p",
                            "intitule": _titre(alea, p),
                            "evalue": [f"b{p}"] if p % 8 != 7 else [],
                        }
                    ],
                }
                for p in blocs
            ],
        },
    }
