"""``templates/charte.yaml``, ours then the project's → the charter, and what is wrong in it.

Ours says which lines there are. What a project does not say, or says wrong, stays as ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from mc_builder.builtin import builtin_folder
from mc_builder.charter import READABLE, WHITE, Charte, contrast
from mc_builder.diagnostics import Diagnostic, Fix, suggestion
from mc_builder.french import decimal, listed, number
from mc_builder.loading.codes import DOC014, DOC015
from mc_builder.loading.layout import CHARTER
from mc_builder.loading.texts import decoded
from mc_builder.source.tree import FileTree, ReadProblem
from mc_builder.source.yaml_nodes import YamlMap, read_yaml
from mc_builder.spans import SourceText, Span

_SECTIONS = ("couleurs", "polices", "tailles", "marges")
_COLOUR = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
_COMMENTED = re.compile(r":[ \t]*(#[0-9a-f]{3,6})\b", re.IGNORECASE)
_FAMILY = re.compile(r"[^\W_][\w .-]{0,60}")
_MOST_FAMILIES = 12
#: Bounds of a size in points, and of a margin in millimetres: between two of them there is a page.
_SIZES, _MARGINS = (5, 72), (5, 55)
#: Texts and the grounds that they are read on.
_READ = (
    ("principale", "blanc"), ("principale", "pale"), ("encre", "blanc"), ("encre", "pale"),
    ("gris", "blanc"), ("vive", "blanc"), ("encre", "doute-pale"),
)  # fmt: skip


@cache
def builtin_charter() -> Charte:
    """The charter that comes with the tool."""
    text = (builtin_folder() / Path(CHARTER).name).read_text("utf-8")
    charte, found = read_charter(SourceText(CHARTER, text), None)
    if found:  # a mistake of ours
        raise ValueError(found)
    return charte


def charter_of(tree: FileTree) -> Charte:
    """The charter of a project, whatever else it holds; ours where there is none to read."""
    try:
        data = tree.read(CHARTER)
    except ReadProblem:
        data = None
    if data is None:
        return builtin_charter()
    return read_charter(decoded(CHARTER, data)[0], builtin_charter())[0]


def read_charter(source: SourceText, base: Charte | None) -> tuple[Charte, list[Diagnostic]]:
    """A file over a charter, and what is wrong in it; without a charter, the file is whole."""
    node, found = read_yaml(source)
    known = {name: dict(getattr(base, name)) if base else {} for name in _SECTIONS}
    said: dict[str, Span] = {}
    for section, lines in (node or {}).items():
        at = node.keys_at[section] if node is not None else source.span()
        if section not in known:
            found.append(_unknown("partie", section, _SECTIONS, at))
        elif not isinstance(lines, YamlMap):
            found.append(
                DOC014(f"« {section} » n’a pas de lignes", at, "écrivez dessous « nom: valeur »")
            )
        else:
            found += _lines(section, lines, known[section], said, strict=base is not None)
    charte = Charte(**known)
    return charte, [*found, *_hard_to_read(charte, said)]


def _lines(
    section: str, lines: YamlMap, known: dict[str, Any], said: dict[str, Span], *, strict: bool
) -> Iterator[Diagnostic]:
    """The lines of a section, put over those that are known; what is wrong stays as it was."""
    read, expected = _VALUES[section]
    for name, value in lines.items():
        if strict and name not in known:
            yield _unknown("ligne", name, known, lines.keys_at[name])
            continue
        made = read(value)
        if made is not None:
            known[name] = made
            if section == "couleurs":
                said[name] = lines.values_at[name]
            continue
        at = lines.keys_at[name] if value is None else lines.values_at[name]
        fix = _quoted(lines.keys_at[name]) if section == "couleurs" and value is None else None
        reason = " : ce qui suit « # » est un commentaire" if fix else ""
        yield DOC014(f"« {name} » n’a pas de valeur lisible{reason}", at, expected, fix=fix)


def _unknown(what: str, name: str, known: Any, at: Span) -> Diagnostic:
    aide, fix = suggestion(name, known, at)
    return DOC014(
        f"{what} inconnue « {name} »", at, aide or f"il y a {listed(list(known))}", fix=fix
    )


def _quoted(key: Span) -> Fix | None:
    """A colour that was typed without quotation marks, with them."""
    source = key.source
    end = source.text.find("\n", key.end)
    line = source.text[key.end : end if end >= 0 else len(source.text)]
    found = _COMMENTED.match(line)
    if found is None or _COLOUR.fullmatch(found[1]) is None:
        return None
    return Fix(source.span(key.end + found.start(1), key.end + found.end(1)), f'"{found[1]}"')


def _hard_to_read(charte: Charte, said: dict[str, Span]) -> Iterator[Diagnostic]:
    """The texts that a colour of the file makes hard to read on their ground."""
    colours = {**charte.couleurs, "blanc": WHITE}
    for ink, ground in _READ:
        changed = [name for name in (ink, ground) if name in said]
        seen = contrast(colours[ink], colours[ground]) if changed else READABLE
        if seen < READABLE:
            yield DOC015(
                f"« {ink} » se lit mal sur « {ground} » : le contraste est de {number(seen, 1)}",
                said[changed[0]],
                f"il en faut {number(READABLE)} : assombrissez l’encre, ou éclaircissez le fond",
            )


def _colour(value: Any) -> str | None:
    found = _COLOUR.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def _families(value: Any) -> tuple[str, ...] | None:
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    plain = tuple(" ".join(name.split()) for name in names)
    fit = 0 < len(plain) <= _MOST_FAMILIES and all(map(_FAMILY.fullmatch, plain))
    return plain if fit else None


def _sizes(value: Any) -> tuple[float, ...] | None:
    numbers = _numbers([value] if isinstance(value, str) else value, *_SIZES)
    if numbers is None or len(numbers) > 2:
        return None
    return numbers if len(numbers) == 2 else 2 * numbers


def _margins(value: Any) -> tuple[float, ...] | None:
    numbers = _numbers(value, *_MARGINS)
    return numbers if numbers is not None and len(numbers) == 4 else None


def _numbers(value: Any, low: float, high: float) -> tuple[float, ...] | None:
    if not isinstance(value, list) or not value:
        return None
    read = [decimal(text.strip()) if isinstance(text, str) else None for text in value]
    numbers = tuple(float(number) for number in read if number is not None)
    fit = len(numbers) == len(value) and all(low <= number <= high for number in numbers)
    return numbers if fit else None


#: What each section holds: how a value is read, and what to write.
_VALUES: dict[str, tuple[Callable[[Any], Any], str]] = {
    "couleurs": (_colour, 'écrivez une couleur entre guillemets, « "#1f3a5f" »'),
    "polices": (_families, "écrivez le nom d’une police, ou plusieurs séparés par des virgules"),
    "tailles": (
        _sizes,
        "écrivez un nombre de points, de 5 à 72, ou deux (PDF, Word) : « [10, 10.5] »",
    ),
    "marges": (
        _margins,
        "écrivez quatre millimètres, de 5 à 55, haut, droite, bas, gauche : « [25, 25, 22, 25] »",
    ),
}
