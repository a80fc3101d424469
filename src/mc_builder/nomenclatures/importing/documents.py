"""The files of fiches that publishers give, one fiche after the other → the records of each.

ROME 4 is given so in JSON, the register of certifications in XML. A fiche is read and forgotten
before the next: those files have a hundred megabytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import count
from typing import TYPE_CHECKING, Any, TextIO

from mc_builder.nomenclatures.importing.dates import day, level
from mc_builder.nomenclatures.importing.files import Table, Unreadable
from mc_builder.nomenclatures.importing.formats import RNCP, ROME, Family
from mc_builder.nomenclatures.importing.rows import encoding_of, text_of
from mc_builder.nomenclatures.store_records import (
    APPELLATION,
    BLOC,
    CONTEXTE,
    FICHE,
    FORMACODE,
    ITEM,
    NSF,
    SAVOIR,
    SAVOIR_ETRE,
    SAVOIR_FAIRE,
    Certification,
    Entree,
    Lien,
    Record,
    Renvoi,
    Succession,
    Texte,
)

if TYPE_CHECKING:
    from lxml import etree

_CHUNK = 1 << 20
#: No fiche is longer, nor what comes before the first.
_LONGEST = 1 << 24
_HEAD = 1 << 16
#: Fiches between two words on how far the reading is.
_STEP = 50


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A kind of file of fiches: its nomenclature, what its beginning holds, what reads it.

    `records` is told how to say where it is; raises Unreadable, also while it is read.
    """

    family: Family
    end: str
    signs: tuple[bytes, ...]
    records: Callable[[Table, Callable[[int], None]], Iterator[Record]]


def document_format_of(table: Table) -> DocumentFormat | None:
    """The kind of a file of fiches; None for a file of another kind. Raises Unreadable."""
    name = table.name.casefold()
    possible = [one for one in DOCUMENTS if name.endswith(one.end)]
    if not possible:
        return None
    with table.opened() as stream:
        head = stream.read(_HEAD)
    return next((one for one in possible if all(sign in head for sign in one.signs)), None)


# --- ROME 4, in JSON -----------------------------------------------------------------------------


def _rome_records(table: Table, at: Callable[[int], None]) -> Iterator[Record]:
    seen: set[str] = set()
    encoding = encoding_of(table)
    with table.opened() as stream, text_of(stream, encoding) as text:
        for number, fiche in enumerate(_objects(text, table.name)):
            if number % _STEP == 0:
                at(min(stream.tell(), table.size))
            yield from _rome_fiche(fiche, seen)
    at(table.size)


def _objects(text: TextIO, name: str) -> Iterator[dict[str, Any]]:
    """The objects of the first list of a JSON file, each read when it is asked for."""
    decoder, buffer = json.JSONDecoder(), text.read(_HEAD)
    begins = buffer.find("[")
    buffer = buffer[begins + 1 :] if begins >= 0 else "]"
    while True:
        buffer = buffer.lstrip(" \t\r\n,")
        if buffer.startswith("]"):
            return
        try:
            found, end = decoder.raw_decode(buffer)
        except RecursionError:
            raise Unreadable(f"« {name} » est abîmé") from None
        except ValueError:
            more = text.read(_CHUNK) if len(buffer) < _LONGEST else ""
            if not more:
                raise Unreadable(f"« {name} » est abîmé, ou incomplet") from None
            buffer += more
            continue
        buffer = buffer[end:]
        if isinstance(found, dict):
            yield found


#: The groups of a fiche, and the nature of what they hold.
_GROUPS = {
    "savoir_faire": SAVOIR_FAIRE,
    "savoir_etre_professionnel": SAVOIR_ETRE,
    "savoirs": SAVOIR,
}


def _rome_fiche(fiche: dict[str, Any], seen: set[str]) -> Iterator[Record]:
    """A fiche, its appellations, its definition, its items; those that were `seen` are linked."""
    rome = fiche.get("rome")
    code = _said(rome, "code_rome")
    if not code:
        return
    yield Entree(FICHE, code, code, _said(rome, "intitule"))
    for name in _labelled(fiche.get("appellations")):
        ogr = _said(name, "code_ogr")
        yield Entree(APPELLATION, ogr, ogr, _said(name, "libelle"), parent=code)
    for line in _said(fiche, "definition").splitlines():
        if line.strip():
            yield Texte(code, line.strip())
    ranks, competences = count(), fiche.get("competences")
    groups = competences if isinstance(competences, dict) else {}
    natures = [(groups.get(key), nature) for key, nature in _GROUPS.items()]
    for group, nature in [*natures, (fiche.get("contextes_travail"), CONTEXTE)]:
        for item in _labelled(group):
            ogr = _said(item, "code_ogr")
            if ogr not in seen:
                seen.add(ogr)
                yield Entree(ITEM, ogr, ogr, _said(item, "libelle"), nature)
            heart = bool(item["coeur_metier"]) if "coeur_metier" in item else None
            yield Lien(code, ogr, next(ranks), heart)


