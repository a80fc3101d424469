"""A Word file of the tool beside the project of today: the document is made again, in memory."""

from __future__ import annotations

import sys
from pathlib import Path

from mc_builder.commands.printing import stop
from mc_builder.commands.project import print_diagnostics
from mc_builder.comparison import Comparison
from mc_builder.documents.builder import Builder
from mc_builder.documents.docx import make
from mc_builder.documents.kinds import ROOMS, document_kind
from mc_builder.documents.making import Making, Unwritable
from mc_builder.page.templates import Templates
from mc_builder.project import Project
from mc_builder.returns.versions import compare_file
from mc_builder.system_errors import cause
from mc_builder.writers.docx.reading.opened import Unreadable


def compare_word(file: Path, folder: Path, project: Project, reference: str) -> Comparison:
    """What differs between a file and today; stops when it cannot be read (2)."""
    templates = Templates(folder, ROOMS)

    def made(document: str) -> bytes:
        try:
            kind = document_kind(document)
        except KeyError as error:
            raise Unreadable("il vient d’une autre version de l’outil") from error
        return make(Making(kind, Builder(project), templates)).data

    try:
        return compare_file(file.read_bytes(), project, made, reference)
    except OSError as error:
        stop(f"« {file} » ne peut pas être lu : {cause(error)}")
    except Unreadable as problem:
        stop(f"« {file} » ne se compare pas : {problem}")
    except Unwritable as problem:
        print_diagnostics(problem.diagnostics)
        sys.exit(1)
