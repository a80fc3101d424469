"""A text → what makes it equal to another, or comes before it: accents, case, ligatures, signs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


class _WithoutAccents(dict[int, int | None]):
    """A table for `str.translate` that drops the accents of a text that was split from them.

    It fills itself with the signs that it meets: asking each sign of a whole dossier what it is,
    one after the other, was most of the time of folding it.
    """

    def __missing__(self, sign: int) -> int | None:
        self[sign] = found = None if unicodedata.combining(chr(sign)) else sign
        return found


_ACCENTS = _WithoutAccents()


def unaccented(text: str) -> str:
    """« épreuve » → « epreuve »."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFD", text).translate(_ACCENTS)


def folded(text: str) -> str:
    """« L’Œuvre » → « l'oeuvre »: no accent, case, ligature nor curly apostrophe."""
    if text.isascii():
        return text.casefold()
    split = unicodedata.normalize("NFKD", text.casefold())
    plain = split.translate(_ACCENTS)
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


@lru_cache(maxsize=1 << 14)
def slug(text: str) -> str:
    """« Certificat de spécialisation » → « certificat-de-specialisation »: as identifiers are."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")


def alphabetical(text: str) -> tuple[str, str]:
    """What sorts texts as a French dictionary does: accents and capitals decide last.

    A dictionary of the locale would do it too; it is not there on every machine.
    """
    return folded(text), text
