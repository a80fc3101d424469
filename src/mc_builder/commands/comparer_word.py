"""A Word file of the tool beside the project of today: the document is made again, in memory."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from mc_builder.commands.printing import stop
from mc_builder.commands.project import print_diagnostics
from mc_builder.comparison import Comparison
from mc_builder.documents.builder import Builder
from mc_builder.documents.docx import make
from mc_builder.documents.kinds import ROOMS, document_kind
from mc_builder.documents.making import Making, Unwritable
from mc_builder.page.templates import Templates
from mc_builder.production.freshness import read
from mc_builder.project import Project
from mc_builder.returns.versions import compare_file
from mc_builder.system_errors import cause
from mc_builder.writers.docx.libreoffice import prints_pages
from mc_builder.writers.docx.reading.opened import Unreadable
from mc_builder.writers.docx.story import bookmark_names


def compare_word(file: Path, folder: Path, project: Project, reference: str) -> Comparison:
    """What differs between a file and today; stops when it cannot be read (2)."""
    templates = Templates(folder, ROOMS)
    printed = {key: pages for key, (_, pages) in read(folder / "output").pages.items()}

    def made(document: str) -> bytes:
        try:
            kind = document_kind(document)
        except KeyError as error:
            raise Unreadable("il vient d’une autre version de l’outil") from error
        cited = {one.key: printed[one.key] for one in kind.cites if one.key in printed}
        making = Making(kind, Builder(project, pages=cited), templates)
        # Its own pages are not compared: any number stands where the file has one.
        paged = prints_pages(data)
        some = dict.fromkeys(bookmark_names(making.document.root), 1) if paged else {}
        return make(replace(making, pages=some)).data

    try:
        data = file.read_bytes()
        return compare_file(data, project, made, reference)
    except OSError as error:
        stop(f"« {file} » ne peut pas être lu : {cause(error)}")
    except Unreadable as problem:
        stop(f"« {file} » ne se compare pas : {problem}")
    except Unwritable as problem:
        print_diagnostics(problem.diagnostics)
        sys.exit(1)
