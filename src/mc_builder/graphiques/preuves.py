"""Charts of the ledger: the figures that a chart of the dossier lists → chart data."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from mc_builder.french import number, tied
from mc_builder.graphiques.diagramme import Diagramme, Serie, Valeur
from mc_builder.model.base import if_known
from mc_builder.model.liens import LienSource
from mc_builder.model.preuves import (
    Chiffre,
    Graphique,
    PointGraphique,
    Source,
)
from mc_builder.model.projet import Projet
from mc_builder.names.sources import places


def points(projet: Projet, graphique: Graphique) -> tuple[tuple[PointGraphique, Chiffre], ...]:
    """The points whose figure exists (the loader has said which do not), in order."""
    return tuple(
        (point, chiffre)
        for point in graphique.points
        if (chiffre := projet.find(point.chiffre, Chiffre)) is not None
    )


def diagramme(projet: Projet, graphique: Graphique) -> Diagramme:
    """A chart of graphiques.yaml; a figure that is still to complete has no bar."""
    found = tuple((p, c) for p, c in points(projet, graphique) if _borne(p, c) is not None)
    chiffres = tuple(chiffre for _, chiffre in found)
    shares = all(c.unite == "%" and 0 <= _end(p, c) <= 100 for p, c in found)
    return Diagramme(
        nom=graphique.cle,
        forme="barres",
        titre=str(graphique.intitule),
        lignes=tuple(str(point.libelle or chiffre.intitule) for point, chiffre in found),
        series=(Serie("", _valeurs(found, 100.0 if shares else None)),),
        unite=str(chiffres[0].unite or "") if chiffres else "",
        echelle=100.0 if shares else None,
        date=_together(c.date_affichee for c in chiffres),
        quand="Horizon" if chiffres and all(is_projection(projet, c) for c in chiffres) else "Date",
        perimetre=str(graphique.perimetre or _together(str(c.perimetre) for c in chiffres)),
        source=_together(_source(projet, c.source) for c in chiffres),
    )


def is_projection(projet: Projet, chiffre: Chiffre) -> bool:
    """Whether a figure is about a year that the dossier, at its date, can only foresee."""
    year = if_known(chiffre.annee)
    return year is not None and year > projet.dossier.date_reference.year


def printed_date(projet: Projet, chiffre: Chiffre) -> str:
    """« 2018 », « horizon 2022 »."""
    return f"{'horizon ' * is_projection(projet, chiffre)}{chiffre.date_affichee}"


def printed_valeur(point: PointGraphique, chiffre: Chiffre) -> str:
    """The number of a point, as printed: the figure, or the one bound that the point shows."""
    bound = _borne(point, chiffre)
    if point.borne is None or bound is None:
        return chiffre.printed
    return tied(number(bound), str(chiffre.unite or ""))


def _borne(point: PointGraphique, chiffre: Chiffre) -> Decimal | None:
    high = point.borne == "haute" and chiffre.jusqu_a is not None
    return if_known(chiffre.jusqu_a if high and chiffre.jusqu_a is not None else chiffre.valeur)


def _end(point: PointGraphique, chiffre: Chiffre) -> Decimal:
    far = if_known(chiffre.jusqu_a) if point.borne is None else None
    return far if far is not None else _borne(point, chiffre) or Decimal(0)


def _valeurs(
    found: Iterable[tuple[PointGraphique, Chiffre]], whole: float | None
) -> tuple[Valeur, ...]:
    """The values in order; a part begins where the former part of the same whole ends.

    `whole` is the end of the scale, which percentages are all parts of.
    """
    values: list[Valeur] = []
    made: dict[str, Valeur] = {}
    taken: dict[str, float] = {}
    labels: dict[str, str] = {}
    for point, chiffre in found:
        holder = made.get(point.dans or "")
        span = (0.0, whole) if whole is not None else None
        start = 0.0
        if holder is not None and point.dans is not None:
            span = (holder.depart, holder.depart + holder.nombre)
            start = taken.get(point.dans, holder.depart)
        value = _valeur(point, chiffre, start, span, labels.get(point.dans or "", ""))
        labels[point.chiffre] = str(point.libelle or chiffre.intitule)
        made[point.chiffre] = value
        values.append(value)
        if point.dans is not None:
            taken[point.dans] = start + value.nombre
    return tuple(values)


def _valeur(
    point: PointGraphique,
    chiffre: Chiffre,
    start: float,
    span: tuple[float, float] | None,
    dans: str,
) -> Valeur:
    far = if_known(chiffre.jusqu_a) if point.borne is None else None
    return Valeur(
        float(_borne(point, chiffre) or 0),
        printed_valeur(point, chiffre),
        float(far) if far is not None else None,
        depart=start,
        ensemble=span,
        dans=dans,
        accent=point.accent,
    )


def _source(projet: Projet, link: LienSource) -> str:
    """« Insee, 2019, p. 106, cité d’après la note SNO »."""
    source = projet.find(link.ref, Source)
    if source is None:
        return link.lieu or ""
    return ", ".join((source.appel, *places(projet, source, link.page, link.reperage)))


def _together(values: Iterable[str]) -> str:
    """Each value once, in order."""
    return " ; ".join(dict.fromkeys(value for value in values if value))
