"""What a text says of a source that nobody read: the one by which it is known, in a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mc_builder.french import quoted
from mc_builder.loading import Loaded
from mc_builder.model.preuves import Source
from mc_builder.names.sources import places

LUE = "{id: lue, auteur: Observatoire, titre: Enquête, annee: 2024NOM}"
CITEE = "{id: citee, auteur: Ministère, titre: Bilan, annee: 2020, citee_par: lue}"


@pytest.mark.parametrize(
    ("nom", "dit"),
    [
        (", abrege: Enquête 2024, en_phrase: l’enquête", "l’enquête"),
        (", en_phrase: l’enquête de l’Observatoire", "l’enquête de l’Observatoire"),
        (", abrege: Enquête 2024", quoted("Enquête 2024")),
        ("", quoted("Observatoire")),
    ],
)
def test_a_sentence_never_takes_a_name_without_its_article(
    projet_de: Callable[..., Loaded], nom: str, dit: str
) -> None:
    sources = f"sources:\n  - {LUE.replace('NOM', nom)}\n  - {CITEE}\n"
    projet = projet_de({"dossier/sources.yaml": sources}).projet
    assert projet is not None
    source = projet.find("citee", Source)
    assert source is not None
    assert list(places(projet, source, "12")) == ["p.\N{NO-BREAK SPACE}12", f"cité d’après {dit}"]
