"""French words in alphabetical order, and without their accents."""

from __future__ import annotations

import re
import unicodedata


def unaccented(word: str) -> str:
    """« épreuve » → « epreuve »."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def slug(text: str) -> str:
    """« Certificat de spécialisation » → « certificat-de-specialisation »: as identifiers are."""
    plain = unaccented(text.casefold()).replace("œ", "oe").replace("æ", "ae")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def alphabetical(text: str) -> tuple[str, str]:
    """What sorts texts as a French dictionary does: accents and capitals decide last.

    A dictionary of the locale would do it too; it is not there on every machine.
    """
    plain = unaccented(text.casefold()).replace("œ", "oe").replace("æ", "ae")
    return plain, text
