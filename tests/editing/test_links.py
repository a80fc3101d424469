"""Links made, taken away, made partial; what a job asks of a requirement."""

from __future__ import annotations

import pytest
from exemple import changed_lines, project

from mc_builder.editing import (
    Changes,
    Refused,
    add_link,
    remove_link,
    set_exigence,
    set_partial,
)
from mc_builder.project import Project

BLOC = """\
    bloc:
      id: bloc-atelier
      intitule: Remettre en état
      pole: pole-atelier
      competences:
        - id: c-accueillir
          intitule: Accueillir
          mobilise: [accueil]  # une
          indicateurs: [La demande est écoutée]
        - id: c-controler
          intitule: Contrôler
          mobilise:
            # toutes
            - diagnostic
            - {tache: devis, portee: partielle}
    """
EMPLOI = """\
    emploi:
      id: mecanicien
      intitule: Mécanicien ou mécanicienne
      acces: premiere-insertion
      exigences:
        - {exigence: recueillir, importance: 2}
    """
EVALUATION = """\
    categories: [{id: tous, statuts: [Tous]}]
    unites: [{id: u1, bloc: bloc-atelier}]
    epreuves:
      - id: e1
        unite: u1
        parties: [{id: e1-atelier, intitule: Atelier}]
    """


@pytest.fixture(scope="module")
def opened() -> Project:
    found = project(bloc=BLOC, emploi=EMPLOI, evaluation=EVALUATION)
    assert found.sound, [d.message for d in found.problems]
    return found


def lines(opened: Project, changes: Changes) -> list[str]:
    assert opened.edited(changes).sound
    return [
        line
        for path, data in changes.items()
        for line in changed_lines(opened.files.read(path) or b"", data or b"")
    ]


def test_a_link_comes_last_and_goes(opened: Project) -> None:
    ref = "c-accueillir:mobilise"
    made = add_link(opened, ref, "ecoute")
    assert lines(opened, made) == [
        "-      mobilise: [accueil]  # une",
        "+      mobilise: [accueil, ecoute]  # une",
    ]
    after = opened.edited(made)
    assert after.edited(remove_link(after, ref, "ecoute")).files.files == opened.files.files
    assert add_link(opened, ref, "accueil") == remove_link(opened, ref, "diagnostic") == {}
    assert lines(opened, remove_link(opened, ref, "accueil")) == [
        "-      mobilise: [accueil]  # une",
        "+      # une",
    ]
    assert lines(opened, add_link(opened, "c-accueillir:repond_a", "recueillir")) == [
        "+      repond_a: [recueillir]"
    ]
    with pytest.raises(Refused, match="Ce lien attend"):
        add_link(opened, ref, "recueillir")
    with pytest.raises(Refused, match="Aucun lien"):
        add_link(opened, "c-accueillir:intitule", "accueil")


def test_a_link_is_partial_or_whole(opened: Project) -> None:
    ref = "c-controler:mobilise"
    made = set_partial(opened, ref, "diagnostic", partial=True)
    assert lines(opened, made) == [
        "-        - diagnostic",
        "+        - {activite: diagnostic, portee: partielle}",
    ]
    after = opened.edited(made)
    whole = set_partial(after, ref, "diagnostic", partial=False)
    assert after.edited(whole).files.files == opened.files.files
    assert lines(opened, set_partial(opened, ref, "devis", partial=False)) == [
        "-        - {tache: devis, portee: partielle}",
        "+        - devis",
    ]
    assert lines(opened, add_link(opened, "c-accueillir:mobilise", "devis", partial=True)) == [
        "-      mobilise: [accueil]  # une",
        "+      mobilise: [accueil, {tache: devis, portee: partielle}]  # une",
    ]
    assert set_partial(opened, ref, "devis", partial=True) == {}
    with pytest.raises(Refused, match="partiel"):
        add_link(opened, "u1:reservee_a", "tous", partial=True)


def test_a_list_to_complete_and_a_text_alone_become_lists() -> None:
    waiting = project(
        bloc=BLOC.replace("mobilise: [accueil]", "mobilise: {a_completer: Pas encore}"),
        evaluation=EVALUATION.replace(
            "bloc: bloc-atelier", "bloc: bloc-atelier, reservee_a: tous"
        ).replace(
            "[{id: tous, statuts: [Tous]}]", "[{id: tous, statuts: [{id: ici, intitule: I}]}]"
        ),
    )
    assert lines(waiting, add_link(waiting, "c-accueillir:mobilise", "accueil")) == [
        "-      mobilise: {a_completer: Pas encore}  # une",
        "+      mobilise: [accueil]  # une",
    ]
    ((_, data),) = add_link(waiting, "u1:reservee_a", "ici").items()
    assert "reservee_a: [tous, ici]}" in (data or b"").decode()


def test_what_had_no_identifier_gets_one_to_be_linked(opened: Project) -> None:
    made = add_link(opened, "e1-atelier:evalue", "c-accueillir/indicateurs/1")
    assert lines(opened, made) == [
        "-      indicateurs: [La demande est écoutée]",
        "+      indicateurs: [{id: demande-est-ecoutee, intitule: La demande est écoutée}]",
        "-    parties: [{id: e1-atelier, intitule: Atelier}]",
        "+    parties: [{id: e1-atelier, intitule: Atelier, evalue: [demande-est-ecoutee]}]",
    ]


def test_what_a_job_asks_of_a_requirement(opened: Project) -> None:
    asked = opened.edited(set_exigence(opened, "mecanicien", "controler", 3, autonomie=2))
    assert [e.exigence for e in asked.projet.emplois[0].exigences] == ["recueillir", "controler"]
    aside = {"motif": "hors_champ", "explication": "Un autre métier : la vente."}
    changes = set_exigence(asked, "mecanicien", "recueillir", 1, ecartee=aside)
    assert lines(asked, changes) == [
        "-    - {exigence: recueillir, importance: 2}",
        (
            "+    - {exigence: recueillir, importance: 1, ecartee: {motif: hors_champ, explication:"
            ' "Un autre métier : la vente."}}'
        ),
    ]
    aside_now = asked.edited(changes)
    back = set_exigence(aside_now, "mecanicien", "recueillir", 2)
    assert aside_now.edited(back).files.files == asked.files.files
    assert set_exigence(aside_now, "mecanicien", "recueillir", 1, ecartee=aside) == {}
    gone = asked.edited(set_exigence(asked, "mecanicien", "controler", None))
    assert gone.files.files == opened.files.files
    with pytest.raises(Refused, match="au plus 3"):
        set_exigence(opened, "mecanicien", "recueillir", 4)
    with pytest.raises(Refused, match="inconnu"):
        set_exigence(opened, "mecanicien", "personne", 2)
