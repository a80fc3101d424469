"""Two versions of a project, each with its measure → what changed, and the causes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mc_builder.coverage.comparison.causes import Cause, CheminChange, ObjetAjoute, ObjetSupprime
from mc_builder.coverage.comparison.changements import (
    ChangementExigence,
    Changements,
    ChangementsPerimetre,
    Genre,
)
from mc_builder.coverage.comparison.demandes import (
    EcartLeve,
    EcartPose,
    ExigenceDemandee,
    ExigenceRetiree,
)
from mc_builder.coverage.comparison.lignes import causes as causes_de_la_ligne
from mc_builder.coverage.comparison.raisons import Raisons, ecarts
from mc_builder.coverage.comparison.versions import Version
from mc_builder.coverage.report import CouvertureExigence, LigneCouverture
from mc_builder.coverage.statuts import Drapeau, Statut

_GENRES = tuple(Genre)


@dataclass(frozen=True, slots=True)
class _Etat:
    """A requirement in one version, for a job or overall."""

    mesure: CouvertureExigence
    statut: Statut
    drapeaux: tuple[Drapeau, ...]

    @classmethod
    def de(cls, ligne: LigneCouverture | None) -> _Etat | None:
        """As a job asks for it."""
        return None if ligne is None else cls(ligne.mesure, ligne.statut, ligne.drapeaux)

    @classmethod
    def distinct(cls, mesure: CouvertureExigence | None) -> _Etat | None:
        """Whatever the job, when one asks for it: écartée when no job retains it."""
        if mesure is None or not mesure.emplois:
            return None
        return cls(mesure, mesure.statut if mesure.retenue else Statut.ECARTEE, mesure.drapeaux)


def comparer(avant: Version, apres: Version, reference: str) -> Changements:
    """Compare `apres` (today) to `avant`, known to the reader as `reference`."""
    raisons = Raisons.entre(avant, apres)
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
            _ordonner(_distinctes(raisons, emplois)),
        ),
        tuple(emplois),
    )


# --- one job ----------------------------------------------------------------------------------


def _emploi(raisons: Raisons, avant: str | None, apres: str | None) -> ChangementsPerimetre:
    old = raisons.avant.rapport.emploi(avant) if avant else None
    new = raisons.apres.rapport.emploi(apres) if apres else None
    titre = raisons.apres.nom(apres).titre if apres else raisons.avant.nom(avant or "").titre
    changes: Iterable[ChangementExigence] = ()
    if old is not None and new is not None:
        before = {_aujourd_hui(raisons, x.exigence): x for x in old.lignes}
        after = {x.exigence: x for x in new.lignes}
        cles = dict.fromkeys((*after, *before))
        changes = _lignes(raisons, ((before.get(cle), after.get(cle)) for cle in cles))
    return ChangementsPerimetre(
        apres or avant,
        titre,
        old.comptes if old else None,
        new.comptes if new else None,
        _ordonner(changes),
    )


def _aujourd_hui(raisons: Raisons, exigence: str) -> str:
    """Identity of an old requirement in the new version; marked when it is no more there."""
    return raisons.retraits.vers.get(exigence, f"{exigence} (avant)")


def _lignes(
    raisons: Raisons, pairs: Iterable[tuple[LigneCouverture | None, LigneCouverture | None]]
) -> Iterator[ChangementExigence]:
    for avant, apres in pairs:
        found = causes_de_la_ligne(raisons, avant, apres)
        yield from _changement(raisons, _Etat.de(avant), _Etat.de(apres), found)


# --- the whole --------------------------------------------------------------------------------


def _distinctes(
    raisons: Raisons, emplois: Iterable[ChangementsPerimetre]
) -> Iterator[ChangementExigence]:
    """The distinct requirements that changed; what jobs say of them is gathered from these."""
    said: dict[str, list[Cause]] = {}
    for emploi in emplois:
        for change in emploi.exigences:
            said.setdefault(change.exigence, []).extend(change.causes)
    before = {_aujourd_hui(raisons, m.exigence): m for m in raisons.avant.rapport.exigences}
    after = {m.exigence: m for m in raisons.apres.rapport.exigences}
    for cle in dict.fromkeys((*after, *before)):
        avant, apres = _Etat.distinct(before.get(cle)), _Etat.distinct(after.get(cle))
        found = _distincte(raisons, avant, apres, said)
        yield from _changement(raisons, avant, apres, tuple(dict.fromkeys(found)))


def _distincte(
    raisons: Raisons, avant: _Etat | None, apres: _Etat | None, said: Mapping[str, list[Cause]]
) -> Iterable[Cause]:
    """Why a distinct requirement changed, for at least one job."""
    if avant is None or apres is None:
        return _apparue(raisons, avant, apres, said)
    if avant.statut is apres.statut:
        went, came = ecarts(avant.drapeaux, apres.drapeaux)
        found = list(raisons.des_reserves(avant.mesure, apres.mesure, went, came))
        return found or ([CheminChange()] if went or came else [])
    if Statut.ECARTEE in (avant.statut, apres.statut):
        kinds = (EcartPose, EcartLeve)
        left = [c for c in said.get(apres.mesure.exigence, ()) if isinstance(c, kinds)]
        if left:
            return left
    return raisons.du_statut(avant.mesure, apres.mesure)


def _apparue(
    raisons: Raisons, avant: _Etat | None, apres: _Etat | None, said: Mapping[str, list[Cause]]
) -> list[Cause]:
    """Why a requirement is asked for in one version only: by its jobs, or with jobs that went."""
    one = apres or avant
    if one is None:
        return []
    kinds = (ExigenceDemandee, ExigenceRetiree)
    found: list[Cause] = [c for c in said.get(one.mesure.exigence, ()) if isinstance(c, kinds)]
    return found or _par_les_emplois(raisons, avant, apres)


def _par_les_emplois(raisons: Raisons, avant: _Etat | None, apres: _Etat | None) -> list[Cause]:
    """Jobs that came or went whole, with what they ask for."""
    found: list[Cause] = [
        ObjetSupprime(raisons.avant.nom(cle), "demandait cette exigence")
        for cle in (avant.mesure.emplois if avant else ())
        if cle not in raisons.retraits.vers
    ]
    found += [
        ObjetAjoute(raisons.apres.nom(cle), "demande cette exigence")
        for cle in (apres.mesure.emplois if apres else ())
        if cle not in raisons.ajouts.vers
    ]
    return found or [CheminChange()]


# --- pieces -----------------------------------------------------------------------------------


def _changement(
    raisons: Raisons, avant: _Etat | None, apres: _Etat | None, causes: tuple[Cause, ...]
) -> Iterator[ChangementExigence]:
    """One change, when there is a cause."""
    known, version = (apres, raisons.apres) if apres is not None else (avant, raisons.avant)
    if known is None or not causes:
        return
    went, came = frozenset[Drapeau](), frozenset[Drapeau]()
    if avant is not None and apres is not None:
        went, came = ecarts(avant.drapeaux, apres.drapeaux)
    old = avant.statut if avant is not None else None
    new = apres.statut if apres is not None else None
    yield ChangementExigence(
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


def _ordonner(changes: Iterable[ChangementExigence]) -> tuple[ChangementExigence, ...]:
    return tuple(sorted(changes, key=lambda change: _GENRES.index(change.genre)))
