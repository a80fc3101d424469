"""What the last build read and wrote, kept in ``output/``: tells what need not be made again.

Two questions, two costs. *Did any file change?* compares what the system says of files (size and
times) and loads neither a model nor a renderer. *Would this document change?* compares build keys,
once the project is loaded: a document is a function of its view, its templates and the tool.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from stat import S_ISREG
from typing import Any

import mc_builder
from mc_builder.documents.kinds import ROOMS
from mc_builder.production.retouches import fingerprint, written_here
from mc_builder.writing import KEPT

FORMAT = 2
#: Nothing that a build keeps is larger.
MAX_STATE = 50_000_000
#: Inside the output folder; its lock stands beside it.
STATE = f"{KEPT}/etat.json"

#: The folders of a project that a build reads.
INPUTS = ("dossier", "referentiels", "templates")

#: The libraries that take part in what is written, as their installations are named.
_LIBRARIES = frozenset(
    {"jinja2", "markupsafe", "markdown_it_py", "mdit_py_plugins", "lxml", "python_docx"}
    | {"weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "fonttools"}
    | {"pillow", "xlsxwriter", "pydantic", "pyyaml", "pypdf", "pypdfium2"}
    | {"font_source_sans_pro", "snowballstemmer"}
)

#: What the tool is made of, by the end of the names of its files.
_MADE_OF = frozenset({".py", ".tsv", ".yaml", ".json", ".ttf"})

#: What the system says of a file: enough to see that somebody wrote it.
Stamp = tuple[int, int, int]


def stamp(path: Path | str) -> Stamp | None:
    """Size, time of writing and time of change of a regular file; None when there is none."""
    try:
        status = os.stat(path, follow_symlinks=False)  # noqa: PTH116 - thousands of names
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def stamps(folders: Iterable[Path]) -> dict[str, Stamp]:
    """The stamps of all the files below these folders."""
    return {path: found for path in _below(folders) if (found := stamp(path)) is not None}


def _below(folders: Iterable[Path], *, but: str = "") -> Iterator[str]:
    """The files below these folders, but those in the folders of this name; no Path of each."""
    for folder in folders:
        for parent, inside, names in os.walk(folder):
            inside[:] = [name for name in inside if name != but]
            for name in names:
                yield os.path.join(parent, name)  # noqa: PTH118


def tool() -> str:
    """A fingerprint of the tool: its version, its code, its libraries and Python."""
    code = {
        f"{path}:{found[0]}:{found[1]}"
        for path in _below({Path(mc_builder.__file__).parent, *map(Path, ROOMS)}, but="__pycache__")
        if (found := stamp(path)) is not None
    }
    return digest([mc_builder.__version__, sys.version, *_libraries(), *sorted(code)])


def _libraries() -> list[str]:
    """Names and versions, read from the names of folders: importlib.metadata costs 20 ms."""
    found: set[str] = set()
    for folder in {p for p in sys.path if p.endswith("-packages")}:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.name.endswith(".dist-info")]
            found |= {name for name in names if name.split("-")[0].lower() in _LIBRARIES}
    return sorted(found)


def digest(parts: Iterable[str | bytes]) -> str:
    """One fingerprint of several texts, which it keeps apart."""
    total = hashlib.sha256()
    for part in parts:
        # A path may hold what is no text: half characters.
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


def generation(project: Path, others: Iterable[Path], options: str) -> str:
    """A fingerprint of all that a build reads: the project, other folders, the tool, the options.

    It is made from what the system says of files, not from what they hold.
    """
    found = stamps([*(project / name for name in INPUTS), *others])
    return digest([tool(), options, *(f"{path}:{at}" for path, at in sorted(found.items()))])


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was written: its build key and its stamp.

    `generation` is the last one of the inputs for which that key was found to be right.
    """

    key: str
    stamp: Stamp
    generation: str


@dataclass(slots=True)
class State:
    """What the last builds left; empty when there was none or when it cannot be read."""

    outputs: dict[str, Output] = field(default_factory=dict)
    #: By document, the printed pages by anchor of the PDF with this build key.
    pages: dict[str, tuple[str, dict[str, int]]] = field(default_factory=dict)
    #: Fingerprints of what was written, or was about to be, by file: anything else is a person's.
    written: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: Files that were not made because the project has no use for them → generation of the inputs.
    left_out: dict[str, str] = field(default_factory=dict)

    def untouched(self, output: Path, names: Iterable[str], now: str, *, named: bool) -> int:
        """How many of these files there are, when nothing changed: neither they nor their inputs.

        0 when something did. What is asked for by its name is never left out.
        """
        made = [name for name in names if named or self.left_out.get(name) != now]
        same = all(
            (known := self.outputs.get(name)) is not None
            and known.generation == now
            and stamp(output / name) == known.stamp
            for name in made
        )
        return len(made) if same else 0

    def intact(self, output: Path, name: str, key: str) -> bool:
        """Whether this file was made from that key, and is as it was left.

        One that was only copied or touched is: what it holds is the same.
        """
        known = self.outputs.get(name)
        if known is None or known.key != key:
            return False
        found = stamp(output / name)
        return found == known.stamp or written_here(output / name, self.written.get(name, ()))

    def ours(self, output: Path, name: str) -> tuple[str, ...]:
        """The fingerprints of what we may have written there.

        A state of an older version has none: its stamp stands for what the file holds now.
        """
        known = self.outputs.get(name)
        if name not in self.written and known is not None and stamp(output / name) == known.stamp:
            with contextlib.suppress(OSError):
                return (fingerprint((output / name).read_bytes()),)
        return self.written.get(name, ())

    def forget(self) -> None:
        """Hold nothing for up to date; what was written here stays known."""
        for name, known in self.outputs.items():
            self.outputs[name] = replace(known, key="", generation="")
        self.pages, self.left_out = {}, {}

    def to_json(self) -> bytes:
        """The state as it is kept."""
        value = {
            "format": FORMAT,
            "sorties": {
                name: [out.key, out.stamp, out.generation]
                for name, out in sorted(self.outputs.items())
            },
            "ecrits": dict(sorted(self.written.items())),
            "imprimees": self.pages,
            "sans_objet": self.left_out,
        }
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def read(output: Path) -> State:
    """The state kept in an output folder; an unreadable one is as none."""
    try:
        found = (output / STATE).lstat()
        if not S_ISREG(found.st_mode) or found.st_size > MAX_STATE:
            return State()  # a pipe or a link, that came with the dossier
        state = _state(json.loads((output / STATE).read_bytes()))
        state.to_json()  # what cannot be kept again was damaged
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return State()
    except OverflowError:  # an infinity
        return State()
    return state


def _state(value: Mapping[str, Any]) -> State:
    if value["format"] != FORMAT:
        return State()
    return State(
        {str(name): _output(*kept) for name, kept in value["sorties"].items()},
        {str(name): _pages(*kept) for name, kept in value.get("imprimees", {}).items()},
        {str(n): tuple(map(str, prints)) for n, prints in value.get("ecrits", {}).items()},
        {str(name): str(made_for) for name, made_for in value["sans_objet"].items()},
    )


def _pages(key: str, pages: Mapping[str, int]) -> tuple[str, dict[str, int]]:
    return str(key), {str(anchor): int(page) for anchor, page in pages.items()}


def _output(key: str, at: Iterable[int], made_for: str) -> Output:
    size, written, changed = (int(number) for number in at)
    return Output(str(key), (size, written, changed), str(made_for))
