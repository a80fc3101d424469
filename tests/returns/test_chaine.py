"""Edits drawn at random on what documents print, applied, and printed again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from imprime import textes

from ampleur import cas, nombre
from mc_builder.editing import Kind, is_block, value_of
from mc_builder.model.etendues import Etendue
from mc_builder.project import Project
from mc_builder.returns.applying import applied
from mc_builder.returns.calls import is_literal, key_words
from mc_builder.returns.changes import Piece, TextChanged
from mc_builder.returns.review import Judged, State, review
from mc_builder.returns.values import value_at
from mc_builder.source.tree import Folder
from petits_fichiers import PROJETS

DEPOT = PROJETS.parent.parent
ADDED = (
    *("métal", "l’outil", "*", "_ici_", "[x]", "#", "12 %", "« vu »", "plus : rien"),
    *("a|b", "d'un", "&amp;", "fin"),
)


@dataclass(frozen=True)
class Asked:
    """A text as it printed, and as it is asked to."""

    change: TextChanged
    words: str


def edited(random: Random, ref: str, before: Sequence[Piece]) -> Asked | None:
    """A change of some words of a text, none of its calls."""
    now = list(before)
    places = [n for n, p in enumerate(before) if is_literal(p) and len(p.words.split(" ")) > 1]
    if not places:
        return None
    at = random.choice(places)
    words = now[at].words.split(" ")
    rank = random.randrange(1, len(words))
    gone = random.randint(0, 2)
    words[rank : min(rank + gone, len(words) - 1)] = random.choices(ADDED, k=random.randint(0, 2))
    now[at] = Piece(" ".join(words), now[at].ref)
    after = "".join(p.words for p in now)
    if key_words(after) == key_words("".join(p.words for p in before)):
        return None
    return Asked(TextChanged(ref, tuple(before), after, now=tuple(now)), after)


def _is_text(project: Project, ref: str) -> bool:
    """Whether a reference is of words: what else prints is judged as a value."""
    if is_block(project, ref):
        return True
    value = value_of(project, ref)
    written = value.text != "" and not isinstance(value_at(project, ref), Etendue)
    return written and value.kind in {Kind.TEXTE, Kind.MARKDOWN}


def asked_of(project: Project, seed: int, count: int) -> list[Asked]:
    random = Random(seed)  # noqa: S311
    printed = sorted(
        (ref, pieces) for ref, pieces in textes(project).items() if _is_text(project, ref)
    )
    chosen = random.sample(printed, min(count, len(printed)))
    found = (edited(random, ref, pieces) for ref, pieces in chosen)
    return [one for one in found if one is not None]


def check(folder: Path, seed: int, count: int) -> list[Judged]:
    project = Project.open(Folder(folder))
    asked = asked_of(project, seed, count)
    judged = review(project, [("note.docx", [one.change for one in asked])])
    done = applied(project, judged)
    printed = textes(Project.open(project.files.edited(done.files)))
    for one, was in zip(asked, done.judged, strict=True):
        if was.state is State.TO_APPLY:
            now = "".join(p.words for p in printed.get(one.change.ref, ()))
            assert key_words(now) == key_words(one.words), one.change.ref
    again = review(done.project, [("note.docx", [one.change for one in asked])])
    for one, was in zip(again, done.judged, strict=True):
        if was.state is State.TO_APPLY:
            assert one.state is State.DONE, one
    return [one for one in done.judged if not _composed(one)]


def _composed(one: Judged) -> bool:
    """Whether a change is of the words around a figure: its unit, « environ »."""
    return one.state is State.IMPOSSIBLE and "compose ces mots" in one.why


@pytest.mark.parametrize("seed", range(1))
def test_what_is_applied_prints_as_asked(seed: int) -> None:
    judged = check(PROJETS / "cycles", seed, 30)
    assert [one for one in judged if one.state is not State.TO_APPLY] == []


@pytest.mark.lent
@pytest.mark.parametrize("seed", cas(range(8), 1))
@pytest.mark.parametrize("folder", [PROJETS / "cycles", PROJETS / "ecluses", DEPOT], ids=str)
def test_what_is_applied_prints_as_asked_everywhere(folder: Path, seed: int) -> None:
    judged = check(folder, 100 + seed, nombre(120, 25))
    assert [one for one in judged if one.state is not State.TO_APPLY] == []
