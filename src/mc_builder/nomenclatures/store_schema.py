"""The tables of the store, and the statements that fill, empty and finish them."""

from __future__ import annotations

from mc_builder.nomenclatures.store_records import (
    Certification,
    Entree,
    Lien,
    Record,
    Renvoi,
    Succession,
    Texte,
)

#: The form of the tables: a store of another form is imported again.
FORM = 2

TABLES = """
CREATE TABLE edition(
  id INTEGER PRIMARY KEY, nom TEXT NOT NULL, version TEXT NOT NULL, date TEXT NOT NULL,
  licence TEXT NOT NULL, attribution TEXT NOT NULL, partielle INTEGER NOT NULL DEFAULT 0,
  UNIQUE(nom, version));
CREATE TABLE entree(
  id INTEGER PRIMARY KEY, edition INTEGER NOT NULL, genre TEXT NOT NULL, cle TEXT NOT NULL,
  code TEXT NOT NULL, intitule TEXT NOT NULL, nature TEXT NOT NULL, parent TEXT NOT NULL,
  definition TEXT NOT NULL, UNIQUE(edition, genre, cle));
CREATE INDEX par_code ON entree(code COLLATE NOCASE, genre);
CREATE INDEX par_parent ON entree(edition, parent);
CREATE TABLE lien(
  edition INTEGER NOT NULL, fiche TEXT NOT NULL, item TEXT NOT NULL, rang INTEGER NOT NULL,
  coeur INTEGER, PRIMARY KEY(edition, fiche, item)) WITHOUT ROWID;
CREATE TABLE succession(
  edition INTEGER NOT NULL, ancien TEXT NOT NULL, nouveau TEXT NOT NULL,
  PRIMARY KEY(edition, ancien, nouveau)) WITHOUT ROWID;
CREATE TABLE certification(
  edition INTEGER NOT NULL, cle TEXT NOT NULL, niveau TEXT NOT NULL, fin TEXT NOT NULL,
  active INTEGER, PRIMARY KEY(edition, cle)) WITHOUT ROWID;
CREATE TABLE renvoi(
  edition INTEGER NOT NULL, cle TEXT NOT NULL, nom TEXT NOT NULL, code TEXT NOT NULL,
  PRIMARY KEY(edition, cle, nom, code)) WITHOUT ROWID;
CREATE VIRTUAL TABLE mots USING fts5(intitule, definition);
"""

#: How each record is written; `?1` is the edition. A code that comes twice keeps its first title.
INSERTS: dict[type[Record], str] = {
    Entree: "INSERT OR IGNORE INTO entree(edition, genre, cle, code, intitule, nature, parent,"
    " definition) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    Texte: "UPDATE entree SET definition = trim(definition || char(10) || ?3, char(10))"
    " WHERE edition = ?1 AND genre = 'fiche' AND cle = ?2",
    Lien: "INSERT INTO lien VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
    " rang = max(rang, excluded.rang), coeur = coalesce(excluded.coeur, coeur)",
    Succession: "INSERT OR IGNORE INTO succession VALUES (?, ?, ?)",
    Certification: "INSERT OR IGNORE INTO certification VALUES (?, ?, ?, ?, ?)",
    Renvoi: "INSERT OR IGNORE INTO renvoi VALUES (?, ?, ?, ?)",
}

#: What empties the store of an edition, in order: words go by their entries.
DELETES = (
    "DELETE FROM mots WHERE rowid IN (SELECT id FROM entree WHERE edition = ?)",
    "DELETE FROM entree WHERE edition = ?",
    "DELETE FROM lien WHERE edition = ?",
    "DELETE FROM succession WHERE edition = ?",
    "DELETE FROM certification WHERE edition = ?",
    "DELETE FROM renvoi WHERE edition = ?",
    "DELETE FROM edition WHERE id = ?",
)

#: What completes an import: words to look for, and links whose ends were not given taken away.
WORDS = (
    "INSERT INTO mots(rowid, intitule, definition)"
    " SELECT id, folded(intitule), folded(definition) FROM entree WHERE edition = ?"
)
#: Said of an edition whose links name what its tables do not give: a code may be missing here.
PARTIAL = "UPDATE edition SET partielle = 1 WHERE id = ?"
LOST_LINKS = (
    "DELETE FROM lien WHERE edition = ?1 AND NOT ("
    " EXISTS (SELECT 1 FROM entree e WHERE e.edition = ?1 AND e.genre = 'fiche'"
    " AND e.cle = lien.fiche) AND"
    " EXISTS (SELECT 1 FROM entree e WHERE e.edition = ?1 AND e.genre = 'item'"
    " AND e.cle = lien.item))"
)
