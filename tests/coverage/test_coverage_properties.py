"""What must hold for any project: links only help, order never matters, counts are monotone."""

from __future__ import annotations

import copy
import random
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from petits_projets import construire

from ampleur import exemples
from mc_builder.coverage import (
    RapportCouverture,
    Statut,
    Taux,
    analyse,
    measure,
)
from mc_builder.coverage.analysis.analyse import Analyse
from mc_builder.coverage.analysis.qualite import Concentration, Repartition
from mc_builder.coverage.analysis.suggestions import Rupture
from mc_builder.names import Names

EXIGENCES = {"sf": "savoir-faire", "sv": "savoir", "se": "savoir-etre", "ha": "habilitation"}
ACTIVITES = {"a1": ("t1", "t2"), "a2": ("t3",)}
BLOCS = {"b1": ("c1", "c2"), "b2": ("c3",)}
PARTIES = ("p1", "p2", "p3")
PORTEES = ("entiere", "partielle")

Lien = tuple[str, str, str, str]
#: Every link that a project may hold: key, holder, target, portée.
LIENS: tuple[Lien, ...] = (
    *product(["repond_a"], ["a1", "a2", "t1", "t3"], ["sf"], PORTEES),
    *product(["repond_a"], ["s1", "i1"], ["sv"], PORTEES),
    *product(["repond_a"], ["c1", "c1s", "c3", "b1i", "c2i"], ["se"], PORTEES),
    ("repond_a", "h1", "ha", "entiere"),
    *product(["mobilise"], ["c1", "c2", "c3", "c1s"], ["a1", "a2", "t1", "t2", "t3"], PORTEES),
    *product(["indicateur"], ["c1", "c1s", "c2", "c3"], [""], [""]),
    *product(["porte"], ["b1", "b2"], ["a1", "a2"], [""]),
    *(("ref", bloc, cle, "") for bloc, cle in (("b1", "c3"), ("b2", "c1"), ("b2", "c2"))),
    *product(
        ["evalue"], PARTIES, ["c1", "c1s", "c2", "c3", "s1", "i1", "a1", "a2", "b1", "b2"], PORTEES
    ),
    *product(["delivre"], [*PARTIES, "att"], ["h1"], [""]),
    *product(["categories"], ["p1", "p2"], ["a", "b"], [""]),
)  # fmt: skip


@st.composite
def reglages(draw: st.DrawFn) -> dict[str, Any]:
    """What is not a link of the chain: scope, reserved units, what the jobs ask for."""
    asked = st.fixed_dictionaries(
        {
            "importance": st.integers(1, 3),
            "autonomie": st.integers(1, 3),
            "ecartee": st.sampled_from([None, {"motif": "hors_champ", "explication": "Non."}]),
        }
    )
    return {
        "scope": draw(st.lists(st.sampled_from(["a1", "a2"]), unique=True)),
        "coefficients": draw(st.lists(st.integers(0, 5), min_size=2, max_size=2)),
        "poids": draw(st.dictionaries(st.sampled_from(PARTIES), st.decimals(0, 1, places=2))),
        "reservees": draw(st.lists(st.sampled_from(["", "a", "b"]), min_size=2, max_size=2)),
        "emplois": {
            job: [
                {"exigence": cle, **{k: v for k, v in draw(asked).items() if v is not None}}
                for cle in draw(st.lists(st.sampled_from([*EXIGENCES]), unique=True))
            ]
            for job in ("j1", "j2")
        },
    }


