"""``mc-builder coverage``: forms, comparison with a folder or a git version, thresholds."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from depots_git import empreintes, git
from ligne_de_commande import Lance
from mc_builder.french import typeset
from mc_builder.reports.terminal import Terminal

CYCLES = Path(__file__).parents[1] / "projets" / "cycles"
ACTIVITES = "referentiels/activites"
MECANICIEN, AGENT = "mecanicien-cycles", "agent-flotte"


@pytest.fixture(scope="module")
def modele(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose version « v1 » holds the project « cycles » in a sub-folder."""
    depot = tmp_path_factory.mktemp("depot")
    shutil.copytree(CYCLES, depot / "projet", ignore=shutil.ignore_patterns("output"))
    git(depot, "init", "-q")
    git(depot, "add", "-A")
    git(depot, "commit", "-q", "-m", "v1")
    git(depot, "tag", "v1")
    return depot


@pytest.fixture
def depot(modele: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(modele, tmp_path / "depot"))


def remplacer(projet: Path, fichier: str, avant: str, apres: str) -> None:
    path = projet / fichier
    text = path.read_text("utf-8")
    assert text.count(avant) == 1, (fichier, avant)
    path.write_text(text.replace(avant, apres), "utf-8")


def ligne_de(fichier: str, words: str) -> str:
    """« fichier:ligne » of some words in the first version."""
    lines = (CYCLES / fichier).read_text("utf-8").splitlines()
    return f"{fichier}:{next(i for i, line in enumerate(lines, 1) if words in line)}"


@dataclass(frozen=True)
class Cas:
    """Edits of the project, and what must be said of one requirement for one job."""

    edits: tuple[tuple[str, str, str], ...]
    emploi: str
    exigence: str
    genre: str
    causes: tuple[tuple[str, str], ...]
    avant: str | None = "evaluee"
    apres: str | None = "evaluee"
    lieu: str = ""
    posees: list[str] = field(default_factory=list)


CATEGORIES = """\
  - id: cat-b
    intitule: Candidats évalués par épreuves ponctuelles
    statuts: [Autres candidats, Candidats justifiant de trois ans d’expérience]
"""
SUIVRE_STOCK = """\
    - id: suivre-stock
      intitule: Suivre les pièces courantes pour éviter l’immobilisation des vélos
      mobilise: [suivi-pieces]
      indicateurs:
        - Le stock compté et le stock enregistré concordent.
"""
TRI = """\
        - intitule: Tri des pièces et des produits usagés
          repond_a: [trier-dechets-atelier]
          marqueurs: [transition-ecologique]
"""
SUIVI = "suivre-pieces"
C22 = "la compétence C2.2 « Suivre les pièces courantes pour éviter l’immobilisation des vélos »"
A22 = "l’activité 2.2 « Suivi des pièces et des interventions »"
BLOC2, EVALUATION = "referentiels/blocs/bloc-2.yaml", "referentiels/evaluation.yaml"
EMPLOI2 = "referentiels/emplois/20-agent-flotte.yaml"

