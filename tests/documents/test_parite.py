"""Parity: the DOCX has the structure of the tree, the PDF its words, chapter by chapter.

What may differ, and nothing else:

- white space, no-break spaces, and empty paragraphs (Word needs one in each cell, and between two
  tables);
- DOCX: the page numbers of the contents are Word's; bullets and numbers of lists are Word's own
  (their value is compared); a note inside a note is printed in round brackets;
- PDF: dashes and hyphens; the numbers of lists and the footnotes stand at the end of the page that
  calls them; headings of a table are repeated on each of its pages; the page numbers of the
  contents (they are checked); squares of autonomy are pictures (their alternative text is).
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import docx_blocks
import pdf_pages
import pytest
import tree_blocks
from documents_essayes import DATE, EN_PDF, PAGE, SELON_LENTEUR, Arbre, Ecrit
from lxml import etree

from ampleur import TOUT
from mc_builder.graphiques.diagramme import Diagramme, Serie, Valeur
from mc_builder.page.passes import complete
from mc_builder.page.templates import Templates
from mc_builder.page.tree import Document, Image, name_of, parse
from mc_builder.page.vocabulary import VOCABULARY
from mc_builder.writers.docx.writer import write_docx
from mc_builder.writers.pdf.writer import PdfEcrit, write_pdf

_ROWS = "".join(
    f"<tr><td>Rangée {n}</td><td><ul><li>fait de {n} à {n + 1}</li></ul></td><td>{n}</td></tr>"
    for n in range(1, 60)
)
#: Every element of the vocabulary, in two chapters and landscape pages.
ECHANTILLON = f"""
<article lang="fr" data-titre="Essai" data-sous-titre="s" data-sujet="Sujet" data-marque="Projet"
 data-version="1.2">
<section class="couverture">
<p class="couverture-mention">Projet de texte</p><p class="couverture-type">Type</p>
<p class="couverture-titre">Un « grand » titre</p><p class="couverture-detail">Détail</p>
</section>
<section class="chapitre"><p class="titre-hors-sommaire">Sommaire</p>
<nav class="sommaire" data-niveaux="3"/></section>
<section class="chapitre">
<h1><span class="numero">1 – </span>Premier chapitre</h1>
<p class="chapeau">Un chapeau avec <strong>gras</strong>, <em>italique</em>, x<sup>2</sup>
et H<sub>2</sub>O.</p>
<h2 id="deux">Section</h2><h3>Sous-section</h3><h4>Alinéa</h4>
<p>Un mot<span class="note">Une note de bas de page avec
 <a href="https://exemple.fr/note">un lien</a>.</span>, puis un
