"""A Word document that comes back → what its text, rows, notes and comments say that ours did not.

The manifest of identities holds the fingerprint of all that was written: of the blocks that hold a
text of the data, and of the other paragraphs (headings of templates, heads of tables, headers).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from mc_builder.writers.docx.empreintes import (
    BODY,
    NOTES,
    TEXT,
    Frame,
    Parts,
    frames,
    pictures,
    remarks,
    row_of,
)
from mc_builder.writers.docx.identities import MANIFEST, blocks, fingerprint
from mc_builder.writers.docx.wml import clark

#: Nothing that a project gives is larger, once decompressed.
MOST_BYTES = 200_000_000
_ITEM = re.compile(r"customXml/item\d+\.xml")
_TRACKED = tuple(map(clark, ("ins", "del", "moveFrom", "moveTo")))


class Unreadable(Exception):
    """Why the text cannot be compared: a French sentence, without final point."""


@dataclass(frozen=True, slots=True)
class Ecart:
    """One change: what became of something (« changé », « ajouté », « retiré ») and its words.

    `identity` says which text of the data it was, « object:field ».
    """

    what: str
    words: str
    identity: str = ""


@dataclass(frozen=True, slots=True)
class Ecarts:
    """All that a document says that ours did not; false when there is nothing."""

    textes: tuple[Ecart, ...] = ()
    lignes: tuple[Ecart, ...] = ()
    commentaires: tuple[Ecart, ...] = ()
    suivies: int = 0
    images: int = 0

    def __bool__(self) -> bool:
        return bool(self.textes or self.lignes or self.commentaires or self.suivies or self.images)


def read_back(content: bytes) -> Ecarts:
    """Compare a document with the fingerprints that it carries; raises Unreadable."""
    parts, manifest = _opened(content)
    found = list(frames(parts))
    added = _added(found, manifest)
    return Ecarts(
        (*_changed(parts, manifest), *_paragraphs(added), *_gone(found, manifest)),
        tuple(_rows(added)),
        tuple(_remarks(parts, manifest)),
        sum(1 for root in parts.values() for _ in root.iter(*_TRACKED)),
        pictures(parts[BODY]) - sum(int(line.get("n", "0")) for line in _lines(manifest, "images")),
    )


def _opened(content: bytes) -> tuple[Parts, etree._Element]:
    """The parts that hold text, and the manifest."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts, items = {}, []
            left = MOST_BYTES
            for name in package.namelist():
                if not (TEXT.fullmatch(name) or _ITEM.fullmatch(name)):
                    continue
                with package.open(name) as part:
                    data = part.read(left + 1)
                left -= len(data)
                if left < 0:
                    raise Unreadable("il est trop lourd pour un document de l’outil")
                if TEXT.fullmatch(name):
                    parts[name] = _xml(data)
                elif MANIFEST.encode() in data:
                    items.append(_xml(data))
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, OSError, EOFError) as error:
        raise Unreadable("ce n’est plus un document Word lisible") from error
    except (NotImplementedError, RuntimeError, ValueError) as error:  # encrypted, or no zip of Word
        raise Unreadable("ce n’est pas un document Word lisible") from error
    manifest = next((item for item in items if item.tag == f"{{{MANIFEST}}}identites"), None)
    if manifest is None or BODY not in parts:
        raise Unreadable("il ne porte plus les identités de ses textes")
    if manifest.find("{*}images") is None:
        raise Unreadable("il vient d’une version de l’outil qui ne notait pas tout ce qu’il dit")
    return parts, manifest


def _xml(data: bytes) -> etree._Element:
    if b"<!DOCTYPE" in data[:1000]:
        raise ValueError("a part of Word declares no entity")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(data, parser)


def _changed(parts: Parts, manifest: etree._Element) -> Iterator[Ecart]:
    """The texts of the data that say something else, one for each cell or paragraph; the lost."""
    found = blocks(parts[BODY], parts.get(NOTES))
    said: set[tuple[str, str]] = set()
    for line in _lines(manifest, "texte"):
        field = line.get("champ", "")
        identity = line.get("identite", "") + (f":{field}" if field else "")
        words = found.get(line.get("signet", ""))
        if words is None:
            yield Ecart("retiré", "", identity)
        elif fingerprint(words) != line.get("bloc") and (words, line.get("bloc", "")) not in said:
            said.add((words, line.get("bloc", "")))
            yield Ecart("changé", " ".join(words.split()), identity)


def _added(found: Iterable[Frame], manifest: etree._Element) -> list[Frame]:
    """The paragraphs without identity that are more than were written.

    Headers and footers are written as often as their sections need.
    """
    written = {line.get("bloc", ""): int(line.get("n", "1")) for line in _lines(manifest, "cadre")}
    left = Counter(written)
    added = []
    for frame in found:
        if left[frame.mark] <= 0 and not (frame.margin and frame.mark in written):
            added.append(frame)
        left[frame.mark] -= 1
    return added


def _paragraphs(added: Iterable[Frame]) -> Iterator[Ecart]:
    """The paragraphs that are added outside the new rows."""
    for frame in added:
        if row_of(frame.paragraph) is None:
            yield Ecart("ajouté", frame.words)


def _rows(added: Iterable[Frame]) -> Iterator[Ecart]:
    """The rows of tables that are added, each with all its words."""
    rows: dict[etree._Element, list[str]] = {}
    for frame in added:
        row = row_of(frame.paragraph)
        if row is not None:
            rows.setdefault(row, []).append(frame.words)
    for words in rows.values():
        yield Ecart("ajouté", " | ".join(words))


def _gone(found: Iterable[Frame], manifest: etree._Element) -> Iterator[Ecart]:
    """The paragraphs without identity that are fewer than were written."""
    there = Counter(frame.mark for frame in found)
    for line in _lines(manifest, "cadre"):
        if not there[line.get("bloc", "")]:
            yield Ecart("retiré", line.get("debut", ""))


def _remarks(parts: Parts, manifest: etree._Element) -> Iterator[Ecart]:
    """The comments that we did not write."""
    ours = {line.get("bloc") for line in _lines(manifest, "commentaire")}
    for author, words in remarks(parts):
        if fingerprint(words) not in ours:
            yield Ecart("ajouté", f"{author} : {words}" if author else words)


def _lines(manifest: etree._Element, kind: str) -> Iterator[etree._Element]:
    return manifest.iter(f"{{{MANIFEST}}}{kind}")
