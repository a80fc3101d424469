"""``python -m mc_builder``: the same as the ``mc-builder`` command."""

from __future__ import annotations

from mc_builder.cli import main

if __name__ == "__main__":
    main()
