"""The source of a text → its words, each with the parts where it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mc_builder.editing import Refused
from mc_builder.returns.words import CALL, Word, words_of
from mc_builder.source.inline_parts import Part, PartKind, parts_of, plain_parts


@dataclass(frozen=True)
class Source:
    """A text as it is written: its signs, its words, by the ranks of its parts."""

    text: str
    parts: Sequence[Part]
    words: tuple[Word, ...]
    read: Callable[[str], Sequence[Part] | None]

    def raw(self, word: Word) -> str:
        """How a word is written."""
        return self.text[self.parts[word.start].start : self.parts[word.end - 1].end]


def plain_source(text: str) -> Source:
    """A text without marks."""
    return _source(text, plain_parts)


def markdown_source(words: str, whole: str) -> Source:
    """A block of a Markdown text; raises Refused."""
    return _source(words, lambda text: parts_of(text, whole))


def _source(text: str, read: Callable[[str], Sequence[Part] | None]) -> Source:
    parts = read(text)
    if parts is None:
        raise Refused("la forme de ce texte ne permet pas d’y placer les mots du fichier")
    return Source(text, parts, tuple(words_in(text, parts)), read)


def words_in(text: str, parts: Sequence[Part]) -> Iterator[Word]:
    """The words of some parts, by their ranks; citations that stand together are one."""
    run: list[int] = []
    space = False
    cited: Word | None = None

    def literal() -> Iterator[Word]:
        signs = [(rank, sign) for rank in run for sign in parts[rank].text]
        for word in words_of("".join(sign for _, sign in signs), space=space):
            first, last = signs[word.start][0], signs[word.end - 1][0]
            yield Word(word.key, word.space, first, last + 1)

    for rank, part in enumerate(parts):
        if part.kind is PartKind.SIGN:
            run.append(rank)
        elif part.kind is PartKind.CALL:
            inside = list(literal())
            ended = "".join(parts[r].text for r in run)
            space = ended[-1:].isspace() or (space and not ended)
            run = []
            source = part.construct is not None and part.construct.kind == "source"
            if cited is not None and (inside or not source):
                yield cited
                cited = None
            yield from inside
            if cited is not None:
                cited = Word(CALL, cited.space, cited.start, rank + 1, cited.call)
            else:
                call = text[part.start : part.end]
                one = Word(CALL, space, rank, rank + 1, call)
                cited = one if source else None
                if not source:
                    yield one
            space = False
    inside = list(literal())
    if cited is not None:
        yield cited
    yield from inside
