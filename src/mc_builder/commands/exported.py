"""What each ``mc-builder exporter …`` does: name its file, take its levels, write it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from mc_builder.commands.environment import moment
from mc_builder.commands.printing import say_kept, stop
from mc_builder.documents.demande import ECHELLE
from mc_builder.french import slug
from mc_builder.production import retouches
from mc_builder.reports.terminal import printable
from mc_builder.system_errors import cause
from mc_builder.writing import OutputProblem

Command = Callable[..., Any]
#: The most signs of the name of a file that is one of several.
_NOM = 60


def into(name: str) -> Callable[[Command], Command]:
    """The option that says where the file goes, and its name when nothing is said."""
    return click.option(
        "-o",
        "fichier",
        metavar=f"FICHIER{Path(name).suffix}",
        type=click.Path(path_type=Path, dir_okay=False),
        default=Path(name),
        help=f"Où l’écrire ({name}, sinon).",
    )


ECHELLES = click.option(
    "--echelle",
    metavar="NIVEAUX",
    default=",".join(ECHELLE),
    help=f"Niveaux d’acquisition, du plus bas au plus haut ({', '.join(ECHELLE)}, sinon).",
)


def levels(echelle: str) -> list[str]:
    """The levels that are typed, two or more; stops otherwise."""
    found = separated(echelle)
    if len(found) < 2:
        stop("--echelle : donnez deux niveaux différents ou plus, séparés par des virgules")
    return found


def separated(typed: str) -> list[str]:
    """The words between commas; none at all when one is empty, or comes twice."""
    words = [" ".join(word.split()) for word in typed.split(",")]
    return words if all(words) and len(set(words)) == len(words) else []


def write(fichier: Path, data: bytes) -> None:
    """Write a file; one that somebody changed is kept beside it, and that is said."""
    try:
        kept = retouches.replace(fichier, data, (), moment())
    except OutputProblem as problem:
        stop(str(problem))
    click.echo(printable(str(fichier)))
    say_kept(kept)


def write_all(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write several files of a folder, by their names; stops before the first when it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        stop(f"{folder} ne peut pas être écrit : {cause(error)}")
    for name, data in files:
        write(folder / name, data)


def free_name(words: str, taken: set[str]) -> str:
    """« e1-a »: a name that any system writes, with a number when another has it; then taken."""
    name = plain = slug(words)[:_NOM].strip("-") or "fichier"
    rank = 1
    while name in taken:
        rank += 1
        name = f"{plain}-{rank}"
    taken.add(name)
    return name
