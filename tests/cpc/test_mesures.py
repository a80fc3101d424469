"""What the grid says of coverage, in words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from mc_builder.coverage import RapportCouverture, Statut
from mc_builder.coverage.report import CouvertureBloc, count
from mc_builder.cpc.mesures import apport, mesure
from mc_builder.model.dossier import Etape
from mc_builder.model.mots import Mots

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
