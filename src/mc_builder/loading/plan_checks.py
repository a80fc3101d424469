"""The plan of a profile → what is wrong in it: parts that are not there, or named twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mc_builder.diagnostics import Diagnostic, suggestion
from mc_builder.loading.codes import DIP012
from mc_builder.loading.source_map import Path, Place
from mc_builder.model.plan import Branche, grow
from mc_builder.model.profil import Profil, VariantePlan
from mc_builder.spans import Span


@dataclass(frozen=True, slots=True)
class _Cited:
    """The key of a part, or something that it prints, and where a list names it."""

    nom: str
    path: Path
    porteur: str | None = None


def about_plan(profil: Profil, root: Place) -> Iterator[Diagnostic]:
    """Parts that lists name and nobody describes; what is placed twice, or numbered as another.

    `root` is the place of the profile in its file. Each variant of the plan is judged as it prints.
    """
    said: set[tuple[str, str, int]] = set()
    for name in (None, *profil.variantes):
        for one in _about(
            profil.arranged(name), _Ecrit(profil.variantes.get(name or ""), name), root
        ):
            at = (one.message, one.span.path, one.span.start)
            if at not in said:
                said.add(at)
                yield one


@dataclass(frozen=True, slots=True)
class _Ecrit:
    """Where the lines of a plan are written: in its variant, or else in the profile."""

    variante: VariantePlan | None
    nom: str | None

    def part(self, cle: str, champ: str) -> Path:
        """The way to a key of a part."""
        own = self.variante.parties.get(cle) if self.variante else None
        inside = ("variantes", self.nom or "") if own and champ in own.model_fields_set else ()
        return (*inside, "parties", cle, champ)

    def liste(self, champ: str) -> Path:
        """The way to the list of the annexes, or of the texts."""
        own = self.variante is not None and bool(getattr(self.variante, champ))
        return (*(("variantes", self.nom or "") if own else ()), champ)


def _about(profil: Profil, ecrit: _Ecrit, root: Place) -> Iterator[Diagnostic]:
    cited = list(_cited(profil, ecrit))
    yield from _unknown(profil, cited, ecrit, root)
    tree = [b for top in _tree(profil) for b in top.walk()]
    inside = {b.cle for b in tree}
    placed = [c for c in cited if c.porteur is None or c.porteur in inside]
    yield from _twice(placed, root, "cette partie est déjà dans le plan")
    shown = (
        _Cited(contenu, (*ecrit.part(branche.cle, "contenu"), i))
        for branche in tree
        for i, contenu in enumerate(branche.partie.contenu)
        if contenu != "textes"
    )
    yield from _twice(shown, root, "« {} » s’imprime déjà dans une autre partie")
    yield from _numbers(tree, ecrit, root)


def _cited(profil: Profil, ecrit: _Ecrit) -> Iterator[_Cited]:
    """The keys of parts that the lists of a plan name."""
    yield from (_Cited(c, (*ecrit.liste("plan"), i)) for i, c in enumerate(profil.plan))
    for cle, part in profil.parties.items():
        for liste in ("annexes", "rubriques"):
            for i, named in enumerate(getattr(part, liste)):
                yield _Cited(named, (*ecrit.part(cle, liste), i), cle)


def _tree(profil: Profil) -> tuple[Branche, ...]:
    """The plan with all that it may have: a revision has every part that a creation has."""
    formats = profil.numerotation
    return grow(
        profil.plan,
        profil.parties,
        "revision",
        annexe=formats.annexe,
        sous_annexe=formats.sous_annexe,
    )


def _unknown(
    profil: Profil, cited: list[_Cited], ecrit: _Ecrit, root: Place
) -> Iterator[Diagnostic]:
    """What names a part that no line describes."""
    texts = (
        _Cited(t.place, (*ecrit.liste("textes"), i, "place")) for i, t in enumerate(profil.textes)
    )
    for one in (*cited, *texts):
        at = written(root, one.path, one.nom)
        if one.nom not in profil.parties and at is not None:
            aide, fix = suggestion(one.nom, profil.parties, at)
            # In the order of the annexes: a profile writes first the parts that it changes.
            parts = [
                p for p in dict.fromkeys((*profil.plan, *profil.parties)) if p in profil.parties
            ]
            known = f"les parties sont : {', '.join(parts) or 'aucune'}"
            words = " ; ".join(part for part in (aide, known) if part)
            yield DIP012(f"partie inconnue du plan « {one.nom} »", at, words, fix=fix)


def _twice(cited: Iterable[_Cited], root: Place, message: str) -> Iterator[Diagnostic]:
    """What stands at two places, said where the author of the profile wrote it."""
    by_name: dict[str, list[_Cited]] = {}
    for one in cited:
        by_name.setdefault(one.nom, []).append(one)
    for name, found in by_name.items():
        places = [at for one in found if (at := written(root, one.path, name)) is not None]
        own = [at for at in places if at.path == root.span.path] or places
        if len(found) > 1 and own:
            yield DIP012(message.format(name), own[-1])


def _numbers(tree: list[Branche], ecrit: _Ecrit, root: Place) -> Iterator[Diagnostic]:
    """No two annexes have the same number."""
    seen: dict[str, str] = {}
    for branche in tree:
        if not branche.annexe or not branche.numero:
            continue
        first = seen.setdefault(branche.numero, branche.cle)
        if first != branche.cle:
            for cle in (branche.cle, first):
                at = written(root, ecrit.part(cle, "numero"), branche.numero)
                if at is not None:
                    yield DIP012(f"« {branche.numero} » est déjà donné à une autre annexe", at)
                    break


def written(root: Place, path: Path, value: object) -> Span | None:
    """Where a value is, when the file writes it: what stands in for a mistake has its own."""
    place = root.walk(path)
    whole = root.depth(path) == len(path)
    return place.span if whole and place.node == value and place.span.text else None
