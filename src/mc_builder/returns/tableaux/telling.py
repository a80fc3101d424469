"""What a workbook that comes back says: its changes and what is wrong with it, as it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from mc_builder.diagnostics import Diagnostic
from mc_builder.returns.changes import Change, FrameChanged, Origin, Piece, TextChanged
from mc_builder.returns.codes import REL002, REL003
from mc_builder.returns.tableaux.entry import Wrong
from mc_builder.returns.tableaux.opening import Cell, Sheet
from mc_builder.spans import SourceText


@dataclass
class Told:
    """The changes and the diagnostics of one file; `certain` as its base is."""

    name: str
    certain: bool = True
    changes: list[Change] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def change(self, change: Change) -> None:
        """One change more."""
        self.changes.append(change)

    def wrong(self, sheet: Sheet, cell: Cell | None, message: str, aide: str = "") -> None:
        """A cell, or a sheet, that means nothing: the rest is read."""
        where = f", cellule {cell.where}" if cell is not None else ""
        at = SourceText(self.name, "").span()
        self.diagnostics.append(REL002(f"feuille « {sheet.title} »{where} : {message}", at, aide))

    def refused(self, sheet: Sheet, cell: Cell, why: Wrong) -> None:
        """A cell whose column does not take what it says."""
        self.wrong(sheet, cell, why.message, why.aide)

    def note(self, message: str, aide: str = "") -> None:
        """What has no effect, and why; once."""
        found = REL003(message, SourceText(self.name, "").span(), aide)
        if found not in self.diagnostics:
            self.diagnostics.append(found)

    def gone(self, sheet: Sheet, name: str, what: str) -> None:
        """An object of the base that the project of today has no more."""
        self.note(
            f"feuille « {sheet.title} » : « {name} » n’est plus dans le projet, ou ne s’y reconnaît"
            f" plus ; {what} n’est pas relue"
        )

    def text(self, ref: str, before: str, after: str, origin: Origin) -> None:
        """A plain text with other words."""
        was, now = (Piece(before, ref),), (Piece(after, ref),)
        self.change(TextChanged(ref, was, after, origin, now, alone=True))

    def origin(self, *place: str, certain: bool = True) -> Origin:
        """Where a change is read."""
        return Origin(place=place, certain=certain and self.certain)

    def frame(self, before: str, after: str, *place: str) -> None:
        """A name that is no field of the row: said, not applied."""
        self.change(FrameChanged(before, after, self.origin(*place)))
