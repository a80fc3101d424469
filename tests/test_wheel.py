"""The wheel, installed somewhere else: it carries all that it needs and builds the same files."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from ampleur import CONSTRUIRE
from mc_builder import __version__

pytestmark = pytest.mark.lent

RACINE = Path(__file__).parents[1]
Copie = Callable[[str], Path]


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command that knows nothing of the checkout."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    result = subprocess.run(
        [*map(str, command)], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result


@pytest.fixture(scope="module")
def roue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("roue")
    # An isolated build asks the registry for hatchling; when it is there already, no need.
    installed = importlib.util.find_spec("hatchling") is not None
    options = ["--no-isolation"] if installed else []
    command = [sys.executable, "-m", "build", "--wheel", *options, "--outdir", folder, RACINE]
    run(*command, cwd=folder)
    [wheel] = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def ailleurs(roue: Path) -> Path:
    """A fresh environment where the wheel is installed; dependencies are those of the tests."""
    folder = roue.parent / "env"
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=roue.parent)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = ("install", "--quiet", "--no-deps", "--no-index", "--no-warn-script-location", roue)
    run(sys.executable, "-m", "pip", "--python", python, *install, cwd=roue.parent)
    # A path in a .pth is searched after the environment's own packages, and its own .pth files
    # (that of the editable installation among them) are not read.
    own = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    paths = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(own.stdout.strip()) / "dependances.pth").write_text("\n".join(sorted(paths)), "utf-8")
    return folder


def executable(env: Path, name: str) -> Path:
    return env / ("Scripts" if os.name == "nt" else "bin") / name


def test_the_wheel_carries_what_it_needs_and_nothing_else(roue: Path) -> None:
    with zipfile.ZipFile(roue) as archive:
        names = set(archive.namelist())
    expected = {
        f"mc_builder/{path.relative_to(root).as_posix()}"
        for root in (RACINE / "src/mc_builder",)
        for path in root.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    } | {f"mc_builder/templates/{p.name}" for p in (RACINE / "templates").iterdir() if p.is_file()}
    for name in (
        "templates/reference.docx",
        "templates/styles.css",
        "schemas/dossier.json",
        "profils/certificat-de-specialisation.yaml",
        "py.typed",
    ):
        assert f"mc_builder/{name}" in expected
    inside = {name for name in names if ".dist-info/" not in name}
    assert inside == expected
    assert any(re.search(r"\.dist-info/.*LICENSE", name) for name in names)
    assert any(name.endswith(".dist-info/sboms/mc-builder.cdx.json") for name in names)


def test_everything_comes_from_the_wheel(ailleurs: Path, tmp_path: Path) -> None:
    script = (
        "import mc_builder; from mc_builder.builtin import builtin_folder;"
        "from importlib.resources import files;"
        "print(mc_builder.__file__, builtin_folder(), files('mc_builder') / 'profils',"
        " sep='\\n')"
    )
    places = run(executable(ailleurs, "python"), "-c", script, cwd=tmp_path).stdout.splitlines()
    assert len(places) == 3
    assert all(Path(place).is_relative_to(ailleurs) for place in places)
    version = run(executable(ailleurs, "mc-builder"), "--version", cwd=tmp_path).stdout
    assert version == f"mc-builder {__version__}\n"


def test_a_build_from_elsewhere_gives_the_same_files(
    ailleurs: Path, copie: Copie, cycles_construit_avec_pdf: Path
) -> None:
    projet = copie("cycles")
    current = projet.parent / "ici"
    current.mkdir()
    for asked in CONSTRUIRE:
        run(executable(ailleurs, "mc-builder"), "-C", projet, "build", *asked, cwd=current)
    assert list(current.iterdir()) == []
    written = {p.name: p.read_bytes() for p in (projet / "output").iterdir() if p.is_file()}
    checkout = {p.name: p.read_bytes() for p in cycles_construit_avec_pdf.iterdir() if p.is_file()}
    assert sorted(written) == sorted(checkout)
    assert [name for name in checkout if written[name] != checkout[name]] == []

    words = {
        path.stem: [re.sub(r"\s", " ", p.text) for p in docx.Document(str(path)).paragraphs]
        for path in (projet / "output").glob("*.docx")
    }
    for text in words.values():
        assert "Certificat de spécialisation « Entretien et réparation de cycles » (ERC)" in text
        assert "Niveau 3 du cadre national des certifications professionnelles" in text
    assert "Révision d’un certificat de spécialisation" in words["note-opportunite"]
    # Word itself writes « Annexe VI – » before it.
    assert "Tableau de correspondance entre épreuves ou unités" in words["referentiel"]


def test_other_commands_work_from_elsewhere(ailleurs: Path, copie: Copie) -> None:
    projet = copie("cycles")
    command = executable(ailleurs, "mc-builder")
    *_, counted, covered = run(command, "check", cwd=projet).stdout.splitlines()
    assert counted.endswith(("problème.", "information.", "informations."))
    assert covered.startswith("Couverture")
    assert run(command, "coverage", "--format", "json", cwd=projet).stdout.startswith("{")
    run(command, "schema", cwd=projet)
    for path in (RACINE / "src/mc_builder/schemas").iterdir():
        assert (projet / ".mc-builder" / "schemas" / path.name).read_bytes() == path.read_bytes()
