"""A value given to a field: the lines that change, and no other; what is refused, and why."""

from __future__ import annotations

import textwrap
from datetime import date
from decimal import Decimal

import pytest
from exemple import POLE, changed_lines, project
from hypothesis import given, settings
from hypothesis import strategies as st

from ampleur import exemples
from mc_builder.editing import Kind, Refused, Value, set_value, value_of
from mc_builder.model.base import ACompleter
from mc_builder.project import Project
from petits_fichiers import DOSSIER


def edited(opened: Project, ref: str, value: Value) -> tuple[Project, list[str]]:
    """The project after, and the lines that changed: taken away (-), added (+)."""
    changes = set_value(opened, ref, value)
    ((path, after),) = changes.items()
    before = opened.files.read(path)
    assert before is not None
    assert after is not None
    return opened.edited(changes), changed_lines(before, after)


CASES: dict[str, tuple[str, Value, list[str]]] = {
    "plain": (
        "accueil:intitule",
        "Recevoir",
        ["-      intitule: Accueil", "+      intitule: Recevoir"],
    ),
    "a colon": (
        "accueil:intitule",
        "Accueil : écoute",
        ["-      intitule: Accueil", '+      intitule: "Accueil : écoute"'],
    ),
    "quoted, with a comment behind": (
        "pole-atelier:intitule",
        "Remise en état",
        [
            '-  intitule: "Remise en état : les vélos"   # relu',
            "+  intitule: Remise en état   # relu",
        ],
    ),
    "several lines": (
        "pole-atelier:conditions",
        "En atelier.\n\nAssis.",
        ["-    Debout.", "+    Assis."],
    ),
    "folded": (
        "diagnostic:intitule",
        "Diagnostic",
        ["-        Diagnostic de l’état", "-        d’un vélo", "+        Diagnostic"],
    ),
    "in a table between braces": (
        "ecoute:intitule",
        "Écoute, puis reformulation",
        [
            "-      taches: {ecoute: Écoute de la demande, devis: {intitule: Devis, autonomie: 2}}",
            (
                '+      taches: {ecoute: "Écoute, puis reformulation", devis: {intitule: Devis,'
                " autonomie: 2}}"
            ),
        ],
    ),
    "a short form between braces gets a key": (
        "ecoute:autonomie",
        1,
        [
            "-      taches: {ecoute: Écoute de la demande, devis: {intitule: Devis, autonomie: 2}}",
            (
                "+      taches: {ecoute: {intitule: Écoute de la demande, autonomie: 1}, devis:"
                " {intitule: Devis, autonomie: 2}}"
            ),
        ],
    ),
    "a short form on its line gets a key": (
        "diagnostic/taches/1:autonomie",
        3,
        [
            "-        - Contrôle du freinage  # toujours",
            "+        - intitule: Contrôle du freinage  # toujours",
            "+          autonomie: 3",
        ],
    ),
    "a motive becomes a text": (
        "diagnostic/taches/2:intitule",
        "Contrôle de l’éclairage",
        ["-        - {a_completer: Pas encore dit}", "+        - Contrôle de l’éclairage"],
    ),
    "a text becomes a motive": (
        "accueil:intitule",
        ACompleter("La branche choisit"),
        ["-      intitule: Accueil", "+      intitule: {a_completer: La branche choisit}"],
    ),
    "a number as text, quoted as it was": (
        "diagnostic/taches/3:numero",
        "1.4",
        ["-          numero: '1.3'", "+          numero: '1.4'"],
    ),
    "a number as text where there was none": (
        "pole-atelier:numero",
        "2",
        ['+  numero: "2"'],
    ),
    "a key in the order of the model": ("accueil:autonomie", 2, ["+      autonomie: 2"]),
    "a link in its short form gets a page": (
        "controler/source:page",
        "14",
        ["-    source: enquete", '+    source: {ref: enquete, page: "14"}'],
    ),
    "the same between braces": (
        "recueillir/source:reperage",
        "tableau 3",
        [
            (
                "-  - {id: recueillir, intitule: Recueillir une demande, nature: savoir-faire,"
                " source: enquete}"
            ),
            (
                "+  - {id: recueillir, intitule: Recueillir une demande, nature: savoir-faire,"
                " source: {ref: enquete, reperage: tableau 3}}"
            ),
        ],
    ),
    "an item of a list": (
        "diagnostic:resultats_attendus/2",
        "Tout est vu",
        ["-        - Rien n’est oublié", "+        - Tout est vu"],
    ),
    "one item more": (
        "diagnostic:resultats_attendus",
        ["Les pannes sont relevées", "Rien n’est oublié", "La fiche est signée"],
        ["+        - La fiche est signée"],
    ),
    "one item less": (
        "diagnostic:resultats_attendus",
        ["Rien n’est oublié"],
        ["-        - Les pannes sont relevées"],
    ),
    "an item taken away": (
        "diagnostic:resultats_attendus/1",
        None,
        ["-        - Les pannes sont relevées"],
    ),
    "a list of links between brackets": (
        "accueil:repond_a",
        ["recueillir", "controler"],
        [
            "-      repond_a: [recueillir]  # voir l’enquête",
            "+      repond_a: [recueillir, controler]  # voir l’enquête",
        ],
    ),
    "a key taken away leaves its comment": (
        "accueil:repond_a",
        None,
        ["-      repond_a: [recueillir]  # voir l’enquête", "+      # voir l’enquête"],
    ),
    "a list with a comment becomes a motive": (
        "diagnostic:resultats_attendus",
        ACompleter("Plus tard"),
        [
            "-      resultats_attendus:",
            "-        - Les pannes sont relevées",
            "-        # et",
            "-        - Rien n’est oublié",
            "+      # et",
            "+      resultats_attendus: {a_completer: Plus tard}",
        ],
    ),
    "texts too long for the line of their key": (
        "accueil:resultats_attendus",
        ["La demande est écoutée jusqu’au bout", "La fiche est remplie et signée par les deux"],
        [
            "+      resultats_attendus:",
            "+        - La demande est écoutée jusqu’au bout",
            "+        - La fiche est remplie et signée par les deux",
        ],
    ),
    "a paragraph where there was none": (
        "pole-atelier:responsabilite",
        "La personne répond : de tout ce qui touche à la sécurité d’un vélo qu’elle rend.",
        [
            "+  responsabilite: |",
            "+    La personne répond : de tout ce qui touche à la sécurité d’un vélo qu’elle rend.",
        ],
    ),
    "a motive over a folded text": (
        "diagnostic:intitule",
        ACompleter("À dire"),
        [
            "-      intitule: >-",
            "-        Diagnostic de l’état",
            "-        d’un vélo",
            "+      intitule: {a_completer: À dire}",
        ],
    ),
    "a key of a table that nothing wrote": (
        "dossier/regles:gravites/RED001",
        "info",
        ["+regles:", "+  gravites:", "+    RED001: info"],
    ),
    "the key of a short form on several items": (
        "reglage:numero",
        "1.9",
        ['+          numero: "1.9"'],
    ),
    "an object that nothing wrote": (
        "dossier/calendrier:session_cpc",
        date(2019, 12, 10),
        ["+calendrier: {session_cpc: 2019-12-10}"],
    ),
    "between the braces of the root": (
        "dossier/diplome:sigle",
        "ERC",
        [
            (
                "-diplome: {type: mention-complementaire, intitule: Essai, niveau: 4,"
                " premiere_session: 2021}"
            ),
            (
                "+diplome: {type: mention-complementaire, intitule: Essai, sigle: ERC, niveau: 4,"
                " premiere_session: 2021}"
            ),
        ],
    ),
}


