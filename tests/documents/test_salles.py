"""A room for each document: all that production asks of one is declared in its folder."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from inspect import signature
from pathlib import Path
from pkgutil import resolve_name
from textwrap import dedent
from typing import Any

import pytest

from arbres import SOURCE, noeuds, nom
from mc_builder.documents.declaration import DocumentKind
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.page.sceau import sealed
from mc_builder.project import Project
from petits_fichiers import PROJETS

chaque_document = pytest.mark.parametrize("kind", DOCUMENTS, ids=lambda kind: kind.key)


@chaque_document
def test_every_function_that_a_document_names_is_there(kind: DocumentKind) -> None:
    for name in (kind.view, *filter(None, [kind.empty]), *kind.made.values()):
        assert len(signature(resolve_name(name)).parameters) == 1, name


def test_no_two_documents_share_a_file_a_label_or_a_place() -> None:
    for field in ("file", "label", "rank", "key"):
        assert len({getattr(kind, field) for kind in DOCUMENTS}) == len(DOCUMENTS), field


def test_what_others_cite_has_pages() -> None:
    assert all("pdf" in cited.formats for kind in DOCUMENTS for cited in kind.cites)


def test_what_makes_documents_names_none() -> None:
    """A document that is named where all are made is a special case; it belongs in its folder."""
    names = {name for kind in DOCUMENTS for name in (kind.key, kind.file)}
    found = [
        f"{nom(path)}:{node.lineno} {node.value}"
        for folder in ("production", "documents", "commands")
        for path in (SOURCE / folder).glob("*.py")
        for node in noeuds(path)
        if isinstance(node, ast.Constant) and node.value in names
    ]
    assert found == []


# --- one more document: a folder, and nothing else ------------------------------------------------

SALLE = {
    "essai/__init__.py": '''
        """A document of the tests."""

        from mc_builder.documents.declaration import DocumentKind
        from mc_builder.documents.referentiel import DOCUMENT as REFERENTIEL

        DOCUMENT = DocumentKind(
            __name__,
            "essai",
            "Document d’essai",
            rank=9,
            weight=0,
            formats=("docx", "pdf", "html", "csv"),
            cites=(REFERENTIEL,),
            made={"csv": f"{__name__}.tableau:make"},
        )
        ''',
    "essai/vue.py": """
        from dataclasses import dataclass

        from mc_builder.documents.builder import Builder, Tete
        from mc_builder.page.text import Texte


        @dataclass(frozen=True)
        class EssaiVue:
            tete: Tete
            blocs: tuple[Texte, ...]
            pages: int


        def vue(b: Builder) -> EssaiVue:
            pages = len(b.pages.get("referentiel", {}))
            return EssaiVue(b.tete("Essai", "Les blocs"), b.titres(b.projet.blocs), pages)
        """,
    "essai/tableau.py": """
        from mc_builder.documents.making import Made, Making


        def make(making: Making) -> Made:
            return Made("".join(f"{bloc}\\n" for bloc in making.view.blocs).encode())
        """,
    "essai/essai.html.j2": """
        {% import '_commun.html.j2' as c with context %}
        {% call c.document(vue.tete) %}
        <section class="chapitre">
        <h1>Les blocs</h1>
        {{ c.puces(vue.blocs) }}
        {% if vue.pages %}<p>Le référentiel est imprimé.</p>{% endif %}
        </section>
        {% endcall %}
        """,
}

#: ``mc-builder …``, where the documents are also looked for in one more folder.
LANCEUR = """
import sys
from mc_builder import documents
documents.__path__.append(sys.argv.pop(1))
from mc_builder.cli import main
main()
"""

Essai = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def essai(tmp_path: Path) -> Essai:
    """``essai("build", "essai")``: the tool with one more document, on a copy of cycles."""
    salles, projet = tmp_path / "salles", tmp_path / "cycles"
    for name, text in SALLE.items():
        path = salles / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip(), "utf-8")
    shutil.copytree(PROJETS / "cycles", projet)

    def lance(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", LANCEUR, str(salles), "-C", str(projet), *arguments]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    return lance


def sortie(tmp_path: Path, name: str) -> bytes:
    return (tmp_path / "cycles/output" / name).read_bytes()


@pytest.mark.lent
def test_one_folder_is_one_more_document(essai: Essai, tmp_path: Path) -> None:
    helped = essai("build", "--help")
    assert helped.returncode == 0, helped.stderr
    assert re.search(r"^ +essai +Document d’essai \(docx, pdf, html, csv\)$", helped.stdout, re.M)
    built = essai("build", "essai", "grille", "--format", "docx,html,csv")
    assert built.returncode == 0, built.stderr
    # In the state, by which a second build knows that there is nothing to do; a template kept in
    # the folder counts like those of the tool.
    assert {"essai.docx", "essai.html", "essai.csv"} < set(etat(tmp_path)["sorties"])
    assert "Rien à refaire" in essai("build", "essai", "--format", "docx,html,csv").stderr
    gabarit = tmp_path / "salles/essai/essai.html.j2"
    gabarit.write_text(gabarit.read_text("utf-8").replace("Les blocs", "Ses blocs"), "utf-8")
    again = essai("build", "essai", "--format", "docx,html,csv")
    assert "3 fichiers écrits" in again.stderr.replace("\u00a0", " ")
    assert "Ses blocs" in sortie(tmp_path, "essai.html").decode()
    blocs = [bloc.intitule for bloc in Project.open(PROJETS / "cycles").projet.blocs]
    assert sortie(tmp_path, "essai.csv").decode().splitlines() == blocs
    # Its seal, and what it says of itself.
    assert sealed(sortie(tmp_path, "essai.docx"))
    origine = essai("origine", str(tmp_path / "cycles/output/essai.docx"))
    assert origine.returncode == 0, origine.stderr
    assert "Document d’essai" in origine.stdout
    assert "le même contenu" in origine.stdout
    origine = essai("origine", str(tmp_path / "cycles/output/essai.csv"))
    assert "Document d’essai" in origine.stdout, origine.stderr


def test_a_project_may_override_the_template_of_a_folder(essai: Essai, tmp_path: Path) -> None:
    ours = tmp_path / "cycles/templates/essai.html.j2"
    ours.parent.mkdir()
    text = (tmp_path / "salles/essai/essai.html.j2").read_text("utf-8")
    ours.write_text(text.replace("Les blocs", "Nos blocs"), "utf-8")
    assert essai("build", "essai", "--format", "html").returncode == 0
    assert "Nos blocs" in sortie(tmp_path, "essai.html").decode()


@pytest.mark.lent
def test_what_is_wrong_in_the_template_of_a_folder_is_said_at_its_place(
    essai: Essai, tmp_path: Path
) -> None:
    ours = tmp_path / "cycles/templates/essai.html.j2"
    ours.parent.mkdir()
    ours.write_text('\n<p class="inconnu"/>', "utf-8")
    refused = essai("build", "essai", "--format", "html")
    assert (refused.returncode, "templates/essai.html.j2:2:" in refused.stderr) == (1, True)


@pytest.mark.lent
def test_its_pdf_comes_after_the_pages_that_it_cites(essai: Essai, tmp_path: Path) -> None:
    built = essai("build", "essai", "--format", "html,pdf")
    assert built.returncode == 0, built.stderr
    assert sortie(tmp_path, "essai.pdf").startswith(b"%PDF-")
    assert sealed(sortie(tmp_path, "essai.pdf"))
    assert "Le référentiel est imprimé." in sortie(tmp_path, "essai.html").decode()
    assert "referentiel" in etat(tmp_path)["imprimees"]
    assert not (tmp_path / "cycles/output/referentiel.pdf").exists()


def etat(tmp_path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sortie(tmp_path, ".mc-builder/etat.json"))
    return found
