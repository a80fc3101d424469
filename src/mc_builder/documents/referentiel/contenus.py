"""An épreuve → what its coefficient contains for other units or blocs."""

from __future__ import annotations

from dataclasses import dataclass

from mc_builder.documents.builder import Builder, Numerote
from mc_builder.french import number
from mc_builder.model.evaluation import Epreuve, SousEpreuve, Unite


@dataclass(frozen=True, slots=True)
class DontVue:
    """What a coefficient contains for another unit or bloc: `mot` says which of both it is."""

    coefficient: str
    mot: str
    objet: Numerote


def contained(b: Builder, exam: Epreuve | SousEpreuve) -> tuple[DontVue, ...]:
    """« dont 1 pour l’unité U3 », for each that a coefficient counts for beside its own."""
    return tuple(
        DontVue(
            b.imprimee(part, "coefficient", number),
            "⟨l’unité⟩" if b.projet.find(part.pour, Unite) else "⟨le bloc⟩",
            b.cite(part.pour),
        )
        for part in exam.dont
    )
