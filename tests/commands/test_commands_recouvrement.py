"""``mc-builder recouvrement``: both shares, the lower first, and the passages taken over."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from ligne_de_commande import Lance
from mc_builder.nomenclatures.store import add, writing
from mc_builder.nomenclatures.store_records import BLOC, FICHE, Edition, Entree, Record, Renvoi
from mc_builder.project import Project
from petits_fichiers import PROJETS

COPIE = "Établir le diagnostic d’un vélo afin de proposer une remise en état"
CYCLES = str(PROJETS / "cycles")
RNCP = Edition("RNCP", "2026", "2026-02-01", "Licence Ouverte 2.0", "France compétences")


@pytest.fixture(autouse=True)
def registre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A register whose one certification has the blocs of the project, and one of its sentences."""
    projet = Project.open(CYCLES).projet
    titles = [str(bloc.intitule) for bloc in projet.blocs]
    records: list[Record] = [Entree(FICHE, "RNCP1", "RNCP1", "Cycles")]
    records += [
        Entree(BLOC, f"BC{n}", f"BC{n}", f"Bloc {n} : {title}", parent="RNCP1")
        for n, title in enumerate([*titles, "Élever des ovins à l’herbage"])
    ]
    records.append(Entree(FICHE, "RNCP99998", "RNCP99998", "Atelier"))
    records += [
        Entree(BLOC, "A1", "A1", "Réparer un vélo", parent="RNCP99998", definition=COPIE.upper()),
        Entree(BLOC, "A2", "A2", "Bloc 2 – Élever des ovins", parent="RNCP99998"),
    ]
    records.append(Renvoi("RNCP1", "ROME", projet.emplois[0].rome[0]))
    store = tmp_path / "n.sqlite"
    monkeypatch.setenv("MC_BUILDER_NOMENCLATURES", str(store))
    with writing(store) as base:
        add(base, RNCP, records)


def test_the_lower_share_comes_first_and_the_jobs_in_common_are_counted(lance: Lance) -> None:
    said = lance("-C", CYCLES, "recouvrement", "rncp1")
    count = len(Project.open(CYCLES).projet.blocs)
    assert said.code == 0
    assert f"recouvrement : {count / (count + 1):.2f}".replace(".", ",") in said.sortie.replace(
        "\u00a0", " "
    ).replace("\u202f", " ")
    assert said.sortie.index(f"de ses {count + 1}") < said.sortie.index(f"de nos {count}")
    assert "Repères" in said.sortie
    assert "France compétences" in said.erreurs


def test_a_machine_reads_the_same(lance: Lance) -> None:
    found = json.loads(lance("-C", CYCLES, "recouvrement", "RNCP1", "--format", "json").sortie)
    (one,) = found["certifications"]
    assert one["part_de_nos_blocs"] == 1
    assert len(one["rome_communs"]) == 1


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A project that may be written: it compares RNCP99998."""
    return Path(shutil.copytree(CYCLES, tmp_path / "projet"))


def test_what_the_register_says_is_written_beside_the_certification(
    lance: Lance, dossier: Path
) -> None:
    before = (dossier / "dossier" / "certifications.yaml").read_text("utf-8")
    assert lance("-C", str(dossier), "recouvrement", "--ecrire").code == 0
    project = Project.open(dossier)
    (one,) = project.projet.certifications
    assert one.releve is not None
    assert one.releve.blocs == ("Réparer un vélo", "Élever des ovins")
    assert [(p.mots, p.bloc) for p in one.releve.passages] == [(COPIE, "A1")]
    assert (dossier / "dossier" / "certifications.yaml").read_text("utf-8").startswith(before)
    said = {d.code for d in project.findings(one.releve.jour)}
    assert not {"NOT027", "NOM005"} & said


def test_the_same_is_not_written_twice_and_a_changed_text_is_said(
    lance: Lance, dossier: Path
) -> None:
    lance("-C", str(dossier), "recouvrement", "--ecrire")
    path = dossier / "dossier" / "certifications.yaml"
    kept = path.read_bytes()
    path.write_bytes(kept := re.sub(rb"jour: [0-9-]+", b"jour: 2026-01-12", kept))
    again = lance("-C", str(dossier), "recouvrement", "--ecrire")
    assert ("rien n’a été écrit" in again.erreurs, path.read_bytes()) == (True, kept)
    bloc = dossier / "referentiels" / "blocs" / "bloc-1.yaml"
    bloc.write_text(bloc.read_text("utf-8").replace(COPIE, "Diagnostiquer un vélo"), "utf-8")
    (old,) = [d for d in Project.open(dossier).findings(date(2026, 3, 1)) if d.code == "NOT027"]
    assert "12 janvier 2026" in old.message
    assert lance("-C", str(dossier), "recouvrement", "--ecrire").code == 0
    found = Project.open(dossier)
    assert found.projet.certifications[0].releve is not None
    assert found.projet.certifications[0].releve.passages == ()
    assert not [d for d in found.findings(date(2026, 3, 1)) if d.code == "NOT027"]


def test_nothing_is_written_for_whoever_looks_or_names_what_is_not_compared(
    lance: Lance, dossier: Path
) -> None:
    path = dossier / "dossier" / "certifications.yaml"
    before = path.read_bytes()
    shown = lance("-C", str(dossier), "recouvrement", "--ecrire", "--diff")
    assert "+    releve:" in shown.sortie
    refused = lance("-C", str(dossier), "recouvrement", "RNCP1", "--ecrire")
    assert (refused.code, "n’est pas encore comparée" in refused.erreurs) == (2, True)
    assert path.read_bytes() == before


def test_what_is_not_kept_is_said(lance: Lance) -> None:
    unknown = lance("-C", CYCLES, "recouvrement", "RNCP9")
    assert (unknown.code, "aucune fiche" in unknown.erreurs) == (2, True)
    none = lance("-C", CYCLES, "recouvrement")
    assert none.code == 0
    assert "RNCP" in none.erreurs
