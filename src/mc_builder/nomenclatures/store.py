"""The local store of nomenclatures: one SQLite file, each edition written whole or not at all.

Why SQLite: a killed import leaves a journal that the next opening rolls back; the former store is
whole whatever happens. Editions stand side by side: a dossier cites the one that it was written
from, and the next one is compared to it.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from mc_builder.french import folded
from mc_builder.nomenclatures.store_records import Edition, Entree, Record
from mc_builder.nomenclatures.store_schema import (
    DELETES,
    FORM,
    INSERTS,
    LOST_LINKS,
    PARTIAL,
    TABLES,
    WORDS,
)
from mc_builder.system_errors import cause

#: Rows that are written together.
_BATCH = 5_000
#: Seconds for which another program may hold the store.
_PATIENCE = 5.0


class StoreProblem(Exception):
    """The store cannot be used; the message is in French."""


class Imported(NamedTuple):
    """What an import did: entries written, codes that came again, links that led nowhere."""

    entries: int
    again: int
    lost_links: int


_NONE = "aucune nomenclature n’est importée : « mc-builder nomenclature importer CHEMIN »"


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """The store, to be read; raises StoreProblem, also when there is none."""
    with _said(path):
        there = path.is_file()
    if not there:
        raise StoreProblem(_NONE)
    # Not « ro »: the journal of an import that was killed has to be rolled back first.
    with _said(path), closing(_connected(path, "rw")) as store:
        store.execute("PRAGMA query_only = ON")
        if _is_bare(store):  # the first import was given up
            raise StoreProblem(_NONE)
        _check_form(store)
        yield store


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """The store in one transaction, made when there is none; all of it is kept, or nothing."""
    with _said(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(_connected(path, "rwc")) as store:
            store.execute("BEGIN IMMEDIATE")
            if _is_bare(store):
                for statement in TABLES.strip().rstrip(";").split(";\n"):
                    store.execute(statement)
                store.execute(f"PRAGMA user_version = {FORM}")
            _check_form(store)
            yield store
            store.execute("COMMIT")


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    """A connection that begins no transaction by itself, and trusts nothing that the file says."""
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    store = sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None)
    store.execute("PRAGMA trusted_schema = OFF")
    store.create_function("folded", 1, folded, deterministic=True)
    return store


def _is_bare(store: sqlite3.Connection) -> bool:
    """Whether nothing was ever kept there."""
    return store.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def _check_form(store: sqlite3.Connection) -> None:
    (form,) = store.execute("PRAGMA user_version").fetchone()
    if form != FORM:
        raise StoreProblem(
            "le fichier des nomenclatures vient d’une autre version de l’outil :"
            " supprimez-le, et importez de nouveau"
        )


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """What SQLite and the system refuse, in French."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StoreProblem(_refusal(path, str(error))) from error
    except sqlite3.DatabaseError as error:
        raise StoreProblem(
            f"« {path} » n’est pas un fichier de nomenclatures, ou il est abîmé :"
            " supprimez-le, et importez de nouveau"
        ) from error
    except OSError as error:
        raise StoreProblem(f"« {path} » ne peut pas être écrit : {cause(error)}") from error


def _refusal(path: Path, words: str) -> str:
    if "locked" in words:
        return f"un autre programme se sert de « {path} » : attendez qu’il ait fini"
    if "full" in words:
        return f"« {path} » ne peut pas être écrit : {cause(OSError(errno.ENOSPC, ''))}"
    if "fts5" in words:
        return "la bibliothèque SQLite de cette machine ne cherche pas dans les textes (FTS5)"
    return f"« {path} » ne peut pas être ouvert : accès refusé, ou fichier abîmé"


def add(
    store: sqlite3.Connection,
    edition: Edition,
    records: Iterable[Record],
    at_each: Callable[[], None] = lambda: None,
) -> Imported:
    """Write an edition in the place of the one of its name and version; inside `writing`.

    Records are taken as they come, a batch at a time: memory does not grow with them. `at_each`
    is called after each batch.
    """
    remove(store, edition)
    rank = store.execute(
        "INSERT INTO edition(nom, version, date, licence, attribution) VALUES (?, ?, ?, ?, ?)",
        (edition.nom, edition.version, edition.date, edition.licence, edition.attribution),
    ).lastrowid
    entries = again = 0
    flow = iter(records)
    while batch := list(islice(flow, _BATCH)):
        for kind, same in groupby(batch, key=type):
            rows = [(rank, *record) for record in same]
            before = store.total_changes
            store.executemany(INSERTS[kind], rows)
            if kind is Entree:
                entries += (new := store.total_changes - before)
                again += len(rows) - new
        at_each()
    lost = store.execute(LOST_LINKS, (rank,)).rowcount
    if lost:
        store.execute(PARTIAL, (rank,))
    store.execute(WORDS, (rank,))
    return Imported(entries, again, lost)


def remove(store: sqlite3.Connection, edition: Edition) -> bool:
    """Take an edition out; False when it is not there; inside `writing`."""
    found = store.execute(
        "SELECT id FROM edition WHERE nom = ? COLLATE NOCASE AND version = ?",
        (edition.nom, edition.version),
    ).fetchone()
    if found is None:
        return False
    for statement in DELETES:
        store.execute(statement, found)
    return True
