"""Chart data → SVG and PNG: marks in millimetres, written as texts and shapes, or painted.

Every length is that of the printed page: a chart is never scaled. One hue and its tints, numbers
written on what they measure, nothing else: it reads in black and white.
"""

from __future__ import annotations

import io

from mc_builder.charter import WHITE, Charte
from mc_builder.fonts import file_of
from mc_builder.graphiques.diagramme import Diagramme
from mc_builder.graphiques.formes import FORMES
from mc_builder.graphiques.plan import HEAD_MM, LINE, Box, Plane, Text, label_mm, rows, size
from mc_builder.metrics import Face

#: Dots of a painted picture to the millimetre.
_DOT = 300 / 25.4


def hauteur_mm(diagramme: Diagramme, charte: Charte) -> float:
    """The height of a chart: that of its rows, and of the heads of its series."""
    placed = rows(diagramme, charte)
    return placed[-1].top + placed[-1].height if placed else HEAD_MM


def svg(diagramme: Diagramme, charte: Charte) -> bytes:
    """A chart as an SVG file, transparent: texts are texts, the same bytes for the same chart."""
    wide, high = f"{charte.largeur_mm():g}", f"{hauteur_mm(diagramme, charte):g}"
    family = charte.familles("pdf").replace('"', "'")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}mm" height="{high}mm"'
        f' viewBox="0 0 {wide} {high}" font-family="{family}" font-size="{size(charte):.3f}">\n'
        + "".join(f"{mark.svg}\n" for mark in _drawn(diagramme, charte))
        + "</svg>\n"
    ).encode()


def png(diagramme: Diagramme, charte: Charte) -> bytes:
    """The same marks painted on white, 300 dots to the inch, for Word; in the tool's typeface."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    # The basic layout is there on every machine, and as wide as `metrics` says.
    fonts = {
        face: ImageFont.truetype(
            file_of(face), size(charte) * _DOT, layout_engine=ImageFont.Layout.BASIC
        )
        for face in (Face.TEXTE, Face.GRAS)
    }
    high = hauteur_mm(diagramme, charte)
    picture = Image.new("RGB", (round(charte.largeur_mm() * _DOT), round(high * _DOT)), WHITE)
    brush = ImageDraw.Draw(picture)
    for mark in _drawn(diagramme, charte):
        if isinstance(mark, Text):
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


def _drawn(diagramme: Diagramme, charte: Charte) -> list[Box | Text]:
    plane = Plane(charte, rows(diagramme, charte), label_mm(diagramme))
    step = LINE * size(charte)
    for row in plane.rows:
        first = row.middle - step * (len(row.label) - 1) / 2
        for n, line in enumerate(row.label):
            plane.text(plane.label - 2, first + n * step, line, "right")
    FORMES[diagramme.forme](plane, diagramme)
    return plane.marks
