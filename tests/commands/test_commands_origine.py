"""`origine`: what a file was made from; hostile files give one sentence and exit 2."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ligne_de_commande import Lance
from mc_builder.commands import origine
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.page.templates import Templates
from mc_builder.page.tree import Document
from mc_builder.project import Project

Copie = Callable[[str], Path]


def note(projet: Path) -> Document:
    builder = Builder(Project.open(projet))
    kind = next(kind for kind in DOCUMENTS if kind.key == "note")
    return Making(kind, builder, Templates(projet)).document


def ecrire(document: Document, path: Path) -> Path:
    """The document as a PDF or a DOCX, of which only the properties count here."""
    if path.suffix == ".pdf":
        from mc_builder.writers.pdf.writer import write_pdf  # noqa: PLC0415

        path.write_bytes(write_pdf(document, "").data)
    else:
        from datetime import UTC, datetime  # noqa: PLC0415

        from mc_builder.writers.docx.writer import write_docx  # noqa: PLC0415

        reference = Templates().file("reference.docx").read_bytes()
        path.write_bytes(write_docx(document, reference, date=datetime(2020, 1, 1, tzinfo=UTC)))
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


# --- what somebody changed ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def referentiel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built project: the référentiel as DOCX, with tables and footnotes, and the grid as HTML."""
    from click.testing import CliRunner  # noqa: PLC0415

    from mc_builder.cli import cli  # noqa: PLC0415

    projet = tmp_path_factory.mktemp("origine") / "cycles"
    shutil.copytree(Path(__file__).parents[1] / "projets/cycles", projet)
    for arguments in (["referentiel", "--format", "docx"], ["grille", "--format", "html"]):
        assert CliRunner().invoke(cli, ["-C", str(projet), "build", *arguments]).exit_code == 0
    return projet


def _ajoute(word: Any) -> None:
    word.add_paragraph("RETOUCHE")


def _change(word: Any) -> None:
    next(p for p in word.paragraphs if len(p.text) > 80).runs[-1].text += " RETOUCHE"


def _retire(word: Any) -> None:
    found = next(p for p in word.paragraphs if len(p.text) > 80)
    found._p.getparent().remove(found._p)


def _ligne(word: Any) -> None:
    word.tables[-1].add_row().cells[0].text = "RETOUCHE"


def _cellule(word: Any) -> None:
    row = next(r for t in word.tables for r in t.rows if "_mc_" in r._tr.xml)
    row.cells[0].paragraphs[0].add_run(" RETOUCHE")


def _commente(word: Any) -> None:
    word.add_comment(word.paragraphs[0].runs or word.paragraphs[5].runs, "RETOUCHE", author="I. G.")


def _suit(word: Any) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    found = next(p for p in word.paragraphs if len(p.text) > 80)
    tracked = OxmlElement("w:ins")
    tracked.set(qn("w:author"), "I. G.")
    found._p.append(tracked)
    tracked.append(found.add_run(" RETOUCHE")._r)


def _tete(word: Any) -> None:
    word.sections[0].header.add_paragraph("RETOUCHE")


@pytest.mark.rapides(3)
@pytest.mark.parametrize(
    ("retouche", "dit"),
    [
        (_ajoute, ["1 texte modifié\n", "ajouté hors des données  «\u00a0RETOUCHE\u00a0»"]),
        (_change, ["1 texte modifié\n", "modifié hors des données  ", "RETOUCHE\u00a0»"]),
        (_retire, ["1 texte modifié\n", "retiré hors des données  "]),
        (_ligne, ["1 tableau modifié\n", "rangée ajoutée  «\u00a0RETOUCHE\u00a0»"]),
        (_cellule, ["1 texte modifié\n", "modifié hors des données  ", "RETOUCHE"]),
        (_commente, ["1 commentaire\n", "commenté  «\u00a0I. G. : RETOUCHE\u00a0»"]),
        (_suit, ["1 texte modifié, 1 modification suivie\n", "RETOUCHE"]),
        (_tete, ["1 texte modifié\n", "ajouté hors des données  «\u00a0RETOUCHE\u00a0»"]),
    ],
)
def test_what_was_changed_in_word_is_said(
    referentiel: Path, lance: Lance, tmp_path: Path, retouche: Callable[[Any], None], dit: list[str]
) -> None:
    import docx  # noqa: PLC0415

    file = tmp_path / "referentiel.docx"
    word = docx.Document(str(referentiel / "output/referentiel.docx"))
    retouche(word)
    word.save(str(file))
    found = lance("-C", referentiel, "origine", file)
    assert found.code == 1
    assert "même contenu" not in found.sortie
    assert "avant ces changements" in found.sortie
    assert all(words in found.sortie for words in dit), found.sortie


