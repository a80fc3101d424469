"""The folder of a project → the pages of its site, as what lies in ``output/`` leads to them."""

from __future__ import annotations

from pathlib import Path

from mc_builder.documents.site import ACCUEIL, SITE

#: Where a site may be: the folder, and how one goes there from that of the documents.
_PLACES = ((f"output/{SITE}", SITE), (SITE, f"../{SITE}"))


def pages_beside(project: Path) -> tuple[str, ...]:
    """« ../site/o-bloc-1.html »: the pages of things that have one; none without a site.

    They are named, and not only their folder: a site of an older state may lack some.
    """
    for folder, way in _PLACES:
        if _is_there(project / folder / ACCUEIL):
            names = (page.name for page in (project / folder).glob("o-*.html"))
            return tuple(f"{way}/{name}" for name in sorted(names))
    return ()


def _is_there(path: Path) -> bool:
    """Whether there is such a file; a folder whose name cannot be is said elsewhere."""
    try:
        return path.is_file()
    except OSError:
        return False
