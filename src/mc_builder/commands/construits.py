"""Outcomes of a build → what is said of each file as it is known, and the exit code."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from mc_builder.commands.printing import say, say_up_to_date
from mc_builder.commands.project import print_diagnostics
from mc_builder.french import agreed, counted, number, tied
from mc_builder.production.run import Failed, Kept, Outcome, Written

PANGO = """\
Pour écrire les PDF il manque Pango, une bibliothèque du système. Installez-la par :
  Debian, Ubuntu   sudo apt-get update && sudo apt-get install -y --no-install-recommends \\
                     libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
  Fedora           sudo dnf install -y pango
  macOS            brew install pango
  Windows          voir docs/installer.md (MSYS2 : pacman -S mingw-w64-ucrt-x86_64-pango)"""


def say_outcomes(outcomes: Iterable[Outcome]) -> int:
    """Say what becomes of each file as it is known; the exit code."""
    started = time.perf_counter()
    kept = code = 0
    files: list[Written] = []
    missing: list[str] = []
    for outcome in outcomes:
        if isinstance(outcome, Written):
            files.append(outcome)
            click.echo(f"{outcome.path}  ({_seconds(outcome.seconds)})")
        elif isinstance(outcome, Kept):
            kept = len(outcome.names)
        elif outcome.missing:
            missing.append(outcome.name)
        else:
            code = max(code, _say_failure(outcome))
    if missing:
        say(f"Non écrits : {', '.join(missing)}.\n{PANGO}")
        code = 2
    _say_lacks(files)
    if not (files or missing or code):
        return say_up_to_date(kept)
    if files or missing or kept:
        _say_count(len(files), kept, time.perf_counter() - started)
    _say_kept([file.kept for file in files if file.kept is not None])
    return code


def _say_lacks(files: Sequence[Written]) -> None:
    """Say what files were written without: they are whole, and no fault of their project's."""
    for reason, names in _by_reason((f.unclaimed, f.path.name) for f in files):
        say(f"Ni PDF/A ni PDF/UA ({reason}) : {', '.join(names)}.")
    for reason, names in _by_reason((f.unpaged, f.path.name) for f in files):
        say(
            f"Sommaires aux pages des PDF, ou sans numéros ({reason}) : {', '.join(names)}."
            " Avec --pages-pdf, LibreOffice n’est pas lancé."
        )


def _say_count(written: int, kept: int, seconds: float) -> None:
    rest = f" ; {kept} à jour" if kept else ""
    say(f"{counted(written, 'fichier écrit')} en {_seconds(seconds)}{rest}.")


def _say_kept(aside: Sequence[Path]) -> None:
    """Say where the work of somebody is now; the names as they are, to be copied."""
    if not aside:
        return
    were = counted(len(aside), "fichier avait été modifié", "fichiers avaient été modifiés")
    kept = agreed(len(aside), "il est gardé sous ce nom", "ils sont gardés sous ce nom, chacun")
    say(f"{were} par quelqu’un depuis la construction précédente. Rien n’est perdu : {kept} :")
    for path in aside:
        click.echo(f"  {path}", err=True)


def _by_reason(said: Iterable[tuple[str, str]]) -> Iterable[tuple[str, list[str]]]:
    """The names of files by what each lacks; those that lack nothing left out."""
    found: dict[str, list[str]] = {}
    for reason, name in said:
        if reason:
            found.setdefault(reason, []).append(name)
    return found.items()


def _say_failure(failure: Failed) -> int:
    """Say why a file was not written; the exit code."""
    if failure.refusal:
        say(f"mc-builder : {failure.refusal}")
        return 2
    if failure.diagnostics:
        say(f"{failure.name} n’a pas pu être composé :")
        print_diagnostics(failure.diagnostics)
    else:
        say(f"{failure.name} n’a pas été écrit : {failure.reason}.")
    return 1


def _seconds(value: float) -> str:
    return tied(number(value, 1), "s")
