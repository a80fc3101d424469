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
from mc_builder.source.tree import FileTree, Snapshot

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


def new_file(text: str, neighbour: bytes | None) -> bytes:
    """The bytes of a file that is not there yet, in the manner of another: its mark, its CRLF."""
    like = neighbour or b""
    lines = text.replace("\n", "\r\n") if b"\r\n" in like else text
    return (BOM if like.startswith(BOM) else b"") + lines.encode()


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
    files = Snapshot(tree)
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    answered: list[Diagnostic] = []
    seen: set[tuple[tuple[str, bytes], ...]] = set()
    for _ in range(_MAX_PASSES):
        made, changes = _one_pass(files, check(files))
        before = {**{path: files.read(path) or b"" for path in changes}, **before}
        after |= changes
        state = tuple(sorted(after.items()))
        if not made or state in seen:
            break
        seen.add(state)
        answered += made
        files = files.edited(changes)
    edits = tuple(
        Edit(path, before[path], data)
        for path, data in sorted(after.items())
        if data != before[path]
    )
    return Corrected(edits, tuple(answered))


def _one_pass(
    files: FileTree, diagnostics: Sequence[Diagnostic]
) -> tuple[list[Diagnostic], dict[str, bytes]]:
    """The diagnostics of one check that have a fix, and the files once these are made."""
    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        if diagnostic.fix is not None:
            by_path.setdefault(diagnostic.fix.span.path, []).append(diagnostic)
    made: list[Diagnostic] = []
    changes: dict[str, bytes] = {}
    for path, found in by_path.items():
        data = files.read(path)
        fixes = apart(d.fix for d in found if d.fix is not None)
        if data is None or normalised(data) != fixes[0].span.source.text:
            continue  # the file changed under our eyes: its positions mean nothing any more
        changes[path] = splice(data, fixes)
        made += [d for d in found if d.fix in fixes]
    return made, changes