CAS = {
    "tâche supprimée": Cas(
        ((f"{ACTIVITES}/pole-1.yaml", TRI, ""),),
        MECANICIEN, "trier-dechets-atelier", "perdue",
        ((
            "objet_supprime",
            ("la tâche 1.3.3 « Tri des pièces et des produits usagés », supprimée"
            f" ({ligne_de(f'{ACTIVITES}/pole-1.yaml', 'Tri des pièces')}), répondait seule à"
            " cette exigence"),
        ),),
        apres="non_couverte",
        lieu=ligne_de(f"{ACTIVITES}/pole-1.yaml", "Tri des pièces"),
    ),
    "réponse supprimée": Cas(
        ((f"{ACTIVITES}/pole-2.yaml", "      repond_a: [suivre-pieces]\n", ""),),
        AGENT, SUIVI, "perdue",
        (("lien_supprime", f"{A22} ne répond plus à cette exigence (le lien était à"),),
        apres="non_couverte",
        lieu=ligne_de(f"{ACTIVITES}/pole-2.yaml", "[suivre-pieces]"),
    ),
    "réponse ajoutée": Cas(
        ((
            f"{ACTIVITES}/pole-2.yaml",
            "repond_a: [suivre-pieces]", "repond_a: [suivre-pieces, conduire-utilitaire]",
        ),),
        AGENT, "conduire-utilitaire", "gagnee",
        (("lien_ajoute", f"{A22} répond désormais à cette exigence ({ACTIVITES}/pole-2.yaml:"),),
        avant="non_couverte",
    ),
    "activité plus reprise": Cas(
        ((BLOC2, "      mobilise: [suivi-pieces]\n", ""),),
        AGENT, SUIVI, "perdue",
        (("lien_supprime", f"{C22} ne reprend plus {A22} (le lien était à"),),
        apres="decrite",
        lieu=ligne_de(BLOC2, "[suivi-pieces]"),
    ),
    "compétence plus évaluée": Cas(
        ((EVALUATION, "evalue: [{competence: suivre-stock}]", "evalue: []"),),
        AGENT, SUIVI, "perdue",
        ((
            "lien_supprime",
            f"la partie d’épreuve « Entretien sur le suivi des pièces » n’évalue plus {C22}",
        ),),
        apres="traduite",
        lieu=ligne_de(EVALUATION, "suivre-stock"),
    ),
    "compétence supprimée": Cas(
        (
            (BLOC2, SUIVRE_STOCK, ""),
            (EVALUATION, "evalue: [{competence: suivre-stock}]", "evalue: []"),
        ),
        AGENT, SUIVI, "perdue",
        ((
            "objet_supprime",
            f"{C22}, supprimée ({ligne_de(BLOC2, 'Suivre les pièces')}), reprenait seule {A22}",
        ),),
        apres="decrite",
    ),
    "partie d’épreuve supprimée": Cas(
        ((
            EVALUATION,
            """\
      - id: e2-entretien
        intitule: Entretien sur le suivi des pièces
        poids: 0,4
        evalue: [{competence: suivre-stock}]
        modalites:
          - {categories: [cat-a, cat-b], mode: ponctuel, formes: [oral], duree: 20 min}
""",
            "",
        ),),
        AGENT, SUIVI, "perdue",
        ((
            "objet_supprime",
            ("la partie d’épreuve « Entretien sur le suivi des pièces », supprimée"
            f" ({ligne_de(EVALUATION, 'Entretien sur le suivi')}), évaluait seule {C22}"),
        ),),
        apres="traduite",
    ),
    "indicateur supprimé": Cas(
        ((
            BLOC2,
            "      indicateurs:\n        - Le stock compté et le stock enregistré concordent.\n",
            "",
        ),),
        AGENT, SUIVI, "perdue",
        ((
            "indicateurs_supprimes",
            (f"{C22} n’a plus d’indicateur : il n’y a plus « Le stock compté et le stock"
            f" enregistré concordent. » ({ligne_de(BLOC2, 'Le stock compté')})"),
        ),),
        apres="traduite",
        posees=["sans_indicateur"],
    ),
    "partie fermée à une catégorie": Cas(
        ((EVALUATION, "categories: [cat-a, cat-b], mode", "categories: [cat-a], mode"),),
        AGENT, SUIVI, "perdue",
        ((
            "partie_fermee",
            ("n’est plus passée par la catégorie de candidats « B (Candidats évalués par épreuves"
            " ponctuelles) »"),
        ),),
        apres="traduite",
        posees=["categories_incompletes"],
    ),
    "catégorie ouverte": Cas(
        ((EVALUATION, CATEGORIES, f"{CATEGORIES}  - {{id: cat-c, statuts: [Apprentis]}}\n"),),
        AGENT, SUIVI, "perdue",
        ((
            "categorie_ouverte",
            ("la catégorie de candidats « C (Apprentis) », ajoutée"
            " (referentiels/evaluation.yaml:12) : aucune partie d’épreuve n’évalue"
            f" {C22} pour elle"),
        ),),
        apres="traduite",
        posees=["categories_incompletes"],
    ),
    "portée réduite": Cas(
        ((
            f"{ACTIVITES}/pole-2.yaml",
            "repond_a: [suivre-pieces]",
            "repond_a: [{exigence: suivre-pieces, portee: partielle}]",
        ),),
        AGENT, SUIVI, "nuancee",
        (("portee_reduite", f"{A22} répond à cette exigence en partie seulement désormais ("),),
        posees=["partielle"],
    ),
    "autonomie changée": Cas(
        ((
            f"{ACTIVITES}/pole-2.yaml",
            "Suivi des pièces et des interventions\n      autonomie: 2",
            "Suivi des pièces et des interventions\n      autonomie: 3",
        ),),
        AGENT, SUIVI, "nuancee",
        (("autonomie_changee", f"l’autonomie de {A22} passe de 2 à 3 ("),),
    ),
    "importance changée": Cas(
        ((EMPLOI2, "suivre-pieces, importance: 2", "suivre-pieces, importance: 1"),),
        AGENT, SUIVI, "nuancee",
        (("importance_changee", " passe de 2 à 1 (referentiels/emplois/20-agent-flotte.yaml:"),),
    ),
    "exigence écartée": Cas(
        ((
            EMPLOI2,
            "- {exigence: conduire-utilitaire, importance: 2, autonomie: 2}",
            ("- exigence: conduire-utilitaire\n      importance: 2\n"
            "      ecartee: {motif: hors_champ, explication: Le permis suffit.}"),
        ),),
        AGENT, "conduire-utilitaire", "ecartee",
        (("ecart_pose", " : hors du champ du diplôme. Le permis suffit"),),
        avant="non_couverte",
        apres="ecartee",
    ),
    "exigence retirée": Cas(
        ((EMPLOI2, "    - {exigence: porter-secours, importance: 1}\n", ""),),
        AGENT, "porter-secours", "disparue",
        (("exigence_retiree", " ne la demande plus (elle était à referentiels/emplois/"),),
        apres=None,
    ),
    "exigence ajoutée": Cas(
        ((
            EMPLOI2,
            "    - {exigence: porter-secours, importance: 1}\n",
            ("    - {exigence: porter-secours, importance: 1}\n"
            "    - {exigence: remplacer-pieces, importance: 1}\n"),
        ),),
        AGENT, "remplacer-pieces", "apparue",
        (("exigence_demandee", " la demande désormais (referentiels/emplois/"),),
        avant=None,
    ),
}  # fmt: skip


