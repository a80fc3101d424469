"""Figures: a chart becomes a picture in the text with its alternative text, beside its caption."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from lxml import etree

from mc_builder.writers.docx.captions import caption
from mc_builder.writers.docx.registry import Place, writes_block, writes_part
from mc_builder.writers.docx.story import Story
from mc_builder.writers.docx.wml import Layout, R, Xml, raw_run

#: English Metric Units: 36 000 to the millimetre, 635 to the twip.
_MILLIMETRE, _TWIP = 36_000, 635
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"

writes_part(("img", "figcaption"))


@writes_block("figure")
def write_figure(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """A picture and its caption, in the order of the tree, on one page."""
    story.announce(element)
    written: list[Xml] = []
    for number, part in enumerate(element, start=1):
        keep = place.keep_next or number < len(element)
        if part.tag == "img":
            layout = Layout(keep_next=keep)
            written.append(story.paragraph("MCFigure", _picture(story, part, place), layout))
        else:
            written.append(caption(story, part, "Figure", keep_next=keep))
    return written


def _picture(story: Story, element: etree._Element, place: Place) -> Xml:
    """A picture as wide as it was drawn, or as the text when that is narrower."""
    picture = story.picture(element)
    width = min(round(picture.width * _MILLIMETRE), place.width * _TWIP)
    height = round(picture.height * _MILLIMETRE * width / (picture.width * _MILLIMETRE))
    number = story.next_picture()
    name = quoteattr(f"Figure {number}")
    words = quoteattr(element.get("alt", ""))
    size = f'cx="{width}" cy="{height}"'
    return raw_run(
        Xml(
            "<w:drawing>"
            f'<wp:inline xmlns:wp="{_DRAWING}wordprocessingDrawing"'
            ' distT="0" distB="0" distL="0" distR="0">'
            f"<wp:extent {size}/>"
            f'<wp:docPr id="{number}" name={name} descr={words}/>'
            f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}main"'
            ' noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic xmlns:a="{_DRAWING}main"><a:graphicData uri="{_DRAWING}picture">'
            f'<pic:pic xmlns:pic="{_DRAWING}picture">'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name={name} descr={words}/><pic:cNvPicPr/>'
            "</pic:nvPicPr>"
            f'<pic:blipFill><a:blip xmlns:r="{R}" r:embed={quoteattr(picture.relationship)}/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
        )
    )
