"""Quality of coverage beyond presence: a few figures, their tables, each with its definition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from mc_builder.coverage import SANS_OBJET, Taux
from mc_builder.coverage.analysis.parts_dites import pourcentage
from mc_builder.coverage.analysis.qualite import Concentration, QualiteCouverture, Repartition
from mc_builder.coverage.definitions import Definition
from mc_builder.documents.builder import Builder, Numerote
from mc_builder.documents.couverture.chiffres import Chiffre, sans_commune

#: What a cell may hold: a rate prints as a percentage and keeps its count.
Valeur = int | str | Taux
#: Rows of a table in print, when it has more than are worth reading; the JSON has them all.
_LIGNES, _AU_PLUS = 10, 15


@dataclass(frozen=True, slots=True)
class LigneQualite:
    """A row: one object, or two (a pair of jobs); `objets` is empty for « aucun »."""

    objets: tuple[Numerote, ...]
    valeurs: tuple[Valeur, ...]


@dataclass(frozen=True, slots=True)
class TableQualite:
    """The rows behind a figure; `reste` says how to read them and what is not shown, or nothing.

    `entete` heads the column of objects, `colonnes` the others.
    """

    definition: Definition
    titre: str
    entete: str
    colonnes: tuple[str, ...]
    lignes: tuple[LigneQualite, ...]
    reste: str = ""

    @property
    def legende(self) -> str:
        """The title, with what `reste` says."""
        return f"{self.titre} ({self.reste})" if self.reste else self.titre


@dataclass(frozen=True, slots=True)
class QualiteVue:
    """The figures, then the tables behind them; `alignement` is for an annexe."""

    chiffres: tuple[Chiffre, ...]
    tables: tuple[TableQualite, ...]
    alignement: TableQualite


def qualite_vue(
    b: Builder, qualite: QualiteCouverture, chiffres: tuple[Chiffre, ...]
) -> QualiteVue:
    """The quality of one report."""
    return QualiteVue(
        chiffres=chiffres,
        tables=tuple(t for t in _tables(b, qualite) if t.lignes),
        alignement=_repartition(b, qualite.alignement, "⟨Compétence⟩"),
    )


def _tables(b: Builder, qualite: QualiteCouverture) -> Iterator[TableQualite]:
    """Of the diploma, the few rows first: they fill the page of the figures; then of its jobs."""
    yield _concentration(b, qualite.epreuves, "⟨Épreuve⟩")
    yield _repartition(b, qualite.blocs, "⟨Bloc⟩")
    yield _concentration(b, qualite.competences, "⟨Compétence⟩")
    yield _partage(b, qualite)
    yield _paires(b, qualite)
    yield _niveaux(b, qualite)


def _shown(total: int) -> int:
    """How many rows to print: the first ones of many, all of a few."""
    return _LIGNES if total > _AU_PLUS else total


def _reste(total: int) -> str:
    shown = _shown(total)
    return f"les {shown} premières lignes sur {total}" if shown < total else ""


def _emploi(b: Builder, cle: str) -> Numerote:
    """A job with its number: « 1. »."""
    rank = next(n for n, e in enumerate(b.projet.emplois, start=1) if e.cle == cle)
    return replace(b.cite(cle), numero=f"{rank}.")


def _bloc(b: Builder, cle: str) -> Numerote:
    """A bloc with its number, as jobs have theirs."""
    found = b.cite(cle)
    return replace(found, numero=f"{found.numero}." if found.numero else "")


def _concentration(b: Builder, found: Concentration, entete: str) -> TableQualite:
    return TableQualite(
        found.definition,
        f"Ce qui tient à ⟨une seule {entete.lower().strip('⟨⟩')}⟩",
        entete,
        ("Exigences évaluées qui en dépendent", "Part", "Part pondérée"),
        tuple(
            LigneQualite((b.cite(d.objet),), (len(d.exigences), d.taux, d.taux_pondere))
            for d in found.objets[: _shown(len(found.objets))]
        ),
        _reste(len(found.objets)),
    )


def _repartition(b: Builder, found: Repartition, entete: str) -> TableQualite:
    by, name = ("⟨bloc⟩", _bloc) if found.nature == "bloc" else ("⟨compétence⟩", Builder.cite)
    return TableQualite(
        found.definition,
        f"Poids des exigences et poids dans l’évaluation, par {by}",
        entete,
        ("Part des exigences", "Part de l’évaluation", "Écart (points)"),
        tuple(
            LigneQualite(
                (name(b, part.objet),) if part.objet else (),
                (pourcentage(part.exigences), pourcentage(part.evaluation), points(part.ecart)),
            )
            for part in found.parts
        ),
        "écarts calculés avant arrondi",
    )


def _partage(b: Builder, qualite: QualiteCouverture) -> TableQualite:
    found = qualite.recoupement.emplois
    return TableQualite(
        found[0].definition if found else qualite.recoupement.definition,
        "Exigences qu’un emploi partage avec un autre",
        "Emploi visé",
        ("Partagées", "Part"),
        tuple(
            LigneQualite((_emploi(b, e.emploi),), (e.taux.compte, e.taux))
            for e in found[: _shown(len(found))]
        ),
        _reste(len(found)),
    )


def _paires(b: Builder, qualite: QualiteCouverture) -> TableQualite:
    found = qualite.recoupement
    hidden = [_reste(len(found.paires))]
    if found.sans_commune:
        hidden.append(f"en outre, {sans_commune(found.sans_commune)}")
    return TableQualite(
        found.definition,
        "Emplois deux à deux, les plus distincts d’abord",
        "Emplois visés",
        ("En commun", "Part"),
        tuple(
            LigneQualite(tuple(_emploi(b, cle) for cle in p.emplois), (p.taux.compte, p.taux))
            for p in found.paires[: _shown(len(found.paires))]
        ),
        " ; ".join(part for part in hidden if part),
    )


def _niveaux(b: Builder, qualite: QualiteCouverture) -> TableQualite:
    found = qualite.niveaux
    return TableQualite(
        found.definition,
        "Niveau usuel des emplois et niveau ⟨du diplôme⟩",
        "Emploi visé",
        ("Niveau usuel", "Niveau ⟨du diplôme⟩", "Écart"),
        tuple(
            LigneQualite(
                (_emploi(b, e.emploi),),
                (
                    b.valeur(b.projet.by_cle[e.emploi], "niveau_usuel") or "non renseigné",
                    b.valeur(b.projet.dossier.diplome, "niveau") or "",
                    SANS_OBJET if e.ecart is None else signed(e.ecart),
                ),
            )
            for e in found.emplois
        ),
    )


def points(ecart: Fraction) -> str:
    """A difference of shares, in points, with its sign."""
    return signed(round(100 * ecart))


def signed(n: int) -> str:
    """« +3 », « −2 », « 0 »."""
    return f"{'+' if n > 0 else '−'}{abs(n)}" if n else "0"
