"""The bytes of a file → the framework in it, whatever the software that wrote it."""

from __future__ import annotations

import json

from mc_builder.importers.referentiels.arbre import MOST_BYTES, Illisible, Repris
from mc_builder.importers.referentiels.case import is_case, read_case
from mc_builder.importers.referentiels.moodle import read_moodle
from mc_builder.importers.referentiels.orebut import is_orebut, read_orebut

_EXPECTED = "un CSV de Moodle, un JSON de CASE ou un JSON d’Orébut est attendu"


def framework_in(data: bytes) -> Repris:
    """The framework of a file; raises Illisible."""
    if len(data) > MOST_BYTES:
        raise Illisible(f"le fichier dépasse {MOST_BYTES // 1_000_000} Mo : {_EXPECTED}")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in {b"{", b"["}:
        return read_moodle(data)
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise Illisible(f"le fichier est abîmé, ou incomplet : {_EXPECTED}") from None
    if isinstance(found, dict) and is_case(found):
        return read_case(found)
    if isinstance(found, dict) and is_orebut(found):
        return read_orebut(found)
    raise Illisible(f"ce JSON est d’une autre forme : {_EXPECTED}")
