"""The rank of a category of candidates → the letter that stands for it wherever it is named."""

from __future__ import annotations

from string import ascii_uppercase


def lettre(rang: int) -> str:
    """The letter of a category from its rank: A to Z, then AA."""
    over, last = divmod(rang, len(ascii_uppercase))
    return (lettre(over - 1) if over else "") + ascii_uppercase[last]
