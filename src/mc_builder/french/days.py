"""Days → as French writes them: « 11 avril 2026 », « 1er janvier 2026 »."""

from __future__ import annotations

from datetime import date

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
    *("septembre", "octobre", "novembre", "décembre"),
)


def in_words(day: date) -> str:
    """« 11 avril 2026 », « 1er janvier 2026 »."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def in_figures(day: date) -> str:
    """« 11/04/2026 »."""
    return f"{day:%d/%m/%Y}"
