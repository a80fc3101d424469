"""What counts as a number, a contradiction, another duration: words in, findings out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from exemples import Changement, constats

from mc_builder.loading import Loaded
from mc_builder.project import Project
from mc_builder.rules.attendus import RUBRIQUES, absent_rubriques, contradicted, horizon
from mc_builder.rules.chiffres import NOMBRE, disagreements, without_quotations

ProjetDe = Callable[..., Loaded]
PREUVES = "dossier/preuves.yaml"
RETOUR = "    perimetre: Magasins et ateliers de la branche\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("environ 12 % des cas", ["12 %"]),
        ("20,5\u00a0% des cas", ["20,5\u00a0%"]),
        ("douze pour cent, ou 12 pour cent", ["12 pour cent"]),
        ("de 2 600 à 3\u202f000 postes", ["2 600", "3\u202f000"]),
        ("12500 postes", ["12500"]),
        ("58,7 Md€ et 3 millions d’euros", ["58,7 Md€", "3 millions"]),
        ("en 2019, à la session 2021, le 10/06/2026", []),
        ("la loi n° 2018-771, le règlement (UE) 2016/679, D337-139", []),
        ("RNCP31114, MENE2035350A, ROME 3.47, 75008 Paris", []),
        ("12 semaines, 400 heures, un an", []),
        ('il écrit « 12 % », {{ chiffre("a-12000") }}, https://exemple.fr/12000 pages', []),
        ("> 12 % des cas", []),
    ],
)
def test_what_is_a_number_typed_in_prose(text: str, found: list[str]) -> None:
    assert [m[0] for m in NOMBRE.finditer(without_quotations(text))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ce diplôme se prépare en deux ans.", ["Ce diplôme se prépare en deux ans"]),
        ("C’est un cursus de lycée en 3 ans.", ["un cursus de lycée en 3 ans"]),
        ("Ce diplôme est de niveau 4.", ["Ce diplôme est de niveau 4"]),
        ("Ce diplôme de niveau IV.", ["Ce diplôme de niveau IV"]),
        ("Ce diplôme de niveau V se prépare en un an.", []),
        ("Ce diplôme, après un baccalauréat préparé en trois ans, mène à l’emploi.", []),
        ("La note dit ce cursus en trois ans, ce qui est inexact.", []),
        ("Ce diplôme répond à un besoin qui a doublé en deux ans.", []),
        ("Un certificat de spécialisation de niveau 4 existe déjà.", []),
        ("Ce diplôme mène à un emploi de niveau 4.", []),
        ("« Ce diplôme se prépare en trois ans », écrit la note.", []),
    ],
)
def test_another_duration_or_level(cycles: Loaded, text: str, found: list[str]) -> None:
    projet = cycles.projet
    assert projet is not None
    assert (projet.dossier.diplome.duree, projet.dossier.diplome.niveau) == ("1 an", 3)
    assert [text[start:end] for start, end, _ in contradicted(text, projet)] == found


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("au cours des cinq prochaines années", True),
        ("dans les cinq ans qui viennent", True),
        ("à l’horizon 2030", True),
        ("depuis cinq salariés", False),
        ("L’activité progresse.", False),
    ],
)
def test_what_looks_ahead(text: str, *, ahead: bool) -> None:
    assert horizon(text) is ahead


def figure(ident: str, **fields: str) -> str:
    given = {
        "intitule": "Actifs",
        "valeur": "1",
        "unite": "actifs",
        "annee": "2023",
        "perimetre": "France",
        "source": "{ref: s1, page: 1}",
        **fields,
    }
    return f"  - {{id: {ident}, {', '.join(f'{k}: {v}' for k, v in given.items())}}}\n"


@pytest.mark.parametrize(
    ("autre", "dit"),
    [
        ({"valeur": "2"}, True),
        ({"valeur": "2", "perimetre": "France métropolitaine"}, True),
        ({"valeur": "2", "perimetre": "Bretagne"}, False),
        ({"valeur": "2", "annee": "2022"}, False),
        ({"valeur": "2", "unite": "postes"}, False),
        ({"valeur": "2", "intitule": "Ateliers"}, False),
        ({"valeur": "2", "contredit": "[c1]"}, False),
        ({"valeur": "1"}, False),
    ],
)
def test_one_measure_with_two_values(
    projet_de: Callable[..., Loaded], autre: dict[str, str], *, dit: bool
) -> None:
    loaded = projet_de(
        sources="sources: [{id: s1, auteur: A, titre: T, annee: 2024}]\n",
        preuves="chiffres:\n" + figure("c1") + figure("c2", **autre),
    )
    assert loaded.projet is not None, loaded.diagnostics
    assert bool(list(disagreements(loaded.projet.chiffres))) is dit


@pytest.mark.parametrize(
    ("before", "after", "replacement"),
    [
        (RETOUR, RETOUR, "\n    contredit: [recrutements-2023]"),
        (RETOUR, f"{RETOUR}    contredit: [part-electrique]\n", ", recrutements-2023"),
        ("    valeur: 900\n", "    valeur: 900   # borne basse\n", None),
    ],
)
def test_a_contradiction_is_said_back(before: str, after: str, replacement: str | None) -> None:
    found = constats((Changement(PREUVES, before, after),))
    [back] = [d for d in found if d.code == "PRE007" and d.span.text == "recrutements-branche"]
    assert (back.fix.replacement if back.fix else None) == replacement


@pytest.mark.parametrize("key", list(RUBRIQUES))
def test_a_section_of_that_very_title_addresses_the_head(projet_de: ProjetDe, key: str) -> None:
    """Whatever its words and the data: who wrote « # La nature du diplôme » did address it."""
    titre = RUBRIQUES[key][0].upper() + RUBRIQUES[key][1:]
    before = projet_de(note="# Origine\n\nRien.\n").projet
    after = projet_de(note=f"# Origine\n\nRien.\n\n## {titre}\n\nVoici.\n").projet
    assert before is not None
    assert after is not None
    assert key in absent_rubriques(before)
    assert key not in absent_rubriques(after)


def test_what_is_to_write_in_prose_is_counted_and_names_no_head(projet_de: ProjetDe) -> None:
    """Each at its place, and a motive that speaks of recruitment is not a note that does."""
    note = '# Début\n\n{{ a_completer("recrutement") }} puis {{ a_completer("recrutement") }}.\n'
    found = Project(projet_de(note=note)).findings()
    (left,) = [d for d in found if d.code == "NOT011"]
    places = [(at.line, at.column) for at in (left.span, *(r.span for r in left.related))]
    assert places == [(3, 1), (3, note.splitlines()[2].rindex("{{") + 1)]
    assert any(d.code == "NOT008" and "recrutement" in d.message for d in found)
