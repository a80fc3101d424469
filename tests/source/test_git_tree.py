"""A version read from git objects: the same files as a folder, and nothing is run or written."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from depots_git import empreintes, git
from mc_builder.source.git_tree import GitProblem, git_version
from mc_builder.source.tree import MAX_BYTES, Folder, ReadProblem
from outils_externes import programme

CYCLES = Path(__file__).parents[1] / "projets" / "cycles"


def commit(folder: Path) -> None:
    git(folder, "add", "-A", "-f")
    git(folder, "commit", "-q", "-m", "version")


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    """An empty repository."""
    folder = tmp_path / "depot"
    folder.mkdir()
    git(folder, "init", "-q")
    return folder


@pytest.mark.parametrize("sous_dossier", ["", "projets/vélos 1"])
def test_a_version_is_read_as_the_folder_was(depot: Path, sous_dossier: str) -> None:
    projet = depot / sous_dossier
    shutil.copytree(CYCLES, projet, dirs_exist_ok=True)
    (projet / "referentiels/textes/.cache.md").write_text("caché")
    commit(depot)
    folders = ("dossier", "dossier/note", "referentiels/textes", "referentiels/blocs", "absent")
    expected = {f: Folder(projet).paths(f) for f in folders}
    contents = {p: Folder(projet).read(p) for ps in expected.values() for p in ps if p[-1] != "/"}
    for path in contents:
        (projet / path).unlink()  # the work tree does not matter
    before = empreintes(depot)
    with git_version(projet, "HEAD") as tree:
        assert {f: tree.paths(f) for f in folders} == expected
        assert {path: tree.read(path) for path in contents} == contents
        assert tree.read("dossier/absent.yaml") is None
    assert empreintes(depot) == before


def test_any_name_of_a_commit_will_do(depot: Path) -> None:
    (depot / "a.yaml").write_bytes(b"un")
    commit(depot)
    git(depot, "tag", "-a", "v1", "-m", "v1")
    (depot / "a.yaml").write_bytes(b"deux")
    commit(depot)
    full = git(depot, "rev-parse", "HEAD~1").strip()
    for ref in ("v1", "HEAD~1", "HEAD^", full, full[:8], "refs/tags/v1"):
        with git_version(depot, ref) as tree:
            assert tree.read("a.yaml") == b"un", ref


def test_files_of_any_content_come_one_after_the_other(depot: Path) -> None:
    contents = {f"{i}.yaml": bytes([i, 10, 0, 13]) * i for i in range(9)}
    for name, content in contents.items():
        (depot / name).write_bytes(content)
    commit(depot)
    with git_version(depot, "HEAD") as tree:
        for _ in range(2):
            assert {name: tree.read(name) for name in contents} == contents


def test_links_submodules_and_large_files_are_problems(depot: Path, tmp_path: Path) -> None:
    (depot / "vrai.yaml").write_text("a: b")
    (depot / "lien.yaml").symlink_to("vrai.yaml")
    (depot / "notes").symlink_to(tmp_path)
    (depot / "grand.yaml").write_bytes(b" " * (MAX_BYTES + 1))
    autre = depot / "module"
    autre.mkdir()
    git(autre, "init", "-q")
    git(autre, "commit", "-q", "--allow-empty", "-m", "vide")
    commit(depot)
    with git_version(depot, "HEAD") as tree:
        for path, words in (
            ("lien.yaml", "lien"),
            ("grand.yaml", "dépasse"),
            ("module", "ordinaire"),
        ):
            with pytest.raises(ReadProblem, match=words):
                tree.read(path)
        for folder, words in (("notes", "lien"), ("module", "sous-module")):
            with pytest.raises(ReadProblem, match=words):
                tree.paths(folder)
        assert tree.read("vrai.yaml") == b"a: b"


def test_an_object_that_is_lost_or_damaged_is_a_problem(depot: Path) -> None:
    for name in ("perdu.yaml", "abime.yaml", "bon.yaml"):
        (depot / name).write_text(name)
    commit(depot)

    def object_of(name: str) -> Path:
        oid = git(depot, "rev-parse", f"HEAD:{name}").strip()
        return depot / ".git/objects" / oid[:2] / oid[2:]

    object_of("perdu.yaml").unlink()
    abime = object_of("abime.yaml")
    abime.chmod(0o644)
    abime.write_bytes(abime.read_bytes()[:-4] + b"\0\0\0\0")
    try:
        with git_version(depot, "HEAD") as tree:
            for name in ("perdu.yaml", "abime.yaml"):
                with pytest.raises(ReadProblem):
                    tree.read(name)
    except GitProblem:
        pass  # git may refuse the whole version: one sentence too


@pytest.mark.parametrize("ref", ["", "-x", "--upload-pack=touch canari", "a\nb", "a\0b"])
def test_a_name_that_is_an_option_or_no_name_is_refused(depot: Path, ref: str) -> None:
    with pytest.raises(GitProblem, match="n’est pas un nom de version"), git_version(depot, ref):
        pass


def test_what_surrounds_the_call_does_not_choose_the_repository(
    depot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook runs with GIT_DIR and GIT_INDEX_FILE set: they are not for us."""
    (depot / "a.yaml").write_text("vrai")
    commit(depot)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(tmp_path))
    with git_version(depot, "HEAD") as tree:
        assert tree.read("a.yaml") == b"vrai"


