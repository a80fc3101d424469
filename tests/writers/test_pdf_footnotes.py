"""Footnotes of a PDF: whatever the page, each note that a line calls is printed."""

from __future__ import annotations

import contextlib

import pypdfium2
import pytest
from docx_reading import document

from mc_builder.page.passes import complete
from mc_builder.page.templates import Templates
from mc_builder.writers.maison import house_sheet
from mc_builder.writers.pdf import writer
from mc_builder.writers.pdf.writer import write_pdf

#: A note in each of the first two lines of paragraphs of five.
_MOTS = "mots " * 24
_PARAGRAPHES = "".join(
    f'<p>Un<span class="note">mention{n}a</span> {_MOTS}<span class="note">mention{n}b</span> '
    f"{_MOTS * 3}.</p>"
    for n in range(1, 9)
)
_MENTIONS = [f"mention{n}{letter}" for n in range(1, 9) for letter in "ab"]


def lost(before: int) -> list[str]:
    """The notes that the PDF lacks, when this many short paragraphs stand before."""
    body = "<p>Un mot.</p>" * before + _PARAGRAPHES
    tree = complete(document(f'<section class="chapitre"><h1>Un</h1>{body}</section>'))
    with pypdfium2.PdfDocument(write_pdf(tree, house_sheet(Templates())).data) as pages:
        text = "".join(page.get_textpage().get_text_range() for page in pages)
    return [mention for mention in _MENTIONS if mention not in text]


@pytest.mark.rapides(2)
@pytest.mark.parametrize("before", [13, 18, 19, 24])
def test_no_footnote_is_lost_at_the_foot_of_a_page(before: int) -> None:
    assert lost(before) == []


@pytest.mark.lent
def test_the_layout_alone_loses_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """When this fails, WeasyPrint has been mended: `no_footnote_lost` can go."""
    monkeypatch.setattr(writer, "no_footnote_lost", contextlib.nullcontext)
    assert [lost(before) for before in (13, 18)] != [[], []]


@pytest.mark.rapides(5)
@pytest.mark.parametrize("before", range(24, 40))
def test_the_text_of_a_note_is_on_the_page_of_its_call(before: int) -> None:
    paragraph = '<p>Une phrase<span class="note">la mention</span>.</p>'
    body = "<p>Un mot.</p>" * before + paragraph + "<p>Un mot.</p>" * 20
    tree = complete(document(f'<section class="chapitre"><h1>Un</h1>{body}</section>'))
    with pypdfium2.PdfDocument(write_pdf(tree, house_sheet(Templates())).data) as pages:
        (page,) = [
            text for page in pages if "Une phrase" in (text := page.get_textpage().get_text_range())
        ]
    assert "la mention" in page


@pytest.mark.rapides(4)
@pytest.mark.parametrize("before", range(14, 30))
def test_a_table_sends_no_note_to_the_next_page(before: int) -> None:
    """A row that goes to the next page leaves their room to the notes that it had sent away."""
    row = f"<tr><td>{'Des mots. ' * 40}</td><td>{'Des mots. ' * 25}</td></tr>"
    paragraph = '<p>Une phrase<span class="note">la mention</span>.</p>'
    table = f'<table class="textes"><caption>Un</caption><tbody>{row * 4}</tbody></table>'
    body = paragraph + "<p>Un mot.</p>" * before + table
    tree = complete(document(f'<section class="chapitre"><h1>Un</h1>{body}</section>'))
    with pypdfium2.PdfDocument(write_pdf(tree, house_sheet(Templates())).data) as pages:
        text = pages[0].get_textpage().get_text_range()
    assert "Une phrase" in text
    assert "la mention" in text
