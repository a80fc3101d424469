"""A layout under way → the same, with the footnotes that WeasyPrint would leave out.

Why: when the last line of a page fits only once the notes before it have gone to the next, the
notes that this line calls are placed on no page, and their words are lost.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any


@contextlib.contextmanager
def no_footnote_lost() -> Iterator[None]:
    """Have each page hand the notes that it calls, and that have no place, to the next."""
    from weasyprint.layout import page as engine  # noqa: PLC0415

    former = engine.remake_page

    def remake_page(index: int, context: Any, *args: Any) -> Any:
        page, resume_at = former(index, context, *args)
        for box in page.descendants():
            if box.footnote is not None and box.footnote in context.footnotes:
                context.footnotes.remove(box.footnote)
                context.reported_footnotes.append(box.footnote)
        return page, resume_at

    engine.remake_page = remake_page
    try:
        yield
    finally:
        engine.remake_page = former
