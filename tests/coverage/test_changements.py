"""What changed and why: each test is two small projects, and what must be said of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from petits_projets import EVALUATION, lire

from mc_builder.coverage import Statut, Version, compare, measure
from mc_builder.coverage.comparison.causes import Cause
from mc_builder.coverage.comparison.changements import ChangementExigence, Changements, Genre
from mc_builder.coverage.comparison.manques import fewest
from mc_builder.coverage.comparison.objets import pair
from mc_builder.coverage.comparison.seuil import pertes, phrase_of_pertes
from mc_builder.names import Names

BASE = (
    """
exigences: {x: savoir-faire, s: savoir}
emplois: {emploi: [{exigence: x, importance: 3, autonomie: 2}, s]}
poles:
  - id: pole
    activites:
      - id: activite
        autonomie: 2
        taches: [{id: tache, repond_a: [x]}, Une tâche sans identifiant]
      - {id: autre, autonomie: 2, taches: [Une tâche]}
blocs:
  - id: bloc-1
    competences: [{id: competence, mobilise: [activite], indicateurs: [Vu]}]
    savoirs: [{id: savoirs, famille: Techniques, activites: [activite], liste: [Un], repond_a: [s]}]
  - {id: bloc-2, competences: [{id: seconde, mobilise: [autre], indicateurs: [Vu]}]}
