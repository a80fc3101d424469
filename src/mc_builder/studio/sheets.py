"""An object of the project → its sheet: every field, printed or not, and what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mc_builder.editing import Refused, value_of
from mc_builder.editing.values import Kind
from mc_builder.model.base import Modele, Objet
from mc_builder.project import Project
from mc_builder.studio import fields, sections

#: What is not edited field by field.
_HOLDERS = {Kind.OBJET, Kind.TABLE}


def sheet(project: Project, cle: str) -> dict[str, Any]:
    """The sheet of an object; raises Refused when there is none of this identity."""
    prose = sections.found(project, cle)
    if prose is not None:
        return sections.sheet(project, prose)
    model, held = found(project, cle), place_of(project, cle)
    own = [_field(project, model, name) for name in type(model).model_fields]
    return {
        "cle": cle,
        "nom": title(project, model),
        "nature": _nature(model),
        "id": model.id if isinstance(model, Objet) else None,
        "dans": {"cle": held.holder.cle, "nom": title(project, held.holder)} if held else None,
        "champs": [field for field in own if field is not None],
    }


def found(project: Project, cle: str) -> Modele:
    """The model of this identity; raises Refused."""
    model = next((m for m in project.projet.modeles() if m.cle == cle), None)
    if model is None:
        raise Refused("Cet objet n’est plus dans le projet.")
    return model


def title(project: Project, model: Modele) -> str:
    """What a model is called: its printed name, its short field, or what it is."""
    if isinstance(model, Objet):
        return project.names[model.cle].court
    short = type(model).court
    said = getattr(model, short, None) if short else None
    return str(said) if said else _nature(model)


def _nature(model: Modele) -> str:
    """What its class says of it, without the marks of code."""
    return (type(model).__doc__ or "").partition("\n")[0].rstrip(".").replace("`", "")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an object is: what holds it, in which field, among which."""

    holder: Modele
    field: str
    items: tuple[Modele, ...]


def place_of(project: Project, cle: str) -> Place | None:
    """Where an object is held; None for one that has a file for itself."""
    for model in project.projet.modeles():
        for name in type(model).model_fields:
            items = _models(getattr(model, name))
            if any(one.cle == cle for one in items):
                return Place(model, name, items)
    return None


def _models(value: object) -> tuple[Modele, ...]:
    """The models of a field that holds one, several or none."""
    inside = value if isinstance(value, tuple) else (value,)
    return tuple(one for one in inside if isinstance(one, Modele))


def _field(project: Project, model: Modele, name: str) -> dict[str, Any] | None:
    """A field of a sheet; None for what nobody edits there."""
    if name == "id":
        return None
    try:
        field = value_of(project, f"{model.cle}:{name}")
    except Refused:
        return None
    said = fields.of(field)
    if field.kind in _HOLDERS:
        inside = _models(getattr(model, name))
        said["objets"] = [{"cle": one.cle, "nom": title(project, one)} for one in inside]
    return said


def roots(project: Project) -> list[dict[str, Any]]:
    """What the project is made of, by kind: the entries of the plan.

    `champ` names the list to which one may be added, where there is such a list.
    """
    if project.model is None:
        return []
    projet = project.projet
    evaluation = tuple(root for root in (projet.evaluation, projet.formation) if root)
    groups: tuple[tuple[str, str, tuple[Modele, ...]], ...] = (
        ("", "Dossier", (projet.dossier, projet.dossier.diplome)),
        ("emplois", "Emplois visés", projet.emplois),
        ("exigences", "Exigences", projet.exigences),
        ("poles", "⟨Pôles⟩", projet.poles),
        ("blocs", "⟨Blocs⟩", projet.blocs),
        ("", "Blocs généraux et facultatifs", projet.blocs_generaux),
        ("", "Évaluation et formation", evaluation),
        ("chiffres", "Chiffres", projet.chiffres),
        ("sources", "Sources", projet.sources),
        ("certifications", "Certifications", projet.certifications),
        ("graphiques", "Graphiques", projet.graphiques),
        ("", "Glossaire", (projet.glossaire,)),
    )
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
            "objets": [{"cle": m.cle, "nom": title(project, m)} for m in models],
        }
        for field, name, models in groups
        if models or field
    ]
