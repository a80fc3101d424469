"""A project with options → for which of them each object holds, and the project of one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from mc_builder.model.base import Modele, Objet, champs
from mc_builder.model.blocs import Bloc, Competence, Savoir
from mc_builder.model.evaluation import Epreuve, SousEpreuve, Unite
from mc_builder.model.horaires import GrilleHoraire, LigneHoraire
from mc_builder.model.parcours import DeParcours
from mc_builder.model.projet import Projet, Prose

M = TypeVar("M", bound=Modele)

#: The identities of options.
Options = frozenset[str]


@dataclass(frozen=True)
class Selection:
    """For which options each object of a project holds."""

    toutes: Options
    #: Only the objects that do not hold for all of them.
    propres: Mapping[str, Options]

    def of(self, cle: str) -> Options:
        """The options for which the object of this identity holds."""
        return self.propres.get(cle, self.toutes)


def select(projet: Projet) -> Selection:
    """Read for which options each object holds: those that it names, of those of its holder.

    What is about one object holds where this one does: a bloc as its pôle, a unit as its bloc, an
    épreuve as one of its units; a group of savoirs, where one of the competences that ask for it
    does, or one of the activités of its scope.
    """
    toutes = frozenset(option.cle for option in projet.dossier.diplome.parcours)
    if not toutes:
        return Selection(toutes, {})
    known: dict[str, Options] = {}

    def of(cle: str) -> Options:
        objet = projet.by_cle.get(cle)
        if objet is None:
            return toutes
        if cle not in known:
            known[cle] = toutes  # a draft may hold itself: each is looked at once
            holder = projet.parents.get(cle)
            about = [of(holder.cle)] if holder is not None else []
            about += [of(other) for other in _about(objet)]
            if several := _about_any(objet):
                about.append(frozenset().union(*map(of, several)))
            known[cle] = _named(objet, toutes).intersection(*about)
        return known[cle]

    for cle in projet.by_cle:
        of(cle)
    known |= {option: frozenset({option}) for option in toutes}
    grille = projet.formation.grille if projet.formation is not None else None
    for apart in (*projet.textes, *(grille.lignes if grille is not None else ())):
        known[apart.cle] = _named(apart, toutes)
    return Selection(toutes, {cle: held for cle, held in known.items() if held != toutes})


def _named(model: Modele, toutes: Options) -> Options:
    """The options that an object names; all of them when it names none that exists."""
    named = model.pour if isinstance(model, DeParcours | LigneHoraire | Prose) else ()
    return toutes.intersection(named) or toutes


def _about(objet: Objet) -> Iterator[str]:
    """What an object is about, and never without."""
    match objet:
        case Bloc() if objet.pole is not None:
            yield objet.pole
        case Competence() if objet.ref is not None:
            yield objet.ref
        case Unite():
            yield from (cle for cle in (objet.bloc, objet.niveau) if cle is not None)


def _about_any(objet: Objet) -> tuple[str, ...]:
    """What an object is about, were it one of them only: units, activités of a scope."""
    match objet:
        case Savoir():
            return tuple(objet.competences or objet.activites)
        case Epreuve() | SousEpreuve():
            return objet.unite
    return ()


def counted_lines(
    projet: Projet, selection: Selection, table: GrilleHoraire
) -> dict[str, tuple[LigneHoraire, ...]]:
    """The lines of a grille horaire that a total counts, by option; under « » when all have them.

    A teaching that one may leave is in no total.
    """
    kept = tuple(line for line in table.lignes if not line.facultatif)
    if all(line.cle not in selection.propres for line in kept):
        return {"": kept}
    return {
        option.cle: tuple(line for line in kept if option.cle in selection.of(line.cle))
        for option in projet.dossier.diplome.parcours
    }


def of_option(projet: Projet, option: str) -> Projet:
    """The project of one option: without what does not hold for it."""
    selection = select(projet)

    def holds(model: Modele) -> bool:
        return option in selection.of(model.cle)

    kept = {
        field.name: _kept(value, holds)
        for field in fields(projet)
        if isinstance(value := getattr(projet, field.name), tuple | Modele)
        and field.name not in ("profil", "charte")
    }
    return replace(projet, **kept)


def _kept(value: Any, holds: Callable[[Modele], bool]) -> Any:
    """A model, or a list of models, without what does not hold; itself when all does."""
    if isinstance(value, tuple):
        items = [_kept(x, holds) for x in value if not isinstance(x, Modele) or holds(x)]
        same = len(items) == len(value) and all(a is b for a, b in zip(items, value, strict=True))
        return value if same else tuple(items)
    if not isinstance(value, Modele):
        return value
    inside = {name: getattr(value, name) for name in champs(type(value)).modeles}
    kept = {name: _kept(item, holds) for name, item in inside.items()}
    changed = {name: item for name, item in kept.items() if item is not inside[name]}
    return value.model_copy(update=changed) if changed else value
