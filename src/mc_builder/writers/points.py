"""A drawing → the same picture as points, for Word, whose older versions read no SVG."""

from __future__ import annotations

import io

from mc_builder.source.images import SVG, data_uri

_DPI = 300


def points(svg: bytes, width: float, height: float) -> bytes:
    """A PNG of an SVG that `source.images` admits, at 300 dpi; `width` and `height` in mm.

    WeasyPrint draws it as it does in the PDF, and PDFium turns that page into points: the two
    documents show the same picture.
    """
    import pypdfium2  # noqa: PLC0415

    from mc_builder.writers.pdf.writer import fetcher, weasyprint_module  # noqa: PLC0415

    weasyprint = weasyprint_module()
    page = (
        f"<style>@page{{size:{width:.2f}mm {height:.2f}mm;margin:0}}"
        f"img{{display:block;width:{width:.2f}mm;height:{height:.2f}mm}}body{{margin:0}}</style>"
        f'<img alt="" src="{data_uri(SVG, svg)}">'
    )
    drawn = weasyprint.HTML(string=page, url_fetcher=fetcher(weasyprint)).write_pdf()
    read = pypdfium2.PdfDocument(drawn)
    try:
        picture = io.BytesIO()
        read[0].render(scale=_DPI / 72).to_pil().save(picture, "PNG", dpi=(_DPI, _DPI))
    finally:
        read.close()
    return picture.getvalue()
