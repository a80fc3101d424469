"""Covered requirements → what each bloc brings, and what it alone brings.

Why no second measure per bloc: removing a bloc can only break what passes through it, so it is
enough to ask each competence and each savoir which blocs it cannot do without.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from mc_builder.coverage.downstream import (
    CleControle,
    cle_de_controle,
    controles_des_savoirs,
    niveaux_complets,
)
from mc_builder.coverage.links import CompetenceLiee, Liens, SavoirLie
from mc_builder.coverage.parts import Categories, Controle, Controles
from mc_builder.coverage.paths import Chaine
from mc_builder.coverage.report import CouvertureBloc, CouvertureExigence
from mc_builder.coverage.statuts import Statut

Indispensables = frozenset[str]


def mesurer_blocs(
    liens: Liens,
    controles: Controles,
    exigences: Iterable[CouvertureExigence],
    poids_retenues: int,
    *,
    evaluees_attendues: bool,
) -> tuple[CouvertureBloc, ...]:
    """The contribution of each professional bloc to the distinct requirements retained."""
    through: dict[str, list[CouvertureExigence]] = defaultdict(list)
    alone: dict[str, list[CouvertureExigence]] = defaultdict(list)
    required = _indispensables(liens, controles)
    for exigence in exigences:
        if not exigence.retenue or exigence.statut is not Statut.EVALUEE:
            continue
        complete = [c for c in exigence.chaines if c.statut is Statut.EVALUEE]
        for bloc in {bloc for blocs in {c.blocs for c in complete} for bloc in blocs}:
            through[bloc].append(exigence)
        # One chain per node is enough: its other parts pass through the same blocs.
        nodes = {
            (c.savoir, c.competence if c.savoir is None else None, c.indicateur): c
            for c in complete
        }
        for bloc in _communs(required(exigence, chaine) for chaine in nodes.values()):
            alone[bloc].append(exigence)

    def bring(cle: str, members: tuple[str, ...]) -> CouvertureBloc:
        return CouvertureBloc(
            cle,
            members,
            tuple(e.exigence for e in through[cle]),
            tuple(e.exigence for e in alone[cle]),
            sum(e.poids for e in through[cle]) if evaluees_attendues else None,
            sum(e.poids for e in alone[cle]) if evaluees_attendues else None,
            poids_retenues,
        )

    return tuple(bring(cle, members) for cle, members in liens.membres.items())


def _communs(sets: Iterable[Indispensables]) -> Indispensables:
    return frozenset.intersection(*sets)


def _indispensables(
    liens: Liens, controles: Controles
) -> Callable[[CouvertureExigence, Chaine], Indispensables]:
    """A function that gives the blocs without which a complete chain breaks."""
    competences: dict[str, Indispensables] = {}
    savoirs: dict[CleControle, Indispensables] = {}
    of_savoir = controles_des_savoirs(liens, controles)

    def node(chaine: Chaine) -> Indispensables:
        if chaine.savoir is not None:
            savoir = liens.savoirs[chaine.savoir]
            key = cle_de_controle(savoir, controles)
            if key not in savoirs:
                savoirs[key] = _du_savoir(liens, controles, savoir, of_savoir(savoir))
            return savoirs[key]
        if chaine.competence is None:
            return frozenset()
        if chaine.competence not in competences:
            competence = liens.competences[chaine.competence]
            competences[chaine.competence] = _de_la_competence(controles, competence)
        return competences[chaine.competence]

    def of(exigence: CouvertureExigence, chaine: Chaine) -> Indispensables:
        found = node(chaine)
        # A savoir-être seen in an indicateur of activités needs the bloc where it is written.
        if exigence.nature == "savoir-etre" and chaine.activite is not None:
            found |= {liens.bloc_repondant[chaine.indicateur or ""]}
        return found

    return of


def _de_la_competence(controles: Controles, competence: CompetenceLiee) -> Indispensables:
    """The blocs without which a competence has no bloc, no indicateur or no complete assessment."""
    if len(competence.blocs) == 1:
        return frozenset(competence.blocs)
    parts = controles.competences.get(competence.cle, ())

    def holds_without(removed: str) -> bool:
        ouvertes = (
            o for bloc in competence.blocs if bloc != removed for o in controles.du_bloc(bloc)
        )
        return any(bloc != removed for _, bloc in competence.indicateurs) and _complet(
            (c for c in parts if c.bloc != removed), ouvertes
        )

    return frozenset(bloc for bloc in competence.blocs if not holds_without(bloc))


def _du_savoir(
    liens: Liens, controles: Controles, savoir: SavoirLie, parts: Iterable[Controle]
) -> Indispensables:
    """The bloc of a savoir, and those without which it is not assessed."""
    ouvertes = controles.du_bloc(savoir.bloc)
    named = [c for c in parts if c.competence is None]
    if _complet(named, ouvertes):
        return frozenset({savoir.bloc})
    by_default = [
        (c, frozenset(liens.competences[c.competence].blocs))
        for c in parts
        if c.competence is not None
    ]

    def holds_without(removed: str) -> bool:
        rest = [c for c, blocs in by_default if c.bloc != removed and blocs != {removed}]
        return _complet([*named, *rest], ouvertes)

    candidates = {bloc for _, blocs in by_default for bloc in blocs} - {savoir.bloc}
    return frozenset({savoir.bloc, *(bloc for bloc in candidates if not holds_without(bloc))})


def _complet(parts: Iterable[Controle], ouvertes: Iterable[Categories]) -> bool:
    return bool(niveaux_complets(parts, ouvertes))
