"""Time of the référentiel in Word beside its conversion to PDF by LibreOffice, in one run.

    python -m benchmarks.word [PROJECT]

From the HTML string that the template wrote to the bytes of the .docx, parsing, passes and
writing included; LibreOffice from that .docx to a PDF, in a profile that is warm. Seconds of
processor, best of five in turn. Then the same référentiel with its chapters two, four and eight
times: the time for a page must not grow. Exit code 1 when LibreOffice is less than 10 times
slower, or when the time for a page grows by more than 1.25. With `mesures`, the teacher's edition
too, whose crossed tables once grew as the competences times the épreuves.
"""

from __future__ import annotations

import copy
import gc
import io
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from lxml import etree

from benchmarks.mesure import Mesure, secondes
from benchmarks.projets import multiplier
from benchmarks.temps import RACINE, best, here, process
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS, document_kind
from mc_builder.documents.making import Making
from mc_builder.page.passes import complete
from mc_builder.page.templates import Templates
from mc_builder.page.tree import parse
from mc_builder.project import Project
from mc_builder.writers.docx.writer import write_docx

FASTER, LINEAR = 10, 1.25
ROUNDS = 5
_DATE = datetime(2019, 12, 1, tzinfo=UTC)


def markup(folder: Path) -> str:
    """What the template of the référentiel writes for a project."""
    builder = Builder(Project.open(folder))
    kind = next(k for k in DOCUMENTS if k.key == "referentiel")
    view = Making(kind, builder).view
    text, diagnostics = Templates(folder).render(kind.template, view)
    if diagnostics:
        raise SystemExit(str(diagnostics[0]))
    return text


def repeated(text: str, times: int) -> str:
    """The document with its chapters several times, each under anchors of its own."""
    root = etree.fromstring(text)
    chapters = [e for e in root if e.get("class") != "couverture"]
    for number in range(1, times):
        for chapter in chapters:
            twin = copy.deepcopy(chapter)
            for element in twin.iter():
                if element.get("id"):
                    element.set("id", f"{element.get('id')}-{number}")
            root.append(twin)
    return etree.tostring(root, encoding="unicode")


def write(text: str, reference: bytes) -> bytes:
    """HTML string → bytes of the .docx."""
    document, diagnostics = parse("referentiel", text)
    if document is None:
        raise SystemExit(str(diagnostics[0]))
    return write_docx(complete(document), reference, date=_DATE)


def seconds(text: str, reference: bytes) -> float:
    """The time of one writing."""
    return here(lambda: write(text, reference))


def convert(content: bytes, folder: Path) -> float:
    """The time of one conversion by LibreOffice."""
    source = folder / "referentiel.docx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf"]
    return process([*command, "--outdir", str(folder), str(source)]).cpu


def pages(content: bytes) -> int:
    """How much there is to write: the paragraphs of the document, forty to the page."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    paragraphs = sum(1 for e in body.iter() if e.tag.endswith("}p"))
    return max(1, round(paragraphs / 40))


def beside(text: str, reference: bytes, rounds: int) -> tuple[float, float]:
    """The seconds of our writing, and those of LibreOffice, in turn."""
    content = write(text, reference)
    with tempfile.TemporaryDirectory() as temporary:
        convert(content, Path(temporary))  # its profile is made
        ours, theirs = best(
            rounds, lambda: seconds(text, reference), lambda: convert(content, Path(temporary))
        )
    return ours, theirs


def per_page(
    text: str, reference: bytes, sizes: Sequence[int], rounds: int
) -> Iterator[tuple[int, float]]:
    """About how many pages a longer référentiel has, and its seconds."""
    texts = [repeated(text, times) for times in sizes]
    costs = best(rounds, *[lambda t=t: seconds(t, reference) for t in texts])
    for longer, cost in zip(texts, costs, strict=True):
        yield pages(write(longer, reference)), cost


def teachers(folder: Path, sizes: Sequence[int], rounds: int) -> list[float]:
    """The seconds of the teacher's edition, template included, of ever larger projects."""
    works = [edition(multiplier(folder / str(times), times)) for times in sizes]
    return best(rounds, *[partial(here, work) for work in works])


def edition(folder: Path) -> Callable[[], bytes]:
    """What writes the teacher's edition of a project, opened before."""
    builder, templates = Builder(Project.open(folder)), Templates(folder)
    reference = templates.file("reference.docx").read_bytes()

    def written() -> bytes:
        document = Making(document_kind("enseignant"), builder, templates).document
        return write_docx(document, reference, date=_DATE)

    return written


def prepared(folder: Path) -> tuple[str, bytes]:
    """The text of the référentiel and the reference .docx; the collector as the command has it."""
    gc.set_threshold(100_000, 50, 100)
    return markup(folder), Templates(folder).file("reference.docx").read_bytes()


def mesures(*, court: bool) -> Iterator[Mesure]:
    """The ratios."""
    text, reference = prepared(RACINE)
    if shutil.which("soffice") is not None:
        ours, theirs = beside(text, reference, 2 if court else ROUNDS)
        lecture = f"LibreOffice, DOCX en PDF ({secondes(theirs)}) / notre DOCX ({secondes(ours)})"
        yield Mesure(
            "DOCX, le référentiel", theirs / ours, FASTER, FASTER / 2, lecture, plancher=True
        )
    sizes = (1, 4) if court else (1, 2, 4, 8)
    found = list(per_page(text, reference, sizes, 2 if court else ROUNDS))
    (small, first), (large, last) = found[0], found[-1]
    lecture = f"temps par page, {large} pages ({secondes(last)}) / {small} pages"
    ratio = last / large / (first / small)
    yield Mesure(f"DOCX, croissance à {sizes[-1]}×", ratio, LINEAR, 2 * LINEAR, lecture)
    few, many = 10, 40  # beyond the columns of one crossed table
    with tempfile.TemporaryDirectory() as temporary:
        first, last = teachers(Path(temporary), (few, many), 1 if court else ROUNDS)
    lecture = f"temps par bloc, {2 * many} blocs ({secondes(last)}) / {2 * few} blocs"
    ratio = last / many / (first / few)
    yield Mesure("DOCX de l’enseignant, croissance à 4×", ratio, LINEAR, 2 * LINEAR, lecture)


def main(arguments: list[str]) -> int:
    """Print the times and their ratios; the exit code."""
    if shutil.which("soffice") is None:
        print("soffice is missing", file=sys.stderr)
        return 2
    text, reference = prepared(Path(arguments[0]) if arguments else RACINE)
    print(f"same bytes twice: {write(text, reference) == write(text, reference)}")
    ours, theirs = beside(text, reference, ROUNDS)
    ratio = theirs / ours
    print(f"référentiel: {ours:.3f} s; LibreOffice: {theirs:.2f} s; {ratio:.1f} times slower")
    each: list[float] = []
    for count, cost in per_page(text, reference, (1, 2, 4, 8), ROUNDS):
        each.append(cost / count)
        print(f"  about {count} pages, {cost:.3f} s, {1000 * cost / count:.2f} ms a page")
    growth = each[-1] / each[0]
    print(f"time for a page × {growth:.2f} from the shortest to the longest")
    return int(ratio < FASTER or growth > LINEAR)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
