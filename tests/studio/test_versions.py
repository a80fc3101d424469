"""Versions: what is saved is found again, and nothing else of the repository moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from depots_git import git
from mc_builder.editing import Refused
from mc_builder.project import Project
from mc_builder.studio.comparing import restored, since
from mc_builder.studio.versions import Versions

DOSSIER = "dossier/dossier.yaml"


def test_a_folder_without_a_repository_begins_one(projet: Path) -> None:
    versions = Versions(projet)
    assert versions.listed() == ()
    made = versions.save("  Première version ")
    assert [v.sentence for v in versions.listed()] == ["Première version"]
    assert git(projet, "status", "--short") == ""
    assert Project.open(versions.files(made.id)).files.files == Project.open(projet).files.files


def test_nothing_new_and_no_sentence_are_refused(projet: Path) -> None:
    versions = Versions(projet)
    versions.save("Première version")
    with pytest.raises(Refused, match="Rien n’a changé"):
        versions.save("Deuxième version")
    with pytest.raises(Refused, match="Dites en une phrase"):
        versions.save("   ")
    assert len(versions.listed()) == 1


def test_the_repository_that_holds_the_project_is_used_as_it_is(
    projet: Path, tmp_path: Path
) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "autre.txt").write_text("un")
    git(tmp_path, "add", "autre.txt")
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\ntouch ../passe\nexit 1\n")
    hook.chmod(0o755)
    made = Versions(projet).save("Le dossier")
    assert not (tmp_path / "passe").exists(), "no hook runs"
    assert git(tmp_path, "status", "--short").splitlines() == ["A  autre.txt"]
    assert "autre.txt" not in git(tmp_path, "show", "--stat", made.id)
    git(tmp_path, "fsck", "--strict")


def test_a_file_added_changed_and_taken_away(projet: Path) -> None:
    versions = Versions(projet)
    first = versions.save("Un")
    new, main = projet / "dossier" / "note" / "90-suite.md", projet / DOSSIER
    new.write_text("# Suite\n\nUn texte.\n", "utf-8")
    main.write_bytes(main.read_bytes() + b"# un\n")
    (projet / "dossier" / "graphiques.yaml").unlink()
    found = since(Project.open(projet), versions.files(first.id))
    states = {f["chemin"]: f["etat"] for f in found["fichiers"]}
    assert states == {
        "dossier/dossier.yaml": "modifié",
        "dossier/graphiques.yaml": "ôté",
        "dossier/note/90-suite.md": "ajouté",
    }
    assert "+# un" in next(f["lignes"] for f in found["fichiers"] if f["chemin"] == DOSSIER)
    versions.save("Deux")
    assert git(projet, "status", "--short") == ""
    assert restored(versions.files(first.id), "dossier/note/90-suite.md") == {
        "dossier/note/90-suite.md": None
    }


def test_a_version_says_what_coverage_lost(projet: Path) -> None:
    versions = Versions(projet)
    first = versions.save("Un")
    bloc = projet / "referentiels" / "blocs" / "bloc-1.yaml"
    text = bloc.read_text("utf-8")
    assert "mobilise: [accueil]" in text
    bloc.write_text(text.replace("mobilise: [accueil]", "mobilise: [intervention]"), "utf-8")
    found = since(Project.open(projet), versions.files(first.id))
    assert [c["genre"] for c in found["couverture"]] == ["Moins couvertes qu’avant"]
    (links,) = found["changements"]
    assert links["titre"] == "Liens"
    assert {c["genre"] for c in links["changements"]} == {"lien-ajoute", "lien-retire"}


@pytest.mark.parametrize("name", ["", "0" * 40, "HEAD~9", "é", "../x"])
def test_a_version_that_is_none(projet: Path, name: str) -> None:
    versions = Versions(projet)
    versions.save("Un")
    with pytest.raises(Refused, match="n’existe pas"):
        versions.files(name)


@pytest.mark.parametrize("path", ["../x", "dossier/../../x", "output/x", ".git/config", ""])
def test_only_a_file_of_the_project_is_taken_again(projet: Path, path: str) -> None:
    versions = Versions(projet)
    with pytest.raises(Refused, match="n’est pas du projet"):
        restored(versions.files(versions.save("Un").id), path)
