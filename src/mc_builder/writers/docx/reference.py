"""A charter → the reference document of its look: a .docx that Word users can change.

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

from mc_builder.charter import HIGH_MM, WIDE_MM, Charte
from mc_builder.loading.charter_file import builtin_charter
from mc_builder.writers.docx import numbering, package, styles
from mc_builder.writers.docx.pages import read_setup
from mc_builder.writers.docx.purge import APPLICATION
from mc_builder.writers.docx.wml import (
    NOTHING,
    Xml,
    clark,
    field,
    join,
    parse,
    raw_run,
    root,
    run,
    w,
)
from mc_builder.writers.docx.wordstyle import half_points

#: Fonts that come with Word: one as wide that is free, and their classification.
_FONTS = {
    "Calibri": ("Carlito", "020F0502020204030204"),
    styles.SIGNS: ("DejaVu Sans", "020B0502040204020203"),
}
#: Parts of the template of python-docx that say nothing here.
_USELESS = ("stylesWithEffects", "customXml", "webSettings", "thumbnail")
_DATE = datetime(2020, 1, 1)


def build(charte: Charte) -> bytes:
    """The reference document of a charter: A4, styles, lists, header and footer."""
    word = docx.Document()
    _drop_parts(word, charte)
    _set_page(word, charte)
    section = word.sections[0]
    _set_styles(word.styles.element, read_setup(word).width, charte)
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


def _drop_parts(word: WordDocument, charte: Charte) -> None:
    main = word.part
    package_rels = main.package.rels if main.package is not None else {}
    for rels in (main.rels, package_rels):
        for key, rel in list(rels.items()):
            if rel.reltype.rpartition("/")[2] in _USELESS:
                rels.pop(key)
            elif rel.reltype.endswith("/extended-properties"):
                rel.target_part._blob = APPLICATION.encode()  # noqa: SLF001
            elif rel.reltype.endswith("/fontTable"):
                rel.target_part._blob = _fonts(charte).encode()  # noqa: SLF001


def _fonts(charte: Charte) -> str:
    """The table of fonts: what stands for each where it is missing, and what it looks like."""
    first, *others = charte.polices["word"]
    return root("fonts", _font(first, *others[:1]), _font(styles.SIGNS))


def _font(name: str, *others: str) -> Xml:
    known, panose = _FONTS.get(name, ("", ""))
    other = next(iter(others), known)
    return w(
        "font",
        w("altName", val=other) if other else NOTHING,
        w("panose1", val=panose) if panose else NOTHING,
        w("charset", val="00"),
        w("family", val="swiss"),
        w("pitch", val="variable"),
        name=name,
    )


def _set_page(word: WordDocument, charte: Charte) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(WIDE_MM), Mm(HIGH_MM)
    top, right, foot, left = (Mm(side) for side in charte.marges["word"])
    section.left_margin, section.right_margin = left, right
    section.top_margin, section.bottom_margin = top, foot
    section.header_distance, section.footer_distance = min(Mm(12), top // 2), min(Mm(11), foot // 2)


def _set_styles(element: Any, width: int, charte: Charte) -> None:
    """Replace the styles of python-docx's template by those of the map."""
    for style in element.findall(clark("style")):
        element.remove(style)
    defaults = element.find(clark("docDefaults"))
    font, size = charte.polices["word"][0], half_points(charte, "texte")
    fonts = w("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)
    language = w("lang", val="fr-FR", eastAsia="fr-FR", bidi="ar-SA")
    run_properties = w("rPr", fonts, w("sz", val=size), w("szCs", val=size), language)
    new = w("docDefaults", w("rPrDefault", run_properties), w("pPrDefault"))
    element.replace(defaults, parse(new))
    styles.install(element, width, charte)


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
    Path(sys.argv[1]).write_bytes(build(builtin_charter()))
