"""The line by which a YAML file names its schema: where it leads, and how it is put right."""

from __future__ import annotations

import json
import posixpath
import re

from mc_builder.diagnostics import Fix
from mc_builder.loading.layout import FILES, FileKind
from mc_builder.source.tree import FileTree
from mc_builder.spans import SourceText, Span

#: Where the schemas of a project are, beside its files.
FOLDER = ".mc-builder/schemas"
#: What Visual Studio Code reads of a folder.
SETTINGS = ".vscode/settings.json"

_LINE = re.compile(r"^# yaml-language-server:[ \t]*\$schema=(?P<target>\S*)[ \t]*$", re.MULTILINE)


def schema_line(path: str, kind: FileKind) -> str:
    """The first line of a file of a project."""
    to_root = "../" * path.count("/")
    return f"# yaml-language-server: $schema={to_root}{FOLDER}/{kind.schema}.json"


def named_schema(source: SourceText) -> tuple[Span, str] | None:
    """The line of a file that names its schema, and the path from the root that it leads to.

    None when the file has no such line, or when it leads to the Web.
    """
    found = _LINE.search(source.text)
    if found is None or re.match(r"[a-z]{2,}://", found["target"]):
        return None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(source.path), found["target"]))
    return source.span(found.start(), found.end()), target


def leads_nowhere(source: SourceText, tree: FileTree) -> bool:
    """Whether a file names no schema, or one that is not there; raises ReadProblem."""
    found = named_schema(source)
    if found is None:
        return _LINE.search(source.text) is None
    return not is_there(found[1], tree)


def is_there(target: str, tree: FileTree) -> bool:
    """Whether a schema is in the project; raises ReadProblem."""
    return target in tree.paths(posixpath.dirname(target))


def mended(source: SourceText, kind: FileKind) -> Fix:
    """The right line in the place of the one that leads nowhere, or before all the rest."""
    line = schema_line(source.path, kind)
    found = named_schema(source)
    return Fix(source.span(0, 0), f"{line}\n") if found is None else Fix(found[0], line)


def editor_settings() -> str:
    """What tells Visual Studio Code, with the extension YAML, the schema of each file."""
    schemas = {
        f"{FOLDER}/{kind.schema}.json": kind.pattern.replace("*", "*.yaml")
        for kind in FILES
        # The general blocs stand among the others; their own line names their schema.
        if kind.schema != "bloc"
    }
    return json.dumps({"yaml.schemas": schemas, "files.encoding": "utf8"}, indent=2) + "\n"
