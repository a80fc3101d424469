"""What files would become, as a unified difference that « patch » takes."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

from mc_builder.commands.printing import give
from mc_builder.reports.terminal import printable


def give_difference(path: str, before: bytes, after: bytes, folder: Path) -> None:
    """Print what changes in a file of a project, or the whole of a new one."""
    form = "text" if sys.stdout.isatty() else "diff"
    give(_unified(path, before, after, from_here(folder)), form, nl=False)


def _unified(path: str, before: bytes, after: bytes, folder: str) -> str:
    path = f"{folder}/{path}" if folder else path
    was, now = (data.decode().splitlines(keepends=True) for data in (before, after))
    lines = difflib.unified_diff(was, now, f"a/{path}", f"b/{path}")
    text = "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
    if not sys.stdout.isatty():
        return text  # for « patch »: not a character less
    return printable(text.replace("\r\n", "\n"))


def from_here(folder: Path) -> str:
    """The way from the current folder to the project; empty when they are one."""
    whole = folder.resolve()
    here = Path.cwd().resolve()
    way = whole.relative_to(here) if whole.is_relative_to(here) else whole
    return "" if way == Path() else way.as_posix()
