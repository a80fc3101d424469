"""``mc-builder schema``: the lines of a copied project lead somewhere again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ligne_de_commande import Lance
from mc_builder.loading.layout import FILES
from mc_builder.loading.schema_lines import FOLDER, SETTINGS, editor_settings, schema_line
from mc_builder.schema import kept_schemas

RACINE = Path(__file__).parents[2]
ECLUSES = RACINE / "tests" / "projets" / "ecluses"
PREMIERE = "# yaml-language-server: $schema="


@pytest.fixture
def copie_du_depot(tmp_path: Path) -> Path:
    """What README used to say: copy the two folders."""
    for name in ("dossier", "referentiels"):
        shutil.copytree(RACINE / name, tmp_path / "p" / name)
    return tmp_path / "p"


def lignes(folder: Path) -> dict[str, str]:
    found = sorted((folder / "dossier").rglob("*.yaml")) + sorted(
        (folder / "referentiels").rglob("*.yaml")
    )
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8-sig").partition("\n")[0]
        for path in found
    }


@pytest.mark.lent
def test_a_copied_project_is_said_then_mended(lance: Lance, copie_du_depot: Path) -> None:
    def said() -> list[str]:
        output = lance("-C", copie_du_depot, "check", "--select", "SCH015").sortie
        return [line for line in output.splitlines() if "SCH015" in line]

    (found,) = said()
    assert f"{len(lignes(copie_du_depot))} fichiers nomment un schéma" in found
    before = {p: p.read_bytes() for p in copie_du_depot.rglob("*.yaml")}
    assert lance("-C", copie_du_depot, "schema").code == 0
    assert said() == []
    for path, line in lignes(copie_du_depot).items():
        kind = next(kind for kind in FILES if kind.accepts(path))
        assert line == schema_line(path, kind)
        whole = (copie_du_depot / path).read_bytes()
        assert whole.partition(b"\n")[2] == before[copie_du_depot / path].partition(b"\n")[2]
    written = {p.name: p.read_text("utf-8") for p in (copie_du_depot / FOLDER).iterdir()}
    assert written == kept_schemas()


def test_a_file_without_line_is_given_one_in_its_own_ends_of_line(
    lance: Lance, copie: Callable[[str], Path]
) -> None:
    folder = copie("cycles")
    glossary = folder / "dossier/glossaire.yaml"
    words = b"\xef\xbb\xbf" + glossary.read_bytes().replace(b"\n", b"\r\n")
    glossary.write_bytes(words)
    assert lance("-C", folder, "schema").code == 0
    line = f"{PREMIERE}../{FOLDER}/glossaire.json\r\n".encode()
    assert glossary.read_bytes() == b"\xef\xbb\xbf" + line + words[3:]
    assert all(line.startswith(PREMIERE) for line in lignes(folder).values())


def test_a_line_that_leads_somewhere_is_left_and_so_is_the_web(
    lance: Lance, copie: Callable[[str], Path]
) -> None:
    folder = copie("cycles")
    glossary = folder / "dossier/glossaire.yaml"
    web = f"{PREMIERE}https://exemple.fr/glossaire.json\nsigles: []\n"
    glossary.write_text(web, "utf-8")
    lance("-C", folder, "schema")
    once = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    assert glossary.read_text("utf-8") == web
    assert lance("-C", folder, "schema").erreurs == ""
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == once


def test_the_settings_of_the_editor_are_written_once(
    lance: Lance, copie: Callable[[str], Path]
) -> None:
    folder = copie("cycles")
    assert lance("-C", folder, "schema").code == 0
    assert not (folder / SETTINGS).exists()
    assert lance("-C", folder, "schema", "--vscode").code == 0
    assert (folder / SETTINGS).read_text("utf-8") == editor_settings()
    (folder / SETTINGS).write_text("{}", "utf-8")
    result = lance("-C", folder, "schema", "--vscode")
    assert "gardé tel quel" in result.erreurs
    assert (folder / SETTINGS).read_text("utf-8") == "{}"
    assert all((folder / name).is_file() for name in json.loads(editor_settings())["yaml.schemas"])


def test_no_project_no_schema(lance: Lance, tmp_path: Path) -> None:
    result = lance("-C", tmp_path, "schema")
    assert result.code == 2
    assert list(tmp_path.iterdir()) == []


def test_editors_are_proposed_the_modes_that_a_project_names(lance: Lance, tmp_path: Path) -> None:
    """Those of the tool's types are always proposed; those of a project, in its own schemas."""
    shutil.copytree(ECLUSES, tmp_path / "ecluses")
    assert lance("-C", tmp_path / "ecluses", "schema").code == 0
    written = (tmp_path / "ecluses" / FOLDER / "evaluation.json").read_text("utf-8")
    usual = kept_schemas()["evaluation.json"]
    for name in ("ponctuel", "portfolio", "entretien-technique"):
        assert f'"{name}"' in written
        assert f'"{name}"' in usual
    assert '"sae"' in written
    assert '"sae"' not in usual
