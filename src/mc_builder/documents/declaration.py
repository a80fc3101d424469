"""What a document says of itself, in the ``__init__`` of its folder: light, and said there only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One document: its folder (a package), its files, its label, its formats.

    `rank` is its place where users see them all, `weight` the time that it takes beside the others:
    the heaviest is begun first, the light ones fill the gaps.

    `cites`: the documents whose printed pages it shows; it waits for their layout.
    `sources`: it shows places in the files of the project, so that any change in them changes it.
    `says_changes`: it says itself what changed since another version, and is not marked.
    `former`: the names that its files and its template had; what a person keeps there is not lost.
    `on_demand`: a build leaves it out; who wants it has a command for it.
    `due_with_referentiel`: nobody expects it where no référentiel is expected.

    Functions are named « package.module:function » and imported when they serve: `empty` says in
    French why it would have nothing to say of a project, `made` makes the formats that are not made
    in the common way.
    """

    package: str
    file: str
    label: str
    rank: int
    weight: int
    formats: tuple[str, ...] = ("docx", "pdf")
    cites: tuple[DocumentKind, ...] = ()
    sources: bool = False
    due_with_referentiel: bool = False
    on_demand: bool = False
    says_changes: bool = False
    former: tuple[str, ...] = ()
    empty: str = ""
    made: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def key(self) -> str:
        """Its name on the command line: that of its folder."""
        return self.package.rpartition(".")[2]

    @property
    def view(self) -> str:
        """The function that gives what its template sees."""
        return f"{self.package}.vue:vue"

    @property
    def template(self) -> str:
        """The name of its template."""
        return f"{self.file}.html.j2"

    def name(self, extension: str) -> str:
        """Its file in one format."""
        return f"{self.file}.{extension}"

    def former_names(self, name: str) -> tuple[str, ...]:
        """The names that one of its files, or its template, had."""
        return tuple(name.replace(self.file, former, 1) for former in self.former)

    def paged_by(self, extension: str) -> tuple[DocumentKind, ...]:
        """The documents whose printed pages one of its formats shows: in Word, its own too."""
        return (*self.cites, self) if extension == "docx" and "pdf" in self.formats else self.cites

    def names(self, formats: Iterable[str]) -> tuple[str, ...]:
        """Its files, in those of these formats that it has."""
        wanted = set(formats)
        return tuple(self.name(extension) for extension in self.formats if extension in wanted)
