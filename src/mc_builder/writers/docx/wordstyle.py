"""One Word style and its properties, as XML in the order of the schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mc_builder.writers.docx.wml import NOTHING, Xml, join, w


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
        """The style as XML; `ids` gives the Word ids, `width` that of the text in twips."""
        tabs = self.right_tab and w("tabs", w("tab", val="right", leader=self.right_tab, pos=width))
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


def spacing(before: int = 0, after: int = 0, line: int = 0) -> Xml:
    """Spacing of a paragraph, in twips; `line` in 240ths of a line."""
    if line:
        return w("spacing", before=before, after=after, line=line, lineRule="auto")
    return w("spacing", before=before, after=after)


def font_size(half_points: int) -> Xml:
    """The size of the characters."""
    return join(w("sz", val=half_points), w("szCs", val=half_points))


def face(*, bold: bool = False, italic: bool = False, color: str = "", size: int = 0) -> Xml:
    """Properties of a run, in the order of the schema; `size` in half-points."""
    return join(
        join(w("b"), w("bCs")) if bold else NOTHING,
        join(w("i"), w("iCs")) if italic else NOTHING,
        w("color", val=color) if color else NOTHING,
        font_size(size) if size else NOTHING,
    )


def border(side: str, width: int, color: str, distance: int = 0) -> Xml:
    """A border of a paragraph or of a table, `width` in eighths and `distance` in points."""
    return w(side, val="single", sz=width, space=distance, color=color)


def shade(fill: str) -> Xml:
    """A plain ground."""
    return w("shd", val="clear", color="auto", fill=fill)


def badge(fill: str, text: str, border: str, line: str = "single") -> Xml:
    """A short word on a ground, with a frame, so that it reads in black and white too."""
    return join(
        w("b"),
        w("bCs"),
        w("color", val=text),
        w("bdr", val=line, sz=4, space=0, color=border),
        shade(fill),
    )


def ours(
    style_id: str,
    name: str,
    paragraph: Xml = NOTHING,
    run: Xml = NOTHING,
    *,
    base: str = "Normal",
    following: str = "",
) -> Style:
    """A paragraph style of this project."""
    return Style(
        style_id, name, "paragraph", base=base, following=following, paragraph=paragraph, run=run
    )


def word(
    style_id: str,
    name: str,
    paragraph: Xml = NOTHING,
    run: Xml = NOTHING,
    *,
    following: str = "",
) -> Style:
    """A paragraph style that Word knows by name, based on Normal."""
    return replace(ours(style_id, name, paragraph, run, following=following), builtin=True)


def heading(level: int, run: Xml, before: int, after: int) -> Style:
    """The style of headings of a level, that Word puts in the contents and in the outline."""
    keep = join(w("keepNext"), w("keepLines"), w("suppressAutoHyphens"))
    paragraph = join(keep, spacing(before, after), w("outlineLvl", val=level - 1))
    return word(f"Heading{level}", f"heading {level}", paragraph, run, following="Normal")


def contents(level: int, indent: int, run: Xml = NOTHING) -> Style:
    """The style of entries of a level in the contents."""
    paragraph = join(spacing(80 if level == 1 else 0, 40), w("ind", left=indent))
    return tabbed("dot", word(f"TOC{level}", f"toc {level}", paragraph, run, following="Normal"))


def tabbed(leader: str, style: Style) -> Style:
    """The same style with a tab stop at the right edge of the text."""
    return replace(style, right_tab=leader)


def table(style_id: str, name: str, *, rules: str, part: str, fill: str) -> Style:
    """A table style: thin rules, and one shaded part (``firstRow``, ``firstCol``)."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    margins = (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))
    properties = w(
        "tblPr",
        w("tblBorders", *(border(side, 4, rules) for side in sides)),
        w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in margins)),
    )
    shaded = join(w("rPr", w("b"), w("bCs")), w("tcPr", shade(fill)))
    conditional = w("tblStylePr", shaded, type=part)
    return Style(style_id, name, "table", base="TableNormal", table=join(properties, conditional))
