"""The bytes of a Word model → the parts that documents take from it, or all that is wrong with it.

Why a reader of our own: python-docx trusts the package, and answers a missing part, a wrong type
or a doubled name with an exception of its own for each. What passes here is whole, bounded, and
can be opened by anything. Parts that documents do not take are never parsed: they are thrown away.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from mc_builder.writers.docx.wml import R, clark

#: Bounds of a model: parts, and bytes once decompressed.
MOST_PARTS, MOST_BYTES = 500, 20_000_000
#: A name that leads out of the archive, or to a drive.
_ELSEWHERE = re.compile(r"\A/|(?:\A|/)\.\.(?:/|\Z)|[\\:\x00-\x1f]")
_TYPES = "[Content_Types].xml"
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_STRICT = "http://purl.oclc.org/ooxml/"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
#: Kind of a relationship of the document that is taken → the root of its part.
TAKEN = {
    "styles": clark("styles"),
    "numbering": clark("numbering"),
    "theme": clark("theme", _DRAWING),
    "fontTable": clark("fonts"),
    "settings": clark("settings"),
    "header": clark("hdr"),
    "footer": clark("ftr"),
}
#: How the pictures that Word takes begin.
_PICTURES = (
    *(b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"),
    *(b"\x01\x00\x00\x00", b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00"),  # EMF, WMF
)
#: How Word is told to write a plain document.
SAVE_AS = "Fichier › Enregistrer sous, type « Document Word (*.docx) »"
REPAIR = f"ouvrez-le dans Word, puis {SAVE_AS} ou « Modèle Word (*.dotx) »"
_NO_STRICT = f"dans Word, {SAVE_AS}, et non « Document Open XML strict »"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a model is refused, in French, and what to do in Word."""

    message: str
    aide: str = REPAIR


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship: the last word of its type, and the part or the address that it leads to."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Parts:
    """A model, read: `main` is the name of its document.

    `roots` are the XML of the parts that are taken, `relations` theirs, by identifier; `content`
    is every part as it was found, `damaged` those that could not be decompressed.
    """

    content: dict[str, bytes] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)
    main: str = ""
    roots: dict[str, etree._Element] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    def of_kind(self, kind: str) -> Iterator[str]:
        """The names of the parts that are taken as `kind`."""
        return (name for name, known in self.kinds.items() if known == kind)

    def only(self, kind: str) -> etree._Element | None:
        """The XML of the part of a kind of which there is one."""
        return next((self.roots[name] for name in self.of_kind(kind)), None)


def read_parts(model: bytes) -> tuple[Parts, list[Problem]]:
    """The parts of a model and what makes it unfit; with a problem, the parts are not whole."""
    reader = _Reader()
    try:
        with zipfile.ZipFile(io.BytesIO(model)) as package:
            reader.decompress(package)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError):
        return reader.parts, [_no_package(model)]
    if not reader.problems:
        reader.walk()
    return reader.parts, reader.problems


def relations_name(part: str) -> str:
    """The name of the part that holds the relationships of another; of the package for ``""``."""
    folder, slash, name = part.rpartition("/")
    return f"{folder}{slash}_rels/{name}.rels"


def _no_package(model: bytes) -> Problem:
    if model.startswith(_OLD_WORD):
        return Problem(
            "c’est un document de Word 97-2003 (.doc), ou il est protégé par un mot de passe",
            "retirez le mot de passe (Fichier › Informations › Protéger le document), puis"
            " enregistrez-le comme « Document Word (*.docx) »",
        )
    return Problem("ce n’est pas un document Word (.docx) lisible")


