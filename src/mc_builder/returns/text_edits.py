"""A text with other words → the files that then say them, its calls and its marks kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from mc_builder.editing import (
    BlockText,
    Changes,
    FieldValue,
    Kind,
    Refused,
    Value,
    block_of,
    is_block,
    remove_block,
    set_block,
    set_printed,
    set_value,
    value_of,
)
from mc_builder.editing.words import word
from mc_builder.french import MONTHS, THIN, composed, decimal, folded, number
from mc_builder.model.base import ACompleter
from mc_builder.model.etendues import Etendue
from mc_builder.model.preuves import Chiffre, Source
from mc_builder.project import Project
from mc_builder.returns.calls import Retyped, guessed, is_literal, same_words
from mc_builder.returns.changes import Piece, TextChanged, ValueChanged
from mc_builder.returns.rewriting import Disputed, Rewritten, rewritten
from mc_builder.returns.sources import Source as Written
from mc_builder.returns.sources import markdown_source, plain_source
from mc_builder.returns.values import gap_said_in, same, typed_at, value_at
from mc_builder.source.blocks import Role, without_gap

_COMPOSED = "l’outil compose ces mots autour de la valeur"
#: What writes a text at its reference.
_Write = Callable[[Project, str, Any], Changes]
#: The kinds of fields whose words are those of the author.
_WRITTEN = {Kind.TEXTE, Kind.MARKDOWN, Kind.ADRESSE}


@dataclass(frozen=True, slots=True)
class Made:
    """The files that a change asks for, none when all is done; what stays as it was.

    `said` is what whoever accepts it is to know.
    """

    files: Changes = field(default_factory=dict)
    retyped: tuple[Retyped, ...] = ()
    said: str = ""


def text_edit(project: Project, change: TextChanged) -> Made:
    """What a text with other words asks for; raises Disputed and Refused."""
    ref = without_gap(change.ref)
    now = change.now or tuple(guessed(change.before, change.after))
    if change.note:
        raise Refused("les mots d’une note de bas de page se modifient dans le texte qui l’appelle")
    if is_block(project, ref):
        return _block_edit(project, ref, change, now)
    value = value_of(project, ref)
    if value.motif is not None:
        return _awaited(project, value, change)
    if value.kind not in _WRITTEN or isinstance(value_at(project, ref), Etendue):
        return _value_edit(project, value, change)
    if not value.text:
        return _by_default(project, ref, change)
    source = (
        markdown_source(value.text, value.text)
        if value.kind is Kind.MARKDOWN
        else plain_source(value.text)
    )
    try:
        done = rewritten(source, change.before, now)
    except Disputed:
        if _is_printed(project, ref, change.before):
            raise Refused(_COMPOSED) from None
        raise
    return Made(_first(project, ref, done, _writing(change)), done.retyped)


def _writing(change: TextChanged) -> _Write:
    return set_value if change.alone else set_printed


def _is_printed(project: Project, ref: str, before: Sequence[Piece]) -> bool:
    """Whether the words that a file knows are composed today around what the field says."""
    found = project.projet.by_cle.get(ref.rpartition(":")[0])
    words = "".join(piece.words for piece in before)
    composed_words = [str(found.printed)] if isinstance(found, Chiffre) else []
    composed_words += [found.appel] if isinstance(found, Source) else []
    return any(same_words(one, words) for one in composed_words)


def _by_default(project: Project, ref: str, change: TextChanged) -> Made:
    """A title that nothing writes, and that another object gives: it gets its own."""
    cle, _, field_name = ref.rpartition(":")
    words = "".join(piece.words for piece in change.before)
    name = project.names[cle] if cle in project.projet.by_cle else None
    if not words.strip():
        return Made(set_value(project, ref, change.after))
    if name is None or name.champ != field_name or not same_words(str(name.titre), words):
        raise Disputed
    return Made(set_value(project, ref, change.after))


def _first(project: Project, ref: str, done: Rewritten, write: _Write) -> Changes:
    """The files of the first way that can be written."""
    refused: Refused | None = None
    for way in done.ways:
        try:
            return write(project, ref, way)
        except Refused as found:
            refused = refused or found
    if refused is not None:
        raise refused
    return {}


def _block_edit(project: Project, ref: str, change: TextChanged, now: tuple[Piece, ...]) -> Made:
    block = block_of(project, ref)
    if block.role is Role.PLACE:
        raise Refused("la légende d’une image, ou d’un graphique, se modifie où elle est écrite")
    done = rewritten(_source_of(project, block), change.before, now)
    return Made(_first(project, ref, done, _set_block), _left(project, done.retyped))


def _left(project: Project, retyped: Sequence[Retyped]) -> tuple[Retyped, ...]:
    """What was typed over a call, but the figures that say it today: theirs was changed too."""
    found = (project.projet.find(one.call.rpartition(":")[0], Chiffre) for one in retyped)
    return tuple(
        one
        for one, figure in zip(retyped, found, strict=True)
        if figure is None or not same_words(str(figure.printed), one.after)
    )


def _set_block(project: Project, ref: str, words: str) -> Changes:
    return set_block(project, ref, words) if words else remove_block(project, ref)


def _source_of(project: Project, block: BlockText) -> Written:
    """A block as it is written, with the notes and the links of its text."""
    if block.ref.endswith("/0"):
        return plain_source(block.markdown)
    whole = block_of(project, block.ref.rpartition("/")[0]).markdown
    return markdown_source(block.markdown, whole)


def _awaited(project: Project, value: FieldValue, change: TextChanged) -> Made:
    """The words of a field that waits for them."""
    words = composed(change.after).strip()
    if same_words(words, _said(value.motif)):
        return Made()
    if not same_words("".join(p.words for p in change.before), _said(value.motif)):
        raise Disputed
    if (motive := gap_said_in(words)) is not None:
        return Made(_writing(change)(project, value.ref, ACompleter(motive)))
    return Made(_writing(change)(project, value.ref, words))


def _said(motive: str | None) -> str:
    return str(ACompleter(motive or ""))


def _value_edit(project: Project, value: FieldValue, change: TextChanged) -> Made:
    """A number, a day, a choice, from the words that print it."""
    if not all(is_literal(piece) for piece in change.before):
        raise Refused("cette valeur est calculée : elle ne se tape pas")
    spread = isinstance(value_at(project, value.ref), Etendue)
    was = list(_meant(value, "".join(piece.words for piece in change.before), spread=spread))
    asked = list(_meant(value, change.after, spread=spread))
    today = value.text if spread else typed_at(project, value.ref) or ""
    if any(same(today, one) for one in asked):
        if any(same(one, other) for one in asked for other in was):
            raise Refused(_COMPOSED)
        return Made()
    if not was:
        raise Refused("ces mots disent un choix, ou une valeur : ils se changent dans le projet")
    scale = next((n for n, one in enumerate(was) if same(today, one)), None)
    if scale is None:
        raise Disputed
    asked = asked[scale:]
    refused = Refused("cette valeur n’est pas de celles que ce champ admet")
    for one in asked:
        try:
            files = set_value(project, value.ref, one)
        except Refused as found:
            refused = found
        else:
            if files:
                return Made(files)
    raise refused


_DAY = re.compile(rf"(\d\d?)(?:er)?\s+({'|'.join(MONTHS)})\s+(\d{{4}})")
#: What a range prints after its numbers: « semaines », « situations ».
_UNIT = re.compile(r"(?!plus|moins|min)[^\W\d_]{3,}")
_NUMBER = re.compile(r"[-−]?\d[\d\s]*(?:[.,]\d+)?")


def _meant(value: FieldValue, words: str, *, spread: bool) -> Iterator[str]:
    """The values that some words may say."""
    words = words.strip()
    if spread:
        yield " ".join(one for one in words.split() if not _UNIT.fullmatch(one))
        return
    if value.kind is Kind.DATE and (day := _DAY.search(words)):
        yield f"{day[3]}-{MONTHS.index(day[2]) + 1:02}-{int(day[1]):02}"
    if value.kind in {Kind.CHOIX, Kind.LIEN}:
        for choice in value.choices:
            names = {choice.value, choice.label, word(choice.value)}
            if folded(words) in {folded(name) for name in names}:
                yield choice.value
        return
    if value.kind in {Kind.ENTIER, Kind.NOMBRE}:
        found = [re.sub(r"\s", "", one).replace("−", "-") for one in _NUMBER.findall(words)]
        exact = decimal(found[0]) if len(found) == 1 else None
        if exact is not None:
            yield found[0]
            if "%" in words:
                yield number(exact / 100).replace(THIN, "")
        elif "+" in words:
            yield " + ".join(found)
        return
    yield words


def value_edit(project: Project, change: ValueChanged) -> Made:
    """A field with another value; raises Disputed and Refused."""
    value = value_of(project, change.ref)
    today = typed_at(project, change.ref) or ""
    if same(today, change.after):
        return Made()
    if not same(today, change.before):
        raise Disputed
    return Made(set_value(project, change.ref, _typed(value, change.after)))


def _typed(value: FieldValue, text: str) -> Value:
    """A value as it is typed, for a file."""
    if (motive := gap_said_in(text)) is not None:
        return ACompleter(motive)
    if value.many:
        return [line for line in text.split("\n") if line.strip()]
    return text or None
