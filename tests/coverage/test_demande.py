"""The items of the fiches of a job: taken up, set aside with a motive, or not looked at."""

from __future__ import annotations

from mc_builder.coverage.demande import ComptesElements, Sort
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.project import Project
from memoire import Memoire
from petits_fichiers import DOSSIER

FICHE = """\
fiche:
  id: {id}
  intitule: Mécanicien ou mécanicienne
  nomenclature: {{nom: ROME, version: '{version}', code: I1607}}
  elements:
    - {{code: '1', intitule: Diagnostiquer une panne, nature: savoir-faire}}
    - {{code: '2', intitule: Ajuster une pièce, nature: savoir-faire}}
    - {{code: '3', intitule: Encadrer une équipe, nature: savoir-faire}}
    - {{code: '4', intitule: Vendre, nature: savoir-faire}}
"""
EXIGENCES = """\
exigences:
  - id: panne
    intitule: Chercher une panne
    nature: savoir-faire
    nomenclatures: [{nom: rome, version: '4.60', code: '1'}]
  - {id: ajuster, intitule: ajuster une pièce, nature: savoir-faire}
"""


def project(emploi: str, second: str = "") -> Project:
    jobs = {
        "10-a": f"emploi:\n  id: a\n  intitule: Mécanicien\n  acces: premiere-insertion\n{emploi}"
    }
    if second:
        head = "emploi:\n  id: b\n  intitule: Vendeur\n  acces: premiere-insertion\n"
        jobs["20-b"] = head + second
    files = {
        "dossier/dossier.yaml": DOSSIER,
        "dossier/fiches/x.yaml": FICHE.format(id="neuve", version="4.60"),
        "dossier/fiches/y.yaml": FICHE.format(id="ancienne", version="3.47"),
        "referentiels/exigences.yaml": EXIGENCES,
        **{f"referentiels/emplois/{name}.yaml": text for name, text in jobs.items()},
    }
    opened = Project.open(Memoire({name: text.encode() for name, text in files.items()}))
    assert [d.message for d in opened.problems] == []
    return opened


ASKED = "  exigences:\n    - {exigence: panne, importance: 2}\n"
ASIDE = (
    "    - {exigence: ajuster, importance: 1,"
    " ecartee: {motif: hors_niveau, explication: Plus tard.}}\n"
)


def sorts(opened: Project, emploi: str = "a") -> dict[str, Sort]:
    measured = opened.coverage.emploi(emploi)
    assert measured is not None
    return {x.code: x.sort for fiche in measured.fiches for x in fiche.elements}


def test_an_item_is_known_by_its_code_or_by_its_words() -> None:
    both = project(f"  fiches: [neuve]\n{ASKED}    - {{exigence: ajuster, importance: 1}}\n")
    assert sorts(both) == {
        "1": Sort.REPRIS,
        "2": Sort.REPRIS,
        "3": Sort.NON_EXAMINE,
        "4": Sort.NON_EXAMINE,
    }


def test_an_item_is_set_aside_with_its_requirement_or_alone() -> None:
    opened = project(
        "  fiches:\n    - fiche: neuve\n      ecartes:\n"
        "        - {elements: ['3'], motif: hors_niveau, explication: Encadrer attend.}\n"
        f"{ASKED}{ASIDE}"
    )
    assert sorts(opened)["2"] is Sort.ECARTE
    assert sorts(opened)["3"] is Sort.ECARTE
    assert opened.coverage.elements == ComptesElements(4, 1, 2, 1)


def test_two_versions_of_a_fiche_ask_each_item_once() -> None:
    opened = project(f"  fiches: [neuve, ancienne]\n{ASKED}")
    measured = opened.coverage.emploi("a")
    assert measured is not None
    assert [fiche.comptes.elements for fiche in measured.fiches] == [4, 4]
    assert measured.elements == ComptesElements(4, 3, 0, 1)


def test_on_the_whole_an_item_is_what_the_job_that_does_least_makes_of_it() -> None:
    opened = project(f"  fiches: [neuve]\n{ASKED}{ASIDE}", f"  fiches: [neuve]\n{ASIDE_ONLY}")
    assert opened.coverage.elements == ComptesElements(4, 3, 1, 0)


ASIDE_ONLY = f"  exigences:\n{ASIDE}"


def test_one_without_fiche_comes_first_then_the_job_that_looked_at_least() -> None:
    view = Couverture.de(project(f"  fiches: [neuve]\n{ASIDE_ONLY}", ASKED))
    assert [(name, counts) for name, _, counts in view.demande] == [
        ("2. Vendeur", ()),
        ("1. Mécanicien", (4, 3, 1, 0)),
        (view.ensemble_demande, (4, 3, 1, 0)),
    ]
    assert Couverture.de(project(ASKED)).demande == ()
