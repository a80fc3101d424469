"""The profiles of a project: found, completed, in force; a type that none describes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mc_builder.diagnostics import Severity
from mc_builder.loading import Loaded
from mc_builder.loading.profile_names import profile_names
from mc_builder.loading.profiles import read_profile
from mc_builder.model.mots import Mot

ProjetDe = Callable[..., Loaded]

DOSSIER = """
    diplome: {{type: {type}, intitule: Cycles, niveau: 4, premiere_session: 2027}}
    nature: creation
    etape: opportunite
    date_reference: 2026-03-31
    version: 1
    """
CS = "certificat-de-specialisation"
ALONE, FOLDER = "dossier/profil.yaml", "dossier/profils/{}.yaml"
Charge = Callable[..., Loaded]


@pytest.fixture
def charge(projet_de: ProjetDe) -> Charge:
    """Load a dossier of this type with these files of profiles."""

    def load(type_: str, files: dict[str, str]) -> Loaded:
        return projet_de({"dossier": DOSSIER.format(type=type_), **files})

    return load


def said(loaded: Loaded) -> list[str]:
    return [f"{d.span.path}:{d.span.line}:{d.span.column} {d.code}" for d in loaded.diagnostics]


def test_a_profile_completes_one_of_the_tool(charge: Charge) -> None:
    text = """
        profil:
          id: mon-certificat
          herite_de: certificat-de-specialisation
          formes: {nom: attestation de métier, genre: f}
          heures: []
        """
    loaded = charge("mon-certificat", {ALONE: text})
    assert said(loaded) == []
    assert loaded.projet is not None
    profil = loaded.projet.profil
    assert (profil.formes.un, profil.formes.sigle) == ("une attestation de métier", None)
    assert profil.heures == ()
    assert profil.semaines != ()
    # Its days are not those of the profile that it completes.
    assert (profil.du, profil.remplace) == (None, None)


def test_a_folder_holds_several_and_one_completes_another(charge: Charge) -> None:
    base = f"profil: {{id: maison, herite_de: {CS}, fondement: Convention de la branche}}"
    one = "profil: {id: titre-a, herite_de: maison, niveaux: [4]}"
    two = "profil: {id: titre-b, herite_de: maison, niveaux: [5]}"
    files = {FOLDER.format(n): t for n, t in (("maison", base), ("titre-a", one), ("titre-b", two))}
    loaded = charge("titre-b", files)
    assert said(loaded) == []
    assert loaded.projet is not None
    assert loaded.projet.profil.niveaux == (5,)
    assert loaded.projet.profil.fondement == "Convention de la branche"


def test_a_profile_may_take_the_name_of_one_of_the_tool(charge: Charge) -> None:
    text = f"profil: {{id: {CS}, herite_de: {CS}, niveaux: [5]}}"
    loaded = charge(CS, {ALONE: text})
    assert said(loaded) == []
    assert loaded.projet is not None
    assert loaded.projet.profil.niveaux == (5,)


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({ALONE: "profil: {id: mien, herite_de: certificat-de-specialisatio}"}, ":1:31 DIP012"),
        ({ALONE: "profil: {id: mien, herite_de: neutre, niveaux: [a]}"}, ":1:49 SCH003"),
        ({ALONE: "profil: {id: mien, herite_de: neutre, unité: 3}"}, ":1:39 SCH002"),
        ({ALONE: "profil: {id: mien, herite_de: neutre, remplace: autre}"}, ":1:49 DIP012"),
        ({ALONE: "profil: {id: mien, autonomie: [a, b, c, d]}"}, ":1:31 SCH003"),
        ({ALONE: "profil: {id: mien"}, ":1:9 YML001"),
    ],
)
def test_a_mistake_in_it_is_at_its_place(charge: Charge, files: dict[str, str], found: str) -> None:
    loaded = charge("mien", files)
    assert f"{ALONE}{found}" in said(loaded)
    assert loaded.projet is not None


@pytest.mark.parametrize(
    ("titre", "column", "aide"),
    [
        ("Liste ⟨des blocs⟩", 0, ""),
        ("⟨Blocks⟩", 46, "vouliez-vous dire « Blocs » ?"),
        ("Nos ⟨des modules⟩", 50, "vouliez-vous dire « des unités » ?"),
        ("Nos ⟨machins⟩", 50, "mots d’origine"),
        ("Nos ⟨blocs", 49, "entre deux crochets"),
    ],
)
def test_a_word_in_brackets_is_an_ordinary_one(
    charge: Charge, titre: str, column: int, aide: str
) -> None:
    """The page on profiles asks for it; one's own word is not the one that brackets take."""
    texte = f"{{nom: a, place: contexte, titre: {titre}}}"
    text = f"profil:\n  id: mien\n  mots: {{unite: {{nom: module}}}}\n  textes: [{texte}]"
    found = [d for d in charge("mien", {ALONE: text}).diagnostics if d.code == "DIP018"]
    assert [str(d.span) for d in found] == ([f"{ALONE}:4:{column}"] if column else [])
    assert all(aide in d.aide for d in found)
    fixes = [d.fix.replacement for d in found if d.fix]
    assert fixes == (["Blocs"] if titre == "⟨Blocks⟩" else [])


