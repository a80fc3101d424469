"""Two versions of a project, each with its measure → what changed, and the causes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mc_builder.coverage.comparison.causes import CHEMIN_CHANGE, Cause
from mc_builder.coverage.comparison.changements import (
    ChangementExigence,
    Changements,
    ChangementsPerimetre,
    Genre,
)
from mc_builder.coverage.comparison.lignes import why_line
from mc_builder.coverage.comparison.raisons import Raisons, flags_between
from mc_builder.coverage.comparison.versions import Version
from mc_builder.coverage.report import CouvertureExigence, LigneCouverture
from mc_builder.coverage.statuts import Drapeau, Statut

_GENRES = tuple(Genre)
#: What a job says of a requirement that was not there, or is not any more.
_ASKED = frozenset({"exigence_demandee", "exigence_retiree"})
_LEFT_OUT = frozenset({"ecart_pose", "ecart_leve"})


@dataclass(frozen=True, slots=True)
class _Etat:
    """A requirement in one version, for a job or overall."""

    mesure: CouvertureExigence
    statut: Statut
    drapeaux: tuple[Drapeau, ...]

    @classmethod
    def of_line(cls, ligne: LigneCouverture | None) -> _Etat | None:
        """As a job asks for it."""
        return None if ligne is None else cls(ligne.mesure, ligne.statut, ligne.drapeaux)

    @classmethod
    def of_any(cls, mesure: CouvertureExigence | None) -> _Etat | None:
        """Whatever the job, when one asks for it: écartée when no job retains it."""
        if mesure is None or not mesure.emplois:
            return None
        return cls(mesure, mesure.statut if mesure.retenue else Statut.ECARTEE, mesure.drapeaux)


def compare(avant: Version, apres: Version, reference: str) -> Changements:
    """Compare `apres` (today) to `avant`, known to the reader as `reference`."""
    raisons = Raisons.between(avant, apres)
    back, gone = raisons.ajouts.vers, raisons.retraits.vers
    emplois = [_emploi(raisons, back.get(e.emploi), e.emploi) for e in apres.rapport.emplois]
    emplois += [
        _emploi(raisons, e.emploi, None) for e in avant.rapport.emplois if e.emploi not in gone
    ]
    return Changements(
        reference,
        avant.rapport.etape,
        apres.rapport.etape,
        ChangementsPerimetre(
            None,
            "Ensemble",
            avant.rapport.total,
            apres.rapport.total,
            _ordered(_distinct(raisons, emplois)),
        ),
        tuple(emplois),
    )


def _emploi(raisons: Raisons, avant: str | None, apres: str | None) -> ChangementsPerimetre:
    """One job; of one that is in one version only, its requirements are not listed."""
    old = raisons.avant.rapport.emploi(avant) if avant else None
    new = raisons.apres.rapport.emploi(apres) if apres else None
    version, cle = (raisons.apres, apres) if apres else (raisons.avant, avant or "")
    before = {_today(raisons, x.exigence): x for x in old.lignes} if old and new else {}
    after = {x.exigence: x for x in new.lignes} if old and new else {}
    changes = (
        _changement(
            raisons,
            _Etat.of_line(before.get(exigence)),
            _Etat.of_line(after.get(exigence)),
            why_line(raisons, before.get(exigence), after.get(exigence)),
        )
        for exigence in dict.fromkeys((*after, *before))
    )
    return ChangementsPerimetre(
        cle,
        version.nom(cle).titre,
        old.comptes if old else None,
        new.comptes if new else None,
        _ordered(changes),
    )


def _today(raisons: Raisons, exigence: str) -> str:
    """Identity of an old requirement in the new version; marked when it is no more there."""
    return raisons.retraits.vers.get(exigence, f"{exigence} (avant)")


def _distinct(
    raisons: Raisons, emplois: Iterable[ChangementsPerimetre]
) -> Iterator[ChangementExigence | None]:
    """The distinct requirements that changed; what jobs say of them is gathered from these."""
    said: dict[str, list[Cause]] = defaultdict(list)
    for emploi in emplois:
        for change in emploi.exigences:
            said[change.exigence] += change.causes
    before = {_today(raisons, m.exigence): m for m in raisons.avant.rapport.exigences}
    after = {m.exigence: m for m in raisons.apres.rapport.exigences}
    for cle in dict.fromkeys((*after, *before)):
        avant, apres = _Etat.of_any(before.get(cle)), _Etat.of_any(after.get(cle))
        known = apres or avant
        if known is not None:
            causes = _why(raisons, avant, apres, said[known.mesure.exigence])
            yield _changement(raisons, avant, apres, tuple(dict.fromkeys(causes)))


def _why(
    raisons: Raisons, avant: _Etat | None, apres: _Etat | None, said: Iterable[Cause]
) -> Iterable[Cause]:
    """Why a distinct requirement changed, for at least one job; `said` are the causes of jobs."""
    if avant is not None and apres is not None and avant.statut is apres.statut:
        went, came = flags_between(avant.drapeaux, apres.drapeaux)
        if (went or came) and avant.mesure.statut is not apres.mesure.statut:  # both écartées
            return raisons.of_status(avant.mesure, apres.mesure)
        found = list(raisons.of_reserves(avant.mesure, apres.mesure, went, came))
        return found or ([CHEMIN_CHANGE] if went or came else [])
    genres = _ASKED
    if avant is not None and apres is not None:
        genres = _LEFT_OUT if Statut.ECARTEE in (avant.statut, apres.statut) else frozenset()
    if by_jobs := [cause for cause in said if cause.genre in genres]:
        return by_jobs
    if avant is not None and apres is not None and avant.mesure.statut is not apres.mesure.statut:
        return raisons.of_status(avant.mesure, apres.mesure)
    return _by_jobs(raisons, avant, apres)


def _by_jobs(raisons: Raisons, avant: _Etat | None, apres: _Etat | None) -> list[Cause]:
    """Jobs that came or went whole, with what they ask for."""
    found = [
        raisons.retraits.objet(cle, "demandait cette exigence")
        for cle in (avant.mesure.emplois if avant else ())
        if cle not in raisons.retraits.vers
    ]
    found += [
        raisons.ajouts.objet(cle, "demande cette exigence")
        for cle in (apres.mesure.emplois if apres else ())
        if cle not in raisons.ajouts.vers
    ]
    return found or [CHEMIN_CHANGE]


def _changement(
    raisons: Raisons, avant: _Etat | None, apres: _Etat | None, causes: tuple[Cause, ...]
) -> ChangementExigence | None:
    """One change, when there is a cause."""
    known, version = (apres, raisons.apres) if apres is not None else (avant, raisons.avant)
    if known is None or not causes:
        return None
    went, came = frozenset[Drapeau](), frozenset[Drapeau]()
    if avant is not None and apres is not None:
        went, came = flags_between(avant.drapeaux, apres.drapeaux)
    old = avant.statut if avant is not None else None
    new = apres.statut if apres is not None else None
    return ChangementExigence(
        known.mesure.exigence,
        version.nom(known.mesure.exigence).titre,
        known.mesure.nature,
        _genre(old, new),
        old,
        new,
        tuple(flag for flag in Drapeau if flag in went),
        tuple(flag for flag in Drapeau if flag in came),
        causes,
    )


def _genre(avant: Statut | None, apres: Statut | None) -> Genre:
    if avant is None:
        return Genre.APPARUE
    if apres is None:
        return Genre.DISPARUE
    if avant == apres:
        return Genre.NUANCEE
    if apres is Statut.ECARTEE:
        return Genre.ECARTEE
    if avant is Statut.ECARTEE:
        return Genre.RETABLIE
    return Genre.GAGNEE if apres > avant else Genre.PERDUE


def _ordered(changes: Iterable[ChangementExigence | None]) -> tuple[ChangementExigence, ...]:
    found = (change for change in changes if change is not None)
    return tuple(sorted(found, key=lambda change: _GENRES.index(change.genre)))
