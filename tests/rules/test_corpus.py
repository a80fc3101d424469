"""Every seeded mistake is found; a slow test says which are not (pytest -m lent)."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from corpus import FAUTES, Mutation, corpus, fichiers

from ampleur import TOUT
from mc_builder.catalogue import catalogue
from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.project import Project
from memoire import Memoire

#: The families of mistakes, in the order of the corpus.
FAMILLES = tuple(dict.fromkeys(faute.famille for faute in FAUTES))
AUJOURD_HUI = date(2026, 3, 1)


def constats(project: Project) -> tuple[Diagnostic, ...]:
    return project.findings(AUJOURD_HUI) if project.sound else project.problems


def cles(diagnostics: tuple[Diagnostic, ...]) -> Counter[tuple[str, str, str]]:
    return Counter((d.code, d.span.path, d.message) for d in diagnostics)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return fichiers()


@pytest.fixture(scope="module")
def dossier(files: dict[str, bytes]) -> Project:
    return Project.open(Memoire(files))


@pytest.fixture(scope="module")
def mutations(files: dict[str, bytes]) -> list[Mutation]:
    return list(corpus(files))


def test_the_corpus_is_large_and_always_the_same(
    files: dict[str, bytes], mutations: list[Mutation]
) -> None:
    assert len(mutations) >= 269
    assert {m.faute.famille for m in mutations} == set(FAMILLES)
    assert mutations == list(corpus(files))
    assert len({(m.path, m.contenu) for m in mutations}) == len(mutations)


def test_codes_of_the_corpus_begin_those_of_a_family(mutations: list[Mutation]) -> None:
    declared = [rule.code for rule in catalogue()]
    wanted = {code for m in mutations for code in m.faute.codes}
    families = {code[:3] for code in declared}
    assert {c[:3] for c in wanted} <= families
    assert {c for c in wanted if len(c) == 6} <= set(declared)


def test_the_dossier_itself_has_none_of_these_mistakes(
    dossier: Project, mutations: list[Mutation]
) -> None:
    """None of the codes that answer alone, and no error at all."""
    found = constats(dossier)
    alone = {code for m in mutations for code in m.faute.codes if len(code) == 6}
    assert [str(d.span) for d in found if d.code in alone] == []
    assert [d.message for d in found if d.severity is Severity.ERREUR] == []


@pytest.fixture(scope="module")
def sans_faute(dossier: Project) -> Counter[tuple[str, str, str]]:
    return cles(constats(dossier))


@pytest.mark.lent
@pytest.mark.parametrize("famille", FAMILLES)
def test_every_seeded_mistake_is_found(
    dossier: Project,
    mutations: list[Mutation],
    sans_faute: Counter[tuple[str, str, str]],
    famille: str,
) -> None:
    """A family at a time: they are shared out between the processes of a run."""
    missed: list[str] = []
    mine = [m for m in mutations if m.faute.famille == famille]
    each = {m.faute: m for m in mine}.values()  # before a version, each mistake at every place
    for mutation in mine if TOUT else each:
        new = cles(constats(dossier.edited({mutation.path: mutation.contenu}))) - sans_faute
        if not any(code.startswith(mutation.faute.codes) for code, *_ in new):
            others = sorted({code for code, *_ in new})
            missed.append(f"{mutation} → {', '.join(others) or 'rien'}")
    assert not missed, "\n".join(missed)
