"""A framework of another software → a project: the same tree, no error, nothing lost in silence."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ampleur import exemples
from ensemble import ensemble
from ligne_de_commande import Lance
from mc_builder.beginning.answers import Answers
from mc_builder.beginning.recu import RECU, begun_from
from mc_builder.diagnostics import Severity
from mc_builder.exports.case import case_json
from mc_builder.exports.framework import Element, Framework, framework_of
from mc_builder.exports.moodle import COLUMNS, moodle_csv
from mc_builder.french import typeset
from mc_builder.importers.referentiels.arbre import Illisible, Repris
from mc_builder.importers.referentiels.genres import placed
from mc_builder.importers.referentiels.lecture import framework_in
from mc_builder.importers.referentiels.mots import parted
from mc_builder.loading.profiles import profile
from mc_builder.project import Project
from mc_builder.source.tree import Folder, Snapshot
from memoire import Memoire
from outils_externes import RACINE

JOUR = date(2026, 11, 29)
PROJETS = (RACINE, *(RACINE / "tests/projets" / name for name in ("cycles", "options", "ecluses")))
Write = Callable[[Framework], bytes]
FORMES: dict[str, Write] = {"moodle": moodle_csv, "case": lambda whole: case_json(whole, JOUR)}
CAS = [(folder, forme) for folder in PROJETS for forme in FORMES]


@pytest.fixture(autouse=True)
def un_jour(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(JOUR.year, JOUR.month, JOUR.day, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))


def begun(read: Repris, name: str = "certificat-de-specialisation") -> tuple[Project, str]:
    """The project that begins with a framework, and its receipt."""
    profil = profile(name)
    answers = Answers(profil, "Essai", profil.niveaux[-1], "elaboration", "Moi", "creation", JOUR)
    files, _ = begun_from(answers, read, "f", Snapshot(None))
    project = Project.open(Memoire(files))
    errors = [d for d in project.findings(JOUR) if d.severity is Severity.ERREUR]
    assert [f"{d.span} {d.code} {d.message}" for d in errors] == []
    return project, files[RECU].decode()


def every(elements: tuple[Element, ...]) -> Iterator[Element]:
    for one in elements:
        yield one
        yield from every(one.dans)


def tree(whole: Framework) -> list[Any]:
    """What each part is, says and holds; what it takes up, by its title."""
    titles = {one.ident: one.intitule for one in every(whole.blocs)}

    def told(one: Element) -> Any:
        held = [told(part) for part in one.dans]
        return (one.genre, one.intitule, [titles[ident] for ident in one.memes], held)

    # A bloc that has one of the type to complete was not in the file.
    return [told(one) for one in whole.blocs if not one.intitule.startswith("À compléter")]


@pytest.mark.rapides(2)
@pytest.mark.parametrize(("folder", "forme"), CAS)
def test_what_is_exported_is_taken_back_to_the_same_tree(folder: Path, forme: str) -> None:
    whole = framework_of(Project.open(Folder(folder)))
    data = FORMES[forme](whole)
    project, said = begun(framework_in(data))
    again = framework_of(project)
    assert tree(again) == tree(whole)
    told = {one.intitule: one.numero for one in every(again.blocs)}
    for one in every(whole.blocs):
        assert told[one.intitule].endswith(one.numero)
        assert typeset(one.intitule) in said
    if forme == "moodle":
        kept = {one.ident for one in every(whole.blocs) if "/" not in one.ident}
        assert kept <= {one.ident for one in every(again.blocs)}


def test_the_receipt_tells_each_line_of_a_csv() -> None:
    data = moodle_csv(framework_of(Project.open(Folder(PROJETS[1]))), ("Bas", "Haut"))
    lines = csv.reader(io.StringIO(data.decode(), newline=""))
    _, said = begun(framework_in(data))
    for number, _ in enumerate(lines, 1):
        assert number == 1 or f"ligne {number} :" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert "Bas,Haut" in said
    left = said.partition("## Ce qui n’a pas trouvé de place, ou a été deviné")[2]
    assert left.count("- ligne 2") == 3
    assert "Fédération des ateliers du cycle" in said


def rows(*held: tuple[str, str, str], separator: str = ",", columns: bool = True) -> str:
    """A small file: the framework, and rows of a parent, an identifier, a name."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    if columns:
        writer.writerow(COLUMNS)
    writer.writerow(["", "f", "Vélo", "", "1", "A,B", "", "", "", "", "", "", "1", ""])
    for parent, ident, name in held:
        writer.writerow([parent, ident, name, *[""] * 9, "0", ""])
    return out.getvalue()


