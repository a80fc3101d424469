"""What a reader would see of each role of a Word model, and of its pages, headers and footers."""

from __future__ import annotations

import io
import re

import docx
import pytest
from docx.shared import Mm
from docx_reading import reference
from hypothesis import given
from hypothesis import strategies as st
from modeles_de_maison import (
    changed,
    in_margin,
    parts_of,
    picture,
    png,
    position,
    relation,
    zipped,
)

from ampleur import TOUT
from ensemble import ensemble
from mc_builder.charter import contrast
from mc_builder.diagnostics import Severity
from mc_builder.metrics import Face, width
from mc_builder.spans import SourceText
from mc_builder.writers.docx.gabarit import check_model
from mc_builder.writers.docx.stylemap import ROLES
from mc_builder.writers.docx.styles import STYLES

AT = SourceText("modele.docx", "").span()


def styled(style_id: str, run: str = "", paragraph: str = "") -> bytes:
    """Our reference, where a style says only what is given, on the style that it is based on."""
    parts = parts_of(reference())
    text = parts["word/styles.xml"].decode()
    found = re.search(rf'<w:style [^>]*w:styleId="{style_id}".*?</w:style>', text)
    assert found
    style = re.sub(r"<w:(pPr|rPr)>.*?</w:\1>", "", found[0])
    own = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    own += f"<w:rPr>{run}</w:rPr>" if run else ""
    end = "<w:tblPr>" if "<w:tblPr>" in style else "</w:style>"
    style = style.replace(end, own + end)
    parts["word/styles.xml"] = text.replace(found[0], style).encode()
    return zipped(parts)


def said(model: bytes) -> list[tuple[str, str]]:
    return [(d.code, d.message) for d in check_model(model, AT)]


def seen(model: bytes) -> str:
    """The only thing that is said of a model."""
    ((code, message),) = said(model)
    assert code == "MOD007"
    return message


LISIBLES = [r for r, s in ROLES.items() if STYLES[s].kind != "table"]


@ensemble("role", LISIBLES if TOUT else LISIBLES[::3])
def test_a_hidden_role_is_said_whatever_it_is(role: str) -> None:
    found = seen(styled(ROLES[role], "<w:vanish/>"))
    assert "le texte est masqué" in found
    assert re.search(rf"\(rôles? {role}\b", found)


#: What a style says → what a reader would see.
FAUTES = {
    "small": ('<w:sz w:val="8"/>', "", "4 points, trop petit pour être lu"),
    "large": ('<w:sz w:val="240"/>', "", "120 points, un mot comme « professionnelles »"),
    "wide": ('<w:w w:val="600"/><w:sz w:val="40"/>', "", "ne tient pas sur une ligne"),
    "white": ('<w:color w:val="FFFFFF"/>', "", "le texte ne se voit pas (#FFFFFF sur #FFFFFF)"),
    "ground": (
        '<w:color w:val="1F3A5F"/>',
        '<w:shd w:val="clear" w:color="auto" w:fill="1F3A5F"/>',
        "le texte ne se voit pas (#1F3A5F sur #1F3A5F)",
    ),
    "highlight": (
        '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>',
        "",
        "le texte ne se voit pas (#FFFF00 sur #FFFF00)",
    ),
    "solid ground": (
        '<w:color w:val="000000"/>',
        '<w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>',
        "le texte ne se voit pas (#000000 sur #000000)",
    ),
    "theme": (
        '<w:color w:val="1F3A5F" w:themeColor="background1"/>',
        "",
        "le texte ne se voit pas (#FFFFFF sur #FFFFFF)",
    ),
    "pale": (
        '<w:color w:val="999999"/>',
        "",
        "le texte se lit mal (#999999 sur #FFFFFF, contraste de 2,8",
    ),
    "raised": ('<w:position w:val="90"/>', "", "décalé de plus d’une ligne"),
    "tight": ('<w:spacing w:val="-200"/>', "", "les lettres se recouvrent"),
    "out": ("", '<w:ind w:left="-3000"/>', "le retrait sort le texte de la page"),
    "squeezed": ("", '<w:ind w:left="5000" w:right="3500"/>', "ne laissent pas de place au texte"),
    "frame": (
        "",
        '<w:framePr w:w="2000" w:hAnchor="page" w:vAnchor="page" w:x="1" w:y="1"/>',
        "le texte est dans un cadre posé sur la page",
    ),
    "cut": (
        '<w:sz w:val="40"/>',
        '<w:spacing w:line="200" w:lineRule="exact"/>',
        "l’interligne exact coupe un texte de 20 points",
    ),
    "far": ("", '<w:spacing w:before="14000"/>', "l’espacement prend plus d’une demi-page"),
}


