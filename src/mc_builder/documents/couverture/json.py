"""Coverage → JSON, version 2: for other programs, and for comparing two measures.

The format is documented in docs/couverture-json.md, and its schema is docs/couverture.schema.json.
The text depends on nothing but its inputs: same inputs, same bytes.
"""

from __future__ import annotations

from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.documents.couverture.donnees.mesure import Rapport
from mc_builder.reports.terminal import NO_TERMINAL, Terminal


def couverture_json(vue: Couverture, _: Terminal = NO_TERMINAL) -> str:
    """The report as JSON text, with a final line break."""
    text = Rapport.model_validate(vue, context=vue).model_dump_json(indent=2)
    return f"{vue.projet.said(text)}\n"
