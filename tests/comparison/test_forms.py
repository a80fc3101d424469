"""A comparison in each of its forms: all say every change, and no text of the data acts in one."""

from __future__ import annotations

import json
import re

import pytest
from lxml import html

from mc_builder.comparison import Comparison, compare
from mc_builder.comparison.donnees import comparison_json
from mc_builder.comparison.html import comparison_html
from mc_builder.comparison.markdown import comparison_markdown
from mc_builder.comparison.texte import comparison_text
from mc_builder.editing import set_value
from mc_builder.french.word_diff import compare_words, excerpts
from mc_builder.project import Project
from memoire import Memoire, fichiers_de
from petits_fichiers import PROJETS

HOSTILE = "<script>alert(1)</script> @nom \x1b[31m *gras* | [lien](http://exemple.fr)"


@pytest.fixture(scope="module")
def found() -> Comparison:
    """A text, a value and a link that changed in « cycles », one of them by a hostile hand."""
    before = after = Project.open(Memoire(dict(fichiers_de(PROJETS / "cycles"))))
    hostile = HOSTILE.replace("\x1b", "")
    for ref, value in (("accueil:intitule", hostile), ("e1:coefficient", 9)):
        after = after.edited(set_value(after, ref, value))
    bloc = "referentiels/blocs/bloc-1.yaml"
    text = (after.files.read(bloc) or b"").replace(
        b"mobilise: [accueil]", b"mobilise: [intervention]"
    )
    return compare(before, after.edited({bloc: text}), "v1 <b>")


def test_the_text_says_every_change(found: Comparison) -> None:
    text = comparison_text(found)
    for one in ("[-Accueil", "Coefficient", "lien retiré vers", "Couverture des emplois visés"):
        assert one.casefold() in text.casefold()
    assert max(map(len, text.splitlines())) <= 110


def test_the_json_says_every_change(found: Comparison) -> None:
    data = json.loads(comparison_json(found))
    assert len(data["changements"]) == len(found.changes)
    assert {c["genre"] for c in data["changements"]} == {
        "texte",
        "valeur",
        "lien-retire",
        "lien-ajoute",
    }
    text = next(c for c in data["changements"] if c["genre"] == "texte")
    assert "".join(m["texte"] for m in text["mots"] if m["sort"] != "ajoute") == text["avant"]
    assert all(c["fichier"] for c in data["changements"])
    assert [x["genre"] for x in data["couverture"]] == [
        str(x.genre)
        for x in found.couverture.ensemble.exigences  # type: ignore[union-attr]
    ]


def test_the_markdown_lets_nothing_act(found: Comparison) -> None:
    text = comparison_markdown(found)
    assert re.findall(r"(?<!\\)<(?!/?(?:ins|del|br)>)", text) == []
    assert re.findall(r"(?<!\\)\]\(", text) == []
    assert "<ins>" in text
    assert "<del>" in text
    assert text.count("\n- ") >= len(found.changes)


def test_the_page_lets_nothing_act(found: Comparison) -> None:
    page = html.fromstring(comparison_html(found).encode())
    assert page.xpath("//script | //a | //img | //@onclick | //@href | //@src") == []
    assert len(page.xpath("//li")) >= len(found.changes)
    assert page.xpath("//ins") != []


def test_a_version_without_a_difference_says_so() -> None:
    project = Project.open(Memoire(dict(fichiers_de(PROJETS / "jardinerie"))))
    same = compare(project, project, "avant")
    assert "Rien." in comparison_text(same)
    assert "Rien." in comparison_markdown(same)
    assert "Rien." in comparison_html(same)
    assert json.loads(comparison_json(same))["changements"] == []


def test_of_a_long_text_a_few_words_are_shown_around_a_change() -> None:
    before = "mot " * 40 + "ici " + "mot " * 40
    shown = "".join(
        text for _, text in excerpts(compare_words(before, before.replace("ici", "là")))
    )
    assert "ici" in shown
    assert "là" in shown
    assert len(shown) < 100
