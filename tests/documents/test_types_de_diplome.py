"""Each type of diploma that comes with the tool: one invented project, in its words, read back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from formes import mots_du_docx
from lxml import etree

from ampleur import TOUT
from mc_builder.cli import cli
from mc_builder.coverage import Statut
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS, document_kind
from mc_builder.documents.making import Making
from mc_builder.loading.profile_names import profile_names
from mc_builder.loading.profiles import profile
from mc_builder.metrics import need
from mc_builder.model.evaluation import Epreuve, SousEpreuve
from mc_builder.page import tree
from mc_builder.project import Project
from memoire import Memoire
from types_inventes import fichiers_du_type, projet_du_type

AUJOURD_HUI = date(2026, 3, 31)
#: The width of the text of an upright page, in points.
TEXTE_EN_POINTS = 470
chaque_type = pytest.mark.parametrize("type_", profile_names())

#: Words that some type gives a sense of its own, and that prose says in the ordinary one.
COURANTS = re.compile(
    r"\b(?:(?:bloc|certificat|critère|diplôme|domaine|évaluation|final|stage|terminal|titre|unité)s?"
    r"|parcours|période)\b"
)
#: What the documents say in the words of the law, whatever the type calls it.
LOI = re.compile(r"contrôle continu|critères d’évaluation", re.IGNORECASE)


@cache
def mots_de(type_: str) -> frozenset[str]:
    """All the forms of the words of a type."""
    mots = profile(type_).mots
    named = (getattr(mots, name) for name in type(mots).model_fields)
    nouns = (noun for word in named for noun in (word.noun, word.whole, word.short))
    return frozenset(form for noun in nouns for form in (noun.one, noun.plural))


def _motif(words: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE)


@cache
def _motifs(type_: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words of a type, and those that only other types have."""
    own = mots_de(type_)
    every = frozenset[str]().union(*map(mots_de, profile_names()))
    return _motif(own), _motif(w for w in every - own if not COURANTS.fullmatch(w))


def d_un_autre(type_: str, text: str) -> list[str]:
    """The words of other types in a text, each with what is around."""
    own, others = _motifs(type_)
    text = own.sub("·", LOI.sub("·", " ".join(text.split())))
    return [text[max(m.start() - 40, 0) : m.end() + 20] for m in others.finditer(text)]


@cache
def projet(type_: str) -> Project:
    """The project of a type, opened once: nothing here changes it."""
    return projet_du_type(type_)


@cache
def document(type_: str, cle: str) -> tree.Document:
    """A document of it, made once."""
    return Making(document_kind(cle), Builder(projet(type_))).document


def lus(project: Project, cle: str) -> str:
    """The words of a document."""
    root = Making(document_kind(cle), Builder(project)).document.root
    return " ".join(tree.text_of(root).split())


@chaque_type
def test_it_loads_and_is_judged_without_an_error(type_: str) -> None:
    found = projet(type_).findings(AUJOURD_HUI)
    errors = [d for d in found if d.severity.name == "ERREUR"]
    assert [(d.code, d.message) for d in errors] == []


@chaque_type
def test_its_messages_are_in_its_words(type_: str) -> None:
    found = projet(type_).findings(AUJOURD_HUI)
    assert [(d.code, x) for d in found for x in d_un_autre(type_, d.message)] == []


@chaque_type
def test_its_project_is_measured_to_the_end(type_: str) -> None:
    """No useless project: each requirement is reached, by each épreuve at least once."""
    coverage = projet(type_).coverage
    assert {m.statut for m in coverage.exigences} == {Statut.EVALUEE}


@chaque_type
def test_nothing_is_cited_of_a_text_that_nobody_read(type_: str) -> None:
    """What is not read is never an error, and its article is said not to be."""
    profil = profile(type_)
    for name in type(profil).model_fields:
        value = getattr(profil, name)
        for item in value if isinstance(value, tuple) else ():
            if getattr(item, "force", "") == "erreur":
                assert item.lue, f"{name}: {item}"
            if getattr(item, "article", None):
                assert re.match(r"code d[eu] ?l?’?\w+, [LRD]\d", item.article), item.article


