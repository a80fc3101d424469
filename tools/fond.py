"""Public nomenclatures → the background table of suggestions: words, and how usual they are.

Run by hand, on files that the repository does not hold, when a new version of ROME is wanted:

    .venv/bin/python tools/fond.py ../shared/data

Only counts leave: no text of a nomenclature is in the table.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path

from mc_builder.nomenclatures.matching import background
from mc_builder.nomenclatures.matching.grams import grams
from mc_builder.nomenclatures.matching.stems import computed, pairs, words

TABLE = Path(background.__file__).with_name(background.FICHIER)
#: What is read: file, encoding, separator, column.
SOURCES = (
    ("rome_v460/unix_referentiel_competence_v460_utf8.csv", "utf-8", ",", "libelle_competence"),
    ("rome_v460/unix_referentiel_savoir_v460_utf8.csv", "utf-8", ",", "libelle_savoir"),
    ("rome_v460/unix_texte_v460_utf8.csv", "utf-8", ",", "libelle_texte"),
    ("rncp_2021/rncp_blocs_competences.v1.4.csv", "cp1252", ";", "intitule"),
)
#: Of the texts of a fiche, those that say how to enter the job are all alike.
GENRE = "libelle_type_texte"
EN_TETE = """\
# Nombre de textes où se trouve chaque terme (r : radical et ses mots ; p : deux radicaux qui se
# suivent ; m : suite de caractères), pour les suggestions. Fait par tools/fond.py.
# Sources : ROME 4.60 (compétences, savoirs, définitions), France Travail, Licence Ouverte 2.0 ;
# RNCP, export de janvier à mars 2021 (intitulés de blocs), France compétences, Licence Ouverte.
# Table faite le 29 novembre 2026. Aucun texte de ces nomenclatures n’y figure.
"""
#: Fewer texts than these, and a term is as good as unseen.
MOTS, PAIRES, MORCEAUX = 4, 15, 60


def texts(folder: Path) -> Iterator[str]:
    """Each distinct text of the nomenclatures, in the order of the files."""
    seen = set[str]()
    for name, encoding, separator, column in SOURCES:
        with (folder / name).open(encoding=encoding, newline="") as file:
            for row in csv.DictReader(file, delimiter=separator):
                text = (row[column] or "").replace("''", "’")
                if text not in seen and row.get(GENRE, "definition") == "definition":
                    seen.add(text)
                    yield text


def table(found: Iterable[str]) -> Iterator[str]:
    """The lines of the table, the most usual terms first."""
    total, known = 0, dict[str, str]()
    mots, unites, paires, morceaux = (Counter[str]() for _ in range(4))
    for text in found:
        total += 1
        read = list(words(text))
        for word in read:
            known.setdefault(word, computed(word))
        roots = [known[word] for word in read]
        mots.update(set(read))
        unites.update(set(roots))
        paires.update(set(pairs(roots)))
        morceaux.update({gram for word in read for gram in grams(word)})
    yield f"textes\t{total}"
    by_stem = defaultdict[str, list[str]](list)
    for word, count in sorted(mots.items()):
        if count >= MOTS and not word.isdigit():
            by_stem[known[word]].append(word)
    for root, count in ordered(unites, MOTS):
        if root in by_stem:
            start = beginning(by_stem[root])
            ends = ",".join(word[len(start) :] for word in by_stem[root])
            yield f"r\t{root}\t{count}\t{start}\t{ends}"
    yield from (f"p\t{term}\t{count}" for term, count in ordered(paires, PAIRES))
    yield from (f"m\t{term}\t{count}" for term, count in ordered(morceaux, MORCEAUX))


def beginning(group: list[str]) -> str:
    """What all these words begin with."""
    first, last = min(group), max(group)
    return "".join(one for one, _ in takewhile(same, zip(first, last, strict=False)))


def same(letters: tuple[str, str]) -> bool:
    """Whether both words have one letter here."""
    return letters[0] == letters[1]


def ordered(counts: Counter[str], least: int) -> list[tuple[str, int]]:
    """The terms found in `least` texts or more."""
    kept = ((term, count) for term, count in counts.items() if count >= least)
    return sorted(kept, key=lambda one: (-one[1], one[0]))


if __name__ == "__main__":
    lines = "\n".join(table(texts(Path(sys.argv[1]))))
    TABLE.write_text(f"{EN_TETE}{lines}\n", "utf-8")
    print(f"{TABLE} : {TABLE.stat().st_size // 1000} ko")  # noqa: T201
