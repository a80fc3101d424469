"""``mc-builder nouveau``: from nothing to a project without error, for each type and each step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ligne_de_commande import Lance, Resultat
from mc_builder.beginning.answers import Answers, natures, steps, types_on
from mc_builder.beginning.content import COMMON, NOTE, yaml_of
from mc_builder.beginning.files import begun
from mc_builder.beginning.skeleton import written
from mc_builder.diagnostics import Severity
from mc_builder.loading.layout import FILES, MAIN, is_read
from mc_builder.loading.profile_names import profile_names
from mc_builder.loading.profiles import profile
from mc_builder.loading.validation import validate
from mc_builder.model.activites import Activite, Pole
from mc_builder.model.base import Objet
from mc_builder.model.blocs import Bloc, Competence
from mc_builder.model.evaluation import Epreuve, Modalite, Partie, SousEpreuve, Statut, Unite
from mc_builder.project import Project
from mc_builder.rules.attendus import RUBRIQUES
from mc_builder.rules.sigles import known_sigles
from mc_builder.source.yaml_nodes import read_yaml
from mc_builder.spans import SourceText
from memoire import Memoire

RACINE = Path(__file__).parents[2]
JOUR = date(2026, 11, 29)
REPONSES = {
    "type": "certificat de spécialisation",
    "intitule": "Technicien cycles connectés",
    "niveau": "4",
    "etape": "opportunite",
    "demandeur": "Fédération du cycle",
}


@pytest.fixture(autouse=True)
def un_jour(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(JOUR.year, JOUR.month, JOUR.day, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))


def options(**changed: str) -> list[str]:
    return [word for name, said in (REPONSES | changed).items() for word in (f"--{name}", said)]


def nouveau(lance: Lance, folder: Path, *more: str, **changed: str) -> Resultat:
    return lance("nouveau", folder, *options(**changed), *more)


def reponses(name: str, etape: str = "elaboration", nature: str = "creation") -> Answers:
    """Answers for a type of diploma, at a day when it may begin."""
    profil = profile(name)
    day = min(JOUR, profil.au) if profil.au is not None else JOUR
    level = profil.niveaux[-1]
    return Answers(profil, "Essai", level, etape, "Fédération du cycle", nature, day)


def fichiers(folder: Path) -> dict[str, bytes]:
    found = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


# --- every type, every step -----------------------------------------------------------------------


#: Each type at each step; the natures in turn, so that each type and each step has them all.
COMMENCES = [
    (name, etape, natures()[(n + m) % len(natures())])
    for n, name in enumerate(sorted(profile_names()))
    for m, etape in enumerate(steps())
]


def test_each_type_and_each_step_begins_with_every_nature() -> None:
    for rank in (0, 1):
        pairs = {(case[rank], case[2]) for case in COMMENCES}
        assert len(pairs) == len({case[rank] for case in COMMENCES}) * len(natures())


@pytest.mark.rapides(15)
@pytest.mark.parametrize(("name", "etape", "nature"), COMMENCES)
def test_a_project_that_begins_has_no_error(name: str, etape: str, nature: str) -> None:
    answers = reponses(name, etape, nature)
    project = Project.open(Memoire(begun(answers)))
    errors = [d for d in project.findings(answers.jour) if d.severity is Severity.ERREUR]
    assert [f"{d.span} {d.code} {d.message}" for d in errors] == []
    assert project.projet.profil.id == name
    left = [d for d in project.findings(answers.jour) if d.code == "NOT011"]
    assert left, "what is to complete is counted"


@pytest.mark.parametrize("name", profile_names())
def test_nothing_is_said_to_be_covered_before_it_is_written(name: str) -> None:
    project = Project.open(Memoire(begun(reponses(name))))
    total = project.coverage.total
    assert (total.retenues, total.decrites.nombre) == (1, 0)


def test_all_that_a_project_begins_with_is_read() -> None:
    for etape in steps():
        paths = list(begun(reponses("certificat-de-specialisation", etape)))
        assert all(is_read(path) for path in paths if not path.startswith("."))


@pytest.mark.parametrize("nature", natures())
def test_only_the_files_of_the_step_are_written(nature: str) -> None:
    first = begun(reponses("certificat-de-specialisation", "opportunite", nature))
    assert not [path for path in first if path.startswith("referentiels/")]
    whole = begun(reponses("certificat-de-specialisation", "examen-cpc", nature))
    assert ("referentiels/correspondance.yaml" in whole) == (nature == "revision")
    assert ("dossier/note/10-origine.md" in whole) == (nature != "suppression")


# --- what the files say ---------------------------------------------------------------------------


def squelettes() -> list[Any]:
    found = {}
    for path, data in yaml_of(tout()):
        kind = next(kind for kind in FILES if kind.accepts(path))
        found[kind.schema] = (path, kind, data)
    return list(found.values())


def tout() -> Answers:
    return reponses("certificat-de-specialisation", "examen-cpc", "revision")


@pytest.mark.parametrize(("path", "kind", "data"), squelettes())
def test_each_key_says_what_it_is_and_those_that_may_serve_load(
    path: str, kind: Any, data: Mapping[str, Any]
) -> None:
    text = written(kind, dict(data))
    first = text.splitlines()
    assert first[0].startswith("# ")
    offered = re.sub(r"(?m)^(\s*)#(?=[a-z_]+: )", r"\1", text)
    source = SourceText(path, offered)
    nodes, diagnostics = read_yaml(source)
    assert [f"{d.span} {d.message}" for d in diagnostics] == []
    assert [f"{d.span} {d.message}" for d in validate(kind.cls, nodes, source).diagnostics] == []
    assert text.count("a_completer") > 1 or kind.schema == "glossaire"


def test_every_file_names_a_schema_that_is_there(lance: Lance, tmp_path: Path) -> None:
    nouveau(lance, tmp_path / "p", etape="examen-cpc")
    for path in (tmp_path / "p").rglob("*.yaml"):
        first = path.read_text("utf-8").partition("\n")[0]
        assert first.startswith("# yaml-language-server: $schema=")
        assert (path.parent / first.partition("=")[2]).is_file()


def test_the_note_has_a_section_for_each_head_that_a_commission_looks_for() -> None:
    assert set(NOTE) == set(RUBRIQUES)
    assert set(COMMON) <= set(known_sigles())


# --- the command ----------------------------------------------------------------------------------


def test_options_write_a_project_that_checks_and_says_what_to_do(
    lance: Lance, tmp_path: Path
) -> None:
    result = nouveau(lance, tmp_path / "p")
    assert result.code == 0, result.erreurs
    assert str(tmp_path / "p/dossier/dossier.yaml") in result.sortie
    assert "check" in result.erreurs
    checked = lance("-C", tmp_path / "p", "check")
    assert checked.code == 0
    assert "restent à compléter" in checked.sortie


def test_without_a_terminal_missing_options_are_named_and_nothing_is_written(
    lance: Lance, tmp_path: Path
) -> None:
    result = lance("nouveau", tmp_path / "p", "--type", "CS", "--niveau", "4")
    assert result.code == 2
    assert "--intitule, --etape et --demandeur" in result.erreurs
    assert not (tmp_path / "p").exists()


def test_questions_are_asked_again_until_an_answer_fits(
    lance: Lance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    said = iter(["CAPA inconnu", "CS", "Cycles", "9", "4", "oportunite", "opportunite", "Nous"])

    def prompt(words: str, **_: object) -> str:
        asked.append(words)
        return next(said)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("click.prompt", prompt)
    result = lance("nouveau", tmp_path / "p")
    assert result.code == 0, result.erreurs
    assert len(asked) == 8
    assert "type de diplôme inconnu" in result.erreurs
    assert "niveau 3 ou 4" in result.erreurs.replace("\u00a0", " ")
    text = (tmp_path / "p/dossier/dossier.yaml").read_text("utf-8")
    assert "\n  intitule: Cycles\n" in text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"type": "certificat de specialization"}, "certificat de spécialisation"),
        ({"type": "brevet inconnu"}, "type de diplôme inconnu"),
        ({"niveau": "IV"}, "niveau 3 ou 4"),
        ({"niveau": "9"}, "niveau 3 ou 4"),
        ({"etape": "elabration"}, "vouliez-vous dire « elaboration »"),
        ({"demandeur": "  "}, "une réponse est attendue"),
        ({"intitule": "\x07"}, "rien n’a été écrit"),
    ],
)
def test_a_wrong_answer_is_said_and_nothing_is_written(
    lance: Lance, tmp_path: Path, changed: dict[str, str], words: str
) -> None:
    result = nouveau(lance, tmp_path / "p", **changed)
    assert result.code == 2
    assert words in result.erreurs.replace("\u00a0", " ").replace("\u202f", " ")
    assert not (tmp_path / "p").exists()


def test_all_the_wrong_answers_are_said_at_once(lance: Lance, tmp_path: Path) -> None:
    result = nouveau(lance, tmp_path / "p", niveau="IV", etape="x", type="CS")
    assert "--niveau" in result.erreurs
    assert "--etape" in result.erreurs


@pytest.mark.parametrize(
    "title",
    [
        "Technicien / technicienne : cycles #1",
        "Cycles 🚲",
        "« Cycles » & {vélos}, [tout]",
        "- tiret",
        "mot " * 300,
        "* étoile",
        "oui",
        "2026",
        "\\back \"droit\" 'simple'",
    ],
)
def test_whatever_the_title_it_is_read_as_it_was_said(
    lance: Lance, tmp_path: Path, title: str
) -> None:
    result = nouveau(lance, tmp_path / "p", intitule=title)
    if result.code:
        assert "rien n’a été écrit" in result.erreurs
        assert not (tmp_path / "p").exists()
    else:
        model = Project.open(tmp_path / "p").projet
        assert model.dossier.diplome.intitule == " ".join(title.split())


@pytest.mark.parametrize("name", ["aux", "NUL.txt", "a?b", "point.", "x" * 256, "a:b", "con/p"])
def test_a_name_that_some_system_refuses_is_said(lance: Lance, tmp_path: Path, name: str) -> None:
    result = nouveau(lance, tmp_path / name)
    assert result.code == 2
    assert "choisissez un autre nom" in result.erreurs or "ne peut pas être lu" in result.erreurs
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_that_name_is_no_folder(lance: Lance, tmp_path: Path) -> None:
    (tmp_path / "p").write_text("à moi", "utf-8")
    assert nouveau(lance, tmp_path / "p").code == 2
    assert (tmp_path / "p").read_text("utf-8") == "à moi"


def test_a_folder_that_has_other_things_keeps_them(lance: Lance, tmp_path: Path) -> None:
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier/glossaire.yaml").write_text("sigles: []\n", "utf-8")
    (tmp_path / "lettre.docx").write_bytes(b"PK")
    result = nouveau(lance, tmp_path)
    assert result.code == 0, result.erreurs
    assert "glossaire.yaml existe" in result.erreurs.replace("\u00a0", " ")
    assert (tmp_path / "dossier/glossaire.yaml").read_text("utf-8") == "sigles: []\n"
    assert (tmp_path / "lettre.docx").read_bytes() == b"PK"


@pytest.mark.parametrize("there", [False, True])
def test_a_failure_leaves_nothing_behind(
    lance: Lance,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    there: bool,  # noqa: FBT001
) -> None:
    folder = tmp_path / "p"
    if there:
        folder.mkdir()
    before = sorted(tmp_path.rglob("*"))
    real = Path.open

    def full(self: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if self.name == "glossaire.yaml" and mode == "xb":
            raise OSError(28, "No space left on device")
        return real(self, mode, *more, **named)

    monkeypatch.setattr(Path, "open", full)
    result = nouveau(lance, folder)
    assert result.code == 2
    assert "rien n’a été écrit" in result.erreurs
    assert sorted(tmp_path.rglob("*")) == before


def test_the_same_answers_give_the_same_bytes(lance: Lance, tmp_path: Path) -> None:
    for name in ("a", "b"):
        nouveau(lance, tmp_path / name, etape="examen-cpc")
    assert fichiers(tmp_path / "a") == fichiers(tmp_path / "b")


# --- the next step --------------------------------------------------------------------------------


def test_the_next_step_adds_its_files_and_touches_nothing_else(
    lance: Lance, tmp_path: Path
) -> None:
    folder = tmp_path / "p"
    nouveau(lance, folder)
    (folder / "dossier/note/20-besoins.md").rename(folder / "dossier/note/15-nos-besoins.md")
    (folder / "dossier/glossaire.yaml").write_text("sigles: []\n", "utf-8")
    before = fichiers(folder)
    result = lance("-C", folder, "nouveau", "--etape", "elaboration")
    assert result.code == 0, result.erreurs
    after = fichiers(folder)
    assert {path: after[path] for path in before} == before
    assert all(path.startswith("referentiels/") for path in set(after) - set(before))
    assert "referentiels/blocs/bloc-2.yaml" in after
    line = (
        (folder / "dossier/dossier.yaml")
        .read_text("utf-8")
        .splitlines()
        .index("etape: opportunite")
    )
    assert f"ligne {line + 1}" in result.erreurs.replace("\u00a0", " ")
    assert lance("-C", folder, "check").code == 0


def test_asked_twice_a_step_adds_nothing(lance: Lance, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    nouveau(lance, folder, etape="elaboration")
    before = fichiers(folder)
    result = lance("nouveau", folder, "--etape", "elaboration")
    assert (result.code, fichiers(folder)) == (0, before)
    assert "Rien à ajouter" in result.erreurs


def test_what_is_written_already_keeps_its_place(lance: Lance, tmp_path: Path) -> None:
    """Somebody who has pôles and blocs of his own is given no other."""
    folder = tmp_path / "p"
    nouveau(lance, folder)
    pole = folder / "referentiels/activites/atelier.yaml"
    pole.parent.mkdir(parents=True)
    pole.write_text(
        "pole:\n  id: atelier\n  intitule: Atelier\n  activites: {a_completer: À écrire.}\n",
        "utf-8",
    )
    lance("nouveau", folder, "--etape", "elaboration")
    assert [p.name for p in pole.parent.iterdir()] == ["atelier.yaml"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ([], "--etape ajoute"),
        (["--etape", "x"], "étape inconnue"),
        (["--etape", "elaboration", "--niveau", "3"], "s’écrit dans dossier/dossier.yaml"),
    ],
)
def test_an_existing_project_is_asked_for_its_step_alone(
    lance: Lance, tmp_path: Path, more: list[str], words: str
) -> None:
    nouveau(lance, tmp_path / "p")
    before = fichiers(tmp_path / "p")
    result = lance("nouveau", tmp_path / "p", *more)
    assert result.code == 2
    assert words in result.erreurs.replace("\u00a0", " ")
    assert fichiers(tmp_path / "p") == before


def test_no_folder_and_no_project_is_said(
    lance: Lance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = lance("nouveau")
    assert result.code == 2
    assert "donnez un dossier" in result.erreurs


PROFIL_A_SOI = (
    "profil: {id: brevet-maison, herite_de: titre-professionnel, formes: {nom: brevet}}\n"
)


@pytest.mark.parametrize("said", ["brevet-maison", "brevet", ""])
@pytest.mark.parametrize("where", [("-C", "p", "nouveau"), ("nouveau", "p")])
def test_a_folder_that_has_its_profile_begins_with_it(
    lance: Lance, tmp_path: Path, said: str, where: tuple[str, ...]
) -> None:
    """« -C dossier nouveau » as « nouveau dossier », with its type named or not."""
    profil = tmp_path / "p" / "dossier/profil.yaml"
    profil.parent.mkdir(parents=True)
    profil.write_text(PROFIL_A_SOI, "utf-8")
    given = options(type=said)[0 if said else 2 :]
    result = lance(*(tmp_path / "p" if word == "p" else word for word in where), *given)
    assert result.code == 0, result.erreurs
    assert profil.read_text("utf-8") == PROFIL_A_SOI
    assert "type: brevet-maison\n" in (tmp_path / "p" / MAIN).read_text("utf-8")
    checked = lance("-C", tmp_path / "p", "check")
    assert checked.code == 0
    assert "0 erreur" in checked.sortie


def test_a_type_of_another_time_becomes_the_one_of_today() -> None:
    assert set(types_on(JOUR)) >= {"certificat-de-specialisation"}
    assert "mention-complementaire" not in types_on(JOUR)
    assert len(FILES) > 10


@pytest.mark.lent
@pytest.mark.parametrize("etape", steps())
def test_the_documents_of_the_step_are_built(lance: Lance, tmp_path: Path, etape: str) -> None:
    nouveau(lance, tmp_path / "p", etape=etape)
    result = lance("-C", tmp_path / "p", "build", "--format", "docx")
    assert result.code == 0, result.erreurs
    found = sorted(p.name for p in (tmp_path / "p/output").glob("*.docx"))
    assert ("note-opportunite.docx" in found) or etape == "publie"
    assert any(name.startswith("referentiel") for name in found) == (etape != "opportunite")


# --- another project as a model -------------------------------------------------------------------

MODELES = {"sno": RACINE, "cycles": RACINE / "tests/projets/cycles"}


def comme(name: str) -> tuple[Project, dict[str, bytes], Answers]:
    """A project like another one, under another title, at the day of the other."""
    other = Project.open(MODELES[name])
    dossier = other.projet.dossier
    answers = Answers(
        other.projet.profil, "Essai", 4, "examen-cpc", "Nous", "creation", dossier.date_reference
    )
    return other, begun(answers, like=other.projet), answers


@pytest.mark.parametrize("name", MODELES)
def test_a_project_like_another_has_its_structure_and_no_error(name: str) -> None:
    other, files, answers = comme(name)
    project = Project.open(Memoire(files))
    errors = [d for d in project.findings(answers.jour) if d.severity is Severity.ERREUR]
    assert [f"{d.span} {d.code} {d.message}" for d in errors] == []
    ours, theirs = project.projet, other.projet
    for nature in (Pole, Activite, Bloc, Competence, Unite, Epreuve, SousEpreuve, Partie, Modalite):
        assert len(ours.of_nature(nature)) == len(theirs.of_nature(nature)), nature
    assert [prose.nom for prose in ours.note] == [prose.nom for prose in theirs.note]
    assert project.coverage.total.evaluees.nombre == 0


@pytest.mark.parametrize("name", MODELES)
def test_a_project_like_another_has_none_of_its_words(name: str) -> None:
    other, files, _ = comme(name)
    statuses = {str(s.intitule) for s in other.projet.of_nature(Statut)}
    titles = {title for p in other.projet.note for title in re.findall(r"(?m)^# (.*)$", p.texte)}
    whole = "\n".join(data.decode() for path, data in files.items() if not path.startswith("."))
    written = re.sub(r"(?m)^\s*#(?! \w+\n\n).*$", "", whole)  # without the examples of the comments
    words = [
        value
        for model in other.projet.modeles()
        for field in type(model).model_fields
        if isinstance(value := getattr(model, field), str) and value.count(" ") > 3
        if value not in statuses | titles | set(known_sigles().values())
    ]
    assert len(words) > 100
    assert [value for value in words if value in written] == []
    idents = {m.id for m in other.projet.modeles() if isinstance(m, Objet) and m.id}
    own = {m.id for m in Project.open(Memoire(files)).projet.modeles() if isinstance(m, Objet)}
    assert not {ident for ident in idents & own if not re.fullmatch(r"[a-z-]+-?[0-9]+", str(ident))}


def test_a_project_is_taken_as_a_model_from_the_command_line(lance: Lance, tmp_path: Path) -> None:
    more = ("--intitule", "Essai", "--demandeur", "Nous", "--etape", "elaboration")
    result = lance("nouveau", tmp_path / "p", "--depuis", MODELES["cycles"], *more)
    assert result.code == 0, result.erreurs
    diplome = Project.open(tmp_path / "p").projet.dossier.diplome
    assert (diplome.type, diplome.niveau) == ("certificat-de-specialisation", 3)
    assert lance("-C", tmp_path / "p", "check").code == 0
    assert lance("nouveau", tmp_path / "q", "--depuis", tmp_path, *more).code == 2
    assert not (tmp_path / "q").exists()