@pytest.mark.rapides(1)
@chaque_type
def test_its_documents_are_in_its_words(type_: str) -> None:
    project = projet(type_)
    profil = project.projet.profil
    numbers = {annexe.numero for annexe in project.projet.plan.annexes}
    every = ""
    for kind in DOCUMENTS:
        said = lus(project, kind.key)
        every += said
        assert "⟨" not in said
        assert d_un_autre(type_, said) == [], kind.key
        if not profil.arrete:
            assert "arrêté" not in said.replace("Dossier arrêté au", "")  # on a day, by nobody
        if kind.key != "note":
            assert set(re.findall(r"[Aa]nnexe ([IVX]+|\d)\b", said)) <= numbers
    for name in ("pole", "bloc", "indicateur", "unite", "epreuve"):
        word = getattr(profil.mots, name)
        forms = {f.lower() for n in (word.noun, word.whole, word.short) for f in (n.one, n.plural)}
        assert any(form in every.lower() for form in forms), name
    assert profil.formes.nom.lower() in every.lower()


@chaque_type
def test_a_heading_names_nothing_twice(type_: str) -> None:
    """An unit that is its bloc is not named beside it, in a title nor in a fact of the grid."""
    own = [form for form in mots_de(type_) if len(form) > 2]
    for cle in ("note", "referentiel", "grille"):
        for element in document(type_, cle).root.iter("h1", "h2", "h3", "caption", "td"):
            said = " ".join(tree.text_of(element).split())
            twice = [
                w for w in own if re.search(rf"\b{w}s? (?:\d+ )?et (?:son |ses )?{w}s?\b", said)
            ]
            assert twice == [], said


@chaque_type
def test_a_bloc_says_its_epreuves_once_each(type_: str) -> None:
    word = projet(type_).projet.profil.mots.epreuve.noun.one
    for proof in re.findall(r"compétences?, .*?(?:;|$)", lus(projet(type_), "grille")):
        named = re.findall(rf"\b{word}s? ([^,;]+)", proof)
        assert len(named) == len(set(named)), proof


@chaque_type
def test_only_a_diploma_of_the_state_says_that_its_title_is_that_of_a_specialite(
    type_: str,
) -> None:
    project = projet(type_)
    said = lus(project, "referentiel").replace("\u00a0", " ")
    titre = project.projet.dossier.diplome.intitule
    of_state = profile(type_).arrete or "universitaire" in type_
    assert (f"spécialité « {titre} »" in said) == of_state


BLOC_UNITE = "titre-enregistre-sur-demande"


def test_a_unit_that_is_its_bloc_prints_once() -> None:
    """One word for both: a title on request is made of blocs, which are what one obtains."""
    project = projet(BLOC_UNITE)
    unites = project.projet.evaluation.unites if project.projet.evaluation else ()
    assert len(unites) == 2
    for unite in unites:
        bloc, name = project.names[unite.bloc], project.names[unite.cle]
        assert (name.titre, name.numero) == (bloc.titre, bloc.numero)
    heads = {
        cle: [text_of_heads(table) for table in document(BLOC_UNITE, cle).root.iter("table")]
        for cle in ("referentiel", "rncp", "note")
    }
    assert ["Domaines d’activités", "Blocs de compétences"] in heads["referentiel"]
    assert ["Blocs", "Intitulés"] in heads["referentiel"]
    for tables in heads.values():
        assert not [table for table in tables if sum("Bloc" in head for head in table) > 1]
    assert "(bloc" not in lus(project, "rncp")


def test_a_unit_that_says_something_of_its_own_prints_beside_its_bloc() -> None:
    files = dict(fichiers_du_type(BLOC_UNITE))
    path = "referentiels/evaluation.yaml"
    changed = files[path].decode().replace("{id: u1, ", "{id: u1, intitule: Tri et pesée, ")
    assert changed != files[path].decode()
    project = Project.open(Memoire(files | {path: changed.encode()}))
    root = Making(document_kind("referentiel"), Builder(project)).document.root
    assert ["Domaines d’activités", "Blocs de compétences", "Blocs"] in [
        text_of_heads(table) for table in root.iter("table")
    ]
    assert "Tri et pesée" in tree.text_of(root)


def text_of_heads(table: etree._Element) -> list[str]:
    """The heads of the columns of a table."""
    return [tree.text_of(cell) for cell in table.findall("thead/tr/th")]


