"""The comments of a returned document wait in dossier/retours.yaml, each once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from mc_builder.project import Project
from mc_builder.returns.changes import Remark, Returned
from mc_builder.returns.remarks import noted
from memoire import Memoire, fichiers_de
from petits_fichiers import PROJETS

FICHIER = "dossier/retours.yaml"
MOMENT = datetime(2026, 10, 28, 9, 30, tzinfo=UTC)
REMARQUE = Remark(
    "pole-flotte:intitule",
    "Entretenir une flotte",
    "Préciser : quelle flotte ?\nEt la taille.",
    "Inspection générale",
    MOMENT,
)
REPONSE = Remark("", "", "De vingt vélos.", "Fédération", MOMENT)


def projet(**files: bytes) -> Project:
    return Project.open(Memoire(dict(fichiers_de(PROJETS / "cycles")) | files))


def revenu(*remarks: Remark) -> Returned:
    return Returned("referentiel", remarks=remarks)


def test_a_comment_is_noted_with_its_text_and_its_answers() -> None:
    project = projet()
    after = project.edited(noted(project, revenu(replace(REMARQUE, answers=(REPONSE,)))))
    assert after.sound, [str(d) for d in after.problems]
    (retour,) = after.projet.retours
    assert (str(retour.texte), str(retour.auteur), str(retour.date)) == (
        " ".join(REMARQUE.words.split()),
        REMARQUE.author,
        "2026-10-28",
    )
    assert (str(retour.sur), str(retour.extrait), str(retour.document), retour.etat) == (
        REMARQUE.ref,
        REMARQUE.extract,
        "referentiel",
        "ouvert",
    )
    assert [str(answer.texte) for answer in retour.reponses] == [REPONSE.words]


def test_the_check_shows_what_waits_beside_its_text() -> None:
    project = projet()
    after = project.edited(noted(project, revenu(REMARQUE)))
    (found,) = [d for d in after.findings() if d.code == "RET001"]
    assert "Inspection générale" in found.message
    assert [place.span.path for place in found.related] == ["referentiels/activites/pole-2.yaml"]


def test_a_comment_that_comes_back_again_is_noted_once() -> None:
    project = projet()
    once = project.edited(noted(project, revenu(REMARQUE, replace(REMARQUE, words="Autre."))))
    assert noted(once, revenu(REMARQUE)) == {}
    twice = once.edited(noted(once, revenu(replace(REMARQUE, answers=(REPONSE,), done=True))))
    first, second = twice.projet.retours
    assert ([str(r.texte) for r in first.reponses], first.etat) == ([REPONSE.words], "traite")
    assert (second.reponses, second.etat) == ((), "ouvert")


def test_what_is_settled_is_not_opened_again() -> None:
    project = projet()
    done = project.edited(noted(project, revenu(replace(REMARQUE, done=True))))
    assert noted(done, revenu(REMARQUE)) == {}


def test_our_own_comments_are_no_work() -> None:
    assert noted(projet(), revenu(replace(REMARQUE, author="mc_builder"))) == {}
