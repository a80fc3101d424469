"""Whatever stands behind the output, in whatever code page: no text stops a command."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from mc_builder.streams import APPROACH, utf8

SNO = Path(__file__).parents[1]
#: What takes another path than the text of a command: its forms, its help, its mistakes, files.
COMMANDES = (
    ("check",),
    ("build", "--help"),
)
AUTRES = (
    ("coverage", "--format", "json"),
    ("check", "--diff"),
    ("check", "--format", "json"),
    ("check", "--format", "sarif"),
    ("check", "--format", "github"),
    ("coverage",),
    ("coverage", "--format", "md"),
    ("regle", "--liste"),
    ("build", "--format", "inconnu"),
    ("origine", "README.md"),
    ("--version",),
)
#: Of these, a text for machines, one that is long, and what is said of a file.
QUELQUES = {("coverage", "--format", "json"), ("regle", "--liste"), ("origine", "README.md")}
SELON_LENTEUR = [
    *(pytest.param(c, id=" ".join(c)) for c in COMMANDES),
    *(
        pytest.param(
            c,
            id=" ".join(c),
            marks=pytest.mark.lent if c in QUELQUES else pytest.mark.ample,
        )
        for c in AUTRES
    ),
]


@pytest.fixture(scope="module")
def fautif(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has findings, and characters beyond any code page in its texts."""
    projet = tmp_path_factory.mktemp("flux") / "cycles"
    shutil.copytree(Path(__file__).parent / "projets/cycles", projet)
    dossier = projet / "dossier/dossier.yaml"
    dossier.write_text(
        dossier.read_text("utf-8").replace("intitule: ", "intitule: Ω→𝄞 « ’ ", 1) + "\nœ→𝄞: 1\n",
        "utf-8",
    )
    return projet


def lance(
    projet: Path, *arguments: str, behind: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "mc_builder", "-C", str(projet), *arguments]
    if behind:
        command = ["sh", "-c", f'"$@" {behind}', "sh", *command]
    return subprocess.run(
        command, env=os.environ | environment, capture_output=True, check=False, cwd=projet
    )


@cache
def ecrit(projet: Path, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    """What a command prints where it may print anything."""
    return lance(projet, *arguments, PYTHONIOENCODING="utf-8")


PAGES = {
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "latin-1": {"PYTHONIOENCODING": "latin-1"},
    "cp850": {"PYTHONIOENCODING": "cp850"},
    "ascii": {"PYTHONIOENCODING": "ascii:strict"},
    "C": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
}


@pytest.mark.parametrize("arguments", SELON_LENTEUR)
@pytest.mark.parametrize("page", ["cp1252", pytest.param("C", marks=pytest.mark.lent)])
def test_every_command_prints_in_any_code_page(
    fautif: Path, arguments: tuple[str, ...], page: str
) -> None:
    here = ecrit(fautif, arguments)
    found = lance(fautif, *arguments, **PAGES[page])
    assert found.returncode == here.returncode
    assert found.returncode in {0, 1, 2}
    assert b"Erreur interne" not in found.stderr
    assert b"Traceback" not in found.stderr
    if "--format" in arguments and found.returncode != 2:
        assert found.stdout == here.stdout  # for machines: UTF-8 everywhere


@pytest.mark.lent
@pytest.mark.parametrize(
    "page",
    [
        "latin-1",
        "C",
        *(pytest.param(p, marks=pytest.mark.ample) for p in ("cp1252", "cp850", "ascii")),
    ],
)
def test_the_project_of_the_repository_prints_in_any_code_page(page: str) -> None:
    report = lance(SNO, "coverage", "--format", "json", **PAGES[page])
    assert report.returncode in {0, 3}
    assert "compétence" in report.stdout.decode("utf-8")
    assert json.loads(report.stdout.decode("utf-8"))
    assert lance(SNO, "check", **PAGES[page]).returncode == 0


# --- closed, full ---------------------------------------------------------------------------------


@pytest.mark.rapides(1)
@pytest.mark.parametrize("shell", ["<&- >&- 2>&-", ">&-", "2>&-", ">&- 2>&-"])
@pytest.mark.parametrize("arguments", [("check",), ("coverage", "--format", "json")], ids=" ".join)
def test_a_closed_stream_is_as_if_nobody_read(
    fautif: Path, arguments: tuple[str, ...], shell: str
) -> None:
    found = lance(fautif, *arguments, behind=shell)
    assert found.returncode == 1
    assert b"Traceback" not in found.stdout + found.stderr
    assert b"Erreur interne" not in found.stdout + found.stderr


@pytest.mark.lent
def test_with_closed_streams_files_hold_what_they_should(tmp_path: Path) -> None:
    """No file takes the number of the stream that is closed, and what is printed there."""
    found = lance(tmp_path, "schema", "--vers", str(tmp_path / "schemas"), behind=">&- 2>&-")
    assert found.returncode == 0
    for path in (tmp_path / "schemas").iterdir():
        json.loads(path.read_text("utf-8"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
@pytest.mark.parametrize("unbuffered", ["", pytest.param("1", marks=pytest.mark.ample)])
@pytest.mark.parametrize("arguments", SELON_LENTEUR)
def test_a_full_disk_is_said_and_is_no_bug(
    fautif: Path, arguments: tuple[str, ...], unbuffered: str
) -> None:
    here = ecrit(fautif, arguments)
    found = lance(fautif, *arguments, behind="> /dev/full", PYTHONUNBUFFERED=unbuffered)
    assert b"Traceback" not in found.stderr
    assert b"Erreur interne" not in found.stderr
    if here.stdout:
        assert found.returncode in {1, 2}
        text = found.stderr.decode().replace("\u00a0", " ")
        assert "n’a pas pu être affiché en entier : il n’y a plus de place sur le disque" in text
    both = lance(fautif, *arguments, behind="> /dev/full 2>&1", PYTHONUNBUFFERED=unbuffered)
    assert both.returncode in {1, 2}


def test_a_reader_who_leaves_is_no_mistake(fautif: Path) -> None:
    found = lance(fautif, "regle", "--liste", behind="| head -n 1")
    assert found.returncode == 0
    assert found.stderr == b""


# --- the nearest ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "page", "expected"),
    [
        ("« l’œuvre » → 12\u202f500 …", "latin-1", b"\xab l'oeuvre \xbb -> 12 500 ..."),
        ("élève – Œ €", "ascii", b"eleve - OE EUR"),
        ("été 𝄞", "cp1252", b"\xe9t\xe9 ?"),
        ("nom\udce9", "utf-8", b"nom\xef\xbf\xbd"),
    ],
)
def test_the_nearest_that_can_be_written(text: str, page: str, expected: bytes) -> None:
    assert text.encode(page, APPROACH) == expected


def test_what_is_no_character_stops_no_json() -> None:
    assert utf8('"\ud800"').decode() == '"\ufffd"'
