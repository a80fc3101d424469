"""What a file that came back says otherwise → how a reader is told: counts, places, words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import assert_never

from mc_builder.french import counted
from mc_builder.returns.changes import (
    COME,
    BlockAdded,
    BlockMoved,
    BlockRemoved,
    Change,
    FrameChanged,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    LinkChanged,
    Returned,
    TableChanged,
    TextChanged,
    ValueChanged,
)
from mc_builder.returns.tableaux.words import states_of
from mc_builder.returns.units import object_of

#: Words that a diff keeps on each side of what changed.
_AROUND = 8


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words: what happened, to what (its printed name), what it was and what it is."""

    what: str
    name: str
    before: str
    after: str


def told(change: Change, returned: Returned) -> Told:  # noqa: C901, PLR0911 - one for each kind
    """A change as a reader is told."""

    def named(ref: str) -> str:
        return name_of(ref, returned)

    match change:
        case TextChanged(ref=ref, after=after, note=note):
            before = "".join(piece.words for piece in change.before)
            what = "note modifiée" if note else "modifié" if after else "effacé"
            return Told(what, named(ref), before, after)
        case FrameChanged(before=before, after=after):
            what = "modifié hors des données" if before and after else ""
            what = what or ("ajouté hors des données" if after else "retiré hors des données")
            return Told(what, "", before, after)
        case ItemAdded(after=after):
            what = f"ajouté après « {named(after)} »" if named(after) else "ajouté"
            return Told(what, "", "", " | ".join(change.texts.values()))
        case ItemRemoved(cle=cle, words=words):
            return Told("retiré", named(cle), words, "")
        case ItemMoved(cle=cle, after=after, words=words):
            what = f"déplacé après « {named(after)} »" if after and named(after) else "déplacé"
            return Told(what if after else "déplacé en tête", named(cle) or words, "", "")
        case ValueChanged(ref=ref, before=before, after=after):
            return Told("modifié", named(ref), before, after)
        case LinkChanged(holder=holder, target=target):
            said = states_of(change.field)
            before, after = (said.get(x, x) for x in (change.before, change.after))
            return Told("lien modifié", f"{named(holder)} – {named(target)}", before, after)
        case BlockAdded(markdown=markdown):
            return Told("paragraphe ajouté", "", "", markdown)
        case BlockRemoved(words=words):
            return Told("paragraphe retiré", "", words, "")
        case BlockMoved(words=words):
            return Told("paragraphe déplacé", words, "", "")
        case TableChanged(what=what, texts=texts):
            words = " | ".join(texts)
            come = what in COME
            return Told(f"tableau : {what}", "", "" if come else words, words if come else "")
    assert_never(change)


def name_of(ref: str, returned: Returned) -> str:
    """What the object of a text is called, as the document printed it; empty when it did not."""
    cle, _, _ = ref.rpartition(":")
    return returned.names.get(cle or object_of(ref), "")


def counts(returned: Returned) -> Iterator[str]:
    """How many changes of each kind there are, those that are."""
    kinds: tuple[tuple[tuple[type, ...], str, str], ...] = (
        (
            (TextChanged, FrameChanged, ValueChanged, LinkChanged),
            "texte modifié",
            "textes modifiés",
        ),
        ((ItemAdded, BlockAdded), "ajout", "ajouts"),
        ((TableChanged,), "tableau modifié", "tableaux modifiés"),
        ((ItemRemoved, BlockRemoved), "suppression", "suppressions"),
        ((ItemMoved, BlockMoved), "déplacement", "déplacements"),
    )
    for classes, one, several in kinds:
        number = sum(isinstance(change, classes) for change in returned.changes)
        if number:
            yield counted(number, one, several)
    if returned.remarks:
        yield counted(len(returned.remarks), "commentaire", "commentaires")
    tracked = sum(bool(change.origin.author) for change in returned.changes)
    if tracked:
        yield counted(tracked, "modification suivie", "modifications suivies")


@dataclass(frozen=True, slots=True)
class Part:
    """Words that two texts have (« = »), that one had (« - »), that the other has (« + »)."""

    sign: str
    words: str


def differences(before: str, after: str) -> list[Part]:
    """Two texts as one, word by word; what is far from any change is cut."""
    old, new = before.split(), after.split()
    found: list[Part] = []
    matching = SequenceMatcher(None, old, new, autojunk=False)
    operations = matching.get_opcodes()
    for rank, (kind, start, end, low, high) in enumerate(operations):
        if kind == "equal":
            words = _shortened(old[start:end], first=not rank, last=rank == len(operations) - 1)
            found.append(Part("=", words))
            continue
        if start < end:
            found.append(Part("-", " ".join(old[start:end])))
        if low < high:
            found.append(Part("+", " ".join(new[low:high])))
    return found


def _shortened(words: Sequence[str], *, first: bool, last: bool) -> str:
    """Words that did not change, cut where nothing did."""
    room = _AROUND * (1 if first or last else 2)
    if len(words) <= room + 1:
        return " ".join(words)
    end = [] if last else list(words[-_AROUND:])
    start = [] if first else list(words[:_AROUND])
    return " ".join([*start, "[…]", *end])
