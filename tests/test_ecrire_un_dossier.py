"""docs/ecrire-un-dossier.md does what it says: its commands run, its files load, in its order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from ligne_de_commande import Lance
from mc_builder.diagnostics import Severity
from mc_builder.loading.described import every_key
from mc_builder.project import Project
from mc_builder.source.yaml_nodes import read_yaml
from mc_builder.spans import SourceText

PAGE = (Path(__file__).parents[1] / "docs/ecrire-un-dossier.md").read_text("utf-8")
BLOCS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
#: The files of which the page shows the content, in the order of the page.
FICHIERS = ("dossier/sources.yaml", "dossier/preuves.yaml", "dossier/note/20-besoins.md")


def test_every_command_of_the_page_succeeds_in_its_order(
    lance: Lance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    commands = [line for kind, text in BLOCS if kind == "sh" for line in text.splitlines()]
    assert len(commands) >= 6
    for command in commands:
        name, *arguments = shlex.split(command)
        assert name == "mc-builder"
        result = lance(*arguments)
        assert result.code == 0, (command, result.erreurs)
    assert (tmp_path / "mon-dossier/output/note-opportunite.docx").is_file()


def test_every_piece_of_yaml_is_read_and_each_of_its_keys_exists() -> None:
    known = {key.name for key in every_key()}
    for kind, text in BLOCS:
        if kind == "yaml":
            nodes, diagnostics = read_yaml(SourceText("x.yaml", text))
            assert diagnostics == []
            assert isinstance(nodes, dict)
            assert set(re.findall(r"^[\s-]*([a-z_]+):", text, re.MULTILINE)) <= known


def test_what_it_shows_of_the_files_makes_a_note(lance: Lance, tmp_path: Path) -> None:
    command = next(text for kind, text in BLOCS if kind == "sh")
    arguments = shlex.split(command)[1:]
    arguments[1] = str(tmp_path / "p")
    assert lance(*arguments).code == 0
    shown = [text for kind, text in BLOCS if kind in {"yaml", "markdown"}][-len(FICHIERS) :]
    for path, text in zip(FICHIERS, shown, strict=True):
        assert (tmp_path / "p" / path).is_file()
        (tmp_path / "p" / path).write_text(text, "utf-8")
    findings = Project.open(tmp_path / "p").findings()
    assert [str(d) for d in findings if d.severity is Severity.ERREUR] == []
    assert not [d for d in findings if d.span.path in FICHIERS[1:] and "PRE" in d.code]


def test_its_words_are_explained_where_they_come_first() -> None:
    for word in ("clé", "identifiant", "chaîne", "portée", "marqueur"):
        bold = PAGE.find(f"**{word}**")
        assert bold > 0, word
    for link in re.findall(r"\]\(([\w./-]+\.md)\)", PAGE):
        assert (Path(__file__).parents[1] / "docs" / link).is_file(), link
