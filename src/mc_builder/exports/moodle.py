"""A framework → the CSV that Moodle imports as a competency framework (`tool_lpimportcsv`).

Its fourteen columns are read in their order. A row names its parent; the first describes the
framework, and the scale by which everything in it is rated.
"""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
from collections.abc import Iterator, Mapping, Sequence

from mc_builder.documents.demande import ECHELLE
from mc_builder.exports.framework import Element, Framework

COLUMNS = (
    "Parent ID number",
    "ID number",
    "Shortname",
    "Description",
    "Description format",
    "Scale values",
    "Scale configuration",
    "Rule type",
    "Rule outcome",
    "Rule config",
    "Cross-referenced competency ID numbers",
    "Exported ID",
    "Is framework",
    "Taxonomy",
)
#: What Moodle calls a level of the tree, from the first.
_TAXONOMY = "domain,competency,skill,indicator"
#: Moodle cuts longer ones.
_LONGEST = 100
_HTML = "1"
#: What a spreadsheet that opens the file would take for a formula.
_FORMULA = ("=", "+", "-", "@")


def moodle_csv(framework: Framework, echelle: Sequence[str] = ECHELLE) -> bytes:
    """The file, in UTF-8. `echelle` are the ratings, from the lowest: two or more, no comma."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    writer.writerow(_head(framework, echelle))
    for bloc in framework.blocs:
        writer.writerows(_rows(bloc, "", framework.mots))
    return out.getvalue().encode("utf-8")


def _head(framework: Framework, echelle: Sequence[str]) -> list[str]:
    """The row of the framework: the last rating is that of who is proficient."""
    ratings = [
        {"scaleid": "0"},  # Moodle writes there that of the scale that it finds, or makes
        {"id": 1, "scaledefault": 1, "proficient": 0},
        {"id": len(echelle), "scaledefault": 0, "proficient": 1},
    ]
    said = [framework.intitule, f"Version {framework.version} du dossier."]
    if framework.auteur:
        said.append(f"{framework.auteur}.")
    if framework.droits:
        said.append(f"{framework.droits}.")
    return [
        "",
        id_number(framework.ident),
        _inert(_short(framework.intitule)),
        "".join(map(_paragraph, said)),
        _HTML,
        ",".join(echelle),
        json.dumps(ratings, separators=(",", ":")),
        *["", "", "", "", ""],
        "1",
        _TAXONOMY,
    ]


def _rows(element: Element, parent: str, mots: Mapping[str, str]) -> Iterator[list[str]]:
    """An element after what holds it, and before what it holds, in the order of the document.

    Its description says what it is, which its level in the tree does not always tell.
    """
    ident = id_number(element.ident)
    kind = _paragraph(f"{mots[element.genre]}.")
    whole = "" if len(element.nom) <= _LONGEST else _paragraph(element.nom)
    related = ",".join(map(id_number, element.memes))
    name = _inert(_short(element.nom))
    yield [parent, ident, name, kind + whole, _HTML, "", "", "", "0", "null", related, "", "0", ""]
    for inside in element.dans:
        yield from _rows(inside, ident, mots)


def id_number(ident: str) -> str:
    """An identity as Moodle keeps it: whole, or its beginning and what tells it from others."""
    if len(ident) <= _LONGEST:
        return ident
    return f"{ident[:87]}-{hashlib.sha256(ident.encode()).hexdigest()[:12]}"


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text, quote=False)}</p>"


def _short(text: str) -> str:
    """A text that Moodle keeps whole: cut after a word, and the cut shown."""
    if len(text) <= _LONGEST:
        return text
    kept = text[: _LONGEST - 1]
    return f"{kept.rsplit(' ', 1)[0] if ' ' in kept else kept}…"


def _inert(text: str) -> str:
    """A text that no spreadsheet reckons."""
    return f" {text}" if text.startswith(_FORMULA) else text
