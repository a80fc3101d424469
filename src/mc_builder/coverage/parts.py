"""Evaluation → what each part of an épreuve assesses, and for which categories of candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mc_builder.coverage.links import PAR_DEFAUT, Liens, qualite
from mc_builder.model.evaluation import (
    Epreuve,
    Evaluation,
    Modalite,
    Partie,
    SousEpreuve,
    Unite,
)
from mc_builder.model.projet import Projet

Categories = frozenset[str]


@dataclass(frozen=True, slots=True)
class PartieLiee:
    """A part of an épreuve, where it stands, and the categories of candidates who take it."""

    cle: str
    epreuve: str
    sous_epreuve: str | None
    unite: str | None
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Controle:
    """One way in which a part assesses a competence, a savoir or an habilitation.

    `bloc` is the bloc whose name the part gives instead of its competences; `competence` is the
    one by which a savoir is assessed by default.
    """

    partie: PartieLiee
    qualite: int
    sous_competence: str | None = None
    bloc: str | None = None
    competence: str | None = None


@dataclass(slots=True)
class Controles:
    """All that the parts assess, by competence, savoir and habilitation."""

    categories: tuple[str, ...] = ()
    #: Categories to which each unit is open.
    ouvertes: dict[str, Categories] = field(default_factory=dict)
    #: One set of categories per unit of a bloc; every category for a bloc without unit.
    ouvertes_bloc: dict[str, tuple[Categories, ...]] = field(default_factory=dict)
    competences: dict[str, list[Controle]] = field(default_factory=dict)
    savoirs: dict[str, list[Controle]] = field(default_factory=dict)
    habilitations: dict[str, list[Controle]] = field(default_factory=dict)
    attestations: dict[str, list[str]] = field(default_factory=dict)

    def du_bloc(self, bloc: str) -> tuple[Categories, ...]:
        """The sets of categories that validate a bloc, one per unit."""
        return self.ouvertes_bloc.get(bloc) or (frozenset(self.categories),)

    def de_l_unite(self, unite: str | None) -> Categories:
        """The categories to which a unit is open; all of them when there is no unit."""
        return self.ouvertes.get(unite or "", frozenset(self.categories))


def controler(projet: Projet, liens: Liens) -> Controles:
    """Resolve what the parts of the épreuves assess."""
    evaluation = projet.evaluation
    if evaluation is None:
        return Controles()
    controles = Controles(tuple(c.cle for c in evaluation.categories))
    _ouvrir_unites(controles, evaluation)
    for partie, model in _parties(controles, evaluation):
        _controler_partie(controles, liens, partie, model)
    for attestation in evaluation.attestations:
        for cle in attestation.delivre:
            controles.attestations.setdefault(cle, []).append(attestation.cle)
    return controles


def _ouvrir_unites(controles: Controles, evaluation: Evaluation) -> None:
    """Record the categories to which each unit, then each bloc, is open."""
    categories_de: dict[str, set[str]] = defaultdict(set)
    for categorie in evaluation.categories:
        categories_de[categorie.cle].add(categorie.cle)
        for statut in categorie.statuts:
            categories_de[statut.cle].add(categorie.cle)
    by_bloc: dict[str, list[Categories]] = defaultdict(list)
    for unite in evaluation.unites:
        found = _ouvertes(unite, categories_de) or frozenset(controles.categories)
        controles.ouvertes[unite.cle] = found
        by_bloc[unite.bloc].append(found)
    controles.ouvertes_bloc.update((bloc, tuple(found)) for bloc, found in by_bloc.items())


def _ouvertes(unite: Unite, categories_de: dict[str, set[str]]) -> Categories:
    """The categories named by `reservee_a`, directly or by one of their statuses."""
    return frozenset(c for cle in unite.reservee_a for c in categories_de.get(cle, ()))


def _parties(controles: Controles, evaluation: Evaluation) -> Iterator[tuple[PartieLiee, Partie]]:
    """Every part of every épreuve, walking épreuve › sous-épreuve › modalité › partie."""
    for epreuve in evaluation.epreuves:
        yield from _parties_examen(controles, epreuve, epreuve, None)
        for sous in epreuve.sous_epreuves:
            yield from _parties_examen(controles, epreuve, sous, sous.cle)


def _parties_examen(
    controles: Controles, epreuve: Epreuve, examen: Epreuve | SousEpreuve, sous_epreuve: str | None
) -> Iterator[tuple[PartieLiee, Partie]]:
    unite = examen.unite or epreuve.unite
    ouvertes = controles.de_l_unite(unite)

    def visit(partie: Partie, categories: Categories) -> Iterator[tuple[PartieLiee, Partie]]:
        own = categories & _union(partie.modalites) if partie.modalites else categories
        ordered = tuple(c for c in controles.categories if c in own)
        yield PartieLiee(partie.cle, epreuve.cle, sous_epreuve, unite, ordered), partie
        yield from below(partie.modalites, categories)

    def below(
        modalites: Iterable[Modalite], categories: Categories
    ) -> Iterator[tuple[PartieLiee, Partie]]:
        for modalite in modalites:
            for partie in modalite.parties:
                yield from visit(partie, categories & frozenset(modalite.categories))

    for partie in examen.parties:
        yield from visit(partie, ouvertes)
    yield from below(examen.modalites, ouvertes)


def _union(modalites: Iterable[Modalite]) -> Categories:
    return frozenset(c for modalite in modalites for c in modalite.categories)


def _controler_partie(
    controles: Controles, liens: Liens, partie: PartieLiee, model: Partie
) -> None:
    """Record what one part assesses; an activité or a bloc stands for its competences."""
    for lien in model.evalue:
        cible, q = lien.cible, qualite(lien)
        if cible in liens.competences:
            _ajouter(controles.competences, cible, Controle(partie, q))
        elif cible in liens.competence_de:
            controle = Controle(partie, q, sous_competence=cible)
            _ajouter(controles.competences, liens.competence_de[cible], controle)
        elif cible in liens.savoirs:
            _ajouter(controles.savoirs, cible, Controle(partie, q))
        elif cible in liens.activites:
            for competence in liens.preneurs.get(cible, ()):
                _ajouter(controles.competences, competence, Controle(partie, q | PAR_DEFAUT))
        elif cible in liens.membres:
            controle = Controle(partie, q | PAR_DEFAUT, bloc=cible)
            for competence in liens.membres[cible]:
                _ajouter(controles.competences, competence, controle)
    for cle in model.delivre:
        _ajouter(controles.habilitations, cle, Controle(partie, 0))


def _ajouter(table: dict[str, list[Controle]], cle: str, controle: Controle) -> None:
    table.setdefault(cle, []).append(controle)
