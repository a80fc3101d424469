"""Identities outlive a word processor: LibreOffice saves every text again, found and equal."""

from __future__ import annotations

import io
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from documents_essayes import CLES, DOSSIERS, SELON_LENTEUR, Ecrit
from lxml import etree

from mc_builder.writers.docx.identities import MANIFEST, blocks, fingerprint
from mc_builder.writers.docx.relecture import Ecarts, read_back
from outils_externes import programme

TOUS = [(dossier, cle) for dossier in DOSSIERS for cle in CLES]


@dataclass(frozen=True)
class Returned:
    """A document that comes back: its manifest, and the whole texts where its bookmarks stand."""

    manifest: dict[str, dict[str, str]]
    texts: dict[str, str]

    @classmethod
    def read(cls, content: bytes) -> Returned:
        manifest: dict[str, dict[str, str]] = {}
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                if name.startswith("customXml/item") and MANIFEST.encode() in package.read(name):
                    root = etree.fromstring(package.read(name))
                    if root.tag.endswith("identites"):
                        lines = root.iter(f"{{{MANIFEST}}}texte")
                        manifest = {str(e.get("signet")): dict(e.attrib) for e in lines}
            present = set(package.namelist())
            parts = [f"word/{name}.xml" for name in ("document", "footnotes")]
            roots = [etree.fromstring(package.read(part)) for part in parts if part in present]
            texts = blocks(*roots)
        return cls(manifest, texts)

    def changed(self) -> list[str]:
        """The bookmarks that are lost, or whose cell or paragraph says something else."""
        return [
            name
            for name, line in self.manifest.items()
            if name not in self.texts or fingerprint(self.texts[name]) != line["bloc"]
        ]


def saved_again(content: bytes, folder: Path) -> bytes:
    """The document as LibreOffice writes it."""
    source = folder / "document.docx"
    source.write_bytes(content)
    command = [
        programme("soffice"),
        f"-env:UserInstallation={(folder / 'profil').as_uri()}",
        *("--headless", "--convert-to", "docx", "--outdir", str(folder / "retour"), str(source)),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return (folder / "retour" / "document.docx").read_bytes()


@pytest.mark.parametrize(("dossier", "cle"), SELON_LENTEUR)
def test_every_text_of_the_data_is_in_the_manifest(docx: Ecrit, dossier: str, cle: str) -> None:
    written = Returned.read(docx(dossier, cle))
    assert written.manifest
    assert set(written.manifest) == set(written.texts)
    assert written.changed() == []
    assert all(line["identite"] for line in written.manifest.values())


@pytest.mark.lent
@pytest.mark.parametrize(("dossier", "cle"), TOUS)
def test_libreoffice_keeps_them_all(docx: Ecrit, dossier: str, cle: str, tmp_path: Path) -> None:
    content = docx(dossier, cle)
    returned = Returned.read(saved_again(content, tmp_path))
    assert set(returned.manifest) == set(Returned.read(content).manifest)
    assert returned.changed() == []


def test_an_edited_cell_is_seen(docx: Ecrit) -> None:
    """The comparison can fail: one letter of one cell, then one bookmark."""
    content = docx("cycles", "referentiel")
    written = Returned.read(content)
    name = next(n for n, text in written.texts.items() if len(text) > 1)
    edited = Returned(written.manifest, {**written.texts, name: written.texts[name][:-1] + "§"})
    assert edited.changed() == [name]
    lost = Returned(written.manifest, {n: t for n, t in written.texts.items() if n != name})
    assert lost.changed() == [name]


@pytest.mark.parametrize(("dossier", "cle"), SELON_LENTEUR)
def test_what_we_wrote_reads_back_as_ours(docx: Ecrit, dossier: str, cle: str) -> None:
    assert not read_back(docx(dossier, cle))


@pytest.mark.lent
@pytest.mark.parametrize("cle", CLES)
def test_libreoffice_changes_nothing_that_is_compared(
    docx: Ecrit, cle: str, tmp_path: Path
) -> None:
    assert read_back(saved_again(docx("cycles", cle), tmp_path)) == Ecarts()
