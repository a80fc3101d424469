"""Words: inline elements become runs, bookmarks, links, footnote references and fields."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from lxml import etree

from mc_builder.french import NBSP
from mc_builder.french.word_diff import Fate
from mc_builder.page.redline.marks import COME, GONE
from mc_builder.page.tree import name_of, text_of
from mc_builder.writers.docx.registry import PLAIN, Face, inline, writes_inline
from mc_builder.writers.docx.story import Story
from mc_builder.writers.docx.styles import SIGN_FONT, STATUSES
from mc_builder.writers.docx.wml import (
    NOTHING,
    Xml,
    anchor_link,
    external_link,
    field_end,
    field_start,
    join,
    raw_run,
    run,
    w,
)

#: Longest status that stays on one line, in characters.
_ONE_LINE = 14
#: The sign of each status, the same as in the PDF: a disc that fills up; it reads without colours.
_SIGNS = {
    "non_couverte": "○",
    "decrite": "◔",
    "traduite": "◕",
    "evaluee": "●",
    "ecartee": "⊘",
}
#: The look of a sign, beside that of its status.
_OF_SIGNS = join(SIGN_FONT, w("b", val=0), w("bCs", val=0))
#: Characters that an address may hold as they are; the others are percent-encoded.
_SAFE = "%/:=&?~#+!$,;'@()*[]"


@writes_inline("span", "span.cite", "span.numero", "span.lieu", "span.sigle")
def write_span(story: Story, element: etree._Element, face: Face) -> Xml:
    """A text of the data, a number, a place: its words, in a bookmark when it has an id."""
    return story.identify(element, inline(story, element, face))


@writes_inline(GONE, COME)
def write_change(story: Story, element: etree._Element, face: Face) -> Xml:
    """Words that came or went, in a block that stays."""
    content = inline(story, element, face)
    if story.tracking is None or story.fate is not None:
        return content
    return story.tracking.runs(content, Fate(element.get("class", "")))


@writes_inline("span.a-completer")
def write_to_complete(story: Story, element: etree._Element, face: Face) -> Xml:
    """What is not known yet: highlighted."""
    return story.identify(element, inline(story, element, replace(face, style="MCACompleter")))


@writes_inline("span.autonomie")
def write_autonomy(story: Story, element: etree._Element, face: Face) -> Xml:
    """A level of autonomy in squares: a font that has them."""
    shown = replace(face, style="MCAutonomie", signs=True)
    return story.identify(element, inline(story, element, shown))


@writes_inline("span.statut")
def write_status(story: Story, element: etree._Element, face: Face) -> Xml:
    """A status of coverage: its sign, in a font that has it, then its name."""
    shown = replace(face, style=STATUSES[element.get("data-statut", "")])
    properties = join(story.character(shown.style), _OF_SIGNS)
    sign, space, name = (element.text or "").partition(NBSP)
    signed = join(run(sign + space, properties), run(name, shown.properties(story)))
    return story.identify(element, signed)


@writes_inline("span.signe")
def write_sign(story: Story, element: etree._Element, face: Face) -> Xml:
    """A geometric sign, in a font that has it."""
    shown = replace(face, signs=True)
    return story.identify(element, run(text_of(element), shown.properties(story)))


@writes_inline("strong")
def write_strong(story: Story, element: etree._Element, face: Face) -> Xml:
    """Bold words."""
    return story.identify(element, inline(story, element, replace(face, bold=True)))


@writes_inline("em")
def write_emphasis(story: Story, element: etree._Element, face: Face) -> Xml:
    """Words in italics."""
    return story.identify(element, inline(story, element, replace(face, italic=True)))


@writes_inline("sup", "sub")
def write_vertical(story: Story, element: etree._Element, face: Face) -> Xml:
    """Raised or lowered words."""
    vertical = "superscript" if element.tag == "sup" else "subscript"
    return story.identify(element, inline(story, element, replace(face, vertical=vertical)))


@writes_inline("br")
def write_break(story: Story, element: etree._Element, face: Face) -> Xml:
    """A new line in the same paragraph."""
    return story.identify(element, raw_run(w("br"), face.properties(story)))


@writes_inline("span.note")
def write_note(story: Story, element: etree._Element, face: Face) -> Xml:
    """A footnote: its text goes to the part of notes, its call stays.

    Word has no note inside a note: an inner one is printed in brackets.
    """
    if story.copying:
        return NOTHING
    if story.in_note:
        properties = face.properties(story)
        text = join(run(" (", properties), inline(story, element, face), run(")", properties))
        return story.identify(element, text)
    story.in_note = True
    try:
        return story.add_note(story.identify(element, inline(story, element, PLAIN)))
    finally:
        story.in_note = False


@writes_inline("a", "a.renvoi", "a.appel", "a.legende")
def write_link(story: Story, element: etree._Element, face: Face) -> Xml:
    """A link: outside, inside (with its page number or not), call of a note or of a caption."""
    if face.linked:
        return story.identify(element, inline(story, element, face))
    href, kind = element.get("href", ""), element.get("class", "")
    inside = "MCAppel" if kind == "appel" else "MCRenvoi"
    style = inside if href.startswith("#") else "Hyperlink"
    inner = replace(face, linked=True, style=face.style or style)
    content = inline(story, element, inner)
    if not href.startswith("#"):
        link = story.note_link if story.in_note else story.link
        return story.identify(element, external_link(link(quote(href, safe=_SAFE)), content))
    if kind == "legende":
        return story.identify(element, _call(story, element, inner))
    if _is_title(story, element):
        # Word follows the title when it is edited.
        properties = face.properties(story)
        start = field_start(f"REF {story.names[href[1:]]} \\h", properties)
        linked = join(start, content, field_end(properties))
    else:
        linked = anchor_link(story.names[href[1:]], content)
    if kind == "renvoi":
        properties = face.properties(story)
        if (page := story.page_of(href[1:], properties)) is not None:
            linked = join(linked, run(f"{NBSP}(p.{NBSP}", properties), page, run(")", properties))
    return story.identify(element, linked)


def _call(story: Story, element: etree._Element, face: Face) -> Xml:
    """« figure 2 »: the word, then the number of the caption, that Word follows."""
    properties = face.properties(story)
    word, between, number = text_of(element).rpartition(NBSP)
    target = story.names[element.get("href", "")[1:]]
    return join(
        run(f"{word}{between}", properties),
        field_start(f"REF {target} \\h", properties),
        run(number, properties),
        field_end(properties),
    )


def _is_title(story: Story, element: etree._Element) -> bool:
    """Whether the words of a link are those of the heading that it leads to.

    Not when they are a text of the data: the bookmark of its identity would not outlive an update
    of the field.
    """
    cited = element.get("data-ref") or any(e.get("data-ref") for e in element.iter())
    title = story.titles.get(element.get("href", "")[1:])
    return not cited and title is not None and title == text_of(element)


def set_signs(root: etree._Element) -> None:
    """The signs of statuses, and what holds signs beside their words, in place.

    A short status stays on one line; squares do not begin a line.
    """
    for element in root.iter("span"):
        name = name_of(element)
        if name == "span.statut":
            words = element.text or ""
            if len(words) <= _ONE_LINE:
                words = words.replace(" ", NBSP)
            element.text = f"{_SIGNS[element.get('data-statut', '')]}{NBSP}{words}"
        elif name == "span.autonomie":
            _hold(element)


def _hold(element: etree._Element) -> None:
    """A no-break space instead of that before an element, or before the change that begins so."""
    before, holder = element.getprevious(), element.getparent()
    if before is not None and name_of(before) in {GONE, COME} and not before.tail:
        _hold(before)
    elif before is not None and (before.tail or "").endswith(" "):
        before.tail = f"{(before.tail or '')[:-1]}{NBSP}"
    elif before is None and holder is not None:
        if (holder.text or "").endswith(" "):
            holder.text = f"{(holder.text or '')[:-1]}{NBSP}"
        elif name_of(holder) in {GONE, COME} and not holder.text:
            _hold(holder)
