"""Running heads: headers and footers say the words of the document, the width, the chapter.

Word looks for the chapter of a page itself (STYLEREF), LibreOffice too from 7.6; other programs
show what stands beforehand. So a chapter that begins a page has a section, whose header says its
name beforehand; for chapters that run on, what stands there is the subject of the document, which
is true of any page. It is all that the headers of a document of one chapter say.

Why no section for each of these: LibreOffice 7.4 gives all the sections that begin within a page
the header of the first.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import count
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.part import XmlPart
from lxml import etree

from mc_builder.french import small
from mc_builder.page.tree import Document, name_of, text_of
from mc_builder.writers.docx.package import package_of
from mc_builder.writers.docx.pages import COVER, LANDSCAPE, PageSetup, lower_landscape, twips
from mc_builder.writers.docx.wml import R, clark, field, parse, run, w

#: What is replaced in headers and footers, in braces.
PLACEHOLDERS = ("marque", "titre", "version")
_PLACEHOLDER = re.compile(
    # In any case: Word puts a capital where a paragraph begins.
    rf"((?: – )?version | – )?\{{({'|'.join(PLACEHOLDERS)})\}}",
    re.IGNORECASE,
)
_VERSION = re.compile("version ", re.IGNORECASE)
#: Each picture has a number; those of copied headers begin far from those of the text.
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FIRST_PICTURE = 1_000_001
#: Longest running title and mark together, in characters.
_RUNNING = 112
#: Longest name of a chapter in a header, in characters: it holds on one line.
_LONGEST = 80
_FIELD, _CODE, _RUN = map(clark, ("fldChar", "instrText", "r"))
_KIND = clark("fldCharType")
#: The field that looks for the chapter of a page, by level or by style.
_CHAPTER = re.compile(r"\s*STYLEREF\s+\"?(?:1|heading 1|titre 1)\b", re.IGNORECASE)


class RunningHeads:
    """The headers and footers of a document, and those of each section."""

    def __init__(self, word: WordDocument, setup: PageSetup, document: Document) -> None:
        self._word, self._setup = word, setup
        self._pictures = count(_FIRST_PICTURE)
        self._made: dict[tuple[str, str], Any] = {}
        values = {
            "marque": document.mark,
            "titre": textwrap.shorten(
                document.title, max(40, _RUNNING - len(document.mark)), placeholder="…"
            ),
            "version": document.root.get("data-version", ""),
            "edition": document.root.get("data-edition", ""),
        }
        self._numbers = dict(_numbers(document.root))
        subject = document.root.get("data-sujet", "")
        # All pages are of one chapter: its name would say nothing of any, that of the diploma does.
        alone = sum(1 for _ in document.root.iter("h1")) == 1
        for part in {**_parts(word, setup.cover), **_parts(word, setup.properties)}.values():
            _fill(part.element, values)
            for separation in list(_chapter_fields(part.element)) if subject else ():
                _say(separation, _short(subject))
                if alone:
                    _fix(separation)

    @property
    def name_chapters(self) -> bool:
        """Whether the headers say the chapter of a page."""
        parts = _parts(self._word, self._setup.properties).values()
        return any(True for part in parts for _ in _chapter_fields(part.element))

    def section(self, kind: str, chapter: str) -> etree._Element:
        """The ``w:sectPr`` of a section of one kind of pages, all of one chapter or of none."""
        if (kind, chapter) not in self._made:
            cover = kind == COVER
            self._made[kind, chapter] = (
                self._setup.cover if cover else self._make(chapter, wide=kind == LANDSCAPE)
            )
        made: etree._Element = deepcopy(self._made[kind, chapter])
        return made

    def _make(self, chapter: str, *, wide: bool) -> Any:
        properties: Any = deepcopy(self._setup.properties)
        if wide:
            size = properties.find(clark("pgSz"))
            width, height = size.get(clark("w"), ""), size.get(clark("h"), "")
            size.set(clark("w"), height)
            size.set(clark("h"), width)
            size.set(clark("orient"), "landscape")
            lower_landscape(properties.find(clark("pgMar")))
        for relationship, part in _parts(self._word, properties).items():
            named = chapter and any(True for _ in _chapter_fields(part.element))
            if not (wide or named):
                continue
            twin, new = _twin(self._word, part)
            for picture in twin.element.iter(_PICTURE):
                picture.set("id", str(next(self._pictures)))
            if wide:
                for paragraph in twin.element.iter(clark("p")):
                    _spread_tabs(paragraph, self._word.styles.element, self._setup)
            number = self._numbers.get(chapter, "")
            for separation in list(_chapter_fields(twin.element)) if named else ():
                _say(separation, _short(chapter))
                _say_number(separation, number)
            for same in properties:
                if same.get(clark("id", R)) == relationship:
                    same.set(clark("id", R), new)
        return properties


def _parts(word: WordDocument, properties: etree._Element) -> dict[str, XmlPart]:
    """The headers and footers of a section, by their relationships, in order."""
    named = {id_ for reference in properties if (id_ := reference.get(clark("id", R)))}
    return {id_: word.part.related_parts[id_] for id_ in sorted(named)}


def _twin(word: WordDocument, part: XmlPart) -> tuple[XmlPart, str]:
    """A copy of a header or footer, and the relationship to it."""
    name = re.sub(r"(?<!\d)\d*\.xml$", "%d.xml", part.partname)
    package = package_of(word)
    twin = type(part).load(package.next_partname(name), part.content_type, part.blob, package)
    for key, rel in part.rels.items():
        target = rel.target_ref if rel.is_external else rel.target_part
        twin.rels.add_relationship(rel.reltype, target, key, is_external=rel.is_external)
    reltype = next(
        rel.reltype
        for rel in word.part.rels.values()
        if not rel.is_external and rel.target_part is part
    )
    return twin, word.part.relate_to(twin, reltype)


def _chapter_fields(element: etree._Element) -> Iterator[Any]:
    """The separations of the fields that look for the chapter: their results come next."""
    codes: list[str] = []
    for mark in element.iter(_FIELD, _CODE):
        if mark.tag == _CODE:
            codes[-1:] = [(codes or [""])[-1] + (mark.text or "")]
        elif mark.get(_KIND) == "begin":
            codes.append("")
        elif mark.get(_KIND) == "separate":
            if codes and _CHAPTER.match(codes[-1]):
                yield mark
        elif codes:
            codes.pop()


def _short(words: str) -> str:
    return textwrap.shorten(words, _LONGEST, placeholder="…")


def _say(separation: Any, words: str) -> None:
    """Give a field its result; the look of its first run stays."""
    opening = separation.getparent()
    look = opening.find(clark("rPr"))
    for following in list(opening.itersiblings()):
        if following.find(_FIELD) is not None:
            break
        if following.tag == _RUN:
            look = following.find(clark("rPr")) if look is None else look
            following.getparent().remove(following)
    said = parse(run(words))
    if look is not None:
        said.insert(0, deepcopy(look))
    opening.addnext(said)


def _fix(separation: Any) -> None:
    """Leave of a field its result: Word looks for nothing there any more.

    One that is made otherwise than Word does, with several marks in a run, stays as it is.
    """
    opening = separation.getparent()
    before = [opening]
    for earlier in opening.itersiblings(preceding=True):
        before.append(earlier)
        if _marks(earlier):
            break
    end = next((later for later in opening.itersiblings() if _marks(later)), None)
    if end is None or [_marks(before[-1]), _marks(end)] != [["begin"], ["end"]]:
        return
    for element in (*before, end):
        element.getparent().remove(element)


def _marks(element: etree._Element) -> list[str | None]:
    """The marks of fields that an element holds."""
    return [mark.get(_KIND) for mark in element.iter(_FIELD)]


def _numbers(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The words of each title that Word numbers, and its number as it is printed."""
    for title in root.iter("h1"):
        first = title[0] if len(title) else None
        if first is not None and name_of(first) == "span.numero":
            notes = (text_of(note) for note in title if name_of(note) == "span.note")
            words = text_of(title).removeprefix(text_of(first))
            for note in notes:
                words = words.replace(note, "")
            yield words, text_of(first)


