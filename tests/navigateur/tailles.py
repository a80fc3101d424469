"""Large invented projects, written as files: titles as long as real ones, links at random."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

VERBES = ("Préparer", "Contrôler", "Régler", "Entretenir", "Réparer", "Présenter", "Enregistrer")
OBJETS = (
    "une commande de pièces",
    "la transmission d’un vélo de location",
    "le freinage hydraulique",
    "l’état d’une batterie",
    "un devis de remise en état",
    "le poste de travail partagé",
)
SUITES = (
    "d’après la demande de la personne",
    "en respectant les règles de sécurité",
    "et rendre compte de l’intervention",
    "à partir d’une documentation technique",
    "avant la remise à la clientèle",
)


@dataclass(frozen=True)
class Taille:
    """How many of each; every activité has five tâches."""

    emplois: int
    exigences: int
    competences: int
    blocs: int
    exigences_par_emploi: int = 20

    @property
    def activites(self) -> int:
        """Activités of one pôle."""
        return max(1, self.competences // (2 * self.blocs))


#: « readable at 60 × 120 ».
MATRICE_60_120 = Taille(60, 600, 120, 8)
#: The size up to which the page must stay usable.
DIX_MILLE = Taille(500, 10_000, 1000, 20)


def ecrire_projet(folder: Path, taille: Taille) -> Path:
    """Write a project of this size; one requirement in twenty is answered by nothing."""
    alea = random.Random(0)  # noqa: S311

    def titre(n: int) -> str:
        return f"{alea.choice(VERBES)} {alea.choice(OBJETS)} {alea.choice(SUITES)} ({n})"

    exigences = [
        {"id": f"x{n}", "intitule": titre(n), "nature": "savoir" if n % 4 == 0 else "savoir-faire"}
        for n in range(taille.exigences)
    ]
    answered = [x for x in exigences if alea.random() > 0.05]
    savoirs = [x["id"] for x in answered if x["nature"] == "savoir"]
    gestes = [x["id"] for x in answered if x["nature"] != "savoir"]
    asked = [x["id"] for x in exigences]
    alea.shuffle(asked)
    _ecrire(folder / "referentiels/exigences.yaml", {"exigences": exigences})
    for n in range(taille.emplois):
        # Each requirement is asked for by a job at least, then at random.
        own = asked[n :: taille.emplois]
        more = alea.sample(asked, max(0, taille.exigences_par_emploi - len(own)))
        links = [
            {"exigence": x, "importance": alea.randint(1, 3), "autonomie": alea.randint(1, 3)}
            for x in dict.fromkeys([*own, *more])
        ]
        emploi = {"id": f"emploi-{n}", "intitule": f"Technicien ou technicienne de cycles {n + 1}"}
        emploi |= {"acces": "premiere-insertion", "exigences": links}
        _ecrire(folder / f"referentiels/emplois/{n:03}.yaml", {"emploi": emploi})
    for p in range(taille.blocs):
        _ecrire(
            folder / f"referentiels/activites/pole-{p:02}.yaml",
            {"pole": _pole(taille, p, gestes[p :: taille.blocs], titre)},
        )
        _ecrire(
            folder / f"referentiels/blocs/bloc-{p:02}.yaml",
            {"bloc": _bloc(taille, p, savoirs[p :: taille.blocs], titre)},
        )
    _ecrire(folder / "referentiels/evaluation.yaml", _evaluation(taille))
    dossier = folder / "dossier/dossier.yaml"
    dossier.parent.mkdir(parents=True, exist_ok=True)
    dossier.write_text(
        "diplome: {type: mention-complementaire, intitule: Grand essai, niveau: 4,"
        " premiere_session: 2021}\nnature: creation\netape: examen-cpc\n"
        "date_reference: 2019-12-31\nversion: '1.0'\n",
        "utf-8",
    )
    return folder


def _ecrire(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120)
    path.write_text(text, "utf-8")


def _pole(taille: Taille, p: int, answers: list[str], titre: Any) -> dict[str, Any]:
    def activite(a: int) -> dict[str, Any]:
        links = answers[a :: taille.activites]
        taches = [
            {"id": f"p{p}a{a}t{t}", "intitule": titre(t), "repond_a": links[t::5]} for t in range(5)
        ]
        return {"id": f"p{p}a{a}", "intitule": titre(a), "taches": taches}

    activites = [activite(a) for a in range(taille.activites)]
    return {"id": f"p{p}", "intitule": titre(p), "autonomie": 2, "activites": activites}


def _bloc(taille: Taille, p: int, answers: list[str], titre: Any) -> dict[str, Any]:
    own = taille.competences // taille.blocs

    def competence(c: int) -> dict[str, Any]:
        first = c % taille.activites
        # One in twelve has no indicateur: what it takes up stays « traduite ».
        indicateurs = [] if c % 12 == 11 else [titre(c)]
        return {
            "id": f"b{p}c{c}",
            "intitule": titre(c),
            "mobilise": [f"p{p}a{first}t{t}" for t in range(c // taille.activites, 5, 2)],
            "indicateurs": indicateurs,
        }

    savoirs = [{"famille": titre(p), "liste": [{"intitule": titre(p), "repond_a": answers}]}]
    competences = [competence(c) for c in range(own)]
    return {
        "id": f"b{p}",
        "pole": f"p{p}",
        "intitule": titre(p),
        "competences": competences,
        "savoirs": savoirs,
    }


def _evaluation(taille: Taille) -> dict[str, Any]:
    blocs = range(taille.blocs)
    return {
        "categories": [
            {"id": "a", "statuts": ["Scolaires"]},
            {"id": "b", "statuts": ["Candidats individuels"]},
        ],
        "unites": [{"id": f"u{p}", "bloc": f"b{p}"} for p in blocs],
        "epreuves": [
            {
                "id": f"e{p}",
                "unite": f"u{p}",
                "coefficient": 2,
                "parties": [{"id": f"e{p}p", "intitule": "Mise en situation", "evalue": [f"b{p}"]}],
            }
            for p in blocs
        ],
    }
