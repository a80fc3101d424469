"""A comparison → Markdown, for a merge request: every text of the data is escaped."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.comparison.changes import Change, sentence_of
from mc_builder.comparison.compare import Comparison
from mc_builder.comparison.texte import place_of, summary
from mc_builder.documents.couverture.markdown import escaped
from mc_builder.documents.couverture.passages import passage
from mc_builder.french import NBSP, quoted, sentence
from mc_builder.french.word_diff import Fate, Words, excerpts
from mc_builder.reports.terminal import NO_TERMINAL, Terminal

_TAGS = {Fate.GONE: "del", Fate.COME: "ins"}


def comparison_markdown(found: Comparison, _: Terminal = NO_TERMINAL) -> str:
    """The page, with a final line break."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Comparison) -> Iterator[str]:
    yield f"# Ce qui a changé depuis {quoted(escaped(found.reference))}"
    yield ""
    yield "Rien." if found.is_empty else f"{escaped(summary(found))}."
    for family, changes in found.by_family:
        yield ""
        yield f"## {family} ({len(changes)})"
        yield ""
        for change in changes:
            yield from _change(change)
    if found.couverture is not None and not found.couverture.is_empty:
        yield ""
        yield "## Couverture des emplois visés"
        yield ""
        for one in found.couverture.ensemble.exigences:
            yield f"- {escaped(one.intitule)}{NBSP}: {passage(one)}"
            for cause in one.causes:
                yield f"  - {escaped(sentence(cause.explication))}"


def _change(change: Change) -> Iterator[str]:
    place = place_of(change)
    yield f"- {escaped(sentence_of(change))}" + (f" – {escaped(place)}" if place else "")
    if words := change.words:
        yield f"  <br>{''.join(_marked(one, text) for one, text in excerpts(words))}"


def _marked(one: Words, text: str) -> str:
    """Words, struck or underlined: blanks at their ends stay outside of what is escaped."""
    inside = escaped(text)
    blank = text[:1].isspace(), text[-1:].isspace()
    inside = f"{' ' * blank[0]}{inside}{' ' * blank[1]}" if inside else " "
    tag = _TAGS.get(one.fate)
    return inside if tag is None else f"<{tag}>{inside}</{tag}>"
