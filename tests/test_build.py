"""What a build leaves in output/: which files, whole or not at all, the same bytes each time."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from ampleur import TOUT
from mc_builder.cli import cli
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.french import typeset
from mc_builder.production.produce import Done, File, Workshop
from mc_builder.production.request import Task
from mc_builder.writers.pdf.writer import weasyprint_module
from mc_builder.writing import KEPT, OutputProblem, write_atomically
from petits_fichiers import PROJETS

#: Every file of a build, in the order in which it is made.
FICHIERS = (
    "note-opportunite.docx",
    "note-opportunite.pdf",
    "note-opportunite.xlsx",
    "referentiel.docx",
    "referentiel.pdf",
    "referentiel-enseignant.docx",
    "referentiel-enseignant.pdf",
    "tableau-rncp.docx",
    "tableau-rncp.pdf",
    "tableau-rncp.xlsx",
    "rapport-couverture.docx",
    "rapport-couverture.pdf",
    "rapport-couverture.html",
    "rapport-couverture.xlsx",
    "rapport-couverture.json",
    "rapport-couverture.md",
    "grille-criteres.docx",
    "grille-criteres.pdf",
    "grille-criteres.html",
)
SANS_PDF = tuple(name for name in FICHIERS if not name.endswith(".pdf"))

Copie = Callable[[str], Path]


def construit(projet: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(projet), "build", *arguments])


def contenus(dossier: Path) -> dict[str, bytes]:
    """The bytes of every file of a folder, hidden ones included."""
    return {p.name: p.read_bytes() for p in dossier.iterdir() if p.name != KEPT}


@pytest.fixture
def deja(cycles_construit: Path, tmp_path: Path) -> Path:
    """A project of which all is built but PDFs, to change and to build again."""
    return Path(shutil.copytree(cycles_construit.parent, tmp_path / "cycles"))


# --- which files ----------------------------------------------------------------------------------


def test_the_documents_and_their_formats() -> None:
    assert tuple(f"{d.file}.{f}" for d in DOCUMENTS for f in d.formats) == FICHIERS


def test_every_file_is_written_and_nothing_else(cycles_construit: Path) -> None:
    assert set(contenus(cycles_construit)) == set(SANS_PDF)


def test_every_file_is_of_its_format(cycles_construit: Path) -> None:
    for name, data in contenus(cycles_construit).items():
        assert data.startswith(
            {"docx": b"PK", "xlsx": b"PK", "html": b"<!DOCTYPE html>", "json": b"{", "md": b"# "}[
                name.partition(".")[2]
            ]
        )
        assert stat.S_IMODE((cycles_construit / name).stat().st_mode) == 0o644
    for path in cycles_construit.glob("*.docx"):
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
            for part in package.namelist():
                if part.endswith((".xml", ".rels")):
                    etree.fromstring(package.read(part))


@pytest.mark.lent
def test_every_pdf_is_written_too(cycles_construit_avec_pdf: Path) -> None:
    files = contenus(cycles_construit_avec_pdf)
    assert set(files) == set(FICHIERS if TOUT else (*SANS_PDF, "tableau-rncp.pdf"))
    assert all(data.startswith(b"%PDF-") for n, data in files.items() if n.endswith(".pdf"))


@pytest.mark.rapides(2)
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("note", "--format", "docx"), ["note-opportunite.docx"]),
        (("--format", "html"), ["grille-criteres.html", "rapport-couverture.html"]),
        (
            ("couverture", "--format", "json,html"),
            ["rapport-couverture.html", "rapport-couverture.json"],
        ),
        (
            ("couverture", "note", "note", "--format", "docx"),
            ["note-opportunite.docx", "rapport-couverture.docx"],
        ),
    ],
)
def test_only_what_was_asked_is_written(
    copie: Copie, arguments: tuple[str, ...], expected: list[str]
) -> None:
    projet = copie("cycles")
    assert construit(projet, *arguments).exit_code == 0
    assert sorted(contenus(projet / "output")) == sorted(expected)


def test_other_files_of_the_folder_stay(copie: Copie) -> None:
    projet = copie("cycles")
    (projet / "output").mkdir()
    (projet / "output/à-moi.txt").write_text("relecture", "utf-8")
    construit(projet, "couverture", "--format", "json")
    assert set(contenus(projet / "output")) == {"à-moi.txt", "rapport-couverture.json"}


# --- whole or not at all --------------------------------------------------------------------------


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"avant, et plus long")
    before = path.stat().st_ino
    write_atomically(path, b"maintenant")
    assert contenus(tmp_path) == {"a.json": b"maintenant"}
    assert path.stat().st_ino != before, "renamed, not written over"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_the_former_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"avant")

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", fails)
    else:
        monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OutputProblem, match="il n’y a plus de place sur le disque"):
        write_atomically(path, b"maintenant")
    assert contenus(tmp_path) == {"a.json": b"avant"}


def test_an_interruption_leaves_the_former_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"avant")

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"maintenant")
    assert contenus(tmp_path) == {"a.json": b"avant"}


@pytest.mark.rapides(1)
@pytest.mark.parametrize(
    "writer",
    ["mc_builder.documents.docx.write_docx", "mc_builder.documents.grille.page.write_html"],
)
def test_a_writer_that_fails_leaves_the_former_files(
    copie: Copie, monkeypatch: pytest.MonkeyPatch, writer: str
) -> None:
    projet = copie("cycles")
    construit(projet, "grille", "--format", "docx,html")
    before = contenus(projet / "output")

    def fails(*_: object, **__: object) -> bytes:
        raise RuntimeError("panne")

    monkeypatch.setattr(writer, fails)
    wanted = writer.rpartition("_")[2]
    result = construit(projet, "grille", "--format", wanted, "--sans-cache")
    assert isinstance(result.exception, RuntimeError)  # main() turns it into exit 4
    assert contenus(projet / "output") == before


@pytest.mark.lent
def test_a_template_that_fails_is_a_diagnostic_and_leaves_the_former_files(deja: Path) -> None:
    projet = deja
    for name in SANS_PDF:
        if not name.endswith(".docx"):
            (projet / "output" / name).unlink()
    before = contenus(projet / "output")
    (projet / "templates").mkdir()
    (projet / "templates/note-opportunite.html.j2").write_text("\n{{ vue.inconnu }}\n", "utf-8")
    result = construit(projet, "--format", "docx")
    assert result.exit_code == 1
    assert "note-opportunite n’a pas pu être composé" in result.stderr
    assert "templates/note-opportunite.html.j2:2:1: DOC007 erreur" in result.stderr
    after = contenus(projet / "output")
    assert after == before  # the five others were made again, with the same bytes
    assert "5 fichiers écrits" in result.stderr


def test_a_folder_in_the_place_of_a_file_is_said(copie: Copie) -> None:
    projet = copie("cycles")
    (projet / "output/rapport-couverture.json").mkdir(parents=True)
    result = construit(projet, "couverture", "--format", "json")
    assert result.exit_code == 2
    assert result.stderr == typeset(
        f"mc-builder : {projet}/output/rapport-couverture.json ne peut pas être écrit : un dossier"
        " porte ce nom\n"
    )
    assert [p.name for p in (projet / "output").glob("*.json")] == ["rapport-couverture.json"]


def test_a_link_in_the_place_of_a_file_is_replaced_not_followed(copie: Copie) -> None:
    projet = copie("cycles")
    elsewhere = projet.parent / "ailleurs.json"
    elsewhere.write_text("à garder", "utf-8")
    (projet / "output").mkdir()
    target = projet / "output/rapport-couverture.json"
    target.symlink_to(elsewhere)
    assert construit(projet, "couverture", "--format", "json").exit_code == 0
    assert elsewhere.read_text("utf-8") == "à garder"
    assert not target.is_symlink()


# --- the same bytes -------------------------------------------------------------------------------


def construit_ailleurs(projet: Path, *arguments: str) -> dict[str, bytes]:
    """A build in another process: other folder, other day, other time zone, other hash seed."""
    env = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    env["SOURCE_DATE_EPOCH"] = "1600000000"
    command = [sys.executable, "-m", "mc_builder", "build", *arguments]
    subprocess.run(command, cwd=projet, env=env, check=True, capture_output=True)
    return contenus(projet / "output")


@pytest.mark.lent
def test_the_same_bytes_in_another_folder(cycles_construit: Path, copie: Copie) -> None:
    """Of the report, in each way that it is written but Word's, which the slow test compares."""
    again = construit_ailleurs(copie("cycles"), "couverture", "--format", "html,xlsx,json,md")
    before = contenus(cycles_construit)
    names = [name for name in SANS_PDF if name in again]
    assert len(names) == 4
    assert [name for name in names if again[name] != before[name]] == []


