"""A project whose identifiers all end in a mark, wherever they are written: what prints one shows.

An identifier that is also a word of the prose (« accueil ») could not be told from it otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import yaml

from mc_builder.diagnostics import Fix
from mc_builder.loading.layout import FILES
from mc_builder.loading.references import all_references
from mc_builder.model.base import Modele, Objet
from mc_builder.project import Project
from mc_builder.source.edits import splice
from mc_builder.spans import Span
from memoire import Memoire
from projet_complet import forme

MARQUE = "-zqx"
#: A call of the prose: `{{ chiffre("ventes-2023") }}`.
_APPEL = re.compile(rb'(\{\{\s*(?:chiffre|source|graphique)\(\s*"[a-z0-9-]+)(?=")')
_APPELE = re.compile(rb'\{\{\s*(?:chiffre|source|graphique)\(\s*"([a-z0-9-]+)"')
#: What may be an identity.
_MOTS = re.compile(r"[\w/~-]+")


def marquer(files: Mapping[str, bytes], project: Project | None = None) -> dict[str, bytes]:
    """The files of a project with its identifiers marked; `project`, when it was opened already."""
    found: dict[str, dict[int, Fix]] = defaultdict(dict)
    for span in _identifiants(project or Project.open(Memoire(dict(files)))):
        found[span.path][span.start] = Fix(span, f"{span.text}{MARQUE}")
    marked = dict(files)
    for path in files:
        if path.endswith((".md", ".yaml")):
            written = splice(files[path], found[path].values())
            marked[path] = _APPEL.sub(rb"\1" + MARQUE.encode(), written)
    return marked


def sans_titres(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a project whose objects have no title but those that they must have."""
    return {path: _sans_titre(path, data) for path, data in files.items()}


@cache  # many projects differ by one file
def _sans_titre(path: str, data: bytes) -> bytes:
    kind = next((k for k in FILES if path.endswith(".yaml") and k.accepts(path)), None)
    if kind is None:
        return data
    raw = yaml.load(data, yaml.CBaseLoader)  # noqa: S506 - texts only
    _retirer(raw, kind.cls)
    return _ecrit(raw)


def _ecrit(raw: Any) -> bytes:
    text: str = yaml.dump(raw, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    return text.encode()


def _retirer(raw: Any, cls: type[Modele]) -> None:
    if isinstance(raw, list):
        for item in raw:
            _retirer(item, cls)
    elif isinstance(raw, dict):
        title = cls.model_fields.get("intitule")
        if title is not None and title.default is None:
            raw.pop("intitule", None)
        for name, value in raw.items():
            if name in cls.model_fields and (inside := forme(cls, name).classe) is not None:
                _retirer(value, inside)


def sans_identifiants(
    files: Mapping[str, bytes], project: Project | None = None
) -> dict[str, bytes]:
    """The files of a project whose objects have no identifier but those that something cites.

    `project`, when it was opened already.
    """
    projet = (project or Project.open(Memoire(dict(files)))).projet
    cited = {ident for _, _, ident, _ in all_references(projet)}
    cited |= {found.decode() for data in files.values() for found in _APPELE.findall(data)}
    cited |= {d.id for d in projet.dossier.derogations if d.id is not None}
    bare = dict(files)
    for path, data in files.items():
        if path.startswith(("dossier/", "referentiels/")) and path.endswith(".yaml"):
            bare[path] = _sans_identifiant(data, frozenset(cited))
    return bare


@cache  # many projects differ by one file
def _sans_identifiant(data: bytes, cited: frozenset[str]) -> bytes:
    raw = yaml.load(data, yaml.CBaseLoader)  # noqa: S506 - texts only
    _oublier(raw, cited)
    return _ecrit(raw)


def _oublier(raw: Any, cited: frozenset[str]) -> None:
    for value in raw.values() if isinstance(raw, dict) else raw if isinstance(raw, list) else ():
        _oublier(value, cited)
    if isinstance(raw, dict) and raw.get("id") not in cited:
        raw.pop("id", None)


def places_dites(project: Project, said: Iterable[str]) -> list[str]:
    """The texts that print the identity of an object without identifier: « bloc/competences/3 »."""
    assert project.model is not None
    places = {cle for cle in project.model.by_cle if "/" in cle}
    return [text for text in said if not places.isdisjoint(_MOTS.findall(text))]


def _identifiants(project: Project) -> Iterator[Span]:
    """Where each identifier is written: on its object, and in each link."""
    if project.model is None:
        return
    places = project.places
    for model in project.projet.modeles():
        if isinstance(model, Objet) and model.id is not None:
            yield places.span(model, "id")
    for holder, path, _, _ in all_references(project.projet):
        yield places.name(holder, *path)
    for derogation in project.projet.dossier.derogations:
        if derogation.id is not None:
            yield places.span(derogation, "id")
