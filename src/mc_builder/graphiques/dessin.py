"""Chart data → SVG and PNG, by matplotlib, which is imported here and only when one draws.

Every length is in millimetres at the printed size: a chart is never scaled. One hue and its tints,
numbers written on what they measure, nothing else: it reads in black and white.
"""

from __future__ import annotations

import io
import json
import logging
import os
import re
import shutil
import tempfile
import textwrap
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mc_builder.graphiques.diagramme import LARGEUR_MM, Diagramme, Serie

FAMILLE = "Source Sans Pro"
HUE, INK, GREY, LINE = "#1f3a5f", "#1f2933", "#52606d", "#9aa5b1"
#: From the darkest: what is reached end to end, to what nothing answers.
TINTS = ("#1f3a5f", "#7d94b0", "#cfd9e4", "#ffffff")

#: Share of the hue behind the greatest number of a grid: dark ink still reads on it.
_DARKEST = 0.45

_POINTS = 9.0
_LABEL_MM, _HEAD_MM, _VALUE_MM = 66.0, 7.0, 30.0
_LINE_MM, _GAP_MM = 4.0, 3.4
#: Characters of a row's label on one line, at this size and width.
_WRAP = 42
_MM = 25.4


def _labels(diagramme: Diagramme) -> list[str]:
    """The labels of the rows, on as many lines as they need."""
    return ["\n".join(textwrap.wrap(label, _WRAP)) or " " for label in diagramme.lignes]


def _rows(diagramme: Diagramme) -> list[tuple[float, float]]:
    """The top and the height of each row, in millimetres from the top of the chart.

    All the rows are as high as the longest label asks: an area is read as a quantity.
    """
    labels = _labels(diagramme)
    top = 0.0 if diagramme.forme == "barres" else _HEAD_MM
    lines = max((1 + label.count("\n") for label in labels), default=1)
    height = _LINE_MM * max(1.2, lines) + _GAP_MM
    return [(top + n * height, height) for n in range(len(labels))]


def hauteur_mm(diagramme: Diagramme) -> float:
    """The height of a chart: that of its rows, and of the heads of its series."""
    rows = _rows(diagramme)
    return rows[-1][0] + rows[-1][1] if rows else _HEAD_MM


def svg(diagramme: Diagramme) -> bytes:
    """A chart as an SVG file: texts are texts, the same bytes for the same chart."""
    return _saved(diagramme, "svg", {"Date": None, "Creator": None}, transparent=True)


def png(diagramme: Diagramme) -> bytes:
    """A chart as a PNG file, 300 points to the inch, on white."""
    return _saved(diagramme, "png", {"Software": None}, dpi=300)


def _saved(
    diagramme: Diagramme, extension: str, metadata: dict[str, None], **options: object
) -> bytes:
    mpl = _matplotlib()
    settings = {
        "svg.fonttype": "none",
        "svg.hashsalt": diagramme.nom,
        "font.family": FAMILLE,
        "font.size": _POINTS,
        "text.color": INK,
        "path.simplify": False,
    }
    with mpl.rc_context(settings):
        file = io.BytesIO()
        figure = _figure(diagramme)
        figure.savefig(file, format=extension, metadata=metadata, **options)
    return file.getvalue()


@cache
def _matplotlib() -> Any:
    """Matplotlib, with the typeface of the documents and no other; it writes in no user's folder.

    Charts do not change with the fonts of the machine.
    """
    before = os.environ.get("MPLCONFIGDIR")
    folder = tempfile.mkdtemp(prefix="mc-builder-")
    os.environ["MPLCONFIGDIR"] = folder
    # It says in English that it lists the fonts of the system, when that is slow.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    try:
        import matplotlib as mpl  # noqa: PLC0415

        _seed_font_list(Path(folder))
        from matplotlib import font_manager  # noqa: PLC0415

        known = font_manager.fontManager
        known.ttflist.clear()
        fonts = Path(str(files("font_source_sans_pro"))) / "files"
        for name in ("Regular", "Bold"):
            known.addfont(str(fonts / f"SourceSansPro-{name}.ttf"))
    finally:
        if before is None:
            del os.environ["MPLCONFIGDIR"]
        else:
            os.environ["MPLCONFIGDIR"] = before
        shutil.rmtree(folder, ignore_errors=True)
    return mpl


def _seed_font_list(folder: Path) -> None:
    """Give matplotlib an empty list of fonts, so that it does not open all those of the system.

    It reads this file, when it knows its version, instead of a scan of seconds that no setting
    turns off. When the form of the file changes, it scans as before: only time is lost.
    """
    module = find_spec("matplotlib.font_manager")
    source = Path(module.origin).read_text("utf-8") if module and module.origin else ""
    version = re.search(r"^    __version__ = '([^']+)'", source, re.MULTILINE)
    if version is None:
        return
    empty: dict[str, object] = {
        "__class__": "FontManager",
        "_version": version[1],
        "_FontManager__default_weight": "normal",
        "default_size": None,
        "defaultFamily": {"ttf": "DejaVu Sans", "afm": "Helvetica"},
        "afmlist": [],
        "ttflist": [],
    }
    (folder / f"fontlist-v{version[1]}.json").write_text(json.dumps(empty), "utf-8")


