"""What came, went or moved in a list or in a text → the files that then hold it so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo

from mc_builder.editing import (
    Changes,
    Kind,
    Refused,
    add_block,
    add_item,
    block_of,
    delete_item,
    remove_block,
    set_value,
    value_of,
)
from mc_builder.editing.fields import choices
from mc_builder.editing.matrices import set_state, state_of
from mc_builder.editing.targets import unknown
from mc_builder.editing.values import Form, form_of
from mc_builder.french import folded, listed
from mc_builder.loading.described import accepts
from mc_builder.loading.layout import FILES
from mc_builder.model.base import Modele
from mc_builder.project import Project
from mc_builder.returns.calls import key_words, same_words
from mc_builder.returns.changes import (
    BlockAdded,
    BlockRemoved,
    ItemAdded,
    ItemRemoved,
    LinkChanged,
)
from mc_builder.returns.known_again import Gone, blocks_of, is_block_still, list_of, texts_of
from mc_builder.returns.rewriting import Disputed
from mc_builder.returns.text_edits import Made
from mc_builder.returns.values import gap_said_in, typed
from mc_builder.source.blocks import blocks_in

#: What is written where an object that came needs what the file does not say.
_WAITING = {"a_completer": "Le fichier rendu ne le dit pas."}
#: What parts the texts of a list, and the paragraphs of a cell.
_LINE = "\n"
#: Fewer words than this may stand twice in a text.
_FEW = 3


# --- objects -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _List:
    """A list where an object comes: whose, in which field, what it holds, of which class."""

    holder: str
    field: str
    items: Sequence[Modele]
    cls: type[Modele]


def item_added(project: Project, change: ItemAdded) -> Made:
    """An object more; nothing when it is there."""
    if ":" in change.like:
        return Made(_text_added(project, change))
    try:
        where = _list(project, change)
    except Gone:
        if _is_there(tuple(project.projet.modeles()), change.texts):
            return Made()
        raise
    own, others = _parted(where.cls, change.texts)
    if _is_there(where.items, own):
        return Made()
    data = _data(project, where.cls, own)
    like = next((one for one in where.items if one.cle == change.like), None)
    taken = _taken(where.cls, data, like) if isinstance(data, dict) and like is not None else {}
    whole = {**data, **taken} if taken else data
    said = [f"repris de l’élément voisin : {listed(taken)}"] if taken else []
    said += [f"pas repris, à relier dans le projet : {listed(others)}"] if others else []
    files = add_item(project, where.holder, where.field, whole, change.after)
    return Made(files, said=" ; ".join(said))


def _list(project: Project, change: ItemAdded) -> _List:
    """Where an object comes; raises Gone."""
    if not change.like:
        holder, _, field = change.into.rpartition(":")
        return _List(holder, field, (), _class_of(project, holder, field))
    place = list_of(project, change.like)
    like = next((one for one in place.items if one.cle == change.like), place.items[0])
    holder = place.holder.cle if place.holder is not None else ""
    return _List(holder, place.field, place.items, type(like))


def _parted(cls: type[Modele], texts: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The texts of an object, by field; and what a row that crosses several says of others."""
    own: dict[str, str] = {}
    others: list[str] = []
    for path, words in texts.items():
        name = path.partition("/")[0]
        info = cls.model_fields.get(name)
        twice = info is not None and form_of(info).many and any(p.startswith(name) for p in own)
        if info is not None and not twice:
            own[path] = words
        elif words.strip():
            others.append(f"« {path} » ({listed(words.split(_LINE))})")
    if not own:
        raise Refused(
            "cette ligne ne dit rien de ce que cette liste contient : ajoutez-le au projet"
        )
    return own, others


def _taken(cls: type[Modele], data: Mapping[str, Any], like: Modele) -> dict[str, Any]:
    """What a file cannot leave to complete, as the sibling has it: the nature of a requirement."""
    return {
        name: typed(getattr(like, name))
        for name, info in cls.model_fields.items()
        if name not in data
        and name != "id"
        and info.is_required()
        and form_of(info).kind in {Kind.CHOIX, Kind.LIEN}
        and not form_of(info).many
    }


def _class_of(project: Project, holder: str, field: str) -> type[Modele]:
    """What a list holds, which may hold nothing yet."""
    if holder:
        found = project.places.find(holder)
        own = next((kind.cls for kind in FILES if kind.schema == holder), None)  # not there yet
        cls = type(found[0]) if found is not None else own
        info = cls.model_fields.get(field) if cls is not None else None
    else:
        kind = next((kind for kind in FILES if kind.field == field), None)
        info = next(iter(kind.cls.model_fields.values())) if kind is not None else None
    item = form_of(info, item=True).cls if info is not None else None
    if item is None:
        raise unknown(f"{holder}:{field}")
    return item


def _is_there(items: Sequence[Modele], texts: Mapping[str, str]) -> bool:
    """Whether one of a list has already all the texts of an object that came."""
    given = {path: words for path, words in texts.items() if words.strip()}
    return bool(given) and any(
        all(same_words(_text_at(one, path), words) for path, words in given.items())
        for one in items
    )


