"""Why coverage changed: one small class per kind of cause, which explains itself in French.

An explanation is a sentence without its final point, made of titles and never of identifiers,
with the place in the files of the version where the object is: the old one for what is removed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from mc_builder.french import NBSP, listed, quoted
from mc_builder.names import Nom


def entre_parentheses(lieu: str) -> str:
    """« (fichier:ligne) » after a space; nothing when the place is not known."""
    return f" ({lieu})" if lieu else ""


@dataclass(frozen=True, slots=True)
class Verbe:
    """What a written link says, in the three tenses that explanations need.

    `{seul}` is where « seule » goes; `passif` says it of the target.
    """

    identifiant: str
    imparfait: str
    present: str
    negatif: str
    passif: str


#: By the key of the YAML files, or the field that makes the link.
VERBES = {
    verbe.identifiant: verbe
    for verbe in (
        Verbe("repond_a", "répondait{seul} à", "répond{seul} à", "ne répond plus à", "demandé"),
        Verbe("mobilise", "reprenait{seul}", "reprend{seul}", "ne reprend plus", "repris"),
        Verbe("evalue", "évaluait{seul}", "évalue{seul}", "n’évalue plus", "évalué"),
        Verbe("delivre", "délivrait{seul}", "délivre{seul}", "ne délivre plus", "délivré"),
        Verbe("ref", "reprenait{seul}", "reprend{seul}", "ne reprend plus", "repris"),
        Verbe("porte", "portait{seul} sur", "porte{seul} sur", "ne porte plus sur", "visé"),
        Verbe("concerne", "portait{seul} sur", "porte{seul} sur", "ne porte plus sur", "visé"),
    )
}


class Cause:
    """One cause; `genre` is its stable identifier, `lieu` where it is written (may be empty)."""

    __slots__ = ()
    genre: ClassVar[str] = ""

    @property
    def explication(self) -> str:
        """The cause in one French sentence, without final point."""
        return self._dire()

    @property
    def place(self) -> str:
        """« fichier:ligne », in the version where it is written; empty when it is not known."""
        return self._situer()

    def _dire(self) -> str:
        raise NotImplementedError

    def _situer(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class _Objet(Cause):
    """An object that one of the versions does not have, and the part it plays (a verb phrase).

    One object is one cause, whatever the parts it plays: the first one is told.
    """

    nom: Nom
    role: str = field(compare=False)
    participe: ClassVar[str] = ""

    def _dire(self) -> str:
        done = self.nom.accorde(self.participe)
        return f"{self.nom}, {done}{entre_parentheses(self.nom.lieu)}, {self.role}"

    def _situer(self) -> str:
        return self.nom.lieu


class ObjetSupprime(_Objet):
    """An object is no more there."""

    __slots__ = ()
    genre = "objet_supprime"
    participe = "supprimé"


class ObjetAjoute(_Objet):
    """An object was not there."""

    __slots__ = ()
    genre = "objet_ajoute"
    participe = "ajouté"


@dataclass(frozen=True, slots=True)
class ObjetDeplace(Cause):
    """An object is in another container: a tâche in another activité, a savoir in another bloc."""

    genre: ClassVar[str] = "objet_deplace"
    nom: Nom
    avant: Nom
    apres: Nom

    def _dire(self) -> str:
        here = entre_parentheses(self.nom.lieu)
        return f"{self.nom}{here} est dans {self.apres}, et n’est plus dans {self.avant}"

    def _situer(self) -> str:
        return self.nom.lieu


@dataclass(frozen=True, slots=True)
class _Lien(Cause):
    """A link between two objects that are in both versions."""

    porteur: Nom
    verbe: Verbe
    cible: str
    lieu: str

    def _situer(self) -> str:
        return self.lieu


class LienSupprime(_Lien):
    """A link is no more written."""

    __slots__ = ()
    genre = "lien_supprime"

    def _dire(self) -> str:
        was = f" (le lien était à {self.lieu})" if self.lieu else ""
        return f"{self.porteur} {self.verbe.negatif} {self.cible}{was}"


class LienAjoute(_Lien):
    """A link was not written."""

    __slots__ = ()
    genre = "lien_ajoute"

    def _dire(self) -> str:
        now = self.verbe.present.format(seul=" désormais")
        return f"{self.porteur} {now} {self.cible}{entre_parentheses(self.lieu)}"


class PorteeReduite(_Lien):
    """A link that covered the whole covers a part only."""

    __slots__ = ()
    genre = "portee_reduite"

    def _dire(self) -> str:
        now = self.verbe.present.format(seul="")
        here = entre_parentheses(self.lieu)
        return f"{self.porteur} {now} {self.cible} en partie seulement désormais{here}"


class PorteeEtendue(_Lien):
    """A link that covered a part only covers the whole."""

    __slots__ = ()
    genre = "portee_etendue"

    def _dire(self) -> str:
        now = self.verbe.present.format(seul="")
        here = entre_parentheses(self.lieu)
        return f"{self.porteur} {now} désormais {self.cible} en entier{here}"


@dataclass(frozen=True, slots=True)
class _Indicateurs(Cause):
    """Indicateurs that make the difference for a competence: without them it has none."""

    porteur: Nom
    indicateurs: tuple[Nom, ...]

    def _titres(self) -> str:
        return listed(
            tuple(f"{quoted(i.titre)}{entre_parentheses(i.lieu)}" for i in self.indicateurs)
        )

    def _situer(self) -> str:
        return self.indicateurs[0].lieu


class IndicateursSupprimes(_Indicateurs):
    """A competence has lost its last indicateurs, removed or « à compléter »."""

    __slots__ = ()
    genre = "indicateurs_supprimes"

    def _dire(self) -> str:
        return f"{self.porteur} n’a plus d’indicateur{NBSP}: il n’y a plus {self._titres()}"


class IndicateursAjoutes(_Indicateurs):
    """A competence that had no indicateur has one."""

    __slots__ = ()
    genre = "indicateurs_ajoutes"

    def _dire(self) -> str:
        return f"{self.porteur} a désormais un indicateur{NBSP}: {self._titres()}"


@dataclass(frozen=True, slots=True)
class _Categorie(Cause):
    """A category of candidates that must, or need not, be assessed; `unite` None for all units.

    One unit is one cause, whatever the objects that it concerns: the first one is told.
    """

    categorie: Nom
    unite: Nom | None
    objet: Nom = field(compare=False)

    def _situer(self) -> str:
        return (self.unite or self.categorie).lieu


class CategorieOuverte(_Categorie):
    """A unit is open to one more category of candidates, and nothing assesses these."""

    __slots__ = ()
    genre = "categorie_ouverte"

    def _dire(self) -> str:
        opened = (
            f"{self.unite}, {self.unite.accorde('ouvert')} désormais à {self.categorie}"
            if self.unite
            else f"{self.categorie}, {self.categorie.accorde('ajouté')}"
        )
        here = entre_parentheses(self.place)
        return f"{opened}{here}{NBSP}: aucune partie d’épreuve n’évalue {self.objet} pour elle"


class CategorieFermee(_Categorie):
    """A category of candidates that nothing assessed is no more concerned."""

    __slots__ = ()
    genre = "categorie_fermee"

    def _dire(self) -> str:
        closed = (
            f"{self.unite} n’est plus {self.unite.accorde('ouvert')} à {self.categorie}"
            if self.unite
            else f"{self.categorie} n’existe plus"
        )
        here = entre_parentheses(self.place)
        return f"{closed}{here}{NBSP}: aucune partie d’épreuve n’évaluait {self.objet} pour elle"


@dataclass(frozen=True, slots=True)
class _Passation(Cause):
    """A part of an épreuve, and a category of candidates who take it or not.

    One part is one cause, whatever it assesses: the first object is told.
    """

    partie: Nom
    categorie: Nom
    objet: Nom = field(compare=False)

    def _situer(self) -> str:
        return self.partie.lieu


class PartieFermee(_Passation):
    """A category no more takes a part that assessed something for it."""

    __slots__ = ()
    genre = "partie_fermee"

    def _dire(self) -> str:
        here = entre_parentheses(self.place)
        return (
            f"{self.partie}{here}, qui évalue {self.objet}, n’est plus passée par {self.categorie}"
        )


class PartieOuverte(_Passation):
    """A category takes a part that it did not take."""

    __slots__ = ()
    genre = "partie_ouverte"

    def _dire(self) -> str:
        here = entre_parentheses(self.place)
        return (
            f"{self.partie}{here}, qui évalue {self.objet}, est désormais passée"
            f" par {self.categorie}"
        )


@dataclass(frozen=True, slots=True)
class CheminChange(Cause):
    """The best way to the requirement is another one, and no single edit says why."""

    genre: ClassVar[str] = "chemin_change"

    def _dire(self) -> str:
        return "le chemin qui la couvre le mieux n’est plus le même"
