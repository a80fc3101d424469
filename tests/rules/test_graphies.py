"""One word, one spelling; and the titles that texts quote."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duree import sans_lenteur, secondes, trop
from mc_builder.loading import Loaded
from mc_builder.project import Project
from mc_builder.rules import Subject
from mc_builder.rules.graphies import mot_en_deux_graphies
from mc_builder.rules.titres_cites import etre_capable_de, titre_cite_autrement

ProjetDe = Callable[..., Loaded]


def subject(loaded: Loaded) -> Subject:
    assert loaded.projet is not None
    return Project(loaded)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le référentiel fixe ; ce référentiel et le réferentiel.", "réferentiel"),
        ("Le référentiel fixe, un referentiel aussi, le référentiel.", "referentiel"),
        ("L’évènement ; un événement, deux fois l’événement.", "évènement"),
        ("Établir puis établir ; Etablir.", "Etablir"),
        ("Une plate-forme ; la plateforme et la plateforme.", "plate-forme"),
        ("Le mot-clé, un mot-clé et le mot clé.", "mot clé"),
        # two words, not two spellings
        ("La règle est réglée ; il règle, c’est réglé, les règles.", None),
        ("Une tâche et une tache, sur et sûr, la marche et le marché.", None),
        ("Réparer et repartir, la réparation, la répartition.", None),
        ("Le contrôle est contrôlé, la forme formée, l’élève élevé.", None),
        ("Il peut être là ; peut-être. Le savoir-faire : savoir faire.", None),
        ("Est-il prêt ? Il est. Ceux-ci, eux.", None),
        # someone else's words, and titles in capitals
        ("Le référentiel dit « le réferentiel ».", None),
        ("LE REFERENTIEL EST LE référentiel.", None),
    ],
)
def test_spellings_of_a_word(projet_de: ProjetDe, text: str, found: str | None) -> None:
    constats = list(mot_en_deux_graphies(subject(projet_de(note=f"# A\n\n{text}\n"))))
    assert [c.span.text for c in constats] == ([found] if found else [])


FICHE = """
    fiche:
      id: f
      intitule: Mise en oeuvre
      nomenclature: {nom: ROME, version: '4.60', code: I1607}
      elements: [{code: '1', intitule: Mettre en oeuvre une procedure, nature: savoir-faire}]
    """


def test_the_spelling_of_a_fiche_is_not_that_of_the_project(projet_de: ProjetDe) -> None:
    """Its titles are quoted as they are: they are no second spelling of ours."""
    note = "# A\n\nLa mise en œuvre d’une procédure.\n"
    loaded = projet_de(note=note, **{"dossier/fiches/f.yaml": FICHE})
    assert list(mot_en_deux_graphies(subject(loaded))) == []
    ours = projet_de(note=f"{note}\nUne autre mise en oeuvre.\n")
    assert len(list(mot_en_deux_graphies(subject(ours)))) == 1


POLE = """
    pole:
      id: p
      intitule: Conseil et vente de végétaux
      activites: [{id: a, intitule: Accueil et conseil de la clientèle}]
    """
BLOC = """
    bloc:
      id: b
      intitule: Conseiller et vendre des végétaux
      pole: p
      competences: [{id: c, intitule: Accueillir la clientèle, mobilise: [a]}]
    """


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("« Conseiller et vendre les végétaux »", "Conseiller et vendre des végétaux"),
        ("« Conseil et vente des végétaux »", "Conseil et vente de végétaux"),
        ("« Accueil et conseil de clientèle »", "Accueil et conseil de la clientèle"),
        ("« Conseiller et vendre des végétaux »", None),
        ("« conseil et vente de végétaux »", None),
        ("« Vendre des fleurs au marché »", None),
        ("« un accueil sans conseil »", None),
    ],
)
def test_a_quoted_title_is_that_of_the_project(
    projet_de: ProjetDe, text: str, title: str | None
) -> None:
    loaded = projet_de(pole=POLE, bloc=BLOC, texte=f"Voir {text}.\n")
    found = list(titre_cite_autrement(subject(loaded)))
    assert [c.related[0].span.text for c in found] == ([title] if title else [])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Être capable d’entretien d’une flotte", True),
        ("Être capable de « Conseil et vente »", True),
        ("être capables de réception", True),
        ("Être capable de vendre", False),
        ("Être capable de s’adapter", False),
        ("Être capable de ne pas se tromper", False),
        ("Être capable d’en rendre compte", False),
        ("Être capable de « Conseiller et vendre »", False),
        ("capable de tout", False),
    ],
)
def test_what_follows_etre_capable_de(projet_de: ProjetDe, text: str, wrong: bool) -> None:  # noqa: FBT001
    loaded = projet_de(texte=f"La personne doit {text}.\n")
    assert bool(list(etre_capable_de(subject(loaded)))) is wrong


@pytest.mark.lent
@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (mot_en_deux_graphies, "référentiel réferentiel mot-clé mot clé "),
        (titre_cite_autrement, "« Conseiller et vendre les végétaux » « "),
        (etre_capable_de, "être capable d’en s’y n’entretien "),
    ],
)
def test_twice_the_text_takes_about_twice_the_time(
    projet_de: ProjetDe, rule: Callable[[Subject], object], words: str
) -> None:
    def taken(times: int) -> float:
        loaded = projet_de(pole=POLE, bloc=BLOC, note=f"# A\n\n{words * times}\n")
        read = subject(loaded)
        return secondes(lambda: list(rule(read)))  # type: ignore[call-overload]

    sans_lenteur(lambda: trop(taken(4000), 3 * max(taken(2000), 0.05)))
