"""The style map: each role of the vocabulary becomes a Word style, found or added by its name.

A federation changes the look by changing the style of that name in its reference document, with
Word: a built-in style has its international name in the file whatever the language of Word.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from lxml import etree

from mc_builder.writers.docx.wml import NOTHING, Xml, clark, join, parse, w

#: Dark blue of headings, blue grey of header cells and of callouts, grey of small print.
BLUE, BLUE_GREY, PALE, GREY = "1F3A5F", "D9E2EF", "EEF2F7", "595959"


@dataclass(frozen=True, slots=True)
class Style:
    """One Word style.

    `kind` is ``paragraph``, ``character`` or ``table``; `builtin` says that Word knows the name;
    `base` and `following` are roles; `paragraph`, `run`, `table` the XML of its properties;
    `right_tab` the leader of a tab stop at the right edge of the text (``none``, ``dot``).
    """

    id: str
    name: str
    kind: str
    builtin: bool = False
    base: str = ""
    following: str = ""
    paragraph: Xml = NOTHING
    run: Xml = NOTHING
    table: Xml = NOTHING
    right_tab: str = ""

    def xml(self, ids: Mapping[str, str], width: int) -> Xml:
        """The style as XML; `ids` gives the style ids of roles, `width` that of the text (twips)."""
        tabs = self.right_tab and w(
            "tabs", w("tab", val="right", leader=self.right_tab, pos=width)
        )
        attributes = {"type": self.kind, "styleId": ids[self.id]}
        if not self.builtin:
            attributes["customStyle"] = "1"
        if self.name in ("Normal", "Normal Table", "Default Paragraph Font"):
            attributes["default"] = "1"
        properties = join(Xml(tabs), self.paragraph)
        return w(
            "style",
            w("name", val=self.name),
            w("basedOn", val=ids[self.base]) if self.base else NOTHING,
            w("next", val=ids[self.following]) if self.following else NOTHING,
            w("uiPriority", val=1 if self.builtin else 2),
            w("qFormat") if self.kind == "paragraph" else NOTHING,
            w("pPr", properties) if properties else NOTHING,
            w("rPr", self.run) if self.run else NOTHING,
            self.table,
            **attributes,
        )


def _space(before: int = 0, after: int = 0, line: int = 0) -> Xml:
    """Spacing of a paragraph, in twips; `line` in 240ths of a line."""
    more = {"line": line, "lineRule": "auto"} if line else {}
    return w("spacing", before=before, after=after, **more)


def _size(half_points: int) -> Xml:
    return join(w("sz", val=half_points), w("szCs", val=half_points))


def _face(*, bold: bool = False, italic: bool = False, color: str = "", size: int = 0) -> Xml:
    """Properties of a run, in the order of the schema; `size` in half-points."""
    return join(
        join(w("b"), w("bCs")) if bold else NOTHING,
        join(w("i"), w("iCs")) if italic else NOTHING,
        w("color", val=color) if color else NOTHING,
        _size(size) if size else NOTHING,
    )


_KEEP = join(w("keepNext"), w("keepLines"))
_TIGHT = w("contextualSpacing")


def _border(side: str, width: int, color: str, space: int = 0) -> Xml:
    return w(side, val="single", sz=width, space=space, color=color)


def _shade(fill: str) -> Xml:
    return w("shd", val="clear", color="auto", fill=fill)


def _badge(fill: str, text: str, border: str, line: str = "single") -> Xml:
    """A short word on a ground, with a frame, so that it reads in black and white too."""
    return join(
        w("b"),
        w("bCs"),
        w("color", val=text),
        w("bdr", val=line, sz=4, space=0, color=border),
        _shade(fill),
    )


def _heading(level: int, size: int, before: int, after: int) -> Style:
    return Style(
        f"Heading{level}",
        f"heading {level}",
        "paragraph",
        builtin=True,
        base="Normal",
        following="Normal",
        paragraph=join(
            _KEEP, w("suppressAutoHyphens"), _space(before, after), w("outlineLvl", val=level - 1)
        ),
        run=_face(bold=True, italic=level == 4, color=BLUE, size=size),
    )


def _text(role_id: str, name: str, paragraph: Xml = NOTHING, run: Xml = NOTHING, **more: str) -> Style:
    """A paragraph style of ours, based on Normal unless `base` says otherwise."""
    return Style(
        role_id, name, "paragraph", base=more.pop("base", "Normal"), paragraph=paragraph, run=run, **more
    )


def _known(role_id: str, name: str, paragraph: Xml = NOTHING, run: Xml = NOTHING, **more: str) -> Style:
    """A paragraph style that Word knows by name."""
    base = more.pop("base", "Normal")
    return Style(
        role_id, name, "paragraph", builtin=True, base=base, paragraph=paragraph, run=run, **more
    )


def _table(role_id: str, name: str, *, rules: str, first_column: bool = False) -> Style:
    """A table style: thin rules, a shaded first row, and a shaded first column if wanted."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    head = join(w("rPr", w("b"), w("bCs")), w("tcPr", _shade(BLUE_GREY)))
    conditional = w("tblStylePr", head, type="firstRow")
    if first_column:
        conditional = w(
            "tblStylePr", w("rPr", w("b"), w("bCs")), w("tcPr", _shade(PALE)), type="firstCol"
        )
    return Style(
        role_id,
        name,
        "table",
        base="TableNormal",
        table=join(
            w(
                "tblPr",
                w("tblBorders", *(_border(side, 4, rules) for side in sides)),
                w(
                    "tblCellMar",
                    w("top", w=40, type="dxa"),
                    w("left", w=85, type="dxa"),
                    w("bottom", w=40, type="dxa"),
                    w("right", w=85, type="dxa"),
                ),
            ),
            conditional,
        ),
    )