SOMME = ("titre-1", "couverture-titre", "citation", "source", "legende")


@ensemble(
    "role, fault",
    [
        (role, fault)
        for n, fault in enumerate(FAUTES)
        for role in (SOMME if TOUT else (SOMME[n % len(SOMME)],))
    ],
)
def test_what_a_reader_would_not_read_is_said_of_the_role(role: str, fault: str) -> None:
    run, paragraph, message = FAUTES[fault]
    found = seen(styled(ROLES[role], run, paragraph))
    assert message in found
    assert found.endswith(f"(rôle {role})")


@ensemble("fault", FAUTES)
def test_a_fault_of_the_base_is_said_once_with_the_style_that_holds_it(fault: str) -> None:
    run, paragraph, message = FAUTES[fault]
    parts = parts_of(reference())
    text = parts["word/styles.xml"].decode()
    base = (
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Base">'
        '<w:name w:val="Base maison"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )
    for style_id in ("Quote", "MCSource"):
        found = re.search(rf'<w:style [^>]*w:styleId="{style_id}".*?</w:style>', text)
        assert found
        style = re.sub(r"<w:(pPr|rPr)>.*?</w:\1>", "", found[0])
        style = style.replace('<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Base"/>')
        text = text.replace(found[0], style)
    parts["word/styles.xml"] = text.replace("</w:styles>", f"{base}</w:styles>").encode()
    found_message = seen(zipped(parts))
    assert found_message.startswith("style « Base maison » : ")
    assert message in found_message
    assert found_message.endswith("(rôles source et citation)")


@pytest.mark.lent
@given(
    size=st.integers(1, 400),
    ink=st.sampled_from(["auto", "000000", "FFFFFF", "4F81BD", "C00000", "FFC000", "1F3A5F"]),
    ground=st.sampled_from(["", "FFFFFF", "000000", "EEF2F7", "FFFF00"]),
    role=st.sampled_from(["titre-2", "citation", "source", "liste-puces"]),
)
def test_any_size_and_any_colours_are_judged_as_they_are_seen(
    size: int, ink: str, ground: str, role: str
) -> None:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
    run = f'<w:color w:val="{ink}"/><w:sz w:val="{size}"/>'
    messages = [message for _, message in said(styled(ROLES[role], run, shade))]
    points = size / 2
    # 210 mm less two margins of 22 mm; the letters as wide as those of Calibri.
    wide = width("professionnelles", points, Face.WORD) > (210 - 44) / 25.4 * 72
    assert any("trop petit" in m for m in messages) == (points < 6)
    assert any("ne tient pas" in m for m in messages) == wide
    value = 21.0 if ink == "auto" else contrast(ink, ground or "FFFFFF")
    hard = value < (3 if points >= 18 else 4.5)
    assert any("ne se voit pas" in m for m in messages) == (value < 1.5)
    assert any("se lit mal" in m for m in messages) == (value >= 1.5 and hard)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert (
        contrast("FF0000", "FFFFFF") == contrast("FFFFFF", "FF0000") == pytest.approx(4, abs=0.01)
    )


def test_the_head_of_a_table_is_seen_on_the_ground_of_its_style() -> None:
    model = changed("word/styles.xml", 'w:fill="EEF2F7"/></w:tcPr>', 'w:fill="1F3A5F"/></w:tcPr>')
    assert "le texte ne se voit pas (#1F3A5F sur #1F3A5F) (rôle cellule-en-tete)" in seen(model)


def test_a_theme_colour_may_be_lighter_or_darker() -> None:
    light = '<w:color w:val="000000" w:themeColor="text1" w:themeTint="1A"/>'
    assert "#E5E5E5 sur #FFFFFF" in seen(styled("Quote", light))
    dark = '<w:color w:val="FFFFFF" w:themeColor="background1" w:themeShade="40"/>'
    assert said(styled("Quote", dark)) == []


def _paged(change) -> bytes:
    word = docx.Document(io.BytesIO(reference()))
    change(word.sections[0])
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _margins(section) -> None:
    section.left_margin = section.right_margin = Mm(60)


def _no_room(section) -> None:
    section.left_margin = section.right_margin = Mm(100)


def _low(section) -> None:
    section.top_margin = section.bottom_margin = Mm(100)


def _turned(section) -> None:
    section.page_width, section.page_height = section.page_height, section.page_width


def _sized(width: float, height: float):
    def change(section) -> None:
        section.page_width, section.page_height = Mm(width), Mm(height)

    return change


@pytest.mark.parametrize(
    ("change", "message", "severity"),
    [
        (_margins, "il reste 90 mm entre les marges", Severity.AVERTISSEMENT),
        (_no_room, "il ne reste que 10 × 250 mm entre les marges", Severity.ERREUR),
        (_low, "il reste 97 mm de haut entre les marges", Severity.AVERTISSEMENT),
        (_turned, "la dernière section est en paysage", Severity.AVERTISSEMENT),
        (_sized(215.9, 279.4), "Letter (américain), 216 × 279 mm", Severity.AVERTISSEMENT),
        (_sized(215.9, 355.6), "Legal (américain), 216 × 356 mm", Severity.AVERTISSEMENT),
        (_sized(297, 420), "A3, 297 × 420 mm", Severity.AVERTISSEMENT),
        (_sized(200, 250), "inhabituel, 200 × 250 mm", Severity.AVERTISSEMENT),
    ],
)
def test_odd_pages_are_said(change, message: str, severity: Severity) -> None:
    (found,) = check_model(_paged(change), AT)
    assert found.code == "MOD006"
    assert message in found.message
    assert found.severity == severity


def test_a_measure_with_a_unit_is_that_of_the_page() -> None:
    size = '<w:pgSz w:w="21cm" w:h="297mm"/>'
    assert said(changed("word/document.xml", r"<w:pgSz [^>]*/>", size)) == []


_LOGO = relation("rId1", "image", "media/logo.png")
_CM = 360_000


@pytest.mark.parametrize(
    ("place", "height", "message"),
    [
        (position(10 * _CM, 5 * _CM), 4 * _CM, "est par-dessus le texte"),
        (position(40 * _CM), 4 * _CM, "est hors de la page"),
        (position(1 * _CM, -9 * _CM), 4 * _CM, "est hors de la page"),
        ("", 15 * _CM, "prend 150 mm de haut sur chaque page"),
        (position(int(0.5 * _CM), 2 * _CM), int(1.5 * _CM), ""),
        (position(3 * _CM, 0, "margin"), 3 * _CM, "est par-dessus le texte"),
        ("", 1 * _CM, ""),
    ],
)
def test_a_picture_of_the_header_lets_the_text_be_seen(
    place: str, height: int, message: str
) -> None:
    model = in_margin(picture("rId1", place, width=4 * _CM, height=height), _LOGO, logo=png())
    found = said(model)
    assert [code for code, _ in found] == (["MOD008"] if message else [])
    assert all(message in text for _, text in found)


def test_a_picture_behind_the_text_covers_nothing() -> None:
    drawing = picture("rId1", position(10 * _CM, 5 * _CM), width=4 * _CM, height=4 * _CM)
    behind = drawing.replace('behindDoc="0"', 'behindDoc="1"')
    assert said(in_margin(behind, _LOGO, logo=png())) == []


def test_a_field_that_shows_a_property_of_the_house_will_show_nothing() -> None:
    model = in_margin('<w:fldSimple w:instr=" DOCPROPERTY Company "/>')
    ((code, message),) = said(model)
    assert code == "MOD004"
    assert message.startswith("le champ « DOCPROPERTY » ne dira rien")


def test_our_own_reference_has_nothing_to_be_said_of() -> None:
    assert said(reference()) == []
