"""Each table and each figure is called where its reader comes to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from documents_essayes import Arbre
from lxml import etree

from mc_builder.page.tree import parse, text_of

#: Without a number: what stands right after its paragraph.
_SUIVANT = re.compile(r"\b(?:tableau|figure) qui suit\b")
_TITRES = {"h1", "h2", "h3", "h4"}


def jamais_appeles(root: etree._Element) -> Iterator[str]:
    """The captions that no text calls; under a title of their own, they need no call."""
    called = {str(a.get("href")).removeprefix("#") for a in root.iter("a") if _legende(a)}
    for caption in root.iter("caption", "figcaption"):
        holder = caption.getparent()
        before = holder.getprevious()
        ids = {one.get("id") for one in (holder, caption, *caption)}
        near = before is not None and (before.tag in _TITRES or _SUIVANT.search(text_of(before)))
        if not (ids & called or near):
            yield text_of(caption)


def _legende(link: etree._Element) -> bool:
    """« tableau 2 »: in the tree that a writer takes, it leads to the number."""
    return text_of(link).startswith(("tableau", "figure"))


@pytest.mark.lent
@pytest.mark.parametrize("cle", ["note", "couverture", "grille"])
def test_a_commission_is_led_to_each_table(arbre: Arbre, cle: str) -> None:
    root = arbre("depot", cle).root
    assert root.find(".//caption") is not None
    assert list(jamais_appeles(root)) == []


def test_a_table_that_nothing_calls_is_seen() -> None:
    def table(title: str, ident: str = "") -> str:
        return (
            f'<table class="fiche"><caption id="{ident or title}">{title}</caption><tbody/></table>'
        )

    markup = (
        f'<section class="chapitre"><h1>Un</h1>{table("A")}<p>Le tableau qui suit.</p>{table("B")}'
        f'<p>Un <a class="legende" href="#c">tableau</a>.</p><p>Deux.</p>{table("C", "c")}'
        f"<p>Le tableau qui suit.</p><p>Trois.</p>{table('D')}</section>"
    )
    found, _ = parse("essai", f'<article lang="fr" data-titre="T">{markup}</article>')
    root = found.root if found is not None else etree.fromstring(f"<article>{markup}</article>")
    assert list(jamais_appeles(root)) == ["D"]
