"""A reference document of another look, as a federation would make it: fonts, pages, numbering."""

from __future__ import annotations

import io

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor

#: A bullet of the house, under the name by which the documents look for it.
_BULLETS = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="90">
<w:multiLevelType w:val="multilevel"/><w:name w:val="mc_puces"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="→"/>
<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="500" w:hanging="500"/></w:pPr></w:lvl>
</w:abstractNum>"""
#: Headings that the house numbers itself: « Partie A », « A.1 ».
_HEADINGS = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="91">
<w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:pStyle w:val="Heading1"/>
<w:suff w:val="space"/><w:lvlText w:val="Partie %1."/><w:lvlJc w:val="left"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading2"/>
<w:suff w:val="space"/><w:lvlText w:val="%1.%2"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>"""


def autre_modele() -> bytes:
    """Georgia in green, wide margins, landscape cover with its own header, numbered headings."""
    word = docx.Document()
    word.styles["Normal"].font.name = "Georgia"
    word.styles["Normal"].font.size = Pt(12)
    for level in (1, 2):
        word.styles[f"Heading {level}"].font.color.rgb = RGBColor(0x1E, 0x6B, 0x3A)
    intro = word.styles.add_style("Introduction maison", WD_STYLE_TYPE.PARAGRAPH)
    intro.font.italic = True
    numbering = word.part.numbering_part.element
    for number, xml in enumerate((_BULLETS, _HEADINGS)):
        numbering.insert(number, parse_xml(xml))
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="91"/></w:num>')
    )
    for level in (0, 1):
        properties = word.styles[f"Heading {level + 1}"].element.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_numId().val = 91
        properties.get_or_add_numPr().get_or_add_ilvl().val = level
    cover = word.sections[0]
    cover.orientation = WD_ORIENT.LANDSCAPE
    cover.page_width, cover.page_height = Mm(297), Mm(210)
    cover.header.paragraphs[0].text = "Fédération d’essai {version}"
    text = word.add_section(WD_SECTION.NEW_PAGE)
    text.orientation = WD_ORIENT.PORTRAIT
    text.page_width, text.page_height = Mm(210), Mm(297)
    text.left_margin = text.right_margin = Mm(40)
    text.header.is_linked_to_previous = False
    text.header.paragraphs[0].text = "{marque} – {titre}"
    footer = text.footer.paragraphs[0]
    footer.text = "version {version} – page "
    page = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "/>')
    footer._p.append(page)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()
