"""Any Unicode text goes from YAML to Word and back unharmed; what XML cannot hold is replaced."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx_blocks
import pytest
import yaml
from documents_essayes import DATE
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tree_blocks import Block, TableBlock, one_line

from ampleur import exemples
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.loading import Loaded, load
from mc_builder.page.templates import Templates
from mc_builder.page.tree import ILLEGAL
from mc_builder.project import Project
from mc_builder.source.tree import Folder
from mc_builder.writers.docx.writer import write_docx

REFERENTIEL = next(kind for kind in DOCUMENTS if kind.key == "referentiel")
DOSSIER = {
    "diplome": {
        "type": "mention-complementaire",
        "intitule": "Essai",
        "niveau": 4,
        "premiere_session": 2021,
    },
    "nature": "creation",
    "etape": "opportunite",
    "date_reference": "2019-12-31",
    "version": "0.1",
}


def project(folder: Path, text: str) -> Loaded:
    """A project whose only tâche, and whose only note of glossary, are this text."""
    files = {
        "dossier/dossier.yaml": DOSSIER,
        "referentiels/activites/pole-1.yaml": {
            "pole": {
                "id": "pole",
                "intitule": "Pôle",
                "activites": [{"id": "activite", "intitule": "Activité", "taches": [text]}],
            }
        },
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return load(Folder(folder))


def written(folder: Path, text: str) -> bytes:
    """The référentiel in Word of that project."""
    builder = Builder(Project(project(folder, text)))
    document = Making(REFERENTIEL, builder).document
    reference = Templates().file("reference.docx").read_bytes()
    return write_docx(document, reference, date=DATE)


def words(blocks: list[Block | TableBlock] | tuple[Block | TableBlock, ...]) -> list[str]:
    """The texts of all the paragraphs and cells."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Block):
            found.append(block.text)
        else:
            for cell in block.cells:
                found += words(cell.blocks)
    return found


def shown(text: str) -> str:
    """What a reader sees of a text: typographic spaces and apostrophes are the documents' own."""
    return one_line(ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)).replace("'", "’")


def found_in(content: bytes, text: str) -> bool:
    return any(
        shown(text) in one_line(t).replace("'", "’") for t in words(docx_blocks.read(content))
    )


#: Letters of several scripts, marks, emoji made of several characters, what XML escapes.
TEXTS = st.text(
    st.one_of(
        st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S")),
        st.sampled_from("<>&\"'’« »\u200f\u200e\u202b\ufeff\u00a0\u00ad👩‍🔧🇫🇷é"),
    ),
    min_size=1,
    max_size=60,
).map(lambda t: f"Tâche {t} fin")


@settings(max_examples=exemples(6), deadline=None)
@given(text=TEXTS)
def test_any_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    content = written(tmp_path_factory.mktemp("projet"), text)
    assert found_in(content, text), text


@pytest.mark.lent
@settings(max_examples=exemples(150), deadline=None)
@given(text=TEXTS)
def test_any_text_at_length(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    content = written(tmp_path_factory.mktemp("projet"), text)
    assert found_in(content, text), text


@pytest.mark.parametrize(
    "text",
    [
        "שלום עולם, من اليمين إلى اليسار",
        "👩‍🔧 🇫🇷 𝒳 \U0001f9d1\U0001f3fd",
        "e\u0301te\u0301 été ﬁn",
        "<w:t>&amp; ]]> <![CDATA[",
        "mot " * 2_500,
        "x" * 10_000,
    ],
    ids=["droite-à-gauche", "emoji", "combinés", "balises", "10000-caractères", "sans-espace"],
)
def test_difficult_texts(tmp_path: Path, text: str) -> None:
    assert found_in(written(tmp_path, text), text.strip())


def test_what_xml_cannot_hold_is_said_and_replaced(tmp_path: Path) -> None:
    builder = Builder(Project(project(tmp_path, "Lire\x07 les mesures")))
    assert "RED014" in {d.code for d in builder.project.findings()}
    content = written(tmp_path, "Lire\x07 les mesures")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        etree.fromstring(package.read("word/document.xml"))
    assert found_in(content, "Lire\N{REPLACEMENT CHARACTER} les mesures")