_BOX = join(
    w("pBdr", _border("top", 4, BLUE, 5), _border("left", 24, BLUE, 8),
      _border("bottom", 4, BLUE, 5), _border("right", 4, BLUE, 8)),
    _shade(PALE),
)  # fmt: skip
_BOX_INDENT = w("ind", left=227, right=227)


def _toc(level: int, indent: int, run: Xml = NOTHING) -> Style:
    return _known(
        f"TOC{level}",
        f"toc {level}",
        join(_space(80 if level == 1 else 0, 40), w("ind", left=indent, right=567)),
        run,
        following="Normal",
        right_tab="dot",
    )


#: Every style that the writer may use, by the id that it has in the built-in reference.
STYLES: dict[str, Style] = {
    style.id: style
    for style in (
        Style("Normal", "Normal", "paragraph", builtin=True, paragraph=_space(0, 120, 259)),
        Style("DefaultParagraphFont", "Default Paragraph Font", "character", builtin=True),
        Style("TableNormal", "Normal Table", "table", builtin=True, table=w(
            "tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar",
                w("top", w=0, type="dxa"), w("left", w=108, type="dxa"),
                w("bottom", w=0, type="dxa"), w("right", w=108, type="dxa")))),
        _heading(1, 36, 0, 240),
        _heading(2, 28, 320, 140),
        _heading(3, 24, 260, 100),
        _heading(4, 21, 200, 80),
        _known("TOCHeading", "TOC Heading", join(_KEEP, _space(0, 240)),
               _face(bold=True, color=BLUE, size=36), following="Normal"),
        _toc(1, 0, _face(bold=True)),
        _toc(2, 227),
        _toc(3, 454, _face(color=GREY)),
        _known("TableofFigures", "table of figures",
               join(_space(0, 40), w("ind", right=567)), right_tab="dot"),
        _known("Title", "Title", join(w("suppressAutoHyphens"), _space(0, 240)),
               _face(bold=True, color=BLUE, size=60), following="Normal"),
        _known("Subtitle", "Subtitle", _space(0, 100), _face(color=GREY, size=26)),
        _text("MCCouvertureType", "Couverture – type de document",
              join(w("pBdr", _border("bottom", 12, BLUE, 6)), _space(3400, 480)),
              join(w("caps"), w("color", val=BLUE), w("spacing", val=30), _size(26))),
        _text("MCCouvertureMention", "Couverture – mention",
              join(_BOX, _space(600, 120), _BOX_INDENT), _face(size=20)),
        _text("MCChapeau", "Chapeau", _space(0, 180), _face(color=BLUE, size=23)),
        _text("MCSource", "Source", _space(40, 180), _face(italic=True, color=GREY, size=17)),
        _text("MCIntertitre", "Intertitre", join(_KEEP, _space(140, 60)),
              _face(bold=True, color=BLUE), following="Normal"),
        _text("MCDiscret", "Texte discret", run=_face(color=GREY, size=18)),
        _text("MCEncadre", "Encadré", join(_BOX, _space(0, 80), _BOX_INDENT)),
        _text("MCEncadreListe", "Encadré – liste", join(_BOX, _space(0, 80), _BOX_INDENT)),
        _text("MCEncadreTitre", "Encadré – titre", w("keepNext"), _face(bold=True, color=BLUE),
              base="MCEncadre"),
        _known("Quote", "Quote",
               join(w("pBdr", _border("left", 12, "A6A6A6", 8)), _space(60, 140),
                    w("ind", left=454, right=454)), _face(italic=True)),
        _known("ListBullet", "List Bullet", _space(0, 60, 259)),
        _known("ListNumber", "List Number", _space(0, 60, 259)),
        _known("ListContinue", "List Continue", _space(0, 60, 259)),
        _text("MCNoteTableau", "Note de tableau",
              join(_space(0, 40), w("ind", left=397, hanging=397)), _face(size=17)),
        _known("Caption", "caption", join(_KEEP, w("suppressAutoHyphens"), _space(200, 80)),
               _face(bold=True, color=BLUE, size=19), following="Normal"),
        _text("MCCellule", "Cellule", _space(0, 40, 240), _size(19)),
        _text("MCCelluleEntete", "Cellule – en-tête",
              join(w("keepNext"), w("suppressAutoHyphens"), _space(0, 20)),
              _face(bold=True, color=BLUE, size=19), base="MCCellule"),
        _text("MCCelluleRangee", "Cellule – nom de rangée", w("suppressAutoHyphens"),
              _face(bold=True), base="MCCellule"),
        _text("MCCelluleGroupe", "Cellule – groupe", w("keepNext"), _face(bold=True, color=BLUE),
              base="MCCellule"),
        _text("MCCelluleTotal", "Cellule – total", run=_face(bold=True), base="MCCellule"),
        _text("MCCelluleListe", "Cellule – liste", join(_space(0, 20, 240), _TIGHT),
              base="MCCellule"),
        _text("MCMatrice", "Matrice", _space(0, 20, 240), _size(17)),
        _text("MCMatriceEntete", "Matrice – en-tête",
              join(w("keepNext"), w("suppressAutoHyphens")), _face(bold=True, color=BLUE),
              base="MCMatrice"),
        _text("MCMatriceRangee", "Matrice – nom de rangée", w("suppressAutoHyphens"),
              base="MCMatrice"),
        _text("MCMatriceGroupe", "Matrice – groupe", w("keepNext"), _face(bold=True, color=BLUE),
              base="MCMatrice"),
        _text("MCMatriceTotal", "Matrice – total", run=_face(bold=True), base="MCMatrice"),
        _text("MCMatriceListe", "Matrice – liste", join(_space(0, 20, 240), _TIGHT),
              base="MCMatrice"),
        _text("MCSeparation", "Séparation", _space(0, 0), _size(4)),
        _known("Header", "header", _space(0, 0), _face(color=GREY, size=17), right_tab="none"),
        _known("Footer", "footer", _space(0, 0), _face(color=GREY, size=17), right_tab="none"),
        _known("FootnoteText", "footnote text", _space(0, 20, 240), _size(17)),
        Style("FootnoteReference", "footnote reference", "character", builtin=True,
              run=w("vertAlign", val="superscript")),
        Style("Hyperlink", "Hyperlink", "character", builtin=True,
              run=join(w("color", val="1F4E8C"), w("u", val="single"))),
        Style("MCRenvoi", "Renvoi", "character", run=w("color", val=BLUE)),
        Style("MCAppel", "Appel de note de tableau", "character",
              run=w("vertAlign", val="superscript")),
        Style("MCAutonomie", "Autonomie", "character", run=join(
            w("rFonts", ascii="Segoe UI Symbol", hAnsi="Segoe UI Symbol",
              eastAsia="Segoe UI Symbol", cs="Segoe UI Symbol"),
            w("color", val=BLUE), w("spacing", val=10))),
        Style("MCACompleter", "À compléter", "character", run=w("highlight", val="yellow")),
        Style("MCStatutNonCouverte", "Statut – non couverte", "character",
              run=_badge("7A1F1F", "FFFFFF", "7A1F1F")),
        Style("MCStatutDecrite", "Statut – décrite", "character",
              run=_badge("F6DDB5", "5A3A00", "5A3A00", "dashed")),
        Style("MCStatutTraduite", "Statut – traduite", "character",
              run=_badge("DCE9F7", "1F3A5F", "1F3A5F")),
        Style("MCStatutEvaluee", "Statut – évaluée", "character",
              run=_badge("FFFFFF", "1E5B2E", "1E5B2E", "double")),
        Style("MCStatutEcartee", "Statut – écartée", "character", run=join(
            w("i"), w("iCs"), w("color", val="404040"),
            w("bdr", val="dotted", sz=4, space=0, color="404040"), _shade("EDEDED"))),
        _table("MCTableauTextes", "Tableau de textes", rules="8C9BB0"),
        _table("MCTableauMatrice", "Tableau matrice", rules="8C9BB0"),
        _table("MCTableauFiche", "Tableau fiche", rules="BFC8D4", first_column=True),
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


def install(styles: etree._Element, width: int) -> Mapping[str, str]:
    """Add to ``w:styles`` the styles that it lacks; the id that each style has in that document.

    A style is recognised by its kind and its name, in any case: in a document saved by a French
    Word, ``heading 1`` has the id ``Titre1``.
    """
    present: dict[tuple[str, str], str] = {}
    for element in styles.iterfind(clark("style")):
        name = element.find(clark("name"))
        key = element.get(clark("type"), "paragraph"), _value(name).casefold()
        present.setdefault(key, element.get(clark("styleId"), ""))
    ids = {s.id: present.get((s.kind, s.name.casefold()), "") for s in STYLES.values()}
    taken = set(present.values())
    missing = [style for style in STYLES.values() if not ids[style.id]]
    for style in missing:
        ids[style.id] = _free(style.id, taken)
        taken.add(ids[style.id])
    for style in missing:
        styles.append(parse(style.xml(ids, width)))
    return ids


def _free(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or a variant of it that no other style has as its id."""
    number, free = 2, wanted
    while free in taken:
        number, free = number + 1, f"{wanted}{number}"
    return free


def _value(element: etree._Element | None) -> str:
    return (element.get(clark("val")) or "") if element is not None else ""
