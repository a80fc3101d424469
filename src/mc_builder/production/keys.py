"""Project, templates, options → the build key of each file: the same key, the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mc_builder.documents.builder import Builder
from mc_builder.documents.declaration import DocumentKind
from mc_builder.documents.making import Making
from mc_builder.page.figures import of_note
from mc_builder.page.provenance import fingerprint
from mc_builder.page.templates import Templates
from mc_builder.production.freshness import digest, tool
from mc_builder.production.request import Setup
from mc_builder.project import Project


def build_keys(
    kinds: Iterable[DocumentKind], project: Project, templates: Templates, setup: Setup
) -> dict[str, str]:
    """The key of every file of these documents.

    It holds what the document shows, the templates, the options and the tool. A document that
    shows places in the files of the project, or carries some of them, depends on all of them.
    """
    files = digest(_named(sorted(setup.files.files.items())))
    looks = digest(_named(templates.contents()))
    before = sorted(setup.before.files.items()) if setup.before is not None else ()
    common = [tool(), looks, repr(setup.changements), digest(_named(before))]
    charts: list[object] = [of_note(project.projet, g) for g in project.projet.graphiques]
    charts += [(photo.nom, digest([photo.donnees])) for photo in project.projet.photos]
    bare = Builder(project, setup.options.draft, changements=setup.changements)
    found: dict[str, str] = {}
    for kind in kinds:
        shown = fingerprint((Making(kind, bare, templates).view, charts))
        for extension in kind.formats:
            options = setup.options.of(extension)
            whole = kind.sources or options.attach or options.comments
            parts = [*common, repr(options), kind.key, shown, files if whole else ""]
            found[kind.name(extension)] = digest(parts)
    return found


def _named(contents: Iterable[tuple[str, bytes]]) -> Iterator[str | bytes]:
    """One after the other: together they could fill the memory."""
    for name, data in contents:
        yield name
        yield data
