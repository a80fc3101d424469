"""Write the identifiers of the example dossier, by which what is left of it elsewhere is known.

.venv/bin/python tools/exemple.py
"""

from __future__ import annotations

import re
from pathlib import Path

from mc_builder.model.base import Objet
from mc_builder.project import Project

ROOT = Path(__file__).parents[1]
FILE = ROOT / "src/mc_builder/rules/exemple.txt"
#: « u1 », « pole-2 », « bloc-1 »: what any dossier may choose.
_ANYBODYS = re.compile(r"[a-z]{1,5}-?[0-9a-z]{0,2}|(?:pole|bloc|partie|epreuve|emploi)-[0-9]+")


def identifiers(project: Project) -> list[str]:
    """The identifiers of a project that nobody would choose by chance, in order."""
    found = (m.id for m in project.projet.modeles() if isinstance(m, Objet) and m.id is not None)
    return sorted({ident for ident in found if not _ANYBODYS.fullmatch(ident)})


def text(project: Project) -> str:
    """The file: a comment, the title, the identifiers."""
    head = "# Intitulé, puis identifiants du dossier d’exemple : écrit par tools/exemple.py"
    title = str(project.projet.dossier.diplome.intitule)
    return "\n".join([head, title, *identifiers(project)]) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(Project.open(ROOT)), "utf-8")