def _figure(diagramme: Diagramme) -> Any:
    """The figure: one plane in millimetres, from the top left."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    height = hauteur_mm(diagramme)
    figure = Figure(figsize=(LARGEUR_MM / _MM, height / _MM))
    FigureCanvasAgg(figure)  # savefig takes the one of the format
    plane = figure.add_axes((0, 0, 1, 1))
    plane.set_axis_off()
    plane.set_xlim(0, LARGEUR_MM)
    plane.set_ylim(height, 0)
    for label, (top, size) in zip(_labels(diagramme), _rows(diagramme), strict=True):
        plane.text(
            _LABEL_MM - 2, top + size / 2, label, ha="right", va="center_baseline", linespacing=1.15
        )
    {"barres": _bars, "paliers": _stages, "croisements": _grid}[diagramme.forme](plane, diagramme)
    return figure


def _bars(plane: Any, diagramme: Diagramme) -> None:
    """One bar per row, its number at its end; the far part of a range is lighter."""
    values = diagramme.series[0].valeurs
    rows = _rows(diagramme)
    longest = max((v.jusqu_a or v.nombre for v in values if v is not None), default=0)
    unit = (LARGEUR_MM - _LABEL_MM - _VALUE_MM) / longest if longest > 0 else 0
    for value, (top, size) in zip(values, rows, strict=True):
        middle, thick = top + size / 2, min(size - 2.4, 6.0)
        end, text = _LABEL_MM, "s.o."
        if value is not None:
            end, text = _LABEL_MM + value.nombre * unit, value.texte
            plane.barh(middle, value.nombre * unit, thick, left=_LABEL_MM, color=HUE)
            if value.jusqu_a is not None:
                more = (value.jusqu_a - value.nombre) * unit
                plane.barh(middle, more, thick, left=end, color=TINTS[2], edgecolor=HUE, lw=0.5)
                end += more
        plane.text(end + 1.6, middle, text, va="center_baseline", weight="bold")
    _baseline(plane, rows)


def _stages(plane: Any, diagramme: Diagramme) -> None:
    """One bar per row, cut in one segment per series; the name of a series is over its tint."""
    rows = _rows(diagramme)
    width = LARGEUR_MM - _LABEL_MM - 2
    left = _LABEL_MM
    for serie, tint in _tinted(diagramme):
        plane.barh(2.0, 2.8, 2.8, left=left, color=tint, edgecolor=HUE, lw=0.5)
        name = plane.text(left + 4, 2.0, serie.nom, va="center_baseline", color=GREY, size=8.5)
        left = _right_of(name) + 5
    longest = max((_sum(diagramme, row) for row in range(len(rows))), default=0)
    unit = width / longest if longest else 0
    for row, (top, size) in enumerate(rows):
        middle, thick, left = top + size / 2, min(size - 2.4, 6.0), _LABEL_MM
        for serie, tint in _tinted(diagramme):
            value = serie.valeurs[row]
            if value is None or not value.nombre:
                continue
            length = value.nombre * unit
            plane.barh(middle, length, thick, left=left, color=tint, edgecolor=HUE, lw=0.5)
            if length > 1.8 * len(value.texte) + 1:
                plane.text(
                    left + length / 2, middle, value.texte,
                    ha="center", va="center_baseline", weight="bold",
                    color="white" if tint == HUE else INK,
                )  # fmt: skip
            left += length
    _baseline(plane, rows)


def _grid(plane: Any, diagramme: Diagramme) -> None:
    """Numbers in a grid, each on a tint as dark as it is great."""
    rows = _rows(diagramme)
    width = (LARGEUR_MM - _LABEL_MM) / max(1, len(diagramme.series))
    greatest = max(
        (v.nombre for serie in diagramme.series for v in serie.valeurs if v is not None), default=0
    )
    for column, serie in enumerate(diagramme.series):
        left = _LABEL_MM + column * width
        plane.text(
            left + width / 2, _HEAD_MM / 2 - 0.6, serie.nom,
            ha="center", va="center_baseline", color=GREY,
        )  # fmt: skip
        for value, (top, size) in zip(serie.valeurs, rows, strict=True):
            share = value.nombre / greatest if value is not None and greatest else 0.0
            plane.barh(
                top + size / 2, width - 1, size - 1, left=left + 0.5,
                color=_mixed(_DARKEST * share), edgecolor=LINE, lw=0.5,
            )  # fmt: skip
            plane.text(
                left + width / 2, top + size / 2, value.texte if value is not None else "s.o.",
                ha="center", va="center_baseline", weight="bold",
            )  # fmt: skip


def _tinted(diagramme: Diagramme) -> list[tuple[Serie, str]]:
    """The series to draw, each with its tint; the last of all is white: it is what is missing."""
    tints = (*TINTS[: len(diagramme.series) - 1], TINTS[-1])
    tinted = zip(diagramme.series, tints, strict=True)
    return [(serie, tint) for serie, tint in tinted if serie in diagramme.tracees]


def _mixed(share: float) -> tuple[float, float, float]:
    """White at 0, the hue at 1."""
    parts = (int(HUE[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (1 - share * (1 - part) for part in parts)
    return red, green, blue


def _sum(diagramme: Diagramme, row: int) -> float:
    return sum(v.nombre for s in diagramme.series if (v := s.valeurs[row]) is not None)


def _right_of(text: Any) -> float:
    """Where a text ends, in millimetres."""
    box = text.get_window_extent(text.figure.canvas.get_renderer())
    return float(text.axes.transData.inverted().transform(box)[1][0])


def _baseline(plane: Any, rows: list[tuple[float, float]]) -> None:
    """The line that all the bars start from."""
    if rows:
        plane.plot(
            [_LABEL_MM] * 2, [rows[0][0] + 0.6, sum(rows[-1]) - 0.6], color=INK, lw=0.8, zorder=3
        )
