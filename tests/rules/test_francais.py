"""The French of the rules: what is a verb, what two verbs make, who is named at one gender."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import pytest

from duree import en_moins_de
from mc_builder.loading import Loaded
from mc_builder.project import Project
from mc_builder.rules.competences import _NIVEAU, _TETE_DE_FORMATION
from mc_builder.rules.emplois import _AU_DESSUS
from mc_builder.rules.francais import (
    _verbs,
    action_nouns,
    is_infinitive,
    leading_verb,
    may_be_infinitive,
    proposed_noun,
)
from mc_builder.rules.francais.genres import feminines, masculines, missing_gender
from mc_builder.rules.francais.phrases import main_clause, main_verbs
from mc_builder.rules.indicateurs import _MESURE, _VAGUES
from mc_builder.rules.redaction import _POINT_MEDIAN, le_titulaire


@pytest.mark.parametrize(
    "word",
    [
        "Contrôler",
        "Etablir",
        "Connaitre",
        "Co-concevoir",
        "établir",
        "Mettre",
        "Recueillir",
        "paramétrer",
        "référencer",
        "adapter",
    ],
)
def test_infinitives(word: str) -> None:
    assert is_infinitive(word)
    assert may_be_infinitive(word)


@pytest.mark.parametrize(
    "word",
    [
        *("Atelier", "Papier", "Premier", "Dossier", "Plaisir", "Cahier", "Métier", "Avenir"),
        *(
            "Savoir-faire",
            "Foyer",
            "Hiver",
            "Danger",
            "Leader",
            "Registre",
            "Membre",
            "Offre",
            "Contrôle",
            "Cadre",
        ),
    ],
)
def test_nouns_are_not_verbs(word: str) -> None:
    assert not is_infinitive(word)
    assert not may_be_infinitive(word)


@pytest.mark.parametrize("word", ["Savoir", "Devoir", "Pouvoir", "Déjeuner", "Être", "Etre"])
def test_a_word_that_is_both_is_never_surely_a_verb(word: str) -> None:
    assert not is_infinitive(word)
    assert may_be_infinitive(word)


def test_what_follows_tells_a_verb_from_a_noun() -> None:
    assert is_infinitive("Conseiller", " la clientèle")
    assert is_infinitive("Savoir", " faire un relevé")
    assert not is_infinitive("Conseiller", " en vente")
    assert not is_infinitive("Savoir", "-faire relationnel")


def test_a_new_verb_is_accepted_but_not_accused() -> None:
    assert may_be_infinitive("Prompter")
    assert not is_infinitive("Prompter")


@pytest.mark.parametrize(
    ("verb", "noun"),
    [
        ("contrôler", "contrôle"),
        ("gérer", "gestion"),
        ("vérifier", "vérification"),
        ("suivre", "suivi"),
        ("entretenir", "entretien"),
        ("raccorder", "raccordement"),
        ("rendre", None),
        ("assurer", None),
    ],
)
def test_the_noun_of_an_action(verb: str, noun: str | None) -> None:
    assert proposed_noun(verb) == noun
    assert noun is None or noun in action_nouns(verb)


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Contrôler le freinage", "Contrôler"),
        ("S’adapter à l’imprévu", "adapter"),
        ("Se conformer aux consignes", "conformer"),
        ("Ne pas ouvrir l’équipement", "ouvrir"),
        ("Correctement installer un poste", "installer"),
        ("Contrôle du freinage", None),
        ("Mise en page", None),
        ("La personne sait régler un frein", None),
    ],
)
def test_the_verb_that_opens_a_title(title: str, head: str | None) -> None:
    found = leading_verb(title)
    assert (found[0] if found else None) == head


@pytest.mark.parametrize(
    "title",
    [
        "Extraire et restituer des données",
        "Préparer et entretenir les postes de travail",
        "Contrôler les pages et les publier",
        "Entretenir un poste et préparer son réemploi",
        "Mettre à jour et publier les contenus d’un site",
        "Accueillir une personne afin de la comprendre et de préparer le travail",
        "Aider une personne à choisir un outil et installer le logiciel",
        "Réaliser des pages selon la charte et respecter les délais",
        "Rendre compte de l’intervention et de son coût",
        "Trier les pièces et les produits usagés",
        "Assurer l’accueil et le conseil de la clientèle",
        "Recueillir une demande et y répondre",
        "Réparer un vélo en respectant la notice et trier les pièces",
    ],
)
def test_one_competence(title: str) -> None:
    assert not [verb for verb in main_verbs(title) if verb.objet_propre]


@pytest.mark.parametrize(
    ("title", "second"),
    [
        ("Accueillir la clientèle et réparer les vélos", "réparer"),
        ("Diagnostiquer une panne, remplacer les pièces et tester le véhicule", "remplacer"),
        ("Ouvrir un compte puis attribuer les droits prévus", "attribuer"),
        ("Mettre en forme la demande et proposer un plan de pages pour la servir", "proposer"),
    ],
)
def test_two_competences(title: str, second: str) -> None:
    assert next(verb.mot for verb in main_verbs(title) if verb.objet_propre) == second


def test_the_main_clause_ends_before_the_purpose() -> None:
    assert main_clause("Suivre un stock pour éviter l’arrêt").strip() == "Suivre un stock"
    assert main_clause("Suivre un stock") == "Suivre un stock"


@pytest.mark.parametrize(
    "title",
    [
        "Technicien ou technicienne support",
        "Webmestre, administrateur ou administratrice de site Web",
        "Assistant ou assistante chef de projet technique",
        "Développeur-intégrateur ou développeuse-intégratrice",
        "Conseiller médiateur ou conseillère médiatrice en numérique",
        "Monteur ou monteuse",
        "Technicien(ne) d’atelier",
        "Conducteur(trice) de ligne",
        "Garde-rivière",
        "Manager de rayon",
        "Surveillant-chef ou surveillante-chef",
        "Responsable d’atelier",
        "Secrétaire",
        "Gestionnaire de stock",
        "Aide à domicile",
        "Personne chargée de la prévention",
        "Service de maintenance",
        "Clientèle",
    ],
)
def test_both_genders(title: str) -> None:
    assert missing_gender(title) is None


@pytest.mark.parametrize(
    ("title", "word", "other"),
    [
        ("Technicien cycles", "Technicien", "technicienne"),
        ("Technicienne cycles", "Technicienne", "technicien"),
        ("Chef d’équipe", "Chef", "cheffe"),
        ("Pâtissière", "Pâtissière", "pâtissier"),
        ("Aide-soignant", "Aide-soignant", "soignante"),
        ("Chargée de clientèle", "Chargée", "chargé"),
        ("Conducteur de travaux", "Conducteur", "conductrice"),
        ("Assistant de direction", "Assistant", "assistante"),
    ],
)
def test_one_gender(title: str, word: str, other: str) -> None:
    found = missing_gender(title)
    assert found is not None
    assert (found[0][0], found[1]) == (word, other)


def test_genders_of_a_word() -> None:
    assert feminines("secteur") == feminines("responsable") == ()
    assert "vendeuse" in feminines("vendeur")
    assert "mécanicien" in masculines("mécanicienne")


@pytest.mark.parametrize(
    "text", ["Résultat pertinent", "Gestes adaptés", "Travail fait correctement"]
)
def test_vague_alone(text: str) -> None:
    assert _VAGUES.search(text)
    assert not _MESURE.search(text)


@pytest.mark.parametrize(
    "text", ["Correction faite", "Outil adapté à la vis", "Réglage correct à 0,1 mm près"]
)
def test_not_vague(text: str) -> None:
    assert not _VAGUES.search(text) or _MESURE.search(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Concevoir une affiche", "Piloter un projet d’atelier", "Gérer un projet", "Manager"),
        *("Encadrer deux équipes", "Définir la stratégie de vente"),
    ],
)
def test_words_of_a_higher_level(text: str) -> None:
    assert _NIVEAU.match(text)


@pytest.mark.parametrize(
    "text",
    ["Piloter un drone", "Diriger un jet d’eau", "Gérer un stock", "Encadrer une photographie"],
)
def test_words_of_the_level(text: str) -> None:
    assert not _NIVEAU.match(text)


def test_words_of_training() -> None:
    assert _TETE_DE_FORMATION.match("Suivre un module de soudage")
    assert not _TETE_DE_FORMATION.match("Suivre un chantier")


def test_jobs_above_the_level() -> None:
    assert _AU_DESSUS.match("Directrice d’agence")
    assert _AU_DESSUS.match("Chef de projet")
    assert not _AU_DESSUS.match("Assistant ou assistante chef de projet")
    assert not _AU_DESSUS.match("Chef de partie")


def test_a_median_point_is_not_a_unit() -> None:
    assert _POINT_MEDIAN.search("les technicien·ne·s")
    assert not _POINT_MEDIAN.search("40 N·m")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Le titulaire agit", 1),
        ("l’avis du titulaire", 1),
        ("le titulaire du diplôme", 1),
        ("le titulaire de la mention complémentaire", 1),  # the name that the profile gives
        ("le titulaire de cette mention", 1),
        ("le titulaire du certificat de spécialisation", 1),
        ("le titulaire d’un baccalauréat", 0),  # of something else
        ("le titulaire d’un compte", 0),
        ("le titulaire du bail", 0),
        ("le ou la titulaire", 0),
        ("les titulaires", 0),
        ("un titulaire", 0),
    ],
)
def test_the_holder_of_the_diploma_in_both_genders(
    projet_de: Callable[..., Loaded], text: str, count: int
) -> None:
    loaded = projet_de(texte=f"Ici {text}.\n")
    assert len(list(le_titulaire(Project(loaded)))) == count


def test_the_table_of_verbs_is_sourced_and_quick() -> None:
    text = (files("mc_builder.rules.francais") / "verbes.tsv").read_text("utf-8")
    assert "simplemma" in text[:400]
    assert "Open Database License" in text[:800]
    rows = [line for line in text.split("\n") if line and not line.startswith("#")]
    assert len(_verbs()) == len(rows) == len({row.split("\t")[0] for row in rows})

    def read_again() -> None:
        _verbs.cache_clear()
        _verbs()

    en_moins_de(0.05, read_again)  # five times what it takes
