"""What real référentiels ask of the model (DESIGN §3), one small example each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mc_builder.loading import Loaded
from mc_builder.model.activites import Activite, Tache
from mc_builder.model.base import Etendue, descendants
from mc_builder.model.blocs import Bloc, Competence
from mc_builder.model.evaluation import Epreuve, Evaluation
from mc_builder.model.preuves import Chiffre
from mc_builder.model.projet import Projet
from mc_builder.names import Names, number_all

ProjetDe = Callable[..., Loaded]

POLE = """
pole:
  id: pole-a
  intitule: Remise en état
  activites:
    - {id: accueil, intitule: Accueil, taches: [Écoute, Dépôt]}
    - {id: diagnostic, intitule: Diagnostic}
"""


def sound(loaded: Loaded) -> Projet:
    assert loaded.diagnostics == ()
    assert loaded.projet is not None
    return loaded.projet


def bloc(projet_de: ProjetDe, body: str) -> Bloc:
    text = "bloc:\n  id: bloc-a\n  intitule: B\n  pole: pole-a\n" + body
    return sound(projet_de(pole=POLE, bloc=text)).blocs[0]


def evaluation(projet_de: ProjetDe, body: str) -> Evaluation:
    text = """categories:
  - {id: cat-a, statuts: [{id: scolaires, intitule: Scolaires}, Apprentis]}
  - {id: cat-b, statuts: [Autres]}
unites: [{id: u1, bloc: bloc-a}]
"""
    blocs = "bloc: {id: bloc-a, intitule: B, pole: pole-a, competences: [{id: c, intitule: C}]}\n"
    found = sound(projet_de(pole=POLE, bloc=blocs, evaluation=text + body)).evaluation
    assert found is not None
    return found


def test_a_competence_is_defined_in_one_bloc_and_cited_by_another(projet_de: ProjetDe) -> None:
    one = "bloc: {id: un, intitule: U, pole: pole-a, competences: [{id: c, intitule: C}]}\n"
    two = "bloc: {id: deux, intitule: D, pole: pole-a, competences: [{ref: c, numero: X}]}\n"
    projet = sound(projet_de({"referentiels/blocs/bloc-2.yaml": two}, pole=POLE, bloc=one))
    (defined,) = projet.competences(projet.blocs[0])
    assert projet.competences(projet.blocs[1]) == (defined,)
    assert projet.find("c", Competence) is defined


def test_indicateurs_on_competence_sous_competence_group_and_activites(
    projet_de: ProjetDe,
) -> None:
    found = bloc(projet_de, """  competences:
    - id: c
      intitule: C
      sous_competences:
        - {id: sc-1, intitule: S1, indicateurs: [Sur une sous-compétence]}
        - {id: sc-2, intitule: S2}
      indicateurs:
        - Sur la compétence
        - {intitule: Sur un groupe, sous_competences: [sc-1, sc-2]}
  indicateurs:
    - {activites: [accueil, diagnostic], liste: [Sur des activités]}
""")  # fmt: skip
    (competence,) = found.competences
    assert competence.sous_competences[0].indicateurs[0].intitule == "Sur une sous-compétence"
    assert [i.sous_competences for i in competence.indicateurs] == [(), ("sc-1", "sc-2")]
    assert found.indicateurs[0].activites == ("accueil", "diagnostic")


def test_savoirs_come_in_groups_with_scope_limits_and_nested_lists(projet_de: ProjetDe) -> None:
    found = bloc(projet_de, """  competences: []
  savoirs:
    - famille: Techniques
      source: Norme de sécurité des cycles
      activites: [diagnostic]
      limites: Sans calcul.
      niveau: 2
      liste:
        - Freins
        - {intitule: Transmissions, limites: Principe, liste: [Dérailleur, Moyeu]}
    - {famille: Relation, intitule: Écoute, liste: [Reformulation]}
  transversalites:
    - {enseignement: Français, liste: [Compte rendu]}
