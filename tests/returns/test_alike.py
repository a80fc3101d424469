"""What is alike in a list: one goes, and those beside it are not taken for it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from mc_builder.project import Project
from mc_builder.returns.applying import Applied, applied
from mc_builder.returns.changes import (
    BlockAdded,
    BlockRemoved,
    Change,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    Origin,
    Piece,
    TextChanged,
)
from mc_builder.returns.review import State, review
from mc_builder.source.tree import Folder
from memoire import Memoire, fichiers_de
from petits_fichiers import PROJETS

AVANT, ARRIERE, MOTEUR = (f"Réglage du frein {where} d’un vélo de ville" for where in
                          ("avant", "arrière", "du moteur"))  # fmt: skip
TACHES = ("Écoute de la demande", "Enregistrement du dépôt", AVANT, ARRIERE, MOTEUR)
BESOINS = "dossier/note/20-besoins"
BLOCS = tuple(f"Les ateliers de {where} cherchent tous des mécaniciens qualifiés." for where in
              ("Lyon", "Lille", "Brest"))  # fmt: skip
#: What a file made of that project printed.
PRINTED: Mapping[str, str] = {
    **{f"accueil/taches/{n}:intitule": words for n, words in enumerate(TACHES, 1)},
    **{f"{BESOINS}/{n}": words for n, words in enumerate(BLOCS, 1)},
}
HERE = Origin(printed=PRINTED)


def asked(project: Project, *changes: Change) -> Applied:
    return applied(project, review(project, [("retour.docx", changes)]))


def states(done: Applied) -> list[State]:
    return [one.state for one in done.judged]


def taches(project: Project) -> list[str]:
    return [str(one.intitule) for one in project.projet.poles[0].activites[0].taches]


@pytest.fixture(scope="module")
def semblables() -> Project:
    """Three tasks and three paragraphs that differ by one word."""
    project = Project.open(Folder(PROJETS / "cycles"))
    tasks = [ItemAdded("accueil/taches/1", "accueil/taches/2", {"intitule": t}) for t in TACHES[2:]]
    done = asked(project, *tasks, BlockAdded(f"{BESOINS}/0", "\n\n".join(BLOCS)))
    assert tuple(taches(done.project)) == TACHES
    return done.project


def removed(number: int) -> ItemRemoved:
    return ItemRemoved(f"accueil/taches/{number}", TACHES[number - 1], HERE)


@pytest.mark.parametrize("number", [3, 4, 5])
def test_one_that_went_is_gone_though_others_are_alike(semblables: Project, number: int) -> None:
    done = asked(semblables, removed(number))
    assert states(done) == [State.TO_APPLY]
    left = [task for n, task in enumerate(TACHES, 1) if n != number]
    assert taches(done.project) == left
    assert states(asked(done.project, removed(number))) == [State.DONE]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_so_it_is_of_paragraphs(semblables: Project, number: int) -> None:
    change = BlockRemoved(f"{BESOINS}/{number}", BLOCS[number - 1], HERE)
    done = asked(semblables, change)
    assert states(done) == [State.TO_APPLY]
    again = asked(done.project, change)
    assert (states(again), again.files) == ([State.DONE], {})


def test_the_last_goes_from_a_list_that_has_become_shorter(semblables: Project) -> None:
    since = asked(semblables, removed(1)).project
    done = asked(since, removed(5))
    assert states(done) == [State.TO_APPLY]
    assert taches(done.project) == list(TACHES[1:4])


def test_words_of_what_went_are_not_put_on_what_is_alike(semblables: Project) -> None:
    since = asked(semblables, removed(3)).project
    ref = "accueil/taches/3:intitule"
    done = asked(
        since, TextChanged(ref, (Piece(AVANT, ref),), AVANT.replace("ville", "route"), HERE)
    )
    assert (states(done), done.files) == ([State.IMPOSSIBLE], {})
    assert done.judged[0].why == "Ce texte, ou cet objet, n’est plus dans le projet."


def test_what_comes_after_one_that_went_comes_after_those_above(semblables: Project) -> None:
    since = asked(semblables, removed(4)).project
    new = ItemAdded(
        "accueil/taches/4", "accueil/taches/4", {"intitule": "Devis"}, HERE, "", ARRIERE
    )
    done = asked(since, new)
    assert taches(done.project) == [*TACHES[:3], "Devis", MOTEUR]
    assert states(asked(done.project, new)) == [State.DONE]


def test_what_came_beside_a_named_object_that_went_is_there(semblables: Project) -> None:
    new = ItemAdded("diagnostic", "diagnostic", {"intitule": "Devis du matin"})
    done = asked(semblables, new)
    assert states(done) == [State.TO_APPLY]
    before = ItemAdded("parti", "parti", {"intitule": "Devis du matin"})
    assert states(asked(done.project, before)) == [State.DONE]
    assert states(asked(semblables, before)) == [State.IMPOSSIBLE]


def test_what_one_file_edits_and_another_takes_away_is_a_conflict(semblables: Project) -> None:
    ref = "accueil/taches/3:intitule"
    text = TextChanged(ref, (Piece(AVANT, ref),), AVANT.replace("ville", "route"), HERE)
    found = review(semblables, [("a.docx", [text]), ("b.docx", [removed(3), removed(4)])])
    assert [one.state for one in found] == [State.TO_APPLY, State.CONFLICT, State.TO_APPLY]
    assert "modifié ailleurs" in found[1].why
    assert taches(applied(semblables, found).project) == [
        *TACHES[:2], AVANT.replace("ville", "route"), MOTEUR,
    ]  # fmt: skip


def test_rows_of_two_lists_that_follow_each_other_say_so(semblables: Project) -> None:
    done = asked(semblables, ItemMoved("diagnostic", "controler-freinage", "Diagnostic de l’état"))
    assert (states(done), done.files) == ([State.IMPOSSIBLE], {})
    assert done.judged[0].why == "Ce qui se suit ici n’est pas d’une même liste du projet."


def test_what_comes_after_one_that_says_something_else_stays_there(semblables: Project) -> None:
    ref = "accueil/taches/4:intitule"
    other = TextChanged(ref, (Piece(ARRIERE, ref),), "Devis", HERE)
    four = "accueil/taches/4"
    new = ItemAdded(four, four, {"intitule": "Facture"}, HERE, beside=ARRIERE)
    done = asked(semblables, other, new)
    assert taches(done.project) == [*TACHES[:3], "Devis", "Facture", MOTEUR]
    assert states(asked(done.project, other, new)) == [State.DONE, State.DONE]


GLOSSAIRE = """\
sigles:
  - {sigle: SIO, signification: Services informatiques aux organisations}
  - {sigle: SNO, signification: Services numériques aux organisations}
