"""What an import costs: its memory when the rows are twice as many, its seconds for so many lines.

    python -m benchmarks.importation [DOSSIER]

DOSSIER holds the public files that the repository does not (by default ../shared/data). An edition
is imported as it is, then with each of its rows a second time under other codes: the peak must not
grow with the rows, nor the seconds of one line. Seconds stand beside those that the csv module
takes to read the same rows, since machines differ; the start of a process is taken off both.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.mesure import nombre
from benchmarks.suggestions import DOSSIER
from benchmarks.temps import Cost, process
from mc_builder.nomenclatures.importing.importing import plan_of

#: The folders of the shared data, and the version that their files do not say.
EDITIONS = (("rome_v460", ""), ("rncp_2021", "2021"))
#: Its bytes stay what they are, whatever the encoding of a file is.
_OCTETS = "latin-1"
#: How the names of the columns begin or end that hold codes, in both nomenclatures.
_CODES = ("code", "numero", "fiche", "rome")
LIGNES = 100_000
_LIRE = (
    "import csv, sys\n"
    "for path in sys.argv[2:]:\n"
    "    with open(path, encoding='latin-1', newline='') as file:\n"
    "        for row in csv.reader(file, delimiter=sys.argv[1]): pass\n"
)


def _sign(path: Path) -> str:
    """What parts the columns of a table."""
    with path.open(encoding=_OCTETS) as file:
        head = file.readline()
    return max(";,", key=head.count)


def rows(path: Path) -> Iterator[list[str]]:
    """The rows of a table, its head first."""
    with path.open(encoding=_OCTETS, newline="") as file:
        yield from csv.reader(file, delimiter=_sign(path))


def doubled(folder: Path, target: Path) -> Path:
    """The tables of a folder, each row twice: as it is, then under codes of its own."""
    target.mkdir()
    for path in folder.glob("*.csv"):
        head, *found = rows(path)
        coded = [n for n, name in enumerate(head) if any(x in name.casefold() for x in _CODES)]
        with (target / path.name).open("w", encoding=_OCTETS, newline="") as file:
            writer = csv.writer(file, delimiter=_sign(path))
            writer.writerows([head, *found])
            writer.writerows(_other(row, coded) for row in found)
    return target


def _other(row: list[str], coded: list[int]) -> list[str]:
    """A row under other codes."""
    return [f"{cell}b" if cell and n in coded else cell for n, cell in enumerate(row)]


def run(store: Path, *arguments: str | Path) -> Cost:
    """The cost of a command on a store, in a process of its own."""
    command = [sys.executable, "-m", "mc_builder", "nomenclature", *arguments]
    return process(command, environment={"MC_BUILDER_NOMENCLATURES": str(store)})


def mesurer(name: str, folders: tuple[Path, Path], version: str, work: Path) -> None:
    """Print the line of one edition: `folders` are its tables, and the same doubled."""
    stores = [work / f"{name}_{n}.sqlite" for n in (1, 2)]
    option = ["--version", version] if version else []
    taken = {one.table.name for one in plan_of(folders[0], version=version).tables}
    lines = [sum(1 for n in taken for _ in rows(folder / n)) for folder in folders]
    costs = [
        run(store, "importer", folder, *option)
        for store, folder in zip(stores, folders, strict=True)
    ]
    start = run(stores[0], "liste").cpu  # nothing else to do: what a process takes to begin
    spent = [cost.cpu - start for cost in costs]
    sign = _sign(folders[0] / min(taken))
    read = process([sys.executable, "-c", _LIRE, sign, *(folders[0] / n for n in taken)]).cpu
    read -= process([sys.executable, "-c", "import csv, sys"]).cpu
    peaks = [cost.memory / 2**20 for cost in costs]
    cells = (
        nombre(lines[0] / LIGNES),
        *map(nombre, peaks),
        nombre(peaks[1] / peaks[0]),
        nombre(spent[0] / lines[0] * LIGNES),
        nombre(spent[1] / lines[1] / (spent[0] / lines[0])),
        nombre(spent[0] / read),
    )
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


def main() -> int:
    """Measure and print; the exit code."""
    dossier = Path(sys.argv[1]) if len(sys.argv) > 1 else DOSSIER
    if not dossier.is_dir():
        print(f"Les nomenclatures ne sont pas là ({dossier}) : rien n’est mesuré.")
        return 0
    print(
        "| Import | Lignes (100 000) | Pic (Mo) | Pic, doublées | Rapport des pics",
        end="",
    )
    print(" | Secondes pour 100 000 lignes | Rapport, doublées | Fois la lecture seule |")
    print(f"|{'---|' * 8}")
    with tempfile.TemporaryDirectory() as name:
        for edition, version in EDITIONS:
            twice = doubled(dossier / edition, Path(name) / f"{edition}_x2")
            folders = (dossier / edition, twice)
            mesurer(edition, folders, version, Path(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
