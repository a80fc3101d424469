"""Each type of diploma that comes with the tool: one invented project, in its words, read back."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.loading.profile_names import profile_names
from mc_builder.loading.profiles import profile
from mc_builder.model.mots import Mots
from mc_builder.page import tree
from mc_builder.project import Project
from memoire import Memoire, fichiers_de

COMMUN = Path(__file__).parents[1] / "projets" / "types" / "commun"
DOSSIER = "dossier/dossier.yaml"
#: Codes of the rules that a text of law commands for one type.
DROIT = ("DIP", "EVA", "FOR")


def projet(type_: str, niveau: int | None = None) -> Project:
    """The invented project, as a diploma of this type."""
    files = dict(fichiers_de(COMMUN))
    level = niveau if niveau is not None else profile(type_).niveaux[0]
    text = files[DOSSIER].decode()
    text = re.sub(r"type: [\w-]+", f"type: {type_}", text)
    files[DOSSIER] = re.sub(r"niveau: \d", f"niveau: {level}", text).encode()
    return Project.open(Memoire(files))


def mots(root: object) -> str:
    return " ".join(tree.text_of(root).split())  # type: ignore[arg-type]


@pytest.mark.parametrize("type_", profile_names())
def test_it_loads_and_is_judged_without_an_error(type_: str) -> None:
    found = projet(type_).findings(date(2026, 3, 31))
    errors = [d for d in found if d.severity.name == "ERREUR"]
    assert [(d.code, d.message) for d in errors] == []


@pytest.mark.parametrize("type_", profile_names())
def test_nothing_is_cited_of_a_text_that_nobody_read(type_: str) -> None:
    """What is not read is never an error, and its article is said not to be."""
    profil = profile(type_)
    for name in type(profil).model_fields:
        value = getattr(profil, name)
        for item in value if isinstance(value, tuple) else ():
            if getattr(item, "force", "") == "erreur":
                assert item.lue, f"{name}: {item}"
            if getattr(item, "article", None):
                assert re.match(r"code d[eu] ?l?’?\w+, [LRD]\d", item.article), item.article


@pytest.mark.parametrize("type_", profile_names())
@pytest.mark.parametrize("cle", ["referentiel", "couverture", "grille", "note", "enseignant"])
def test_its_documents_are_in_its_words(type_: str, cle: str) -> None:
    project = projet(type_)
    profil = project.projet.profil
    said = mots(Making(document_kind(cle), Builder(project)).document.root)
    assert "⟨" not in said
    usual = Mots()
    for name in type(usual).model_fields:
        mine, other = getattr(profil.mots, name), getattr(usual, name)
        gone = {other.noun.one, other.whole.one, other.short.one} - {
            mine.noun.one, mine.whole.one, mine.short.one
        }  # fmt: skip
        for word in gone - {"bloc", "unité", "diplôme"}:
            assert not re.search(rf"\b{word}\b", said, re.IGNORECASE), (word, name)
    if not profil.arrete:
        assert "arrêté" not in said
    numbers = {a.numero for a in project.projet.plan.annexes}
    for found in re.findall(r"[Aa]nnexe ([IVX]+|\d)\b", said):
        assert found in numbers or cle == "note"


def test_a_level_that_a_type_does_not_have_is_said_with_its_text() -> None:
    (found,) = [d for d in projet("baccalaureat-professionnel", 5).findings() if d.code == "DIP001"]
    assert found.severity.name == "ERREUR"
    assert "D. 337-51" in found.aide.replace("\u00a0", " ")
    (found,) = [d for d in projet("brevet-professionnel", 5).findings() if d.code == "DIP001"]
    assert found.severity.name == "AVERTISSEMENT"
    assert "non lue" in found.aide


TYPES = re.compile(rf"\b(?:{'|'.join((*profile_names(), 'NEUTRE_ID'))})\b")


def test_no_code_nor_template_names_a_type() -> None:
    """What differs from one type to another is data: nothing asks which type it is."""
    root = Path(__file__).parents[2]
    files = [*(root / "src/mc_builder").rglob("*.py"), *(root / "templates").glob("*.j2")]
    named = {
        f"{path.relative_to(root)}: {line.strip()}"
        for path in files
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"\b(?:el)?if\b|==|\bin\b", line) and TYPES.search(line)
    }
    assert named == set()


def test_a_title_on_request_is_examined_on_the_criteria_of_its_own_article() -> None:
    project = projet("titre-enregistre-sur-demande")
    said = mots(Making(document_kind("grille"), Builder(project)).document.root)
    said = said.replace("\u00a0", " ")
    assert "R. 6113-9" in said
    assert "R. 6113-25-1" not in said
    found = {d.code: d.message for d in project.findings(date(2026, 3, 31))}
    assert found["CPC001"].startswith("critère 2 ")
    assert "CAL002" not in found
