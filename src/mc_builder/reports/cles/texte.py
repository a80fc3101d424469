"""Keys → text for a terminal: the files, one file, or one key explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mc_builder.french import typeset
from mc_builder.loading.described import Cle, keys_of_file
from mc_builder.loading.layout import FILES, FileKind
from mc_builder.reports.terminal import NO_TERMINAL, Terminal

#: Columns of the names of keys, before what is said of them.
_NAMES = 22
_LEGEND = "* : clé obligatoire. « mc-builder cle CHEMIN » explique une clé, par exemple"


def files_texte(terminal: Terminal = NO_TERMINAL) -> str:
    """Every file, and the keys with which it begins."""
    lines: list[str] = []
    for file in FILES:
        lines += ["", terminal.paint(where(file), "lieu"), *terminal.fold(about(file), "  ", "  ")]
        lines += _listed(keys_of_file(file), terminal)
    return "\n".join([*lines, "", *_legend("preuves.chiffres", terminal)]).lstrip("\n")


def file_texte(file: FileKind, terminal: Terminal = NO_TERMINAL) -> str:
    """One file: what it is for, and its keys."""
    keys = keys_of_file(file)
    head = [terminal.paint(where(file), "lieu"), *terminal.fold(about(file))]
    return "\n".join([*head, "", *_listed(keys, terminal), "", *_legend(keys[0].path, terminal)])


def key_texte(key: Cle, terminal: Terminal = NO_TERMINAL) -> str:
    """One key: what it is, what may be written there, an example, the keys that it holds."""
    head = f"{key.path} – dans {where(key.file)}"
    default = f" Si elle n’est pas écrite : {key.default}." if key.default else ""
    lines = [
        terminal.paint(head, "lieu"),
        "",
        *terminal.fold(key.description),
        "",
        *terminal.fold(f"Clé {need(key)}.{default}"),
        *terminal.fold(f"S’écrit : {key.form}.", "", "          "),
        "",
        typeset("Exemple :"),
        *(f"  {line}" for line in key.lines.splitlines()),
    ]
    if key.keys:
        lines += ["", typeset("Ses clés :"), *_listed(key.keys, terminal)]
        lines += ["", *_legend(key.keys[0].path, terminal)]
    return "\n".join(lines)


def where(file: FileKind) -> str:
    """The path of a file, as an author looks for it: « referentiels/blocs/….yaml »."""
    return file.pattern.replace("*", "….yaml")


def about(file: FileKind) -> str:
    """What a file holds, in a sentence."""
    return (file.cls.__doc__ or "").partition("\n")[0]


def need(key: Cle) -> str:
    """« obligatoire », « facultative », or which keys it stands beside."""
    return key.need.replace("facultatif", "facultative")


def _listed(keys: Iterable[Cle], terminal: Terminal) -> Iterator[str]:
    for key in keys:
        name = f"  {key.name}{' *' if key.required else ''}".ljust(_NAMES)
        yield from terminal.fold(key.description, name + "  ", " " * (_NAMES + 2))


def _legend(path: str, terminal: Terminal) -> Iterator[str]:
    yield from terminal.fold(f"{_LEGEND} : mc-builder cle {path}")
