"""The documents by name, their files and formats: all that a build with nothing to do reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One document: its name on the command line, its files, its label, its formats.

    `sources`: it shows places in the files of the project, so that any change in them changes it.
    """

    key: str
    file: str
    label: str
    formats: tuple[str, ...] = ("docx", "pdf")
    sources: bool = False

    @property
    def template(self) -> str:
        """The name of its template."""
        return f"{self.file}.html.j2"

    def name(self, extension: str) -> str:
        """Its file in one format."""
        return f"{self.file}.{extension}"

    def names(self, formats: Iterable[str]) -> tuple[str, ...]:
        """Its files, in those of these formats that it has."""
        wanted = set(formats)
        return tuple(self.name(extension) for extension in self.formats if extension in wanted)


#: In the order in which they are read; the référentiel in its two editions.
DOCUMENTS = (
    DocumentKind("note", "note-opportunite", "Note d’opportunité"),
    DocumentKind("referentiel", "referentiel", "Référentiel"),
    DocumentKind("enseignant", "referentiel-enseignant", "Référentiel, édition de l’enseignant"),
    DocumentKind(
        "couverture",
        "rapport-couverture",
        "Rapport de couverture",
        ("docx", "pdf", "html", "xlsx", "json", "md"),
        sources=True,
    ),
    DocumentKind("grille", "grille-cpc", "Grille des critères", ("docx", "pdf", "html")),
)

_BY_KEY = {kind.key: kind for kind in DOCUMENTS}

#: Every format that some document has, in the order in which users see them.
FORMATS = tuple(dict.fromkeys(extension for kind in DOCUMENTS for extension in kind.formats))


def document_kind(key: str) -> DocumentKind:
    """The document of this name; raises KeyError."""
    return _BY_KEY[key]


def kinds_named(names: Iterable[str]) -> tuple[DocumentKind, ...]:
    """The documents of these names, all of them when there is none."""
    chosen = set(names)
    return tuple(kind for kind in DOCUMENTS if not chosen or kind.key in chosen)
