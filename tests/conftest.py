"""Fixtures shared by all tests: a project written from texts, and how hypothesis runs."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import settings

import lectures
from ampleur import CONSTRUIRE, ecarter_les_amples, exemples, ralentir
from ligne_de_commande import Lance, Resultat
from mc_builder.cli import cli, main
from mc_builder.loading import Loaded, load
from mc_builder.source.tree import Folder
from memoire import Memoire
from partage import partager
from petits_fichiers import DOSSIER, FICHIERS, PROJETS

settings.register_profile(
    "mc_builder",
    database=None,
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    max_examples=exemples(100),
)
settings.load_profile("mc_builder")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Side by side for whole folders; a file or a test is quicker in this very process."""
    from mc_builder.production.pool import cores  # noqa: PLC0415

    if all(Path(argument.partition("::")[0]).is_dir() for argument in config.args):
        # A slow test waits for a browser or another program a quarter of its time.
        return cores() + (config.option.markexpr != "not lent")
    config.option.dist = "no"
    return 0


# As the command line does: few objects of a test are garbage before its end.
gc.set_threshold(100_000, 50, 100)


@pytest.hookimpl(tryfirst=True)  # before the markers are looked at
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is tried before a version only is left out of the other runs; what is quick is said."""
    ecarter_les_amples(config, items)
    ralentir(items)


def pytest_collection_finish() -> None:
    """What collection made lives as long as the process: the collector need not look there again.

    Why: it went over thousands of tests at each of its rounds, a tenth of the time of the suite.
    """
    gc.freeze()


# What one process has compiled, the others read: the tests start hundreds of them.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# What the disk keeps after a power cut is no test's matter, and dozens of builds would wait for it
# one file after the other. The tests of what happens when it fails put their own in this place.
os.fsync = lambda _: None

# The nomenclatures that whoever runs the tests keeps are no matter of theirs.
os.environ["MC_BUILDER_NOMENCLATURES"] = str(Path(__file__).parent / "aucune.sqlite")

# Nor is LibreOffice, but to the tests that name it: hundreds of Word files are written, each of
# which it would lay out for a second.
os.environ["MC_BUILDER_LIBREOFFICE"] = ""

# In this process, unless a test is about the others: quicker, and what is patched stays patched.
os.environ.setdefault("MC_BUILDER_PROCESSUS", "0")

# A file that was read and is read again, in whatever project, is not parsed and validated again.
lectures.partager()

Texts = Mapping[str, str | bytes]
Ecrire = Callable[[Texts], Path]
ProjetDe = Callable[..., Loaded]


def _files(texts: Texts) -> Iterator[tuple[str, bytes]]:
    """Each file by its path, dedented, and a dossier.yaml."""
    for name, text in {"dossier": DOSSIER, **texts}.items():
        data = textwrap.dedent(text).lstrip("\n").encode() if isinstance(text, str) else text
        yield FICHIERS.get(name, name), data


@pytest.fixture
def lecture_neuve() -> Iterator[None]:
    """For the tests of what is read again: each load reads all its files."""
    lectures.separer()
    yield
    lectures.partager()


@pytest.fixture
def ecrire(tmp_path: Path) -> Ecrire:
    """Write files (path or short name → text, dedented) and a dossier.yaml; give the folder."""

    def write(texts: Texts) -> Path:
        for name, data in _files(texts):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return tmp_path

    return write


@pytest.fixture
def projet_de() -> ProjetDe:
    """Load a project: ``projet_de(pole=…, bloc=…)`` or ``projet_de({path: text})``."""

    def charge(files: Texts | None = None, **named: str | bytes) -> Loaded:
        return load(Memoire(dict(_files({**(files or {}), **named}))))

    return charge


@pytest.fixture
def constats(projet_de: ProjetDe) -> Callable[..., list[str]]:
    """The diagnostics of a project, each as « file:line:column CODE »."""

    def charge(files: Texts | None = None, **named: str | bytes) -> list[str]:
        loaded = projet_de(files, **named)
        names = {path: name for name, path in FICHIERS.items()}
        return [
            f"{names.get(d.span.path, d.span.path)}:{d.span.line}:{d.span.column} {d.code}"
            for d in loaded.diagnostics
        ]

    return charge


@pytest.fixture
def lance(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Lance:
    """Run ``mc-builder …`` as the console script does; exit code, stdout, stderr."""

    def run(*arguments: str | Path) -> Resultat:
        monkeypatch.setattr(sys, "argv", ["mc-builder", *map(str, arguments)])
        code: object = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        captured = capsys.readouterr()
        return Resultat(int(code or 0), captured.out, captured.err)  # type: ignore[call-overload]

    return run


@pytest.fixture(scope="session")
def cycles() -> Loaded:
    """The invented project of tests/projets/cycles, faultless."""
    return load(Folder(PROJETS / "cycles"))


@pytest.fixture
def copie(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of one of tests/projets, to change and to build."""

    def make(nom: str) -> Path:
        return Path(shutil.copytree(PROJETS / nom, tmp_path / nom))

    return make


@pytest.fixture(scope="session")
def cycles_construit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of tests/projets/cycles, every document in every format but PDF."""
    return _construire(tmp_path_factory, "sans-pdf", [("--format", "docx,html,xlsx,json,md")])


@pytest.fixture(scope="session")
def cycles_construit_avec_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every document in every format, the PDFs with their sources; for tests marked `lent`."""
    return _construire(tmp_path_factory, "avec-pdf", CONSTRUIRE)


def _construire(factory: pytest.TempPathFactory, nom: str, builds: Sequence[Sequence[str]]) -> Path:
    def construire(folder: Path) -> None:
        projet = shutil.copytree(PROJETS / "cycles", folder / "cycles")
        for arguments in builds:
            result = CliRunner().invoke(cli, ["-C", str(projet), "build", *arguments])
            assert result.exit_code == 0, result.output

    return partager(factory, nom, construire) / "cycles" / "output"
