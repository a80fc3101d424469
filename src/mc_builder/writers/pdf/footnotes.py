"""A layout under way → the same, with each footnote on the page of its call.

Why: when the last line of a page fits only once the notes before it have gone to the next, the
notes that this line calls are placed on no page, and their words are lost. And a line of a table
sends these notes away to gain their room, then goes to the next page itself: they do not come back.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any


@contextlib.contextmanager
def no_footnote_lost() -> Iterator[None]:
    """Have each page hand the notes that it calls, and that have no place, to the next.

    And have it keep those that were placed before a table, when the table leaves them their room.
    """
    from weasyprint.layout import block as blocks  # noqa: PLC0415
    from weasyprint.layout import page as engine  # noqa: PLC0415

    former, tables = engine.remake_page, blocks.table_layout

    def remake_page(index: int, context: Any, *args: Any) -> Any:
        page, resume_at = former(index, context, *args)
        for box in page.descendants():
            if box.footnote is not None and box.footnote in context.footnotes:
                context.footnotes.remove(box.footnote)
                context.reported_footnotes.append(box.footnote)
        return page, resume_at

    engine.remake_page, blocks.table_layout = remake_page, _keeping_notes(tables)
    try:
        yield
    finally:
        engine.remake_page, blocks.table_layout = former, tables


def _keeping_notes(tables: Callable[..., Any]) -> Callable[..., Any]:
    """The layout of a table, after which the notes placed above it are still on the page."""

    def table_layout(context: Any, table: Any, bottom_space: float, *args: Any) -> Any:
        above = list(context.current_page_footnotes)
        found = tables(context, table, bottom_space, *args)
        sent = [note for note in above if note in context.reported_footnotes]
        if not sent:
            return found
        for note in sent:
            context.reported_footnotes.remove(note)
            context.footnotes.append(note)
            context.layout_footnote(note)
        # In the order of their calls: those of the table itself come after.
        ranks = {id(note): rank for rank, note in enumerate(above)}
        context.current_page_footnotes.sort(key=lambda note: ranks.get(id(note), len(above)))
        laid = found[0]
        if laid is not None and context.overflows_page(
            bottom_space, laid.position_y + laid.margin_height()
        ):
            for note in reversed(sent):
                context.report_footnote(note)
            context.reported_footnotes[-len(sent) :] = sent
        return found

    return table_layout