def donnees(liens: frozenset[Lien], reglages: dict[str, Any]) -> dict[str, Any]:
    """The project that holds these links."""

    def links(key: str, holder: str) -> list[dict[str, str]]:
        return [
            {"cible": target, "portee": portee or "entiere"}
            for k, h, target, portee in sorted(liens)
            if (k, h) == (key, holder)
        ]

    def targets(key: str, holder: str) -> list[str]:
        return [link["cible"] for link in links(key, holder)]

    def indicateurs(cle: str) -> list[dict[str, Any]]:
        answered = links("repond_a", f"{cle}i")
        if targets("indicateur", cle) or answered:
            return [{"id": f"{cle}i", "intitule": "Vu", "repond_a": answered}]
        return []

    def competence(cle: str) -> dict[str, Any]:
        return {
            "id": cle,
            "mobilise": links("mobilise", cle),
            "repond_a": links("repond_a", cle),
            "indicateurs": indicateurs(cle),
            "sous_competences": [
                {
                    "id": "c1s",
                    "mobilise": links("mobilise", "c1s"),
                    "repond_a": links("repond_a", "c1s"),
                    "indicateurs": indicateurs("c1s"),
                }
            ]
            if cle == "c1"
            else [],
        }

    def bloc(cle: str) -> dict[str, Any]:
        porte = targets("porte", cle)
        answered = links("repond_a", f"{cle}i")
        return {
            "id": cle,
            "competences": [
                *(competence(c) for c in BLOCS[cle]),
                *({"ref": c} for c in targets("ref", cle)),
            ],
            "indicateurs": [
                {
                    "activites": porte,
                    "liste": [{"id": f"{cle}i", "intitule": "Vu", "repond_a": answered}],
                }
            ],
            "savoirs": [
                {
                    "id": "s1",
                    "famille": "F",
                    "activites": reglages["scope"],
                    "repond_a": links("repond_a", "s1"),
                    "liste": [{"id": "i1", "intitule": "I", "repond_a": links("repond_a", "i1")}],
                }
            ]
            if cle == "b1"
            else [],
        }

    def partie(cle: str) -> dict[str, Any]:
        return {
            "id": cle,
            "evalue": links("evalue", cle),
            "delivre": targets("delivre", cle),
            "poids": reglages["poids"].get(cle),
        }

    return {
        "exigences": EXIGENCES,
        "emplois": reglages["emplois"],
        "poles": [
            {
                "id": f"pole-{a}",
                "activites": [
                    {
                        "id": a,
                        "repond_a": links("repond_a", a),
                        "autonomie": i + 1,
                        "taches": [{"id": t, "repond_a": links("repond_a", t)} for t in taches],
                    }
                ],
            }
            for i, (a, taches) in enumerate(ACTIVITES.items())
        ],
        "blocs": [bloc(cle) for cle in BLOCS],
        "evaluation": {
            "categories": [{"id": "a", "statuts": ["A"]}, {"id": "b", "statuts": ["B"]}],
            "unites": [
                {"id": f"u{n}", "bloc": f"b{n}", **({"reservee_a": r} if r else {})}
                for n, r in enumerate(reglages["reservees"], start=1)
            ],
            "epreuves": [
                {
                    "id": "e1",
                    "unite": "u1",
                    "coefficient": reglages["coefficients"][0],
                    "modalites": [
                        {
                            "categories": targets("categories", p),
                            "mode": "ccf",
                            "parties": [partie(p)],
                        }
                        for p in ("p1", "p2")
                    ],
                },
                {
                    "id": "e2",
                    "unite": "u2",
                    "coefficient": reglages["coefficients"][1],
                    "parties": [partie("p3")],
                },
            ],
            "habilitations": [{"id": "h1", "repond_a": links("repond_a", "h1")}],
            "attestations": [{"id": "att", "delivre": targets("delivre", "att")}],
        },
    }


LIENS_TIRES = st.lists(st.sampled_from(LIENS), min_size=5, max_size=45).map(frozenset)


def statuts(rapport: RapportCouverture) -> dict[str, int]:
    return {e.exigence: e.statut for e in rapport.exigences}


def lu(data: dict[str, Any]) -> RapportCouverture:
    return measure(construire(data))


#: Objects that a walk goes through.
NOMMES = ("a1", "a2", "t1", "t3", "c1", "c1s", "c2", "s1", "i1", "h1", "b1", "b1i", "c2i", "p1")


def renomme(data: Any, noms: dict[str, str]) -> Any:
    """The same project, some objects called by the identifier of others."""
    if isinstance(data, dict):
        return {
            k: noms.get(v, v) if k == "id" and isinstance(v, str) else renomme(v, noms)
            for k, v in data.items()
        }
    return [renomme(item, noms) for item in data] if isinstance(data, list) else data


