"""The charter of the project and the screen sheet of documents → the styles of the page."""

from __future__ import annotations

import re

from mc_builder.loading.charter_file import builtin_charter
from mc_builder.page.templates import Templates
from mc_builder.project import Project
from mc_builder.writers.style import screen

#: What a sheet says of a whole page is said of the frame in which the document stands.
_FRAME = {"html": ":host", "body": ".corps"}


def colours(project: Project) -> str:
    """The colours and typefaces of the project, in light and in dark."""
    charte = builtin_charter() if project.model is None else project.projet.charte
    return screen(charte)


def sheet(templates: Templates) -> str:
    """The style of documents on a screen, for a frame within the page (a shadow tree)."""
    style = templates.file("ecran.css").read_text("utf-8")
    return re.sub(r"^(html|body)(?= \{)", lambda found: _FRAME[found[0]], style, flags=re.MULTILINE)
