"""`origine`: what a file was made from; hostile files give one sentence and exit 2."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ligne_de_commande import Lance
from mc_builder.commands import origine
from mc_builder.document.catalogue import compose
from mc_builder.document.kinds import DOCUMENTS
from mc_builder.document.matiere import preparer
from mc_builder.document.templates import Templates
from mc_builder.document.tree import Document
from mc_builder.loading import load
from mc_builder.source.tree import Folder

Copie = Callable[[str], Path]


def note(projet: Path) -> Document:
    matiere = preparer(load(Folder(projet)))
    assert matiere is not None
    kind = next(kind for kind in DOCUMENTS if kind.key == "note")
    document, _ = compose(kind, matiere, Templates(projet))
    assert document is not None
    return document


def ecrire(document: Document, path: Path) -> Path:
    """The document as a PDF or a DOCX, of which only the properties count here."""
    if path.suffix == ".pdf":
        from mc_builder.writers.pdf import write_pdf  # noqa: PLC0415

        path.write_bytes(write_pdf(document, "").data)
    else:
        from datetime import UTC, datetime  # noqa: PLC0415

        from mc_builder.writers.docx import ecrire_docx  # noqa: PLC0415

        reference = Templates().file("reference.docx").read_bytes()
        path.write_bytes(ecrire_docx(document, reference, date=datetime(2020, 1, 1, tzinfo=UTC)))
    return path


@pytest.mark.lent
@pytest.mark.parametrize("name", ["note.pdf", "note.docx"])
def test_a_file_made_from_these_sources_then_from_others(
    copie: Copie, lance: Lance, tmp_path: Path, name: str
) -> None:
    projet = copie("cycles")
    document = note(projet)
    assert document.provenance is not None
    file = ecrire(document, tmp_path / name)
    same = lance("-C", projet, "origine", file)
    assert same.code == 0, same
    assert "Note d’opportunité" in same.sortie
    assert document.provenance.version in same.sortie
    assert document.provenance.empreinte in same.sortie
    assert "donneraient le même contenu" in same.sortie

    prose = projet / "dossier/note/20-besoins.md"
    prose.write_text(prose.read_text("utf-8") + "\nUne phrase de plus.\n", "utf-8")
    other = lance("-C", projet, "origine", file)
    assert other.code == 1
    assert "un autre contenu" in other.sortie


_XMP = b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>%s<?xpacket end="r"?>'
_SAID = (
    b'<r xmlns:m="urn:mc-builder:provenance/1.0/"><m:document>%s</m:document>'
    b"<m:version>%s</m:version><m:empreinte>00</m:empreinte></r>"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("vide.pdf", b""),
        ("texte.pdf", b"bonjour"),
        ("autre.pdf", b"%PDF-1.7\n" + _XMP % b"<r/>"),
        ("casse.pdf", b"%PDF-1.7\n" + _XMP % b"<r>"),
        ("bombe.pdf", _XMP % b'<!DOCTYPE r [<!ENTITY a "a">]><r>&a;</r>'),
        ("lourd.pdf", _XMP % (b"<r>" + b" " * 2_000_000 + b"</r>")),
        ("inconnu.pdf", _XMP % _SAID % (b"recette", b"1")),
        ("echappe.pdf", _XMP % _SAID % (b"note", b"\xc2\x9b31m")),
        ("vide.docx", b""),
        ("texte.docx", b"PK\x03\x04 pas une archive"),
        ("texte.odt", b""),
    ],
)
def test_hostile_files(lance: Lance, tmp_path: Path, name: str, data: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    found = lance("origine", file)
    assert found.code == 2
    assert found.erreurs.startswith("mc-builder\u00a0: ")
    assert found.erreurs.count("\n") == 1
    assert "\x9b" not in found.erreurs + found.sortie


def test_an_archive_that_swells_is_not_read_whole(lance: Lance, tmp_path: Path) -> None:
    file = tmp_path / "gros.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(origine.DOCX_PART, b"<r>" + b" " * 50_000_000 + b"</r>")
    assert lance("origine", file).code == 2


def test_neither_a_folder_nor_a_missing_file(lance: Lance, tmp_path: Path) -> None:
    (tmp_path / "dossier.pdf").mkdir()
    assert lance("origine", tmp_path / "dossier.pdf").code == 2
    assert lance("origine", tmp_path / "absent.docx").code == 2
