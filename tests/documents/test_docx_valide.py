"""Every Word document is valid: for the Open XML SDK, and for openxml-audit as a second opinion."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from documents_essayes import DATE, EN_WORD, Arbre, Ecrit
from test_parite import en_docx, lire_echantillon

from docx_valide import audit, check, sdk
from mc_builder.documents.commentaires import Commentaire, Replique
from mc_builder.page.templates import Templates
from mc_builder.writers.docx.specimen import specimen
from mc_builder.writers.docx.writer import write_docx

pytestmark = pytest.mark.lent


@pytest.mark.parametrize(("dossier", "cle"), EN_WORD)
def test_documents(docx: Ecrit, dossier: str, cle: str, tmp_path: Path) -> None:
    check(docx(dossier, cle), tmp_path / "document.docx")


def test_the_whole_vocabulary(tmp_path: Path) -> None:
    check(en_docx(lire_echantillon()), tmp_path / "echantillon.docx")


def test_comments(arbre: Arbre, tmp_path: Path) -> None:
    remarks = [
        Commentaire((("pole-1", "intitule"),), ("CMP001 – erreur", "Un message.")),
        Commentaire((), ("COV001 – info", "Sans place.")),
        Commentaire(
            (("pole-1", "intitule"),),
            ("Préciser.",),
            auteur="Inspection",
            reponses=(Replique(("Fait.",), "Fédération"),),
        ),
    ]
    reference = Templates().file("reference.docx").read_bytes()
    document = arbre("cycles", "referentiel")
    content = write_docx(document, reference, date=DATE, commentaires=remarks)
    check(content, tmp_path / "document.docx")


def test_reference_and_specimen(tmp_path: Path) -> None:
    reference = Templates().file("reference.docx").read_bytes()
    check(reference, tmp_path / "reference.docx")
    check(specimen(reference), tmp_path / "specimen.docx")


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        # A cell without a paragraph; a style that is not there, in an attribute that is not.
        ("word/document.xml", b"<w:tblGrid>", b"<w:tblGrid w:faux='1'><w:p/>"),
        ("word/styles.xml", b"<w:spacing ", b"<w:jc w:val='milieu'/><w:spacing "),
    ],
)
def test_a_seeded_fault_is_seen_by_both(
    docx: Ecrit, tmp_path: Path, part: str, old: bytes, new: bytes
) -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx("cycles", "grille"))) as source,
        zipfile.ZipFile(buffer, "w") as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            assert name != part or old in data
            target.writestr(name, data.replace(old, new, 1) if name == part else data)
    path = tmp_path / "faute.docx"
    path.write_bytes(buffer.getvalue())
    assert sdk(path)
    assert audit(path)
