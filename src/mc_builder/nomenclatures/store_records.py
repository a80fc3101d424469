"""What a nomenclature is made of, as importers give it and as the store gives it back."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
#: The kinds of entries, as they are stored and shown.
FICHE, APPELLATION, ITEM, BLOC = "fiche", "appellation", "item", "bloc"
#: The nomenclatures whose codes the register alone says, by the fiches that bear them.
NSF, FORMACODE = "NSF", "Formacode"
#: The natures of the items of a fiche; all but the last are those of a requirement.
SAVOIR_FAIRE, SAVOIR, SAVOIR_ETRE, CONTEXTE = "savoir-faire", "savoir", "savoir-etre", "contexte"


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of a nomenclature: « ROME 3.47 », what it may be used for and who is to be named.

    `date` is that which its publisher gives, as it is written there; empty when it is not known.
    """

    nom: str
    version: str
    date: str = ""
    licence: str = ""
    attribution: str = ""

    @property
    def label(self) -> str:
        """« ROME 3.47 »."""
        return f"{self.nom} {self.version}"


class Entree(NamedTuple):
    """An entry. `cle` is what other rows of the same files cite, `code` what people cite."""

    genre: str
    cle: str
    code: str
    intitule: str
    nature: str = ""
    parent: str = ""
    definition: str = ""


class Texte(NamedTuple):
    """One more sentence of the definition of a fiche."""

    cle: str
    texte: str


class Lien(NamedTuple):
    """An item of a fiche, at a rank, at the heart of the job or not (None: not known)."""

    fiche: str
    item: str
    rang: int = 0
    coeur: bool | None = None


class Succession(NamedTuple):
    """A fiche that another replaces."""

    ancien: str
    nouveau: str


class Certification(NamedTuple):
    """What a register says of a fiche: its level, the end of its registration, whether it holds."""

    cle: str
    niveau: str
    fin: str
    active: bool | None


class Renvoi(NamedTuple):
    """A code of another nomenclature that a fiche names: ROME, NSF."""

    cle: str
    nom: str
    code: str


Record = Entree | Texte | Lien | Succession | Certification | Renvoi


@dataclass(frozen=True, slots=True)
class Stored:
    """An edition in the store, and how many entries of each kind it has."""

    edition: Edition
    comptes: dict[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that was looked for, and the fiche that it belongs to (an appellation, a bloc)."""

    edition: Edition
    genre: str
    code: str
    intitule: str
    nature: str
    parent: str


@dataclass(frozen=True, slots=True)
class Item:
    """What a fiche asks for."""

    code: str
    intitule: str
    nature: str
    coeur: bool | None = None


@dataclass(frozen=True, slots=True)
class Bloc:
    """A bloc of a certification, and its competences when the register gives their words."""

    code: str
    intitule: str
    competences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fiche:
    """A fiche, whole."""

    edition: Edition
    code: str
    intitule: str
    parent: str = ""
    definition: str = ""
    appellations: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    blocs: tuple[Bloc, ...] = ()
    renvois: tuple[tuple[str, str], ...] = ()
    remplacee_par: tuple[str, ...] = ()
    remplace: tuple[str, ...] = ()
    niveau: str = ""
    fin: str = ""
    active: bool | None = None

    @property
    def dernier_jour(self) -> date | None:
        """The last day of its registration, when it is a day."""
        with contextlib.suppress(ValueError):
            return date.fromisoformat(self.fin) if re.fullmatch(_DAY, self.fin) else None
        return None
