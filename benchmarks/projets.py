"""A small project → the same many times larger, in a folder: same shape, other ids and titles."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.temps import RACINE
from mc_builder.loading import load
from mc_builder.loading.references import references
from mc_builder.model.evaluation import CategorieCandidats, Statut
from mc_builder.source.tree import Folder

#: A small project with something in every file.
MODELE = RACINE / "tests" / "projets" / "cycles"

#: What stays single: files about the whole diploma, lists that all the exams share.
_FICHIERS_UNIQUES = {
    *("dossier.yaml", "glossaire.yaml", "formation.yaml", "correspondance.yaml", "charte.yaml"),
}
_LISTES_UNIQUES = {"categories", "notes"}
#: Folders whose files are multiplied.
_FICHIERS = (
    "dossier/note",
    "dossier/fiches",
    "referentiels/emplois",
    "referentiels/activites",
    "referentiels/blocs",
    "referentiels/textes",
)
_TITRE = re.compile(r"(\bintitule: )([^\n,}\"'|>]*[^\s,}\"'|>])")
#: A note places each of the tables of the tool once, alone in its paragraph.
_TABLEAU = re.compile(r"^\{\{ tableau\(.*\n", re.MULTILINE)
_CLE = re.compile(r"^(\w+):.*\n", re.MULTILINE)


def multiplier(dossier: Path, fois: int, modele: Path = MODELE) -> Path:
    """A project `fois` times larger, in a folder: same shape, other ids, other titles."""
    shutil.copytree(modele, dossier)
    ids = _identifiants(modele)
    for file in dossier.glob("*/*.yaml"):
        if file.name not in _FICHIERS_UNIQUES:
            file.write_text(_repeter(file.read_text("utf-8"), ids, fois), "utf-8")
    for folder in _FICHIERS:
        for file in sorted((dossier / folder).iterdir()):
            text = file.read_text("utf-8")
            for n in range(2, fois + 1):
                copy = file.with_name(f"{file.stem}-{n}{file.suffix}")
                copy.write_text(_TABLEAU.sub("", _copie(text, ids, n)), "utf-8")
    return dossier


def objets_et_liens(dossier: Path) -> tuple[int, int]:
    """How many objects a project has, and how many identifiers they cite."""
    projet = load(Folder(dossier)).projet
    if projet is None:
        raise RuntimeError(f"{dossier} is not a project")
    links = sum(1 for model in projet.modeles() for _ in references(model))
    return len(projet.by_cle), links


def _identifiants(modele: Path) -> re.Pattern[str]:
    """The ids of a project, but for those of the categories, which all exams share."""
    projet = load(Folder(modele)).projet
    if projet is None:
        raise RuntimeError(f"{modele} is not a project")
    words = [
        model.id
        for model in projet.by_cle.values()
        if model.id is not None and not isinstance(model, CategorieCandidats | Statut)
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(words, key=len, reverse=True))})(?![\w-])")


def _copie(text: str, ids: re.Pattern[str], n: int) -> str:
    """A text with the ids and the titles of the copy `n`."""
    return _TITRE.sub(rf"\1\2 {n}", ids.sub(rf"\g<0>-{n}", text))


def _repeter(text: str, ids: re.Pattern[str], fois: int) -> str:
    """A file whose lists hold `fois` times their items."""
    return "".join(
        head + body
        if key in _LISTES_UNIQUES
        else head + body + "".join(_copie(body, ids, n) for n in range(2, fois + 1))
        for key, head, body in _sections(text)
    )


def _sections(text: str) -> Iterator[tuple[str, str, str]]:
    """The root keys of a file: the key, its line, what is below."""
    found = list(_CLE.finditer(text))
    for here, after in zip(found, [*found[1:], None], strict=True):
        yield here[1], here[0], text[here.end() : after.start() if after else len(text)]
