"""The style map: each role of the vocabulary becomes a Word style, found or added by its name.

A federation changes the look by changing the style of that name in its reference document, with
Word: a built-in style has its international name in the file whatever the language of Word.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from lxml import etree

from mc_builder.charter import Charte, for_word
from mc_builder.writers.docx.wml import clark, join, parse, w
from mc_builder.writers.docx.wordstyle import (
    Style,
    border,
    contents,
    face,
    font_size,
    half_points,
    heading,
    ours,
    shade,
    spacing,
    tabbed,
    table,
    word,
)

#: Colours and sizes of the charter, by their names: `Style.xml` writes what they are.
BLUE, PALE, RED, GREY, RULE = "{principale}", "{pale}", "{vive}", "{gris}", "{filet}"
DOUBT, DOUBT_GROUND = "{doute}", "{doute-pale}"
#: The font of signs (squares, discs), and the property that gives it to a run.
SIGNS = "Segoe UI Symbol"

_KEEP = join(w("keepNext"), w("keepLines"))
_TIGHT = w("contextualSpacing")
#: A ground under a rule: borders of its colour are its inner margins.
_BOX = join(
    w("pBdr", border("top", 10, BLUE, 6), border("left", 4, PALE, 12),
      border("bottom", 4, PALE, 4), border("right", 4, PALE, 12)),
    shade(PALE),
)  # fmt: skip
_BOX_INDENT = w("ind", left=255, right=255)
#: A rule above the titles of chapters.
_CHAPTER = w("pBdr", border("top", 16, BLUE, 14))
#: A bar beside what the reader must know.
_BAR = join(w("keepLines"), w("pBdr", border("left", 16, RED, 9)))
_BAR_INDENT = w("ind", left=200)
SIGN_FONT = w("rFonts", ascii=SIGNS, hAnsi=SIGNS, eastAsia=SIGNS, cs=SIGNS)


#: Every style that the writer may use, by the id that it has in the built-in reference.
STYLES: dict[str, Style] = {
    style.id: style
    for style in (
        Style("Normal", "Normal", "paragraph", builtin=True, paragraph=spacing(0, 120, 259)),
        Style("DefaultParagraphFont", "Default Paragraph Font", "character", builtin=True),
        Style("TableNormal", "Normal Table", "table", builtin=True, table=w(
            "tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar",
                w("top", w=0, type="dxa"), w("left", w=108, type="dxa"),
                w("bottom", w=0, type="dxa"), w("right", w=108, type="dxa")))),
        heading(1, face(bold=True, color=BLUE, size="titre-1"), 0, 480, _CHAPTER),
        heading(2, face(bold=True, color=BLUE, size="titre-2"), 340, 113),
        heading(3, face(bold=True, color=BLUE, size="titre-3"), 283, 91),
        heading(4, face(bold=True, size="texte"), 204, 57),
        word("TOCHeading", "TOC Heading", join(_KEEP, _CHAPTER, spacing(0, 480)),
               face(bold=True, color=BLUE, size="titre-1"), following="Normal"),
        contents("TOC1", "toc 1", 0, face(bold=True, color=BLUE), 110),
        contents("TOC2", "toc 2", 283, face(size="sommaire-2")),
        contents("TOC3", "toc 3", 567, face(color=GREY, size="sommaire-3")),
        contents("TableofFigures", "table of figures", 0, face(size="liste")),
        word("Title", "Title", join(w("suppressAutoHyphens"), spacing(680, 560)),
               face(color=BLUE, size="couverture-titre"), following="Normal"),
        word("Subtitle", "Subtitle", spacing(0, 100), face(size="couverture-detail")),
        ours("MCCouvertureMarque", "Couverture – marque",
              join(_BAR, spacing(0, 120), _BAR_INDENT),
              face(bold=True, color=RED, size="couverture-marque")),
        ours("MCCouvertureType", "Couverture – type de document",
              join(w("pBdr", border("top", 24, BLUE, 14)), spacing(1928, 100)),
              face(bold=True, color=BLUE, size="couverture-type")),
        ours("MCCouvertureMention", "Couverture – mention",
              join(_BAR, spacing(0, 120), _BAR_INDENT), face(color=RED, size="couverture-mention")),
        ours("MCChapeau", "Chapeau", join(_KEEP, spacing(0, 180)),
              face(color=BLUE, size="chapeau")),
        ours("MCSource", "Source", spacing(40, 180), face(color=GREY, size="source")),
        ours("MCIntertitre", "Intertitre", join(_KEEP, spacing(204, 57)),
              face(bold=True, color=BLUE), following="Normal"),
        ours("MCDiscret", "Texte discret", run=face(color=GREY, size="discret")),
        ours("MCEncadre", "Encadré", join(_BOX, spacing(0, 80), _BOX_INDENT)),
        ours("MCEncadreListe", "Encadré – liste", join(_BOX, spacing(0, 80), _BOX_INDENT)),
        ours("MCEncadreTitre", "Encadré – titre", join(w("keepNext"), spacing(147, 80)),
              face(bold=True, color=BLUE), base="MCEncadre"),
        word("Quote", "Quote",
               join(spacing(60, 140), w("ind", left=454, right=454)), face(italic=True)),
        word("ListBullet", "List Bullet", spacing(0, 60, 259)),
        word("ListNumber", "List Number", spacing(0, 60, 259)),
        word("ListContinue", "List Continue", spacing(0, 60, 259)),
        ours("MCNoteTableau", "Note de tableau",
              join(spacing(0, 40), w("ind", left=397, hanging=397)), face(size="note")),
        word("Caption", "caption", join(_KEEP, w("suppressAutoHyphens"), spacing(170, 80)),
               face(bold=True, color=BLUE, size="legende"), following="Normal"),
        ours("MCFigure", "Figure", join(w("keepNext"), spacing(200, 80), w("jc", val="center"))),
        ours("MCCellule", "Cellule", spacing(0, 40, 240), font_size("tableau")),
        ours("MCCelluleEntete", "Cellule – en-tête",
              join(w("keepNext"), w("suppressAutoHyphens"), spacing(0, 20)),
              face(bold=True, color=BLUE, size="tableau"), base="MCCellule"),
        ours("MCCelluleRangee", "Cellule – nom de rangée", w("suppressAutoHyphens"),
              face(bold=True, color=BLUE), base="MCCellule"),
        ours("MCCelluleGroupe", "Cellule – groupe", w("keepNext"), face(bold=True, color=BLUE),
              base="MCCellule"),
        ours("MCCelluleTotal", "Cellule – total", run=face(bold=True), base="MCCellule"),
        ours("MCCelluleListe", "Cellule – liste", join(spacing(0, 20, 240), _TIGHT),
              base="MCCellule"),
        ours("MCCelluleIntertitre", "Cellule – intertitre", spacing(60, 20),
             face(bold=True, color=BLUE), base="MCCellule"),
        ours("MCCelluleDiscret", "Cellule – texte discret", run=face(color=GREY, size="source"),
             base="MCCellule"),
        ours("MCMatrice", "Matrice", spacing(0, 20, 240), font_size("matrice")),
        ours("MCMatriceEntete", "Matrice – en-tête",
              join(w("keepNext"), w("suppressAutoHyphens")), face(bold=True, color=BLUE),
              base="MCMatrice"),
        ours("MCMatriceRangee", "Matrice – nom de rangée", w("suppressAutoHyphens"),
              face(bold=True, color=BLUE), base="MCMatrice"),
        ours("MCMatriceGroupe", "Matrice – groupe", w("keepNext"), face(bold=True, color=BLUE),
              base="MCMatrice"),
        ours("MCMatriceTotal", "Matrice – total", run=face(bold=True), base="MCMatrice"),
        ours("MCMatriceDiscret", "Matrice – texte discret",
              run=face(color=GREY, size="matrice-discret"), base="MCMatrice"),
        ours("MCMatriceListe", "Matrice – liste", join(spacing(0, 20, 240), _TIGHT),
              base="MCMatrice"),
        ours("MCSeparation", "Séparation", spacing(0, 0), font_size(4)),
        tabbed("none", word("Header", "header", spacing(0, 0), face(color=GREY, size="marge"))),
        tabbed("none", word("Footer", "footer", spacing(0, 0), face(color=GREY, size="marge")),
               middle=True),
        Style("MCMarque", "Marque", "character", run=face(bold=True, color=RED)),
        word("FootnoteText", "footnote text", spacing(0, 20, 240), font_size("note")),
        Style("FootnoteReference", "footnote reference", "character", builtin=True,
              run=w("vertAlign", val="superscript")),
        word("CommentText", "annotation text", spacing(0, 40, 240), font_size(20)),
        Style("CommentReference", "annotation reference", "character", builtin=True,
              run=font_size(16)),
        Style("Hyperlink", "Hyperlink", "character", builtin=True,
              run=join(w("color", val=BLUE), w("u", val="single"))),
        Style("MCRenvoi", "Renvoi", "character"),
        Style("MCAppel", "Appel de note de tableau", "character",
              run=w("vertAlign", val="superscript")),
        Style("MCAutonomie", "Autonomie", "character",
              run=join(SIGN_FONT, w("color", val=BLUE), w("spacing", val=10))),
        Style("MCACompleter", "À compléter", "character",
              run=join(w("u", val="dash", color=DOUBT), shade(DOUBT_GROUND))),
        Style("MCStatutNonCouverte", "Statut – non couverte", "character",
              run=face(bold=True, color=RED)),
        Style("MCStatutDecrite", "Statut – décrite", "character",
              run=face(bold=True, color=BLUE)),
        Style("MCStatutTraduite", "Statut – traduite", "character",
              run=face(bold=True, color=BLUE)),
        Style("MCStatutEvaluee", "Statut – évaluée", "character",
              run=face(bold=True, color=BLUE)),
        Style("MCStatutEcartee", "Statut – écartée", "character",
              run=face(bold=True, color=GREY)),
        table("MCTableauTextes", "Tableau de textes", (BLUE, RULE, PALE), 60),
        table("MCTableauMatrice", "Tableau matrice", (BLUE, RULE, PALE), 50, grid=True),
        table("MCTableauFiche", "Tableau fiche", (BLUE, RULE, PALE), 40),
    )
}  # fmt: skip

#: The character style of each status of coverage.
STATUSES: Mapping[str, str] = {
    "non_couverte": "MCStatutNonCouverte",
    "decrite": "MCStatutDecrite",
    "traduite": "MCStatutTraduite",
    "evaluee": "MCStatutEvaluee",
    "ecartee": "MCStatutEcartee",
}


def install(
    styles: etree._Element, width: int, charte: Charte, names: Mapping[str, str] | None = None
) -> Mapping[str, str]:
    """Add to ``w:styles`` the styles that it lacks, in the look of the charter; the id of each.

    A style is recognised by its kind and its name, in any case: in a document saved by a French
    Word, ``heading 1`` has the id ``Titre1``. `names` gives other names than the usual ones.
    """
    present = {key: style.get(clark("styleId"), "") for key, style in named_styles(styles).items()}
    wanted = names or {}
    ids = {
        s.id: present.get((s.kind, wanted.get(s.id, s.name).casefold()), "")
        for s in STYLES.values()
    }
    taken = set(present.values())
    missing = [style for style in STYLES.values() if not ids[style.id]]
    for style in missing:
        ids[style.id] = _free(style.id, taken)
        taken.add(ids[style.id])
    values = {name: for_word(colour) for name, colour in charte.couleurs.items()}
    values |= {name: str(half_points(charte, name)) for name in charte.tailles}
    for style in missing:
        styles.append(parse(style.xml(ids, width, values)))
    return ids


def named_styles(styles: etree._Element) -> dict[tuple[str, str], etree._Element]:
    """The styles of a document by kind and name, in lower case."""
    found: dict[tuple[str, str], etree._Element] = {}
    for element in styles.iterfind(clark("style")):
        name = element.find(clark("name"))
        kind = element.get(clark("type"), "paragraph")
        found.setdefault((kind, _value(name).casefold()), element)
    return found


def _free(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or a variant of it that no other style has as its id."""
    number, free = 2, wanted
    while free in taken:
        number, free = number + 1, f"{wanted}{number}"
    return free


def _value(element: etree._Element | None) -> str:
    return (element.get(clark("val")) or "") if element is not None else ""