class _Reader:
    """Fills `parts`, and says in `problems` why they are not those of a sound model."""

    def __init__(self) -> None:
        self.parts = Parts()
        self.problems: list[Problem] = []
        self._known: dict[str, str] = {}  # names do not depend on the case

    def _say(self, message: str, aide: str = REPAIR) -> None:
        self.problems.append(Problem(message, aide))

    def decompress(self, package: zipfile.ZipFile) -> None:
        """Take what is within the bounds, under names that a package may have."""
        members = package.infolist()
        if len(members) > MOST_PARTS or sum(m.file_size for m in members) > MOST_BYTES:
            self._say(
                f"il est trop volumineux : {MOST_PARTS} parties et {MOST_BYTES // 1_000_000} Mo au"
                " plus une fois décompressé",
                "retirez-en les pages et les images : seuls les styles, les en-têtes et les pieds"
                " de page sont repris",
            )
            return
        counts = Counter(member.filename.casefold() for member in members)
        for member in {m.filename.casefold(): m for m in members}.values():
            name = member.filename
            self._known[name.casefold()] = name
            if counts[name.casefold()] > 1:
                self._say(f"la partie {name} y est {counts[name.casefold()]} fois")
            elif _ELSEWHERE.search(name):
                self._say(f"il contient une partie au nom inattendu ({name!r})")
            elif not member.is_dir():
                try:
                    self.parts.content[name] = package.read(member)
                except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError):
                    self.parts.damaged.add(name)
                except NotImplementedError:  # a way of compressing that Word does not know either
                    self.parts.damaged.add(name)

    def walk(self) -> None:
        """Follow the relationships to the document, then to what is taken."""
        parts = self.parts
        self._parsed(_TYPES, f"{{{_PACKAGE}content-types}}Types")
        before = len(self.problems)
        found = self._relations("")
        documents = [r for r in found.values() if r.kind == "officeDocument" and not r.external]
        if not documents:
            if len(self.problems) == before:
                self._say(f"{relations_name('')} ne dit pas quelle partie est le document")
            return
        parts.main = documents[0].target
        root = self._parsed(parts.main, clark("document"))
        before = len(self.problems)
        relations = self._relations(parts.main)
        if root is not None and len(self.problems) == before:
            parts.roots[parts.main] = root
            parts.relations[parts.main] = relations
            self._take(root, relations)

    def _take(self, document: etree._Element, relations: Mapping[str, Relation]) -> None:
        """The styles and what goes with them, the headers and footers that a section names."""
        main = self.parts.main
        named = document.iter(clark("headerReference"), clark("footerReference"))
        used = {reference.get(clark("id", R), "") for reference in named}
        for identifier in sorted(used - relations.keys()):
            self._say(f"{main} cite « {identifier} », que {relations_name(main)} ne définit pas")
        kinds: set[str] = set()
        for identifier, relation in relations.items():
            kind, margin = relation.kind, relation.kind in ("header", "footer")
            if kind not in TAKEN or relation.external:
                continue
            if identifier in used if margin else kind not in kinds:
                kinds.add(kind)
                self._take_one(relation)
        if "styles" not in kinds:
            self._say(f"{relations_name(main)} ne mène à aucune partie de styles")

    def _take_one(self, relation: Relation) -> None:
        name, kind = relation.target, relation.kind
        root = self._parsed(name, TAKEN[kind])
        if root is None:
            return
        self.parts.roots[name] = root
        self.parts.kinds[name] = kind
        before = len(self.problems)
        self.parts.relations[name] = {} if kind == "settings" else self._relations(name)
        if kind != "settings" and len(self.problems) == before:
            self._cited(name, root)

    def _cited(self, name: str, root: etree._Element) -> None:
        """What a part cites has a relationship, and where this leads there is a part."""
        relations = self.parts.relations[name]
        cited = {
            str(value)
            for element in root.iter()
            for attribute, value in element.attrib.items()
            if str(attribute).startswith(f"{{{R}}}") and value
        }
        for identifier in sorted(cited - relations.keys()):
            self._say(f"{name} cite « {identifier} », que {relations_name(name)} ne définit pas")
        for relation in relations.values():
            if not relation.external:
                content = self._content(relation.target)
                picture = relation.kind == "image"
                if content is not None and picture and not _is_picture(content):
                    self._say(
                        f"l’image {relation.target}, dans {name}, est illisible",
                        "supprimez-la dans Word et insérez-la de nouveau (PNG ou JPEG)",
                    )

    def _relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part, by identifier; only those of what is taken may be absent."""
        name = relations_name(part)
        content, damaged = self.parts.content, self.parts.damaged
        if part and part != self.parts.main and name not in content and name not in damaged:
            return {}
        root = self._parsed(name, f"{{{_PACKAGE}relationships}}Relationships")
        found: dict[str, Relation] = {}
        for element in root.iterchildren("{*}Relationship") if root is not None else ():
            external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            kind = element.get("Type", "").rpartition("/")[2]
            place = target if external else self._resolved(part, target)
            found[element.get("Id", "")] = Relation(kind, place, external)
        return found

    def _resolved(self, part: str, target: str) -> str:
        """The name of the part that a relationship of `part` leads to."""
        path = posixpath.join("/", posixpath.dirname(part), unquote(target))
        name = posixpath.normpath(path).lstrip("/")
        return self._known.get(name.casefold(), name)

    def _content(self, name: str) -> bytes | None:
        content = self.parts.content.get(name)
        if content is None:
            damaged = name in self.parts.damaged
            self._say(f"la partie {name} {'est abîmée' if damaged else 'manque'}")
        return content

    def _parsed(self, name: str, expected: str) -> etree._Element | None:
        """The XML of a part, if that is what it should be."""
        xml = self._content(name)
        if xml is None:
            return None
        if xml.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
            self._say(f"la partie {name} n’a pas la forme attendue (déclaration ou codage)")
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            root = etree.fromstring(xml, parser)
        except (etree.XMLSyntaxError, ValueError):
            self._say(f"la partie {name} est illisible : ce n’est pas du XML bien formé")
            return None
        if root.tag.startswith(f"{{{_STRICT}"):
            self._say(f"il est au format « Open XML strict » ({name})", _NO_STRICT)
        elif root.tag != expected:
            wanted = expected.rpartition("}")[2]
            self._say(f"la partie {name} n’est pas ce qu’elle devrait être ({wanted})")
        else:
            return root
        return None


def _is_picture(content: bytes) -> bool:
    return content.startswith(_PICTURES) or b"<svg" in content[:4000]
