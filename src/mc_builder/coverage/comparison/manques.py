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

from mc_builder.coverage.chains import atteint
from mc_builder.coverage.comparison.causes import Cause, CheminChange
from mc_builder.coverage.comparison.differences import Difference
from mc_builder.coverage.controles import Controle
from mc_builder.coverage.graphe import Arete, Chemin, Verbe
from mc_builder.coverage.paths import Chaine
from mc_builder.coverage.statuts import Statut
from mc_builder.coverage.voies import Voie, reponses, voies
from mc_builder.model.emplois import Exigence

Causes = tuple[Cause, ...]


def du_statut(d: Difference, exigence: str, plancher: Statut) -> Causes:
    """Why `present` reaches `plancher` and `absent` does not."""
    found = (
        (answer, voie)
        for answer, voie in _voies(d, exigence)
        if atteint(voie, d.present.suites.aval(voie)) >= plancher
    )
    return _Manque(d, plancher, stricte=False).des_voies(found) or (CheminChange(),)


def des_reserves(d: Difference, exigence: str, meilleure: Chaine | None) -> Causes:
    """Why the best chain of `present` has fewer reservations than what `absent` has."""
    if meilleure is None:
        return ()
    best = (meilleure.activite, meilleure.tache, meilleure.noeud)
    found = (
        (answer, voie)
        for answer, voie in _voies(d, exigence)
        if (voie.activite, voie.tache, voie.noeud) == best
    )
    return _Manque(d, Statut.EVALUEE, stricte=True).des_voies(found)


def _voies(d: Difference, exigence: str) -> Iterator[tuple[Arete, Voie]]:
    """The ways to a requirement, each with the answer that it starts from."""
    asked = d.present.projet.trouver(exigence, Exigence)
    for answer in reponses(d.present.graphe, exigence, asked.nature) if asked else ():
        for voie in voies(d.present.graphe, answer.de):
            yield answer, voie