@pytest.mark.ample  # tests/test_wheel.py compares them too, made elsewhere by the wheel
def test_the_same_pdf_bytes_in_another_folder(
    cycles_construit_avec_pdf: Path, copie: Copie
) -> None:
    again = construit_ailleurs(copie("cycles"), "--joindre-sources")
    before = contenus(cycles_construit_avec_pdf)
    assert [name for name in FICHIERS if again[name] != before[name]] == []


def test_documents_do_not_say_where_they_were_made(cycles_construit: Path) -> None:
    here = str(cycles_construit.parents[2]).encode()
    for name, data in contenus(cycles_construit).items():
        assert here not in data
        if name.endswith(".docx"):
            with zipfile.ZipFile(cycles_construit / name) as package:
                assert not any(here in package.read(part) for part in package.namelist())


# --- without Pango --------------------------------------------------------------------------------


@pytest.fixture
def sans_pango(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """WeasyPrint cannot be imported: its system library is not there."""

    class Absent:
        def find_spec(self, name: str, *_: object) -> None:
            if name.partition(".")[0] == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [m for m in sys.modules if m.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Absent(), *sys.meta_path])
    weasyprint_module.cache_clear()
    yield
    weasyprint_module.cache_clear()


@pytest.mark.lent
@pytest.mark.usefixtures("sans_pango")
def test_without_pango_all_but_pdf_is_written_and_it_says_what_is_missing(copie: Copie) -> None:
    projet = copie("cycles")
    result = construit(projet)
    assert result.exit_code == 2
    assert set(contenus(projet / "output")) == set(SANS_PDF)
    assert (
        typeset(
            "Non écrits : referentiel.pdf, referentiel-enseignant.pdf, tableau-rncp.pdf,"
            " rapport-couverture.pdf, note-opportunite.pdf, grille-criteres.pdf.\n"
            "Pour écrire les PDF il manque Pango, une bibliothèque du système."
        )
        in result.stderr
    )
    assert "apt-get install" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.usefixtures("sans_pango")
