"""Fixes → the new bytes of files: exact spans, all the rest as it was, to the byte.

Positions are those of a `SourceText`: without byte order mark, lines ended by a line feed. What
was in the file (mark, CRLF) is put back.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mc_builder.diagnostics import Diagnostic, Fix
from mc_builder.source.tree import FileTree

BOM = b"\xef\xbb\xbf"
#: One mistake of syntax hides the next; nobody makes more in the same file.
_MAX_PASSES = 100


def normalised(data: bytes) -> str:
    """The text that the loader reads in a file."""
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def apart(fixes: Iterable[Fix]) -> list[Fix]:
    """The fixes of one file in order, without those that touch an earlier one."""
    kept: list[Fix] = []
    for fix in sorted(fixes, key=lambda f: (f.span.start, f.span.end)):
        if not kept or fix.span.start > kept[-1].span.end:
            kept.append(fix)
    return kept


def splice(data: bytes, fixes: Iterable[Fix]) -> bytes:
    """The bytes of a file once `fixes`, which do not touch each other, are made."""
    raw = data.decode("utf-8-sig")
    # Offset, in the text with line feeds, of the ends of line that take two characters here.
    doubled = [found.start() - i for i, found in enumerate(re.finditer("\r\n", raw))]

    def place(offset: int) -> int:
        return offset + bisect_left(doubled, offset)

    pieces: list[str] = []
    done = 0
    for fix in apart(fixes):
        replacement = fix.replacement.replace("\n", "\r\n") if doubled else fix.replacement
        pieces += (raw[done : place(fix.span.start)], replacement)
        done = place(fix.span.end)
    pieces.append(raw[done:])
    return (BOM if data.startswith(BOM) else b"") + "".join(pieces).encode()


class Overlay:
    """A tree of files, some of which are replaced in memory."""

    def __init__(self, tree: FileTree) -> None:
        self.tree = tree
        self.changed: dict[str, bytes] = {}

    def paths(self, folder: str) -> list[str]:
        """See `FileTree`."""
        return self.tree.paths(folder)

    def read(self, path: str) -> bytes | None:
        """See `FileTree`."""
        return self.changed[path] if path in self.changed else self.tree.read(path)


@dataclass(frozen=True)
class Edit:
    """One file, before and after."""

    path: str
    before: bytes
    after: bytes


@dataclass(frozen=True)
class Corrected:
    """The files that change, and the diagnostics that were answered, in the order of the work."""

    edits: tuple[Edit, ...]
    answered: tuple[Diagnostic, ...]


def correct(tree: FileTree, check: Callable[[FileTree], Sequence[Diagnostic]]) -> Corrected:
    """Make every fix that `check` offers, then those that it offers next, until there is none.

    Nothing is written: the caller decides what becomes of the edits. Several passes are needed
    because a mistake of syntax hides what follows it. Raises ReadProblem.
    """
    overlay = Overlay(tree)
    before: dict[str, bytes] = {}
    answered: list[Diagnostic] = []
    seen: set[tuple[tuple[str, bytes], ...]] = set()
    for _ in range(_MAX_PASSES):
        made = _one_pass(overlay, check(overlay), before)
        state = tuple(sorted(overlay.changed.items()))
        if not made or state in seen:
            break
        seen.add(state)
        answered += made
    edits = tuple(
        Edit(path, before[path], after)
        for path, after in sorted(overlay.changed.items())
        if after != before[path]
    )
    return Corrected(edits, tuple(answered))


def _one_pass(
    overlay: Overlay, diagnostics: Sequence[Diagnostic], before: dict[str, bytes]
) -> list[Diagnostic]:
    """Make the fixes of one check in `overlay`; the diagnostics that they answer."""
    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        if diagnostic.fix is not None:
            by_path.setdefault(diagnostic.fix.span.path, []).append(diagnostic)
    made: list[Diagnostic] = []
    for path, found in by_path.items():
        data = overlay.read(path)
        fixes = apart(d.fix for d in found if d.fix is not None)
        if data is None or normalised(data) != fixes[0].span.source.text:
            continue  # the file changed under our eyes: its positions mean nothing any more
        before.setdefault(path, data)
        overlay.changed[path] = splice(data, fixes)
        made += [d for d in found if d.fix in fixes]
    return made