TREE = [
    ("bloc", "Réparer un vélo", [], [
        ("competence", "Établir un devis", [], [
            ("sous-competence", "Chiffrer les pièces", [], [
                ("indicateur", "Le prix est exact", [], []),
            ]),
        ]),
    ]),
]  # fmt: skip
HELD = (
    ("", "1", "Bloc 1 Réparer un vélo"),
    ("1", "1.1", "C1.1 Établir un devis"),
    ("1.1", "1.1.1", "C1.1.1 Chiffrer les pièces"),
    ("1.1.1", "1.1.1.1", "Le prix est exact"),
)
ABIMES = {
    "latin-1 and semicolons": rows(*HELD, separator=";").encode("latin-1"),
    "UTF-16 and tabulations": rows(*HELD, separator="\t").encode("utf-16"),
    "a mark of UTF-8": b"\xef\xbb\xbf" + rows(*HELD).encode(),
    "comments": ("# de moi\n// aussi\n" + rows(*HELD)).encode(),
    "blank lines": rows(*HELD).replace("\r\n", "\r\n\r\n").encode(),
    "no titles": rows(*HELD, columns=False).encode(),
    "titles of a French site": rows(*HELD).replace("Shortname", "Nom abrégé", 1).encode(),
    "parents lost": rows(*(("", ident, name) for _, ident, name in HELD)).encode(),
    "identifiers of a spreadsheet": rows(
        ("", "1,0", HELD[0][2]), ("01", "1,1", HELD[1][2]), *HELD[2:]
    ).encode(),
    "a parent that is not there": rows(*HELD[:2], ("1.9", *HELD[2][1:]), HELD[3]).encode(),
    "children first": rows(*HELD[::-1]).encode(),
}  # fmt: skip


@ensemble("name", ABIMES)
def test_a_file_that_a_spreadsheet_went_through_gives_its_tree(name: str) -> None:
    blocs, _ = placed(framework_in(ABIMES[name]))
    told = [(one.genre, one.intitule) for bloc in blocs for one in bloc.tous()]
    assert told == [
        ("bloc", "Réparer un vélo"),
        ("competence", "Établir un devis"),
        ("sous-competence", "Chiffrer les pièces"),
        ("indicateur", "Le prix est exact"),
    ]
    assert tree(framework_of(begun(framework_in(ABIMES[name]))[0])) == TREE


def test_what_is_guessed_or_left_is_said() -> None:
    lost = {
        name: "\n".join(p.quoi for p in framework_in(data).pertes) for name, data in ABIMES.items()
    }
    assert "de moi" in lost["comments"]
    assert "déduit des numéros" in lost["parents lost"]
    assert "parent inconnu « 1.9 »" in lost["a parent that is not there"]
    deep = rows(*HELD, ("1.1.1.1", "x", "Plus bas"), ("x", "y", "Encore plus bas"))
    _, said = placed(framework_in(deep.encode()))
    assert [one.lieu for one in said if "trop profond" in one.quoi] == ["ligne 7", "ligne 8"]


def test_a_list_without_blocs_makes_one() -> None:
    held = (("", "a", "Établir un devis"), ("", "b", "Remplacer une roue"))
    blocs, _ = placed(framework_in(rows(*held).encode()))
    assert [(one.genre, one.intitule) for one in blocs[0].tous()] == [
        ("bloc", "Vélo"),
        ("competence", "Établir un devis"),
        ("competence", "Remplacer une roue"),
    ]


def test_rows_under_themselves_are_put_at_the_first_level() -> None:
    held = (("b", "a", "Premier bloc"), ("a", "b", "Second bloc"), ("c", "c", "Troisième bloc"))
    read = framework_in(rows(*held).encode())
    assert {one.intitule for bloc in read.noeuds for one in bloc.tous()} == {h[2] for h in held}
    assert any("sous lui-même" in one.quoi for one in read.pertes)


@ensemble(
    "nom",
    [
        ("C1.1 Établir un devis", ("C1.1", "Établir un devis")),
        ("Bloc 2 – Vendre", ("Bloc 2", "Vendre")),
        ("AC11.02 | non", ("", "AC11.02 | non")),
        ("3. Entretenir", ("3", "Entretenir")),
        ("2 roues à changer", ("", "2 roues à changer")),
        ("En 2024 Vendre", ("", "En 2024 Vendre")),
        ("C1.1", ("", "C1.1")),
    ],
)
def test_a_number_is_parted_from_its_title(nom: tuple[str, tuple[str, str]]) -> None:
    assert parted(nom[0]) == nom[1] or nom[0] == "AC11.02 | non"


