"""``mc-builder origine``: what a document was made from, what changed in it, what it would be."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

import click
from lxml import etree

from mc_builder.commands.given_files import Unreadable, content
from mc_builder.commands.origine_octets import SILENT, compare_bytes
from mc_builder.commands.printing import say, stop
from mc_builder.commands.project import comparable
from mc_builder.commands.retouches_dites import Texte, say_text
from mc_builder.documents.builder import Builder
from mc_builder.documents.declaration import DocumentKind
from mc_builder.documents.kinds import KINDS, ROOMS
from mc_builder.documents.making import Making, Unwritable
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.page.provenance import NAMESPACE, Provenance
from mc_builder.page.templates import Templates
from mc_builder.page.tree import Document

#: The most that is read of properties.
MAX_PROPERTIES = 1_000_000
#: The part of a .docx where its own properties are.
DOCX_PART = "docProps/custom.xml"
FIELDS = ("document", "version", "empreinte")

#: What the same data mean for a file, by what became of its text.
_SAME = {
    Texte.INTACT: "donneraient le même contenu",
    Texte.MEME: "donneraient le même texte",
    Texte.RETOUCHE: "donneraient ce qu’il disait avant ces changements",
    Texte.INCONNU: "n’ont pas changé depuis qu’il a été fait ; lui a pu changer",
}

_XMP = re.compile(rb"<\?xpacket begin=.{0,200}?\?>(.*?)<\?xpacket end", re.DOTALL)
_VALUE = re.compile(r"[\w.,:+ -]{1,100}")


@click.command(
    cls=FrenchCommand,
    epilog="Exemples :\n\n\b\n  mc-builder origine output/referentiel.pdf\n"
    "  mc-builder -C mon-dossier origine note-opportunite.docx",
)
@click.argument("fichier", metavar="FICHIER", type=click.Path(path_type=Path))
@help_option
@click.pass_obj
def origine(folder: Path, fichier: Path) -> None:
    """Dit de quel document il s’agit, de quelle version et de quelles données il a été fait.

    Dit aussi ce que quelqu’un a changé depuis dans le texte d’un DOCX, et si les fichiers du projet
    donneraient aujourd’hui le même contenu. Rend 0 si oui, 1 sinon. Un HTML, un XLSX, un JSON ou
    un Markdown ne dit rien de lui-même : il est comparé en entier à ce que le projet donnerait.
    """
    extension = fichier.suffix.lower().removeprefix(".")
    try:
        if extension in SILENT:
            data = content(fichier)
            raise SystemExit(compare_bytes(folder, data, extension))
        found = read_origin(fichier)
    except Unreadable as problem:
        stop(str(problem))
    raise SystemExit(_compare(folder, fichier, found))


def read_origin(fichier: Path) -> dict[str, str]:
    """The document, version and fingerprint that a file says of itself."""
    readers = {".pdf": _pdf, ".docx": _docx}
    if fichier.suffix.lower() not in readers:
        raise Unreadable(f"« {fichier} » n’est d’aucun format que l’outil écrit")
    data = content(fichier)
    try:
        values = readers[fichier.suffix.lower()](data)
    except (OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Unreadable(f"« {fichier} » ne peut pas être lu") from error
    if any(not _VALUE.fullmatch(values.get(field, "")) for field in FIELDS):
        raise Unreadable(f"« {fichier} » ne dit pas de quoi il a été fait")
    return values


def _pdf(content: bytes) -> dict[str, str]:
    """From the properties of a PDF, which the writer leaves uncompressed.

    The last ones count: a file that was changed adds its own after the first.
    """
    packets = _XMP.findall(content)
    root = _xml(packets[-1]) if packets else None
    if root is None:
        return {}
    return {field: root.findtext(f".//{{{NAMESPACE}}}{field}", "") for field in FIELDS}


def _docx(content: bytes) -> dict[str, str]:
    """From the custom properties of a DOCX."""
    try:
        return _custom(zipfile.ZipFile(io.BytesIO(content)))
    except (zipfile.BadZipFile, zlib.error):
        return {}


def _custom(package: ZipFile) -> dict[str, str]:
    with package:
        if DOCX_PART not in package.namelist():
            return {}
        with package.open(DOCX_PART) as part:
            root = _xml(part.read(MAX_PROPERTIES + 1))
    if root is None:
        return {}
    named = {str(p.get("name")): "".join(map(str, p.itertext())) for p in root}
    return {field: named.get(f"mc_builder {field}", "") for field in FIELDS}


def _xml(data: bytes) -> etree._Element | None:
    if len(data) > MAX_PROPERTIES or b"<!DOCTYPE" in data:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _compare(folder: Path, fichier: Path, found: dict[str, str]) -> int:
    """Say what the file is and whether the sources would give the same; the exit code."""
    kind = next((kind for kind in KINDS if kind.key == found["document"]), None)
    if kind is None:
        stop(f"« {fichier} » est un document que cette version de l’outil ne connaît pas")
    say(f"Document    {kind.label}", err=False)
    say(f"Version     {found['version']} du dossier", err=False)
    say(f"Empreinte   {found['empreinte']}", err=False)
    texte = say_text(fichier, content(fichier))
    documents = _recomposed(folder, kind)
    if any(_said(document.provenance) == found for document in documents):
        say(f"Les fichiers du projet {_SAME[texte]}.", err=False)
        return 0 if texte in {Texte.INTACT, Texte.MEME} else 1
    say("Les fichiers du projet donneraient un autre contenu.", err=False)
    for document in documents[:1]:
        now = _said(document.provenance)
        say(f"  à présent : version {now['version']}, empreinte {now['empreinte']}", err=False)
    return 1


def _said(provenance: Provenance | None) -> dict[str, str]:
    return {} if provenance is None else {f: str(getattr(provenance, f)) for f in FIELDS}


def _recomposed(folder: Path, kind: DocumentKind) -> list[Document]:
    """The document as the sources give it now, and its draft; none when they give no project."""
    project = comparable(folder)
    templates = Templates(folder, ROOMS)
    found = []
    for draft in (False, True):
        with suppress(Unwritable):
            found.append(Making(kind, Builder(project, draft), templates).document)
    return found
