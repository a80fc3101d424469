"""The documents of the repository's dossier keep to their pages, and leave little white."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pypdfium2
import pytest
from documents_essayes import DOSSIERS, IMPRIMES, Arbre
from lxml import etree
from pdf_pages import MARGINS
from pieds_de_page import left_alone

from lectures import ouvert
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Made, Making
from mc_builder.page.passes import complete
from mc_builder.page.templates import Templates
from mc_builder.page.tree import name_of, parse
from mc_builder.project import Project
from mc_builder.writers.docx import libreoffice
from mc_builder.writers.maison import house_sheet
from mc_builder.writers.pdf.writer import PdfEcrit, write_pdf
from outils_externes import programme

#: Pages at most of each PDF of the SNO; docs/documents.md says them to the readers.
BUDGETS = {
    "note": 22,
    "referentiel": 28,
    "enseignant": 42,
    "rncp": 10,
    # One page more than before 26 requirements, not 20, were partly covered: each says why.
    "couverture": 12,
    "grille": 5,
}
#: Shares of the height of a page: white at most under its last line, and of all the pages.
UNE_PAGE, EN_TOUT = 0.5, 0.1

TABLE = Path(__file__).parents[2] / "docs" / "documents.md"
_ENCRE = 160


def blancs(data: bytes) -> list[float]:
    """Of each page but the cover, the share of the body that is white under the last ink."""
    with pypdfium2.PdfDocument(data) as document:
        return [_blanc(document[n]) for n in range(1, len(document))]


def _blanc(page: pypdfium2.PdfPage) -> float:
    width, height = page.get_size()
    _, bottom, _, top = MARGINS["paysage" if width > height else "portrait"]
    scale = 40 / 72
    image = page.render(scale=scale, grayscale=True).to_pil()
    above, below = (round(mm / 25.4 * 72 * scale) for mm in (top, bottom))
    body = image.crop((0, above, image.width, image.height - below))
    ink = body.point(lambda value: 255 if value < _ENCRE else 0).getbbox()
    return 1 - ink[3] / body.height if ink else 1.0


def fins(root: etree._Element, pages: dict[str, int], count: int) -> set[int]:
    """The last page of each part that is followed by one that must start a page; the very last."""
    starts = {2}
    for section in root:
        title = section.find("h1")
        if name_of(section) in {"section.chapitre", "section.paysage"} and title is not None:
            starts.add(pages[str(title.get("id"))])
    return {start - 1 for start in starts} | {count}


def trop_blanches(shares: Iterable[float], ends: set[int]) -> dict[int, float]:
    """The pages of the body that are less than half full, by number."""
    numbered = enumerate(shares, start=2)
    return {n: round(share, 2) for n, share in numbered if share > UNE_PAGE and n not in ends}


@pytest.fixture(scope="module")
def projet() -> Project:
    return ouvert(DOSSIERS["depot"])


@pytest.mark.lent
@pytest.mark.parametrize(
    "cle",
    [pytest.param(c, marks=[] if c in IMPRIMES["depot"] else [pytest.mark.ample]) for c in BUDGETS],
)
def test_a_document_keeps_to_its_pages_and_fills_them(
    projet: Project, arbre: Arbre, pdf_ecrit: Callable[[str, str], PdfEcrit], cle: str
) -> None:
    (kind,) = (kind for kind in DOCUMENTS if kind.key == cle)
    written: PdfEcrit | Made = pdf_ecrit("depot", cle)
    document = arbre("depot", cle)
    if kind.cites:  # as a build does it: with the pages of what it cites
        pages = {one.key: pdf_ecrit("depot", one.key).pages for one in kind.cites}
        making = Making(kind, Builder(projet, pages=pages), Templates(DOSSIERS["depot"]))
        written, document = making.make("pdf"), making.document
    shares = blancs(written.data)
    count = len(shares) + 1
    assert count <= BUDGETS[cle]
    ends = fins(document.root, dict(written.pages), count)
    assert trop_blanches(shares, ends) == {}
    assert sum(shares) <= EN_TOUT * count
    assert left_alone(document.root, written.data) == []


@pytest.mark.lent
@pytest.mark.parametrize(
    "cle",
    [c if c == "note" else pytest.param(c, marks=pytest.mark.ample) for c in BUDGETS],
)
def test_no_heading_ends_a_page_of_a_word_document(projet: Project, cle: str) -> None:
    (kind,) = (kind for kind in DOCUMENTS if kind.key == cle)
    making = Making(kind, Builder(projet), Templates(DOSSIERS["depot"]))
    shown = libreoffice.as_pdf(making.make("docx").data, programme("soffice"))
    assert left_alone(making.document.root, shown) == []


@pytest.mark.lent
def test_a_heading_alone_at_the_foot_of_a_page_is_seen() -> None:
    markup = (
        '<section class="couverture"><p>Un</p></section><section class="chapitre"><h1>Un</h1>'
        f"{'<p>Un mot.</p>' * 30}<h2>Un titre assez long</h2><p>{'Des mots. ' * 300}</p></section>"
    )
    found, wrong = parse("essai", f'<article lang="fr" data-titre="T">{markup}</article>')
    assert found is not None, wrong
    document, sheet = complete(found), house_sheet(Templates())

    def seen(rule: str) -> set[str]:
        sheets = (f"{sheet} h2 {{ margin-top: {n}mm; {rule} }}" for n in range(0, 30, 5))
        pages = (left_alone(document.root, write_pdf(document, s).data) for s in sheets)
        return {words for page in pages for _, words in page}

    assert seen("break-after: auto; break-inside: auto") == {"Untitreassezlong"}
    assert seen("") == set()


def test_white_is_seen() -> None:
    """A chapter that empties its page is found, and the end of a part is not held against it."""
    short, long = "<p>Un mot.</p>", "<p>Un mot.</p>" * 60
    markup = "".join(
        f'<section class="{kind}"><h1>Un</h1>{text}</section>'
        for kind, text in (("couverture", short), ("chapitre", short), ("chapitre", long))
    ).replace("<h1>Un</h1>", "", 1)
    found, wrong = parse("essai", f'<article lang="fr" data-titre="T">{markup}</article>')
    assert found is not None, wrong
    document = complete(found)
    written = write_pdf(document, house_sheet(Templates()))
    shares = blancs(written.data)
    assert shares[0] > 0.8
    assert shares[1] < 0.1
    assert trop_blanches(shares, set()).keys() >= {2}
    assert 2 not in trop_blanches(shares, fins(document.root, dict(written.pages), len(shares) + 1))


def test_the_table_of_documents_says_each_and_its_pages() -> None:
    rows = re.findall(r"(?m)^\| `(\S+)` – ([^|]+) \|(.+)\|$", TABLE.read_text("utf-8"))
    told = {key: (label, [cell.strip() for cell in rest.split("|")]) for key, label, rest in rows}
    assert told.keys() == BUDGETS.keys() == {kind.key for kind in DOCUMENTS}
    for kind in DOCUMENTS:
        label, cells = told[kind.key]
        assert label == kind.label
        assert all(cells)
        assert int(cells[3]) == BUDGETS[kind.key]
