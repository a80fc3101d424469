"""What the grid says of coverage, in words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from mc_builder.coverage import RapportCouverture, Statut
from mc_builder.coverage.report import CouvertureBloc, count
from mc_builder.cpc.mesures import apport, mesure
from mc_builder.model.dossier import Etape

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
            (17, 0, 0, 88),
            [
                "88 exigences retenues sur 105 sont décrites, traduites et évaluées (84 %)",
                "17 ne sont pas évaluées",
            ],
        ),
        (
            (0, 2, 1, 1),
            [
                "4 exigences retenues sur 4 sont décrites (100 %)",
                "2 sont traduites (50 %)",
                "1 est évaluée (25 %)",
                "3 ne sont pas évaluées",
            ],
        ),
        ((0, 0, 0, 1), ["1 exigence retenue sur 1 est décrite, traduite et évaluée (100 %)"]),
        ((0, 0, 0, 0), [""]),
    ],
)
def test_stages_reached_alike_are_said_together(counts: tuple[int, ...], said: list[str]) -> None:
    assert mesure(rapport(*counts)).replace("\u00a0", " ").split(" ; ") == said


def test_what_is_not_measured_yet_is_not_said() -> None:
    words = mesure(rapport(1, 0, 1, 0, etape="opportunite")).replace("\u00a0", " ")
    assert words == (
        "1 exigence retenue sur 2 est décrite et traduite (50 %) ; 1 n’est pas traduite"
    )


@pytest.mark.parametrize(
    ("through", "alone", "said"),
    [
        (3, 2, "3 exigences sur 4 (75 % du poids) passent par ce bloc, dont 2 par lui seul"),
        (1, 0, "1 exigence sur 4 (25 % du poids) passe par ce bloc, aucune par lui seul"),
        (0, 0, "aucune exigence ne passe par ce bloc"),
    ],
)
def test_what_a_bloc_brings(through: int, alone: int, said: str) -> None:
    passing, own = tuple("abc"[:through]), tuple("abc"[:alone])
    bloc = CouvertureBloc("b", (), passing, own, through, alone, 4)
    assert apport(rapport(0, 0, 0, 4), bloc).replace("\u00a0", " ") == said
