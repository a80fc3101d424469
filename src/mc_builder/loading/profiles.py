"""The profile of a diploma: its type's, at the date of reference and at the first session."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date
from functools import cache

from mc_builder.loading.profile_names import folder
from mc_builder.loading.validation import validate
from mc_builder.model.base import Modele, connu
from mc_builder.model.dossier import Dossier
from mc_builder.model.profil import Profil
from mc_builder.source.yaml_nodes import read_yaml
from mc_builder.spans import SourceText


class _FichierProfil(Modele):
    profil: Profil


@cache
def profile(name: str) -> Profil:
    """One profile; a mistake in it is a bug of the tool."""
    text = (folder() / f"{name}.yaml").read_text("utf-8")
    source = SourceText(f"profils/{name}.yaml", text)
    data, diagnostics = read_yaml(source)
    found = validate(_FichierProfil, data, source) if data is not None else None
    if found is None or diagnostics or found.diagnostics:
        raise RuntimeError(f"profile {name}: {diagnostics or found}")
    result: Profil = found.model.profil
    return result


def profile_of(dossier: Dossier) -> Profil:
    """The profile of a dossier.

    Why the first session too: a diploma is awarded under the name that it has then, and a
    mention complémentaire of the session 2026 cannot be.
    """
    session = connu(dossier.diplome.premiere_session)
    if session is None:
        return profile_at(dossier.diplome.type, dossier.date_reference)
    first = date(min(max(session, MINYEAR), MAXYEAR), 1, 1)
    return profile_at(dossier.diplome.type, max(dossier.date_reference, first))


def profile_at(name: str, day: date) -> Profil:
    """The profile `name`, or the one that its type had become, or had been, on `day`.

    Why: a mention complémentaire re-dated after 2024 is a certificat de spécialisation, whatever
    its dossier still calls it.
    """
    found = profile(name)
    while found.au is not None and day > found.au and found.remplace_par is not None:
        found = profile(found.remplace_par)
    while found.du is not None and day < found.du and found.remplace is not None:
        found = profile(found.remplace)
    return found
