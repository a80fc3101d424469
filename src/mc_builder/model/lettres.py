"""The rank of a category of candidates → the letter that stands for it wherever it is named."""

from __future__ import annotations

from string import ascii_uppercase


def lettre(rang: int) -> str:
    """The letter of a category from its rank: A to Z, then AA."""
    over, last = divmod(rang, len(ascii_uppercase))
    return (lettre(over - 1) if over else "") + ascii_uppercase[last]


def et(words: list[str]) -> str:
    """« a, b et c »."""
    return " et ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
