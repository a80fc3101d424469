"""Graph → what each competence, savoir and habilitation reaches, all its parts together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from mc_builder.coverage.controles import Controle, Controles, Observation
from mc_builder.coverage.graphe import PAR_DEFAUT, PARTIELLE, Categories, Graphe
from mc_builder.coverage.voies import Voie
from mc_builder.model.evaluation import Habilitation

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
    def de(cls, observations: Iterable[Observation]) -> Indicateurs:
        """Those of a competence, each kind in the order of the file."""
        of_all: dict[str, None] = {}
        of_sous: dict[str, dict[str, None]] = {}
        of_activites: dict[str, dict[str, None]] = {}
        for o in observations:
            if o.sous_competence is not None:
                of_sous.setdefault(o.sous_competence, {})[o.indicateur] = None
            elif o.activite is not None:
                of_activites.setdefault(o.activite, {})[o.indicateur] = None
            else:
                of_all[o.indicateur] = None
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
    the best way of each part; `manquantes` the categories that no part assesses; `attestations`
    deliver an habilitation to everyone.
    """

    blocs: tuple[str, ...]
    niveaux: tuple[int, ...]
    controles: tuple[Controle, ...]
    manquantes: tuple[str, ...]
    indicateurs: Indicateurs = AUCUN
    attestations: tuple[str, ...] = ()

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


#: What leads nowhere.
RIEN = Aval((), (), (), ())


@dataclass(frozen=True)
class Suites:
    """What everything reaches, each computed when it is first asked for."""

    graphe: Graphe
    controles: Controles
    _connus: dict[object, Aval] = field(default_factory=dict)

    def aval(self, voie: Voie) -> Aval | None:
        """What a way reaches; None when nothing takes it up."""
        if voie.noeud is not None:
            return self.du_noeud(voie.noeud)
        # An indicateur of activités that no competence of its bloc takes up.
        return Aval((), (), (), self.graphe.categories) if voie.indicateur is not None else None

    def du_noeud(self, cle: str) -> Aval:
        """What a competence, a savoir or an habilitation reaches."""
        if cle in self.graphe.competences:
            return self.competence(cle)
        if isinstance(self.graphe.objet(cle), Habilitation):
            return self.habilitation(cle)
        return self.savoir(cle)

    def competence(self, cle: str) -> Aval:
        """What a competence reaches."""
        if cle not in self._connus:
            self._connus[cle] = self._competence(cle)
        return self._connus[cle]

    def savoir(self, cle: str) -> Aval:
        """What a savoir reaches; savoirs assessed alike share one answer."""
        key = self.controles.cle_du_savoir(cle)
        if key not in self._connus:
            self._connus[key] = self._savoir(cle)
        return self._connus[key]

    def habilitation(self, cle: str) -> Aval:
        """What an habilitation reaches.

        An attestation delivers it to all, parts to the categories they hold: it is for the units
        of the parts, since an habilitation belongs to no bloc.
        """
        parts = self.controles.habilitation(cle)
        if attestations := tuple(a.de for a in self.controles.attestations(cle)):
            return Aval((), (0,), _un_par_partie(parts), (), attestations=attestations)
        unites = dict.fromkeys(c.partie.unite for c in parts)
        ouvertes = [self.graphe.ouvertes(unite) for unite in unites]
        return self._aval((), parts, ouvertes or [frozenset(self.graphe.categories)])

    def _competence(self, cle: str) -> Aval:
        parts = self.controles.competence(cle)
        observations = self.controles.observations.get(cle, ())
        blocs = self.graphe.competences[cle]
        ouvertes = {bloc: self.graphe.ouvertes_du_bloc(bloc) for bloc in blocs}
        complete = tuple(b for b in blocs if niveaux_complets(parts, ouvertes[b]))
        return replace(
            self._aval(
                complete if complete and observations else blocs,
                parts,
                [categories for bloc in blocs for categories in ouvertes[bloc]],
            ),
            indicateurs=Indicateurs.de(observations),
        )

    def _savoir(self, cle: str) -> Aval:
        bloc = self.graphe.bloc_du_savoir(cle)
        return self._aval((bloc,), self.controles.savoir(cle), self.graphe.ouvertes_du_bloc(bloc))

    def _aval(
        self,
        blocs: tuple[str, ...],
        parts: Iterable[Controle],
        ouvertes: Iterable[Categories],
    ) -> Aval:
        return Aval(
            blocs,
            niveaux_complets(parts, ouvertes),
            _un_par_partie(parts),
            self._manquantes(parts, ouvertes),
        )

    def _manquantes(
        self, parts: Iterable[Controle], ouvertes: Iterable[Categories]
    ) -> tuple[str, ...]:
        """What is missing for the unit that misses the fewest categories, in declared order."""
        found = {category for controle in parts for category in controle.partie.categories}
        missing = (
            tuple(c for c in self.graphe.categories if c in categories and c not in found)
            for categories in ouvertes
        )
        return min(missing, key=len, default=())


def suivre(graphe: Graphe) -> Suites:
    """What each competence, savoir and habilitation reaches."""
    return Suites(graphe, Controles(graphe))


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
