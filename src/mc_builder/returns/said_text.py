"""What files that came back say otherwise → the text that a terminal shows."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.french import listed, typeset
from mc_builder.french.days import in_words
from mc_builder.reports.terminal import NO_TERMINAL, Terminal, printable
from mc_builder.returns.changes import Change, FrameChanged, Remark, Returned, TextChanged
from mc_builder.returns.telling import counts, differences, told

#: How words that went, and words that came, are marked.
_SIGNS = {"-": ("[-", "-]", "retire"), "+": ("{+", "+}", "ajoute")}
_LEGEND = "[-mots retirés-] {+mots ajoutés+}"


def text_of(name: str, label: str, found: Returned, terminal: Terminal = NO_TERMINAL) -> str:
    """All that a file says otherwise: each change at its place, comments, then counts."""
    return "\n".join(_lines(name, label, found, terminal))


def _lines(name: str, label: str, found: Returned, terminal: Terminal) -> Iterator[str]:
    version = f", version {found.version}" if found.version else ""
    yield terminal.paint(printable(f"{name} – {label}{version}"), "lieu")
    if not found.sure:
        yield from terminal.fold(
            "Ce fichier ne dit plus de quoi il a été fait : ses textes ont été retrouvés par leurs"
            " mots ; ce qui n’est que vraisemblable est marqué « ? ».",
            "  ",
            "  ",
        )
    if found.changes:
        yield f"  {_LEGEND}"
    place: tuple[str, ...] | None = None
    for change in found.changes:
        if change.origin.place != place:
            place = change.origin.place
            yield ""
            yield from terminal.fold(" › ".join(place) or "En tête", "  ", "    ", "lieu")
        yield from _change(change, found, terminal)
    if found.remarks:
        yield ""
        yield from terminal.fold("Commentaires", "  ", "  ", "lieu")
        for remark in found.remarks:
            yield from _remark(remark, terminal)
    yield ""
    said = list(counts(found))
    yield typeset(f"  {listed(said)}" if said else "  Rien n’a changé.")


def _change(change: Change, found: Returned, terminal: Terminal) -> Iterator[str]:
    one = told(change, found)
    doubt = "" if change.origin.certain else "? "
    about = f" – {one.name}" if one.name else ""
    yield from terminal.fold(f"{doubt}{one.what}{about}{_who(change)}", "    ", "      ")
    if isinstance(change, TextChanged | FrameChanged):
        yield from _diff(one.before, one.after, terminal)
    else:
        for sign, words in (("-", one.before), ("+", one.after)):
            for line in words.splitlines():
                yield from _folded(line, sign, terminal)


def _who(change: Change) -> str:
    origin = change.origin
    if not origin.author:
        return ""
    day = f", {in_words(origin.moment.date())}" if origin.moment is not None else ""
    return f" ({origin.author}{day})"


def _diff(before: str, after: str, terminal: Terminal) -> Iterator[str]:
    """Two texts as one, its lines cut before what changed is coloured."""
    marked: list[str] = []
    for part in differences(before, after):
        opened, closed, _ = _SIGNS.get(part.sign, ("", "", ""))
        marked.append(f"{opened}{part.words}{closed}")
    yield from _coloured(list(terminal.fold(" ".join(marked), "      ", "      ")), terminal)


def _folded(line: str, sign: str, terminal: Terminal) -> Iterator[str]:
    opened, closed, _ = _SIGNS[sign]
    text = f"{opened}{line.strip()}{closed}"
    yield from _coloured(list(terminal.fold(text, "      ", "      ")), terminal)


def _coloured(lines: list[str], terminal: Terminal) -> Iterator[str]:
    """Lines with their marks in colour; what is marked may run over several."""
    sign = ""
    for line in lines:
        indent = line[: len(line) - len(line.lstrip())]
        rest, out = line[len(indent) :], ""
        while rest:
            mark = _SIGNS[sign][1] if sign else ""
            found = [rest.find(m) for m in ([mark] if sign else ["[-", "{+"])]
            places = [n for n in found if n >= 0]
            if not places:
                out += terminal.paint(rest, _SIGNS[sign][2]) if sign else rest
                break
            cut = min(places) + (2 if sign else 0)
            out += terminal.paint(rest[:cut], _SIGNS[sign][2]) if sign else rest[:cut]
            rest = rest[cut:]
            sign = "" if sign else ("-" if rest.startswith("[-") else "+")
        yield indent + out


def _remark(remark: Remark, terminal: Terminal, indent: str = "    ") -> Iterator[str]:
    """A comment, what it is on, its answers."""
    day = f", {in_words(remark.moment.date())}" if remark.moment is not None else ""
    state = " – traité" if remark.done else ""
    place = f" – {' › '.join(remark.place)}" if remark.place else ""
    who = remark.author or "Sans nom"
    yield from terminal.fold(f"{who}{day}{state}{place}", indent, f"{indent}  ")
    if remark.extract:
        yield from terminal.fold(f"sur « {remark.extract} »", f"{indent}  ", f"{indent}  ", "aide")
    for line in remark.words.splitlines():
        yield from terminal.fold(line, f"{indent}  ", f"{indent}  ")
    for answer in remark.answers:
        yield from _remark(answer, terminal, f"{indent}    ")
