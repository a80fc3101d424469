"""A build from beginning to end: what is up to date stays, the rest is made side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from mc_builder.diagnostics import Diagnostic
from mc_builder.documents.declaration import DocumentKind
from mc_builder.documents.kinds import DOCUMENTS, cited_by, document_kind
from mc_builder.production import imprimes, retouches
from mc_builder.production.freshness import STATE, Output, State, stamp
from mc_builder.production.pool import Inline, Limits, Pool, Stopped
from mc_builder.production.produce import Done, File, prepare
from mc_builder.production.request import Setup, Task
from mc_builder.production.retouches import fingerprint
from mc_builder.writing import OutputProblem, write_atomically

#: The document of each file, and those whose printed pages it shows.
KIND_OF = {kind.name(extension): kind for kind in DOCUMENTS for extension in kind.formats}
PAGES_IN = {kind.name(ext): kind.paged_by(ext) for kind in DOCUMENTS for ext in kind.formats}

#: What ends the build key of what shows pages, when they are known and when they are not.
_PAGED, _UNPAGED = " avec pages", " sans pages"

#: Builds in a row that may be killed before a file without its trace is taken for somebody's.
_REMEMBERED = 8

#: What one task may take. A référentiel of 800 pages takes four minutes and 2.4 GB.
LIMITS = Limits(600, 4 * 2**30)


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, and how long it took to make, in seconds.

    `unpaged` says in French why the word processor gave no pages, `unclaimed` why it does not call
    itself PDF/A; `kept` is the new name of the file that somebody had changed and that stood there.
    """

    path: Path
    seconds: float
    unpaged: str = ""
    unclaimed: str = ""
    kept: Path | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """Files that were up to date."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """A file or a document that was not written.

    Why: what its template got wrong, a system library that is missing, or in French what stopped
    the work, or what the system refused.
    """

    name: str
    diagnostics: tuple[Diagnostic, ...] = ()
    missing: bool = False
    reason: str = ""
    refusal: str = ""


Outcome = Written | Kept | Failed


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked: from one state of a project, the files to make and where.

    `keys` holds the build key of each of them, and of the PDFs whose pages they cite; `now` is the
    generation of the inputs; `moment` is that of the build; `left_out` are the files that these
    inputs have no use for.
    `processes` is how many work side by side: 0 for none but this one, without limits.
    """

    setup: Setup
    output: Path
    names: tuple[str, ...]
    keys: Mapping[str, str]
    now: str
    moment: datetime
    processes: int
    limits: Limits = LIMITS
    left_out: tuple[str, ...] = ()


def run(order: Order, state: State) -> Iterator[Outcome]:
    """Make what is not up to date, and say what became of each file; `state` follows."""
    return _Run(order, state).run()


