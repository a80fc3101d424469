"""Texts of the data on their way to a template: they print themselves with their identity."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from markupsafe import Markup, escape

from mc_builder import french
from mc_builder.model.base import ACompleter, Modele
from mc_builder.names import ancre
from mc_builder.page.tree import ILLEGAL

#: What stands for what has no words: the call of a footnote, a picture.
NOTE, IMAGE = "[note]", "[image]"

#: Between words, kept by a split.
_ENTRE_MOTS = re.compile(r"([\W_]+)")


class Texte(str):
    """A text that knows which field of which object it is (`ref`, « identity:field »).

    In a template it prints itself as ``<span data-ref="…">``, so that no template can forget it.
    In an attribute, or before a filter, its words alone are `brut`.
    """

    __slots__ = ("ref",)
    ref: str

    def __new__(cls, value: str, ref: str) -> Texte:  # noqa: PYI034
        """`value` without the characters that XML cannot hold."""
        text = super().__new__(cls, ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", value))
        text.ref = ref
        return text

    @property
    def brut(self) -> str:
        """The words alone."""
        return str.__str__(self)

    @property
    def ancre(self) -> str:
        """The anchor of the object that it is the title of; empty when it is another text."""
        cle, _, champ = self.ref.rpartition(":")
        return ancre(cle) if champ == "intitule" else ""

    def __html__(self) -> Markup:
        # Not by `format`, which costs three times more: a page has thousands of them.
        ref, words = escape(self.ref), escape(self.brut)
        return Markup(f'<span data-ref="{ref}">{words}</span>')  # noqa: S704 – both are escaped


class Nombre(int):
    """A whole number that knows which field of which object it is, as `Texte` does."""

    ref: str

    def __new__(cls, value: int, ref: str) -> Nombre:  # noqa: PYI034
        """`value`, of a field (« identity:field »)."""
        found = super().__new__(cls, value)
        found.ref = ref
        return found

    def __html__(self) -> Markup:
        return Markup('<span data-ref="{}">{}</span>').format(self.ref, int(self))


class TexteACompleter(Texte):
    """What is not known yet: prints « À compléter : » and the motive, marked."""

    __slots__ = ()

    def __html__(self) -> Markup:
        return Markup('<span class="a-completer" data-ref="{}">{}</span>').format(
            self.ref, escape(self.brut)
        )


def following(text: str) -> str:
    """A text of ours as it goes on after « ; » (filter « suite » of templates).

    A text that somebody wrote prints as he wrote it: a returned file is compared with that.
    """
    words = text.brut if isinstance(text, Texte) else text
    said = french.following(words)
    return type(text)(said, text.ref) if isinstance(text, Texte) else said


def pieces(words: str, found: Collection[str]) -> Iterator[tuple[str, bool]]:
    """A text cut in its words and what parts them, each with whether it is in `found`."""
    for part in _ENTRE_MOTS.split(words):
        yield part, part.lower() in found


def marked(text: Texte, found: Collection[str]) -> Markup:
    """A text with those of its words marked that are in `found`, in small letters."""
    if isinstance(text, TexteACompleter):
        return text.__html__()
    parts = (
        Markup("<mark>{}</mark>").format(part) if shared else escape(part)
        for part, shared in pieces(text.brut, found)
    )
    return Markup('<span data-ref="{}">{}</span>').format(text.ref, Markup("").join(parts))


def called(words: Markup, call: str) -> Markup:
    """Words that a text only calls (« source:insee-2019 »): they are written elsewhere."""
    return Markup('<span class="cite" data-appel="{}">{}</span>').format(call, words)


def texte(model: Modele, field: str) -> Texte | None:
    """The text of a field, None when it is empty."""
    value = getattr(model, field)
    return None if value is None or value == "" else of(value, f"{model.cle}:{field}")


def of(value: object, ref: str) -> Texte:
    """A value as it prints, with its identity; marked when it is still to complete."""
    kind = TexteACompleter if isinstance(value, ACompleter) else Texte
    return kind(str(value), ref)


#: What begins or ends a line in a piece of prose.
_BLOCS = re.compile(r"</?(?:p|ul|ol|li|br|blockquote)\b[^>]*>")


def in_lines(prose: Markup | None) -> str:
    """A piece of prose as plain words, a line for each paragraph and each item: for a cell.

    Not `striptags`, which puts the end of a sentence against the beginning of the next.
    """
    parts = _BLOCS.split(str(prose or ""))
    words = (Markup(part).striptags() for part in parts)  # noqa: S704 – escaped already
    return "\n".join(filter(None, words))
