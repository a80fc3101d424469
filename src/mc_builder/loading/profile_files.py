"""One profile and the one that it completes → the type of diploma, and what is wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from mc_builder.diagnostics import Diagnostic, suggestion
from mc_builder.loading.beginnings import begun
from mc_builder.loading.codes import DIP012
from mc_builder.loading.layout import PROFILES
from mc_builder.loading.plan_checks import about_plan, written
from mc_builder.loading.profile_marks import about_marks
from mc_builder.loading.source_map import Place
from mc_builder.loading.validation import validate
from mc_builder.model.mots import Mot
from mc_builder.model.profil import PROPRES, FichierProfil, Profil
from mc_builder.source.codes import YML011
from mc_builder.source.yaml_nodes import YamlMap, read_yaml
from mc_builder.spans import SourceText, Span

#: The key of the file that holds all the rest.
RACINE = "profil"


@dataclass(frozen=True)
class ReadProfile:
    """A profile, mistakes taken out, and what is said of them; None when nothing is left."""

    profil: Profil | None
    diagnostics: tuple[Diagnostic, ...] = ()
    place: Place | None = field(default=None, compare=False)


def named_in(nodes: YamlMap, key: str) -> tuple[str, Span] | None:
    """The name that a profile gives under a key, and where."""
    inside = nodes.get(RACINE)
    if not isinstance(inside, YamlMap) or not isinstance(inside.get(key), str):
        return None
    return inside[key], inside.values_at[key]


def complete(own: YamlMap, base: YamlMap) -> None:
    """Give to a profile, in place, what it does not say and the one that it completes does.

    A table is completed key by key; a list is that of its author, whole, and so is a noun: the
    gender and the plural of another would be wrong.
    """
    inside, below = own.get(RACINE), base.get(RACINE)
    if isinstance(inside, YamlMap) and isinstance(below, YamlMap):
        for key in PROPRES:
            below.remove(key)
        _fill(inside, below)


#: What is said of one noun, and of no other.
_OF_A_NOUN = frozenset(Mot.model_fields) - {"nom"}


def _fill(own: YamlMap, base: YamlMap) -> None:
    here = None if own else own.span  # of an empty table, what is missing is said there
    renamed = "nom" in own
    for key, value in base.items():
        if renamed and key in _OF_A_NOUN:
            continue
        if key not in own:
            own[key] = value
            own.keys_at[key], own.values_at[key] = here or base.keys_at[key], base.values_at[key]
        elif isinstance(own[key], YamlMap) and isinstance(value, YamlMap):
            _fill(own[key], value)


def begin(source: SourceText) -> tuple[YamlMap | None, list[Diagnostic]]:
    """The nodes of a file, and what is said of its syntax."""
    nodes, found = read_yaml(source)
    return nodes, [begun(d, PROFILES) if d.code == YML011.code else d for d in found]


def judge(nodes: YamlMap, source: SourceText, named: str, known: Known) -> ReadProfile:
    """Validate a profile, completed already; `named` is the name of its file, when it has one."""
    result = validate(FichierProfil, nodes, source)
    profil: Profil | None = result.model.profil if result.model is not None else None
    diagnostics = list(result.diagnostics)
    if profil is not None:
        diagnostics += _about_names(profil, named, result.place, known)
    place = result.place.descend(RACINE)
    if profil is not None and place is not None:
        diagnostics += [*about_plan(profil, place), *about_marks(profil.mots, place)]
    return ReadProfile(profil, tuple(diagnostics), place)


#: The names that a profile may cite.
Known = Callable[[], tuple[str, ...]]


def unknown(name: str, at: Span, known: tuple[str, ...]) -> Diagnostic:
    """A profile that is named and is not there."""
    aide, fix = suggestion(name, known, at)
    words = aide or f"profils connus : {', '.join(known)}"
    return DIP012(f"profil inconnu « {name} »", at, words, fix=fix)


def _about_names(profil: Profil, named: str, root: Place, known: Known) -> Iterator[Diagnostic]:
    """The name of the file is that of the profile; those that it cites exist."""
    at = written(root, (RACINE, "id"), profil.id)
    if named and at is not None and profil.id != named:
        yield DIP012(f"le fichier de ce profil est « {named}.yaml »", at, f"id: {named}")
    for key in ("remplace", "remplace_par"):
        other = getattr(profil, key)
        at = written(root, (RACINE, key), other)
        if other and at is not None and other not in known():
            yield unknown(other, at, known())
