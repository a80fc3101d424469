"""The CSV of a competency framework of Moodle (`tool_lpimportcsv`) → its tree.

Its fourteen columns are known by their names in English, or else by their order: an export has the
names of the language of its site.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape

from mc_builder.exports.moodle import COLUMNS
from mc_builder.french import folded
from mc_builder.importers.referentiels.arbre import (
    MOST_PARTS,
    Genre,
    Illisible,
    Noeud,
    Pertes,
    Repris,
    not_too_deep,
    not_too_long,
    one_line,
    silence,
)
from mc_builder.importers.referentiels.lignes import lines_of
from mc_builder.importers.referentiels.mots import digits, genre_called, parted

_PARENT, _IDENT, _NAME, _TEXT = range(4)
_RELATED, _FRAMEWORK, _TAXONOMY = 10, 12, 13
#: Columns that say something else than the tree, and how each is called; what says nothing there.
_OTHERS = {5: "barème", 7: "règle", 9: "réglage de la règle"}
_NOTHING = {"", "0", "null"}
#: What Moodle calls the levels of a tree, where that tells what they are.
_LEVELS: Mapping[str, Genre] = {
    "domain": "bloc",
    "indicator": "indicateur",
    "behaviour": "indicateur",
}
_SILENT = silence("Un fichier de Moodle")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row, by the order of the columns; `at` is its line."""

    at: int
    cells: tuple[str, ...]

    @property
    def lieu(self) -> str:
        return f"ligne {self.at}"

    def __getitem__(self, column: int) -> str:
        return self.cells[column]


def read_moodle(data: bytes) -> Repris:
    """The framework of a file; raises Illisible."""
    lost = Pertes()
    head, rows = _rows(data, lost)
    if head is None:
        lost.say("le fichier entier", "aucune ligne ne dit le référentiel (« Is framework »)")
    title = _title(head, lost)[0] if head is not None else ""
    levels = head[_TAXONOMY].split(",") if head is not None else []
    tree = _Tree(rows, [_LEVELS.get(level.strip()) for level in levels], lost)
    return Repris("CSV de Moodle", title, _SILENT, tree.roots(), tuple(lost.dites))


def _rows(data: bytes, lost: Pertes) -> tuple[_Row | None, list[_Row]]:
    """The row of the framework and the others."""
    found = list(lines_of(data, lost))
    if not found:
        raise Illisible("le fichier est vide")
    order = _order(found[0][1])
    head: _Row | None = None
    rows: list[_Row] = []
    for line, cells in found if order is None else found[1:]:
        row = _Row(line, tuple(cells[i] if i < len(cells) else "" for i in order or range(14)))
        for extra in cells[14:] if order is None else ():
            if extra:
                lost.say(row.lieu, f"case de trop : « {extra} »")
        if row[_FRAMEWORK] not in _NOTHING and head is None:
            head = row
            _say_others(row, lost)
        elif row[_FRAMEWORK] not in _NOTHING:
            lost.say(row.lieu, f"autre référentiel : « {row[_NAME]} »")
        elif not one_line(row[_NAME]):
            lost.say(row.lieu, f"sans nom : « {' '.join(filter(None, row.cells))} »")
        else:
            rows.append(row)
    if len(rows) > MOST_PARTS:
        raise Illisible(f"{len(rows)} lignes, et {MOST_PARTS} au plus sont lues")
    if not rows:
        raise Illisible("le fichier ne contient aucune compétence")
    return head, rows


def _order(titles: Sequence[str]) -> list[int] | None:
    """Where each of the columns is; None when the first row is not one of titles."""
    named = {folded(title): rank for rank, title in enumerate(titles)}
    known = [named.get(folded(name)) for name in COLUMNS]
    if known[_NAME] is not None and (known[_PARENT] is not None or known[_IDENT] is not None):
        return [len(titles) if rank is None else rank for rank in known]
    if len(titles) <= _FRAMEWORK:
        raise Illisible(
            "les quatorze colonnes d’un référentiel de compétences de Moodle sont attendues"
            f" (« {COLUMNS[0]} », « {COLUMNS[1]} », « {COLUMNS[2]} »…)"
        )
    return None if titles[_FRAMEWORK] in {"0", "1"} else list(range(14))


def _say_others(row: _Row, lost: Pertes) -> None:
    for column, called in _OTHERS.items():
        if row[column] not in _NOTHING:
            lost.say(row.lieu, f"{called} : « {row[column]} »")


