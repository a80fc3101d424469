"""« À compléter » stands wherever a text, a number or a day goes, and says so everywhere."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Collection, Mapping
from io import BytesIO
from itertools import takewhile
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from ampleur import TOUT
from ligne_de_commande import Lance
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.loading import Loaded, load
from mc_builder.loading.layout import FILES
from mc_builder.model.base import Modele
from mc_builder.page.templates import Templates
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from mc_builder.source.tree import Folder
from projet_complet import CYCLES, ORDINAIRES, Inconnus, ecrire_complet, forme

TEMPLATES = Path(__file__).parents[1] / "templates"
#: Numbers and days that have to be known, and why.
CONNUS: Mapping[str, str] = {
    "Dossier.date_reference": "tout le dossier est jugé à cette date",
    "Retour.date": "lue dans le commentaire, ou absente",
    "Reponse.date": "lue dans le commentaire, ou absente",
    "Derogation.jusqu_au": "un réglage, que personne ne lit dans un document",
    "Releve.jour": "l’outil l’écrit : celui où il a lu le registre",
    "Releve.communs": "l’outil l’écrit : il les a comptés",
    "SeuilsPaliers.decrites": "un réglage",
    "SeuilsPaliers.traduites": "un réglage",
    "SeuilsPaliers.evaluees": "un réglage",
    "Seuils.ecartees": "un réglage",
    "SeuilsBloc.apport": "un réglage",
    "SeuilsBloc.apport_propre": "un réglage",
}
#: The findings that stand at a motive without judging it, and what they are about.
AU_MOTIF: Mapping[str, set[str]] = {
    "ce qui reste à compléter": {"NOT011", "CPC007"},
    "une règle se nomme par son code": {"REF004", "REF005"},
    "un commentaire, montré par ses mots": {"RET001"},
    "un objet, montré par son intitulé": {
        "BLO011",
        "BLO015",
        "COV002",
        "COV016",
        "CPC005",
        "EVA002",
    },
}
#: Motives that another one hides in this project.
CACHES = {"Preuves.chiffres/Chiffre.jusqu_a": "« valeur », à compléter aussi, prend sa place"}


@pytest.fixture(scope="module")
def complet(tmp_path_factory: pytest.TempPathFactory) -> tuple[Loaded, dict[str, str]]:
    """The project in which all numbers and days are to complete, with the motive of each field."""
    folder = tmp_path_factory.mktemp("complet")
    marks = ecrire_complet(folder, inconnus="nombres")
    return load(Folder(folder)), marks


def _classes() -> set[type[Modele]]:
    found: set[type[Modele]] = set()
    waiting = [kind.cls for kind in FILES if not kind.apart]
    while waiting:
        cls = waiting.pop()
        if cls not in found:
            found.add(cls)
            inside = (forme(cls, name).classe for name in cls.model_fields)
            waiting += [c for c in inside if c is not None]
    return found


def _definition(cls: type[Modele], name: str) -> str:
    """The class that gives a field to those below it."""
    holders = (c for c in reversed(cls.__mro__) if name in getattr(c, "__annotations__", ()))
    return next(holders).__name__


def test_every_number_and_day_may_be_to_complete_unless_it_must_be_known() -> None:
    strict = {
        f"{_definition(cls, name)}.{name}"
        for cls in _classes()
        for name in cls.model_fields
        if forme(cls, name).nom in ORDINAIRES
        and not (forme(cls, name).inconnu or forme(cls, name).table)
    }
    assert strict == set(CONNUS)


def test_they_are_read_and_counted(complet: tuple[Loaded, dict[str, str]]) -> None:
    loaded, marks = complet
    assert loaded.sound
    assert loaded.projet is not None
    assert set(marks.values()) <= set(loaded.projet.a_completer)


@pytest.mark.rapides(2)
@pytest.mark.parametrize("motif", ["", "le même partout"])
@pytest.mark.parametrize("inconnus", ["nombres", "tout"])
def test_no_rule_judges_a_motive(tmp_path: Path, inconnus: Inconnus, motif: str) -> None:
    ecrire_complet(tmp_path, inconnus=inconnus, motif=motif)
    builder = Builder(Project.open(tmp_path))
    place = re.compile(r"[{\s]*a_completer\b")
    found = {d.code for d in builder.project.findings() if place.match(d.span.text)}
    assert found <= set().union(*AU_MOTIF.values())


@pytest.mark.lent
def test_they_print_what_they_are(complet: tuple[Loaded, dict[str, str]]) -> None:
    loaded, marks = complet
    assert loaded.projet is not None
    builder = Builder(Project(loaded))
    printed = ""
    for kind in DOCUMENTS:
        making = Making(kind, builder, Templates(TEMPLATES))
        printed += text_of(making.document.root)
        if "xlsx" in kind.formats:
            book = load_workbook(BytesIO(making.make("xlsx").data))
            rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
            printed += " ".join(str(cell) for row in rows for cell in row if cell is not None)
    flat = " ".join(printed.replace("\u202f", " ").replace("\u00a0", " ").split())
    missing = {key for key, mark in marks.items() if f"À compléter : {mark}" not in flat}
    assert missing == set(CACHES)


#: The fields of a real draft, and what is not known of each.
BROUILLON = {
    ("dossier/dossier.yaml", "  intitule: Entretien et réparation de cycles"): "MOTIFDIPLOME",
    ("dossier/dossier.yaml", "  sigle: ERC"): "MOTIFSIGLE",
    ("dossier/dossier.yaml", "  niveau: 3"): "MOTIFNIVEAU",
    ("dossier/dossier.yaml", "  cpc: Mobilité et logistique"): "MOTIFCPC",
    ("dossier/dossier.yaml", "version: 0.3.0"): "MOTIFVERSION",
    ("referentiels/blocs/bloc-1.yaml", "  intitule: Remettre un vélo en état"): "MOTIFBLOC",
    (
        "referentiels/emplois/10-mecanicien-cycles.yaml",
        "  intitule: Mécanicien ou mécanicienne cycles",
    ): "MOTIFEMPLOI",
    (
        "referentiels/exigences.yaml",
        "    intitule: Repérer l’usure d’une transmission",
    ): "MOTIFEXIGENCE",
}


@pytest.fixture
def brouillon(tmp_path: Path) -> Path:
    folder = tmp_path / "brouillon"
    shutil.copytree(CYCLES, folder)
    for (name, line), motif in BROUILLON.items():
        path = folder / name
        text = path.read_text("utf-8")
        key = line.partition(":")[0]
        assert line in text
        path.write_text(text.replace(line, f"{key}: {{a_completer: {motif}}}", 1), "utf-8")
    return folder


def _nus(text: str, motifs: Collection[str] = tuple(BROUILLON.values())) -> list[str]:
    """The motives that a text gives without saying that they are to complete.

    What closes a document, « Ce qui reste à compléter », gives each after its place and page.
    """
    flat = " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())
    said = rf"(?:À compléter : |a_completer: |\(p\. [^)]*\) – )(?:{'|'.join(motifs)})"
    left = re.sub(said, "", flat)
    return [motif for motif in motifs if motif in left]


@pytest.mark.parametrize("form", ["text", "md", "json"])
def test_the_measure_never_prints_a_motive_as_a_title(
    brouillon: Path, lance: Lance, form: str
) -> None:
    printed = lance("-C", brouillon, "coverage", "--format", form).sortie
    if form != "json":
        assert "À compléter" in printed
        assert _nus(printed) == []
        return
    data = json.loads(printed)
    jobs = {job["id"]: job for job in data["emplois"]}
    assert jobs["mecanicien-cycles"]["intitule"] is None
    assert jobs["mecanicien-cycles"]["a_completer"] == {"intitule": "MOTIFEMPLOI"}
    assert "À compléter" not in printed


def test_check_never_quotes_a_motive_as_a_title(brouillon: Path, lance: Lance) -> None:
    found = json.loads(lance("-C", brouillon, "check", "--format", "json").sortie)
    said = [f"{d['code']} {d['message']} {d['aide']}" for d in found["constats"]]
    assert [text for text in said if _nus(text)] == []


@pytest.mark.lent
def test_no_file_of_the_report_prints_a_motive_as_a_title(brouillon: Path, lance: Lance) -> None:
    result = lance("-C", brouillon, "build", "couverture", "--format", "html,xlsx,docx")
    assert result.code == 0, result.erreurs
    files = sorted(p for p in (brouillon / "output").iterdir() if p.name[0] != ".")
    assert {path.suffix for path in files} == {".docx", ".html", ".xlsx"}
    for path in files:
        text = _texte(path)
        assert "À compléter : MOTIFEMPLOI" in text.replace("\u00a0", " ").replace("\u202f", " ")
        assert _nus(text) == [], path.name


@pytest.fixture(scope="module")
def tout(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The project in which every text, number and day is to complete, each with its motive."""
    folder = tmp_path_factory.mktemp("tout")
    return folder, ecrire_complet(folder, inconnus="tout")


