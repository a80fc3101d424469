"""Lint of a reference document: what the documents would not take from it as its author expects."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

import docx
from docx.document import Document as WordDocument
from lxml import etree

from mc_builder.diagnostics import Diagnostic, Severity, worst
from mc_builder.french import counted
from mc_builder.spans import Span
from mc_builder.writers.docx.codes import MOD001, MOD002, MOD003, MOD009
from mc_builder.writers.docx.headers import covering, margins, unsaid, words_of
from mc_builder.writers.docx.legibility import unreadable
from mc_builder.writers.docx.opening import OpenModel, open_model
from mc_builder.writers.docx.pages import read_setup
from mc_builder.writers.docx.sheet import odd_pages
from mc_builder.writers.docx.stylemap import FILE, ROLES, in_french
from mc_builder.writers.docx.styles import STYLES, named_styles
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
_QUOTED = 40
#: Most missing styles, or texts formatted by hand, that are named in one line.
_SHOWN = 3


def check_model(
    model: bytes, at: Span, names: Mapping[str, str] | None = None, *, details: bool = False
) -> list[Diagnostic]:
    """What is wrong in a model, the most serious first.

    `at` is the place that the diagnostics name, `names` the names of styles that are not the usual
    ones. A model that is refused is not read further. With `details`, a line for each missing style
    and for each way of formatting by hand.
    """
    opened, found = open_model(model, at)
    if opened is None:
        return found
    word = docx.Document(io.BytesIO(opened.reference))
    found = [
        *judged(opened, names or {}, at, details=details),
        *unsaid(word, at),
        *_direct(word, opened.document, at, details=details),
        *_left_out(opened, at),
    ]
    return sorted(found, key=lambda d: -d.severity)


def judged(
    opened: OpenModel, names: Mapping[str, str], at: Span, *, details: bool = False
) -> list[Diagnostic]:
    """What a reader of the documents would see of a model: `build` says it before it writes."""
    word = docx.Document(io.BytesIO(opened.reference))
    setup = read_setup(word)
    theme = next(
        (
            etree.fromstring(rel.target_part.blob)
            for rel in word.part.rels.values()
            if rel.reltype.endswith("/theme")
        ),
        None,
    )
    found = [
        *_styles(word, names, at, details=details),
        *odd_pages(setup, opened.document, at),
    ]
    if worst(found) is not Severity.ERREUR:
        found += unreadable(word.styles.element, theme, setup, names, at)
        found += covering(word, setup, at)
    return found


def _left_out(opened: OpenModel, at: Span) -> Iterator[Diagnostic]:
    if opened.left_out:
        message = f"les documents ne reprendront pas {', '.join(opened.left_out)}"
        yield MOD009(message, at)


def _styles(
    word: WordDocument, names: Mapping[str, str], at: Span, *, details: bool
) -> list[Diagnostic]:
    """Roles without a style, or whose style is of the wrong type."""
    kinds: dict[str, set[str]] = {}
    for kind, name in named_styles(word.styles.element):
        kinds.setdefault(name, set()).add(kind)
    found, missing = [], []
    for role, style_id in ROLES.items():
        style = STYLES[style_id]
        name = names.get(style_id, style.name)
        shown = in_french(name)
        others = kinds.get(name.casefold(), set())
        if style.kind in others:
            continue
        if others:
            found.append(_wrong_kind(role, style, shown, others.pop(), at))
        elif style_id in names:
            message = f"le style « {shown} » que {FILE} donne au rôle « {role} » n’existe pas"
            aide = f"créez-le dans Word (style {_KINDS[style.kind]}), ou nommez-en un autre"
            found.append(MOD002(message, at, aide))
        else:
            missing.append((role, style, shown))
    return [*found, *_missing(missing, at, details=details)]


def _missing(
    missing: list[tuple[str, Style, str]], at: Span, *, details: bool
) -> Iterator[Diagnostic]:
    """All the missing styles in one line, or one each."""
    if details:
        for role, style, shown in missing:
            message = f"pas de style « {shown} » pour le rôle « {role} »"
            aide = f"style {_KINDS[style.kind]} à créer dans Word, ou à nommer dans {FILE}"
            yield MOD001(message, at, aide)
    elif missing:
        few = counted(len(missing), "style")
        shown = ", ".join(f"« {name} »" for _, _, name in missing[:_SHOWN])
        rest = "…" if len(missing) > _SHOWN else ""
        message = (
            f"le modèle Word n’a pas {few} ({shown}{rest}) : l’aspect de mc_builder y est ajouté"
        )
        aide = "« mc-builder gabarit verifier --details templates/reference.docx » les nomme tous"
        yield MOD001(message, at, aide if rest else "")


def _wrong_kind(role: str, style: Style, name: str, other: str, at: Span) -> Diagnostic:
    is_, wanted = _KINDS.get(other, "de liste"), _KINDS[style.kind]
    return MOD002(
        f"le style « {name} » est un style {is_} ; le rôle « {role} » attend un style {wanted}",
        at,
        f"supprimez-le et recréez-le comme style {wanted}, ou nommez-en un autre dans {FILE}",
    )


def _direct(
    word: WordDocument, document: etree._Element, at: Span, *, details: bool
) -> Iterator[Diagnostic]:
    """Formatting by hand: lost in the text, out of reach of a style in headers and footers."""
    for name, element in margins(word):
        for paragraph in element.iter(clark("p")):
            formats = _formats(paragraph)
            if formats and words_of(paragraph).strip():
                yield MOD003(
                    f"mise en forme à la main dans {name}, « {_quoted(paragraph)} » :"
                    f" {', '.join(formats)}",
                    at,
                    "mettez-la dans le style du paragraphe, ou dans un style de caractère",
                )
    found: dict[tuple[str, ...], tuple[str, str, str]] = {}
    names = {
        element.get(clark("styleId")): _shown(element)
        for element in word.styles.element.iterfind(clark("style"))
    }
    for paragraph in document.iter(clark("p")):
        formats = _formats(paragraph)
        if formats and words_of(paragraph).strip():
            style = paragraph.find(f"{clark('pPr')}/{clark('pStyle')}")
            name = names.get(style.get(clark("val")) if style is not None else None, "Normal")
            line = (_quoted(paragraph), ", ".join(formats), name)
            found.setdefault((name, *formats), line)
    yield from _by_hand(list(found.values()), at, details=details)


def _by_hand(found: list[tuple[str, str, str]], at: Span, *, details: bool) -> Iterator[Diagnostic]:
    """The texts that are formatted by hand, how, in which style: one line each, or all in one."""
    if details or len(found) <= _SHOWN:
        for text, formats, style in found:
            yield MOD003(
                f"« {text} » est mis en forme à la main : {formats}",
                at,
                f"seuls les styles sont repris : modifiez le style « {style} »",
            )
        return
    shown = " ; ".join(f"« {text} » : {formats}" for text, formats, _ in found[:_SHOWN])
    yield MOD003(
        f"le texte est mis en forme à la main de {len(found)} façons ({shown}…)",
        at,
        "seuls les styles sont repris : modifiez-les ; « mc-builder gabarit verifier --details »"
        " les nomme toutes",
    )


def _shown(style: etree._Element) -> str:
    """The name of a style, as a French Word says it."""
    name = style.find(clark("name"))
    value = name.get(clark("val"), "") if name is not None else ""
    return in_french(value)


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
    text = " ".join(words_of(paragraph).split())
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…"
