"""The grid of the criteria, as printed: facts and places that exist, and no opinion."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree, html

from lectures import ouvert
from mc_builder.cpc import Lieux, examine
from mc_builder.cpc.grille import REGLES
from mc_builder.documents.builder import Builder
from mc_builder.documents.grille.preuves import PreuveVue, others_pages
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.loading import Loaded
from mc_builder.model.blocs import Indicateur
from mc_builder.names import lieux as imprimes
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from mc_builder.rules import regles

ROOT = Path(__file__).parents[2]


def composed(builder: Builder, key: str) -> etree._Element:
    kind = next(kind for kind in DOCUMENTS if kind.key == key)
    document = Making(kind, builder).document
    return document.root


def line(element: etree._Element) -> str:
    return " ".join(text_of(element).split())


@pytest.fixture(scope="module")
def builders(cycles: Loaded) -> dict[str, Builder]:
    return {"cycles": Builder(Project(cycles)), "depot": Builder(Project.open(ROOT))}


def rows(root: etree._Element, caption: str) -> list[list[str]]:
    for table in root.iter("table"):
        if caption in line(next(table.iter("caption"))):
            return [[line(cell) for cell in row] for row in table.iter("tr")]
    raise LookupError(caption)


def test_the_first_table_has_one_line_for_each_criterion(builders: dict[str, Builder]) -> None:
    found = rows(composed(builders["cycles"], "grille"), "Constat pour chaque critère")[1:]
    assert [(row[0].partition(" – ")[0], row[1]) for row in found] == [
        ("1", "Partiel"),
        ("2", "Présent, avec limites"),
        ("2 a", "Partiel"),  # some are assessed in one bloc at most, though several have it
        ("2 b", "Partiel"),
        ("2 c", "Partiel"),
        ("3", "Présent, avec limites"),
        ("4", "Présent, avec limites"),
        ("5", "Présent"),
    ]


def test_the_first_table_quotes_what_proves_and_says_what_is_not_shown(
    builders: dict[str, Builder],
) -> None:
    builder = builders["depot"]
    found = rows(composed(builder, "grille"), "Constat pour chaque critère")[1:]
    told = {row[0].partition(" – ")[0]: row for row in found}
    examens = examine(Lieux(builder.names, builder.project.places), builder.project.coverage)
    for criterion in examens:
        row = told[re.sub(r"(?=[abc])", " ", criterion.critere.cle)]
        said = row[3].replace("\u00a0", " ")
        for absent in (*criterion.manques, *criterion.limites):
            words = builder.projet.said(absent).replace("\u00a0", " ")
            assert words[1:].rstrip(".") in said
        assert row[1].endswith("avec limites") <= bool(row[3])
    # The words of an indicateur, with the competence that it observes, not those of a title.
    shown = re.findall(r"« (.+?) » \((C\d\.\d)", told["2 a"][2].replace("\u00a0", " "))
    titles = {str(m.intitule): m for m in builder.projet.modeles() if isinstance(m, Indicateur)}
    assert len(shown) == 2
    assert all(words in titles for words, _ in shown)


def test_criteria_later_than_the_file_are_said_so(builders: dict[str, Builder]) -> None:
    said = "critères entrés en vigueur le 1er janvier 2026, appliqués à titre d’essai à un dossier"
    assert said in line(composed(builders["depot"], "grille"))
    assert said not in line(composed(builders["cycles"], "grille"))


def test_the_grid_gives_no_opinion(builders: dict[str, Builder]) -> None:
    for builder in builders.values():
        root = composed(builder, "grille")
        for element in root.iter():  # the words of the tool, not those of the file
            if element.get("data-ref") is not None:
                element.text = None
                for child in list(element):
                    element.remove(child)
        words = line(root).casefold()
        assert "elle n’est pas un avis" in words
        assert not re.search(
            r"\b(conforme aux|satisfaisant|insuffisant|favorable à|respecté)\b", words
        )


def test_the_calendar_is_that_of_the_session(builders: dict[str, Builder]) -> None:
    found = rows(composed(builders["cycles"], "grille"), "Dates comptées")
    assert [row[0] for row in found] == [
        "Date",
        "31 décembre 2025",
        "15 février 2026",
        "11 avril 2026",
        "26 mai 2026",
        "10 juin 2026",
    ]
    said = line(composed(builders["depot"], "grille"))
    assert "La séance n’étant pas fixée, aucune échéance n’est calculée." in said.replace(
        "\u00a0", " "
    )


def test_neither_a_file_nor_a_rule_is_named_on_the_paper(builders: dict[str, Builder]) -> None:
    for builder in builders.values():
        words = line(composed(builder, "grille"))
        assert re.findall(r"\S+\.(?:yaml|md)\b|\b[A-Z]{3}\d{3}\b", words) == []


@pytest.mark.rapides(1)
@pytest.mark.parametrize("key", [kind.key for kind in DOCUMENTS])
def test_articles_are_written_as_lawyers_do(builders: dict[str, Builder], key: str) -> None:
    words = line(composed(builders["depot"], key))
    assert not re.findall(r"\b[LRD]\d{3,4}-\d+", words)


@pytest.mark.rapides(1)
@pytest.mark.parametrize("name", ["cycles", "depot"])
def test_evidence_points_to_headings_and_tables_that_exist(
    builders: dict[str, Builder], name: str
) -> None:
    builder = builders[name]
    titles: dict[str, set[str]] = {}
    for key, label in (
        ("note", imprimes.NOTE),
        ("referentiel", imprimes.REFERENTIEL),
        ("couverture", imprimes.COUVERTURE),
    ):
        root = composed(builder, key)
        found = (line(e) for tag in ("h1", "h2", "h3", "h4", "caption") for e in root.iter(tag))
        titles[label] = {text.replace("\u00a0", " ") for text in found}
    found = examine(Lieux(builder.names, builder.project.places), builder.project.coverage)
    cited = "article cité aussi : "
    places = {p.document.replace(cited, "") for e in found for p in e.preuves if p.document}
    assert places
    said = builder.projet.said
    for place in (said(one) for several in places for one in several.split(" ; ")):
        document, _, rest = place.partition(", ")
        for heading in re.findall(r"« (.+) »", rest):
            assert any(heading in title for title in titles[document]), place
        if numero := re.search(r"annexe ([IVX]+)", rest):
            assert any(t.startswith(f"Annexe {numero[1]} –") for t in titles[document]), place


def test_words_that_prove_print_in_each_document_that_is_named() -> None:
    """But in one that is said to cite the same article, in words of its own."""
    project = ouvert(Path(__file__).parents[2])
    builder = Builder(project)
    printed = {
        name: line(composed(builder, key)).casefold()
        for name, key in ((imprimes.NOTE, "note"), (imprimes.REFERENTIEL, "referentiel"))
    }
    looked = 0
    for found in examine(Lieux(builder.names, project.places), project.coverage):
        for preuve in found.preuves:
            for place in preuve.document.split(" ; "):
                name = place.partition(", ")[0]
                if name in printed and "⟨" not in str(preuve.titre):
                    looked += 1
                    assert " ".join(str(preuve.titre).casefold().split()) in printed[name], place
    assert looked > 20


def test_a_list_is_found_at_the_page_of_its_heading() -> None:
    """Its items have no anchor; what may print pages after its heading is named alone."""
    builder = Builder(ouvert(Path(__file__).parents[2]))
    anchors = [str(e.get("id")) for e in composed(builder, "referentiel").iter() if e.get("id")]
    headings = [anchor for anchor in anchors if anchor.startswith("rubrique-")]
    assert len(headings) == len(set(headings)) > 5
    heading = builder.projet.plan.anchor_of("contraintes")
    assert heading in headings
    pages = dict.fromkeys(headings, 99) | {heading: 6}
    said = line(composed(replace(builder, pages={"referentiel": pages}), "grille"))
    said = said.replace("\u00a0", " ")
    assert "6 janvier 1978) » (p. 6)" in said
    assert "annexe V, « Organisation »" in said
    assert "p. 99" not in said


def test_examples_that_are_not_told_have_their_pages() -> None:
    def line(page: str) -> PreuveVue:
        return PreuveVue("", "Un titre", "", f"p.\u00a0{page}" if page else "Note, annexe 1")

    assert others_pages((line("9"), line("14"), line("9"), line("16"))) == (
        ", les autres p.\u00a09, 14 et 16"
    )
    assert others_pages((line("9"),)) == ", l’autre p.\u00a09"
    assert others_pages((line("9"), line(""))) == ""


def under(root: etree._Element, heading: str) -> str:
    """The words under a heading, down to the next one."""
    found = next(h for tag in ("h1", "h2") for h in root.iter(tag) if line(h).startswith(heading))
    words = []
    for block in found.itersiblings():
        if block.tag in {"h1", "h2"}:
            break
        words.append(line(block))
    return " ".join(words).replace("\u00a0", " ")


def test_criterion_5_says_what_each_bloc_opens(builders: dict[str, Builder]) -> None:
    builder = builders["depot"]
    said = under(composed(builder, "grille"), "Critère 5")
    rapport = builder.project.coverage
    for bloc in rapport.blocs:
        name = builder.names[bloc.bloc]
        start = said.index(f"{name.mark} – {name.titre}".replace("\u00a0", " "))
        told = said[start:].partition(" Bloc ")[0]
        assert f"{len(bloc.exigences)} exigences" in told
        assert f"{len(bloc.exigences_propres)} par lui seul" in told
        # It opens the jobs of which it has evaluated more requirements than any other bloc.
        through = {
            e.emploi: {
                b.bloc: sum(x.exigence in b.exigences for x in e.lignes if x.retenue)
                for b in rapport.blocs
            }
            for e in rapport.emplois
        }
        first = [e for e, n in through.items() if n[bloc.bloc] == max(n.values())]
        assert ("c’est lui qui sert le plus " in told) == bool(first)
        for emploi in first[:1]:
            assert str(builder.names[emploi].titre) in told


@pytest.mark.parametrize(
    ("phrase", "dit"),
    [
        ("Le métier ne fait l’objet d’aucune réglementation d’accès.", True),
        ("Ce métier est une profession réglementée par le code.", True),
        ("Le métier est exercé partout.", False),
    ],
)
def test_the_opinion_says_what_the_note_says_of_a_regulated_access(
    copie: Callable[[str], Path], phrase: str, *, dit: bool
) -> None:
    projet = copie("cycles")
    for note in sorted((projet / "dossier/note").glob("*.md")):
        note.write_text(re.sub(r"réglement\w*", "règles", note.read_text("utf-8")), "utf-8")
    path = projet / "dossier/note/95-acces.md"
    path.write_text(f"# L’accès au métier\n\n{phrase}\n", "utf-8")
    said = under(composed(Builder(Project.open(projet)), "grille"), "L’avis")
    quoted = f"La note d’opportunité indique, à la section « L’accès au métier » : « {phrase} »"
    assert (quoted in said) == dit
    assert ("Le dossier ne dit pas si le métier est réglementé." in said) != dit
    binding = "aucune réglementation" in phrase
    assert ("L’avis requis est alors un avis conforme." in said) == binding
    # The opinion is simple for such a profession only: which one is not decided from here.
    assert "L’avis est simple lorsque le diplôme est requis" in said


def test_the_files_are_folded_away_on_the_page_and_nowhere_else(
    builders: dict[str, Builder],
) -> None:
    builder = builders["depot"]
    making = Making(next(kind for kind in DOCUMENTS if kind.key == "grille"), builder)
    assert ".yaml" not in text_of(making.document.root)
    page = html.document_fromstring(making.make("html").data.decode())
    folded = page.find_class("fichiers")
    assert len(folded) >= 5
    found = examine(Lieux(builder.names, builder.project.places), builder.project.coverage)
    for criterion in found:
        for proof in criterion.preuves:
            place = f"{proof.span.path}:{proof.span.line}"
            assert any(place in str(details.text_content()) for details in folded)
    assert all(details.get("open") is None for details in folded)
    assert all("details" in {a.tag for a in code.iterancestors()} for code in page.iter("code"))


def test_a_marker_of_the_numerical_transition_is_proved_by_its_words(
    builders: dict[str, Builder],
) -> None:
    builder = builders["depot"]
    found = examine(Lieux(builder.names, builder.project.places), builder.project.coverage)
    proofs = [
        proof
        for criterion in found
        if criterion.critere.cle == "2a"
        for proof in criterion.preuves
        if proof.rubrique.startswith("Transition numérique")
    ]
    shown = [proof for proof in proofs if not proof.detail]
    assert shown
    changes = r"automatis|macro|script|progiciel|distance|en ligne|base|hameçonn|protégé|fraudul"
    for proof in shown:
        assert re.search(changes, str(proof.titre), re.IGNORECASE), proof.titre
    # « description » holds no script, upkeep no transition.
    assert not [p for p in shown if re.match(r"Sauvegarde|Description de", str(p.titre))]


def test_a_marker_that_no_word_shows_is_counted_and_comes_last(
    copie: Callable[[str], Path],
) -> None:
    projet = copie("cycles")
    path = next((projet / "referentiels/activites").glob("*.yaml"))
    text = path.read_text("utf-8")
    tasks = re.findall(r"(?m)^( +)- (?!\{)(?!id:)(.+)$", text)
    indent, silent = tasks[0]
    lines = f"{indent}- intitule: {silent}\n{indent}  marqueurs: [transition-numerique]"
    path.write_text(text.replace(f"{indent}- {silent}", lines, 1), "utf-8")
    builder = Builder(Project.open(projet))
    found = examine(Lieux(builder.names, builder.project.places), builder.project.coverage)
    criterion = next(c for c in found if c.critere.cle == "2a")
    proofs = [p for p in criterion.preuves if p.rubrique.startswith("Transition numérique")]
    assert "ne reconnaît dans son contenu aucun mot du sujet" in proofs[0].detail
    assert "(sans mot qui le montre : 1 sur 2)" in criterion.faits[0]


def test_what_is_wrong_comes_before_what_is_right(builders: dict[str, Builder]) -> None:
    """What no part observes, the words of the article that no text has, the least examined job."""
    builder = builders["depot"]
    root = composed(builder, "grille")
    found = rows(root, "Constat pour chaque critère")[1:]
    told = {row[0].partition(" – ")[0]: row[2:] for row in found}
    rapport = builder.project.coverage
    unseen = len({lack.indicateur for lack in rapport.indicateurs.sans_occasion})
    lacking = f"{unseen} indicateurs de réussite sur {rapport.indicateurs.tous}"
    assert told["2"][0].startswith(lacking if unseen else "Aucune compétence sans activité")
    assert told["2 c"][1].startswith("Conception universelle : aucune tâche")
    most = max(rapport.emplois, key=lambda job: job.elements.non_examines)
    first = re.search(r"sur \d+ éléments de ses fiches, (\d+) non examinés", line(root))
    assert first is not None
    assert int(first[1]) == most.elements.non_examines


def test_the_rules_that_weigh_are_in_the_catalogue() -> None:
    assert {code for codes in REGLES.values() for code in codes} <= {r.code for r in regles()}


def test_a_draft_with_broken_links_has_its_grid(projet_de: object) -> None:
    loaded = projet_de(  # type: ignore[operator]
        pole="pole: {id: p1, intitule: P, activites: [{id: a1, intitule: A, repond_a: [rien]}]}\n",
        bloc="bloc: {id: b1, intitule: B, pole: nul, competences: [{id: c1, intitule: C,"
        " mobilise: [nul]}]}\n",
    )
    assert not loaded.sound
    builder = Builder(Project(loaded))
    assert composed(builder, "grille") is not None
