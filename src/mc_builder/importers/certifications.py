"""A fiche of a register of certifications → the changes that bring what it says into a project.

What the dossier says already stays, right or not: `check` tells where the two differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mc_builder.editing import Changes, Refused, add_items, in_turn, set_value
from mc_builder.french import folded, listed
from mc_builder.importers.fiches import add_sources, sources_of, typed
from mc_builder.model.base import ACompleter
from mc_builder.model.preuves import Certification
from mc_builder.nomenclatures.store_records import Fiche
from mc_builder.project import Project

#: What no register says of a certification: the model says what is to be written there.
_WAITING = {
    name: str(Certification.model_fields[name].description)
    for name in ("activites", "recouvrement", "complementarite")
}


def known_as(project: Project, code: str) -> Certification | None:
    """The certification of the dossier that bears this code."""
    same = (c for c in project.projet.certifications if folded(str(c.code or "")) == folded(code))
    return next(same, None)


def facts_of(fiche: Fiche) -> Mapping[str, str]:
    """What a register says that a dossier may say: level, end of the registration, successor."""
    said = {
        "niveau": fiche.niveau,
        "fin_enregistrement": fiche.fin if fiche.dernier_jour is not None else "",
        "remplacee_par": listed(fiche.remplacee_par),
    }
    return {field: value for field, value in said.items() if value}


def completed(project: Project, known: Certification, fiche: Fiche) -> Changes:
    """What the dossier does not say yet of a certification that it compares; raises Refused."""
    missing = {
        field: value
        for field, value in facts_of(fiche).items()
        if getattr(known, field) is None or isinstance(getattr(known, field), ACompleter)
    }
    if not missing:
        raise Refused("le dossier dit déjà ce que dit la fiche, ou autre chose")
    return in_turn(
        project,
        *(
            (lambda p, field=field, value=value: set_value(p, f"{known.cle}:{field}", value))
            for field, value in missing.items()
        ),
    )


def added(project: Project, fiche: Fiche, verdict: str) -> Changes:
    """One more certification to compare; what only its writers know is left to complete."""
    sources = sources_of(project, (fiche.edition,))
    data: dict[str, Any] = {
        "intitule": typed(fiche.intitule),
        "code": fiche.code,
        **facts_of(fiche),
        **{field: ACompleter(motif) for field, motif in _WAITING.items()},
        "verdict": verdict,
        "source": {"ref": sources[fiche.edition], "reperage": fiche.code},
    }
    return in_turn(
        project,
        lambda p: add_sources(p, sources),
        lambda p: add_items(p, "", "certifications", [data]),
    )
