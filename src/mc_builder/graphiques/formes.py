"""The forms of charts: what each draws on the rows of its plane.

One hue and its tints: the full hue is for what the title says.
"""

from __future__ import annotations

from mc_builder.graphiques.diagramme import Diagramme, Valeur
from mc_builder.graphiques.plan import HEAD_MM, LABEL_MM, Plane
from mc_builder.metrics import Face

#: Share of the hue of the far part of a range.
_FAR = 0.2
#: The same: of what the title does not speak of; of the whole that a part is taken from.
_PLAIN, _WHOLE = 0.45, 0.1
#: The same, of the levels of access, which cross the ground of the diploma's.
_REACH = 0.3
#: Room for the number at the end of a bar; what parts them.
_VALUE_MM, _GAP_MM = 30.0, 1.6
#: Side of the mark of a level.
_MARK_MM = 3.4
#: Height of the bar of the levels of access.
_REACH_MM = 1.5


def _bars(plane: Plane, diagramme: Diagramme) -> None:
    """One bar per row, its number at its end; the far part of a range is lighter.

    A part stands under the whole that it is taken from, on a pale bar as long as that whole; a
    number that would hide the end of that pale bar is written after it.
    """
    values = diagramme.series[0].valeurs
    ends = [v.depart + (v.jusqu_a or v.nombre) for v in values if v is not None]
    unit = _unit(plane.room(_VALUE_MM), ends if diagramme.echelle is None else [diagramme.echelle])
    said = any(value is not None and value.accent for value in values)
    for value, row in zip(values, plane.rows, strict=True):
        end = edge = LABEL_MM
        if value is not None:
            if value.ensemble is not None:
                first, last = value.ensemble
                whole = (last - first) * unit
                plane.bar(end + first * unit, row.middle, whole, row.thick, plane.tint(_WHOLE))
                edge += last * unit
            hue = plane.tint(1 if value.accent or not said else _PLAIN)
            end += value.depart * unit
            plane.bar(end, row.middle, value.nombre * unit, row.thick, hue)
            end += value.nombre * unit
            if value.jusqu_a is not None:
                more = (value.jusqu_a - value.nombre) * unit
                plane.bar(end, row.middle, more, row.thick, plane.tint(_FAR), hue)
                end += more
        words = _said(value)
        hides = end < edge < end + _GAP_MM + plane.wide(words, Face.GRAS)
        plane.number((edge if hides else end) + _GAP_MM, row.middle, words, "left")
    plane.baseline()


def _levels(plane: Plane, diagramme: Diagramme) -> None:
    """A mark per row in the column of its level; the column of the diploma has a ground.

    A second series has the levels of access: a thin bar under the mark, over all their columns.
    """
    values = diagramme.series[0].valeurs
    reaches = diagramme.series[1].valeurs if diagramme.series[1:] else (None,) * len(values)
    levels = [round(value.nombre) for value in values if value is not None]
    levels += [] if diagramme.repere is None else [diagramme.repere]
    ends = [round(end) for reach in reaches if reach for end in _ends(reach)]
    # A level apart on each side of the marks; the bars of access need none beyond their ends.
    around = [*(level - 1 for level in levels), *(level + 1 for level in levels), *ends]
    scale = range(max(1, min(around)), min(8, max(around)) + 1) if around else range(0)
    wide = plane.room(0) / max(1, len(scale))
    first, last = plane.rows[0].top, plane.rows[-1].top + plane.rows[-1].height
    narrow = any(plane.wide(f"Niveau {level}", Face.GRAS) > wide for level in scale)
    if narrow:
        plane.text(plane.label - 2, HEAD_MM / 2 - 0.6, "Niveau", "right")
    for column, level in enumerate(scale):
        left, own = plane.label + column * wide, level == diagramme.repere
        if own:
            plane.bar(left, (first + last) / 2, wide, last - first, plane.tint(_WHOLE))
        write = plane.number if own else plane.text
        head = str(level) if narrow else f"Niveau {level}"
        write(left + wide / 2, HEAD_MM / 2 - 0.6, head, "middle")
    for value, reach, row in zip(values, reaches, plane.rows, strict=True):
        if reach is not None:
            low, high = reach.nombre, reach.jusqu_a or reach.nombre
            # From the edge of the mark of the lowest; from the edge of the scale without one.
            start = (low - scale.start + 0.5) * wide - _MARK_MM / 2 if low else 0.0
            end = (high - scale.start + 0.5) * wide + _MARK_MM / 2
            plane.bar(plane.label + start, row.middle, end - start, _REACH_MM, plane.tint(_REACH))
        if value is None:
            if reach is None:
                plane.text(plane.charte.largeur_mm(), row.middle, "non établi", "right", "gris")
            continue
        middle = plane.label + (round(value.nombre) - scale.start + 0.5) * wide
        hue = plane.tint(1 if value.accent else _PLAIN)
        plane.bar(middle - _MARK_MM / 2, row.middle, _MARK_MM, _MARK_MM, hue)


def _ends(reach: Valeur) -> list[float]:
    """The levels that a bar goes over, as far as they are known."""
    return [end for end in (reach.nombre, reach.jusqu_a) if end]


FORMES = {"barres": _bars, "niveaux": _levels}


def _unit(room: float, numbers: list[float]) -> float:
    """What one is worth on a scale from nothing to the greatest of these numbers."""
    greatest = max(numbers, default=0)
    return room / greatest if greatest > 0 else 0.0


def _said(value: Valeur | None) -> str:
    return value.texte if value is not None else "s.o."
