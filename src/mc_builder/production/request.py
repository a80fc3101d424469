"""What a build was asked for, as values that can be handed to another process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mc_builder.documents.declaration import DocumentKind
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.options import Options

if TYPE_CHECKING:
    # A build with nothing to do loads no model.
    from mc_builder.coverage.comparison.changements import Changements
    from mc_builder.source.tree import Snapshot


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked on the command line."""

    folder: Path
    kinds: tuple[DocumentKind, ...]
    formats: tuple[str, ...]
    named: bool
    options: Options
    contre: str | None
    sans_cache: bool
    malgre_erreurs: bool

    @property
    def output(self) -> Path:
        """Where the files go."""
        return self.folder / "output"

    @property
    def names(self) -> tuple[str, ...]:
        """The files that are asked for."""
        return self.names_of(self.kinds)

    def names_of(self, kinds: Iterable[DocumentKind]) -> tuple[str, ...]:
        """The files of some documents."""
        return tuple(name for kind in kinds for name in kind.names(self.formats))


@dataclass(frozen=True, slots=True)
class Setup:
    """All that a process needs to make documents.

    The files of the project are read once: no two documents of a build show two states of it.
    `changements` is what changed in coverage since another version, when it was asked, and `before`
    the files of that version.
    """

    folder: Path
    files: Snapshot
    options: Options = field(default_factory=Options)
    changements: Changements | None = None
    before: Snapshot | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Some formats of one document, in the order in which they are made.

    `pages` gives, by document, the printed page of each anchor: of those that it cites and, when
    the task does not find them itself, its own. `written` is False when only its own are wanted.
    """

    key: str
    formats: tuple[str, ...]
    pages: dict[str, dict[str, int]] = field(default_factory=dict, hash=False)
    written: bool = True

    def name(self, extension: str) -> str:
        """The file of one format."""
        return document_kind(self.key).name(extension)
