"""The parts that documents take from a Word model → what in them is dangerous, how to remove it.

Only what is taken counts: a text, its pictures, its objects and its fields are thrown away with
the body, and a document that is attached to a model does not stay so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from mc_builder.writers.docx.parts import SAVE_AS, Parts, Problem
from mc_builder.writers.docx.wml import clark

_MACROS = re.compile(r"vbaProject|vbaData|/attachedToolbars", re.IGNORECASE)
_OBJECTS = {
    "OLEObject": "un objet incorporé (OLE)",
    "object": "un objet incorporé (OLE)",
    "control": "un contrôle ActiveX",
    "altChunk": "un fichier incorporé",
    "subDoc": "un sous-document",
    "contentPart": "une encre ou un contenu incorporé",
}
#: Relationships that a header, a footer, a bullet or a theme may have.
_KNOWN = {"image", "hyperlink", "font"}
_IN_FRENCH = {
    "chart": "un graphique",
    "diagramData": "un graphique SmartArt",
    "oleObject": "un objet incorporé (OLE)",
    "package": "un classeur ou un document incorporé",
    "control": "un contrôle ActiveX",
    "aFChunk": "un fichier incorporé",
}
#: Fields that say something of the document or of Word itself; « = » is a calculation.
_HARMLESS = (
    {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "STYLEREF", "SEQ", "TOC"}
    | {"TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "LASTSAVEDBY", "INFO", "TEMPLATE"}
    | {"FILENAME", "FILESIZE", "DOCPROPERTY", "DOCVARIABLE", "REVNUM", "EDITTIME", "USERNAME"}
    | {"USERINITIALS", "USERADDRESS", "NUMWORDS", "NUMCHARS", "HYPERLINK", "SYMBOL", "="}
    | {"DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "NOTEREF", "IF", "LISTNUM"}
    | {"FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "MERGEFIELD", "ADVANCE", "EQ"}
)
_NO_MACRO = f"dans Word, {SAVE_AS}, sans macro"
_UNLINK = (
    "dans Word, Fichier › Informations › Modifier les liens d’accès aux fichiers › Rompre la"
    " liaison"
)
#: What Word does of a field.
BY_ITS_RESULT = "remplacez-le par son résultat (Ctrl + Maj + F9)"


def dangers(parts: Parts) -> Iterator[Problem]:
    """What makes a model unfit: macros, and in its taken parts objects, links and active fields."""
    for name in sorted({*parts.content, *parts.damaged}):
        if _MACROS.search(name):
            yield Problem(f"il contient des macros ({name})", _NO_MACRO)
    if b"macroEnabled" in parts.content["[Content_Types].xml"]:
        yield Problem("il contient des macros (type « prenant en charge les macros »)", _NO_MACRO)
    for name in parts.kinds:
        yield from _relations(parts, name)
        if parts.kinds[name] != "settings":
            yield from _content(parts, name)


def _relations(parts: Parts, name: str) -> Iterator[Problem]:
    for relation in parts.relations[name].values():
        if not relation.external and relation.kind not in _KNOWN:
            what = _IN_FRENCH.get(relation.kind, f"un contenu « {relation.kind} »")
            yield Problem(
                f"{place(parts, name)} contient {what} ({relation.target})",
                f"dans Word, ouvrez {place(parts, name, precise=False)} et remplacez-le par une"
                " image (Collage spécial › Image)",
            )
        elif relation.external and relation.kind == "image":
            yield Problem(
                f"{place(parts, name)} affiche une image qui est un fichier extérieur :"
                f" « {relation.target} »",
                f"{_UNLINK}, ou insérez l’image elle-même",
            )
        elif relation.external and relation.kind != "hyperlink":
            yield Problem(
                f"{place(parts, name)} renvoie à un fichier extérieur : « {relation.target} »",
                _UNLINK,
            )


def _content(parts: Parts, name: str) -> Iterator[Problem]:
    root, where = parts.roots[name], place(parts, name, precise=False)
    for element in root.iter(etree.Element):
        what = _OBJECTS.get(etree.QName(element).localname)
        if what is not None:
            yield Problem(
                f"{place(parts, name)} contient {what}",
                f"dans Word, ouvrez {where}, sélectionnez-le et supprimez-le, ou remplacez-le par"
                " une image (Collage spécial › Image)",
            )
            break
    for field in dict.fromkeys(fields(root)):
        if field not in _HARMLESS:
            yield Problem(
                f"{place(parts, name)} contient un champ « {field} »",
                f"dans Word, ouvrez {where}, affichez les champs (Alt + F9), cliquez sur"
                f" {{ {field} … }} et {BY_ITS_RESULT}",
            )


def place(parts: Parts, name: str, *, precise: bool = True) -> str:
    """Where a part is seen in Word, « l’en-tête », with its name in the package if asked."""
    words = {
        "header": "l’en-tête",
        "footer": "le pied de page",
        "numbering": "la définition des listes",
        "theme": "le thème",
        "styles": "la liste des styles",
        "fontTable": "la table des polices",
        "settings": "les réglages",
    }.get(parts.kinds.get(name, ""), "le document")
    return f"{words} ({name})" if precise else words


def fields(root: etree._Element) -> Iterator[str]:
    """The names of the fields of a part, in capitals; Word cuts their codes as it likes."""
    open_codes: list[str] = []
    for element in root.iter(clark("fldChar"), clark("instrText"), clark("fldSimple")):
        if element.tag == clark("fldSimple"):
            yield from _name(element.get(clark("instr"), ""))
        elif element.tag == clark("instrText"):
            if not open_codes:
                open_codes.append("")
            open_codes[-1] += element.text or ""
        elif element.get(clark("fldCharType")) == "begin":
            open_codes.append("")
        elif open_codes:
            # At the separation the code is whole; at the end it is empty.
            yield from _name(open_codes[-1])
            open_codes[-1] = ""
            if element.get(clark("fldCharType")) == "end":
                open_codes.pop()
    for code in open_codes:
        yield from _name(code)


def _name(code: str) -> Iterator[str]:
    words = code.split()
    if words:
        yield "=" if words[0].startswith("=") else words[0].partition("\\")[0].upper()
