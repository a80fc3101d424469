"""A list that comes back → values changed, rows added and rows taken away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mc_builder.editing.values import Form, Kind
from mc_builder.loading.keys import field_at
from mc_builder.returns.changes import ItemRemoved, ValueChanged
from mc_builder.returns.tableaux.added import Adding
from mc_builder.returns.tableaux.base import LONGUEUR, Base
from mc_builder.returns.tableaux.entry import Wrong, entered, words_of
from mc_builder.returns.tableaux.located import Place, heads_of, missing, rows_by_key
from mc_builder.returns.tableaux.opening import Cell, Cells
from mc_builder.returns.tableaux.tables import CONTEXTE, Row, Table
from mc_builder.returns.tableaux.telling import Told
from mc_builder.returns.tableaux.today import Today
from mc_builder.returns.tableaux.words import choices_of
from mc_builder.returns.values import A_COMPLETER, same


def read_list(table: Table, place: Place, base: Base, today: Today, told: Told) -> None:
    """Tell the changes of one list."""
    _Reader(table, place, base, today, told).read()


class _Reader:
    """The reading of one list."""

    def __init__(self, table: Table, place: Place, base: Base, today: Today, told: Told) -> None:
        self.table, self.place, self.base = table, place, base
        self.today, self.told = today, told
        self.rows: Mapping[str, Row] = base.lists.get(table.cle, {})
        known = [column.champ for column in table.columns]
        self.columns = {c: place.columns[c] for c in known if c in place.columns}
        self.choices = {c: choices_of(table.form(c), base) for c in self.columns}
        self.added: list[Cells] = []

    def read(self) -> None:
        """The rows that have a key, those that have none, those that are gone."""
        self._columns()
        found = self._found()
        for cle, row in found.items():
            if row and self._emptied(row):
                self._removed(cle)
            elif row:
                self._row(self.rows[cle], row)
        self._gone(found)
        self._new(found)

    def _columns(self) -> None:
        gone = [c.titre for c in self.table.columns if c.champ not in self.columns]
        if gone:
            missing(self.told, self.place, len(gone), "colonne", "colonnes")

    def _found(self) -> dict[str, Cells]:
        """The rows of the objects of the base, by their identities, else by their words."""
        if self.place.keys:
            return rows_by_key(self.place, self.rows, self.told, self._without_key)
        named: dict[str, list[str]] = {}
        for row in self.rows.values():
            named.setdefault(row.values.get(self.table.principal, ""), []).append(row.cle)
        found: dict[str, Cells] = {}
        for _, cells in self.place.rows:
            words = words_of(cells.get(self.columns[self.table.principal]))
            cles = next((c for name, c in named.items() if words and same(name, words)), [])
            if len(cles) == 1 and cles[0] not in found:
                found[cles[0]] = cells
            else:
                self._without_key(cells)
        return found

    def _without_key(self, row: Cells) -> None:
        own = [row[n] for n in self.columns.values() if n in row and not row[n].blank]
        heads = heads_of(self.table, {n: row[n] for n in self.columns.values() if n in row})
        if own and len(heads) * 2 <= len(own):
            self.added.append(row)

    def _emptied(self, row: Cells) -> bool:
        """Whether nothing of the object itself is left on its row."""
        own = [n for c, n in self.columns.items() if not c.startswith(CONTEXTE)]
        return all(n not in row or row[n].blank for n in own)

    # --- values ---------------------------------------------------------------------------------

    def _row(self, was: Row, row: Cells) -> None:
        held = self._held_gone(was, row)
        for champ, number in self.columns.items():
            cell = row.get(number)
            if champ.partition("/")[0] in held:
                continue
            if champ.startswith(CONTEXTE):
                self._context(was, champ, cell)
            elif champ in was.values:
                self._value(was, champ, cell)
            elif cell is not None and not cell.blank:
                self.told.wrong(self.place.sheet, cell, "cette ligne n’a pas cette valeur")

    def _held_gone(self, was: Row, row: Cells) -> set[str]:
        """The objects that a row held (its source), all of whose cells were emptied: told here."""
        gone = set()
        for field in {champ.partition("/")[0] for champ in self.columns if "/" in champ}:
            own = [c for c in self.columns if c.partition("/")[0] == field and c in was.values]
            emptied = all(n not in row or row[n].blank for n in map(self.columns.__getitem__, own))
            optional = own and not self.table.cls_of(was.values).model_fields[field].is_required()
            if optional and emptied and any(was.values[c] for c in own):
                gone.add(field)
                self._take_away(was, field, own)
        return gone

    def _take_away(self, was: Row, field: str, own: Sequence[str]) -> None:
        cle = self._today(was)
        if cle is not None:
            before = next(was.values[c] for c in own if was.values[c])
            origin = self.told.origin(*self._where(was, own[0]), certain=bool(self.place.keys))
            self.told.change(ValueChanged(f"{cle}:{field}", before, "", origin))

    def _context(self, was: Row, champ: str, cell: Cell | None) -> None:
        words = words_of(cell)
        if words and not same(words, was.values.get(champ, "")):
            self.told.frame(was.values.get(champ, ""), words, *self._where(was, champ))

    def _value(self, was: Row, champ: str, cell: Cell | None) -> None:
        form, before = self.table.form(champ), was.values[champ]
        try:
            after = entered(cell, form, self.choices[champ])
            if same(before[:LONGUEUR], after):
                return
            self._possible(was, champ, before, after)
        except Wrong as why:
            self.told.refused(self.place.sheet, cell or self._empty(champ), why)
            return
        cle = self._today(was)
        if cle is not None:
            self._changed(f"{cle}:{champ}", form, before, after, self._where(was, champ))

    def _possible(self, was: Row, champ: str, before: str, after: str) -> None:
        """Raise Wrong for what no value may become, whatever it is."""
        if len(before) > LONGUEUR:
            raise Wrong("ce texte est trop long pour une cellule", "changez-le dans le projet")
        found = field_at(self.table.cls_of(was.values), tuple(champ.split("/")))
        if not after and found is not None and found.info.is_required():
            raise Wrong(
                f"une valeur est obligatoire ici ; c’était « {_short(before)} »",
                "écrivez « À compléter : » et ce qui manque, ou supprimez la ligne",
            )

    def _empty(self, champ: str) -> Cell:
        return Cell(None, f"de la colonne « {self.table.head(champ)} »")

    def _changed(
        self, ref: str, form: Form, before: str, after: str, where: tuple[str, ...]
    ) -> None:
        words = form.kind is Kind.TEXTE and not form.many
        plain = words and before and after and not f"{before}{after}".count(A_COMPLETER)
        origin = self.told.origin(*where, certain=bool(self.place.keys))
        if plain:
            self.told.text(ref, before, after, origin)
        else:
            self.told.change(ValueChanged(ref, before, after, origin))

    # --- rows -----------------------------------------------------------------------------------

    def _gone(self, found: Mapping[str, Cells]) -> None:
        """Rows are taken away when the others are there; not when most of them are missing."""
        gone = [row for cle, row in self.rows.items() if cle not in found]
        if not gone:
            return
        sure = self.place.keys and self.base.certain and len(gone) <= len(found)
        if not sure:
            missing(self.told, self.place, len(gone), "ligne", "lignes")
            return
        lists = {f"{row.cle}:" for row in gone}
        for row in gone:
            if not row.into.startswith(tuple(lists)):  # what holds it goes, and it with it
                self._removed(row.cle)

    def _removed(self, cle: str) -> None:
        was = self.rows[cle]
        found = self._today(was)
        if found is not None:
            origin = self.told.origin(*self._where(was, ""))
            self.told.change(ItemRemoved(found, "\n".join(self._words(was)), origin))

    def _words(self, row: Row) -> Iterator[str]:
        """All the words of a row, its name first, and of those that it holds."""
        name = row.values.get(self.table.principal, "")
        own = [v for c, v in row.values.items() if not c.startswith(CONTEXTE) and v and v != name]
        yield " – ".join([name, *own] if name else own)
        for other in self.rows.values():
            if other.into.startswith(f"{row.cle}:"):
                yield from self._words(other)

    def _new(self, found: Mapping[str, Cells]) -> None:
        """The rows that somebody added, each at its place among the others."""
        if not self.added:
            return
        cles = {id(row): cle for cle, row in found.items() if row}
        new = {id(row) for row in self.added}
        here = [row for _, row in self.place.rows if id(row) in cles or id(row) in new]
        order = [cles.get(id(row), row) for row in here]
        Adding(
            self.table, self.place, self.rows, self.columns, self.choices, self._today, self.told
        ).tell(order)

    # --- names ----------------------------------------------------------------------------------

    def _today(self, was: Row) -> str | None:
        """The identity of an object now; what is no longer known is said."""
        name = was.values.get(self.table.principal, "")
        cle = self.today.resolved(self.table.cle, was.cle, name)
        if cle is None:
            self.told.gone(self.place.sheet, _short(name), "sa ligne")
        return cle

    def _where(self, was: Row, champ: str) -> tuple[str, ...]:
        name = _short(was.values.get(self.table.principal, "") or was.cle)
        return tuple(x for x in (self.place.sheet.title, name, self.table.head(champ)) if x)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
