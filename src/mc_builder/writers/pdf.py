"""The tree as PDF, through WeasyPrint."""

from __future__ import annotations

import contextlib
import io
import logging
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from mc_builder.document.tree import Document
from mc_builder.writers.markup import page

FAMILY = "Source Sans Pro"
_FACES = (
    ("Regular", 400, "normal"),
    ("It", 400, "italic"),
    ("Bold", 700, "normal"),
    ("BoldIt", 700, "italic"),
)


class MissingLibrary(Exception):
    """Pango or one of its companions is not installed: WeasyPrint cannot be imported."""


@cache
def weasyprint_module() -> Any:
    """WeasyPrint, imported here only: it takes half a second, and needs Pango.

    Why the detour of its standard output: without Pango it prints a page of English there.
    """
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            import weasyprint  # noqa: PLC0415
    except OSError as error:
        raise MissingLibrary(str(error)) from error
    # Its warnings are about fonts and optional libraries; its errors stay.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    return weasyprint


def _font(name: str) -> str:
    """The address of a file of the typeface that comes as a dependency."""
    folder = Path(str(files("font_source_sans_pro"))) / "files"
    return (folder / f"SourceSansPro-{name}.ttf").as_uri()


def font_faces() -> str:
    """The @font-face rules of the typeface."""
    return "\n".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-style:{style};'
        f'src:url("{_font(name)}")}}'
        for name, weight, style in _FACES
    )


def write_pdf(document: Document, style: str) -> bytes:
    """One document as a tagged PDF; the same bytes for the same input.

    Raises MissingLibrary when Pango is absent.
    """
    weasyprint = weasyprint_module()
    html = weasyprint.HTML(
        string=page(document, font_faces() + style), url_fetcher=_fetcher(weasyprint)
    )
    result: bytes = html.write_pdf(pdf_tags=True)
    return result


def _fetcher(weasyprint: Any) -> Any:
    """Serves the fonts and inline pictures, nothing else: no file of the user, no network."""
    fonts = {_font(name) for name, *_ in _FACES}

    class DeclaredAssets(weasyprint.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in fonts or url.startswith("data:image/svg+xml,"):
                return super().fetch(url, headers)
            raise ValueError(f"not a declared asset: {url[:80]}")

    return DeclaredAssets(allowed_protocols=("data", "file"))
