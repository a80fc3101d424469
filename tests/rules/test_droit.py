"""Articles are cited for what they say, in the version of the date of reference."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from mc_builder.loading import Loaded, load
from mc_builder.loading.droit import droit
from mc_builder.project import Project
from mc_builder.rules import check_rules
from mc_builder.rules.mots import simple
from mc_builder.source.tree import Folder

ProjetDe = Callable[..., Loaded]
RACINE = Path(__file__).parents[2]

DOSSIER = """
    diplome: {{type: mention-complementaire, intitule: X, niveau: 4, premiere_session: 2021}}
    nature: creation
    etape: opportunite
    date_reference: {day}
    version: 1
    """
SOURCE = """
    sources:
      - id: code
        auteur: Code de l’éducation
        titre: Articles D. 337-139 à D. 337-160
        annee: 2020
        type: loi
        precision: {precision}
    """


def codes(loaded: Loaded, *wanted: str) -> list[tuple[str, str]]:
    found = sorted(check_rules(Project(loaded)), key=lambda d: d.sort_key)
    return [(d.code, d.span.text) for d in found if d.code in wanted]


@pytest.mark.parametrize(
    ("day", "text", "found"),
    [
        # the text of 2025, in a dossier of 2019
        ("2019-12-31", "Une validation partielle atteste les blocs (D. 337-147).", "D. 337-147"),
        (
            "2019-12-31",
            "Une validation partielle atteste un bloc (D.\u00a0337-147).",
            "D.\u00a0337-147",
        ),
        ("2024-12-31", "Une attestation reconnaît les blocs (D. 337-147).", "D. 337-147"),
        ("2025-01-01", "Une validation partielle atteste les blocs (D. 337-147).", None),
        ("2019-12-31", "Le diplôme s’obtient aussi par la VAE (D. 337-147).", None),
        # the claim follows the citation
        ("2019-12-31", "La VAE existe (D337-147) ; elle atteste les blocs acquis.", "D337-147"),
        # another sentence is another claim
        ("2019-12-31", "La VAE existe (D. 337-147). Un bilan atteste les blocs.", None),
        # gone since
        ("2019-12-31", "Il y a trois unités (D. 337-140).", None),
        ("2024-06-01", "Il y a trois unités (D. 337-140).", "D. 337-140"),
        # another article says it
        ("2019-12-31", "La formation dure 400 heures (D. 337-147).", "D. 337-147"),
        ("2019-12-31", "La formation dure 400 heures (D. 337-145).", None),
        ("2019-12-31", "Elle dure 400 heures et 12 semaines (D. 337-145 et D. 337-146).", None),
        # not yet
        ("2019-12-31", "Les critères sont ceux de l’article R. 6113-25-1.", "R. 6113-25-1"),
        ("2019-12-31", "Les critères de R. 6113-25-1 valent par anticipation.", None),
        ("2026-02-01", "Les critères sont ceux de l’article R. 6113-25-1.", None),
        # not read: not judged
        ("2019-12-31", "La formation dure 400 heures (D. 337-99).", None),
    ],
)
def test_an_article_says_what_it_is_cited_for(
    projet_de: ProjetDe, day: str, text: str, found: str | None
) -> None:
    loaded = projet_de(dossier=DOSSIER.format(day=day), note=f"# A\n\n{text}\n")
    assert codes(loaded, "RED032") == ([("RED032", found)] if found else [])


@pytest.mark.parametrize(
    ("text", "precision", "found"),
    [
        ("La VAE existe (D. 337-147).", "Consulté.", "D. 337-147"),
        ("La VAE existe (D. 337-147, version de 2020).", "Consulté.", None),
        ("La VAE existe (D. 337-147).", "Version au 1er septembre 2020.", None),
        ("La durée est de 400 heures (D. 337-145).", "Consulté.", None),  # one version was read
    ],
)
def test_an_article_that_changed_is_cited_with_its_version(
    projet_de: ProjetDe, text: str, precision: str, found: str | None
) -> None:
    loaded = projet_de(
        dossier=DOSSIER.format(day="2019-12-31"),
        sources=SOURCE.format(precision=precision),
        note=f"# A\n\n{text}\n",
    )
    assert codes(loaded, "RED033") == ([("RED033", found)] if found else [])


def test_the_dossier_of_the_repository_cites_the_law_of_its_date() -> None:
    assert codes(load(Folder(RACINE)), "RED032", "RED033") == []


def test_the_articles_are_sound() -> None:
    """Every subject is known, its words are simplified, versions follow one another."""
    subjects = {sujet.sujet: sujet for sujet in droit().sujets}
    for sujet in subjects.values():
        assert re.sub(r"\\.", "", sujet.mots) == re.sub(r"\\.", "", simple(sujet.mots))
    for article in droit().articles:
        assert all(re.fullmatch(r"[LRDA]\d{3,4}(?:-\d+)+", n) for n in article.numeros)
        for version in article.versions:
            assert set(version.dit) <= set(subjects)
        days = [(v.du, v.au) for v in article.versions]
        assert all(
            end is not None and begun is not None and (begun - end).days == 1
            for (_, end), (begun, _) in pairwise(days)
        )
