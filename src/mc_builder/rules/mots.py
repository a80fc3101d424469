"""Words to look for in a French text, whatever its case, its accents and its apostrophes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mc_builder.french import listed

#: Three years of experience, as the règlement writes it.
TROIS_ANS = r"\b(?:trois|3) (?:ans|annees)\b"


@lru_cache(maxsize=4096)
def simple(text: str) -> str:
    """Lower case, no accent, straight apostrophes, plain spaces."""
    flat = unicodedata.normalize("NFD", text.lower().replace("’", "'").replace("œ", "oe"))
    return " ".join("".join(c for c in flat if not unicodedata.combining(c)).split())


def dit(text: str | None, pattern: str) -> re.Match[str] | None:
    """The first place where `text`, simplified, says `pattern`."""
    return re.search(pattern, simple(text)) if text else None


def cites(items: list[str], most: int = 3) -> str:
    """Titles between guillemets, the first ones only when there are many."""
    quoted = [f"« {item} »" for item in items]
    if len(quoted) <= most:
        return listed(quoted)
    return f"{', '.join(quoted[: most - 1])} et {len(quoted) - most + 1} autres"


def pluriel(count: int, noun: str) -> str:
    """« 1 situation », « 3 situations »."""
    return f"{count} {noun}{'s' if count > 1 else ''}"


def heures(minutes: int) -> str:
    """« 3 h », « 1 h 30 », « 45 min »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"
