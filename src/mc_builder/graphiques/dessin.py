"""Chart data → SVG and PNG: marks in millimetres, written as texts and shapes, or painted.

Every length is that of the printed page: a chart is never scaled. One hue and its tints, numbers
written on what they measure, nothing else: it reads in black and white.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from mc_builder.charter import POINT_MM, WHITE, Charte, lit, mixed
from mc_builder.fonts import file_of
from mc_builder.graphiques.diagramme import Diagramme, Serie, Valeur
from mc_builder.metrics import Face, width, wrapped

Anchor = Literal["left", "middle", "right"]
_ANCHORS: dict[Anchor, str] = {"left": "start", "middle": "middle", "right": "end"}
#: Shares of the hue: of what is reached end to end, to what nothing answers; of the far part of a
#: range; of the greatest number of a grid, on which dark ink still reads.
_STAGES, _FAR, _DARKEST = (1.0, 0.57, 0.2, 0.0), 0.2, 0.45
#: Height of a capital, which is centred on a bar, and of a line, as shares of the size of texts.
_CAPITAL, _LINE = 0.66, 1.2
_LABEL_MM, _HEAD_MM, _VALUE_MM = 66.0, 7.0, 30.0
_GAP_MM, _THICKEST_MM = 3.6, 6.0
#: Dots of a painted picture to the millimetre.
_DOT = 300 / 25.4


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the plane: its label on as many lines as it needs, its top, its height."""

    label: list[str]
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    @property
    def thick(self) -> float:
        return min(self.height - 2.4, _THICKEST_MM)


def _rows(diagramme: Diagramme, charte: Charte) -> list[_Row]:
    """All the rows are as high as the longest label asks: an area is read as a quantity."""
    labels = [_balanced(label, charte.mesure("graphique") * POINT_MM) for label in diagramme.lignes]
    top = 0.0 if diagramme.forme == "barres" else _HEAD_MM
    height = _LINE * _size(charte) * max([1.2, *map(len, labels)]) + _GAP_MM
    return [_Row(label, top + n * height, height) for n, label in enumerate(labels)]


def _balanced(label: str, size: float) -> list[str]:
    """The lines of a label, as equal as their number allows."""
    widest = round(_LABEL_MM) - 4
    count = len(wrapped(label, widest, size))
    tried = (wrapped(label, room, size) for room in range(widest // 2, widest + 1))
    return next(lines for lines in tried if len(lines) == count)


def hauteur_mm(diagramme: Diagramme, charte: Charte) -> float:
    """The height of a chart: that of its rows, and of the heads of its series."""
    rows = _rows(diagramme, charte)
    return rows[-1].top + rows[-1].height if rows else _HEAD_MM


def _size(charte: Charte) -> float:
    """The size of its texts, in millimetres."""
    return charte.tailles["graphique"][0] * POINT_MM


def svg(diagramme: Diagramme, charte: Charte) -> bytes:
    """A chart as an SVG file, transparent: texts are texts, the same bytes for the same chart."""
    wide, high = f"{charte.largeur_mm():g}", f"{hauteur_mm(diagramme, charte):g}"
    family = charte.familles("pdf").replace('"', "'")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}mm" height="{high}mm"'
        f' viewBox="0 0 {wide} {high}" font-family="{family}" font-size="{_size(charte):.3f}">\n'
        + "".join(f"{mark.svg}\n" for mark in _drawn(diagramme, charte))
        + "</svg>\n"
    ).encode()


