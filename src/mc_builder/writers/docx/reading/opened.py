"""The bytes of a Word file → its parts as XML, or why it cannot be read, in French.

Nothing is read outside of the file, and nothing larger than a project gives.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

#: Nothing that a project gives is larger, once decompressed.
MOST_BYTES = 200_000_000
#: Nor has more parts.
_MOST_PARTS = 10_000
#: The parts that say something: text, what gives it its form, comments.
_PARTS = re.compile(
    r"word/(?:document|footnotes|endnotes|comments|commentsExtended|styles|numbering"
    r"|header\d*|footer\d*)\.xml"
)
_ITEM = re.compile(r"customXml/item\d+\.xml")
BODY = "word/document.xml"
#: How the file of an encrypted document begins, and an old one.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: The namespace of the other form in which Word can save.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
Parts = Mapping[str, etree._Element]  # noqa: SLF001 - the one name of its type


class Unreadable(Exception):
    """Why a file cannot be read: a French sentence about it, without final point."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The parts of a file that say something, and its custom parts."""

    parts: Parts
    items: tuple[etree._Element, ...]


def is_read(name: str) -> bool:
    """Whether a part says something."""
    return _PARTS.fullmatch(name) is not None


def opened(content: bytes) -> Opened:
    """The parts of a Word file; raises Unreadable."""
    if content.startswith(_OLE):
        raise Unreadable(
            "il est protégé par un mot de passe, ou d’un format plus ancien que .docx :"
            " enregistrez-le en .docx, sans mot de passe"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            found = dict(_read(package))
            parts = {name: parsed(data) for name, data in found.items() if _PARTS.fullmatch(name)}
            items = tuple(_custom(found))
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, OSError, EOFError) as error:
        raise Unreadable("ce n’est plus un document Word lisible") from error
    except (NotImplementedError, RuntimeError, ValueError) as error:  # encrypted, or no zip of Word
        raise Unreadable("ce n’est pas un document Word lisible") from error
    if BODY not in parts:
        raise Unreadable("ce n’est pas un document Word")
    return Opened(parts, items)


def _read(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The bytes of each part that counts; raises Unreadable when they are too many."""
    names = package.namelist()
    left = MOST_BYTES
    if len(names) > _MOST_PARTS:
        raise Unreadable("il est trop lourd pour un document de l’outil")
    for name in dict.fromkeys(names):
        if _PARTS.fullmatch(name) or _ITEM.fullmatch(name):
            with package.open(name) as part:
                data = part.read(left + 1)
            left -= len(data)
            if left < 0:
                raise Unreadable("il est trop lourd pour un document de l’outil")
            yield name, data


def _custom(found: Mapping[str, bytes]) -> Iterator[etree._Element]:
    """The custom parts; one of another program may be anything."""
    for name, data in found.items():
        if _ITEM.fullmatch(name):
            try:
                yield parsed(data)
            except (etree.XMLSyntaxError, ValueError):
                continue


def parsed(data: bytes) -> etree._Element:
    """A part as XML; raises ValueError or XMLSyntaxError."""
    if b"<!DOCTYPE" in data[:1000]:
        raise ValueError("a part of Word declares no entity")
    if _STRICT in data[:5000]:
        raise Unreadable(
            "il est enregistré en « Document Open XML strict » : enregistrez-le en"
            " « Document Word (.docx) »"
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(data, parser)
