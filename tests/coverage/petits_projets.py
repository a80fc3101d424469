"""Small projects for the tests of coverage, written in a condensed YAML.

The condensed form is the real one, with less to type: requirements are ``identifier: nature``,
jobs are ``identifier: [requirements]``, and a missing title is the identifier. ``intitules`` gives
requirements a title: ``identifier: title``; ``ecartees`` what is not suggested for them again.
"""

from __future__ import annotations

from typing import Any

import yaml

from mc_builder.coverage import (
    LigneCouverture,
    RapportCouverture,
    measure,
)
from mc_builder.loading.charter_file import builtin_charter
from mc_builder.model.activites import FichierPole
from mc_builder.model.base import Objet, children
from mc_builder.model.blocs import FichierBloc
from mc_builder.model.dossier import Dossier
from mc_builder.model.emplois import Exigences, FichierEmploi
from mc_builder.model.evaluation import Evaluation
from mc_builder.model.profil import Profil
from mc_builder.model.projet import Projet

#: Two categories of candidates, one unit, one part for all that assesses « competence ».
EVALUATION = """
evaluation:
  categories: [{id: a, statuts: [{id: sco, intitule: Scolaires}]}, {id: b, statuts: [Autres]}]
  unites: [{id: u1, bloc: bloc-1}]
  epreuves: [{id: e1, unite: u1, parties: [{id: partie, evalue: [competence]}]}]
"""

_PROFIL: dict[str, Any] = {
    "id": "mention-complementaire",
    "fondement": "Code",
    "formes": {"nom": "x", "genre": "m", "sigle": "X"},
    "niveaux": [3, 4],
}

#: Keys that hold objects with a title.
_TITLED = {
    "poles", "activites", "taches", "blocs", "competences", "sous_competences", "parties",
    "habilitations", "attestations",
}  # fmt: skip


def _complete(data: Any, key: str = "") -> Any:
    """Give a title to the objects that have none."""
    if isinstance(data, dict):
        data = {k: _complete(v, k) for k, v in data.items()}
        if key in _TITLED and "ref" not in data and "id" in data:
            data.setdefault("intitule", data["id"])
        return data
    if isinstance(data, list):
        return [_complete(item, key) for item in data]
    return data


def nommer(root: Any, prefix: str) -> None:
    """Name every object: its id, else its parent and its place."""
    for path, child in children(root):
        place = "/".join(str(p + 1 if isinstance(p, int) else p) for p in path)
        cle = prefix
        if isinstance(child, Objet):
            cle = child.id or f"{prefix}/{place}"
            child.name_it(cle)
        nommer(child, cle)


def _emploi(cle: str, exigences: list[Any]) -> dict[str, Any]:
    links = [{"exigence": x} if isinstance(x, str) else x for x in exigences]
    return {
        "id": cle,
        "intitule": cle,
        "acces": "premiere-insertion",
        "exigences": [{"importance": 1, **link} for link in links],
    }


def construire(data: dict[str, Any]) -> Projet:
    """Build a project from the condensed form."""
    data = _complete(data)
    dossier = {
        "diplome": {
            "type": "mention-complementaire",
            "intitule": "Cycles",
            "niveau": 4,
            "premiere_session": 2021,
        },
        "nature": "creation",
        "etape": data.get("etape", "examen-cpc"),
        "date_reference": "2019-12-31",
        "version": "1",
        "seuils": data.get("seuils", {}),
    }
    exigences = Exigences.model_validate(
        {
            "exigences": [
                {
                    "id": cle,
                    "intitule": data.get("intitules", {}).get(cle, f"Exigence {cle}"),
                    "nature": nature,
                    "pistes_ecartees": data.get("ecartees", {}).get(cle, []),
                }
                for cle, nature in data.get("exigences", {}).items()
            ]
        }
    )
    emplois = [
        FichierEmploi.model_validate({"emploi": _emploi(cle, links)})
        for cle, links in data.get("emplois", {}).items()
    ]
    poles = [FichierPole.model_validate({"pole": p}) for p in data.get("poles", [])]
    blocs = [
        FichierBloc.model_validate(
            {"bloc": {"pole": "pole", "intitule": "Bloc", "competences": [], **b}}
        )
        for b in data.get("blocs", [])
    ]
    evaluation = data.get("evaluation")
    model = Evaluation.model_validate(evaluation) if evaluation else None
    for root in (exigences, *emplois, *poles, *blocs, *([model] if model else [])):
        nommer(root, type(root).__name__)
    return Projet(
        Dossier.model_validate(dossier),
        Profil.model_validate(_PROFIL),
        builtin_charter(),
        exigences=exigences.exigences,
        emplois=tuple(f.emploi for f in emplois),
        poles=tuple(f.pole for f in poles),
        blocs=tuple(f.bloc for f in blocs),
        evaluation=model,
    )


def lire(text: str) -> Projet:
    """Build a project from condensed YAML, where scalars are texts as in the real loader."""
    return construire(yaml.load(text, yaml.BaseLoader))  # noqa: S506


def ligne(rapport: RapportCouverture, exigence: str, emploi: str = "emploi") -> LigneCouverture:
    """What a job's report says of one requirement."""
    found = rapport.emploi(emploi)
    assert found is not None
    return next(x for x in found.lignes if x.exigence == exigence)


def mesure(text: str) -> RapportCouverture:
    """Measure a project written in condensed YAML."""
    return measure(lire(text))


def statut(text: str, exigence: str = "x", emploi: str = "emploi") -> str:
    """The status of a requirement for a job."""
    return ligne(mesure(text), exigence, emploi).statut.identifiant


def drapeaux(text: str, exigence: str = "x", emploi: str = "emploi") -> set[str]:
    """The flags of a requirement for a job, without « presume ».

    Small projects name no indicateur in their parts: whatever a competence takes up is presumed
    seen (test_occasions.py).
    """
    return {str(flag) for flag in ligne(mesure(text), exigence, emploi).drapeaux} - {"presume"}
