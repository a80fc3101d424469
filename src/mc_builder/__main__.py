"""``mc-builder`` and ``python -m mc_builder``: the command line, and Ctrl-C while it is loading.

Why a module of its own: the libraries take a quarter of a second to load, and Ctrl-C may come then.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point; interrupted, it says so in one word and exits 130, as a shell would."""
    try:
        from mc_builder.cli import main as run  # noqa: PLC0415

        run()
    except KeyboardInterrupt:
        sys.stderr.write("Interrompu.\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
