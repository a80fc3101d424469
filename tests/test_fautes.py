"""One project with 24 mistakes, one per file: each is said once, at its place, in one load."""

from __future__ import annotations

from pathlib import Path

import pytest

from mc_builder.loading import Loaded, load
from mc_builder.source.tree import Folder

PROJETS = Path(__file__).parent / "projets"
E = "erreur"
A = "avertissement"

#: path, line, column, code, severity. Written from the files, never copied from the output.
FAUTES = {
    # a character of YAML in French prose
    ("referentiels/emplois/10-mecanicien.yaml", 4, 37, "YML002", E),  # « : » without quotes
    ("dossier/preuves.yaml", 3, 38, "YML003", A),  # text cut at « # »
    ("referentiels/activites/pole-1.yaml", 8, 11, "YML004", A),  # list item become a mapping
    ("referentiels/activites/pole-2.yaml", 9, 11, "YML005", E),  # opened by an apostrophe
    ("dossier/glossaire.yaml", 2, 43, "YML006", E),  # comma inside a flow mapping
    # YAML itself
    ("referentiels/blocs/bloc-3.yaml", 11, 3, "YML007", E),  # duplicate key
    ("referentiels/activites/pole-3.yaml", 7, 1, "YML008", E),  # tab
    ("referentiels/blocs/bloc-4.yaml", 8, 17, "YML009", E),  # anchor
    ("referentiels/blocs/bloc-2.yaml", 3, 39, "YML010", E),  # cp1252
    ("referentiels/emplois/30-loueur.yaml", 5, 9, "YML001", E),  # unclosed bracket
    ("referentiels/correspondance.yaml", 1, 1, "YML011", E),  # empty file
    # the schema
    ("dossier/certifications.yaml", 2, 5, "SCH001", E),  # missing key
    ("referentiels/blocs/bloc-1.yaml", 3, 3, "SCH002", E),  # unknown key
    ("referentiels/emplois/40-vendeur.yaml", 2, 7, "SCH003", E),  # bad identifier
    ("dossier/sources.yaml", 6, 18, "SCH003", E),  # a day that does not exist
    ("referentiels/exigences.yaml", 4, 13, "SCH004", E),  # bad enumerated value
    ("referentiels/emplois/20-agent.yaml", 7, 58, "SCH005", E),  # number out of range
    # links
    ("referentiels/activites/pole-4.yaml", 9, 22, "REF001", E),  # unknown identifier
    ("referentiels/blocs/generaux.yaml", 5, 9, "REF002", E),  # identifier of another file
    ("referentiels/evaluation.yaml", 19, 42, "REF003", E),  # wrong kind of target
    # prose
    ("dossier/note/10-besoins.md", 3, 38, "PRE001", E),  # unknown figure
    ("dossier/note/20-flottes.md", 3, 52, "PRE002", E),  # unknown source
    ("dossier/note/30-emplois.md", 5, 13, "RED002", E),  # raw HTML
    ("dossier/note/40-conclusion.md", 3, 53, "NOT001", E),  # malformed construct
}

#: What the help of some of them must offer.
AIDES = {
    "dossier/glossaire.yaml": '- {sigle: CCF, signification: "Contrôle, en cours de formation"}',
    "dossier/note/10-besoins.md": "« recrutements-2023 »",
    "dossier/note/20-flottes.md": "« etude-flottes-2025 »",
    "dossier/preuves.yaml": 'intitule: "Réponses à la question #12 de l’enquête"',
    "referentiels/activites/pole-1.yaml": '- "Accueil : écoute de la demande"',
    "referentiels/activites/pole-2.yaml": '- "équipe de l\'atelier prévenue"',
    "referentiels/activites/pole-3.yaml": "      repond_a: [controler-freinage]",
    "referentiels/activites/pole-4.yaml": "« types-de-transmission »",
    "referentiels/blocs/bloc-1.yaml": "« intitule »",
    "referentiels/emplois/10-mecanicien.yaml": (
        'description: "Travaille en atelier : diagnostic, intervention, restitution."'
    ),
    "referentiels/exigences.yaml": "« savoir-faire »",
}


@pytest.fixture(scope="module")
def fautes() -> Loaded:
    return load(Folder(PROJETS / "fautes"))


def test_each_mistake_is_said_once_at_its_place(fautes: Loaded) -> None:
    found = [
        (d.span.path, d.span.line, d.span.column, d.code, str(d.severity))
        for d in fautes.diagnostics
    ]
    assert set(found) ^ FAUTES == set()
    assert len(found) == 24
    assert len({path for path, *_ in found}) == 24


@pytest.mark.parametrize("path", AIDES)
def test_help_gives_the_correction(fautes: Loaded, path: str) -> None:
    (found,) = [d for d in fautes.diagnostics if d.span.path == path]
    assert AIDES[path] in found.aide


def test_messages_have_no_final_point(fautes: Loaded) -> None:
    assert not [d.message for d in fautes.diagnostics if d.message.endswith(".")]


def test_what_can_be_read_survives(fautes: Loaded) -> None:
    projet = fautes.projet
    assert projet is not None
    assert not fautes.sound
    assert {p.id for p in projet.poles} == {"pole-remise-en-etat", "pole-conseil"}
    assert {b.id for b in projet.blocs} == {"bloc-remise-en-etat", "bloc-location"}
    assert {e.intitule for e in projet.emplois} == {
        "Agent ou agente d’entretien d’une flotte",
        "Vendeur ou vendeuse de cycles",
    }
    assert projet.blocs[0].intitule == "Remettre un vélo en état"  # under « intitulé »
    assert projet.poles[0].activites[0].taches[0].intitule == "Accueil : écoute de la demande"
