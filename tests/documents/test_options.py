"""A diploma with three options: what each document says of what holds for some of them only."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS, document_kind
from mc_builder.documents.making import Making
from mc_builder.model.selection import of_option, select
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from memoire import Memoire, fichiers_de

OPTIONS = Path(__file__).parents[1] / "projets" / "options"
DOSSIER = "dossier/dossier.yaml"


def projet(**changes: tuple[str, str]) -> Project:
    files = dict(fichiers_de(OPTIONS))
    for path, (before, after) in changes.items():
        text = files[path].decode()
        assert before in text
        files[path] = text.replace(before, after).encode()
    return Project.open(Memoire(files))


@pytest.fixture(scope="module")
def project() -> Project:
    return projet()


def mots(project: Project, cle: str) -> str:
    return " ".join(text_of(Making(document_kind(cle), Builder(project)).document.root).split())


def test_it_is_sound_and_without_an_error(project: Project) -> None:
    found = project.findings(date(2026, 6, 15))
    assert [(d.code, d.message) for d in found if d.severity.name == "ERREUR"] == []


@pytest.mark.parametrize("kind", [k for k in DOCUMENTS if k.key != "note"], ids=lambda k: k.key)
def test_every_document_is_made_and_names_the_options(project: Project, kind: object) -> None:
    said = mots(project, kind.key)  # type: ignore[attr-defined]
    for option in ("A – Instruments à cordes", "B – Instruments à vent", "C – Instruments à"):
        assert f"Option {option}" in said


def test_what_is_of_one_option_says_so_and_no_more(project: Project) -> None:
    said = mots(project, "referentiel")
    assert "Régler un instrument à cordes (option A)" in said
    assert "Essayer un instrument afin de vérifier qu’il joue juste (options A et C)" in said
    assert "Missions (options B et C)" in said
    assert "Histoire des pianos (option C)" in said
    assert "Outillage de l’accordeur (option C)" in said
    # Inside what is of one option, nothing repeats it.
    assert "Réglage des cordes (option A)" not in said
    assert "Instruments à cordes (option A)" not in said


def test_a_common_text_comes_before_those_of_options(project: Project) -> None:
    said = mots(project, "referentiel")
    places = [said.index(title) for title in ("Missions La", "Missions (option A)", "Missions (o")]
    assert places[0] < places[1]


def test_each_option_has_its_reglement(project: Project) -> None:
    view = Making(document_kind("referentiel"), Builder(project)).view
    tables = view.evaluation.reglement
    assert [table.parcours.numero for table in tables] == ["A", "B", "C"]
    assert [[ligne.unite for ligne in table.lignes] for table in tables] == [
        ["U1", "U2", "U3", "UG1"],
        ["U1", "U2", "U3", "UG1"],
        ["U1", "U2", "U3", "UG1", "UF1"],
    ]
    assert not any(ligne.objet.pour for table in tables for ligne in table.lignes)


def test_one_reglement_is_enough_when_all_take_the_same() -> None:
    path = "referentiels/evaluation.yaml"
    text = fichiers_de(OPTIONS)[path].decode()
    start = text.index("  - id: e-cordes")
    project = projet(**{path: (text[start:], "")})
    view = Making(document_kind("referentiel"), Builder(project)).view
    assert [table.parcours for table in view.evaluation.reglement] == [None]


def test_its_profile_calls_options_otherwise() -> None:
    files = dict(fichiers_de(OPTIONS))
    files["dossier/profil.yaml"] = (
        b"profil:\n  id: maison\n  herite_de: certificat-d-aptitude-professionnelle\n"
        b"  mots: {parcours: {nom: dominante, genre: f}}\n"
    )
    text = files[DOSSIER].decode()
    files[DOSSIER] = re.sub(r"type: [\w-]+", "type: maison", text).encode()
    project = Project.open(Memoire(files))
    said = mots(project, "referentiel") + mots(project, "couverture")
    assert "Dominante A – Instruments à cordes" in said
    assert "(dominantes B et C)" in said
    assert "ption A" not in said


def test_the_project_of_an_option_has_no_other(project: Project) -> None:
    alone = of_option(project.projet, "vents")
    assert [b.cle for b in alone.blocs] == ["bloc-accueil", "bloc-reparation", "bloc-vents"]
    assert [c.cle for c in alone.blocs[1].competences] == ["demonter"]
    assert [s.cle for s in alone.blocs[1].savoirs] == ["savoirs-acoustique"]
    assert alone.evaluation is not None
    assert [u.bloc for u in alone.evaluation.unites][2:] == ["bloc-vents", "francais"]
    assert {t.cle.rpartition("/")[2] for t in alone.textes} == {
        "10-missions",
        "10-missions--vents--claviers",
        "20-secteurs",
    }
    assert set(alone.by_cle) <= set(project.projet.by_cle)


def test_what_is_about_an_object_holds_where_it_does(project: Project) -> None:
    held = select(project.projet).of
    assert held("u-vents") == held("e-vents") == held("p-vents") == {"vents"}
    assert held("savoirs-essai") == {"cordes"}
    assert held("e-accueil") == {"cordes", "vents", "claviers"}


def test_a_text_for_an_option_that_does_not_exist_is_said() -> None:
    files = dict(fichiers_de(OPTIONS))
    files["referentiels/textes/10-missions--vent.md"] = b"Rien.\n"
    [found] = Project.open(Memoire(files)).problems
    assert (found.code, found.span.path) == ("REF001", "referentiels/textes/10-missions--vent.md")
    assert "vents" in found.aide


def test_what_defines_an_epreuve_may_have_several_paragraphs() -> None:
    path = "referentiels/evaluation.yaml"
    before = "coefficient: 2\n    definie_par: Arrêté du ministre chargé de l’éducation nationale"
    after = "coefficient: 2\n    definie_par: |\n      Arrêté *inventé*.\n\n      Suite."
    project = projet(**{path: (before, after)})
    assert project.sound
    said = mots(project, "referentiel")
    assert "Définie par : Arrêté inventé.Suite." in said  # two paragraphs


def test_blocs_of_one_number_are_one_in_the_count() -> None:
    """Each candidate has one of the three that are 3: what follows them is 4."""
    third = ("bloc:\n", "bloc:\n  numero: 3\n")
    project = projet(**{f"referentiels/blocs/bloc-{n}.yaml": third for n in (4, 5)})
    numbers = [project.names[bloc.cle].numero for bloc in project.projet.blocs]
    general = [project.names[bloc.cle].numero for bloc in project.projet.blocs_generaux]
    assert numbers == ["1", "2", "3", "3", "3"]
    assert general[:1] == ["4"]


def test_an_epreuve_weighs_in_the_option_of_its_candidates() -> None:
    """Out of 12 coefficients, those of an option: nobody takes the épreuves of two of them."""
    heavy = projet(
        **{"referentiels/evaluation.yaml": ("numero: E3\n    coefficient: 4", "coefficient: 60")}
    )
    said = [d.message for d in heavy.findings(date(2026, 6, 15)) if d.code == "EVA020"]
    shares = [re.search(r"pour (\d+).% .* \((option .)\)", one) for one in said]
    assert ("88", "option A") in [found.groups() for found in shares if found]


def test_a_part_may_assess_a_general_bloc() -> None:
    """As the PSE in an épreuve of a CAP: it is said where that bloc is, and where the part is."""
    changed = projet(
        **{
            "referentiels/evaluation.yaml": (
                "evalue: [bloc-accueil]}",
                "evalue: [bloc-accueil, musicologie]}",
            )
        }
    )
    found = changed.findings(date(2026, 6, 15))
    assert [d.message for d in found if d.severity.name == "ERREUR"] == []
    title = str(changed.names["musicologie"].titre)
    table = mots(changed, "rncp").partition(title)[2]
    assert str(changed.names["e-accueil"].titre) in table
    assert title in mots(changed, "referentiel").partition("Accueil au comptoir")[2]


def test_a_unit_may_validate_a_general_bloc_beside_its_own() -> None:
    """The unit says both, and the table of the RNCP says by which épreuve that bloc is obtained."""
    unit = "{id: u-accueil, bloc: bloc-accueil}"
    both = unit.replace("}", ", generaux: francais}")
    changed = projet(**{"referentiels/evaluation.yaml": (unit, both)})
    errors = [d for d in changed.findings(date(2026, 6, 15)) if d.severity.name == "ERREUR"]
    assert errors == []
    bloc = changed.names["francais"]
    said = mots(changed, "referentiel").partition("Compétences du bloc 1")[2]
    assert said.find(f"Bloc {bloc.numero}") < said.find("Compétences du bloc 2")
    table = mots(changed, "rncp").partition(str(bloc.titre))[2]
    assert str(changed.names["e-accueil"].titre) in table
