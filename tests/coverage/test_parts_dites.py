"""What is said of shares is true at small cases: of what they are, rounded, of whom at a tie."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from mc_builder.coverage.analysis.parts_dites import are_rounded, coefficients_dits, precision
from mc_builder.coverage.analysis.qualite import PartObjet, Repartition
from mc_builder.coverage.analysis.repartition import share_blocs
from mc_builder.coverage.bilan import mesure_dite
from mc_builder.cpc import Etat, Lieux, draw_up
from mc_builder.cpc.mesures import ouvertures, repartition
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.loading.profile_names import profile_names
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from memoire import Memoire
from types_inventes import fichiers_du_type, projet_du_type

EVALUATION = "referentiels/evaluation.yaml"
CAP, BTS = "certificat-d-aptitude-professionnelle", "brevet-de-technicien-superieur"
BUT = "bachelor-universitaire-de-technologie"
chaque_type = pytest.mark.parametrize("type_", profile_names())


def change(type_: str, path: str, old: str, new: str) -> Project:
    """The project of a type, one of its texts otherwise."""
    files = dict(fichiers_du_type(type_))
    text = files[path].decode()
    assert old in text
    files[path] = text.replace(old, new).encode()
    return Project.open(Memoire(files))


def lu(project: Project, cle: str) -> str:
    root = Making(document_kind(cle), Builder(project)).document.root
    return " ".join(text_of(root).split())


def found(*columns: tuple[int, int, int], of: Fraction | None = Fraction(1)) -> Repartition:
    """Rows of two shares over one whole."""
    parts = (PartObjet("b", Fraction(x, whole), Fraction(y, whole)) for x, y, whole in columns)
    return Repartition("bloc", tuple(parts), of)


def test_a_share_of_the_coefficients_says_of_which_the_lower_first() -> None:
    shares = share_blocs(projet_du_type(CAP).coverage)
    assert shares.des_coefficients == Fraction(11, 14)
    said = coefficients_dits(shares, shares.parts[0])
    assert said.replace("\u00a0", " ").replace("\u202f", " ").startswith("57 % ⟨des coefficients⟩")
    figures = [int(n) for n in re.findall(r"\d+", said)]
    assert figures == sorted(figures) == [57, 73]
    assert "entre parenthèses" in precision(shares)


def test_an_optional_bloc_is_beside_the_whole() -> None:
    """Only its points above the average count: 6 coefficients, of which 5 are of the blocs."""
    assert share_blocs(projet_du_type(BTS).coverage).des_coefficients == Fraction(5, 6)
    files = dict(fichiers_du_type(BTS))
    for path, text in files.items():
        files[path] = text.replace(b"nature: general", b"nature: facultatif")
    optional = Project.open(Memoire(files))
    assert share_blocs(optional.coverage).des_coefficients == 1


def test_an_unknown_coefficient_leaves_the_whole_unknown() -> None:
    unknown = change(CAP, EVALUATION, "unite: u3, coefficient: 3, ", "unite: u3, ")
    shares = share_blocs(unknown.coverage)
    assert shares.des_coefficients is None
    assert "⟨blocs:professionnel⟩" in coefficients_dits(shares, shares.parts[0])
    assert "faute de connaître" in precision(shares)


@pytest.mark.parametrize(
    ("columns", "rounded"),
    [
        (((5, 5, 8), (3, 3, 8)), True),  # 63 + 38
        (((1, 1, 3), (1, 1, 3), (1, 1, 3)), True),  # 33 three times
        (((3, 3, 4), (1, 1, 4)), False),
        (((999, 999, 1000), (1, 1, 1000)), False),  # never 100 with 0: 99 and 1
    ],
)
def test_shares_that_do_not_add_up_are_said_to_be_rounded(
    *, columns: tuple[tuple[int, int, int], ...], rounded: bool
) -> None:
    assert are_rounded(found(*columns)) is rounded
    assert ("arrondies" in precision(found(*columns))) is rounded


@chaque_type
def test_what_blocs_share_is_only_said_where_they_do(type_: str) -> None:
    project = projet_du_type(type_)
    shares = share_blocs(project.coverage)
    assert not shares.partagees  # in these projects, each requirement has its bloc
    assert "se partagent" not in repartition(project.names, shares)
    assert "se partagent" not in lu(project, "couverture")


def test_the_bloc_that_serves_a_job_most_is_none_at_a_tie() -> None:
    project = projet_du_type("baccalaureat-professionnel")  # two requirements in each bloc
    blocs = project.coverage.blocs
    assert [len(b.exigences) for b in blocs] == [2, 2]
    assert ouvertures(project.names, project.coverage) == {}
    project = projet_du_type(CAP)
    opened = ouvertures(project.names, project.coverage)
    said = [opened.get(b.bloc, "") for b in project.coverage.blocs]
    assert ["sert le plus" in words for words in said] == [True, False]


@chaque_type
def test_blocs_are_counted_out_of_all(type_: str) -> None:
    project = projet_du_type(type_)
    count, others = len(project.projet.blocs), len(project.projet.blocs_generaux)
    said = lu(project, "grille")
    assert (f"{count} blocs professionnels sur {count + others}" in said) == bool(others)


@chaque_type
def test_what_the_grid_says_to_be_found_it_prints(type_: str) -> None:
    """A criterion that the text sets aside has no section: nothing weighs on it."""
    project = projet_du_type(type_)
    grid = draw_up(Lieux(project.names, project.places), project.coverage, project.findings())
    for line in grid.lignes:
        if line.examen.etat is Etat.NON_APPLICABLE:
            assert line.poids == ()
    said = lu(project, "grille")
    counts = re.findall(r"Le contrôle automatique du dossier relève ([^.:]+?)(?=\.| :)", said)
    assert len(counts) % 2 == 0  # once in the table, once in the section
    assert sorted(counts[: len(counts) // 2]) == sorted(counts[len(counts) // 2 :])


@chaque_type
def test_what_is_well_is_no_warning(type_: str) -> None:
    project = projet_du_type(type_)
    root = Making(document_kind("couverture"), Builder(project)).document.root
    warned = [" ".join(text_of(li).split()) for li in root.iter("li")]
    well = "de chaque catégorie de candidats."
    assert [words for words in warned if words.endswith(well)] == []
    assert well in lu(project, "couverture")


def test_none_of_the_options_that_tie_is_the_lowest() -> None:
    project = projet_du_type(BUT)
    assert "la plus basse," not in mesure_dite(project.coverage)
    assert mesure_dite(project.coverage).startswith("dans ⟨chaque option⟩ et dans ⟨toutes")


def test_an_epreuve_of_two_units_of_a_bloc_counts_it_once() -> None:
    """Of the two SAÉ, one validates two units of its bloc: 50 % for 71 % of the requirements."""
    said = [d.message for d in projet_du_type(BUT).findings() if d.code == "EVA020"]
    assert said == []
