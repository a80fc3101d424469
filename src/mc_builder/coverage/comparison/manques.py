"""A requirement that one version covers better → the fewest edges that the other lacks for that.

Each way that gave the better status is a walk of edges; those that the other version has not are
what must be restored for that way to exist again. Where several walks would do (the parts that
assess, the indicateurs that observe), the fewest that cut all of them are kept: this is the
counterfactual, without measuring again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mc_builder.coverage.chains import reached
from mc_builder.coverage.comparison.causes import CHEMIN_CHANGE, Cause
from mc_builder.coverage.comparison.differences import Difference
from mc_builder.coverage.comparison.versions import Version
from mc_builder.coverage.controles import Attente
from mc_builder.coverage.graphe import TOUTES, Arete, Chemin, Verbe
from mc_builder.coverage.observations import Constats
from mc_builder.coverage.paths import Chaine
from mc_builder.coverage.statuts import Statut
from mc_builder.coverage.voies import Voie, answers, nearest, voies
from mc_builder.model.emplois import Exigence

Causes = tuple[Cause, ...]


def why_status(d: Difference, exigence: str, plancher: Statut) -> Causes:
    """Why `present` reaches `plancher` and `absent` does not."""
    found = (
        (answer, voie)
        for answer, voie in _voies(d, exigence)
        if _reached(d.present, voie) >= plancher
    )
    return _Manque(d, plancher, stricte=False).of_voies(found) or (CHEMIN_CHANGE,)


def why_reserves(d: Difference, exigence: str, meilleure: Chaine | None) -> Causes:
    """Why the best chain of `present` has fewer reservations than what `absent` has."""
    if meilleure is None:
        return ()
    best = (meilleure.activite, meilleure.tache, meilleure.noeud)
    found = (
        (answer, voie)
        for answer, voie in _voies(d, exigence)
        if (voie.activite, voie.tache, voie.noeud) == best
    )
    return _Manque(d, Statut.EVALUEE, stricte=True).of_voies(found)


def _reached(version: Version, voie: Voie) -> Statut:
    return reached(voie, version.suites.after(voie), version.suites.observants(voie))


def _voies(d: Difference, exigence: str) -> Iterator[tuple[Arete, Voie]]:
    """The ways to a requirement, each with the answer that it starts from."""
    asked = d.present.projet.find(exigence, Exigence)
    for answer in answers(d.present.graphe, exigence, asked.nature) if asked else ():
        for voie in nearest(voies(d.present.graphe, answer.de), d.present.controles.named):
            yield answer, voie


@dataclass(frozen=True, slots=True)
class _Manque:
    """What `absent` lacks for a way to reach `plancher`; strictly, to do so as well."""

    d: Difference
    plancher: Statut
    stricte: bool

    def of_voies(self, found: Iterable[tuple[Arete, Voie]]) -> Causes:
        """The causes that cut all of these ways."""
        return fewest([tuple(self._of_voie(answer, voie)) for answer, voie in found])

    def _of_voie(self, answer: Arete, voie: Voie) -> Iterator[Cause]:
        """All that a way lacks: its links, then what comes after what takes up."""
        farther = voie.aretes if self.plancher > Statut.DECRITE else ()
        yield from self._of_walk((answer, *farther), answer.de)
        if self.plancher is Statut.EVALUEE and voie.noeud is not None and voie.noeud in self.d.vers:
            if voie.indicateur is None and voie.competence is not None:
                yield from self._of_indicateurs(voie.competence)
            yield from self._of_parts(voie.noeud, voie)

    def _of_walk(self, aretes: Chemin, noeud: str, *, seul: bool = False) -> Iterator[Cause]:
        """What a walk lacks, edge after edge; `seul` when one part only assesses `noeud`."""
        for a in aretes:
            if a.verbe is not Verbe.EVALUE:
                alike = self.d.present.graphe.into(a.vers, a.verbe)
                seul = len({other.de for other in alike}) == 1
            yield from self.d.causes(a, noeud, seul=seul, stricte=self.stricte)

    def _of_indicateurs(self, competence: str) -> Causes:
        """Why a competence has no indicateur in `absent` (or, strictly, none of its own)."""
        here = self.d.present.suites.of(competence)
        there = self.d.absent.suites.of(self.d.vers[competence])
        worse = self.stricte and there.indicateur_qualite > here.indicateur_qualite
        if there.is_observed and not worse:
            return ()
        lost = [o.indicateur for o in here.observations if self.d.lost(o.indicateur)]
        cuts = [
            tuple(self._of_walk(o.aretes, competence))
            for o in here.observations
            if o.indicateur not in lost
        ]
        if lost:
            cuts.append((self.d.indicateurs(competence, list(dict.fromkeys(lost))),))
        return fewest(cuts)

    def _of_parts(self, noeud: str, voie: Voie) -> Causes:
        """Why nothing assesses something for all in `absent` (or, strictly, not as well)."""
        there, suites = self.d.vers[noeud], self.d.absent.suites
        vus, constats = self.d.present.suites.constats(voie), suites.constats(self._there(voie))
        here = self.d.present.suites.of(noeud, vus).niveaux
        niveau = min(here, default=0) if self.stricte else TOUTES
        if niveau not in here or niveau in suites.of(there, constats).niveaux:
            return ()
        whole = self._whole(noeud, niveau, vus)
        found = fewest([tuple(self._of_attente(noeud, a, niveau, vus, constats)) for a in whole])
        if not found and constats is not None:
            return (self.d.occasion(noeud, constats),)
        return found or (CHEMIN_CHANGE,)

    def _whole(self, noeud: str, niveau: int, vus: Constats) -> list[Attente]:
        """The units, or the blocs that have none, for all whose candidates `present` assesses it.

        One is enough; all those that are expected, when what delivers it to everyone does.
        """
        controles = self.d.present.controles
        expected, done = controles.expected(noeud), controles.assessed(noeud, niveau, vus)
        return [a for a in expected if a.categories <= done] or expected

    def _of_attente(
        self, noeud: str, attente: Attente, niveau: int, vus: Constats, constats: Constats
    ) -> Iterator[Cause]:
        """Why candidates of a unit are not all assessed in `absent`: it, or parts, are missing."""
        vers, absent = self.d.vers, self.d.absent
        there = {(a.unite, a.bloc): a for a in absent.controles.expected(vers[noeud])}
        other = there.get((vers.get(attente.unite or ""), vers.get(attente.bloc or "")))
        if other is None:
            yield from self._of_walk(attente.aretes, noeud)
            expected = {vers[c] for c in attente.categories if c in vers}
        else:
            expected = set(other.categories)
        done = absent.controles.assessed(vers[noeud], niveau, constats)
        known = absent.graphe.categories
        for absente in [c for c in known if c in expected - done] if known else [None]:
            yield from self._of_category(noeud, absente, niveau, vus)

    def _there(self, voie: Voie) -> Voie:
        """The same way in `absent`, as far as its objects are there."""
        vers = self.d.vers
        return Voie(
            activite=vers.get(voie.activite or ""),
            competence=vers.get(voie.competence or ""),
            sous_competence=vers.get(voie.sous_competence or ""),
            indicateur=vers.get(voie.indicateur or ""),
        )

    def _of_category(
        self, noeud: str, absente: str | None, niveau: int, constats: Constats
    ) -> Causes:
        """Why nothing assesses something for a category; None when there are no categories."""
        categorie = None if absente is None else self.d.retour.get(absente)
        if absente is not None and categorie is None:
            return (self.d.categorie(noeud, absente, None),)
        controles, graphe = self.d.present.controles, self.d.present.graphe
        walks: list[Chemin] = [(a,) for a in controles.attestations(noeud)]
        for controle in controles.at_level(noeud, niveau, constats):
            taken = graphe.find(Verbe.PASSE, controle.partie.cle, categorie or "")
            if taken is not None or categorie is None:
                walks.append(controle.aretes if taken is None else (*controle.aretes, taken))
        if not walks:  # nothing did: nobody had to
            walks = [
                (free, *a.aretes)
                for a in controles.expected(noeud)
                if (free := graphe.find(Verbe.DISPENSE, a.unite or "", categorie or "")) is not None
            ]
        return fewest(self._cuts(noeud, walks))

    def _cuts(self, noeud: str, walks: Iterable[Chemin]) -> list[Causes]:
        """What each walk lacks."""
        parties = {c.partie.cle for c in self.d.present.controles.of(noeud)}
        return [tuple(self._of_walk(w, noeud, seul=len(parties) == 1)) for w in walks]


def fewest(cuts: Sequence[Causes]) -> Causes:
    """The fewest causes that cut all the ways, and whose restoration makes one of them whole.

    `cuts` are what each way lacks, in the order of the chain; a way that lacks nothing is left
    out. The cause that cuts the most ways comes first, the nearest to the requirement among
    equals.
    """
    pending = unique = [tuple(dict.fromkeys(cut)) for cut in cuts if cut]
    place = {cause: i for cut in reversed(unique) for i, cause in enumerate(cut)}
    chosen: list[Cause] = []
    while pending:
        count = Counter(cause for cut in pending for cause in cut)
        best = max(count, key=lambda cause: (count[cause], -place[cause]))
        chosen.append(best)
        pending = [cut for cut in pending if best not in cut]
    if unique:
        left = [[c for c in cut if c not in chosen] for cut in unique]
        nearest: list[Cause] = min(left, key=len)
        chosen += nearest
    return tuple(sorted(chosen, key=lambda cause: place[cause]))
