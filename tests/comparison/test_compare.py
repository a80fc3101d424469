"""Two versions of a project: each kind of edit is said, at its place, and nothing else is."""

from __future__ import annotations

from random import Random

import pytest

from ampleur import nombre
from au_hasard import edit
from mc_builder.comparison import compare
from mc_builder.comparison.changes import Change, Family
from mc_builder.editing import Changes, Refused, add_item, delete_item, move_item, set_value
from mc_builder.french import typeset
from mc_builder.model.base import ACompleter
from mc_builder.project import Project
from memoire import Memoire, fichiers_de
from petits_fichiers import PROJETS

SNO = PROJETS.parent.parent
BLOC, POLE = "referentiels/blocs/bloc-1.yaml", "referentiels/activites/pole-1.yaml"


def ouvert(nom: str) -> Project:
    return Project.open(Memoire(dict(fichiers_de(SNO if nom == "sno" else PROJETS / nom))))


@pytest.fixture(scope="module")
def cycles() -> Project:
    return ouvert("cycles")


def dits(before: Project, changes: Changes) -> list[Change]:
    return list(compare(before, before.edited(changes), "avant").changes)


def remplace(project: Project, path: str, avant: str, apres: str) -> Changes:
    text = (project.files.read(path) or b"").decode()
    assert text.count(avant) == 1, (path, avant)
    return {path: text.replace(avant, apres).encode()}


def test_the_same_project_has_no_difference(cycles: Project) -> None:
    found = compare(cycles, ouvert("cycles"), "avant")
    assert found.is_empty
    assert found.couverture is not None
    assert found.couverture.is_empty


def test_a_text(cycles: Project) -> None:
    (one,) = dits(cycles, set_value(cycles, "accueil:intitule", "Accueil de la clientèle"))
    assert (one.kind, one.champ, one.apres) == ("texte", "Intitulé", "Accueil de la clientèle")
    assert typeset(one.subject.nom) == typeset("l’activité 1.1 « Accueil de la clientèle »")
    line = cycles.edited({}).names.fichier(cycles.projet.by_cle["accueil"], "intitule")
    assert one.subject.fichier == line
    place = "Référentiel, annexe II, « Description des activités », pôle 1"
    assert typeset(one.subject.imprime) == typeset(place)


def test_a_value_and_what_waits_for_one(cycles: Project) -> None:
    (one,) = dits(cycles, set_value(cycles, "e1:coefficient", 9))
    assert (one.kind, one.champ, one.apres) == ("valeur", "Coefficient", "9")
    (one,) = dits(cycles, set_value(cycles, "e1:coefficient", ACompleter("À voir")))
    assert one.said.endswith("→ À compléter : À voir")


def test_an_object_more_and_the_numbers_that_it_moves(cycles: Project) -> None:
    made = add_item(cycles, "accueil", "taches", {"intitule": "Prise de rendez-vous"}, "")
    found = dits(cycles, made)
    assert [c.kind for c in found if c.family is Family.OBJETS] == ["objet-ajoute"]
    numbers = [c for c in found if c.family is Family.NUMEROS]
    assert [(c.avant, c.apres) for c in numbers][:1] == [("1.1.1", "1.1.2")]
    assert all("Prise de rendez-vous" in c.cause for c in numbers)
    assert {c.family for c in found} == {Family.OBJETS, Family.NUMEROS}


def test_an_object_less_takes_its_links(cycles: Project) -> None:
    taken = "accueil"
    found = dits(cycles, delete_item(cycles, taken, links=True))
    gone = [c for c in found if c.kind == "objet-retire"]
    assert [c.subject.cle for c in gone] == [taken]
    causes = {c.cause for c in found if c.kind == "lien-retire"}
    assert causes == {f"{gone[0].subject.nom} est retirée"}


