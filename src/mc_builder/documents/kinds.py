"""The documents that there are, one for each folder: all that a build with nothing to do reads."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable
from importlib import import_module

from mc_builder import documents
from mc_builder.documents.declaration import DocumentKind

_PACKAGES = tuple(
    import_module(found.name)
    for found in pkgutil.iter_modules(documents.__path__, f"{documents.__name__}.")
    if found.ispkg
)

#: All of them, in the order in which users see them.
KINDS: tuple[DocumentKind, ...] = tuple(
    sorted((package.DOCUMENT for package in _PACKAGES), key=lambda kind: (kind.rank, kind.key))
)

#: Those that a build makes.
DOCUMENTS = tuple(kind for kind in KINDS if not kind.on_demand)

#: The folder of each, where it may keep templates.
ROOMS = tuple(path for package in _PACKAGES for path in package.__path__)

_BY_KEY = {kind.key: kind for kind in KINDS}

#: Every format that some document has, in the order in which users see them.
FORMATS = tuple(dict.fromkeys(extension for kind in DOCUMENTS for extension in kind.formats))


def document_kind(key: str) -> DocumentKind:
    """The document of this name; raises KeyError."""
    return _BY_KEY[key]


def kinds_named(names: Iterable[str]) -> tuple[DocumentKind, ...]:
    """The documents of these names, all of them when there is none."""
    chosen = set(names)
    return tuple(kind for kind in DOCUMENTS if not chosen or kind.key in chosen)


def cited_by(kinds: Iterable[DocumentKind]) -> tuple[DocumentKind, ...]:
    """The documents whose printed pages these show, and so on: each before those that it cites."""
    waiting = list(kinds)
    for kind in waiting:
        waiting += kind.cites
    return tuple(dict.fromkeys(cited for kind in waiting for cited in kind.cites))
