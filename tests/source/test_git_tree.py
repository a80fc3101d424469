"""A version read from git objects: the same files as a folder, and nothing is run or written."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from depots_git import empreintes, git
from mc_builder.source import git_tree
from mc_builder.source.git_folder import GitProblem
from mc_builder.source.git_tree import git_version
from mc_builder.source.tree import MAX_BYTES, MAX_ENTRIES, Folder, ReadProblem
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


# --- what would never end -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def attendu(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with one file, packed references and an object of each kind."""
    depot = tmp_path_factory.mktemp("attendu")
    git(depot, "init", "-q")
    (depot / "a.yaml").write_text("vrai")
    commit(depot)
    git(depot, "pack-refs", "--all")
    return depot


def objet(depot: Path, name: str) -> str:
    oid = git(depot, "rev-parse", name).strip()
    return f".git/objects/{oid[:2]}/{oid[2:]}"


@pytest.mark.parametrize(
    "name",
    [
        *(".git", ".git/HEAD", ".git/config", ".git/packed-refs", ".git/commondir", ".git/shallow"),
        *(".git/objects/info/alternates", ".git/info/grafts", ".git/objects", ".git/refs"),
        *("HEAD", "HEAD^{tree}", "HEAD:a.yaml"),
    ],
)
def test_a_pipe_in_the_place_of_a_file_of_git_is_said_at_once(
    attendu: Path, tmp_path: Path, name: str
) -> None:
    depot = Path(shutil.copytree(attendu, tmp_path / "depot"))
    path = depot / (name if name.startswith(".git") else objet(depot, name))
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    os.mkfifo(path)
    started = time.monotonic()
    with (
        pytest.raises(GitProblem, match="n’est pas un fichier ordinaire"),
        git_version(depot, "HEAD"),
    ):
        pass
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("how", ["tube", "lien"])
def test_a_pipe_in_the_folder_that_a_work_tree_names(
    attendu: Path, tmp_path: Path, how: str
) -> None:
    depot = Path(shutil.copytree(attendu, tmp_path / "depot"))
    git(depot, "worktree", "add", "-q", str(tmp_path / "autre"))
    head = depot / ".git/config"
    head.unlink()
    os.mkfifo(tmp_path / "tube")
    if how == "lien":
        head.symlink_to(tmp_path / "tube")
    else:
        os.mkfifo(head)
    with pytest.raises(GitProblem, match="ordinaire"), git_version(tmp_path / "autre", "HEAD"):
        pass


def test_a_git_that_does_not_answer_is_stopped(
    depot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no look at its folder can see: a pipe in the objects of another repository."""
    for name in ("a.yaml", "b.yaml"):
        (depot / name).write_text(name)
    commit(depot)
    other = tmp_path / "ailleurs"
    shutil.copytree(depot / ".git/objects", other)
    for name in ("HEAD:a.yaml", "HEAD:b.yaml"):
        path = objet(depot, name)
        (depot / path).unlink()
        away = other / Path(path).relative_to(".git/objects")
        away.unlink()
        os.mkfifo(away)
    (depot / ".git/objects/info").mkdir(exist_ok=True)
    (depot / ".git/objects/info/alternates").write_text(f"{other}\n")
    monkeypatch.setattr(git_tree, "_SECONDS", 1)
    started = time.monotonic()

    def reads() -> None:
        with git_version(depot, "HEAD") as tree:
            for name in ("a.yaml", "b.yaml"):
                tree.read(name)

    with pytest.raises(GitProblem, match="n’a pas répondu"):
        reads()
    assert time.monotonic() - started < 10


def arbre(depot: Path, count: int) -> None:
    """A commit whose folder `dossier` holds so many files, and the project at its top as many."""
    blob = git(depot, "hash-object", "-w", "--stdin", entree="texte").strip()
    lines = "".join(f"100644 blob {blob}\tn{number}.md\n" for number in range(count))
    inside = git(depot, "mktree", entree=lines).strip()
    vrai = git(depot, "mktree", entree=f"100644 blob {blob}\tdossier.yaml\n").strip()
    top = f"{lines}040000 tree {inside}\tnotes\n040000 tree {vrai}\tvrai\n"
    whole = git(depot, "mktree", entree=top).strip()
    oid = git(depot, "commit-tree", whole, "-m", "x").strip()
    git(depot, "update-ref", "refs/heads/grand", oid)


@pytest.mark.lent
def test_a_folder_of_very_many_files_is_not_listed_to_its_end(depot: Path) -> None:
    spent = []
    for count in (MAX_ENTRIES * 2, MAX_ENTRIES * 40):
        arbre(depot, count)
        started = time.monotonic()
        with git_version(depot, "grand") as tree:
            for folder in ("", "notes"):
                with pytest.raises(ReadProblem, match="plus de 2 000 entrées"):
                    tree.paths(folder)
            # What is beside them is still found, though their listing is cut.
            assert tree.paths("vrai") == ["vrai/dossier.yaml"]
            assert tree.read("vrai/dossier.yaml") == b"texte"
            assert tree.read("n1.md") == b"texte"
            assert tree.read("absent.md") is None
        spent.append(time.monotonic() - started)
    # Twenty times as many files: the time is that of the bound, not of the folder.
    assert spent[1] < 10 * spent[0] + 1
