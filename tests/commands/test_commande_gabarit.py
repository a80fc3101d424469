"""``mc-builder gabarit verifier`` and ``build --commentaires``, as a user types them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from ligne_de_commande import Lance
from mc_builder.builtin import builtin_folder
from mc_builder.french import typeset

REFERENCE = builtin_folder() / "reference.docx"


def test_nothing_to_say_and_a_specimen(lance: Lance, tmp_path: Path) -> None:
    target = tmp_path / "specimen.docx"
    result = lance("gabarit", "verifier", REFERENCE, "--specimen", target)
    assert result.code == 0
    assert "rien à signaler" in result.sortie
    assert "Rôle chapeau" in "".join(p.text for p in docx.Document(str(target)).paragraphs)


def test_warnings_do_not_fail(lance: Lance, tmp_path: Path) -> None:
    path = tmp_path / "modele.docx"
    docx.Document().save(str(path))
    result = lance("gabarit", "verifier", path)
    assert result.code == 0
    assert result.sortie.count("MOD001") == 1
    result = lance("gabarit", "verifier", path, "--details")
    assert result.code == 0
    said = typeset("MOD001 avertissement: pas de style « TM 1 » pour le rôle « sommaire-1 »")
    assert said in result.sortie


def test_a_template_of_word_is_a_model(lance: Lance, tmp_path: Path) -> None:
    path = tmp_path / "charte.dotx"
    with zipfile.ZipFile(REFERENCE) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(b".document.main+xml", b".template.main+xml"))
    specimen = tmp_path / "specimen.docx"
    result = lance("gabarit", "verifier", path, "--specimen", specimen)
    assert (result.code, "rien à signaler" in result.sortie) == (0, True)
    assert docx.Document(str(specimen)).paragraphs


def test_what_is_refused_fails_and_has_no_specimen(lance: Lance, tmp_path: Path) -> None:
    path = tmp_path / "modele.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/vbaProject.bin", b"x")
    target = tmp_path / "specimen.docx"
    result = lance("gabarit", "verifier", path, "--specimen", target)
    assert result.code == 1
    said = typeset(
        "DOC009 erreur: le modèle Word est refusé : la partie [Content_Types].xml manque"
    )
    assert said in result.sortie
    assert not target.exists()


@pytest.mark.parametrize("name", ["absent.docx", "."])
def test_no_file(lance: Lance, tmp_path: Path, name: str) -> None:
    result = lance("gabarit", "verifier", tmp_path / name)
    assert result.code == 2
    assert "n’est pas un fichier" in result.erreurs


def test_the_map_of_the_project_is_used(lance: Lance, copie: Callable[[str], Path]) -> None:
    folder = copie("cycles")
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / "styles-word.yaml").write_text("chapo: X\n", "utf-8")
    result = lance("-C", folder, "gabarit", "verifier", REFERENCE)
    assert result.code == 1
    assert (
        "templates/styles-word.yaml:1:1: MOD005 erreur: rôle inconnu «\u00a0chapo\u00a0»"
        in result.sortie
    )


@pytest.mark.lent
def test_comments_of_a_build(lance: Lance, copie: Callable[[str], Path]) -> None:
    folder = copie("cycles")
    result = lance("-C", folder, "build", "referentiel", "--format", "docx", "--commentaires")
    assert result.code == 0, result.erreurs
    content = (folder / "output" / "referentiel.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        comments = package.read("word/comments.xml").decode()
    assert 'w:author="mc_builder"' in comments


def test_a_specimen_destroys_no_file_of_that_name(lance: Lance, tmp_path: Path) -> None:
    """Not even the model itself, whose name is soon typed twice."""
    model = tmp_path / "modele.docx"
    model.write_bytes(REFERENCE.read_bytes())
    result = lance("gabarit", "verifier", model, "--specimen", model)
    assert result.code == 0
    (kept,) = tmp_path.glob("modele – revenu le *.docx")
    assert kept.read_bytes() == REFERENCE.read_bytes()
    assert str(kept) in result.erreurs
    assert "Rien n’est perdu" in result.erreurs
    # The same specimen again is ours.
    assert lance("gabarit", "verifier", kept, "--specimen", model).erreurs == ""
