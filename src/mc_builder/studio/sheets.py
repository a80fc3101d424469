"""An object of the project → its sheet: every field, printed or not, and what it holds."""

from __future__ import annotations

from typing import Any

from mc_builder.beginning.alone import ALONE, lacking
from mc_builder.editing import Refused, value_of
from mc_builder.editing.held import models_in, place_of
from mc_builder.editing.values import Kind
from mc_builder.model.base import Modele, Objet
from mc_builder.project import Project
from mc_builder.studio import fields, pistes, sections
from mc_builder.studio.titles import among, found, nature, title, title_field

#: What is not edited field by field.
_HOLDERS = {Kind.OBJET, Kind.TABLE}


def sheet(project: Project, cle: str) -> dict[str, Any]:
    """The sheet of an object; raises Refused when there is none of this identity."""
    prose = sections.found(project, cle)
    if prose is not None:
        return sections.sheet(project, prose)
    model, held = found(project, cle), place_of(project, cle)
    within = held.holder if held else None
    own = [_field(project, model, name) for name in _ordered(type(model))]
    return {
        "cle": cle,
        "nom": (among if held and held.many else title)(project, model),
        "nature": nature(model),
        "id": model.id if isinstance(model, Objet) else None,
        "dans": {"cle": within.cle, "nom": title(project, within)} if within else None,
        "liste": held is not None and held.many,
        "champs": [field for field in own if field is not None],
        "pistes": pistes.of_requirement(project, model),
    }


def _ordered(cls: type[Modele]) -> list[str]:
    """The fields of a class: its title first, then its own, then those that all objects have."""
    first = title_field(cls)
    common = [name for name in cls.model_fields if name in Objet.model_fields or name == "pour"]
    own = [name for name in cls.model_fields if name not in {*common, first}]
    return [*([first] if first else []), *own, *common]


def _field(project: Project, model: Modele, name: str) -> dict[str, Any] | None:
    """A field of a sheet; None for what nobody edits there."""
    if name in {"id", pistes.FIELD}:
        return None
    try:
        field = value_of(project, f"{model.cle}:{name}")
    except Refused:
        return None
    if field.kind is Kind.LIEN and not (field.choices or field.text or field.texts):
        return None  # there is nothing that it could name
    said = fields.of(project, field)
    if field.kind in _HOLDERS:
        inside = models_in(getattr(model, name))
        named = among if field.many else title
        said["objets"] = [{"cle": one.cle, "nom": named(project, one)} for one in inside]
    return said


#: The group of what has a file for itself.
_EVALUATION = "Évaluation et formation"


def roots(project: Project) -> list[dict[str, Any]]:
    """What the project is made of, by kind: the entries of the plan.

    `champ` names the list to which one may be added, where there is such a list; `manquent` the
    files that are not there and may begin.
    """
    if project.model is None:
        return []
    projet = project.projet
    own = (projet.evaluation, projet.formation, projet.correspondance)
    evaluation = tuple(root for root in own if root)
    generaux = "blocs_generaux" if projet.dossier.referentiel_attendu else ""
    groups: tuple[tuple[str, str, tuple[Modele, ...]], ...] = (
        ("", "Dossier", (projet.dossier, projet.dossier.diplome)),
        ("emplois", "Emplois visés", projet.emplois),
        ("exigences", "Exigences", projet.exigences),
        ("poles", "⟨Pôles⟩", projet.poles),
        ("blocs", "⟨Blocs⟩", projet.blocs),
        (generaux, "Blocs généraux et facultatifs", projet.blocs_generaux),
        ("", _EVALUATION, evaluation),
        ("chiffres", "Chiffres", projet.chiffres),
        ("sources", "Sources", projet.sources),
        ("certifications", "Certifications", projet.certifications),
        ("", "Fiches de métier", projet.fiches),
        ("graphiques", "Graphiques", projet.graphiques),
        ("", "Glossaire", (projet.glossaire,)),
        ("", "Commentaires revenus", projet.retours),
    )
    manquent = [{"champ": field, "nom": ALONE[field]} for field in lacking(project)]
    texts = [
        {
            "nom": name,
            "section": folder,
            "attendus": expected,
            "objets": [{"cle": p.cle, "nom": sections.title(project, p)} for p in proses],
        }
        for name, folder, proses, expected in (
            ("Sections de la note", sections.NOTE, projet.note, None),
            ("Textes des annexes", sections.TEXTES, projet.textes, sections.expected(project)),
        )
        if folder == sections.NOTE or projet.dossier.referentiel_attendu
    ]
    return texts + [
        {
            "nom": project.projet.said(name),
            "champ": field,
            "manquent": manquent if name == _EVALUATION else [],
            "objets": [{"cle": m.cle, "nom": title(project, m)} for m in models],
        }
        for field, name, models in groups
        if models or field or (manquent and name == _EVALUATION)
    ]
