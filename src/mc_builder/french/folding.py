"""A text → what makes it equal to another, or comes before it: accents, case, ligatures, signs."""

from __future__ import annotations

import re
import unicodedata


def unaccented(text: str) -> str:
    """« épreuve » → « epreuve »."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def folded(text: str) -> str:
    """« L’Œuvre » → « l'oeuvre »: no accent, case, ligature nor curly apostrophe."""
    if text.isascii():
        return text.casefold()
    split = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in split if not unicodedata.combining(c))
    return plain.replace("œ", "oe").replace("æ", "ae").replace("’", "'")


def composed(text: str) -> str:
    """The text with each accent on its letter, as French keyboards type it."""
    return unicodedata.normalize("NFC", text)


def is_accent(sign: str) -> bool:
    """Whether a sign is the accent of the letter before it, apart from it."""
    return unicodedata.combining(sign) > 0


def ascii_of(text: str) -> str:
    """The text without what ASCII cannot write, accents first."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def slug(text: str) -> str:
    """« Certificat de spécialisation » → « certificat-de-specialisation »: as identifiers are."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")


def alphabetical(text: str) -> tuple[str, str]:
    """What sorts texts as a French dictionary does: accents and capitals decide last.

    A dictionary of the locale would do it too; it is not there on every machine.
    """
    return folded(text), text
