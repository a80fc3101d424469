"""Files of ROME and RNCP → the questions whose right answers people wrote.

The labels of ROME 3.47 savoir-faire are not in the file that is shared: those that ROME 4.60 still
has, under the same code, lend theirs, or the one that the list of reworded labels gives.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from mc_builder.nomenclatures.matching import ENTRE, Texte

_SAVOIR_FAIRE = "2"


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for, the identities that are right, and the group of the question."""

    texte: Texte
    justes: Collection[str]
    groupe: str = ""


def lignes(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a file of ROME, apostrophes mended."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {key: value.replace("''", "’") for key, value in row.items()}


class Rome:
    """What is read of the two versions of ROME."""

    def __init__(self, dossier: Path) -> None:
        self._v3, self._v4 = dossier / "rome_v347", dossier / "rome_v460"
        self._reformules = dossier / "rome_v347_v460_reworded_pairs.csv"

    def fiches(self, *, items: bool) -> dict[str, Texte]:
        """The fiches of 3.47: title, definition; then appellations and, if asked, their items."""
        rest, defined = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for row in lignes(self._v3 / "unix_referentiel_appellation_v347_utf8.csv"):
            rest[row["code_rome"]].append(row["libelle_appellation_court"])
        for row in lignes(self._v3 / "unix_texte_v347_utf8.csv"):
            if row["libelle_type_texte"] == "definition":
                defined[row["code_rome"]].append(row["libelle_texte"])
        if items:
            labels = self._labels()
            for fiche, ogr, _ in self._liens():
                rest[fiche].append(labels.get(ogr, ""))
        path = self._v3 / "unix_referentiel_code_rome_v347_utf8.csv"
        return {
            row["code_rome"]: Texte(
                row["libelle_rome"],
                ENTRE.join(rest[row["code_rome"]]),
                ENTRE.join(defined[row["code_rome"]]),
            )
            for row in lignes(path)
        }

    def savoir_faire(self) -> Iterator[Question]:
        """Each savoir-faire that 4.60 still has; right are the fiches of 3.47 that list it."""
        labels, where = self._anciens(), defaultdict[str, list[str]](list)
        for fiche, ogr, kind in self._liens():
            if kind == _SAVOIR_FAIRE and ogr in labels:
                where[ogr].append(fiche)
        for ogr, fiches in sorted(where.items()):
            yield Question(Texte(labels[ogr]), fiches)

    def competences(self) -> dict[str, Texte]:
        """The competences of 4.60."""
        path = self._v4 / "unix_referentiel_competence_v460_utf8.csv"
        return {
            row["code_ogr"]: Texte(row["libelle_competence"])
            for row in lignes(path)
            if row["nature"] == "Compétence"
        }

    def savoirs(self) -> dict[str, Texte]:
        """The savoirs of 4.60."""
        path = self._v4 / "unix_referentiel_savoir_v460_utf8.csv"
        return {row["code_ogr_savoir"]: Texte(row["libelle_savoir"]) for row in lignes(path)}

    def _labels(self) -> dict[str, str]:
        found = self._anciens()
        for row in lignes(self._v3 / "unix_referentiel_competence_v347_utf8.csv"):
            found[row["code_ogr"]] = row["libelle_competence"]
        return found

    def _anciens(self) -> dict[str, str]:
        """The competences of 4.60 by code, as 3.47 said them."""
        old = {
            row["libelle_v460"]: row["libelle_v347"]
            for row in lignes(self._reformules)
            if row["kind"] == "competence"
        }
        return {ogr: old.get(t.titre, t.titre) for ogr, t in self.competences().items()}

    def _liens(self) -> Iterator[tuple[str, str, str]]:
        for row in lignes(self._v3 / "unix_liens_rome_referentiels_v347_utf8.csv"):
            yield row["code_rome"], row["code_ogr"], row["code_type_referentiel"]


def reformules(dossier: Path, genre: str, textes: dict[str, Texte]) -> Iterator[Question]:
    """Labels of 3.47 that 4.60 says otherwise, under the same code."""
    codes = defaultdict[str, list[str]](list)
    for code, text in textes.items():
        codes[text.titre].append(code)
    for row in lignes(dossier / "rome_v347_v460_reworded_pairs.csv"):
        if row["kind"] == genre and row["libelle_v460"] in codes:
            yield Question(Texte(row["libelle_v347"]), codes[row["libelle_v460"]])


def certifications(dossier: Path, codes: Collection[str]) -> Iterator[tuple[Question, list[str]]]:
    """Each fiche of the RNCP, its level as the group, and the titles of its blocs."""
    with (dossier / "rncp_2021_fiches_blocs_rome.jsonl").open(encoding="utf-8") as file:
        for line in file:
            fiche = json.loads(line)
            right = [code for code in fiche["rome"] if code in codes]
            blocs = [bloc["intitule"] for bloc in fiche["blocs"]]
            if right and blocs:
                text = Texte(fiche["titre"], ENTRE.join(blocs))
                yield Question(text, right, fiche["niveau"]), blocs
