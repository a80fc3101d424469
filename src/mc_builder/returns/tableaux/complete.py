"""The words of a new object → the same with what it must have, waiting where it may."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mc_builder.french import listed, small
from mc_builder.loading.described import accepts
from mc_builder.loading.expected import ONE_OF
from mc_builder.model.base import Modele
from mc_builder.returns.tableaux.entry import MOTIF, Wrong
from mc_builder.returns.values import A_COMPLETER

_WAITING = {"a_completer": MOTIF}
ATTENTE = f"{A_COMPLETER} : {MOTIF}"


def completed(
    cls: type[Modele], texts: Mapping[str, str], head: Callable[[str], str]
) -> dict[str, str]:
    """The texts of a new object by field, those that it must have left to say. Raises Wrong.

    `head` is what people call a field.
    """
    own = {champ: text for champ, text in texts.items() if text}
    given = {champ.partition("/")[0] for champ in own}
    wanting = [n for n, info in cls.model_fields.items() if info.is_required() and n not in given]
    for keys in ONE_OF.get(cls.__name__, ()):
        wanting += () if given & set(keys) else keys[:1]
    waiting = {name: accepts(cls.model_fields[name], _WAITING) for name in wanting}
    if lacking := [head(name) or name for name, may in waiting.items() if not may]:
        named = listed([f"« {name} »" for name in lacking])
        raise Wrong(f"il manque {named} à cette ligne ajoutée", _expected(cls, waiting))
    return {**own, **{name: ATTENTE for name, may in waiting.items() if may}}


def _expected(cls: type[Modele], waiting: Mapping[str, bool]) -> str:
    infos = [cls.model_fields[name] for name, may in waiting.items() if not may]
    return " ; ".join(small((info.description or "").rstrip(".")) for info in infos)
