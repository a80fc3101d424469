"""Time of each PDF beside a plain ``HTML(…).write_pdf`` of the same page, in one run.

    python -m benchmarks.pdf [PROJECT] [DOCUMENT…]

Both start from the same HTML, end with the bytes of a PDF of the same variant, and are counted in
seconds of processor; the plain one has the default garbage collector. Each is run twice, in turn,
and its best time counts. Then, by the clock, all the PDFs by two processes side by side beside one
after the other: it takes a machine that does nothing else. Exit code 1 when a ratio is above 1.05,
or the last one above 0.75.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.mesure import Mesure, secondes
from benchmarks.temps import RACINE, best, here
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.fonts import font_faces
from mc_builder.page.templates import Templates
from mc_builder.page.tree import Document, ImageDuDossier
from mc_builder.production.freshness import State
from mc_builder.production.keys import build_keys
from mc_builder.production.request import Setup
from mc_builder.production.run import Order, Written, run
from mc_builder.project import Project
from mc_builder.source.tree import Folder, Snapshot
from mc_builder.writers.maison import house_sheet
from mc_builder.writers.markup import page
from mc_builder.writers.pdf import writer as pdf
from mc_builder.writing import KEPT

LIMIT = 1.05
#: All the PDFs by two processes, as a share of one after the other.
LIMIT_TOGETHER = 0.75
ROUNDS = 2
_DEFAULT = (700, 10, 10)


def plain(document: Document, style: str) -> bytes:
    """What WeasyPrint does by itself, with the fonts and pictures of the page."""
    weasyprint = pdf.weasyprint_module()
    html = weasyprint.HTML(
        string=page(document, font_faces() + style), url_fetcher=pdf.fetcher(weasyprint)
    )
    data: bytes = html.write_pdf(pdf_variant=pdf.VARIANT)
    return data


def ours(document: Document, style: str) -> bytes:
    """Our writer."""
    return pdf.write_pdf(document, style).data


def seconds(write: Callable[[Document, str], bytes], document: Document, style: str) -> float:
    """The processor time of one writing, from a clean heap and the default collector."""
    gc.set_threshold(*_DEFAULT)
    return here(lambda: write(document, style))


def ratios(folder: Path, names: Sequence[str]) -> Iterator[tuple[str, float, float]]:
    """Each document: its name, the seconds of the plain writing, those of ours."""
    builder = Builder(Project.open(folder))
    templates = Templates(folder)
    style = house_sheet(templates)
    for kind in DOCUMENTS:
        if "pdf" not in kind.formats or (names and kind.key not in names):
            continue
        document = Making(kind, builder, templates).document
        for image in document.images.values():
            if not isinstance(image, ImageDuDossier):
                len(image.svg)  # charts are drawn before the clock starts
        bare, own = best(
            ROUNDS,
            partial(seconds, plain, document, style),
            partial(seconds, ours, document, style),
        )
        yield kind.key, bare, own


def built(folder: Path, processes: int) -> float:
    """The time of a build of all the PDFs from nothing, in seconds; 0 processes: in this one."""
    files = Snapshot(Folder(folder))
    builder = Builder(Project.open(files))
    setup = Setup(folder.resolve(), files)
    keys = build_keys(DOCUMENTS, builder.project, Templates(folder), setup)
    names = tuple(name for kind in DOCUMENTS for name in kind.names(("pdf",)))
    with tempfile.TemporaryDirectory() as name:
        output = Path(name)
        (output / KEPT).mkdir()
        started = time.perf_counter()
        order = Order(setup, output, names, keys, "", datetime.now(UTC), processes)
        outcomes = list(run(order, State()))
        elapsed = time.perf_counter() - started
    if not all(isinstance(outcome, Written) for outcome in outcomes):
        raise SystemExit(f"not written: {outcomes}")
    return elapsed


def mesures(*, court: bool) -> Iterator[Mesure]:
    """The ratios, of the shortest document alone in the short version."""
    for key, bare, own in ratios(RACINE, ["grille"] if court else []):
        lecture = f"notre PDF ({secondes(own)}) / WeasyPrint seul, même page ({secondes(bare)})"
        yield Mesure(f"PDF, {key}", own / bare, LIMIT, 2 * LIMIT, lecture)
    if not court:
        side, turn = built(RACINE, 2), built(RACINE, 0)
        lecture = f"à deux processus ({secondes(side)}) / l’un après l’autre ({secondes(turn)})"
        name = "PDF, tous ensemble"
        yield Mesure(name, side / turn, LIMIT_TOGETHER, 2 * LIMIT_TOGETHER, lecture)


def main(arguments: list[str]) -> int:
    """Print one line for each document; the exit code."""
    folder = Path(arguments[0]) if arguments else RACINE
    worst = 0.0
    for key, bare, own in ratios(folder, arguments[1:]):
        worst = max(worst, own / bare)
        print(f"{key:12} plain {bare:6.2f} s   ours {own:6.2f} s   ratio {own / bare:.2f}")
    share = 0.0
    if not arguments[1:]:
        side, turn = built(folder, 2), built(folder, 0)
        share = side / turn
        print(f"all, two processes {side:6.2f} s   in turn {turn:6.2f} s   ratio {share:.2f}")
    return 1 if worst > LIMIT or share > LIMIT_TOGETHER else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
