"""Answers → all the files of a project that begins, by path: nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from mc_builder.beginning.answers import Answers
from mc_builder.beginning.borrowed import note_of, structure_of
from mc_builder.beginning.content import Data, is_referentiel_due, prose_of, yaml_of
from mc_builder.beginning.skeleton import written
from mc_builder.loading.layout import FILES
from mc_builder.loading.schema_lines import FOLDER, SETTINGS, editor_settings, schema_line
from mc_builder.model.projet import Projet
from mc_builder.schema import kept_schemas

T = TypeVar("T")


def begun(
    answers: Answers,
    *,
    editor: bool = False,
    like: Projet | None = None,
    held: Mapping[str, Data] | None = None,
) -> dict[str, bytes]:
    """The files of a step; `editor` adds what Visual Studio Code reads.

    `like` is a project of which the structure is taken: its files in the place of ours. `held` are
    others, by path, that stand in the place of ours too.
    """
    data, prose = dict(yaml_of(answers)), dict(prose_of(answers))
    if like is not None:
        if is_referentiel_due(answers):
            data = _replaced(data, dict(structure_of(like)))
        prose = _replaced(prose, dict(note_of(like)))
    if held is not None:
        data = _replaced(data, dict(held))
    found = {}
    for path, content in data.items():
        found[path] = text_of(path, content)
    found |= prose
    found |= {f"{FOLDER}/{name}": text for name, text in kept_schemas().items()}
    if editor:
        found[SETTINGS] = editor_settings()
    said = answers.profil.mots.wording
    return {path: said(text).encode() for path, text in found.items()}


def text_of(path: str, content: dict[str, Any]) -> str:
    """A file of a project, its keys explained, under the line that names its schema."""
    kind = next(kind for kind in FILES if kind.accepts(path))
    return f"{schema_line(path, kind)}\n{written(kind, content)}"


def _replaced(ours: dict[str, T], theirs: dict[str, T]) -> dict[str, T]:
    """Their files, and those of ours that stand in no folder, nor have the path, of one of theirs.

    `dossier` and `referentiels` are folders of files that have nothing to do with each other.
    """
    taken = {folder for path in theirs if "/" in (folder := path.rpartition("/")[0])}
    kept = {p: x for p, x in ours.items() if p.rpartition("/")[0] not in taken and p not in theirs}
    return kept | theirs
