"""What a build was asked for, as values that can be handed to another process."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mc_builder.documents.kinds import document_kind
from mc_builder.documents.options import Options

if TYPE_CHECKING:
    # A build with nothing to do loads no model.
    from mc_builder.coverage.comparison.changements import Changements
    from mc_builder.source.tree import Snapshot


@dataclass(frozen=True, slots=True)
class Setup:
    """All that a process needs to make documents.

    The files of the project are read once: no two documents of a build show two states of it.
    `changements` is what changed since another version, when it was asked.
    """

    folder: Path
    files: Snapshot
    options: Options = field(default_factory=Options)
    changements: Changements | None = None


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
