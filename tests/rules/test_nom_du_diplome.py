"""The name of the diploma follows the first session, and a finding says why."""

from __future__ import annotations

import shutil
from pathlib import Path

from exemples import AUJOURD_HUI

from mc_builder.loading import load
from mc_builder.project import Project
from mc_builder.source.tree import Folder

RACINE = Path(__file__).parents[2]


def test_a_mention_cannot_open_in_2026(tmp_path: Path) -> None:
    """The repository's dossier, dated October 2024 for a first session in 2026."""
    for name in ("dossier", "referentiels"):
        shutil.copytree(RACINE / name, tmp_path / name)
    file = tmp_path / "dossier/dossier.yaml"
    text = file.read_text("utf-8")
    for before, after in (
        ("date_reference: 2019-12-31", "date_reference: 2024-10-15"),
        ("premiere_session: 2021", "premiere_session: 2026"),
    ):
        assert text.count(before) == 1
        text = text.replace(before, after)
    file.write_text(text, "utf-8")
    loaded = load(Folder(tmp_path))
    assert loaded.projet is not None
    assert loaded.projet.profil.formes.nom == "certificat de spécialisation"
    subject = Project(loaded)
    found = [d for d in subject.findings(AUJOURD_HUI) if d.code == "DIP006"]
    assert [(d.message, d.related[0].span.text) for d in found] == [
        ("à la première session (2026), ce diplôme s’appelle certificat de spécialisation", "2026")
    ]
    assert found[0].fix is not None
