"""Contents, lists of tables and of figures: entries of the passes become a TOC field, filled."""

from __future__ import annotations

from lxml import etree

from mc_builder.document.tree import name_of
from mc_builder.writers.docx.registry import Place, inline, writes_block, writes_part
from mc_builder.writers.docx.story import Story
from mc_builder.writers.docx.styles import GREY
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
    w,
)

#: Depth of the contents when the template does not say.
_DEFAULT_DEPTH = "2"
_ENTRIES = {
    "p.entree-1": "TOC1",
    "p.entree-2": "TOC2",
    "p.entree-3": "TOC3",
    "p.entree-tableau": "TableofFigures",
    "p.entree-figure": "TableofFigures",
}

writes_part(_ENTRIES)


@writes_block("nav.sommaire")
def write_contents(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """The contents: Word refreshes them from the headings."""
    depth = element.get("data-niveaux", _DEFAULT_DEPTH)
    return _table_of(story, element, place, f'TOC \\o "1-{depth}" \\h \\z \\u')


@writes_block("nav.liste-tableaux")
def write_list_of_tables(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """The list of tables: Word refreshes it from the captions."""
    return _table_of(story, element, place, 'TOC \\h \\z \\c "Tableau"')


@writes_block("nav.liste-figures")
def write_list_of_figures(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """The list of figures: Word refreshes it from the captions."""
    return _table_of(story, element, place, 'TOC \\h \\z \\c "Figure"')


def _table_of(story: Story, element: etree._Element, place: Place, instruction: str) -> list[Xml]:
    """A field over one paragraph for each entry; it ends in a paragraph of its own.

    Why: Word replaces the paragraphs of the field when it refreshes it, and a section that would
    end in the last one would be lost.
    """
    story.announce(element)
    opening = field_start(instruction)
    written: list[Xml] = []
    for entry in element:
        content = _entry(story, entry)
        style = story.styles[_ENTRIES[name_of(entry)]]
        written.append(paragraph(style, join(opening, content), Layout(right_tab=place.width)))
        opening = NOTHING
    written.append(story.paragraph("MCSeparation", join(opening, field_end())))
    return written


def _entry(story: Story, entry: etree._Element) -> Xml:
    """The link of an entry: the text of the heading, a tab, the page."""
    link = entry[0]
    target = link.get("href", "").removeprefix("#")
    story.copying = True
    text = inline(story, link)
    story.copying = False
    quiet = join(w("b", val=0), w("bCs", val=0), w("color", val=GREY))
    content = join(text, raw_run(w("tab"), quiet), story.page_of(target, quiet))
    return anchor_link(story.names[target], content)
