"""A folder on disk: natural order, and only regular files inside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mc_builder.source.tree import (
    MAX_BYTES,
    MAX_ENTRIES,
    Folder,
    ReadProblem,
    Snapshot,
    natural_key,
)


def test_natural_order() -> None:
    names = ["bloc-10.yaml", "bloc-2.yaml", "Bloc-1.yaml", "annexe.yaml", "2.md", "10.md"]
    assert sorted(names, key=natural_key) == [
        "2.md",
        "10.md",
        "annexe.yaml",
        "Bloc-1.yaml",
        "bloc-2.yaml",
        "bloc-10.yaml",
    ]


def test_paths_are_in_natural_order_and_say_which_are_folders(tmp_path: Path) -> None:
    (tmp_path / "blocs" / "dossier").mkdir(parents=True)
    for name in ("bloc-10.yaml", "bloc-2.yaml", ".cache.yaml"):
        (tmp_path / "blocs" / name).touch()
    assert Folder(tmp_path).paths("blocs") == [
        "blocs/.cache.yaml",
        "blocs/bloc-2.yaml",
        "blocs/bloc-10.yaml",
        "blocs/dossier/",
    ]
    assert Folder(tmp_path).paths("") == ["blocs/"]
    assert Folder(tmp_path).paths("absent") == []


def test_reads_bytes_or_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\x00")
    assert Folder(tmp_path).read("a.yaml") == b"\xff\x00"
    assert Folder(tmp_path).read("b.yaml") is None
    assert Folder(tmp_path).read("a.yaml/b.yaml") is None


def test_a_link_inside_the_project_is_read(tmp_path: Path) -> None:
    (tmp_path / "vrai.yaml").write_text("a: b")
    (tmp_path / "lien.yaml").symlink_to("vrai.yaml")
    assert Folder(tmp_path).read("lien.yaml") == b"a: b"


@pytest.mark.parametrize("target", ["../dehors/secret.yaml", "/etc/hostname", "perdu.yaml"])
def test_a_link_that_leaves_the_project_or_leads_nowhere_is_not(
    tmp_path: Path, target: str
) -> None:
    (tmp_path / "dehors").mkdir()
    (tmp_path / "dehors" / "secret.yaml").write_text("secret")
    projet = tmp_path / "projet"
    projet.mkdir()
    (projet / "lien.yaml").symlink_to(target)
    with pytest.raises(ReadProblem):
        Folder(projet).read("lien.yaml")


def test_a_folder_that_is_a_link_outside_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "dehors").mkdir()
    (tmp_path / "dehors" / "secret.yaml").write_text("secret")
    projet = tmp_path / "projet"
    projet.mkdir()
    (projet / "blocs").symlink_to("../dehors")
    with pytest.raises(ReadProblem, match="lien"):
        Folder(projet).paths("blocs")
    with pytest.raises(ReadProblem, match="lien"):
        Folder(projet).read("blocs/secret.yaml")


def test_a_link_to_itself_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("a.yaml")
    with pytest.raises(ReadProblem):
        Folder(tmp_path).read("a.yaml")


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    with pytest.raises(ReadProblem, match="ordinaire"):
        Folder(tmp_path).read("a.yaml")


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(ReadProblem, match="4 Mo"):
        Folder(tmp_path).read("a.yaml")


def test_a_path_cannot_climb_out(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("secret")
    projet = tmp_path / "projet"
    projet.mkdir()
    with pytest.raises(ReadProblem):
        Folder(projet).read("../secret.yaml")


def test_a_folder_of_too_many_files_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / "blocs").mkdir()
    for i in range(MAX_ENTRIES + 1):
        (tmp_path / "blocs" / f"{i}.yaml").touch()
    with pytest.raises(ReadProblem, match="2 000 entrées"):
        Folder(tmp_path).paths("blocs")


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission non accordée", str(path))

    (tmp_path / "blocs").mkdir()
    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(ReadProblem, match="accès refusé"):
        Folder(tmp_path).paths("blocs")


def test_an_edited_snapshot_is_the_folder_that_it_would_be(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("a/2.md", "a/10.md", "b"):
        (tmp_path / name).write_bytes(name.encode())
    before = Snapshot(Folder(tmp_path))
    changes = {"a/2.md": None, "a/9.md": b"neuf", "b": b"B", "c/d/e": b"E", "absent": None}
    after = before.edited(changes)
    assert (before.paths("a"), before.read("b")) == (["a/2.md", "a/10.md"], b"b")
    for path, data in changes.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        if data is None:
            (tmp_path / path).unlink(missing_ok=True)
        else:
            (tmp_path / path).write_bytes(data)
    now = Folder(tmp_path)
    for folder in ("", "a", "c", "c/d", "rien"):
        assert after.paths(folder) == now.paths(folder)
    for path in (*changes, "a/10.md"):
        assert after.read(path) == now.read(path)
