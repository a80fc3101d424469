"""The built-in reference document: the style map becomes a .docx that Word users can change.

``python -m mc_builder.writers.docx.reference PATH`` writes it; ``templates/reference.docx`` is
its result.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.shared import Mm

from mc_builder.writers.docx import numbering, package, styles
from mc_builder.writers.docx.pages import read_setup
from mc_builder.writers.docx.purge import APPLICATION
from mc_builder.writers.docx.wml import Xml, clark, field, join, parse, raw_run, root, run, w

#: Typeface of the documents: every Word has it.
_FONT = "Calibri"
#: Each font, one as wide that is free, and its classification.
_FONTS = (
    (_FONT, "Carlito", "020F0502020204030204"),
    (styles.SIGNS, "DejaVu Sans", "020B0502040204020203"),
)
#: Parts of the template of python-docx that say nothing here.
_USELESS = ("stylesWithEffects", "customXml", "webSettings", "thumbnail")
_DATE = datetime(2020, 1, 1)


def build() -> bytes:
    """The built-in reference document: A4, styles, lists, header and footer."""
    word = docx.Document()
    _drop_parts(word)
    _set_page(word)
    section = word.sections[0]
    _set_styles(word.styles.element, read_setup(word).width)
    lists = package.numbering_element(word)
    for element in list(lists):
        lists.remove(element)
    numbering.install(lists)
    _set_settings(word.settings.element)
    _replace(section.header.paragraphs[0], "Header", _header())
    _replace(section.footer.paragraphs[0], "Footer", _footer())
    _replace(word.add_paragraph(), "Normal", run(_EXPLANATION))
    properties = word.core_properties
    properties.title = "Document de référence de mc_builder"
    properties.author = properties.last_modified_by = "mc_builder"
    properties.language = "fr-FR"
    properties.created = properties.modified = _DATE
    properties.comments = ""
    return package.save(word)


_EXPLANATION = (
    "Document de référence : ses styles, sa mise en page, son en-tête et son pied de page sont "
    "repris par les documents produits ; ce texte ne l’est pas. Dans l’en-tête et le pied de "
    "page, {marque}, {titre} et {version} sont remplacés."
)


def _header() -> Xml:
    """The chapter of the page, which Word looks for itself, and the title.

    Nothing stands for the chapter beforehand: LibreOffice 7 would print it on every page.
    """
    return join(field("STYLEREF 1", ""), raw_run(w("tab")), run("{titre}"))


def _footer() -> Xml:
    page = join(field("PAGE", "1"), run(" / "), field("NUMPAGES", "1"))
    mark = run("{marque}", w("rStyle", val="MCMarque"))
    return join(run("Version {version}"), raw_run(w("tab")), mark, raw_run(w("tab")), page)


def _replace(paragraph: Any, style: str, content: Xml) -> None:
    """Give a paragraph its style and its content."""
    element = paragraph._p  # noqa: SLF001
    new = parse(w("p", w("pPr", w("pStyle", val=style)), content))
    element.getparent().replace(element, new)


def _drop_parts(word: WordDocument) -> None:
    main = word.part
    package_rels = main.package.rels if main.package is not None else {}
    for rels in (main.rels, package_rels):
        for key, rel in list(rels.items()):
            if rel.reltype.rpartition("/")[2] in _USELESS:
                rels.pop(key)
            elif rel.reltype.endswith("/extended-properties"):
                rel.target_part._blob = APPLICATION.encode()  # noqa: SLF001
            elif rel.reltype.endswith("/fontTable"):
                rel.target_part._blob = _fonts().encode()  # noqa: SLF001


def _fonts() -> str:
    """The table of fonts: what stands for each where it is missing, and what it looks like."""
    return root("fonts", *(_font(*each) for each in _FONTS))


def _font(name: str, other: str, panose: str) -> Xml:
    return w(
        "font",
        w("altName", val=other),
        w("panose1", val=panose),
        w("charset", val="00"),
        w("family", val="swiss"),
        w("pitch", val="variable"),
        name=name,
    )


def _set_page(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    section.header_distance, section.footer_distance = Mm(12), Mm(11)


def _set_styles(element: Any, width: int) -> None:
    """Replace the styles of python-docx's template by those of the map."""
    for style in element.findall(clark("style")):
        element.remove(style)
    defaults = element.find(clark("docDefaults"))
    fonts = w("rFonts", ascii=_FONT, hAnsi=_FONT, eastAsia=_FONT, cs=_FONT)
    language = w("lang", val="fr-FR", eastAsia="fr-FR", bidi="ar-SA")
    run_properties = w("rPr", fonts, w("sz", val=21), w("szCs", val=21), language)
    new = w("docDefaults", w("rPrDefault", run_properties), w("pPrDefault"))
    element.replace(defaults, parse(new))
    styles.install(element, width)


def _set_settings(settings: Any) -> None:
    """French settings: hyphenation, decimal comma, and today's layout of Word."""
    for element in list(settings):
        settings.remove(element)
    uri = "http://schemas.microsoft.com/office/word"
    values = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    compatibility = w(
        "compat", *(w("compatSetting", name=n, uri=uri, val=v) for n, v in values.items())
    )
    for xml in (
        w("zoom", percent=100),
        w("defaultTabStop", val=567),
        w("autoHyphenation", val="true"),
        w("consecutiveHyphenLimit", val=2),
        w("hyphenationZone", val=284),
        w("doNotHyphenateCaps"),
        w("characterSpacingControl", val="doNotCompress"),
        compatibility,
        w("themeFontLang", val="fr-FR"),
        w("decimalSymbol", val=","),
        w("listSeparator", val=";"),
    ):
        settings.append(parse(xml))


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(build())