def test_a_replaced_object_is_not_followed(depot: Path) -> None:
    (depot / "a.yaml").write_text("vrai")
    commit(depot)
    true = git(depot, "rev-parse", "HEAD:a.yaml").strip()
    (depot / "b.yaml").write_text("faux")
    git(depot, "replace", true, git(depot, "hash-object", "-w", "b.yaml").strip())
    with git_version(depot, "HEAD") as tree:
        assert tree.read("a.yaml") == b"vrai"


def test_a_git_inside_the_project_is_not_run(depot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (depot / "git").write_text(f"#!/bin/sh\ntouch {depot}/canari\n")
    (depot / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(depot))
    with pytest.raises(GitProblem, match="dans le projet"), git_version(depot, "HEAD"):
        pass
    assert not (depot / "canari").exists()


def test_a_hostile_repository_runs_nothing(depot: Path, tmp_path: Path) -> None:
    """All that a configuration may have git run is a script that leaves a trace."""
    canari = tmp_path / "canari"
    script = tmp_path / "piege.sh"
    script.write_text(f"#!/bin/sh\necho $0 $* >> {canari}\n")
    script.chmod(0o755)
    for name in ("a.yaml", "absent.yaml"):
        (depot / name).write_text(name)
    (depot / ".gitattributes").write_text("* filter=piege diff=piege text eol=crlf\n")
    commit(depot)
    oid = git(depot, "rev-parse", "HEAD:absent.yaml").strip()
    (depot / ".git/objects" / oid[:2] / oid[2:]).unlink()  # a partial clone would fetch it
    piege = str(script)
    settings = {
        "core.fsmonitor": piege,
        "core.pager": piege,
        "pager.ls-tree": piege,
        "pager.cat-file": piege,
        "pager.rev-parse": piege,
        "alias.rev-parse": f"!{piege}",
        "alias.cat-file": f"!{piege}",
        "alias.ls-tree": f"!{piege}",
        "core.hooksPath": str(tmp_path / "hooks"),
        "core.sshCommand": piege,
        "core.gitProxy": piege,
        "core.editor": piege,
        "core.askPass": piege,
        "core.alternateRefsCommand": piege,
        "credential.helper": piege,
        "diff.piege.textconv": piege,
        "diff.piege.command": piege,
        "diff.external": piege,
        "filter.piege.smudge": piege,
        "filter.piege.clean": piege,
        "filter.piege.process": piege,
        "gpg.program": piege,
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "loin",
        "remote.loin.promisor": "true",
        "remote.loin.partialCloneFilter": "blob:none",
        "remote.loin.url": f"ext::{piege}",
        "remote.loin.uploadpack": piege,
        "protocol.allow": "always",
        "protocol.ext.allow": "always",
        "uploadpack.packObjectsHook": piege,
    }
    for key, value in settings.items():
        git(depot, "config", key, value)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in (
        "post-index-change",
        "reference-transaction",
        "post-checkout",
        "fsmonitor-watchman",
    ):
        shutil.copy(script, hooks / name)
        shutil.copy(script, depot / ".git/hooks" / name)
    before = empreintes(depot)
    with git_version(depot, "HEAD") as tree:
        assert tree.read("a.yaml") == b"a.yaml"
        with pytest.raises(ReadProblem, match="clone partiel"):
            tree.read("absent.yaml")
    assert not canari.exists(), canari.read_text()
    assert empreintes(depot) == before
    git_alone = [programme("git"), "cat-file", "-p", oid]  # the trap does work
    subprocess.run(git_alone, cwd=depot, capture_output=True, check=False)
    assert canari.exists()


def test_a_tree_that_holds_itself_many_times_is_not_unrolled(depot: Path) -> None:
    """Twelve levels of ten: a listing of the whole would have a thousand billion lines."""
    (depot / "a.yaml").write_text("a")
    commit(depot)
    tree = git(depot, "rev-parse", "HEAD^{tree}").strip()
    for _ in range(12):
        lines = "".join(f"040000 tree {tree}\td{i}\n" for i in range(10))
        tree = git(depot, "mktree", entree=lines).strip()
    version = git(depot, "commit-tree", tree, "-m", "bombe").strip()
    with git_version(depot, version) as files:
        assert files.paths("d1") == [f"d1/d{i}/" for i in range(10)]
        assert files.read("/".join(["d1"] * 12) + "/a.yaml") == b"a"
