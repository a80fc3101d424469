"""``mc-builder certification``: what the register says, and what the dossier said stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ligne_de_commande import Lance
from mc_builder.french import typeset
from mc_builder.model.base import ACompleter
from mc_builder.nomenclatures.store import add, writing
from mc_builder.nomenclatures.store_records import (
    FICHE,
    Certification,
    Edition,
    Entree,
    Record,
    Succession,
)
from mc_builder.project import Project

NOUVEAU = (
    *("nouveau", "p", "--type", "MC", "--intitule", "Cycles", "--niveau", "4"),
    *("--etape", "opportunite", "--demandeur", "La branche"),
)
RNCP = Edition("RNCP", "2026", "2026-02-01", "Licence Ouverte 2.0", "France compétences")
RECORDS: tuple[Record, ...] = (
    Entree(FICHE, "RNCP1", "RNCP1", "Technicien d'atelier"),
    Certification("RNCP1", "3", "2027-08-31", active=True),
    Succession("RNCP1", "RNCP2"),
    Entree(FICHE, "RNCP2", "RNCP2", "Technicien d'atelier et de flotte"),
    Certification("RNCP2", "4", "bientôt", active=True),
)


@pytest.fixture(autouse=True)
def ici(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lance: Lance) -> Path:
    store = tmp_path / "n.sqlite"
    monkeypatch.setenv("MC_BUILDER_NOMENCLATURES", str(store))
    monkeypatch.chdir(tmp_path)
    with writing(store) as base:
        add(base, RNCP, RECORDS)
    lance(*NOUVEAU)
    return tmp_path


def test_a_new_one_has_what_the_register_says_and_waits_for_the_rest(
    lance: Lance, ici: Path
) -> None:
    refused = lance("-C", "p", "certification", "rncp1")
    assert (refused.code, "--verdict" in refused.erreurs) == (2, True)
    assert lance("-C", "p", "certification", "rncp1", "--verdict", "proche").code == 0
    projet = Project.open(ici / "p").projet
    one = next(c for c in projet.certifications if str(c.code) == "RNCP1")
    assert (one.intitule, one.niveau, one.verdict) == ("Technicien d’atelier", "3", "proche")
    assert (one.fin_enregistrement, one.remplacee_par) == (date(2027, 8, 31), "RNCP2")
    assert isinstance(one.recouvrement, ACompleter)
    assert one.source is not None
    assert (one.source.ref, one.source.reperage) == ("rncp-2026", "RNCP1")
    assert lance("-C", "p", "check").code == 0


def test_what_the_dossier_says_already_stays_and_check_says_where_they_differ(
    lance: Lance, ici: Path
) -> None:
    lance("-C", "p", "certification", "RNCP1", "--verdict", "proche")
    path = ici / "p/dossier/certifications.yaml"
    text = path.read_text("utf-8")
    for line in text.splitlines(keepends=True):
        if line.lstrip().startswith("fin_enregistrement: 2027"):
            text = text.replace(line, "")
    path.write_text(text.replace('niveau: "3"', 'niveau: "5"  # lu'), "utf-8")
    assert 'niveau: "5"  # lu' in path.read_text("utf-8")
    assert lance("-C", "p", "certification", "RNCP1").code == 0
    after = path.read_text("utf-8")
    assert 'niveau: "5"  # lu' in after
    assert "2027-08-31" in after
    again = lance("-C", "p", "certification", "RNCP1")
    assert (again.code, "rien n’a été écrit" in again.erreurs) == (2, True)
    assert "NOM004" in lance("-C", "p", "check").sortie


def test_what_cannot_be_known_is_said(lance: Lance) -> None:
    unknown = lance("-C", "p", "certification", "RNCP9", "--verdict", "proche")
    assert (unknown.code, "RNCP9" in unknown.erreurs) == (2, True)
    shown = lance("-C", "p", "certification", "RNCP2", "--verdict", "proche", "--diff")
    assert "+    code: RNCP2" in shown.sortie
    assert "+    fin_enregistrement" not in shown.sortie  # its end is no day
    assert "Rien n’a été écrit" in typeset(shown.erreurs)