@settings(max_examples=exemples(150), deadline=None)
@given(
    LIENS_TIRES,
    reglages(),
    st.dictionaries(st.sampled_from(NOMMES), st.sampled_from(NOMMES), min_size=1, max_size=3),
)
def test_two_objects_of_one_identifier_are_measured(
    liens: frozenset[Lien], reglages: dict[str, Any], noms: dict[str, str]
) -> None:
    """A draft is printed with its mistakes, which the loader has reported."""
    projet = construire(renomme(donnees(liens, reglages), noms))
    rapport = measure(projet)
    assert len(rapport.exigences) == len(EXIGENCES)
    analyse(Names(projet), rapport)


@settings(max_examples=exemples(150), deadline=None)
@given(LIENS_TIRES, st.sampled_from(LIENS), reglages())
def test_adding_a_link_never_lowers_a_status(
    liens: frozenset[Lien], lien: Lien, reglages: dict[str, Any]
) -> None:
    # The first activity of the indicateurs of a bloc takes away: they were those of all of it.
    assume(lien[0] != "porte" or any(held[:2] == lien[:2] for held in liens))
    before = statuts(lu(donnees(liens, reglages)))
    after = statuts(lu(donnees(liens | {lien}, reglages)))
    assert all(after[cle] >= before[cle] for cle in before)


@settings(max_examples=exemples(60), deadline=None)
@given(LIENS_TIRES, st.sampled_from(["c1", "c2", "c3"]), reglages())
def test_removing_a_competence_never_raises_a_status(
    liens: frozenset[Lien], cle: str, reglages: dict[str, Any]
) -> None:
    data = donnees(liens, reglages)
    before = statuts(lu(data))
    after = statuts(lu(sans_competence(data, cle)))
    assert all(after[cle] <= before[cle] for cle in before)


def melange(data: Any, alea: random.Random) -> Any:
    """The same project, every list in another order."""
    if isinstance(data, dict):
        items = [(k, melange(v, alea)) for k, v in data.items()]
        alea.shuffle(items)
        return dict(items)
    if isinstance(data, list):
        found = [melange(item, alea) for item in data]
        alea.shuffle(found)
        return found
    return data


def sans_ordre(analysed: Analyse) -> tuple[object, ...]:
    """All that an analysis says, whatever the order in which it says it.

    Of equal chains the first of the files leads: what it reaches is told where there is but one.
    """
    qualite = analysed.qualite

    def led(rupture: Rupture) -> tuple[object, ...]:
        ways = {(c.noeud, c.tache, c.activite) for c in analysed.chaines[rupture.exigence]}
        return (rupture.atteint, rupture.proches) if len(ways) < 2 else ()

    return (
        set(qualite.multiples.exigences),
        {(frozenset(p.emplois), p.communes, p.union) for p in qualite.recoupement.paires},
        [
            {(o.objet, frozenset(o.exigences), o.poids) for o in concentration.objets}
            for concentration in (qualite.competences, qualite.epreuves)
        ],
        [set(repartition.parts) for repartition in (qualite.blocs, qualite.alignement)],
        [
            {place: (set(c.evaluees), set(c.traduites)) for place, c in matrice.cases.items()}
            for matrice in (analysed.matrices.competences, analysed.matrices.blocs)
        ],
        {
            cle: (r.statut, r.maillon, set(r.categories), *led(r))
            for cle, r in analysed.ruptures.items()
        },
    )


@pytest.mark.lent
@settings(max_examples=exemples(40), deadline=None)
@given(LIENS_TIRES, reglages(), st.randoms(use_true_random=False))
def test_order_never_matters(
    liens: frozenset[Lien], reglages: dict[str, Any], alea: random.Random
) -> None:
    data = donnees(liens, reglages)
    one, of_one = analysed(data)
    other, of_other = analysed(melange(copy.deepcopy(data), alea))
    assert one.total == other.total
    assert sans_ordre(of_one) == sans_ordre(of_other)
    assert {b.bloc: (b.apport, b.apport_propre) for b in one.blocs} == {
        b.bloc: (b.apport, b.apport_propre) for b in other.blocs
    }

    def lines(rapport: RapportCouverture) -> dict[tuple[str, str], tuple[object, ...]]:
        return {
            (x.emploi, x.exigence): (x.statut, x.drapeaux, x.autonomie_atteinte)
            for emploi in rapport.emplois
            for x in emploi.lignes
        }

    assert lines(one) == lines(other)


