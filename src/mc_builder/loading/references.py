"""Identifiers: each is unique in the project, each link leads to an object of the right kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from mc_builder.diagnostics import Diagnostic, Related, suggestion
from mc_builder.french import de
from mc_builder.loading.expected import any_of, first_names
from mc_builder.loading.file_names import is_copy
from mc_builder.loading.link_codes import REF001, REF002, REF003
from mc_builder.loading.lost import Lost
from mc_builder.loading.source_map import SourceMap
from mc_builder.model.base import Modele, Objet
from mc_builder.model.liens import Lien, cibles
from mc_builder.model.projet import Projet
from mc_builder.spans import Span

#: Files to look at for an object that is missing; more would be no help.
MOST_FILES = 8

#: What puts the words of a profile in a sentence.
Words = Callable[[str], str]
Reference = tuple[Modele, tuple[str | int, ...], str, tuple[str, ...]]


@cache
def _reference_fields(cls: type[Modele]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The fields of a class that hold identifiers, with the classes they may point to."""
    return tuple(
        (name, kinds) for name, info in cls.model_fields.items() if (kinds := cibles(info.metadata))
    )


def references(model: Modele) -> Iterator[Reference]:
    """The references that a model writes: the model, the path to it, the identifier, the kinds."""
    if isinstance(model, Lien):
        yield (
            model,
            ("cible",),
            model.cible,
            tuple(k for kinds in model.cles.values() for k in kinds),
        )
    for name, kinds in _reference_fields(type(model)):
        value = getattr(model, name)
        if isinstance(value, str):
            yield model, (name,), value, kinds
        elif isinstance(value, tuple):
            for i, item in enumerate(value):
                if isinstance(item, str):
                    yield model, (name, i), item, kinds


def check_references(projet: Projet, places: SourceMap, lost: Lost) -> list[Diagnostic]:
    """Duplicate and unknown identifiers; `lost` says which may exist all the same."""
    objects: dict[str, Objet] = {}
    again: list[tuple[Objet, Objet]] = []
    for model in projet.modeles():
        if isinstance(model, Objet) and model.id is not None:
            first = objects.setdefault(model.id, model)
            if first is not model:
                again.append((first, model))
    said = projet.said
    found = _duplicates(again, places, said)
    for holder, path, ident, kinds in all_references(projet):
        target = objects.get(ident)
        if target is None and not lost.may_be(ident, kinds):
            right_kind = [key for key, o in objects.items() if type(o).__name__ in kinds]
            span = places.name(holder, *path)
            aide, fix = suggestion(ident, right_kind, span)
            aide = aide or f"ce lien attend {any_of(kinds, said)}" + possible(right_kind)
            message = f"identifiant inconnu « {ident} »"
            elsewhere = _declared(projet, kinds, places, span)
            found.append(REF001(message, span, aide, related=elsewhere, fix=fix))
        elif target is not None and type(target).__name__ not in kinds:
            words = _told_apart(target, kinds, said)
            message = (
                f"« {ident} » est {_said(target, words)} ; ce lien attend {any_of(kinds, words)}"
            )
            found.append(REF003(message, places.name(holder, *path)))
    return found


def _duplicates(
    again: list[tuple[Objet, Objet]], places: SourceMap, said: Words
) -> list[Diagnostic]:
    """Identifiers that two objects have; those of two files that share several are one finding."""
    by_files: dict[tuple[str, str], list[tuple[Objet, Objet]]] = {}
    for first, second in again:
        here, there = places.span(first, "id").path, places.span(second, "id").path
        plain, copy = ((first, second), (second, first))[is_copy(here) and not is_copy(there)]
        by_files.setdefault(
            (places.span(plain, "id").path, places.span(copy, "id").path), []
        ).append((plain, copy))
    found = []
    for (here, there), pairs in by_files.items():
        if here == there or len(pairs) == 1:
            found += [_duplicate(first, second, places, said) for first, second in pairs]
        else:
            found.append(_copied(here, pairs, places))
    return found


def _duplicate(first: Objet, second: Objet, places: SourceMap, said: Words) -> Diagnostic:
    return REF002(
        f"l’identifiant « {second.id} » est déjà celui {de(_said(first, said))}",
        places.span(second, "id"),
        "un identifiant est unique dans tout le projet",
        related=(Related(places.span(first, "id"), "premier emploi"),),
    )


def _told_apart(target: Objet, kinds: tuple[str, ...], said: Words) -> Words:
    """The words of the type of diploma, unless it has one for what is there and what is due."""
    same = any_of((type(target).__name__,), said) == any_of(kinds, said)
    return _plain if same else said


def _plain(text: str) -> str:
    return text.strip("⟨⟩")


def _said(objet: Objet, said: Words) -> str:
    """« l’activité « Accueil » »: its kind, and the title that it gives itself."""
    titre = getattr(objet, "intitule", None) or getattr(objet, "titre", None)
    designation = said(f"⟨{objet.designation}⟩")
    return f"{designation} « {titre} »" if titre else designation


def _copied(original: str, pairs: list[tuple[Objet, Objet]], places: SourceMap) -> Diagnostic:
    """One finding for all the identifiers that a file has in common with another."""
    idents = [f"« {second.id} »" for _, second in pairs]
    shown = ", ".join(idents[:MOST_FILES]) + ("…" if len(idents) > MOST_FILES else "")
    first, second = pairs[0]
    return REF002(
        f"{len(pairs)} identifiants sont déjà ceux de {original}, dont ce fichier est en partie"
        f" une copie : {shown}",
        places.span(second, "id"),
        "donnez à chaque objet un identifiant qui n’est qu’à lui, ou retirez la copie",
        related=(
            Related(places.span(first, "id"), "premier emploi"),
            *(Related(places.span(copy, "id"), "à changer") for _, copy in pairs[1:MOST_FILES]),
        ),
    )


def _declared(
    projet: Projet, kinds: tuple[str, ...], places: SourceMap, span: Span
) -> tuple[Related, ...]:
    """Where objects of these kinds are declared: the one that is missing was lost there, perhaps.

    One place for each file, when they are few enough to be looked at, and not that of the link.
    """
    files: dict[str, Span] = {}
    for model in projet.modeles():
        if isinstance(model, Objet) and type(model).__name__ in kinds:
            place = places.start(model) if model.id is None else places.span(model, "id")
            if place.path != span.path:
                files.setdefault(place.path, place)
            if len(files) > MOST_FILES:
                return ()
    message = f"ce fichier déclare ce que ce lien attend : {any_of(kinds, projet.said)}"
    return tuple(Related(place, message) for place in files.values())


def all_references(projet: Projet) -> Iterator[Reference]:
    """Every reference that the files of a project write."""
    for model in (*projet.modeles(), *projet.textes):
        yield from references(model)
    for ident in projet.dossier.seuils.emplois:
        yield projet.dossier, ("seuils", "emplois", ident), ident, ("Emploi",)
    for ident in projet.dossier.seuils.blocs:
        yield projet.dossier, ("seuils", "blocs", ident), ident, ("Bloc",)


def possible(idents: list[str]) -> str:
    """The identifiers that may be written; nothing when there is none."""
    return f" ; identifiants possibles : {first_names(idents)}" if idents else ""