def changements(lance: Lance, projet: Path, contre: str | Path) -> dict[str, Any]:
    found = lance("-C", projet, "coverage", "--format", "json", "--contre", contre)
    assert found.code in {0, 3}, found.erreurs  # 3: a threshold of the dossier itself
    data: dict[str, Any] = json.loads(found.sortie)["changements"]
    return data


@pytest.mark.rapides(6)
@pytest.mark.parametrize("nom", CAS)
def test_each_kind_of_change_has_its_cause_and_leaves_the_repository_as_it_was(
    nom: str, depot: Path, lance: Lance
) -> None:
    cas, projet = CAS[nom], depot / "projet"
    for fichier, avant, apres in cas.edits:
        remplacer(projet, fichier, avant, apres)
    before = empreintes(depot)
    found = changements(lance, projet, "v1")
    assert empreintes(depot) == before
    job = next(p for p in found["perimetres"] if p["emploi"] == cas.emploi)
    change = next(e for e in job["exigences"] if e["id"] == cas.exigence)
    assert (change["genre"], change["avant"], change["apres"]) == (cas.genre, cas.avant, cas.apres)
    assert [cause["genre"] for cause in change["causes"]] == [genre for genre, _ in cas.causes]
    for cause, (_, words) in zip(change["causes"], cas.causes, strict=True):
        assert words in cause["explication"].replace("\u00a0", " ")
    if cas.lieu:
        assert change["causes"][0]["lieu"] == cas.lieu
    if cas.posees:
        assert change["reserves_posees"] == cas.posees


