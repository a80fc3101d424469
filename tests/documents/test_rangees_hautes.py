"""A row higher than a page begins under its heading, its caption and its head: PDF and Word."""

from __future__ import annotations

import io

import docx
import pypdfium2
import pytest
from documents_essayes import DATE
from docx.oxml.ns import qn

from mc_builder.page.passes import complete
from mc_builder.page.templates import Templates
from mc_builder.page.tree import Document, parse
from mc_builder.writers.docx.writer import write_docx
from mc_builder.writers.maison import house_sheet
from mc_builder.writers.pdf.writer import write_pdf


def essai(before: int, sentences: int, style: str) -> Document:
    """A table whose first row has so many sentences, after so many paragraphs."""
    text = " ".join(f"Phrase numéro {n} de la cellule, assez longue." for n in range(sentences))
    markup = (
        '<section class="chapitre"><h1>Un</h1>'
        + "<p>Un paragraphe.</p>" * before
        + f'<h2>Le titre</h2><table class="{style}"><caption>La légende</caption>'
        '<thead><tr><th scope="col">Rubrique</th><th scope="col">Contenu</th></tr></thead>'
        f"<tbody><tr><td>Une</td><td>{text}</td></tr><tr><td>Deux</td><td>Bref</td></tr></tbody>"
        "</table></section>"
    )
    found, diagnostics = parse("essai", f'<article lang="fr" data-titre="T">{markup}</article>')
    assert found is not None, diagnostics
    return complete(found)


def pages(document: Document) -> list[str]:
    read = pypdfium2.PdfDocument(write_pdf(document, house_sheet(Templates())).data)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in read]
    finally:
        read.close()


@pytest.mark.parametrize("style", ["textes", "matrice"])
@pytest.mark.rapides(1)
@pytest.mark.parametrize("before", [25, 0, 12, 26])
def test_in_the_pdf(style: str, before: int) -> None:
    found = pages(essai(before, 260, style))
    (begins,) = [n for n, text in enumerate(found) if "Phrase numéro 0 " in text]
    for words in ("Le titre", "La légende", "Rubrique"):
        assert words in found[begins], f"{words} is not where the row begins"
    (ends,) = [n for n, text in enumerate(found) if "Phrase numéro 259 " in text]
    assert ends > begins
    assert all("Rubrique" in text for text in found[begins : ends + 1])


def test_a_row_that_fits_a_page_stays_whole() -> None:
    found = pages(essai(20, 30, "textes"))
    assert [n for n, t in enumerate(found) if "Phrase numéro 0 " in t] == [
        n for n, t in enumerate(found) if "Phrase numéro 29 " in t
    ]


def test_in_word() -> None:
    """The head stays with the row under it, and that row may be cut."""
    reference = Templates().file("reference.docx").read_bytes()
    data = write_docx(essai(5, 260, "textes"), reference, date=DATE)
    (table,) = docx.Document(io.BytesIO(data)).tables
    head, high, _ = table._tbl.tr_lst
    assert head.trPr.find(qn("w:tblHeader")) is not None
    assert all(p.pPr.find(qn("w:keepNext")) is not None for p in head.iter(qn("w:p")))
    assert high.trPr is None or high.trPr.find(qn("w:cantSplit")) is None


@pytest.mark.rapides(2)
@pytest.mark.parametrize("before", [26, 28, 30, 32])
def test_the_few_named_rows_of_a_part_stay_with_its_title(before: int) -> None:
    def part(name: str) -> str:
        rows = "".join(f"<tr><th>{name}{n}</th><td>Un<br/>deux</td></tr>" for n in (1, 2))
        return f'<tbody><tr class="groupe"><td colspan="2">{name}0</td></tr>{rows}</tbody>'

    markup = (
        '<section class="chapitre"><h1>Un</h1>'
        + "<p>Un paragraphe.</p>" * before
        + '<table class="textes"><thead><tr><th scope="col">A</th><th scope="col">B</th></tr>'
        f"</thead>{part('Pa')}{part('Pb')}{part('Pc')}</table></section>"
    )
    found, diagnostics = parse("essai", f'<article lang="fr" data-titre="T">{markup}</article>')
    assert found is not None, diagnostics
    read = pages(complete(found))
    for name in ("Pa", "Pb", "Pc"):
        (whole,) = [text for text in read if f"{name}0" in text]
        assert f"{name}1" in whole
        assert f"{name}2" in whole
    assert len(read) == 2


@pytest.mark.rapides(1)
@pytest.mark.parametrize("before", [10, 0, 6, 8])
def test_what_leads_to_a_table_of_the_register_stays_with_it(before: int) -> None:
    """A few competences fill more than a page that lies: they are cut, under their head."""

    def row(n: int) -> str:
        items = "".join(f"<li>Modalité {n}-{k}</li>" for k in range(9))
        return f"<tr><td>Compétence {n}</td><td><ul>{items}</ul></td></tr>"

    # One shares its criteria with the next: rows of which a cell spans two.
    rows = "".join(map(row, range(1, 4))).replace("<td>C", '<td rowspan="2">C', 1)
    rows = rows.replace("<td>Compétence 2</td>", "", 1)
    found, diagnostics = parse(
        "essai",
        '<article lang="fr" data-titre="T" data-serre="oui"><section class="paysage"><h1>Un</h1>'
        + "<p>Un paragraphe.</p>" * before
        + "<h2>Le bloc</h2><p>Son pôle.</p><p>Son cadre.</p>"
        '<table class="textes"><thead><tr><th scope="col">Référentiel</th>'
        f'<th scope="col">Modalités</th></tr></thead><tbody>{rows}</tbody></table>'
        "</section></article>",
    )
    assert found is not None, diagnostics
    read = pages(complete(found))
    (begins,) = [n for n, text in enumerate(read) if "Compétence 1" in text]
    assert all(words in read[begins] for words in ("Le bloc", "Son pôle.", "Son cadre."))
    assert all("Référentiel" in text for text in read if "Modalité " in text)
    # No page is left to what leads to the table.
    assert begins <= 1