class _Run:
    """One build, while it lasts."""

    def __init__(self, order: Order, state: State) -> None:
        self._order = order
        self._state = state
        self._waiting: list[Task] = []
        #: The documents whose pages a task is to give, or is giving, to those that cite them.
        self._paging: set[str] = set()
        #: Documents that could not be composed: said once, not for each format.
        self._said: set[str] = set()

    def run(self) -> Iterator[Outcome]:
        order, outputs = self._order, self._state.outputs
        current = [name for name in order.names if self._is_current(name)]
        for name in current:
            at = stamp(order.output / name) or outputs[name].stamp
            outputs[name] = replace(outputs[name], stamp=at, generation=order.now)
        self._state.left_out.update(dict.fromkeys(order.left_out, order.now))
        if current:
            yield Kept(tuple(current))
        self._plan(set(order.names) - set(current))
        if self._waiting:
            with self._pool() as pool:
                yield from self._make(pool)
        self._save()

    def _is_current(self, name: str) -> bool:
        """Whether a file is as it would be made; of a PDF, its pages must be known too."""
        if not self._state.intact(self._order.output, name, self._key(name)):
            return False
        return not name.endswith(".pdf") or self._known(KIND_OF[name])

    def _plan(self, stale: Collection[str]) -> None:
        """What is to be made, longest first: each PDF with what takes its pages, then the rest."""
        later: list[Task] = []
        for kind in sorted(DOCUMENTS, key=lambda kind: -kind.weight):
            formats = [extension for extension in kind.formats if kind.name(extension) in stale]
            if "pdf" in formats:
                laid_out = ["pdf", *(ext for ext in formats if kind in kind.paged_by(ext))]
                self._waiting.append(Task(kind.key, tuple(laid_out)))
                formats = [extension for extension in formats if extension not in laid_out]
            if formats:
                later.append(Task(kind.key, tuple(formats)))
        self._waiting += later
        for kind in cited_by([document_kind(task.key) for task in self._waiting]):
            if self._to_find and not self._known(kind):
                found = [t for t in self._waiting if t.key == kind.key and "pdf" in t.formats]
                others = [task for task in self._waiting if task not in found]
                self._waiting = [*(found or [Task(kind.key, ("pdf",), written=False)]), *others]
                self._paging.add(kind.key)

    def _known(self, kind: DocumentKind) -> bool:
        """Whether the printed pages of a document are known, as the sources stand."""
        key, _ = self._state.pages.get(kind.key, ("", {}))
        return key == self._key(kind.name("pdf"))

    @property
    def _to_find(self) -> bool:
        """Whether to lay a document out for its pages: only when PDFs are asked for anyway."""
        return any(name.endswith(".pdf") for name in self._order.names)

    def _key(self, name: str, *, made: bool = False) -> str:
        """The build key of a file; with or without printed pages makes two.

        `made`: as it was made, where a layout that was to give pages may have failed.
        """
        key, shown = self._order.keys[name], PAGES_IN[name]
        if self._order.setup.options.of(Path(name).suffix[1:]).processor is not None:
            shown = KIND_OF[name].cites  # its own pages are not those of its PDF
        if not shown:
            return key
        paged = (self._to_find and not made) or all(map(self._known, shown))
        return f"{key}{_PAGED if paged else _UNPAGED}"

    def _pool(self) -> Pool[Task, Done] | Inline[Task, Done]:
        order = self._order
        if not order.processes:
            return Inline(prepare, order.setup)
        size = min(order.processes, len(self._waiting))
        return Pool(size, prepare, order.setup, order.limits)

    def _make(self, pool: Pool[Task, Done] | Inline[Task, Done]) -> Iterator[Outcome]:
        while self._waiting or pool.busy:
            while pool.free and (task := self._next()) is not None:
                pool.start(task)
            task, result = pool.wait()
            if "pdf" in task.formats:
                self._paging.discard(task.key)
            yield from self._settle(task, result)

    def _next(self) -> Task | None:
        """The first task that waits for nothing."""
        for task in self._waiting:
            shown = {kind for ext in task.formats for kind in PAGES_IN[task.name(ext)]}
            own = task.key if "pdf" in task.formats else ""
            if self._paging.isdisjoint({kind.key for kind in shown} - {own}):
                self._waiting.remove(task)
                known = sorted(kind.key for kind in shown if self._known(kind))
                return replace(task, pages={key: self._state.pages[key][1] for key in known})
        return None

    def _settle(self, task: Task, result: Done | Stopped) -> Iterator[Outcome]:
        """Write what a task gave, keep what is known of it, say what it did not give."""
        if isinstance(result, Stopped):
            for extension in task.formats:
                yield Failed(task.name(extension), reason=result.reason)
            return
        kind = document_kind(task.key)
        if kind.name("pdf") in {file.name for file in result.files}:
            self._state.pages[kind.key] = (self._key(kind.name("pdf"), made=True), result.pages)
            self._reopen()
        if task.written:
            ours = self._expect(kind, result.files)
            for file in result.files:
                yield self._write(file, ours[file.name])
            for name in result.missing:
                yield Failed(name, missing=True)
            if result.diagnostics and task.key not in self._said:
                self._said.add(task.key)
                yield Failed(kind.file, result.diagnostics)
        self._save()

    def _reopen(self) -> None:
        """Pages have become known: what was written without them is to be looked at again."""
        outputs = self._state.outputs
        for name, known in outputs.items():
            if known.key.endswith(_UNPAGED):
                outputs[name] = replace(known, generation="")

    def _expect(self, kind: DocumentKind, files: Collection[File]) -> dict[str, tuple[str, ...]]:
        """Say of files that they are ours before they are written: a kill may come in between.

        Gives what each may hold until then, what was written under a former name included.
        """
        state, output = self._state, self._order.output
        former = {
            file.name: tuple(
                print_
                for name in (file.name, *kind.former_names(file.name))
                for print_ in state.ours(output, name)
            )
            for file in files
        }
        for file in files:
            state.written[file.name] = (fingerprint(file.data), *former[file.name][:_REMEMBERED])
        if files:
            self._save()
        return former

    def _rename_former(self, path: Path) -> None:
        """Let a file of a former name take today's: the work of somebody is then kept as any."""
        for name in KIND_OF[path.name].former_names(path.name):
            retouches.rename(path.with_name(name), path)
            self._state.outputs.pop(name, None)
            self._state.written.pop(name, None)

    def _write(self, file: File, ours: Collection[str]) -> Written | Failed:
        order, state = self._order, self._state
        path = order.output / file.name
        try:
            self._rename_former(path)
            kept = retouches.replace(path, file.data, ours, order.moment)
        except OutputProblem as problem:
            return Failed(file.name, refusal=str(problem))
        state.written[file.name] = (fingerprint(file.data),)
        if file.name.endswith(".docx"):
            imprimes.keep(order.output, file.data)
        # What lacks something that was asked is not up to date.
        state.outputs.pop(file.name, None)
        written = stamp(path)
        if written is not None and not file.unpaged:
            state.outputs[file.name] = Output(self._key(file.name, made=True), written, order.now)
        return Written(path, file.seconds, file.unpaged, file.unclaimed, kept)

    def _save(self) -> None:
        write_atomically(self._order.output / STATE, self._state.to_json())
