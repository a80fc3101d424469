"""Markdown → tokens: CommonMark without raw HTML, tables, inline notes, and seven constructs.

``{{ chiffre("id") }}`` prints a figure of preuves.yaml; ``{{ source("id", "tableau 3") }}`` or
``{{ source("id", page=106) }}`` cites a source; ``{{ graphique("id") }}`` places a chart of
graphiques.yaml and ``{{ tableau("emplois") }}`` a table that the data give when they are alone in
their paragraph, and call it by its number (« figure 2 ») in a sentence;
``{{ image("carte.png", legende="…", credit="…", texte="…") }}`` does so with a picture of
dossier/images; ``{{ annexe("epreuves") }}`` says « annexe IV », by what it prints;
``{{ a_completer("motif") }}`` stands for words that are not known yet. They are a
rule of the Markdown parser, not a template: nothing is evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from mc_builder.french import listed
from mc_builder.source.cells import cell_breaks

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_CONSTRUCT = re.compile(r"\{\{(?P<inside>[^{}\n]*)\}\}")
_CALL = re.compile(r"\s*(?P<name>\w+)\s*\((?P<args>.*)\)\s*\Z")
_STRING = r"(?:\"(?P<d>[^\"]*)\"|'(?P<s>[^']*)'|“(?P<c>[^”]*)”)"
_ARGUMENT = re.compile(rf"\s*(?:(?P<key>\w+)\s*=\s*)?(?:{_STRING}|(?P<n>\d+))\s*(?:,|\Z)")
_RAW_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
#: What may keep a construct from being one: escapes, code, definitions, an address of a link.
_HIDES = re.compile(r"[\\`]|\]:|\]\(<?\{|\{\{\{")
#: A construct alone between two blank lines, at the margin.
_ALONE = re.compile(r"(?:\A|\n[ \t]*\n)(\{\{[^{}\n]*\}\})[ \t]*(?=\n[ \t]*\n|\s*\Z)")
#: What is left of a line of prose once its constructs are taken away.
_IN_A_SENTENCE = re.compile(r"^[^&]*[^\W_][^&]*$")
_ENTITY = re.compile(r"&#?\w+;")


#: Bounds of a text that is read as Markdown: characters, marks that may open something. Beyond, a
#: parser looks for what closes each of them, again and again.
MAX_LENGTH, MAX_MARKS = 200_000, 10_000
_MARKS = "[*_`<"

#: The kind that says why words are missing; the others name what they call.
TO_COMPLETE = "a_completer"
#: What a construct may be.
KINDS = ("chiffre", "source", "graphique", "tableau", "image", "annexe", TO_COMPLETE)
#: Kinds that a paragraph places when it holds nothing else.
PLACED = ("graphique", "tableau", "image")
#: What a kind may say beside the name of what it calls; the first may go without its own name.
_PARAMETERS = {"source": ("reperage", "page"), "image": ("legende", "credit", "texte")}
#: The tables that the data give to the note, by the names that its prose calls them.
TABLEAUX = ("demandeurs", "emplois", "poles", "certifications", "acces", "calendrier")


@dataclass(frozen=True)
class Construct:
    """One ``{{ … }}``: `kind` is one of `KINDS`, or empty with the `problem` in French."""

    raw: str
    kind: str = ""
    ident: str = ""
    reperage: str | None = None
    page: str | None = None
    legende: str = ""
    credit: str = ""
    texte: str = ""
    problem: str = ""


def parse_construct(raw: str, inside: str) -> Construct:
    """Read one construct; what it cannot be is said in `problem`."""
    call = _CALL.match(inside)
    if call is None or call["name"] not in KINDS:
        known = listed((f'{{{{ {kind}("…") }}}}' for kind in KINDS), "ou")
        return Construct(raw, problem=f"on écrit {known}")
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
    parameters = _PARAMETERS.get(kind, ())
    if not parameters and named:
        only = "un motif" if kind == TO_COMPLETE else "un identifiant"
        return Construct(raw, problem=f"« {kind} » n’a qu’{only}")
    if not values or set(named) - {*parameters} or len(values) > (1, 2)[kind == "source"]:
        return Construct(raw, problem=f"« {kind} » n’a pas ces paramètres")
    return Construct(
        raw, kind, values[0], **named | dict(zip(parameters, values[1:], strict=False))
    )


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
    return new_parser()


def new_parser() -> MarkdownIt:
    """A parser of prose. Why imported here: a sound project is checked without it."""
    from markdown_it import MarkdownIt  # noqa: PLC0415
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415

    parser = MarkdownIt("commonmark", {"html": False}).enable("table").use(footnote_plugin)
    parser.disable(["image", "html_inline", "html_block", "code", "fence", "autolink"])
    parser.inline.ruler.before("link", "construct", _construct_rule)
    parser.core.ruler.push("cell_breaks", cell_breaks)
    return parser


@cache
def _plain_parser() -> MarkdownIt:
    """Paragraphs, and nothing in them."""
    from markdown_it import MarkdownIt  # noqa: PLC0415

    return MarkdownIt("zero")


def too_heavy(markdown: str) -> bool:
    """Whether a text is beyond what anybody writes; it is then read as plain paragraphs."""
    return len(markdown) > MAX_LENGTH or sum(map(markdown.count, _MARKS)) > MAX_MARKS


def parse(markdown: str) -> list[Token]:
    """The block tokens of a Markdown text; inline tokens are their children.

    The tokens are shared with whoever reads the same text: they are not to be changed.
    """
    return _parse(markdown.rstrip("\n"))


@lru_cache(maxsize=4096)
def _parse(markdown: str) -> list[Token]:
    """Why a cache: a dozen rules read the same prose, and parsing is what costs."""
    return (_plain_parser() if too_heavy(markdown) else _parser()).parse(markdown)


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


def constructs_in(markdown: str) -> list[Construct]:
    """The constructs of a text, parsed only when something in it may hide one.

    Why: all the prose of a project is looked through at each check; parsing costs twenty times
    more than looking for braces.
    """
    return list(_constructs_in(markdown)) if "{{" in markdown else []


@lru_cache(maxsize=4096)
def _constructs_in(markdown: str) -> Sequence[Construct]:
    found = [parse_construct(m[0], m["inside"]) for m in _CONSTRUCT.finditer(markdown)]
    if len(found) == markdown.count("{{") and not _HIDES.search(markdown):
        return found
    return constructs(parse(markdown))


def to_complete(motive: str) -> str:
    """What holds the place of words that are not known yet; its signs cannot end it early."""
    words = " ".join(motive.split()).replace('"', "”").replace("{", "(").replace("}", ")")
    return f'{{{{ {TO_COMPLETE}("{words}") }}}}'


def gap_alone(markdown: str) -> str | None:
    """Why a text is missing, when it is nothing else than a gap."""
    gaps = gaps_in(markdown)
    return gaps[0].ident if len(gaps) == 1 and gaps[0].raw == markdown.strip() else None


def gaps_in(markdown: str) -> list[Construct]:
    """What a text says is still to be written, with the motive of each as `ident`."""
    return [one for one in constructs_in(markdown) if one.kind == TO_COMPLETE]


def placed_in(markdown: str) -> tuple[Construct, ...]:
    """What `placed` gives, parsed only when one is not clearly alone, nor clearly in a sentence."""
    return _placed_in(markdown) if "{{" in markdown else ()


@lru_cache(maxsize=1024)
def _placed_in(markdown: str) -> tuple[Construct, ...]:
    if all(construct.kind not in PLACED for construct in constructs_in(markdown)):
        return ()
    alone = [one for raw in _ALONE.findall(markdown) for one in constructs_in(raw)]
    called = sum(
        len(constructs_in(line))
        for line in markdown.split("\n")
        if _IN_A_SENTENCE.search(_CONSTRUCT.sub("", line))
    )
    if _HIDES.search(markdown) or len(alone) + called != markdown.count("{{"):
        return tuple(placed(parse(markdown)))
    return tuple(one for one in alone if one.kind in PLACED)


def html_in(markdown: str) -> list[str]:
    """The HTML tags typed in a text, parsed only when it may hold one."""
    if not _RAW_HTML.search(markdown) and not _ENTITY.search(markdown):
        return []
    return raw_html(parse(markdown))


def alone(tokens: list[Token]) -> Construct | None:
    """The construct of a paragraph that holds nothing else, given as its inline tokens."""
    held = [t for t in tokens if t.type != "text" or t.content.strip()]
    return held[0].meta["construct"] if len(held) == 1 and held[0].type == "construct" else None


def placed(tokens: list[Token]) -> list[Construct]:
    """The charts and tables that a text places: alone in a paragraph of the text itself."""
    return [
        found
        for before, token in pairwise(tokens)
        if before.type == "paragraph_open" and before.level == 0
        if (found := alone(token.children or [])) and found.kind in PLACED
    ]


def raw_html(tokens: list[Token]) -> list[str]:
    """HTML tags typed in a text: they would print as such."""
    texts = (t.content for t in inline_tokens(tokens) if t.type == "text")
    return [found[0] for text in texts for found in _RAW_HTML.finditer(text)]
