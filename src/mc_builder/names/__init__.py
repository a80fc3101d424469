"""The objects of a project → what each is called and where it is: one answer for all who read.

Titles follow the defaults of a référentiel: an épreuve has its unit's, a unit its bloc's pôle's.
An identifier is never a name: it is for whoever types links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mc_builder.french import a, agreed, in_gender, listed, quoted
from mc_builder.loading import SourceMap
from mc_builder.model.activites import Pole
from mc_builder.model.base import ACompleter, Modele, Objet
from mc_builder.model.blocs import Bloc, Competence, Savoir
from mc_builder.model.evaluation import CategorieCandidats, Epreuve, SousEpreuve, Unite
from mc_builder.model.formation import LigneCorrespondance
from mc_builder.model.niveaux import Niveau
from mc_builder.model.preuves import Source
from mc_builder.model.projet import Projet
from mc_builder.model.selection import Selection, select
from mc_builder.names.lieux import Lieu, place_of
from mc_builder.names.numeros import number_all

__all__ = ["Lieu", "Names", "Nom", "ancre", "number_all"]

#: What stands for an object without a title, and for one that is not in the project.
SANS_INTITULE, INCONNU = "sans intitulé", "objet inconnu"

#: « Candidats » before what may follow it elsewhere, not before what only completes it.
_CANDIDATS = re.compile(r"\(Candidats (?!d[’'e]|(?:du|des|à|aux?|en|par|pour|sans|sous) )")

#: What is said before a number that is only a rank.
_RANGS: Mapping[type[Objet], str] = {Pole: "⟨Pôle⟩", Bloc: "⟨Bloc⟩", Niveau: "Niveau"}


@dataclass(frozen=True, slots=True)
class Nom:
    """How an object is named: its kind (« l’activité »), its number, its title.

    `cle` and `champ` say which field of which object the title is; `rang` is the noun that a
    bare number needs (« Bloc »); `lieu` where it is written (« fichier:ligne »). Each of these is
    empty when there is none.
    """

    designation: str
    titre: str | ACompleter
    numero: str = ""
    lieu: str = ""
    cle: str = ""
    champ: str = "intitule"
    rang: str = ""

    @property
    def court(self) -> str:
        """« 2.1.3 Extraire des données »: number and title."""
        return f"{self.numero} {self.titre}".strip()

    @property
    def mark(self) -> str:
        """« 1.2.4 », « E1 », « Bloc 1 »: the number alone, as it is cited; empty without one."""
        return f"{self.rang} {self.numero}" if self.rang and self.numero else self.numero

    @property
    def appel(self) -> str:
        """« U1 », or « « Titre » » where numbers do not print."""
        return self.numero or f"« {self.titre} »"

    @property
    def ref(self) -> str:
        """The text that the title is: « identity:field »."""
        return f"{self.cle}:{self.champ}"

    def agreed(self, participe: str) -> str:
        """« supprimé », or « supprimée »."""
        return in_gender(self.designation, participe)

    def __str__(self) -> str:
        numero = f" {self.numero}" if self.numero else ""
        return f"{self.designation}{numero} {quoted(self.titre)}"


@dataclass(frozen=True)
class Names:
    """The names of one project; places are empty without `places`, pages without `pages`."""

    projet: Projet
    places: SourceMap | None = None
    pages: Mapping[str, int] = field(default_factory=dict)
    _noms: dict[str, Nom] = field(default_factory=dict, init=False, repr=False, compare=False)
    _lieux: dict[str, Lieu] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def numeros(self) -> Mapping[str, str]:
        """Printed numbers by identity, for all that the profile numbers."""
        return number_all(self.projet)

    def __getitem__(self, cle: str) -> Nom:
        """The name of the object of this identity; a draft may cite one that is not there."""
        if cle not in self._noms:
            found = self.projet.by_cle.get(cle)
            unknown = Nom(Objet.designation, INCONNU, cle=cle)
            # Kept first: in a draft, an object may take its title from its own identifier.
            self._noms[cle] = unknown
            if found is not None:
                self._noms[cle] = self._nom(found)
        return self._noms[cle]

    def titre(self, objet: Objet) -> str:
        """The title by which a message names an object."""
        return str(self[objet.cle].titre)

    def typed(self, objet: Objet, aide: str) -> str:
        """A help where « {id} » is what one types to cite an object, which may have no id yet."""
        if objet.id is not None or "{id}" not in aide:
            return aide.replace("{id}", objet.id or "")
        whose = f"{a(self.designation(objet))} {quoted(self.titre(objet))}"
        return f"donnez d’abord un « id » {whose}, puis {aide.replace('{id}', '…')}"

    def lieu(self, cle: str) -> Lieu:
        """Where the object of this identity is written and printed."""
        if cle not in self._lieux:
            found = self.projet.by_cle.get(cle)
            self._lieux[cle] = Lieu() if found is None else self._lieu(found)
        return self._lieux[cle]

    def fichier(self, model: Modele, *champ: str | int) -> str:
        """« fichier:ligne » of an object, or of a field; empty when the places are not known."""
        if self.places is None:
            return ""
        span = self.places.span(model, *champ) if champ else self.places.start(model)
        return f"{span.path}:{span.line}"

    @cached_property
    def selection(self) -> Selection:
        """For which options each object holds."""
        return select(self.projet)

    def options(self, cles: Iterable[str]) -> str:
        """« option A », « options A et C », in the order of the project; empty for none."""
        wanted = set(cles)
        known = [o for o in self.projet.dossier.diplome.parcours if o.cle in wanted]
        named = listed([self[option.cle].appel for option in known])
        word = agreed(len(known), "⟨option⟩", "⟨options⟩")
        return self.projet.said(f"{word} {named}") if known else ""

    def lettres(self, categories: Iterable[str]) -> str:
        """The letters of some categories of candidates, in order: « A, B et C »."""
        return listed([c.lettre for c in self._categories(categories)])

    def candidats(self, categories: Iterable[str]) -> str:
        """« candidats A et B », « tous les candidats »; empty where there is but one category."""
        evaluation, taken = self.projet.evaluation, self._categories(categories)
        known = len(evaluation.categories) if evaluation else 0
        if len(taken) == known:
            return "tous les candidats" if known > 1 else ""
        return f"candidats {listed([c.lettre for c in taken])}" if taken else ""

    def categories(self, categories: Iterable[str]) -> str:
        """The same where no table gives the letters: « A (Scolaires) et B (Autres candidats) ».

        After « candidats », as it is always said: « A (évalués par contrôle continu) ». What only
        completes that word keeps it: « A (Candidats d’un établissement habilité) ».
        """
        titles = (str(self[c.cle].titre) for c in self._categories(categories))
        return listed([_CANDIDATS.sub("(", title, count=1) for title in titles])

    def _categories(self, taken: Iterable[str]) -> list[CategorieCandidats]:
        evaluation, wanted = self.projet.evaluation, set(taken)
        return [c for c in (evaluation.categories if evaluation else ()) if c.cle in wanted]

    def _lieu(self, objet: Objet) -> Lieu:
        page = self.pages.get(ancre(objet.cle))
        return Lieu(
            self.fichier(objet),
            place_of(self.projet, self.numeros, objet),
            "" if page is None else str(page),
        )

    def designation(self, objet: Objet) -> str:
        """« l’unité », in the words of the type of diploma."""
        return self.projet.said(f"⟨{objet.designation}⟩")

    def _nom(self, objet: Objet) -> Nom:
        if isinstance(objet, Competence) and objet.ref is not None:
            return self[objet.ref]  # cited by a bloc: it is named where it is defined
        champ = _champ(objet)
        titre = getattr(objet, champ, None) or self._default_titre(objet) or SANS_INTITULE
        if isinstance(objet, CategorieCandidats) and objet.lettre:
            titre = f"{objet.lettre} ({titre})"
        numero = self.numeros.get(objet.cle, "")
        said = self.projet.said
        rang, designation = said(_RANGS.get(type(objet), "")), self.designation(objet)
        lieu, cle = self.fichier(objet), objet.cle
        return Nom(designation, titre, numero, lieu, cle, champ, rang)

    def _default_titre(self, objet: Objet) -> str | ACompleter:
        """The title that an object takes from what it is about, or holds."""
        if isinstance(objet, Epreuve | SousEpreuve):
            first = self[objet.unite[0]].titre if len(objet.unite) == 1 else None
            return first or listed([str(self[cle].titre) for cle in objet.unite])
        if isinstance(objet, Unite):
            niveau = self.projet.find(objet.niveau, Niveau)
            if niveau is not None:
                return self[niveau.cle].titre
            bloc = self.projet.by_cle.get(objet.bloc)
            own = None if self.projet.is_its_bloc(objet) else bloc
            pole = self.projet.find(own.pole, Pole) if isinstance(own, Bloc) else None
            return self[objet.bloc if pole is None else pole.cle].titre
        if isinstance(objet, CategorieCandidats):
            return listed([str(statut.intitule) for statut in objet.statuts])
        if isinstance(objet, LigneCorrespondance):
            return listed([str(self[cle].titre) for cle in objet.unites or objet.epreuves])
        return _whole_group(objet) if isinstance(objet, Savoir) else ""


def ancre(cle: str) -> str:
    """An anchor for an identity: « diagnostic/taches/2 » becomes « o-diagnostic_taches_2 ».

    No identifier has an underscore: two objects cannot have one anchor.
    """
    return "o-" + cle.replace("/", "_")


def _champ(objet: Objet) -> str:
    """The field that is the title of an object."""
    if isinstance(objet, LigneCorrespondance):
        return "ancienne_epreuve" if objet.ancienne_epreuve else "ancienne_unite"
    return "titre" if isinstance(objet, Source) else "intitule"


def _whole_group(savoir: Savoir) -> str:
    """What stands for a whole group of savoirs: its family, or its items.

    Why not the first item: a reader would take the part for the whole.
    """
    items = () if savoir.seul else (str(item.intitule) for item in savoir.liste)
    return " ; ".join(items) or str(savoir.famille)