def partout(value: Any, noms: dict[str, str]) -> Any:
    """The same data, or the same words, with other identifiers."""
    if isinstance(value, dict):
        return {key: partout(item, noms) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(partout(item, noms) for item in value)
    return noms.get(value, value) if isinstance(value, str) else value


def identifiants(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["id"]} if isinstance(value.get("id"), str) else set()
        return own.union(*map(identifiants, value.values()))
    return set().union(*map(identifiants, value)) if isinstance(value, list) else set()


@settings(max_examples=exemples(60), deadline=None)
@given(LIENS_TIRES, reglages())
def test_identifiers_never_matter(liens: frozenset[Lien], reglages: dict[str, Any]) -> None:
    """Whatever they are, the same chains lead and the same competences serve nothing."""
    data = donnees(liens, reglages)
    ids = sorted(identifiants(data))
    others = {one: f"x{len(ids) - rank:03}" for rank, one in enumerate(ids)}  # the other way round

    def said(rapport: RapportCouverture) -> Any:
        chains = [
            [
                (c.rang, c.activite, c.savoir, c.competence, c.avec, c.partie)
                for c in exigence.chaines
            ]
            for exigence in rapport.exigences
        ]
        return chains, rapport.competences_sans_emploi

    known = {other: one for one, other in others.items()}
    assert said(lu(data)) == partout(said(lu(partout(data, others))), known)


@settings(max_examples=exemples(60), deadline=None)
@given(LIENS_TIRES, reglages())
def test_counts_are_monotone(liens: frozenset[Lien], reglages: dict[str, Any]) -> None:
    rapport = lu(donnees(liens, reglages))
    for comptes in (rapport.total, *(e.comptes for e in rapport.emplois)):
        stages = [p.nombre for p in comptes.paliers]
        weights = [p.poids for p in comptes.paliers]
        assert comptes.retenues >= stages[0] >= stages[1] >= stages[2]  # type: ignore[operator]
        assert comptes.poids_retenues >= weights[0] >= weights[1] >= weights[2]  # type: ignore[operator]
        assert comptes.retenues + comptes.ecartees == comptes.toutes


def sans_bloc(data: dict[str, Any], cle: str) -> dict[str, Any]:
    """The project without a bloc; the competences that another bloc cites live on there."""
    data = copy.deepcopy(data)
    removed = next(b for b in data["blocs"] if b["id"] == cle)
    data["blocs"] = [b for b in data["blocs"] if b["id"] != cle]
    defined = {c["id"]: c for c in removed["competences"] if "id" in c}
    for bloc in data["blocs"]:
        bloc["competences"] = [
            defined.get(c["ref"], c) if "ref" in c else c for c in bloc["competences"]
        ]
    return data


@pytest.mark.lent
@settings(max_examples=exemples(150), deadline=None)
@given(LIENS_TIRES, st.sampled_from([*BLOCS]), reglages())
# A bloc that only takes the competence of another, and has an indicateur for all of it.
@example(
    frozenset(
        {
            ("ref", "b1", "c3", ""),
            ("repond_a", "b1i", "se", "entiere"),
            ("repond_a", "a1", "sf", "entiere"),
            ("evalue", "p3", "c3", "entiere"),
        }
    ),
    "b1",
    {
        "scope": [],
        "coefficients": [0, 0],
        "poids": {},
        "reservees": ["", ""],
        "emplois": {
            "j1": [{"exigence": "sf", "importance": 1, "autonomie": 1}],
            "j2": [
                {"exigence": "sf", "importance": 1, "autonomie": 1},
                {"exigence": "se", "importance": 1, "autonomie": 1},
            ],
        },
    },
)
def test_apport_propre_is_what_a_second_measure_without_the_bloc_loses(
    liens: frozenset[Lien], cle: str, reglages: dict[str, Any]
) -> None:
    data = donnees(liens, reglages)
    before = lu(data)
    after = statuts(lu(sans_bloc(data, cle)))
    lost = {
        e.exigence
        for e in before.exigences
        if e.retenue and e.statut.identifiant == "evaluee" and after[e.exigence] < e.statut
    }
    bloc = before.bloc(cle)
    assert bloc is not None
    assert set(bloc.exigences_propres) == lost


@pytest.mark.lent
@settings(max_examples=exemples(60), deadline=None)
@given(LIENS_TIRES, reglages())
def test_the_best_chain_has_the_status_of_its_requirement(
    liens: frozenset[Lien], reglages: dict[str, Any]
) -> None:
    for exigence in lu(donnees(liens, reglages)).exigences:
        best = exigence.meilleure
        assert exigence.statut == (best.statut if best else 0)
        assert list(exigence.chaines) == sorted(exigence.chaines, key=lambda c: c.rang)


def sans_competence(data: dict[str, Any], cle: str) -> dict[str, Any]:
    """The project without a competence, nor the blocs that cite it."""
    data = copy.deepcopy(data)
    for bloc in data["blocs"]:
        bloc["competences"] = [
            c for c in bloc["competences"] if cle not in (c.get("id"), c.get("ref"))
        ]
    return data


def sans_epreuve(data: dict[str, Any], cle: str) -> dict[str, Any]:
    """The project without an épreuve; its unit stays."""
    data = copy.deepcopy(data)
    epreuves = data["evaluation"]["epreuves"]
    data["evaluation"]["epreuves"] = [e for e in epreuves if e["id"] != cle]
    return data


def analysed(data: dict[str, Any]) -> tuple[RapportCouverture, Analyse]:
    projet = construire(data)
    rapport = measure(projet)
    return rapport, analyse(Names(projet), rapport)


def with_and_without(
    data: dict[str, Any], cle: str
) -> tuple[RapportCouverture, set[str], dict[str, Any]]:
    """The measure, what it says to hang on a competence or an épreuve, the data without that."""
    before, found = analysed(data)
    epreuve = cle.startswith("e")
    concentration = found.qualite.epreuves if epreuve else found.qualite.competences
    hanging = {x for o in concentration.objets if o.objet == cle for x in o.exigences}
    without = sans_epreuve(data, cle) if epreuve else sans_competence(data, cle)
    return before, hanging, without


def perdues(before: RapportCouverture, data: dict[str, Any]) -> set[str]:
    """The requirements retained and evaluated that are no longer so in another project."""
    after = statuts(lu(data))
    return {
        e.exigence
        for e in before.exigences
        if e.retenue and e.statut is Statut.EVALUEE and after[e.exigence] < e.statut
    }


@pytest.mark.lent
@settings(max_examples=exemples(80), deadline=None)
@given(LIENS_TIRES, st.sampled_from(["c1", "c2", "c3", "e1", "e2"]), reglages())
def test_what_hangs_on_one_object_is_what_a_second_measure_without_it_loses(
    liens: frozenset[Lien], cle: str, reglages: dict[str, Any]
) -> None:
    before, hanging, without = with_and_without(donnees(liens, reglages), cle)
    assert hanging == perdues(before, without)


def tous_les_taux(rapport: RapportCouverture, analysed: Analyse) -> list[Taux]:
    """Every rate of a report and of its analysis."""
    qualite = analysed.qualite

    def of(concentration: Concentration) -> list[Taux]:
        objets = [t for o in concentration.objets for t in (o.taux, o.taux_pondere)]
        return [concentration.taux, concentration.taux_pondere, *objets]

    comptes = [rapport.total, *(e.comptes for e in rapport.emplois)]
    return [
        *(t for c in comptes for p in c.paliers for t in (p.taux, p.taux_toutes, p.taux_pondere)),
        *(c.taux_ecartees for c in comptes),
        *(t for b in rapport.blocs for t in (b.taux_apport, b.taux_apport_propre)),
        qualite.multiples.taux,
        qualite.niveaux.taux,
        *(e.taux for e in qualite.recoupement.emplois),
        *(p.taux for p in qualite.recoupement.paires),
        *of(qualite.competences),
        *of(qualite.epreuves),
    ]


@settings(max_examples=exemples(40), deadline=None)
@given(LIENS_TIRES, reglages())
def test_percentages_are_from_0_to_100_and_add_up(
    liens: frozenset[Lien], reglages: dict[str, Any]
) -> None:
    rapport, found = analysed(donnees(liens, reglages))
    for taux in tous_les_taux(rapport, found):
        if taux.sans_objet:
            assert taux.pourcent is None
        else:
            assert taux.numerateur is not None
            assert 0 <= taux.numerateur <= taux.denominateur
            assert taux.pourcent is not None
            assert 0 <= taux.pourcent <= 100
            assert (taux.pourcent == 100) == (taux.numerateur == taux.denominateur)
            assert (taux.pourcent == 0) == (taux.numerateur == 0)
    for repartition in (found.qualite.blocs, found.qualite.alignement):
        parts_qui_font_un_tout(repartition)


def parts_qui_font_un_tout(repartition: Repartition) -> None:
    """Both columns add up to the whole, exactly, and the index is from 0 to 1."""
    if not repartition.parts:
        assert repartition.indice is None
        return
    assert sum(p.exigences for p in repartition.parts) == 1
    assert sum(p.evaluation for p in repartition.parts) == 1
    assert sum(p.ecart for p in repartition.parts) == 0
    assert repartition.indice is not None
    assert 0 <= repartition.indice <= 1


@pytest.mark.lent
@settings(max_examples=exemples(40), deadline=None)
@given(LIENS_TIRES, reglages())
def test_matrices_agree_with_the_measure(liens: frozenset[Lien], reglages: dict[str, Any]) -> None:
    rapport, found = analysed(donnees(liens, reglages))
    for emploi in rapport.emplois:
        retained = {x.exigence: x for x in emploi.lignes if x.retenue}
        for matrice in (found.matrices.competences, found.matrices.blocs):
            cells = [case for place, case in matrice.cases.items() if place[0] == emploi.emploi]
            evaluated = {x for case in cells for x in case.evaluees}
            taken = evaluated | {x for case in cells for x in case.traduites}
            assert taken <= set(retained)
            assert {retained[x].statut for x in evaluated} <= {Statut.EVALUEE}
            assert {retained[x].statut for x in taken} <= {Statut.EVALUEE, Statut.TRADUITE}
            for case in cells:
                assert not set(case.evaluees) & set(case.traduites)
                assert case.poids_evaluees == sum(retained[x].importance for x in case.evaluees)
                assert case.poids_traduites == sum(retained[x].importance for x in case.traduites)
    for bloc in rapport.blocs:
        column = [c for place, c in found.matrices.blocs.cases.items() if place[1] == bloc.bloc]
        assert {x for c in column for x in c.evaluees} == {
            x for x in bloc.exigences if any(e.emplois_retenant for e in rapport.exigences)
        }


@pytest.mark.lent
@settings(max_examples=exemples(40), deadline=None)
@given(LIENS_TIRES, reglages())
def test_every_requirement_retained_is_evaluated_or_has_its_rupture(
    liens: frozenset[Lien], reglages: dict[str, Any]
) -> None:
    rapport, found = analysed(donnees(liens, reglages))
    assert set(found.ruptures) == {
        e.exigence for e in rapport.exigences if e.retenue and e.statut is not Statut.EVALUEE
    }


@settings(max_examples=exemples(40), deadline=None)
@given(LIENS_TIRES, reglages())
def test_a_chain_names_a_tache_only_when_that_tache_answers(
    liens: frozenset[Lien], reglages: dict[str, Any]
) -> None:
    for exigence in lu(donnees(liens, reglages)).exigences:
        answering = {
            holder
            for key, holder, target, _ in liens
            if (key, target) == ("repond_a", exigence.exigence)
        }
        for chaine in exigence.chaines:
            assert chaine.tache is None or chaine.tache in answering
            if chaine.tache is None and chaine.activite and exigence.nature == "savoir-faire":
                assert chaine.activite in answering
