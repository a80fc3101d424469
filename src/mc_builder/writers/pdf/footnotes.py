"""A layout under way → the same, with each footnote on the page of its call.

Why: a line that comes too low, and cannot be left to the next page alone, makes its room in
WeasyPrint by sending the notes of the page to the next, those of the lines above and its own,
whatever `footnote-policy` says; and what is sent does not come back when the line goes after all.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any


class _NotesStay:
    """A layout where a line sees no note that it may send away: it goes to the next page instead.

    Everything else is read and written where it is.
    """

    current_page_footnotes = ()

    def __init__(self, context: Any) -> None:
        object.__setattr__(self, "context", context)

    def __getattr__(self, name: str) -> Any:
        return getattr(object.__getattribute__(self, "context"), name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(object.__getattribute__(self, "context"), name, value)


@contextlib.contextmanager
def notes_with_their_calls() -> Iterator[None]:
    """Have the lines of each paragraph laid out without sending any note to the next page."""
    from weasyprint.layout import block as engine  # noqa: PLC0415

    former = engine._linebox_layout  # noqa: SLF001 – nothing public lays out lines

    def lines(context: Any, *args: Any) -> Any:
        return former(context if isinstance(context, _NotesStay) else _NotesStay(context), *args)

    engine._linebox_layout = lines  # noqa: SLF001
    try:
        yield
    finally:
        engine._linebox_layout = former  # noqa: SLF001