def _say_number(separation: Any, number: str) -> None:
    """Before the field that looks for a chapter, one that looks for its number: it leaves it out.

    Only where the chapter has one: Word writes « 0 » for a title without.
    """
    opening = separation.getparent()
    while opening is not None and opening.find(f"{_FIELD}[@{_KIND}='begin']") is None:
        opening = opening.getprevious()
    if opening is None or not number:
        return
    look = separation.getparent().find(clark("rPr"))
    for piece in parse(w("p", field("STYLEREF 1 \\n", number))):
        if look is not None:
            piece.insert(0, deepcopy(look))
        opening.addprevious(piece)


def _fill(element: etree._Element, values: Mapping[str, str]) -> None:
    """Replace ``{marque}``, ``{titre}`` and ``{version}``, even cut into several runs by Word.

    « – version », or one of the two, before an empty value goes with it. An edition says itself
    what it is: « Dossier arrêté au … » stands where a house wrote « version {version} ».
    """
    for paragraph in element.iter(clark("p")):
        texts = list(paragraph.iter(clark("t")))
        joined = "".join(text.text or "" for text in texts)
        for match in reversed(list(_PLACEHOLDER.finditer(joined))):
            _replace(texts, match.span(), _running(match, values))


def _running(match: re.Match[str], values: Mapping[str, str]) -> str:
    """What stands in place of a placeholder and of what leads to it."""
    lead, name = match[1] or "", match[2].lower()
    edition = values["edition"] if name == "version" else ""
    if edition:
        lead = _VERSION.sub("", lead)
        return lead + (small(edition) if match.start() or lead else edition)
    return lead + values[name] if values[name] else ""


