"""A redline in Word: accepting all gives the new document, refusing all the old one."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from random import Random

import pytest
from docx_reading import DATE, NS, Package, document, reference
from lxml import etree

from ampleur import cas
from docx_valide import check
from mc_builder.page.redline import Revisions, redline
from mc_builder.page.tree import Document
from mc_builder.writers.docx.reading.opened import opened
from mc_builder.writers.docx.reading.printed import Printed
from mc_builder.writers.docx.reading.walk import printed
from mc_builder.writers.docx.writer import write_docx
from suivi import paragraphes, parties

CHAPITRE = '<section class="chapitre"><h1>Titre</h1>{}</section>'


def ecrit(tree: Document) -> bytes:
    return write_docx(tree, reference(), date=DATE)


def suivi(old: Document, new: Document) -> bytes:
    return ecrit(redline(old, new, Revisions("avant", "La branche")))


def juge(avant: str, apres: str) -> Package:
    """The redline of two chapters, which gives both back."""
    old, new = (document(CHAPITRE.format(markup)) for markup in (avant, apres))
    made = suivi(old, new)
    assert paragraphes(made) == paragraphes(ecrit(new))
    assert paragraphes(made, accept=False) == paragraphes(ecrit(old))
    return Package(made)


def changes(package: Package) -> list[tuple[str, str]]:
    """The words that came and went, in order."""
    found = package.find("//w:body//w:ins[w:r] | //w:body//w:del[w:r]")
    return [(e.tag.rpartition("}")[2], "".join(str(t) for t in e.itertext())) for e in found]


def test_words_of_a_paragraph_and_who_changed_them() -> None:
    package = juge("<p>Un vélo neuf à vendre.</p>", "<p>Un vélo ancien à vendre.</p>")
    assert changes(package) == [("del", "neuf"), ("ins", "ancien")]
    assert package.find("//w:ins/@w:author | //w:del/@w:author") == ["La branche"] * 2
    assert set(package.find("//w:ins/@w:date")) == {"2019-12-01T00:00:00Z"}
    assert len(set(package.find("//w:ins/@w:id | //w:del/@w:id"))) == 2


def test_the_same_text_otherwise_set_is_no_change() -> None:
    package = juge("<p>Un\n   vélo.</p>", "<p>  Un vélo. </p>")
    assert package.find("//w:ins | //w:del") == []


def test_a_paragraph_that_came_and_one_that_went() -> None:
    package = juge("<p>Un.</p><p>Deux mots ici.</p>", "<p>Un.</p><p>Autre chose là-bas.</p>")
    marks = package.find("//w:pPr/w:rPr/w:ins | //w:pPr/w:rPr/w:del")
    assert [m.tag.rpartition("}")[2] for m in marks] == ["del"], "the last of a section stays"
    juge("<p>Un.</p>", "<p>Zéro.</p><p>Un.</p><p>Deux.</p>")
    juge("<p>Zéro.</p><p>Un.</p><p>Deux.</p>", "<p>Un.</p>")


def test_words_stay_in_what_is_around_them() -> None:
    package = juge(
        '<p><strong>Un mot</strong> et <a href="https://exemple.fr">un lien</a>.</p>',
        '<p><strong>Un grand mot</strong> et <a href="https://exemple.fr">un autre lien</a>.</p>',
    )
    assert package.find("//w:ins[w:r/w:rPr/w:b]") != []
    assert package.find("//w:hyperlink/w:ins") != []


def test_a_text_of_the_data_keeps_its_identity() -> None:
    old, new = (
        document(CHAPITRE.format(f"<p><span data-ref='x:intitule'>{words}</span></p>"))
        for words in ("Accueil du public", "Accueil de la personne")
    )
    tree = redline(old, new, Revisions("avant", "La branche"))
    made = ecrit(tree)
    assert ecrit(tree) == made, "what is written leaves the tree as it was"
    package = Package(made)
    assert package.find("//w:bookmarkStart[starts-with(@w:name,'_mc_')]/@w:name") == ["_mc_00001"]
    marked, plain = (printed(opened(data).parts) for data in (made, ecrit(new)))
    assert lus(marked) == lus(plain)
    assert lus(printed(opened(made).parts, lambda _: False)) == lus(
        printed(opened(ecrit(old)).parts)
    )


def lus(found: Printed) -> list[str]:
    """The paragraphs as the reader of returned files has them."""
    return ["".join(run.words for run in p.runs) for p in found.paragraphs]


def test_rows_and_cells_of_a_table() -> None:
    def table(*rows: str) -> str:
        return (
            '<table class="textes"><thead><tr><th scope="col">A</th><th scope="col">B</th></tr>'
            f"</thead><tbody>{''.join(rows)}</tbody></table>"
        )

    def row(*cells: str) -> str:
        return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"

    package = juge(
        table(row("Un", "première ligne"), row("Deux", "deuxième ligne")),
        table(row("Un", "première rangée"), row("Trois", "une tout autre chose")),
    )
    assert len(package.find("//w:trPr/w:ins")) == 1
    assert len(package.find("//w:trPr/w:del")) == 1
    assert ("ins", "rangée") in changes(package)
    juge(table(row("Un", "<p>a</p><p>b</p>")), table(row("Un", "<p>a</p>")))
    juge(table(row("Un", "a")), table(row("Un", "<ul><li>a</li><li>b</li></ul>")))
    juge(table(row("Un", "")), table(row("Un", "b")))


def test_rows_under_one_cell_stay_together() -> None:
    def table(rows: int, words: str) -> str:
        inner = "".join(f"<tr><td>{words} {n}</td></tr>" for n in range(2, rows + 1))
        first = f'<tr><td rowspan="{rows}">Groupe</td><td>{words} 1</td></tr>'
        return f'<table class="textes"><tbody>{first}{inner}</tbody></table>'

    juge(table(3, "ligne"), table(3, "rangée"))
    juge(table(3, "ligne"), table(2, "ligne"))


def test_a_table_with_another_column_is_replaced() -> None:
    two = '<table class="textes"><tbody><tr><td>a</td><td>b</td></tr></tbody></table>'
    three = two.replace("<td>b</td>", "<td>b</td><td>c</td>")
    package = juge(f"<p>x</p>{two}<p>y</p>", f"<p>x</p>{three}<p>y</p>")
    assert len(package.find("//w:tbl")) == 2


def test_lists_notes_and_breaks() -> None:
    juge("<ul><li>a</li><li>b</li></ul>", "<ul><li>b</li><li>c<ul><li>d</li></ul></li></ul>")
    juge("<ol><li><p>a</p><p>b</p></li></ol>", "<ol><li><p>a</p></li><li>c</li></ol>")
    juge("<ul><li>a b c</li></ul>", "<ul><li><p>a b c</p><p>et plus</p></li></ul>")
    package = juge(
        "<p>Un mot<span class='note'>Source, p. 1.</span> ici.</p>",
        "<p>Un mot<span class='note'>Source, p. 2.</span> là.</p>",
    )
    assert len(package.find("//w:del//w:footnoteReference")) == 1
    assert len(package.find("//w:ins//w:footnoteReference")) == 1
    juge("<p>a<br/>b</p>", "<p>a b<br/>c</p>")


def test_squares_stay_tied_to_the_word_before_them() -> None:
    def level(number: int) -> str:
        squares = "■" * number + "□" * (3 - number)
        return f"<p>Niveau : <span class='autonomie' data-niveau='{number}'>{squares}</span></p>"

    juge(level(2), level(3))
    juge("<p>Niveau : à dire</p>", level(1))


def test_a_link_that_went_leads_somewhere_or_is_no_link() -> None:
    old = '<h2 id="ici">Ici</h2><p>Voir <a class="renvoi" href="#ici">ici</a>.</p>'
    juge(old, "<p>Rien.</p>")
    juge(old, old.replace("Voir", "Revoir").replace("ici</a>", "ici même</a>"))


def test_a_section_that_went_leaves_no_empty_page() -> None:
    wide = '<section class="paysage"><h2>Large</h2><p>Une page couchée.</p></section>'
    package = juge(f"<p>x</p>{wide}<p>y</p>", "<p>x</p><p>y</p>")
    assert package.find("//w:pgSz[@w:orient='landscape']") == []


# --- at random -----------------------------------------------------------------------------------

#: Those that no tag holds: replaced one by the other.
LIBRES = ("vélo", "roues", "l’atelier", "ville", "neuf", "ancien", "12,5", "C1.2")
MOTS = (*LIBRES, "un", "et", "de", "la", "oui", ",", ".", ":", "h")


def phrase(rnd: Random) -> str:
    words = " ".join(rnd.choices(MOTS, k=rnd.randint(1, 12)))
    kind = rnd.randrange(8)
    if kind == 0:
        return f"<strong>{words}</strong> {rnd.choice(MOTS)}"
    if kind == 1:
        return f"{words}<span class='note'>{rnd.choice(MOTS)} {rnd.randint(1, 9)}</span>"
    if kind == 2:
        return f"<span data-ref='o{rnd.randrange(9)}:intitule'>{words}</span> <em>fin</em>"
    return words


def bloc(rnd: Random, depth: int = 0) -> str:
    kind = rnd.randrange(9 if depth < 2 else 4)
    if kind < 4:
        return f"<p>{phrase(rnd)}</p>"
    if kind == 4:
        level = rnd.randint(2, 3)
        return f"<h{level}>{phrase(rnd)}</h{level}>"
    if kind == 5:
        items = "".join(f"<li>{phrase(rnd)}</li>" for _ in range(rnd.randint(1, 4)))
        return f"<ul>{items}</ul>"
    if kind == 6:
        inside = "".join(f"<p>{phrase(rnd)}</p>" for _ in range(rnd.randint(1, 2)))
        return f"<ol><li>{inside}</li><li>{phrase(rnd)}</li></ol>"
    if kind == 7:
        return f'<div class="encadre"><p>{phrase(rnd)}</p><p>{phrase(rnd)}</p></div>'
    columns = rnd.randint(1, 3)
    rows = "".join(
        "<tr>" + "".join(f"<td>{cellule(rnd)}</td>" for _ in range(columns)) + "</tr>"
        for _ in range(rnd.randint(1, 4))
    )
    return f'<table class="textes"><tbody>{rows}</tbody></table>'


def cellule(rnd: Random) -> str:
    kind = rnd.randrange(5)
    if kind == 0:
        return f"<p>{phrase(rnd)}</p><p>{phrase(rnd)}</p>"
    if kind == 1:
        return f"<ul><li>{phrase(rnd)}</li><li>{phrase(rnd)}</li></ul>"
    return "" if kind == 2 else phrase(rnd)


def retouche(rnd: Random, blocs: list[str]) -> list[str]:
    """Some blocks added, taken away, moved, with other words."""
    blocs = list(blocs)
    for _ in range(rnd.randint(1, 6)):
        place = rnd.randrange(len(blocs) + 1)
        kind = rnd.randrange(4)
        if kind == 0 or not blocs:
            blocs.insert(place, bloc(rnd))
        elif kind == 1 and len(blocs) > 1:
            del blocs[place % len(blocs)]
        elif kind == 2:
            one = blocs.pop(place % len(blocs))
            blocs.insert(rnd.randrange(len(blocs) + 1), one)
        else:
            here = place % len(blocs)
            one, other = rnd.sample(LIBRES, 2)
            blocs[here] = blocs[here].replace(one, other, rnd.randint(1, 2))
    return blocs


def au_hasard(seed: int) -> tuple[Document, Document]:
    rnd = Random(seed)  # noqa: S311 (texts to try, no secret)
    blocs = [bloc(rnd) for _ in range(rnd.randint(1, 12))]
    autres = retouche(rnd, blocs)
    old, new = (document(CHAPITRE.format("".join(b))) for b in (blocs, autres))
    return old, new


@pytest.mark.parametrize("seed", range(12))
def test_both_documents_come_back(seed: int) -> None:
    old, new = au_hasard(seed)
    made = suivi(old, new)
    assert paragraphes(made) == paragraphes(ecrit(new))
    assert paragraphes(made, accept=False) == paragraphes(ecrit(old))


@pytest.mark.lent
def test_many_documents_come_back_and_are_valid(tmp_path: Path) -> None:
    for seed in cas(range(100, 500), 40):
        old, new = au_hasard(seed)
        made = suivi(old, new)
        assert paragraphes(made) == paragraphes(ecrit(new)), seed
        assert paragraphes(made, accept=False) == paragraphes(ecrit(old)), seed
        if seed % 20 == 0:
            check(made, tmp_path / f"{seed}.docx")


def test_the_trees_compared_stay_as_they_were() -> None:
    old, new = au_hasard(3)
    before = [etree.tostring(deepcopy(tree.root)) for tree in (old, new)]
    suivi(old, new)
    assert [etree.tostring(tree.root) for tree in (old, new)] == before


def test_the_judge_sees_a_paragraph_that_does_not_come_back() -> None:
    """What the tests rely on can fail: an insertion that is not said is seen."""
    made = suivi(*(document(CHAPITRE.format(f"<p>{w}</p>")) for w in ("Un mot.", "Deux mots.")))
    body, _ = parties(made)
    for mark in body.xpath("//w:ins[w:r]", namespaces=NS):
        etree.strip_tags(mark.getparent(), mark.tag)
    assert "Deux" in "".join(body.itertext())
    assert "Deux mots." in paragraphes(made)
    assert "Un mot." in paragraphes(made, accept=False)