def test_what_is_only_moved_or_reworded_is_no_change(depot: Path, lance: Lance) -> None:
    """Objects without id are matched by text, then by place."""
    projet = depot / "projet"
    pole = f"{ACTIVITES}/pole-1.yaml"
    remplacer(projet, pole, TRI, "")
    first = "        - Remplacement des pièces d’usure\n"
    remplacer(projet, pole, first, TRI + first)
    remplacer(projet, pole, "- Écoute de la demande", "- Écoute attentive de la demande")
    before, after = (
        "Le stock compté et le stock enregistré",
        "Le stock enregistré et le stock compté",
    )
    remplacer(projet, BLOC2, before, after)
    found = changements(lance, projet, "v1")
    assert [p["exigences"] for p in found["perimetres"]] == [[], [], []]


def test_a_task_that_takes_an_id_is_the_same_task(depot: Path, lance: Lance) -> None:
    projet = depot / "projet"
    with_id = TRI.replace("- intitule", "- id: tri\n          intitule")
    remplacer(projet, f"{ACTIVITES}/pole-1.yaml", TRI, with_id)
    assert not any(p["exigences"] for p in changements(lance, projet, "v1")["perimetres"])


def test_a_job_that_is_no_more_there(depot: Path, lance: Lance) -> None:
    projet = depot / "projet"
    (projet / EMPLOI2).unlink()
    found = changements(lance, projet, "v1")
    assert [(p["emploi"], p["disparu"]) for p in found["perimetres"]] == [
        (None, False),
        (MECANICIEN, False),
        (AGENT, True),
    ]
    gone = [e for e in found["perimetres"][0]["exigences"] if e["id"] == SUIVI]
    assert gone[0]["genre"] == "disparue"
    assert "demandait cette exigence" in gone[0]["causes"][0]["explication"]


def test_a_folder_without_git_gives_the_same_text(
    depot: Path, tmp_path: Path, lance: Lance
) -> None:
    projet = depot / "projet"
    autre = shutil.copytree(projet, tmp_path / "avant")
    remplacer(projet, f"{ACTIVITES}/pole-1.yaml", TRI, "")
    by_git = lance("-C", projet, "coverage", "--contre", "v1")
    by_folder = lance("-C", projet, "coverage", "--contre", autre)
    assert by_git.code == by_folder.code == 0
    # The title names the version, on one line or on two; a rule stands under it.
    said = [
        r.sortie.partition("Ce qui a changé depuis")[2].partition("===")[2]
        for r in (by_git, by_folder)
    ]
    assert [words.lstrip("=") for words in said] == [said[0].lstrip("=")] * 2
    assert "répondait seule" in said[0]