def _text_at(model: Modele, path: str) -> str:
    """The words of a field of an object, or of those that it holds."""
    held, _, rest = path.partition("/")
    value: object = getattr(model, held, None)
    if isinstance(value, tuple) and rest:
        return "\n".join(_text_at(one, rest) for one in value)
    return _text_at(value, rest) if rest and isinstance(value, Modele) else typed(value)


def _data(project: Project, cls: type[Modele], texts: Mapping[str, str]) -> Any:
    """An object as its file writes it: its texts, and what it needs left to complete."""
    data: dict[str, Any] = {}
    for path, words in texts.items():
        if not words.strip():
            continue
        name, _, rest = path.partition("/")
        value = _value(project, cls.model_fields[name], rest, words.strip())
        data[name] = {**data.get(name, {}), **value} if rest and isinstance(value, dict) else value
    if not data:
        raise Refused("un élément vide ne s’ajoute pas")
    for name, info in cls.model_fields.items():
        if name not in data and name != "id" and info.is_required() and accepts(info, _WAITING):
            data[name] = dict(_WAITING)
    return data[cls.court] if cls.court is not None and set(data) == {cls.court} else data


def _value(project: Project, info: FieldInfo, rest: str, words: str) -> Any:
    form = form_of(info)
    if (motive := gap_said_in(words)) is not None:
        return {"a_completer": motive or words}
    if rest and form.many:
        short = form.cls is not None and form.cls.court == rest
        return [one if short else {rest: one} for one in words.split(_LINE)]
    if rest:
        return {rest: words}
    if form.kind in {Kind.LIEN, Kind.CHOIX}:
        found = [_named(project, form, one) for one in words.split("\n")]
        if None in found:
            return dict(_WAITING)
        return found if form.many else found[0]
    return words.split("\n") if form.many else words


def _named(project: Project, form: Form, words: str) -> str | None:
    """The value of a link or of a choice, by what a reader calls it."""
    for choice in choices(project, form):
        if folded(words.strip()) in {folded(choice.value), folded(choice.label)}:
            return choice.value
    return None


def item_removed(project: Project, change: ItemRemoved) -> Changes:
    """An object less; nothing when it is gone."""
    if ":" in change.cle:
        texts = texts_of(project, change.cle)
        if texts is None:
            return {}
        ref, rank, known = texts
        if not same_words(known[rank], change.words):
            return _gone_or_disputed(known, change.words)
        return set_value(project, ref, [one for n, one in enumerate(known) if n != rank])
    return delete_item(project, change.cle) if project.places.find(change.cle) else {}


def _gone_or_disputed(texts: Sequence[str], words: str) -> Changes:
    if any(same_words(one, words) for one in texts):
        raise Disputed
    return {}


# --- lists of texts ------------------------------------------------------------------------------


def _text_added(project: Project, change: ItemAdded) -> Changes:
    whole = change.like.rpartition("/")[0]
    texts = list(value_of(project, whole).texts)
    words = " ".join(change.texts.values()).strip()
    last = change.after.rpartition("/")[2]
    at = min(int(last) if last.isdecimal() else 0, len(texts))
    if not words or any(same_words(one, words) for one in texts):
        return {}
    return set_value(project, whole, [*texts[:at], words, *texts[at:]])


# --- prose ---------------------------------------------------------------------------------------


def block_added(project: Project, change: BlockAdded) -> Changes:
    """A block more; nothing when it follows already."""
    text, _, number = change.after.rpartition("/")
    following = _numbered(project, text, int(number) + 1) if number.isdecimal() else None
    if following is not None and _same_block(following, change.markdown):
        return {}
    long = len(key_words(change.markdown)) > _FEW
    if long and any(_same_block(one.words, change.markdown) for one in blocks_of(project, text)):
        return {}
    return add_block(project, change.after, change.markdown)


def _numbered(project: Project, text: str, number: int) -> str | None:
    try:
        return block_of(project, f"{text}/{number}").markdown
    except Refused:
        return None


def _same_block(one: str, other: str) -> bool:
    words = blocks_in(other)
    return same_words(one, words[0].words if words else other)


def block_removed(project: Project, change: BlockRemoved) -> Changes:
    """A block less; nothing when it is gone."""
    text, _, number = change.ref.rpartition("/")
    found = _numbered(project, text, int(number)) if number.isdecimal() else None
    if found is None or not is_block_still(found, change.words):
        if any(is_block_still(block.words, change.words) for block in blocks_of(project, text)):
            raise Disputed
        return {}
    return remove_block(project, change.ref)


# --- matrices ------------------------------------------------------------------------------------


def link_changed(project: Project, change: LinkChanged) -> Changes:
    """A cell of a matrix that says something else."""
    today = state_of(project, change.holder, change.field, change.target)
    if today == change.after:
        return {}
    if today != change.before:
        raise Disputed
    return set_state(project, change.holder, change.field, change.target, change.after)
