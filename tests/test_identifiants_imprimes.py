"""Nothing that a user reads names an object by its identifier, except where it has to be typed."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from ampleur import TOUT
from identifiants_marques import (
    MARQUE,
    marquer,
    places_dites,
    sans_identifiants,
    sans_titres,
)
from ligne_de_commande import Lance
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.page.templates import Templates
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from memoire import Memoire, fichiers_de
from projet_complet import CYCLES

TEMPLATES = Path(__file__).parents[1] / "templates"
#: A change of the project of the tests, so that there is something to explain.
CHANGEMENT = (
    "referentiels/evaluation.yaml",
    (b"            evalue: [bloc-remise-en-etat]\n", b"            evalue: [recueillir-demande]\n"),
)


def ecrire(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def marques() -> dict[str, bytes]:
    """The project of the tests, its identifiers marked, without any title that may be left out."""
    return sans_titres(marquer(fichiers_de(CYCLES)))


def _montre(text: str) -> list[str]:
    """What is around each mark of a text."""
    return [text[max(0, m.start() - 60) : m.end()] for m in re.finditer(MARQUE, text)]


def test_in_the_documents(marques: dict[str, bytes]) -> None:
    builder = Builder(Project.open(Memoire(marques)))
    for kind in DOCUMENTS:
        document = Making(kind, builder, Templates(TEMPLATES)).document
        assert _montre(text_of(document.root)) == []


@pytest.mark.parametrize("form", ["text", "md"])
def test_in_the_coverage(
    marques: dict[str, bytes], tmp_path: Path, lance: Lance, form: str
) -> None:
    name, change = CHANGEMENT
    files = dict(fichiers_de(CYCLES))
    assert change[0] in files[name]
    files[name] = files[name].replace(*change)
    avant = ecrire(tmp_path / "avant", marques)
    apres = ecrire(tmp_path / "apres", sans_titres(marquer(files)))
    printed = lance("-C", apres, "coverage", "--contre", avant, "--format", form).sortie
    assert "n’évalue plus" in printed
    assert _montre(printed) == []


def test_in_the_findings(marques: dict[str, bytes], tmp_path: Path, lance: Lance) -> None:
    folder = ecrire(tmp_path, marques)
    found = json.loads(lance("-C", folder, "check", "--format", "json").sortie)["constats"]
    said = [place["message"] for d in found for place in (d, *d["autres_lieux"])]
    assert said
    assert _montre("\n".join(said)) == []


@pytest.mark.lent
def test_no_place_stands_for_an_object_without_identifier(tmp_path: Path, lance: Lance) -> None:
    """What has no identifier is named by its title, or its kind: never « bloc/competences/3 »."""
    files = sans_identifiants(sans_titres(fichiers_de(CYCLES)))
    project, folder = Project.open(Memoire(files)), ecrire(tmp_path, files)
    assert sum("/" in cle for cle in project.projet.by_cle) > 20
    making = (Making(kind, Builder(project), Templates(TEMPLATES)) for kind in DOCUMENTS)
    printed = [text_of(one.document.root) for one in making]
    printed += [lance("-C", folder, "coverage", "--format", form).sortie for form in ("text", "md")]
    printed += [text for found in project.findings() for text in (found.message, found.aide)]
    assert places_dites(project, printed) == []


@pytest.mark.lent
def test_in_the_files(marques: dict[str, bytes], tmp_path: Path, lance: Lance) -> None:
    folder = ecrire(tmp_path, marques)
    # Of the documents that take long, two: all print by the same writers.
    rest = ("--format", "html,json,md,xlsx")
    for asked in ((),) if TOUT else (rest, ("note", "rncp")):
        assert lance("-C", folder, "build", *asked).code == 0
    files = [p for p in sorted((folder / "output").iterdir()) if p.name[0] != "."]
    assert {p.suffix for p in files} == {".docx", ".html", ".json", ".md", ".pdf", ".xlsx"}
    for path in files:
        # The JSON is for programs: its keys are identifiers.
        if path.suffix != ".json":
            assert _montre("\n".join(LECTEURS[path.suffix](path))) == [], path.name


def _docx(path: Path) -> Iterator[str]:
    """The words of a Word file, and what stands for a picture; not the codes of its fields."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith(("word/", "docProps/")) and name.endswith(".xml"):
                yield _balises(re.sub(r"<w:instrText.*?</w:instrText>", "", _lu(package, name)))


def _lu(package: zipfile.ZipFile, name: str) -> str:
    return package.read(name).decode()


def _html(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    yield _balises(re.sub(r"(?s)<(script|style)\b.*?</\1>", "", text))


def _balises(text: str) -> str:
    """The words of a text with tags, and those of the attributes that are read aloud."""
    said = re.findall(r'\b(?:descr|title|alt|aria-label|data-titre)="([^"]*)"', text)
    return "\n".join((re.sub(r"<[^>]+>", " ", text), *said))


def _xlsx(path: Path) -> Iterator[str]:
    """The cells, but those of the columns where one looks for an identifier to type."""
    for sheet in openpyxl.load_workbook(path).worksheets:
        for column in sheet.iter_cols(values_only=True):
            cells = [str(cell) for cell in column if cell is not None]
            if "Identifiant" not in cells:
                yield from cells


def _pdf(path: Path) -> Iterator[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        yield from (page.get_textpage().get_text_bounded() for page in pdf)
        yield from pdf.get_metadata_dict().values()
        yield from (mark.get_title() for mark in pdf.get_toc())


def _md(path: Path) -> Iterator[str]:
    yield path.read_text("utf-8")


LECTEURS = {".docx": _docx, ".html": _html, ".md": _md, ".pdf": _pdf, ".xlsx": _xlsx}
