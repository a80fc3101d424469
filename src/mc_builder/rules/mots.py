"""Words to look for in a French text, whatever its case, its accents and its apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from mc_builder.french import folded, listed
from mc_builder.model.base import ACompleter, if_known

#: Three years of experience, as the règlement writes it.
TROIS_ANS = r"\b(?:trois|3) (?:ans|annees)\b"


def simple(text: str) -> str:
    """The text folded, its words one space apart."""
    return _simple(text)


@lru_cache(maxsize=4096)
def _simple(text: str) -> str:
    return " ".join(folded(text).split())


def says(text: str | ACompleter | None, pattern: str) -> re.Match[str] | None:
    """The first place where `text`, simplified, says `pattern`: none in what is to complete."""
    return re.search(pattern, simple(text)) if (text := if_known(text)) else None


def may_say(text: str | ACompleter | None, pattern: str) -> bool:
    """Whether `text` says `pattern`, or may when it is written: it is to complete."""
    return isinstance(text, ACompleter) or says(text, pattern) is not None


def quoted_first(items: Iterable[object], most: int = 3) -> str:
    """Titles between guillemets, the first ones only when there are many."""
    return listed((f"« {item} »" for item in items), most=most)
