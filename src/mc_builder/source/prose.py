"""Markdown → tokens: CommonMark without raw HTML, tables, inline notes, and two constructs.

``{{ chiffre("id") }}`` prints a figure of preuves.yaml; ``{{ source("id", "tableau 3") }}`` or
``{{ source("id", page=106) }}`` cites a source. Both are a rule of the Markdown parser, not a
template: nothing is evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

_CONSTRUCT = re.compile(r"\{\{(?P<inside>[^{}\n]*)\}\}")
_CALL = re.compile(r"\s*(?P<name>\w+)\s*\((?P<args>.*)\)\s*\Z")
_STRING = r"(?:\"(?P<d>[^\"]*)\"|'(?P<s>[^']*)'|“(?P<c>[^”]*)”)"
_ARGUMENT = re.compile(rf"\s*(?:(?P<key>\w+)\s*=\s*)?(?:{_STRING}|(?P<n>\d+))\s*(?:,|\Z)")
_RAW_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_SIGLE = re.compile(r"\b[A-ZÀÂÇÈÉÊËÎÏÔÙÛŒ]{2,}\b")
_ROMAN = re.compile(r"[IVXLC]+\Z")


@dataclass(frozen=True)
class Construct:
    """One ``{{ … }}``: `kind` is chiffre or source, or empty with the `problem` in French."""

    raw: str
    kind: str = ""
    ident: str = ""
    reperage: str | None = None
    page: str | None = None
    problem: str = ""


def parse_construct(raw: str, inside: str) -> Construct:
    """Read one construct; what it cannot be is said in `problem`."""
    call = _CALL.match(inside)
    if call is None or call["name"] not in {"chiffre", "source"}:
        return Construct(raw, problem='on écrit {{ chiffre("…") }} ou {{ source("…") }}')
    values: list[str] = []
    named: dict[str, str] = {}
    rest = call["args"]
    while rest:
        found = _ARGUMENT.match(rest)
        if found is None:
            return Construct(raw, problem="les valeurs s’écrivent entre guillemets droits")
        value = next(v for v in (found["d"], found["s"], found["c"], found["n"]) if v is not None)
        if found["key"]:
            named[found["key"]] = value
        else:
            values.append(value)
        rest = rest[found.end() :]
    kind = call["name"]
    if not values or set(named) - {"page", "reperage"} or len(values) > (1, 2)[kind == "source"]:
        return Construct(raw, problem=f"« {kind} » n’a pas ces paramètres")
    if kind == "chiffre" and named:
        return Construct(raw, problem="« chiffre » n’a qu’un identifiant")
    reperage = values[1] if len(values) > 1 else named.get("reperage")
    return Construct(raw, kind, values[0], reperage, named.get("page"))


def _construct_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if not state.src.startswith("{{", state.pos):
        return False
    found = _CONSTRUCT.match(state.src, state.pos)
    raw = found[0] if found else state.src[state.pos :].split("\n", 1)[0][:40]
    if not silent:
        token = state.push("construct", "", 0)
        token.content = raw
        token.meta = {
            "construct": parse_construct(raw, found["inside"])
            if found
            else Construct(raw, problem="« {{ » n’est pas refermé par « }} »")
        }
    state.pos += len(raw)
    return True


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").use(footnote_plugin)
    parser.disable(["image", "html_inline", "html_block", "code", "fence", "autolink"])
    parser.inline.ruler.before("link", "construct", _construct_rule)
    return parser


def parse(markdown: str) -> list[Token]:
    """The block tokens of a Markdown text; inline tokens are their children.

    The tokens are shared with whoever reads the same text: they are not to be changed.
    """
    return _parse(markdown.rstrip("\n"))


@lru_cache(maxsize=4096)
def _parse(markdown: str) -> list[Token]:
    """Why a cache: a dozen rules read the same prose, and parsing is what costs."""
    return _parser().parse(markdown)


def inline_tokens(tokens: list[Token]) -> Iterator[Token]:
    """All inline tokens, in order, those of notes included."""
    for token in tokens:
        if token.children is None:
            yield token
        else:
            yield from inline_tokens(token.children)


def constructs(tokens: list[Token]) -> list[Construct]:
    """The constructs of a text, in order."""
    return [t.meta["construct"] for t in inline_tokens(tokens) if t.type == "construct"]


def raw_html(tokens: list[Token]) -> list[str]:
    """HTML tags typed in a text: they would print as such."""
    texts = (t.content for t in inline_tokens(tokens) if t.type == "text")
    return [found[0] for text in texts for found in _RAW_HTML.finditer(text)]


def sigles(tokens: list[Token]) -> list[str]:
    """The acronyms of a text, each once, Roman numerals left out."""
    found: dict[str, None] = {}
    for token in inline_tokens(tokens):
        if token.type == "text":
            for word in _SIGLE.findall(token.content):
                if not _ROMAN.match(word):
                    found[word] = None
    return list(found)