"""


def test_what_a_file_did_not_print_is_not_taken_for_what_went() -> None:
    """A document prints the acronyms that it cites: one that it does not may be said alike."""
    files = {**fichiers_de(PROJETS / "cycles"), "dossier/glossaire.yaml": GLOSSAIRE.encode()}
    sigle, words = "SNO", "Services numériques aux organisations"
    cle = "glossaire/sigles/2"
    here = Origin(printed={f"{cle}:sigle": sigle, f"{cle}:signification": words})
    change = ItemRemoved(cle, f"{sigle} {words}", here, f"{sigle} {words}")
    done = asked(Project.open(Memoire(files)), change)
    assert states(done) == [State.TO_APPLY]
    again = asked(done.project, change)
    assert (states(again), again.files) == ([State.DONE], {})


BLOC = "referentiels/blocs/bloc-2.yaml"
SAVOIRS = """\
    - {famille: Techniques, liste: [Jantes]}
    - {famille: Relation, liste: [Accueil]}
"""


def test_the_heading_of_several_is_changed_for_all_of_them() -> None:
    """A family of savoirs is printed once: none of them is left under the former."""
    files = dict(fichiers_de(PROJETS / "cycles"))
    files[BLOC] += SAVOIRS.encode()
    ref = "assistance-electrique:famille"
    change = TextChanged(ref, (Piece("Techniques", ref),), "Techniques du cycle")
    done = asked(Project.open(Memoire(files)), change)
    assert states(done) == [State.TO_APPLY]
    families = [[str(one.famille) for one in bloc.savoirs] for bloc in done.project.projet.blocs]
    assert families[1] == ["Techniques du cycle", "Techniques du cycle", "Relation"]
    assert "Techniques du cycle" not in families[0]  # printed above them too, and left there
    assert states(asked(done.project, change)) == [State.DONE]