def test_without_pango_a_former_pdf_stays(copie: Copie) -> None:
    projet = copie("cycles")
    (projet / "output").mkdir()
    (projet / "output/note-opportunite.pdf").write_bytes(b"%PDF- former")
    assert construit(projet, "note", "--format", "pdf").exit_code == 2
    assert contenus(projet / "output") == {"note-opportunite.pdf": b"%PDF- former"}


@pytest.mark.usefixtures("sans_pango")
def test_without_pango_other_formats_need_nothing(copie: Copie) -> None:
    assert construit(copie("cycles"), "note", "--format", "docx").exit_code == 0


# --- what is up to date ---------------------------------------------------------------------------


def ecrits(result: Result) -> set[str]:
    """The files that a build says to have written."""
    return {line.split("  (")[0].rpartition("/")[2] for line in result.stdout.splitlines()}


@pytest.mark.lent
def test_a_second_build_has_nothing_to_do(copie: Copie) -> None:
    projet = copie("cycles")
    asked = ("grille", "note", "couverture", "--format", "docx,html,json")
    kept = ("grille", "note", "rapport")
    first = construit(projet, *asked)
    assert ecrits(first) == {
        n for n in SANS_PDF if n.endswith((".docx", ".html", ".json")) and n.startswith(kept)
    }
    again = construit(projet, *asked)
    assert (again.exit_code, ecrits(again)) == (0, set())
    assert "Rien à refaire" in again.stderr


