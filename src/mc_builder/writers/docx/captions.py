"""Captions: the computed number of a table or of a figure becomes a SEQ field."""

from __future__ import annotations

import re

from lxml import etree

from mc_builder.page.tree import name_of, text_of
from mc_builder.writers.docx.registry import inline, words
from mc_builder.writers.docx.story import Story
from mc_builder.writers.docx.wml import NOTHING, Layout, Xml, field, join, run


def caption(story: Story, element: etree._Element, sequence: str, *, keep_next: bool) -> Xml:
    """A caption; the figure of its number is a field of that sequence, that Word counts again."""
    with story.within(element):
        return _caption(story, element, sequence, keep_next=keep_next)


def _caption(story: Story, element: etree._Element, sequence: str, *, keep_next: bool) -> Xml:
    story.announce(element)
    layout = Layout(keep_next=keep_next)
    first = element[0] if len(element) else None
    if first is None or name_of(first) != "span.numero" or element.text:
        return story.paragraph("Caption", inline(story, element), layout)
    # A bookmark on the figure only: it is what a REF field repeats.
    label, figure, rest = _parts_of_number(text_of(first))
    number = field(f"SEQ {sequence} \\* ARABIC", figure) if figure else NOTHING
    content = join(
        run(label),
        story.identify(first, number),
        run(rest),
        words(story, first.tail, list(element)[1:]),
    )
    return story.paragraph("Caption", content, layout)


def _parts_of_number(text: str) -> tuple[str, str, str]:
    """« Tableau 3 – » → its label, its figure, what follows."""
    label = re.match(r"\D*", text)
    start = label.end() if label else 0
    figure = re.compile(r"\d*", re.ASCII).match(text, start)
    end = figure.end() if figure else start
    return text[:start], text[start:end], text[end:]
