"""The page for a merge request: short, and safe whatever the titles say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ligne_de_commande import Lance
from mc_builder.coverage import analyse, measure
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.documents.couverture.markdown import couverture_markdown, escaped
from mc_builder.loading import Loaded, load
from mc_builder.names import Names
from mc_builder.source.tree import Folder

CYCLES = Path(__file__).parents[1] / "projets" / "cycles"
MD = MarkdownIt("gfm-like", {"html": True, "linkify": False})

#: What a forge reads beyond Markdown: mentions, references, labels, addresses, emoji.
APPELS = re.compile(r"[@#!~%$&^]\w|\bGH-\d|\w://|\bwww\.|:\w+:", re.IGNORECASE)


def page(loaded: Loaded) -> str:
    projet = loaded.projet
    assert projet is not None
    rapport = measure(projet)
    vue = Couverture(Names(projet, loaded.places), rapport, analyse(Names(projet), rapport))
    return couverture_markdown(vue)


def rendered(markdown: str) -> str:
    return str(MD.render(markdown))


@pytest.mark.lent
@given(st.text(max_size=60))
@example("<script>alert(1)</script> @equipe #12 !3 [x](http://exemple.fr) ![i](j) `c` a|b")
@example("1. un")
@example("- tiret")
@example("# titre")
@example("www.exemple.fr et :tada: GH-1 &lt; <!-- a --> ~~b~~ $x$ \\| _u_ *v*")
@example("=== \u2028 ---")
@example('%"0')
def test_a_title_reads_as_it_is_and_nothing_more(title: str) -> None:
    row = f"| {escaped(title)} | fin |"
    out = rendered(f"| a | b |\n| --- | --- |\n{row}\n\n- {escaped(title)} x\n")
    tags = set(re.findall(r"<(\w+)", out))
    assert tags <= {"table", "thead", "tbody", "tr", "th", "td", "ul", "li"}
    assert out.count("<td>") == 2
    assert out.count("<li>") == 1
    words = re.sub(r"<[^>]*>", "", out)
    assert not APPELS.search(re.sub(r"&(?:lt|gt|amp|quot);", " ", words))


def test_the_words_of_a_title_are_kept() -> None:
    shown = re.sub(r"<[^>]*>", "", rendered(escaped("Tri & collecte <urgent> | 50 % * a_b")))
    assert shown.strip().replace("\u00a0", " ") == "Tri &amp; collecte &lt;urgent&gt; | 50 % * a_b"


def test_it_is_short_and_leads_nowhere(cycles: Loaded) -> None:
    text = page(cycles)
    assert len(text.splitlines()) < 30
    assert "](" not in text
    assert "<a" not in rendered(text)


def test_it_says_verdict_then_jobs_then_gaps(cycles: Loaded) -> None:
    text = page(cycles)
    order = [
        "# Couverture",
        " pleinement couvertes, soit",
        "| N° |",
        "## Lacunes (1)",
        "_La mesure est décl",
    ]
    assert [text.index(mark) for mark in order] == sorted(text.index(mark) for mark in order)


def test_it_has_a_row_for_each_job_and_one_for_the_whole(cycles: Loaded) -> None:
    assert rendered(page(cycles)).count("<tr>") == 2 * (1 + 2 + 1) + (1 + 1)


def test_changes_are_told_with_their_cause(lance: Lance, tmp_path: Path) -> None:
    old = tmp_path / "avant"
    for path in CYCLES.rglob("*.*"):
        if "output" not in path.parts:
            (old / path.relative_to(CYCLES)).parent.mkdir(parents=True, exist_ok=True)
            (old / path.relative_to(CYCLES)).write_bytes(path.read_bytes())
    bloc = old / "referentiels/blocs/bloc-2.yaml"
    bloc.write_text(
        bloc.read_text("utf-8").replace("      mobilise: [suivi-pieces]\n", ""), "utf-8"
    )
    result = lance("-C", CYCLES, "coverage", "--contre", old, "--format", "md")
    text = result.sortie.replace("\u00a0", " ")
    assert "## Changements depuis" in text
    assert "- Suivre les pièces et enregistrer les interventions : Décrite au RAP → Évaluée" in text
    assert re.search(r"  - La compétence C2\.2 « .* » reprend désormais", text)


@pytest.mark.parametrize("forme", ["md"])
def test_the_command_prints_it(lance: Lance, forme: str) -> None:
    result = lance("-C", CYCLES, "coverage", "--format", forme)
    assert result.sortie == page(load(Folder(CYCLES)))