""")  # fmt: skip
    technique, relation = found.savoirs
    assert relation.activites == ()  # the whole bloc
    assert [e.intitule for e in technique.liste[1].liste] == ["Dérailleur", "Moyeu"]
    assert found.transversalites[0].enseignement == "Français"


def test_general_and_optional_blocs_are_one_list(projet_de: ProjetDe) -> None:
    projet = sound(projet_de(generaux="""
        blocs:
          - id: francais
            intitule: Français
            nature: general
            definie_par: Arrêté du 3 avril 2019
            competences:
              - Lire et comprendre
              - {intitule: Écrire, liste: [Résumer, Argumenter]}
          - {id: anglais, intitule: Anglais, nature: facultatif, niveau: B1}
        """))  # fmt: skip
    francais, anglais = projet.blocs_generaux
    assert [(c.intitule, c.liste) for c in francais.competences] == [
        ("Lire et comprendre", ()),
        ("Écrire", ("Résumer", "Argumenter")),
    ]
    assert (francais.definie_par, anglais.niveau) == ("Arrêté du 3 avril 2019", "B1")


def test_an_epreuve_is_a_tree_and_a_modalite_one_way_of_taking_it(projet_de: ProjetDe) -> None:
    found = evaluation(projet_de, """epreuves:
  - id: e1
    coefficient: 2,5
    sous_epreuves:
      - id: e1a
        unite: u1
        modalites:
          - {categories: [cat-a], mode: ccf, formes: [oral, pratique], situations: 2}
          - categories: cat-b
            mode: ponctuel
            duree: 1 h 30
            note_zero: [Mise en danger]
            parties: [{id: p1, intitule: P, poids: 0.4, evalue: [c], organisation: collective}]
        parties:
          - {id: p2, intitule: Q, nombre: 2, modalites: [{categories: cat-a, mode: ccf}]}
