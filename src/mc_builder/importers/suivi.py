"""What became of the codes of a project in a newer edition → the changes that follow it.

Only what is certain is written: the version of a code that is still there, and the new words of a
requirement that had those of its publisher. Words that somebody wrote stay, and what is gone waits
for a person. Kept fiches stay what was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from mc_builder.diagnostics import Fix
from mc_builder.editing import Changes, in_turn, set_value
from mc_builder.french import slug
from mc_builder.importers.fiches import add_sources, sources_of, typed
from mc_builder.model.emplois import Exigence
from mc_builder.nomenclatures.following import Sort, Suivi
from mc_builder.nomenclatures.store_records import Edition
from mc_builder.project import Project
from mc_builder.source.edits import splice
from mc_builder.spans import Span


def reworded(one: Suivi) -> bool:
    """Whether a requirement has the former words of its publisher, and takes the new ones."""
    return (
        one.sort is Sort.REFORMULE
        and isinstance(one.objet, Exigence)
        and slug(str(one.objet.intitule)) == slug(one.avant)
    )


def dated(project: Project, one: Suivi) -> Span | None:
    """Where the version of a code is written, when the code is still there."""
    if one.sort is Sort.ABSENT or one.repere is None or one.repere.version is None:
        return None
    return project.places.span(one.repere, "version")


def followed(project: Project, found: Sequence[Suivi], edition: Edition) -> Changes:
    """The files that say the new version, and the new words where they were the publisher's."""
    fixes: dict[str, list[Fix]] = defaultdict(list)
    for one in found:
        span = dated(project, one)
        if span is not None:
            fixes[span.path].append(Fix(span, f"'{edition.version}'"))
    changes: Changes = {
        path: splice(project.files.read(path) or b"", made) for path, made in fixes.items()
    }
    fresh = {one.objet.cle: one for one in found if reworded(one)}
    if not fresh:
        return changes
    step = project.edited(changes)
    source = sources_of(step, (edition,))
    steps = (_renamed(cle, one, source[edition]) for cle, one in fresh.items())
    return {**changes, **in_turn(step, lambda p: add_sources(p, source), *steps)}


def _renamed(cle: str, one: Suivi, source: str) -> Callable[[Project], Changes]:
    """A requirement in the new words of its publisher, which are from another source."""

    def renamed(project: Project) -> Changes:
        steps = [lambda p: set_value(p, f"{cle}:intitule", typed(one.apres))]
        exigence = project.projet.find(cle, Exigence)
        if exigence is not None and exigence.source is not None:
            steps.append(lambda p: set_value(p, f"{cle}:source/ref", source))
            steps.append(lambda p: set_value(p, f"{cle}:source/reperage", f"code {one.code}"))
        return in_turn(project, *steps)

    return renamed
