"""The forms of charts: what each draws on the rows of its plane.

One hue and its tints: the full hue is for what the title says.
"""

from __future__ import annotations

from mc_builder.charter import lit
from mc_builder.graphiques.diagramme import Diagramme, Serie, Valeur
from mc_builder.graphiques.plan import HEAD_MM, LABEL_MM, Plane
from mc_builder.metrics import Face

#: Shares of the hue: of what is reached end to end, to what nothing answers; of the far part of a
#: range; of the greatest number of a grid, on which dark ink still reads.
_STAGES, _FAR, _DARKEST = (1.0, 0.57, 0.2, 0.0), 0.2, 0.45
#: The same: of what the title does not speak of; of the whole that a part is taken from.
_PLAIN, _WHOLE = 0.45, 0.1
#: Room for the number at the end of a bar.
_VALUE_MM = 30.0
#: Side of the mark of a level.
_MARK_MM = 3.4


def _bars(plane: Plane, diagramme: Diagramme) -> None:
    """One bar per row, its number at its end; the far part of a range is lighter.

    A part stands under the whole that it is taken from, on a pale bar as long as that whole.
    """
    values = diagramme.series[0].valeurs
    ends = [v.depart + (v.jusqu_a or v.nombre) for v in values if v is not None]
    unit = _unit(plane.room(_VALUE_MM), ends if diagramme.echelle is None else [diagramme.echelle])
    said = any(value is not None and value.accent for value in values)
    for value, row in zip(values, plane.rows, strict=True):
        end = LABEL_MM
        if value is not None:
            if value.ensemble is not None:
                first, last = value.ensemble
                whole = (last - first) * unit
                plane.bar(end + first * unit, row.middle, whole, row.thick, plane.tint(_WHOLE))
            hue = plane.tint(1 if value.accent or not said else _PLAIN)
            end += value.depart * unit
            plane.bar(end, row.middle, value.nombre * unit, row.thick, hue)
            end += value.nombre * unit
            if value.jusqu_a is not None:
                more = (value.jusqu_a - value.nombre) * unit
                plane.bar(end, row.middle, more, row.thick, plane.tint(_FAR), hue)
                end += more
        plane.number(end + 1.6, row.middle, _said(value), "left")
    plane.baseline()


def _stages(plane: Plane, diagramme: Diagramme) -> None:
    """One bar per row, cut in one segment per series; the name of a series is beside its tint."""
    left, hue = LABEL_MM, plane.tint(1)
    for serie, share in _shared(diagramme):
        plane.bar(left, 2.0, 2.8, 2.8, plane.tint(share), hue)
        plane.text(left + 4, 2.0, serie.nom, "left", "gris")
        left += 9 + plane.wide(serie.nom, Face.TEXTE)
    columns = [[serie.valeurs[n] for serie in diagramme.series] for n in range(len(plane.rows))]
    sums = [sum(value.nombre for value in column if value) for column in columns]
    unit = _unit(plane.room(2), sums)
    for n, row in enumerate(plane.rows):
        left = LABEL_MM
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


def _grid(plane: Plane, diagramme: Diagramme) -> None:
    """Numbers in a grid, each on a tint as dark as it is great."""
    wide = plane.room(0) / max(1, len(diagramme.series))
    darker = _unit(_DARKEST, [v.nombre for s in diagramme.series for v in s.valeurs if v])
    line = lit(plane.colour("gris"), 0.65)
    for column, serie in enumerate(diagramme.series):
        left = LABEL_MM + column * wide
        middle = left + wide / 2
        plane.text(middle, HEAD_MM / 2 - 0.6, serie.nom, "middle", "gris")
        for value, row in zip(serie.valeurs, plane.rows, strict=True):
            fill = plane.tint(value.nombre * darker if value is not None else 0.0)
            plane.bar(left + 0.5, row.middle, wide - 1, row.height - 1, fill, line)
            plane.number(middle, row.middle, _said(value), "middle")


def _levels(plane: Plane, diagramme: Diagramme) -> None:
    """A mark per row in the column of its level; the column of the diploma has a ground."""
    values = diagramme.series[0].valeurs
    levels = [round(value.nombre) for value in values if value is not None]
    levels += [] if diagramme.repere is None else [diagramme.repere]
    scale = range(max(1, min(levels) - 1), min(8, max(levels) + 1) + 1) if levels else range(0)
    wide = plane.room(0) / max(1, len(scale))
    first, last = plane.rows[0].top, plane.rows[-1].top + plane.rows[-1].height
    for column, level in enumerate(scale):
        left, own = plane.label + column * wide, level == diagramme.repere
        if own:
            plane.bar(left, (first + last) / 2, wide, last - first, plane.tint(_WHOLE))
        write = plane.number if own else plane.text
        write(left + wide / 2, HEAD_MM / 2 - 0.6, f"Niveau {level}", "middle")
    for value, row in zip(values, plane.rows, strict=True):
        if value is None:
            plane.text(plane.charte.largeur_mm(), row.middle, "non établi", "right", "gris")
            continue
        middle = plane.label + (round(value.nombre) - scale.start + 0.5) * wide
        hue = plane.tint(1 if value.accent else _PLAIN)
        plane.bar(middle - _MARK_MM / 2, row.middle, _MARK_MM, _MARK_MM, hue)


FORMES = {"barres": _bars, "paliers": _stages, "croisements": _grid, "niveaux": _levels}


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
