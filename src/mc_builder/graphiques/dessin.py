"""Chart data → SVG and PNG: marks in millimetres, written as texts and shapes, or painted.

Every length is that of the printed page: a chart is never scaled. One hue and its tints, numbers
written on what they measure, nothing else: it reads in black and white.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from mc_builder.fonts import file_of
from mc_builder.graphiques.diagramme import LARGEUR_MM, Diagramme, Serie, Valeur
from mc_builder.metrics import Face, width, wrapped

FAMILLE = "Source Sans Pro"
HUE, INK, GREY, LINE = "#1f3a5f", "#1f2933", "#52606d", "#9aa5b1"
#: From the darkest: what is reached end to end, to what nothing answers.
TINTS = ("#1f3a5f", "#7d94b0", "#cfd9e4", "#ffffff")

#: Share of the hue behind the greatest number of a grid: dark ink still reads on it.
_DARKEST = 0.45

#: The size of the texts; dots of a painted picture to the millimetre.
_SIZE, _DOT = 9 * 25.4 / 72, 300 / 25.4
Anchor = Literal["left", "middle", "right"]
_ANCHORS: dict[Anchor, str] = {"left": "start", "middle": "middle", "right": "end"}
#: Height of a capital: what is centred on a bar.
_CAPITAL = 0.66 * _SIZE
_LABEL_MM, _HEAD_MM, _VALUE_MM = 66.0, 7.0, 30.0
_LINE_MM, _GAP_MM, _THICKEST_MM = 3.8, 3.6, 6.0


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


def _rows(diagramme: Diagramme) -> list[_Row]:
    """All the rows are as high as the longest label asks: an area is read as a quantity."""
    labels = [_balanced(label) for label in diagramme.lignes]
    top = 0.0 if diagramme.forme == "barres" else _HEAD_MM
    height = _LINE_MM * max([1.2, *map(len, labels)]) + _GAP_MM
    return [_Row(label, top + n * height, height) for n, label in enumerate(labels)]


def _balanced(label: str) -> list[str]:
    """The lines of a label, as equal as their number allows."""
    widest = round(_LABEL_MM) - 4
    count = len(wrapped(label, widest, _SIZE))
    tried = (wrapped(label, room, _SIZE) for room in range(widest // 2, widest + 1))
    return next(lines for lines in tried if len(lines) == count)


def hauteur_mm(diagramme: Diagramme) -> float:
    """The height of a chart: that of its rows, and of the heads of its series."""
    rows = _rows(diagramme)
    return rows[-1].top + rows[-1].height if rows else _HEAD_MM


def svg(diagramme: Diagramme) -> bytes:
    """A chart as an SVG file, transparent: texts are texts, the same bytes for the same chart."""
    wide, high = f"{LARGEUR_MM:g}", f"{hauteur_mm(diagramme):g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}mm" height="{high}mm"'
        f' viewBox="0 0 {wide} {high}" font-family="{FAMILLE}" font-size="{_SIZE:.3f}">\n'
        + "".join(f"{mark.svg}\n" for mark in _drawn(diagramme))
        + "</svg>\n"
    ).encode()


def png(diagramme: Diagramme) -> bytes:
    """The same marks painted on white, 300 points to the inch, for Word."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    size = (round(LARGEUR_MM * _DOT), round(hauteur_mm(diagramme) * _DOT))
    picture = Image.new("RGB", size, "white")
    brush = ImageDraw.Draw(picture)
    for mark in _drawn(diagramme):
        if isinstance(mark, _Text):
            face = Face.GRAS if mark.bold else Face.TEXTE
            # The basic layout is there on every machine, and as wide as `metrics` says.
            font = ImageFont.truetype(
                file_of(face), _SIZE * _DOT, layout_engine=ImageFont.Layout.BASIC
            )
            at = (mark.x * _DOT, mark.baseline * _DOT)
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


def _drawn(diagramme: Diagramme) -> list[_Box | _Text]:
    rows, plane = _rows(diagramme), _Plane()
    for row in rows:
        first = row.middle - _LINE_MM * (len(row.label) - 1) / 2
        for n, line in enumerate(row.label):
            plane.text(_LABEL_MM - 2, first + n * _LINE_MM, line, "right")
    _FORMES[diagramme.forme](plane, diagramme, rows)
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

    marks: list[_Box | _Text] = field(default_factory=list)

    def bar(
        self, left: float, middle: float, wide: float, high: float, fill: str, edge: str = ""
    ) -> None:
        """A bar around the line of a row."""
        self.marks.append(_Box(left, middle - high / 2, wide, high, fill, edge))

    def text(self, x: float, middle: float, words: str, anchor: Anchor, *, fill: str = INK) -> None:
        """A text whose capitals are in the middle of a row."""
        self.marks.append(_Text(x, middle + _CAPITAL / 2, words, anchor, fill))

    def number(
        self, x: float, middle: float, words: str, anchor: Anchor, *, fill: str = INK
    ) -> None:
        """What a mark is worth, in bold."""
        self.marks.append(_Text(x, middle + _CAPITAL / 2, words, anchor, fill, bold=True))

    def baseline(self, rows: list[_Row]) -> None:
        """The line that all the bars start from."""
        if rows:
            high = rows[-1].top + rows[-1].height - rows[0].top - 1.2
            self.marks.append(_Box(_LABEL_MM - 0.14, rows[0].top + 0.6, 0.28, high, INK))


