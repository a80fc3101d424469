"""Seeded mistakes: single changes of the repository's own dossier that a rule should answer.

A `Faute` names a family, says which codes may answer it (whole, or by their beginning), and how to
make it: in one of the files of a pattern, one place that matches is chosen at random and changed.
The same seed gives the same corpus; what depends on the words of the dossier fails loudly when no
place matches any more.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import fautes_ecriture
import fautes_metier
from faute import DOSSIER, SOURCES, Faute

RACINE = Path(__file__).parents[2]
GRAINE = 20191231


@dataclass(frozen=True)
class Mutation:
    """One mistake in one file; `contenu` is None when the file is taken away."""

    faute: Faute
    path: str
    ligne: int
    contenu: bytes | None

    def __str__(self) -> str:
        return f"{self.faute.nom} ({self.path}:{self.ligne})"


FAUTES = (*fautes_ecriture.FAUTES, *fautes_metier.FAUTES)


def fichiers() -> dict[str, bytes]:
    """The files of the repository's dossier, by path."""
    return {
        path.relative_to(RACINE).as_posix(): path.read_bytes()
        for folder in ("dossier", "referentiels")
        for path in sorted((RACINE / folder).rglob("*"))
        if path.is_file()
    }


def corpus(files: Mapping[str, bytes], graine: int = GRAINE) -> Iterator[Mutation]:
    """All the mutations, each of a different place, in the order of `FAUTES`."""
    hasard = random.Random(graine)  # noqa: S311
    for faute in FAUTES:
        places = list(_places(faute, files))
        assert places, f"« {faute.nom} » : rien ne correspond plus à {faute.motif}"
        for path, found in hasard.sample(places, min(faute.fois, len(places))):
            yield _faite(faute, path, files[path].decode(), found)
    for path in hasard.sample([p for p in files if p.endswith(".yaml")], 2):
        latin = Faute("YML", "enregistré en cp1252", ("YML010",), path, "", "")
        yield Mutation(latin, path, 1, files[path].decode().encode("cp1252", "replace"))
    for path, codes in ((SOURCES, ("REF001", "PRE002")), (DOSSIER, ("SCH013",))):
        absent = Faute("SCH", "fichier retiré", codes, path, "", "")
        yield Mutation(absent, path, 1, None)


def _places(faute: Faute, files: Mapping[str, bytes]) -> Iterator[tuple[str, re.Match[str]]]:
    for path, data in files.items():
        if fnmatchcase(path, faute.fichiers):
            for found in re.finditer(faute.motif, data.decode(), re.MULTILINE):
                yield path, found


def _faite(faute: Faute, path: str, text: str, found: re.Match[str]) -> Mutation:
    if faute.partout:
        changed = re.sub(faute.motif, faute.par, text, flags=re.MULTILINE)
    else:
        new = faute.par(found) if callable(faute.par) else found.expand(faute.par)
        changed = text[: found.start()] + new + text[found.end() :]
    assert changed != text, f"« {faute.nom} » ne change rien dans {path}"
    return Mutation(faute, path, text.count("\n", 0, found.start()) + 1, changed.encode())