_BREAKS = re.compile(r"</(?:p|li|div|h\d)>|<br\s*/?>|\n", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>")


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a description, without their marks."""
    found = (one_line(unescape(_TAGS.sub("", part))) for part in _BREAKS.split(text))
    return [part for part in found if part]


def _title(row: _Row, lost: Pertes) -> tuple[str, Genre | None]:
    """The name of a row, whole when its description gives what Moodle cut; what it is, when told.

    What else the description says is lost.
    """
    name, genre = one_line(_plain(row[_NAME])), None
    begins = re.sub(r"(?:…|\.{3})$", "", name)
    for said in _paragraphs(row[_TEXT]):
        called = genre_called(said)
        if called is not None and genre is None:
            genre = called
        elif begins != name and said.startswith(begins):
            name, begins = said, said
        elif said != name:
            lost.say(row.lieu, f"description : « {said} »")
    return not_too_long(name, row.lieu, lost), genre


def _plain(text: str) -> str:
    """A cell without the apostrophe that Moodle puts before what a spreadsheet would reckon."""
    return text[1:] if text.startswith("'") and text[1:2] in {"=", "+", "-", "@"} else text


class _Tree:
    """The rows under each other: by the identifier of the parent, or else by the numbers."""

    def __init__(self, rows: list[_Row], levels: list[Genre | None], lost: Pertes) -> None:
        self.rows, self.levels, self.lost = rows, levels, lost
        titles = (_title(row, lost) for row in rows)
        self.said = [(*parted(name), genre) for name, genre in titles]
        self.digits = [digits(numero) for numero, _, _ in self.said]
        self.by_ident: dict[str, list[int]] = {}
        for rank, row in enumerate(rows):
            self.by_ident.setdefault(_folded(row[_IDENT]), []).append(rank)
        flat = len(rows) > 1 and not any(row[_PARENT] for row in rows)
        self.above = self._by_numbers() if flat else [self._parent(i) for i in range(len(rows))]
        not_too_deep(self.above, [row.lieu for row in rows], lost)
        self.under: dict[int | None, list[int]] = {}
        for rank, parent in enumerate(self.above):
            self.under.setdefault(parent, []).append(rank)
        self.taken_up = self._taken_up()

    def roots(self) -> tuple[Noeud, ...]:
        for row in self.rows:
            _say_others(row, self.lost)
        return tuple(self._node(rank, 0) for rank in self.under.get(None, ()))

    def _node(self, rank: int, depth: int) -> Noeud:
        row, (numero, title, genre) = self.rows[rank], self.said[rank]
        if genre is None and depth < len(self.levels):
            genre = self.levels[depth]
        inside = tuple(self._node(one, depth + 1) for one in self.under.get(rank, ()))
        found = Noeud(row.lieu, row[_IDENT], title, numero, genre, self.taken_up.get(rank, ""))
        return replace(found, dans=inside)

    def _parent(self, rank: int) -> int | None:
        """The row that holds another: the last of that identifier before it, else the first."""
        wanted = self.rows[rank][_PARENT]
        if not wanted:
            return None
        known = [one for one in self.by_ident.get(_folded(wanted), ()) if one != rank]
        before = [one for one in known if one < rank]
        if known:
            return before[-1] if before else known[0]
        guess = self._above(rank)
        where = "au premier niveau" if guess is None else f"sous « {self._name(guess)} »"
        self.lost.say(self.rows[rank].lieu, f"parent inconnu « {wanted} » : placé {where}")
        return guess

    def _by_numbers(self) -> list[int | None]:
        """Where a spreadsheet lost the parents: C1.1 is under 1, what has no number under both."""
        if not any(self.digits):
            return [None] * len(self.rows)
        found = [self._above(rank) for rank in range(len(self.rows))]
        if any(one is not None for one in found):
            self.lost.say("le fichier entier", "parents absents : l’arbre est déduit des numéros")
        return found

    def _above(self, rank: int) -> int | None:
        own = self.digits[rank]
        for one in range(rank - 1, -1, -1):
            other = self.digits[one]
            if other and (not own or (len(other) < len(own) and own[: len(other)] == other)):
                return one
        return None

    def _taken_up(self) -> dict[int, str]:
        """The rows that are the same competence as another: each, and the identifier of that."""
        found: dict[int, str] = {}
        for rank, row in enumerate(self.rows):
            for wanted in filter(None, row[_RELATED].split(",")):
                ident = wanted.strip().replace("%2C", ",").replace("%2c", ",")
                one = next(iter(self.by_ident.get(_folded(ident), ())), None)
                if one is not None and self._is_same(rank, one) and one not in found:
                    found[rank] = self.rows[one][_IDENT]
                elif one is None or not self._is_same(one, rank):
                    self.lost.say(row.lieu, f"compétence connexe : « {ident} »")
        return found

    def _is_same(self, rank: int, other: int) -> bool:
        """Whether a row says again, in another bloc and without more, what another says."""
        if rank == other or self.under.get(rank) or None in {self.above[rank], self.above[other]}:
            return False
        alike = folded(self.said[rank][1]) == folded(self.said[other][1])
        return alike and self.above[rank] != self.above[other]

    def _name(self, rank: int) -> str:
        return " ".join(filter(None, self.said[rank][:2]))


def _folded(ident: str) -> str:
    """An identifier as spreadsheets leave it alone: « 01 », « 1,0 » and « 1 » are one."""
    plain = re.sub(r"\b0+(?=\d)", "", ident.casefold().strip().replace(",", "."))
    return re.sub(r"^(\d+)\.0+$", r"\1", plain)
