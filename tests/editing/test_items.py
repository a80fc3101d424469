"""Items added, copied, moved and taken away; who cites them; another identifier for one of them."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

import pytest
from exemple import changed_lines, project

from mc_builder.editing import (
    Changes,
    Refused,
    add_item,
    add_items,
    cited_by,
    delete_item,
    duplicate_item,
    find_id,
    move_item,
    rename_id,
    set_value,
)
from mc_builder.model.activites import Activite
from mc_builder.model.base import ACompleter
from mc_builder.model.blocs import Competence
from mc_builder.project import Project

BLOC = """\
    bloc:
      id: bloc-atelier
      intitule: Remettre en état
      pole: pole-atelier
      competences:
        - id: c-accueillir
          intitule: Accueillir
          mobilise: [accueil, {tache: devis, portee: partielle}]
          indicateurs:
            - id: i-ecoute
              intitule: La demande est écoutée
        - id: c-controler
          intitule: Contrôler
          mobilise: [diagnostic]
          # ce qui s’observe
          indicateurs:
            - Les pannes sont vues
    """
AUTRE = (
    BLOC.replace("atelier", "rue")
    .replace("c-a", "d-a")
    .replace("c-c", "d-c")
    .replace("i-e", "j-e")
    .replace("pole: pole-rue", "pole: pole-atelier")
)
EVALUATION = """\
    categories: [{id: tous, statuts: [Tous]}]
    unites: [{id: u1, bloc: bloc-atelier}]
    epreuves:
      - id: e1
        intitule: Pratique
        parties:
          - id: e1-atelier
            intitule: Atelier
            evalue: [c-accueillir, i-ecoute, {competence: c-controler, portee: partielle}]
    """
PREUVES = """\
    chiffres:
      - {id: velos, intitule: Vélos, valeur: 12, annee: 2024, perimetre: P, source: enquete}
      - {id: ateliers, intitule: Ateliers, valeur: 3, annee: 2024, perimetre: P, source: enquete,
         contredit: [velos]}
    """
NOTE = """\
    # La demande

    On répare {{ chiffre("velos") }} {{ source("enquete", page=3) }}.
    """
POLE_1 = "referentiels/activites/pole-1.yaml"
AUTRE_CHEMIN = "referentiels/blocs/bloc-2.yaml"


@pytest.fixture(scope="module")
def opened() -> Project:
    found = project(bloc=BLOC, evaluation=EVALUATION, preuves=PREUVES, note=NOTE).edited(
        {AUTRE_CHEMIN: textwrap.dedent(AUTRE).encode()}
    )
    assert found.sound, [d.message for d in found.problems]
    return found


def lines(opened: Project, changes: Changes) -> Mapping[str, list[str]]:
    assert opened.edited(changes).sound
    return {
        path.rpartition("/")[2]: changed_lines(opened.files.read(path) or b"", data or b"")
        for path, data in changes.items()
    }


def test_an_item_is_added_as_its_neighbours_are_written(opened: Project) -> None:
    added = add_item(opened, "c-accueillir", "indicateurs", {"intitule": "La demande : notée"})
    assert lines(opened, added)["bloc-1.yaml"] == [
        "+        - id: demande-notee",
        '+          intitule: "La demande : notée"',
    ]
    added = add_item(opened, "c-controler", "indicateurs", {"intitule": "Rien n’est oublié"}, "")
    assert lines(opened, added)["bloc-1.yaml"] == ["+        - Rien n’est oublié"]
    added = add_item(opened, "accueil", "taches", {"intitule": "Relance"}, "ecoute")
    assert (
        "taches: {ecoute: Écoute de la demande, relance: Relance, devis: {"
        in (added[POLE_1] or b"").decode()
    )


def test_the_first_item_of_a_list_makes_the_list(opened: Project) -> None:
    added = add_item(opened, "c-controler", "sous_competences", {"intitule": "Relever l’usure"})
    assert lines(opened, added)["bloc-1.yaml"] == [
        "+      sous_competences:",
        "+        - id: relever-usure",
        "+          intitule: Relever l’usure",
    ]


def test_what_is_listed_by_the_files_is_added_too(opened: Project) -> None:
    exigence = {"intitule": "Écouter sans couper", "nature": "savoir-etre"}
    assert lines(opened, add_item(opened, "", "exigences", exigence)) == {
        "exigences.yaml": [
            "+  - id: ecouter-sans-couper",
            "+    intitule: Écouter sans couper",
            "+    nature: savoir-etre",
        ]
    }
    bloc = {"intitule": "Conseiller", "pole": "pole-atelier", "competences": []}
    added = add_item(opened, "", "blocs", bloc)
    assert list(added) == ["referentiels/blocs/bloc-3.yaml"]
    assert [b.intitule for b in opened.edited(added).projet.blocs][-1] == "Conseiller"
    first = opened.edited(add_item(opened, "", "blocs", bloc, ""))
    assert next(b.intitule for b in first.projet.blocs) == "Conseiller"
    assert len(first.projet.blocs) == 3


def test_the_file_that_lists_the_items_is_made_with_the_first(opened: Project) -> None:
    terme = {"terme": "Flotte", "definition": "Des vélos loués ensemble."}
    made = add_item(opened, "glossaire", "termes", terme)
    assert made == {
        "dossier/glossaire.yaml": (
            "termes:\n  - terme: Flotte\n    definition: Des vélos loués ensemble.\n".encode()
        )
    }
    after = opened.edited(made)
    sigle = add_item(after, "glossaire", "sigles", {"sigle": "ERC", "signification": "Cycles"})
    assert list(opened.edited(sigle).projet.glossaire.sigles)
    with pytest.raises(Refused, match="manque"):
        add_item(opened, "", "graphiques", {"intitule": "Sans points"})


def test_a_new_file_has_the_ends_of_line_and_the_mark_of_the_others(opened: Project) -> None:
    paths = [p for p in opened.files.paths("dossier") if p.endswith(".yaml")]
    paths += opened.files.paths("referentiels/blocs")
    mark = b"\xef\xbb\xbf"
    windows = {
        path: mark + (opened.files.read(path) or b"").replace(b"\n", b"\r\n") for path in paths
    }
    there = opened.edited(windows)
    bloc = {"intitule": "Dépanner", "pole": "pole-atelier", "competences": []}
    changes = [
        add_item(there, "", "blocs", bloc),
        add_item(there, "glossaire", "termes", {"terme": "Flotte", "definition": "Des vélos."}),
        duplicate_item(there, "bloc-atelier"),
    ]
    for made in changes:
        data = next(data for path, data in made.items() if path not in windows)
        assert data is not None
        assert data.startswith(mark)
        assert data.count(b"\n") == data.count(b"\r\n") > 0


def test_a_list_that_is_cited_is_not_emptied(opened: Project) -> None:
    for value in (None, ACompleter("Plus tard")):
        with pytest.raises(Refused, match="inconnu"):
            set_value(opened, "c-accueillir:indicateurs", value)


def test_what_the_model_refuses_is_not_added(opened: Project) -> None:
    with pytest.raises(Refused, match="nature"):
        add_item(opened, "", "exigences", {"intitule": "Sans nature"})
    with pytest.raises(Refused):
        add_item(opened, "accueil", "intitule", {"intitule": "x"})
    with pytest.raises(Refused):
        add_item(opened, "accueil", "taches", "")


def test_a_copy_has_its_own_identifiers_and_its_comments(opened: Project) -> None:
    changes = duplicate_item(opened, "c-accueillir")
    assert lines(opened, changes)["bloc-1.yaml"] == [
        "+    - id: c-accueillir-2",
        "+      intitule: Accueillir",
        "+      mobilise: [accueil, {tache: devis, portee: partielle}]",
        "+      indicateurs:",
        "+        - id: i-ecoute-2",
        "+          intitule: La demande est écoutée",
    ]
    whole = opened.edited(duplicate_item(opened, "bloc-atelier"))
    assert [b.id for b in whole.projet.blocs] == ["bloc-atelier", "bloc-atelier-2", "bloc-rue"]
    assert b"# ce qui s" in (whole.files.read(AUTRE_CHEMIN) or b"")


def test_an_item_moves_within_its_list_and_to_another(opened: Project) -> None:
    moved = opened.edited(move_item(opened, "c-controler", ""))
    assert [c.id for c in moved.projet.blocs[0].competences] == ["c-controler", "c-accueillir"]
    assert move_item(opened, "c-controler", "c-accueillir") == {}
    away = opened.edited(move_item(opened, "c-controler", "d-accueillir"))
    assert [c.id for c in away.projet.blocs[0].competences] == ["c-accueillir"]
    assert [c.id for c in away.projet.blocs[1].competences][1] == "c-controler"
    assert b"# ce qui s" in (away.files.read(AUTRE_CHEMIN) or b"")
    back = away.edited(move_item(away, "c-controler", "c-accueillir"))
    assert back.files.files == opened.files.files
    first = opened.edited(add_item(opened, "d-controler", "sous_competences", {"intitule": "Voir"}))
    (sub,) = first.projet.blocs[1].competences[1].sous_competences
    gone = first.edited(move_item(first, sub.cle, None, "c-controler"))
    assert [s.cle for s in gone.projet.blocs[0].competences[1].sous_competences] == [sub.cle]
    assert gone.projet.blocs[1].competences[1].sous_competences == ()
    table = opened.edited(move_item(opened, "devis", None, "diagnostic"))
    assert "devis" in {t.id for t in table.projet.poles[0].activites[1].taches}


def test_the_files_of_a_folder_keep_their_names_in_another_order(opened: Project) -> None:
    swapped = opened.edited(move_item(opened, "bloc-rue", ""))
    assert [b.id for b in swapped.projet.blocs] == ["bloc-rue", "bloc-atelier"]
    assert move_item(swapped, "bloc-rue", "") == {}
    back = swapped.edited(move_item(swapped, "bloc-rue", "bloc-atelier"))
    assert back.files.files == opened.files.files
    gone = delete_item(opened, "bloc-rue")
    assert gone == {AUTRE_CHEMIN: None}
    emploi = {"intitule": "Vendeur ou vendeuse", "acces": "premiere-insertion", "exigences": []}
    (path,) = add_item(opened, "", "emplois", emploi)
    assert path == "referentiels/emplois/emploi-1.yaml"
    numbered = opened.edited({"referentiels/emplois/20-vente.yaml": _emploi("vente")})
    (path,) = add_item(numbered, "", "emplois", emploi)
    assert path == "referentiels/emplois/30-vendeur-vendeuse.yaml"
    named = opened.edited({"referentiels/emplois/vente.yaml": _emploi("vente")})
    (path,) = add_item(named, "", "emplois", emploi, None)
    assert path == "referentiels/emplois/vendeur-vendeuse.yaml"
    with pytest.raises(Refused):
        move_item(opened, "bloc-rue", "accueil")


def _emploi(name: str) -> bytes:
    head = "# yaml-language-server: $schema=x.json\n"
    return (
        f"{head}emploi: {{id: {name}, intitule: Vente, acces: premiere-insertion, exigences: []}}\n"
    ).encode()


def test_settings_that_name_an_object_follow_it(opened: Project) -> None:
    main = (opened.files.read("dossier/dossier.yaml") or b"") + (
        b"derogations: [{code: RED001, id: bloc-rue, motif: Une raison}]\n"
        b"seuils: {blocs: {bloc-rue: {apport: 5}}}\n"
    )
    ruled = opened.edited({"dossier/dossier.yaml": main})
    assert len(cited_by(ruled, "bloc-rue")) == 2
    renamed = ruled.edited(rename_id(ruled, "bloc-rue", "bloc-route"))
    assert renamed.projet.dossier.derogations[0].id == "bloc-route"
    assert list(renamed.projet.dossier.seuils.blocs) == ["bloc-route"]
    gone = ruled.edited(delete_item(ruled, "bloc-rue", links=True))
    assert not gone.projet.dossier.seuils.blocs


def test_the_last_item_takes_its_list_with_it(opened: Project) -> None:
    gone = delete_item(opened, "c-controler/indicateurs/1")
    assert lines(opened, gone)["bloc-1.yaml"] == [
        "-      indicateurs:",
        "-        - Les pannes sont vues",
    ]
    kept = delete_item(opened, "d-accueillir")
    again = opened.edited(kept)
    assert again.projet.blocs[1].competences
    emptied = again.edited(delete_item(again, "d-controler"))
    assert emptied.projet.blocs[1].competences == ()


def test_who_cites_an_object_is_named_by_its_title(opened: Project) -> None:
    found = [(one.label, one.cited) for one in cited_by(opened, "c-accueillir")]
    assert found == [("Atelier", "c-accueillir"), ("Atelier", "i-ecoute")]
    names = {one.label for one in cited_by(opened, "velos")}
    assert names == {"Ateliers", "La demande"}
    with pytest.raises(Refused, match="est cité par « Atelier »".replace(" ", "\\s")):
        delete_item(opened, "c-accueillir")
    with pytest.raises(Refused, match="La demande"):
        delete_item(opened, "velos", links=True)


def test_the_links_go_with_what_they_cite_when_it_is_asked(opened: Project) -> None:
    gone = opened.edited(delete_item(opened, "c-accueillir", links=True))
    assert gone.sound
    assert gone.projet.evaluation is not None
    assert [link.cible for link in gone.projet.evaluation.epreuves[0].parties[0].evalue] == [
        "c-controler"
    ]
    with pytest.raises(Refused, match="citer autre chose"):
        delete_item(opened, "bloc-atelier", links=True)


def test_another_identifier_is_followed_by_links_and_by_prose(opened: Project) -> None:
    assert lines(opened, rename_id(opened, "velos", "reparations")) == {
        "preuves.yaml": [
            (
                "-  - {id: velos, intitule: Vélos, valeur: 12, annee: 2024, perimetre: P,"
                " source: enquete}"
            ),
            (
                "-  - {id: ateliers, intitule: Ateliers, valeur: 3, annee: 2024, perimetre: P,"
                " source: enquete,"
            ),
            "-     contredit: [velos]}",
            (
                "+  - {id: reparations, intitule: Vélos, valeur: 12, annee: 2024, perimetre: P,"
                " source: enquete}"
            ),
            (
                "+  - {id: ateliers, intitule: Ateliers, valeur: 3, annee: 2024, perimetre: P,"
                " source: enquete,"
            ),
            "+     contredit: [reparations]}",
        ],
        "10-note.md": [
            '-On répare {{ chiffre("velos") }} {{ source("enquete", page=3) }}.',
            '+On répare {{ chiffre("reparations") }} {{ source("enquete", page=3) }}.',
        ],
    }
    renamed = opened.edited(rename_id(opened, "devis", "estimation"))
    assert renamed.edited(rename_id(renamed, "estimation", "devis")).files.files == (
        opened.files.files
    )
    first = opened.edited(rename_id(opened, "c-controler/indicateurs/1", "i-pannes"))
    assert first.projet.blocs[0].competences[1].indicateurs[0].id == "i-pannes"
    for name in ("accueil", "Accueil", "à-côté", ""):
        with pytest.raises(Refused):
            rename_id(opened, "diagnostic", name)


def test_an_identifier_is_proposed_in_the_form_of_the_others(opened: Project) -> None:
    assert find_id(opened, Activite, "Vente d’un vélo à l’atelier") == "vente-velo-atelier"
    assert find_id(opened, Activite, "Accueil") == "accueil-2"
    assert find_id(opened, Activite, "2024") == "diagnostic-2024"
    assert find_id(opened, Activite, "…") == "diagnostic-2"
    third = opened.edited(add_item(opened, "bloc-rue", "competences", {"intitule": "Accueillir"}))
    assert third.projet.blocs[1].competences[-1].id == "accueillir"
    prefixed = third.edited(rename_id(third, "accueillir", "c-recevoir"))
    for cle in ("d-accueillir", "d-controler"):
        prefixed = prefixed.edited(rename_id(prefixed, cle, f"c-{cle}"))
    assert find_id(prefixed, Competence, "Conseiller une personne") == "c-conseiller-personne"


CHIFFRE = {"intitule": "A", "valeur": 1, "annee": 2024, "perimetre": "P", "source": "enquete"}


@pytest.mark.parametrize(
    ("parent", "field", "items"),
    [
        ("", "exigences", [{"id": i, "intitule": "A : b", "nature": "savoir"} for i in "ab"]),
        ("", "chiffres", [{"id": i, **CHIFFRE} for i in "ab"]),
        ("accueil", "taches", [{"id": "a", "intitule": "A"}, {"id": "b", "intitule": "B"}]),
        ("c-controler", "indicateurs", ["Un", "Deux : trois"]),
        ("diagnostic", "taches", ["Un", {"intitule": "Deux", "autonomie": 1}]),
        ("glossaire", "sigles", [{"sigle": s, "signification": "Un"} for s in "AB"]),
    ],
)
@pytest.mark.parametrize("after", [None, ""])
def test_several_items_are_written_as_one_after_the_other(
    parent: str, field: str, items: list[dict[str, object] | str], after: str | None
) -> None:
    opened = project(bloc=BLOC, preuves=PREUVES)
    together = opened.edited(add_items(opened, parent, field, items, after))
    step = opened
    for item in items if after is None else reversed(items):
        step = step.edited(add_item(step, parent, field, item, after))
    assert together.files.files == step.files.files
    assert [d.message for d in together.problems] == [d.message for d in opened.problems]
