"""Coverage report → one French sentence: how much is left uncovered, or why nothing is measured."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.coverage.options import lowest, scopes
from mc_builder.coverage.report import (
    Comptes,
    CouvertureExigence,
    Degres,
    RapportCouverture,
)
from mc_builder.coverage.statuts import Statut
from mc_builder.coverage.taux import SANS_OBJET, Taux
from mc_builder.french import agreed, counted, listed, quoted, tied
from mc_builder.model.parcours import Parcours

#: Said instead of figures when no job asks for anything.
RIEN_A_MESURER = "rien à mesurer, aucun emploi de referentiels/emplois/ n’a d’exigences"


def mesurable(rapport: RapportCouverture) -> bool:
    """Whether a target job asks for at least one requirement."""
    return bool(rapport.total.toutes)


def lacunes(rapport: RapportCouverture) -> Iterator[CouvertureExigence]:
    """The requirements retained that are not evaluated, each once, in the order of the files."""
    return (e for e in rapport.exigences if e.retenue and e.statut is not Statut.EVALUEE)


def bilan(rapport: RapportCouverture) -> str:
    """What is covered, the least flattering figure first, or that there is nothing to measure."""
    if not mesurable(rapport):
        return f"Couverture : {RIEN_A_MESURER}."
    if not rapport.total.retenues:
        return "Couverture : aucune exigence n’est retenue, toutes sont écartées."
    told = "dit où la chaîne s’interrompt" if any(lacunes(rapport)) else "le détaille"
    return f"Couverture : {mesure_dite(rapport)} ; « mc-builder coverage » {told}."


def mesure_dite(rapport: RapportCouverture) -> str:
    """The figures of the whole in a sentence; with options, first the lowest of the two.

    « dans toutes les options, 9 sur 17 exigences… ; dans l’option dont la couverture est la plus
    basse, « Fret », 12 sur 14… ». Where all have the same figures, none is the lowest.
    """
    if not rapport.options:
        return degres_dits(rapport.total)
    whole = degres_dits(rapport.total)
    every = ("dans ⟨toutes les options⟩", whole)
    first, *others = _lowest_said(rapport)
    if first == ("dans ⟨chaque option⟩", whole):
        return f"dans ⟨chaque option⟩ et dans ⟨toutes les options⟩, {whole}"
    # What all of them cover is first where it is less than what the lowest does.
    least, *_ = scopes(rapport)
    ordered = [every, first, *others] if least[0] is None else [first, *others, every]
    return " ; ".join(", ".join(said) for said in ordered)


def _lowest_said(rapport: RapportCouverture) -> list[tuple[str, str]]:
    """Which option covers least, and how much; none is said the lowest of those that all tie."""
    found = [
        (_titled(rapport, option), degres_dits(comptes)) for option, comptes in lowest(rapport)
    ]
    titles, figures = listed(title for title, _ in found), {said for _, said in found}
    if len(found) > 1 and len(figures) > 1:  # one rate, of other counts
        return [(f"dans ⟨l’option⟩ {title}", said) for title, said in found]
    who = agreed(len(found), "⟨l’option⟩", "⟨les options⟩")
    where = f"dans {who} dont la couverture est la plus basse, {titles}"
    if 1 < len(found) == len(rapport.options):
        where = "dans ⟨chaque option⟩"
    return [(where, found[0][1])]


def _titled(rapport: RapportCouverture, option: str) -> str:
    found = rapport.projet.find(option, Parcours)
    return quoted(found.intitule if found else "")


def degres_dits(comptes: Comptes) -> str:
    """« 71 exigences distinctes retenues sur 105 sont pleinement couvertes, soit 68 % (…) »."""
    degres, whole = comptes.degres, comptes.retenues
    if degres.pleinement is None:  # no épreuve to say more at step `opportunite`
        taken = comptes.traduites
        return _said_of(
            taken.nombre or 0, whole, "traduite{} en ⟨compétence⟩ ou ⟨savoir⟩", taken.taux
        )
    if whole == 1 and degres.en_partie:
        return "l’exigence retenue n’est couverte qu’en partie"
    said = _said_of(degres.pleinement, whole, "pleinement couverte{}", degres.taux)
    rest = ((degres.en_partie, "en partie"), (degres.non, "pas du tout"))
    left = [tied(str(n), how) for n, how in rest if n and whole > 1]
    return f"{said} ({', '.join(left)})" if left else said


def degres_comptes(degres: Degres) -> str:
    """« 36 pleinement, 4 en partie, 3 pas du tout, sur 43 »."""
    if not degres.retenues:
        return "aucune"
    if degres.pleinement is None:
        return SANS_OBJET
    return (
        f"{degres.pleinement} pleinement, {degres.en_partie} en partie, {degres.non} pas du tout,"
        f" sur {degres.retenues}"
    )


def indicateurs_dits(rapport: RapportCouverture) -> str:
    """How many indicateurs a part names, and what rests on those that none does; may be empty."""
    found = rapport.indicateurs
    if not found.tous or rapport.etape == "opportunite":
        return ""
    if found.nommes == found.tous:
        every = agreed(
            found.tous,
            "⟨L’indicateur de réussite⟩ est",
            f"Les {found.tous} ⟨indicateurs de réussite⟩ sont",
        )
        return (
            f"{every} {_indicateurs(found.tous, 'rattaché')} à une partie ⟨d’épreuve⟩ de chaque"
            " catégorie de candidats."
        )
    unseen = len({lack.indicateur for lack in found.sans_occasion})
    counts = (  # what is wrong before what is right
        (unseen, "n’est pas", "ne sont pas", "observé", "pour une catégorie au moins"),
        (found.presumes, "est seulement", "sont seulement", "présumé", ""),
        (
            found.nommes,
            "est",
            "sont",
            "rattaché",
            "à une partie ⟨d’épreuve⟩ de chaque catégorie de candidats",
        ),
    )
    said = listed(
        " ".join(filter(None, (str(n), agreed(n, one, many), _indicateurs(n, how), after)))
        for n, one, many, how, after in counts
        if n
    )
    resting = len(found.exigences_presumees)
    rest = ""
    if resting:
        one, many = "exigence évaluée ne l’est", "exigences évaluées ne le sont"
        rest = f" ; {counted(resting, one, many)} que par présomption"
    whole = counted(found.tous, "⟨indicateur de réussite⟩", "⟨indicateurs de réussite⟩")
    return f"Sur {whole}, {said}{rest}."


def _indicateurs(count: int, participle: str) -> str:
    """A participle, as it agrees with so many indicateurs, whatever they are called."""
    return agreed(count, f"⟨indicateur:{participle}⟩", f"⟨indicateurs:{participle}⟩")


def _said_of(reached: int, whole: int, what: str, taux: Taux) -> str:
    """`reached` requirements of `whole` are `what`, whose « {} » is the mark of the plural."""
    one, many = what.format(""), what.format("s")
    if whole == 1:
        return f"l’exigence retenue {'est' if reached else 'n’est pas'} {one}"
    if not reached:
        return f"aucune des {whole} exigences distinctes retenues n’est {one}"
    if reached == 1:
        return f"1 exigence distincte retenue sur {whole} est {one}, soit {taux}"
    return f"{reached} exigences distinctes retenues sur {whole} sont {many}, soit {taux}"
