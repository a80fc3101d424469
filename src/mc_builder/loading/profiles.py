"""The profile of a diploma: its type's, at the date of reference and at the first session.

A profile is read like any file of a project: what is wrong in it is said at its line, and the
rest serves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from functools import cache

from mc_builder.diagnostics import Diagnostic, suggestion
from mc_builder.loading.beginnings import begun
from mc_builder.loading.codes import DIP003
from mc_builder.loading.layout import FileKind
from mc_builder.loading.profile_names import folder, profile_names
from mc_builder.loading.source_map import Path, Place
from mc_builder.loading.texts import decoded
from mc_builder.loading.validation import validate
from mc_builder.model.base import Modele, if_known
from mc_builder.model.dossier import Dossier
from mc_builder.model.profil import Profil
from mc_builder.source.codes import YML011
from mc_builder.source.yaml_nodes import read_yaml
from mc_builder.spans import Span


class FichierProfil(Modele):
    """Un profil par fichier."""

    profil: Profil


@dataclass(frozen=True)
class ReadProfile:
    """A profile, mistakes taken out, and what is said of them; None when nothing is left."""

    profil: Profil | None
    diagnostics: tuple[Diagnostic, ...] = ()


_KIND = FileKind("profils/*", FichierProfil, "profil", "profil", lambda f: f.profil)


def read_profile(path: str, data: bytes) -> ReadProfile:
    """Read and check one profile, whoever wrote it."""
    source, diagnostics, readable = decoded(path, data)
    if not readable:
        return ReadProfile(None, tuple(diagnostics))
    nodes, found = read_yaml(source)
    diagnostics += [begun(d, _KIND) if d.code == YML011.code else d for d in found]
    if nodes is None:
        return ReadProfile(None, tuple(diagnostics))
    result = validate(FichierProfil, nodes, source)
    profil: Profil | None = result.model.profil if result.model is not None else None
    diagnostics += result.diagnostics
    if profil is not None:
        name = path.rpartition("/")[2].removesuffix(".yaml")
        diagnostics += _about_names(profil, name, result.place)
        diagnostics += _about_annexes(profil, result.place)
    return ReadProfile(profil, tuple(diagnostics))


def _about_names(profil: Profil, name: str, root: Place) -> Iterator[Diagnostic]:
    """The name of the file is that of the profile; those that it cites exist."""
    if (at := _written(root, ("profil", "id"), profil.id)) and profil.id != name:
        yield DIP003(f"le fichier de ce profil est « {name}.yaml »", at, f"id: {name}")
    for key in ("remplace", "remplace_par"):
        other = getattr(profil, key)
        at = _written(root, ("profil", key), other)
        if other and at is not None and other not in profile_names():
            aide, fix = suggestion(other, profile_names(), at)
            known = f"profils connus : {', '.join(profile_names())}"
            yield DIP003(f"profil inconnu « {other} »", at, aide or known, fix=fix)


def _about_annexes(profil: Profil, root: Place) -> Iterator[Diagnostic]:
    """An annexe is given once, and so is its number."""
    for key in ("annexe", "numero"):
        seen: set[str] = set()
        for i, annexe in enumerate(profil.annexes):
            value = str(getattr(annexe, key))
            at = _written(root, ("profil", "annexes", i, key), value)
            if value in seen and at is not None:
                yield DIP003(f"« {value} » est déjà donné à une autre annexe", at)
            seen.add(value)


def _written(root: Place, path: Path, value: object) -> Span | None:
    """Where a value is, when the file writes it: what stands in for a mistake has its own."""
    place = root.walk(path)
    whole = root.depth(path) == len(path)
    return place.span if whole and place.node == value and place.span.text else None


@cache
def shipped(name: str) -> ReadProfile:
    """One of the profiles that come with the tool."""
    return read_profile(f"profils/{name}.yaml", (folder() / f"{name}.yaml").read_bytes())


def profile(name: str) -> Profil:
    """One of the profiles that come with the tool; raises LookupError when it cannot be read."""
    found = shipped(name).profil
    if found is None:
        raise LookupError(name)
    return found


def profile_of(dossier: Dossier) -> ReadProfile:
    """The profile of a dossier, with what is wrong in those that lead to it.

    Why the first session too: a diploma is awarded under the name that it has then, and a
    mention complémentaire of the session 2026 cannot be.
    """
    session = if_known(dossier.diplome.premiere_session)
    if session is None:
        return _at(dossier.diplome.type, dossier.date_reference)
    first = date(min(max(session, MINYEAR), MAXYEAR), 1, 1)
    return _at(dossier.diplome.type, max(dossier.date_reference, first))


def profile_at(name: str, day: date) -> Profil:
    """The profile `name`, or the one that its type had become, or had been, on `day`."""
    found = _at(name, day).profil
    if found is None:
        raise LookupError(name)
    return found


def _at(name: str, day: date) -> ReadProfile:
    """The profile `name`, or the one that its type had become, or had been, on `day`.

    Why: a mention complémentaire re-dated after 2024 is a certificat de spécialisation, whatever
    its dossier still calls it.
    """
    found = shipped(name)
    met = {name: found}
    while (other := _neighbour(found.profil, day)) in profile_names() and other not in met:
        found = met[other] = shipped(other)
    said = (diagnostic for one in met.values() for diagnostic in one.diagnostics)
    return ReadProfile(found.profil, tuple(said))


def _neighbour(profil: Profil | None, day: date) -> str:
    """The profile that takes the place of another on a day; an empty text when none does."""
    if profil is None:
        return ""
    if profil.au is not None and day > profil.au:
        return profil.remplace_par or ""
    if profil.du is not None and day < profil.du:
        return profil.remplace or ""
    return ""
