"""A profile that calls everything otherwise: no ordinary word is left in documents or messages."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from mc_builder.cli import cli
from mc_builder.codes import FAMILLES
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.page import tree
from mc_builder.project import Project
from mc_builder.source.tree import Snapshot

CYCLES = Path(__file__).parents[1] / "projets" / "cycles"
#: Names that no word of the field resembles.
PROFIL = """
profil:
  id: brevet-invente
  herite_de: certificat-de-specialisation
  formes: {nom: brevet inventé, noms_courts: [brevet]}
  mots:
    pole: {nom: zone, genre: f}
    bloc: {nom: grappe, genre: f}
    indicateur: {nom: témoin}
    unite: {nom: jalon}
    epreuve: {nom: passage}
    sous_epreuve: {nom: étage}
    periode: {nom: immersion, genre: f}
    ponctuel: {nom: passage unique}
    mode_ponctuel: {nom: unique}
    ccf: {nom: suivi continu}
    activite: {nom: geste}
    tache: {nom: opération, genre: f}
    competence: {nom: aptitude, genre: f}
    sous_competence: {nom: détail}
    savoir: {nom: notion, genre: f}
    note_zero: {nom: mention nulle, genre: f}
    coefficient: {nom: pesée, genre: f}
    reglement: {nom: barème}
    autonomie: {nom: latitude, genre: f}
    annexe: {nom: volet}
  regles_delivrance: []
  regles_absence: []
  numerotation: {annexe: "{A}"}
  autonomie: [suivre, agir seul ou seule, décider]
  textes: [{nom: secteurs, titre: Secteurs, place: contexte}]
  parties:
    presentation: {titre: Vue d’ensemble}
    activites: {titre: Gestes}
    description: {titre: Description des gestes}
    competences: {titre: Aptitudes}
    mobilisees: {titre: Aptitudes demandées}
    dispenses: {titre: Dispenses ⟨des Blocks⟩ et ⟨jalons⟩}
    attestations: {titre: ⟨Attestations}
    evaluation: {titre: Évaluation}
    formation: {titre: Formation}
