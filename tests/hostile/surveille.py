"""Run ``mc-builder …`` and write down what it opens, runs and connects to: ``surveille.py LOG …``.

A program of the tests: an audit hook sees every such event of this Python, whoever asks for it.
Without an argument it waits for orders, each a line of JSON, and answers each with an exit code: a
child begins where all is imported, which takes longer than most attacks.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

SUIVIS = {"open", "os.system", "os.exec", "os.posix_spawn", "subprocess.Popen", "socket.connect"}
SUIVIS |= {"socket.__new__", "socket.getaddrinfo", "ctypes.dlopen", "os.symlink", "os.link"}

#: What the commands of the attacks import when they are called.
TARDIFS = (
    *(f"mc_builder.commands.{name}" for name in ("build", "check", "coverage", "origine")),
    *(f"mc_builder.writers.{name}.writer" for name in ("docx", "pdf")),
    "mc_builder.production.produce",
    "weasyprint",
)


def _text(detail: object) -> str:
    """A detail as text: a path of bytes, as dulwich opens them, is the path that it names."""
    return os.fsdecode(detail) if isinstance(detail, bytes) else str(detail)


def surveiller(log: str, arguments: list[str]) -> None:
    """The command line, whose events go to the log."""
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


def servir() -> None:
    """Order after order, each in a child, until there is none."""
    for name in TARDIFS:
        importlib.import_module(name)
    with os.fdopen(os.dup(1), "w") as answers:
        for line in sys.stdin:
            child = os.fork()
            if not child:
                _obeir(json.loads(line))
            _, status = os.waitpid(child, 0)
            print(os.waitstatus_to_exitcode(status), file=answers, flush=True)


def _obeir(order: dict[str, Any]) -> NoReturn:
    """In a child: what is ordered, where it is, its outputs in two files, for so many seconds."""
    signal.alarm(order["delai"])
    for stream, path in enumerate((os.devnull, *order["sorties"])):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), stream)
    os.chdir(order["dossier"])
    os.environ.update(order["env"])
    code: object = 1
    try:
        surveiller(order["journal"], order["arguments"])
        code = 0
    except SystemExit as stop:
        code = stop.code
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code if isinstance(code, int) else int(code is not None))


if __name__ == "__main__":
    if sys.argv[1:]:
        surveiller(sys.argv[1], sys.argv[2:])
    else:
        servir()
