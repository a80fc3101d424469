"""What became of the codes of a project in a newer edition → JSON, for a program."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from mc_builder.importers.suivi import reworded
from mc_builder.model.emplois import Exigence
from mc_builder.nomenclatures.following import Suivi
from mc_builder.nomenclatures.splits import parted, united
from mc_builder.nomenclatures.store_records import Edition


def json_of_codes(
    found: Sequence[Suivi],
    edition: Edition,
    places: Mapping[str, str],
    files: Sequence[str],
    *,
    written: bool,
) -> str:
    """The codes in their order; `files` are those that following them changes."""
    made_one = {
        one.code: [code, *(other.code for other in ones if other is not one)]
        for code, ones in united(found).items()
        for one in ones
    }
    data = {
        "edition": asdict(edition),
        "codes": [
            {**_code(one, places[one.objet.cle]), "reuni": made_one.get(one.code, [])}
            for one in found
        ],
        "fichiers": list(files),
        "ecrit": written,
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _code(one: Suivi, place: str) -> dict[str, Any]:
    cited = one.repere
    return {
        "genre": "exigence" if isinstance(one.objet, Exigence) else "emploi",
        "id": one.objet.cle,
        "intitule": str(one.objet.intitule),
        "lieu": place,
        "code": one.code,
        "version": None if cited is None or cited.version is None else str(cited.version),
        "sort": one.sort,
        "avant": one.avant,
        "apres": one.apres,
        "suit_l_editeur": reworded(one),
        "candidats": [asdict(near) for near in one.candidats],
        "partage": [near.code for near in parted(one)],
    }
