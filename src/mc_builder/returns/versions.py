"""A Word file that we made, or that came back, beside the project of today → what differs.

The file is the older version: what it says, its tracked changes taken, is compared with the same
document made today. It shows texts and rows; what it does not print, it cannot tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from mc_builder.comparison.changes import (
    Change,
    ObjectAdded,
    ObjectRemoved,
    Subject,
    TextChanged,
    TextMoved,
)
from mc_builder.comparison.compare import Comparison
from mc_builder.comparison.sides import Side
from mc_builder.french import quoted
from mc_builder.model.base import Modele, Objet
from mc_builder.project import Project
from mc_builder.returns import changes as returned
from mc_builder.returns.telling import told
from mc_builder.returns.word import against
from mc_builder.writers.docx.reading.base import Base, Text, base_of
from mc_builder.writers.docx.reading.opened import Opened, Unreadable, opened
from mc_builder.writers.docx.reading.walk import printed
from mc_builder.writers.docx.wml import clark

_START, _NAME = clark("bookmarkStart"), clark("name")
#: Changes of the order of what prints.
_MOVED = (returned.ItemMoved, returned.BlockMoved)


def compare_file(
    content: bytes, project: Project, made: Callable[[str], bytes], reference: str
) -> Comparison:
    """What differs between a file and today; `made` gives a document as it is now, by its name.

    Raises Unreadable for a file that is none of ours.
    """
    file = opened(content)
    base = base_of(file)
    if base is None or not base.document:
        raise Unreadable("ce n’est pas un document de l’outil, ou il ne garde plus ce qui y était")
    then = replace(base, paragraphs=printed(file.parts).paragraphs)
    now = opened(made(base.document))
    _rename(now, base)
    found = against(now, then)
    side = Side(project)
    return Comparison(reference, tuple(_changes(side, found)))


def _rename(now: Opened, then: Base) -> None:
    """Give the bookmarks of today the names that the same texts had: they are only ranks."""
    known: dict[Text, list[str]] = defaultdict(list)
    for mark, text in then.texts.items():
        known[text].append(mark)
    today = base_of(now)
    names = {
        mark: known[text].pop(0) if known[text] else f"{mark}n"
        for mark, text in (today.texts if today else {}).items()
    }
    for part in now.parts.values():
        for start in part.iter(_START):
            if (name := names.get(start.get(_NAME, ""))) is not None:
                start.set(_NAME, name)


def _changes(side: Side, found: returned.Returned) -> Iterator[Change]:
    for change in found.changes:
        said = told(change, found)
        ref = getattr(change, "ref", "") or getattr(change, "cle", "")
        subject, champ = _subject(side, ref, said.name or said.after or said.before)
        if isinstance(change, returned.ItemAdded):
            yield ObjectAdded(subject)
        elif isinstance(change, returned.ItemRemoved):
            # Without an identifier, its identity is that of another object today.
            words = said.name or said.before
            yield ObjectRemoved(Subject(change.cle, f"l’objet {quoted(_short(words))}"))
        elif isinstance(change, _MOVED):
            yield TextMoved(subject, "À une autre place", said.before, said.before)
        else:
            yield TextChanged(subject, champ, said.before, said.after)


def _subject(side: Side, ref: str, words: str) -> tuple[Subject, str]:
    """What a change is about, and the name of the field; its words where nothing has that name."""
    cle, _, field = ref.partition(":")
    projet = side.project.projet
    prose = next((p for p in projet.proses if ref.startswith(f"{p.cle}/") or ref == p.cle), None)
    if prose is not None:
        return side.prose(prose), "Paragraphe"
    model = next((m for m in projet.modeles() if m.cle == cle), None)
    holder = _holder(side, model)
    name = field.partition("/")[0]
    if model is None or holder is None:
        return Subject(cle, f"le texte {quoted(_short(words))}"), "Texte imprimé"
    known = name in type(model).model_fields
    label = side.field(model, name) if known else "Texte imprimé"
    return side.subject(model, holder, *((name,) if known else ())), label


def _holder(side: Side, model: Modele | None) -> Modele | None:
    """The object that a model is, or is in, when the project has it."""
    if model is None or isinstance(model, Objet):
        return model
    above = model.cle
    while above:
        above = above.rpartition("/")[0]
        if (found := side.project.projet.by_cle.get(above)) is not None:
            return found
    return model


def _short(words: str) -> str:
    first = words.split()
    return " ".join(first[:8]) + ("…" if len(first) > 8 else "")
