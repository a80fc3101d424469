"""A word of any text field of the model is found in a document, or the field says why it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.loading import Loaded, load
from mc_builder.page.templates import Templates
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from mc_builder.source.tree import Folder
from projet_complet import ecrire_complet

TEMPLATES = Path(__file__).parents[1] / "templates"
#: The fields that no document prints, and why. The holder is left out when it does not matter.
NON_IMPRIMES: Mapping[str, str] = {
    "Dossier.version": "dans les propriétés des fichiers : une commission lit une date",
    "Note.annexe": "dit où la note s’imprime",
    **dict.fromkeys(
        [f"Retour.{field}" for field in ("texte", "auteur", "document", "sur", "extrait")]
        + [f"Reponse.{field}" for field in ("auteur", "texte")],
        "dans la marge, avec « --commentaires »",
    ),
    "Licence.url": "l’adresse du lien sur le nom de la licence",
    "Reglages.ignorer": "un réglage des règles",
    **dict.fromkeys(
        ("Chiffre.unite", "Chiffre.qualificatif"),
        "les mots de la source, qui s’impriment à la place du nombre, les contiennent",
    ),
    "ElementsEcartes.explication": "à côté de l’élément de ce code, que les marques changent"
    " (tests/writers/test_xlsx.py le lit)",
    **dict.fromkeys(
        ("Passage.mots", "Passage.bloc"),
        "imprimés quand nos textes ont encore ces mots, que les marques changent"
        " (tests/documents/test_recouvrements.py les lit)",
    ),
    "Releve.rome": "un repère : ceux que nos emplois citent aussi s’impriment",
    "Releve.empreinte": "un repère, pour savoir si nos textes ont changé",
    "Nomenclature.nom": "un repère, pour relier l’exigence à une nomenclature",
    "Nomenclature.version": "un repère, pour relier l’exigence à une nomenclature",
    "Nomenclature.code": "un repère, pour relier l’exigence à une nomenclature",
}
#: The words that a list keeps only when the document uses them: the prose of the project does.
EMPLOYES = ("Glossaire.sigles/Sigle.sigle", "Glossaire.termes/Terme.terme")
#: The prose that uses them, as often as it prints: the second is in two documents.
PROSES = ("dossier/note/10-origine.md", *2 * ("referentiels/textes/10-missions.md",))


@pytest.fixture(scope="module")
def complet(tmp_path_factory: pytest.TempPathFactory) -> tuple[Loaded, dict[str, str]]:
    """The project with a mark in every text, and the mark of each field."""
    folder = tmp_path_factory.mktemp("marques")
    marks = ecrire_complet(folder)
    glossary = folder / "dossier" / "glossaire.yaml"
    words = glossary.read_text("utf-8")
    for key in EMPLOYES:
        # The word alone: a list looks for the whole of it in the document.
        words = re.sub(rf"(?m)^(.*: )[^:\n]*{marks[key]}$", rf"\g<1>{marks[key]}", words)
    glossary.write_text(words, "utf-8")
    for name in set(PROSES):
        path = folder / name
        used = " et ".join(marks[key] for key in EMPLOYES)
        path.write_text(f"{path.read_text('utf-8')}\nNous employons {used}.\n", "utf-8")
    return load(Folder(folder)), marks


def _cells(data: bytes) -> Iterator[str]:
    """The words of a workbook."""
    for sheet in load_workbook(BytesIO(data)):
        for row in sheet.iter_rows(values_only=True):
            yield from (str(value) for value in row if value is not None)


def imprime(loaded: Loaded) -> str:
    """The words of all the documents and of their workbooks, addresses included."""
    assert loaded.projet is not None
    builder = Builder(Project(loaded))
    found = []
    for kind in DOCUMENTS:
        making = Making(kind, builder, Templates(TEMPLATES))
        found.append(text_of(making.document.root))
        if "xlsx" in kind.formats:
            found += _cells(making.make("xlsx").data)
    return "\n".join(found)


def test_every_text_is_printed_or_says_why_not(complet: tuple[Loaded, dict[str, str]]) -> None:
    loaded, marks = complet
    assert loaded.sound, [d.message for d in loaded.diagnostics]
    text = imprime(loaded)
    lost = {key for key, mark in marks.items() if mark not in text}
    # A row of the glossary repeats the word that the prose uses.
    lost |= {key for key in EMPLOYES if text.count(marks[key]) <= len(PROSES)}
    fields = {key.rpartition("/")[2] for key in lost}
    printed = {key.rpartition("/")[2] for key in set(marks) - lost}
    assert {key for key in lost if key.rpartition("/")[2] not in NON_IMPRIMES} == set()
    assert set(NON_IMPRIMES) == fields, "the table lists a field that is printed"
    assert not fields & printed


def test_the_marks_are_of_many_fields_and_each_of_one(
    complet: tuple[Loaded, dict[str, str]],
) -> None:
    _, marks = complet
    assert len(set(marks.values())) == len(marks) > 200
    assert all(f"/{name}" in " ".join(marks) for name in NON_IMPRIMES)


#: The documents whose texts are edited in Word, and what they print without its identity, and why.
EDITES = ("note", "referentiel", "enseignant", "rncp")
SANS_IDENTITE: Mapping[str, str] = {
    "numero": "computed, unless a file gives it: no text of its own",
    "CategorieCandidats.abrege": "the letter of candidates, computed with the others",
    "LienSource.page": "in the call of a source, which is changed as a whole",
    "LienSource.reperage": "in the call of a source, which is changed as a whole",
    "Source.abrege": "in « cité d’après », where no sentence is given its form",
    "Source.en_phrase": "in « cité d’après », after the call of another source",
    "Sigle.sigle": "in the index of acronyms, which is computed",
    "Graphique.perimetre": "in the line of a chart that the tool composes",
}
#: Values that are no text: each prints with the field that it is.
VALEURS = (
    *("coefficient", "duree", "preparation", "situations", "mode", "formes", "poids", "nombre"),
    *("heures", "semaines", "minimum", "niveau", "premiere_session", "autonomie", "voies", "acces"),
    *(
        "niveau_usuel",
        "niveaux_des_fiches",
        "verdict",
        "qualite",
        "annee",
        "consulte_le",
        "organisation",
        "voie",
    ),
)


def _pieces(element: etree._Element, identified: str = "") -> Iterator[tuple[str, str]]:
    """The words of an element, each with the nearest identity around."""
    identified = element.get("data-ref") or identified
    yield element.text or "", identified
    for child in element:
        if child.tag != "nav":
            yield from _pieces(child, identified)
        yield child.tail or "", identified


def test_every_text_that_is_edited_in_word_prints_with_its_identity(
    complet: tuple[Loaded, dict[str, str]],
) -> None:
    loaded, marks = complet
    builder = Builder(Project(loaded))
    kinds = [kind for kind in DOCUMENTS if kind.key in EDITES]
    assert len(kinds) == len(EDITES)
    bare: set[str] = set()
    refs: set[str] = set()
    for kind in kinds:
        for words, identified in _pieces(Making(kind, builder, Templates(TEMPLATES)).document.root):
            refs.add(identified.partition(":")[2].partition("/")[0])
            if not identified:
                bare |= {key.rpartition("/")[2] for key, mark in marks.items() if mark in words}
    bare = {"numero" if name.endswith(".numero") else name for name in bare}
    assert bare == set(SANS_IDENTITE)
    assert set(VALEURS) <= refs, set(VALEURS) - refs
