"""The inline Markdown of a block → its parts, each with the characters where it is written.

What a reader sees is signs and calls; marks open and close what is around them. All the parts, one
after the other, are the whole text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from mc_builder.source.prose import Construct, new_parser, too_heavy

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


class PartKind(StrEnum):
    """What a part is."""

    SIGN = "sign"
    CALL = "call"
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Part:
    """A part, from `start` to `end`.

    `text` is the sign that a reader sees (a space for the end of a line), `mark` the name of what
    opens or closes (« strong », « em », « link »). A call without `construct` is that of a note, or
    words given as they are.
    """

    kind: PartKind
    start: int
    end: int
    text: str = ""
    mark: str = ""
    construct: Construct | None = None


def parts_of(words: str, whole: str) -> list[Part] | None:
    """The parts of a block, whose notes and links `whole` defines; None when it is not readable."""
    if too_heavy(whole):
        return None
    parser = _parser()
    env: dict[str, Any] = {}
    parser.parse(whole.rstrip("\n"), env)
    found = list(_together(_tokens(parser, words, env), words))
    return found if _is_whole(found, words) else None


def plain_parts(text: str) -> list[Part]:
    """The parts of a text without marks: its signs."""
    return [Part(PartKind.SIGN, n, n + 1, sign) for n, sign in enumerate(text)]


def _is_whole(found: list[Part], words: str) -> bool:
    ends = [0, *(part.end for part in found)]
    starts = [*(part.start for part in found), len(words)]
    return ends == starts


@cache
def _parser() -> MarkdownIt:
    """The parser of prose, each of whose rules says what it has read."""
    parser = new_parser()
    for rule in parser.inline.ruler.__rules__:
        rule.fn = _noted(rule.fn)
    return parser


def _noted(rule: Callable[[Any, bool], bool]) -> Callable[[Any, bool], bool]:
    def noted(state: Any, silent: bool) -> bool:  # noqa: FBT001
        start, known = state.pos, len(state.tokens)
        done = rule(state, silent)
        if done and not silent and hasattr(state, "spans"):
            state.note(known, start, state.pos)
        return done

    return noted


@dataclass(frozen=True, slots=True)
class _Read:
    """A token, and the characters that made it; of a text, where each of its signs begins."""

    token: Token
    start: int
    end: int
    starts: tuple[int, ...] = ()


def _tokens(parser: MarkdownIt, words: str, env: dict[str, Any]) -> list[_Read]:
    state = _state_class()(words, parser, env, [])
    parser.inline.tokenize(state)
    for rule in parser.inline.ruler2.getRules(""):
        if rule.__name__ != "fragments_join":
            rule(state)
    return [state.spans[id(token)] for token in state.tokens]


@cache
def _state_class() -> type[Any]:
    """Why made here: a sound project is checked without the parser (see `source/prose`)."""
    from markdown_it.rules_inline import StateInline  # noqa: PLC0415

    class State(StateInline):
        """What the parser reads, and where each token comes from."""

        def __init__(self, *given: Any) -> None:
            self.spans: dict[int, _Read] = {}
            self.waiting, self.starts = "", list[int]()
            super().__init__(*given)

        @property
        def pending(self) -> str:
            return self.waiting

        @pending.setter
        def pending(self, value: str) -> None:
            more = max(len(value) - len(self.waiting), 0)
            first = getattr(self, "pos", 0)
            self.starts = [*self.starts[: len(value)], *range(first, first + more)]
            self.waiting = value

        def append_pending(self, text: str) -> None:
            self.pending += text

        def pushPending(self) -> Token:  # noqa: N802
            starts = tuple(self.starts)
            token = super().pushPending()
            self.spans[id(token)] = _Read(token, starts[0], starts[-1] + 1, starts)
            return token

        def note(self, known: int, start: int, end: int) -> None:
            """The tokens that a rule has made of some characters."""
            made = [one for one in self.tokens[known:] if id(one) not in self.spans]
            single = len(made) == end - start and all(one.type == "text" for one in made)
            for rank, token in enumerate(made):
                at = (start + rank, start + rank + 1) if single else (start, end)
                self.spans[id(token)] = _Read(token, *at, starts=at[:1])

    return State


def _together(read: list[_Read], words: str) -> Iterator[Part]:
    """The parts of the tokens, none of whose characters is left out."""
    parts = [part for one in read for part in _parts(one)]
    done = 0
    for part in parts:
        start, end = part.start, part.end
        if part.mark == "link":  # its words are between its two marks
            start, end = (start, start + 1) if part.kind is PartKind.OPEN else (done, end)
        elif part.mark == "strong" and part.kind is PartKind.OPEN:
            start = end - 2
        elif part.mark == "strong":
            end = start + 2
        elif part.kind is PartKind.SIGN and words[done:start].isspace():
            start = done  # spaces before the end of a line
        yield replace(part, start=start, end=end)
        done = end


def _parts(one: _Read) -> Iterator[Part]:
    token = one.token
    name, _, side = token.type.rpartition("_")
    if token.type == "text":
        for sign, start in zip(token.content, one.starts, strict=False):
            yield Part(PartKind.SIGN, start, start + 1, sign)
    elif token.type == "text_special":
        yield Part(PartKind.SIGN, one.start, one.end, token.content)
    elif token.type in {"softbreak", "hardbreak"}:
        yield Part(PartKind.SIGN, one.start, one.end, " ")
    elif side in {"open", "close"}:
        yield Part(PartKind(side), one.start, one.end, mark=name)
    else:
        construct = token.meta.get("construct") if token.type == "construct" else None
        yield Part(PartKind.CALL, one.start, one.end, construct=construct)
