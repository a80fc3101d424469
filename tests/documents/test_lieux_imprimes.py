"""Where a reader is sent: every link of a chain has its own place in the référentiel."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from lectures import ouvert
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.model.activites import Activite, Pole, Tache
from mc_builder.model.base import Objet
from mc_builder.model.blocs import (
    Bloc,
    Competence,
    ElementSavoir,
    Indicateur,
    Savoir,
    SousCompetence,
)
from mc_builder.model.evaluation import (
    Attestation,
    Epreuve,
    Habilitation,
    Partie,
    SousEpreuve,
    Unite,
)
from mc_builder.names import ancre
from mc_builder.project import Project

RACINE = Path(__file__).parents[2]
CITES: tuple[type[Objet], ...] = (
    *(Pole, Activite, Tache, Bloc, Competence, SousCompetence, Indicateur, Savoir, ElementSavoir),
    *(Unite, Epreuve, SousEpreuve, Partie, Habilitation, Attestation),
)


@pytest.mark.rapides(1)
@pytest.mark.parametrize("folder", [RACINE, RACINE / "tests/projets/cycles"], ids=["sno", "cycles"])
def test_what_a_chain_goes_through_has_a_page_of_its_own(folder: Path) -> None:
    builder = Builder(Project.open(folder))
    kind = next(kind for kind in DOCUMENTS if kind.key == "referentiel")
    document = Making(kind, builder).document
    anchors = Counter(str(e.get("id")) for e in document.root.iter() if e.get("id"))
    assert set(anchors.values()) == {1}
    pages = {anchor: n for n, anchor in enumerate(anchors, start=1)}
    names = replace(builder, pages={"referentiel": pages}).names
    cited = [
        objet
        for objet in builder.projet.by_cle.values()
        if isinstance(objet, CITES) and not (isinstance(objet, Competence) and objet.ref)
    ]
    assert cited
    for objet in cited:
        assert names.lieu(objet.cle).page == str(pages[ancre(objet.cle)])


def test_the_page_of_what_holds_an_object_is_not_its_own() -> None:
    builder = Builder(ouvert(RACINE / "tests/projets/cycles"))
    bloc = builder.projet.blocs[0]
    names = replace(builder, pages={"referentiel": {ancre(bloc.cle): 12}}).names
    assert names.lieu(bloc.cle).page == "12"
    assert names.lieu(bloc.savoirs[0].cle).page == ""