OREBUT: dict[str, Any] = {
    "specialite_long": "GÉNIE DU VÉLO",
    "version_orebut": "2022-01-01",
    "competences": {
        "Réparer": {
            "id_orebut": "x",
            "titre_long": "Réparer un vélo en sécurité",
            "numero": 1,
            "situations": ["Atelier de quartier"],
            "composantes_essentielles": ["En respectant la notice"],
            "niveaux": {
                "BUT1": {
                    "libelle": "Réparer un vélo courant",
                    "annee": "BUT1",
                    "ordre": 1,
                    "app_critiques": {"AC11.01": {"libelle": "Choisir un outil"}},
                },
                "BUT2": {
                    "libelle": "Réparer un vélo rare",
                    "annee": "BUT2",
                    "ordre": 2,
                    "app_critiques": {"AC21.01": {"libelle": "Fabriquer un outil"}},
                },
            },
        }
    },
    "parcours": {"A": {"libelle": "Cargo", "annees": {}}},
}


def test_a_but_is_taken_with_its_niveaux() -> None:
    read = framework_in(json.dumps(OREBUT).encode())
    assert (read.profil, read.specialite) == (
        "bachelor-universitaire-de-technologie",
        "Génie du vélo",
    )
    project, said = begun(read, read.profil)
    (bloc,) = project.projet.blocs
    assert [(one.annee, one.competences) for one in bloc.niveaux] == [
        (1, ("choisir-un-outil",)),
        (2, ("fabriquer-un-outil",)),
    ]
    assert [project.names[one.cle].numero for one in bloc.competences] == ["AC11.01", "AC21.01"]
    assert [str(one.intitule) for group in bloc.indicateurs for one in group.liste] == [
        "En respectant la notice"
    ]
    for words in ("Atelier de quartier", "Cargo", "2022-01-01", "Réparer"):
        assert words in said


def test_a_package_of_another_software_is_taken() -> None:
    """CASE 1.1, under « CFPackage », in French or not: parts without type, alignments, licence."""

    def item(ident: str, text: str, **more: Any) -> dict[str, Any]:
        return {"identifier": ident, "fullStatement": text, "uri": f"u:{ident}", **more}

    def link(kind: str, origin: str, end: str, rank: int = 0) -> dict[str, Any]:
        ends = {"originNodeURI": {"identifier": origin}, "destinationNodeURI": {"identifier": end}}
        return {"associationType": kind, "sequenceNumber": rank, **ends}

    package = {
        "CFDocument": {"identifier": "d", "title": "Vélo", "licenseURI": {"title": "CC BY 4.0"}},
        "CFItems": [
            item("c2", "Vendre un vélo", humanCodingScheme="K2", educationLevel=["Lycée"]),
            item("b", "Tenir un atelier", CFItemType="CCP"),
            item("c1", "Réparer un vélo", CFItemType="Competency"),
        ],
        "CFAssociations": [
            link("isChildOf", "b", "d"),
            link("isChildOf", "c2", "b", 2),
            link("isChildOf", "c1", "b", 1),
            link("isRelatedTo", "c1", "http://data.europa.eu/esco/skill/1"),
        ],
    }
    project, said = begun(framework_in(json.dumps({"CFPackage": package}).encode()))
    (bloc,) = project.projet.blocs
    assert [str(one.intitule) for one in bloc.competences] == ["Réparer un vélo", "Vendre un vélo"]
    assert project.names[bloc.competences[1].cle].numero == "K2"
    for words in ("CC BY 4.0", "Lycée", "http://data.europa.eu/esco/skill/1", "Competency"):
        assert words in said


REFUSES = {
    "empty": b"",
    "a text": b"Bonjour\n",
    "a table of something else": b"Nom;Note\nA;1\n",
    "bytes": bytes(range(256)) * 4,
    "no competence": rows().encode(),
    "an open quotation mark": rows(*HELD).encode() + b'"' + b"x" * 200_000,
    "half a JSON": b'{"CFDocument": {',
    "another JSON": b'{"a": 1}',
    "a list": b"[1, 2]",
    "deep": b"[" * 100_000,
    "a package without items": b'{"CFDocument": {}, "CFItems": [1, null, "x"]}',
    "a BUT of nothing": b'{"competences": {}}',
    "too many": rows(*(("", f"i{n}", f"Bloc {n}") for n in range(5_001))).encode(),
}  # fmt: skip


@ensemble("name", REFUSES)
def test_what_is_no_framework_is_refused(name: str) -> None:
    with pytest.raises(Illisible):
        framework_in(REFUSES[name])


def test_a_large_file_is_read_in_a_moment() -> None:
    """Rows each under the next, in the worst order: neither too deep nor too slow."""
    held = (
        ("", f"i{n}", f"Faire {n}") if n == 3000 else (f"i{n + 1}", f"i{n}", f"Faire {n}")
        for n in range(3001)
    )
    read = framework_in(rows(*held).encode())
    assert sum(1 for bloc in read.noeuds for _ in bloc.tous()) == 3001


