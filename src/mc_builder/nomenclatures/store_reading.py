"""The store → its editions, the entries that some words or a code name, a fiche whole."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from mc_builder.french import alphabetical, folded
from mc_builder.nomenclatures.store_records import (
    APPELLATION,
    BLOC,
    FICHE,
    ITEM,
    Bloc,
    Edition,
    Fiche,
    Found,
    Item,
    Stored,
)
from mc_builder.source.tree import natural_key

_EDITION = "e.nom, e.version, e.date, e.licence, e.attribution"
#: The code of the fiche that an entry is attached to; what files cite it by is not always its code.
_PARENT = (
    "coalesce((SELECT f.code FROM entree f WHERE f.edition = t.edition AND f.genre = 'fiche'"
    " AND f.cle = t.parent), t.parent)"
)
_WORD = re.compile(r"[a-z0-9]+")
#: Endings that the words of a question lose: « réseaux » finds « réseau », « local » « locaux ».
_ENDING = re.compile(r"(?<=[a-z0-9]{3}a)(?:les?|ls?|ux)\Z|(?<=[a-z0-9]{4})(?:es|s|x|e)\Z")


def editions(store: sqlite3.Connection) -> list[Stored]:
    """What is in the store, by name, then from the oldest version to the newest."""
    rows = store.execute(f"SELECT e.id, {_EDITION} FROM edition e")  # noqa: S608 (a constant)
    found = [(rank, Edition(*rest)) for rank, *rest in rows]
    found.sort(key=lambda one: (folded(one[1].nom), natural_key(one[1].version)))
    counts = "SELECT genre, count(*) FROM entree WHERE edition = ? GROUP BY genre"
    return [Stored(one, dict(store.execute(counts, (rank,)))) for rank, one in found]


def newest(store: sqlite3.Connection, nom: str, version: str = "") -> Edition | None:
    """The newest version of a nomenclature, or the one that is named."""
    known = [one.edition for one in editions(store) if folded(one.edition.nom) == folded(nom)]
    asked = [one for one in known if not version or one.version == version]
    return asked[-1] if asked else None


def search(store: sqlite3.Connection, words: str, nom: str = "", most: int = 20) -> list[Found]:
    """The entries that hold all these words or their beginnings; those of their title first."""
    asked = " ".join(f'"{_ENDING.sub("", word)}"*' for word in _WORD.findall(folded(words)))
    if not asked:
        return []
    rows = store.execute(
        f"SELECT {_EDITION}, t.genre, t.code, t.intitule, t.nature, {_PARENT}"  # noqa: S608
        " FROM mots JOIN entree t ON t.id = mots.rowid JOIN edition e ON e.id = t.edition"
        " WHERE mots MATCH ?1 AND (?2 = '' OR e.nom = ?2 COLLATE NOCASE)"
        " ORDER BY bm25(mots, 10.0, 1.0), t.genre <> 'fiche', t.code, e.version LIMIT ?3",
        (asked, nom, most),
    )
    return [Found(Edition(*row[:5]), *row[5:]) for row in rows]


def fiches(store: sqlite3.Connection, code: str, nom: str = "", version: str = "") -> list[Fiche]:
    """The fiches of a code, whatever its case, in every edition or in those that are named.

    From the oldest version to the newest.
    """
    rows = store.execute(
        f"SELECT {_EDITION}, e.id, t.cle, t.code, t.intitule, t.parent, t.definition"  # noqa: S608
        " FROM entree t JOIN edition e ON e.id = t.edition"
        " WHERE t.code = ?1 COLLATE NOCASE AND t.genre = ?2"
        " AND (?3 = '' OR e.nom = ?3 COLLATE NOCASE) AND (?4 = '' OR e.version = ?4)",
        (code, FICHE, nom, version),
    ).fetchall()
    found = [_fiche(store, Edition(*row[:5]), *row[5:]) for row in rows]
    return sorted(found, key=lambda f: (folded(f.edition.nom), natural_key(f.edition.version)))


def _fiche(store: sqlite3.Connection, edition: Edition, rank: int, cle: str, *named: str) -> Fiche:
    code, title, parent, definition = named
    certification = store.execute(
        "SELECT niveau, fin, active FROM certification WHERE edition = ? AND cle = ?", (rank, cle)
    ).fetchone()
    niveau, fin, active = certification or ("", "", None)
    after = "SELECT nouveau FROM succession WHERE edition = ? AND ancien = ? ORDER BY 1"
    before = "SELECT ancien FROM succession WHERE edition = ? AND nouveau = ? ORDER BY 1"
    others = "SELECT nom, code FROM renvoi WHERE edition = ? AND cle = ? ORDER BY nom, code"
    return Fiche(
        edition,
        code,
        title,
        parent,
        definition,
        tuple(sorted(_titles(store, rank, cle, APPELLATION), key=alphabetical)),
        tuple(_items(store, rank, cle)),
        tuple(_inside(store, rank, cle, BLOC)),
        tuple(store.execute(others, (rank, cle))),
        tuple(one for (one,) in store.execute(after, (rank, cle))),
        tuple(one for (one,) in store.execute(before, (rank, cle))),
        niveau,
        fin,
        None if active is None else bool(active),
    )


def _titles(store: sqlite3.Connection, rank: int, cle: str, genre: str) -> list[str]:
    return [one.intitule for one in _inside(store, rank, cle, genre)]


def _inside(store: sqlite3.Connection, rank: int, cle: str, genre: str) -> Iterator[Bloc]:
    """What a fiche holds of a kind, appellations or blocs, by code; its definition by lines."""
    rows = store.execute(
        "SELECT code, intitule, definition FROM entree"
        " WHERE edition = ? AND parent = ? AND genre = ? ORDER BY code",
        (rank, cle, genre),
    )
    for code, title, definition in rows:
        yield Bloc(code, title, tuple(definition.splitlines()))


def _items(store: sqlite3.Connection, rank: int, cle: str) -> Iterator[Item]:
    """The items of a fiche in its order, those at its heart first."""
    rows = store.execute(
        "SELECT t.code, t.intitule, t.nature, l.coeur FROM lien l"
        " JOIN entree t ON t.edition = l.edition AND t.genre = ? AND t.cle = l.item"
        " WHERE l.edition = ? AND l.fiche = ?"
        " ORDER BY coalesce(l.coeur, 0) DESC, l.rang, t.intitule",
        (ITEM, rank, cle),
    )
    for code, title, nature, coeur in rows:
        yield Item(code, title, nature, None if coeur is None else bool(coeur))


@dataclass(frozen=True, slots=True)
class Known:
    """What the store can say of a code; a nomenclature is named whatever its case."""

    store: sqlite3.Connection
    kept: tuple[tuple[str, str, bool], ...]

    def versions(self, nom: str) -> list[str]:
        """The versions of a nomenclature that are kept, the newest last."""
        return [version for name, version, _ in self.kept if folded(name) == folded(nom)]

    def partial(self, nom: str, version: str) -> bool:
        """Whether some of the entries of a version were not given when it was imported."""
        return any(
            partial
            for name, one, partial in self.kept
            if folded(name) == folded(nom) and one == version
        )

    def having(self, nom: str, code: str) -> list[str]:
        """The versions that have a code, the newest last."""
        rows = self.store.execute(
            "SELECT DISTINCT e.version FROM entree t JOIN edition e ON e.id = t.edition"
            " WHERE t.code = ?1 COLLATE NOCASE AND e.nom = ?2 COLLATE NOCASE",
            (code, nom),
        )
        return sorted((version for (version,) in rows), key=natural_key)

    def bearing(self, nom: str) -> list[str]:
        """The editions of the register whose fiches bear codes of a nomenclature, newest last."""
        rows = self.store.execute(
            "SELECT DISTINCT e.nom, e.version FROM renvoi r JOIN edition e ON e.id = r.edition"
            " WHERE r.nom = ?1 COLLATE NOCASE",
            (nom,),
        )
        return [" ".join(row) for row in sorted(rows, key=lambda row: natural_key(row[1]))]

    def borne(self, nom: str, code: str) -> bool:
        """Whether a fiche bears a code of this nomenclature."""
        asked = "SELECT 1 FROM renvoi WHERE nom = ?1 COLLATE NOCASE AND code = ?2 COLLATE NOCASE"
        return self.store.execute(f"{asked} LIMIT 1", (nom, code)).fetchone() is not None


def known_codes(store: sqlite3.Connection) -> Known:
    """The store, asked whether codes exist."""
    rows = store.execute("SELECT nom, version, partielle FROM edition").fetchall()
    rows.sort(key=lambda row: natural_key(row[1]))
    return Known(store, tuple((nom, version, bool(partial)) for nom, version, partial in rows))


@dataclass(frozen=True, slots=True)
class Named:
    """An entry by its code."""

    code: str
    intitule: str
    nature: str


_OF_EDITION = (
    "SELECT t.code, t.intitule, t.nature FROM entree t JOIN edition e ON e.id = t.edition"
    " WHERE e.nom = ?1 COLLATE NOCASE AND e.version = ?2 AND t.genre = ?3"
)


def named(store: sqlite3.Connection, edition: Edition, genre: str, code: str) -> Named | None:
    """The entry of a code in one edition; None when it is not there."""
    asked = (edition.nom, edition.version, genre, code)
    row = store.execute(f"{_OF_EDITION} AND t.code = ?4 COLLATE NOCASE", asked).fetchone()
    return None if row is None else Named(*row)


def entries(store: sqlite3.Connection, edition: Edition, genre: str) -> list[Named]:
    """All the entries of a kind of an edition, by code."""
    rows = store.execute(
        f"{_OF_EDITION} ORDER BY t.code, t.nature", (edition.nom, edition.version, genre)
    )
    return [Named(*row) for row in rows]


def children(store: sqlite3.Connection, edition: Edition, code: str) -> list[Named]:
    """The fiches that an edition attaches to another, by code."""
    asked = (edition.nom, edition.version, FICHE, code)
    rows = store.execute(f"{_OF_EDITION} AND t.parent = ?4 ORDER BY t.code", asked)
    return [Named(*row) for row in rows]


def blocs_of(store: sqlite3.Connection, edition: Edition) -> list[tuple[str, str, str, str]]:
    """All the blocs of an edition: their fiche, their code, their title, their competences."""
    rows = store.execute(
        "SELECT f.code, t.code, t.intitule, t.definition FROM entree t"
        " JOIN edition e ON e.id = t.edition"
        " JOIN entree f ON f.edition = t.edition AND f.genre = ?3 AND f.cle = t.parent"
        " WHERE e.nom = ?1 COLLATE NOCASE AND e.version = ?2 AND t.genre = ?4 ORDER BY t.code",
        (edition.nom, edition.version, FICHE, BLOC),
    )
    return rows.fetchall()


def alike(
    store: sqlite3.Connection, edition: Edition, genre: str, words: str, most: int
) -> list[Named]:
    """The entries of an edition that share a word with a text, the nearest first."""
    asked = _any_of(words)
    if not asked:
        return []
    rows = store.execute(
        "SELECT t.code, t.intitule, t.nature FROM mots JOIN entree t ON t.id = mots.rowid"
        " JOIN edition e ON e.id = t.edition WHERE mots MATCH ?4"
        " AND e.nom = ?1 COLLATE NOCASE AND e.version = ?2 AND t.genre = ?3"
        " ORDER BY bm25(mots, 10.0, 1.0), t.code LIMIT ?5",
        (edition.nom, edition.version, genre, asked, most),
    )
    return [Named(*row) for row in rows]


def jobs_like(store: sqlite3.Connection, edition: Edition, words: str, most: int) -> list[str]:
    """The codes of the fiches of an edition that share a word with a text, the nearest first.

    Of their title, their definition or one of their appellations; a code comes once for each.
    """
    asked = _any_of(words)
    if not asked:
        return []
    rows = store.execute(
        f"SELECT CASE t.genre WHEN ?3 THEN t.code ELSE {_PARENT} END"  # noqa: S608 (constants)
        " FROM mots JOIN entree t ON t.id = mots.rowid JOIN edition e ON e.id = t.edition"
        " WHERE mots MATCH ?5 AND e.nom = ?1 COLLATE NOCASE AND e.version = ?2"
        " AND t.genre IN (?3, ?4) ORDER BY bm25(mots, 10.0, 1.0), t.code LIMIT ?6",
        (edition.nom, edition.version, FICHE, APPELLATION, asked, most),
    )
    return [code for (code,) in rows]


def _any_of(words: str) -> str:
    """What asks for any of these words, or of what begins like them."""
    found = dict.fromkeys(_ENDING.sub("", word) for word in _WORD.findall(folded(words)))
    return " OR ".join(f'"{word}"*' for word in found)