@dataclass(frozen=True, slots=True)
class _Manque:
    """What `absent` lacks for a way to reach `plancher`; strictly, to do so as well."""

    d: Difference
    plancher: Statut
    stricte: bool

    def des_voies(self, found: Iterable[tuple[Arete, Voie]]) -> Causes:
        """The causes that cut all of these ways."""
        return choisir([_uniques(self._voie(answer, voie)) for answer, voie in found])

    def _voie(self, answer: Arete, voie: Voie) -> Iterator[Cause]:
        """All that a way lacks: its links, then what comes after what takes up."""
        farther = voie.aretes if self.plancher > Statut.DECRITE else ()
        yield from self._chemin((answer, *farther))
        if self.plancher is Statut.EVALUEE and voie.noeud is not None and voie.noeud in self.d.vers:
            if voie.indicateur is None and voie.competence is not None:
                yield from self._observation(voie.competence)
            yield from self._evaluation(voie.noeud)

    def _chemin(
        self, aretes: Chemin, noeud: str | None = None, *, seul: bool = False
    ) -> Iterator[Cause]:
        """What a walk lacks, edge after edge; `seul` when one part only assesses `noeud`."""
        for a in aretes:
            alone = seul if a.verbe is Verbe.EVALUE else self._seul(a)
            yield from self.d.causes(a, noeud, seul=alone, stricte=self.stricte)

    def _seul(self, arete: Arete) -> bool:
        """Whether nothing else is linked so to this target."""
        found = self.d.present.graphe.vers(arete.vers, arete.verbe)
        return len({a.de for a in found}) == 1

    # --- indicateurs --------------------------------------------------------------------------

    def _observation(self, competence: str) -> Causes:
        """Why a competence has no indicateur in `absent` (or, strictly, none of its own)."""
        here = self.d.present.suites.competence(competence)
        there = self.d.absent.suites.competence(self.d.vers[competence])
        worse = self.stricte and there.indicateur_qualite > here.indicateur_qualite
        if not here.observee or (there.observee and not worse):
            return ()
        lost, cuts = dict[str, None](), list[Causes]()
        for o in self.d.present.controles.observations[competence]:
            if self.d.perdu(o.indicateur):
                lost[o.indicateur] = None
            else:
                cuts.append(_uniques(self._chemin(o.aretes)))
        if lost:
            cuts.append((self.d.indicateurs(competence, list(lost)),))
        return choisir(cuts)

    # --- épreuves -----------------------------------------------------------------------------

    def _evaluation(self, noeud: str) -> Causes:
        """Why a competence, a savoir or an habilitation is not assessed for all in `absent`."""
        here = self.d.present.suites.du_noeud(noeud)
        there = self.d.absent.suites.du_noeud(self.d.vers[noeud])
        if not here.niveaux:
            return ()
        if there.niveaux:
            worse = self.stricte and there.niveaux[0] > here.niveaux[0]
            return self._degradee(noeud, here.niveaux[0]) if worse else ()
        missing = there.manquantes or (None,)
        found = _uniques(c for absente in missing for c in self._categorie(noeud, absente))
        return found or (CheminChange(),)

    def _degradee(self, noeud: str, niveau: int) -> Causes:
        """Why the categories that were assessed at a level are not any more."""
        found: list[Cause] = []
        best = [c for c in self.d.present.controles.du_noeud(noeud) if not c.qualite & ~niveau]
        for categorie in self.d.present.graphe.categories:
            cuts = self._coupures(noeud, self._passations(best, categorie))
            found += choisir(cuts) if all(cuts) else ()
        return _uniques(found)

    def _categorie(self, noeud: str, absente: str | None) -> Causes:
        """Why nothing assesses something for a category; None when there are no categories."""
        categorie = None if absente is None else self.d.retour.get(absente)
        if absente is not None and categorie is None:
            return (self.d.categorie(noeud, absente, None),)
        controles = self.d.present.controles.du_noeud(noeud)
        walks: list[Chemin] = [(a,) for a in self.d.present.controles.attestations(noeud)]
        walks += self._passations(controles, categorie)
        return choisir(self._coupures(noeud, walks or self._dispenses(noeud, categorie or "")))

    def _coupures(self, noeud: str, walks: Iterable[Chemin]) -> list[Causes]:
        """What each walk lacks."""
        parties = {c.partie.cle for c in self.d.present.controles.du_noeud(noeud)}
        return [_uniques(self._chemin(w, noeud, seul=len(parties) == 1)) for w in walks]

    def _passations(self, controles: Iterable[Controle], categorie: str | None) -> list[Chemin]:
        """The walks to the parts that a category takes."""
        graphe = self.d.present.graphe
        if categorie is None:
            return [c.aretes for c in controles]
        return [
            (*c.aretes, taken)
            for c in controles
            if (taken := graphe.trouver(Verbe.PASSE, c.partie.cle, categorie)) is not None
        ]

    def _dispenses(self, noeud: str, categorie: str) -> list[Chemin]:
        """The walks to the units that do not ask this of a category."""
        graphe = self.d.present.graphe
        if noeud in graphe.competences:
            homes: list[Chemin] = [(member,) for member in graphe.appartenances(noeud)]
        else:
            homes = [graphe.interieur(noeud)]
        units = [
            (valid.de, (valid, *home))
            for home in homes if home
            for valid in graphe.vers(home[-1].de, Verbe.VALIDE)
        ]  # fmt: skip
        parts = self.d.present.controles.habilitation(noeud)
        units += [(c.partie.unite or "", c.aretes) for c in parts]
        return [
            (free, *walk)
            for unite, walk in units
            if (free := graphe.trouver(Verbe.DISPENSE, unite, categorie)) is not None
        ]


def _uniques(causes: Iterable[Cause]) -> Causes:
    return tuple(dict.fromkeys(causes))


def choisir(ruptures: Sequence[Causes]) -> Causes:
    """The fewest causes that cut all the ways, and whose restoration makes one of them whole.

    `ruptures` are the cuts of each way, in the order of the chain; a way without a cut is left
    out. The cause that cuts the most ways comes first, the nearest to the requirement among
    equals.
    """
    cuts = [cut for cut in ruptures if cut]
    place = {cause: i for cut in reversed(cuts) for i, cause in enumerate(cut)}
    chosen: list[Cause] = []
    pending = list(cuts)
    while pending:
        count = Counter(cause for cut in pending for cause in cut)
        best = max(count, key=lambda cause: (count[cause], -place[cause]))
        chosen.append(best)
        pending = [cut for cut in pending if best not in cut]
    if cuts:
        left = [[c for c in cut if c not in chosen] for cut in cuts]
        nearest: list[Cause] = min(left, key=len)
        chosen += nearest
    return tuple(sorted(chosen, key=lambda cause: place[cause]))
