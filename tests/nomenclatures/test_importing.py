"""Tables of publishers → the store: each form with its traps; bad rows keep all of it out."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mc_builder.loading.alone import read_alone
from mc_builder.nomenclatures.importing import files
from mc_builder.nomenclatures.importing.importing import (
    MOST_SHOWN,
    Outcome,
    Refusal,
    import_plan,
    plan_of,
)
from mc_builder.nomenclatures.importing.mapping import Lecture
from mc_builder.nomenclatures.importing.rows import rows, shape_of
from mc_builder.nomenclatures.store import StoreProblem, reading
from mc_builder.nomenclatures.store_reading import editions, fiches, search
from mc_builder.nomenclatures.store_records import Bloc, Fiche
from petites_nomenclatures import (
    ESCO,
    RNCP,
    RNCP_2021,
    RNCP_XML,
    ROME_3,
    ROME_4,
    ROME_JSON,
    written,
)

Importe = Callable[..., Outcome]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return tmp_path / "donnees" / "n.sqlite"


@pytest.fixture
def importe(base: Path) -> Importe:
    def run(path: Path, version: str = "", *, skip: bool = False) -> Outcome:
        return import_plan(plan_of(path, version=version), base, lambda _: None, skip=skip)

    return run


def fiche(base: Path, code: str, version: str = "") -> Fiche:
    with reading(base) as store:
        (found,) = fiches(store, code, version=version)
    return found


def test_rome_3_gives_fiches_with_their_items_in_order(
    importe: Importe, base: Path, tmp_path: Path
) -> None:
    outcome = importe(written(tmp_path / "r", ROME_3))
    assert outcome.bad.count == 0
    assert outcome.imported is not None
    assert outcome.imported.lost_links == 1
    one = fiche(base, "i1607")
    assert one.edition.label == "ROME 3.47"
    assert one.definition == (
        "Remet en état des vélos selon les règles de l'art.\nPeut vendre des accessoires."
    )
    assert one.appellations == (
        "Mécanicien / Mécanicienne de cycles",
        "Monteur / Monteuse d'accessoires",
    )
    assert [(i.code, i.nature, i.coeur) for i in one.items] == [
        ("101", "savoir", None),
        ("300", "contexte", None),
        ("200", "savoir-faire", None),
        ("201", "savoir-faire", None),
        ("100", "savoir", None),
    ]
    assert one.items[2].intitule == "Diagnostiquer une panne d'assistance électrique"


def test_rome_4_says_natures_parents_and_the_heart_of_the_job(
    importe: Importe, base: Path, tmp_path: Path
) -> None:
    importe(written(tmp_path / "r", ROME_4))
    one = fiche(base, "I1621")
    assert (one.edition.label, one.parent) == ("ROME 4.60", "I1607")
    assert [(i.code, i.nature, i.coeur) for i in one.items] == [
        ("200", "savoir-faire", True),
        ("100", "savoir", False),
        ("300", "contexte", False),
        ("400", "savoir-etre", False),
        ("201", "savoir-faire", False),
    ]
    assert fiche(base, "I1607").parent == ""


def test_versions_stand_side_by_side_and_the_same_one_is_replaced(
    importe: Importe, base: Path, tmp_path: Path
) -> None:
    for _ in range(2):
        importe(written(tmp_path / "3", ROME_3))
        importe(written(tmp_path / "4", ROME_4))
    with reading(base) as store:
        assert [one.edition.label for one in editions(store)] == ["ROME 3.47", "ROME 4.60"]
        assert [one.intitule for one in search(store, "cycle réparation")] == [
            "Réparation de cycles, motocycles et motoculteurs de loisirs"
        ]
        assert len(store.execute("SELECT 1 FROM mots").fetchall()) == 9 + 2 + 4 + 2


def test_the_register_of_2021_in_cp1252(importe: Importe, base: Path, tmp_path: Path) -> None:
    outcome = importe(written(tmp_path / "r", RNCP_2021, "cp1252"), "2021-02")
    assert outcome.imported is not None
    assert outcome.imported.again == 1
    old, new = fiche(base, "RNCP100"), fiche(base, "RNCP200")
    assert old.intitule == "Mécanique des cycles – « atelier »"
    assert old.remplacee_par == ("RNCP200", "RNCP201")
    assert (old.niveau, old.fin, old.active) == ("3", "2016-08-31", False)
    assert (new.intitule, new.remplace, new.active) == ("Réparation œuvrée", ("RNCP100",), True)
    assert new.blocs == (Bloc("RNCP200BC01", "Diagnostiquer une panne"),)
    assert new.renvois == (("ROME", "I1607"),)


def test_the_register_of_today_says_its_day(importe: Importe, base: Path, tmp_path: Path) -> None:
    importe(written(tmp_path / "r", RNCP, "utf-8-sig"))
    one = fiche(base, "RNCP300")
    assert (one.edition.version, one.edition.date) == ("2026-02-01", "2026-02-01")
    assert (one.niveau, one.fin, one.active) == ("4", "2028-08-31", True)
    assert one.remplace == ("RNCP200",)
    assert one.renvois == (("Formacode", "23637"), ("NSF", "252r"), ("ROME", "I1607"))
    assert one.blocs == (Bloc("RNCP300BC01", "Accueillir"),)


def test_esco_is_cited_by_its_codes_and_linked_by_its_addresses(
    importe: Importe, base: Path, tmp_path: Path
) -> None:
    importe(written(tmp_path / "e", ESCO), "1.2")
    one = fiche(base, "7234.1")
    assert one.appellations == ("réparateur de vélos", "vélociste")
    assert [(i.intitule, i.nature, i.coeur) for i in one.items] == [
        ("réparer un vélo", "savoir-faire", True),
        ("mécanique", "savoir", False),
    ]


def test_another_table_is_read_as_a_mapping_says(base: Path, tmp_path: Path) -> None:
    table = tmp_path / "metiers.csv"
    table.write_bytes(
        "réf\tmétier\tactivité\tgenre\n1\tVélociste\tRégler\tSavoir-être\n"
        "1\tVélociste\tLivrer\t?\n".encode("utf-16")
    )
    lecture, found = read_alone(
        Lecture,
        "l.yaml",
        "nom: Branche\nversion: 2026\ncolonnes: {code: réf, intitule: métier,"
        " element: activité, nature: genre}\n".encode(),
    )
    assert (lecture is not None, found) == (True, [])
    import_plan(plan_of(table, lecture), base, lambda _: None)
    one = fiche(base, "1")
    assert (one.edition.label, one.intitule) == ("Branche 2026", "Vélociste")
    assert [(i.intitule, i.nature) for i in one.items] == [
        ("Livrer", "savoir-faire"),
        ("Régler", "savoir-etre"),
    ]


def test_bad_rows_are_all_said_and_keep_the_former_edition_whole(
    importe: Importe, base: Path, tmp_path: Path
) -> None:
    folder = written(tmp_path / "r", ROME_3)
    importe(folder)
    before = fiche(base, "I1607")
    name = "unix_referentiel_activite_v347_utf8.csv"
    many = "".join('"","Sans code","1"\n' for _ in range(MOST_SHOWN))
    (folder / name).write_text(
        ROME_3[name] + '"203","Un","deux","trois"\n\n"204","","1"\n' + many, "utf-8"
    )
    outcome = importe(folder)
    assert outcome.imported is None
    assert outcome.bad.count == MOST_SHOWN + 2
    assert len(outcome.bad.shown) == MOST_SHOWN
    assert [str(one) for one in outcome.bad.shown[:3]] == [
        f"{name}, ligne 5 : 4 cases pour 3 colonnes",
        f"{name}, ligne 7 : rien dans « libelle_activite »",
        f"{name}, ligne 8 : rien dans « code_ogr »",
    ]
    assert fiche(base, "I1607") == before
    assert importe(folder, skip=True).imported is not None
    assert fiche(base, "I1607") == before


def test_an_archive_is_read_as_its_folder(importe: Importe, base: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "rome.zip", "w") as archive:
        for name, text in ROME_4.items():
            archive.writestr(f"csv/{name}", text)
    importe(tmp_path / "rome.zip")
    assert len(fiche(base, "I1621").items) == 5


@pytest.mark.parametrize(
    ("contenu", "dit"),
    [
        ({}, "ne contient aucun tableau (.csv)"),
        ({"a.csv": "x;y\n1;2\n"}, "aucun tableau du ROME, du RNCP ou d’ESCO"),
        ({"a.csv": "\0\0;b\n"}, "n’est pas un tableau en texte"),
        ({"a.csv": "x" * 70_000}, "n’est pas un tableau en texte"),
        ({"a.csv": ""}, "aucun tableau du ROME"),
        ({**ROME_3, **RNCP_2021}, "ce dossier mêle ROME et RNCP"),
        ({**ROME_3, **ROME_4}, "ce dossier mêle les versions 3.47 et 4.60"),
        (RNCP_2021, "aucun nom de fichier ne dit la version"),
    ],
)
def test_what_cannot_be_read_is_refused_and_says_why(
    tmp_path: Path, contenu: dict[str, str], dit: str
) -> None:
    with pytest.raises(Refusal, match=dit.replace("(", r"\(").replace(")", r"\)")):
        plan_of(written(tmp_path / "d", contenu))


def test_archives_are_bounded_whatever_they_declare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bombe.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", "x" * 2_000_000)
    monkeypatch.setattr(files, "MOST_BYTES", 1_000_000)
    with pytest.raises(Refusal, match="trop volumineux"):
        plan_of(path)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(Refusal):
        plan_of(path)


def test_a_damaged_member_imports_nothing(importe: Importe, base: Path, tmp_path: Path) -> None:
    path = tmp_path / "abime.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in ROME_4.items():
            archive.writestr(name, text)
    data = bytearray(path.read_bytes())
    at = data.index(b"Ajustage")
    data[at] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(Refusal, match="est abîmé"):
        importe(path)
    assert not base.is_file()


def test_an_unclosed_quotation_mark_is_a_bad_row(importe: Importe, tmp_path: Path) -> None:
    name = "unix_referentiel_code_rome_v347_utf8.csv"
    folder = written(tmp_path / "r", {name: ROME_3[name] + '"X1101","1","2","' + "x" * 140_000})
    outcome = importe(folder)
    assert outcome.imported is None
    assert "guillemet" in str(outcome.bad.shown[0])


@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("b") / "t.csv"
    path.write_bytes(b"a;b\n" + data)
    (table,) = files.tables(path)
    try:
        shape = shape_of(table)
    except files.Unreadable:
        return
    for row in rows(table, shape, ("a",), lambda _: None, lambda _: None):
        assert row["a"]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_rome_4_is_read_fiche_by_fiche(
    importe: Importe, base: Path, tmp_path: Path, encoding: str
) -> None:
    outcome = importe(written(tmp_path / "r", ROME_JSON, encoding))
    assert outcome.imported is not None
    assert (outcome.imported.again, outcome.imported.lost_links) == (0, 0)
    one = fiche(base, "I1621")
    assert one.edition.label == "ROME 4.60"
    assert one.definition == "Diagnostique les pannes\nRemplace les batteries"
    assert one.appellations == ("Vélociste",)
    assert [(i.code, i.nature, i.coeur) for i in one.items] == [
        ("200", "savoir-faire", True),
        ("201", "savoir-faire", False),
        ("400", "savoir-etre", False),
        ("100", "savoir", False),
        ("300", "contexte", None),
    ]
    assert [i.code for i in fiche(base, "D1211").items] == ["201"]


def test_the_register_gives_the_competences_of_its_blocs(
    importe: Importe, base: Path, tmp_path: Path
) -> None:
    importe(written(tmp_path / "r", RNCP_XML))
    one = fiche(base, "RNCP300")
    assert one.edition.label == "RNCP 2026-02-01"
    assert (one.intitule, one.niveau, one.fin, one.active) == (
        "Cycles & batteries",
        "4",
        "2028-08-31",
        True,
    )
    assert one.remplace == ("RNCP200",)
    assert one.renvois == (("Formacode", "23637"), ("NSF", "252r"), ("ROME", "I1607"))
    assert [bloc.competences for bloc in one.blocs] == [
        ("Recueillir la demande", "Proposer un devis"),
        ("Diagnostiquer une panne", "Remplacer une pièce d'usure.", "Essayer le vélo"),
    ]
    assert fiche(base, "RNCP301").active is False


@pytest.mark.parametrize("files", [ROME_JSON, RNCP_XML])
def test_fiches_that_end_too_soon_are_damaged_and_nothing_is_kept(
    importe: Importe, base: Path, tmp_path: Path, files: dict[str, str]
) -> None:
    ((name, text),) = files.items()
    for cut in range(len(text) // 3, len(text) - 20, 211):
        with pytest.raises(Refusal, match="abîmé"):
            importe(written(tmp_path / "r", {name: text[:cut]}))
    with pytest.raises(StoreProblem, match="aucune nomenclature"), reading(base):
        pass


def test_an_entity_of_a_register_is_not_replaced(
    importe: Importe, base: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("secret", "utf-8")
    ((name, text),) = RNCP_XML.items()
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]>\n<FICHES>'
    hostile = text.replace("<FICHES>", doctype, 1).replace(">Accueillir<", ">Accueillir &e;<")
    importe(written(tmp_path / "r", {name: hostile}))
    assert "secret" not in fiche(base, "RNCP300").blocs[0].intitule


def test_another_file_of_fiches_is_left_aside(importe: Importe, tmp_path: Path) -> None:
    folder = written(tmp_path / "r", ROME_3 | {"autre.json": "[1, 2]", "page.xml": "<a/>"})
    assert set(plan_of(folder).ignored) >= {"autre.json", "page.xml"}
    with pytest.raises(Refusal, match="aucun tableau"):
        importe(written(tmp_path / "s", {"autre.json": "[1, 2]"}))