"""
    + EVALUATION
)
UNITE = "unites: [{id: u1, bloc: bloc-1, reservee_a: a}]"


def version(text: str) -> Version:
    projet = lire(text)
    return Version(Names(projet), measure(projet))


def compared(avant: str, apres: str) -> Changements:
    return compare(version(avant), version(apres), "avant")


def change(
    *edits: tuple[str, str], base: str = BASE, exigence: str = "x", inverse: bool = False
) -> ChangementExigence:
    """How a requirement of the first job changed when `base` is edited (or the other way)."""
    after = base
    for old, new in edits:
        assert after.count(old) == 1, old
        after = after.replace(old, new)
    found = compared(after, base) if inverse else compared(base, after)
    emploi = found.emploi("emploi")
    assert emploi is not None
    return next(x for x in emploi.exigences if x.exigence == exigence)


def dit(found: ChangementExigence) -> list[str]:
    return [c.explication.replace("\u00a0", " ") for c in found.causes]


def test_nothing_changed() -> None:
    found = compared(BASE, BASE)
    assert found.is_empty
    assert [p.is_empty for p in found.perimetres] == [True, True]


def test_a_task_that_goes_to_another_activity() -> None:
    edits = (("{id: tache, repond_a: [x]}, ", ""), ("[Une tâche]", "[{id: tache, repond_a: [x]}]"))
    found = change(*edits)
    assert (found.genre, found.avant, found.apres) == (
        Genre.PERDUE,
        Statut.EVALUEE,
        Statut.TRADUITE,
    )
    (words,) = dit(found)
    assert words.startswith("la tâche 1.2.1 « tache » est dans l’activité 1.2 « autre »")
    assert words.endswith(", et n’est plus dans l’activité 1.1 « activite »")
    assert [c.genre for c in found.causes] == ["objet_deplace"]


@pytest.mark.parametrize(
    ("inverse", "genre", "words"),
    [
        (False, Genre.GAGNEE, "n’est plus ouverte à la catégorie de candidats « B (Autres) »"),
        (True, Genre.PERDUE, "ouverte désormais à la catégorie de candidats « B (Autres) »"),
    ],
)
def test_a_unit_open_to_one_more_category(*, inverse: bool, genre: Genre, words: str) -> None:
    """The part is for the first category only: the second, once admitted, is not assessed."""
    base = BASE.replace(
        "parties: [{id: partie, evalue: [competence]}]",
        "modalites: [{categories: a, mode: ccf, parties: [{id: partie, evalue: [competence]}]}]",
    )
    edit = ("unites: [{id: u1, bloc: bloc-1}]", UNITE)
    found = change(edit, base=base, inverse=inverse)
    assert found.genre is genre
    assert len(found.causes) == 1
    assert words in dit(found)[0]


def test_the_scope_of_a_savoir() -> None:
    found = change(("activites: [activite], liste", "activites: [autre], liste"), exigence="s")
    assert found.genre is Genre.PERDUE
    assert [c.genre for c in found.causes] == ["lien_supprime"]
    assert "ne porte plus sur" in dit(found)[0]


def test_a_savoir_that_had_no_scope_and_takes_one() -> None:
    base = BASE.replace("activites: [activite], liste", "liste")
    found = change((", liste: [Un]", ", activites: [autre], liste: [Un]"), base=base, exigence="s")
    assert [c.genre for c in found.causes] == ["lien_ajoute"]
    assert "porte désormais sur" in dit(found)[0]


def test_a_removed_activity_says_what_it_held() -> None:
    found = change(
        ("        taches: [{id: tache, repond_a: [x]}, Une tâche sans identifiant]\n", ""),
        ("      - id: activite\n        autonomie: 2\n", ""),
        ("mobilise: [activite]", "mobilise: []"),
        ("activites: [activite], liste", "liste"),
    )
    assert [c.genre for c in found.causes] == ["objet_supprime"]
    assert "contenait la tâche" in dit(found)[0]
    assert "qui répondait seule à cette exigence" in dit(found)[0]


def test_two_that_answered_and_are_both_removed_are_both_named() -> None:
    base = BASE.replace("taches: [Une tâche]", "taches: [{id: deux, repond_a: [x]}]").replace(
        "evalue: [competence]", "evalue: [competence, seconde]"
    )
    found = change(("{id: tache, repond_a: [x]}", "{id: tache}"), ("{id: deux, repond_a: [x]}", "{id: deux}"), base=base)  # fmt: skip # noqa: E501
    assert [c.genre for c in found.causes] == ["lien_supprime", "lien_supprime"]


def test_one_of_two_that_answered_is_no_loss() -> None:
    base = BASE.replace("taches: [Une tâche]", "taches: [{id: deux, repond_a: [x]}]").replace(
        "evalue: [competence]", "evalue: [competence, seconde]"
    )
    after = base.replace("{id: deux, repond_a: [x]}", "{id: deux}")
    assert compared(base, after).ensemble.exigences == ()


def test_another_nature() -> None:
    found = change(("x: savoir-faire", "x: savoir"))
    assert dit(found) == ["elle était de nature savoir-faire, elle est de nature savoir"]


def test_the_autonomy_that_a_job_asks_for() -> None:
    found = change(("importance: 3, autonomie: 2", "importance: 3, autonomie: 3"))
    assert found.genre is Genre.NUANCEE
    assert [str(f) for f in found.reserves_posees] == ["autonomie_insuffisante"]
    assert dit(found) == [
        "⟨l’autonomie⟩ ⟨autonomie:demandé⟩ par l’emploi « emploi » passe de 2 à 3"
    ]


def test_an_ecart_that_is_taken_away() -> None:
    gone = ("repond_a: [x]", "repond_a: []")
    base = BASE.replace(*gone)
    ecart = "autonomie: 2, ecartee: {motif: hors_champ, explication: Non.}}"
    found = change(("autonomie: 2}, s]", f"{ecart}, s]"), base=base, inverse=True)
    assert (found.genre, found.apres) == (Genre.RETABLIE, Statut.NON_COUVERTE)
    assert dit(found) == ["l’emploi « emploi » ne l’écarte plus"]


def test_a_new_job_is_not_listed_line_by_line() -> None:
    edit = ("emplois: {emploi:", "emplois: {nouveau: [x], emploi:")
    after = BASE.replace(*edit)
    found = compared(BASE, after)
    nouveau = found.emploi("nouveau")
    assert nouveau is not None
    assert (nouveau.nouveau, nouveau.disparu, nouveau.exigences) == (True, False, ())
    assert not nouveau.is_empty
    back = compared(after, BASE)
    assert [(e.emploi, e.disparu) for e in back.emplois] == [("emploi", False), ("nouveau", True)]


ECART = "ecartee: {motif: hors_champ, explication: Non.}"


def test_a_requirement_that_its_only_job_leaves_with() -> None:
    """It is still written, still measured, and asked for by a job that leaves it out."""
    both = f"{{emploi: [{{exigence: x, {ECART}}}], parti: [x]}}"
    base = BASE.replace("[{id: tache, repond_a: [x]}, Une", "[tache, Une").replace(
        "{emploi: [{exigence: x, importance: 3, autonomie: 2}, s]}", both
    )
    (change,) = compared(base, base.replace(", parti: [x]", "")).ensemble.exigences
    assert (change.avant, change.apres) == (Statut.NON_COUVERTE, Statut.ECARTEE)
    assert dit(change) == ["l’emploi « parti », supprimé, demandait cette exigence"]


def test_a_requirement_left_out_that_is_less_covered() -> None:
    """Its flags go with its status: the cause is that of the status."""
    base = BASE.replace("autonomie: 2}, s]", f"autonomie: 2, {ECART}}}, s]").replace(
        "evalue: [competence]", "evalue: [seconde]"
    )
    after = base.replace("{id: tache, repond_a: [x]}", "{id: tache}")
    (change,) = compared(base, after).ensemble.exigences
    assert (change.avant, change.apres) == (Statut.ECARTEE, Statut.ECARTEE)
    assert [c.genre for c in change.causes] == ["lien_supprime"]


def test_objects_are_matched_by_id_then_text_then_place() -> None:
    taches = "taches: [{id: tache, repond_a: [x]}, Une tâche sans identifiant]"
    avant = lire(BASE.replace(taches, "taches: [Un, Deux, Trois, {id: tache, intitule: Quatre}]"))
    apres = lire(BASE.replace(taches, "taches: [Deux, {id: un, intitule: Un}, Trois bis, Quatre]"))
    pairs = pair(Names(avant), Names(apres)).vers_apres
    place = {cle.rpartition("/")[2]: cle for cle in avant.by_cle if "activite/taches" in cle}
    titres = {
        str(Names(avant)[cle].titre): str(Names(apres)[pairs[cle]].titre)
        for cle in (*place.values(), "tache")
    }
    assert titres == {"Un": "Un", "Deux": "Deux", "Trois": "Trois bis", "Quatre": "Quatre"}


def cause(name: str) -> Cause:
    return Cause("objet_supprime", (name,), f"la tâche {name} répondait à cette exigence")


A, B, C, D = (cause(name) for name in "ABCD")


@pytest.mark.parametrize(
    ("ruptures", "chosen"),
    [
        ([], ()),
        ([(A,)], (A,)),
        ([(A, B)], (A, B)),  # to restore the way, both
        ([(A,), (A, B)], (A,)),  # A alone cuts both, and restores the first
        ([(A,), (B,)], (A, B)),  # each way has its own cut
        ([(A, C), (B, C)], (A, C)),  # C cuts both; with A, the first is whole again
        ([(A, B, C), (D, C)], (D, C)),
    ],
)
def test_the_fewest_causes_that_cut_all_and_restore_one(
    ruptures: list[tuple[Cause, ...]], chosen: tuple[Cause, ...]
) -> None:
    assert fewest(ruptures) == chosen


def test_the_loss_is_in_points_of_the_weighted_rate() -> None:
    """The requirement x weighs 3 of 4."""
    found = compared(BASE, BASE.replace("repond_a: [x]", "repond_a: []"))
    lost = pertes(found, Decimal(5))
    assert [(p.perimetre.emploi, p.points) for p in lost] == [("emploi", 75), (None, 75)]
    assert "de 4 sur 4 (100\u00a0%) à 1 sur 4 (25\u00a0%), soit 75 points" in phrase_of_pertes(lost)
    assert pertes(found, Decimal(75)) == ()
    assert phrase_of_pertes(()) == ""


def test_at_step_opportunite_the_loss_is_that_of_traduites() -> None:
    base = f"etape: opportunite\n{BASE}"
    found = compared(base, base.replace("repond_a: [x]", "repond_a: []"))
    assert {p.libelle for p in pertes(found, Decimal(0))} == {"Traduites"}
