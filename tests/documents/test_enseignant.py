"""The teacher's edition: the référentiel word for word, a page per competence, tables, indexes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from benchmarks.projets import multiplier
from documents_essayes import Arbre
from lxml import etree

from mc_builder.documents.builder import Builder
from mc_builder.documents.enseignant import vue as enseignant
from mc_builder.documents.kinds import DOCUMENTS, document_kind
from mc_builder.documents.making import Making
from mc_builder.documents.referentiel import croisements
from mc_builder.documents.referentiel.lignes import activites_of
from mc_builder.names import ancre
from mc_builder.page.passes import named, plain_text
from mc_builder.page.templates import Templates
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from types_inventes import projet_du_type

CYCLES = Path(__file__).parents[1] / "projets" / "cycles"


@pytest.fixture(scope="module")
def builder() -> Builder:
    return Builder(Project.open(CYCLES))


def tree(builder: Builder, key: str) -> etree._Element:
    kind = next(kind for kind in DOCUMENTS if kind.key == key)
    document = Making(kind, builder).document
    return document.root


@pytest.fixture(scope="module")
def vue(builder: Builder) -> enseignant.EnseignantVue:
    return enseignant.vue(builder)


@pytest.fixture(scope="module")
def root(builder: Builder) -> etree._Element:
    return tree(builder, "enseignant")


def test_the_annexes_are_those_of_the_other_edition(builder: Builder, root: etree._Element) -> None:
    def annexes(tree: etree._Element) -> list[str]:
        return [
            text_of(section)
            for section in named(tree, "section.chapitre")
            if (first := next(iter(section), None)) is not None
            and (first.get("id") or "").startswith("annexe-")
        ]

    expected = annexes(tree(builder, "referentiel"))
    assert len(expected) >= 4
    assert annexes(root) == expected


def test_one_sheet_per_competence_defined(
    builder: Builder, vue: enseignant.EnseignantVue, root: etree._Element
) -> None:
    own = [c for b in builder.projet.blocs for c in b.competences if c.ref is None]
    assert [f.objet.ancre for f in vue.fiches] == [ancre(c.cle) for c in own]
    pages = {e.get("id"): e for e in root.iter("h2")}
    for fiche in vue.fiches:
        section = pages[fiche.ancre].getparent()
        assert section is not None
        assert section[0] is pages[fiche.ancre]  # a section of its own


def test_a_page_says_what_the_data_say(builder: Builder, vue: enseignant.EnseignantVue) -> None:
    projet, b = builder.projet, builder
    own = [c for bloc in projet.blocs for c in bloc.competences if c.ref is None]
    for competence, fiche in zip(own, vue.fiches, strict=True):
        assert [a.objet.ancre for a in fiche.activites] == [
            ancre(a.cle) for a in activites_of(b, competence)
        ]
        shown = {i.ref for row in fiche.rangees for i in row.ligne.indicateurs}
        holders = (competence, *competence.sous_competences)
        assert shown == {f"{i.cle}:intitule" for h in holders for i in h.indicateurs}
        chains = [
            (emploi.emploi, line.exigence)
            for emploi in builder.project.coverage.emplois
            for line in emploi.lignes
            if line.retenue
            and line.nature in {"savoir-faire", "savoir-etre"}
            and any(c.competence == competence.cle for c in line.chaines)
        ]
        assert {e.objet.ancre: e.exigences for e in fiche.emplois} == {
            ancre(job): sum(1 for j, _ in chains if j == job) for job in {j for j, _ in chains}
        }
        exams = {
            c.sous_epreuve or c.epreuve
            for e in builder.project.coverage.exigences
            for c in e.chaines
            if c.competence == competence.cle and c.epreuve and not c.savoir
        }
        assert {ancre(cle) for cle in exams} <= {e.objet.ancre for e in fiche.epreuves}


def test_an_object_is_defined_once(root: etree._Element, vue: enseignant.EnseignantVue) -> None:
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    defined = {
        e.get("id")
        for section in named(root, "section.chapitre")
        if (section[0].get("id") or "").startswith("annexe-")
        for e in section.iter()
    }
    assert {fiche.objet.ancre for fiche in vue.fiches} <= defined


def test_every_link_with_a_page_leads_somewhere(
    root: etree._Element, vue: enseignant.EnseignantVue
) -> None:
    ids = {e.get("id") for e in root.iter()}
    links = [a.get("href", "") for a in named(root, "a.renvoi")]
    assert all(href.removeprefix("#") in ids for href in links)
    for fiche in vue.fiches:  # the list of pages, and both indexes
        assert links.count(f"#{fiche.ancre}") >= 3


def test_crossed_tables_agree_with_the_pages(
    builder: Builder, vue: enseignant.EnseignantVue
) -> None:
    projet = builder.projet
    *blocs, exams = (
        {(row.ancre, o.ancre) for row, others in lines for o in others}
        for relation in vue.relations[:2]
        for _, lines in relation.groupes
    )
    faced = {f.objet.ancre: {a.objet.ancre for a in f.activites} for f in vue.fiches}
    assert any(projet.parents[c.cle] is not b for b in projet.blocs for c in projet.competences(b))
    assert blocs == [
        {(a, ancre(c.cle)) for c in projet.competences(bloc) for a in faced[ancre(c.cle)]}
        for bloc in projet.blocs
    ]
    assert exams == {(e.objet.ancre, f.objet.ancre) for f in vue.fiches for e in f.epreuves}
    (jobs,) = vue.croisements
    for line, fiche in zip(jobs.lignes, vue.fiches, strict=True):
        assert line[0].ancre == fiche.objet.ancre
        shown = {o.ancre: c for (_, o), c in zip(jobs.colonnes, line[1], strict=True) if c}
        assert shown == {e.objet.ancre: str(e.exigences) for e in fiche.emplois}


def test_activities_stand_under_their_pole_or_under_whose_competences_take_them_up(
    builder: Builder, vue: enseignant.EnseignantVue
) -> None:
    """Under the name of a bloc, its competences: activities are of a pôle, here its own or not."""
    crossed, *_ = vue.relations
    projet = builder.projet
    for bloc, (head, lines) in zip(projet.blocs, crossed.groupes, strict=True):
        (pole,) = (pole for pole in projet.poles if pole.cle == bloc.pole)
        own = {ancre(activity.cle) for activity in pole.activites}
        whole = own >= {line.ancre for line, _ in lines}
        holder, words = (pole, "Activités du pôle") if whole else (bloc, "Compétences du bloc")
        assert projet.said(head) == f"{words} {builder.numeros[holder.cle]}"


def test_the_savoirs_face_the_competences_whose_sheets_have_them(
    vue: enseignant.EnseignantVue,
) -> None:
    asked = {
        (group.ancre, fiche.objet.ancre)
        for fiche in vue.fiches
        for _, groups in fiche.savoirs
        for group in groups
        if group.intitule is not None
    }
    shown = vue.relations[2].groupes
    assert asked
    assert asked == {
        (row.ancre, other.ancre) for _, lines in shown for row, others in lines for other in others
    }


def test_an_activity_that_no_competence_takes_up_is_in_the_table_of_its_bloc(
    vue: enseignant.EnseignantVue,
) -> None:
    shown = {row.ancre for r in vue.relations for _, lines in r.groupes for row, _ in lines}
    assert {
        a.ancre for pole in vue.activites.poles for a in (x.objet for x in pole.activites)
    } <= shown


def test_a_wide_table_goes_on_in_another(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = enseignant.vue(builder).croisements
    monkeypatch.setattr(croisements, "COLONNES", 1)
    cut = enseignant.vue(builder).croisements
    assert len(cut) == sum(len(t.colonnes) for t in whole)
    assert [t.titre.endswith("(suite)") for t in cut[:2]] == [False, True]
    assert [t.colonnes[0] for t in cut] == [c for t in whole for c in t.colonnes]
    assert marks(cut) == marks(whole)
    assert {row.ancre for t in cut for row, _ in t.lignes} == {
        row.ancre for t in whole for row, _ in t.lignes
    }


def marks(tables: Iterable[enseignant.Croisement]) -> set[tuple[str, str, str]]:
    """What crossed tables say: row, column, what is in the cell."""
    return {
        (row.ancre, column.ancre, cell)
        for table in tables
        for row, cells in table.lignes
        for (_, column), cell in zip(table.colonnes, cells, strict=True)
        if cell
    }


@pytest.mark.lent
def test_crossed_tables_grow_as_what_they_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(croisements, "COLONNES", 2)

    def cells(times: int) -> int:
        found = enseignant.vue(Builder(Project.open(multiplier(tmp_path / str(times), times))))
        groups = [lines for r in found.relations for _, lines in r.groupes]
        linked = sum(1 + len(others) for lines in groups for _, others in lines)
        return linked + sum(len(t.colonnes) * len(t.lignes) for t in found.croisements)

    assert cells(8) <= 2.1 * cells(4)


def test_a_page_gives_the_autonomy_of_an_activity_and_of_the_tasks_that_differ(
    vue: enseignant.EnseignantVue,
) -> None:
    levels = {
        line.objet.titre.brut: line.autonomie
        for fiche in vue.fiches
        for activite in fiche.activites
        for line in (activite, *activite.taches)
    }
    # Its own, that of its pôle, that of the task alone.
    assert levels["Remplacement de pièces et réglages"] == 3
    assert levels["Diagnostic de l’état d’un vélo"] == 2
    assert levels["Contrôle du freinage"] is None
    assert levels["Essai d’un tricycle ou d’un vélo adapté à un handicap"] == 1


def test_families_of_savoirs_keep_the_order_of_the_bloc(
    builder: Builder, vue: enseignant.EnseignantVue
) -> None:
    orders = {
        ancre(bloc.cle): list(dict.fromkeys(s.famille for s in bloc.savoirs))
        for bloc in builder.projet.blocs
    }
    for fiche in vue.fiches:
        shown = [str(famille) for famille, _ in fiche.savoirs]
        assert shown == [f for f in orders[fiche.bloc.ancre] if f in shown]


def test_few_columns_have_titles_at_their_heads(root: etree._Element) -> None:
    table = next(t for t in named(root, "table.matrice") if "emplois" in text_of(t[0]))
    heads = [plain_text(th) for th in table.iter("th") if th.get("scope") == "col"]
    assert [head.split()[0] for head in heads[1:]] == ["Mécanicien", "Agent"]


def test_its_name_is_on_its_pages(root: etree._Element) -> None:
    assert root.get("data-titre", "").endswith("édition de l’enseignant")


def test_the_index_begins_with_words(vue: enseignant.EnseignantVue, root: etree._Element) -> None:
    title = next(h for h in root.iter("h2") if plain_text(h) == "Index des compétences")
    index = title.getnext()
    assert index is not None
    entries = [plain_text(item) for item in index]
    for fiche, entry in zip(vue.index_competences, entries, strict=True):
        assert entry.startswith(f"{fiche.objet.titre} ({fiche.objet.numero})")


def test_the_acronyms_of_the_text_are_in_the_index(root: etree._Element) -> None:
    title = next(h for h in root.iter("h2") if plain_text(h).startswith("Index des sigles"))
    index = title.getnext()
    assert index is not None
    words = [text_of(item[0]) for item in index]
    assert words
    assert words == sorted(words, key=str.casefold)
    for item in index:
        for link in item.iter("a"):
            place = next(e for e in root.iter() if e.get("id") == link.get("href", "")[1:])
            assert text_of(item[0]) in text_of(place)


def test_a_sheet_is_a_section_whose_links_stay_together(
    root: etree._Element, vue: enseignant.EnseignantVue
) -> None:
    """Only its indicators go on to the next page, under their head: whole, it left half a page."""
    headings = {e.get("id"): e for e in root.iter("h2")}
    for fiche in vue.fiches:
        sheet = headings[fiche.ancre].getparent()
        assert sheet is not None
        assert sheet.get("class") == "suite"
        tables = [table.get("class") for table in sheet.iter("table")]
        assert tables[:2] == ["fiche", "textes"]


def test_the_index_of_jobs_gives_first_what_takes_up_most(vue: enseignant.EnseignantVue) -> None:
    for entry in vue.index_emplois:
        counts = [count for _, _, count in entry.fiches]
        assert counts == sorted(counts, reverse=True)
        assert all(counts)
    assert any(len(entry.fiches) > 1 for entry in vue.index_emplois)


def test_the_index_of_jobs_says_what_its_page_gives(
    builder: Builder, vue: enseignant.EnseignantVue, root: etree._Element
) -> None:
    """« appellations » where the annexes give other names than the title of the job."""
    others = {
        ancre(job.cle): any(a.intitule != job.intitule for a in job.appellations)
        for job in builder.projet.emplois
    }
    assert {entry.objet.ancre: entry.appele for entry in vue.index_emplois} == others
    title = next(h for h in root.iter("h2") if plain_text(h) == "Index des emplois")
    index = next(title.itersiblings("ul"))
    first = [next(item.iter("a")) for item in index]
    assert {link.get("href", "").removeprefix("#") for link in first} == set(others)
    for link in first:
        called = others[link.get("href", "").removeprefix("#")]
        assert plain_text(link) == ("appellations" if called else "emploi")


def test_its_last_chapter_is_named_by_all_its_parts(root: etree._Element) -> None:
    titles = [plain_text(h) for h in root.iter("h1")]
    parts = {plain_text(h) for h in root.iter("h2")}
    (last,) = (t for t in titles if t.endswith("et index"))
    assert ("glossaire" in last.lower()) == ("Glossaire" in parts)
    assert ("tableaux" in last.lower()) == ("Tableaux croisés" in parts)


def test_a_table_of_counts_says_what_it_counts(root: etree._Element) -> None:
    table = next(t for t in named(root, "table.matrice") if "emplois" in text_of(t[0]))
    note = table.getnext()
    assert note is not None
    assert "Une case est vide quand" in plain_text(note)


def test_the_epreuves_are_in_the_contents(builder: Builder, root: etree._Element) -> None:
    nav = next(root.iter("nav"))
    entries = {e[0].get("href", "").removeprefix("#") for e in nav}
    assert builder.projet.evaluation is not None
    assert {ancre(e.cle) for e in builder.projet.evaluation.epreuves} <= entries


def test_it_is_for_who_trains_in_that_diploma() -> None:
    making = Making(
        document_kind("enseignant"), Builder(projet_du_type("titre-professionnel")), Templates()
    )
    assert making.document.root.get("data-titre", "").endswith("édition du formateur")


#: A number, a space where a line may end, and what the number counts.
_PARTED = re.compile(r"\d (?:exigences?|heures?|semaines?|en partie|pas du tout|sur \d)")


@pytest.mark.parametrize("key", ["enseignant", "couverture"])
def test_no_line_of_a_table_or_index_parts_a_number_from_what_it_counts(
    arbre: Arbre, key: str
) -> None:
    root = arbre("depot", key).root
    read = [text_of(cell) for cell in root.iter("td", "th")]
    read += [text_of(li) for li in root.iter("li") if next(li.iter("a"), None) is not None]
    assert any(re.search("\\d\u00a0exigences", text) for text in read)
    assert [found[0] for text in read for found in _PARTED.finditer(text)] == []
