"""Coverage report → what the grid says of it, in words: for the whole project, for a bloc."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from mc_builder.coverage import RapportCouverture
from mc_builder.coverage.analysis.parts_dites import are_rounded, coefficients_dits, pourcentage
from mc_builder.coverage.analysis.qualite import Repartition
from mc_builder.coverage.bilan import degres_dits
from mc_builder.coverage.report import CouvertureBloc
from mc_builder.french import agreed, counted, listed, quoted, small, tied
from mc_builder.names import Names

#: Between the shares of a bloc in marks and in requirements, what is told as a finding (ours).
_ECART = Fraction(5, 4)


def mesure(rapport: RapportCouverture) -> str:
    """The sentence of the coverage report; empty when nothing is retained."""
    total = rapport.total
    if not total.retenues:
        return ""
    aside = tied(str(total.ecartees), agreed(total.ecartees, "écartée"))
    return degres_dits(total) + (f" ; {aside}" if total.ecartees else "")


def indicateurs_non_observes(rapport: RapportCouverture) -> str:
    """« 3 indicateurs sur 90 ne sont pas observés … »; empty when all are."""
    if rapport.etape == "opportunite":
        return ""
    found = rapport.indicateurs
    count = len({lack.indicateur for lack in found.sans_occasion})
    if not count:
        return ""
    said = counted(count, "⟨indicateur de réussite⟩", "⟨indicateurs de réussite⟩")
    verb = agreed(count, "n’est", "ne sont")
    seen = agreed(count, "⟨indicateur:observé⟩", "⟨indicateurs:observé⟩")
    return f"{said} sur {found.tous} {verb} pas {seen} pour une catégorie de candidats au moins"


def apport(rapport: RapportCouverture, bloc: CouvertureBloc) -> str:
    """« 36 exigences sur 105 passent par ce bloc, dont 24 par lui seul ».

    Counted, not weighed: the grid gives the weight of a bloc once, where it is compared with the
    marks and shared with the other blocs; the weight of what passes through it is larger.
    """
    count, own = len(bloc.exigences), len(bloc.exigences_propres)
    if not count:
        return "aucune exigence ne passe par ⟨ce bloc⟩"
    alone = f", dont {own} par lui seul" if own else ", aucune par lui seul"
    return (
        f"{counted(count, 'exigence')} sur {rapport.total.retenues}"
        f" {agreed(count, 'passe', 'passent')} par ⟨ce bloc⟩{alone}"
    )


def by_one_alone(names: Names, rapport: RapportCouverture) -> str:
    """« ; exigences qui ne passent que par un bloc : 25 (bloc 1) et 19 (bloc 2) »; empty of one."""
    alone = [bloc for bloc in rapport.blocs if bloc.apport is not None]
    if len(alone) < 2:
        return ""
    counts = (
        tied(str(len(bloc.exigences_propres)), f"({numbered(names, bloc.bloc)})") for bloc in alone
    )
    return f" ; exigences qui ne passent que par ⟨un bloc⟩ : {listed(counts)}"


def numbered(names: Names, bloc: str) -> str:
    """« bloc 1 », or its title where numbers are not printed."""
    return small(names[bloc].mark) or quoted(names[bloc].titre)


def ouvertures(names: Names, rapport: RapportCouverture) -> dict[str, str]:
    """Of each bloc, in words, the target jobs that it serves more than each other does."""
    return {
        bloc: " ; c’est ⟨bloc:lui⟩ qui sert le plus "
        + listed(f"« {names[job].titre} »" for job in jobs)
        for bloc, jobs in served_most(rapport).items()
    }


def served_most(rapport: RapportCouverture) -> dict[str, list[str]]:
    """Of each bloc, the target jobs that it serves more than each other does; not those that tie.

    Of all the blocs at once: each requirement of a job is counted for those that it passes by.
    """
    passes: dict[str, list[str]] = {}
    for measured in rapport.blocs:
        for exigence in set(measured.exigences):
            passes.setdefault(exigence, []).append(measured.bloc)
    served: dict[str, list[str]] = {}
    for emploi in rapport.emplois:
        asked = {ligne.exigence for ligne in emploi.lignes if ligne.retenue}
        best = _served_most(Counter(bloc for cle in asked for bloc in passes.get(cle, ())))
        if best is not None and len(rapport.blocs) > 1:
            served.setdefault(best, []).append(emploi.emploi)
    return served


def _served_most(counts: Counter[str]) -> str | None:
    """The bloc that has more than each other; None when none has, or two have as much."""
    first, second = [*counts.most_common(2), None, None][:2]
    tied = second is not None and first is not None and second[1] == first[1]
    return None if first is None or tied else first[0]


def repartition(names: Names, found: Repartition) -> str:
    """The shares of the report: the first says what is counted, the others only how much."""
    said = [
        f"{_named(names, part.objet)} : {pourcentage(part.exigences)}"
        f"{' du poids des exigences' if not rank else ''} et"
        f" {coefficients_dits(found, part, bref=rank > 0)}"
        for rank, part in enumerate(found.parts)
    ]
    shared = "⟨plusieurs blocs⟩ se partagent le poids de ce qu’⟨blocs:il⟩ font évaluer ensemble"
    weight = "poids d’une exigence : sa plus forte importance pour un emploi"
    asides = ((weight, True), ("parts arrondies", are_rounded(found)), (shared, found.partagees))
    aside = " ; ".join(words for words, true in asides if true and said)
    whole = " ; ".join([*said[:1], *map(small, said[1:])])
    return f"{whole} ({aside})" if aside else whole


def imbalance(names: Names, found: Repartition) -> str:
    """The blocs of which the marks and the requirements are far apart; empty when none is."""
    far = (
        (part, "plus" if part.evaluation > part.exigences else "moins")
        for part in found.parts
        if part.objet and not part.exigences / _ECART <= part.evaluation <= part.exigences * _ECART
    )
    return " ; ".join(
        f"{_named(names, part.objet)} : {more} de poids en note"
        f" ({pourcentage(part.evaluation)}) qu’en exigences ({pourcentage(part.exigences)})"
        for part, more in far
    )


def _named(names: Names, bloc: str | None) -> str:
    """« Bloc 1 »; of what no bloc takes up, so."""
    return names[bloc].mark or str(names[bloc].titre) if bloc else "hors de ⟨tout bloc⟩"
