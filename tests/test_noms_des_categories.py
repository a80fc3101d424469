"""A category of candidates has one name, its letter, whether or not its author gave it a title."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from ligne_de_commande import Lance
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.page.tree import text_of
from mc_builder.project import Project

Copie = Callable[[str], Path]
#: What says of the cycles that category B is not assessed on a bloc: file → (text, instead).
SANS_BLOC = (
    "            evalue: [bloc-remise-en-etat]\n",
    "            evalue: [recueillir-demande]\n",
)


@pytest.fixture
def projet(copie: Copie) -> Path:
    """The cycles, whose categories lose their titles, and B most of its assessment."""
    projet = copie("cycles")
    fichier = projet / "referentiels/evaluation.yaml"
    text = fichier.read_text("utf-8")
    assert SANS_BLOC[0] in text
    text = re.sub(r"    intitule: Candidats évalués [^\n]*\n", "", text.replace(*SANS_BLOC))
    fichier.write_text(text, "utf-8")
    return projet


def dit(projet: Path, lance: Lance, *arguments: str) -> str:
    return " ".join(lance("-C", projet, *arguments).sortie.replace("\u00a0", " ").split())


def test_in_the_findings(lance: Lance, projet: Path) -> None:
    found = json.loads(lance("-C", projet, "check", "--format", "json").sortie)
    messages = json.dumps(found, ensure_ascii=False)
    assert "n’est pas évaluée pour les candidats « B (Autres candidats et" in messages
    assert not re.search(r"pour (?:les candidats )?« cat-b", messages)


@pytest.mark.parametrize("form", ["text", "md"])
def test_in_the_report(lance: Lance, projet: Path, form: str) -> None:
    text = dit(projet, lance, "coverage", "--format", form)
    assert "candidats sans évaluation : B (Autres candidats et" in text
    assert "cat-b" not in text


def test_in_the_printed_report_and_on_its_page(projet: Path) -> None:
    making = Making(document_kind("couverture"), Builder(Project.open(projet)))
    page = html.document_fromstring(making.make("html").data.decode())
    for text in (text_of(making.document.root), page.text_content()):
        flat = " ".join(text.replace("\u00a0", " ").split())
        assert "Candidats sans évaluation : B (Autres candidats et" in flat
        assert re.search(r"[Cc]andidats : A \(.*?\) et B \(Autres", flat)


def test_in_a_comparison(lance: Lance, projet: Path, copie: Copie, tmp_path: Path) -> None:
    apres, avant = projet.rename(tmp_path / "apres"), copie("cycles")
    text = dit(apres, lance, "coverage", "--contre", str(avant))
    assert "Ce qui a changé" in text
    assert "cat-b" not in text


@pytest.mark.lent
def test_in_the_documents(lance: Lance, projet: Path) -> None:
    result = lance("-C", projet, "build", "--format", "docx,md", "--malgre-erreurs")
    assert result.code in {0, 1}
    for path in (projet / "output").glob("*.docx"):
        with zipfile.ZipFile(path) as package:
            assert b"cat-b" not in package.read("word/document.xml"), path.name
    assert "cat-b" not in (projet / "output/rapport-couverture.md").read_text("utf-8")
