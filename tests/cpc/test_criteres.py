"""What is found about each criterion: from small projects, read by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from mc_builder.coverage import measure
from mc_builder.cpc import CRITERES, Etat, Examen, Lieux, applies_early, draw_up, examine
from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.loading import Loaded
from mc_builder.names import Names
from mc_builder.project import Project
from mc_builder.rules import check_rules

Projet = Callable[..., Loaded]

DOSSIER = """\
diplome: {type: certificat-de-specialisation, intitule: Essai, niveau: 4, premiere_session: 2028}
nature: NATURE
etape: examen-cpc
date_reference: JOUR
version: 0.1
"""
POLE = """\
pole:
  id: pole-1
  intitule: Le pôle
  activites:
    - id: a1
      intitule: Activité un
      taches: [{id: t1, intitule: Tâche une, marqueurs: [MARQUEUR]}]
"""
BLOC = """\
bloc:
  id: b1
  intitule: Le bloc
  pole: pole-1
  competences:
    - {id: c1, intitule: Faire, mobilise: [t1], marqueurs: [MARQUEUR], indicateurs: [Vu]}
"""


def dossier(nature: str = "creation", jour: str = "2026-03-31", more: str = "") -> str:
    return DOSSIER.replace("NATURE", nature).replace("JOUR", jour) + more


def examens(loaded: Loaded) -> dict[str, Examen]:
    projet = loaded.projet
    assert projet is not None, loaded.diagnostics
    return {e.critere.cle: e for e in examine(Lieux(Names(projet), loaded.places), measure(projet))}


def constats(loaded: Loaded, code: str) -> list[Diagnostic]:
    return [d for d in check_rules(Project(loaded)) if d.code == code]


def test_the_criteria_are_those_of_the_article_in_order(projet_de: Projet) -> None:
    assert list(CRITERES) == ["1", "2", "2a", "2b", "2c", "3", "4", "5"]
    assert list(examens(projet_de(dossier=dossier()))) == list(CRITERES)
    article = CRITERES["2a"].article.replace("\u00a0", " ")
    assert article == "Article R. 6113-25-1, I, 2°, a, du code du travail"


def test_the_first_criterion_is_not_for_a_creation(projet_de: Projet) -> None:
    found = examens(projet_de(dossier=dossier("creation")))
    assert found["1"].etat is Etat.NON_APPLICABLE
    assert "III, 1°" in found["1"].explication


def test_a_revision_without_cohorts_has_nothing_for_the_first_criterion(projet_de: Projet) -> None:
    assert examens(projet_de(dossier=dossier("revision")))["1"].etat is Etat.ABSENT
    note = "# Le devenir des titulaires\n\nIls travaillent.\n"
    assert examens(projet_de(dossier=dossier("revision"), note=note))["1"].etat is Etat.PARTIEL


def test_no_criterion_is_for_a_suppression(projet_de: Projet) -> None:
    found = examens(projet_de(dossier=dossier("suppression")))
    assert {e.etat for e in found.values()} == {Etat.NON_APPLICABLE}


@pytest.mark.parametrize(
    ("marqueur", "pole", "bloc", "attendu"),
    [
        ("sante-securite", True, True, Etat.PRESENT),
        ("sante-securite", True, False, Etat.PARTIEL),
        ("sante-securite", False, True, Etat.PARTIEL),
        ("handicap-accessibilite", False, False, Etat.SANS_MARQUEUR),
    ],
)
def test_both_referentiels_carry_a_marker(
    projet_de: Projet, marqueur: str, *, pole: bool, bloc: bool, attendu: Etat
) -> None:
    def text(template: str, *, wanted: bool) -> str:
        return template.replace("MARQUEUR", marqueur if wanted else "")

    loaded = projet_de(
        dossier=dossier(), pole=text(POLE, wanted=pole), bloc=text(BLOC, wanted=bloc)
    )
    cle = "2b" if marqueur == "sante-securite" else "2c"
    assert examens(loaded)[cle].etat is attendu


@pytest.mark.parametrize(
    ("tache", "attendu", "manque"),
    [
        ("Tâche une", Etat.PARTIEL, True),
        ("Tâche selon la conception universelle", Etat.PRESENT, False),
    ],
)
def test_what_the_article_names_and_no_text_does_is_lacking(
    projet_de: Projet, tache: str, attendu: Etat, *, manque: bool
) -> None:
    """The markers are not enough: criterion 2 c names the conception universelle besides."""
    pole = POLE.replace("MARQUEUR", "handicap-accessibilite").replace("Tâche une", tache)
    bloc = BLOC.replace("MARQUEUR", "handicap-accessibilite")
    found = examens(projet_de(dossier=dossier(), pole=pole, bloc=bloc))["2c"]
    assert found.etat is attendu
    assert any(text.startswith("conception universelle : ") for text in found.manques) is manque
    assert any("nommez la conception universelle" in text for text in found.remedes) is manque
    assert found.negliges == ()  # what is partial is information


@pytest.mark.parametrize(("article", "mentions"), [("D. 337-147", 1), ("D. 337-150", 2)])
def test_two_texts_that_cite_the_same_article_are_one_mention(
    projet_de: Projet, article: str, mentions: int
) -> None:
    vae = "vae: 'Le diplôme s’obtient par la VAE (article D. 337-147 du code).'"
    found = examens(
        projet_de(
            dossier=dossier().replace("2028}", f"2028, {vae}}}"),
            evaluation="categories: [{id: a, intitule: A, statuts: [Scolaires]}]\nunites: []\n"
            f"notes: ['Il s’obtient aussi par la VAE (article {article}).']\n",
        )
    )["4"]
    assert len(found.preuves) == mentions
    assert found.faits[0].startswith(f"{mentions} mention")
    # Its words are not those of the second place, which is said to cite the article alone.
    also = " ; article cité aussi : Référentiel" in found.preuves[0].document
    assert also == (mentions == 1)


def test_a_motive_stands_for_a_marker_that_nothing_carries(projet_de: Projet) -> None:
    def motives(*names: str) -> str:
        return "sans_objet:\n" + "".join(f"  - {{marqueur: {n}, motif: Rien.}}\n" for n in names)

    both = motives("transition-ecologique", "transition-numerique")
    assert examens(projet_de(dossier=dossier(more=both)))["2a"].etat is Etat.SANS_OBJET
    one = motives("transition-ecologique")
    found = examens(projet_de(dossier=dossier(more=one)))["2a"]
    assert found.etat is Etat.PARTIEL
    assert found.manques == (
        "transition numérique : ⟨aucune activité⟩ ni ⟨tâche⟩ ne la porte",
        "transition numérique : ⟨aucune compétence⟩ ni ⟨aucun savoir⟩ ne la porte",
    )


def test_a_motive_does_not_hide_what_is_carried_by_half(projet_de: Projet) -> None:
    more = "sans_objet: [{marqueur: sante-securite, motif: Rien.}]\n"
    pole = POLE.replace("MARQUEUR", "sante-securite")
    found = examens(projet_de(dossier=dossier(more=more), pole=pole))["2b"]
    assert found.etat is Etat.PARTIEL


def test_what_is_to_complete_is_not_there(projet_de: Projet) -> None:
    text = dossier().replace("2028}", "2028, vae: {a_completer: À écrire.}, voies: [vae]}")
    found = examens(projet_de(dossier=text))["4"]
    assert found.etat is Etat.PARTIEL
    assert [p.ref for p in found.preuves] == ["dossier/diplome:voies/1"]


def test_what_the_referentiel_says_of_vae_is_evidence(projet_de: Projet) -> None:
    found = examens(
        projet_de(
            dossier=dossier(),
            formation="heures: [{voie: vae, heures: 0}]\npfmp:\n  semaines: 12\n"
            "  objectifs: Voir.\n  voies: [{voie: vae, organisation: Aucune période.}]\n",
            evaluation="categories: [{id: a, intitule: A, statuts: [Scolaires]}]\nunites: []\n"
            "notes: [Durées aménagées., Un jury entend les candidats à la VAE.]\n",
        )
    )["4"]
    assert found.etat is Etat.PARTIEL  # how the diploma is obtained so is not said
    assert [(p.rubrique, p.span.path, p.span.line) for p in found.preuves] == [
        ("Modalités", "referentiels/formation.yaml", 1),
        ("Modalités", "referentiels/formation.yaml", 5),
        ("Modalités", "referentiels/evaluation.yaml", 3),
    ]
    # What proves is the text itself; the heading only where there is no text to quote.
    assert [str(p.titre) for p in found.preuves[1:]] == [
        "Aucune période",
        "Un jury entend les candidats à la VAE",
    ]
    assert "annexe V" in found.preuves[0].document


def test_coverage_is_told_beside_the_second_and_does_not_decide_it(cycles: Loaded) -> None:
    found = examens(cycles)["2"]
    projet = cycles.projet
    assert projet is not None
    total = measure(projet).total
    assert total.evaluees.nombre != total.retenues  # some are not covered
    assert (found.etat, found.manques) == (Etat.PRESENT, ())
    assert f" sur {total.retenues} " in found.mesure
    assert {e.mesure for cle, e in examens(cycles).items() if cle != "2"} == {""}


def test_evidence_says_where_it_is_written_and_where_it_prints(cycles: Loaded) -> None:
    proof = examens(cycles)["2c"].preuves[0]
    assert str(proof.span) == "referentiels/activites/pole-1.yaml:30:21"
    assert proof.numero == "1.2.3"
    numbers = [p.numero for p in examens(cycles)["2"].preuves]
    assert {"Pôle 1", "Bloc 1", "E1"} <= set(numbers)
    assert proof.document == "Référentiel, annexe II, « Description des activités », pôle 1"


def test_a_bloc_without_epreuve_breaks_the_fifth(projet_de: Projet) -> None:
    loaded = projet_de(
        dossier=dossier(), pole=POLE.replace("MARQUEUR", ""), bloc=BLOC.replace("MARQUEUR", "")
    )
    found = examens(loaded)["5"]
    assert (found.etat, found.manques) == (Etat.PARTIEL, ("⟨bloc⟩ « Le bloc » : ⟨une unité⟩",))


@pytest.mark.parametrize(
    ("jour", "gravite", "anticipation"),
    [
        ("2026-01-01", Severity.ERREUR, False),
        ("2025-12-31", Severity.INFO, True),
        ("2019-12-31", Severity.INFO, True),
    ],
)
def test_what_nothing_carries_is_an_error_from_2026(
    projet_de: Projet, jour: str, gravite: Severity, *, anticipation: bool
) -> None:
    [found] = constats(projet_de(dossier=dossier(jour=jour)), "CPC004")
    assert found.severity is gravite
    assert ("appliqués à titre d’essai à un dossier antérieur" in found.aide) is anticipation
    assert applies_early(date.fromisoformat(jour)) is anticipation


def test_what_is_partial_is_information(projet_de: Projet) -> None:
    loaded = projet_de(dossier=dossier(), pole=POLE.replace("MARQUEUR", "sante-securite"))
    [found] = constats(loaded, "CPC004")
    assert found.severity is Severity.INFO


def test_findings_weigh_on_the_criterion_that_they_are_about(cycles: Loaded) -> None:
    projet = cycles.projet
    assert projet is not None
    place = cycles.places.start(projet.blocs[0])
    elsewhere = cycles.places.start(projet.dossier.demandeurs[0])
    given = [
        Diagnostic("BLO003", Severity.AVERTISSEMENT, "a", place),
        Diagnostic("CMP001", Severity.INFO, "b", place),
        Diagnostic("CMP001", Severity.INFO, "c", place),
        Diagnostic("RED001", Severity.INFO, "d", elsewhere),  # not about a référentiel
        Diagnostic("CPC005", Severity.INFO, "e", place),  # says it again
    ]
    grid = draw_up(Lieux(Names(projet), cycles.places), measure(projet), given)
    weights = {
        x.examen.critere.cle: [(p.code, len(p.diagnostics)) for p in x.poids] for x in grid.lignes
    }
    assert {k: v for k, v in weights.items() if v} == {"2": [("CMP001", 2)], "5": [("BLO003", 1)]}


def test_the_opinion_binds_on_aims_and_criteria_not_on_ways(cycles: Loaded) -> None:
    projet = cycles.projet
    assert projet is not None
    grid = draw_up(Lieux(Names(projet), cycles.places), measure(projet))
    assert {p.rubrique for p in grid.dans_l_avis} == {
        "Activités",
        "⟨Unités⟩",
        "Finalités",
        "Critères",
        "Formation",
    }
    assert {p.rubrique for p in grid.hors_avis} == {"⟨Règlement d’examen⟩", "Modalités"}
    assert [str(p.span) for p in grid.hors_avis][1:] == [
        "referentiels/evaluation.yaml:24:7",
        "referentiels/evaluation.yaml:73:11",
    ]


@pytest.mark.parametrize(
    ("code", "marqueurs"),
    [
        ("CPC003", "transition-ecologique, transition-numerique"),
        ("CPC004", "sante-securite"),
        ("CPC005", "handicap-accessibilite"),
    ],
)
def test_what_a_criterion_lacks_says_which_marker_to_write_and_where(
    projet_de: Projet, code: str, marqueurs: str
) -> None:
    """Nothing is marked: the words to write are given, and writing them answers."""
    none = (POLE.replace("[MARQUEUR]", "[]"), BLOC.replace("[MARQUEUR]", "[]"))
    [found] = constats(projet_de(dossier=dossier(), pole=none[0], bloc=none[1]), code)
    for marqueur in marqueurs.split(", "):
        assert f"écrivez « marqueurs: [{marqueur}] » sur ⟨une tâche⟩" in found.aide
        assert "referentiels/activites/" in found.aide
        assert "referentiels/blocs/" in found.aide
    assert found.exemple == f"marqueurs:\n  - {marqueurs.split(', ', maxsplit=1)[0]}"
    named = POLE.replace("Tâche une", "Tâche selon la conception universelle")
    written = (named.replace("MARQUEUR", marqueurs), BLOC.replace("MARQUEUR", marqueurs))
    assert constats(projet_de(dossier=dossier(), pole=written[0], bloc=written[1]), code) == []


def test_without_a_marker_what_speaks_of_it_is_proposed(projet_de: Projet) -> None:
    """Never « absent »: the tool reads markers, and cannot tell what nobody marked."""
    pole = POLE.replace("MARQUEUR", "").replace("Activité un", "Port des EPI")
    found = examens(projet_de(dossier=dossier(), pole=pole))
    assert found["2b"].etat is Etat.SANS_MARQUEUR
    assert str(found["2b"].etat) == "Aucun marqueur posé"
    assert [p.titre for p in found["2b"].propositions] == ["Port des EPI"]
    assert found["2b"].preuves == ()


@pytest.mark.parametrize("words", ["tri", "EPI", "logiciel", "accessibilité"])
def test_proposals_are_bounded_and_prove_nothing(projet_de: Projet, words: str) -> None:
    taches = "".join(f"          - Le {words} {n}\n" for n in range(40))
    pole = """
        pole:
          id: p
          intitule: P
          activites:
            - id: a
              intitule: A
              taches:
