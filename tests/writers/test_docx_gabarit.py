"""The reference document: its lint, its style map, its specimen, and one of another look."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from autre_modele import autre_modele
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt
from docx_reading import DATE, NS, Package, document, reference, style, text
from modeles_de_maison import MODELES

from mc_builder.builtin import builtin_folder
from mc_builder.loading.charter_file import builtin_charter
from mc_builder.page.templates import Templates
from mc_builder.spans import SourceText
from mc_builder.writers.docx.gabarit import check_model
from mc_builder.writers.docx.modele import read_model
from mc_builder.writers.docx.opening import open_model
from mc_builder.writers.docx.specimen import specimen
from mc_builder.writers.docx.stylemap import ROLES, read_map
from mc_builder.writers.docx.styles import STYLES
from mc_builder.writers.docx.writer import write_docx

AT = SourceText("modele.docx", "").span()
#: Styles that Word applies by itself, or that only comments, headers and separations use.
HIDDEN = {"DefaultParagraphFont", "TableNormal", "CommentText", "CommentReference"}


def changed(change) -> bytes:
    """The built-in reference after `change(document)`."""
    word = docx.Document(io.BytesIO(reference()))
    change(word)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def opened() -> bytes:
    """The model of another look, as documents take it."""
    found, _ = open_model(autre_modele(), AT)
    assert found is not None
    return found.reference


def said(content: bytes, names=None, *, details=False) -> list[tuple[str, str]]:
    return [(d.code, d.message) for d in check_model(content, AT, names, details=details)]


def test_the_built_in_reference_is_faultless():
    assert said(reference()) == []


def test_a_missing_style_is_said():
    def drop(word):
        word.styles["Chapeau"].delete()
        word.styles["Heading 4"].delete()

    assert said(changed(drop), details=True) == [
        ("MOD001", "pas de style « Titre 4 » pour le rôle « titre-4 »"),
        ("MOD001", "pas de style « Chapeau » pour le rôle « chapeau »"),
    ]
    message = (
        "le modèle Word n’a pas 2 styles (« Titre 4 », « Chapeau ») : l’aspect de mc_builder y est"
        " ajouté"
    )
    assert said(changed(drop)) == [("MOD001", message)]


def test_many_missing_styles_are_one_line():
    (found,) = [d for d in check_model(autre_modele(), AT) if d.code == "MOD001"]
    assert "47 styles (« TM 1 », « TM 2 », « TM 3 »…)" in found.message
    assert "--details" in found.aide


def test_a_style_of_the_wrong_type_is_an_error():
    def swap(word):
        word.styles["Chapeau"].delete()
        word.styles.add_style("Chapeau", WD_STYLE_TYPE.CHARACTER)

    ((code, message),) = said(changed(swap))
    assert code == "MOD002"
    assert message == (
        "le style « Chapeau » est un style de caractère ; le rôle « chapeau » attend un style de"
        " paragraphe"
    )


def test_a_style_named_in_the_map_must_exist():
    names, found = read_map(SourceText("styles-word.yaml", "chapeau: Introduction\n"))
    assert (names, found) == ({"MCChapeau": "Introduction"}, [])
    message = (
        "le style « Introduction » que styles-word.yaml donne au rôle « chapeau » n’existe pas"
    )
    assert said(reference(), names) == [("MOD002", message)]


def test_direct_formatting_is_said():
    def paint(word):
        word.sections[0].header.paragraphs[0].runs[0].font.bold = True
        paragraph = word.add_paragraph("Titre en gros", style="Heading 1")
        paragraph.runs[0].font.size = Pt(30)
        paragraph.paragraph_format.space_after = Pt(3)

    assert said(changed(paint)) == [
        ("MOD003", "mise en forme à la main dans header1.xml, « {titre} » : gras"),
        ("MOD003", "« Titre en gros » est mis en forme à la main : espacement, taille"),
    ]


def test_an_old_text_formatted_by_hand_is_one_line():
    def paint(word):
        for name in ("bold", "italic", "underline", "all_caps", "bold"):
            paragraph = word.add_paragraph(f"Texte {name}", style="Heading 1")
            setattr(paragraph.runs[0].font, name, True)

    ((code, message),) = said(changed(paint))
    assert code == "MOD003"
    assert message == (
        "le texte est mis en forme à la main de 4 façons (« Texte bold » : gras ;"
        " « Texte italic » : italique ; « Texte underline » : souligné…)"
    )
    assert len(said(changed(paint), details=True)) == 4
    assert "« Titre 1 »" in check_model(changed(paint), AT, details=True)[0].aide


def test_what_a_header_should_say():
    def empty(word):
        for part in (word.sections[0].header, word.sections[0].footer):
            for run in list(part.paragraphs[0].runs):
                run._r.getparent().remove(run._r)
        word.sections[0].header.paragraphs[0].add_run("Fédération {titr}")

    assert said(changed(empty)) == [
        ("MOD004", "ni l’en-tête ni le pied de page ne disent le numéro de page"),
        ("MOD004", "ni l’en-tête ni le pied de page ne disent le titre du document"),
        ("MOD004", "ni l’en-tête ni le pied de page ne disent la marque « Projet »"),
        ("MOD004", "ni l’en-tête ni le pied de page ne disent la version"),
        ("MOD004", "{titr} ne sera pas remplacé"),
    ]


def test_the_map_that_comes_with_the_tool_names_every_role():
    text_of_map = (builtin_folder() / "styles-word.yaml").read_text("utf-8")
    names, found = read_map(SourceText("styles-word.yaml", text_of_map))
    assert (names, found) == ({}, [])
    keys = [line.partition(":")[0] for line in text_of_map.splitlines() if line and line[0] != "#"]
    assert sorted(keys) == sorted(ROLES)


@pytest.mark.parametrize(
    ("line", "message", "aide"),
    [
        ("chapo: X", "rôle inconnu « chapo »", "vouliez-vous dire « chapeau » ?"),
        ("zzz: X", "rôle inconnu « zzz »", "voir docs/gabarit-word.md"),
        ("chapeau: [X]", "le rôle « chapeau » attend le nom d’un style", ""),
    ],
)
def test_a_faulty_map_is_said_at_its_line(line, message, aide):
    names, (found,) = read_map(SourceText("styles-word.yaml", f"texte: Normal\n{line}\n"))
    assert names == {}
    assert (found.code, found.span.line, found.message, found.aide) == ("MOD005", 2, message, aide)


def test_french_and_english_names_are_the_same_style():
    names, _ = read_map(SourceText("styles-word.yaml", "titre-1: TITRE 1\nlegende: Caption\n"))
    assert names == {}


def test_specimen_shows_every_role():
    package = Package(specimen(reference()))
    used = {
        name
        for part in ("document", "footnotes", "header1", "footer1")
        for tag in ("pStyle", "rStyle", "tblStyle")
        for name in package.find(f"//w:{tag}/@w:val", f"word/{part}.xml")
    }
    assert set(STYLES) - used - HIDDEN <= {"MCSeparation"}
    assert specimen(reference()) == specimen(reference())


def test_a_reference_of_another_look_is_applied():
    markup = """<section class="couverture"><p class="couverture-titre">T</p></section>
    <section class="chapitre"><h1>Un</h1><p class="chapeau">Intro</p><ul><li>x</li></ul></section>
    <section class="chapitre"><h1>Deux</h1><h2>Trois</h2></section>"""
    names, found = read_map(SourceText("styles-word.yaml", "chapeau: Introduction maison"))
    assert found == []
    tree = document(markup, **{"data-marque": "Projet", "data-version": "2"})
    package = Package(write_docx(tree, opened(), date=DATE, noms=names))
    sizes = [
        (s.get(f"{{{NS['w']}}}w"), s.get(f"{{{NS['w']}}}h"))
        for s in package.find("//w:sectPr/w:pgSz")
    ]
    assert sizes == [("16838", "11906"), ("11906", "16838")]
    assert package.find("//w:sectPr/w:pgMar/@w:left")[-1] == "2268"
    assert not package.find("//w:sectPr/w:titlePg")
    headers = [text(package.part(n)) for n in sorted(package.names()) if "word/header" in n]
    assert headers == ["Fédération d’essai 2", "Projet – Référentiel"]
    fonts = package.find("//w:style[w:name/@w:val='Normal']/w:rPr/w:rFonts/@w:ascii", STYLES_PART)
    assert fonts == ["Georgia"]
    by_text = {text(p): p for p in package.find("//w:body//w:p")}
    assert style(by_text["Intro"]) == "Introductionmaison"
    bullet = by_text["x"].xpath("w:pPr/w:numPr/w:numId/@w:val", namespaces=NS)[0]
    (abstract,) = package.find(f"//w:num[@w:numId='{bullet}']/w:abstractNumId/@w:val", NUMBERING)
    assert abstract == "90"
    # The document numbers no heading: those of the house keep their numbers.
    assert not by_text["Un"].xpath("w:pPr/w:numPr", namespaces=NS)
    linked = package.find("//w:style[w:name/@w:val='heading 1']/w:pPr/w:numPr/w:numId", STYLES_PART)
    assert linked[0].get(f"{{{NS['w']}}}val") == "91"


STYLES_PART, NUMBERING = "word/styles.xml", "word/numbering.xml"


def test_numbers_of_the_document_replace_those_of_the_house():
    markup = """<section class="chapitre"><h1><span class="numero">Annexe I – </span>Un</h1>
    <h2>Sans</h2></section>"""
    package = Package(write_docx(document(markup), opened(), date=DATE))
    numbers = {
        text(p): p.xpath("w:pPr/w:numPr/w:numId/@w:val", namespaces=NS)
        for p in package.find("//w:body//w:p")
    }
    assert numbers["Un"] not in ([], ["91"])
    assert numbers["Sans"] == ["0"]
    linked = package.find("//w:style[w:name/@w:val='heading 1']/w:pPr/w:numPr/w:numId", STYLES_PART)
    assert [n.get(f"{{{NS['w']}}}val") for n in linked] == numbers["Un"]


@pytest.mark.parametrize("number", ["", '<span class="numero">Annexe I – </span>'])
def test_titles_out_of_the_contents_have_no_number(number: str):
    markup = f'<section class="chapitre"><h1>{number}Un</h1></section>'
    package = Package(write_docx(document(markup), opened(), date=DATE))
    (style,) = package.find("//w:style[w:name/@w:val='TOC Heading']", STYLES_PART)
    # The house bases it on the first heading, which it numbers.
    assert style.xpath("w:basedOn/@w:val", namespaces=NS) == ["Heading1"]
    assert style.xpath("w:pPr/w:numPr/w:numId/@w:val", namespaces=NS) == ["0"]


def test_a_template_of_word_is_the_model_of_a_project(tmp_path: Path):
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "reference.dotx").write_bytes(MODELES["titre 1 blanc"][0]())
    (found,) = read_model(Templates(tmp_path), builtin_charter())[1]
    assert (found.code, found.span.path) == ("MOD007", "templates/reference.dotx")
    (templates / "reference.docx").write_bytes(reference())
    assert read_model(Templates(tmp_path), builtin_charter())[1] == []


def test_the_model_of_a_project(tmp_path: Path):
    templates = tmp_path / "templates"
    templates.mkdir()
    modele, found = read_model(Templates(tmp_path), builtin_charter())
    assert modele is not None
    assert found == []
    (templates / "reference.docx").write_bytes(autre_modele())
    modele, found = read_model(Templates(tmp_path), builtin_charter())
    assert modele is not None
    assert {d.code for d in found} == {"MOD001", "MOD007"}
    (templates / "styles-word.yaml").write_text("chapeau: Absent\n", "utf-8")
    modele, found = read_model(Templates(tmp_path), builtin_charter())
    assert modele is None
    assert [d.code for d in found[:2]] == ["MOD002", "MOD001"]
    (templates / "reference.docx").write_bytes(b"x")
    (refused,) = read_model(Templates(tmp_path), builtin_charter())[1]
    assert refused.message == (
        "le modèle Word est refusé : ce n’est pas un document Word (.docx) lisible"
    )
