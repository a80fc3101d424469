"""A row that somebody added to a list → the object to add, at its place among the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mc_builder.returns.changes import ItemAdded
from mc_builder.returns.tableaux.complete import completed
from mc_builder.returns.tableaux.entry import Wrong, entered, words_of
from mc_builder.returns.tableaux.located import Place
from mc_builder.returns.tableaux.opening import Cell, Cells
from mc_builder.returns.tableaux.tables import CONTEXTE, Row, Table
from mc_builder.returns.tableaux.telling import Told
from mc_builder.returns.values import same

#: Where a new row goes: its list, a sibling, the sibling that it comes after (empty: it is first).
Seat = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Adding:
    """A list and the rows of its base; `today` gives the identity of a row now."""

    table: Table
    place: Place
    rows: Mapping[str, Row]
    columns: Mapping[str, int]
    choices: Mapping[str, Mapping[str, str]]
    today: Callable[[Row], str | None]
    told: Told

    def tell(self, order: Sequence[str | Cells]) -> None:
        """Tell the rows that were added: `order` are the rows, known ones by their identities."""
        ranks = {cle: rank for rank, cle in enumerate(self.rows)}
        known = [ranks[one] for one in order if isinstance(one, str)]
        sorted_otherwise = known != sorted(known)
        before: str | None = None
        for one in order:
            if isinstance(one, str):
                before = one
            else:
                self._row(one, None if sorted_otherwise else before, last=sorted_otherwise)

    def _row(self, row: Cells, before: str | None, *, last: bool) -> None:
        """One row added after another, or at the end when the order of the sheet says nothing."""
        texts, failed = self._texts(row)
        first = next(cell for _, cell in sorted(row.items()) if not cell.blank)
        try:
            own = [c for c in texts if not c.startswith(CONTEXTE)]
            cls = self.table.classes[0]
            if not set(own) <= set(self.table.champs_of(cls)):
                cls = self.table.cls_of(self.table.champs_of(self.table.classes[-1]))
            whole = completed(cls, {c: texts[c] for c in own}, self.table.head)
            seat = self._seat(
                texts, grouped=cls is not self.table.classes[0], before=before, last=last
            )
        except Wrong as why:
            self.told.refused(self.place.sheet, first, why)
            return
        if not failed:
            self._added(whole, seat)

    def _texts(self, row: Cells) -> tuple[dict[str, str], bool]:
        """What its cells say by column, and whether one of them says nothing that can be read."""
        texts: dict[str, str] = {}
        failed = False
        for champ, number in self.columns.items():
            cell = row.get(number)
            try:
                free = champ.startswith(CONTEXTE)
                form = self.table.form(champ)
                text = words_of(cell) if free else entered(cell, form, self.choices[champ])
            except Wrong as why:
                self.told.refused(self.place.sheet, cell or Cell(None), why)
                failed, text = True, "?"
            if text:
                texts[champ] = text
        return texts, failed

    def _added(self, texts: Mapping[str, str], seat: Seat) -> None:
        into, like, after = seat
        found = {cle: self.today(self.rows[cle]) if cle else "" for cle in (like, after)}
        if None in found.values():
            return
        name = texts.get(self.table.principal, "")
        origin = self.told.origin(self.place.sheet.title, name)
        to_list = "" if like else into
        self.told.change(ItemAdded(found[like] or "", found[after] or "", texts, origin, to_list))

    # --- where ----------------------------------------------------------------------------------

    def _seat(
        self, texts: Mapping[str, str], *, grouped: bool, before: str | None, last: bool
    ) -> Seat:
        """Where a new row goes; raises Wrong when nothing says it."""
        if self.table.into:
            return self._in_list(self.table.into, before, last=last)
        near = self._near(texts, before, grouped=grouped)
        if near is None:
            raise Wrong(
                "rien ne dit où va cette ligne ajoutée",
                f"écrivez dans « {self.table.head(CONTEXTE + 'groupe')} » le titre de son groupe",
            )
        row, named = near
        if grouped:
            return row.into, row.cle, row.cle
        if not self._is_group(row):
            return row.into, row.cle, row.cle
        return self._in_list(f"{row.cle}:liste", None, last=named)

    def _in_list(self, into: str, before: str | None, *, last: bool) -> Seat:
        inside = [row.cle for row in self.rows.values() if row.into == into]
        if not inside:
            return into, "", ""
        if before in inside:
            return into, str(before), str(before)
        return into, inside[0], inside[-1] if last else ""

    def _near(
        self, texts: Mapping[str, str], before: str | None, *, grouped: bool
    ) -> tuple[Row, bool] | None:
        """The row that a new one belongs with, and whether its name was given."""
        groups = [row for row in self.rows.values() if self._is_group(row)]
        champ = CONTEXTE + ("bloc" if grouped else "groupe")
        if words := texts.get(champ, ""):
            named = [g for g in groups if same(self._called(g, champ), words)]
            return (named[-1], True) if named and (grouped or len(named) == 1) else None
        row = self.rows.get(before or "")
        while grouped and row is not None and not self._is_group(row):
            row = self.rows.get(row.into.rpartition(":")[0])
        return (row, False) if row is not None else None

    def _called(self, group: Row, champ: str) -> str:
        own = group.values.get(self.table.principal, "") or group.values.get("famille", "")
        return group.values.get(champ, "") if champ == f"{CONTEXTE}bloc" else own

    def _is_group(self, row: Row) -> bool:
        return self.table.cls_of(row.values) is not self.table.classes[0]
