"""What the process was given to write on → streams that take any text; what is lost is said.

Why one place: a terminal, a pipe, a file or nothing at all may stand behind, in any code page, and
whoever prints should know nothing of it.
"""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
from typing import Any

from mc_builder.french import ascii_of

#: The name of the way to write a character that an encoding does not have.
APPROACH = "mc_builder.approche"
#: What an old code page has in the place of our typography.
_NEAR = {
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "…": "...",
    "→": "->",
    "←": "<-",
    "œ": "oe",
    "Œ": "OE",
    "•": "-",
    "−": "-",
    "‑": "-",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "≥": ">=",
    "≤": "<=",
    "×": "x",
    "€": "EUR",
    "›": ">",
    "‹": "<",
    "⚠": "!",
    "‧": ".",
    "°": "o",
    "■": "#",
    "□": "-",
    "│": "|",
    "─": "-",
}


class StreamLost(Exception):
    """Nothing more can be written on a stream: the disk behind it is full, or it was closed."""


class _Raw(io.FileIO):
    """A file descriptor whose refusals are not taken for mistakes of the tool."""

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:  # nobody reads any more: that is no loss
            raise
        except OSError as error:
            raise StreamLost(error.errno) from error


def utf8(text: str) -> bytes:
    """A result for machines: the same bytes in whatever code page; what is no character is �."""
    return text.encode("utf-8", APPROACH)


def set_up() -> None:
    """Give the process three open descriptors, and streams that take any text."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            # The next file to be opened would take its number, and what is printed.
            os.open(os.devnull, os.O_RDWR)
    for name, descriptor in (("stdout", 1), ("stderr", 2)):
        setattr(sys, name, _stream(getattr(sys, name), descriptor))


def _stream(stream: Any, descriptor: int) -> Any:
    if stream is None:
        return open(descriptor, "w", encoding="utf-8", errors=APPROACH, closefd=False)
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    if isinstance(getattr(stream.buffer, "raw", stream.buffer), io.FileIO):
        return io.TextIOWrapper(
            io.BufferedWriter(_Raw(descriptor, "w", closefd=False)),
            stream.encoding,
            APPROACH,
            line_buffering=stream.line_buffering,
            write_through=stream.write_through,
        )
    stream.reconfigure(errors=APPROACH)  # the console of Windows, which takes every character
    return stream


def close() -> bool:
    """Write what waits; whether nothing was lost."""
    whole = True
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BrokenPipeError):  # nobody reads any more
            try:
                if not stream.closed:
                    stream.flush()
            except (OSError, StreamLost):
                whole = False
    return whole


def _approach(error: UnicodeError) -> tuple[str | bytes, int]:
    """The nearest that an encoding can write, for each character that it has not."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    words = error.object[error.start : error.end]
    if error.encoding.lower() in {"utf-8", "utf8"}:
        return "\ufffd".encode() * len(words), error.end
    return "".join(map(_near, words)), error.end


def _near(sign: str) -> str:
    """A character in ASCII: what looks like it, its letter without accent, or « ? »."""
    if sign in _NEAR:
        return _NEAR[sign]
    return ascii_of(sign) or "?"


codecs.register_error(APPROACH, _approach)
