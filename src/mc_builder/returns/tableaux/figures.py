"""A table of figures made elsewhere → the figures to change and to add, by its heads.

Nothing in it says which figure of the project a row is, but its words: the changes are likely, not
certain, and a cell without value asks for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from mc_builder.editing.values import Kind
from mc_builder.french import folded, listed
from mc_builder.model.preuves import Chiffre
from mc_builder.returns.changes import ItemAdded, ValueChanged
from mc_builder.returns.tableaux.base import Base
from mc_builder.returns.tableaux.complete import completed
from mc_builder.returns.tableaux.entry import Wrong, entered, words_of
from mc_builder.returns.tableaux.figures_mapping import LectureChiffres
from mc_builder.returns.tableaux.opening import Cell, Cells, Sheet
from mc_builder.returns.tableaux.tables import TABLES, Row
from mc_builder.returns.tableaux.telling import Told
from mc_builder.returns.tableaux.words import choices_of
from mc_builder.returns.values import A_COMPLETER, same

_TABLE = TABLES["chiffres"]
_ID, _SOURCE = "id", "source/ref"
#: What observatories call the columns, folded, beside our own names for them.
_NAMES: dict[str, tuple[str, ...]] = {
    _ID: ("cle", "id", "identifiant"),
    "intitule": ("intitule", "indicateur", "libelle", "mesure", "nom", "titre", "designation"),
    "valeur": (
        "valeur",
        "value",
        "chiffre",
        "nombre",
        "effectif",
        "montant",
        "valeur basse",
        "minimum",
    ),
    "jusqu_a": ("valeur haute", "maximum", "borne haute"),
    "unite": ("unites", "unit", "unite de mesure"),
    "annee": ("year", "millesime", "date", "annee de la mesure"),
    "perimetre": ("champ", "population", "zone", "territoire", "perimetre geographique"),
    "perimetre_lu": (),
    "reserve": ("reserves", "remarque", "remarques", "precaution", "note", "commentaire"),
    _SOURCE: ("sources", "reference", "origine"),
    "source/reperage": ("place", "reperage", "emplacement", "tableau", "localisation"),
    "source/page": ("pages",),
}
_NONE: Mapping[str, str] = {}
#: How far down the heads may be, and how many columns say that a row is one.
_DEEPEST, _ENOUGH = 20, 2


@dataclass(frozen=True, slots=True)
class Heads:
    """The row of heads of a table, and its columns by field; those that nothing names, apart."""

    number: int
    columns: Mapping[str, int]
    unknown: tuple[str, ...]


def heads(sheet: Sheet, reading: LectureChiffres | None = None) -> Heads | None:
    """Where a sheet says what its columns are; None when it is no table of figures.

    A reading says it in their place, and names all that it takes.
    """
    if reading is not None:
        return _heads_named(sheet, {_plain(t): champ for champ, t in reading.titles.items()})
    for number in sorted(sheet.rows)[:_DEEPEST]:
        columns: dict[str, int] = {}
        unknown = []
        for column, cell in sorted(sheet.rows[number].items()):
            champ = _champs().get(_plain(words_of(cell)))
            if champ is not None and champ not in columns:
                columns[champ] = column
            elif not cell.blank:
                unknown.append(words_of(cell))
        if len(columns) >= _ENOUGH and {"intitule", _ID} & columns.keys() and "valeur" in columns:
            return Heads(number, columns, tuple(unknown))
    return None


def _heads_named(sheet: Sheet, named: Mapping[str, str]) -> Heads | None:
    """The row that has all the columns that are named, and those that it has beside."""
    for number in sorted(sheet.rows)[:_DEEPEST]:
        row = {c: words_of(cell) for c, cell in sorted(sheet.rows[number].items())}
        columns = {named[_plain(t)]: c for c, t in reversed(row.items()) if _plain(t) in named}
        if columns.keys() == set(named.values()):
            taken = set(columns.values())
            return Heads(number, columns, tuple(t for c, t in row.items() if t and c not in taken))
    return None


def _plain(title: str) -> str:
    return " ".join(folded(title).replace("_", " ").split())


@cache
def _champs() -> dict[str, str]:
    """The fields by what their columns are called, ours winning over the others."""
    named = {name: champ for champ, names in _NAMES.items() for name in names}
    keys = {folded(c.champ).replace("_", " "): c.champ for c in _TABLE.columns}
    return {**named, **keys, **{folded(c.titre): c.champ for c in _TABLE.columns}}


def read_figures(
    sheet: Sheet, found: Heads, base: Base, told: Told, shared: Mapping[str, str] = _NONE
) -> None:
    """Tell the figures of one table; `shared` is what its rows say when their cells do not."""
    if found.unknown:
        said = listed([f"« {name} »" for name in found.unknown])
        told.note(
            f"feuille « {sheet.title} » : colonnes laissées de côté : {said}",
            "les colonnes d’un chiffre : " + listed([c.titre for c in _TABLE.columns]),
        )
    reader = _Reader(sheet, found.columns, base, told)
    try:
        reader.shared = reader.read_shared(shared)
    except Wrong as why:
        told.note(f"ce que la lecture dit de toutes les lignes : {why.message}", why.aide)
        return
    for number in sorted(sheet.rows):
        if number > found.number:
            reader.row(sheet.rows[number])


class _Reader:
    """The reading of one table of figures."""

    def __init__(self, sheet: Sheet, columns: Mapping[str, int], base: Base, told: Told) -> None:
        self.sheet, self.columns, self.base, self.told = sheet, columns, base, told
        self.rows = base.lists[_TABLE.cle]
        self.sources = choices_of(_TABLE.form(_SOURCE), base)
        self.shared: Mapping[str, str] = _NONE

    def row(self, row: Cells) -> None:
        """A figure: one that is there, or a new one."""
        filled = [cell for n in self.columns.values() if (cell := row.get(n)) and not cell.blank]
        if not filled:
            return
        texts = self._texts(row)
        if texts is None:
            return
        known = self._known(texts)
        name = texts.get("intitule", "")
        if known is not None:
            self._change(known, texts, certain=known.cle == texts.get(_ID))
            return
        try:
            own = {champ: text for champ, text in texts.items() if champ != _ID}
            whole = completed(Chiffre, own, _TABLE.head)
        except Wrong as why:
            self.told.refused(self.sheet, filled[0], why)
            return
        last = list(self.rows)[-1] if self.rows else ""
        origin = self.told.origin(self.sheet.title, name, certain=False)
        into = "" if last else _TABLE.into
        self.told.change(ItemAdded(last, last, whole, origin, into))

    def _texts(self, row: Cells) -> dict[str, str] | None:
        """What its cells say by field; None when one of them says nothing that can be read."""
        texts: dict[str, str] = {}
        failed = False
        for champ, number in self.columns.items():
            cell = row.get(number)
            if cell is None or cell.blank:
                continue
            try:
                texts |= self._read(champ, cell)
            except Wrong as why:
                self.told.refused(self.sheet, cell, why)
                failed = True
        if _percent(row.get(self.columns["valeur"])):
            texts.setdefault("unite", "%")
        return None if failed else {**self.shared, **texts}

    def read_shared(self, shared: Mapping[str, str]) -> dict[str, str]:
        """What all the rows share, as a file writes it; raises Wrong."""
        found: dict[str, str] = {}
        for champ, words in shared.items():
            found |= self._read(champ, Cell(words, ""))
        return found

    def _read(self, champ: str, cell: Cell) -> dict[str, str]:
        if champ == _ID:
            return {_ID: words_of(cell)}
        if champ == _SOURCE:
            return {_SOURCE: self._source(cell)}
        form = _TABLE.form(champ)
        if champ == "annee" and isinstance(cell.value, str) and not cell.value.strip().isdecimal():
            return {"periode": entered(cell, _TABLE.form("periode"), {})}
        choices = choices_of(form, self.base) if form.kind is Kind.CHOIX else {}
        return {champ: entered(cell, form, choices)}

    def _source(self, cell: Cell) -> str:
        """A source by what it is called, by its title or by its short name."""
        try:
            return entered(cell, _TABLE.form(_SOURCE), self.sources or {"": ""})
        except Wrong:
            words = folded(words_of(cell))
            found = [
                row.cle
                for row in self.base.lists["sources"].values()
                if words in {folded(row.values.get(c, "")) for c in ("titre", "abrege", "auteur")}
            ]
            if len(found) == 1:
                return found[0]
            raise Wrong(
                f"« {words_of(cell)} » n’est pas une source du projet",
                "ajoutez-la d’abord à la bibliographie (dossier/sources.yaml)",
            ) from None

    # --- which figure it is -----------------------------------------------------------------------

    def _known(self, texts: Mapping[str, str]) -> Row | None:
        """The figure of the project that a row is: by its identity, else by what it measures."""
        named = self.rows.get(texts.get(_ID, ""))
        if named is not None:
            return named
        alike = [row for row in self.rows.values() if _alike(row.values, texts)]
        return alike[0] if len(alike) == 1 else None

    def _change(self, row: Row, texts: Mapping[str, str], *, certain: bool) -> None:
        for champ, after in texts.items():
            before = row.values.get(champ, "")
            if champ == _ID or same(before, after):
                continue
            where = (self.sheet.title, row.values.get("intitule", ""), _TABLE.head(champ))
            origin, ref = self.told.origin(*where, certain=certain), f"{row.cle}:{champ}"
            plain = _TABLE.form(champ).kind is Kind.TEXTE and A_COMPLETER not in before + after
            if plain and before:
                self.told.text(ref, before, after, origin)
            else:
                self.told.change(ValueChanged(ref, before, after, origin))


def _alike(values: Mapping[str, str], texts: Mapping[str, str]) -> bool:
    """Whether a figure measures the same thing, of the same people, at the same time."""
    dated = ("annee", "periode") if {"annee", "periode"} & texts.keys() else ()
    told: Sequence[str] = [c for c in ("intitule", "perimetre") if c in texts]
    return bool(texts.get("intitule")) and all(
        same(values.get(champ, ""), texts.get(champ, "")) for champ in (*told, *dated)
    )


def _percent(cell: Cell | None) -> bool:
    """Whether a value is written as a percentage."""
    if cell is None:
        return False
    return cell.percent or (isinstance(cell.value, str) and cell.value.rstrip().endswith("%"))
