"""Run ``mc-builder …`` and write down what it opens, runs and connects to: ``surveille.py LOG …``.

A program of the tests: an audit hook sees every such event of this Python, whoever asks for it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

SUIVIS = {"open", "os.system", "os.exec", "os.posix_spawn", "subprocess.Popen", "socket.connect"}
SUIVIS |= {"socket.__new__", "socket.getaddrinfo", "ctypes.dlopen", "os.symlink", "os.link"}


def _text(detail: object) -> str:
    """A detail as text: a path of bytes, as dulwich opens them, is the path that it names."""
    return os.fsdecode(detail) if isinstance(detail, bytes) else str(detail)


def main() -> None:
    """The command line: the log, then the arguments of mc-builder."""
    log, *arguments = sys.argv[1:]
    events: list[str] = []

    def hook(event: str, details: tuple[object, ...]) -> None:
        if event in SUIVIS:
            shown = [_text(detail).replace("\n", " ").replace("\t", " ") for detail in details]
            events.append("\t".join([event, *shown[:2], *[""] * (2 - len(shown))]))

    sys.addaudithook(hook)
    sys.argv = ["mc-builder", *arguments]
    from mc_builder.cli import main as run  # noqa: PLC0415

    try:
        run()
    finally:
        text = "\n".join(list(events)).replace("\0", "\\0")
        Path(log).write_text(text, "utf-8", errors="replace")


if __name__ == "__main__":
    main()
