"""Lint of a reference document: what the documents would not take from it as its author expects."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import docx
from docx.document import Document as WordDocument
from lxml import etree

from mc_builder.diagnostics import Diagnostic, avertissement, did_you_mean, erreur
from mc_builder.spans import Span
from mc_builder.writers.docx.pages import PLACEHOLDERS, read_setup
from mc_builder.writers.docx.stylemap import FILE, IN_FRENCH, ROLES
from mc_builder.writers.docx.styles import STYLES, named_styles
from mc_builder.writers.docx.trust import fields, reason_to_refuse
from mc_builder.writers.docx.wml import clark
from mc_builder.writers.docx.wordstyle import Style

_KINDS = {"paragraph": "de paragraphe", "character": "de caractère", "table": "de tableau"}
#: Direct formatting that belongs in a style, as Word calls it.
_DIRECT_RUN = {
    "rFonts": "police",
    "b": "gras",
    "i": "italique",
    "caps": "capitales",
    "smallCaps": "petites capitales",
    "color": "couleur",
    "sz": "taille",
    "u": "souligné",
    "highlight": "surlignage",
}
_DIRECT_PARAGRAPH = {
    "spacing": "espacement",
    "ind": "retrait",
    "jc": "alignement",
    "pBdr": "bordure",
    "shd": "trame",
}
#: Narrower, a table of four columns cannot be read; 110 mm in twips.
_NARROWEST = 6236
_QUOTED = 40


def verifier(
    reference: bytes, at: Span, names: Mapping[str, str] | None = None
) -> list[Diagnostic]:
    """What is wrong in a reference document, the most serious first.

    `at` is the place that the diagnostics name, `names` the names of styles that are not the usual
    ones. A document that is refused is not read further.
    """
    reason = reason_to_refuse(reference)
    if reason is not None:
        aide = "enregistrez-le dans Word comme « Document Word (.docx) », sans cela"
        return [erreur("DOC009", f"le modèle Word est refusé : {reason}", at, aide)]
    word = docx.Document(io.BytesIO(reference))
    found = [
        *_styles(word, names or {}, at),
        *_fields(word, at),
        *_direct(word, at),
        *_pages(word, at),
    ]
    return sorted(found, key=lambda d: -d.severity)


def missing_styles(reference: bytes, names: Mapping[str, str], at: Span) -> list[Diagnostic]:
    """What `build` says of the styles before it writes: those it will add, in one diagnostic."""
    word = docx.Document(io.BytesIO(reference))
    found = _styles(word, names, at)
    wrong = [d for d in found if d.code != "MOD001"]
    absent = len(found) - len(wrong)
    if not absent:
        return wrong
    few = "un style" if absent == 1 else f"{absent} styles"
    message = f"le modèle Word n’a pas {few} : l’aspect de mc_builder y est ajouté"
    aide = "« mc-builder gabarit verifier templates/reference.docx » les nomme"
    return [*wrong, avertissement("MOD001", message, at, aide)]


def _styles(word: WordDocument, names: Mapping[str, str], at: Span) -> list[Diagnostic]:
    """Roles without a style, or whose style is of the wrong type."""
    present = named_styles(word.styles.element)
    kinds: dict[str, set[str]] = {}
    for kind, name in present:
        kinds.setdefault(name, set()).add(kind)
    found = []
    for role, style_id in ROLES.items():
        style = STYLES[style_id]
        name = names.get(style_id, style.name)
        shown = IN_FRENCH.get(name, name)
        others = kinds.get(name.casefold(), set())
        if style.kind in others:
            continue
        if others:
            found.append(_wrong_kind(role, style, shown, others.pop(), at))
        elif style_id in names:
            message = f"le style « {shown} » que {FILE} donne au rôle « {role} » n’existe pas"
            aide = f"créez-le dans Word (style {_KINDS[style.kind]}), ou nommez-en un autre"
            found.append(erreur("MOD002", message, at, aide))
        else:
            message = f"pas de style « {shown} » pour le rôle « {role} »"
            aide = f"style {_KINDS[style.kind]} à créer dans Word, ou à nommer dans {FILE}"
            found.append(avertissement("MOD001", message, at, aide))
    return found


def _wrong_kind(role: str, style: Style, name: str, other: str, at: Span) -> Diagnostic:
    is_, wanted = _KINDS.get(other, "de liste"), _KINDS[style.kind]
    return erreur(
        "MOD002",
        f"le style « {name} » est un style {is_} ; le rôle « {role} » attend un style {wanted}",
        at,
        f"supprimez-le et recréez-le comme style {wanted}, ou nommez-en un autre dans {FILE}",
    )


def _margins(word: WordDocument) -> list[tuple[str, Any]]:
    """The headers and footers, by the name of their part."""
    found: dict[str, Any] = {}
    for rel in word.part.rels.values():
        if rel.reltype.endswith(("/header", "/footer")):
            part: Any = rel.target_part
            found[str(part.partname).rpartition("/")[2]] = part.element
    return sorted(found.items())


def _text(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(clark("t")))


def _fields(word: WordDocument, at: Span) -> Iterator[Diagnostic]:
    """What a header or a footer should say, and what it says that nothing replaces."""
    margins = _margins(word)
    said = " ".join(_text(element) for _, element in margins)
    named = {field for _, element in margins for field in fields(element)}
    for wanted, present, aide in (
        ("le numéro de page", "PAGE" in named, "Insertion › Numéro de page, dans le pied de page"),
        (
            "le titre du document",
            "{titre}" in said or bool({"TITLE", "STYLEREF"} & named),
            "écrivez {titre} dans l’en-tête ou le pied de page",
        ),
        (
            "la marque « Projet »",
            "{marque}" in said,
            "écrivez {marque} : une page imprimée dira que c’est un projet",
        ),
        ("la version", "{version}" in said, "écrivez {version} dans le pied de page"),
    ):
        if not present:
            message = f"ni l’en-tête ni le pied de page ne disent {wanted}"
            yield avertissement("MOD004", message, at, aide)
    for unknown in sorted(set(re.findall(r"\{(\w+)\}", said)) - set(PLACEHOLDERS)):
        near = did_you_mean(unknown, PLACEHOLDERS)
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        aide = f"vouliez-vous dire {{{near}}} ?" if near else f"ce qui est remplacé : {known}"
        yield avertissement("MOD004", f"{{{unknown}}} ne sera pas remplacé", at, aide)


def _direct(word: WordDocument, at: Span) -> Iterator[Diagnostic]:
    """Formatting by hand: lost in the text, out of reach of a style in headers and footers."""
    for name, element in _margins(word):
        for paragraph in element.iter(clark("p")):
            formats = _formats(paragraph)
            if formats and _text(paragraph).strip():
                yield avertissement(
                    "MOD003",
                    f"mise en forme à la main dans {name}, « {_quoted(paragraph)} » :"
                    f" {', '.join(formats)}",
                    at,
                    "mettez-la dans le style du paragraphe, ou dans un style de caractère",
                )
    seen: set[tuple[str, ...]] = set()
    by_id = {e.get(clark("styleId")): name for (_, name), e in _by_name(word)}
    for paragraph in word.element.body.iter(clark("p")):
        style = paragraph.find(f"{clark('pPr')}/{clark('pStyle')}")
        style_name = by_id.get(style.get(clark("val")) if style is not None else None, "normal")
        formats = _formats(paragraph)
        key = (style_name, *formats)
        if not formats or key in seen or not _text(paragraph).strip():
            continue
        seen.add(key)
        yield avertissement(
            "MOD003",
            f"« {_quoted(paragraph)} » est mis en forme à la main : {', '.join(formats)}",
            at,
            f"seuls les styles sont repris : modifiez le style « {style_name} »",
        )


def _by_name(word: WordDocument) -> list[tuple[tuple[str, str], etree._Element]]:
    return list(named_styles(word.styles.element).items())


def _formats(paragraph: etree._Element) -> list[str]:
    """The direct formatting of a paragraph and of its runs, as Word calls it."""
    found: dict[str, None] = {}
    own = paragraph.find(clark("pPr"))
    for element in own if own is not None else ():
        if word_name := _DIRECT_PARAGRAPH.get(str(element.tag).rpartition("}")[2]):
            found[word_name] = None
    for properties in paragraph.iter(clark("rPr")):
        if properties.getparent() is own:
            continue  # the mark of the paragraph, that nobody sees
        for element in properties:
            if word_name := _DIRECT_RUN.get(str(element.tag).rpartition("}")[2]):
                found[word_name] = None
    return list(found)


def _quoted(paragraph: etree._Element) -> str:
    text = " ".join(_text(paragraph).split())
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…"


def _pages(word: WordDocument, at: Span) -> Iterator[Diagnostic]:
    """A page on which the documents do not fit."""
    setup = read_setup(word)
    size = setup.properties.find(clark("pgSz"))
    if int(size.get(clark("w"), "0")) > int(size.get(clark("h"), "0")):
        yield avertissement(
            "MOD006",
            "la dernière section est en paysage : tout le texte le sera",
            at,
            "mettez la dernière section en portrait ; la première peut être celle de la couverture",
        )
    if setup.width < _NARROWEST:
        yield avertissement(
            "MOD006",
            f"il reste {round(setup.width / 56.7)} mm entre les marges : les tableaux n’y tiendront"
            " pas",
            at,
            "réduisez les marges : 110 mm au moins",
        )
