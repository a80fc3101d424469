"""A chart as data: what is drawn, what it says in words, and the table behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: `barres`: one bar per row. `niveaux`: a mark per row on a scale of levels.
Forme = Literal["barres", "niveaux"]


@dataclass(frozen=True, slots=True)
class Valeur:
    """A number as it is drawn and as it is printed; `jusqu_a` is the far end of a range.

    `depart` is where its bar begins, `ensemble` the ends of the whole that it is a part of, `dans`
    the label of that whole; `accent`: it is what the title speaks of.
    """

    nombre: float
    texte: str
    jusqu_a: float | None = None
    depart: float = 0.0
    ensemble: tuple[float, float] | None = None
    dans: str = ""
    accent: bool = False


@dataclass(frozen=True, slots=True)
class Serie:
    """One value per row; None where nothing is measured. `nom` is empty when it is the only one."""

    nom: str
    valeurs: tuple[Valeur | None, ...]


@dataclass(frozen=True, slots=True)
class Diagramme:
    """A chart ready to draw. Texts are as printed, typography included.

    `source`, `date` and `perimetre` are one line each, printed under the chart; `quand` says what
    day `date` is. `echelle` is the end of the scale, the greatest number for None; `repere` the
    level that others are compared with.
    """

    nom: str
    forme: Forme
    titre: str
    lignes: tuple[str, ...]
    series: tuple[Serie, ...]
    unite: str
    date: str
    perimetre: str
    source: str
    quand: str = "Date"
    echelle: float | None = None
    repere: int | None = None

    @property
    def alternative(self) -> str:
        """The words that stand for the picture: its form, its title, all its values."""
        rows = (f"{label} : {self.said(n)}" for n, label in enumerate(self.lignes))
        mark = "" if self.repere is None else f" Le diplôme est au niveau {self.repere}."
        said = f"{_FORMES[self.forme]}. {self.titre}.{mark} {' ; '.join(rows)}"
        return said.removesuffix(".") + "."

    @property
    def lecture(self) -> str:
        """What its tints mean, without a stop; empty when there is only one."""
        values = [value for serie in self.series for value in serie.valeurs if value is not None]
        accents = any(value.accent for value in values)
        if self.forme == "niveaux":
            if not self.repere:
                return ""
            usual = self.series[0].valeurs
            known = [value for value in usual if value is not None]
            own = " ; le carré foncé, un emploi à ce niveau" if accents else ""
            if not all(value.accent for value in known):
                own += " ; le carré pâle, un emploi à un autre"
            reach = " ; la barre fine, les niveaux d’accès" if self.series[1:] else ""
            if any(
                value and not value.nombre for serie in self.series[1:] for value in serie.valeurs
            ):
                reach += " (depuis le bord gauche, sans diplôme)"
            bare = reach and any(value is None for value in usual)
            none = " ; sans carré, aucun niveau usuel n’est établi" if bare else ""
            return f"la bande claire désigne le niveau du diplôme{own}{reach}{none}"
        nested = any(value.ensemble is not None for value in values)
        told = (
            "le fond clair est l’ensemble dont la barre est une part" if nested else "",
            "la barre foncée est celle dont parle le titre" if accents else "",
        )
        return " ; ".join(filter(None, told))

    def said(self, row: int) -> str:
        """All the values of a row, in words; of a level of access, only where there is one."""
        told = (s for s in self.series if not (self.forme == "niveaux" and s.nom) or s.valeurs[row])
        return ", ".join(self._cell(serie, row) for serie in told)

    def _cell(self, serie: Serie, row: int) -> str:
        value = serie.valeurs[row]
        if value is None:
            text = "non établi" if self.forme == "niveaux" else "s.o."
        else:
            text = f"{value.texte}, compris dans « {value.dans} »" if value.dans else value.texte
        return f"{serie.nom.lower()} {text}" if serie.nom else text


_FORMES = {
    "barres": "Graphique en barres",
    "niveaux": "Échelle de niveaux",
}
