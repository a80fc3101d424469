"""Projects drawn at random, with all the links that people draw between objects.

Competences that several blocs share, that take up several activities, whole, in part or by some of
their tasks, or none; one to twelve categories of candidates; blocs without activities; indicators
on each of the places that may hold them.
"""

from __future__ import annotations

import random
from typing import Any

import yaml

Donnees = dict[str, Any]
_DOSSIER = {
    "diplome": {
        "type": "mention-complementaire",
        "intitule": "Essai",
        "niveau": 4,
        "premiere_session": 2021,
    },
    "nature": "creation",
    "etape": "examen-cpc",
    "date_reference": "2019-12-31",
    "version": "0.1",
}


class _SansAncres(yaml.SafeDumper):
    """Writes a list that stands at two places twice: anchors are not admitted."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def engendre(graine: int) -> dict[str, bytes]:
    """The files of a project: path → bytes."""
    return _Tirage(random.Random(graine)).fichiers()  # noqa: S311


class _Tirage:
    """One project: objects are numbered as they are made, so that each title is unique."""

    def __init__(self, alea: random.Random) -> None:
        self.alea = alea
        self.rang = 0
        self.exigences: list[Donnees] = []
        self.activites: list[str] = []
        self.taches: list[str] = []

    def nombre(self, low: int, high: int) -> range:
        return range(self.alea.randint(low, high))

    def parmi(self, found: list[Any], low: int, high: int) -> list[Any]:
        return self.alea.sample(found, min(len(found), self.alea.randint(low, high)))

    def objet(self, kind: str, **fields: Any) -> Donnees:
        self.rang += 1
        return {"id": f"{kind}-{self.rang}", "intitule": f"Titre {kind} {self.rang}", **fields}

    def exigence(self, nature: str) -> list[str]:
        """Most often one requirement more, and who answers it."""
        if self.alea.random() < 0.3:
            return []
        made = self.objet("exigence", nature=nature)
        self.exigences.append(made)
        return [made["id"]]

    def fichiers(self) -> dict[str, bytes]:
        poles = [self.pole() for _ in self.nombre(1, 3)]
        blocs = [self.bloc(self.alea.choice(poles)["id"]) for _ in self.nombre(1, 3)]
        self.partager(blocs)
        evaluation = self.evaluation(blocs)
        emploi = self.objet("emploi", acces="premiere-insertion")
        emploi["exigences"] = [
            {"exigence": e["id"], "importance": self.alea.randint(1, 3)} for e in self.exigences
        ]
        files = {
            "dossier/dossier.yaml": _DOSSIER,
            "referentiels/exigences.yaml": {"exigences": self.exigences},
            "referentiels/emplois/10-emploi.yaml": {"emploi": emploi},
            "referentiels/evaluation.yaml": evaluation,
            **{f"referentiels/activites/{n}0.yaml": {"pole": p} for n, p in enumerate(poles, 1)},
            **{f"referentiels/blocs/{n}0.yaml": {"bloc": b} for n, b in enumerate(blocs, 1)},
        }
        return {
            path: yaml.dump(data, Dumper=_SansAncres, sort_keys=False).encode()
            for path, data in files.items()
        }

    def pole(self) -> Donnees:
        activites = []
        for _ in self.nombre(0, 3):
            taches = [
                self.objet("tache", repond_a=self.exigence("savoir-faire"))
                for _ in self.nombre(0, 4)
            ]
            activites.append(
                self.objet("activite", taches=taches, repond_a=self.exigence("savoir-faire"))
            )
            self.activites.append(activites[-1]["id"])
            self.taches += [t["id"] for t in taches]
        return self.objet("pole", activites=activites)

    def mobilise(self, high: int) -> list[Any]:
        links: list[Any] = [
            *({"activite": a} for a in self.parmi(self.activites, 0, high)),
            *({"tache": t} for t in self.parmi(self.taches, 0, high)),
        ]
        return [
            {**link, "portee": "partielle"} if self.alea.random() < 0.2 else link for link in links
        ]

    def indicateurs(self, high: int, **fields: Any) -> list[Donnees]:
        return [
            self.objet("indicateur", repond_a=self.exigence("savoir-etre"), **fields)
            for _ in self.nombre(0, high)
        ]

    def competence(self) -> Donnees:
        held = self.alea.choice([0, 0, 2])  # by groups of sub-competences, or by each of these
        subs = [
            self.objet("sous", mobilise=self.mobilise(1), indicateurs=self.indicateurs(held))
            for _ in self.nombre(0, 4)
        ]
        names = [sub["id"] for sub in subs]
        grouped = [
            self.indicateurs(2, sous_competences=self.parmi(names, 1, 3))
            for _ in self.nombre(0, 0 if held or not names else 2)
        ]
        return self.objet(
            "competence",
            mobilise=self.mobilise(2),
            sous_competences=subs,
            indicateurs=[*self.indicateurs(2), *(i for group in grouped for i in group)],
        )

    def bloc(self, pole: str) -> Donnees:
        savoirs = []
        for _ in self.nombre(0, 3):
            group = self.objet("savoir", famille=self.alea.choice("AB"))
            if self.alea.random() < 0.5:
                del group["intitule"]
            group["activites"] = self.parmi(self.activites, 0, 2)
            group["liste"] = [
                self.objet("element", repond_a=self.exigence("savoir")) for _ in self.nombre(1, 3)
            ]
            savoirs.append(group)
        return self.objet(
            "bloc",
            pole=pole,
            competences=[self.competence() for _ in self.nombre(1, 5)],
            indicateurs=[
                {"activites": self.parmi(self.activites, 1, 2), "liste": held}
                for _ in self.nombre(0, 2 if self.activites else 0)
                if (held := self.indicateurs(2))
            ],
            savoirs=savoirs,
        )

    def partager(self, blocs: list[Donnees]) -> None:
        """Some blocs borrow a competence from another."""
        own = [(bloc, c["id"]) for bloc in blocs for c in bloc["competences"]]
        for bloc in blocs:
            others = [cle for home, cle in own if home is not bloc]
            bloc["competences"] += [{"ref": cle} for cle in self.parmi(others, 0, 2)]

    def evaluation(self, blocs: list[Donnees]) -> Donnees:
        categories = [
            {"id": f"cat-{n}", "statuts": [{"id": f"statut-{n}", "intitule": f"Statut {n}"}]}
            for n in range(self.alea.randint(1, 12))
        ]
        unites = [self.objet("unite", bloc=bloc["id"]) for bloc in blocs]
        return {
            "categories": categories,
            "unites": unites,
            "epreuves": [
                self.epreuve(bloc, unite["id"], [c["id"] for c in categories])
                for bloc, unite in zip(blocs, unites, strict=True)
            ],
        }

    def epreuve(self, bloc: Donnees, unite: str, categories: list[str]) -> Donnees:
        own = [c for c in bloc["competences"] if "ref" not in c]
        targets: list[Donnees] = [
            {"bloc": bloc["id"]},
            *({"competence": c.get("ref", c.get("id"))} for c in bloc["competences"]),
            *({"sous_competence": s["id"]} for c in own for s in c["sous_competences"]),
            *({"activite": a} for a in self.activites),
            *({"savoir": s["id"]} for s in bloc["savoirs"]),
            *({"savoir": e["id"]} for s in bloc["savoirs"] for e in s["liste"]),
        ]

        def partie() -> Donnees:
            links = self.parmi(targets, 1, 4)
            return self.objet(
                "partie",
                evalue=[
                    {**x, "portee": "partielle"} if self.alea.random() < 0.2 else x for x in links
                ],
            )

        if self.alea.random() < 0.5:
            return self.objet("epreuve", unite=unite, parties=[partie() for _ in range(2)])
        cut = self.alea.randint(0, len(categories) - 1)
        shares = [part for part in (categories[:cut], categories[cut:]) if part]
        return self.objet(
            "epreuve",
            unite=unite,
            modalites=[
                {"categories": share, "mode": mode, "parties": [partie()]}
                for share, mode in zip(shares, ("ccf", "ponctuel"), strict=False)
            ],
        )
