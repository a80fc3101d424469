"""What becomes of the changes of returned files → the text that a terminal shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mc_builder.french import agreed, counted, listed, quoted, typeset
from mc_builder.reports.terminal import NO_TERMINAL, Terminal
from mc_builder.returns.changes import Returned
from mc_builder.returns.edits import said_by
from mc_builder.returns.review import Judged, State
from mc_builder.returns.telling import told

#: Signs of a text that are shown where it is not the matter.
_MOST = 160
_DONE = ("appliquée", "appliquées")


def review_text(
    judged: Sequence[Judged],
    files: Mapping[str, Returned],
    terminal: Terminal = NO_TERMINAL,
    *,
    applied: bool = False,
) -> str:
    """What is applied, or would be, and all that is not, each with why."""
    return "\n".join(typeset(line) for line in _lines(judged, files, terminal, applied=applied))


def _lines(
    judged: Sequence[Judged],
    files: Mapping[str, Returned],
    terminal: Terminal,
    *,
    applied: bool,
) -> Iterator[str]:
    for state in (State.TO_APPLY, State.CONFLICT, State.IMPOSSIBLE):
        found = [one for one in judged if one.state is state]
        if found:
            yield ""
            yield terminal.paint(f"  {_title(state, applied=applied)}", "lieu")
        for one in found:
            yield from _one(one, files, terminal)
    yield ""
    yield f"  {summary(judged, applied=applied)}."


def _title(state: State, *, applied: bool) -> str:
    titles = {
        State.TO_APPLY: "Appliqué" if applied else "À appliquer",
        State.CONFLICT: "En conflit : deux changements ne vont pas ensemble",
        State.IMPOSSIBLE: "Impossible",
    }
    return titles[state]


def _one(one: Judged, files: Mapping[str, Returned], terminal: Terminal) -> Iterator[str]:
    said = told(one.change, files[one.file])
    where = one.ref or " › ".join(one.change.origin.place)
    name = quoted(said.name) if said.name and said.name != where else ""
    file = one.file if len(files) > 1 else ""
    head = " – ".join(part for part in (where, name, said.what, file) if part)
    yield from terminal.fold(head, "    ", "      ")
    if one.why:
        yield from terminal.fold(one.why, "      ", "      ", "aide")
    for typed in one.retyped:
        words = f"« {typed.before} » a été tapé « {typed.after} » : laissé tel quel"
        yield from terminal.fold(words, "      ", "      ", "aide")
    if one.state is State.CONFLICT:
        before, after = said_by(one.change)
        for label, words in (("départ", before), ("fichier", after), ("projet", one.ours)):
            if words:
                yield from terminal.fold(f"{label} : {_short(words)}", "      ", "        ")


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _MOST else f"{flat[:_MOST]}…"


def summary(judged: Iterable[Judged], *, applied: bool = False) -> str:
    """« 12 modifications à appliquer, 3 déjà faites et 1 impossible »."""
    states = [one.state for one in judged]
    number = {state: states.count(state) for state in State}
    todo = number[State.TO_APPLY]
    verb = agreed(todo, *_DONE) if applied else "à appliquer"
    parts = [f"{counted(todo, 'modification')} {verb}"]
    for state, one, several in (
        (State.DONE, "déjà faite", "déjà faites"),
        (State.CONFLICT, "en conflit", "en conflit"),
        (State.IMPOSSIBLE, "impossible", "impossibles"),
    ):
        if number[state]:
            parts.append(f"{number[state]} {agreed(number[state], one, several)}")
    return listed(parts)


def review_data(judged: Iterable[Judged]) -> list[dict[str, Any]]:
    """What becomes of each change, for a program, in the order of the files."""
    return [
        {
            "fichier": one.file,
            "identite": one.ref,
            "etat": str(one.state),
            "pourquoi": one.why,
            "projet": one.ours,
            "tape_sur_un_appel": [
                {"avant": typed.before, "apres": typed.after} for typed in one.retyped
            ],
        }
        for one in judged
    ]
