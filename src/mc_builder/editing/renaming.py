"""An identifier and another → the files where the object bears the other, and is cited by it."""

from __future__ import annotations

from mc_builder.diagnostics import Fix
from mc_builder.editing.citing import citations
from mc_builder.editing.naming import identifiers
from mc_builder.editing.refused import Refused
from mc_builder.editing.seats import accepted
from mc_builder.editing.setting import set_raw
from mc_builder.editing.targets import Changes, unknown
from mc_builder.model.base import IDENTIFIANT, Objet
from mc_builder.model.formes import SIGNES_IDENTIFIANT
from mc_builder.project import Project
from mc_builder.source.edits import splice
from mc_builder.spans import Span


def rename_id(project: Project, cle: str, new: str) -> Changes:
    """Give an object another identifier, or its first one; its links and calls follow."""
    found = project.places.find(cle)
    if found is None or not isinstance(found[0], Objet):
        raise unknown(cle)
    if not IDENTIFIANT.match(new) or len(new) > 80:
        raise Refused(f"un identifiant est fait de {SIGNES_IDENTIFIANT}")
    if new == cle:
        return {}
    if new in identifiers(project):
        raise Refused(f"l’identifiant « {new} » est déjà pris")
    objet = found[0]
    if objet.id is None:
        return accepted(project, set_raw(project, f"{cle}:id", new))
    spans = [project.places.span(objet, "id")]
    spans += [one.span for _, one in citations(project, {objet.id})]
    return accepted(project, renamed(project, spans, objet.id, new))


def renamed(project: Project, spans: list[Span], old: str, new: str) -> Changes:
    """A name replaced by another where some spans hold it, its quotation marks kept."""
    files: dict[str, list[Fix]] = {}
    for span in spans:
        at = span.find(old)
        fixes = files.setdefault(span.path, [])
        if at.text == old and all(fix.span != at for fix in fixes):
            fixes.append(Fix(at, new))
    return {path: splice(project.files.read(path) or b"", fixes) for path, fixes in files.items()}
