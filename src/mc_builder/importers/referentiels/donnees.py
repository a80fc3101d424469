"""What a JSON of anybody holds → texts, objects and lists, whatever stands in their place."""

from __future__ import annotations

from typing import Any

from mc_builder.importers.referentiels.arbre import Pertes

Objet = dict[str, Any]


def said(node: object, *keys: str) -> str:
    """The text under keys, one in the other; none when there is something else."""
    for key in keys:
        node = node.get(key) if isinstance(node, dict) else None
    if isinstance(node, bool) or not isinstance(node, str | int | float):
        return ""
    return " ".join(str(node).split())


def objects(node: object) -> list[Objet]:
    """The objects of a list."""
    return [one for one in node if isinstance(one, dict)] if isinstance(node, list) else []


def within(node: object, key: str) -> object:
    """What an object holds under a key."""
    return node.get(key) if isinstance(node, dict) else None


def texts(node: object) -> list[str]:
    """The texts of a list."""
    found = [said({"": one}, "") for one in node] if isinstance(node, list) else []
    return [text for text in found if text]


def number(node: object) -> float | None:
    """A number, or a text that is one."""
    try:
        found = float(node) if isinstance(node, str | int | float) else None
    except (ValueError, OverflowError):
        return None
    return found if found is not None and abs(found) < 1e9 else None


def say_rest(node: Objet, taken: frozenset[str], lieu: str, lost: Pertes) -> None:
    """Say of each key that was not taken what it holds, when that is something."""
    for key, value in node.items():
        if key not in taken and value not in (None, "", [], {}):
            lost.say(lieu, f"{key} : « {_shown(value)} »")


#: Lists and objects, one in the other, of which the words are said.
_DEEPEST = 20


def _shown(value: object, depth: int = 0) -> str:
    if isinstance(value, list | dict) and depth > _DEEPEST:
        return "…"
    if isinstance(value, list):
        return ", ".join(_shown(one, depth + 1) for one in value)
    if isinstance(value, dict):
        named = value.get("title")
        every = (f"{key} {_shown(one, depth + 1)}" for key, one in value.items())
        return named if isinstance(named, str) and named else ", ".join(every)
    return " ".join(str(value).split())
