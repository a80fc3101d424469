"""Parsed files → the identifiers that they declare, by class: for what is said of a mistake."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from mc_builder.loading.copies import Parsed
from mc_builder.loading.expected import unwrapped
from mc_builder.model.base import IDENTIFIANT, Modele, Objet
from mc_builder.source.yaml_nodes import YamlList, YamlMap


class Declared:
    """The identifiers of a project; its files are walked when the first of them is asked for."""

    def __init__(self, files: Iterable[Parsed]) -> None:
        self._files = files
        self._found: dict[str, list[str]] | None = None

    def __call__(self, kinds: tuple[str, ...]) -> list[str]:
        """The identifiers of the objects of these classes, in the order of the files."""
        if self._found is None:
            self._found = {}
            for file in self._files:
                self._visit(file.kind.cls, file.data, self._found)
        return [ident for kind in kinds for ident in self._found.get(kind, ())]

    def _visit(self, cls: type[Modele], node: Any, found: dict[str, list[str]]) -> None:
        if not isinstance(node, YamlMap):
            return
        if issubclass(cls, Objet):
            self._keep(cls, node.get("id"), found)
        for name, info in cls.model_fields.items():
            annotation, _ = unwrapped(info.annotation)
            inner = next((a for a in (annotation, *get_args(annotation)) if _is_model(a)), None)
            if inner is None or name not in node:
                continue
            value = node[name]
            for item in value if isinstance(value, YamlList) else (value,):
                self._visit(inner, item, found)
            if isinstance(value, YamlMap) and get_args(annotation) and issubclass(inner, Objet):
                for key, item in value.items():  # a table: its keys are the identifiers
                    self._keep(inner, key, found)
                    self._visit(inner, item, found)

    @staticmethod
    def _keep(kind: type[Modele], ident: object, found: dict[str, list[str]]) -> None:
        if isinstance(ident, str) and IDENTIFIANT.match(ident):
            found.setdefault(kind.__name__, []).append(ident)


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Modele)
