"""The second project: complete, invented, faultless, written in French typography."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mc_builder.loading import Loaded
from mc_builder.model.evaluation import Epreuve

CYCLES = Path(__file__).parent / "projets" / "cycles"
TEXTES = sorted(
    str(p.relative_to(CYCLES)) for p in CYCLES.rglob("*") if p.suffix in {".yaml", ".md"}
)


def test_no_diagnostic(cycles: Loaded) -> None:
    assert cycles.diagnostics == ()
    assert cycles.sound


def test_it_uses_every_feature(cycles: Loaded) -> None:
    projet = cycles.projet
    assert projet is not None
    assert (projet.profil.id, projet.dossier.nature) == (
        "certificat-de-specialisation",
        "revision",
    )
    assert [len(e.exigences) for e in projet.emplois] == [10, 9]
    assert {e.nature for e in projet.exigences} == {
        "savoir-faire",
        "savoir",
        "savoir-etre",
        "habilitation",
    }
    shared = [
        b.cle
        for b in projet.blocs
        if "etablir-diagnostic" in {c.cle for c in projet.competences(b)}
    ]
    assert shared == ["bloc-remise-en-etat", "bloc-flotte"]
    assert projet.evaluation is not None
    assert projet.formation is not None
    assert projet.formation.pfmp is not None
    assert projet.formation.pfmp.semaines.exact == 12
    assert min(h.heures.minimum or 0 for h in projet.formation.heures) >= 400
    assert projet.correspondance is not None
    sides = [(ligne.ancienne_unite, ligne.unites) for ligne in projet.correspondance.lignes]
    assert sides == [("U1", ("u1",)), ("U2", ()), (None, ("u2",))]
    assert len(projet.a_completer) == 2
    expected = {t.nom for t in projet.profil.textes}
    assert {t.nom for t in projet.textes} - expected == {"outillage"}
    assert expected <= {t.nom for t in projet.textes}


def test_one_requirement_is_answered_by_nothing(cycles: Loaded) -> None:
    projet = cycles.projet
    assert projet is not None
    answered = {lien.cible for m in projet.modeles() for lien in getattr(m, "repond_a", ())}
    excluded = {x.exigence for e in projet.emplois for x in e.exigences if x.ecartee}
    assert {x.cle for x in projet.exigences} - answered == {"conduire-utilitaire"} | excluded
    assert excluded == {"tenir-comptabilite"}


def test_one_unit_is_taken_by_modalites_and_the_other_by_common_parts(cycles: Loaded) -> None:
    projet = cycles.projet
    assert projet is not None
    by_modality = projet.find("e1", Epreuve)
    by_parts = projet.find("e2", Epreuve)
    assert by_modality is not None
    assert by_parts is not None
    assert [m.categories for m in by_modality.modalites] == [("cat-a",), ("cat-b",)]
    assert [len(p.modalites) for p in by_parts.parties] == [2, 1]


@pytest.mark.parametrize("path", TEXTES)
def test_typography(path: str) -> None:
    """Curly apostrophes; no-break spaces inside « » and before ; ? !."""
    text = (CYCLES / path).read_text("utf-8")
    if path.endswith(".yaml"):
        text = re.sub(r":\s'\d+'$", "", text, flags=re.MULTILINE)  # a quoted number is YAML's
    assert not re.search(r"'| [;?!»]|« ", text)
