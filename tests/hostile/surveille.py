"""Run ``mc-builder …`` and write down what it opens, runs and connects to: ``surveille.py LOG …``.

A program of the tests: an audit hook sees every such event of this Python, whoever asks for it.
"""

from __future__ import annotations

import sys
from pathlib import Path

SUIVIS = {"open", "os.system", "os.exec", "os.posix_spawn", "subprocess.Popen", "socket.connect"}
SUIVIS |= {"socket.__new__", "socket.getaddrinfo", "ctypes.dlopen", "os.symlink", "os.link"}


def main() -> None:
    """The command line: the log, then the arguments of mc-builder."""
    log, *arguments = sys.argv[1:]
    events: list[str] = []

    def hook(event: str, details: tuple[object, ...]) -> None:
        if event in SUIVIS:
            events.append(f"{event}\t{details[0]!s}\t{details[1] if len(details) > 1 else ''}")

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
