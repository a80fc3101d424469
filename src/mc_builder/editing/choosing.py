"""A field that names something → what it may name: objects, choices, types of diploma."""

from __future__ import annotations

from mc_builder.editing.refused import Refused
from mc_builder.editing.values import Form, Kind
from mc_builder.editing.words import word
from mc_builder.french import capital, listed
from mc_builder.loading.expected import any_of
from mc_builder.loading.layout import PROFILE, PROFILES
from mc_builder.loading.profiles import Profiles
from mc_builder.model.base import Objet
from mc_builder.project import Project
from mc_builder.source.yaml_writing import Data


def of_natures(project: Project, natures: tuple[str, ...]) -> list[Objet]:
    """The objects of these classes, by their names."""
    if project.model is None:
        return []
    return [o for o in project.model.by_cle.values() if type(o).__name__ in natures]


def check_names(project: Project, form: Form, data: Data | None) -> None:
    """Refuse a name that nothing of the project, or of its profile, bears."""
    given = [one for one in (data if isinstance(data, list) else [data]) if isinstance(one, str)]
    if form.kind is Kind.LIEN and given:
        known = {o.id for o in of_natures(project, form.natures)}
        if not known.issuperset(given):
            raise Refused(f"ce lien attend {any_of(form.natures, project.projet.said)} du projet")
    if form.profil and any(one not in names_of(project, form) for one in given):
        possible = listed(names_of(project, form), "ou")
        raise Refused(f"valeur non admise ; les valeurs possibles sont {possible}")


def names_of(project: Project, form: Form) -> dict[str, str]:
    """The values of a choice, those of the profile with their names."""
    if form.types:
        return types_of(project)
    profil = project.model.profil if project.model is not None else None
    added = getattr(profil, form.profil, ()) if form.profil else ()
    common = {value: word(value) for value in form.choices}
    return common | {one.id: str(one.nom) for one in added}


def types_of(project: Project) -> dict[str, str]:
    """The types that a diploma may have on its day, the project's own first, and their names."""
    day = project.projet.dossier.date_reference
    paths = (PROFILE.pattern, *project.files.paths(PROFILES.folder))
    known = Profiles(source for path in paths if (source := project.source(path)) is not None)
    found = {name: known.at(name, day).profil for name in known.names()}
    return {
        name: capital(profil.formes.nom)
        for name, profil in found.items()
        if profil is not None and profil.id == name
    }
