"""The schema: every mistake of a file in one pass, each once, and the objects survive."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mc_builder.loading import Loaded
from petits_fichiers import DOSSIER

Constats = Callable[..., list[str]]
ProjetDe = Callable[..., Loaded]

POLE = """
pole:
  id: pole-a
  intitule: P
  activites:
    - id: accueil
      intitule: A
"""
BLOC = """
bloc:
  id: bloc-a
  intitule: B
  pole: pole-a
  competences:
"""


POLE_VIDE = """\
pole:
  id: pole-1
  intitule: Le pôle
  conditions: VALEUR
  activites: [{id: a1, intitule: Une activité}]
"""


@pytest.mark.parametrize(
    ("fichier", "text", "place"),
    [
        ("dossier", f"{DOSSIER}\nseuils: {{evaluees: -5}}\n", "evaluees: -5"),
        ("evaluation", "epreuves: [{intitule: E, coefficient: -3}]", "coefficient: -3"),
        ("evaluation", "epreuves: [{intitule: E, parties: [{poids: '-1'}]}]", "poids: '-1'"),
    ],
)
def test_a_weight_or_a_threshold_is_not_negative(
    projet_de: ProjetDe, fichier: str, text: str, place: str
) -> None:
    (wrong,) = [d for d in projet_de(**{fichier: text}).diagnostics if d.code == "SCH005"]
    assert place.endswith(f": {wrong.span.text}")


def test_all_the_mistakes_of_a_file_in_one_pass(constats: Constats, projet_de: ProjetDe) -> None:
    pole = """
        pole:
          id: pole-a
          intitule: Pôle
          autonomie: 4
          couleur: bleu
          activites:
            - id: Accueil
              intitule: Accueil
              marqueurs: [sante, sante-securite]
              taches:
                - {intitule: Écoute, autonomie: beaucoup}
                - Enregistrement
            - id: deux
              repond_a: seul
        """
    assert constats(pole=pole) == [
        "pole:4:14 SCH005",
        "pole:5:3 SCH002",
        "pole:7:11 SCH003",
        "pole:9:19 SCH004",
        "pole:11:41 SCH003",
        "pole:13:7 SCH001",
        "pole:14:17 SCH003",
    ]
    projet = projet_de(pole=pole).projet
    assert projet is not None
    accueil, deux = projet.poles[0].activites
    assert (accueil.id, accueil.intitule, accueil.marqueurs) == (
        None,
        "Accueil",
        ("sante-securite",),
    )
    assert [t.intitule for t in accueil.taches] == ["Écoute", "Enregistrement"]
    assert (deux.id, deux.repond_a) == ("deux", ())


def test_objects_with_a_mistake_are_still_the_target_of_links(constats: Constats) -> None:
    bloc = BLOC + "    - {intitule: C, mobilise: [accueil]}\n"
    for wrong in ("      autonomie: 9\n", "      numer: 1\n", "      taches: {Non: x}\n"):
        assert len(constats(pole=POLE + wrong, bloc=bloc)) == 1
    without_title = POLE.replace("      intitule: A\n", "")
    assert constats(pole=without_title, bloc=bloc) == ["pole:5:7 SCH001"]


@pytest.mark.parametrize(
    ("line", "key", "meant"),
    [
        ("intitulé: B", "intitulé", "intitule"),
        ("Intitule: B", "Intitule", "intitule"),
        ("intitlue: B", "intitlue", "intitule"),
    ],
)
def test_a_misspelt_required_key_is_one_mistake(
    projet_de: ProjetDe, line: str, key: str, meant: str
) -> None:
    loaded = projet_de(pole=POLE.replace("intitule: P", line))
    (found,) = loaded.diagnostics
    assert (found.code, str(found.span.line), found.span.text) == ("SCH002", "3", key)
    assert f"« {meant} »" in found.aide
    assert loaded.projet is not None
    assert loaded.projet.poles[0].intitule == "B"


def test_an_optional_key_without_value_is_a_warning(projet_de: ProjetDe) -> None:
    loaded = projet_de(pole=POLE_VIDE.replace("VALEUR", ""))
    assert [(d.code, str(d.span)) for d in loaded.diagnostics if d.code == "SCH006"] == [
        ("SCH006", "referentiels/activites/pole-1.yaml:4:3")
    ]
    meant = projet_de(pole=POLE_VIDE.replace("VALEUR", "~"))
    assert not [d for d in meant.diagnostics if d.code == "SCH006"]


def test_an_unknown_key_with_nothing_near_lists_the_keys(projet_de: ProjetDe) -> None:
    (found,) = projet_de(pole=POLE + "      zzz: x\n").diagnostics
    assert found.aide.startswith("clés admises : autonomie, id, intitule")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("taches:", "la valeur manque après les deux-points"),
        ("taches: [Écoute, ]", None),
        ("taches:\n        - un\n        -", "cet élément est vide"),
        ("taches: Écoute", "une liste est attendue"),
        ("numero: ''", "le texte est vide"),
        ("numero: [1]", "un texte est attendu"),
        ("resultats_attendus: {a_completer: }", "« a_completer » attend un motif"),
        ("autonomie: 1,5", "un nombre entier de 1 à 3 est attendu"),
        ("autonomie: 0", "la valeur doit être au moins 1"),
        ("notes: [[x]]", "un texte est attendu, ou des clés et leurs valeurs, comme « texte »"),
        ("taches: [[x]]", "un texte est attendu, ou des clés et leurs valeurs, comme « intitule »"),
    ],
)
def test_messages(projet_de: ProjetDe, value: str, message: str | None) -> None:
    found = projet_de(pole=POLE + f"      {value}\n").diagnostics
    assert [d.message for d in found] == ([message] if message else [])


def test_one_text_where_a_list_goes_shows_the_list(projet_de: ProjetDe) -> None:
    (found,) = projet_de(pole=POLE + "      taches: Écoute\n").diagnostics
    assert found.aide == "écrivez : taches: [Écoute]"


class TestTextThatYamlReadsAsAMapping:
    """« - Accueil : écoute » is a mapping for YAML and a text for its author."""

    def test_it_is_reread_with_a_warning(self, projet_de: ProjetDe) -> None:
        tasks = "      taches:\n        - Accueil : écoute\n        - Suite : « oui »\n"
        loaded = projet_de(pole=POLE + tasks)
        assert [d.code for d in loaded.diagnostics] == ["YML004", "YML004"]
        assert loaded.sound
        assert loaded.diagnostics[0].aide == 'écrivez : - "Accueil : écoute"'
        assert loaded.projet is not None
        taches = loaded.projet.poles[0].activites[0].taches
        assert [t.intitule for t in taches] == ["Accueil : écoute", "Suite : « oui »"]

    def test_in_a_list_of_plain_texts(self, projet_de: ProjetDe) -> None:
        loaded = projet_de(pole=POLE + "      resultats_attendus:\n        - Fiche : remplie\n")
        assert [d.code for d in loaded.diagnostics] == ["YML004"]
        assert loaded.projet is not None
        assert loaded.projet.poles[0].activites[0].resultats_attendus == ("Fiche : remplie",)

    def test_a_misspelt_key_is_not_a_text(self, constats: Constats) -> None:
        assert constats(pole=POLE + "      taches:\n        - intitulé: Écoute\n") == [
            "pole:8:11 SCH002"
        ]

    def test_a_flow_mapping_is_not_a_text(self, constats: Constats) -> None:
        assert constats(pole=POLE + "      taches:\n        - {Accueil: x}\n") == [
            "pole:8:12 SCH001",
            "pole:8:12 SCH002",
        ]


class TestTableOfIdentifiers:
    def test_text_object_and_order(self, projet_de: ProjetDe) -> None:
        tasks = """      taches:
        mesure: Mesure de la chaîne
        controle: {intitule: Contrôle, autonomie: 1}
