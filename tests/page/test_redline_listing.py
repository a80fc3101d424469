"""The list of changes at the end of a marked document: each once, under its heading."""

from __future__ import annotations

from lxml import etree

from mc_builder.page.passes import complete
from mc_builder.page.redline import Revisions, redline
from mc_builder.page.redline.listing import listed_changes
from mc_builder.page.tree import Document, parse, text_of


def document(markup: str) -> Document:
    chapter = f'<section class="chapitre"><h1>Un</h1>{markup}</section>'
    found, wrong = parse("essai", f'<article lang="fr" data-titre="E">{chapter}</article>')
    assert found is not None, wrong
    return complete(found)


def liste(avant: str, apres: str) -> list[str]:
    """The last section of the document, paragraph by paragraph."""
    marked = redline(document(avant), document(apres), Revisions("v1.0", "La branche"))
    section = listed_changes(marked).root[-1]
    lines = section.iter("h1", "p", "li")
    return [" ".join(text_of(line).split()) for line in lines]


def test_nothing_changed() -> None:
    assert liste("<p>a</p>", "<p>a</p>")[1].startswith("Rien")


def test_each_change_is_under_its_heading_with_some_words_around() -> None:
    loin = "mot " * 30
    found = liste(
        f"<p>{loin}ici {loin}</p><h2>Deux</h2><p>Un paragraphe qui s’en va.</p><p>Fin.</p>",
        f"<p>{loin}là {loin}</p><h2>Deux</h2><p>Fin.</p><p>Un nouveau venu, tout autre.</p>",
    )
    assert found[0] == "Ce qui a changé depuis « v1.0 »"
    assert found[1].startswith("3 changements")
    assert found[2:] == [
        "Un",
        "… mot mot mot mot mot icilà mot mot mot mot mot …",
        "Deux",
        "Retiré : Un paragraphe qui s’en va.",
        "Ajouté : Un nouveau venu, tout autre.",
    ]


def test_a_cell_says_its_row_and_a_counted_number_nothing() -> None:
    def table(number: str, value: str) -> str:
        return (
            '<table class="textes"><tbody><tr><th scope="row">Épreuve</th>'
            f'<td>{value}</td><td><span class="numero">{number} </span>Tri</td></tr>'
            "</tbody></table>"
        )

    found = liste(table("1.1", "2"), table("1.2", "3"))
    assert found[3:] == ["Épreuve : 23"]


def test_of_a_revision_what_was_and_what_is_face_each_other() -> None:
    old = document("<h2>Deux</h2><p>Un vélo neuf.</p><p>Un paragraphe qui s’en va.</p>")
    new = document("<h2>Deux</h2><p>Un vélo ancien.</p><p>Tout autre chose, venue après.</p>")
    marked = redline(old, new, Revisions("v1.0", "La branche"))
    (table,) = listed_changes(marked, facing=True).root[-1].iter("table")
    rows = [[" ".join(text_of(cell).split()) for cell in row] for row in table.iter("tr")]
    assert rows == [
        ["Où", "Ancien", "Nouveau"],
        ["Deux", "Un vélo neuf.", "Un vélo ancien."],
        ["Deux", "Un paragraphe qui s’en va.", "–"],
        ["Deux", "–", "Tout autre chose, venue après."],
    ]
    assert " ".join(text_of(table[0]).split()) == "Ancien – nouveau : Un"


def test_a_document_that_is_not_compared_has_no_list() -> None:
    tree = document("<p>a</p>")
    assert etree.tostring(listed_changes(tree).root) == etree.tostring(tree.root)
