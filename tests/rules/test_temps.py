"""Every rule, and the loader, take a time that grows as the texts of the project do."""

from __future__ import annotations

from functools import partial

import pytest
from exemples import CYCLES

from duree import sans_lenteur, secondes, trop
from mc_builder.loading import Loaded, load
from mc_builder.project import Project
from mc_builder.rules import regles
from mc_builder.rules.registry import Regle
from memoire import Memoire, fichiers_de

#: What people type or paste, again and again.
SEMES = (
    *("bac + 2 ", "Niveau III ", "technicien·ne ", "5 % ", "séance ", "« a ", "“a” ", "12 500 € "),
    *("x... ", "'a ", "a  b ", "(a) ", "GMAO ", "le titulaire ", "web Web ", "a, ", "2019 "),
    *("https://a.b/ ", "Être capable de ", "la commission ", "tableau 3 ", "a : ", "1) "),
    *("• ", "voir "),
)
PROSE, TITRE = "dossier/note/30-seme.md", "referentiels/activites/pole-2.yaml"
#: Characters of each text; the double of it is tried too.
LONGUEUR = 3_500
#: Seconds of processor, under which a ratio says nothing.
PEU = 0.08


def seme(length: int) -> Memoire:
    """The cycles project with long texts."""
    files = dict(fichiers_de(CYCLES))
    paragraphs = [(word * (length // len(word) + 1)).strip() for word in SEMES]
    files[PROSE] = ("# Semé\n\n" + "\n\n".join(paragraphs) + "\n").encode()
    line = " ".join(paragraphs).replace('"', "”").encode()
    before = b"Logiciel de suivi de flotte"
    assert before in files[TITRE]
    items = b", ".join(b'"' + one.encode() + b'"' for one in (*paragraphs, line.decode()))
    files[TITRE] = files[TITRE].replace(before, items)
    return Memoire(files)


def couts(length: int) -> dict[str, float]:
    """Seconds of processor of the loader, of each rule, and of the places of what they find."""
    read: list[Loaded] = []
    found = {"lecture": secondes(lambda: read.append(load(seme(length))))}
    loaded = read[0]
    assert loaded.projet is not None
    assert loaded.sound, [d for d in loaded.diagnostics if d.severity == 3]
    subject = Project(loaded)
    for rule in regles():
        found[rule.code] = secondes(partial(_places, rule, subject))
    return found


def _places(rule: Regle, subject: Project) -> None:
    """What a rule finds, and where."""
    assert all(constat.span.line for constat in rule.constats(subject))


def _lents() -> dict[str, str]:
    once, twice = couts(LONGUEUR), couts(2 * LONGUEUR)
    said = {code: trop(cost, 3 * once[code] + PEU) for code, cost in twice.items()}
    return {code: one for code, one in said.items() if one}


@pytest.mark.lent
def test_twice_the_text_takes_no_more_than_three_times_longer() -> None:
    sans_lenteur(_lents)