"""
        loaded = projet_de(pole=POLE + tasks)
        assert loaded.diagnostics == ()
        assert loaded.projet is not None
        taches = loaded.projet.poles[0].activites[0].taches
        assert [(t.id, t.intitule, t.autonomie) for t in taches] == [
            ("mesure", "Mesure de la chaîne", None),
            ("controle", "Contrôle", 1),
        ]
        places = loaded.places
        assert [places.span(t, "id").text for t in taches[:2]] == ["mesure", "controle"]
        assert places.span(taches[0], "intitule").text == "Mesure de la chaîne"
        assert places.span(taches[1], "intitule").text == "Contrôle"

    @pytest.mark.parametrize("value", ["texte", "{intitule: texte}"])
    def test_a_wrong_identifier_is_said_at_the_key(self, constats: Constats, value: str) -> None:
        tasks = f"      taches:\n        ok: x\n        Pas_Bon: {value}\n        fin: y\n"
        assert constats(pole=POLE + tasks) == ["pole:9:9 SCH003"]


class TestLinks:
    @pytest.mark.parametrize(
        ("link", "portee"),
        [
            ("accueil", "entiere"),
            ("{activite: accueil}", "entiere"),
            ("{activite: accueil, portee: partielle}", "partielle"),
            ("{activite: accueil, reserve: hors saison}", "partielle"),
            ("{reserve: hors saison, portee: entiere, activite: accueil}", "partielle"),
        ],
    )
    def test_short_and_long_forms(self, projet_de: ProjetDe, link: str, portee: str) -> None:
        loaded = projet_de(pole=POLE, bloc=BLOC + f"    - {{intitule: C, mobilise: [{link}]}}\n")
        assert loaded.diagnostics == ()
        assert loaded.projet is not None
        (found,) = loaded.projet.blocs[0].competences[0].mobilise
        assert (found.cible, found.portee) == ("accueil", portee)
        assert loaded.places.span(found, "cible").text == "accueil"

    @pytest.mark.parametrize(
        ("link", "expected"),
        [
            ("{activité: accueil}", "bloc:7:19 SCH002"),
            ("{portee: partielle}", "bloc:7:19 SCH001"),
            ("{activite: accueil, tache: t}", "bloc:7:19 SCH003"),
            ("{activite: accueil, portee: moitié}", "bloc:7:46 SCH004"),
            ("{activite: acueil}", "bloc:7:29 REF001"),
            ("Accueil", "bloc:7:18 SCH003"),
        ],
    )
    def test_what_is_wrong_is_said_once(self, constats: Constats, link: str, expected: str) -> None:
        bloc = BLOC + f"    - intitule: C\n      mobilise: [{link}]\n"
        assert constats(pole=POLE, bloc=bloc) == [expected]


class TestRulesOnSeveralKeys:
    def test_a_competence_without_title_keeps_its_other_mistakes(self, constats: Constats) -> None:
        bloc = BLOC + "    - id: c\n      mobilise: [acueil]\n      numeroo: 3\n"
        assert constats(pole=POLE, bloc=bloc) == [
            "bloc:6:7 SCH003",
            "bloc:7:18 REF001",
            "bloc:8:7 SCH002",
        ]

    def test_a_misspelt_title_is_one_mistake(self, constats: Constats) -> None:
        bloc = BLOC + "    - intitulé: C\n      mobilise: [accueil]\n"
        assert constats(pole=POLE, bloc=bloc) == ["bloc:6:7 SCH002"]

    def test_a_competence_taken_up_is_not_redefined(self, projet_de: ProjetDe) -> None:
        bloc = BLOC + "    - {id: c, intitule: C}\n"
        other = bloc.replace("bloc-a", "bloc-b").replace("{id: c, ", "{ref: c, ")
        loaded = projet_de({"referentiels/blocs/bloc-2.yaml": other}, pole=POLE, bloc=bloc)
        assert [d.code for d in loaded.diagnostics] == ["SCH003"]
        assert loaded.projet is not None
        assert [c.cle for c in loaded.projet.competences(loaded.projet.blocs[1])] == ["c"]

    def test_a_figure_has_a_year_or_a_period(self, constats: Constats) -> None:
        preuves = """
            chiffres:
              - {id: a, intitule: A, valeur: 3, perimetre: P, source: s}
              - {id: b, intitule: B, valeur: x, anné: 2019, perimetre: P, source: s}
            """
        sources = "sources:\n  - {id: s, auteur: A, titre: T, annee: 2019}\n"
        assert constats(preuves=preuves, sources=sources) == [
            "preuves:2:6 SCH003",
            "preuves:3:34 SCH003",
            "preuves:3:37 SCH002",
        ]


def test_thresholds_of_an_emploi(constats: Constats) -> None:
    dossier = """
        diplome: {type: mention-complementaire, intitule: X, niveau: 4, premiere_session: 2021}
        nature: creation
        etape: opportunite
        date_reference: 31/12/2019
        version: 1
        seuils:
          emplois:
            absent: {evaluee: 50}
        """
    assert constats(dossier=dossier) == ["dossier:8:5 REF001", "dossier:8:14 SCH002"]
