"""How many seeded mistakes are found; a slow test that says which are not (pytest -m lent -s)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

import pytest
from corpus import Mutation, corpus, fichiers

from mc_builder.coverage import mesurer
from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.loading import load
from mc_builder.rules import Subject, check_rules, regles
from mc_builder.source.tree import natural_key

#: The proportion of seeded mistakes that is found today; raise it with the rules.
PLANCHER = 0.97
AUJOURD_HUI = date(2026, 3, 1)


class Memoire:
    """A tree of files in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def paths(self, folder: str) -> list[str]:
        inside = [path for path in self.files if path.rpartition("/")[0] == folder]
        return sorted(inside, key=natural_key)

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)


def constats(files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    loaded = load(Memoire(files))
    if loaded.projet is None or not loaded.sound:
        return loaded.diagnostics
    subject = Subject(loaded.projet, loaded.places, mesurer(loaded.projet))
    return check_rules(subject, loaded.diagnostics, AUJOURD_HUI)


def cles(diagnostics: tuple[Diagnostic, ...]) -> Counter[tuple[str, str, str]]:
    return Counter((d.code, d.span.path, d.message) for d in diagnostics)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return fichiers()


@pytest.fixture(scope="module")
def mutations(files: dict[str, bytes]) -> list[Mutation]:
    return list(corpus(files))


def test_the_corpus_is_large_and_always_the_same(
    files: dict[str, bytes], mutations: list[Mutation]
) -> None:
    assert len(mutations) >= 150
    assert mutations == list(corpus(files))
    assert len({(m.path, m.contenu) for m in mutations}) == len(mutations)


def test_codes_of_the_corpus_begin_those_of_a_family(mutations: list[Mutation]) -> None:
    declared = [rule.code for rule in regles()]
    wanted = {code for m in mutations for code in m.faute.codes}
    families = {code[:3] for code in declared}
    assert {c[:3] for c in wanted} <= families
    assert {c for c in wanted if len(c) == 6} <= set(declared)


def test_the_dossier_itself_has_none_of_these_mistakes(
    files: dict[str, bytes], mutations: list[Mutation]
) -> None:
    """None of the codes that answer alone, and no error at all."""
    found = constats(files)
    alone = {code for m in mutations for code in m.faute.codes if len(code) == 6}
    assert [str(d.span) for d in found if d.code in alone] == []
    assert [d.message for d in found if d.severity is Severity.ERREUR] == []


@pytest.mark.lent
def test_seeded_mistakes_are_found(files: dict[str, bytes], mutations: list[Mutation]) -> None:
    before = cles(constats(files))
    seeded: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed: list[str] = []
    for mutation in mutations:
        changed = {k: v for k, v in files.items() if k != mutation.path}
        if mutation.contenu is not None:
            changed[mutation.path] = mutation.contenu
        new = cles(constats(changed)) - before
        family = mutation.faute.famille
        seeded[family] += 1
        if any(code.startswith(mutation.faute.codes) for code, *_ in new):
            found[family] += 1
        else:
            others = sorted({code for code, *_ in new})
            missed.append(f"{family} {mutation} → {', '.join(others) or 'rien'}")
    lines = [f"{family} : {found[family]} sur {n}" for family, n in seeded.items()]
    total = found.total() / seeded.total()
    lines += [f"En tout : {found.total()} sur {seeded.total()}, soit {total:.0%}"]
    print("\n".join(["", *lines, "Non trouvées :", *(missed or ["aucune"])]))  # noqa: T201
    assert total >= PLANCHER, "\n".join(missed)
