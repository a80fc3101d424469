"""A file that does not say where it comes from → whether the project gives its very bytes.

A build gives the same bytes for the same data: for HTML, XLSX, JSON and Markdown this is the whole
comparison, and it can only answer yes or no.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from mc_builder.commands.printing import say
from mc_builder.commands.project import comparable
from mc_builder.documents.kinds import FORMATS, KINDS, ROOMS
from mc_builder.documents.options import Options
from mc_builder.page.templates import Templates
from mc_builder.production.freshness import read
from mc_builder.production.produce import Workshop
from mc_builder.production.request import Task
from mc_builder.production.site_beside import pages_beside

#: The formats that cannot say where they come from: all but those of `origine`.
SILENT = frozenset(FORMATS) - {"docx", "pdf"}


def compare_bytes(folder: Path, data: bytes, extension: str) -> int:
    """Say whether the project gives this file; the exit code."""
    for label, made in _made(folder, extension):
        if made == data:
            say(f"Document    {label}", err=False)
            say("Les fichiers du projet donneraient le même contenu.", err=False)
            return 0
    say(
        "Les fichiers du projet ne donneraient pas ce fichier : il a été modifié, ou fait d’autres"
        " données, par une autre version de l’outil ou avec --contre. Ce format ne porte ni"
        " empreinte ni identités : l’outil ne peut pas dire ce qui diffère.",
        err=False,
    )
    return 1


def _made(folder: Path, extension: str) -> Iterator[tuple[str, bytes]]:
    """Label and bytes of each document in this format, with the printed pages or without."""
    project = comparable(folder)
    printed = {key: pages for key, (_, pages) in read(folder / "output").pages.items()}
    templates = Templates(folder, ROOMS)
    sites = dict.fromkeys([(), pages_beside(folder)])
    for draft, site in product((False, True), sites):
        workshop = Workshop(project, templates, Options(draft=draft, site=site))
        for kind in KINDS:
            if extension in kind.formats:
                for pages in ({}, printed) if printed else ({},):
                    for file in workshop.do(Task(kind.key, (extension,), pages)).files:
                        yield kind.label, file.data
