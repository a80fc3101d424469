"""What the files of the tests give, read once by each process for all that read them again.

Why: the same projects are opened some thousands of times, and to read them is most of it. What one
file gives is frozen and, as in the atelier after each edit, is taken again where a file of the same
path has the same bytes (`loading/given.py`); what files say of each other is asked each time. The
tests of that very thing read all anew, and those that write in a model, which is shared here: they
ask for the fixture `lecture_neuve`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from mc_builder import loading
from mc_builder.loading import Loaded
from mc_builder.loading.given import Given
from mc_builder.loading.loader import Loader
from mc_builder.project import Project
from mc_builder.source.tree import Folder, Snapshot

#: The files of all the projects of the repository, a few times.
_MOST = 1_000

_known: dict[tuple[str, bytes], Given] = {}
#: What was read once, by its hash.
_met: set[int] = set()


class _Connus(Mapping[str, Given]):
    """What is known of the files of one tree, by path."""

    def __init__(self, tree: Snapshot) -> None:
        self._tree = tree

    def __getitem__(self, path: str) -> Given:
        return _known[path, self._tree.read(path) or b""]

    def __iter__(self) -> Iterator[str]:
        return (path for path, _ in _known)

    def __len__(self) -> int:
        return len(_known)


class _Partage(Loader):
    """A load that is the first of its project, but takes what is known of its files."""

    def __init__(self, tree: Snapshot, known: Mapping[str, Given]) -> None:
        super().__init__(tree, known or _Connus(tree))
        self._first = not known

    def load(self) -> Loaded:
        """See `Loader`."""
        loaded = super().load()
        for path, given in self.kept.items() if self._first else ():
            _keep((path, given.data), given)
        return loaded


def _keep(key: tuple[str, bytes], given: Given) -> None:
    """Keep what is read for the second time: most files of the tests are never seen again."""
    if hash(key) in _met:
        if len(_known) >= _MOST:
            del _known[next(iter(_known))]
        _known.setdefault(key, given)
    _met.add(hash(key))


@cache
def ouvert(folder: Path) -> Project:
    """A project of the repository, open: whoever only reads it shares what is measured of it."""
    return Project.open(Folder(folder))


def partager() -> None:
    """From now on, each load of this process takes what the others have read."""
    vars(loading)["Loader"] = _Partage


def separer() -> None:
    """From now on, each load reads all."""
    vars(loading)["Loader"] = Loader