def vides(root: etree._Element) -> list[str]:
    """The headings that nothing follows before the next of the same level, or a higher one."""
    empty: list[str] = []
    open_: list[tuple[int, str]] = []
    for element in root.iter(etree.Element):
        heading = re.fullmatch(r"h([1-4])", str(element.tag))
        inside = any(re.fullmatch(r"h[1-4]", str(a.tag)) for a in element.iterancestors())
        if heading is not None:
            level = int(heading[1])
            empty += [title for above, title in open_ if above >= level]
            open_ = [(above, title) for above, title in open_ if above < level]
            open_.append((level, tree.text_of(element)))
        elif not inside and ((element.text or "").strip() or element.tag == "img"):
            open_ = []
    return [*empty, *(title for _, title in open_)]


@pytest.mark.rapides(1)
@chaque_type
def test_each_of_its_headings_is_followed_by_something(type_: str) -> None:
    project = projet(type_)
    exams = project.projet.evaluation.epreuves if project.projet.evaluation else ()
    # Under the heading of an épreuve stand those of its sous-épreuves, of the same level.
    held = tuple(exam.intitule for exam in exams if exam.sous_epreuves)
    for kind in DOCUMENTS:
        root = document(type_, kind.key).root
        empty = [title for title in vides(root) if not title.endswith(held)]
        assert empty == [], kind.key


def test_a_heading_that_nothing_follows_is_seen() -> None:
    root = etree.fromstring("<s><h1>A</h1><h2>B</h2><p/><h2>C</h2><p>c</p><h1>D</h1></s>")
    assert vides(root) == ["B", "D"]


@pytest.mark.lent
@pytest.mark.parametrize(
    "type_",
    # The words of the tree of each are read at each run; what the writers add is that of any.
    [
        pytest.param(type_, marks=[] if type_ == "titre-professionnel" else pytest.mark.ample)
        for type_ in profile_names()
    ],
)
def test_its_word_and_pdf_are_read_back_in_its_words(type_: str, tmp_path: Path) -> None:
    for path, data in fichiers_du_type(type_).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    for asked in ((),) if TOUT else (("--format", "docx"), ("note", "rncp", "--format", "pdf")):
        built = CliRunner().invoke(cli, ["-C", str(tmp_path), "build", *asked])
        assert built.exit_code == 0, built.output
    output = tmp_path / "output"
    assert {p.stem for p in output.glob("[a-z]*.docx")} == {kind.file for kind in DOCUMENTS}
    for kind in DOCUMENTS:
        every = [mots_du_docx((output / f"{kind.file}.docx").read_bytes())]
        if TOUT or kind.key in {"note", "rncp"}:
            with pypdfium2.PdfDocument(output / f"{kind.file}.pdf") as document:
                paper = "\n".join(page.get_textpage().get_text_bounded() for page in document)
            every.append(paper.replace("\ufffe", ""))
        for said in every:
            assert d_un_autre(type_, said) == [], kind.key
            assert "⟨" not in said


def test_a_level_that_a_type_does_not_have_is_said_with_its_text() -> None:
    (found,) = [
        d
        for d in projet_du_type("baccalaureat-professionnel", niveau="5").findings()
        if d.code == "DIP001"
    ]
    assert found.severity.name == "ERREUR"
    assert "D. 337-51" in found.aide.replace("\u00a0", " ")
    (found,) = [
        d
        for d in projet_du_type("brevet-professionnel", niveau="5").findings()
        if d.code == "DIP001"
    ]
    assert found.severity.name == "AVERTISSEMENT"
    assert "non lue" in found.aide


TYPES = re.compile(rf"\b(?:{'|'.join((*profile_names(), 'NEUTRE_ID'))})\b")


def test_no_code_nor_template_names_a_type() -> None:
    """What differs from one type to another is data: nothing asks which type it is."""
    root = Path(__file__).parents[2]
    files = [*(root / "src/mc_builder").rglob("*.py"), *(root / "templates").glob("*.j2")]
    named = {
        f"{path.relative_to(root)}: {line.strip()}"
        for path in files
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"\b(?:el)?if\b|==|\bin\b", line) and TYPES.search(line)
    }
    assert named == set()


def test_a_title_on_request_is_examined_on_the_criteria_of_its_own_article() -> None:
    project = projet_du_type("titre-enregistre-sur-demande")
    said = lus(project, "grille").replace("\u00a0", " ")
    assert "R. 6113-9" in said
    assert "R. 6113-25-1" not in said
    found = {d.code: d.message for d in project.findings(date(2026, 3, 31))}
    assert found["CPC001"].startswith("critère 2 ")
    assert "CAL002" not in found


