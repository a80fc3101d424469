"""A session → what is beside the text: findings, coverage and what changed, as plain data."""

from __future__ import annotations

from datetime import date
from typing import Any

from mc_builder.coverage import SANS_OBJET
from mc_builder.coverage.comparison.changements import Genre
from mc_builder.coverage.report import CouvertureExigence, Degres
from mc_builder.coverage.statuts import Statut
from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.documents.kinds import document_kind
from mc_builder.editing.matrices import MATRICES
from mc_builder.french import capital
from mc_builder.page.templates import Templates
from mc_builder.project import Project
from mc_builder.studio.advice import advice, message
from mc_builder.studio.findings import mark
from mc_builder.studio.reading import documents, reading
from mc_builder.studio.session import Session
from mc_builder.studio.sheets import roots

#: How the page names a matrix, and the sheet of an object, among documents.
MATRIX, SHEET = "matrice-", "fiche-"

#: In the order in which they are shown.
_GENRES = (Genre.PERDUE, Genre.DISPARUE, Genre.ECARTEE, Genre.GAGNEE, Genre.APPARUE, Genre.RETABLIE)


def whole(session: Session, key: str, day: date, templates: Templates) -> dict[str, Any]:
    """All that the page shows when a document is on it, of one and the same revision."""
    with session.lock:
        project, revision = session.project, session.revision
        done = [step.label for step in session.done[-1:]]
        undone = [step.label for step in session.undone[-1:]]
        opened = session.opened
    kinds = documents(project)
    table = MATRICES.get(key.removeprefix(MATRIX)) if key.startswith(MATRIX) else None
    first = kinds[0] if kinds and not (table or key.startswith(SHEET)) else None
    kind = next((k for k in kinds if k.key == key), first)
    shown = reading(project, kind, templates) if kind else None
    return {
        "demande": key,
        "revision": revision,
        "projet": _project(project),
        "documents": [{"cle": k.key, "nom": k.label} for k in kinds],
        "matrices": [{"cle": f"{MATRIX}{m.cle}", "nom": m.titre} for m in MATRICES.values()],
        "donnees": roots(project),
        "document": kind.key if kind else key,
        "matrice": table.shown(project) if table and project.model else None,
        "html": shown.markup if shown else "",
        "plan": [{"niveau": h.level, "texte": h.text, "ancre": h.anchor} for h in shown.plan]
        if shown
        else [],
        "constats": findings(project, day),
        "couverture": coverage(project, opened),
        "annuler": done[0] if done else None,
        "retablir": undone[0] if undone else None,
    }


def _project(project: Project) -> dict[str, Any]:
    if project.model is None:
        return {"titre": "", "etape": "", "valide": False}
    dossier = project.projet.dossier
    name = capital(project.projet.profil.formes.nom)
    return {
        "titre": f"{name} « {dossier.diplome.intitule} »",
        "etape": str(dossier.etape),
        "valide": project.sound,
    }


def findings(project: Project, day: date) -> list[dict[str, Any]]:
    """What `check` finds, the gravest first, each with the text that it is about."""
    found = sorted(project.findings(day), key=lambda d: -d.severity)
    return [_finding(project, d) for d in found]


def _finding(project: Project, found: Diagnostic) -> dict[str, Any]:
    line, _ = found.span.source.line_column(found.span.start)
    owner = project.places.owner(found.span)
    return {
        "marque": mark(found),
        "code": found.code,
        "gravite": str(found.severity),
        "message": capital(message(project, found)),
        "aide": capital(advice(project, found)),
        "aideFichiers": capital(found.aide),
        "exemple": found.exemple,
        "lieu": f"{found.span.path}, ligne {line}",
        "objet": owner[0] if owner else None,
        "champ": owner[1] if owner else None,
        "certain": found.fix is not None,
        "derogeable": found.severity is not Severity.ERREUR,
    }


def coverage(project: Project, opened: Project) -> dict[str, Any]:
    """The measure now, and what was gained or lost since the project was opened."""
    if not project.sound:
        return {"phrase": "La couverture se mesure dès qu’il n’y a plus d’erreur.", "emplois": []}
    view = Couverture.de(project)
    if not view.mesurable:
        return {"phrase": view.bilan, "emplois": []}
    jobs = [
        (f"{view.rangs[e.emploi]}. {view.titre(e.emploi)}", e.comptes.degres, e.propre)
        for e in view.rapport.emplois
    ]
    return {
        "phrase": view.verdict,
        "emplois": [
            {"nom": name, "degres": _degrees(whole), "propre": _degrees(own)}
            for name, whole, own in (*jobs, (view.ensemble, view.rapport.total.degres, None))
        ],
        "changements": changes(project, opened),
        "exigences": [_served(view, e) for e in view.rapport.exigences if e.retenue],
    }


def _served(view: Couverture, measure: CouvertureExigence) -> dict[str, Any]:
    """A requirement retained: its state, and what its best chain passes through."""
    evaluated = measure.statut is Statut.EVALUEE
    best = measure.meilleure
    through = () if best is None else best.cles
    return {
        "cle": measure.exigence,
        "intitule": view.titre(measure.exigence),
        "etat": "pleinement" if measure.pleine else "en partie" if evaluated else "pas du tout",
        "objets": [measure.exigence, *measure.emplois, *through],
    }


def _degrees(degrees: Degres | None) -> list[str]:
    """Fully, in part, not at all, on how many; nothing when there is nothing to count."""
    if degrees is None or not degrees.retenues:
        return []
    found = (degrees.pleinement, degrees.en_partie, degrees.non, degrees.retenues)
    return [SANS_OBJET if n is None else str(n) for n in found]


def changes(project: Project, opened: Project) -> list[dict[str, Any]]:
    """What coverage gained and lost since another state of the project, the losses first."""
    if project is opened or not (project.sound and opened.sound):
        return []
    changes = project.changes_since(opened).ensemble.exigences
    return [
        {"genre": genre.libelle, "exigences": titles}
        for genre in _GENRES
        if (titles := [str(c.intitule) for c in changes if c.genre is genre])
    ]


def known_document(key: str) -> bool:
    """Whether there is such a document."""
    try:
        document_kind(key)
    except KeyError:
        return False
    return True
