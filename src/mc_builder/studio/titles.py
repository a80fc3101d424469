"""An identity → its model, and what the page calls it."""

from __future__ import annotations

from mc_builder.editing import Refused
from mc_builder.editing.words import word
from mc_builder.french import folded, typeset
from mc_builder.model.base import Modele, Objet
from mc_builder.model.mots import Mots
from mc_builder.names.champs import titre_champ
from mc_builder.project import Project

#: The fields that are a title, the first that a class has.
_TITLES = ("intitule", "titre", "nom", "sigle", "cible")


def title_field(cls: type[Modele]) -> str | None:
    """Which field of a class is its title."""
    return next((name for name in _TITLES if name in cls.model_fields), None)


def field_name(project: Project, key: str) -> str:
    """What a field is called, in the words of the type of diploma, in the usual ones if unread."""
    words = project.projet.profil.mots if project.model else Mots()
    return words.wording(titre_champ(key))


def field_help(name: str, description: str) -> str:
    """What is said of a field under its name; nothing when that is its name again."""
    return "" if folded(description.rstrip(".")) == folded(name) else typeset(description)


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
    return str(said) if said else nature(model)


def among(project: Project, model: Modele) -> str:
    """What one of a list is called: what it holds or leads to, when its class says no more."""
    own = title(project, model)
    if own != nature(model):
        return own
    values = (getattr(model, name) for name in type(model).model_fields if name != "notes")
    said = (_said(project, value) for value in values)
    return next((one for one in said if one), own)


def _said(project: Project, value: object) -> str:
    """A value of a model in words; nothing for one that is no text nor leads anywhere."""
    if isinstance(value, tuple):
        return ", ".join(one for one in (_said(project, item) for item in value) if one)
    if not isinstance(value, str):
        return ""
    return project.names[value].court if value in project.projet.by_cle else word(value)


def nature(model: Modele) -> str:
    """What the class of a model says of it, without the marks of code."""
    return typeset((type(model).__doc__ or "").partition("\n")[0].rstrip(".").replace("`", ""))
