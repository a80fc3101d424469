"""`check` beside the checks of Doorstop and StrictDoc, on as many items and links.

    python -m benchmarks.doorstop_strictdoc --venv FOLDER [--copies 113] [--limite 900]

FOLDER is an environment outside the repository, made with both tools from PyPI when it does not
exist. Ours is a project of ten thousand objects; theirs have as many items and links in their own
formats, all right, so that each check goes to its end. Writes benchmarks/comparaison.md.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import venv
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.contexte import entete
from benchmarks.mesure import Mesure, secondes, tableau
from benchmarks.projets import multiplier, objets_et_liens
from benchmarks.temps import RACINE, Cost, TooLong, process, python

RESULTATS = RACINE / "benchmarks" / "comparaison.md"
ROUNDS = 2
#: The items of one of their documents.
DOCUMENT = 500
_TEXT = "Remplacer les éléments usés de la transmission et vérifier le passage des vitesses, n° {}."


def parents(item: int, items: int, links: int) -> list[int]:
    """What an item cites, in the document before its own; the first document cites nothing."""
    number, place = divmod(item, DOCUMENT)
    if number == 0:
        return []
    citing, rank = items - DOCUMENT, item - DOCUMENT
    count = links * (rank + 1) // citing - links * rank // citing  # so that none is lost
    return [(number - 1) * DOCUMENT + (place + other) % DOCUMENT for other in range(count)]


def doorstop(folder: Path, items: int, links: int) -> Path:
    """Documents in a chain, one YAML file an item, reviewed, with the stamps of what they cite."""

    def uid(item: int) -> str:
        return f"D{item // DOCUMENT}-{item:06}"

    def stamp(item: int, *cited: str) -> str:
        parts = (uid(item), _TEXT.format(item), "", *cited)
        return urlsafe_b64encode(hashlib.sha256("".join(parts).encode()).digest()).decode()

    for item in range(items):
        document = folder / f"d{item // DOCUMENT:03}"
        if item % DOCUMENT == 0:
            document.mkdir(parents=True)
            parent = f"  parent: D{item // DOCUMENT - 1}\n" if item else ""
            (document / ".doorstop.yml").write_text(
                f"settings:\n  digits: 6\n  itemformat: yaml\n{parent}"
                f"  prefix: D{item // DOCUMENT}\n  sep: '-'\n"
            )
        cited = parents(item, items, links)
        lines = "".join(f"- {uid(other)}: {stamp(other)}\n" for other in cited)
        (document / f"{uid(item)}.yml").write_text(
            "active: true\nderived: false\nheader: ''\n"
            f"level: '1.{item % DOCUMENT + 1}'\nlinks:{' []' if not cited else ''}\n{lines}"
            "normative: true\nref: ''\n"
            f"reviewed: {stamp(item, *map(uid, cited))}\ntext: |\n  {_TEXT.format(item)}\n",
            "utf-8",
        )
    # It looks for the root of a working copy; nothing is asked of git.
    (folder / ".git").mkdir()
    return folder


def strictdoc(folder: Path, items: int, links: int) -> Path:
    """Documents of requirements with their UID and their relations."""
    folder.mkdir()
    for first in range(0, items, DOCUMENT):
        blocks = [f"[DOCUMENT]\nTITLE: Document {first // DOCUMENT}\n"]
        for item in range(first, min(first + DOCUMENT, items)):
            cited = "".join(
                f"- TYPE: Parent\n  VALUE: REQ-{other:06}\n"
                for other in parents(item, items, links)
            )
            relations = f"RELATIONS:\n{cited}" if cited else ""
            blocks.append(
                f"[REQUIREMENT]\nUID: REQ-{item:06}\nTITLE: Exigence {item}\n"
                f"STATEMENT: {_TEXT.format(item)}\n{relations}"
            )
        (folder / f"d{first // DOCUMENT:03}.sdoc").write_text("\n".join(blocks), "utf-8")
    return folder


def installer(folder: Path) -> None:
    """The environment, with both tools."""
    if (folder / "bin" / "strictdoc").exists() and (folder / "bin" / "doorstop").exists():
        return
    venv.create(folder, with_pip=True)
    packages = ["doorstop", "strictdoc"]
    command = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *packages]
    subprocess.run(command, check=True)


def versions(environment: Path) -> str:
    """The versions of both tools."""
    code = "from importlib.metadata import version as v; print(v('doorstop'), v('strictdoc'))"
    command = [str(environment / "bin" / "python"), "-c", code]
    said = subprocess.run(command, capture_output=True, check=True).stdout.decode().split()
    return f"Doorstop {said[0]}, StrictDoc {said[1]}"


def essai(command: Sequence[str | Path], folder: Path, limit: float) -> tuple[Cost, bool]:
    """The cost of one of their checks, and whether it went to its end."""
    try:
        return process(command, folder=folder, limit=limit), True
    except TooLong as stopped:
        return stopped.cost, False


def mesure(name: str, theirs: tuple[Cost, bool], ours: Cost) -> Mesure:
    """One line: how many times slower, in processor; the clock beside it."""
    cost, ended = theirs
    lecture = (
        f"{'' if ended else 'arrêté après '}{secondes(cost.cpu)} de processeur,"
        f" {secondes(cost.wall)} à l’horloge ;"
        f" `check` : {secondes(ours.cpu)} et {secondes(ours.wall)}"
    )
    return Mesure(name, cost.cpu / ours.cpu, 5, 2.5, lecture, plancher=True)


def mesures(environment: Path, folder: Path, copies: int, limit: float) -> Iterator[Mesure]:
    """The ratios: each tool in turn, the best of two; one that was stopped is not run again."""
    project = multiplier(folder / "projet", copies)
    items, links = objets_et_liens(project)
    doors = doorstop(folder / "doorstop", items, links)
    strict = strictdoc(folder / "strictdoc", items, links)
    program, cache = environment / "bin", folder / "bytecode"
    python(cache, "-m", "mc_builder", "check")  # writes the bytecode
    ours: list[Cost] = []
    theirs: dict[str, tuple[Cost, bool]] = {}
    for turn in range(ROUNDS):
        export = (program / "strictdoc", "export", strict, "--formats", "json", "--output-dir")
        commands: dict[str, tuple[Sequence[str | Path], Path]] = {
            "`strictdoc export --formats json`": ((*export, folder / f"s{turn}"), folder),
            "le même, avec son cache": ((*export, folder / f"s{turn}"), folder),
            "`doorstop`": ((program / "doorstop", "--no-reformat"), doors),
        }
        ours.append(python(cache, "-m", "mc_builder", "-C", project, "check"))
        print(f"check : {ours[-1]}", file=sys.stderr)
        for name, (command, at) in commands.items():
            former = theirs.get(name)
            if former is None or former[1]:
                found = essai(command, at, limit)
                theirs[name] = min(found, former or found, key=lambda one: one[0].cpu)
                print(f"{name} : {found}", file=sys.stderr)
    best = min(ours, key=lambda cost: cost.cpu)
    for name, cost in theirs.items():
        yield mesure(f"{name}, {items} objets, {links} liens", cost, best)


def main() -> int:
    """Run, print, write; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--venv", type=Path, required=True)
    parser.add_argument("--copies", type=int, default=113)
    parser.add_argument("--limite", type=float, default=900)
    asked = parser.parse_args()
    environment = asked.venv.resolve()
    installer(environment)
    head = entete(f"`check` à côté de {versions(environment)}")
    with tempfile.TemporaryDirectory() as name:
        found = list(mesures(environment, Path(name), asked.copies, asked.limite))
    text = f"{head}\n{tableau(found)}"
    print(text)
    RESULTATS.write_text(text, "utf-8")
    return int(any(m.regression for m in found))


if __name__ == "__main__":
    sys.exit(main())
