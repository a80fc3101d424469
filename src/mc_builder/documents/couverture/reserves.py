"""Chains → what their partial links cover, or lack, in the words of the links themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mc_builder.coverage import Chaine, Drapeau, RapportCouverture
from mc_builder.coverage.graphe import Arete, Verbe
from mc_builder.documents.couverture.chemins import by_route, links_of
from mc_builder.french import sentence
from mc_builder.names import Names


class Reserve(NamedTuple):
    """What is said of a partial link; `cle` is the link of the chain that has it, "" its parts."""

    cle: str
    phrase: str


@dataclass(frozen=True)
class Reserves:
    """The partial links of the chains of one report."""

    names: Names
    rapport: RapportCouverture

    def told(self, exigence: str, chains: Sequence[Chaine]) -> tuple[str, ...]:
        """What makes a requirement covered in part: of the ways that reach as far as it does."""
        measure = self.rapport.exigence(exigence)
        if measure is None or Drapeau.PARTIELLE not in measure.drapeaux:
            return ()
        same = (way for way in by_route(chains) if way[0].statut is measure.statut)
        found = [reserve for way in same for reserve in self.of(exigence, way)]
        # In the order of the places that are printed beside them; épreuves come last.
        rangs = self.names.projet.rangs
        found.sort(key=lambda reserve: rangs.get(reserve.cle, len(rangs)))
        return tuple(dict.fromkeys(reserve.phrase for reserve in found))

    def of(self, exigence: str, way: Sequence[Chaine]) -> tuple[Reserve, ...]:
        """The reserves of one way, in its order, each once."""
        partial = [chain for chain in way if Drapeau.PARTIELLE in chain.drapeaux]
        links = tuple(dict.fromkeys(cle for chain in partial for _, cle in links_of(chain)))
        said = (*self._of_links(exigence, links), *self._of_parts(partial, links))
        return tuple(dict.fromkeys(said))

    def _of_links(self, exigence: str, links: Sequence[str]) -> Iterator[Reserve]:
        graphe = self.rapport.graphe
        for cle in links:
            for arete in graphe.out(cle, Verbe.REPOND_A):
                if arete.partielle and arete.vers == exigence:
                    yield self._of_link(arete, "n’y répond")
            for arete in graphe.out(cle, Verbe.MOBILISE):
                if arete.partielle and arete.vers in links:
                    yield self._of_link(arete, f"ne reprend {self._named(arete.vers)}")

    def _of_link(self, arete: Arete, verb: str) -> Reserve:
        reserve = self.rapport.ecrits.of(arete).reserve
        return Reserve(arete.de, _in_part(self._named(arete.de), verb, reserve))

    def _of_parts(self, chains: Sequence[Chaine], links: Sequence[str]) -> Iterator[Reserve]:
        """The épreuves that observe a link of the chain for a part only."""
        rangs = self.names.projet.rangs
        seen: dict[tuple[str, str], list[str]] = defaultdict(list)
        for chain in sorted(chains, key=lambda c: rangs.get(c.partie or "", 0)):
            exam = chain.sous_epreuve or chain.epreuve
            if exam is None or chain.partie is None:
                continue
            for arete in self.rapport.graphe.out(chain.partie, Verbe.EVALUE):
                if arete.partielle and arete.vers in links:
                    reserve = self.rapport.ecrits.of(arete).reserve
                    seen[self.names[exam].numero, reserve] += chain.categories
        for (exam, reserve), categories in seen.items():
            who = self.names.lettres(tuple(dict.fromkeys(categories)))
            name = f"{exam or 'L’épreuve'}{f' (candidats {who})' if who else ''}"
            yield Reserve("", _in_part(name, "ne l’observe", reserve))

    def _named(self, cle: str) -> str:
        """« la tâche 3.1.4 », « le savoir « Titre » » where numbers do not print."""
        nom = self.names[cle]
        return f"{nom.designation} {nom.appel}"


def _in_part(who: str, verb: str, reserve: str) -> str:
    """« La tâche 3.1.4 : pour les sites seulement. »; without a reserve, that it is in part."""
    return sentence(f"{who} : {reserve}" if reserve else f"{who} {verb} qu’en partie")