def png(diagramme: Diagramme, charte: Charte) -> bytes:
    """The same marks painted on white, 300 dots to the inch, for Word; in the tool's typeface."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    # The basic layout is there on every machine, and as wide as `metrics` says.
    fonts = {
        face: ImageFont.truetype(
            file_of(face), _size(charte) * _DOT, layout_engine=ImageFont.Layout.BASIC
        )
        for face in (Face.TEXTE, Face.GRAS)
    }
    high = hauteur_mm(diagramme, charte)
    picture = Image.new("RGB", (round(charte.largeur_mm() * _DOT), round(high * _DOT)), WHITE)
    brush = ImageDraw.Draw(picture)
    for mark in _drawn(diagramme, charte):
        if isinstance(mark, _Text):
            at = (mark.x * _DOT, mark.baseline * _DOT)
            font = fonts[Face.GRAS if mark.bold else Face.TEXTE]
            brush.text(at, mark.words, mark.fill, font, anchor=f"{mark.anchor[0]}s")
        else:
            box = (mark.left, mark.top, mark.left + mark.wide, mark.top + mark.high)
            left, top, right, bottom = (round(side * _DOT) for side in box)
            if right > left and bottom > top:
                edge = mark.edge or None
                brush.rectangle((left, top, right - 1, bottom - 1), mark.fill, edge, width=2)
    file = io.BytesIO()
    picture.save(file, "PNG", dpi=(300, 300))
    return file.getvalue()


def _drawn(diagramme: Diagramme, charte: Charte) -> list[_Box | _Text]:
    plane = _Plane(charte, _rows(diagramme, charte))
    step = _LINE * _size(charte)
    for row in plane.rows:
        first = row.middle - step * (len(row.label) - 1) / 2
        for n, line in enumerate(row.label):
            plane.text(_LABEL_MM - 2, first + n * step, line, "right")
    _FORMES[diagramme.forme](plane, diagramme)
    return plane.marks


@dataclass(frozen=True, slots=True)
class _Box:
    """A filled area, from its top left; `edge` is the colour of a thin line around it."""

    left: float
    top: float
    wide: float
    high: float
    fill: str
    edge: str = ""

    @property
    def svg(self) -> str:
        edge = f' stroke="{self.edge}" stroke-width="0.18"' if self.edge else ""
        return (
            f'<rect x="{self.left:.2f}" y="{self.top:.2f}" width="{self.wide:.2f}"'
            f' height="{self.high:.2f}" fill="{self.fill}"{edge}/>'
        )


@dataclass(frozen=True, slots=True)
class _Text:
    """One line of text, from the place that its anchor says."""

    x: float
    baseline: float
    words: str
    anchor: Anchor
    fill: str
    bold: bool = False

    @property
    def svg(self) -> str:
        face = ' font-weight="700"' if self.bold else ""
        return (
            f'<text x="{self.x:.2f}" y="{self.baseline:.2f}" text-anchor="{_ANCHORS[self.anchor]}"'
            f' fill="{self.fill}"{face}>{escape(self.words, quote=False)}</text>'
        )


@dataclass(slots=True)
class _Plane:
    """The marks of a drawing, placed by the middle of their row."""

    charte: Charte
    rows: list[_Row]
    marks: list[_Box | _Text] = field(default_factory=list)

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
        return self.charte.largeur_mm() - _LABEL_MM - after

    def bar(
        self, left: float, middle: float, wide: float, high: float, fill: str, edge: str = ""
    ) -> None:
        """A bar around the line of a row."""
        self.marks.append(_Box(left, middle - high / 2, wide, high, fill, edge))

    def text(
        self, x: float, middle: float, words: str, anchor: Anchor, fill: str = "encre"
    ) -> None:
        """A text whose capitals are in the middle of a row."""
        baseline = middle + _CAPITAL * _size(self.charte) / 2
        self.marks.append(_Text(x, baseline, words, anchor, self.colour(fill)))

    def number(
        self, x: float, middle: float, words: str, anchor: Anchor, *, light: bool = False
    ) -> None:
        """What a mark is worth, in bold; light on a dark mark."""
        baseline = middle + _CAPITAL * _size(self.charte) / 2
        fill = WHITE if light else self.colour("encre")
        self.marks.append(_Text(x, baseline, words, anchor, fill, bold=True))

    def baseline(self) -> None:
        """The line that all the bars start from."""
        if self.rows:
            top, last = self.rows[0].top + 0.6, self.rows[-1]
            high = last.top + last.height - 0.6 - top
            self.marks.append(_Box(_LABEL_MM - 0.14, top, 0.28, high, self.colour("encre")))


def _bars(plane: _Plane, diagramme: Diagramme) -> None:
    """One bar per row, its number at its end; the far part of a range is lighter."""
    values = diagramme.series[0].valeurs
    ends = [v.jusqu_a or v.nombre for v in values if v is not None]
    unit, hue = _unit(plane.room(_VALUE_MM), ends), plane.tint(1)
    for value, row in zip(values, plane.rows, strict=True):
        end, words = _LABEL_MM, _said(value)
        if value is not None:
            end += value.nombre * unit
            plane.bar(_LABEL_MM, row.middle, value.nombre * unit, row.thick, hue)
            if value.jusqu_a is not None:
                more = (value.jusqu_a - value.nombre) * unit
                plane.bar(end, row.middle, more, row.thick, plane.tint(_FAR), hue)
                end += more
        plane.number(end + 1.6, row.middle, words, "left")
    plane.baseline()


def _stages(plane: _Plane, diagramme: Diagramme) -> None:
    """One bar per row, cut in one segment per series; the name of a series is beside its tint."""
    left, hue = _LABEL_MM, plane.tint(1)
    for serie, share in _shared(diagramme):
        plane.bar(left, 2.0, 2.8, 2.8, plane.tint(share), hue)
        plane.text(left + 4, 2.0, serie.nom, "left", "gris")
        left += 9 + plane.wide(serie.nom, Face.TEXTE)
    columns = [[serie.valeurs[n] for serie in diagramme.series] for n in range(len(plane.rows))]
    sums = [sum(value.nombre for value in column if value) for column in columns]
    unit = _unit(plane.room(2), sums)
    for n, row in enumerate(plane.rows):
        left = _LABEL_MM
        for serie, share in _shared(diagramme):
            value = serie.valeurs[n]
            if value is None or not value.nombre:
                continue
            length = value.nombre * unit
            plane.bar(left, row.middle, length, row.thick, plane.tint(share), hue)
            if length > plane.wide(value.texte, Face.GRAS) + 1:
                middle = left + length / 2
                plane.number(middle, row.middle, value.texte, "middle", light=share == 1)
            left += length
    plane.baseline()


def _grid(plane: _Plane, diagramme: Diagramme) -> None:
    """Numbers in a grid, each on a tint as dark as it is great."""
    wide = plane.room(0) / max(1, len(diagramme.series))
    darker = _unit(_DARKEST, [v.nombre for s in diagramme.series for v in s.valeurs if v])
    line = lit(plane.colour("gris"), 0.65)
    for column, serie in enumerate(diagramme.series):
        left = _LABEL_MM + column * wide
        middle = left + wide / 2
        plane.text(middle, _HEAD_MM / 2 - 0.6, serie.nom, "middle", "gris")
        for value, row in zip(serie.valeurs, plane.rows, strict=True):
            fill = plane.tint(value.nombre * darker if value is not None else 0.0)
            plane.bar(left + 0.5, row.middle, wide - 1, row.height - 1, fill, line)
            plane.number(middle, row.middle, _said(value), "middle")


_FORMES = {"barres": _bars, "paliers": _stages, "croisements": _grid}


def _unit(room: float, numbers: list[float]) -> float:
    """What one is worth on a scale from nothing to the greatest of these numbers."""
    greatest = max(numbers, default=0)
    return room / greatest if greatest > 0 else 0.0


def _said(value: Valeur | None) -> str:
    return value.texte if value is not None else "s.o."


def _shared(diagramme: Diagramme) -> list[tuple[Serie, float]]:
    """The series to draw, each with its share of the hue; the last has none: it is missing."""
    shares = (*_STAGES[: len(diagramme.series) - 1], _STAGES[-1])
    shared = zip(diagramme.series, shares, strict=True)
    return [(serie, share) for serie, share in shared if serie in diagramme.lignes_tracees]
