"""Who examines a project is said by its type of diploma, wherever a document names it."""

from __future__ import annotations

from functools import cache

import pytest

from mc_builder.cpc import CRITERES
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS, document_kind
from mc_builder.documents.making import Making
from mc_builder.loading.profile_names import profile_names
from mc_builder.loading.profiles import profile
from mc_builder.model.articles import cite
from mc_builder.model.grille import CPC
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from memoire import Memoire
from types_inventes import DOSSIER, fichiers_du_type

#: What only a consultative commission does, and what only concerns it.
DE_LA_CPC = (
    "professionnelle consultative",
    "hors de cet avis",
    "par le ministère",
    "R. 6113-25",
)
chaque_type = pytest.mark.parametrize("type_", profile_names())


@cache
def projet(type_: str) -> Project:
    """The project of a type, with the day on which a commission sits."""
    files = dict(fichiers_du_type(type_))
    line = "\ncalendrier: {session_cpc: 2026-12-10}\n"
    files[DOSSIER] = files[DOSSIER].rstrip() + line.encode()
    return Project.open(Memoire(files))


def lu(type_: str, cle: str) -> str:
    root = Making(document_kind(cle), Builder(projet(type_))).document.root
    return " ".join(text_of(root).split())


@chaque_type
def test_the_grid_names_who_examines_and_what_that_gives(type_: str) -> None:
    instance, said = profile(type_).grille.instance, lu(type_, "grille")
    assert f"seule {instance.le} se prononce" in said
    assert instance.avis
    for phrase in instance.avis:
        # its article: the words follow those of the type
        told = projet(type_).projet.said(cite(phrase))
        assert " ".join(told.rpartition("(")[2].split()) in said
    assert ("Dates comptées depuis la séance" in said) == instance.calendrier
    assert ("hors de cet avis" in said) == instance.hors_modalites


@chaque_type
def test_no_document_gives_to_another_body_what_is_of_a_consultative_commission(
    type_: str,
) -> None:
    if profile(type_).grille.instance == CPC:
        assert DE_LA_CPC[0] in lu(type_, "grille")
        return
    for kind in DOCUMENTS:
        said = lu(type_, kind.key)
        assert [words for words in DE_LA_CPC if words in said] == [], kind.key
    found = [d for d in projet(type_).findings() if d.code.startswith("CAL")]
    assert [d.message for d in found if "séance" in d.message or "ministère" in d.message] == []


@chaque_type
def test_the_note_gives_the_session_to_who_sits(type_: str) -> None:
    instance = profile(type_).grille.instance
    said = lu(type_, "note")
    assert f"10 décembre 2026Séance {instance.du}" in said


@chaque_type
def test_the_criteria_are_those_of_the_article(type_: str) -> None:
    """An article that is not the usual one gives its numbers, and the words that differ."""
    grille = profile(type_).grille
    for words in (grille.numeros, grille.noms, grille.textes):
        assert set(words) <= set(CRITERES)
    said = lu(type_, "grille")
    assert all(texte in said for texte in grille.textes.values())
    # the words of the law, whatever the type calls a bloc
    assert "La cohérence des blocs de compétences constitutifs du projet" in said
