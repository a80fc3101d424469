"""No frame around nothing: heading, row, column or number of what a diploma does not have."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.loading import Loaded, load
from mc_builder.model.profil import Numerotation
from mc_builder.page.templates import Templates
from mc_builder.page.tree import name_of, text_of
from mc_builder.project import Project
from mc_builder.source.tree import Folder

ProjetDe = Callable[..., Loaded]
ICI = Path(__file__).parent
CYCLES = ICI.parent / "projets" / "cycles"
TEMPLATES = ICI.parents[1] / "templates"
TITRES = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}

#: A référentiel that says the least: each file with its required keys.
SOBRE = {
    "pole": """
        pole:
          id: pole-a
          intitule: Atelier
          activites: [{id: accueil, intitule: Accueil, taches: [Écoute]}]
    """,
    "bloc": """
        bloc:
          id: bloc-a
          intitule: Accueillir
          pole: pole-a
          competences: [{id: ecouter, intitule: Écouter, mobilise: [accueil]}]
    """,
    "evaluation": """
        categories: [{id: cat-a, statuts: [Candidats libres]}]
        unites: [{id: unite-a, bloc: bloc-a}]
        epreuves:
          - id: epreuve-a
            unite: unite-a
            modalites: [{categories: cat-a, mode: ccf, parties: [{intitule: Atelier}]}]
    """,
    "formation": """
        heures: [{voie: scolaire, heures: 400}]
        pfmp: {semaines: 12, objectifs: Rencontrer le métier.}
    """,
}
#: The same, less one file or one part after the other.
SOBRES: Mapping[str, Mapping[str, str]] = {
    "tout": SOBRE,
    "sans evaluation": {k: v for k, v in SOBRE.items() if k != "evaluation"},
    "sans formation": {k: v for k, v in SOBRE.items() if k != "formation"},
    "sans bloc": {"pole": SOBRE["pole"]},
    "mesure": {
        **SOBRE,
        "exigences": "exigences: [{id: ecoute, intitule: Écouter, nature: savoir-faire}]\n",
        "emploi": """
            emploi:
              id: agent
              intitule: Agent ou agente
              acces: premiere-insertion
              exigences: [{exigence: ecoute, importance: 1}]
        """,
    },
    "sans epreuve": {
        **SOBRE,
        "evaluation": "categories: [{id: cat-a, statuts: [Candidats libres]}]\nunites: []\n",
    },
}


#: Columns for whoever reads the paper to write in.
A_REMPLIR = {"Décision"}


def vides(root: etree._Element) -> Iterator[str]:
    """What frames nothing in a document, each by its words."""
    # In a matrix an empty cell says no.
    for table in (t for t in root.iter("table") if t.get("class") != "matrice"):
        yield from _colonnes_vides(table)
        for row in table.iter("tr"):
            head, *cells = list(row)
            if head.get("scope") == "row" and cells and not any(map(_mots, cells)):
                yield f"rangée {_mots(head)}"
    for element in root.iter("p", "li", "caption", "h1", "h2", "h3", "h4", "div", "ul", "ol"):
        if not _mots(element) and not len(element.findall(".//img")):
            yield f"{name_of(element)} vide"
    blocks = [e for e in root.iter() if name_of(e) in TITRES or e.tag in _CONTENUS]
    for title, after in zip(blocks, [*blocks[1:], None], strict=True):
        rank = TITRES.get(name_of(title))
        if rank is not None and (after is None or TITRES.get(name_of(after), 9) <= rank):
            yield f"titre {_mots(title)}"


_CONTENUS = {"p", "li", "table", "figure", "nav", "blockquote"}


def _mots(element: etree._Element) -> str:
    return " ".join(text_of(element).split())


def _colonnes_vides(table: etree._Element) -> Iterator[str]:
    """The columns of which no cell of the body says anything, by the words of their heads."""
    columns: dict[int, list[str]] = {}
    heads: dict[int, str] = {}
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(table.iter("tr")):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            wide, high = (int(cell.get(name, "1")) for name in ("colspan", "rowspan"))
            taken |= {(x + i, y + j) for i in range(wide) for j in range(high)}
            words = _mots(cell)
            for i in range(wide):
                if row.getparent().tag == "thead":
                    heads[x + i] = words
                elif name_of(row) != "tr.groupe":
                    columns.setdefault(x + i, []).append(words)
            x += wide
    for x, words in columns.items():
        if not any(words) and heads.get(x) not in A_REMPLIR:
            yield f"colonne {heads.get(x, x)}"


def test_the_prose_of_a_profile_prints_whatever_its_place_and_under_its_own_heading(
    tmp_path: Path,
) -> None:
    shutil.copytree(CYCLES, tmp_path / "p")
    words = {"10-missions": "# Un titre à moi\n\nMOT", "20-secteurs": "AILLEURS"}
    for name, text in {**words, "30-organisations": "FORMATION"}.items():
        (tmp_path / f"p/referentiels/textes/{name}.md").write_text(text, "utf-8")
    loaded = load(Folder(tmp_path / "p"))
    assert loaded.projet is not None
    places = {"secteurs": "presentation", "organisations": "formation"}
    profil = loaded.projet.profil
    textes = tuple(
        text.model_copy(update={"place": places.get(text.nom, text.place)})
        for text in profil.textes
    )
    profil = profil.model_copy(update={"textes": textes})
    moved = replace(loaded, projet=replace(loaded.projet, profil=profil))
    root = dict(arbres(moved))["referentiel"]
    annexes = [_mots(s) for s in root.iter("section") if _mots(s).startswith("Annexe")]
    assert "Un titre à moi MOT" in annexes[1]
    assert "Champs et secteurs d’activité AILLEURS" in annexes[0]
    assert "Types d’organisations FORMATION" in annexes[4]


@pytest.mark.rapides(1)
@pytest.mark.parametrize("natures", [("creation", "revision"), ("revision",)])
def test_a_table_is_printed_or_said_not_to_be(tmp_path: Path, natures: tuple[str, ...]) -> None:
    shutil.copytree(CYCLES, tmp_path / "p")
    dossier = tmp_path / "p/dossier/dossier.yaml"
    text = dossier.read_text("utf-8").replace("nature: revision", "nature: creation")
    dossier.write_text(text, "utf-8")
    loaded = load(Folder(tmp_path / "p"))
    assert loaded.projet is not None
    profil = loaded.projet.profil
    table = profil.parties["correspondance"].model_copy(update={"natures": natures})
    profil = profil.model_copy(update={"parties": {**profil.parties, "correspondance": table}})
    creation = replace(loaded, projet=replace(loaded.projet, profil=profil))
    printed = "Tableau de correspondance" in text_of(dict(arbres(creation))["referentiel"])
    builder = Builder(Project(creation))
    said = any(d.code == "FOR005" for d in builder.project.findings())
    assert (printed, said) == ("creation" in natures, "creation" not in natures)


#: A number that is not there leaves its place behind.
SANS_NUMERO = re.compile(r"\S (?=[,)])|,\s*,|\(\s*\)|[\w’] – – | {2}|^[–,;]|\b\w+ (?:–|:)$")


def trous(root: etree._Element) -> Iterator[str]:
    """The lines in which a number that a diploma does not have leaves a hole."""
    for element in root.iter("h1", "h2", "h3", "h4", "p", "th", "td", "caption", "li"):
        if not any(child.tag in {"p", "ul", "ol", "table", "li"} for child in element):
            line = re.sub("[\u00a0\u202f\n]", " ", text_of(element))
            if found := SANS_NUMERO.search(line.strip()):
                yield f"{line.strip()} [{found[0]}]"


def arbres(loaded: Loaded, **numeros: str) -> Iterator[tuple[str, etree._Element]]:
    """The trees of the documents of a project, numbered as `numeros` says."""
    projet = loaded.projet
    assert projet is not None
    if numeros:
        numbering = Numerotation(**numeros)
        profil = projet.profil.model_copy(update={"numerotation": numbering})
        projet = replace(projet, profil=profil)
    builder = Builder(Project(replace(loaded, projet=projet)))
    for kind in DOCUMENTS:
        if kind.key != "couverture" or projet.exigences:
            document = Making(kind, builder, Templates(TEMPLATES)).document
            yield kind.key, document.root


@pytest.mark.parametrize("cas", SOBRES)
def test_nothing_is_framed_that_the_diploma_does_not_have(projet_de: ProjetDe, cas: str) -> None:
    dossier = (CYCLES / "dossier/dossier.yaml").read_text("utf-8").partition("seuils:")[0]
    loaded = projet_de({"dossier/dossier.yaml": dossier}, **SOBRES[cas])
    assert [(key, found) for key, root in arbres(loaded) for found in vides(root)] == []


@pytest.mark.lent
def test_a_whole_diploma_frames_nothing_empty() -> None:
    loaded = load(Folder(CYCLES))
    assert [(key, found) for key, root in arbres(loaded) for found in vides(root)] == []


@pytest.mark.lent
def test_a_diploma_without_numbers_leaves_no_hole() -> None:
    loaded = load(Folder(CYCLES))
    none = dict.fromkeys(Numerotation.model_fields, "")
    numbered = {line for _, root in arbres(loaded) for line in trous(root)}
    assert {line for _, root in arbres(loaded, **none) for line in trous(root)} - numbered == set()


def test_no_identifier_stands_for_a_number() -> None:
    loaded = load(Folder(CYCLES))
    none = dict.fromkeys(Numerotation.model_fields, "")
    assert loaded.projet is not None
    known = "|".join(cle for cle in loaded.projet.by_cle if re.search("[-0-9]", cle))
    for key, root in arbres(loaded, **none):
        words = re.sub(r"\S+\.(?:yaml|md)\S*", "", text_of(root))
        assert re.findall(rf"(?<![\w-])(?:{known})(?![\w-])", words) == [], key
