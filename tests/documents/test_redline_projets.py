"""The documents of two versions of a project, compared: both come back from the redline."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from subprocess import run

import pypdfium2
import pytest
from pdf_conforme import fautes, verapdf

from ampleur import TOUT, cas
from au_hasard import edit
from depots_git import git
from docx_valide import check
from ligne_de_commande import Lance
from mc_builder.documents.builder import Builder
from mc_builder.documents.declaration import DocumentKind
from mc_builder.documents.docx import make
from mc_builder.documents.kinds import DOCUMENTS, document_kind
from mc_builder.documents.making import Making, Unwritable
from mc_builder.documents.pdf import make as make_pdf
from mc_builder.editing import Refused
from mc_builder.page.passes import HEADINGS
from mc_builder.page.templates import Templates
from mc_builder.page.tree import Document, name_of, text_of
from mc_builder.project import Project
from memoire import Memoire, fichiers_de
from outils_externes import programme
from petits_fichiers import PROJETS
from suivi import paragraphes

SNO = PROJETS.parent.parent
#: Compiled once for all the pairs.
GABARITS = Templates()
#: Those that have a Word file and do not say themselves what changed.
KINDS = [k for k in DOCUMENTS if "docx" in k.formats and not k.says_changes]


def ouvert(nom: str) -> Project:
    return Project.open(Memoire(dict(fichiers_de(SNO if nom == "sno" else PROJETS / nom))))


def retouche(project: Project, rnd: Random) -> Project:
    """The same project after a few edits, sound."""
    left = rnd.choice((1, 3, 10, 30))
    while left:
        try:
            made = edit(project, rnd)
        except Refused:
            continue
        after = project.edited(made.changes)
        if made.changes and after.sound:
            project, left = after, left - 1
    return project


def numeros(*trees: Document) -> re.Pattern[str]:
    """The numbers of headings, which the tool counts: those of today, in either version."""
    found = {
        text_of(h[0]).strip()
        for tree in trees
        for h in tree.root.iter(*HEADINGS)
        if len(h) and name_of(h[0]) == "span.numero"
    }
    counted = sorted((re.escape(one) for one in found if one), key=len, reverse=True)
    return re.compile(rf"\A(?:{'|'.join(counted)})\s*" if counted else r"\A")


def sans_numero(texts: list[str], counted: re.Pattern[str]) -> list[str]:
    return [counted.sub("", text) for text in texts]


def pairs(nom: str, seeds: Sequence[int]) -> Iterator[tuple[int, Project, Project]]:
    start = ouvert(nom)
    for seed in seeds:
        rnd = Random(seed)  # noqa: S311 (edits to try, no secret)
        two = [start, retouche(start, rnd)]
        rnd.shuffle(two)
        yield seed, two[0], two[1]


def juge(kind: DocumentKind, before: Project, after: Project) -> bytes | None:
    """The redline of a document, which gives both back; None when one cannot be made."""
    plain = [Making(kind, Builder(p), GABARITS) for p in (before, after)]
    try:
        trees = [making.document for making in plain]
    except Unwritable:
        return None
    old, new = (make(making).data for making in plain)
    made = make(replace(plain[1], before=(plain[0].builder, "avant"))).data
    counted = numeros(*trees)
    for accept, wanted in ((True, new), (False, old)):
        found = sans_numero(paragraphes(made, accept=accept), counted)
        assert found == sans_numero(paragraphes(wanted), counted), (kind.key, accept)
    return made


def test_a_document_of_a_small_project() -> None:
    before = ouvert("jardinerie")
    after = retouche(before, Random(5))  # noqa: S311 (edits to try, no secret)
    assert juge(document_kind("note"), before, after) is not None


@pytest.mark.lent
@pytest.mark.parametrize("kind", cas(KINDS, 1), ids=lambda kind: kind.key)
def test_every_document_of_two_projects_that_have_nothing_in_common(
    kind: DocumentKind, tmp_path: Path
) -> None:
    made = juge(kind, ouvert("jardinerie"), ouvert("cycles"))
    assert made is not None
    check(made, tmp_path / "a.docx")


@pytest.mark.lent
@pytest.mark.parametrize("start", cas(range(0, 200, 25), 1))
@pytest.mark.parametrize("nom", ["cycles", "sno"])
def test_documents_of_versions_at_random(nom: str, start: int, tmp_path: Path) -> None:
    """200 pairs, half of them of each project, a document of each in turn."""
    seeds = range(start, start + 25)
    half = cas([seed for seed in seeds if seed % 2 == (nom == "sno")], 1)
    for seed, before, after in pairs(nom, half):
        kind = KINDS[seed % len(KINDS)]
        made = juge(kind, before, after)
        if made is not None and seed % 5 == 0:
            check(made, tmp_path / f"{seed}.docx")


@pytest.mark.lent
def test_libreoffice_keeps_every_change(tmp_path: Path) -> None:
    """It reads the changes as they are meant: what it writes again comes back the same."""
    before = ouvert("jardinerie")
    made = juge(document_kind("note"), before, retouche(before, Random(5)))  # noqa: S311
    assert made is not None
    (tmp_path / "avant.docx").write_bytes(made)
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    command = [programme("soffice"), "--headless", profile, "--convert-to", "docx"]
    run([*command, "--outdir", tmp_path / "lo", tmp_path / "avant.docx"], check=True)
    again = (tmp_path / "lo" / "avant.docx").read_bytes()
    for accept in (True, False):
        assert paragraphes(again, accept=accept) == paragraphes(made, accept=accept)


@pytest.mark.lent
def test_the_command_marks_word_and_pdf(tmp_path: Path, lance: Lance) -> None:
    folder = tmp_path / "projet"
    for path, data in fichiers_de(PROJETS / "jardinerie").items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "v1")
    git(folder, "tag", "v1")
    pole = folder / "referentiels/activites/pole-1.yaml"
    text = pole.read_text("utf-8")
    assert "Réalisation de la vente" in text
    pole.write_text(text.replace("Réalisation de la vente", "Réalisation d’une vente"), "utf-8")
    run = lance("-C", folder, "build", "referentiel", "--format", "docx,pdf", "--contre", "v1")
    assert run.code == 0, run.erreurs
    word = (folder / "output/referentiel.docx").read_bytes()
    assert any("Réalisation d’une vente" in p for p in paragraphes(word))
    assert any("Réalisation de la vente" in p for p in paragraphes(word, accept=False))
    pages = pypdfium2.PdfDocument(io.BytesIO((folder / "output/referentiel.pdf").read_bytes()))
    last = pages[len(pages) - 1].get_textpage().get_text_range()
    assert "Ce qui a changé depuis" in last
    assert "d’une vente" in last.replace("\n", " ")
    again = lance("-C", folder, "build", "referentiel", "--format", "docx")
    assert again.code == 0
    plain = (folder / "output/referentiel.docx").read_bytes()
    assert paragraphes(plain) == paragraphes(plain, accept=False)


@pytest.mark.lent
def test_a_marked_pdf_is_accessible_and_the_same_every_time(tmp_path: Path) -> None:
    before = ouvert("jardinerie")
    after = retouche(before, Random(5))  # noqa: S311 (edits to try, no secret)
    making = Making(document_kind("note"), Builder(after), Templates())
    made = make_pdf(replace(making, before=(Builder(before), "v1.0")))
    assert not made.unclaimed
    assert fautes(made.data, tmp_path) == []
    assert not TOUT or verapdf({"note": made.data}, tmp_path) == {"note": []}
    assert make_pdf(replace(making, before=(Builder(before), "v1.0"))).data == made.data
