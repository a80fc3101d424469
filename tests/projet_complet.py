"""The project tests/projets/cycles with every field of the model filled in, each with a mark.

The fields are found by walking the classes of the model: one that is added tomorrow is filled too.
A field is known by what holds its object: « Activite.notes/Note.texte » is not
« Epreuve.notes/Note.texte », since one may print and the other not.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import yaml

from mc_builder.loading.layout import FILES
from mc_builder.model import base, formes
from mc_builder.model.base import Modele, Vers
from mc_builder.model.liens import Lien
from mc_builder.model.modes import DuProfil

CYCLES = Path(__file__).parent / "projets" / "cycles"
RETOURS = "dossier/retours.yaml"
GENERAUX = "referentiels/blocs/generaux.yaml"
#: Values of the fields that hold no words, where the project gives none.
ORDINAIRES = {
    "Entier": "2",
    "Nombre": "1",
    "Quantite": "1",
    "QuantiteOuSomme": "1",
    "NoteMinimale": "8",
    "Date": "2026-12-01",
    "Duree": "1 h",
    "Fourchette": "2",
    "Autonomie": "2",
}
#: Fields that another field replaces: filled in only where the project gives them.
_AU_CHOIX = {"Competence.ref", "Chiffre.periode", "Chiffre.annee", "Objet.id"}
_MOTS = ("Texte", "Libelle", "Markdown", "Adresse")
#: Words that have to be known.
_CONNUS = ("Libelle", "Adresse")
_NOMS: dict[Any, str] = {
    getattr(base, name).__metadata__[0]: name for name in (*_MOTS, *ORDINAIRES, "Identifiant")
}


@dataclass(frozen=True)
class Forme:
    """What a field holds: the form of its values, the class of its objects, what it may cite."""

    nom: str
    liste: bool
    classe: type[Modele] | None
    vers: tuple[str, ...]
    choix: tuple[str, ...]
    inconnu: bool
    table: bool


@cache
def forme(cls: type[Modele], name: str) -> Forme:
    """The form of a field of the model."""
    info = cls.model_fields[name]
    parts = [*info.metadata, *_parties(info.annotation)]
    return Forme(
        nom=next((_NOMS[p] for p in parts if isinstance(p, formes.Forme) and p in _NOMS), ""),
        liste=any(get_origin(p) is tuple for p in parts),
        classe=next((p for p in parts if isinstance(p, type) and issubclass(p, Modele)), None),
        vers=next((p.natures for p in parts if isinstance(p, Vers)), ()),
        choix=next((_choix(p) for p in parts if _choix(p)), ()),
        inconnu=any(p is formes.ACompleter for p in parts),
        table=any(get_origin(p) is dict for p in parts),
    )


def _choix(part: Any) -> tuple[str, ...]:
    """The values of a closed list, or those that any diploma has of one that a profile opens."""
    if isinstance(part, DuProfil):
        return part.communs
    return get_args(part) if get_origin(part) is Literal else ()


def _parties(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in (*get_args(annotation), *getattr(annotation, "__metadata__", ())):
        yield from _parties(part)


Inconnus = Literal["", "nombres", "tout"]


@dataclass
class Complet:
    """Fills in the objects of a project.

    The marks are words of the texts; or motives of « à compléter », in place of the numbers and
    the days (`inconnus`: nombres), or of the texts too (tout); `motif` is then the one motive of
    all of them, each time. `marques` gives the mark of each field.
    """

    inconnus: Inconnus
    motif: str = ""
    marques: dict[str, str] = field(default_factory=dict)
    remplis: set[str] = field(default_factory=set)
    cibles: dict[str, list[str]] = field(default_factory=dict)
    rangs: Iterator[int] = field(default_factory=count)

    def objet(self, raw: Any, cls: type[Modele], holder: str) -> Any:
        """An object, in its long form, with all its fields."""
        if issubclass(cls, Lien):
            return (
                raw if raw is not None else self._cible([k for v in cls.cles.values() for k in v])
            )
        data = {cls.court: raw} if isinstance(raw, str) else dict(raw or {})
        if "a_completer" in data:
            return raw
        for name in cls.model_fields:
            key = f"{holder}/{cls.__name__}.{name}"
            borrowed = data.get("ref") and cls.__name__ == "Competence"
            alternative = {f"{cls.__name__}.{name}", f"Objet.{name}"} & _AU_CHOIX
            absent = name not in data
            seen = key in self.remplis and not cls.model_fields[name].is_required()
            if absent and (borrowed or alternative or seen):
                continue
            self.remplis.add(key)
            value = self._champ(data.get(name), forme(cls, name), key, f"{cls.__name__}.{name}")
            if value is not None:
                data[name] = value
        return data

    def _champ(self, raw: Any, what: Forme, key: str, holder: str) -> Any:
        if what.table or (self.inconnus and isinstance(raw, dict) and "a_completer" in raw):
            return raw
        if isinstance(raw, dict) and "a_completer" in raw:
            raw = None
        if what.classe is not None:
            if not what.liste:
                return self.objet(raw, what.classe, holder)
            items = _liste(raw) or [None]
            return [self.objet(item, what.classe, holder) for item in items]
        if what.nom == "Identifiant" and what.vers:
            found = raw if raw is not None else self._cible(what.vers)
            return [found] if what.liste and isinstance(found, str) else found
        if what.nom in _MOTS:
            return self._mots(raw, what, key)
        return self._sans_mots(raw, what, key)

    def _sans_mots(self, raw: Any, what: Forme, key: str) -> Any:
        if self.inconnus and what.inconnu and self._libre(key):
            return {"a_completer": self._marque(key)}
        if raw is not None or what.nom == "Identifiant":
            return raw
        value = what.choix[0] if what.choix else ORDINAIRES.get(what.nom)
        return [value] if what.liste and value is not None else value

    def _mots(self, raw: Any, what: Forme, key: str) -> Any:
        """A text, or the first of a list of texts, with the mark of its field."""
        if what.liste:
            first, *others = _liste(raw) or [None]
            return [self._mots(first, Forme(**{**vars(what), "liste": False}), key), *others]
        if isinstance(raw, dict):
            return raw
        if self.inconnus == "tout" and what.nom not in _CONNUS and self._libre(key):
            return {"a_completer": self._marque(key)}
        default = "https://exemple.fr/" if what.nom == "Adresse" else "Essai "
        if self.inconnus or key in self.marques:
            return raw if raw is not None else default + "sans"
        end = "" if what.nom == "Adresse" or raw is None else " "
        return (raw.rstrip() if raw is not None else default) + end + self._marque(key)

    def _libre(self, key: str) -> bool:
        """Whether a field is still to be marked: once, or each time when all have one motive."""
        return bool(self.motif) or key not in self.marques

    def _marque(self, key: str) -> str:
        # Letters: a mark is neither a number nor a part of another mark.
        rank = next(self.rangs)
        mark = self.motif or f"marque{chr(97 + rank // 26)}{chr(97 + rank % 26)}x"
        return self.marques.setdefault(key, mark)

    def _cible(self, natures: Iterable[str]) -> str | None:
        return next((cle for n in natures for cle in self.cibles.get(n, ())), None)


def _liste(raw: Any) -> list[Any]:
    if isinstance(raw, dict):
        return [
            {"id": key, **(item if isinstance(item, dict) else {"intitule": item})}
            for key, item in raw.items()
        ]
    return [raw] if isinstance(raw, str) else list(raw or [])


def _identifiants(raw: Any, cls: type[Modele], found: dict[str, list[str]]) -> None:
    """The identifiers that the project gives, by class."""
    if not isinstance(raw, dict):
        return
    if isinstance(raw.get("id"), str):
        found.setdefault(cls.__name__, []).append(raw["id"])
    for name in cls.model_fields:
        inside = forme(cls, name).classe
        if inside is not None:
            held = raw.get(name)
            for item in _liste(held) if forme(cls, name).liste else [held]:
                _identifiants(item, inside, found)


def ecrire_complet(folder: Path, *, inconnus: Inconnus = "", motif: str = "") -> dict[str, str]:
    """Write the project into a folder; the mark of each field, by its name."""
    shutil.copytree(CYCLES, folder, dirs_exist_ok=True)
    (folder / GENERAUX).write_text("blocs:\n  - {id: bloc-general, nature: general}\n", "utf-8")
    (folder / RETOURS).write_text("retours: [{}]\n", "utf-8")
    read = []
    complet = Complet(inconnus, motif)
    for path in sorted(folder.rglob("*.yaml")):
        kind = next(k for k in FILES if k.accepts(path.relative_to(folder).as_posix()))
        data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
        _identifiants(data, kind.cls, complet.cibles)
        read.append((path, kind, data))
    for path, kind, data in read:
        filled = complet.objet(data, kind.cls, kind.schema)
        path.write_text(yaml.safe_dump(filled, allow_unicode=True, width=10**6), "utf-8")
    return complet.marques
