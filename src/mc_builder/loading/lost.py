"""What a load could not read → whether a link may lead there, and so is not called unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, get_args

from mc_builder.model.base import Modele, Objet


class Lost:
    """Identifiers, and kinds of objects, that files or parts of files would have given."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._kinds: set[str] = set()
        self._anything = False

    def words(self, words: Iterable[str]) -> None:
        """Identifiers that are written in what could not be read."""
        self._words.update(words)

    def objects_of(self, root: type[Modele]) -> None:
        """Whatever the files of this root may declare: nothing is known of what one held."""
        self._kinds |= _declared_below(root)

    def anything(self) -> None:
        """A file, or a folder, of which not even the words are known."""
        self._anything = True

    def may_be(self, ident: str, kinds: Iterable[str]) -> bool:
        """Whether an object of one of these kinds may bear this identifier there."""
        return self._anything or ident in self._words or not self._kinds.isdisjoint(kinds)


@cache
def _declared_below(cls: type[Modele]) -> frozenset[str]:
    """The names of the classes of objects that a model holds, at any depth."""
    found: set[type[Modele]] = set()
    waiting = [cls]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += (m for info in one.model_fields.values() for m in _models(info.annotation))
    return frozenset(model.__name__ for model in found if issubclass(model, Objet))


def _models(annotation: Any) -> Iterator[type[Modele]]:
    if isinstance(annotation, type) and issubclass(annotation, Modele):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
