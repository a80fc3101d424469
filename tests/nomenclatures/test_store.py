"""The store: whole whatever happens to an import; what it refuses is said."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mc_builder.nomenclatures.store import StoreProblem, add, reading, remove, writing
from mc_builder.nomenclatures.store_reading import editions, fiches, newest, search
from mc_builder.nomenclatures.store_records import (
    APPELLATION,
    FICHE,
    ITEM,
    Edition,
    Entree,
    Lien,
    Record,
)

ROME = Edition("ROME", "3.47", licence="Licence Ouverte 2.0", attribution="France Travail")


def records() -> Iterator[Record]:
    yield Entree(FICHE, "I1607", "I1607", "Réparation de cycles")
    yield Entree(ITEM, "1", "1", "Réparer les réseaux locaux", "savoir-faire")
    yield Lien("I1607", "1")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "n.sqlite"
    with writing(path) as store:
        add(store, ROME, records())
    return path


def test_a_killed_import_leaves_the_former_store(base: Path) -> None:
    """Killed when thousands of rows are on the disk already: the journal takes them back."""
    program = (
        "import os, pathlib, sys\n"
        "from mc_builder.nomenclatures.store import add, writing\n"
        "from mc_builder.nomenclatures.store_records import Edition, Entree\n"
        "def rows():\n"
        "    for n in range(40_000):\n"
        "        yield Entree('fiche', f'X{n}', f'X{n}', 'x' * 200)\n"
        "    os._exit(9)\n"
        "with writing(pathlib.Path(sys.argv[1])) as store:\n"
        "    store.execute('PRAGMA cache_size = 10')\n"
        "    add(store, Edition('ROME', '3.47'), rows())\n"
    )
    done = subprocess.run([sys.executable, "-c", program, base], check=False)
    assert done.returncode == 9
    assert base.stat().st_size > 1_000_000, "rows were on the disk"
    with reading(base) as store:
        assert [one.comptes for one in editions(store)] == [{FICHE: 1, ITEM: 1}]
        assert len(fiches(store, "I1607")[0].items) == 1


def test_words_are_found_without_accents_nor_plurals(base: Path) -> None:
    with reading(base) as store:
        assert [one.code for one in search(store, "RESEAU local")] == ["1"]
        assert [one.code for one in search(store, "reparations", "rome")] == ["I1607"]
        assert search(store, "réparation", "ESCO") == []
        assert search(store, "« … »") == []
        assert search(store, 'a" OR intitule:x*') == []


def test_an_edition_that_goes_leaves_the_others(base: Path) -> None:
    other = Edition("ROME", "4.60")
    with writing(base) as store:
        add(store, other, [*records(), Entree(APPELLATION, "9", "9", "Vélociste", parent="I1607")])
        assert newest(store, "rome") == other
        assert newest(store, "ROME", "3.47") == ROME
        assert newest(store, "RNCP") is None
    with writing(base) as store:
        assert remove(store, other)
        assert not remove(store, other)
    with reading(base) as store:
        assert [one.edition for one in editions(store)] == [ROME]
        assert search(store, "vélociste") == []
        assert len(search(store, "cycles")) == 1


def test_what_is_no_store_is_said(tmp_path: Path, base: Path) -> None:
    def why(path: Path) -> str:
        with pytest.raises(StoreProblem) as found, reading(path):
            pass
        return str(found.value)

    assert "aucune nomenclature n’est importée" in why(tmp_path / "absent.sqlite")
    (tmp_path / "texte.sqlite").write_text("rien de bon\n" * 100)
    assert "n’est pas un fichier de nomenclatures" in why(tmp_path / "texte.sqlite")
    with sqlite3.connect(base) as store:
        store.execute("PRAGMA user_version = 99")
    assert "une autre version de l’outil" in why(base)


def test_a_store_in_use_is_waited_for_then_said(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mc_builder.nomenclatures.store._PATIENCE", 0.05)
    refused = pytest.raises(StoreProblem, match="un autre programme se sert")
    with writing(base), refused, writing(base):
        pass


def test_a_folder_that_refuses_is_said(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("")
    refused = pytest.raises(StoreProblem, match="ne peut pas être écrit")
    with refused, writing(tmp_path / "fichier" / "n.sqlite"):
        pass


def test_an_appellation_names_its_fiche_by_its_code(tmp_path: Path) -> None:
    """ESCO attaches it by an address that nobody types."""
    with writing(tmp_path / "n.sqlite") as store:
        given: list[Record] = [
            Entree(FICHE, "uuid-1", "2654.1", "réparateur de cycles"),
            Entree(APPELLATION, "uuid-1/0", "2654.1", "vélociste", parent="uuid-1"),
        ]
        add(store, Edition("ESCO", "1.2"), given)
    with reading(tmp_path / "n.sqlite") as store:
        (found,) = search(store, "vélociste")
    assert found.parent == "2654.1"
