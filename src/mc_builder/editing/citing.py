"""An object → all that cites it: links of the files, dictionaries of settings, calls in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mc_builder.editing.targets import unknown
from mc_builder.loading.references import references
from mc_builder.model.base import Modele, Objet, champs, descendants
from mc_builder.model.projet import Prose
from mc_builder.project import Project
from mc_builder.spans import Span

#: A call of prose that names an object: its quotation marks may be escaped, in a quoted text.
_CALL = re.compile(
    r"\{\{\s*(?:chiffre|source|graphique)\s*\(\s*\\?[\"'“](?P<id>[a-z0-9-]+)\\?[\"'”]"
)


@dataclass(frozen=True)
class Citation:
    """What cites an object: the identity of who cites it, its title, and the name that it cites.

    `span` is where the name is written; `ref` the field that holds it, empty for a call in prose,
    which cannot be taken away without its sentence.
    """

    cle: str
    label: str
    cited: str
    span: Span
    ref: str = ""


def cited_by(project: Project, cle: str) -> tuple[Citation, ...]:
    """What cites an object, or what it holds, from outside; in the order of the files."""
    target = project.places.find(cle)
    if target is None:
        raise unknown(cle)
    inside = {id(model) for model in descendants(target[0])}
    named = {m.id for m in descendants(target[0]) if isinstance(m, Objet) and m.id is not None}
    return tuple(c for model, c in citations(project, named) if id(model) not in inside)


def citations(project: Project, named: set[str]) -> Iterator[tuple[Modele, Citation]]:
    """Each place where some identifiers are written to cite their objects, and who writes it."""
    if not named or project.model is None:
        return
    for model in project.model.modeles():
        for holder, path, ident, _ in references(model):
            if ident in named:
                ref = f"{holder.cle}:{'/'.join(_step(part) for part in path)}"
                span = project.places.name(holder, *path)
                yield model, Citation(model.cle, _label(project, model), ident, span, ref)
        yield from _others(project, model, named)
    for model in project.model.written_models:
        yield from _called(project, model, named)


def _step(part: str | int) -> str:
    return str(part + 1) if isinstance(part, int) else part


def _others(project: Project, model: Modele, named: set[str]) -> Iterator[tuple[Modele, Citation]]:
    """Settings that name an object: a derogation, the thresholds of a job or of a bloc."""
    label = _label(project, model)
    for name in champs(type(model)).noms:
        value = getattr(model, name)
        if name == "id" and not isinstance(model, Objet) and value in named:
            span = project.places.span(model, name)
            yield model, Citation(model.cle, label, value, span, f"{model.cle}:{name}")
        elif isinstance(value, dict):
            for key in set(value) & named:
                key_span = project.places.name(model, name, key)
                ref = f"{model.cle}:{name}/{key}"
                yield model, Citation(model.cle, label, key, key_span, ref)


def _called(project: Project, model: Modele, named: set[str]) -> Iterator[tuple[Modele, Citation]]:
    """The calls of a Markdown file, or of the Markdown of an object."""
    if isinstance(model, Prose):
        places = [project.places.span(model)]
    else:
        fields = champs(type(model)).markdown if project.places.knows(model) else ()
        places = [
            project.places.span(model, name)
            for name in fields
            if isinstance(getattr(model, name), str)
        ]
        places += _texts_of_lists(project, model, fields)
    for place in places:
        for found in _CALL.finditer(place.source.text, place.start, place.end):
            if found["id"] in named:
                span = place.source.span(*found.span("id"))
                label = _label(project, model)
                yield model, Citation(model.cle, label, found["id"], span)


def _texts_of_lists(project: Project, model: Modele, fields: tuple[str, ...]) -> list[Span]:
    return [
        project.places.span(model, name, rank)
        for name in fields
        if isinstance(getattr(model, name), tuple)
        for rank in range(len(getattr(model, name)))
    ]


def _label(project: Project, model: Modele) -> str:
    """What a reader calls what cites: its name, or the first words of its file."""
    if isinstance(model, Prose):
        head = model.texte.lstrip().partition("\n")[0]
        return head.lstrip("# ").strip() or model.nom
    holder: Modele | None = model
    if not isinstance(model, Objet):
        cle = model.cle
        known = project.projet.by_cle
        while cle and cle not in known:
            cle = cle.rpartition("/")[0]
        holder = known.get(cle)
    return project.names[holder.cle].court if holder is not None else _title(model)


def _title(model: Modele) -> str:
    """The first text that an object without identity gives itself."""
    texts = (getattr(model, name) for name in champs(type(model)).mots)
    return next((str(text) for text in texts if isinstance(text, str) and text), model.cle)