def _replace(texts: list[etree._Element], span: tuple[int, int], new: str) -> None:
    """Put `new` in place of the characters of `span`, counted over all `texts`."""
    start, end = span
    offset = 0
    for text in texts:
        content = text.text or ""
        first, last = max(start - offset, 0), min(end - offset, len(content))
        if first < last:
            text.text = content[:first] + new + content[last:]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            new = ""
        offset += len(content)


def _spread_tabs(paragraph: Any, styles: etree._Element, setup: PageSetup) -> None:
    """Move the tab stops of a paragraph, those of its styles too, in proportion to the width."""
    inherited = _style_tabs(paragraph, styles)
    own = {
        twips(tab, "pos"): tab
        for tab in paragraph.findall(f"{clark('pPr')}/{clark('tabs')}/{clark('tab')}")
    }
    stops = inherited | {pos: tab.get(clark("val"), "left") for pos, tab in own.items()}
    if not stops:
        return
    ratio = setup.landscape_width / setup.width
    moved = {round(pos * ratio): val for pos, val in stops.items() if val != "clear"}
    lines = dict.fromkeys(inherited, "clear") | moved
    tabs = paragraph.get_or_add_pPr().get_or_add_tabs()
    for old in list(tabs):
        tabs.remove(old)
    for pos in sorted(lines):
        tabs.append(parse(w("tab", val=lines[pos], pos=pos)))


def _style_tabs(paragraph: etree._Element, styles: etree._Element) -> dict[int, str]:
    by_id = {style.get(clark("styleId")): style for style in styles.iterfind(clark("style"))}
    named = paragraph.find(f"{clark('pPr')}/{clark('pStyle')}")
    name = named.get(clark("val")) if named is not None else None
    stops: dict[int, str] = {}
    seen: set[str | None] = set()
    while name in by_id and name not in seen:
        seen.add(name)
        style = by_id[name]
        for tab in style.findall(f"{clark('pPr')}/{clark('tabs')}/{clark('tab')}"):
            stops.setdefault(twips(tab, "pos"), tab.get(clark("val"), "left"))
        base = style.find(clark("basedOn"))
        name = base.get(clark("val")) if base is not None else None
    return stops
