"""Identities outlive a word processor: LibreOffice saves every text again, found and equal."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from documents_essayes import CLES, EN_WORD, RELUS, SELON_LENTEUR, Ecrit
from lxml import etree

from ampleur import TOUT
from mc_builder.returns.changes import TextChanged
from mc_builder.returns.word import against, read_word
from mc_builder.writers.docx.reading.base import base_of
from mc_builder.writers.docx.reading.opened import BODY, Opened, opened
from mc_builder.writers.docx.reading.walk import printed
from mc_builder.writers.docx.wml import clark
from outils_externes import programme
from partage import partager


@pytest.fixture(scope="session")
def saved_again(docx: Ecrit, tmp_path_factory: pytest.TempPathFactory) -> Ecrit:
    """``saved_again(project, document)``: the Word document as LibreOffice writes it.

    One LibreOffice has all those of a project: it takes longer to start than to save.
    """

    def written(dossier: str, cle: str) -> bytes:
        def enregistrer(folder: Path) -> None:
            sources = [folder / f"{one}.docx" for one in (CLES if TOUT else RELUS[dossier])]
            for source in sources:
                source.write_bytes(docx(dossier, source.stem))
            command = [
                programme("soffice"),
                f"-env:UserInstallation={(folder / 'profil').as_uri()}",
                *("--headless", "--convert-to", "docx", "--outdir", str(folder / "retour")),
            ]
            subprocess.run([*command, *sources], check=True, capture_output=True, timeout=600)

        folder = partager(tmp_path_factory, f"retour-{dossier}", enregistrer)
        return (folder / "retour" / f"{cle}.docx").read_bytes()

    return written


def marks_of(file: Opened) -> set[str]:
    """The bookmarks of identities that stand in a file."""
    return {mark for p in printed(file.parts).paragraphs for mark in p.held}


@pytest.mark.parametrize(("dossier", "cle"), SELON_LENTEUR)
def test_every_text_of_the_data_is_in_the_manifest(docx: Ecrit, dossier: str, cle: str) -> None:
    file = opened(docx(dossier, cle))
    base = base_of(file)
    assert base is not None
    assert base.texts
    assert base.document == cle
    assert set(base.texts) == marks_of(file)
    assert all(text.ref or text.call for text in base.texts.values())


@pytest.mark.parametrize(("dossier", "cle"), SELON_LENTEUR)
def test_what_is_kept_of_it_is_what_is_read(docx: Ecrit, dossier: str, cle: str) -> None:
    """The same reader, on what was written: words, places, bookmarks, forms."""
    file = opened(docx(dossier, cle))
    base = base_of(file)
    assert base is not None
    for kept, read in zip(base.paragraphs, printed(file.parts).paragraphs, strict=True):
        assert (kept.words, kept.part, kept.cell, kept.level) == (
            read.words,
            read.part,
            read.cell,
            read.level,
        )
        assert (kept.item, kept.depth, set(kept.held)) == (read.item, read.depth, set(read.held))


@pytest.mark.lent
@pytest.mark.parametrize(("dossier", "cle"), EN_WORD)
def test_a_save_by_libreoffice_changes_nothing(
    docx: Ecrit, saved_again: Ecrit, dossier: str, cle: str
) -> None:
    returned = saved_again(dossier, cle)
    assert marks_of(opened(returned)) == marks_of(opened(docx(dossier, cle)))
    found = read_word(returned)
    assert found.changes == ()
    assert found.remarks == ()


@pytest.mark.parametrize(("dossier", "cle"), SELON_LENTEUR)
def test_what_we_wrote_reads_back_as_ours(docx: Ecrit, dossier: str, cle: str) -> None:
    found = read_word(docx(dossier, cle))
    assert (found.changes, found.remarks) == ((), ())
    assert found.document == cle


def test_an_edited_cell_is_seen(docx: Ecrit) -> None:
    """The comparison can fail: one letter of one cell."""
    file = opened(docx("cycles", "referentiel"))
    base = base_of(file)
    assert base is not None
    word = next(
        t
        for cell in file.parts[BODY].iter(clark("tc"))
        if next(cell.iter(clark("bookmarkStart")), None) is not None
        for t in after_bookmark(cell)
    )
    word.text = f"{word.text}§"
    (found,) = against(file, base).changes
    assert isinstance(found, TextChanged)
    assert found.after.endswith("§")


def after_bookmark(cell: etree._Element) -> list[etree._Element]:
    """The texts that follow the first bookmark of a cell."""
    start = next(cell.iter(clark("bookmarkStart")))
    return [t for run in start.itersiblings(clark("r")) for t in run.iter(clark("t"))]