def test_a_folder_is_tried_before_a_ref(
    depot: Path, lance: Lance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder named as a branch: the folder when a project is in it, else the branch."""
    git(depot, "branch", "mars")
    remplacer(depot / "projet", f"{ACTIVITES}/pole-1.yaml", TRI, "")
    monkeypatch.chdir(depot)
    (depot / "mars").mkdir()
    by_ref = lance("-C", "projet", "coverage", "--contre", "mars")
    assert "Moins couvertes" in by_ref.sortie
    shutil.copytree(depot / "projet", depot / "mars", dirs_exist_ok=True)
    by_folder = lance("-C", "projet", "coverage", "--contre", "mars")
    assert "Rien, pour la couverture." in by_folder.sortie


def test_a_version_with_errors_is_named_and_stops(depot: Path, lance: Lance) -> None:
    projet = depot / "projet"
    remplacer(projet, BLOC2, "[suivi-pieces]", "[inconnue]")
    git(depot, "commit", "-aqm", "faute")
    git(depot, "tag", "faute")
    remplacer(projet, BLOC2, "[inconnue]", "[suivi-pieces]")
    result = lance("-C", projet, "coverage", "--contre", "faute")
    assert (result.code, result.sortie) == (1, "")
    assert f"{BLOC2}@faute:17:18: REF001 erreur" in result.erreurs
    assert "il n’y a rien à quoi comparer" in result.erreurs


def test_a_version_where_the_project_was_not(depot: Path, lance: Lance) -> None:
    git(depot, "checkout", "-q", "--orphan", "vide")
    git(depot, "rm", "-rqf", "--cached", ".")
    git(depot, "commit", "-q", "--allow-empty", "-m", "vide")
    result = lance("-C", depot / "projet", "coverage", "--contre", "vide")
    assert (result.code, result.sortie) == (2, "")
    assert "le dossier du projet n’existait pas" in result.erreurs


@pytest.mark.parametrize(
    ("contre", "words"),
    [
        ("-x", "n’est pas un nom de version"),
        ("--output=canari", "n’est pas un nom de version"),
        ("inconnue", "git ne connaît aucune version «\u00a0inconnue\u00a0»"),
        ("v1\nHEAD", "n’est pas un nom de version"),
        ("", "n’est pas un nom de version"),
    ],
)
def test_a_version_that_cannot_be_is_one_sentence(
    contre: str, words: str, depot: Path, lance: Lance
) -> None:
    result = lance("-C", depot / "projet", "coverage", f"--contre={contre}")
    assert (result.code, result.sortie) == (2, "")
    assert words in result.erreurs
    assert result.erreurs.count("mc-builder") == 1


def test_without_git_or_out_of_a_repository(
    tmp_path: Path, lance: Lance, monkeypatch: pytest.MonkeyPatch
) -> None:
    projet = shutil.copytree(CYCLES, tmp_path / "seul")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    result = lance("-C", projet, "coverage", "--contre", "v1")
    assert (result.code, "n’est pas dans un dépôt git" in result.erreurs) == (2, True)
    monkeypatch.setenv("PATH", str(tmp_path))
    result = lance("-C", projet, "coverage", "--contre", "v1")
    assert (result.code, "git n’est pas installé" in result.erreurs) == (2, True)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--seuil-diff", "5"), "ne va qu’avec --contre"),
        (("--contre", "v1", "--seuil-diff", "beaucoup"), "de 0 à 100"),
        (("--contre", "v1", "--seuil-diff", "-1"), "de 0 à 100"),
        (("--contre", "v1", "--seuil-diff", "NaN"), "de 0 à 100"),
    ],
)
def test_wrong_thresholds(options: tuple[str, ...], words: str, lance: Lance) -> None:
    result = lance("-C", CYCLES, "coverage", *options)
    assert (result.code, result.sortie) == (2, "")
    assert words in result.erreurs


@pytest.mark.rapides(2)
@pytest.mark.parametrize(("points", "code"), [("0", 3), ("10,5", 3), ("10.6", 0), ("100", 0)])
def test_a_loss_is_compared_with_the_threshold(
    points: str, code: int, depot: Path, lance: Lance
) -> None:
    """The job loses 2 of its 19 points of weight; the whole loses 2 of 29."""
    projet = depot / "projet"
    remplacer(projet, f"{ACTIVITES}/pole-2.yaml", "      repond_a: [suivre-pieces]\n", "")
    result = lance("-C", projet, "coverage", "--contre", "v1", "--seuil-diff", points)
    assert result.code == code, result.erreurs
    if code:
        worst = (
            "exigences évaluées pour «\u00a0Agent ou agente d’entretien d’une flotte de vélos"
            "\u00a0», en poids\u00a0: de 17\u00a0sur\u00a019 (89\u00a0%)"
            " à 15\u00a0sur\u00a019 (79\u00a0%), soit 10,53 points de moins"
        )
        assert worst in result.erreurs
        assert ("2 baisses" in result.erreurs) == (points == "0")


def test_a_gain_is_no_loss(depot: Path, lance: Lance) -> None:
    projet = depot / "projet"
    edit = ("repond_a: [suivre-pieces]", "repond_a: [suivre-pieces, conduire-utilitaire]")
    remplacer(projet, f"{ACTIVITES}/pole-2.yaml", *edit)
    result = lance("-C", projet, "coverage", "--contre", "v1", "--seuil-diff", "0")
    assert (result.code, result.erreurs) == (0, "")


@pytest.mark.rapides(1)
@pytest.mark.parametrize("largeur", [60, 96, 120])
def test_the_text_keeps_within_the_width(
    largeur: int, depot: Path, lance: Lance, monkeypatch: pytest.MonkeyPatch
) -> None:
    remplacer(depot / "projet", f"{ACTIVITES}/pole-1.yaml", TRI, "")
    monkeypatch.setattr("mc_builder.commands.coverage.terminal", lambda: Terminal(largeur))
    lines = lance("-C", depot / "projet", "coverage", "--contre", "v1").sortie.splitlines()
    text = lines[next(i for i, line in enumerate(lines) if line.startswith("Ce qui a")) :]
    assert max(map(len, text)) <= largeur + (10 if largeur == 60 else 0)  # figures do not wrap
    assert len(text) > 15


@pytest.mark.lent
def test_the_documents_of_the_report_say_it_too(depot: Path, lance: Lance) -> None:
    projet = depot / "projet"
    remplacer(projet, f"{ACTIVITES}/pole-1.yaml", TRI, "")
    built = lance("-C", projet, "build", "couverture", "--format", "json", "--contre", "v1")
    assert built.code == 0, built.erreurs
    data = json.loads((projet / "output/rapport-couverture.json").read_text("utf-8"))
    assert data["changements"] == changements(lance, projet, "v1")
    refused = lance("-C", projet, "build", "couverture", "--format", "json", "--contre", "-x")
    assert refused.code == 2


@pytest.mark.parametrize("form", ["text", "md"])
def test_the_cause_is_in_each_form(form: str, depot: Path, lance: Lance) -> None:
    projet = depot / "projet"
    remplacer(projet, f"{ACTIVITES}/pole-1.yaml", TRI, "")
    result = lance("-C", projet, "coverage", "--format", form, "--contre", "v1")
    assert (result.code, result.erreurs) == (0, "")
    assert "répondait seule" in " ".join(result.sortie.split())


# --- the folder of --contre -----------------------------------------------------------------------


def test_the_folder_of_c_is_that_of_contre_too(
    tmp_path: Path, lance: Lance, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a/projet", "a/autre"):
        shutil.copytree(CYCLES, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    # Below the folder of `-C` first; what the shell completed below the current one answers too.
    for contre in ("../autre", "a/autre"):
        found = lance("-C", "a/projet", "coverage", "--contre", contre)
        assert (found.code, "Rien, pour la couverture." in found.sortie) == (0, True), found
    monkeypatch.chdir(tmp_path / "a/projet")
    assert lance("coverage", "--contre", "../autre").code == 0


@pytest.mark.parametrize(
    ("contre", "words"),
    [
        ("../absent", "il n’y a pas de dossier « {}/../absent »"),
        ("versions/2024", "il n’y a pas de dossier « {}/versions/2024 »"),
        ("/absent", "il n’y a pas de dossier « /absent »"),
        ("dossier", "le dossier « {}/dossier » n’est pas un projet (il n’a pas de fichier"),
        ("./" + "x" * 300, "ce dossier ne peut pas être lu (le nom est trop long)"),
        ("x" * 5000, "ce dossier ne peut pas être lu (le nom est trop long)"),
    ],
)
def test_where_a_folder_is_meant_nothing_is_said_of_git(
    contre: str, words: str, tmp_path: Path, lance: Lance, monkeypatch: pytest.MonkeyPatch
) -> None:
    projet = shutil.copytree(CYCLES, tmp_path / "seul")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    found = lance("-C", projet, "coverage", "--contre", contre)
    assert found.code == 2
    assert typeset(words.format(projet)) in found.erreurs
    assert "git" not in found.erreurs.replace(str(projet), "").replace(contre, "")


def test_in_a_repository_a_name_may_be_a_version(depot: Path, lance: Lance) -> None:
    found = lance("-C", depot / "projet", "coverage", "--contre", "branche/absente")
    assert "il n’y a pas de dossier" in found.erreurs
    assert "et git ne connaît aucune version" in found.erreurs
