"""What the blocs of compared certifications share with ours, in the note and the report."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO

import pytest
from openpyxl import load_workbook

from mc_builder.documents.builder import Builder
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.documents.couverture.markdown import couverture_markdown
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.documents.recouvrements import RecouvrementVue, recouvrements
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from memoire import Memoire, fichiers_de
from petits_fichiers import PROJETS

CERTIFICATIONS = "dossier/certifications.yaml"
COPIE = "Établir le diagnostic d’un vélo afin de proposer une remise en état"
RELEVE = f"""\
    releve:
      jour: 2026-01-12
      source: {{ref: enquete-ateliers-2024, reperage: RNCP99998}}
      blocs: [Élever des ovins à l’herbage, Remettre un vélo en état, Vendre un vélo]
      communs: 1
      rome: [I1607, D1211]
      passages:
        - {{mots: {COPIE.upper()}, bloc: RNCP99998BC02}}
        - {{mots: Ce que plus aucun de nos textes ne dit mot pour mot, bloc: RNCP99998BC03}}
      empreinte: "000000000000"
"""


@cache
def builder(more: str) -> Builder:
    files = dict(fichiers_de(PROJETS / "cycles"))
    files[CERTIFICATIONS] = files[CERTIFICATIONS].rstrip(b"\n") + b"\n" + more.encode()
    project = Project.open(Memoire(files))
    assert project.problems == ()
    return Builder(project)


def only() -> RecouvrementVue:
    (found,) = recouvrements(builder(RELEVE), linked=True)
    return found


def printed(key: str, more: str) -> str:
    kind = next(kind for kind in DOCUMENTS if kind.key == key)
    document = Making(kind, builder(more)).document
    return re.sub(r"\s", " ", text_of(document.root))


def test_the_lower_share_comes_first_with_its_counts() -> None:
    first, *others = only().faits
    assert re.fullmatch(
        r"Recouvrement : (0,\d\d) de ses 3 blocs, (0,\d\d) de nos 2 ⟨blocs⟩\.", first
    )
    assert others == [
        "1 bloc commun à bien des diplômes, laissés de côté.",
        "Métiers du ROME communs : 1 sur 2 (I1607).",
    ]


def test_each_bloc_goes_with_ours_or_with_none() -> None:
    ovins, velo, _ = only().blocs
    assert velo.part == "1,00"
    assert velo.proche is not None
    assert velo.proche.numero == "1"
    assert ovins.proche is None or ovins.part < "0,3"


def test_only_words_that_our_texts_still_have_are_printed() -> None:
    (passage,) = only().passages
    assert (passage.mots, passage.bloc) == (COPIE, "RNCP99998BC02")
    assert passage.objet is not None
    assert passage.objet.numero == "C1.2"


@pytest.mark.parametrize("document", ["note", "couverture"])
def test_both_documents_print_the_facts_and_their_source(document: str) -> None:
    said = printed(document, RELEVE)
    for words in ("Élever des ovins", COPIE, "RNCP99998BC02", "12 janvier 2026", "RNCP99998"):
        assert words in said
    assert "Repères mesurés" in said


def sheet(key: str, more: str) -> list[list[str]]:
    """The rows of the sheet that the workbook of a document has of them; none without it."""
    kind = next(kind for kind in DOCUMENTS if kind.key == key)
    book = load_workbook(BytesIO(Making(kind, builder(more)).make("xlsx").data))
    if "Recouvrements" not in book.sheetnames:
        return []
    return [[str(x) for x in row] for row in book["Recouvrements"].iter_rows(values_only=True)]


@pytest.mark.parametrize("document", ["note", "couverture"])
def test_both_workbooks_have_a_line_for_each_bloc(document: str) -> None:
    rows = sheet(document, RELEVE)
    (velo,) = [row for row in rows if "Remettre un vélo en état" in row]
    assert {"1 Remettre un vélo en état", "1,00"} <= set(velo)
    assert sum("Titre Responsable" in row[0] for row in rows) == 3
    assert any("Repères mesurés" in row[0] for row in rows)
    (copied,) = [row for row in rows if row[0] == COPIE]
    assert copied[1].startswith("C1.2 ")
    assert copied[3] == "RNCP99998BC02"
    assert sheet(document, "") == []


def test_a_certification_without_blocs_has_its_line() -> None:
    blocs = "blocs: [Élever des ovins à l’herbage, Remettre un vélo en état, Vendre un vélo]"
    rows = sheet("couverture", RELEVE.replace(blocs, "blocs: []"))
    (bare,) = [row for row in rows if "Titre Responsable" in row[0]]
    assert "ne donne pas ses blocs" in bare[1]


def test_the_markdown_of_the_coverage_says_the_facts() -> None:
    said = couverture_markdown(Couverture.de(builder(RELEVE).project))
    section = said.partition("## Ce que les intitulés")[2]
    for words in ("0,", "1 sur 2 (I1607)", "1 passage se lit mot pour mot", "Repères mesurés"):
        assert words in section.replace("\\", "").replace("\u00a0", " ")
    assert "Ce que les intitulés" not in couverture_markdown(Couverture.de(builder("").project))


@pytest.mark.parametrize("document", ["note", "couverture"])
def test_what_is_not_noted_prints_nothing(document: str) -> None:
    said = printed(document, "")
    assert "Repères mesurés" not in said
    assert "ont de commun" not in said