def test_a_file_that_was_only_saved_again_has_the_same_text(
    referentiel: Path, lance: Lance, tmp_path: Path
) -> None:
    import docx  # noqa: PLC0415

    file = tmp_path / "referentiel.docx"
    docx.Document(str(referentiel / "output/referentiel.docx")).save(str(file))
    found = lance("-C", referentiel, "origine", file)
    assert found.code == 0
    assert "tel qu’il a été écrit" in found.sortie
    assert "donneraient le même texte" in found.sortie
    assert "sa mise en forme n’est pas comparée" in found.sortie


@pytest.mark.lent
def test_page_numbers_are_not_compared(referentiel: Path, lance: Lance, tmp_path: Path) -> None:
    import docx  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    kind = next(kind for kind in DOCUMENTS if kind.key == "referentiel")
    making = Making(kind, Builder(Project.open(referentiel)), Templates(referentiel))
    making.pages.update(dict.fromkeys(map(str, making.document.root.xpath("//@id")), 7))
    word = docx.Document(io.BytesIO(making.make("docx").data))
    numbers = 0
    code = ""
    for node in word.element.body.iter(qn("w:instrText"), qn("w:t"), qn("w:fldChar")):
        if node.tag == qn("w:instrText"):
            code = str(node.text)
        elif node.tag == qn("w:t") and "PAGEREF" in code:
            node.text, numbers = "999", numbers + 1
        elif node.get(qn("w:fldCharType")) == "end":
            code = ""
    assert numbers > 10
    file = tmp_path / "referentiel.docx"
    word.save(str(file))
    assert lance("-C", referentiel, "origine", file).code == 0


def test_a_document_without_its_identities_is_not_vouched_for(
    referentiel: Path, lance: Lance, tmp_path: Path
) -> None:
    file = tmp_path / "referentiel.docx"
    with (
        zipfile.ZipFile(referentiel / "output/referentiel.docx") as source,
        zipfile.ZipFile(file, "w") as target,
    ):
        for name in source.namelist():
            if not name.startswith("customXml/item"):
                target.writestr(name, source.read(name))
    found = lance("-C", referentiel, "origine", file)
    assert found.code == 1
    assert "non comparé\u00a0: il ne garde plus ce que l’outil y avait écrit" in found.sortie
    assert "même contenu" not in found.sortie


@pytest.mark.lent
@pytest.mark.parametrize("extension", ["html", "xlsx", "json", "md"])
def test_the_formats_that_say_nothing_of_themselves_are_compared_whole(
    referentiel: Path, lance: Lance, tmp_path: Path, extension: str
) -> None:
    assert lance("-C", referentiel, "build", "couverture", "--format", extension).code == 0
    file = tmp_path / f"rapport.{extension}"
    file.write_bytes((referentiel / f"output/rapport-couverture.{extension}").read_bytes())
    assert "donneraient le même contenu" in lance("-C", referentiel, "origine", file).sortie
    file.write_bytes(file.read_bytes() + b" ")
    found = lance("-C", referentiel, "origine", file)
    assert found.code == 1
    assert "il a été modifié, ou fait d’autres données" in found.sortie


@pytest.mark.lent
def test_a_pdf_that_was_annotated_is_not_vouched_for(
    copie: Copie, lance: Lance, tmp_path: Path
) -> None:
    projet = copie("cycles")
    file = ecrire(note(projet), tmp_path / "note.pdf")
    file.write_bytes(file.read_bytes() + b"\n% annotation\n")
    found = lance("-C", projet, "origine", file)
    assert found.code == 1
    assert "non comparé" in found.sortie
    assert "même contenu" not in found.sortie
