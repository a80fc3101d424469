"""Documents asked for, project, measure → those to make, and why each of the others is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pkgutil import resolve_name

from mc_builder.documents.declaration import DocumentKind
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.french.words import listed
from mc_builder.project import Project


@dataclass(frozen=True, slots=True)
class Choix:
    """The documents to make, and for each of the others, in French, why it is not."""

    retenus: tuple[DocumentKind, ...]
    ecartes: tuple[tuple[DocumentKind, str], ...]


def choose(kinds: Iterable[DocumentKind], project: Project, *, nommes: bool) -> Choix:
    """What is to be made of these documents; `nommes`: somebody asked for each by its name.

    Why: at step `opportunite` nobody expects a référentiel, and a report without a requirement is
    pages of empty tables that look like an answer. What is asked for by name is made whatever the
    step, but not empty.
    """
    kept: list[DocumentKind] = []
    left: list[tuple[DocumentKind, str]] = []
    for kind in kinds:
        reason = _nothing_to_say(kind, project) or ("" if nommes else _not_due(kind, project))
        if reason:
            left.append((kind, reason))
        else:
            kept.append(kind)
    return Choix(tuple(kept), tuple(left))


def _nothing_to_say(kind: DocumentKind, project: Project) -> str:
    """Why the document would say nothing, or an empty text."""
    return str(resolve_name(kind.empty)(project)) if kind.empty else ""


def _not_due(kind: DocumentKind, project: Project) -> str:
    """Why nobody expects the document yet, or an empty text."""
    dossier = project.projet.dossier
    if not kind.due_with_referentiel or dossier.referentiel_attendu:
        return ""
    suppression = dossier.nature == "suppression"
    dus = listed([other.key for other in DOCUMENTS if not other.due_with_referentiel])
    return f"{'une suppression' if suppression else 'l’étape « opportunite »'} ne demande que {dus}"
