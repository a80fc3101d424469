"""Parsed files → those that are copies of another, each with one diagnostic.

Why before the objects are read: a copy would accuse its original, once for each identifier.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mc_builder.codes import AVERTISSEMENT
from mc_builder.diagnostics import Diagnostic, Related
from mc_builder.loading.codes import SCH014
from mc_builder.loading.file_names import is_copy
from mc_builder.loading.layout import FileKind
from mc_builder.source.yaml_nodes import YamlMap
from mc_builder.spans import SourceText, Span


@dataclass(frozen=True)
class Parsed:
    """A YAML file that is well formed, and the kind of file that it is; `raw` are its bytes."""

    kind: FileKind
    source: SourceText
    data: YamlMap
    raw: bytes

    @property
    def object(self) -> tuple[str, str, Span] | None:
        """The root key, the id and its place, of the one object that such a file declares."""
        if not self.kind.pattern.endswith("*") or len(self.data) != 1:
            return None
        ((key, inside),) = self.data.items()
        ident = inside.get("id") if isinstance(inside, YamlMap) else None
        return (key, ident, inside.values_at["id"]) if isinstance(ident, str) else None


def find_copies(files: Iterable[Parsed]) -> tuple[set[str], list[Diagnostic]]:
    """The paths of the copies, and what is said of each.

    Two files that declare one object are an original and a copy: the original has the plainest
    name.
    """
    same: dict[tuple[str, str], list[Parsed]] = {}
    for file in files:
        if (declared := file.object) is not None:
            same.setdefault(declared[:2], []).append(file)
    found = []
    for (key, ident), group in same.items():
        original, *others = sorted(group, key=_plainness)
        found += [(copy.source.path, _said(key, ident, original, copy)) for copy in others]
    return {path for path, _ in found}, [diagnostic for _, diagnostic in found]


def _plainness(file: Parsed) -> tuple[bool, int, str]:
    path = file.source.path
    return is_copy(path), len(path), path


def _said(key: str, ident: str, original: Parsed, copy: Parsed) -> Diagnostic:
    first, here = original.object, copy.object
    related = (Related(first[2], "l’original"),) if first else ()
    span = here[2] if here else copy.source.span()
    path = original.source.path
    if copy.source.text == original.source.text:
        return SCH014(
            f"copie exacte de {path} : elle n’est pas lue",
            span,
            "supprimez-la, ou rangez-la hors du projet",
            related=related,
            gravite=AVERTISSEMENT,
        )
    return SCH014(
        f"ce fichier déclare « {ident} », comme {path}, dont il est une copie : il n’est pas lu",
        span,
        f"gardez un seul des deux fichiers ; si c’est un autre objet « {key} », donnez-lui ses"
        f" propres identifiants, par exemple {key}: {{id: {ident}-2, …}}",
        related=related,
    )
