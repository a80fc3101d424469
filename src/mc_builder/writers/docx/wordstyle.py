"""One Word style and its properties, as XML in the order of the schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mc_builder.writers.docx.wml import NOTHING, Xml, join, w

#: Width of the column of page numbers in the contents, in twips.
PAGE_COLUMN = 510


@dataclass(frozen=True, slots=True)
class Style:
    """One Word style.

    `kind` is ``paragraph``, ``character`` or ``table``; `builtin` says that Word knows the name;
    `base` and `following` are roles; `paragraph`, `run`, `table` the XML of its properties;
    `right_tab` the leader of a tab stop at the right edge of the text (``none``, ``dot``);
    `middle_tab` says that there is one in the middle too.
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
    middle_tab: bool = False

    def xml(self, ids: Mapping[str, str], width: int) -> Xml:
        """The style as XML; `ids` gives the Word ids, `width` that of the text in twips."""
        stops = [w("tab", val="center", pos=width // 2)] if self.middle_tab else []
        if self.right_tab:
            stops.append(w("tab", val="right", leader=self.right_tab, pos=width))
        attributes = {"type": self.kind, "styleId": ids[self.id]}
        if not self.builtin:
            attributes["customStyle"] = "1"
        if self.name in ("Normal", "Normal Table", "Default Paragraph Font"):
            attributes["default"] = "1"
        properties = join(w("tabs", *stops) if stops else NOTHING, self.paragraph)
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


def heading(level: int, run: Xml, before: int, after: int, rule: Xml = NOTHING) -> Style:
    """The style of headings of a level, that Word puts in the contents and in the outline."""
    keep = join(w("keepNext"), w("keepLines"), rule, w("suppressAutoHyphens"))
    paragraph = join(keep, spacing(before, after), w("outlineLvl", val=level - 1))
    return word(f"Heading{level}", f"heading {level}", paragraph, run, following="Normal")


def contents(style_id: str, name: str, indent: int, run: Xml, before: int = 0) -> Style:
    """The style of entries of a list; their words stop before the column of page numbers."""
    paragraph = join(
        w("suppressAutoHyphens"),
        spacing(before, 28, 240),
        w("ind", left=indent, right=PAGE_COLUMN),
    )
    return tabbed("dot", word(style_id, name, paragraph, run, following="Normal"))


def tabbed(leader: str, style: Style, *, middle: bool = False) -> Style:
    """The same style with a tab stop at the right edge of the text, and one in the middle."""
    return replace(style, right_tab=leader, middle_tab=middle)


def table(
    style_id: str, name: str, colours: tuple[str, str, str], height: int, *, grid: bool = False
) -> Style:
    """A table style: a rule of ink above and below, thin ones between rows, a head on a ground.

    `colours` are those of the ink, of thin rules and of the ground; `height` is the margin above
    the text of a cell, in twips; `grid` rules columns too.
    """
    ink, rules, fill = colours
    margins = (("top", height), ("left", 90), ("bottom", height - 20), ("right", 90))
    edges = [border("top", 8, ink), border("bottom", 8, ink), border("insideH", 4, rules)]
    if grid:
        edges.append(border("insideV", 4, rules))
    properties = w(
        "tblPr",
        w("tblBorders", *edges),
        w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in margins)),
    )
    head = w("tcPr", w("tcBorders", border("bottom", 6, ink)), shade(fill))
    names = w("tblStylePr", w("rPr", w("b"), w("bCs")), type="firstCol")
    first = w("tblStylePr", w("rPr", w("b"), w("bCs")), head, type="firstRow")
    return Style(style_id, name, "table", base="TableNormal", table=join(properties, first, names))