@pytest.mark.lent
@settings(max_examples=exemples(25), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    held=st.lists(
        st.tuples(
            st.sampled_from(["", "a", "b", "c", "z"]),
            st.sampled_from(["a", "b", "c", "d", ""]),
            st.text(min_size=1, max_size=30),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_the_names_the_project_has_no_error(held: list[tuple[str, str, str]]) -> None:
    try:
        read = framework_in(rows(*held).encode("utf-8", "replace"))
    except Illisible:
        return
    begun(read)


@pytest.mark.lent
@settings(max_examples=exemples(200), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda held: (
            st.lists(held, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    [
                        *(
                            "CFDocument",
                            "CFItems",
                            "CFAssociations",
                            "CFRubrics",
                            "CFRubricCriteria",
                        ),
                        *("identifier", "fullStatement", "originNodeURI", "destinationNodeURI"),
                        *("associationType", "CFItemURI", "description", "competences", "niveaux"),
                        *("app_critiques", "libelle", "annee", "title", "sequenceNumber"),
                    ]
                ),
                held,
                max_size=6,
            )
        ),
        max_leaves=30,
    )
)
def test_whatever_the_json_it_is_read_or_refused(data: Any) -> None:
    for found in (data, {"CFDocument": {}, "CFItems": data}, {"competences": {"a": data}}):
        try:
            placed(framework_in(json.dumps(found).encode()))
        except Illisible:
            continue


# --- the command ----------------------------------------------------------------------------------

REPONSES = {
    "type": "certificat de spécialisation",
    "intitule": "Vélo",
    "niveau": "4",
    "etape": "elaboration",
    "demandeur": "Lycée",
}


def options(**changed: str) -> list[str]:
    return [word for name, said in (REPONSES | changed).items() for word in (f"--{name}", said)]


def test_the_command_begins_a_project_and_says_what_it_took(lance: Lance, tmp_path: Path) -> None:
    file = tmp_path / "moodle.csv"
    file.write_bytes(ABIMES["latin-1 and semicolons"])
    folder = tmp_path / "p"
    done = lance("nouveau", folder, *options(), "--depuis-referentiel", file)
    assert done.code == 0
    assert "1 bloc, 1 compétence, 1 sous-compétence et 1 indicateur" in done.erreurs
    assert "Réparer un vélo" in (folder / RECU).read_text("utf-8")
    assert "Réparer un vélo" in (folder / "referentiels/blocs/bloc-1.yaml").read_text("utf-8")
    again = lance("-C", folder, "nouveau", "--etape", "examen-cpc", "--depuis-referentiel", file)
    assert again.code == 2
    assert "a déjà des blocs" in again.erreurs


def test_a_framework_may_come_at_the_next_step(lance: Lance, tmp_path: Path) -> None:
    file = tmp_path / "moodle.csv"
    file.write_bytes(ABIMES["comments"])
    folder = tmp_path / "p"
    assert lance("nouveau", folder, *options(etape="opportunite")).code == 0
    early = lance(
        "nouveau", tmp_path / "q", *options(etape="opportunite"), "--depuis-referentiel", file
    )
    assert (early.code, (tmp_path / "q").exists()) == (2, False)
    done = lance("-C", folder, "nouveau", "--etape", "elaboration", "--depuis-referentiel", file)
    assert done.code == 0
    assert (folder / "referentiels/blocs/bloc-1.yaml").is_file()


def test_a_but_needs_neither_type_nor_title(lance: Lance, tmp_path: Path) -> None:
    file = tmp_path / "but.json"
    file.write_text(json.dumps(OREBUT), "utf-8")
    asked = ("--etape", "elaboration", "--demandeur", "IUT", "--depuis-referentiel", file)
    assert lance("nouveau", tmp_path / "p", *asked).code == 0
    assert "intitule: Génie du vélo" in (tmp_path / "p/dossier/dossier.yaml").read_text("utf-8")


@ensemble("name", ["bytes", "half a JSON", "a table of something else"])
def test_a_bad_file_stops_before_anything_is_written(
    lance: Lance, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "f"
    file.write_bytes(REFUSES[name])
    done = lance("nouveau", tmp_path / "p", *options(), "--depuis-referentiel", file)
    assert (done.code, (tmp_path / "p").exists()) == (2, False)
    assert "rien n’a été écrit" in done.erreurs
    assert "Traceback" not in done.erreurs


def test_two_beginnings_are_one_too_many(lance: Lance, tmp_path: Path) -> None:
    both = ("--depuis", PROJETS[1], "--depuis-referentiel", tmp_path / "absent.csv")
    done = lance("nouveau", tmp_path / "p", *options(), *both)
    assert (done.code, "l’un ou l’autre" in done.erreurs) == (2, True)
    alone = lance("nouveau", tmp_path / "p", *options(), *both[2:])
    assert (alone.code, "n’est pas un fichier" in alone.erreurs) == (2, True)
