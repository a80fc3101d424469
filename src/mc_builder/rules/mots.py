"""Words to look for in a French text, whatever its case, its accents and its apostrophes."""

from __future__ import annotations

import re
from functools import lru_cache

from mc_builder.french import folded, listed

#: Three years of experience, as the règlement writes it.
TROIS_ANS = r"\b(?:trois|3) (?:ans|annees)\b"


@lru_cache(maxsize=4096)
def simple(text: str) -> str:
    """The text folded, its words one space apart."""
    return " ".join(folded(text).split())


def says(text: str | None, pattern: str) -> re.Match[str] | None:
    """The first place where `text`, simplified, says `pattern`."""
    return re.search(pattern, simple(text)) if text else None


def quoted_first(items: list[str], most: int = 3) -> str:
    """Titles between guillemets, the first ones only when there are many."""
    return listed((f"« {item} »" for item in items), most=most)
