"""Loading files: every kind of file, every way a file can be unreadable, never a traceback."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ampleur import exemples
from duree import en_moins_de
from mc_builder.diagnostics import Severity
from mc_builder.loading import Loaded, load
from mc_builder.loading.layout import FILES, PROSE
from mc_builder.source.tree import Folder, natural_key

Copie = Callable[[str], Path]
Constats = Callable[..., list[str]]
Ecrire = Callable[[Mapping[str, str | bytes]], Path]
ProjetDe = Callable[..., Loaded]

DOSSIER = """
diplome: {type: mention-complementaire, intitule: X, niveau: 4, premiere_session: 2021}
nature: creation
etape: opportunite
date_reference: 2019-12-31
version: 1
"""
POLE = "pole: {{id: pole-{n}, intitule: P{n}, activites: []}}\n"


def test_files_are_in_natural_order_of_their_names(projet_de: ProjetDe) -> None:
    files = {f"referentiels/activites/pole-{n}.yaml": POLE.format(n=n) for n in (10, 2, 1)}
    projet = projet_de(files).projet
    assert projet is not None
    assert [p.id for p in projet.poles] == ["pole-1", "pole-2", "pole-10"]


def test_generaux_is_not_a_bloc(projet_de: ProjetDe) -> None:
    projet = projet_de(
        generaux="blocs:\n  anglais: {intitule: Anglais, nature: facultatif}\n"
    ).projet
    assert projet is not None
    assert projet.blocs == ()
    assert [b.id for b in projet.blocs_generaux] == ["anglais"]


@pytest.mark.parametrize(
    ("path", "suggestion"),
    [
        ("dossier/source.yaml", "dossier/sources.yaml"),
        ("referentiels/evaluations.yml", "referentiels/evaluation.yaml"),
        ("referentiels/textes/10-missions.docx", ""),
    ],
)
def test_a_file_that_is_not_read_is_said(projet_de: ProjetDe, path: str, suggestion: str) -> None:
    (found,) = projet_de({path: "a: b\n"}).diagnostics
    assert (found.code, found.span.path) == ("SCH011", path)
    assert found.severity is Severity.AVERTISSEMENT
    assert suggestion in found.aide


def test_the_name_of_a_prose_file(constats: Constats, projet_de: ProjetDe) -> None:
    assert constats({"referentiels/textes/10 Missions.md": "x\n"}) == [
        "referentiels/textes/10 Missions.md:1:1 SCH012"
    ]
    projet = projet_de({"referentiels/textes/20_secteurs.md": "x\n"}).projet
    assert projet is not None
    assert [(t.nom, t.cle) for t in projet.textes] == [
        ("secteurs", "referentiels/textes/20_secteurs")
    ]


@pytest.mark.parametrize(
    ("path", "aide"),
    [
        ("dossier/note/10 Missions.md", "appelez-le « 10-missions.md »"),
        ("dossier/note/20-Besoins émergents.md", "appelez-le « 20-besoins-emergents.md »"),
        ("dossier/note/30-cœur (2).md", "appelez-le « 30-coeur.md », ou supprimez-le si c’est"),
    ],
)
def test_a_prose_file_gets_the_name_to_give(projet_de: ProjetDe, path: str, aide: str) -> None:
    (found,) = projet_de({path: "x\n"}).diagnostics
    assert (found.code, found.aide[: len(aide)]) == ("SCH012", aide)


def test_without_dossier_there_is_no_project(tmp_path: Path) -> None:
    loaded = load(Folder(tmp_path))
    assert loaded.projet is None
    assert not loaded.sound
    assert [(d.code, d.span.path) for d in loaded.diagnostics] == [
        ("SCH013", "dossier/dossier.yaml")
    ]


def test_a_wrong_dossier_hides_nothing_of_the_other_files(constats: Constats) -> None:
    assert constats(dossier="a: [\n", pole="pole: {}\n") == [
        "dossier:2:1 YML001",
        "pole:1:7 SCH001",
        "pole:1:7 SCH001",
    ]


def test_carriage_returns_alone(constats: Constats) -> None:
    assert constats(pole=b"pole:\r  id: p\r  intitule: P : p\r") == ["pole:3:15 YML002"]


def test_a_folder_that_leaves_the_project(ecrire: Ecrire, tmp_path: Path) -> None:
    projet = tmp_path / "projet"
    (tmp_path / "ailleurs").mkdir()
    root = ecrire({"projet/dossier/dossier.yaml": DOSSIER})
    (root / "projet" / "referentiels").mkdir()
    (root / "projet" / "referentiels" / "blocs").symlink_to("../../ailleurs")
    found = load(Folder(projet)).diagnostics
    assert [(d.code, d.span.path) for d in found] == [("SCH010", "referentiels/blocs")]


def test_bom_and_crlf(projet_de: ProjetDe) -> None:
    content = "\ufeffpole:\r\n  id: Faux\r\n  intitule: Œuvre\r\n  activites: []\r\n"
    loaded = projet_de(pole=content.encode())
    (found,) = loaded.diagnostics
    assert (found.span.line, found.span.column, found.span.text) == (2, 7, "Faux")
    assert loaded.projet is not None
    assert loaded.projet.poles[0].intitule == "Œuvre"


@pytest.mark.parametrize(
    ("encoding", "position"), [("cp1252", (1, 25)), ("mac-roman", (1, 25)), ("utf-16", (1, 1))]
)
def test_another_encoding(projet_de: ProjetDe, encoding: str, position: tuple[int, int]) -> None:
    pole = "pole: {id: p, intitule: Étude, activites: [{id: act, intitule: A}]}\n"
    bloc = """
        bloc: {id: b, intitule: B, pole: p, competences: [{intitule: C, mobilise: [act]}]}
        """
    loaded = projet_de(pole=pole.encode(encoding), bloc=bloc)
    (found,) = loaded.diagnostics  # and the links to this file are not called unknown
    assert (found.code, found.span.line, found.span.column) == ("YML010", *position)


@pytest.mark.parametrize("kind", ["link outside", "link nowhere", "pipe", "too large", "folder"])
def test_a_file_that_cannot_be_read_is_one_diagnostic(
    ecrire: Ecrire, tmp_path: Path, kind: str
) -> None:
    root = ecrire({"bloc": "bloc: {id: b, intitule: B, pole: p, competences: []}\n"})
    path = root / "referentiels/activites/pole-1.yaml"
    path.parent.mkdir()
    if kind == "link outside":
        path.symlink_to("/etc/hostname")
    elif kind == "link nowhere":
        path.symlink_to("perdu")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "too large":
        with path.open("wb") as file:
            file.truncate(5 * 1024 * 1024)
    else:
        path.mkdir()
    found = [(d.code, d.span.path) for d in load(Folder(tmp_path)).diagnostics]
    assert found == [("SCH010", "referentiels/activites/pole-1.yaml")]


def test_a_long_word_in_a_file_that_cannot_be_read_takes_no_time(projet_de: ProjetDe) -> None:
    read = en_moins_de(2, lambda: projet_de(pole=b"pole: [" + b"a" * 1_000_000))
    assert len(read.diagnostics) == 1


def test_the_layout_covers_each_field_of_the_project_once() -> None:
    fields = [kind.field for kind in FILES if not kind.apart] + list(PROSE.values())
    assert len(fields) == len(set(fields))
    assert sorted(["b-10", "b-2"], key=natural_key) == ["b-2", "b-10"]


PATHS = [k.pattern.replace("*", "un.yaml") for k in FILES] + [f"{f}/10-x.md" for f in PROSE]
YAML_LIKE = st.lists(
    st.sampled_from([
        "pole:", "bloc:", "emploi:", "chiffres:", "exigences:", " ", "  ", "\n", "- ", "id: a",
        "intitule: x", "activites:", "competences:", "{", "}", "[", "]", ",", "null", "a: b",
        "a_completer: x", "taches:", "evalue: [a]", "é", "\t", "#", "'", '"', "source: a", ": ",
    ]),
    max_size=30,
).map("".join)  # fmt: skip
BYTES = st.one_of(st.binary(max_size=200), YAML_LIKE.map(str.encode))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=exemples(80))
@given(path=st.sampled_from(PATHS), content=BYTES)
def test_no_content_raises(ecrire: Ecrire, path: str, content: bytes) -> None:
    root = ecrire({path: content})
    try:
        loaded = load(Folder(root))
    finally:
        (root / path).unlink()
    for found in loaded.diagnostics:
        assert found.span.line >= 1
        assert 0 <= found.span.start <= found.span.end <= len(found.span.source.text)


@pytest.mark.parametrize("text", ["", "# plus tard\n", "Un texte.\n", "- a\n"])
def test_a_file_of_which_nothing_is_read_is_one_diagnostic(copie: Copie, text: str) -> None:
    projet = copie("cycles")
    (projet / "dossier/sources.yaml").write_text(text, "utf-8")
    said = {d.code for d in load(Folder(projet)).diagnostics if d.severity is Severity.ERREUR}
    assert said == {"YML011"}


def test_an_empty_file_excuses_only_links_to_what_it_may_declare(ecrire: Ecrire) -> None:
    folder = ecrire(
        {
            "preuves": "",
            "note": '# T\n\nIl y en a {{ chiffre("parti") }}, {{ source("inconnue") }}.\n',
            "sources": "sources:\n  - {id: connue, auteur: A, titre: T, annee: 2019}\n",
        }
    )
    found = [(d.code, d.span.path) for d in load(Folder(folder)).diagnostics]
    assert found == [("PRE002", "dossier/note/10-note.md"), ("YML011", "dossier/preuves.yaml")]
