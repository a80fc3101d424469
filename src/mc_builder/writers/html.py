"""The tree as one self-contained HTML page, for the screen."""

from __future__ import annotations

from mc_builder.page.tree import Document
from mc_builder.writers.markup import page
from mc_builder.writers.style import screen


def write_html(document: Document, style: str) -> bytes:
    """One page without any outside resource."""
    origin = document.provenance.mention if document.provenance else ""
    return page(document, screen(document.charte) + style, origin).encode()
