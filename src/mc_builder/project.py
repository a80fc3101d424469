"""A tree of files → one opened project: model, findings, measure and the rest, each made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from mc_builder import coverage
from mc_builder.collector import without_collector
from mc_builder.diagnostics import Diagnostic, in_words
from mc_builder.loading import Loaded, SourceMap, explained, load
from mc_builder.loading.texts import decoded
from mc_builder.model.projet import Projet
from mc_builder.names import Names
from mc_builder.source.tree import FileTree, Folder, Snapshot
from mc_builder.source.yaml_nodes import YamlMap, read_yaml
from mc_builder.spans import SourceText

if TYPE_CHECKING:
    from mc_builder.coverage import RapportCouverture, Version
    from mc_builder.coverage.analysis.analyse import Analyse
    from mc_builder.coverage.comparison.changements import Changements

T = TypeVar("T")

_NOTHING: Mapping[Callable[..., Any], Any] = {}


class Unreadable(Exception):
    """A project whose files give no model; `diagnostics` say why."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("no model could be made of these files")
        self.diagnostics = diagnostics


class Project:
    """One state of the files of a project, and all that follows from it.

    Nothing is computed before it is asked for, nothing twice, and nothing changes afterwards:
    files that changed are opened again.
    """

    def __init__(self, loaded: Loaded, before: Mapping[Callable[..., Any], Any] = _NOTHING) -> None:
        self._loaded = loaded
        #: What was made of the project as it was before, by what made it; of this one.
        self._before = before
        self._followed: dict[Callable[..., Any], Any] = {}
        self._kept: dict[Callable[[Project], Any], Any] = {}
        self._findings: dict[tuple[date, tuple[Diagnostic, ...]], tuple[Diagnostic, ...]] = {}

    @classmethod
    def open(cls, tree: FileTree | Path | str) -> Project:
        """Read the files of a tree, or of a folder. Never raises for what a file contains."""
        return cls(load(_tree(tree)))

    def nodes(self, path: str) -> YamlMap | None:
        """What a YAML file holds, as it is written; None when it is not well formed."""
        if path in self._loaded.nodes:
            return self._loaded.nodes[path]
        source = self.source(path)  # mistakes were taken out of what was read
        return None if source is None else read_yaml(source)[0]

    def source(self, path: str) -> SourceText | None:
        """The text of a file; None when it is absent, or is not in UTF-8."""
        data = self.files.read(path)
        source, _, readable = (None, [], False) if data is None else decoded(path, data)
        return source if readable else None

    def reopened(self, tree: FileTree | Path | str) -> Project:
        """The same project once some of its files have changed: the equal of one just opened.

        What is not asked again of a file that is what it was, and was faultless, is its reading;
        the rules and the measure look at the whole.
        """
        return Project(load(_tree(tree), self._loaded), {**self._before, **self._followed})

    def edited(self, changes: Mapping[str, bytes | None]) -> Project:
        """The project with some files replaced, added or taken away (None) in memory, by path.

        Nothing is written.
        """
        return self.reopened(self.files.edited(changes))

    @property
    def files(self) -> Snapshot:
        """The files that it was read from, as they were then."""
        return self._loaded.tree

    @property
    def model(self) -> Projet | None:
        """What the files say, mistakes taken out; None when dossier.yaml gives no diploma."""
        return self._loaded.projet

    @property
    def projet(self) -> Projet:
        """The model of a project that has one; raises Unreadable."""
        if self._loaded.projet is None:
            raise Unreadable(self._loaded.diagnostics)
        return self._loaded.projet

    @property
    def sound(self) -> bool:
        """Whether there is a model, read without any error: rules and figures then hold."""
        return self._loaded.sound

    @property
    def places(self) -> SourceMap:
        """Where each object and each field is written."""
        return self._loaded.places

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the files before any rule: syntax, keys, values, links."""
        return self._loaded.diagnostics

    def findings(
        self, day: date | None = None, more: tuple[Diagnostic, ...] = ()
    ) -> tuple[Diagnostic, ...]:
        """All that is wrong, in order of place.

        `day` matters to derogations only: that of the run for `check`; the date of reference when
        it is left out, since a document does not depend on the day of the run. On a project that
        is not sound, only what holds wherever links lead is said beside the problems. `more` is
        what somebody else found in this project, which its settings grade and set aside too.
        """
        if self.model is None:
            return self.problems
        at = self.projet.dossier.date_reference if day is None else day
        if (at, more) not in self._findings:
            self._findings[at, more] = self._judged(at, more)
        return self._findings[at, more]

    def _judged(self, day: date, more: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        said = (in_words(d, self.projet.said) for d in (*self._found, *more))
        found = (*self.problems, *said)
        if not self.sound:
            return tuple(sorted(found, key=lambda d: d.sort_key))
        from mc_builder.rules.settings import apply_settings  # noqa: PLC0415

        kept = apply_settings(self, found, day)
        return explained(self._loaded, tuple(sorted(kept, key=lambda d: d.sort_key)))

    @cached_property
    def _found(self) -> list[Diagnostic]:
        """What the rules find, whatever the day."""
        # Imported when it serves: half the modules of the package, and a measure needs none.
        from mc_builder.rules import check_identities, check_rules  # noqa: PLC0415

        with without_collector():
            return check_rules(self) if self.sound else check_identities(self, self.problems)

    @cached_property
    def coverage(self) -> RapportCouverture:
        """The measure: which requirements the blocs cover; raises Unreadable."""
        return self.followed(_measured)

    @cached_property
    def analysis(self) -> Analyse:
        """What the report of coverage adds: quality, matrices, ruptures; raises Unreadable."""
        return coverage.analyse(self.names, self.coverage)

    @cached_property
    def names(self) -> Names:
        """What every object is called, and where it is written; raises Unreadable."""
        return Names(self.projet, self.places)

    def kept(self, make: Callable[[Project], T]) -> T:
        """What a function says of this project, computed once."""
        if make not in self._kept:
            self._kept[make] = make(self)
        answer: T = self._kept[make]
        return answer

    def followed(self, make: Callable[[Project, T | None], T]) -> T:
        """What a function says of this project and of what it said of it before, computed once.

        Why: most of a project is what it was before an edit. What it says must be the same without.
        """
        if make not in self._followed:
            self._followed[make] = make(self, self._before.get(make))
        answer: T = self._followed[make]
        return answer

    def changes_since(
        self, other: Project | FileTree, name: str = "", option: str | None = None
    ) -> Changements:
        """What changed in coverage since another version, which texts call `name`.

        With `option`, what changed for who chooses it; both versions must have it. Raises
        Unreadable when either is not sound: there is nothing to compare.
        """
        before = other if isinstance(other, Project) else Project.open(other)
        return coverage.compare(_version(before, option), _version(self, option), name)


def _measured(project: Project, before: RapportCouverture | None) -> RapportCouverture:
    return coverage.measure(project.projet, before)


def _tree(given: FileTree | Path | str) -> FileTree:
    return Folder(Path(given)) if isinstance(given, Path | str) else given


def _version(project: Project, option: str | None) -> Version:
    """What the comparison takes of a project, or of one option of it."""
    if not project.sound:
        raise Unreadable(project.problems)
    whole = project.coverage
    return coverage.Version(project.names, whole if option is None else whole.of_option(option))
