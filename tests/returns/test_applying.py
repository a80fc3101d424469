"""What comes, goes and moves in a returned file: judged, applied, done when it is read again."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from lectures import ouvert
from mc_builder.project import Project
from mc_builder.returns.applying import Applied, applied
from mc_builder.returns.changes import (
    BlockAdded,
    BlockMoved,
    BlockRemoved,
    Change,
    FrameChanged,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    LinkChanged,
    Origin,
    Piece,
    TextChanged,
    ValueChanged,
)
from mc_builder.returns.review import Judged, State, review, selected
from petits_fichiers import PROJETS

ATELIER = "referentiels/activites/pole-remise-en-etat.yaml"
BESOINS = "dossier/note/20-besoins"
TITRE = "accueil:intitule"
ACCUEIL = "Accueil de la personne et de son vélo"
ECOUTE = "Écoute de la demande"
ACCES = "Tout diplôme de niveau 3 au moins d’un domaine voisin"
COMPTAGES = (
    "Les ateliers ont cherché environ 1 250 mécaniciens ou mécaniciennes en 2023. La branche en"
    " annonçait 1 500 : les deux comptages n’ont pas le même périmètre."
)
HABILITATION = (
    "Les personnes recrutées manipulent des batteries ; l’habilitation correspondante est demandée"
    " dès l’embauche. La PFMP en donne la première pratique."
)


@pytest.fixture(scope="module")
def cycles_ouvert() -> Project:
    return ouvert(PROJETS / "cycles")


def text(ref: str, before: str, after: str, author: str = "") -> TextChanged:
    return TextChanged(ref, (Piece(before, ref),), after, Origin(author))


def asked(project: Project, *changes: Change) -> Applied:
    return applied(project, review(project, [("retour.docx", changes)]))


def states(done: Applied) -> list[State]:
    return [one.state for one in done.judged]


def read(done: Applied, name: str) -> str:
    data = next(d for p, d in done.files.items() if p.endswith(name))
    return (data or b"").decode()


CHANGES: Mapping[str, tuple[Change, ...]] = {
    "un texte": (text(TITRE, ACCUEIL, "Accueil de la personne, et de son vélo"),),
    "un élément de plus, et un qui part": (
        ItemAdded("accueil/taches/1", "accueil/taches/1", {"intitule": "Choix du rendez-vous"}),
        ItemRemoved("accueil/taches/2", "Enregistrement du dépôt"),
    ),
    "deux éléments de plus au même endroit": (
        ItemAdded("accueil/taches/1", "", {"intitule": "Premier geste"}),
        ItemAdded("accueil/taches/1", "", {"intitule": "Deuxième geste"}),
    ),
    "un objet qui a son nom": (ItemAdded("diagnostic", "diagnostic", {"intitule": "Devis"}),),
    "un objet qui change de place": (ItemMoved("diagnostic", "", "Diagnostic de l’état"),),
    "un objet sans nom qui change de place": (
        ItemMoved("accueil/taches/1", "accueil/taches/2", ECOUTE, beside="Enregistrement du dépôt"),
    ),
    "un objet sans nom qui passe en tête": (
        ItemMoved("dossier/calendrier/etapes/2", "", "Rentrée 2027 | Ouverture des formations"),
    ),
    "un objet qui part, et un autre qui change de place": (
        ItemRemoved("intervention/taches/1", "Remplacement des pièces d’usure"),
        ItemMoved(
            "intervention/taches/2",
            "intervention/taches/3",
            "Réglage des freins et de la transmission",
            beside="Tri des pièces et des produits usagés",
        ),
    ),
    "un texte d’une liste qui passe en tête": (ItemMoved("dossier/diplome:acces/2", "", ACCES),),
    "un paragraphe qui change de place": (
        BlockMoved(f"{BESOINS}/1", f"{BESOINS}/11", COMPTAGES, beside=HABILITATION),
    ),
    "un texte d’une liste": (
        ItemAdded(
            "dossier/diplome:acces/1", "dossier/diplome:acces/2", {"": "Tout titre de niveau 4"}
        ),
        ItemRemoved(
            "dossier/diplome:acces/1",
            "Certificat d’aptitude professionnelle de la maintenance des matériels",
        ),
    ),
    "des paragraphes": (
        BlockAdded(f"{BESOINS}/1", "Un paragraphe de plus."),
        BlockRemoved(f"{BESOINS}/12", "La part des vélos électriques explique le besoin :"),
    ),
    "une valeur": (ValueChanged("dossier/diplome:premiere_session", "2028", "2029"),),
    "un lien": (LinkChanged("diagnostic", "repond_a", "controler-freinage", "", "partiel"),),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_asked_is_applied_then_done(cycles_ouvert: Project, name: str) -> None:
    done = asked(cycles_ouvert, *CHANGES[name])
    assert [(one.state, one.why) for one in done.judged] == [
        (State.TO_APPLY, "") for _ in CHANGES[name]
    ]
    assert done.files
    after = Project.open(cycles_ouvert.files.edited(done.files))
    assert [str(d) for d in after.problems] == [str(d) for d in cycles_ouvert.problems]
    assert states(asked(after, *CHANGES[name])) == [State.DONE for _ in CHANGES[name]]


def test_what_comes_keeps_its_order(cycles_ouvert: Project) -> None:
    done = asked(cycles_ouvert, *CHANGES["deux éléments de plus au même endroit"])
    tasks = done.project.projet.poles[0].activites[0].taches
    assert [str(one.intitule) for one in tasks[:3]] == [
        "Premier geste",
        "Deuxième geste",
        "Écoute de la demande",
    ]


def test_a_new_object_takes_of_its_sibling_what_cannot_wait(cycles_ouvert: Project) -> None:
    like = cycles_ouvert.projet.exigences[0].cle
    done = asked(cycles_ouvert, ItemAdded(like, like, {"intitule": "Un besoin nouveau"}))
    assert states(done) == [State.TO_APPLY], done.judged
    assert done.judged[0].why == "Repris de l’élément voisin\u00a0: nature."
    new = next(e for e in done.project.projet.exigences if str(e.intitule) == "Un besoin nouveau")
    assert new.nature == cycles_ouvert.projet.exigences[0].nature


def test_what_is_cited_is_not_taken_away(cycles_ouvert: Project) -> None:
    done = asked(cycles_ouvert, ItemRemoved("controler-freinage", "Contrôler le freinage"))
    assert states(done) == [State.IMPOSSIBLE]
    assert "cité par" in done.judged[0].why
    assert not done.files


@pytest.mark.parametrize(
    "change",
    [
        FrameChanged("Annexe I", "Annexe 1"),
        text("nulle-part:intitule", "Un mot", "Deux mots"),
        ValueChanged("dossier/diplome:premiere_session", "2028", "bientôt"),
        BlockRemoved("dossier/note/nulle-part/3", "Un paragraphe"),
        text("dossier/demandeurs/1:qualite", "Fédération ou syndicat professionnel", "Syndicat"),
        ItemMoved("dossier/diplome", "", "Le diplôme"),
    ],
)
def test_what_cannot_be_says_why(cycles_ouvert: Project, change: Change) -> None:
    done = asked(cycles_ouvert, change)
    assert not done.files
    kind = State.CONFLICT if isinstance(change, ItemMoved) else State.IMPOSSIBLE
    assert done.judged[0].state is kind
    assert done.judged[0].why


def test_one_refusal_stops_none_of_the_others(cycles_ouvert: Project) -> None:
    done = asked(
        cycles_ouvert,
        FrameChanged("Annexe I", "Annexe 1"),
        text(TITRE, ACCUEIL, "Accueil de la personne"),
    )
    assert states(done) == [State.IMPOSSIBLE, State.TO_APPLY]
    assert "intitule: Accueil de la personne\n" in read(done, ".yaml")


def test_both_sides_merge_unless_the_words_are_the_same(cycles_ouvert: Project) -> None:
    ours = asked(cycles_ouvert, text(TITRE, ACCUEIL, ACCUEIL.replace("Accueil", "Réception")))
    theirs = text(TITRE, ACCUEIL, ACCUEIL.replace("vélo", "cycle"))
    both = asked(ours.project, theirs)
    assert states(both) == [State.TO_APPLY]
    assert "Réception de la personne et de son cycle" in read(both, ".yaml")
    other = asked(ours.project, text(TITRE, ACCUEIL, ACCUEIL.replace("Accueil", "Arrivée")))
    assert states(other) == [State.CONFLICT]
    assert other.judged[0].ours.startswith("Réception")


def test_two_files_that_say_otherwise_are_a_conflict(cycles_ouvert: Project) -> None:
    one = text(TITRE, ACCUEIL, ACCUEIL.replace("vélo", "cycle"))
    two = text(TITRE, ACCUEIL, ACCUEIL.replace("vélo", "engin"))
    three = text(TITRE, ACCUEIL, ACCUEIL.replace("Accueil", "Réception"))
    found = review(cycles_ouvert, [("a.docx", [one]), ("b.docx", [two])])
    assert [each.state for each in found] == [State.CONFLICT, State.CONFLICT]
    merged = review(cycles_ouvert, [("a.docx", [one]), ("c.docx", [three])])
    done = applied(cycles_ouvert, merged)
    assert states(done) == [State.TO_APPLY, State.TO_APPLY]
    assert "Réception de la personne et de son cycle" in read(done, ".yaml")
    same = review(cycles_ouvert, [("a.docx", [one]), ("d.docx", [one])])
    assert states(applied(cycles_ouvert, same)) == [State.TO_APPLY, State.DONE]


def test_blocks_move_after_the_others_are_numbered(cycles_ouvert: Project) -> None:
    done = asked(
        cycles_ouvert,
        BlockAdded(f"{BESOINS}/0", "Un premier paragraphe."),
        BlockMoved(f"{BESOINS}/11", f"{BESOINS}/0", "Les personnes recrutées manipulent"),
    )
    assert states(done) == [State.TO_APPLY, State.TO_APPLY], done.judged


@pytest.mark.parametrize(
    ("authors", "refs", "kept"),
    [
        ((), (), [True, True]),
        (("I. G.",), (), [True, False]),
        ((), ("accueil",), [True, False]),
        ((), ("diagnostic:intitule",), [False, True]),
        (("Une autre",), ("accueil",), [False, False]),
    ],
)
def test_some_only_are_chosen(
    authors: tuple[str, ...], refs: tuple[str, ...], kept: list[bool]
) -> None:
    changes = [
        text(TITRE, ACCUEIL, "Accueil", "I. G."),
        text("diagnostic:intitule", "Diagnostic", "Examen", "Une autre"),
    ]
    judged = [Judged(change, "a.docx", State.TO_APPLY) for change in changes]
    assert [selected(one, authors, refs) for one in judged] == kept


def test_a_figure_changed_where_it_is_written_changes_where_it_is_called(
    cycles_ouvert: Project,
) -> None:
    figure = "environ 1 250 postes"
    ref, call = f"{BESOINS}/1", "recrutements-2023:valeur"
    before = (Piece("Les ateliers ont cherché ", ref), Piece(figure, ref, call))
    typed = figure.replace("1 250", "1 300")
    rest = Piece(" mécaniciens ou mécaniciennes en 2023", ref)
    sentence = TextChanged(
        ref,
        (*before, rest),
        f"Les ateliers ont cherché {typed} mécaniciens ou mécaniciennes en 2023",
        now=(before[0], Piece(typed, ref, call), rest),
    )
    alone = asked(cycles_ouvert, sentence)
    assert states(alone) == [State.IMPOSSIBLE]
    both = asked(cycles_ouvert, sentence, text(call, figure, typed))
    assert states(both) == [State.DONE, State.TO_APPLY]
    assert all(one.whole for one in both.judged)


#: What came above since the file was made: all ranks below are those of others.
SINCE: tuple[Change, ...] = (
    BlockAdded(f"{BESOINS}/0", "Un premier paragraphe, venu depuis."),
    ItemAdded("accueil/taches/1", "", {"intitule": "Un premier geste"}),
    ItemAdded("dossier/diplome:acces/1", "", {"": "Un premier titre"}),
)
DEPOT, FICHE = "Enregistrement du dépôt", "Enregistrement du dépôt sur une fiche"
LATER: Mapping[str, tuple[Change, str]] = {
    "un paragraphe": (
        text(f"{BESOINS}/11", HABILITATION, f"{HABILITATION} Fin."),
        "première pratique. Fin.\n",
    ),
    "l’intitulé d’un objet sans nom": (
        text("accueil/taches/2:intitule", DEPOT, FICHE),
        f"- Un premier geste\n        - Écoute de la demande\n        - {FICHE}\n",
    ),
    "un texte d’une liste": (
        text("dossier/diplome:acces/2", ACCES, f"{ACCES} ou proche"),
        f"matériels\n    - {ACCES} ou proche\n",
    ),
    "un paragraphe de plus": (
        BlockAdded(f"{BESOINS}/11", "Une suite.", beside=HABILITATION),
        "première pratique.\n\nUne suite.\n",
    ),
    "un paragraphe de moins": (BlockRemoved(f"{BESOINS}/1", COMPTAGES), "venu depuis.\n\n|"),
    "un objet de plus": (
        ItemAdded("accueil/taches/1", "accueil/taches/1", {"intitule": "Devis"}, beside=ECOUTE),
        "- Écoute de la demande\n        - Devis\n        - Enregistrement",
    ),
    "un objet de moins": (
        ItemRemoved("accueil/taches/1", ECOUTE),
        "- Un premier geste\n        - Enregistrement du dépôt\n",
    ),
}


@pytest.mark.parametrize("name", LATER)
def test_what_came_above_since_moves_nothing_to_another_place(
    cycles_ouvert: Project, name: str
) -> None:
    """A file of an older version: what it changes is found where those words stand today."""
    change, written = LATER[name]
    since = asked(cycles_ouvert, *SINCE)
    assert states(since) == [State.TO_APPLY] * len(SINCE)
    done = asked(since.project, change)
    assert [(one.state, one.why) for one in done.judged] == [(State.TO_APPLY, "")]
    assert any(written in (data or b"").decode() for data in done.files.values()), done.files
    assert states(asked(done.project, change)) == [State.DONE]


def test_two_places_that_may_be_meant_are_a_conflict(cycles_ouvert: Project) -> None:
    ours = text("accueil/taches/1:intitule", ECOUTE, "Écoute attentive de la demande")
    since = asked(cycles_ouvert, ours, text("accueil/taches/2:intitule", DEPOT, ECOUTE))
    theirs = text("accueil/taches/1:intitule", ECOUTE, "Écoute de la demande et devis")
    assert states(asked(since.project, theirs)) == [State.CONFLICT]


def test_words_put_against_others_that_changed_since_are_a_conflict(
    cycles_ouvert: Project,
) -> None:
    since = asked(cycles_ouvert, text(TITRE, ACCUEIL, "Réception"))
    assert states(asked(since.project, text(TITRE, ACCUEIL, f"{ACCUEIL} de prêt"))) == [
        State.CONFLICT
    ]
