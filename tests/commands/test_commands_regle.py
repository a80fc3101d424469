"""``mc-builder regle``: one rule, all of them, their pages; the pages of the repository."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ensemble import ensemble
from ligne_de_commande import Lance
from mc_builder.catalogue import catalogue
from mc_builder.codes import FAMILLES
from mc_builder.reports.regles.pages import COMMANDE, pages
from mc_builder.reports.regles.texte import Code, family_of

DOCS = Path(__file__).parents[2] / "docs" / "regles"


@pytest.mark.lent
@ensemble("rule", catalogue(), ids=lambda rule: rule.code)
def test_every_rule_can_be_explained(lance: Lance, rule: Code) -> None:
    result = lance("regle", rule.code.lower())
    assert (result.code, result.erreurs) == (0, "")
    lines = result.sortie.splitlines()
    assert lines[0] == f"{rule.code} – {rule.nom}"
    words = " ".join(result.sortie.split())
    for text in (rule.resume, rule.source, str(rule.gravite), *rule.sections.values()):
        assert " ".join(text.split()) in words
    prose = result.sortie.partition("Exemple fautif")[0]
    assert max(len(line) for line in prose.splitlines() if not line.startswith("Source")) <= 88


def test_the_list_has_every_rule_under_its_family(lance: Lance) -> None:
    lines = lance("regle", "--liste").sortie.splitlines()
    assert [line[2:8] for line in lines if line.startswith("  ")] == [r.code for r in catalogue()]
    titles = [line for line in lines if re.match(r"[A-Z]{3} – ", line)]
    present = {r.famille for r in catalogue()}
    assert titles == [f"{code} – {family_of(code)}" for code in FAMILLES if code in present]


def test_pages_are_written_in_a_folder(lance: Lance, tmp_path: Path) -> None:
    target = tmp_path / "regles"
    result = lance("regle", "--pages", target)
    assert result.sortie.splitlines() == [str(target / name) for name in pages(catalogue())]
    assert {p.name: p.read_text("utf-8") for p in target.iterdir()} == pages(catalogue())


def test_the_index_leads_to_every_page_and_each_rule_has_its_anchor() -> None:
    written = pages(catalogue())
    for rule in catalogue():
        name = f"{rule.famille.lower()}.md"
        assert f"({name})" in written["index.md"]
        assert f"\n## {rule.code}\n" in written[name]
        assert f"(#{rule.code.lower()})" in written[name]


def test_the_pages_of_the_repository_are_up_to_date() -> None:
    found = {p.name: p.read_text("utf-8") for p in DOCS.glob("*.md")}
    stale = sorted(
        name for name, text in {**found, **pages(catalogue())}.items() if found.get(name) != text
    )
    unknown = sorted(set(found) - set(pages(catalogue())))
    assert not stale + unknown, f"the rules have changed: run « {COMMANDE} »"