habilitations: [{id: hab, intitule: H, fondement: Norme}]
attestations: [{intitule: Attestation, delivre: [hab]}]
""")  # fmt: skip
    (sous,) = found.epreuves[0].sous_epreuves
    ccf, ponctuel = sous.modalites
    assert (ccf.mode, ccf.formes, ccf.situations) == ("ccf", ("oral", "pratique"), Etendue.of(2))
    assert (ponctuel.categories, ponctuel.duree) == (("cat-b",), Etendue.of(90))
    assert ponctuel.parties[0].organisation == "collective"
    assert sous.parties[0].modalites[0].categories == ("cat-a",)
    assert found.attestations[0].delivre == ("hab",)


@pytest.mark.parametrize(
    ("written", "title"),
    [("bloc: bloc-a", "Remise en état"), ("bloc: bloc-a, intitule: Propre", "Propre")],
)
def test_a_unit_takes_the_title_of_the_pole(projet_de: ProjetDe, written: str, title: str) -> None:
    projet = sound(projet_de(
        pole=POLE,
        bloc="bloc: {id: bloc-a, intitule: Remettre en état, pole: pole-a, competences: []}\n",
        evaluation=f"categories: []\nunites: [{{id: u1, {written}}}]\n",
    ))  # fmt: skip
    assert projet.evaluation is not None
    (unite,) = projet.evaluation.unites
    assert Names(projet)[unite.cle].titre == title
    assert projet.unites_of(projet.blocs[0]) == (unite,)


def test_a_unit_may_be_reserved_to_a_status_and_defined_elsewhere(projet_de: ProjetDe) -> None:
    generaux = "blocs: [{id: anglais, intitule: Anglais, nature: facultatif}]\n"
    found = sound(projet_de(generaux=generaux, evaluation="""
        categories: [{id: cat-a, statuts: [{id: scolaires, intitule: Scolaires}]}]
        unites: [{id: uf, bloc: anglais, reservee_a: scolaires, definie_par: Arrêté}]
        """)).evaluation  # fmt: skip
    assert found is not None
    assert (found.unites[0].reservee_a, found.unites[0].definie_par) == (("scolaires",), "Arrêté")


def test_any_object_takes_notes(projet_de: ProjetDe) -> None:
    notes = "notes: [Une note, {texte: Une autre, annexe: IV, categorie: cat-a}]"
    pole = POLE.replace("intitule: Remise en état", f"intitule: P\n  {notes}")
    evaluation = "categories: [{id: cat-a, statuts: [Candidats libres]}]\nunites: []\n"
    (first, second) = sound(projet_de(pole=pole, evaluation=evaluation)).poles[0].notes
    assert (first.texte, first.annexe) == ("Une note", None)
    assert (second.annexe, second.categorie) == ("IV", "cat-a")


def test_pfmp_and_correspondance(projet_de: ProjetDe) -> None:
    projet = sound(projet_de(
        formation="""
            heures: [{voie: scolaire, heures: 400}]
            pfmp:
              semaines: 12
              objectifs: Objectifs.
              cas: [{intitule: Positionnement, minimum: 8, texte: Réduction.}]
            """,
        correspondance="""
            ancien: {intitule: Ancien diplôme, derniere_session: 2020}
            lignes:
              - {ancienne_epreuve: E1, ancienne_unite: U1}
              - {unites: []}
            """,
    ))  # fmt: skip
    assert projet.formation is not None
    assert projet.formation.pfmp is not None
    assert projet.formation.pfmp.cas[0].minimum == Etendue.of(8)
    assert projet.correspondance is not None
    assert [ligne.unites for ligne in projet.correspondance.lignes] == [(), ()]


@pytest.mark.parametrize(
    ("pole", "activite", "activites", "taches"),
    [
        ("", "", ["1.1", "1.2"], ["1.1.1", "1.1.2"]),
        ("", "R1", ["R1", "1.2"], ["R1.1", "R1.2"]),
        ("7", "", ["7.1", "7.2"], ["7.1.1", "7.1.2"]),
        ("R", "", ["R.1", "R.2"], ["R.1.1", "R.1.2"]),
        ("7", "9", ["9", "7.2"], ["9.1", "9.2"]),
    ],
)
def test_the_numbers_of_children_follow_the_one_that_their_parent_prints(
    projet_de: ProjetDe, pole: str, activite: str, activites: list[str], taches: list[str]
) -> None:
    text = f"""
        pole:
          id: pole-a
          intitule: P
          {f"numero: '{pole}'" if pole else "autonomie: 2"}
          activites:
            - id: a1
              intitule: A
              {f"numero: '{activite}'" if activite else "autonomie: 2"}
              taches: {{t1: Une, t2: Deux}}
            - {{id: a2, intitule: B}}
        """
    numeros = number_all(sound(projet_de(pole=text)))
    assert [numeros["a1"], numeros["a2"]] == activites
    assert [numeros["t1"], numeros["t2"]] == taches


def test_the_numbers_of_competences_and_parts_follow_too(projet_de: ProjetDe) -> None:
    bloc = """
        bloc:
          id: bloc-a
          intitule: B
          pole: pole-a
          numero: Bloc 7
          competences:
            - {id: c1, intitule: C, numero: X, sous_competences: {s1: S}}
            - {id: c2, intitule: C, sous_competences: {s2: S}}
        """
    evaluation = """
        categories: [{id: cat-a, statuts: [Candidats libres]}]
        unites: []
        epreuves: [{id: e1, numero: E5, sous_epreuves: [{id: e1-1}]}]
        """
    numeros = number_all(sound(projet_de(pole=POLE, bloc=bloc, evaluation=evaluation)))
    wanted = {"c1": "X", "s1": "X.1", "c2": "C7.2", "s2": "C7.2.1", "e1": "E5", "e1-1": "E5.1"}
    assert {cle: numeros[cle] for cle in wanted} == wanted


def test_numbers_are_computed_overridden_or_absent(projet_de: ProjetDe) -> None:
    pole = POLE.replace(
        "{id: diagnostic, intitule: Diagnostic}", "{id: diagnostic, intitule: D, numero: '9'}"
    )
    one = """
        bloc:
          id: bloc-a
          intitule: B
          pole: pole-a
          competences:
            - {id: c1, intitule: C, sous_competences: [{id: s1, intitule: S}]}
            - {id: c2, intitule: C}
        """
    two = """
        bloc:
          id: bloc-b
          intitule: B
          pole: pole-a
          competences: [{ref: c2}, {id: c3, intitule: C}]
        """
    projet = sound(projet_de({"referentiels/blocs/bloc-2.yaml": two}, pole=pole, bloc=one))
    numeros = number_all(projet)
    assert {cle: numeros[cle] for cle in ("accueil", "diagnostic", "c1", "s1", "c2", "c3")} == {
        "accueil": "1.1",
        "diagnostic": "9",
        "c1": "C1.1",
        "s1": "C1.1.1",
        "c2": "C1.2",
        "c3": "C2.1",
    }
    assert numeros["accueil/taches/2"] == "1.1.2"


def test_markers_or_a_motive_for_their_absence(cycles: Loaded) -> None:
    projet = sound(cycles)
    markers = {m for x in projet.modeles() for m in getattr(x, "marqueurs", ())}
    absent = {s.marqueur for s in projet.dossier.sans_objet}
    assert not markers & absent
    assert markers | absent == {
        "transition-ecologique",
        "transition-numerique",
        "sante-securite",
        "handicap-accessibilite",
    }


def test_a_completer_stands_for_a_text_or_a_list_and_is_counted(projet_de: ProjetDe) -> None:
    projet = sound(projet_de(pole="""
        pole:
          id: p
          intitule: {a_completer: le titre}
          conditions: {a_completer: les conditions}
          activites:
            - id: a
              intitule: A
              taches: {a_completer: les tâches}
              resultats_attendus: [connu, {a_completer: un résultat}]
            - id: b
              intitule: B
              taches: [connue, {a_completer: une tâche}]
        """))  # fmt: skip
    assert projet.a_completer == (
        "le titre",
        "les conditions",
        "les tâches",
        "un résultat",
        "une tâche",
    )
    assert projet.poles[0].activites[0].taches == ()


def test_a_figure_as_printed(cycles: Loaded) -> None:
    chiffres = {c.cle: c for c in sound(cycles).chiffres}
    assert chiffres["recrutements-2023"].printed == "environ 1\u202f250\u00a0postes"
    assert chiffres["recrutements-branche"].printed == "900 à 1\u202f100\u00a0postes"
    assert chiffres["part-electrique"].printed == "38,5\u00a0%"
    assert [c.date_affichee for c in chiffres.values()] == ["2023", "2022 à 2023", "2024"]
    assert chiffres["part-electrique"].source.lieu == "p. 14"
    assert isinstance(chiffres["part-electrique"], Chiffre)


def test_models_are_frozen_and_walked_in_the_order_of_the_file(cycles: Loaded) -> None:
    projet = sound(cycles)
    epreuve = projet.find("e1", Epreuve)
    assert epreuve is not None
    with pytest.raises(ValueError, match="frozen"):
        epreuve.coefficient = None  # type: ignore[misc]
    ids = [getattr(m, "id", None) for m in descendants(epreuve)]
    assert [i for i in ids if i] == ["e1", "e1-atelier", "e1-accueil", "e1-ponctuel"]


def test_what_is_said_of_an_object_is_asked_once_and_not_of_its_copies() -> None:
    activite = Activite(intitule="Vendre", taches=(Tache(intitule="Accueillir"),))
    said = activite.kept(descendants)
    assert said == descendants(activite)
    assert activite.kept(descendants) is said
    other = activite.model_copy(update={"taches": ()})
    assert other.kept(descendants) == [other]
    assert activite.kept(descendants) is said
    assert activite == Activite(intitule="Vendre", taches=(Tache(intitule="Accueillir"),))
    assert activite != other
