"""The measure → what its first page warns of, in sentences: levels, jobs, marks, sources.

The lower figure of two comes first: what is wrong is read before what is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mc_builder.coverage import RapportCouverture, emplois_en_doute
from mc_builder.coverage.analysis.parts_dites import coefficients_dits, pourcentage
from mc_builder.coverage.analysis.qualite import Niveaux, QualiteCouverture, Repartition
from mc_builder.french import agreed, counted, quoted
from mc_builder.model.base import ACompleter, if_known
from mc_builder.model.dossier import SeuilsProjet
from mc_builder.model.projet import Projet
from mc_builder.names import Names
from mc_builder.names.sources import late_sources

#: A bloc is told when the marks give it so much more than the requirements do: below, rounding
#: and the count of units (a third each) explain the difference.
ECART = Fraction(5, 100)


def about_whole(
    names: Names, quality: QualiteCouverture, diplome: int | ACompleter
) -> Iterator[str]:
    """What is of the whole diploma."""
    yield from _about_levels(quality.niveaux, diplome)
    yield from _about_marks(names, quality.blocs)


def _about_levels(niveaux: Niveaux, diplome: int | ACompleter) -> Iterator[str]:
    """How many jobs are usually held at the level of the diploma; nothing when all are."""
    found, level = niveaux.emplois, if_known(diplome)
    same = sum(job.ecart == 0 for job in found)
    if level is None or same == len(found):
        return
    held = f"d’ordinaire au niveau {level} ⟨du diplôme⟩"
    if len(found) == 1:
        usual = if_known(found[0].usuel)
        known = "n’est pas établi" if usual is None else f"est {usual}"
        yield f"Le niveau usuel de l’emploi visé {known}, pour ⟨un diplôme⟩ de niveau {level}."
        return
    known = f"{same} {agreed(same, 'est occupé', 'sont occupés')}" if same else "aucun n’est occupé"
    others = (
        (sum((job.ecart or 0) > 0 for job in found), "à un niveau supérieur"),
        (sum((job.ecart or 0) < 0 for job in found), "à un niveau inférieur"),
        (sum(job.ecart is None for job in found), "à un niveau qui n’est pas établi"),
    )
    rest = "".join(f", {n} {where}" for n, where in others if n)
    yield f"Des {len(found)} emplois visés, {known} {held}{rest}."


def _about_marks(names: Names, blocs: Repartition) -> Iterator[str]:
    """The blocs that weigh more in the marks than in what the jobs ask for."""
    for part in blocs.parts:
        if part.objet is not None and part.evaluation - part.exigences >= ECART:
            name = names[part.objet]
            yield (
                f"⟨Le bloc⟩ {name.numero or quoted(name.titre)} porte"
                f" {pourcentage(part.exigences)} du poids des exigences et"
                f" {coefficients_dits(blocs, part)}."
            )


def about_jobs(names: Names, rapport: RapportCouverture, seuils: SeuilsProjet) -> Iterator[str]:
    """What is of some jobs: nothing of their own, nothing of it covered, much of it left out."""
    yield from _nobodys_own(names, rapport)
    yield from _none_covered(names, rapport)
    yield from _in_doubt(names, rapport, seuils)


def _nobodys_own(names: Names, rapport: RapportCouverture) -> Iterator[str]:
    """The jobs that ask nothing but what others do."""
    for job in rapport.emplois:
        if job.nobodys_own:
            yield (
                f"{quoted(names[job.emploi].titre)} n’a aucune exigence en propre : toutes celles"
                " qu’il retient sont aussi retenues par d’autres."
            )


def _none_covered(names: Names, rapport: RapportCouverture) -> Iterator[str]:
    """The jobs none of whose own requirements is fully covered."""
    for job in rapport.emplois:
        own = job.propre
        if own.retenues and own.pleinement == 0:
            rest = ((own.en_partie, "en partie"), (own.non, "pas du tout"))
            left = ", ".join(f"{n} {how}" for n, how in rest if n)
            none = f"aucune de ses {own.retenues} exigences propres n’est"
            said = none if own.retenues > 1 else "sa seule exigence propre n’est pas"
            yield f"{quoted(names[job.emploi].titre)} : {said} pleinement couverte ({left})."


def _in_doubt(names: Names, rapport: RapportCouverture, seuils: SeuilsProjet) -> Iterator[str]:
    """The jobs that leave out so much that one may ask whether they are targets."""
    for job in emplois_en_doute(rapport, seuils):
        comptes = job.comptes
        yield (
            f"{quoted(names[job.emploi].titre)} laisse de côté"
            f" {counted(comptes.ecartees, 'exigence')} sur {comptes.toutes}"
            f" ({comptes.taux_ecartees}), plus que le seuil du dossier : est-ce bien un emploi"
            " visé ?"
        )


def about_sources(projet: Projet) -> Iterator[str]:
    """The sources later than the day of the file, which it could not know."""
    for number, total, source in late_sources(projet):
        come = agreed(number, "vient", "viennent")
        yield (
            f"{number} des {total} exigences relevées {come} d’une source postérieure au dossier,"
            f" {source.appel}."
        )
