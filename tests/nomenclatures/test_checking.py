"""The codes of a project beside the store: what is said, and what is not guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from mc_builder.nomenclatures.checking import check_codes
from mc_builder.nomenclatures.store import add, writing
from mc_builder.nomenclatures.store_records import (
    BLOC,
    FICHE,
    ITEM,
    Certification,
    Edition,
    Entree,
    Lien,
    Record,
    Renvoi,
    Succession,
)
from mc_builder.project import Project
from memoire import Memoire
from petits_fichiers import DOSSIER, FICHIERS

OLD, NEW, RNCP = Edition("ROME", "3.47"), Edition("ROME", "4.60"), Edition("RNCP", "2026")


def fiche(code: str) -> Entree:
    return Entree(FICHE, code, code, f"Fiche {code}")


def item(code: str) -> Entree:
    return Entree(ITEM, code, code, f"Élément {code}", "savoir-faire")


REGISTER: list[Record] = [
    fiche("RNCP1"),
    Certification("RNCP1", "4", "2020-08-31", active=False),
    Succession("RNCP1", "RNCP2"),
    fiche("RNCP2"),
    Certification("RNCP2", "4", "2099-12-31", active=True),
    fiche("RNCP3"),
    Certification("RNCP3", "4", "bientôt", active=True),
]
EDITIONS: dict[Edition, list[Record]] = {
    OLD: [fiche("I1607"), fiche("A1415"), item("100"), item("200")],
    NEW: [fiche("I1607"), item("200")],
    RNCP: REGISTER,
}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "n.sqlite"
    with writing(path) as store:
        for edition, records in EDITIONS.items():
            add(store, edition, records)
    return path


def said(base: Path, **texts: str) -> list[str]:
    files = {"dossier": DOSSIER, **texts}
    opened = Project.open(Memoire({FICHIERS.get(n, n): t.encode() for n, t in files.items()}))
    assert [d.message for d in opened.problems] == []
    found = check_codes(opened.projet, opened.places, base)
    return [f"{d.code} {d.span.text} {d.message}" for d in found]


def emploi(codes: str) -> str:
    return (
        "emploi:\n  id: e\n  intitule: Un emploi\n  acces: premiere-insertion\n"
        f"  rome: [{codes}]\n  exigences: []\n"
    )


def exigences(*cited: str) -> str:
    lines = (
        f"  - id: e{n}\n    intitule: Faire\n    nature: savoir\n    nomenclatures: [{{{one}}}]\n"
        for n, one in enumerate(cited)
    )
    return "exigences:\n" + "".join(lines)


def certification(code: str, more: str = "") -> str:
    texts = "activites: A, recouvrement: R, complementarite: C, verdict: proche"
    return f"certifications:\n  - {{id: c, intitule: C, code: {code}, {texts}{more}}}\n"


def test_fiches_of_jobs_exist_and_are_in_the_newest_version(base: Path) -> None:
    assert said(base, emploi=emploi("I1607, i1607")) == []
    assert said(base, emploi=emploi("I1670, A1415")) == [
        "NOM001 I1670 le code « I1670 » n’existe pas dans ROME 3.47 et ROME 4.60",
        "NOM002 A1415 la fiche « A1415 » du ROME 3.47 n’est plus dans le 4.60",
    ]


def test_items_of_requirements_exist_in_the_version_that_they_name(base: Path) -> None:
    good = (
        "nom: ROME, version: '3.47', code: '100'",
        "nom: rome, code: '100'",  # in one of those that are kept
        "nom: ROME, version: '4.0', code: '100'",  # that version is not kept
        "nom: ESCO, code: xyz",  # nor this nomenclature
    )
    assert said(base, exigences=exigences(*good)) == []
    bad = ("nom: ROME, version: '4.60', code: '100'", "nom: ROME, code: '999'")
    assert said(base, exigences=exigences(*bad)) == [
        "NOM001 '100' le code « 100 » n’existe pas dans ROME 4.60",
        "NOM001 '999' le code « 999 » n’existe pas dans ROME 3.47 et ROME 4.60",
    ]


def test_a_version_that_was_given_in_part_says_nothing_of_items(base: Path) -> None:
    with writing(base) as store:
        add(store, NEW, [*EDITIONS[NEW], Lien("I1607", "777")])
    bad = ("nom: ROME, version: '4.60', code: '777'", "nom: ROME, code: '888'")
    assert said(base, exigences=exigences(*bad)) == []


def test_certifications_exist_and_last_until_the_first_session(base: Path) -> None:
    assert said(base, certifications=certification("RNCP2")) == []
    assert said(base, certifications=certification("RNCP3")) == []
    assert said(base, certifications=certification("01032601")) == []
    assert said(base, certifications=certification("RNCP9")) == [
        "NOM001 RNCP9 le code « RNCP9 » n’existe pas dans RNCP 2026"
    ]
    (found,) = said(base, certifications=certification("RNCP1"))
    assert found.startswith("NOM003 RNCP1 la fiche « RNCP1 » finit le 31/08/2020, avant ")
    assert (
        said(base, certifications=certification("RNCP1", ", fin_enregistrement: 2020-08-31")) == []
    )


@pytest.mark.parametrize(
    ("blocs", "codes"),
    [
        ("[Réparer, Vendre]", []),
        ("[Vendre, RÉPARER], communs: 0", []),  # the order of a file is no difference
        ("[Réparer]", ["NOM005"]),
        ("[Réparer], communs: 1", []),
        ("[Réparer, Louer]", ["NOM005"]),
        ("[Réparer, Vendre], communs: 1", ["NOM005"]),
    ],
)
def test_the_blocs_that_were_noted_are_those_of_the_fiche(
    base: Path, blocs: str, codes: list[str]
) -> None:
    with writing(base) as store:
        titles = enumerate(("Bloc 1 : Réparer", "Vendre"))
        more = [Entree(BLOC, f"B{n}", f"B{n}", title, parent="RNCP2") for n, title in titles]
        add(store, RNCP, [*REGISTER, *more])
    releve = f", releve: {{jour: 2026-01-12, source: s, empreinte: '1', blocs: {blocs}}}"
    sources = "sources:\n  - {id: s, auteur: A, titre: T, annee: 2026}\n"
    found = said(base, certifications=certification("RNCP2", releve), sources=sources)
    assert [one.split()[0] for one in found] == codes


def test_blocs_that_the_register_does_not_give_are_not_judged(base: Path) -> None:
    releve = ", releve: {jour: 2026-01-12, source: s, empreinte: '1', blocs: [Réparer]}"
    sources = "sources:\n  - {id: s, auteur: A, titre: T, annee: 2026}\n"
    assert said(base, certifications=certification("RNCP2", releve), sources=sources) == []


CODES = "nsf: [252r, 999z], formacodes: ['23637', '11111'], "


class TestDiplome:
    """The codes that class the diploma: those of the register are known by who bears them."""

    DIPLOME = DOSSIER.replace("intitule: Essai", f"{CODES}intitule: Essai")

    def test_without_any_that_bear_such_codes_nothing_is_said(self, base: Path) -> None:
        assert CODES in self.DIPLOME
        assert said(base, dossier=self.DIPLOME) == []

    def test_those_that_nobody_bears_are_said(self, base: Path) -> None:
        with writing(base) as store:
            bears = [Renvoi("RNCP2", "NSF", "252r"), Renvoi("RNCP2", "Formacode", "23637")]
            add(store, RNCP, [*REGISTER, *bears])
        nobody = "aucune certification ne porte le code"
        assert said(base, dossier=self.DIPLOME) == [
            f"NOM001 999z {nobody} NSF « 999z » dans RNCP 2026",
            f"NOM001 '11111' {nobody} Formacode « 11111 » dans RNCP 2026",
        ]