"""
ORDINAIRES = re.compile(
    r"\b(?:pôles?|blocs?|indicateurs?|unités?|(?:sous-)?épreuves?|PFMP|ponctuel\w*|CCF"
    r"|périodes? de formation en milieu professionnel|activités?|tâches?|(?:sous-)?compétences?"
    r"|savoirs?|note zéro|coefficients?|règlements? d’examen|autonomie)\b|⟨|⟩",
    re.IGNORECASE,
)
#: Natures of requirements, names of institutions, words of an article, of places in the files.
PROPRES = re.compile(
    r"savoir-faire|savoir-être|Savoir(?=\s+(?:·|Évaluée|par défaut|\d|Non|Traduite|[a-z]+-))"
    r"|France\s+compétences|cohérence\s+des\s+blocs\s+de\s+compétences"
    r"|référentiels? d(?:’activités?|es activités professionnelles|e compétences?)"
    r"(?:, de compétences? et d’évaluation)?"
    r"|les compétences et connaissances nécessaires|Les compétences liées à la prise"
    r"|referentiels/\w+/\s*[\w-]+\.yaml|arrondi à l’unité",
    re.IGNORECASE,
)
#: The data of the project say these words themselves: they are changed there, but for keys.
_DONNEES: Mapping[str, str] = {
    "blocs": "grappes",
    "bloc": "grappe",
    "épreuves": "passages",
    "épreuve": "passage",
    "unités": "jalons",
    "unité": "jalon",
    "CCF": "suivi",
    "PFMP": "immersion",
    "ponctuelles": "uniques",
    "ponctuelle": "unique",
    "indicateurs": "témoins",
    "annexe: II": "annexe: B",
    "activités": "gestes",
    "activité": "geste",
    "compétence": "aptitude",
    "coefficient": "pesée",
    "autonomie": "latitude",
}

_SIGNIFIES: Mapping[str, str] = {
    "sigle: CCF": "sigle: SVC",
    "sigle: PFMP": "sigle: IMM",
    "Contrôle en cours de formation": "Suivi",
    "Période de formation en milieu professionnel": "Immersion",
}


def _changed(text: str) -> str:
    for word, other in _SIGNIFIES.items():
        text = text.replace(word, other)
    for word, other in _DONNEES.items():
        text = re.sub(rf"(?<![\w/«-])(?<!« ){word}(?![\w:,\]}}-]|\.yaml)", other, text)
    return text


@pytest.fixture(scope="module")
def projet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("renomme")
    for path in CYCLES.rglob("*"):
        if path.is_file() and "output" not in path.parts:
            copy = folder / path.relative_to(CYCLES)
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_bytes()
            copy.write_bytes(
                _changed(text.decode()).encode() if path.suffix in {".yaml", ".md"} else text
            )
    (folder / "dossier/profil.yaml").write_text(PROFIL, "utf-8")
    dossier = folder / "dossier/dossier.yaml"
    dossier.write_text(
        re.sub(r"type: [\w-]+", "type: brevet-invente", dossier.read_text("utf-8")), "utf-8"
    )
    return folder


def _words(path: Path) -> str:
    """All that a reader sees of a file, markup taken out."""
    data = path.read_bytes()
    if path.suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [
                n for n in package.namelist() if re.search(r"document|sharedS|sheet\d|head", n)
            ]
            data = b"\n".join(package.read(name) for name in parts if name.endswith(".xml"))
    text = re.sub(r"<(?:style|script).*?</(?:style|script)>", " ", data.decode(), flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", " ", text)
    return PROPRES.sub("", text.replace("\u00a0", " "))


@pytest.mark.lent
def test_no_ordinary_word_is_left_in_the_documents(projet: Path) -> None:
    # The brackets of two titles are wrong: what stands in them prints, without them.
    asked = ("build", "--malgre-erreurs", "--format", "docx,html,xlsx,md")
    result = CliRunner().invoke(cli, ["-C", str(projet), *asked])
    assert result.exit_code == 0, result.output
    for name in ("grilles.xlsx", "grilles.docx", "progression.xlsx", "livret.docx", "site.html"):
        exported = ("exporter", name.split(".")[0], "-o", str(projet / "output" / name))
        result = CliRunner().invoke(cli, ["-C", str(projet), *exported])
        assert result.exit_code == 0, result.output
    exported = ("exporter", "fiches", "--format", "docx", "-o", str(projet / "output"))
    assert CliRunner().invoke(cli, ["-C", str(projet), *exported]).exit_code == 0
    left = set()
    for path in sorted((projet / "output").glob("[a-z]*.*")):
        words = _words(path)
        for found in ORDINAIRES.finditer(words):
            around = words[max(found.start() - 40, 0) : found.end() + 20]
            left.add(f"{path.name}: {' '.join(around.split())}")
    assert left == set()


def test_no_ordinary_word_is_left_in_the_messages(projet: Path) -> None:
    """The same project with its links taken out, so that most rules have something to say."""
    texts = {
        path: re.sub(r"\n +(?:mobilise|evalue|indicateurs|conditions|pole|bloc): .*", "", text)
        for path in (
            "referentiels/evaluation.yaml",
            *(f"referentiels/blocs/bloc-{n}.yaml" for n in (1, 2)),
        )
        for text in [(projet / path).read_text("utf-8")]
    }
    found = []
    for changes in ({}, *({path: text.encode()} for path, text in texts.items())):
        project = Project.open(projet).edited(changes)
        assert isinstance(project.files, Snapshot)
        found += [d for d in project.findings(date(2026, 3, 31)) if d.code[:3] not in _FICHIERS]
    left = {
        f"{d.code} {text}"
        for d in found
        for text in (d.message, d.aide, *(r.message for r in d.related))
        for said in [PROPRES.sub("", _without_keys(text))]
        if ORDINAIRES.search(said)
    }
    assert left == set()


def test_the_families_of_findings_are_in_the_words_of_the_profile(projet: Path) -> None:
    """A compétence without a verb, so that one finding is of its family."""
    result = CliRunner().invoke(cli, ["-C", str(projet), "check"])
    families = next(line for line in result.output.splitlines() if line.startswith("Par famille"))
    assert not ORDINAIRES.search(PROPRES.sub("", families)), families
    known = Project.open(projet).projet.said
    for family, words in FAMILLES.items():
        assert not ORDINAIRES.search(known(words)), family


def test_an_acronym_prints_in_the_narrow_columns(projet: Path) -> None:
    project = Project.open(projet)
    assert isinstance(project.files, Snapshot)
    changed = PROFIL.replace("{nom: jalon}", "{nom: jalon, sigle: JLN}").replace(
        "{nom: pesée, genre: f}", "{nom: pesée, genre: f, sigle: Pes.}"
    )
    project = project.edited({"dossier/profil.yaml": changed.encode()})
    root = Making(document_kind("referentiel"), Builder(project)).document.root
    heads = [tree.text_of(cell) for cell in root.iter("th")]
    assert {"JLN", "Pes."} <= set(heads)


#: What is said of the files speaks of their keys, whose names do not change.
_FICHIERS = {"YML", "SCH"}


def _without_keys(text: str) -> str:
    """A message without the keys, the files and the quoted lines that it names."""
    return re.sub(
        r"« [\w-]+:?[^»]*»|[\w/.-]+\.(?:yaml|md)|referentiels/[\w/]*|[\w-]+:|\[[^\]]*\]", "", text
    )