def test_no_document_gives_the_motive_of_any_field_alone(
    tout: tuple[Path, dict[str, str]],
) -> None:
    folder, marks = tout
    builder = Builder(Project.open(folder))
    for kind in DOCUMENTS:
        document = Making(kind, builder, Templates(TEMPLATES)).document
        for closing in document.root.iter("h1", "h2"):
            if closing.text == "Ce qui reste à compléter":
                for after in takewhile(lambda e: e.tag in {"p", "ul"}, closing.itersiblings()):
                    after.clear()
        assert _nus(text_of(document.root), marks.values()) == []


@pytest.mark.parametrize(
    "command",
    [("check",), ("coverage",), ("coverage", "--format", "md"), ("coverage", "--format", "json")],
)
def test_no_answer_gives_the_motive_of_any_field_alone(
    tout: tuple[Path, dict[str, str]], lance: Lance, command: tuple[str, ...]
) -> None:
    folder, marks = tout
    printed = lance("-C", folder, *command).sortie
    assert any(mark in printed for mark in marks.values())
    if command[-1] == "json":  # the motives are under their own key, by that which is null
        printed = re.sub(r'"a_completer": \{[^}]*\}', "", printed)
    assert _nus(printed, marks.values()) == []


@pytest.mark.lent
def test_no_file_gives_the_motive_of_any_field_alone(
    tout: tuple[Path, dict[str, str]], lance: Lance
) -> None:
    folder, marks = tout
    # Of the documents that take long, two: all print by the same writers.
    rest = ("--format", "html,json,md,xlsx")
    for asked in ((),) if TOUT else (rest, ("note", "rncp")):
        assert lance("-C", folder, "build", "--malgre-erreurs", *asked).code in {0, 1}
    files = sorted(p for p in (folder / "output").iterdir() if p.name[0] != ".")
    assert {p.suffix for p in files} == {".docx", ".html", ".json", ".md", ".pdf", ".xlsx"}
    for path in files:
        text = re.sub(r'"a_completer": \{[^}]*\}', "", _texte(path))
        assert _nus(text, marks.values()) == [], path.name


def _texte(path: Path) -> str:
    """The words of a file: those of its XML when it is an archive; of a PDF, its properties too."""
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            pages = [page.get_textpage().get_text_bounded() for page in pdf]
            return "\n".join((*pages, *pdf.get_metadata_dict().values()))
    if path.suffix in {".json", ".md"}:
        return path.read_text("utf-8")
    if path.suffix == ".html":
        return re.sub(r"<[^>]+>", "", path.read_text("utf-8"))
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name[-3:] == "xml"]
    return re.sub(r"<[^>]+>", "", "\n".join(parts))