@pytest.fixture(scope="module")
def opened() -> Project:
    found = project()
    assert found.sound, found.problems
    return found


@pytest.mark.parametrize("case", CASES)
def test_only_the_lines_of_the_value_change(opened: Project, case: str) -> None:
    ref, value, lines = CASES[case]
    after, changed = edited(opened, ref, value)
    assert changed == lines
    assert after.sound
    if not ref[-1].isdecimal():
        again = set_value(after, ref, value)
        assert again == {path: after.files.read(path) for path in again}, "set again, it changed"


@pytest.mark.parametrize(
    ("ref", "value", "words"),
    [
        ("accueil:autonomie", 4, "au plus 3"),
        ("accueil:autonomie", "beaucoup", "un nombre entier de 1 à 3 est attendu"),
        ("recueillir:nature", "autre", "valeurs possibles sont savoir-faire"),
        ("recueillir:intitule", None, "obligatoire ici : ce qui est demandé"),
        ("recueillir:nature", "", "obligatoire ici : elle décide"),
        ("accueil:repond_a", ["inconnue"], "ce lien attend une exigence du projet"),
        ("accueil:repond_a", ["diagnostic"], "ce lien attend une exigence du projet"),
        ("accueil:intitule", "fin\x0bligne", "U+000B"),
        ("accueil:intitule", "deux\u2028lignes", "U+2028"),
        ("accueil:intitule", "moitié \ud83d", "U+D83D"),
        ("accueil:inconnu", "x", "n’est plus dans le projet"),
        ("personne:intitule", "x", "n’est plus dans le projet"),
        ("accueil", "x", "n’est plus dans le projet"),
        ("dossier:date_reference", "demain", "une date est attendue"),
    ],
)
def test_what_is_refused_is_said_in_french(
    opened: Project, ref: str, value: Value, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        set_value(opened, ref, value)
    message = refused.value.message.replace("\N{NO-BREAK SPACE}", " ")
    assert words.casefold() in message.casefold()
    assert message[0].isupper() or message[0] == "«"
    assert message.endswith(".")


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("accueil:intitule", (Kind.TEXTE, False, "Accueil", (), None)),
        ("pole-atelier:conditions", (Kind.MARKDOWN, False, "En atelier.\n\nDebout.", (), None)),
        ("diagnostic/taches/1:intitule", (Kind.TEXTE, False, "Contrôle du freinage", (), None)),
        ("diagnostic/taches/1:numero", (Kind.TEXTE, False, "", (), None)),
        ("diagnostic/taches/2:intitule", (Kind.TEXTE, False, "", (), "Pas encore dit")),
        ("devis:autonomie", (Kind.ENTIER, False, "2", (), None)),
        ("accueil:repond_a", (Kind.LIEN, True, "", ("recueillir",), None)),
        ("controler:source", (Kind.LIEN, False, "enquete", (), None)),
        ("controler:nature", (Kind.CHOIX, False, "savoir-faire", (), None)),
        ("accueil:taches", (Kind.OBJET, True, "", ("Écoute de la demande", "Devis"), None)),
        (
            "diagnostic:taches",
            (
                Kind.OBJET,
                True,
                "",
                ("Contrôle du freinage", "À compléter : Pas encore dit", "Essai", "Réglage"),
                None,
            ),
        ),
        ("dossier:date_reference", (Kind.DATE, False, "2019-12-31", (), None)),
        ("dossier/regles:gravites", (Kind.TABLE, False, "", (), None)),
        ("diagnostic:resultats_attendus/2", (Kind.TEXTE, False, "Rien n’est oublié", (), None)),
    ],
)
def test_a_box_is_told_what_is_written_and_what_may_be(
    opened: Project, ref: str, expected: tuple[Kind, bool, str, tuple[str, ...], str | None]
) -> None:
    found = value_of(opened, ref)
    assert (found.kind, found.many, found.text, found.texts, found.motif) == expected
    assert found.description


