"""``mc-builder recouvrement``: both shares, the lower first, and the passages taken over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ligne_de_commande import Lance
from mc_builder.nomenclatures.store import add, writing
from mc_builder.nomenclatures.store_records import BLOC, FICHE, Edition, Entree, Record, Renvoi
from mc_builder.project import Project
from petits_fichiers import PROJETS

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


def test_what_is_not_kept_is_said(lance: Lance) -> None:
    unknown = lance("-C", CYCLES, "recouvrement", "RNCP9")
    assert (unknown.code, "aucune fiche" in unknown.erreurs) == (2, True)
    none = lance("-C", CYCLES, "recouvrement")
    assert none.code == 0
    assert "RNCP" in none.erreurs
