"""What the grid says of coverage, in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ampleur import exemples
from mc_builder.coverage import RapportCouverture, Statut, measure
from mc_builder.coverage.analysis.qualite import PartObjet, Repartition
from mc_builder.coverage.report import CouvertureBloc, count
from mc_builder.cpc.mesures import apport, by_one_alone, imbalance, mesure, ouvertures
from mc_builder.french import listed
from mc_builder.loading import Loaded
from mc_builder.model.dossier import Etape
from mc_builder.model.mots import Mots
from mc_builder.names import Names

_STATUTS = (Statut.NON_COUVERTE, Statut.DECRITE, Statut.TRADUITE, Statut.EVALUEE)


def rapport(*counts: int, etape: Etape = "examen-cpc") -> RapportCouverture:
    """A report of so many requirements not covered, décrites, traduites, évaluées."""
    pairs = [
        (s, 1, s is Statut.EVALUEE) for s, n in zip(_STATUTS, counts, strict=True) for _ in range(n)
    ]
    return cast("RapportCouverture", SimpleNamespace(total=count(pairs, etape)))


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            (17, 0, 0, 3),
            (
                "3 exigences distinctes retenues sur 20 sont pleinement couvertes, soit 15 %"
                " (17 pas du tout)"
            ),
        ),
        (
            (0, 2, 1, 1),
            "1 exigence distincte retenue sur 4 est pleinement couverte, soit 25 % (3 en partie)",
        ),
        ((0, 0, 0, 1), "l’exigence retenue est pleinement couverte"),
        ((0, 0, 0, 0), ""),
    ],
)
def test_the_grid_says_first_what_is_fully_covered(counts: tuple[int, ...], said: str) -> None:
    assert mesure(rapport(*counts)).replace("\u00a0", " ") == said


def test_the_grid_says_how_many_are_left_out() -> None:
    total = replace(rapport(1, 0, 0, 1).total, ecartees=2)
    said = mesure(cast("RapportCouverture", SimpleNamespace(total=total)))
    assert said.endswith(" ; 2\u00a0écartées")


@pytest.mark.parametrize(
    ("asked", "marked", "said"),
    [
        (23, 33, "Bloc 2 : plus de poids en note (33 %) qu’en exigences (23 %)"),
        (50, 33, "Bloc 2 : moins de poids en note (33 %) qu’en exigences (50 %)"),
        (30, 33, ""),
        (33, 33, ""),
    ],
)
def test_a_bloc_whose_marks_are_far_from_what_is_asked_is_told(
    asked: int, marked: int, said: str
) -> None:
    names = cast("Names", {"b2": SimpleNamespace(mark="Bloc 2")})
    part = PartObjet("b2", Fraction(asked, 100), Fraction(marked, 100))
    nothing = PartObjet(None, Fraction(1, 10), Fraction(0))
    found = imbalance(names, Repartition("bloc", (part, nothing)))
    assert found.replace("\u00a0", " ").replace("\u202f", " ") == said


def test_what_is_not_measured_yet_is_not_said() -> None:
    words = mesure(rapport(1, 0, 1, 0, etape="opportunite")).replace("\u00a0", " ")
    assert words == (
        "1 exigence distincte retenue sur 2 est traduite en ⟨compétence⟩ ou ⟨savoir⟩, soit 50 %"
    )


@pytest.mark.parametrize(
    ("through", "alone", "said"),
    [
        (3, 2, "3 exigences sur 4 passent par ce bloc, dont 2 par lui seul"),
        (1, 0, "1 exigence sur 4 passe par ce bloc, aucune par lui seul"),
        (0, 0, "aucune exigence ne passe par ce bloc"),
    ],
)
def test_what_a_bloc_brings(through: int, alone: int, said: str) -> None:
    passing, own = tuple("abc"[:through]), tuple("abc"[:alone])
    bloc = CouvertureBloc("b", (), passing, own, through, alone, 4)
    found = Mots().wording(apport(rapport(0, 0, 0, 4), bloc))
    assert found.replace("\u00a0", " ") == said


#: Of each bloc or job, the requirements that pass by it or that it retains.
_Exigences = dict[str, frozenset[str]]
_exigences = st.frozensets(st.sampled_from("wxyz"))


@given(
    st.dictionaries(st.sampled_from(["b1", "b2", "b3"]), _exigences),
    st.dictionaries(st.sampled_from(["e1", "e2", "e3"]), _exigences),
)
@example({"b1": frozenset("wx"), "b2": frozenset("x")}, {"e1": frozenset("wx")})
@example({"b1": frozenset("w"), "b2": frozenset("w")}, {"e1": frozenset("w")})  # they tie
@example({"b1": frozenset("w")}, {"e1": frozenset("w")})  # there is no other
@settings(max_examples=exemples(200))
def test_a_job_is_said_of_the_bloc_that_serves_it_more_than_each_other(
    blocs: _Exigences, jobs: _Exigences
) -> None:
    expected: dict[str, list[str]] = {}
    for job, asked in jobs.items():
        for bloc, own in blocs.items():
            others = [len(asked & through) for cle, through in blocs.items() if cle != bloc]
            if others and len(asked & own) > max(others):
                expected.setdefault(bloc, []).append(f"« {job} »")
    report = SimpleNamespace(
        blocs=[SimpleNamespace(bloc=cle, exigences=tuple(own)) for cle, own in blocs.items()],
        emplois=[
            SimpleNamespace(
                emploi=cle,
                lignes=[SimpleNamespace(exigence=x, retenue=x in asked) for x in "wxyz"],
            )
            for cle, asked in jobs.items()
        ],
    )
    names = {cle: SimpleNamespace(titre=cle) for cle in jobs}
    found = ouvertures(cast("Names", names), cast("RapportCouverture", report))
    assert found == {
        bloc: f" ; c’est ⟨bloc:lui⟩ qui sert le plus {listed(served)}"
        for bloc, served in expected.items()
    }


def test_what_passes_by_one_bloc_alone_is_told_of_each(cycles: Loaded) -> None:
    assert cycles.projet is not None
    measured = measure(cycles.projet)
    names = Names(cycles.projet)
    first, second = (len(bloc.exigences_propres) for bloc in measured.blocs)
    said = by_one_alone(names, measured)
    assert said.endswith(f"⟨un bloc⟩ : {first}\u00a0(bloc 1) et {second}\u00a0(bloc 2)")
    assert by_one_alone(names, replace(measured, blocs=measured.blocs[:1])) == ""
