"""A comparison → one page of HTML that stands alone: nothing is loaded, no text can act."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from mc_builder.comparison.changes import Change, sentence_of
from mc_builder.comparison.compare import Comparison
from mc_builder.comparison.texte import place_of, summary
from mc_builder.documents.couverture.passages import passage
from mc_builder.french import NBSP, on_one_line, quoted, sentence
from mc_builder.french.word_diff import Fate, Words
from mc_builder.reports.terminal import NO_TERMINAL, Terminal

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body { font: 1rem/1.5 "Source Sans 3", "Source Sans Pro", sans-serif; color: #1b1b1b;
  background: #fff; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2 { color: #1f3a5f; line-height: 1.2; } h2 { border-bottom: 1px solid #c9d3de; }
li { margin: 0 0 .8rem; } p { margin: .2rem 0; }
.mots { border-left: 3px solid #c9d3de; padding-left: .8rem; }
.lieu { color: #55606b; font-size: .9rem; overflow-wrap: anywhere; }
ins { color: #14532d; background: #e4f4e8; text-decoration: underline; }
del { color: #8a1c1c; background: #fbe9e9; text-decoration: line-through; }
@media print { body { margin: 0; } ins, del { background: none; } }
"""
_TAGS = {Fate.GONE: "del", Fate.COME: "ins"}


def comparison_html(found: Comparison, _: Terminal = NO_TERMINAL) -> str:
    """The page, with a final line break."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Comparison) -> Iterator[str]:
    title = _text(f"Ce qui a changé depuis {quoted(found.reference)}")
    yield '<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head><body><main>"
    yield f"<h1>{title}</h1>"
    yield f"<p>{'Rien.' if found.is_empty else f'{_text(summary(found))}.'}</p>"
    for family, changes in found.by_family:
        yield f"<h2>{_text(family)} ({len(changes)})</h2>\n<ul>"
        yield from (f"<li>{''.join(_change(change))}</li>" for change in changes)
        yield "</ul>"
    yield from _coverage(found)
    yield "</main></body></html>"


def _coverage(found: Comparison) -> Iterator[str]:
    if found.couverture is None or found.couverture.is_empty:
        return
    yield "<h2>Couverture des emplois visés</h2>\n<ul>"
    for one in found.couverture.ensemble.exigences:
        causes = "".join(
            f'<p class="lieu">{_text(sentence(cause.explication))}</p>' for cause in one.causes
        )
        yield f"<li><p>{_text(one.intitule)}{NBSP}: {_text(passage(one))}</p>{causes}</li>"
    yield "</ul>"


def _change(change: Change) -> Iterator[str]:
    yield f"<p>{_text(sentence_of(change))}</p>"
    if words := change.words:
        yield f'<p class="mots">{"".join(map(_marked, words))}</p>'
    if place := place_of(change):
        yield f'<p class="lieu">{_text(place)}</p>'


def _marked(one: Words) -> str:
    tag = _TAGS.get(one.fate)
    words = escape(one.text)
    return words if tag is None else f"<{tag}>{words}</{tag}>"


def _text(text: object) -> str:
    return escape(on_one_line(str(text)))
