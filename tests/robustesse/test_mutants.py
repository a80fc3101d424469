"""Whatever is done to a file of the dossier, the answer is a diagnostic that names it."""

from __future__ import annotations

from pathlib import Path

import mutants
import pytest

from ampleur import cas, nombre

RACINE = Path(__file__).parents[2]


@pytest.mark.lent
@pytest.mark.parametrize("debut", cas(range(0, 300, 25), 1))
def test_mutants_are_answered(debut: int) -> None:
    """Three hundred in all, shared out between the processes of a run; or fifty of them."""
    done = [mutants.essayer(RACINE, graine) for graine in range(debut, debut + nombre(25, 15))]
    assert [(d.graine, d.genre, d.fichier, d.rate) for d in done if d.rate] == []
    # The trial can fail: many of these mutants are wrong, and said to be.
    assert sum(d.refuse for d in done) > 5


def test_a_mutant_is_made_again_from_its_seed() -> None:
    for graine in range(60):
        first, again = (mutants.mutant(RACINE, graine) for _ in range(2))
        assert first == again
    changed = [mutants.mutant(RACINE, graine) for graine in range(60)]
    files = mutants.base(RACINE).files
    assert sum(m.contenu != files[m.fichier] for m in changed) > 50