def _labelled(node: object) -> Iterator[dict[str, Any]]:
    """What has a code and a title, wherever it stands in the groups of a fiche."""
    if isinstance(node, list):
        for one in node:
            yield from _labelled(one)
    elif isinstance(node, dict):
        if _said(node, "code_ogr") and _said(node, "libelle"):
            yield node
        else:
            for one in node.values():
                yield from _labelled(one)


def _said(node: object, key: str) -> str:
    value = node.get(key) if isinstance(node, dict) else None
    return str(value).strip() if isinstance(value, str | int) else ""


# --- The register, in XML ------------------------------------------------------------------------


def _register_records(table: Table, at: Callable[[int], None]) -> Iterator[Record]:
    from lxml import etree  # noqa: PLC0415 - most imports are of tables

    try:
        with table.opened() as stream:
            # Entities are not replaced and nothing is fetched: a file may come from anywhere.
            events = etree.iterparse(stream, tag="FICHE", resolve_entities=False, no_network=True)
            for number, (_, fiche) in enumerate(events):
                if number % _STEP == 0:
                    at(min(stream.tell(), table.size))
                yield from _register_fiche(fiche)
                fiche.clear()
                while fiche.getprevious() is not None:
                    del fiche.getparent()[0]
    except etree.XMLSyntaxError:
        raise Unreadable(f"« {table.name} » est abîmé, ou incomplet") from None
    at(table.size)


#: The codes of other nomenclatures that a fiche of the register names.
_CODES = (
    ("ROME", "CODES_ROME/ROME/CODE"),
    (NSF, "CODES_NSF/NSF/CODE"),
    (FORMACODE, "FORMACODES/FORMACODE/CODE"),
)


def _register_fiche(fiche: etree._Element) -> Iterator[Record]:
    code = _text(fiche, "NUMERO_FICHE")
    if not code:
        return
    yield Entree(FICHE, code, code, _text(fiche, "INTITULE"))
    active = _text(fiche, "ACTIF").casefold() in {"oui", "active"}
    end = day(_text(fiche, "DATE_FIN_ENREGISTREMENT"))
    yield Certification(code, level(_text(fiche, "NOMENCLATURE_EUROPE/NIVEAU")), end, active)
    for nom, path in _CODES:
        for other in dict.fromkeys(_texts(fiche, path)):
            yield Renvoi(code, nom, other)
    for old in _texts(fiche, "ANCIENNE_CERTIFICATION"):
        yield Succession(old, code)
    for new in _texts(fiche, "NOUVELLE_CERTIFICATION"):
        yield Succession(code, new)
    for bloc in fiche.iterfind("BLOCS_COMPETENCES/*"):
        number, title = _text(bloc, "CODE"), _text(bloc, "LIBELLE")
        if number and title:
            said = "\n".join(competences_in(_text(bloc, "LISTE_COMPETENCES")))
            yield Entree(BLOC, number, number, title, parent=code, definition=said)


def _text(element: etree._Element, path: str) -> str:
    return next(iter(_texts(element, path)), "")


def _texts(element: etree._Element, path: str) -> list[str]:
    found = ("".join(map(str, one.itertext())).strip() for one in element.iterfind(path))
    return [text for text in found if text]


_BREAKS = re.compile(r"<(?:br|/p|/li|/div|li|p)\b[^<>]*>", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>")
#: The signs that begin an item of a list, wherever they stand; those that do at a line's beginning.
_SIGNS = re.compile("[•▪●■\uf0b7]")
_BEGINS = re.compile(r"(?:[·◦*]|[-–—](?=\s)|[0-9]{1,2}[.)](?=\s))")


def competences_in(text: str) -> list[str]:
    """The competences of a bloc, as the register writes them in one text: HTML, bullets, lines."""
    plain = unescape(_TAGS.sub("", _BREAKS.sub("\n", text)))
    lines = (_unmarked(line.strip()) for line in _parted(plain))
    found = (" ".join(line.split()).rstrip(" ;") for line in lines)
    return [line for line in found if line.strip(".")]


def _unmarked(line: str) -> str:
    begins = _BEGINS.match(line)
    return line[begins.end() :] if begins else line


def _parted(text: str) -> Iterator[str]:
    """The lines of a text; a bullet within one begins another."""
    for line in text.splitlines():
        yield from _SIGNS.split(line)


DOCUMENTS = (
    DocumentFormat(ROME, ".json", (b'"code_rome"', b'"competences"'), _rome_records),
    DocumentFormat(RNCP, ".xml", (b"<FICHES", b"<NUMERO_FICHE"), _register_records),
)