@pytest.mark.lent
def test_nothing_is_loaded_when_there_is_nothing_to_do(copie: Copie) -> None:
    projet = copie("cycles")
    construit_ailleurs(projet, "couverture", "--format", "json")
    script = (
        "import sys; from mc_builder.cli import cli;"
        "cli.main(['build', 'couverture', '--format', 'json'], standalone_mode=False)"
    )
    tail = ";print(sorted({m.split('.')[0] for m in sys.modules} & set(sys.argv[1:])))"
    heavy = ["pydantic", "jinja2", "lxml", "weasyprint", "docx", "PIL", "yaml"]
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"try:\n {script}\nexcept SystemExit: pass\nimport sys{tail}",
            *heavy,
        ],
        cwd=projet,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Rien à refaire\u00a0: le fichier demandé est à jour" in done.stderr
    assert done.stdout == "[]\n"


@pytest.mark.lent
def test_a_change_rewrites_only_the_documents_that_show_it(deja: Path) -> None:
    projet = deja
    bloc = projet / "referentiels/blocs/bloc-1.yaml"
    text = bloc.read_text("utf-8")
    assert "triées dans les bacs" in text
    bloc.write_text(text.replace("triées dans les bacs", "rangées dans les bacs"), "utf-8")
    again = construit(projet, "--format", "docx,json")
    assert ecrits(again) == {
        *("referentiel.docx", "referentiel-enseignant.docx", "tableau-rncp.docx"),
        *("rapport-couverture.docx", "rapport-couverture.json"),
    }
    assert "2 à jour" in again.stderr  # note and grid


@pytest.mark.lent
def test_a_comment_in_a_file_changes_only_what_shows_places(deja: Path) -> None:
    projet = deja
    bloc = projet / "referentiels/blocs/bloc-1.yaml"
    bloc.write_text(bloc.read_text("utf-8") + "# à relire\n", "utf-8")
    again = construit(projet, "--format", "docx,json")
    assert ecrits(again) == {"rapport-couverture.docx", "rapport-couverture.json"}
    assert ecrits(construit(projet, "--format", "docx,json")) == set()


