"""Word files that come back, edited as Word does: what was done is found, exactly, nothing else."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise

import pytest
from documents_essayes import DOSSIERS, Ecrit
from lu_dans_word import lu
from rebati import ecarts, imprimes
from retouches_word import AUTHOR, retouched, w
from sans_signets import bare

from ampleur import cas, nombre
from mc_builder.documents.builder import Builder
from mc_builder.documents.docx import make
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.editing import Kind, is_block, set_value, value_of
from mc_builder.page.templates import Templates
from mc_builder.project import Project
from mc_builder.returns.applying import applied
from mc_builder.returns.changes import BlockRemoved, ItemRemoved, Origin, Piece, TextChanged
from mc_builder.returns.given import Unread, read_given
from mc_builder.returns.review import State, review
from mc_builder.returns.word import read_word
from mc_builder.writers.docx.reading.base import Base, base_of
from mc_builder.writers.docx.reading.opened import Unreadable, opened

#: The documents that are edited; those of the small project in the quick tests.
PETITS = [("cycles", cle) for cle in ("note", "referentiel", "enseignant", "rncp")]
TOUS = [
    (dossier, cle)
    for dossier in ("cycles", "options", "depot")
    for cle in ("note", "referentiel", "enseignant", "rncp")
]
#: One set of edits in so many: its document is made again once they are applied.
REBATI = 5
#: Sets of edits of one slow test: one of each document at least.
PAR_LOT = nombre(20, 8)


def check(docx: Ecrit, dossier: str, cle: str, seed: int) -> None:
    made = retouched(docx(dossier, cle), seed, 6)
    notes = {("commentaire", ref, word, AUTHOR) for ref, word, _ in made.comments}
    assert lu(read_word(made.saved())) == made.expected | notes, (dossier, cle, seed)


@pytest.mark.rapides(4)
@pytest.mark.parametrize("seed", range(12))
def test_what_was_done_is_found(docx: Ecrit, seed: int) -> None:
    check(docx, *PETITS[seed % len(PETITS)], seed)


def check_applied(docx: Ecrit, dossier: str, cle: str, seed: int) -> None:
    """What may be applied is; the file then asks for nothing more, and what cannot says why."""
    changes = read_word(retouched(docx(dossier, cle), seed, 6).saved()).changes
    project = ouvert(dossier)
    done = applied(project, review(project, [("retour.docx", changes)]))
    assert done.project.sound
    again = review(done.project, [("retour.docx", changes)])
    times = Counter(one.ref for one in done.judged)
    for was, now in zip(done.judged, again, strict=True):
        if was.state is State.TO_APPLY:
            assert now.state is State.DONE, (dossier, cle, seed, now)
        elif (
            was.state is State.CONFLICT
        ):  # one text, edited or taken away at two places of the file
            gone = isinstance(was.change, ItemRemoved | BlockRemoved)
            assert gone or times[was.ref] > 1, (dossier, cle, seed, was)
        else:
            assert was.state is State.IMPOSSIBLE, (dossier, cle, seed, was)
            assert was.why
    if seed % REBATI == 0:
        texts = imprimes(docx(dossier, cle)), imprimes(rebati(dossier, cle, done.project))
        assert ecarts(*texts, done) == Counter(), (dossier, cle, seed)


def rebati(dossier: str, cle: str, project: Project) -> bytes:
    """The Word file of a project once changes were applied to it."""
    making = Making(document_kind(cle), Builder(project), Templates(DOSSIERS[dossier]))
    return make(making).data


@cache
def ouvert(dossier: str) -> Project:
    return Project.open(DOSSIERS[dossier])


@pytest.mark.lent
@pytest.mark.parametrize("start", cas(range(1200, 2200, 10), 1))
def test_what_was_done_is_applied_in_a_thousand_sets(docx: Ecrit, start: int) -> None:
    for seed in range(start, start + 10):
        check_applied(docx, *TOUS[seed % len(TOUS)], seed)


@pytest.mark.lent
@pytest.mark.parametrize("lot", cas(range(50), 1))
def test_what_was_done_is_found_in_a_thousand_sets(docx: Ecrit, lot: int) -> None:
    for seed in range(100 + lot * PAR_LOT, 100 + (lot + 1) * PAR_LOT):
        check(docx, *TOUS[seed % len(TOUS)], seed)


def test_the_changes_of_one_author_are_taken_alone(docx: Ecrit) -> None:
    seed = next(s for s in range(40) if _tracked(docx, s))
    content = retouched(docx("cycles", "note"), seed, 6).saved()
    assert _authors(content, None) == {AUTHOR}
    assert _authors(content, {AUTHOR}) == {AUTHOR}
    assert _authors(content, {"Autre"}) == set()


def _tracked(docx: Ecrit, seed: int) -> bool:
    expected = retouched(docx("cycles", "note"), seed, 6).expected
    return any(author for *_, author in expected)


def _authors(content: bytes, authors: set[str] | None) -> set[str]:
    found = read_word(content, authors)
    named = {c.origin.author for c in found.changes if isinstance(c, TextChanged)}
    return named - {""}


def test_a_choice_that_prints_otherwise_than_it_is_written_is_known_again() -> None:
    ref, words = "formation/pfmp/voies/3:voie", "Validation des acquis de l’expérience"
    before = Project.open(DOSSIERS["cycles"])
    project = before.edited(set_value(before, ref, "vae"))
    origin = Origin(printed={ref: words})
    change = TextChanged(ref, (Piece(words, ref),), f"{words} autre", origin)
    assert [one.state for one in review(project, [("a.docx", [change])])] == [State.IMPOSSIBLE]


@pytest.mark.lent
def test_a_choice_that_was_typed_over_is_no_conflict(docx: Ecrit) -> None:
    project, texts = ouvert("cycles"), imprimes(docx("cycles", "referentiel"))
    chosen = [
        TextChanged(ref, (Piece(words, ref),), f"{words} autre", Origin(printed=texts))
        for ref, words in texts.items()
        if ":" in ref and not is_block(project, ref) and value_of(project, ref).kind is Kind.CHOIX
    ]
    assert len(chosen) > 10
    judged = review(project, [("retour.docx", chosen)])
    assert [one for one in judged if one.state is not State.IMPOSSIBLE] == []


def test_a_file_of_another_project_is_refused(docx: Ecrit) -> None:
    content = docx("cycles", "rncp")
    with pytest.raises(Unread, match="d’un autre projet"):
        read_given(content, "rncp.docx", Project.open(DOSSIERS["options"]))
    assert read_given(content, "rncp.docx", Project.open(DOSSIERS["cycles"])).diagnostics == ()


def test_a_diploma_that_was_renamed_is_said(docx: Ecrit) -> None:
    before = Project.open(DOSSIERS["cycles"])
    project = before.edited(set_value(before, "dossier/diplome:intitule", "Atelier de cycles"))
    (found,) = read_given(docx("cycles", "rncp"), "rncp.docx", project).diagnostics
    assert found.code == "REL004"
    assert "Entretien et réparation de cycles" in found.message


def test_two_paragraphs_that_were_joined_are_one_text_and_one_less(docx: Ecrit) -> None:
    made = retouched(docx("cycles", "note"), 1, 0)
    blocks = [(p, m) for p, m in made.paragraphs() if made.base.texts[m].prose]
    (p, first), (q, second) = next(
        (one, other)
        for one, other in pairwise(blocks)
        if one[0].getnext() is other[0] and one[0].getparent().tag == w("body")
    )
    p.extend(child for child in list(q) if child.tag != w("pPr"))
    q.getparent().remove(q)
    changed, removed = read_word(made.saved()).changes
    assert isinstance(changed, TextChanged)
    assert isinstance(removed, BlockRemoved)
    assert (changed.ref, removed.ref) == (made.ref(first), made.ref(second))


# --- without bookmarks ----------------------------------------------------------------------------


def bases(docx: Ecrit, cles: list[tuple[str, str]]) -> list[Base]:
    found = (base_of(opened(docx(*cle))) for cle in cles)
    return [base for base in found if base is not None]


def placed(docx: Ecrit, among: list[tuple[str, str]], seeds: range) -> float:
    """The share of the edits that are found in files without bookmarks; none is called certain."""
    known = bases(docx, among)
    found = total = 0
    for seed in seeds:
        made = retouched(docx(*among[seed % len(among)]), seed, 6)
        returned = read_word(bare(made.saved()), None, lambda: known)
        assert not returned.sure
        assert not any(change.origin.certain for change in returned.changes)
        found += len(lu(returned) & made.expected)
        total += len(made.expected)
    return found / total


@pytest.mark.lent
def test_what_was_done_is_found_without_bookmarks(docx: Ecrit) -> None:
    assert placed(docx, PETITS, range(8)) >= 0.9  # few edits: one is a twentieth


@pytest.mark.lent
@pytest.mark.parametrize("lot", cas(range(4), 1))
def test_almost_all_is_found_without_bookmarks(docx: Ecrit, lot: int) -> None:
    assert placed(docx, TOUS, range(lot * 25, lot * 25 + nombre(25, 8))) >= 0.95


@pytest.mark.lent
def test_a_file_that_nobody_touched_says_nothing_without_bookmarks(docx: Ecrit) -> None:
    known = bases(docx, PETITS)
    for cle in PETITS:
        assert read_word(bare(docx(*cle)), None, lambda: known).changes == ()


def test_a_file_of_another_project_is_of_none(docx: Ecrit) -> None:
    with pytest.raises(Unreadable, match="aucun document de ce projet"):
        read_word(bare(docx("cycles", "note")), None, lambda: bases(docx, [("cycles", "grille")]))