<span data-ref="a:intitule">texte</span>, <span class="cite" data-appel="chiffre:a">12 %</span>,
<span class="a-completer">À compléter : motif</span>,
<a href="#deux">un renvoi</a>, <a class="renvoi" href="#troisieme">un renvoi numéroté</a>,
un saut<br/>de ligne et <a href="mailto:a@exemple.fr">une adresse</a>.</p>
<p class="intertitre">Intertitre</p><p class="discret">Discret</p><p class="source">Source</p>
<div class="encadre"><p class="intertitre">Titre d’encadré</p><p>Encadré</p>
<ul><li>u</li></ul></div>
<blockquote><p>Une citation.</p></blockquote>
<ul><li>un</li><li>deux<ul><li>deux-un</li></ul>suite de deux</li>
<li><p>trois</p><p>bis</p></li></ul>
<ol start="4"><li>quatre</li><li>cinq<ol><li>premier</li><li>second</li></ol></li></ol>
<p>Niveau <span class="autonomie" data-niveau="2">■■□</span> et
<span class="statut" data-statut="evaluee">Évaluée</span>,
blocs/<span class="lieu">bloc-1.yaml:48</span>, <span class="signe">◐</span>,
<span class="sigle"><strong>X</strong> : un mot</span></p>
<section class="ensemble"><p>Ensemble</p></section>
<figure><figcaption>Un graphique</figcaption>
<img src="graphique:essai" alt="Graphique en barres. Une : 3 ; deux : 5."/></figure>
<p class="source">Source : le dossier.</p>
</section>
<section class="suite"><h1>Suite</h1><p>Un chapitre qui suit.</p></section>
<section class="paysage">
<h1>Tableaux larges</h1>
<p>Le <a class="legende" href="#spans">tableau</a> ci-dessous.</p>
<table class="textes"><caption id="spans">Spans</caption>
<colgroup><col data-largeur="40"/><col data-largeur="40"/><col data-largeur="20"/></colgroup>
<thead><tr><th scope="col" rowspan="2">A</th><th class="centre" colspan="2">B</th></tr>
<tr><th>b1</th><th class="vertical">b2</th></tr></thead>
<tbody><tr class="groupe"><td colspan="3">Groupe</td></tr>
<tr><td rowspan="2">deux rangées <a class="appel" href="#n1"/></td><td class="centre">c</td>
<td class="droite"/></tr>
<tr><td>e<p>f</p></td><td><span class="autonomie" data-niveau="3">■■■</span></td></tr>
<tr class="total"><td>Total</td><td>1</td><td>2</td></tr></tbody></table>
<ol class="notes"><li id="n1">Une note de tableau.</li></ol>
</section>
<section class="chapitre">
<h1 id="troisieme">Troisième</h1>
<table class="textes"><caption>Nombres</caption>
<thead><tr><th scope="col">quoi</th><th class="droite" scope="col">combien</th></tr></thead>
<tbody><tr><td>un mot</td><td class="droite">12</td></tr></tbody></table>
<table class="matrice"><caption>Longue</caption>
<colgroup><col data-largeur="30"/><col data-largeur="50"/><col data-largeur="20"/></colgroup>
<thead><tr><th>Nom</th><th>Faits</th><th>Rang</th></tr></thead>
<tbody>{_ROWS}</tbody></table>
<table class="fiche"><caption>Fiche</caption><colgroup><col data-largeur="50"/>
<col data-largeur="50"/></colgroup><tbody><tr><th scope="row">Nom</th><td>Valeur</td></tr></tbody>
</table>
<nav class="liste-tableaux"/>
<nav class="liste-figures"/>
</section>
</article>
"""

GRAPHIQUE = Diagramme(
    nom="essai",
    forme="barres",
    titre="Un graphique",
    lignes=("Une", "Deux"),
    series=(Serie("", (Valeur(3, "3"), Valeur(5, "5"))),),
    unite="",
    date="2019",
    perimetre="le dossier",
    source="le dossier",
)


def lire_echantillon() -> Document:
    """The sample as a complete tree, with its picture."""
    document, diagnostics = parse("essai", ECHANTILLON)
    assert document is not None, diagnostics
    return complete(replace(document, images={"essai": Image(GRAPHIQUE)}))


@pytest.fixture(scope="module")
def echantillon() -> Document:
    return lire_echantillon()


def en_docx(document: Document) -> bytes:
    reference = Templates().file("reference.docx").read_bytes()
    pages = dict.fromkeys(map(str, document.root.xpath("//@id")), PAGE)
    return write_docx(document, reference, date=DATE, pages=pages)


def en_pdf(document: Document) -> bytes:
    return write_pdf(document, Templates().file("styles.css").read_text("utf-8")).data


@pytest.fixture(scope="module")
def echantillon_pdf(echantillon: Document) -> pdf_pages.Pdf:
    return pdf_pages.Pdf(en_pdf(echantillon))


# On every document.


@pytest.mark.parametrize(("dossier", "cle"), SELON_LENTEUR)
def test_docx_has_the_structure_of_the_tree(
    arbre: Arbre, docx: Ecrit, dossier: str, cle: str
) -> None:
    expected = tree_blocks.flow(arbre(dossier, cle).root)
    read = docx_blocks.read(docx(dossier, cle))
    # One block after the other: the first difference is readable.
    for block, shown in zip(expected, read, strict=False):
        assert shown == block
    assert len(read) == len(expected)


@pytest.mark.lent
@pytest.mark.parametrize(("dossier", "cle"), EN_PDF)
def test_pdf_has_the_words_of_the_tree(
    arbre: Arbre, pdf_ecrit: Callable[[str, str], PdfEcrit], dossier: str, cle: str
) -> None:
    """And the pages that it gives to the documents that cite it are those where words were read."""
    written = pdf_ecrit(dossier, cle)
    places = pdf_pages.follow(pdf_pages.Pdf(written.data), arbre(dossier, cle).root)
    assert {anchor: written.pages[anchor] for anchor in places} == places


# On a sample of the whole vocabulary, quick enough for every run.


#: What `build --contre` alone writes: its own tests read it in both media.
REVISIONS = {"span.ajoute", "span.retire"}


def test_the_sample_has_every_element(echantillon: Document) -> None:
    used = {name_of(element) for element in echantillon.root.iter()}
    passes = {f"p.entree-{n}" for n in (1, 2, 3, "tableau", "figure")}
    assert used - passes == set(VOCABULARY) - REVISIONS


def test_docx_of_the_sample(echantillon: Document) -> None:
    assert docx_blocks.read(en_docx(echantillon)) == tree_blocks.flow(echantillon.root)


def test_pdf_of_the_sample(echantillon: Document, echantillon_pdf: pdf_pages.Pdf) -> None:
    pdf_pages.follow(echantillon_pdf, echantillon.root)
    assert {page.kind for page in echantillon_pdf.pages} == {"couverture", "portrait", "paysage"}


# The comparison can fail.


def places(root: etree._Element) -> list[tuple[etree._Element, str, str]]:
    """The places of words: the element, ``text`` or ``tail``, and the first word there.

    Squares of autonomy are left out: they are pictures in the PDF.
    """
    return [
        (element, side, words[0])
        for element in root.iter()
        for side in ("text", "tail")
        if (words := [w for w in (getattr(element, side) or "").split() if pdf_pages.letters(w)])
        and not words[0].startswith(("■", "□"))
    ]


@contextmanager
def without(place: tuple[etree._Element, str, str]) -> Iterator[None]:
    """The tree without one word, for a while."""
    element, side, word = place
    whole = getattr(element, side)
    setattr(element, side, whole.replace(word, "", 1))
    yield
    setattr(element, side, whole)


@pytest.mark.lent
def test_a_word_dropped_on_the_way_to_a_writer_is_seen(echantillon: Document) -> None:
    mutilated = replace(echantillon, root=copy.deepcopy(echantillon.root))
    with without(places(mutilated.root)[30]):
        assert docx_blocks.read(en_docx(mutilated)) != tree_blocks.flow(echantillon.root)
        read = pdf_pages.Pdf(en_pdf(mutilated))
    with pytest.raises(pdf_pages.Mismatch):
        pdf_pages.follow(read, echantillon.root)


@pytest.mark.lent
def test_any_word_that_a_file_lacks_is_seen(
    echantillon: Document, echantillon_pdf: pdf_pages.Pdf
) -> None:
    root = echantillon.root
    written = docx_blocks.read(en_docx(echantillon))
    for place in places(root)[:: 1 if TOUT else 3]:
        with without(place):
            assert tree_blocks.flow(root) != written, place
            with pytest.raises(pdf_pages.Mismatch):
                pdf_pages.follow(echantillon_pdf, root)


@pytest.mark.lent
def test_a_word_that_a_real_pdf_lacks_is_seen(arbre: Arbre, pdf: Ecrit) -> None:
    root = arbre("cycles", "referentiel").root
    read = pdf_pages.Pdf(pdf("cycles", "referentiel"))
    for place in places(root)[:: 10 if TOUT else 40]:
        with without(place), pytest.raises(pdf_pages.Mismatch):
            pdf_pages.follow(read, root)


@pytest.mark.parametrize("fault", ["order", "level", "item", "span", "note"])
def test_a_change_of_structure_is_seen_in_docx(echantillon: Document, fault: str) -> None:
    root = copy.deepcopy(echantillon.root)
    if fault == "order":
        quotation = next(root.iter("blockquote"))
        quotation.addprevious(quotation.getnext())
    elif fault == "level":
        next(root.iter("h3")).tag = "h2"
    elif fault == "item":
        next(root.iter("ol")).attrib["start"] = "3"
    elif fault == "span":
        cell = next(e for e in root.iter("td") if e.get("rowspan"))
        del cell.attrib["rowspan"]
    else:
        note = next(e for e in root.iter("span") if name_of(e) == "span.note")
        del note.attrib["class"]
        note.set("data-ref", "a:b")
    read = docx_blocks.read(en_docx(replace(echantillon, root=root)))
    assert read != tree_blocks.flow(echantillon.root)
