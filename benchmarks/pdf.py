"""Time of each PDF beside a plain ``HTML(…).write_pdf`` of the same page, in one run.

    python benchmarks/pdf.py [PROJECT] [DOCUMENT…]

Both start from the same HTML, end with the bytes of a PDF of the same variant, and are counted in
seconds of processor; the plain one has the default garbage collector. Each is run twice, in turn,
and its best time counts. Exit code 1 when a ratio is above 1.05.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

from mc_builder.document.catalogue import compose
from mc_builder.document.kinds import DOCUMENTS
from mc_builder.document.matiere import preparer
from mc_builder.document.templates import Templates
from mc_builder.document.tree import Document
from mc_builder.loading import load
from mc_builder.source.tree import Folder
from mc_builder.writers import pdf
from mc_builder.writers.maison import feuille
from mc_builder.writers.markup import page

LIMIT = 1.05
ROUNDS = 2
_DEFAULT = (700, 10, 10)


def plain(document: Document, style: str) -> bytes:
    """What WeasyPrint does by itself, with the fonts and pictures of the page."""
    weasyprint = pdf.weasyprint_module()
    html = weasyprint.HTML(
        string=page(document, pdf.font_faces() + style), url_fetcher=pdf.fetcher(weasyprint)
    )
    data: bytes = html.write_pdf(pdf_variant=pdf.VARIANT)
    return data


def ours(document: Document, style: str) -> bytes:
    """Our writer."""
    return pdf.write_pdf(document, style).data


def seconds(write: Callable[[Document, str], bytes], document: Document, style: str) -> float:
    """The processor time of one writing, from a clean heap."""
    gc.collect()
    gc.set_threshold(*_DEFAULT)
    started = time.process_time()
    write(document, style)
    return time.process_time() - started


def main(arguments: list[str]) -> int:
    """Print one line for each document; the exit code."""
    folder = Path(arguments[0]) if arguments else Path(__file__).parents[1]
    matiere = preparer(load(Folder(folder)))
    if matiere is None:
        print(f"no project in {folder}", file=sys.stderr)
        return 2
    templates = Templates(folder)
    style = feuille(templates)
    worst = 0.0
    for kind in DOCUMENTS:
        if "pdf" not in kind.formats or (arguments[1:] and kind.key not in arguments[1:]):
            continue
        document, _ = compose(kind, matiere, templates)
        if document is None:
            return 2
        for image in document.images.values():
            len(image.svg)  # charts are drawn before the clock starts
        times = [
            (seconds(plain, document, style), seconds(ours, document, style)) for _ in range(ROUNDS)
        ]
        bare, own = (min(column) for column in zip(*times, strict=True))
        worst = max(worst, own / bare)
        print(f"{kind.key:12} plain {bare:6.2f} s   ours {own:6.2f} s   ratio {own / bare:.2f}")
    return 1 if worst > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
