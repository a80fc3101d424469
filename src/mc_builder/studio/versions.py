"""Versions of a project: git underneath, by a library, in the words of whoever writes.

The repository that holds the project is used as it is; where there is none, one begins in its
folder. Only the files of the project go into a version: what else was being prepared in the
repository stays as it was. No hook runs, nothing is sent anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from stat import S_IFREG

from dulwich.errors import NotGitRepository
from dulwich.index import index_entry_from_stat
from dulwich.object_store import commit_tree_changes, iter_tree_contents
from dulwich.objects import Blob, Commit, ObjectID, Tree
from dulwich.repo import Repo

from mc_builder.editing import Refused
from mc_builder.source.git_folder import GitProblem, check_repository
from mc_builder.source.tree import Snapshot

#: What a project is made of; the rest of the folder is no part of a version.
PARTS = ("dossier", "referentiels", "templates", ".mc-builder")
#: A path in git, its mode and its content; None for both when it is there no more.
Change = tuple[bytes, int | None, ObjectID | None]

#: How many versions are listed.
_LISTED = 100
_REGULAR = S_IFREG | 0o644
_LONGEST_SENTENCE = 2_000


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its name in git, its sentence, who saved it and when."""

    id: str
    sentence: str
    author: str
    moment: datetime


class Versions:
    """The versions of the project of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    def listed(self) -> tuple[Version, ...]:
        """The latest first; none where nothing was saved yet. Raises Refused."""
        with self._opened() as repo:
            if repo is None or not _started(repo):
                return ()
            paths = [self._in_git(repo, part) for part in PARTS]
            walker = repo.get_walker(paths=paths, max_entries=_LISTED)
            return tuple(_version(entry.commit) for entry in walker)

    def save(self, sentence: str) -> Version:
        """Keep the files as they are on the disk, with a sentence; raises Refused."""
        sentence = sentence.strip()
        if not sentence or len(sentence) > _LONGEST_SENTENCE:
            raise Refused("Dites en une phrase ce que cette version a de nouveau.")
        with self._opened() as found:
            repo = found or Repo.init(str(self.folder))
            changes = self._changes(repo)
            if not changes:
                raise Refused("Rien n’a changé depuis la dernière version.")
            tree = commit_tree_changes(repo.object_store, _top(repo), changes)
            made = repo.get_worktree().commit(
                sentence.encode(), tree=tree, no_verify=True, sign=False
            )
            self._note(repo, changes)
            return _version(_commit(repo, made))

    def files(self, version: str) -> Snapshot:
        """The files of a version, as a tree that opens like a folder; raises Refused."""
        with self._opened() as repo:
            found = {} if repo is None else self._contents(repo, version)
        folders: dict[str, list[str]] = {"": []}
        for path in found:
            parts = path.split("/")
            for depth in range(1, len(parts) + 1):
                parent = "/".join(parts[: depth - 1])
                entry = "/".join(parts[:depth]) + ("/" if depth < len(parts) else "")
                if entry not in folders.setdefault(parent, []):
                    folders[parent].append(entry)
        return Snapshot(None, folders, found)

    # --- within git -----------------------------------------------------------------------------

    @contextmanager
    def _opened(self) -> Iterator[Repo | None]:
        """The repository of the folder, None where there is none."""
        try:
            check_repository(self.folder)
            repo = Repo.discover(self.folder)
        except NotGitRepository:
            repo = None
        except (GitProblem, OSError, ValueError) as error:
            raise Refused(f"Les versions ne se lisent pas : {error}") from error
        try:
            yield repo
        finally:
            if repo is not None:
                repo.close()

    def _in_git(self, repo: Repo, path: str) -> bytes:
        """A path of the project as git names it, from the top of the repository."""
        top = Path(repo.path).resolve()
        return (self.folder / path).relative_to(top).as_posix().encode()

    def _on_disk(self) -> dict[str, Path]:
        """The files of the project, by path; links are no part of it."""
        return {
            path.relative_to(self.folder).as_posix(): path
            for part in PARTS
            for path in sorted((self.folder / part).rglob("*"))
            if path.is_file() and not path.is_symlink()
        }

    def _changes(self, repo: Repo) -> list[Change]:
        """What the disk has and the last version has not, or has otherwise; the blobs are kept."""
        tree = _top(repo)
        before = {
            entry.path: entry.sha
            for entry in iter_tree_contents(repo.object_store, tree)
            if any(_within(entry.path, self._in_git(repo, part)) for part in PARTS)
        }
        normaliser = repo.get_blob_normalizer()
        changes: list[Change] = []
        for path, file in self._on_disk().items():
            name = self._in_git(repo, path)
            blob = normaliser.checkin_normalize(Blob.from_string(file.read_bytes()), name)
            if before.pop(name, None) != blob.id:
                repo.object_store.add_object(blob)
                changes.append((name, _REGULAR, blob.id))
        return [*changes, *((name, None, None) for name in before)]

    def _note(self, repo: Repo, changes: list[Change]) -> None:
        """Tell the index, so that git sees these files as they were just saved."""
        index = repo.open_index()
        top = Path(repo.path)
        for name, _, sha in changes:
            if sha is None:
                if name in index:
                    del index[name]
            else:
                status = (top / name.decode()).stat()
                index[name] = index_entry_from_stat(status, sha, mode=_REGULAR)
        index.write()

    def _contents(self, repo: Repo, version: str) -> dict[str, bytes]:
        """The files of the project in a version, by path from the folder."""
        commit = _commit(repo, version.encode())
        base = self._in_git(repo, "").rstrip(b".").rstrip(b"/")
        normaliser = repo.get_blob_normalizer()
        found = {}
        for entry in iter_tree_contents(repo.object_store, commit.tree):
            name = entry.path[len(base) + bool(base) :] if _within(entry.path, base) else None
            if name is None or not any(_within(name, part.encode()) for part in PARTS):
                continue
            blob = repo[entry.sha]
            if isinstance(blob, Blob):
                blob = normaliser.checkout_normalize(blob, entry.path)
                found[name.decode("utf-8", "replace")] = blob.data
        return found


def _started(repo: Repo) -> bool:
    """Whether there is a version at all: a branch may have a name before it has one."""
    try:
        return bool(repo.head())
    except KeyError:
        return False


def _commit(repo: Repo, name: bytes) -> Commit:
    """A version of the repository; raises Refused when there is none of this name."""
    try:
        commit = repo[name]
    except (KeyError, ValueError) as error:
        raise Refused("Cette version n’existe pas.") from error
    if not isinstance(commit, Commit):
        raise Refused("Cette version n’existe pas.")
    return commit


def _top(repo: Repo) -> ObjectID:
    """The tree of the last version; an empty one before the first."""
    if _started(repo):
        tree: ObjectID = _commit(repo, repo.head()).tree
        return tree
    empty = Tree()
    repo.object_store.add_object(empty)
    return empty.id


def _within(path: bytes, folder: bytes) -> bool:
    return not folder or path == folder or path.startswith(folder + b"/")


def _version(commit: Commit) -> Version:
    zone = timezone(timedelta(seconds=commit.commit_timezone))
    return Version(
        commit.id.decode(),
        commit.message.decode("utf-8", "replace").strip(),
        commit.author.decode("utf-8", "replace").partition(" <")[0],
        datetime.fromtimestamp(commit.commit_time, zone),
    )
