"""Builds killed at random moments, by seed: what they leave is whole, and the next one succeeds.

``python tests/robustesse/tueries.py 200`` kills that many builds of a copy of the project of the
tests, with all their processes, and prints what went wrong: a file that is neither the former one
nor the new one, a file that nobody asked for, a next build that fails. Two versions of the project
take turns, so that each build has everything to write.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

CYCLES = Path(__file__).parents[1] / "projets" / "cycles"
#: Without PDF, for the tests; the command line kills builds of PDF too.
FORMATS = "docx,html,json,xlsx,md"
#: A whole build after so many kills; after the others, that of one document.
ENTIER = 10
PARTIEL = re.compile(r"\..+\.partiel")
Contenus = dict[str, bytes]


def commande(projet: Path, *arguments: str) -> list[str]:
    """The command line of a build."""
    return [sys.executable, "-m", "mc_builder", "-C", str(projet), "build", *arguments]


ENVIRONNEMENT = os.environ | {"MC_BUILDER_PROCESSUS": "2", "MC_BUILDER_DELAI": "300"}


def construit(projet: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """A build that nobody kills."""
    return subprocess.run(
        commande(projet, *arguments), env=ENVIRONNEMENT, capture_output=True, check=False
    )


def sorties(projet: Path) -> Contenus:
    """The files of the output folder, those that are being written left out."""
    return {
        path.name: path.read_bytes()
        for path in (projet / "output").glob("*")
        if path.is_file() and not PARTIEL.fullmatch(path.name)
    }


def restes(projet: Path) -> list[str]:
    """The files that were being written."""
    return [p.name for p in (projet / "output").rglob("*") if PARTIEL.fullmatch(p.name)]


def versions(projet: Path) -> tuple[str, str]:
    """The two texts of the file that changes: the title of the diploma is in every document."""
    text = (projet / "dossier/dossier.yaml").read_text("utf-8")
    other, count = re.subn(r"(intitule: .*)", r"\1, autrement", text, count=1)
    if not count:
        raise LookupError("the project has no title to change")
    return text, other


def passe_a(projet: Path, text: str) -> None:
    """Make the project be one of its two versions."""
    (projet / "dossier/dossier.yaml").write_text(text, "utf-8")


@dataclass
class Essai:
    """What a run of kills found."""

    tues: int = 0
    finis: int = 0
    suivants: int = 0
    etats: Counter[str] = field(default_factory=Counter)
    fautes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        states = ", ".join(f"{n} {what}" for what, n in sorted(self.etats.items()))
        return (
            f"{self.tues} constructions tuées, {self.finis} finies avant ; {states} ;"
            f" {self.suivants} constructions suivantes réussies ; {len(self.fautes)} faute(s)"
        )


class Tueur:
    """Kills builds of one project."""

    def __init__(self, folder: Path, documents: tuple[str, ...], formats: str) -> None:
        self.tout = (*documents, "--format", formats)
        self.projet = Path(shutil.copytree(CYCLES, folder / "cycles"))
        self.textes = versions(self.projet)
        self.references: list[Contenus] = []
        self.duree = 0.0
        for text in reversed(self.textes):
            passe_a(self.projet, text)
            start = time.monotonic()
            done = construit(self.projet, *self.tout)
            if done.returncode:
                raise RuntimeError(done.stderr.decode())
            self.duree = time.monotonic() - start
            self.references.insert(0, sorties(self.projet))

    def essaie(self, graine: int, essai: Essai) -> None:
        """One kill, what it left, and the next build."""
        alea = random.Random(graine)  # noqa: S311 - a seed, no secret
        version = graine % 2
        passe_a(self.projet, self.textes[version])
        process = subprocess.Popen(
            commande(self.projet, *self.tout),
            env=ENVIRONNEMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(alea.uniform(0, self.duree))
            essai.finis += 1
            self.duree *= 0.85  # the machine may have more, or less, to do than at first
        except subprocess.TimeoutExpired:
            essai.tues += 1
            self.duree *= 1.05
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._examine(graine, essai)
        self._suivante(graine, version, essai)

    def _examine(self, graine: int, essai: Essai) -> None:
        found = sorties(self.projet)
        kinds = {self._genre(name, data) for name, data in found.items()}
        if "inconnu" in kinds:
            wrong = [n for n, d in found.items() if self._genre(n, d) == "inconnu"]
            essai.fautes.append(f"graine {graine} : ni ancien ni nouveau : {wrong}")
        both = kinds >= {"0", "1"}
        essai.etats["arrêts entre deux fichiers" if both else "arrêts d’un seul état"] += 1
        state = self.projet / "output/.mc-builder/etat.json"
        try:
            json.loads(state.read_bytes())
        except ValueError:
            essai.fautes.append(f"graine {graine} : état illisible")
        essai.etats["fichiers en cours laissés"] += len(restes(self.projet))

    def _genre(self, name: str, data: bytes) -> str:
        """Of which version a file is; of both, « égal »."""
        same = [str(n) for n, ref in enumerate(self.references) if ref.get(name) == data]
        return "inconnu" if not same else "égal" if len(same) == 2 else same[0]

    def _suivante(self, graine: int, version: int, essai: Essai) -> None:
        whole = graine % ENTIER == ENTIER - 1
        done = construit(self.projet, *(self.tout if whole else ("grille", "--format", "html")))
        found, expected = sorties(self.projet), self.references[version]
        names = expected if whole else ["grille-criteres.html"]
        wrong = [name for name in names if found.get(name) != expected[name]]
        if done.returncode or wrong or restes(self.projet):
            words = done.stderr.decode("utf-8", "replace")
            what = f"rend {done.returncode} {words} {wrong} {restes(self.projet)}"
            essai.fautes.append(f"graine {graine} : la construction suivante {what}")
        else:
            essai.suivants += 1


def tuer(graines: range, documents: tuple[str, ...] = (), formats: str = FORMATS) -> Essai:
    """Kill as many builds as there are seeds, one after the other; all the documents by default."""
    essai = Essai()
    with tempfile.TemporaryDirectory() as folder:
        tueur = Tueur(Path(folder), documents, formats)
        for graine in graines:
            tueur.essaie(graine, essai)
            if (essai.tues + essai.finis) % 20 == 0:
                print(essai, flush=True)
    return essai


def main() -> None:
    """The command line: how many, from which seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("nombre", type=int, nargs="?", default=200)
    parser.add_argument("--graine", type=int, default=0)
    parser.add_argument("--documents", nargs="*", default=[], help="grille couverture…")
    parser.add_argument("--formats", default=f"pdf,{FORMATS}")
    asked = parser.parse_args()
    graines = range(asked.graine, asked.graine + asked.nombre)
    print(f"graines {graines.start} à {graines.stop - 1}", flush=True)
    essai = tuer(graines, tuple(asked.documents), asked.formats)
    print(essai)
    print("\n".join(essai.fautes))
    sys.exit(1 if essai.fautes else 0)


if __name__ == "__main__":
    main()
