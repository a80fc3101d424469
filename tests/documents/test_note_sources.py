"""What the note says early, and at its end, of the sources that are later than the dossier."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.loading import Loaded
from mc_builder.page.tree import text_of
from mc_builder.project import Project

DOSSIER = """\
diplome: {type: mention-complementaire, intitule: Essai, niveau: 4, premiere_session: 2021}
nature: creation
etape: examen-cpc
date_reference: 2019-12-31
version: 0.1
"""
EXIGENCES = """\
exigences:
  - {id: x1, intitule: Régler un poste, nature: savoir-faire, source: {ref: fiche}}
  - {id: x2, intitule: Ranger un poste, nature: savoir-faire, source: {ref: enquete}}
"""
EMPLOI = """\
emploi:
  id: e1
  intitule: L’emploi
  niveau_usuel: 4
  sources: [SOURCE]
  exigences:
    - {exigence: x1, importance: 2, autonomie: 2}
    - {exigence: x2, importance: 2, autonomie: 2}
"""
SOURCES = """\
sources:
  - {id: fiche, auteur: Office, titre: Fiches, annee: ANNEE, precision: PRECISION}
  - {id: enquete, auteur: Observatoire, titre: Enquête, annee: 2018}
"""


def lue(projet_de: Callable[..., Loaded], annee: int, precision: str = "Une édition.") -> str:
    loaded = projet_de(
        dossier=DOSSIER,
        exigences=EXIGENCES,
        emploi=EMPLOI.replace("SOURCE", "{ref: enquete}"),
        sources=SOURCES.replace("ANNEE", str(annee)).replace("PRECISION", precision),
    )
    root = Making(document_kind("note"), Builder(Project(loaded))).document.root
    return " ".join(text_of(root).split())


@pytest.mark.parametrize(("annee", "dite"), [(2021, True), (2019, False), (2017, False)])
def test_requirements_of_a_later_source_are_counted_before_the_first_chapter(
    projet_de: Callable[..., Loaded], annee: int, *, dite: bool
) -> None:
    said = lue(projet_de, annee)
    told = f"Postérieur au dossier : Office, {annee}, d’où vient 1 des 2 exigences des emplois."
    assert (told in said) == dite
    assert "Observatoire, 2018, d’où" not in said


def test_a_later_source_that_gives_no_requirement_is_told_without_a_count(
    projet_de: Callable[..., Loaded],
) -> None:
    loaded = projet_de(
        dossier=DOSSIER.replace("2019-12-31", "2017-12-31"),
        exigences=EXIGENCES.replace(", source: {ref: enquete}", ""),
        emploi=EMPLOI.replace("SOURCE", "{ref: enquete}"),
        sources=SOURCES.replace("ANNEE", "2021").replace("PRECISION", "Une édition."),
    )
    root = Making(document_kind("note"), Builder(Project(loaded))).document.root
    said = " ".join(text_of(root).split())
    told = "d’où vient 1 des 2 exigences des emplois ; 1 autre source."
    assert told in said.replace("\u00a0", " ")


@pytest.mark.parametrize(("precision", "dite"), [("À actualiser.", True), ("Relue.", False)])
def test_what_is_to_be_brought_up_to_date_is_told_at_the_end(
    projet_de: Callable[..., Loaded], precision: str, *, dite: bool
) -> None:
    assert ("Sources à actualiser : Office, 2021." in lue(projet_de, 2021, precision)) == dite
