"""Small inventories of métiers that come with the tool: a table and what its columns are, each."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "livrees"


def shipped() -> tuple[str, ...]:
    """Their names, as `nomenclature importer` takes them."""
    return tuple(sorted(path.stem.upper() for path in _FOLDER.glob("*.csv")))


def shipped_table(name: str) -> tuple[Path, Path] | None:
    """The table of a name, whatever its case, and its mapping; None when there is none."""
    if name.upper() not in shipped():
        return None
    return _FOLDER / f"{name.lower()}.csv", _FOLDER / f"{name.lower()}.yaml"