def test_an_object_in_another_holder_moved() -> None:
    project = ouvert("jardinerie")
    first, second, *_ = project.projet.poles[0].activites
    assert first.taches[0].id is None
    found = dits(project, move_item(project, first.taches[0].cle, None, second.cle))
    moved = [c for c in found if c.kind == "objet-deplace"]
    assert len(moved) == 1
    assert not [c for c in found if c.kind in {"objet-ajoute", "objet-retire"}]


def test_one_rank_is_one_change(cycles: Project) -> None:
    taches = next(a for p in cycles.projet.poles for a in p.activites if len(a.taches) > 2).taches
    found = dits(cycles, move_item(cycles, taches[-1].cle, ""))
    ranks = [c for c in found if c.kind == "ordre"]
    assert [(c.avant, c.apres) for c in ranks] == [(str(len(taches)), "1")]


def test_a_link_and_how_far_it_reaches(cycles: Project) -> None:
    found = dits(cycles, remplace(cycles, BLOC, "mobilise: [accueil]", "mobilise: [intervention]"))
    assert {c.kind for c in found} == {"lien-retire", "lien-ajoute"}
    assert all("accueil" not in c.said.split() for c in found)
    made = remplace(
        cycles, BLOC, "mobilise: [accueil]", "mobilise: [{activite: accueil, portee: partielle}]"
    )
    (one,) = dits(cycles, made)
    assert (one.kind, one.avant, one.apres) == ("valeur", "en entier", "en partie")


def test_a_paragraph_of_prose(cycles: Project) -> None:
    prose = cycles.projet.note[0]
    path = f"{prose.cle}.md"
    made = {path: (cycles.files.read(path) or b"") + b"\nUn paragraphe de plus.\n"}
    (one,) = dits(cycles, made)
    assert (one.kind, one.avant, one.apres) == ("texte", "", "Un paragraphe de plus.")
    assert one.subject.fichier.startswith(f"{path}:")
    assert one.subject.imprime.startswith("Note d’opportunité")


def test_a_file_whose_lay_out_alone_changed(cycles: Project) -> None:
    made = {BLOC: b"# Un commentaire.\n" + (cycles.files.read(BLOC) or b"")}
    (one,) = dits(cycles, made)
    assert (
        one.said
        == f"{BLOC}\N{NO-BREAK SPACE}: seule l’écriture a changé (commentaires, lignes, guillemets)"
    )


def test_coverage_comes_with_its_causes(cycles: Project) -> None:
    made = remplace(cycles, BLOC, "mobilise: [accueil]", "mobilise: [intervention]")
    couverture = compare(cycles, cycles.edited(made), "avant").couverture
    assert couverture is not None
    assert all(x.causes for x in couverture.ensemble.exigences)


def _waiting(project: Project) -> tuple[str, ...]:
    return project.projet.a_completer


def au_hasard(project: Project, seed: int, count: int) -> None:
    """Each edit is seen, at something that it touched, and what undoes it says the contrary."""
    rnd = Random(seed)  # noqa: S311 (edits to try, no secret)
    while count:
        try:
            made = edit(project, rnd)
        except Refused:
            continue
        after = project.edited(made.changes)
        if not made.changes or not after.sound:
            continue
        count -= 1
        there = compare(project, after, "")
        data = [c for c in there.changes if c.family is not Family.FICHIERS]
        # A list that waits for its items equals an empty one: what it waits for tells them apart.
        same = after.model == project.model and _waiting(after) == _waiting(project)
        assert bool(data) != same, made
        assert all(c.subject.nom and c.said for c in there.changes), made
        back = compare(after, project, "")
        assert len(back.changes) == len(there.changes), made
        project = after


def test_a_few_edits_at_random() -> None:
    au_hasard(ouvert("cycles"), 1, 8)


@pytest.mark.lent
@pytest.mark.parametrize("nom", ["cycles", "jardinerie", "options", "sno"])
def test_many_edits_at_random(nom: str) -> None:
    au_hasard(ouvert(nom), 2026, nombre(50, 8))
