"""Footnotes of a PDF: wherever its call falls at the foot of a page, a note is on that page."""

from __future__ import annotations

import contextlib
import re
from collections import defaultdict

import pypdfium2
import pytest
from docx_reading import document

from ampleur import nombre
from mc_builder.page.passes import complete
from mc_builder.page.templates import Templates
from mc_builder.writers.maison import house_sheet
from mc_builder.writers.pdf import writer
from mc_builder.writers.pdf.writer import write_pdf

_LIGNE = "mots " * 19


def _appel(key: str, lines: int = 1) -> str:
    return f'appel-{key}.<span class="note">mention-{key}. {_LIGNE * lines}</span> '


def _paragraphe(key: str, before: int, after: int) -> str:
    """A note after so many lines, before so many others."""
    return f"<p>{_LIGNE * before}{_appel(key)}{_LIGNE * after}</p>"


def _tableau(*rows: str) -> str:
    return f'<table class="textes"><caption>Un</caption><tbody>{"".join(rows)}</tbody></table>'


_RANGEE = f"<tr><td>{_LIGNE * 4}</td><td>{_LIGNE * 3}</td></tr>"
#: What stands at the foot of a page, each call in it named by the number that replaces « @ ».
FORMES = {
    "première ligne": _paragraphe("@a", 0, 5),
    "deuxième ligne": _paragraphe("@a", 1, 4),
    "troisième ligne": _paragraphe("@a", 2, 3),
    "avant-dernière ligne": _paragraphe("@a", 4, 1),
    "dernière ligne": _paragraphe("@a", 5, 0),
    "une phrase": f"<p>{_appel('@a')}</p>",
    "deux d’une ligne": f"<p>{_appel('@a')} mots {_appel('@b')}{_LIGNE * 4}</p>",
    "longues": f"<p>{_LIGNE}{_appel('@a', 7)}{_LIGNE * 2}{_appel('@b', 5)}{_LIGNE * 4}</p>",
    "liste": "".join(("<ul>", *(f"<li>{_LIGNE}{_appel('@' + i)}</li>" for i in "abcd"), "</ul>")),
    "avant une liste": _paragraphe("@a", 0, 1) + f"<ul>{f'<li>{_LIGNE * 3}</li>' * 4}</ul>",
    "encadré": f'<div class="encadre">{_paragraphe("@a", 1, 1)}</div>',
    "sous un titre": f"<h2>Un titre</h2>{_paragraphe('@a', 1, 3)}",
    "intertitre": f'<p class="intertitre">Titre {_appel("@a")}</p><p>{_LIGNE * 4}</p>',
    "citation": f"<blockquote>{_paragraphe('@a', 1, 1)}</blockquote>",
    "ensemble": f'<section class="ensemble">{_paragraphe("@a", 1, 2)}</section>',
    "avant un tableau": _paragraphe("@a", 0, 1) + _tableau(*[_RANGEE] * 4),
    "tableau": _tableau(
        *(
            f"<tr><td>{_LIGNE}{_appel(f'@{one}')}</td><td>{_LIGNE}{_appel(f'@{one}z')}</td></tr>"
            for one in "abcd"
        )
    ),
    "haute rangée": _tableau(
        f"<tr><td>{_appel('@a')}{_LIGNE * 20}</td><td>{_appel('@b')}{_LIGNE * 40}</td></tr>"
    ),
}


def egares(forme: str, lengths: range) -> dict[str, dict[str, list[int]]]:
    """The notes that are not, once, on the page of their call: where each of the two is.

    One chapter for each length: so many short paragraphs after two notes, then the form, and text.
    """
    body = "".join(
        f'<section class="chapitre"><h1>Un</h1><p>{_appel(f"{n}y")}</p><p>{_appel(f"{n}x")}</p>'
        f"{'<p>Un mot.</p>' * n}{forme.replace('@', str(n))}{f'<p>{_LIGNE * 4}</p>' * 2}"
        f"{_paragraphe(f'{n}w', 1, 4)}</section>"
        for n in lengths
    )
    tree = complete(document(body))
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: {"appel": [], "mention": []})
    with pypdfium2.PdfDocument(write_pdf(tree, house_sheet(Templates())).data) as pages:
        for number, page in enumerate(pages, start=1):
            for what, key in re.findall(
                r"(appel|mention)-(\w+)\.", page.get_textpage().get_text_range()
            ):
                found[key][what].append(number)
    expected = len(re.findall("appel-", body))
    assert len(found) == expected, "a call is printed nowhere"
    return {
        key: places
        for key, places in found.items()
        if places["appel"] != places["mention"] or len(places["appel"]) != 1
    }


@pytest.mark.lent
@pytest.mark.parametrize(
    ("rang", "forme"), [pytest.param(n, f, id=i) for n, (i, f) in enumerate(FORMES.items())]
)
def test_a_note_is_on_the_page_of_its_call(rang: int, forme: str) -> None:
    """Over every line that the foot of a page may cut; or one in three, others for each form."""
    pas = nombre(1, 3)
    assert egares(forme, range(8 + rang % pas, 34, pas)) == {}


def test_a_note_of_a_paragraph_is_on_the_page_of_its_call() -> None:
    assert egares(FORMES["deuxième ligne"], range(22, 24)) == {}


def test_a_note_higher_than_a_page_is_printed() -> None:
    """No page holds it with its call: it is printed all the same, and nothing goes in circles."""
    tree = complete(
        document(f'<section class="chapitre"><h1>Un</h1><p>{_appel("a", 90)}</p></section>')
    )
    with pypdfium2.PdfDocument(write_pdf(tree, house_sheet(Templates())).data) as pages:
        text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "mention-a" in text


@pytest.mark.lent
def test_the_layout_alone_sends_some_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """When this fails, WeasyPrint has been mended: `notes_with_their_calls` can go."""
    monkeypatch.setattr(writer, "notes_with_their_calls", contextlib.nullcontext)
    assert egares(FORMES["deuxième ligne"], range(14, 26)) != {}
