"""One edge that a version has and the other has not → the causes that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from mc_builder.coverage.comparison.causes import (
    VERBES,
    CategorieFermee,
    CategorieOuverte,
    Cause,
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
from mc_builder.coverage.comparison.versions import Version
from mc_builder.coverage.graphe import Arete, Verbe
from mc_builder.french import quoted


class Sens(Enum):
    """Whether the version that covers better is the old one (something went) or the new one."""

    RETRAIT = "retrait"
    AJOUT = "ajout"


@dataclass(frozen=True, slots=True)
class Difference:
    """The edges that `present` has and `absent` has not; `vers` leads from the one to the other."""

    present: Version
    absent: Version
    vers: Mapping[str, str]
    retour: Mapping[str, str]
    sens: Sens

    @property
    def retrait(self) -> bool:
        """Whether what is missing was taken away."""
        return self.sens is Sens.RETRAIT

    def autre(self, arete: Arete) -> Arete | None:
        """The same edge in `absent`."""
        de, vers = self.vers.get(arete.de), self.vers.get(arete.vers)
        if de is None or vers is None:
            return None
        return self.absent.graphe.trouver(arete.verbe, de, vers)

    def causes(
        self, arete: Arete, noeud: str | None = None, *, seul: bool = False, stricte: bool = False
    ) -> list[Cause]:
        """Why `absent` has not this edge; nothing when it has it, or (strictly) has it as whole.

        `noeud` is what the walk serves; `seul` says that nothing else does as its holder does.
        """
        other = self.autre(arete)
        if other is None:
            return list(_ABSENTE.get(arete.verbe, _lien)(self, arete, noeud, seul=seul))
        written = self.present.graphe.trouver(arete.verbe, arete.de, arete.vers) or arete
        if stricte and other.partielle and not written.partielle:
            return [self.portee(written, other)]
        return []

    def perdu(self, indicateur: str) -> bool:
        """Whether an indicateur is gone, or only announced (« à compléter »)."""
        other = self.vers.get(indicateur)
        return other is None or not self.absent.graphe.de(other, Verbe.OBSERVE)

    # --- what an edge was, or is, said in words -----------------------------------------------

    def portee(self, arete: Arete, other: Arete) -> Cause:
        """A link that covers its target in part in `absent` only."""
        kind = PorteeReduite if self.retrait else PorteeEtendue
        newer = self.absent.lieu_du_lien(other)
        lieu = newer if self.retrait else self.present.lieu_du_lien(arete)
        return kind(self.present.nom(arete.de), VERBES[arete.verbe], self.cible(arete), lieu)

    def cible(self, arete: Arete) -> str:
        """How the target of a link is named."""
        if arete.verbe is Verbe.REPOND_A:
            return "cette exigence"
        return str(self.present.nom(arete.vers))

    def objet(self, cle: str, role: str) -> Cause:
        """A missing object: the outermost one that is missing with it says more."""
        outer = cle
        for ancestor in self.present.ancetres(cle):
            if ancestor.cle in self.vers:
                break
            outer = ancestor.cle
        if outer != cle:
            verb = "contenait" if self.retrait else "contient"
            role = f"{verb} {self.present.nom(cle)}, qui {role}"
        kind = ObjetSupprime if self.retrait else ObjetAjoute
        return kind(self.present.nom(outer), role)

    def deplace(self, contenu: str, ici: str, ailleurs: str) -> Cause:
        """`contenu` is in `ici` in `present`, in `ailleurs` in `absent`."""
        here, elsewhere = self.present.nom(ici), self.absent.nom(ailleurs)
        if self.retrait:
            return ObjetDeplace(self.absent.nom(self.vers[contenu]), here, elsewhere)
        return ObjetDeplace(self.present.nom(contenu), elsewhere, here)

    def categorie(self, noeud: str, categorie: str, unite: str | None) -> Cause:
        """A category of `absent` that counts there only."""
        kind = CategorieOuverte if self.retrait else CategorieFermee
        nom = None if unite is None else self.absent.nom(unite)
        return kind(self.absent.nom(categorie), nom, self.present.nom(noeud))

    def indicateurs(self, competence: str, lost: list[str]) -> Cause:
        """The indicateurs without which a competence has none."""
        kind = IndicateursSupprimes if self.retrait else IndicateursAjoutes
        return kind(self.present.nom(competence), tuple(map(self.present.nom, lost)))


def _lien(d: Difference, a: Arete, noeud: str | None, *, seul: bool) -> Iterator[Cause]:
    """A written link: an end is missing, or it is not written there."""
    del noeud
    verbe = VERBES[a.verbe]
    if a.de not in d.vers:
        words = verbe.imparfait if d.retrait else verbe.present
        alone = d.present.nom(a.de).accorde(" seul") if seul else ""
        yield d.objet(a.de, f"{words.format(seul=alone)} {d.cible(a)}")
    elif a.vers not in d.vers:
        tense = "était" if d.retrait else "est"
        done = d.present.nom(a.vers).accorde(verbe.passif)
        yield d.objet(a.vers, f"{tense} {done} par {d.present.nom(a.de)}")
    else:
        # The place of a removed link is in the old version, that of an added one in the new:
        # in both cases, the version that has it.
        kind = LienSupprime if d.retrait else LienAjoute
        yield kind(d.present.nom(a.de), verbe, d.cible(a), d.present.lieu_du_lien(a))


def _contenance(d: Difference, a: Arete, noeud: str | None, *, seul: bool) -> Iterator[Cause]:
    """An object that is in another container; gone, its own links say so."""
    del noeud, seul
    contenu, ici = (a.de, a.vers) if a.verbe is Verbe.OBSERVE else (a.vers, a.de)
    if contenu in d.vers:
        holder = d.absent.projet.parents.get(d.vers[contenu])
        if holder is not None and holder.cle != d.vers.get(ici):
            yield d.deplace(contenu, ici, holder.cle)


def _portee(d: Difference, a: Arete, noeud: str | None, *, seul: bool) -> Iterator[Cause]:
    """The scope of a group of savoirs: when it had none, those that it has taken."""
    if not a.deduite:
        yield from _lien(d, a, noeud, seul=seul)
        return
    if a.de not in d.vers:
        return
    kind = LienAjoute if d.retrait else LienSupprime
    group = d.vers[a.de]
    home = d.absent.graphe.bloc_du_savoir(group)
    if home != d.vers.get(a.vers):
        yield d.deplace(a.de, a.vers, home)
    for scope in d.absent.graphe.de(group, Verbe.CONCERNE):
        if not scope.deduite:
            lieu = d.absent.lieu_du_lien(scope)
            cible = str(d.absent.nom(scope.vers))
            yield kind(d.absent.nom(group), VERBES[Verbe.CONCERNE], cible, lieu)


def _passation(d: Difference, a: Arete, noeud: str | None, *, seul: bool) -> Iterator[Cause]:
    """A category that does not take a part; gone, the part says so itself."""
    del seul
    if a.de in d.vers and a.vers in d.vers:
        kind = PartieFermee if d.retrait else PartieOuverte
        nom = d.absent.nom(d.vers[a.de]) if d.retrait else d.present.nom(a.de)
        yield kind(nom, d.present.nom(a.vers), d.present.nom(noeud or a.de))


def _dispense(d: Difference, a: Arete, noeud: str | None, *, seul: bool) -> Iterator[Cause]:
    """A unit that is open to a category, or is not there."""
    del seul
    if a.de not in d.vers:
        tense = "n’était" if d.retrait else "n’est"
        titre = d.absent.nom(d.vers[a.vers]).titre
        yield d.objet(a.de, f"{tense} pas ouverte à tous ({quoted(titre)})")
    else:
        yield d.categorie(noeud or a.de, d.vers[a.vers], d.vers[a.de])


def _validation(d: Difference, a: Arete, noeud: str | None, *, seul: bool) -> Iterator[Cause]:
    """A unit that is of another bloc."""
    del noeud, seul
    if a.de in d.vers:
        for other in d.absent.graphe.de(d.vers[a.de], Verbe.VALIDE):
            yield d.deplace(a.de, a.vers, other.vers)


_Dire = Callable[..., Iterator[Cause]]
#: What is said of an edge that is missing, by verb; the others are written links.
_ABSENTE: Mapping[Verbe, _Dire] = {
    Verbe.CONTIENT: _contenance,
    Verbe.OBSERVE: _contenance,
    Verbe.CONCERNE: _portee,
    Verbe.PASSE: _passation,
    Verbe.DISPENSE: _dispense,
    Verbe.VALIDE: _validation,
}
