"""``mc-builder emploi``: a job from fiches, in two commands; shown first, and said."""

from __future__ import annotations

from pathlib import Path

import pytest

from ligne_de_commande import Lance
from mc_builder.french import typeset
from mc_builder.project import Project
from petites_nomenclatures import RNCP_2021, ROME_3, ROME_4, written

NOUVEAU = (
    *("nouveau", "p", "--type", "MC", "--intitule", "Cycles", "--niveau", "4"),
    *("--etape", "opportunite", "--demandeur", "La branche"),
)


@pytest.fixture(autouse=True)
def ici(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of this test's own, and its folder as the current one."""
    monkeypatch.setenv("MC_BUILDER_NOMENCLATURES", str(tmp_path / "n.sqlite"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def thirty() -> dict[str, str]:
    """Two fiches of 18 and 16 items, four of which are the same."""
    fiches = "code_rome,code_ogr,libelle_rome\nI1401,1,Maintenance\nM1805,2,Études\n"
    items = "code_ogr,libelle_activite\n"
    items += "".join(f"{n},Faire l''action n° {n}\n" for n in range(100, 130))
    links = "code_rome,code_ogr,coeur_metier\n"
    links += "".join(f"I1401,{n},{'ON'[n % 2]}\n" for n in range(100, 118))
    links += "".join(f"M1805,{n},N\n" for n in range(114, 130))
    return {"a_v999_.csv": fiches, "b.csv": items, "c.csv": links}


def test_thirty_requirements_of_two_fiches_take_two_commands(lance: Lance, ici: Path) -> None:
    lance("nomenclature", "importer", written(ici / "rome", thirty()))
    assert lance(*NOUVEAU).code == 0
    done = lance("-C", "p", "emploi", "I1401", "M1805")
    assert done.code == 0
    assert done.sortie.splitlines() == [
        "p/dossier/fiches/rome-999-i1401.yaml",
        "p/dossier/fiches/rome-999-m1805.yaml",
        "p/dossier/sources.yaml",
        "p/referentiels/emplois/emploi-1.yaml",
        "p/referentiels/exigences.yaml",
    ]
    assert typeset("« Maintenance » : 30 nouvelles exigences.") in done.erreurs
    opened = Project.open(ici / "p")
    (emploi,) = opened.projet.emplois
    assert len(emploi.exigences) == len(opened.projet.exigences) == 30
    assert lance("-C", "p", "check").code == 0


def test_it_is_shown_first_and_nothing_is_written(lance: Lance, ici: Path) -> None:
    lance("nomenclature", "importer", written(ici / "4", ROME_4))
    lance(*NOUVEAU)
    before = {p: p.read_bytes() for p in (ici / "p").rglob("*") if p.is_file()}
    shown = lance("-C", "p", "emploi", "i1621", "--diff", "--sans", "400,100")
    assert shown.code == 0
    assert "+    intitule: Diagnostiquer une assistance électrique" in shown.sortie
    assert "+    intitule: Faire preuve de rigueur" not in shown.sortie
    assert "+      intitule: Faire preuve de rigueur" in shown.sortie  # of the fiche, kept whole
    assert "rien n’a été écrit" in shown.erreurs
    assert {p: p.read_bytes() for p in (ici / "p").rglob("*") if p.is_file()} == before


def test_what_is_merged_and_what_is_left_to_set_is_said(lance: Lance, ici: Path) -> None:
    for folder, files in (("3", ROME_3), ("4", ROME_4)):
        lance("nomenclature", "importer", written(ici / folder, files))
    lance(*NOUVEAU)
    first = lance("-C", "p", "emploi", "I1621")
    assert "à fixer" not in first.erreurs
    # The newest version does not say what this fiche asks for: the one before does.
    second = lance("-C", "p", "emploi", "I1607", "--intitule", "Vélociste")
    assert typeset("« Vélociste » : 1 nouvelle exigence et 3 exigences reprises.") in second.erreurs
    assert "« Remplacer une pièce d’usure »" in typeset(second.erreurs).replace("\u00a0", " ")
    assert "4 importances à fixer" in second.erreurs
    assert typeset("Source : ROME 3.47, France Travail") in second.erreurs


def test_a_job_that_nobody_has_named_yet_is_recalled(lance: Lance, ici: Path) -> None:
    lance("nomenclature", "importer", written(ici / "4", ROME_4))
    lance(*NOUVEAU[:-3], "elaboration", *NOUVEAU[-2:])
    done = lance("-C", "p", "emploi", "I1621")
    assert typeset("10-emploi-1.yaml attend encore un intitulé :") in done.erreurs
    assert (ici / "p/referentiels/emplois/10-emploi-1.yaml").is_file()


@pytest.mark.parametrize(
    ("mots", "dit"),
    [
        (["Z9999"], "aucune fiche « Z9999 »"),
        (["I1621", "--version", "3.47"], "aucune fiche « I1621 » dans la version 3.47"),
        (["I1607"], "ROME 4.60 ne dit pas ce que demande la fiche « I1607 »"),
        (["I1621", "--sans", "100,200,201,400"], "ces fiches ne demandent rien"),
    ],
)
def test_what_cannot_be_done_is_said(lance: Lance, ici: Path, mots: list[str], dit: str) -> None:
    lance("nomenclature", "importer", written(ici / "4", ROME_4))
    lance(*NOUVEAU)
    done = lance("-C", "p", "emploi", *mots)
    assert (done.code, done.sortie) == (2, "")
    assert typeset(dit) in done.erreurs


def test_without_a_store_the_way_is_said(lance: Lance) -> None:
    lance(*NOUVEAU)
    done = lance("-C", "p", "emploi", "I1401")
    assert done.code == 2
    assert "mc-builder nomenclature importer" in done.erreurs


def test_fiches_are_kept_for_a_job_that_is_there_and_ask_nothing_of_it(
    lance: Lance, ici: Path
) -> None:
    lance("nomenclature", "importer", written(ici / "rome", thirty()))
    lance(*NOUVEAU)
    lance("-C", "p", "emploi", "I1401", "--intitule", "Dépanneur ou dépanneuse")
    (emploi,) = (e for e in Project.open(ici / "p").projet.emplois if e.fiches)
    exigences = (ici / "p/referentiels/exigences.yaml").read_bytes()
    shown = lance("-C", "p", "emploi", "M1805", "--pour", emploi.cle, "--diff")
    assert "rien n’a été écrit" in shown.erreurs
    assert not (ici / "p/dossier/fiches/rome-999-m1805.yaml").exists()
    kept = lance("-C", "p", "emploi", "M1805", "--pour", emploi.cle)
    assert kept.code == 0
    assert "12 sur 30 éléments à reprendre" in typeset(kept.erreurs).replace("\u00a0", " ")
    assert (ici / "p/referentiels/exigences.yaml").read_bytes() == exigences
    again = lance("-C", "p", "emploi", "M1805", "--pour", emploi.cle)
    assert (again.code, "reprend déjà ces fiches" in again.erreurs) == (2, True)
    assert "aucun emploi « inconnu »" in typeset(
        lance("-C", "p", "emploi", "M1805", "--pour", "inconnu").erreurs
    ).replace("\u00a0", " ")
    assert lance("-C", "p", "check").code == 0


class TestChercher:
    """The fiches whose words come near a job that is written already."""

    @pytest.fixture
    def emploi(self, lance: Lance, ici: Path) -> str:
        lance("nomenclature", "importer", written(ici / "4", ROME_4))
        lance("nomenclature", "importer", written(ici / "3", ROME_3))
        lance("nomenclature", "importer", written(ici / "r", RNCP_2021), "--version", "2021")
        lance(*NOUVEAU)
        lance("-C", "p", "emploi", "I1621", "--intitule", "Réparateur ou réparatrice de vélos")
        return next(e.cle for e in Project.open(ici / "p").projet.emplois if e.fiches)

    def test_they_are_those_of_the_newest_version_with_their_words(
        self, lance: Lance, ici: Path, emploi: str
    ) -> None:
        before = {f: f.read_bytes() for f in (ici / "p").rglob("*.yaml")}
        done = lance("-C", "p", "emploi", "--chercher", emploi)
        assert done.code == 0
        assert typeset("ROME 4.60") in done.sortie
        assert "3.47" not in done.sortie
        assert "RNCP" not in done.sortie
        first = done.sortie.splitlines()[1]
        assert first.startswith("  I1621")
        assert "vélos" in done.sortie
        assert before == {f: f.read_bytes() for f in (ici / "p").rglob("*.yaml")}

    def test_a_job_that_is_not_there_and_no_code_are_said(self, lance: Lance, emploi: str) -> None:
        unknown = lance("-C", "p", "emploi", "--chercher", "nulle-part")
        assert (unknown.code, emploi in unknown.erreurs) == (2, True)
        none = lance("-C", "p", "emploi")
        assert (none.code, "dites le code d’une fiche" in none.erreurs) == (2, True)
