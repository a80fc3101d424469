"""Two models that are the same object in two versions → what differs in them, field after field.

The walk follows the classes of the model, so that a field added tomorrow is compared too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mc_builder.comparison.changes import (
    Change,
    LinkAdded,
    LinkRemoved,
    ObjectAdded,
    ObjectMoved,
    ObjectRemoved,
    OrderChanged,
    Subject,
    TextChanged,
    ValueChanged,
)
from mc_builder.comparison.rows import matched, moved, similar
from mc_builder.comparison.sides import Side, said_alone
from mc_builder.coverage.comparison.objets import Correspondance
from mc_builder.editing.values import Kind, form_of
from mc_builder.french import in_gender
from mc_builder.model.base import ListeACompleter, Modele, Objet, descendants
from mc_builder.model.liens import Lien, LienSource

#: What names an item of a list that is no object, when its class has no short form.
_TITLES = ("intitule", "nom", "sigle", "terme", "code")
_TEXTS = frozenset({Kind.TEXTE, Kind.MARKDOWN, Kind.ADRESSE})
#: The lists of objects that no other holds, and the roots that are one; in the order of the files.
_GROUPS = (
    *("exigences", "emplois", "poles", "blocs", "blocs_generaux"),
    *("chiffres", "graphiques", "sources", "certifications", "fiches"),
)
_SINGLE = ("dossier", "evaluation", "formation", "correspondance", "glossaire")
#: What stands between the names of a field and of one that it holds.
_INSIDE = " › "


@dataclass(frozen=True)
class Walk:
    """Both versions, and which object of the one is which of the other."""

    before: Side
    after: Side
    pairs: Correspondance

    def model(
        self, old: Modele, new: Modele, held: tuple[Modele, Modele], above: str = ""
    ) -> Iterator[Change]:
        """What differs between two models; `held` are the objects, or the roots, that hold them."""
        for name, info in type(new).model_fields.items():
            was, now = getattr(old, name), getattr(new, name)
            at = _At(self, (old, new), held, name, above)
            if isinstance(new, Lien | LienSource) and name in {"cible", "ref"}:
                continue  # they lead to one object: that is how they were matched
            if name == "id":
                if was != now:
                    yield at.value(was or "", now or "")
            elif isinstance(was, Mapping) or isinstance(now, Mapping):
                yield from self._table(at, was or {}, now or {})
            elif form_of(info).many:
                yield from self._list(at, tuple(was or ()), tuple(now or ()))
                yield from at.waits(was, now)
            else:
                yield from self._one(at, was, now)

    def _one(self, at: _At, was: Any, now: Any) -> Iterator[Change]:
        """A field with one value."""
        if isinstance(was, Lien | LienSource) and now and not self._same(was, now):
            yield from self._links(at, (was,), (now,))
        elif isinstance(was, Modele) and isinstance(now, Modele) and type(was) is type(now):
            yield from self.model(was, now, at.held_by(was, now), at.inside)
        elif isinstance(was, Modele) or isinstance(now, Modele):
            yield from self._alone(at, was, now)
        elif at.kind is Kind.LIEN:
            yield from self._links(at, _alone(was), _alone(now))
        elif was != now:
            yield at.value(at.said(0, was), at.said(1, now))

    def _table(self, at: _At, was: Mapping[Any, Any], now: Mapping[Any, Any]) -> Iterator[Change]:
        """A table with free keys: identities are named, other keys are as they are typed."""
        for key in dict.fromkeys((*was, *now)):
            one = at.of_key(str(key))
            old, new = was.get(key), now.get(key)
            if isinstance(old, Modele) and isinstance(new, Modele):
                yield from self.model(old, new, at.held, one.inside)
            elif isinstance(old, Modele) or isinstance(new, Modele):
                yield one.presence(old, new)
            elif old != new:
                yield one.value(_flat(old), _flat(new))

    def _list(self, at: _At, was: tuple[Any, ...], now: tuple[Any, ...]) -> Iterator[Change]:
        if at.kind is Kind.LIEN:
            yield from self._links(at, was, now)
        elif any(isinstance(item, Modele) for item in (*was, *now)):
            yield from self.models(at, was, now)
        else:
            yield from self._values(at, was, now)

    def _values(self, at: _At, was: tuple[Any, ...], now: tuple[Any, ...]) -> Iterator[Change]:
        """A list of texts, or of values."""
        old = [at.said(0, item, item=True) for item in was]
        new = [at.said(1, item, item=True) for item in now]
        for before, after in similar(old, new):
            if before is None or after is None or old[before] != new[after]:
                one = "" if before is None else old[before]
                yield at.value(one, "" if after is None else new[after])
        yield from self._ranks(at, old, new)

    def _ranks(self, at: _At, old: list[str], new: list[str]) -> Iterator[Change]:
        """Values at another rank among those that both versions have."""
        both = [(a, b) for a, b in similar(old, new) if a is not None and b is not None]
        for before, after in moved(both):
            yield OrderChanged(
                at.subject(1),
                f"{at.label} – {new[after]}",
                str(before + 1),
                str(after + 1),
            )

    def models(self, at: _At, was: tuple[Any, ...], now: tuple[Any, ...]) -> Iterator[Change]:
        """A list of models: those that both have are compared, the others came, went or moved."""
        found = matched(was, now, self._same, _nameless)
        for before, after in found:
            old = None if before is None else was[before]
            new = None if after is None else now[after]
            if isinstance(old, Modele) and isinstance(new, Modele) and after is not None:
                yield from self.model(old, new, at.held_by(old, new), at.among(new, after))
            else:
                yield from self._alone(at, old, new)
        both = [(a, b) for a, b in found if a is not None and b is not None]
        for before, after in moved(both):
            yield at.rank(now[after], before, after)

    def _same(self, old: Modele, new: Modele) -> bool:
        """Whether two items of a list are one."""
        if type(old) is not type(new):
            return False
        if isinstance(old, Objet):
            return self.pairs.vers_apres.get(old.cle) == new.cle
        if isinstance(old, Lien) and isinstance(new, Lien):
            return self._today(old.cible) == new.cible
        if isinstance(old, LienSource) and isinstance(new, LienSource):
            return self._today(old.ref) == new.ref
        return _title(old) == _title(new)

    def _today(self, cle: str) -> str:
        return self.pairs.vers_apres.get(cle, cle)

    def _alone(self, at: _At, old: Any, new: Any) -> Iterator[Change]:
        """An item that only one list has."""
        if isinstance(old, Objet) or isinstance(new, Objet):
            yield from self.presence(old, new)
        else:
            yield at.presence(old, new)

    def _moved(self, new: Objet) -> Iterator[Change]:
        """An object that another one held, and what else changed in it."""
        cle = self.pairs.vers_avant[new.cle]
        old = self.before.project.projet.by_cle[cle]
        here = self.after.project.projet.parents.get(new.cle)
        there = self.before.project.projet.parents.get(cle)
        yield ObjectMoved(
            self.after.subject(new, new),
            avant=self.before.name(there.cle) if there else "",
            apres=self.after.name(here.cle) if here else "",
        )
        yield from self.model(old, new, (old, new))

    def _links(self, at: _At, was: tuple[Any, ...], now: tuple[Any, ...]) -> Iterator[Change]:
        """Links: those to what is gone, or new, say so."""
        old, new = [_target(item) for item in was], [_target(item) for item in now]
        pairs = matched([self._today(cle) for cle in old], new, str.__eq__)
        for before, after in pairs:
            if before is not None and after is not None:
                yield from self._link(at, was[before], now[after])
            elif before is not None:
                said = self.before.name(old[before])
                cause = "" if old[before] in self.pairs.vers_apres else _now(said, "retiré")
                yield LinkRemoved(at.subject(0, before), at.label, said, "", cause)
            elif after is not None:
                said = self.after.name(new[after])
                cause = "" if new[after] in self.pairs.vers_avant else _now(said, "ajouté")
                yield LinkAdded(at.subject(1, after), at.label, "", said, cause)
        for before, after in moved([(a, b) for a, b in pairs if a is not None and b is not None]):
            label = f"{at.label} – {self.after.name(new[after])}"
            yield OrderChanged(at.subject(1), label, str(before + 1), str(after + 1))

    def _link(self, at: _At, old: object, new: object) -> Iterator[Change]:
        """What a link that both versions have says beside its target."""
        if isinstance(old, Modele) and isinstance(new, Modele):
            inside = f"{at.inside}{self.after.name(_target(new))}{_INSIDE}"
            yield from self.model(old, new, at.held, inside)

    # --- the roots -------------------------------------------------------------------------------

    def roots(self) -> Iterator[Change]:
        """All that differs between the two models."""
        old, new = self.before.project.projet, self.after.project.projet
        for name in _GROUPS:
            yield from self._group(getattr(old, name), getattr(new, name))
        for name in _SINGLE:
            was, now = getattr(old, name), getattr(new, name)
            if was is not None and now is not None:
                yield from self.model(was, now, (was, now))
            elif now is not None:
                yield ObjectAdded(self.after.subject(now, now), inside=_held(now))
            elif was is not None:
                yield ObjectRemoved(self.before.subject(was, was), inside=_held(was))

    def _group(self, was: tuple[Objet, ...], now: tuple[Objet, ...]) -> Iterator[Change]:
        """Objects that no other holds."""
        found = matched(was, now, self._same)
        for before, after in found:
            if before is None or after is None:
                old = None if before is None else was[before]
                yield from self.presence(old, None if after is None else now[after])
            else:
                yield from self.model(was[before], now[after], (was[before], now[after]))
        both = [(a, b) for a, b in found if a is not None and b is not None]
        for before, after in moved(both):
            subject = self.after.subject(now[after], now[after])
            yield OrderChanged(subject, "", str(before + 1), str(after + 1))

    def presence(self, old: Objet | None, new: Objet | None) -> Iterator[Change]:
        """An object that came, with those of before that it took in; or one that went."""
        if old is not None and old.cle not in self.pairs.vers_apres:
            holder = self.before.project.projet.parents.get(old.cle)
            within = self.before.name(holder.cle) if holder else ""
            yield ObjectRemoved(self.before.subject(old, old), "", within, inside=_held(old))
        if new is None:
            return
        if new.cle in self.pairs.vers_avant:
            yield from self._moved(new)
            return
        holder = self.after.project.projet.parents.get(new.cle)
        within = self.after.name(holder.cle) if holder else ""
        yield ObjectAdded(self.after.subject(new, new), "", "", within, inside=_held(new))
        for inner in descendants(new)[1:]:
            if isinstance(inner, Objet) and inner.cle in self.pairs.vers_avant:
                yield from self._moved(inner)


@dataclass(frozen=True)
class _At:
    """A field of a model in both versions: where it is, what it is called, how it is said."""

    walk: Walk
    models: tuple[Modele, Modele]
    held: tuple[Modele, Modele]
    name: str
    above: str
    key: str = ""

    @property
    def _sides(self) -> tuple[Side, Side]:
        return self.walk.before, self.walk.after

    @property
    def kind(self) -> Kind:
        """What its values are."""
        return form_of(type(self.models[1]).model_fields[self.name]).kind

    @property
    def label(self) -> str:
        """How it is called, after what holds it inside the object."""
        return f"{self.above}{self.walk.after.field(self.models[1], self.name)}{self.key}"

    @property
    def inside(self) -> str:
        """What stands before the names of the fields that it holds."""
        return f"{self.label}{_INSIDE}"

    def of_key(self, key: str) -> _At:
        """One entry of a table."""
        known = key in self.walk.after.project.projet.by_cle
        return replace(self, key=f"{_INSIDE}{self.walk.after.name(key) if known else key}")

    def among(self, item: Modele, rank: int) -> str:
        """What stands before the names of the fields of an item; an object names itself."""
        if isinstance(item, Objet):
            return ""
        return f"{self.label} {rank + 1}{_INSIDE}"

    def held_by(self, old: Modele, new: Modele) -> tuple[Modele, Modele]:
        """What holds the fields of a value: itself when it is an object."""
        return (old, new) if isinstance(new, Objet) else self.held

    def said(self, version: int, value: object, *, item: bool = False) -> str:
        """A value in words."""
        info = type(self.models[1]).model_fields[self.name]
        return self._sides[version].value(info, value, item=item)

    def subject(self, version: int, *path: int) -> Subject:
        """What a change there is about."""
        side = self._sides[version]
        return side.subject(self.models[version], self.held[version], self.name, *path)

    def value(self, was: str, now: str) -> Change:
        """Another text, or another value."""
        cls = TextChanged if self.kind in _TEXTS else ValueChanged
        return cls(self.subject(1 if now else 0), self.label, was, now)

    def presence(self, old: Modele | None, new: Modele | None) -> Change:
        """What is no object, in one version only, or of another class: by its words."""
        was = "" if old is None else _words(self.walk.before, old)
        now = "" if new is None else _words(self.walk.after, new)
        return TextChanged(self.subject(0 if new is None else 1), self.label, was, now)

    def waits(self, was: object, now: object) -> Iterator[Change]:
        """A list that waits for its words, or waited."""
        old, new = (
            self.said(n, value) if isinstance(value, ListeACompleter) else ""
            for n, value in enumerate((was, now))
        )
        if old != new:
            yield TextChanged(self.subject(1), self.label, old, new)

    def rank(self, item: Modele, before: int, after: int) -> Change:
        """An item at another rank."""
        ranks = (str(before + 1), str(after + 1))
        if isinstance(item, Objet):
            return OrderChanged(self.walk.after.subject(item, item), "", *ranks)
        label = f"{self.label}{_INSIDE}{_words(self.walk.after, item)}"
        return OrderChanged(self.subject(1, after), label, *ranks)


def _now(name: str, participle: str) -> str:
    """« la tâche « … » est retirée »."""
    return f"{name} est {in_gender(name, participle)}"


def _alone(value: object) -> tuple[Any, ...]:
    """One value, or none, as a list."""
    return () if value is None else (value,)


def _target(link: Any) -> str:
    """The identity that a link leads to."""
    if isinstance(link, Lien):
        return link.cible
    return link.ref if isinstance(link, LienSource) else str(link)


def _title(model: Modele) -> object:
    """What one of a list is called: two items of that name are one."""
    cls = type(model)
    name = cls.court or next(
        (n for n in ("intitule", "nom", "sigle", "terme", "code") if n in cls.model_fields), None
    )
    return None if name is None else getattr(model, name)


def _held(model: Modele) -> int:
    """How many objects a model holds."""
    return sum(isinstance(one, Objet) for one in descendants(model)[1:])


def _flat(value: object) -> str:
    """An entry of a table in words."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return said_alone(value, choice=True)


def _words(side: Side, model: Modele) -> str:
    """All that a model says, in the order of its fields, what is not written left out."""
    return " ; ".join(_pieces(side, model))


def _pieces(side: Side, model: Modele) -> Iterator[str]:
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        if value == info.get_default(call_default_factory=True) and not info.is_required():
            continue
        if isinstance(value, Modele):
            yield _words(side, value)
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Modele):
                    yield _words(side, item)
                elif said := side.value(info, item, item=True):
                    yield said
        elif isinstance(value, Mapping):
            yield from (f"{key} : {_flat(one)}" for key, one in value.items())
        elif said := side.value(info, value):
            yield said


def _nameless(old: Modele, new: Modele) -> bool:
    """Whether two items may be one with other words: of a class, and no objects."""
    return type(old) is type(new) and not isinstance(old, Objet)
