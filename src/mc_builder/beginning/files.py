"""Answers → all the files of a project that begins, by path: nothing is read, nothing written."""

from __future__ import annotations

from mc_builder.beginning.answers import Answers
from mc_builder.beginning.content import prose_of, yaml_of
from mc_builder.beginning.skeleton import written
from mc_builder.loading.schema_lines import FOLDER, SETTINGS, editor_settings, schema_line
from mc_builder.schema import json_schemas


def begun(answers: Answers, *, editor: bool = False) -> dict[str, bytes]:
    """The files of a step; `editor` adds what Visual Studio Code reads."""
    found = {
        path: f"{schema_line(path, kind)}\n{written(kind, data)}"
        for path, kind, data in yaml_of(answers)
    }
    found |= dict(prose_of(answers))
    found |= {f"{FOLDER}/{name}": text for name, text in json_schemas().items()}
    if editor:
        found[SETTINGS] = editor_settings()
    return {path: text.encode() for path, text in found.items()}
