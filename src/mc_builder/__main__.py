"""``mc-builder`` and ``python -m mc_builder``: the command line, Ctrl-C, and the way out.

Why a module of its own: the libraries take a quarter of a second to load, and Ctrl-C may come then.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
from typing import NoReturn

from mc_builder import streams


def main() -> NoReturn:
    """Entry point; interrupted, it says so in one word and exits 130, as a shell would."""
    code: object = 0
    try:
        streams.set_up()
        from mc_builder.cli import main as run  # noqa: PLC0415

        run()
    except KeyboardInterrupt:
        with contextlib.suppress(Exception):
            sys.stderr.write("Interrompu.\n")
        code = 130
    except (streams.StreamLost, BrokenPipeError):  # nor can it be said
        code = 2
    except SystemExit as stop:
        code = stop.code
    _leave(code)


def _leave(code: object) -> NoReturn:
    """End the process at once, once all is written and what was to be cleaned is.

    Why: to free hundreds of thousands of objects one by one takes a fifth of the time of `check`.
    """
    atexit._run_exitfuncs()  # noqa: SLF001
    if not streams.close():  # the result is lost, a full disk perhaps: the code says it
        code = code or 2
    os._exit(code if isinstance(code, int) else 0 if code is None else 2)


if __name__ == "__main__":
    main()
