"""One edge that a version has and the other has not → the causes that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mc_builder.coverage.comparison.causes import MOTS, Cause, bracketed
from mc_builder.coverage.comparison.versions import Version
from mc_builder.coverage.graphe import Arete, Verbe
from mc_builder.french import NBSP, de, listed, quoted


@dataclass(frozen=True, slots=True)
class Difference:
    """The edges that `present` has and `absent` has not; `vers` leads from the one to the other.

    `retrait` says that `present` is the old version: what is missing was taken away.
    """

    present: Version
    absent: Version
    vers: Mapping[str, str]
    retour: Mapping[str, str]
    retrait: bool

    def same(self, arete: Arete) -> Arete | None:
        """This edge in `absent`."""
        de, vers = self.vers.get(arete.de), self.vers.get(arete.vers)
        if de is None or vers is None:
            return None
        return self.absent.graphe.find(arete.verbe, de, vers)

    def causes(
        self, arete: Arete, noeud: str, *, seul: bool = False, stricte: bool = False
    ) -> Iterator[Cause]:
        """Why `absent` has not this edge; nothing when it has it, or (strictly) has it as whole.

        `noeud` is what the walk serves; `seul` says that nothing else does as its holder does.
        """
        other = self.same(arete)
        if other is None:
            yield from _ABSENTE.get(arete.verbe, _lien)(self, arete, noeud, seul=seul)
            return
        written = self.present.graphe.find(arete.verbe, arete.de, arete.vers) or arete
        if stricte and other.partielle and not written.partielle:
            yield self._portee(written, other)

    def lost(self, indicateur: str) -> bool:
        """Whether an indicateur is gone, or only announced (« à compléter »)."""
        other = self.vers.get(indicateur)
        return other is None or not self.absent.graphe.out(other, Verbe.OBSERVE)

    # --- what is said of what is missing --------------------------------------------------------

    def genre(self, gone: str, come: str) -> str:
        """What went from `present` to `absent`, or came the other way."""
        return gone if self.retrait else come

    def lien(self, version: Version, arete: Arete, *, ecrit: bool) -> Cause:
        """A link that is written only in `version`: today (`ecrit`), or before."""
        porteur, mots = version.nom(arete.de), MOTS[arete.verbe]
        cible = _target(version, arete)
        lieu = version.place_of(arete)
        if ecrit:
            words = f"{porteur} {mots.present.format(seul=' désormais')} {cible}{bracketed(lieu)}"
        else:
            was = f" (le lien était à {lieu})" if lieu else ""
            words = f"{porteur} {mots.negatif} {cible}{was}"
        genre = "lien_ajoute" if ecrit else "lien_supprime"
        return Cause(genre, arete.ends, words, lieu)

    def _portee(self, arete: Arete, other: Arete) -> Cause:
        """A link that covers its target in part in `absent` only."""
        lieu = self.absent.place_of(other) if self.retrait else self.present.place_of(arete)
        covers = MOTS[arete.verbe].present.format(seul="" if self.retrait else " désormais")
        how = "en partie seulement désormais" if self.retrait else "en entier"
        said = f"{self.present.nom(arete.de)} {covers} {_target(self.present, arete)}"
        genre = self.genre("portee_reduite", "portee_etendue")
        return Cause(genre, arete.ends, f"{said} {how}{bracketed(lieu)}", lieu)

    def objet(self, cle: str, role: str) -> Cause:
        """A missing object: the outermost one that is missing with it says more."""
        outer = cle
        for ancestor in self.present.ancestors(cle):
            if ancestor.cle in self.vers:
                break
            outer = ancestor.cle
        nom = self.present.nom(outer)
        if outer != cle:
            verb = "contenait" if self.retrait else "contient"
            role = f"{verb} {self.present.nom(cle)}, qui {role}"
        done = nom.agreed("supprimé" if self.retrait else "ajouté")
        words = f"{nom}, {done}{bracketed(nom.lieu)}, {role}"
        return Cause(self.genre("objet_supprime", "objet_ajoute"), (outer,), words, nom.lieu)

    def moved(self, contenu: str, ici: str, ailleurs: str) -> Cause:
        """`contenu` is in `ici` in `present`, in `ailleurs` in `absent`."""
        here, elsewhere = self.present.nom(ici), self.absent.nom(ailleurs)
        nom = self.absent.nom(self.vers[contenu]) if self.retrait else self.present.nom(contenu)
        avant, apres = (here, elsewhere) if self.retrait else (elsewhere, here)
        words = f"{nom}{bracketed(nom.lieu)} est dans {apres}, et n’est plus dans {avant}"
        return Cause("objet_deplace", (contenu, ici), words, nom.lieu)

    def indicateurs(self, competence: str, lost: list[str]) -> Cause:
        """The indicateurs without which a competence has none."""
        found = [self.present.nom(cle) for cle in lost]
        titles = listed([f"{quoted(nom.titre)}{bracketed(nom.lieu)}" for nom in found])
        had = f"n’a plus ⟨d’indicateur⟩{NBSP}: il n’y a plus"
        if not self.retrait:
            had = f"a désormais ⟨un indicateur⟩{NBSP}:"
        genre = self.genre("indicateurs_supprimes", "indicateurs_ajoutes")
        words = f"{self.present.nom(competence)} {had} {titles}"
        return Cause(genre, (competence, *lost), words, found[0].lieu)

    def occasion(self, competence: str, constats: frozenset[str]) -> Cause:
        """The parts of `absent` name other indicateurs of a competence than those that observe."""
        there = self.vers[competence]
        seen = listed([quoted(self.absent.nom(cle).titre) for cle in sorted(constats)])
        nom = self.absent.nom(there)
        when = "nomment désormais" if self.retrait else "nommaient"
        words = (
            f"les parties ⟨d’épreuve⟩ {when} ⟨les indicateurs⟩ {de(str(nom))} qu’elles observent,"
            f" et pas, pour toutes les catégories de candidats{NBSP}: {seen}{bracketed(nom.lieu)}"
        )
        genre = self.genre("occasion_perdue", "occasion_donnee")
        return Cause(genre, (there, *sorted(constats)), words, nom.lieu)

    def categorie(self, noeud: str, absente: str, unite: str | None) -> Cause:
        """A category that counts in `absent` only; `unite` None for all units."""
        nom = self.absent.nom(absente)
        unit = None if unite is None else self.absent.nom(unite)
        lieu = (unit or nom).lieu
        objet = self.present.nom(noeud)
        if self.retrait:
            opened = f"{nom}, {nom.agreed('ajouté')}"
            if unit is not None:
                opened = f"{unit}, {unit.agreed('ouvert')} désormais à {nom}"
            verb = "n’évalue"
        else:
            opened = f"{nom} n’existe plus"
            if unit is not None:
                opened = f"{unit} n’est plus {unit.agreed('ouvert')} à {nom}"
            verb = "n’évaluait"
        words = (
            f"{opened}{bracketed(lieu)}{NBSP}: aucune partie ⟨d’épreuve⟩ {verb} {objet} pour elle"
        )
        genre = self.genre("categorie_ouverte", "categorie_fermee")
        return Cause(genre, (absente, unite), words, lieu)

    def passation(self, arete: Arete, noeud: str) -> Cause:
        """A category that does not take a part in `absent`."""
        partie = (
            self.absent.nom(self.vers[arete.de]) if self.retrait else self.present.nom(arete.de)
        )
        taken = self.genre("n’est plus passée", "est désormais passée")
        words = (
            f"{partie}{bracketed(partie.lieu)}, qui évalue {self.present.nom(noeud)}, {taken}"
            f" par {self.present.nom(arete.vers)}"
        )
        genre = self.genre("partie_fermee", "partie_ouverte")
        return Cause(genre, arete.ends, words, partie.lieu)


def _target(version: Version, arete: Arete) -> str:
    """How the target of a link is named."""
    return "cette exigence" if arete.verbe is Verbe.REPOND_A else str(version.nom(arete.vers))


# --- an edge that is missing, by verb -------------------------------------------------------------


def _lien(d: Difference, a: Arete, noeud: str, *, seul: bool) -> Iterator[Cause]:
    """A written link: an end is missing, or it is not written there."""
    del noeud
    mots, porteur = MOTS[a.verbe], d.present.nom(a.de)
    if a.de not in d.vers:
        words = mots.imparfait if d.retrait else mots.present
        alone = porteur.agreed(" seul") if seul else ""
        yield d.objet(a.de, f"{words.format(seul=alone)} {_target(d.present, a)}")
    elif a.vers not in d.vers:
        tense = "était" if d.retrait else "est"
        yield d.objet(a.vers, f"{tense} {d.present.nom(a.vers).agreed(mots.passif)} par {porteur}")
    else:
        yield d.lien(d.present, a, ecrit=not d.retrait)


def _contenance(d: Difference, a: Arete, noeud: str, *, seul: bool) -> Iterator[Cause]:
    """An object that is in another container; gone, its own links say so."""
    del noeud, seul
    contenu, ici = (a.de, a.vers) if a.verbe is Verbe.OBSERVE else (a.vers, a.de)
    if contenu in d.vers:
        holder = d.absent.projet.parents.get(d.vers[contenu])
        if holder is not None and holder.cle != d.vers.get(ici):
            yield d.moved(contenu, ici, holder.cle)


def _portee(d: Difference, a: Arete, noeud: str, *, seul: bool) -> Iterator[Cause]:
    """The scope of a group of savoirs: when it had none, its bloc or the scopes it has taken."""
    if not a.deduite:
        yield from _lien(d, a, noeud, seul=seul)
    elif a.de in d.vers:
        group = d.vers[a.de]
        home = d.absent.graphe.bloc_of_savoir(group)
        if home != d.vers.get(a.vers):
            yield d.moved(a.de, a.vers, home)
        for scope in d.absent.graphe.out(group, Verbe.CONCERNE):
            if not scope.deduite:
                yield d.lien(d.absent, scope, ecrit=d.retrait)


def _passation(d: Difference, a: Arete, noeud: str, *, seul: bool) -> Iterator[Cause]:
    """A category that does not take a part; gone, the part says so itself."""
    del seul
    if a.de in d.vers and a.vers in d.vers:
        yield d.passation(a, noeud)


def _exemption(d: Difference, a: Arete, noeud: str, *, seul: bool) -> Iterator[Cause]:
    """A unit that is open to a category, or is not there."""
    del seul
    if a.de in d.vers:
        yield d.categorie(noeud, d.vers[a.vers], d.vers[a.de])
    else:
        tense = "n’était" if d.retrait else "n’est"
        titre = d.absent.nom(d.vers[a.vers]).titre
        yield d.objet(a.de, f"{tense} pas ouverte à tous ({quoted(titre)})")


def _validation(d: Difference, a: Arete, noeud: str, *, seul: bool) -> Iterator[Cause]:
    """A unit that is of another bloc."""
    del noeud, seul
    if a.de in d.vers:
        for other in d.absent.graphe.out(d.vers[a.de], Verbe.VALIDE):
            yield d.moved(a.de, a.vers, other.vers)


_Dire = Callable[..., Iterator[Cause]]
#: What is said of an edge that is missing, by verb; the others are written links.
_ABSENTE: Mapping[Verbe, _Dire] = {
    Verbe.CONTIENT: _contenance,
    Verbe.OBSERVE: _contenance,
    Verbe.CONCERNE: _portee,
    Verbe.PASSE: _passation,
    Verbe.DISPENSE: _exemption,
    Verbe.VALIDE: _validation,
}