def test_a_box_offers_titles_and_never_identifiers(opened: Project) -> None:
    links = value_of(opened, "accueil:repond_a")
    assert {(c.value, c.label) for c in links.choices} == {
        ("recueillir", "Recueillir une demande"),
        ("controler", "Contrôler un vélo"),
    }
    assert links.optional
    nature = value_of(opened, "controler:nature")
    assert "savoir-etre" in {c.value for c in nature.choices}
    assert not nature.optional
    assert not nature.open
    assert value_of(opened, "accueil:intitule").open


def test_a_link_in_its_long_form_keeps_what_it_says(opened: Project) -> None:
    paged, _ = edited(opened, "controler/source:page", "14")
    _, changed = edited(paged, "controler:source", "rapport")
    assert changed[1] == '+    source: {ref: rapport, page: "14"}'


def test_the_mark_and_the_ends_of_line_of_a_file_stay() -> None:
    text = b"\xef\xbb\xbf" + textwrap.dedent(POLE).replace("\n", "\r\n").encode()
    ((_, data),) = set_value(project(pole=text), "pole-atelier:conditions", "Une.\n\nDeux.").items()
    assert data is not None
    assert data.startswith(b"\xef\xbb\xbf#")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"    Une.\r\n\r\n    Deux.\r\n" in data


def test_what_is_typed_is_read_back_in_the_hand_of_the_file(opened: Project) -> None:
    chiffres = """\
    chiffres:
      - {id: part, intitule: Part, valeur: 0.5, annee: 2019, perimetre: P, source: enquete}
      - id: taux
        intitule: Taux
        valeur: 58,7
        annee: 2019
        perimetre: P
        source: enquete
    """
    with_figures = project(preuves=chiffres, dossier=DOSSIER.replace("2019-12-31", "31/12/2019"))
    assert edited(with_figures, "part:valeur", Decimal("2.5"))[1][1].count("valeur: 2.5")
    assert edited(with_figures, "taux:valeur", 60.25)[1][1].endswith("valeur: 60,25")
    assert edited(with_figures, "dossier:date_reference", date(2020, 1, 2))[1][1].endswith(
        "02/01/2020"
    )
    assert edited(opened, "dossier:date_reference", date(2020, 1, 2))[1][1].endswith("2020-01-02")


HOSTILE = st.text(
    st.one_of(st.sampled_from(":#-!&*?|>%@`'\"{}[],~ \n\tàé« »’\u00a0\\"), st.characters()),
    max_size=30,
)
TEXTS = (
    "accueil:intitule",
    "pole-atelier:intitule",
    "ecoute:intitule",
    "diagnostic:intitule",
    "diagnostic/taches/1:intitule",
    "diagnostic/taches/2:intitule",
    "diagnostic/taches/3:numero",
    "recueillir/source:reperage",
    "controler/source:reperage",
    "pole-atelier:conditions",
    "pole-atelier:responsabilite",
    "diagnostic:resultats_attendus/2",
)


@settings(max_examples=exemples(60))
@given(st.data(), HOSTILE)
def test_any_text_is_read_back_or_refused(data: st.DataObject, text: str) -> None:
    opened, ref = _OPENED, data.draw(st.sampled_from(TEXTS))
    try:
        changes = set_value(opened, ref, text)
    except Refused as why:
        refused = why.message
    else:
        refused = ""
    if refused:
        assert not text.strip() or "U+" in refused
        return
    after = opened.edited(changes)
    assert [d.message for d in after.problems if d.code[:3] in {"YML", "SCH"}] == []
    found = value_of(after, ref)
    typed = found.text or found.default
    assert " ".join(typed.split()) == " ".join(text.split())


_OPENED = project()