@pytest.mark.parametrize("dossier", ["jardinerie", "options", "cycles"])
def test_the_grid_says_something_of_each_criterion(dossier: str) -> None:
    """Be there nothing of it in the file: no cell with a full stop alone."""
    project = Project.open(Path(__file__).parents[1] / "projets" / dossier)
    root = Making(document_kind("grille"), Builder(project)).document.root
    cells = [" ".join(tree.text_of(cell).split()) for cell in root.iter("td")]
    assert [text for text in cells if text and not any(map(str.isalnum, text))] == []


@pytest.mark.parametrize(
    "type_", ["certificat-de-qualification-professionnelle", "titre-professionnel"]
)
def test_the_heads_of_the_matrix_of_requirements_fit_their_columns(type_: str) -> None:
    """« Évaluation », « Emplois » over one narrow column or two: they would run over its edge."""
    making = Making(document_kind("couverture"), Builder(projet_du_type(type_)))
    (table,) = (
        t for t in making.document.root.iter("table")
        if "Toutes les exigences" in tree.text_of(t.find("caption"))
    )  # fmt: skip
    widths = [float(col.get("data-largeur", "0")) for col in table.iter("col")]
    ends, size = len(widths), making.document.charte.mesure("tableau")
    for head in reversed(table.findall("thead/tr")[0]):
        start = ends - int(head.get("colspan", "1"))
        wide = sum(widths[start:ends]) / 100 * TEXTE_EN_POINTS
        assert need([tree.text_of(head)], size) <= wide + 1, tree.text_of(head)
        ends = start


@chaque_type
def test_only_a_type_with_a_scale_speaks_of_autonomy(type_: str) -> None:
    project = projet(type_)
    said = lus(project, "couverture") + " ".join(d.message for d in project.findings())
    assert ("autonomie" in said) == bool(project.projet.profil.autonomie)


@chaque_type
def test_nothing_goes_on_with_a_capital(type_: str) -> None:
    """After « ; », but the savoirs, which may begin with a name."""
    for cle in ("note", "referentiel", "rncp"):
        for element in document(type_, cle).root.iter("li", "td"):
            said = " ".join(tree.text_of(element).split())
            assert re.findall(r"; ([A-ZÉÀ][a-zéè’]\w+)", said) == [], (cle, said)


@chaque_type
def test_the_only_category_of_candidates_has_no_letter(type_: str) -> None:
    evaluation = projet(type_).projet.evaluation
    assert evaluation is not None
    several = len(evaluation.categories) > 1
    assert ("Candidats A" in lus(projet(type_), "referentiel")) is several
    assert several or "Candidats : " not in lus(projet(type_), "couverture")
    heads = map(tree.text_of, document(type_, "couverture").root.iter("th"))
    assert ("A" in map(str.strip, heads)) is several


@chaque_type
def test_an_epreuve_is_called_as_it_is_defined(type_: str) -> None:
    """« sous-épreuve E1.1 », « SAÉ 2 »: never « épreuve E1.1 », nor a bare « 2 » in an index."""
    project = projet(type_)
    said, builder = project.projet.said, Builder(project)
    exams = [o for o in project.projet.by_cle.values() if isinstance(o, Epreuve | SousEpreuve)]
    called = {number: o.rang for o in exams if (number := builder.objet(o).numero)}
    words = {1: (said("⟨épreuve⟩"), said("⟨Épreuve⟩"))}
    words[2] = (said("⟨sous-épreuve⟩"), said("⟨Sous-épreuve⟩"))
    for cle in ("rncp", "grille", "enseignant"):
        root = Making(document_kind(cle), builder).document.root
        for block in root.iter("p", "li", "h2", "h3", "h4"):
            text = " ".join(tree.text_of(block).split())
            for number, rank in called.items():
                for word in words[3 - rank]:
                    assert not re.search(rf"(?<![-\w]){word} {re.escape(number)}(?![.\w])", text)
            for named in re.findall(r" : définition, fiche, (.*)", text):
                assert not any(exam[0].isdigit() for exam in named.split(", "))


def test_an_optional_epreuve_says_it_where_it_is_defined() -> None:
    """As the règlement does: the definition is read without it."""
    root = document("baccalaureat-professionnel", "referentiel").root
    leads = [tree.text_of(p) for p in root.iter("p") if p.get("class") == "chapeau"]
    said = [" ".join(lead.split()) for lead in leads]
    assert "Unité U3 – Coefficient 3" in said
    assert [lead for lead in said if "U4" in lead] == ["Unité U4 – Facultative"]
