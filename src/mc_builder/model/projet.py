"""The whole project: one immutable object that everything else reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, TypeVar, get_args, get_type_hints

from mc_builder.charter import Charte
from mc_builder.model.activites import Activite, Pole
from mc_builder.model.base import (
    ACompleter,
    ListeACompleter,
    Modele,
    Objet,
    Vers,
    champs,
    children,
    descendants,
)
from mc_builder.model.blocs import Bloc, BlocGeneral, Competence
from mc_builder.model.dossier import Dossier
from mc_builder.model.emplois import Emploi, Exigence
from mc_builder.model.evaluation import Epreuve, Evaluation, Partie, SousEpreuve, Unite
from mc_builder.model.fiches import FicheMetier
from mc_builder.model.formation import Correspondance, Formation
from mc_builder.model.photos import Photo
from mc_builder.model.plan import Disposition, Plan, grow
from mc_builder.model.preuves import Certification, Chiffre, Glossaire, Graphique, Source
from mc_builder.model.profil import Profil, T, en_vigueur
from mc_builder.model.resultats import Nature
from mc_builder.model.retours import Retour

M = TypeVar("M", bound=Modele)
O = TypeVar("O", bound=Objet)  # noqa: E741


class Prose(Modele):
    """One Markdown file: `nom` is its name without order number or extension.

    `pour` are the options that its name adds: « missions--option-ville.md ».
    """

    nom: str
    texte: str
    pour: Annotated[tuple[str, ...], Vers("Parcours")] = ()


@dataclass(frozen=True)
class Projet:
    """A checked project. Lists are in printing order; links are identifiers (see `objet`)."""

    dossier: Dossier
    profil: Profil
    charte: Charte
    exigences: tuple[Exigence, ...] = ()
    emplois: tuple[Emploi, ...] = ()
    poles: tuple[Pole, ...] = ()
    blocs: tuple[Bloc, ...] = ()
    blocs_generaux: tuple[BlocGeneral, ...] = ()
    evaluation: Evaluation | None = None
    formation: Formation | None = None
    correspondance: Correspondance | None = None
    chiffres: tuple[Chiffre, ...] = ()
    graphiques: tuple[Graphique, ...] = ()
    sources: tuple[Source, ...] = ()
    certifications: tuple[Certification, ...] = ()
    fiches: tuple[FicheMetier, ...] = ()
    glossaire: Glossaire = field(default_factory=Glossaire)
    retours: tuple[Retour, ...] = ()
    note: tuple[Prose, ...] = ()
    textes: tuple[Prose, ...] = ()
    photos: tuple[Photo, ...] = ()

    def en_vigueur(self, versions: tuple[T, ...]) -> T | None:
        """The version of a text of the profile that applies at the date of reference."""
        return en_vigueur(versions, self.dossier.date_reference)

    @cached_property
    def plan(self) -> Plan:
        """The annexes of the référentiel, for the nature of the dossier."""
        profil, formats = self.profil, self.profil.numerotation
        return Plan(
            grow(
                profil.plan,
                profil.parties,
                self.dossier.nature,
                annexe=formats.annexe,
                sous_annexe=formats.sous_annexe,
            )
        )

    @property
    def disposition(self) -> Disposition:
        """How the competences of a bloc print: as the dossier says, else its type of diploma."""
        chosen = self.dossier.mise_en_page.competences
        return chosen or self.profil.mise_en_page.competences or "face-a-face"

    def said(self, text: str) -> str:
        """A sentence in the words of the type of diploma (`french.wording`)."""
        return self.profil.mots.wording(text)

    @property
    def proses(self) -> tuple[Prose, ...]:
        """The Markdown files: the note, then the annexes."""
        return (*self.note, *self.textes)

    @property
    def written_models(self) -> Iterator[Modele]:
        """All that is written: the Markdown files, then the models."""
        yield from self.proses
        yield from self._modeles

    def racines(self) -> Iterator[Modele]:
        """The roots of the model, file after file."""
        yield self.dossier
        for group in (
            self.exigences,
            self.emplois,
            self.poles,
            self.blocs,
            self.blocs_generaux,
            self.chiffres,
            self.graphiques,
            self.sources,
            self.certifications,
            self.fiches,
        ):
            yield from group
        for root in (self.evaluation, self.formation, self.correspondance):
            if root is not None:
                yield root
        yield self.glossaire
        yield from self.retours

    def modeles(self) -> Iterator[Modele]:
        """All models of the project, depth first."""
        return iter(self._modeles)

    @cached_property
    def _modeles(self) -> tuple[Modele, ...]:
        """Walked once: every rule asks for them."""
        return tuple(chain.from_iterable(root.kept(descendants) for root in self.racines()))

    def of_nature(self, nature: type[M]) -> tuple[M, ...]:
        """The models of exactly this class, in the same order."""
        return self._by_nature.get(nature, ())

    @cached_property
    def _by_nature(self) -> dict[type[Modele], tuple[Any, ...]]:
        found: dict[type[Modele], list[Modele]] = {}
        for model in self._modeles:
            found.setdefault(type(model), []).append(model)
        return {nature: tuple(models) for nature, models in found.items()}

    @cached_property
    def by_cle(self) -> Mapping[str, Objet]:
        """Every object by its identity."""
        return MappingProxyType({m.cle: m for m in self.modeles() if isinstance(m, Objet)})

    @cached_property
    def rangs(self) -> Mapping[str, int]:
        """The rank of each object: what names some is sorted by it, in the order of the files."""
        return MappingProxyType({cle: rank for rank, cle in enumerate(self.by_cle)})

    def find(self, cle: str | None, nature: type[O]) -> O | None:
        """The object of this class and identity; None when there is none.

        Why None: a draft is measured and printed even when a link leads nowhere (the loader has
        said so).
        """
        found = self.by_cle.get(cle or "")
        return found if isinstance(found, nature) else None

    def photo(self, nom: str) -> Photo | None:
        """The picture of this name; None when there is none."""
        return next((photo for photo in self.photos if photo.nom == nom), None)

    def all_of(self, cles: tuple[str, ...], nature: type[O]) -> tuple[O, ...]:
        """Those of `cles` that exist, in order."""
        return tuple(o for cle in cles if (o := self.find(cle, nature)) is not None)

    @cached_property
    def parents(self) -> Mapping[str, Objet]:
        """The object that holds each object, by identity."""
        found: dict[str, Objet] = {}
        for root in self.racines():
            found.update(root.kept(_holders))
        return MappingProxyType(found)

    def nature_resultat(self, holder: Epreuve | SousEpreuve | Partie) -> Nature:
        """What an épreuve or a part gives: as it says, else as what holds it, else as the profile.

        What weighs something is a mark, and so are the parts of a bonus: they make its mark.
        """
        own = holder.resultat
        if own is not None and "nature" in own.model_fields_set:
            return own.nature
        weight = holder.poids if isinstance(holder, Partie) else holder.coefficient
        if weight is not None:
            return "note"
        above = self.parents.get(holder.cle)
        if not isinstance(above, Epreuve | SousEpreuve | Partie):
            return self.profil.resultats.nature
        inherited = self.nature_resultat(above)
        return "note" if inherited == "bonus" else inherited

    def competences(self, bloc: Bloc) -> tuple[Competence, ...]:
        """The competences of a bloc, those taken from another bloc included, as defined."""
        defined = (
            self.find(c.ref, Competence) if c.ref is not None else c for c in bloc.competences
        )
        return tuple(c for c in defined if c is not None)

    def activites(self, cles: Iterable[str]) -> tuple[Activite, ...]:
        """The activités of these identities, each pôle standing for all of its own."""
        found = [self.by_cle.get(cle) for cle in cles]
        return tuple(
            activite
            for objet in found
            for activite in (objet.activites if isinstance(objet, Pole) else (objet,))
            if isinstance(activite, Activite)
        )

    def unites_of(self, bloc: Bloc | BlocGeneral) -> tuple[Unite, ...]:
        """The units that validate a bloc, or its levels: one, most often."""
        unites = self.evaluation.unites if self.evaluation else ()
        return tuple(u for u in unites if bloc.cle in (u.bloc, *u.generaux))

    def is_its_bloc(self, unite: Unite) -> bool:
        """Whether a unit is its bloc: one word for both, and the unit says nothing of its own.

        It then has the title and the number of the bloc, and no document prints it beside.
        """
        bloc = self.by_cle.get(unite.bloc)
        own = unite.niveau is not None or unite.intitule is not None
        if own or not self.profil.mots.one_for_both or not isinstance(bloc, Bloc | BlocGeneral):
            return False
        return len(self.unites_of(bloc)) == 1

    def is_optional(self, unite: Unite) -> bool:
        """Whether a unit is that of an optional bloc."""
        bloc = self.by_cle.get(unite.bloc)
        return isinstance(bloc, BlocGeneral) and bloc.nature == "facultatif"

    def unites_beside(self, bloc: Bloc | BlocGeneral) -> tuple[Unite, ...]:
        """The units that validate a bloc and are something else than it."""
        return tuple(u for u in self.unites_of(bloc) if not self.is_its_bloc(u))

    @cached_property
    def a_completer(self) -> tuple[str, ...]:
        """The motives of everything that is not known yet."""
        return tuple(manque.motif for manque in self.manques)

    @property
    def manques(self) -> Iterator[Manque]:
        """Where they are written."""
        return chain.from_iterable(root.kept(_gaps) for root in self.racines())


class Manque(NamedTuple):
    """What is to complete: the field of a model, or an item of it, and the motive."""

    modele: Modele
    chemin: tuple[str | int, ...]
    motif: str


def _gaps(root: Modele) -> tuple[Manque, ...]:
    """All that is to complete in a file."""
    return tuple(
        gap
        for model in root.kept(descendants)
        for name in champs(type(model)).noms
        for gap in _gaps_of(model, name)
    )


def _gaps_of(model: Modele, name: str) -> Iterator[Manque]:
    value = getattr(model, name)
    if isinstance(value, ACompleter | ListeACompleter):
        yield Manque(model, (name,), value.motif)
    elif isinstance(value, tuple):
        for rank, item in enumerate(value):
            if isinstance(item, ACompleter):
                yield Manque(model, (name, rank), item.motif)


def _holders(root: Modele) -> dict[str, Objet]:
    """The object that holds each object of a file, by identity."""
    found: dict[str, Objet] = {}

    def visit(model: Modele, holder: Objet | None) -> None:
        if isinstance(model, Objet):
            if holder is not None:
                found[model.cle] = holder
            holder = model
        for _, child in children(model):
            visit(child, holder)

    visit(root, None)
    return found


def parts_of_model() -> dict[str, Any]:
    """The fields of a project that hold models, with their types: neither charter nor pictures."""
    hints = get_type_hints(Projet)
    return {name: form for name, form in hints.items() if _holds_models(form)}


def _holds_models(form: Any) -> bool:
    return any(isinstance(t, type) and issubclass(t, Modele) for t in (form, *get_args(form)))
