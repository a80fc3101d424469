"""A class of files and data → YAML that explains itself: each key said once, the others offered."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from mc_builder.beginning.bracketed import bracketed
from mc_builder.french import NBSP
from mc_builder.loading.described import Cle, groups
from mc_builder.loading.layout import FileKind
from mc_builder.model.base import Modele
from mc_builder.reports.cles.texte import about
from mc_builder.source.yaml_writing import block, dashed

#: How a comment that explains begins; a line that may serve has nothing between « # » and its key.
_HOW_TO = (
    "# Ce qui suit « # » explique, et n’est pas lu. Une ligne « #clé: … » sert dès qu’on retire",
    "# son « # ». {a_completer: …} tient la place de ce qui n’est pas encore connu : remplacez-le.",
)


def written(file: FileKind, data: dict[str, Any]) -> str:
    """The text of a file; identical data give identical bytes."""
    body = _Body().of(file.cls, data)
    return "\n".join([f"# {bracketed(about(file))}", *_HOW_TO, *_aired(body)]) + "\n"


def _aired(lines: Iterator[str]) -> Iterator[str]:
    """The lines with a blank one above each key of the margin, and above what explains it."""
    within = False
    for line in lines:
        if line[:1] != " " and not within:
            yield ""
        within = line[:1] == "#"
        yield line


class _Body:
    """The lines of objects; what was explained once is not explained again."""

    def __init__(self) -> None:
        self.said: set[tuple[str, str]] = set()

    def of(self, cls: type[Modele], data: dict[str, Any]) -> Iterator[str]:
        offered: list[str] = []
        for key in _keys(cls):
            new = (cls.__name__, key.name) not in self.said
            self.said.add((cls.__name__, key.name))
            if key.name in data:
                if new:
                    yield from _above(key, data[key.name])
                yield from self._key(key, data[key.name])
            elif new:
                offered += _offered(key)
        if offered:
            yield "# Facultatif :"
            yield from offered

    def _key(self, key: Cle, value: Any) -> Iterator[str]:
        held = key.holds
        if held is None or not _is_open(value):
            yield from block(key.name, value)
            return
        yield f"{key.name}:"
        for item in value if isinstance(value, list) else (value,):
            lines = self.of(held, item)
            yield from (f"  {line}" for line in (_item(lines) if item is not value else lines))


def _item(lines: Iterator[str]) -> Iterator[str]:
    """An object as an item: comments stand before the dash of its first key."""
    above: list[str] = []
    for line in lines:
        if not line.startswith("#"):
            yield from above
            yield from dashed(iter([line, *lines]))
            return
        above.append(line)


def _is_open(value: Any) -> bool:
    """Whether a value holds objects whose keys are worth a line each."""
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict) and not _is_to_complete(first)


def _is_to_complete(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"a_completer"}


@cache
def _keys(cls: type[Modele]) -> tuple[Cle, ...]:
    """The keys of a class: its name first, its notes last."""
    keys = next(group.keys for group in groups() if group.cls is cls)
    ranks = {"id": 0, "notes": 2}
    return tuple(sorted(keys, key=lambda key: ranks.get(key.name, 1)))


def _above(key: Cle, value: Any) -> Iterator[str]:
    """What is said of a key above it: what it is, or an example when its line says what it is."""
    if not _is_to_complete(value):
        yield f"# {_explained(key)}"
        return
    lines = key.lines.splitlines()
    names = key.expected.item.names if key.expected.item and key.holds is None else ()
    values = f" (valeurs : {', '.join(names)})" if names else ""
    if len(lines) == 1:
        yield f"# Par exemple{NBSP}: {lines[0]}{values}"
        return
    yield f"# Par exemple{NBSP}:"
    yield from (f"#   {line}" for line in lines)


def _explained(key: Cle) -> str:
    """« Étape du dossier : … (opportunite, elaboration, examen-cpc ou publie) »."""
    names = key.expected.names if not key.expected.link else ()
    values = f" ({', '.join(names)})" if names and key.holds is None else ""
    return f"{bracketed(key.description.rstrip('.'))}{values}."


def _offered(key: Cle) -> list[str]:
    """A key that may serve, on one line, or where to read what it holds."""
    lines = key.lines.splitlines()
    if len(lines) == 1 and not key.rather:
        return [f"#{lines[0]}  # {_explained(key)}"]
    return [f"# {key.name} : {_explained(key)} Voir « mc-builder cle {key.path} »."]