@pytest.fixture(scope="module")
def note_construite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of which the note is written, to copy."""
    projet = shutil.copytree(PROJETS / "cycles", tmp_path_factory.mktemp("note") / "cycles")
    assert construit(projet, "note", "--format", "docx").exit_code == 0
    return Path(projet)


@pytest.mark.rapides(2)
@pytest.mark.parametrize("change", ["efface", "modifie", "options", "gabarit", "sans-cache"])
def test_what_is_no_more_as_it_was_left_is_made_again(
    note_construite: Path, tmp_path: Path, change: str
) -> None:
    projet = Path(shutil.copytree(note_construite, tmp_path / "cycles"))
    arguments = ["note", "--format", "docx"]
    path = projet / "output/note-opportunite.docx"
    before = path.read_bytes()
    if change == "efface":
        path.unlink()
    elif change == "modifie":
        path.write_bytes(b"autre chose")
    elif change == "options":
        arguments.append("--commentaires")
    elif change == "gabarit":
        (projet / "templates").mkdir()
        (projet / "templates/_autre.html.j2").write_text("<p>a</p>", "utf-8")
    else:
        arguments.append("--sans-cache")
    assert ecrits(construit(projet, *arguments)) == {"note-opportunite.docx"}
    assert (path.read_bytes() == before) is (change != "options")


@pytest.mark.lent
def test_an_unreadable_state_is_as_none(copie: Copie) -> None:
    projet = copie("cycles")
    construit(projet, "couverture", "--format", "json")
    for state in (b"", b"{}", b"[1]", b"\xff", b'{"format":1,"sorties":{"a":1}}'):
        (projet / "output/.mc-builder/etat.json").write_bytes(state)
        again = construit(projet, "couverture", "--format", "json")
        assert ecrits(again) == {"rapport-couverture.json"}, state
    assert ecrits(construit(projet, "couverture", "--format", "json")) == set()


# --- several processes, several builds ------------------------------------------------------------


@pytest.mark.lent
def test_side_by_side_or_not_the_bytes_are_the_same(
    copie: Copie, cycles_construit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MC_BUILDER_PROCESSUS", "2")
    projet = copie("cycles")
    asked = () if TOUT else ("grille", "note", "couverture")
    assert construit(projet, *asked, "--format", "docx,html,json,xlsx,md").exit_code == 0
    before = contenus(cycles_construit)
    after = contenus(projet / "output")
    assert len(after) == (len(SANS_PDF) if TOUT else 9)
    assert [name for name in after if after[name] != before[name]] == []


@pytest.mark.lent
def test_two_builds_at_once_do_not_mix(copie: Copie, cycles_construit: Path) -> None:
    projet = copie("cycles")
    asked = () if TOUT else ("grille", "couverture")
    forms = ("--format", "docx,html,json,xlsx,md")
    command = [sys.executable, "-m", "mc_builder", "build", *asked, *forms]
    builds = [
        subprocess.Popen(command, cwd=projet, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [build.communicate()[1].decode() for build in builds]
    assert [build.returncode for build in builds] == [0, 0]
    # One waited for the other, and then had nothing to do.
    assert sum("Une autre construction est en cours" in text for text in said) == 1
    assert sum("Rien à refaire" in text for text in said) == 1
    before, after = contenus(cycles_construit), contenus(projet / "output")
    assert len(after) == (len(SANS_PDF) if TOUT else 7)
    assert [name for name in after if after[name] != before[name]] == []


@pytest.mark.lent
def test_printed_pages_come_from_a_layout_that_is_made_once(
    copie: Copie, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, tuple[str, ...], bool]] = []

    def made(_: Workshop, task: Task) -> Done:
        asked.append((task.key, task.formats, task.written))
        files = tuple(File(task.name(f), b"x", 0.0) for f in task.formats)
        return Done(files, pages={"o-a": 12} if task.key == "referentiel" else {})

    monkeypatch.setattr(Workshop, "do", made)
    projet = copie("cycles")
    # Without a PDF nobody pays for a layout.
    construit(projet, "couverture", "--format", "docx")
    assert asked == [("couverture", ("docx",), True)]
    asked.clear()
    # With one it comes first, and is not written when it was not asked for.
    first = construit(projet, "couverture", "--format", "docx,pdf")
    assert asked == [
        ("referentiel", ("pdf",), False),
        # What shows its pages comes with it: had no page numbers.
        ("couverture", ("pdf", "docx"), True),
    ]
    assert ecrits(first) == {"rapport-couverture.docx", "rapport-couverture.pdf"}
    asked.clear()
    # Known from now on.
    construit(projet, "couverture", "--format", "docx,xlsx,pdf")
    assert asked == [("couverture", ("xlsx",), True)]


def test_what_lacked_printed_pages_is_made_again_once_they_are_known(
    copie: Copie, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, tuple[str, ...]]] = []

    def made(_: Workshop, task: Task) -> Done:
        asked.append((task.key, task.formats))
        files = tuple(File(task.name(f), b"x", 0.0) for f in task.formats)
        return Done(files, pages={"o-a": 12} if task.key == "referentiel" else {})

    monkeypatch.setattr(Workshop, "do", made)
    projet = copie("cycles")
    construit(projet, "couverture", "--format", "docx")
    construit(projet, "couverture", "--format", "pdf")
    asked.clear()
    construit(projet, "couverture", "--format", "docx")
    assert asked == [("couverture", ("docx",))]
