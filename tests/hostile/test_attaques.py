"""A file from anyone: each attack is answered, and nothing is opened, run or fetched for it."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pytest
from attaques import ATTAQUES, FUITE, Attaque
from surveille import SUIVIS

ICI = Path(__file__).parent
CYCLES = ICI.parents[0] / "projets" / "cycles"
RACINE = ICI.parents[1]

JOURNAL, SORTIES = "journal.txt", ("sortie.txt", "erreurs.txt")
#: Where those that others stop keep what is theirs: nothing is left of it.
TEMPORAIRE = "temporaire"
#: Events that start a program; a file that gets a second name starts none.
LANCEMENTS = {e for e in SUIVIS if e.startswith(("os.", "subprocess."))} - {"os.link"}

#: Those that only another process can put an end to, and the seconds that it is given.
SANS_FIN = {
    "gabarit_sans_fin": 5,
    "feuille_de_style_sans_fin": 5,
    "gabarit_qui_remplit_la_memoire": 60,  # it is not time that stops it
}


@cache
def serveur() -> subprocess.Popen[bytes]:
    """The program that obeys, of this process; it ends when this one does."""
    return subprocess.Popen(
        [sys.executable, str(ICI / "surveille.py")],
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def lance(projet: Path, commande: tuple[str, ...]) -> tuple[int, str, list[str]]:
    """Exit code, all that is printed, and the events that the audit hook saw."""
    folder = projet.parent
    outputs = [folder / name for name in SORTIES]
    order = {
        "journal": str(folder / JOURNAL),
        "sorties": [str(path) for path in outputs],
        "dossier": str(folder),
        "env": {"MC_BUILDER_PROCESSUS": "0"},
        "arguments": ["-C", str(projet), *commande],
        "delai": 120,
    }
    server = serveur()
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(json.dumps(order).encode() + b"\n")
    server.stdin.flush()
    code = int(server.stdout.readline())
    text = b"".join(path.read_bytes() for path in outputs).decode("utf-8", "replace")
    return code, text, (folder / JOURNAL).read_text("utf-8").splitlines()


def lance_a_part(
    projet: Path, commande: tuple[str, ...], seconds: int
) -> tuple[int, str, list[str]]:
    """The same in a process of its own, which has others do the work and may stop them."""
    log, own = projet.parent / JOURNAL, projet.parent / TEMPORAIRE
    own.mkdir()
    env = os.environ | {
        "TMPDIR": str(own),
        "MC_BUILDER_PROCESSUS": "1",
        "MC_BUILDER_DELAI": str(seconds),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, str(ICI / "surveille.py"), str(log), "-C", str(projet), *commande]
    done = subprocess.run(
        command, env=env, capture_output=True, timeout=120, cwd=projet.parent, check=False
    )
    text = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert list(own.iterdir()) == []
    return done.returncode, text, log.read_text("utf-8").splitlines()


def ouverts(events: list[str], projet: Path) -> set[str]:
    """The files outside the project and outside Python that were opened."""
    found = set()
    for event in events:
        kind, path, _ = event.split("\t")[:3]
        if path.startswith(CYCLES.name):
            path = str(projet.parent / path)
        own = (str(projet), str(projet.resolve()), str(projet.parent / TEMPORAIRE), sys.prefix)
        if kind != "open" or path.startswith(own):
            continue
        if path.startswith((sys.base_prefix, str(RACINE / "src"), str(RACINE / "templates"))):
            continue
        temporary = path.startswith(tempfile.gettempdir())
        elsewhere = temporary and not path.startswith(str(projet.parent))
        found |= {"TMP"} if elsewhere else set() if path.isdigit() else {path}
    return found


def connexions(events: list[str]) -> list[str]:
    """Sockets other than those between two processes of this machine, and names looked for."""
    local = str(int(socket.AF_UNIX))
    return [
        e
        for e in events
        if e.startswith("socket.") and not (e.startswith("socket.__new__") and e.endswith(local))
    ]


def programmes(events: list[str]) -> set[str]:
    """The programs that were run; of git, only those that are not one of the three verbs."""
    found = set()
    for event in events:
        kind, program, arguments = event.split("\t")[:3]
        reading = re.search(r"'(rev-parse|cat-file|ls-tree)'", arguments)
        if kind in LANCEMENTS and not (program.endswith("/git") and reading):
            found.add(program)
    return found


@cache
def sans_attaque(commande: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The files that the same command opens on the faultless project, the programs that it runs."""
    with tempfile.TemporaryDirectory() as folder:
        projet = Path(shutil.copytree(CYCLES, Path(folder) / "cycles"))
        _, _, events = lance(projet, commande)
        return frozenset(ouverts(events, projet)), frozenset(programmes(events))


@pytest.mark.lent
@pytest.mark.parametrize("attaque", ATTAQUES, ids=lambda a: a.nom)
def test_an_attack_is_answered(attaque: Attaque, tmp_path: Path) -> None:
    projet = Path(shutil.copytree(CYCLES, tmp_path / "cycles"))
    attaque.pose(projet)
    dehors = autour(projet)
    if (seconds := SANS_FIN.get(attaque.nom)) is not None:
        code, text, events = lance_a_part(projet, attaque.commande, seconds)
    else:
        code, text, events = lance(projet, attaque.commande)
    assert (code, "Traceback" in text) == (attaque.code, False), text
    assert attaque.reponse in text.translate({0xA0: " ", 0x202F: " "})
    assert FUITE not in text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert autour(projet) == dehors
    assert not list(tmp_path.rglob("PIEGE"))
    for path in _fichiers(projet / "output"):
        for part in _contenus(path):
            assert not any(word in part for word in (*attaque.absent, FUITE.encode())), path
    assert connexions(events) == []
    files, programs = sans_attaque(attaque.commande)
    assert programmes(events) - programs == set()
    assert ouverts(events, projet) - files == set()


def autour(projet: Path) -> dict[str, bytes]:
    """All the files beside the project, but the log of the hook."""
    return {
        str(path): path.read_bytes()
        for path in projet.parent.rglob("*")
        if path.is_file() and projet not in path.parents and path.name not in {JOURNAL, *SORTIES}
    }


def _fichiers(output: Path) -> list[Path]:
    """The files of the output folder; none when it is not a folder."""
    return [path for path in output.glob("*.*") if path.is_file()] if output.is_dir() else []


def _contenus(path: Path) -> list[bytes]:
    """The bytes of a file, or of each part of it when it is an archive."""
    if not zipfile.is_zipfile(path):
        return [path.read_bytes()]
    with zipfile.ZipFile(path) as package:
        return [package.read(name) for name in package.namelist()]


def test_each_refusal_gives_its_reason() -> None:
    # A code alone is that of other faults too: an attack that is badly written would pass.
    silent = {"commande_de_la_forge"}  # what counts there is what is not printed
    bare = re.compile(r"[\w./:-]*(?:[A-Z]{3}\d*)?")
    found = {a.nom for a in ATTAQUES if a.code and bare.fullmatch(a.reponse.strip())}
    assert found <= silent


def test_there_are_forty_attacks() -> None:
    assert len({a.nom for a in ATTAQUES}) == len(ATTAQUES) >= 40
