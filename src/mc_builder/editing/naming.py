"""A title → an identifier that nothing bears yet, in the form that the project gives to its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from mc_builder.french import slug
from mc_builder.loading.references import references
from mc_builder.model.base import Modele, Objet, descendants
from mc_builder.project import Project
from mc_builder.spans import Span

#: Words that say nothing of a title, folded.
_SMALL = frozenset(
    (
        *("a", "au", "aux", "avec", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le"),
        *("les", "leur", "leurs", "ou", "par", "pour", "qu", "que", "qui", "s", "sa", "se", "ses"),
        *("son", "sous", "sur", "un", "une"),
    )
)
_MOST_WORDS = 4
_PREFIX = re.compile(r"[a-z]+-")


def find_id(project: Project, cls: type[Modele], title: str, taken: Collection[str] = ()) -> str:
    """An identifier for an object of a class, from its title; `taken` are borne besides."""
    own = [o.id for o in objects(project) if type(o) is cls and o.id is not None]
    words = [word for word in slug(title).split("-") if word and word not in _SMALL]
    exemple = cls.exemple if issubclass(cls, Objet) else "objet"
    name = "-".join(words[:_MOST_WORDS]) or exemple
    prefix = _prefix(own)
    name = name if name.startswith(prefix) else f"{prefix}{name}"
    name = name if name[0].isalpha() else f"{exemple.partition('-')[0]}-{name}"
    return free(name[:60].rstrip("-"), {*identifiers(project), *taken})


def free(name: str, taken: Collection[str]) -> str:
    """A name, or the same with the first number that makes it free."""
    stem = re.sub(r"-[0-9]+\Z", "", name)
    number = 2
    while name in taken:
        name = f"{stem}-{number}"
        number += 1
    return name


def objects(project: Project) -> Iterable[Objet]:
    """The objects that can be cited."""
    return project.model.by_cle.values() if project.model is not None else ()


def identifiers(project: Project) -> set[str]:
    """The identities that are borne."""
    return {o.cle for o in objects(project)}


def _prefix(own: list[str]) -> str:
    """The letters before the first dash that most objects of a class share: « sav- »."""
    begun = Counter(found[0] for one in own if (found := _PREFIX.match(one)) is not None)
    prefix, count = begun.most_common(1)[0] if begun else ("", 0)
    return prefix if len(own) > 2 and count > 0.8 * len(own) else ""


def copied_ids(project: Project, model: Modele, span: Span) -> str:
    """The lines of an object, its identifiers and those that it holds replaced by free ones."""
    taken = identifiers(project)
    new: dict[str, str] = {}
    models = descendants(model)
    places = project.places
    named = [m for m in models if isinstance(m, Objet) and m.id is not None]
    for one in named:
        new[str(one.id)] = free(f"{one.id}-2", taken)
        taken.add(new[str(one.id)])
    spans = [(places.span(one, "id"), str(one.id)) for one in named]
    spans += [
        (places.name(holder, *path), ident)
        for one in models
        for holder, path, ident, _ in references(one)
        if ident in new
    ]
    text, done = "", span.start
    for at, ident in sorted((where.find(ident), ident) for where, ident in spans):
        if span.start <= at.start and at.end <= span.end and at.start >= done:
            text += span.source.text[done : at.start] + new[ident]
            done = at.end
    return text + span.source.text[done : span.end]
