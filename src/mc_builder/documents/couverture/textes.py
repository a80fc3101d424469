"""A coverage report that is being made → its JSON, its Markdown: what `coverage` prints too."""

from __future__ import annotations

from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.documents.couverture.json import couverture_json
from mc_builder.documents.couverture.markdown import couverture_markdown
from mc_builder.documents.making import Made, Making


def make_json(making: Making) -> Made:
    """Its JSON."""
    return Made(couverture_json(_vue(making)).encode())


def make_markdown(making: Making) -> Made:
    """Its Markdown."""
    return Made(couverture_markdown(_vue(making)).encode())


def _vue(making: Making) -> Couverture:
    return Couverture.de(making.builder.project, making.builder.changements)
