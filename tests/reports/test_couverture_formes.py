"""One measurement, many forms: all of them say the same counts, statuses, gaps and chains."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from formes import (
    Dit,
    changements_docx,
    changements_json,
    changements_markdown,
    changements_xlsx,
    de_l_arbre,
    de_la_page,
    du_json,
    du_markdown,
    du_texte,
    du_xlsx,
)

from ligne_de_commande import Lance
from mc_builder.coverage import Statut
from mc_builder.documents.common import Builder
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.documents.couverture.json import couverture_json
from mc_builder.documents.couverture.markdown import couverture_markdown
from mc_builder.documents.couverture.texte import couverture_texte
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.names import numeroter
from mc_builder.project import Project

RACINE = Path(__file__).parents[2]

#: One fault for each place where a chain may break, and titles that try to be something else.
FAUTES = (
    ("referentiels/blocs/bloc-1.yaml", "      mobilise: [intervention]\n", ""),
    (
        "referentiels/blocs/bloc-2.yaml",
        "      indicateurs:\n        - Le stock compté et le stock enregistré concordent.\n",
        "",
    ),
    (
        "referentiels/evaluation.yaml",
        "evalue: [bloc-remise-en-etat]",
        "evalue: [etablir-diagnostic]",
    ),
    (
        "referentiels/exigences.yaml",
        "intitule: Conduire un véhicule utilitaire pour déplacer les vélos",
        "intitule: '=SOMME(A1) | <b>@equipe</b> [lien](http://exemple.fr) `code` #12'",
    ),
    (
        "referentiels/exigences.yaml",
        "intitule: Repérer l’usure d’une transmission",
        "intitule: '+1 * _repérer_ & « l’usure » : 50 % ~ !'",
    ),
)


@dataclass(frozen=True)
class Formes:
    """The forms of one report, each read back."""

    json: Dit
    xlsx: Dit
    arbre: Dit
    page: Dit
    texte: Dit
    markdown: Dit


def lire(builder: Builder) -> Formes:
    vue = Couverture.de(builder.project)
    making = Making(document_kind("couverture"), builder)
    return Formes(
        json=du_json(couverture_json(vue).encode(), numeroter(builder.projet)),
        xlsx=du_xlsx(making.make("xlsx").data),
        arbre=de_l_arbre(making.document.root),
        page=de_la_page(making.make("html").data),
        texte=du_texte(couverture_texte(vue, largeur=500)),
        markdown=du_markdown(couverture_markdown(vue)),
    )


@pytest.fixture(scope="module", params=["depot", "cycles", "fautif"])
def builder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Builder:
    folder = RACINE if request.param == "depot" else RACINE / "tests/projets/cycles"
    if request.param == "fautif":
        folder = fautif(tmp_path_factory.mktemp("fautif"), folder)
    return Builder(Project.open(folder))


def fautif(target: Path, source: Path) -> Path:
    for path in source.rglob("*"):
        if path.is_file() and "output" not in path.parts:
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    for name, before, after in FAUTES:
        text = (target / name).read_text("utf-8")
        assert before in text, before
        (target / name).write_text(text.replace(before, after), "utf-8")
    return target


@pytest.fixture(scope="module")
def formes(builder: Builder) -> Formes:
    return lire(builder)


@pytest.mark.parametrize("forme", ["xlsx", "arbre", "page", "texte", "markdown"])
def test_counts_are_the_same(formes: Formes, forme: str) -> None:
    assert getattr(formes, forme).comptes == formes.json.comptes


@pytest.mark.parametrize("forme", ["xlsx", "arbre", "page", "texte", "markdown"])
def test_gaps_and_where_they_break_are_the_same(formes: Formes, forme: str) -> None:
    assert getattr(formes, forme).lacunes == formes.json.lacunes


@pytest.mark.parametrize("forme", ["xlsx", "arbre", "page"])
def test_statuses_are_the_same(formes: Formes, forme: str) -> None:
    assert getattr(formes, forme).statuts == formes.json.statuts


@pytest.mark.parametrize("forme", ["xlsx", "arbre"])
def test_chains_are_the_same(formes: Formes, forme: str) -> None:
    assert getattr(formes, forme).chaines == formes.json.chaines


def test_the_json_says_what_was_measured(formes: Formes, builder: Builder) -> None:
    """The reference of all the others is checked against the report itself."""
    total = builder.project.coverage.total
    stages = tuple(palier.nombre for palier in total.paliers)
    assert formes.json.comptes["Ensemble"] == (total.retenues, total.ecartees, *stages)
    assert len(formes.json.statuts) == sum(len(e.lignes) for e in builder.project.coverage.emplois)
    assert len(formes.json.lacunes) == sum(
        e.retenue and e.statut is not Statut.EVALUEE for e in builder.project.coverage.exigences
    )


def test_the_faulty_project_breaks_everywhere(tmp_path: Path) -> None:
    """The comparison would prove little on a project that has only one kind of gap."""
    found = Project.open(fautif(tmp_path, RACINE / "tests/projets/cycles"))
    assert {gap.statut for gap in found.analysis.ruptures.values()} == {
        Statut.NON_COUVERTE,
        Statut.DECRITE,
        Statut.TRADUITE,
    }


@pytest.mark.lent
def test_changes_are_the_same(tmp_path: Path, lance: Lance) -> None:
    """Every change of every job, with its two statuses and its causes, in each form."""
    cycles = RACINE / "tests/projets/cycles"
    before, after = fautif(tmp_path / "avant", cycles), fautif(tmp_path / "apres", cycles)
    for name, _, _ in FAUTES[:3]:  # mended today, faulty before
        (after / name).write_bytes((cycles / name).read_bytes())
    result = lance(
        "-C", after, "build", "couverture", "--contre", before, "--format", "json,xlsx,md,docx"
    )
    assert result.code == 0, result.erreurs
    output = after / "output" / "rapport-couverture"
    said = changements_json(output.with_suffix(".json").read_bytes())
    assert len(said) > 3
    assert changements_xlsx(output.with_suffix(".xlsx").read_bytes()) == said
    assert changements_docx(output.with_suffix(".docx").read_bytes()) == said
    assert changements_markdown(output.with_suffix(".md").read_text("utf-8")) == said
