"""What the register says of the blocs of compared certifications → the changes that note it.

Only what a document cannot find again without the register is noted: the titles of their blocs, the
jobs that they declare, and what is word for word in our texts. What they share is measured anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mc_builder.editing import Changes, Refused, in_turn, set_value
from mc_builder.importers.certifications import known_as
from mc_builder.importers.fiches import add_sources, sources_of, typed
from mc_builder.model.preuves import Certification, Releve
from mc_builder.nomenclatures.store_records import Edition
from mc_builder.project import Project
from mc_builder.reports.recouvrement import Voisine


@dataclass(frozen=True, slots=True)
class Lecture:
    """What was read of one certification: `passages` are words of ours and the code of its bloc."""

    voisine: Voisine
    edition: Edition
    passages: Sequence[tuple[str, str]]


def note(project: Project, lectures: Iterable[Lecture], empreinte: str, jour: date) -> Changes:
    """The changes that note each of them beside the certification of its code; raises Refused.

    What is noted already and has not changed keeps its day.
    """
    read = [(_known(project, one.voisine.code), one) for one in lectures]
    sources = sources_of(project, (one.edition for _, one in read))
    data = [(known, _releve(one, sources[one.edition], empreinte, jour)) for known, one in read]
    fresh = [(known, new) for known, new in data if not _is_noted(known.releve, new)]
    if not fresh:
        return {}
    return in_turn(
        project,
        lambda p: add_sources(p, sources),
        *(
            (lambda p, cle=known.cle, new=new: set_value(p, f"{cle}:releve", new))
            for known, new in fresh
        ),
    )


def _known(project: Project, code: str) -> Certification:
    known = known_as(project, code)
    if known is None:
        raise Refused(
            f"« {code} » n’est pas encore comparée : « mc-builder certification {code} » l’ajoute"
        )
    return known


def _releve(one: Lecture, source: str, empreinte: str, jour: date) -> dict[str, Any]:
    voisine = one.voisine
    data = {
        "jour": jour.isoformat(),
        "source": {"ref": source, "reperage": voisine.code},
        "blocs": [typed(title) for title in voisine.autres],
        "communs": voisine.generiques,
        "rome": list(voisine.rome_autre),
        "passages": [{"mots": words, "bloc": bloc} for words, bloc in one.passages],
        "empreinte": empreinte,
    }
    return {key: value for key, value in data.items() if value}


def _is_noted(was: Releve | None, new: dict[str, Any]) -> bool:
    """Whether a dossier says this already, on whatever day it was read."""
    if was is None:
        return False
    same = Releve.model_validate({**new, "jour": was.jour.isoformat()})
    return same.model_dump() == was.model_dump()
