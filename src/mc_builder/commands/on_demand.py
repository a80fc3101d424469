"""A document that no build makes, for a command of its own: what makes it, its bytes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from mc_builder.commands.construits import PANGO
from mc_builder.commands.libreoffice import find_word_processor
from mc_builder.commands.printing import say, stop
from mc_builder.commands.project import comparable, print_diagnostics
from mc_builder.diagnostics import Severity, worst
from mc_builder.documents.builder import Builder
from mc_builder.documents.demande import SANS_DEMANDE, Demande
from mc_builder.documents.dus import choose
from mc_builder.documents.kinds import ROOMS, document_kind
from mc_builder.documents.making import Making, Unavailable, Unwritable
from mc_builder.documents.options import Options
from mc_builder.page.templates import Templates

T = TypeVar("T")


def making_of(key: str, folder: Path, demande: Demande = SANS_DEMANDE) -> Making:
    """What makes a document of a folder, as asked; stops when it would have nothing to say.

    A dossier that has errors gives a draft, marked on every page.
    """
    kind, project = document_kind(key), comparable(folder)
    for _, reason in choose([kind], project, nommes=True).ecartes:
        stop(f"{reason} : rien n’a été écrit")
    draft = worst(project.findings()) is Severity.ERREUR
    if draft:
        say(
            "Le dossier contient des erreurs, que « mc-builder check » donne : ce qui est écrit est"
            " un brouillon, et le dit."
        )
    options = Options(processor=find_word_processor(folder))
    return Making(kind, Builder(project, draft, demande=demande), Templates(folder, ROOMS), options)


def in_formats(making: Making, files: Sequence[Path]) -> list[bytes]:
    """The document in the formats of these files, all of them; stops when one cannot be made."""
    return or_stop(lambda: [making.make(extension_of(file)).data for file in files])


def or_stop(make: Callable[[], T]) -> T:
    """What is made; stops when a template is wrong, or a library of the system is missing."""
    try:
        return make()
    except Unwritable as problem:
        print_diagnostics(problem.diagnostics)
        sys.exit(1)
    except Unavailable:
        stop(f"rien n’a été écrit.\n{PANGO}")


def extension_of(file: Path) -> str:
    """« docx »."""
    return file.suffix.removeprefix(".").lower()
