"""A requirement that one version covers better → what the other version lacks for that.

Each way that gave the better status is followed link by link; what is missing is what must be
restored for that way to exist again. The causes are the fewest that cut all the ways, completed
so that to restore them makes one way whole: this is the counterfactual, without measuring again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from mc_builder.coverage.comparison.causes import (
    VERBES,
    CategorieFermee,
    CategorieOuverte,
    Cause,
    CheminChange,
    IndicateursAjoutes,
    IndicateursSupprimes,
    LienAjoute,
    LienSupprime,
    ObjetAjoute,
    ObjetDeplace,
    ObjetSupprime,
    PartieFermee,
    PartieOuverte,
    PorteeEtendue,
    PorteeReduite,
)
from mc_builder.coverage.comparison.liens import CleLien, Trace, Trame, Voie
from mc_builder.coverage.paths import Chaine
from mc_builder.coverage.statuts import Statut
from mc_builder.model.base import ACompleter
from mc_builder.model.evaluation import Unite


class Sens(Enum):
    """Whether the version that covers better is the old one (something went) or the new one."""

    RETRAIT = "retrait"
    AJOUT = "ajout"


@dataclass(frozen=True, slots=True)
class Recherche:
    """Looks in `present` for what `absent` lacks; `vers` leads from the one to the other."""

    present: Trame
    absent: Trame
    vers: Mapping[str, str]
    retour: Mapping[str, str]
    sens: Sens

    def du_statut(self, exigence: str, plancher: Statut) -> tuple[Cause, ...]:
        """Why `present` reaches `plancher` and `absent` does not."""
        voies = [v for v in self.present.voies(exigence) if v.statut >= plancher]
        return self._choisir(exigence, voies, plancher, stricte=False) or (CheminChange(),)

    def des_reserves(self, exigence: str, meilleure: Chaine | None) -> tuple[Cause, ...]:
        """Why the best chain of `present` has fewer reservations than what `absent` has."""
        if meilleure is None:
            return ()
        best = (meilleure.activite, meilleure.tache, meilleure.noeud)
        voies = [
            v for v in self.present.voies(exigence) if v.noeud in (best[2], None)
            and (best[0] is None or v.activite == best[0])
            and (best[1] is None or v.tache == best[1])
        ]  # fmt: skip
        return self._choisir(exigence, voies, Statut.EVALUEE, stricte=True)

    def _choisir(
        self, exigence: str, voies: Sequence[Voie], plancher: Statut, *, stricte: bool
    ) -> tuple[Cause, ...]:
        seuls = _seuls(list(self.present.voies(exigence)))
        cuts = [
            tuple(dict.fromkeys(self._ruptures(v, plancher, seuls, stricte=stricte))) for v in voies
        ]
        return choisir([cut for cut in cuts if cut])

    # --- what one way lacks -------------------------------------------------------------------

    def _ruptures(
        self, voie: Voie, plancher: Statut, seuls: frozenset[CleLien], *, stricte: bool
    ) -> Iterator[Cause]:
        needed = voie.liens if plancher > Statut.DECRITE else voie.liens[:1]
        for lien in needed:
            yield from self._lien(lien, seul=lien in seuls, stricte=stricte)
        if plancher > Statut.DECRITE:
            for contenu, contenant in voie.contenants:
                yield from self._contenance(contenu, contenant)
        noeud = voie.noeud
        if plancher is Statut.EVALUEE and noeud is not None and noeud in self.vers:
            if voie.indicateur is None and noeud in self.present.liens.competences:
                yield from self._indicateurs(noeud, stricte=stricte)
            yield from self._epreuves(noeud, stricte=stricte)

    def _lien(self, lien: CleLien, *, seul: bool = False, stricte: bool = False) -> list[Cause]:
        """Why a link is not in `absent`: an end is missing, or it is not written there."""
        verbe, porteur, cible = lien
        if porteur not in self.vers:
            return [self._objet(porteur, self._role(lien, seul=seul))]
        if cible not in self.vers:
            nom = self.present.nom(cible)
            tense = "était" if self.sens is Sens.RETRAIT else "est"
            done = nom.accorde(VERBES[verbe].passif)
            return [self._objet(cible, f"{tense} {done} par {self.present.nom(porteur)}")]
        other = (verbe, self.vers[porteur], self.vers[cible])
        retrait = self.sens is Sens.RETRAIT
        found = self.absent.ecrits.get(other)
        if found is None:
            # The place of a removed link is in the old version, that of an added one in the new:
            # in both cases, the version that has it.
            return [self._entre(LienSupprime if retrait else LienAjoute, lien, lien, self.present)]
        if stricte and found.partielle and not self.present.ecrits[lien].partielle:
            newer = (other, self.absent) if retrait else (lien, self.present)
            return [self._entre(PorteeReduite if retrait else PorteeEtendue, lien, *newer)]
        return []

    def _entre(
        self,
        kind: type[LienSupprime | LienAjoute | PorteeReduite | PorteeEtendue],
        lien: CleLien,
        ecrit: CleLien,
        trame: Trame,
    ) -> Cause:
        verbe, porteur, _ = lien
        nom = self.present.nom(porteur)
        return kind(nom, VERBES[verbe], self._cible(lien), trame.lieu_du_lien(ecrit))

    def _cible(self, lien: CleLien) -> str:
        """How the target of a link is named."""
        verbe, _, cible = lien
        return "cette exigence" if verbe == "repond_a" else str(self.present.nom(cible))

    def _role(self, lien: CleLien, *, seul: bool) -> str:
        """What the holder of a link does, or did."""
        verbe, porteur, _ = lien
        retrait = self.sens is Sens.RETRAIT
        words = VERBES[verbe].imparfait if retrait else VERBES[verbe].present
        alone = self.present.nom(porteur).accorde(" seul") if seul else ""
        return f"{words.format(seul=alone)} {self._cible(lien)}"

    def _objet(self, cle: str, role: str) -> Cause:
        """A missing object: the outermost one that is missing with it says more."""
        outer = cle
        for ancestor in self.present.ancetres(cle):
            if ancestor.cle in self.vers:
                break
            outer = ancestor.cle
        if outer != cle:
            verb = "contenait" if self.sens is Sens.RETRAIT else "contient"
            role = f"{verb} {self.present.nom(cle)}, qui {role}"
        kind = ObjetSupprime if self.sens is Sens.RETRAIT else ObjetAjoute
        return kind(self.present.nom(outer), role)

    def _contenance(self, contenu: str, contenant: str) -> Iterator[Cause]:
        """An object that is in another container."""
        if contenu not in self.vers or contenant not in self.vers:
            return
        holders = list(self.absent.ancetres(self.vers[contenu]))
        if any(h.cle == self.vers[contenant] for h in holders) or len(holders) < 2:
            return
        yield self._deplace(contenu, contenant, holders[1].cle)

    def _deplace(self, contenu: str, ici: str, ailleurs: str) -> Cause:
        """`contenu` is in `ici` in `present`, in `ailleurs` in `absent`."""
        here, elsewhere = self.present.nom(ici), self.absent.nom(ailleurs)
        if self.sens is Sens.RETRAIT:
            return ObjetDeplace(self.absent.nom(self.vers[contenu]), here, elsewhere)
        return ObjetDeplace(self.present.nom(contenu), elsewhere, here)

    # --- indicateurs --------------------------------------------------------------------------

    def _indicateurs(self, competence: str, *, stricte: bool) -> Iterator[Cause]:
        """Why a competence has no indicateur in `absent` (or, strictly, none of its own)."""
        here = self.present.suites.competences[competence]
        there = self.absent.suites.competences.get(self.vers[competence])
        if not here.observee or there is None:
            return
        worse = stricte and there.indicateur_qualite > here.indicateur_qualite
        if there.observee and not worse:
            return
        missing = []
        for i in self.present.liens.competences[competence].indicateurs:
            if i.cle not in self.vers or self._a_completer(self.vers[i.cle]):
                missing.append(self.present.nom(i.cle))
            elif i.bloc is not None:
                yield from self._porte(i.cle, i.bloc, competence)
            else:
                yield from self._contenance(i.cle, competence)
        if missing:
            retrait = self.sens is Sens.RETRAIT
            kind = IndicateursSupprimes if retrait else IndicateursAjoutes
            yield kind(self.present.nom(competence), tuple(missing))

    def _a_completer(self, cle: str) -> bool:
        return isinstance(getattr(self.absent.projet.par_cle[cle], "intitule", ""), ACompleter)

    def _porte(self, indicateur: str, bloc: str, competence: str) -> Iterator[Cause]:
        """Why an indicateur that a bloc puts on activités no more concerns a competence."""
        for activite in self.present.cibles.get(("porte", indicateur), ()):
            for taking in self.present.prises_ecrites(competence, activite):
                reprise = self.present.reprise(bloc, competence)
                yield from self._premiere((("porte", indicateur, activite), *taking, *reprise))

    def _premiere(self, liens: Iterable[CleLien], *, stricte: bool = False) -> list[Cause]:
        """The first cut of a sequence of links."""
        return next((found for lien in liens if (found := self._lien(lien, stricte=stricte))), [])

    # --- épreuves -----------------------------------------------------------------------------

    def _epreuves(self, noeud: str, *, stricte: bool) -> Iterator[Cause]:
        """Why a competence, a savoir or an habilitation is not assessed for all in `absent`."""
        here, there = self.present.aval(noeud), self.absent.aval(self.vers[noeud])
        if here is None or there is None or not here.niveaux:
            return
        if there.niveaux:
            if stricte and there.niveaux[0] > here.niveaux[0]:
                for trace in self.present.traces(noeud):
                    yield from self._trace_degradee(noeud, trace)
            return
        found = False
        for cause in self._categories(noeud, there.manquantes):
            found = True
            yield cause
        if not found:
            yield CheminChange()

    def _categories(self, noeud: str, manquantes: Sequence[str]) -> Iterator[Cause]:
        traces = list(self.present.traces(noeud))
        parties = {trace.partie for trace in traces}
        if not manquantes:
            for trace in traces:
                yield from self._premiere(trace.liens)
        for absente in manquantes:
            categorie = self.retour.get(absente)
            taken = [t for t in traces if categorie in t.categories]
            if categorie is None:
                yield self._ouverte(noeud, absente, None)
            elif not taken:
                yield from self._unites(noeud, absente, categorie)
            else:
                for trace in taken:
                    yield from self._trace(noeud, trace, categorie, seul=len(parties) == 1)
        yield from self._portee_du_savoir(noeud)

    def _trace(self, noeud: str, trace: Trace, categorie: str, *, seul: bool) -> list[Cause]:
        """Why a part no more assesses something for a category: all that the way to it lacks."""
        found = [
            cause
            for lien in trace.liens
            for cause in self._lien(lien, seul=seul and lien[1] == trace.partie)
        ]
        if found:
            return list(dict.fromkeys(found))
        partie = self.vers[trace.partie]
        if self.vers[categorie] in self.absent.categories_des_parties.get(partie, ()):
            return []
        retrait = self.sens is Sens.RETRAIT
        kind = PartieFermee if retrait else PartieOuverte
        nom = self.absent.nom(partie) if retrait else self.present.nom(trace.partie)
        return [kind(nom, self.present.nom(categorie), self.present.nom(noeud))]

    def _trace_degradee(self, noeud: str, trace: Trace) -> Iterator[Cause]:
        """Why a part assesses something less well, or for fewer categories."""
        if found := self._premiere(trace.liens, stricte=True):
            yield from found
            return
        for categorie in sorted(trace.categories & self.vers.keys()):
            yield from self._trace(noeud, trace, categorie, seul=False)

    def _ouverte(self, noeud: str, categorie: str, unite: str | None) -> Cause:
        """A category that counts in `absent` only."""
        kind = CategorieOuverte if self.sens is Sens.RETRAIT else CategorieFermee
        nom = None if unite is None else self.absent.nom(unite)
        return kind(self.absent.nom(categorie), nom, self.present.nom(noeud))

    def _unites(self, noeud: str, absente: str, categorie: str) -> Iterator[Cause]:
        """Why a category counts for something in `absent` and did not in `present`."""
        for unite in self.absent.unites(self.vers[noeud]):
            if absente in self.absent.controles.ouvertes[unite.cle]:
                other = self.retour.get(unite.cle)
                if other is None or categorie not in self.present.controles.ouvertes[other]:
                    yield self._ouverte(noeud, absente, unite.cle)
        for unite in self.present.unites(noeud):
            yield from self._unite(unite, self.absent.nom(absente).titre)
        for bloc in self.present.blocs(noeud):
            for lien in self.present.reprise(bloc, noeud):
                yield from self._lien(lien)

    def _unite(self, unite: Unite, categorie: str) -> Iterator[Cause]:
        """A unit that limited the categories, and is not there or for another bloc."""
        if unite.cle not in self.vers:
            tense = "n’était" if self.sens is Sens.RETRAIT else "n’est"
            yield self._objet(unite.cle, f"{tense} pas ouverte à tous («\u00a0{categorie}\u00a0»)")
            return
        other = self.absent.projet.trouver(self.vers[unite.cle], Unite)
        if other is not None and self.vers.get(unite.bloc) != other.bloc:
            yield self._deplace(unite.cle, unite.bloc, other.bloc)

    def _portee_du_savoir(self, noeud: str) -> Iterator[Cause]:
        """A savoir in another bloc, or whose scope in `absent` is narrower."""
        here = self.present.liens.savoirs.get(noeud)
        there = self.absent.liens.savoirs.get(self.vers[noeud])
        if here is None or there is None:
            return
        if self.vers.get(here.bloc) != there.bloc:
            yield self._deplace(noeud, here.bloc, there.bloc)
        if there.activites and not here.activites:
            group = (*there.contenants[:1], there.cle)[0]
            kind = LienAjoute if self.sens is Sens.RETRAIT else LienSupprime
            for activite in there.activites:
                lien = ("concerne", group, activite)
                lieu = self.absent.lieu_du_lien(lien)
                cible = str(self.absent.nom(activite))
                yield kind(self.absent.nom(group), VERBES["concerne"], cible, lieu)


def _seuls(voies: Sequence[Voie]) -> frozenset[CleLien]:
    """The links that no other way has a like of: one holder answers, or takes up this target."""
    holders: dict[tuple[str, str], set[str]] = {}
    for voie in voies:
        for verbe, porteur, cible in voie.liens:
            holders.setdefault((verbe, cible), set()).add(porteur)
    return frozenset(
        (verbe, porteur, cible)
        for voie in voies
        for verbe, porteur, cible in voie.liens
        if len(holders[verbe, cible]) == 1
    )


def choisir(ruptures: Sequence[tuple[Cause, ...]]) -> tuple[Cause, ...]:
    """The fewest causes that cut all the ways, and whose restoration makes one of them whole.

    `ruptures` are the cuts of each way, in the order of the chain. The cause that cuts the most
    ways comes first, the nearest to the requirement among equals.
    """
    place = {cause: i for cut in reversed(ruptures) for i, cause in enumerate(cut)}
    chosen: list[Cause] = []
    pending = list(ruptures)
    while pending:
        count = Counter(cause for cut in pending for cause in cut)
        best = max(count, key=lambda cause: (count[cause], -place[cause]))
        chosen.append(best)
        pending = [cut for cut in pending if best not in cut]
    if ruptures:
        rest = min(([c for c in cut if c not in chosen] for cut in ruptures), key=len)
        chosen += rest
    return tuple(sorted(chosen, key=lambda cause: place[cause]))
