"""What a table or a legend says of itself: heads that are not cut, signs that occur."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from documents_essayes import DOSSIERS, SELON_LENTEUR, Arbre
from lxml import etree

from lectures import ouvert
from mc_builder.documents.builder import Builder
from mc_builder.documents.couverture.signes import Signe
from mc_builder.documents.couverture.vue import vue
from mc_builder.metrics import MARGINS, Face, need
from mc_builder.page.tree import Document, name_of, text_of

#: What the margins of a cell of a matrix take, in points: of a centred one, of another.
_CENTREE, _AUTRE = 3.4, 8.0
_MARKS = "".join(signe.value for signe in Signe)


def tetes(table: etree._Element) -> Iterator[tuple[etree._Element, slice]]:
    """The heads of a table, each with the columns that it is over."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(table.iterfind("thead/tr")):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            wide, high = int(cell.get("colspan", "1")), int(cell.get("rowspan", "1"))
            taken |= {(y + dy, x + dx) for dy in range(high) for dx in range(wide)}
            yield cell, slice(x, x + wide)
            x += wide


def coupees(document: Document) -> Iterator[str]:
    """The heads with a word that is wider than their columns, or that a sign says where to cut."""
    for table in document.root.iter("table"):
        lying = any(name_of(above) == "section.paysage" for above in table.iterancestors())
        page = document.charte.largeur("paysage" if lying else "page")
        shares = [float(col.get("data-largeur", "0")) for col in table.iter("col")]
        matrix = name_of(table) == "table.matrice"
        size = document.charte.mesure("matrice" if matrix else "tableau")
        for cell, over in tetes(table):
            words, room = text_of(cell), sum(shares[over]) * page / 100
            margins = (_CENTREE if cell.get("class") == "centre" else _AUTRE) if matrix else MARGINS
            faces = (Face.DEMI_GRAS, Face.WORD_GRAS)
            if "\N{SOFT HYPHEN}" in words or any(
                need([words], size, face, margins) > room for face in faces
            ):
                yield words


@pytest.mark.parametrize(("dossier", "cle"), SELON_LENTEUR)
def test_no_head_of_a_table_is_cut(arbre: Arbre, dossier: str, cle: str) -> None:
    assert list(coupees(arbre(dossier, cle))) == []


@pytest.mark.parametrize("dossier", ["cycles", pytest.param("depot", marks=pytest.mark.lent)])
def test_the_report_explains_only_the_signs_that_it_prints(arbre: Arbre, dossier: str) -> None:
    blocks = list(arbre(dossier, "couverture").root.iter("p", "td", "th", "caption"))
    (legend,) = [e for e in blocks if "le chiffre est l’importance" in text_of(e)]
    signs = {s for e in blocks if e is not legend for s in text_of(e) if s in _MARKS}
    assert {s for s in text_of(legend) if s in _MARKS} <= signs
    told = [text_of(e) for e in blocks if "s.o." in text_of(e)]
    assert len(told) != 1, "an abbreviation is explained that occurs nowhere"


@pytest.mark.parametrize("dossier", ["cycles", pytest.param("depot", marks=pytest.mark.lent)])
def test_the_matrix_says_every_epreuve_that_is_as_good(dossier: str) -> None:
    """Of a requirement that is fully covered, those of all the ways without a reserve, by bloc."""
    builder = Builder(ouvert(DOSSIERS[dossier]))
    numeros = builder.numeros
    several = 0
    for row in (row for _, rows in vue(builder).papier.matrice.groupes for row in rows):
        routes = [r for r in row.chaine.routes if r.statut is row.chaine.statut]
        every = set()
        for voie in row.voies:
            mine = [r for r in routes if not voie.bloc or voie.bloc in map(numeros.get, r.blocs)]
            ends = [c for r in mine for part in r.parties for c in part.controles]
            numbers = {c.epreuve.numero for c in ends if c.epreuve and not c.drapeaux}
            told = set(re.findall(r"E[\d.]+", " ".join(voie.epreuves)))
            assert told == numbers or not numbers, row.chaine.cle
            every |= numbers
        several += len(every) > 1
    assert several or dossier == "cycles"


@pytest.mark.parametrize("dossier", ["cycles", pytest.param("depot", marks=pytest.mark.lent)])
def test_a_degree_of_autonomy_is_met_or_said_to_be_of_nothing(arbre: Arbre, dossier: str) -> None:
    root = arbre(dossier, "referentiel").root
    (title,) = root.iterfind(".//p[@id='autonomie']")
    legend = title.getparent()
    assert legend is not None
    told = {level: "aucune" in text_of(line) for line in legend for level in levels(line)}
    met = set(levels(root, legend))
    assert told == {level: level not in met for level in told}


def levels(element: etree._Element, without: etree._Element | None = None) -> Iterator[str]:
    """The degrees of autonomy that print in an element, but for those in another."""
    for span in element.iter("span"):
        if name_of(span) == "span.autonomie" and without not in span.iterancestors():
            yield str(span.get("data-niveau"))
