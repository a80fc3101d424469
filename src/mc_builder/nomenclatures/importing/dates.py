"""How the register writes its levels and its days, over the years → as we keep them."""

from __future__ import annotations

import re


def level(text: str) -> str:
    """« niveau5 », « NIV5 » → « 5 »."""
    found = re.search(r"[1-8]", text)
    return found[0] if found else ""


_AMERICAN = re.compile(r"(1[0-2]|0?[1-9])/(3[01]|[12][0-9]|0?[1-9])/([0-9]{2})")
_FRENCH = re.compile(r"(3[01]|[12][0-9]|0?[1-9])/(1[0-2]|0?[1-9])/([0-9]{4})")


def day(text: str) -> str:
    """« 31/08/2026 », and « 8/31/16 » as the tables of 2021 have it → « 2026-08-31 »."""
    if found := _FRENCH.fullmatch(text):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    if found := _AMERICAN.fullmatch(text):
        return f"20{found[3]}-{int(found[1]):02}-{int(found[2]):02}"
    return text
