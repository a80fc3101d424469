"""The tree as PDF, through WeasyPrint: PDF/A-3a and PDF/UA-1 in one file."""

from __future__ import annotations

import contextlib
import gc
import io
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any

from mc_builder.fonts import addresses, font_faces
from mc_builder.page.sceau import seal
from mc_builder.page.tree import Document
from mc_builder.source.images import refusal_of_uri
from mc_builder.writers.markup import page
from mc_builder.writers.pdf.conformity import reserves
from mc_builder.writers.pdf.footnotes import notes_with_their_calls
from mc_builder.writers.pdf.lignes import free_tied_words
from mc_builder.writers.pdf.metadata import Properties, describe
from mc_builder.writers.pdf.tags import own_tags
from mc_builder.writers.style import paper

VARIANT = "pdf/a-3a"
#: Pages of a document at most: twice the longest référentiel, 800 of them, would take 5 GB.
MAX_PAGES = 1_500
_COLOURS = "sRGB2014.icc"


class MissingLibrary(Exception):
    """Pango or one of its companions is not installed: WeasyPrint cannot be imported."""


@dataclass(frozen=True, slots=True)
class PieceJointe:
    """A file carried by the PDF, as its source."""

    name: str
    data: bytes


class TooLong(Exception):
    """A style that would make more pages than anybody prints."""


@dataclass(frozen=True, slots=True)
class PdfEcrit:
    """A PDF, and the printed page on which each anchor of its tree stands.

    `reserves` say in French why it does not call itself PDF/A and PDF/UA, when it does not.
    """

    data: bytes
    pages: Mapping[str, int]
    reserves: tuple[str, ...] = ()


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


def write_pdf(document: Document, style: str, attachments: Sequence[PieceJointe] = ()) -> PdfEcrit:
    """One document as a PDF; the same bytes for the same input.

    Raises MissingLibrary when Pango is absent, TooLong beyond `MAX_PAGES`.
    """
    weasyprint = weasyprint_module()
    properties = _properties(document)
    printed = replace(document, root=free_tied_words(document.root))
    with _few_collections(), _fonts() as fonts:
        html = weasyprint.HTML(
            string=page(printed, font_faces() + paper(document.charte) + style),
            url_fetcher=fetcher(weasyprint),
        )
        with _bounded(), notes_with_their_calls():
            laid_out = html.render(fonts, pdf_variant=VARIANT)
        describe(laid_out, properties, lambda: reserves(laid_out))
        _set_colours(weasyprint, laid_out)
        carried = [_attachment(weasyprint, one, properties.date) for one in attachments]
        with own_tags(laid_out):
            data: bytes = laid_out.write_pdf(
                pdf_variant=VARIANT,
                output_intent=_COLOURS,
                attachments=carried,
                finisher=_attach_once,
            )
    return PdfEcrit(seal(data), _pages(laid_out), reserves(laid_out))


@contextlib.contextmanager
def _fonts() -> Iterator[Any]:
    """The fonts of one layout, whose files (3 MB) go at its end.

    Why: the program ends without freeing its objects (`__main__`), which would take them away.
    """
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    try:
        yield fonts
    finally:
        fonts.__del__()


@contextlib.contextmanager
def _bounded() -> Iterator[None]:
    """Stop a layout that makes page after page: a sheet may ask for pages of a millimetre."""
    from weasyprint.layout import page as engine  # noqa: PLC0415

    former = engine.remake_page

    def remake_page(index: int, *args: Any, **known: Any) -> Any:
        if index >= MAX_PAGES:
            raise TooLong(MAX_PAGES)
        return former(index, *args, **known)

    engine.remake_page = remake_page
    try:
        yield
    finally:
        engine.remake_page = former


@contextlib.contextmanager
def _few_collections() -> Iterator[None]:
    """Hundreds of thousands of boxes and hardly any garbage: the collector runs in vain."""
    former = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*former)


def _properties(document: Document) -> Properties:
    origin = document.provenance
    known: dict[str, Any] = {}
    if origin is not None:
        known = {
            "date": datetime.combine(origin.date, time(), UTC),
            "provenance": origin,
        }
    subject = document.root.get("data-sujet", "")
    return Properties(
        title=f"{document.title} – {subject}",
        subject=subject,
        lang=document.root.get("lang", "fr"),
        keywords=(document.title, subject),
        **known,
    )


def _set_colours(weasyprint: Any, laid_out: Any) -> None:
    """The colours of the page are sRGB; WeasyPrint would do the same, and leave the file open."""
    with (files("weasyprint.pdf") / _COLOURS).open("rb") as file:
        laid_out.color_profiles["srgb"] = weasyprint.css.ColorProfile(
            file, _COLOURS, "relative-colorimetric", (["r"], ["g"], ["b"])
        )


def _attachment(weasyprint: Any, one: PieceJointe, date: datetime) -> Any:
    return weasyprint.Attachment(
        string=one.data,
        name=one.name,
        description=f"Source du document : {one.name}",
        relationship="Source",
        created=date,
        modified=date,
    )


def _attach_once(_: Any, pdf: Any) -> None:
    """WeasyPrint lists each associated file twice."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def _pages(laid_out: Any) -> dict[str, int]:
    """Anchor → printed page number, the first one where it stands."""
    found: dict[str, int] = {}
    for number, printed in enumerate(laid_out.pages, start=1):
        for anchor in printed.anchors:
            found.setdefault(anchor, number)
    return found


def fetcher(weasyprint: Any) -> Any:
    """Serves the fonts, and pictures that the page itself holds: no file, no network."""
    fonts = addresses()

    class DeclaredAssets(weasyprint.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in fonts or refusal_of_uri(url) is None:
                return super().fetch(url, headers)
            raise ValueError(f"not a declared asset: {url[:80]}")

    return DeclaredAssets(allowed_protocols=("data", "file"))
