"""An invented diploma whose profile names its assessment: what it says prints, and is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.documents.referentiel.parties import TETES, Repartition
from mc_builder.page import tree
from mc_builder.project import Project
from memoire import Memoire, fichiers_de

ECLUSES = Path(__file__).parents[1] / "projets" / "ecluses"
EVALUATION = "referentiels/evaluation.yaml"
FORMATION = "referentiels/formation.yaml"

Charge = Callable[..., Project]


def charge(*changes: tuple[str, str, str]) -> Project:
    """The project, with pieces of its files (path, what is written, what is put there) changed."""
    files = dict(fichiers_de(ECLUSES))
    for path, old, new in changes:
        text = files[path].decode()
        assert old in text, old
        files[path] = text.replace(old, new, 1).encode()
    return Project.open(Memoire(files))


def mots(project: Project, cle: str = "referentiel") -> str:
    """All the words of a document, blanks made one."""
    root = Making(document_kind(cle), Builder(project)).document.root
    return re.sub(r"\s+", " ", tree.text_of(root).replace("\u00a0", " ").replace("\u202f", " "))


@pytest.fixture(scope="module")
def referentiel() -> str:
    return mots(charge())


def test_it_loads_without_a_mistake() -> None:
    found = charge().findings()
    assert [(d.code, d.message) for d in found if d.severity.name == "ERREUR"] == []
    assert [(d.code, d.message) for d in found if d.code.startswith("EVA")] == []


@pytest.mark.parametrize(
    "said",
    [
        "Mise en situation pratique : entretien",
        "SAÉ : présentation de projet (2 situations)",
        "Contrôle continu (2 à 3 situations)",
        "Contrôle continu (candidats A, B, D, F et G) : 2 à 3 situations",
        "J, K et L) : pratique et entretien, 4 h au plus",
        "Situation d’apprentissage et d’évaluation (candidats A, B, D, F et G) : présentation",
        "Candidats A, B, D, F et G : SAÉ",
        "Questionnaire professionnel",
        "Questionnement à partir de productions",
        "2 h + 30 min",
        "30 à 40 min",
        "1 h au plus",
        "de 14 à 16 semaines",
        "6 semaines + 8 semaines",
        "8 à 10 semaines",
        "400 à 420",
        "400 au moins",
        "Note minimale : 8 sur 20, éliminatoire. La note est la moyenne des parties réellement",
        "Validé ou non validé, éliminatoire.",
        "Seuls les points au-dessus de 10 sur 20 comptent.",
        "Bonus",
        "orale, 15 à 20 min, préparation : 30 min",
        "15 à 20 min (prép. 30 min)",
        "L’unité est validée par l’attestation de secours sur l’eau.",
        "Épreuve E3 – Bilan de la formation",
        "Brevet de batelierB2 NavigationU1 Passage des bateauxÉquivalence",
        "Brevet de mécanicien de marineU2 Entretien de l’écluseE1.2 Entretien de l’écluse",
        "Attestation de secours sur l’eau (Règlement inventé de la sécurité). Exigée à l’inscr",
        "Attestation de radiotéléphonie : Certificat de radiotéléphonie.",
        "Grille horaire",
        "Conduite de l’écluse12698224",
        "Mécanique7062,5132,5",
        "Langue des bateliers–43,543,5",
        "Total196204400",
        "Dont 14 heures au bord de l’eau.",
        "E1 PassageU1E1.1 Passage des bateauxU1Passage des bateaux",
        "E3 LangueE2 Langue des bateliers",
        "Passage montant. Un bateau monte ; la personne conduit toute la manœuvre.",
        "Candidats A, B et DCandidats C, E, H, I, J, K et LCandidats F et G",
        "AVoie scolaire publique : Scolaires d’un établissement public",
    ],
)
def test_what_is_written_is_printed(referentiel: str, said: str) -> None:
    assert said in referentiel


@pytest.mark.parametrize(
    ("old", "new", "message", "fix"),
    [
        ("mode: continu", "mode: contniu", "ponctuel, ccf, continu, sae ou mise-en", "continu"),
        ("mode: sae", "mode: saee", "ponctuel, ccf", "sae"),
        ("formes: [entretien]", "formes: [entretient]", "questionnement-productions", "entretien"),
        ("formes: [oral]", "formes: [ecritt]", "ecrit, oral, pratique", "ecrit"),
        ("mode: continu", "mode: examen", "ponctuel, ccf", None),
    ],
)
def test_a_name_that_the_profile_does_not_give_is_said_with_those_that_it_does(
    old: str, new: str, message: str, fix: str | None
) -> None:
    (found,) = [d for d in charge((EVALUATION, old, new)).findings() if d.code == "SCH004"]
    assert message in found.message
    line = fichiers_de(ECLUSES)[EVALUATION].decode().replace(old, new, 1).splitlines()
    at = line[found.span.line - 1][found.span.column - 1 :]
    assert at.startswith(new.split(": ")[1].strip("[]"))
    assert (found.fix.replacement if found.fix else None) == fix
    if fix is None:
        assert "profil.yaml" in found.aide


def test_the_rules_judge_a_mode_of_the_profile_by_its_nature() -> None:
    """A mode that takes place while one is trained is no mode for who has no right to it."""
    article = (
        "dossier/profil.yaml",
        "  resultats: {acquis: validé ou non validé}",
        "  tout_ponctuel: [{article: 'code de l’éducation, D337-149'}]\n  reglement: [{}]",
    )
    barred = (EVALUATION, "[cat-1, cat-2, cat-4, cat-6, cat-7]", "[cat-1, cat-9]")
    untimed = (EVALUATION, "formes: [pratique, entretien], duree: 4 h au plus, ", "")
    codes = [d.code for d in charge(article, barred, untimed).findings()]
    assert "EVA013" in codes
    assert "EVA004" in codes
    assert not {"EVA013", "EVA004"} & {d.code for d in charge(article).findings()}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    resultat: bonus\n", "    resultat: {nature: bonus, eliminatoire: oui}\n", "points"),
        ("    resultat: bonus\n", "    resultat: acquis\n    coefficient: 2\n", "coefficient"),
        ("resultat: acquis,", "resultat: {nature: acquis, seuil: 8},", "note minimale"),
        ("resultat: acquis,", "resultat: acquis, poids: 1,", "poids"),
        ("{seuil: 8, eliminatoire: oui, ", "{eliminatoire: oui, ", "sans dire sous quelle note"),
        (
            "    resultat: bonus\n",
            "    resultat: {nature: bonus, moyenne: passees}\n",
            "n’en a pas",
        ),
    ],
)
def test_a_result_that_contradicts_itself_is_said_where_it_is(
    old: str, new: str, message: str
) -> None:
    (found,) = [d for d in charge((EVALUATION, old, new)).findings() if d.code == "EVA031"]
    assert message in found.message
    assert found.aide


@pytest.mark.parametrize(
    ("new", "code", "said"),
    [
        ("resultat: boni\n", "SCH004", "note, acquis ou bonus"),
        ("resultat: {seuil: 24}\n", "SCH005", "une note sur 20 est entre 0 et 20"),
        ("resultat: {seuil: 40 sur 30}\n", "SCH005", "une note sur 30 est entre 0 et 30"),
        ("resultat: {seuil: huit}\n", "SCH003", "une note"),
    ],
)
def test_a_mistake_in_a_result_is_said_at_its_place(new: str, code: str, said: str) -> None:
    found = charge((EVALUATION, "resultat: bonus\n", new)).findings()
    (one,) = [d for d in found if d.code == code]
    assert said in one.message
    line = fichiers_de(ECLUSES)[EVALUATION].decode().splitlines().index("    resultat: bonus") + 1
    assert one.span.line == line


def test_an_epreuve_may_validate_several_units() -> None:
    project = charge(
        (EVALUATION, "    coefficient: 8\n", "    coefficient: 8\n    unite: [u1, u2]\n"),
        (EVALUATION, "        unite: u1\n", ""),
        (EVALUATION, "        unite: u2\n", ""),
    )
    said = mots(project)
    assert "E1 Passage et entretien U1, U28" in said
    assert "du bloc 1 et du bloc 2, selon la situation" in said
    assert {d.code for d in project.findings()} == {d.code for d in charge().findings()}
    before, after = (
        {e.exigence: e.statut for e in p.coverage.exigences} for p in (charge(), project)
    )
    assert before == after


def test_a_unit_without_epreuve_is_a_mistake_unless_it_is_said() -> None:
    words = ", sans_epreuve: L’unité est validée par l’attestation de secours sur l’eau"
    silent = charge((EVALUATION, words, ""))
    (found,) = [d for d in silent.findings() if d.code == "EVA001"]
    assert "sans_epreuve" in found.aide
    written = fichiers_de(ECLUSES)[EVALUATION].decode().splitlines()
    assert words in written[found.span.line - 1]
    both = charge((EVALUATION, "    unite: u3\n", "    unite: [u3, u4]\n"))
    assert any(d.code == "EVA001" and "et en a une" in d.message for d in both.findings())


@pytest.mark.parametrize(
    ("path", "old", "new", "code", "said"),
    [
        (FORMATION, '["70", "62,5"]', '["70"]', "FOR019", "1 case pour 2 périodes"),
        (FORMATION, '["126", "98"]', '["126", "198"]', "FOR020", "500 heures"),
        (FORMATION, '["126", "98"]', '["126", "beaucoup"]', "SCH003", "nombre"),
        (EVALUATION, ", unites: [u2], epreuves: [e12]}", "}", "EVA032", "de quoi"),
        (EVALUATION, "unites: [u2], epreuves: [e12]}", "epreuves: [u2]}", "REF003", "épreuve"),
        (EVALUATION, "nature: equivalence", "nature: égale", "SCH004", "dispense ou equivalence"),
    ],
)
def test_a_mistake_in_what_is_beside_the_epreuves_is_said(
    path: str, old: str, new: str, code: str, said: str
) -> None:
    changes = [(path, old, new)]
    if code == "FOR020":
        changes.append((FORMATION, "  - {voie: formation-continue, heures: 400 au moins, ", "#"))
    (found,) = [d for d in charge(*changes).findings() if d.code == code]
    assert said in found.message
    assert found.span.path == path


def test_a_category_has_its_own_name() -> None:
    said = mots(
        charge(
            (EVALUATION, "{id: cat-9, ", "{id: cat-9, abrege: À distance, "),
            (EVALUATION, "[cat-1, cat-2, cat-4]", "[cat-9]"),
        )
    )
    assert "(candidats « À distance »)" in said
    assert "Candidats « À distance »Distance : Candidats de l’enseignement à distance" in said
    assert "Candidats J" in said  # the others keep theirs


def test_the_register_says_the_forms_of_the_parts_and_the_time_to_prepare() -> None:
    said = mots(charge(), "rncp")
    assert (
        "Questionnaire sur les règles de police, questionnaire professionnel, 1 h au plus" in said
    )
    assert "Échange radio, orale, 10 min" in said


@pytest.mark.rapides(3)
@pytest.mark.parametrize(
    ("seuil", "said"),
    [
        ("8", "Note minimale : 8 sur 20"),
        ('"10,5/20"', "Note minimale : 10,5 sur 20"),
        ("14 sur 30", "Note minimale : 14 sur 30"),
        ("70 %", "Note minimale : 70 %"),
        ("100%", "Note minimale : 100 %"),
    ],
)
def test_a_threshold_is_out_of_twenty_of_another_total_or_a_percentage(
    seuil: str, said: str
) -> None:
    project = charge((EVALUATION, "    resultat: bonus\n", f"    resultat: {{seuil: {seuil}}}\n"))
    assert said in mots(project)


def test_what_is_acquired_may_be_so_from_a_share_of_right_answers() -> None:
    change = (EVALUATION, "resultat: acquis,", "resultat: {nature: acquis, seuil: 70 %},")
    project = charge(change)
    assert "Validé ou non validé, à partir de 70 %" in mots(project)
    assert "EVA031" not in {d.code for d in project.findings()}


PROFIL = "dossier/profil.yaml"
MOTS_ACQUIS = "resultats: {acquis: validé ou non validé}"
TOUT_ACQUIS = (PROFIL, MOTS_ACQUIS, MOTS_ACQUIS.replace("{", "{nature: acquis, "))


def sans_notes(*changes: tuple[str, str, str]) -> Project:
    """The project without a coefficient, a weight, nor a threshold."""
    text = fichiers_de(ECLUSES)[EVALUATION].decode()
    bare = re.sub(r'poids: (?:"[^"]*"|1), |resultat: acquis, ', "", text)
    bare = re.sub(r"\n +(?:coefficient|resultat): .*", "", bare)
    return charge((EVALUATION, text, bare), *changes)


def test_what_comes_of_every_epreuve_is_said_once_by_the_profile() -> None:
    due = (PROFIL, "herite_de: neutre", "herite_de: neutre\n  reglement: [{}]")
    silent, said = sans_notes(due), sans_notes(due, TOUT_ACQUIS)
    assert "EVA018" in {d.code for d in silent.findings()}
    assert not {"EVA018", "EVA031"} & {d.code for d in said.findings()}
    words = mots(said)
    # Each of five in its row, the three that hold others where they are defined; no part again.
    assert words.count("Validé ou non validé") == 5 + 3
    assert "Unité" in words
    assert "ÉpreuvesUnitéRésultatCandidats" in words
    assert "Coefficient" not in words
    assert "Validé" not in mots(silent)
    assert "Résultat" not in mots(silent)


def test_parts_give_what_their_epreuve_gives() -> None:
    once = sans_notes((EVALUATION, "  - id: e1\n", "  - id: e1\n    resultat: acquis\n"))
    nature = once.projet.nature_resultat
    evaluation = once.projet.evaluation
    assert evaluation is not None
    held = [evaluation.epreuves[0], *evaluation.epreuves[0].sous_epreuves]
    held_parts = [part for sub in evaluation.epreuves[0].sous_epreuves for part in sub.parties]
    assert {nature(one) for one in (*held, *held_parts)} == {"acquis"}
    assert nature(evaluation.epreuves[1]) == "note"


def test_what_weighs_something_is_a_mark_and_so_are_the_parts_of_a_bonus() -> None:
    weighed = charge(TOUT_ACQUIS, (EVALUATION, "resultat: acquis, ", ""))
    evaluation, nature = weighed.projet.evaluation, weighed.projet.nature_resultat
    assert evaluation is not None
    first, bonus, last = evaluation.epreuves
    assert [nature(one) for one in (first, *first.sous_epreuves)] == ["note"] * 3
    assert {nature(part) for part in first.sous_epreuves[0].parties} == {"note"}
    assert (nature(bonus), nature(last)) == ("bonus", "acquis")
    parted = charge(
        (EVALUATION, "    resultat: bonus\n", "    resultat: bonus\n    parties: [{intitule: A}]\n")
    )
    assert parted.projet.evaluation is not None
    (part,) = parted.projet.evaluation.epreuves[1].parties
    assert parted.projet.nature_resultat(part) == "note"


def test_a_sum_of_durations_has_as_much_room_as_a_mode() -> None:
    """In a narrow column that of eight parts made one row as high as half a page."""
    root = Making(document_kind("referentiel"), Builder(charge())).document.root
    (table,) = (t for t in root.iter("table") if "Mode" in map(tree.text_of, t.iter("th")))
    widths = [float(col.get("data-largeur", "")) for col in table.iter("col")]
    modes, durations = widths[3::2], widths[4::2]
    assert len(modes) == 3
    assert modes == durations


@pytest.mark.parametrize(("tetes", "at_most"), [(TETES[3:4], 4), (TETES, 2)])
def test_no_column_of_what_parts_assess_is_too_narrow_for_its_words(
    tetes: tuple[tuple[str, int], ...], at_most: int
) -> None:
    """Whatever the kinds, by numbers or by titles: in 6.7 % of a page « 100 % » was cut in two."""
    for numbered, titled in product(range(at_most + 1), repeat=2):
        if numbered + titled > at_most:
            continue
        kinds = tuple([("Numéros", True)] * numbered + [("Titres", False)] * titled)
        widths = Repartition(kinds, (), (), tetes, ()).largeurs
        assert len(widths) == 1 + len(kinds) + len(tetes)
        assert sum(widths) == pytest.approx(100, abs=0.5)
        assert min(widths) >= 7
