"""A document that is being made → one HTML page for the screen."""

from __future__ import annotations

from mc_builder.documents.making import Made, Making
from mc_builder.writers.html import write_html


def make(making: Making) -> Made:
    """Its tree, in the style of the screen."""
    style = making.templates.file("ecran.css").read_text("utf-8")
    return Made(write_html(making.document, style))
