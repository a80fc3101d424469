"""`relire`: what Word files that came back say otherwise, in words and as data."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest

from lectures import ouvert
from ligne_de_commande import Lance
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.page.templates import Templates
from mc_builder.production import imprimes
from mc_builder.writers.docx.writer import write_docx

CYCLES = Path(__file__).parents[1] / "projets/cycles"


@pytest.fixture(scope="module")
def grille() -> bytes:
    """A short document of the small project."""
    making = Making(document_kind("grille"), Builder(ouvert(CYCLES)), Templates(CYCLES))
    reference = Templates().file("reference.docx").read_bytes()
    return write_docx(making.document, reference, date=datetime(2020, 1, 1, tzinfo=UTC))


def edited(content: bytes, path: Path) -> Path:
    """The document with one word changed in a text of the data, and a comment on it."""
    word: Any = docx.Document(io.BytesIO(content))
    found = next(p for p in word.paragraphs if "Projet inventé" in p.text)
    run = next(r for r in found.runs if "inventé" in r.text)
    run.text = run.text.replace("inventé", "imaginé")
    word.add_comment([run], "Est-ce le bon mot ?", author="I. G.")
    word.save(str(path))
    return path


def test_a_change_and_a_comment_are_said(lance: Lance, grille: bytes, tmp_path: Path) -> None:
    found = lance("-C", CYCLES, "relire", edited(grille, tmp_path / "retour.docx"))
    assert found.code == 0, found
    assert "retour.docx – Grille des critères, version 0.3.0" in found.sortie
    assert "Projet [-inventé-] {+imaginé+} – document de travail" in found.sortie
    assert "I. G." in found.sortie
    assert "Est-ce le bon mot" in found.sortie
    assert "1 texte modifié et 1 commentaire" in found.sortie


def test_a_file_of_another_project_is_refused(lance: Lance, grille: bytes, tmp_path: Path) -> None:
    file = edited(grille, tmp_path / "retour.docx")
    found = lance("-C", CYCLES.parent / "options", "relire", file)
    assert found.code == 2
    assert "d’un autre projet" in found.erreurs
    assert "Celui-ci est «\xa0Réparation d’instruments de musique\xa0»" in found.erreurs


def test_the_same_as_data(lance: Lance, grille: bytes, tmp_path: Path) -> None:
    file = edited(grille, tmp_path / "retour.docx")
    (tmp_path / "intact.docx").write_bytes(grille)
    found = lance("-C", CYCLES, "relire", file, tmp_path / "intact.docx", "--format", "json")
    assert found.code == 0
    one, other = json.loads(found.sortie)["fichiers"]
    assert (one["document"], one["certain"]) == ("grille", True)
    (change,) = one["modifications"]
    assert change["genre"] == "texte"
    assert change["identite"] == "dossier:avertissements/1"
    assert change["apres"] == "Projet imaginé – document de travail"
    (remark,) = one["commentaires"]
    assert (remark["identite"], remark["auteur"]) == ("dossier:avertissements/1", "I. G.")
    assert (other["modifications"], other["commentaires"]) == ([], [])


def test_a_file_without_anything_of_ours_is_compared_with_what_was_built(
    lance: Lance, grille: bytes, tmp_path: Path
) -> None:
    """Google Docs: the words are found in the documents that a build has kept."""
    file = edited(grille, tmp_path / "retour.docx")
    with zipfile.ZipFile(file) as package:
        parts = {n: package.read(n) for n in package.namelist() if "customXml" not in n}
    file.write_bytes(archive(**parts))
    assert lance("-C", tmp_path, "relire", file).code == 2
    (tmp_path / "output/.mc-builder").mkdir(parents=True)
    imprimes.keep(tmp_path / "output", grille)
    found = lance("-C", tmp_path, "relire", file)
    assert found.code == 0, found
    assert "{+imaginé+}" in found.sortie
    assert "? modifié" in found.sortie


def test_as_many_printed_documents_are_kept_as_serve(grille: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(grille)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = next(n for n in parts if n.startswith("customXml/item") and b"<imprime>" in parts[n])
    (tmp_path / ".mc-builder").mkdir()
    for number in range(20):
        other = re.sub(rb'empreinte="[0-9a-f]{12}', b'empreinte="%012x' % number, parts[name])
        imprimes.keep(tmp_path, archive(**{**parts, name: other}))
    assert len(list(imprimes.kept(tmp_path))) == 12
    (damaged, *_) = (tmp_path / imprimes.FOLDER).iterdir()
    damaged.write_bytes(b"abime")
    assert len(list(imprimes.kept(tmp_path))) == 11


def archive(**parts: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return written.getvalue()


_ENTITY = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


@pytest.mark.rapides(3)
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "n’est plus un document Word lisible"),
        (b"PK\x03\x04 pas une archive", "n’est plus un document Word lisible"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 chiffre", "protégé par un mot de passe"),
        (archive(a=b"x"), "n’est pas un document Word"),
        (archive(**{"word/document.xml": b"<a>"}), "n’est plus un document Word lisible"),
        (archive(**{"word/document.xml": _ENTITY}), "n’est pas un document Word lisible"),
        (archive(**{"word/document.xml": b"<a/>"}), "ne garde plus ce que l’outil y avait écrit"),
    ],
)
def test_what_cannot_be_read_is_said(
    lance: Lance, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "retour.docx"
    file.write_bytes(content)
    found = lance("relire", file)
    assert found.code == 2
    assert said in found.erreurs
    assert found.erreurs.count("\n") == 1
    assert found.sortie == ""


@pytest.mark.lent
def test_an_archive_that_swells_is_not_read_whole(lance: Lance, tmp_path: Path) -> None:
    file = tmp_path / "retour.docx"
    file.write_bytes(archive(**{"word/document.xml": b"<a>" + b" " * 210_000_000 + b"</a>"}))
    found = lance("relire", file)
    assert found.code == 2
    assert "trop lourd" in found.erreurs


def test_a_missing_file_and_a_folder(lance: Lance, tmp_path: Path) -> None:
    assert lance("relire", tmp_path / "absent.docx").code == 2
    assert lance("relire", tmp_path).code == 2
