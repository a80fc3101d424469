"""Project and report → how requirements and assessment share their weight, over blocs, competences.

A requirement gives its weight to what takes it up at its best status, in equal shares. Weights
are counted in whole numbers for each number of shares, so that fractions stay few and exact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from mc_builder.coverage.analysis.qualite import PartObjet, Repartition
from mc_builder.coverage.controles import Controles
from mc_builder.coverage.report import CouvertureExigence, RapportCouverture
from mc_builder.model.base import if_known
from mc_builder.model.evaluation import Epreuve, Evaluation, Modalite, Partie, SousEpreuve, Unite
from mc_builder.model.projet import Projet

#: By object; None for what nothing takes up.
_Poids = dict[str | None, Fraction]


def share_blocs(rapport: RapportCouverture) -> Repartition:
    """The requirements against the coefficients, bloc by bloc; an habilitation has no bloc."""
    asked = tuple(e for e in rapport.exigences if e.nature != "habilitation")
    projet = rapport.projet
    blocs = tuple(bloc.cle for bloc in projet.blocs)
    weights, marks = _poids_of_exigences(asked, _blocs_of), _coefficients(projet, blocs)
    found = _repartition("bloc", blocs, weights, marks, rapport)
    among, others = sum(marks.values()), _other_coefficients(projet, blocs)
    return replace(
        found,
        des_coefficients=among / (among + others) if among and others is not None else None,
        partagees=any(len(_blocs_of(e)) > 1 for e in asked if e.retenue),
    )


def _blocs_of(exigence: CouvertureExigence) -> set[str]:
    """The blocs that take up a requirement at its best status."""
    return {b for c in exigence.chaines if c.statut is exigence.statut for b in c.blocs}


def share_competences(rapport: RapportCouverture) -> Repartition:
    """The requirements that competences take up against the weight of the parts, by competence."""
    exigences = _poids_of_exigences(
        (e for e in rapport.exigences if e.nature in ("savoir-faire", "savoir-etre")),
        lambda e: {c.competence for c in e.chaines if c.statut is e.statut} - {None},
    )
    evaluation = _poids_of_parties(rapport.projet.evaluation, rapport.suites.controles)
    return _repartition("competence", rapport.graphe.competences, exigences, evaluation, rapport)


def _repartition(
    nature: Literal["bloc", "competence"],
    objets: Iterable[str],
    exigences: _Poids,
    evaluation: _Poids,
    rapport: RapportCouverture,
) -> Repartition:
    whole, assessed = sum(exigences.values()), sum(evaluation.values())
    # With options, nobody takes all the épreuves: the shares are those of one option.
    if rapport.etape == "opportunite" or rapport.options or not whole or not assessed:
        return Repartition(nature, ())
    nothing = Fraction(0)
    rows = (*objets, *((None,) if exigences.get(None) else ()))
    return Repartition(
        nature,
        tuple(
            PartObjet(
                cle, exigences.get(cle, nothing) / whole, evaluation.get(cle, nothing) / assessed
            )
            for cle in rows
        ),
    )


def _poids_of_exigences(
    exigences: Iterable[CouvertureExigence],
    reprises: Callable[[CouvertureExigence], Iterable[str | None]],
) -> _Poids:
    """The weight of the requirements retained, by what takes them up."""
    counted: dict[tuple[str | None, int], int] = defaultdict(int)
    for exigence in exigences:
        if exigence.retenue:
            found = tuple(reprises(exigence)) or (None,)
            for cle in found:
                counted[cle, len(found)] += exigence.poids
    weights: _Poids = defaultdict(Fraction)
    for (cle, shares), poids in counted.items():
        weights[cle] += Fraction(poids, shares)
    return weights


def _examens(evaluation: Evaluation) -> Iterator[tuple[Epreuve | SousEpreuve, tuple[str, ...]]]:
    """What carries a coefficient, with its units: the sous-épreuves, else the épreuve."""
    for epreuve in evaluation.epreuves:
        for examen in epreuve.sous_epreuves or (epreuve,):
            yield examen, examen.unite or epreuve.unite


def _coefficients(projet: Projet, blocs: Container[str]) -> _Poids:
    """The coefficients of each professional bloc, by its units; none when one is unknown.

    That of an épreuve for several units is shared equally between them.

    Why none: a share of an incomplete total would lie.
    """
    if projet.evaluation is None:
        return {}
    bloc_de = {u.cle: u.bloc for u in projet.evaluation.unites if u.bloc in blocs}
    weights: _Poids = defaultdict(Fraction)
    for examen, unites in _examens(projet.evaluation):
        for unite in unites:
            if unite in bloc_de:
                if (mark := examen.propre) is None:
                    return {}
                weights[bloc_de[unite]] += Fraction(mark) / len(unites)
        for bloc, share in _inside(projet, examen):
            if bloc in blocs:
                weights[bloc] += share
    return weights


def _inside(projet: Projet, examen: Epreuve | SousEpreuve) -> Iterator[tuple[str, Fraction]]:
    """What a coefficient contains for other blocs; its own is not known when one of them is not."""
    for part in examen.dont:
        unite = projet.find(part.pour, Unite)
        yield part.pour if unite is None else unite.bloc, Fraction(if_known(part.coefficient) or 0)


def _other_coefficients(projet: Projet, blocs: Iterable[str]) -> Fraction | None:
    """The coefficients of what evaluates no professional bloc; None when one is unknown.

    Not those of an optional bloc: only the points above the average count, beside the whole.
    """
    if projet.evaluation is None:
        return Fraction(0)
    bloc_de = {unite.cle: unite.bloc for unite in projet.evaluation.unites}
    aside = {b.cle for b in projet.blocs_generaux if b.nature == "facultatif"}.union(blocs)
    found = Fraction(0)
    for examen, unites in _examens(projet.evaluation):
        found += sum(
            (share for bloc, share in _inside(projet, examen) if bloc not in aside), Fraction(0)
        )
        others = sum(bloc_de.get(unite) not in aside for unite in unites)
        if unites and not others:
            continue
        if (mark := examen.propre) is None:
            return None
        found += Fraction(mark) * (Fraction(others, len(unites)) if unites else 1)
    return found


def _poids_of_parties(evaluation: Evaluation | None, controles: Controles) -> _Poids:
    """The coefficient of each exam, shared among its parts, then among their competences.

    Categories of candidates may take other parts: the weight is the mean over the categories
    that take the exam. What assesses no competence (a savoir alone) counts on neither side.
    """
    graphe = controles.graphe
    if evaluation is None:
        return {}
    evaluated: dict[str, set[str]] = defaultdict(set)
    for cle in graphe.competences:
        for controle in controles.of(cle):
            evaluated[controle.partie.cle].add(cle)
    weights: _Poids = defaultdict(Fraction)
    for examen, _ in _examens(evaluation):
        taken = [
            shares
            for categorie in graphe.categories
            if (shares := list(_share_out(examen.parties, examen.modalites, categorie, evaluated)))
        ]
        mark = examen.propre
        if taken and mark is None:
            return {}
        for shares in taken:
            for competences, share in shares:
                for cle in competences:
                    weights[cle] += share * Fraction(mark or 0) / len(taken) / len(competences)
    return weights


def _share_out(
    parties: Sequence[Partie],
    modalites: Iterable[Modalite],
    categorie: str,
    evaluated: Mapping[str, set[str]],
    above: frozenset[str] = frozenset(),
) -> Iterator[tuple[frozenset[str], Fraction]]:
    """The competences assessed and the share of the mark, for each part that a category takes."""
    siblings = [*parties, *(p for m in modalites if categorie in m.categories for p in m.parties)]
    taken = [
        p
        for p in siblings
        if not p.modalites or any(categorie in m.categories for m in p.modalites)
    ]
    for partie, share in zip(taken, _shares_of_note(taken), strict=True):
        own = above | evaluated.get(partie.cle, frozenset())
        inner = list(_share_out((), partie.modalites, categorie, evaluated, own))
        for competences, part in inner or [(own, Fraction(1))]:
            yield competences, part * share


def _shares_of_note(parties: Sequence[Partie]) -> list[Fraction]:
    """The share of each part: its weight; those that have none share what is left equally."""
    given = [if_known(p.poids) for p in parties]
    known = [None if weight is None else Fraction(weight) for weight in given]
    left = max(Fraction(0), 1 - sum((w for w in known if w is not None), Fraction(0)))
    unknown = sum(w is None for w in known)
    weights = [left / unknown if w is None else w for w in known]
    whole = sum(weights, Fraction(0))
    return [w / whole if whole else Fraction(0) for w in weights]
