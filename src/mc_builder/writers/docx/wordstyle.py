"""One Word style and its properties, as XML in the order of the schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mc_builder.charter import Charte
from mc_builder.writers.docx.wml import NOTHING, Xml, join, w

#: A colour or a size of the charter, in a style.
_NAMED = re.compile(r"\{([a-z0-9-]+)\}")
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

    def xml(self, ids: Mapping[str, str], width: int, values: Mapping[str, str]) -> Xml:
        """The style as XML; `ids` gives the Word ids, `width` that of the text in twips.

        `values` are the colours and sizes of the charter, that the style names in braces.
        """
        stops = [w("tab", val="center", pos=width // 2)] if self.middle_tab else []
        if self.right_tab:
            stops.append(w("tab", val="right", leader=self.right_tab, pos=width))
        attributes = {"type": self.kind, "styleId": ids[self.id]}
        if not self.builtin:
            attributes["customStyle"] = "1"
        if self.name in ("Normal", "Normal Table", "Default Paragraph Font"):
            attributes["default"] = "1"
        properties = join(w("tabs", *stops) if stops else NOTHING, self.paragraph)
        written = w(
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
        return Xml(_NAMED.sub(lambda found: values[found[1]], written))


def spacing(before: int = 0, after: int = 0, line: int = 0) -> Xml:
    """Spacing of a paragraph, in twips; `line` in 240ths of a line."""
    if line:
        return w("spacing", before=before, after=after, line=line, lineRule="auto")
    return w("spacing", before=before, after=after)


def font_size(size: str | int) -> Xml:
    """The size of the characters: half-points, or the name of one of the charter."""
    value = size if isinstance(size, int) else f"{{{size}}}"
    return join(w("sz", val=value), w("szCs", val=value))


def half_points(charte: Charte, name: str) -> int:
    """A size of the charter in Word, which counts in half-points."""
    return round(2 * charte.tailles[name][1])


def face(*, bold: bool = False, italic: bool = False, color: str = "", size: str = "") -> Xml:
    """Properties of a run, in the order of the schema; `size` is one of the charter."""
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
