"""Contents, lists of tables and of figures: entries of the passes become a TOC field, filled.

Word asks nothing on opening: what it shows is what is written here, until its reader refreshes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from mc_builder.charter import for_word
from mc_builder.metrics import Face, line_count, width, wrapped
from mc_builder.page.tree import name_of, text_of
from mc_builder.writers.docx.registry import Place, inline, writes_block, writes_part
from mc_builder.writers.docx.story import Story
from mc_builder.writers.docx.wml import (
    NOTHING,
    Layout,
    Xml,
    anchor_link,
    field_end,
    field_start,
    join,
    paragraph,
    raw_run,
    run,
    w,
)

#: Depth of the contents when the template does not say.
_DEFAULT_DEPTH = "2"
#: Style of each kind of entries; its indent, in twips; the size of its letters, in the charter.
_ENTRIES = {
    "p.entree-1": ("TOC1", 0, "texte"),
    "p.entree-2": ("TOC2", 283, "sommaire-2"),
    "p.entree-3": ("TOC3", 567, "sommaire-3"),
    "p.entree-tableau": ("TableofFigures", 0, "liste"),
    "p.entree-figure": ("TableofFigures", 0, "liste"),
}
#: Said under the contents, in the field: Word takes it away with the numbers when it counts again.
_OF_THE_PDF = "Les numéros de page sont ceux du PDF."
#: Estimates, in twips: the page; the title of a chapter, that of contents, an entry, a footnote; a
#: line, and what is around a paragraph; the size of its letters.
_PAGE_HIGH, _CHAPTER, _TITLE, _LINE_OF_CONTENTS, _NOTE = 14100, 900, 1300, 262, 230
_LINE, _AROUND, _LETTERS = 268, 80, 200
#: Room that a page number needs after the words of its entry, in twips.
_PAGE = 350


writes_part(_ENTRIES)


@writes_block("nav.sommaire")
def write_contents(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """The contents: Word refreshes them from the headings."""
    # Word counts again to the level of the deepest: none of those that are looked for is lost.
    asked = element.get("data-niveaux", _DEFAULT_DEPTH)
    depth = max([asked, *(name_of(entry)[-1] for entry in element)])
    mention = _OF_THE_PDF if story.borrowed and story.pages else ""
    return _table_of(story, element, place, f'TOC \\o "1-{depth}" \\h \\z \\u', mention)


@writes_block("nav.liste-tableaux")
def write_list_of_tables(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """The list of tables: Word refreshes it from the captions."""
    return _table_of(story, element, place, 'TOC \\h \\z \\c "Tableau"')


@writes_block("nav.liste-figures")
def write_list_of_figures(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """The list of figures: Word refreshes it from the captions."""
    return _table_of(story, element, place, 'TOC \\h \\z \\c "Figure"')


def _table_of(
    story: Story, element: etree._Element, place: Place, instruction: str, mention: str = ""
) -> list[Xml]:
    """A field over one paragraph for each entry; it ends in a paragraph of its own.

    Why: Word replaces the paragraphs of the field when it refreshes it, and a section that would
    end in the last one would be lost. So does what is said of pages that are not its own.
    """
    story.announce(element)
    opening = field_start(instruction)
    written: list[Xml] = []
    for entry in element:
        style, indent, size = _ENTRIES[name_of(entry)]
        twips = 20 * story.charte.mesure(size, "word")
        _hold_page(entry[0], place.width - indent, twips)
        content = join(opening, _entry(story, entry))
        layout = Layout(right_tab=place.width)
        written.append(paragraph(story.styles[style], content, layout))
        opening = NOTHING
    if mention:
        written.append(story.paragraph("MCDiscret", run(mention)))
    written.append(story.paragraph("MCSeparation", join(opening, field_end())))
    return written


def _entry(story: Story, entry: etree._Element) -> Xml:
    """The link of an entry: the text of the heading, a tab, the page."""
    link = entry[0]
    target = link.get("href", "").removeprefix("#")
    story.copying = True
    text = inline(story, link)
    story.copying = False
    grey = for_word(story.charte.couleurs["gris"])
    quiet = join(w("b", val=0), w("bCs", val=0), w("color", val=grey))
    page = story.page_of(target, quiet)
    content = text if page is None else join(text, raw_run(w("tab"), quiet), page)
    return anchor_link(story.names[target], content)


def fits_under(title: etree._Element, room: int) -> bool:
    """Whether contents fit the page of the chapter that their title is in, under what it says.

    Those that have no chapter above them begin a page, or not, as anything does.
    """
    above = list(title.itersiblings(preceding=True))
    if all(block.tag != "h1" for block in above):
        return True
    nav = title.getnext()
    high = _TITLE + _LINE_OF_CONTENTS * (0 if nav is None else len(nav))
    for block in above:
        high += _CHAPTER if block.tag == "h1" else sum(_high(p, room) for p in _texts_in(block))
        high += _NOTE * sum(1 for span in block.iter("span") if name_of(span) == "span.note")
    return high <= _PAGE_HIGH


def _texts_in(block: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and the items of a block; what is no text is one."""
    texts = [e for e in block.iter("p", "li", "tr") if len(e) == 0 or e.find("p") is None]
    return iter(texts or [block])


def _high(text: etree._Element, room: int) -> int:
    """An estimate of the height of a paragraph."""
    return _LINE * line_count(text_of(text), room, _LETTERS, Face.WORD) + _AROUND


def _hold_page(link: etree._Element, room: int, size: float) -> None:
    """Begin a line with the last word of an entry if its page would stand alone on a line.

    Why: in Word the right indent of the style sees to it, but LibreOffice does not know how.
    """
    last = wrapped(text_of(link), room, size, Face.WORD)[-1]
    if width(last, size, Face.WORD) < room - _PAGE:
        return
    for holder, side in reversed(list(_texts(link))):
        before, space, after = (getattr(holder, side) or "").rpartition(" ")
        if space:
            setattr(holder, side, before)
            new_line = etree.Element("br")
            new_line.tail = after
            if side == "text":
                holder.insert(0, new_line)
            elif (parent := holder.getparent()) is not None:
                parent.insert(parent.index(holder) + 1, new_line)
            return


def _texts(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Where the words of an element are, in order: ``text`` or ``tail`` of which element."""
    yield element, "text"
    for child in element:
        yield from _texts(child)
        yield child, "tail"
