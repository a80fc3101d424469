"""What somebody changed in output/ is never destroyed: it is kept beside, and announced."""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ampleur import nombre
from mc_builder.cli import cli
from mc_builder.documents.kinds import DOCUMENTS, FORMATS
from mc_builder.page.sceau import BLANK, seal, sealed
from mc_builder.production import freshness, retouches, run
from mc_builder.production.pool import Limits
from mc_builder.production.produce import Done, File, Workshop
from mc_builder.production.request import Setup, Task
from mc_builder.source.tree import Snapshot
from mc_builder.writing import KEPT, OutputProblem, alone, prepare

Copie = Callable[[str], Path]

#: Every file that a build can make.
FICHIERS = tuple(name for kind in DOCUMENTS for name in kind.names(FORMATS))
MOMENT = datetime(2026, 11, 28, 21, 14, tzinfo=UTC)
DATE = " – revenu le 2026-11-28 à 21 h 14"


def construit(projet: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(projet), "build", *arguments])


def contenus(output: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in output.iterdir() if p.name != KEPT}


def date(name: str) -> str:
    stem, _, extension = name.rpartition(".")
    return f"{stem}{DATE}.{extension}"


@pytest.fixture
def ecrit_vite(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every document is written at once, with bytes of its own."""

    def made(_: Workshop, task: Task) -> Done:
        names = [task.name(f) for f in task.formats]
        return Done(tuple(File(name, f"{name} de nous".encode(), 0.0) for name in names))

    monkeypatch.setattr(Workshop, "do", made)


# --- every format of every document ---------------------------------------------------------------


@pytest.mark.rapides(1)
@pytest.mark.usefixtures("ecrit_vite")
@pytest.mark.parametrize("etat", ["la", "efface", "abime"])
def test_every_file_that_was_changed_is_kept_under_a_dated_name_and_announced(
    copie: Copie, monkeypatch: pytest.MonkeyPatch, etat: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(MOMENT.timestamp())))
    projet = copie("cycles")
    output = projet / "output"
    assert construit(projet).exit_code == 0
    ours = contenus(output)
    assert set(ours) == set(FICHIERS)
    edited = {name: data + b" et de quelqu'un" for name, data in ours.items()}
    for name, data in edited.items():
        (output / name).write_bytes(data)
    if etat == "efface":
        shutil.rmtree(output / KEPT)
    elif etat == "abime":
        (output / freshness.STATE).write_bytes(b'{"format":2')
    again = construit(projet)
    assert again.exit_code == 0
    assert contenus(output) == ours | {date(name): data for name, data in edited.items()}
    lines = again.stderr.splitlines()[-len(FICHIERS) :]
    assert {line.strip() for line in lines} == {str(output / date(name)) for name in FICHIERS}
    # Nothing more to say of it, and nothing to do again.
    assert "Rien à refaire" in construit(projet).stderr


@pytest.mark.lent
def test_real_documents_too(cycles_construit_avec_pdf: Path, tmp_path: Path) -> None:
    """A file of each format, of the documents that are the quickest to make again."""
    projet = Path(shutil.copytree(cycles_construit_avec_pdf.parent, tmp_path / "cycles"))
    output = projet / "output"
    asked = {"rncp": "docx,pdf,xlsx", "couverture": "html,json,md"}
    names = [n for k in DOCUMENTS if k.key in asked for n in k.names(asked[k.key].split(","))]
    assert {name.rpartition(".")[2] for name in names} == set(FORMATS)
    former = contenus(output)
    edited = {name: former[name][:-1] + b"." for name in names}
    for name, data in edited.items():
        (output / name).write_bytes(data)
    for document, formats in asked.items():
        again = construit(projet, document, "--format", formats, "--joindre-sources")
        assert again.exit_code == 0
    after = contenus(output)
    assert {name: after[name] for name in former} == former
    assert sorted(data for name, data in after.items() if name not in former) == sorted(
        edited.values()
    )


@pytest.mark.lent
@pytest.mark.usefixtures("ecrit_vite")
def test_files_that_nobody_changed_are_replaced_without_a_word(copie: Copie) -> None:
    projet = copie("cycles")
    for arguments in ((), ("--sans-cache",), ("--commentaires", "--joindre-sources")):
        assert "modifié" not in construit(projet, *arguments).stderr
    moved = Path(shutil.copytree(projet, projet.parent / "ailleurs"))
    assert construit(moved, "--sans-cache").exit_code == 0
    assert set(contenus(moved / "output")) == set(FICHIERS)


@pytest.mark.usefixtures("ecrit_vite")
def test_a_copied_file_is_still_up_to_date(copie: Copie) -> None:
    projet = copie("cycles")
    construit(projet, "note", "--format", "docx")
    path = projet / "output/note-opportunite.docx"
    os.utime(path, (0, 0))
    assert "Rien à refaire" in construit(projet, "note", "--format", "docx").stderr


@pytest.mark.usefixtures("ecrit_vite")
def test_what_an_older_version_wrote_is_ours(copie: Copie) -> None:
    """Its state has no fingerprints: what is as it was left is not taken for somebody's."""
    projet = copie("cycles")
    construit(projet, "note", "--format", "docx")
    path = projet / "output" / freshness.STATE
    state = freshness.read(projet / "output")
    state.written.clear()
    state.forget()
    path.write_bytes(state.to_json().replace(b'"ecrits":{},', b""))
    construit(projet, "note", "--format", "docx")
    assert set(contenus(projet / "output")) == {"note-opportunite.docx"}


# --- random edits ---------------------------------------------------------------------------------


@pytest.fixture
def ordre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Build everything for the n-th state of the sources, without loading any."""
    current = [0]

    def done(task: Task) -> Done:
        names = [task.name(f) for f in task.formats]
        return Done(tuple(File(n, f"{n} {current[0]}".encode(), 0.0) for n in names))

    monkeypatch.setattr(run, "prepare", lambda _: done)
    output = tmp_path / "output"
    prepare(output)

    def builds(number: int) -> None:
        current[0] = number
        keys = dict.fromkeys(FICHIERS, str(number))
        setup = Setup(tmp_path, Snapshot(None))
        order = run.Order(setup, output, FICHIERS, keys, str(number), MOMENT, 0, Limits(10, 2**30))
        with alone(output, lambda: None):
            outcomes = list(run.run(order, freshness.read(output)))
        assert not [found for found in outcomes if isinstance(found, run.Failed)]

    return builds


def edits(path: Path, new: bytes, how: random.Random) -> None:
    """Change a file as programs do: in place, by a rename, without moving its times."""
    at = path.stat()
    match how.randrange(4):
        case 0:
            path.write_bytes(new)
        case 1:
            other = path.with_name("~tmp")
            other.write_bytes(new)
            other.replace(path)
        case 2:
            path.write_bytes(new)
            os.utime(path, ns=(at.st_atime_ns, at.st_mtime_ns))
        case _:
            path.unlink()
            path.write_bytes(new)


@pytest.mark.lent
def test_hundreds_of_random_edits_are_all_still_there(
    tmp_path: Path, ordre: Callable[[int], None]
) -> None:
    how = random.Random(13)  # noqa: S311
    output = tmp_path / "output"
    theirs: set[bytes] = set()
    ordre(0)
    count = nombre(200, 60)
    for number in range(count):
        name = how.choice(FICHIERS)
        former = (output / name).read_bytes()
        cut = how.randrange(len(former) + 1)
        new = former[:cut] + f"«{number}»".encode() + former[cut + how.randrange(3) :]
        edits(output / name, new, how)
        theirs.add(new)
        if how.random() < 0.1:
            shutil.rmtree(output / KEPT)
        ordre(number if how.random() < 0.7 else max(0, number - 1))
        assert theirs <= set(contenus(output).values())
    kept = [name for name in contenus(output) if DATE in name]
    assert len(kept) >= len(theirs) == count
    assert set(FICHIERS) <= set(contenus(output))


# --- a document whose files had another name ------------------------------------------------------

#: Every file that has one, and its former name.
ANCIENS = tuple(
    (name, former)
    for kind in DOCUMENTS
    for name in kind.names(FORMATS)
    for former in kind.former_names(name)
)


@pytest.mark.usefixtures("ecrit_vite")
@pytest.mark.parametrize("etat", ["la", "efface"])
def test_what_somebody_did_under_a_former_name_is_kept_and_announced(
    copie: Copie, monkeypatch: pytest.MonkeyPatch, etat: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(MOMENT.timestamp())))
    projet = copie("cycles")
    output = projet / "output"
    assert ANCIENS
    output.mkdir()
    for _, former in ANCIENS:
        (output / former).write_bytes(f"{former} de quelqu'un".encode())
    if etat == "la":
        (output / KEPT).mkdir()
        written = {former: ("another",) for _, former in ANCIENS}
        (output / freshness.STATE).write_bytes(freshness.State(written=written).to_json())
    said = construit(projet).stderr
    for name, former in ANCIENS:
        assert contenus(output)[date(name)] == f"{former} de quelqu'un".encode()
        assert date(name) in said
        assert former not in contenus(output)


@pytest.mark.usefixtures("ecrit_vite")
def test_what_we_wrote_under_a_former_name_leaves_no_copy(copie: Copie) -> None:
    projet = copie("cycles")
    output = projet / "output"
    construit(projet)
    state = freshness.read(output)
    for name, former in ANCIENS:
        (output / name).rename(output / former)
        state.written[former] = state.written.pop(name)
        state.outputs[former] = state.outputs.pop(name)
    (output / freshness.STATE).write_bytes(state.to_json())
    construit(projet)
    assert set(contenus(output)) == set(FICHIERS)
    assert not set(freshness.read(output).written) & {former for _, former in ANCIENS}


@pytest.mark.usefixtures("ecrit_vite")
def test_a_file_of_a_former_name_stays_when_that_of_today_is_there(copie: Copie) -> None:
    projet = copie("cycles")
    construit(projet)
    for _, former in ANCIENS:
        (projet / "output" / former).write_bytes(b"de quelqu'un")
    construit(projet, "--sans-cache")
    for _, former in ANCIENS:
        assert contenus(projet / "output")[former] == b"de quelqu'un"


def test_a_template_of_a_former_name_is_said(copie: Copie) -> None:
    projet = copie("cycles")
    (projet / "templates").mkdir(exist_ok=True)
    (projet / "templates/grille-cpc.html.j2").write_text("<h1>Grille</h1>")
    result = construit(projet, "grille", "--format", "docx")
    assert result.exit_code == 1
    assert "s’appelle maintenant «\N{NO-BREAK SPACE}grille-criteres.html.j2" in result.stderr


@pytest.mark.rapides(5)
@pytest.mark.parametrize("after", [0, 1, 3, 5, 7, 9])
@pytest.mark.parametrize("times", [1, 3])
def test_builds_that_die_between_two_writings_leave_nothing_to_doubt(
    tmp_path: Path,
    ordre: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    after: int,
    times: int,
) -> None:
    """What they had written is ours, and what they had not, though they did not live to say so."""
    ordre(0)
    real = retouches.replace
    for number in range(1, times + 1):
        left = [after]

        def dies(path: Path, *arguments: object, left: list[int] = left) -> object:
            left[0] -= 1
            if left[0] == 0:
                raise KeyboardInterrupt
            found = real(path, *arguments)  # type: ignore[arg-type]
            if left[0] < 0:
                raise KeyboardInterrupt
            return found

        monkeypatch.setattr(retouches, "replace", dies)
        with pytest.raises(KeyboardInterrupt):
            ordre(number)
    monkeypatch.setattr(retouches, "replace", real)
    ordre(times + 1)
    assert set(contenus(tmp_path / "output")) == set(FICHIERS)


@pytest.mark.lent
def test_the_last_byte_of_an_archive_counts(copie: Copie) -> None:
    """Where no part of a package changed, what was noted of its bytes decides, not its seal."""
    projet = copie("cycles")
    arguments = ("grille", "--format", "docx")
    construit(projet, *arguments)
    path = projet / "output/grille-criteres.docx"
    theirs = path.read_bytes()[:-1] + b"."
    path.write_bytes(theirs)
    construit(projet, *arguments)
    assert theirs in contenus(projet / "output").values()


@pytest.mark.lent
def test_two_builds_at_once_lose_nothing(copie: Copie) -> None:
    projet = copie("cycles")
    names = ["rapport-couverture.json", "rapport-couverture.md"]
    command = [sys.executable, "-m", "mc_builder", "build", "couverture", "--format", "json,md"]
    assert subprocess.run(command, cwd=projet, capture_output=True, check=False).returncode == 0
    for name in names:
        (projet / "output" / name).write_bytes(f"de quelqu'un, {name}".encode())
    builds = [
        subprocess.Popen(command, cwd=projet, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [build.communicate()[1].decode() for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    after = contenus(projet / "output")
    assert len(after) == 4
    assert {f"de quelqu'un, {name}".encode() for name in names} <= set(after.values())
    assert sum(" – revenu le " in text for text in said) == 1


# --- the new name ---------------------------------------------------------------------------------


def remplace(path: Path, data: bytes = b"de nous") -> Path | None:
    return retouches.replace(path, data, (), MOMENT)


def test_never_the_name_of_another_file(tmp_path: Path) -> None:
    path = tmp_path / "note.docx"
    for number in range(3):
        path.write_bytes(f"de quelqu'un {number}".encode())
        remplace(path)
    assert contenus(tmp_path) == {
        "note.docx": b"de nous",
        f"note{DATE}.docx": b"de quelqu'un 0",
        f"note{DATE} (2).docx": b"de quelqu'un 1",
        f"note{DATE} (3).docx": b"de quelqu'un 2",
    }


def test_where_no_file_has_two_names_it_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    test_never_the_name_of_another_file(tmp_path)


@pytest.mark.parametrize("saves", range(1, 8))
@pytest.mark.parametrize("former", [b"de nous", b"d'une personne"])
@pytest.mark.parametrize("how", ["renamed", "in place"])
def test_what_an_editor_saves_while_its_file_is_replaced_is_kept(
    saves: int, former: bytes, how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "note.docx"
    path.write_bytes(former)
    judge, saved = retouches._is_ours, [former]

    def judged_before_a_save(*arguments: Any) -> bool:
        found = judge(*arguments)
        if len(saved) <= saves:
            saved.append(b"version " * (len(saved) + 1))
            if how == "renamed":
                (tmp_path / "~tmp").write_bytes(saved[-1])
                (tmp_path / "~tmp").replace(path)
            else:
                path.write_bytes(saved[-1])
        return found

    monkeypatch.setattr(retouches, "_is_ours", judged_before_a_save)
    ours = (retouches.fingerprint(b"de nous"),)
    if saves < retouches._ROUNDS:
        kept = retouches.replace(path, b"nouveau", ours, MOMENT)
        assert kept is not None
        assert kept.read_bytes() == saved[-1]
        assert path.read_bytes() == b"nouveau"
    else:
        with pytest.raises(OutputProblem, match="ne cesse de l’enregistrer"):
            retouches.replace(path, b"nouveau", ours, MOMENT)
        assert path.read_bytes() == saved[-1]


def test_where_names_are_in_an_old_code_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsencode", lambda name: name.encode("ascii"))
    path = tmp_path / "note.docx"
    path.write_bytes(b"de quelqu'un")
    kept = retouches._names(path, MOMENT)
    assert next(kept) == "note - revenu le 2026-11-28 a 21 h 14.docx"


def test_a_link_is_kept_as_a_link(tmp_path: Path) -> None:
    (tmp_path / "ailleurs").write_bytes(b"de quelqu'un")
    (tmp_path / "note.docx").symlink_to(tmp_path / "ailleurs")
    kept = remplace(tmp_path / "note.docx")
    assert kept is not None
    assert kept.is_symlink()
    assert (tmp_path / "ailleurs").read_bytes() == b"de quelqu'un"


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "note.docx")
    kept = remplace(tmp_path / "note.docx")
    assert kept is not None
    assert kept.is_fifo()


# --- open or locked elsewhere ---------------------------------------------------------------------


@pytest.fixture(params=["~$te-opportunite.docx", ".~lock.note-opportunite.docx#"])
def ouvert(request: pytest.FixtureRequest) -> str:
    """The file by which Word or LibreOffice says that it has the note open."""
    return str(request.param)


@pytest.mark.lent
@pytest.mark.rapides(1)
@pytest.mark.usefixtures("ecrit_vite")
def test_a_file_that_is_open_elsewhere_stays_and_the_others_are_written(
    copie: Copie, ouvert: str
) -> None:
    projet = copie("cycles")
    output = projet / "output"
    construit(projet)
    (output / "note-opportunite.docx").write_bytes(b"en cours de relecture")
    (output / ouvert).write_bytes(b"")
    found = construit(projet, "--sans-cache")
    assert found.exit_code == 2
    assert "est ouvert dans un autre programme. Fermez-le" in found.stderr
    assert ouvert in found.stderr
    assert f"{len(FICHIERS) - 1} fichiers écrits" in found.stderr
    after = contenus(output)
    assert after.pop(ouvert) == b""
    assert set(after) == set(FICHIERS)
    assert after["note-opportunite.docx"] == b"en cours de relecture"
    (output / ouvert).unlink()
    assert construit(projet).exit_code == 0
    assert b"en cours de relecture" in contenus(output).values()


def refuse(error: int, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system refuses to put a file in the place of this one, as Windows does."""
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if Path(target).name == name:
            raise OSError(error, os.strerror(error))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.usefixtures("ecrit_vite")
def test_a_file_that_the_system_holds_stays_whole_and_the_others_are_written(
    copie: Copie, monkeypatch: pytest.MonkeyPatch
) -> None:
    projet = copie("cycles")
    construit(projet)
    path = projet / "output/note-opportunite.docx"
    path.write_bytes(b"de quelqu'un")
    refuse(13, path.name, monkeypatch)
    found = construit(projet, "--sans-cache")
    assert found.exit_code == 2
    assert "note-opportunite.docx ne peut pas être écrit\u00a0: accès refusé" in found.stderr
    assert contenus(projet / "output")[path.name] == b"de quelqu'un"
    assert set(contenus(projet / "output")) == set(FICHIERS), "no second name is left"
    assert f"{len(FICHIERS) - 1} fichiers écrits" in found.stderr


def test_a_file_that_can_be_neither_linked_nor_copied_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "note.docx"
    path.write_bytes(b"de quelqu'un")

    def fails(*_: object, **__: object) -> Iterator[None]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", fails)
    monkeypatch.setattr(shutil, "copyfileobj", fails)
    with pytest.raises(OutputProblem, match="ne peut pas être gardé : il n’y a plus de place"):
        remplace(path)
    assert contenus(tmp_path) == {"note.docx": b"de quelqu'un"}


# --- without what the last build noted ------------------------------------------------------------


@pytest.mark.lent
def test_a_word_document_that_nobody_changed_carries_its_seal(copie: Copie) -> None:
    """Without the state, other data make another file of it, and nothing needs to be kept."""
    projet = copie("cycles")
    arguments = ("grille", "--format", "docx")
    construit(projet, *arguments)
    output = projet / "output"
    former = (output / "grille-criteres.docx").read_bytes()
    assert sealed(former)
    shutil.rmtree(output / KEPT)
    construit(projet, *arguments, "--commentaires")
    assert set(contenus(output)) == {"grille-criteres.docx"}
    assert contenus(output)["grille-criteres.docx"] != former
    # One byte of one part: somebody's.
    shutil.rmtree(output / KEPT)
    with (
        zipfile.ZipFile(io.BytesIO(former)) as source,
        zipfile.ZipFile(output / "grille-criteres.docx", "w") as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data + b" " * (name == "word/document.xml"))
    theirs = (output / "grille-criteres.docx").read_bytes()
    construit(projet, *arguments)
    assert theirs in contenus(output).values()


def test_a_seal_is_broken_by_any_byte() -> None:
    whole = seal(b"%PDF avant " + BLANK.encode() + b" apres")
    assert sealed(whole)
    assert not sealed(b"")
    for place in range(len(whole)):
        assert not sealed(whole[:place] + b"\x01" + whole[place + 1 :]), place
    assert not sealed(whole + b" ")


@pytest.mark.lent
def test_what_was_typed_in_word_survives_the_next_build(copie: Copie) -> None:
    """As people do it: a paragraph in the note, a look at where it comes from, a build."""
    import docx  # noqa: PLC0415

    projet = copie("cycles")
    arguments = ("note", "--format", "docx")
    construit(projet, *arguments)
    path = projet / "output/note-opportunite.docx"
    word = docx.Document(str(path))
    word.add_paragraph("RETOUCHE")
    word.save(str(path))
    origin = CliRunner().invoke(cli, ["-C", str(projet), "origine", str(path)])
    assert origin.exit_code == 1
    assert "RETOUCHE" in origin.stdout
    assert "même contenu" not in origin.stdout
    again = construit(projet, *arguments)
    (kept,) = (p for p in path.parent.glob("note-opportunite – revenu le *.docx"))
    assert again.stderr.splitlines()[-1].strip() == str(kept)
    with zipfile.ZipFile(kept) as package:
        assert b"RETOUCHE" in package.read("word/document.xml")
    with zipfile.ZipFile(path) as package:
        assert b"RETOUCHE" not in package.read("word/document.xml")
    assert CliRunner().invoke(cli, ["-C", str(projet), "origine", str(path)]).exit_code == 0
