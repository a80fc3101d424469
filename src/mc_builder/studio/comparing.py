"""A version beside the project of today: what changed in words, files, coverage."""

from __future__ import annotations

import difflib
from typing import Any

from mc_builder.comparison import compare
from mc_builder.comparison.changes import Family
from mc_builder.comparison.donnees import change_data
from mc_builder.editing import Refused
from mc_builder.project import Project
from mc_builder.source.edits import normalised
from mc_builder.source.tree import ReadProblem, Snapshot
from mc_builder.studio.panels import changes
from mc_builder.studio.versions import PARTS, Version
from mc_builder.writing import Files

#: Lines around a change.
_AROUND = 1


def shown(version: Version) -> dict[str, Any]:
    """A version for the page."""
    return {
        "id": version.id,
        "phrase": version.sentence,
        "auteur": version.author,
        "date": version.moment.isoformat(),
    }


def since(project: Project, then: Snapshot) -> dict[str, Any]:
    """What changed since a version: in words when both can be read, and file by file.

    Of coverage, when both have no error.
    """
    before, after = then.files, project.files.files
    other = Project.open(then)
    paths = sorted(path for path in before.keys() | after.keys() if path.split("/")[0] in PARTS[:2])
    return {
        "fichiers": [
            {"chemin": path, "etat": _state(before, after, path), "lignes": lines}
            for path in paths
            if (lines := _lines(before.get(path), after.get(path)))
        ],
        "changements": _in_words(other, project),
        "couverture": changes(project, other),
    }


def _in_words(before: Project, after: Project) -> list[dict[str, Any]]:
    """The changes by family, as `mc-builder comparer` says them."""
    if before.model is None or after.model is None:
        return []
    found = compare(before, after, "")
    return [
        {"titre": str(family), "changements": [change_data(change) for change in changes]}
        for family, changes in found.by_family
        if family is not Family.FICHIERS
    ]


def restored(then: Snapshot, path: str) -> Files:
    """One file as it was: taken away when it was not there. Raises Refused."""
    folder, *inside = path.split("/")
    if folder not in PARTS or ".." in inside:
        raise Refused("Ce fichier n’est pas du projet.")
    try:
        return {path: then.read(path)}
    except ReadProblem as problem:
        raise Refused(f"{path} ne se lit pas : {problem}") from problem


def _state(before: dict[str, bytes], after: dict[str, bytes], path: str) -> str:
    if path not in before:
        return "ajouté"
    return "modifié" if path in after else "ôté"


def _lines(before: bytes | None, after: bytes | None) -> list[str]:
    """The lines that differ, each after « - », « + » or a space; none for the same bytes."""
    if before == after:
        return []
    try:
        old, new = (normalised(data or b"").splitlines() for data in (before, after))
    except UnicodeDecodeError:
        return ["  (ce fichier n’est pas un texte)"]
    found = difflib.unified_diff(old, new, lineterm="", n=_AROUND)
    return [line for line in found if not line.startswith(("---", "+++"))]
