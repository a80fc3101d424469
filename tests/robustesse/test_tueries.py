"""A build that is killed, interrupted, or has no room: nothing is lost, and it is said."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import tueries
from click.testing import CliRunner

from ampleur import TOUT, cas, nombre
from mc_builder.cli import cli


@pytest.mark.lent
def test_builds_killed_at_random_moments_leave_whole_files() -> None:
    kills = nombre(8, 2)
    essai = tueries.tuer(range(kills), () if TOUT else ("grille",))
    assert essai.fautes == []
    assert essai.suivants == kills
    # The trial can fail: most were killed on the way.
    assert essai.tues >= kills // 2


@pytest.fixture
def projet(tmp_path: Path) -> Path:
    return Path(shutil.copytree(tueries.CYCLES, tmp_path / "cycles"))


def lance(projet: Path, *arguments: str, octets: int | None = None) -> tuple[int, str]:
    """A build in a process that may not write a larger file than so many bytes."""

    def bound() -> None:
        if octets is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (octets, octets))

    done = subprocess.run(
        tueries.commande(projet, *arguments),
        env=os.environ | {"MC_BUILDER_PROCESSUS": "0"},
        preexec_fn=bound,
        capture_output=True,
        check=False,
    )
    text = (done.stdout + done.stderr).decode("utf-8", "replace")
    return done.returncode, text.replace("\u00a0", " ")


@pytest.mark.lent
def test_a_disk_without_room_leaves_the_former_file(projet: Path) -> None:
    assert lance(projet, "grille", "--format", "html")[0] == 0
    before = tueries.sorties(projet)
    tueries.passe_a(projet, tueries.versions(projet)[1])
    code, text = lance(projet, "grille", "--format", "html", octets=1000)
    assert code == 2
    assert (
        "grille-criteres.html ne peut pas être écrit : le fichier dépasse la taille permise" in text
    )
    assert "Traceback" not in text
    assert tueries.sorties(projet) == before
    assert tueries.restes(projet) == []


@pytest.fixture
def petit_disque(projet: Path) -> Iterator[Path]:
    """The output of the project, on a file system of 200 kB of its own."""
    output = projet / "output"
    output.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(output)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    unmount = ["umount", str(output)]
    yield output
    subprocess.run(unmount, check=True)


@pytest.mark.lent
def test_a_full_disk_leaves_the_former_files(projet: Path, petit_disque: Path) -> None:
    assert lance(projet, "grille", "--format", "html")[0] == 0
    before = tueries.sorties(projet)
    left = shutil.disk_usage(petit_disque).free
    (petit_disque / "autre").write_bytes(b"x" * (left - 20_000))
    tueries.passe_a(projet, tueries.versions(projet)[1])
    code, text = lance(projet, "grille", "--format", "html")
    assert code == 2
    assert (
        "grille-criteres.html ne peut pas être écrit : il n’y a plus de place sur le disque" in text
    )
    assert "Traceback" not in text
    (petit_disque / "autre").unlink()
    assert tueries.sorties(projet) == before
    assert tueries.restes(projet) == []
    assert lance(projet, "grille", "--format", "html")[0] == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for the superuser")
def test_an_output_that_cannot_be_written_is_said(projet: Path) -> None:
    (projet / "output").mkdir(mode=0o555)
    code, text = lance(projet, "grille", "--format", "html")
    assert code == 2
    assert "accès refusé" in text
    assert "Traceback" not in text


def test_what_a_killed_build_was_writing_is_swept_away(projet: Path) -> None:
    def construit(cle: str) -> int:
        arguments = ["-C", str(projet), "build", cle, "--format", "json"]
        return CliRunner().invoke(cli, arguments).exit_code

    left = projet / "output" / ".grille-criteres.html.abcd1234.partiel"
    left.parent.mkdir()
    left.write_text("a half", "utf-8")
    other = projet / "output" / ".notes"
    other.write_text("mine", "utf-8")
    # In this process: no one is killed.
    assert construit("grille") == 2  # nothing is begun
    assert left.exists()
    assert construit("couverture") == 0
    assert not left.exists()
    assert other.read_text("utf-8") == "mine"


@pytest.mark.lent
@pytest.mark.parametrize("attente", cas([0.3, 1.5, 0.2, 0.5, 0.7, 1.0, 3.0], 2))
def test_ctrl_c_leaves_nothing_behind(projet: Path, attente: float) -> None:
    """The signal goes to the whole group, as a terminal sends it; modules may still be loading.

    All the PDFs are asked for: no machine makes them within the longest wait.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # Tests that run in the background: what is ignored here would be by the command too.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        tueries.commande(projet, "--format", "pdf,docx,html"),
        env=tueries.ENVIRONNEMENT,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(attente)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    # A shell says 130 of both; Python 3.11 dies of the signal when it came within an `exec`.
    assert process.returncode in {130, -signal.SIGINT}
    assert errors.decode().splitlines()[-1] == "Interrompu."
    assert "Traceback" not in errors.decode()
    assert tueries.restes(projet) == []
    assert _vide(process.pid)


def _vide(groupe: int) -> bool:
    """Whether nobody is left in a group of processes; the dead wait for init to see them."""
    for _ in range(40):
        try:
            os.killpg(groupe, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.25)
    return False
