"""What Word and Excel put on the clipboard becomes Markdown; what is left out is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from mc_builder.studio.pasting import pasted

_PUCE = (
    "<p class=MsoListParagraph style='mso-list:l0 level{n} lfo1'><![if !supportLists]>"
    "<span style='mso-list:Ignore'>{bullet}<span>&nbsp; </span></span><![endif]>{text}</p>"
)


def puce(text: str, bullet: str = "·", n: int = 1) -> str:
    """An item as Word writes it: a paragraph with a typed bullet."""
    return _PUCE.format(n=n, bullet=bullet, text=text)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>Un <b>mot</b> <i>dit</i>.</p>", "Un **mot** *dit*."),
        ("<p>Un</p><p>Deux</p>", "Un\n\nDeux"),
        ("<h1>Titre</h1><h2>Dessous</h2>", "## Titre\n\n### Dessous"),
        (puce("Un") + puce("Deux"), "- Un\n- Deux"),
        (puce("Un", "1.") + puce("Deux", "2."), "1. Un\n2. Deux"),
        (puce("Un") + puce("Dessous", "o", 2) + puce("Deux"), "- Un\n  - Dessous\n- Deux"),
        (
            "<table><tr><td>A</td><td>B</td></tr><tr><td>1</td><td>x | y</td></tr></table>",
            "| A | B |\n| --- | --- |\n| 1 | x \\| y |",
        ),
        (
            "<table><tr><th>A</th></tr><tr><td><p>un</p><p>deux</p></td></tr></table>",
            "| A |\n| --- |\n| un<br>deux |",
        ),
        ("<p>2 * 3 * 4 et a_b_c</p>", "2 \\* 3 \\* 4 et a\\_b\\_c"),
        ('<a href="https://insee.fr/">Insee</a>', "[Insee](https://insee.fr/)"),
        ('<a href="file:///c:/x">ici</a>', "ici"),
        ('<a href="javascript:alert(1)">ici</a>', "ici"),
        ("<script>alert(1)</script><style>p{}</style><o:p></o:p>Un", "Un"),
        (
            "<p>Vu<a href='#_ftn1'>1</a>.</p><div id=ftn1><a href='#_ftnref1'>1</a> Insee</div>",
            "Vu^[Insee].",
        ),
    ],
)
def test_the_markdown(html: str, markdown: str) -> None:
    assert pasted(html).markdown == markdown


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>Un</p>", ""),
        ("<p>Un<img src='x'></p>", "Laissé de côté : les images."),
        ("<p style='color:red'>Un</p>", "Laissé de côté : les couleurs."),
        (
            "<table><tr><td colspan=2>A</td></tr></table>",
            "Laissé de côté : les cellules fusionnées.",
        ),
    ],
)
def test_what_is_left_out_is_said(html: str, left: str) -> None:
    assert pasted(html).left.startswith(left)
    assert bool(pasted(html).left) is bool(left)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        # As Google writes what is copied, and Word on line.
        (
            '<b style="font-weight:normal;"><p>Un <span style="font-weight:700">mot</span></p></b>',
            "Un **mot**",
        ),
        ("<p>Un <b style='mso-bidi-font-weight:normal'>mot</b><i>.</i></p>", "Un **mot**."),
        ('<p>Un <span style="font-style: italic">mot</span></p>', "Un *mot*"),
        ("<p>Un<del>e</del> <ins>mot</ins></p>", "Un mot"),
        ("<p>Une\nlongue   \n ligne</p>", "Une longue ligne"),
    ],
)
def test_what_other_writers_mean(html: str, markdown: str) -> None:
    assert pasted(html).markdown == markdown


PRESSE_PAPIERS = Path(__file__).parent / "presse_papiers"


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("word", "Laissé de côté : les suppressions suivies et les commentaires."),
        ("excel", ""),
    ],
)
def test_a_whole_clipboard(name: str, left: str) -> None:
    """What Word and Excel put there: notes, lists, a table, a comment, followed changes."""
    found = pasted((PRESSE_PAPIERS / f"{name}.html").read_text("utf-8"))
    expected = (PRESSE_PAPIERS / f"{name}.md").read_text("utf-8").strip()
    assert found.markdown.replace("\N{NO-BREAK SPACE}", " ") == expected
    assert found.left == left
