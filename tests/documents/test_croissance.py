"""A longer table, or more notes, takes as much longer as it is long: no rule looks at all of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ampleur import nombre
from duree import sans_lenteur, secondes, trop
from mc_builder.page.passes import complete
from mc_builder.page.templates import Templates
from mc_builder.page.tree import Document, parse
from mc_builder.writers.maison import house_sheet
from mc_builder.writers.pdf.writer import write_pdf

#: Times as long, and times as much time at most: as the square, it would be sixteen.
_TIMES, _BOUND = 4, 8


def document(markup: str) -> Document:
    found, diagnostics = parse(
        "essai",
        '<article lang="fr" data-titre="T"><section class="chapitre"><h1>Un</h1>'
        f"{markup}</section></article>",
    )
    assert found is not None, diagnostics
    return complete(found)


def tableau(style: str, count: int) -> str:
    rows = "".join(f"<tr><td>Rang {n}</td><td>Un texte</td></tr>" for n in range(count))
    head = '<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
    return f'<table class="{style}"><caption>T</caption>{head}<tbody>{rows}</tbody></table>'


def groupes(count: int) -> str:
    rows = (
        '<tr class="groupe"><td colspan="2">Groupe</td></tr><tr><td>a</td><td>b</td></tr>'
        for _ in range(count // 2)
    )
    return f'<table class="textes"><tbody>{"".join(rows)}</tbody></table>'


def notes(count: int) -> str:
    return "".join(
        f'<p>Un mot<span class="note">Note {n}.</span> et la suite.</p>' for n in range(count)
    )


CAS: dict[str, tuple[Callable[[int], str], int]] = {
    "textes": (lambda n: tableau("textes", n), 250),
    "matrice": (lambda n: tableau("matrice", n), 250),
    "fiche": (lambda n: tableau("fiche", n), 250),
    "groupes": (groupes, 250),
    "notes": (notes, nombre(80, 40)),
}


@pytest.mark.lent
@pytest.mark.parametrize(
    "name",
    [n if n == "notes" else pytest.param(n, marks=pytest.mark.ample) for n in CAS],
)
def test_time_grows_as_the_document(name: str) -> None:
    make, count = CAS[name]
    style = house_sheet(Templates())
    write_pdf(document(make(10)), style)
    short, long = (document(make(count * times)) for times in (1, _TIMES))

    def taken(one: Document) -> float:
        return secondes(lambda: write_pdf(one, style))

    sans_lenteur(lambda: trop(taken(long), _BOUND * taken(short)))
