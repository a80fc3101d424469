"""How requirements and coefficients are shared, over blocs → the words that say of what, exactly.

A share is always of something: with épreuves that evaluate no professional bloc, what a bloc has of
the coefficients of the blocs is more than what it has of all of them; the lower is said first.
"""

from __future__ import annotations

from fractions import Fraction

from mc_builder.coverage.analysis.qualite import PartObjet, Repartition
from mc_builder.coverage.taux import Taux

#: Of what the shares are when other épreuves have coefficients too.
DES_BLOCS = "⟨des blocs⟩ ⟨blocs:professionnel⟩"


def pourcentage(part: Fraction) -> str:
    """A share as a percentage, 0 and 100 only when exactly true."""
    return str(Taux(part.numerator, part.denominator))


def coefficients_dits(found: Repartition, part: PartObjet, *, bref: bool = False) -> str:
    """« 57 % des coefficients (73 % de ceux des blocs professionnels) »; `bref`, the figures."""
    among = pourcentage(part.evaluation)
    if found.des_coefficients is None:
        return among if bref else f"{among} ⟨des coefficients⟩ {DES_BLOCS}"
    if found.des_coefficients == 1:
        return among if bref else f"{among} ⟨des coefficients⟩"
    whole = pourcentage(part.evaluation * found.des_coefficients)
    if bref:
        return f"{whole} ({among})"
    return f"{whole} ⟨des coefficients⟩ ({among} de ⟨coefficients:celui⟩ {DES_BLOCS})"


def are_rounded(found: Repartition) -> bool:
    """Whether the shares, as they print, add up to anything but a hundred."""
    columns = zip(*((part.exigences, part.evaluation) for part in found.parts), strict=True)
    printed = ([Taux(x.numerator, x.denominator).pourcent or 0 for x in col] for col in columns)
    return any(sum(column) != 100 for column in printed)


def precision(found: Repartition) -> str:
    """What a table of the shares says of them, before it; empty when there is nothing to add."""
    of_all = f"entre parenthèses, la part de ⟨coefficients:celui⟩ {DES_BLOCS}"
    only = f"ce sont ⟨coefficients:celui⟩ {DES_BLOCS}, faute de connaître tous les autres"
    shared = (
        "le poids d’une exigence que ⟨plusieurs blocs⟩ font évaluer est partagé également entre"
        " ⟨blocs:lui⟩"
    )
    known = found.des_coefficients
    said = (
        (only, known is None),
        (of_all, known is not None and known != 1),
        (shared, found.partagees),
        ("les parts sont arrondies", are_rounded(found)),
    )
    return " ; ".join(words for words, true in said if true)
