"""The plane of a chart: rows with their labels, and the marks placed on them, in millimetres."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Literal

from mc_builder.charter import POINT_MM, WHITE, Charte, mixed
from mc_builder.graphiques.diagramme import Diagramme
from mc_builder.metrics import Face, width, wrapped

Anchor = Literal["left", "middle", "right"]
_ANCHORS: dict[Anchor, str] = {"left": "start", "middle": "middle", "right": "end"}
#: Height of a capital, which is centred on a bar, and of a line, as shares of the size of texts.
_CAPITAL, LINE = 0.66, 1.2
#: Room for the labels, for the heads of the series.
LABEL_MM, HEAD_MM = 66.0, 7.0
#: The same beside a scale of levels, which is narrow.
_WIDE_LABEL_MM = 106.0
_GAP_MM, _CLOSE_GAP_MM, _THICKEST_MM = 3.6, 1.4, 6.0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the plane: its label on as many lines as it needs, its top, its height."""

    label: list[str]
    top: float
    height: float

    @property
    def middle(self) -> float:
        """The line that its marks stand on."""
        return self.top + self.height / 2

    @property
    def thick(self) -> float:
        """The height of a bar."""
        return min(self.height - 2.4, _THICKEST_MM)


def rows(diagramme: Diagramme, charte: Charte) -> list[Row]:
    """All the rows are as high as the longest label asks: an area is read as a quantity."""
    letters, room = charte.mesure("graphique") * POINT_MM, label_mm(diagramme)
    labels = [_balanced(label, letters, round(room) - 4) for label in diagramme.lignes]
    top = 0.0 if diagramme.forme == "barres" else HEAD_MM
    gap = _CLOSE_GAP_MM if diagramme.forme == "niveaux" else _GAP_MM
    height = LINE * size(charte) * max([1.2, *map(len, labels)]) + gap
    return [Row(label, top + n * height, height) for n, label in enumerate(labels)]


def label_mm(diagramme: Diagramme) -> float:
    """The room for the labels of a chart."""
    return _WIDE_LABEL_MM if diagramme.forme == "niveaux" else LABEL_MM


def _balanced(label: str, size: float, widest: int) -> list[str]:
    """The lines of a label, as equal as their number allows."""
    count = len(wrapped(label, widest, size))
    tried = (wrapped(label, room, size) for room in range(widest // 2, widest + 1))
    return next(lines for lines in tried if len(lines) == count)


def size(charte: Charte) -> float:
    """The size of its texts, in millimetres."""
    return charte.tailles["graphique"][0] * POINT_MM


@dataclass(frozen=True, slots=True)
class Box:
    """A filled area, from its top left; `edge` is the colour of a thin line around it."""

    left: float
    top: float
    wide: float
    high: float
    fill: str
    edge: str = ""

    @property
    def svg(self) -> str:
        """Its element in an SVG file."""
        edge = f' stroke="{self.edge}" stroke-width="0.18"' if self.edge else ""
        return (
            f'<rect x="{self.left:.2f}" y="{self.top:.2f}" width="{self.wide:.2f}"'
            f' height="{self.high:.2f}" fill="{self.fill}"{edge}/>'
        )


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text, from the place that its anchor says."""

    x: float
    baseline: float
    words: str
    anchor: Anchor
    fill: str
    bold: bool = False

    @property
    def svg(self) -> str:
        """Its element in an SVG file."""
        face = ' font-weight="700"' if self.bold else ""
        return (
            f'<text x="{self.x:.2f}" y="{self.baseline:.2f}" text-anchor="{_ANCHORS[self.anchor]}"'
            f' fill="{self.fill}"{face}>{escape(self.words, quote=False)}</text>'
        )


@dataclass(slots=True)
class Plane:
    """The marks of a drawing, placed by the middle of their row."""

    charte: Charte
    rows: list[Row]
    label: float = LABEL_MM
    marks: list[Box | Text] = field(default_factory=list)

    def colour(self, name: str) -> str:
        """A colour of the charter."""
        return self.charte.couleurs[name]

    def tint(self, share: float) -> str:
        """The hue at 1, white at 0."""
        return mixed(self.colour("principale"), share)

    def wide(self, text: str, face: Face) -> float:
        """The width of a text, in millimetres."""
        return width(text, self.charte.mesure("graphique") * POINT_MM, face)

    def room(self, after: float) -> float:
        """What is left for the marks beside the labels."""
        return self.charte.largeur_mm() - self.label - after

    def bar(
        self, left: float, middle: float, wide: float, high: float, fill: str, edge: str = ""
    ) -> None:
        """A bar around the line of a row."""
        self.marks.append(Box(left, middle - high / 2, wide, high, fill, edge))

    def text(
        self, x: float, middle: float, words: str, anchor: Anchor, fill: str = "encre"
    ) -> None:
        """A text whose capitals are in the middle of a row."""
        baseline = middle + _CAPITAL * size(self.charte) / 2
        self.marks.append(Text(x, baseline, words, anchor, self.colour(fill)))

    def number(
        self, x: float, middle: float, words: str, anchor: Anchor, *, light: bool = False
    ) -> None:
        """What a mark is worth, in bold; light on a dark mark."""
        baseline = middle + _CAPITAL * size(self.charte) / 2
        fill = WHITE if light else self.colour("encre")
        self.marks.append(Text(x, baseline, words, anchor, fill, bold=True))

    def baseline(self) -> None:
        """The line that all the bars start from."""
        if self.rows:
            top, last = self.rows[0].top + 0.6, self.rows[-1]
            high = last.top + last.height - 0.6 - top
            self.marks.append(Box(LABEL_MM - 0.14, top, 0.28, high, self.colour("encre")))
