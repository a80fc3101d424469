"""Links and assessments → what each competence, savoir and habilitation reaches downstream.

What comes after a competence does not depend on the requirement that led to it: it is computed
once per competence, whatever the number of requirements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from mc_builder.coverage.links import PAR_DEFAUT, PARTIELLE, CompetenceLiee, Liens, SavoirLie
from mc_builder.coverage.parts import Categories, Controle, Controles

CleControle = tuple[str, tuple[str, ...], tuple[str, ...]]
#: Qualities that a set of parts may have, from the best to the worst.
_QUALITES = range((PARTIELLE | PAR_DEFAUT) + 1)


@dataclass(frozen=True, slots=True)
class Indicateurs:
    """The indicateurs of a competence: of all of it, of each sub-competence, of each activité."""

    entiere: tuple[str, ...]
    sous_competences: Mapping[str, tuple[str, ...]]
    activites: Mapping[str, tuple[str, ...]]

    def choisir(
        self, sous_competence: str | None, activite: str | None
    ) -> tuple[tuple[str, ...], int]:
        """All those that observe a path equally, and the quality of that link.

        Those on the sub-competence of the path or on all the competence observe it. Those on an
        activité, or on another sub-competence, are deduced links. Why all: to name the first of
        a list would say that it is the one that answers.
        """
        if (exact := self.sous_competences.get(sous_competence or "")) is not None:
            return exact, 0
        if self.entiere:
            return self.entiere, 0
        of_parts = tuple(dict.fromkeys(chain.from_iterable(self.sous_competences.values())))
        if sous_competence is None and of_parts:
            return of_parts, 0
        found = (
            self.activites.get(activite or "")
            or tuple(dict.fromkeys(chain.from_iterable(self.activites.values())))
            or of_parts
        )
        return found, PAR_DEFAUT if found else 0

    @classmethod
    def de(cls, competence: CompetenceLiee) -> Indicateurs:
        """Those of a competence, each kind in the order of the file."""
        of_all: list[str] = []
        of_sous: dict[str, list[str]] = {}
        of_activites: dict[str, list[str]] = {}
        for i in competence.indicateurs:
            if not i.sous_competences and i.bloc is None:
                of_all.append(i.cle)
            for sous in i.sous_competences:
                of_sous.setdefault(sous, []).append(i.cle)
            for activite in i.activites:
                of_activites.setdefault(activite, []).append(i.cle)
        return cls(
            tuple(of_all),
            {cle: tuple(found) for cle, found in of_sous.items()},
            {cle: tuple(found) for cle, found in of_activites.items()},
        )


#: Of what needs no indicateur.
AUCUN = Indicateurs((), {}, {})


@dataclass(frozen=True, slots=True)
class Aval:
    """What a competence, a savoir or an habilitation reaches.

    `niveaux` are the qualities at which the union of parts is complete, none when it is not;
    `blocs` are the blocs through which it is, or all its blocs when there is none; `controles`
    the best way of each part; `manquantes` the categories that no part assesses.
    """

    blocs: tuple[str, ...]
    niveaux: tuple[int, ...]
    controles: tuple[Controle, ...]
    manquantes: tuple[str, ...]
    indicateurs: Indicateurs = AUCUN

    @property
    def observee(self) -> bool:
        """Whether it has an indicateur."""
        return bool(self.indicateurs.choisir(None, None)[0])

    @property
    def indicateur_qualite(self) -> int:
        """Whether it has none but those of activités."""
        return self.indicateurs.choisir(None, None)[1]

    def qualite(self, amont: int) -> int:
        """The best quality of a complete path that reaches here with quality `amont`."""
        return min(amont | niveau for niveau in self.niveaux)


@dataclass(frozen=True, slots=True)
class Suites:
    """What everything reaches, by identity."""

    competences: Mapping[str, Aval]
    savoirs: Mapping[str, Aval]
    habilitations: Mapping[str, Aval]


def suivre(liens: Liens, controles: Controles) -> Suites:
    """Compute what each competence, savoir and habilitation reaches."""
    of_savoir = _aval_des_savoirs(controles, controles_des_savoirs(liens, controles))
    return Suites(
        {cle: _competence(c, controles) for cle, c in liens.competences.items()},
        {cle: of_savoir(s) for cle, s in liens.savoirs.items()},
        {
            answer.habilitation: _habilitation(answer.habilitation, controles)
            for answers in liens.reponses.values()
            for answer in answers
            if answer.habilitation is not None
        },
    )


def niveaux_complets(
    controles: Iterable[Controle], ouvertes: Iterable[Categories]
) -> tuple[int, ...]:
    """The qualities at which every category of one of the sets `ouvertes` is assessed."""
    by_quality: dict[int, set[str]] = {}
    for controle in controles:
        by_quality.setdefault(controle.qualite, set()).update(controle.partie.categories)
    candidates = tuple(ouvertes)
    complete = []
    for niveau in _QUALITES:
        # A part is at least as good as a level when it has no weakness that the level has not.
        parts = [found for q, found in by_quality.items() if not q & ~niveau]
        assessed = {category for found in parts for category in found}
        if parts and any(categories <= assessed for categories in candidates):
            complete.append(niveau)
    return tuple(complete)


def cle_de_controle(savoir: SavoirLie, controles: Controles) -> CleControle:
    """Bloc, scope and the names that parts cite: savoirs that share them are assessed alike."""
    names = (savoir.cle, *savoir.contenants)
    cited = tuple(cle for cle in names if cle in controles.savoirs)
    return savoir.bloc, savoir.activites, cited


def controles_des_savoirs(
    liens: Liens, controles: Controles
) -> Callable[[SavoirLie], tuple[Controle, ...]]:
    """A function that gives the ways in which a savoir is assessed: by name, then by default.

    By default: by any part that assesses a competence taking up an activité of its scope, or a
    competence of its bloc when it has no scope.
    """
    by_default: dict[tuple[str, ...], tuple[Controle, ...]] = {}

    def defaults(savoir: SavoirLie) -> tuple[Controle, ...]:
        key = savoir.activites or ("", savoir.bloc)
        if key not in by_default:
            competences = (
                [c for activite in savoir.activites for c in liens.preneurs.get(activite, ())]
                if savoir.activites
                else liens.membres.get(savoir.bloc, ())
            )
            by_default[key] = tuple(
                Controle(c.partie, c.qualite | PAR_DEFAUT, bloc=c.bloc, competence=competence)
                for competence in dict.fromkeys(competences)
                for c in controles.competences.get(competence, ())
            )
        return by_default[key]

    def of(savoir: SavoirLie) -> tuple[Controle, ...]:
        names = cle_de_controle(savoir, controles)[2]
        named = (controle for cle in names for controle in controles.savoirs[cle])
        return (*named, *defaults(savoir))

    return of


def _aval_des_savoirs(
    controles: Controles, controles_de: Callable[[SavoirLie], tuple[Controle, ...]]
) -> Callable[[SavoirLie], Aval]:
    """A function that gives what a savoir reaches; savoirs assessed alike share one answer."""
    known: dict[CleControle, Aval] = {}

    def of(savoir: SavoirLie) -> Aval:
        key = cle_de_controle(savoir, controles)
        if key not in known:
            known[key] = _savoir(savoir, controles_de(savoir), controles)
        return known[key]

    return of


def _competence(competence: CompetenceLiee, controles: Controles) -> Aval:
    parts = controles.competences.get(competence.cle, [])
    complete = [
        bloc for bloc in competence.blocs if niveaux_complets(parts, controles.du_bloc(bloc))
    ]
    ouvertes = [o for bloc in competence.blocs for o in controles.du_bloc(bloc)]
    return Aval(
        tuple(complete) if complete and competence.indicateurs else competence.blocs,
        niveaux_complets(parts, ouvertes),
        _un_par_partie(parts),
        _manquantes(parts, ouvertes, controles),
        Indicateurs.de(competence),
    )


def _savoir(savoir: SavoirLie, parts: tuple[Controle, ...], controles: Controles) -> Aval:
    ouvertes = controles.du_bloc(savoir.bloc)
    return Aval(
        (savoir.bloc,),
        niveaux_complets(parts, ouvertes),
        _un_par_partie(parts),
        _manquantes(parts, ouvertes, controles),
    )


def _habilitation(cle: str, controles: Controles) -> Aval:
    """An habilitation: an attestation delivers it to all, parts to the categories they hold.

    Why the units of the parts: an habilitation belongs to no bloc.
    """
    parts = controles.habilitations.get(cle, [])
    unites = dict.fromkeys(c.partie.unite for c in parts)
    ouvertes = [controles.de_l_unite(unite) for unite in unites]
    if controles.attestations.get(cle):
        return Aval((), (0,), _un_par_partie(parts), ())
    return Aval(
        (),
        niveaux_complets(parts, ouvertes),
        _un_par_partie(parts),
        _manquantes(parts, ouvertes or [frozenset(controles.categories)], controles),
    )


def _un_par_partie(parts: Iterable[Controle]) -> tuple[Controle, ...]:
    """The best way of each part: the quality first, the shortest link then.

    A part that assesses several sub-competences equally assesses their competence: naming one of
    them would be a choice at random.
    """
    best: dict[str, Controle] = {}
    for controle in sorted(parts, key=_rang):
        known = best.setdefault(controle.partie.cle, controle)
        several = controle.qualite == known.qualite and known.competence == controle.competence
        if several and known.sous_competence not in (None, controle.sous_competence):
            best[controle.partie.cle] = replace(known, sous_competence=None)
    return tuple(best[cle] for cle in sorted(best))


def _rang(controle: Controle) -> tuple[int, str, str, str]:
    return (
        controle.qualite,
        controle.sous_competence or "",
        controle.competence or "",
        controle.bloc or "",
    )


def _manquantes(
    parts: Iterable[Controle], ouvertes: Iterable[Categories], controles: Controles
) -> tuple[str, ...]:
    """What is missing for the unit that misses the fewest categories, in declared order."""
    found = {category for controle in parts for category in controle.partie.categories}
    missing = [
        tuple(c for c in controles.categories if c in categories and c not in found)
        for categories in ouvertes
    ]
    return min(missing, key=len, default=())