def _bars(plane: _Plane, diagramme: Diagramme, rows: list[_Row]) -> None:
    """One bar per row, its number at its end; the far part of a range is lighter."""
    values = diagramme.series[0].valeurs
    ends = [v.jusqu_a or v.nombre for v in values if v is not None]
    unit = _unit(LARGEUR_MM - _LABEL_MM - _VALUE_MM, ends)
    for value, row in zip(values, rows, strict=True):
        end, words = _LABEL_MM, _said(value)
        if value is not None:
            end += value.nombre * unit
            plane.bar(_LABEL_MM, row.middle, value.nombre * unit, row.thick, HUE)
            if value.jusqu_a is not None:
                more = (value.jusqu_a - value.nombre) * unit
                plane.bar(end, row.middle, more, row.thick, TINTS[2], HUE)
                end += more
        plane.number(end + 1.6, row.middle, words, "left")
    plane.baseline(rows)


def _stages(plane: _Plane, diagramme: Diagramme, rows: list[_Row]) -> None:
    """One bar per row, cut in one segment per series; the name of a series is beside its tint."""
    left = _LABEL_MM
    for serie, tint in _tinted(diagramme):
        plane.bar(left, 2.0, 2.8, 2.8, tint, HUE)
        plane.text(left + 4, 2.0, serie.nom, "left", fill=GREY)
        left += 9 + width(serie.nom, _SIZE, Face.TEXTE)
    sums = [
        sum(v.nombre for s in diagramme.series if (v := s.valeurs[n])) for n in range(len(rows))
    ]
    unit = _unit(LARGEUR_MM - _LABEL_MM - 2, sums)
    for n, row in enumerate(rows):
        left = _LABEL_MM
        for serie, tint in _tinted(diagramme):
            value = serie.valeurs[n]
            if value is None or not value.nombre:
                continue
            length = value.nombre * unit
            plane.bar(left, row.middle, length, row.thick, tint, HUE)
            if length > width(value.texte, _SIZE, Face.GRAS) + 1:
                fill = "#ffffff" if tint == HUE else INK
                middle = left + length / 2
                plane.number(middle, row.middle, value.texte, "middle", fill=fill)
            left += length
    plane.baseline(rows)


def _grid(plane: _Plane, diagramme: Diagramme, rows: list[_Row]) -> None:
    """Numbers in a grid, each on a tint as dark as it is great."""
    wide = (LARGEUR_MM - _LABEL_MM) / max(1, len(diagramme.series))
    darker = _unit(_DARKEST, [v.nombre for s in diagramme.series for v in s.valeurs if v])
    for column, serie in enumerate(diagramme.series):
        left = _LABEL_MM + column * wide
        middle = left + wide / 2
        plane.text(middle, _HEAD_MM / 2 - 0.6, serie.nom, "middle", fill=GREY)
        for value, row in zip(serie.valeurs, rows, strict=True):
            fill = _mixed(value.nombre * darker if value is not None else 0.0)
            plane.bar(left + 0.5, row.middle, wide - 1, row.height - 1, fill, LINE)
            plane.number(middle, row.middle, _said(value), "middle")


_FORMES = {"barres": _bars, "paliers": _stages, "croisements": _grid}


def _unit(room: float, numbers: list[float]) -> float:
    """What one is worth on a scale from nothing to the greatest of these numbers."""
    greatest = max(numbers, default=0)
    return room / greatest if greatest > 0 else 0.0


def _said(value: Valeur | None) -> str:
    return value.texte if value is not None else "s.o."


def _tinted(diagramme: Diagramme) -> list[tuple[Serie, str]]:
    """The series to draw, each with its tint; the last of all is white: it is what is missing."""
    tints = (*TINTS[: len(diagramme.series) - 1], TINTS[-1])
    tinted = zip(diagramme.series, tints, strict=True)
    return [(serie, tint) for serie, tint in tinted if serie in diagramme.drawn_lignes]


def _mixed(share: float) -> str:
    """White at 0, the hue at 1."""
    parts = (round(255 - share * (255 - int(HUE[n : n + 2], 16))) for n in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in parts)
