"""Every rule, and the loader, take a time that grows as the texts of the project do."""

from __future__ import annotations

import time

from exemples import CYCLES

from mc_builder.loading import load
from mc_builder.project import Project
from mc_builder.rules import regles
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
    begin = time.process_time()
    loaded = load(seme(length))
    found = {"lecture": time.process_time() - begin}
    assert loaded.projet is not None
    assert loaded.sound, [d for d in loaded.diagnostics if d.severity == 3]
    subject = Project(loaded)
    for rule in regles():
        begin = time.process_time()
        for constat in rule.constats(subject):
            assert constat.span.line
        found[rule.code] = time.process_time() - begin
    return found


def _lents(once: dict[str, float], twice: dict[str, float]) -> dict[str, str]:
    return {
        code: f"{once[code]:.2f} s, then {cost:.2f} s"
        for code, cost in twice.items()
        if cost > 3 * once[code] + PEU
    }


def test_twice_the_text_takes_no_more_than_three_times_longer() -> None:
    once, twice = couts(LONGUEUR), couts(2 * LONGUEUR)
    if _lents(once, twice):
        # The collector may have run in a rule: of two measures, the shorter one is the rule's.
        again = couts(2 * LONGUEUR)
        twice = {code: min(cost, again[code]) for code, cost in twice.items()}
    assert _lents(once, twice) == {}