""" + taches.replace("          ", "                ")
    found = examens(projet_de(dossier=dossier(), pole=pole))
    proposed = [len(found[cle].propositions) for cle in ("2a", "2b", "2c")]
    assert sum(proposed) == 6
    assert not any(found[cle].preuves for cle in ("2a", "2b", "2c"))


@pytest.mark.parametrize(("fondement", "proofs"), [("Décret", 1), (None, 0)])
def test_an_attestation_is_no_legal_constraint(
    projet_de: Projet, fondement: str | None, proofs: int
) -> None:
    """An habilitation counts when a text is behind it."""
    base = f", fondement: {fondement}" if fondement else ""
    evaluation = f"""
        categories: [{{id: c, statuts: [Tous]}}]
        unites: []
        habilitations: [{{id: h, intitule: Secourisme{base}}}]
        attestations: [{{intitule: Attestation, delivre: [h]}}]
        """
    assert len(examens(projet_de(dossier=dossier(), evaluation=evaluation))["3"].preuves) == proofs


@pytest.mark.parametrize(
    ("indicateur", "dit", "detail"),
    [
        ("Écran et siège réglés avant la posture", "Écran et siège réglés avant la posture", False),
        ("Vu", "Faire", True),
    ],
)
def test_a_proof_is_the_words_that_prove(
    projet_de: Projet, indicateur: str, dit: str, *, detail: bool
) -> None:
    """The title of what is marked proves nothing; where no word does, it is said."""
    bloc = BLOC.replace("MARQUEUR", "sante-securite").replace("[Vu]", f"[Fini, {indicateur}]")
    proofs = examens(projet_de(dossier=dossier(), bloc=bloc))["2b"].preuves
    assert [(p.titre, p.numero, bool(p.detail)) for p in proofs] == [(dit, "C1.1", detail)]


@pytest.mark.parametrize(
    ("liste", "detail"), [("[Droit d’auteur, Licences]", "droit d’auteur"), ("[]", "")]
)
def test_a_legal_savoir_is_proved_by_what_it_holds(
    projet_de: Projet, liste: str, detail: str
) -> None:
    savoir = f"{{id: s, famille: Savoirs juridiques, intitule: Le cadre, liste: {liste}}}"
    bloc = BLOC.replace("MARQUEUR", "") + f"  savoirs: [{savoir}]\n"
    [proof] = examens(projet_de(dossier=dossier(), bloc=bloc))["3"].preuves
    assert (str(proof.titre), proof.detail) == ("Le cadre", detail)


def test_coherence_is_told_by_facts(cycles: Loaded) -> None:
    faits = examens(cycles)["2"].faits
    assert faits[0] == "⟨aucune compétence⟩ sans ⟨activité⟩, ⟨aucune activité⟩ sans ⟨compétence⟩"
    assert cycles.projet is not None
    (shares,) = (fait for fait in faits if "du poids des exigences et" in fait)
    ranks = [f"loc {n} : " for n, _ in enumerate(cycles.projet.blocs, start=1)]
    assert [rank in shares for rank in ranks] == [True] * len(ranks)


def test_figures_of_those_who_have_the_diploma_are_found_wherever_they_are(
    projet_de: Projet,
) -> None:
    """The section may be called otherwise; a sentence without a figure analyses nothing."""
    said = "# Les débouchés\n\nSix mois après, 58 % des titulaires de 2023 occupent un emploi.\n"
    found = examens(projet_de(dossier=dossier("revision"), note=said))["1"]
    assert "Les débouchés" in {str(proof.titre) for proof in found.preuves}
    none = "# Les débouchés\n\nLes titulaires trouvent un emploi. Il y a 3 ateliers.\n"
    assert examens(projet_de(dossier=dossier("revision"), note=none))["1"].etat is Etat.ABSENT
