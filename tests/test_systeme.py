"""What the file system may do to a command: each oddity is a sentence or a diagnostic, no more."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from ampleur import TOUT
from ligne_de_commande import Lance

Copie = Callable[[str], Path]
LONG = "x" * 300
TRES_LONG = "x/" * 3000

#: Every command that reads a project, in each of its forms.
LECTURES = (
    ("check",),
    ("check", "--format", "json"),
    ("check", "--format", "sarif"),
    ("check", "--format", "github"),
    ("coverage", "--format", "json"),
    ("build", "couverture", "--format", "json,html"),
    ("build", "note", "--format", "docx"),
)

#: Those that take another way than the others.
QUELQUES = LECTURES if TOUT else (*LECTURES[1:3], LECTURES[-1])

LENT = pytest.mark.lent


def selon_lenteur(cases: Iterable[str], quick: set[str]) -> list[Any]:
    """Some cases among the quick tests, the others among the slow ones."""
    return [case if case in quick else pytest.param(case, marks=LENT) for case in cases]


def sans_defaut(found: subprocess.CompletedProcess[bytes] | object) -> str:
    """What a run said, which is no bug of the tool."""
    text = str(getattr(found, "sortie", "")) + str(getattr(found, "erreurs", ""))
    if isinstance(found, subprocess.CompletedProcess):
        text = (found.stdout + found.stderr).decode("utf-8", "replace")
        assert found.returncode in {0, 1, 2, 3}, text
    assert "Traceback" not in text
    assert "Erreur interne" not in text
    return text.replace("\u00a0", " ")


def processus(
    *arguments: str, cwd: Path, avant: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "mc_builder", *arguments],
        cwd=cwd,
        capture_output=True,
        check=False,
        preexec_fn=avant,
        timeout=120,
    )


# --- names that are no text -----------------------------------------------------------------------

NOMS = {
    "note": (b"dossier/note/30-\xe9.md", "dossier/note/30-�.md"),
    "texte": (b"referentiels/textes/\xff.md", "referentiels/textes/�.md"),
    "bloc": (b"referentiels/blocs/bloc-\xe9.yaml", "referentiels/blocs/bloc-�.yaml"),
    "inconnu": (b"dossier/\xe9.txt", "dossier/�.txt"),
    "image": (b"dossier/images/\xe9.png", "dossier/images/�.png"),
    "gabarit": (b"templates/\xe9.html.j2", "templates/�.html.j2"),
    "feuille": (b"templates/x\xff.css", "templates/x�.css"),
    "dossier": (b"referentiels/bl\xe9cs/bloc-3.yaml", "referentiels/bl�cs"),
    "sortie": (b"output/\xe9.txt", ""),
    "ailleurs": (b"d\xe9/x.yaml", ""),
}


@pytest.mark.rapides(2)
@pytest.mark.parametrize("cas", selon_lenteur(NOMS, {"note", "gabarit", "dossier"}))
def test_a_name_that_is_no_text_is_a_diagnostic(copie: Copie, lance: Lance, cas: str) -> None:
    projet = copie("cycles")
    name, shown = NOMS[cas]
    path = Path(os.fsdecode(os.fsencode(projet) + b"/" + name))
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.write_bytes(b"# Titre\n\nTexte.\n")
    except OSError:
        pytest.skip("this disk refuses such names")
    said = {arguments: lance("-C", projet, *arguments) for arguments in QUELQUES}
    texts = {arguments: sans_defaut(found) for arguments, found in said.items()}
    assert all(found.code in {0, 1, 2} for found in said.values())
    json.loads(said["check", "--format", "json"].sortie)
    json.loads(said["check", "--format", "sarif"].sortie)
    if shown:
        assert any(shown in text for text in texts.values())
    for found in said.values():
        (found.sortie + found.erreurs).encode()  # may be printed and kept


@pytest.mark.lent
def test_a_project_whose_folder_has_such_a_name(tmp_path: Path, copie: Copie) -> None:
    projet = Path(os.fsdecode(os.fsencode(tmp_path) + b"/d\xe9pot"))
    shutil.copytree(copie("cycles"), projet)
    for arguments in QUELQUES:
        sans_defaut(processus("-C", str(projet), *arguments, cwd=tmp_path))
    for arguments in QUELQUES if TOUT else QUELQUES[:1]:
        sans_defaut(processus(*arguments, cwd=projet))


# --- names too long, folders that are no more -----------------------------------------------------


#: Each command that is given the name of a file or of a folder.
NOMMENT = (
    "-C {} check",
    "-C {} build",
    "-C {} schema",
    "schema --vers {}",
    "regle --pages {}",
    "-C {projet} coverage --contre {}",
    "-C {projet} build couverture --format json --contre {}",
    "origine {}.docx",
    "origine {}.json",
    "gabarit verifier {}.docx",
    "gabarit verifier {reference} --specimen {}.docx",
)


def mots(command: str, name: str, projet: Path) -> list[str]:
    """The arguments of a command, with that name."""
    reference = Path(__file__).parents[1] / "templates/reference.docx"
    return [
        word.format(name, projet=projet, reference=reference) if "{" in word else word
        for word in command.split()
    ]


@pytest.mark.parametrize(
    "name", [LONG, *(pytest.param(n, marks=LENT) for n in (TRES_LONG, "/" + LONG))]
)
@pytest.mark.parametrize("command", NOMMENT)
def test_a_name_that_cannot_be_is_one_sentence(
    command: str, name: str, lance: Lance, copie: Copie, monkeypatch: pytest.MonkeyPatch
) -> None:
    projet = copie("cycles")
    monkeypatch.chdir(projet)
    found = lance(*mots(command, name, projet))
    sans_defaut(found)
    assert found.code == 2
    assert found.erreurs.count("mc-builder") == 1, found.erreurs


@pytest.mark.lent
@pytest.mark.parametrize("command", NOMMENT if TOUT else NOMMENT[3:7:3])
def test_a_name_that_is_no_text_may_be_given(command: str, copie: Copie) -> None:
    """To a process: its streams take it."""
    projet = copie("cycles")
    sans_defaut(processus(*mots(command, "a\udce9", projet), cwd=projet))


@pytest.mark.lent
def test_a_working_folder_that_is_no_more(tmp_path: Path, copie: Copie) -> None:
    gone = tmp_path / "parti"
    for arguments in (("check",), ("-C", str(copie("cycles")), "check"), ("schema",)):
        gone.mkdir()
        command = f'rmdir "{gone}"; exec "$@"'
        found = subprocess.run(
            ["/bin/sh", "-c", command, "sh", sys.executable, "-m", "mc_builder", *arguments],
            cwd=gone,
            capture_output=True,
            check=False,
        )
        assert found.returncode == 2
        assert "le dossier courant n’existe plus" in sans_defaut(found)


# --- what may not be read -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def soumis() -> Callable[[], None] | None:
    """What makes permissions hold in a process: nothing, or to give up what a superuser may."""
    if not hasattr(os, "geteuid"):
        pytest.skip("no permissions here")
    if os.geteuid():
        return None
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).chmod(0)
        probe = [sys.executable, "-c", f"open({file.name!r})"]
        obeys = subprocess.run(probe, preexec_fn=_give_up, capture_output=True, check=False)
    if b"PermissionError" not in obeys.stderr:
        pytest.skip("nothing is forbidden to the superuser here")
    return _give_up


def _give_up() -> None:
    """Leave out of what the next program may do: to read and write against permissions (Linux)."""
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


INTERDITS = {
    "templates": (0o000, "templates", "le dossier ne peut pas être lu : accès refusé"),
    "templates/maison.css": (0o000, "maison.css", "ne peut pas être lu : accès refusé"),
    "templates/reference.docx": (0o000, "reference.docx", "ne peut pas être lu : accès refusé"),
    "templates/note-opportunite.html.j2": (0o000, "note-opportunite", "accès refusé"),
    "dossier/note": (0o000, "dossier/note", "le dossier ne peut pas être lu : accès refusé"),
    "referentiels/blocs/bloc-1.yaml": (0o000, "bloc-1.yaml", "ne peut pas être lu : accès refusé"),
    "output": (0o000, "output", "accès refusé"),
    "output/.mc-builder": (0o000, "output", "accès refusé"),
}


@pytest.mark.rapides(1)
@pytest.mark.parametrize(
    "name", selon_lenteur(INTERDITS, {"templates", "templates/maison.css", "output"})
)
def test_what_may_not_be_read_is_named(
    copie: Copie, soumis: Callable[[], None] | None, name: str
) -> None:
    projet = copie("cycles")
    mode, named, words = INTERDITS[name]
    path = projet / name
    if path.suffix:
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            shutil.copy(Path(__file__).parents[1] / "templates/reference.docx", path)
    else:
        path.mkdir(parents=True, exist_ok=True)
    path.chmod(mode)
    try:
        found = processus("build", "note", "--format", "docx", cwd=projet, avant=soumis)
    finally:
        path.chmod(0o755)
    text = sans_defaut(found)
    assert found.returncode in {1, 2}, text
    assert named in text
    assert words in text
    assert not (projet / "output/note-opportunite.docx").exists()


# --- too few, too many, too heavy -----------------------------------------------------------------


@pytest.mark.lent
# With fewer, Python itself fails before our first line.
@pytest.mark.parametrize("most", [8, 24])
def test_too_few_descriptors_are_said(copie: Copie, most: int) -> None:
    projet = copie("cycles")

    def few() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

    text = sans_defaut(processus("build", "note", "--format", "docx", cwd=projet, avant=few))
    assert "trop de fichiers sont ouverts" in text or "1 fichier écrit" in text


@pytest.mark.lent
def test_a_folder_of_templates_that_is_too_heavy_is_not_read(copie: Copie) -> None:
    projet = copie("cycles")
    (projet / "templates").mkdir()
    for number in range(150):
        with (projet / f"templates/{number}.css").open("wb") as file:
            file.truncate(20 * 2**20)

    def narrow() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))

    found = processus("build", "note", "--format", "docx", cwd=projet, avant=narrow)
    assert "les fichiers du dossier pèsent ensemble plus de 100 Mo" in sans_defaut(found)
    assert found.returncode == 1