def test_a_word_of_the_profile_takes_no_other(charge: Charge) -> None:
    text = "profil: {id: mien, mots: {unite: {nom: ⟨bloc⟩ validé}}}"
    assert f"{ALONE}:1:40 DIP018" in said(charge("mien", {ALONE: text}))


def test_profiles_that_complete_each_other_in_a_circle(charge: Charge) -> None:
    files = {
        FOLDER.format("a"): "profil: {id: a, herite_de: b}",
        FOLDER.format("b"): "profil: {id: b, herite_de: a}",
    }
    codes = {d.code for d in charge("a", files).diagnostics}
    assert "DIP012" in codes


def test_a_profile_that_does_not_serve_is_said_alone_not_in_a_folder(charge: Charge) -> None:
    text = "profil: {id: mien, herite_de: neutre}"
    assert said(charge(CS, {ALONE: text})) == [f"{ALONE}:1:14 DIP013"]
    assert said(charge(CS, {FOLDER.format("mien"): text})) == []


def test_an_unknown_type_is_one_finding_and_a_whole_project(charge: Charge) -> None:
    loaded = charge("licence-professionnelle", {})
    (one,) = loaded.diagnostics
    assert (one.code, one.severity) == ("DIP003", Severity.AVERTISSEMENT)
    assert all(name in one.aide for name in (*profile_names(), "dossier/profil.yaml", "docs/"))
    assert loaded.sound
    assert loaded.projet is not None
    assert loaded.projet.profil.formes.un == "un diplôme"


def test_a_type_that_is_nearly_known_is_a_mistake(charge: Charge) -> None:
    loaded = charge("certificat-de-specialisations", {})
    (one,) = loaded.diagnostics
    assert (one.code, one.severity) == ("DIP003", Severity.ERREUR)
    assert one.fix is not None


def test_a_noun_that_changes_takes_nothing_of_the_one_before() -> None:
    """« certificats » is not « titres à finalité professionnelle », nor « blocs validés »."""
    text = (
        "profil: {id: mien, herite_de: titre-enregistre-sur-demande, formes: {nom: certificat},"
        " mots: {unite: {nom: module}, periode: {nom: stage}}}"
    )
    read = read_profile(ALONE, text.encode())
    assert read.profil is not None
    mots, formes = read.profil.mots, read.profil.formes
    assert (formes.noun.plural, formes.noms_courts) == ("certificats", ("titre", "certification"))
    assert (mots.unite.noun.plural, mots.unite.whole.plural) == ("modules", "modules")
    assert (mots.periode.noun.le, mots.periode.short.one) == ("le stage", "stage")
    assert mots.epreuve.noun.one == "évaluation"


def test_a_full_name_takes_the_plural_of_the_noun_that_it_begins_with() -> None:
    mot = Mot(nom="activité-clé", genre="f", pluriel="activités-clés", complet="activité-clé visée")
    assert mot.whole.plural == "activités-clés visée"
    assert Mot(nom="bloc", complet="ensemble de blocs").whole.plural == "ensembles de blocs"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("herite_de: certificat-de-qualification", "certificat-de-qualification-professionnelle"),
        ("herite_de: neutre, autonomie: non", "une liste vide s’écrit autonomie: []"),
        ("herite_de: neutre, plan: [Présentation]", "par exemple « presentation »"),
    ],
)
def test_what_a_beginner_writes_is_answered_with_what_to_write(text: str, said: str) -> None:
    found = read_profile(ALONE, f"profil: {{id: mien, {text}}}".encode()).diagnostics
    assert said in found[0].aide
    assert found[0].fix is None
