"""``mc-builder nouveau``: begin a project from a few answers, or add the files of its next step."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import click

from mc_builder.beginning.answers import (
    QUESTIONS,
    Answers,
    WrongAnswer,
    level_meant,
    natures,
    step_meant,
    steps,
    text_meant,
    type_meant,
    types_on,
)
from mc_builder.beginning.content import is_referentiel_due
from mc_builder.beginning.files import begun
from mc_builder.beginning.recu import begun_from
from mc_builder.beginning.steps import added_by, answers_of
from mc_builder.commands.environment import today
from mc_builder.commands.given_files import Unreadable, content
from mc_builder.commands.printing import say, stop
from mc_builder.commands.project import comparable, print_diagnostics
from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.french import counted, listed, typeset
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.importers.referentiels.arbre import Illisible, Repris
from mc_builder.importers.referentiels.lecture import framework_in
from mc_builder.loading import Profiles, profiles_of
from mc_builder.loading.layout import MAIN, PROFILE
from mc_builder.model.base import if_known
from mc_builder.model.profil import Profil
from mc_builder.new_files import Added, add, refusal
from mc_builder.project import Project
from mc_builder.reports.terminal import printable
from mc_builder.source.tree import Folder, Snapshot
from mc_builder.system_errors import cause
from mc_builder.writing import OutputProblem

_TYPED = "sans elle, la question est posée"


@click.command(
    cls=FrenchCommand,
    epilog="Exemples :\n\n\b\n  mc-builder nouveau mon-dossier\n"
    "  mc-builder nouveau mon-dossier --type CS --niveau 4 --etape opportunite\n"
    "  mc-builder nouveau mon-dossier --depuis ancien-dossier\n"
    "  mc-builder nouveau mon-dossier --depuis-referentiel moodle.csv --etape elaboration\n"
    "  mc-builder -C mon-dossier nouveau --etape elaboration",
)
@click.argument("dossier", metavar="[DOSSIER]", required=False, type=click.Path(path_type=Path))
@click.option("--type", "genre", metavar="TYPE", help=f"Type de diplôme ({_TYPED}).")
@click.option("--intitule", metavar="MOTS", help="Intitulé de la spécialité.")
@click.option("--niveau", metavar="NOMBRE", help="Niveau, de 2 à 8.")
@click.option("--etape", metavar="ÉTAPE", help=f"Étape du dossier : {', '.join(steps())}.")
@click.option("--demandeur", metavar="NOM", help="Qui demande le diplôme.")
@click.option(
    "--nature", type=click.Choice(natures()), default="creation", help="Ce qui est demandé."
)
@click.option(
    "--depuis",
    metavar="PROJET",
    type=click.Path(path_type=Path),
    help="Reprend la structure d’un autre projet, sans son contenu.",
)
@click.option(
    "--depuis-referentiel",
    "repris",
    metavar="FICHIER",
    type=click.Path(path_type=Path),
    help="Reprend un référentiel de compétences : CSV de Moodle, JSON de CASE ou d’Orébut.",
)
@click.option("--vscode", is_flag=True, help="Ajoute les réglages de Visual Studio Code.")
@help_option
@click.pass_obj
def nouveau(
    folder: Path,
    /,
    *,
    dossier: Path | None,
    depuis: Path | None,
    repris: Path | None,
    vscode: bool,
    **given: str | None,
) -> None:
    """Commence un projet : pose cinq questions, et écrit les fichiers que son étape demande.

    Dans un projet qui existe, « --etape » ajoute les fichiers de l’étape suivante. Un fichier qui
    existe n’est jamais modifié. Un dossier qui n’a encore que son profil (« dossier/profil.yaml »)
    commence avec lui. « --depuis » reprend d’un autre projet les sections de la note, les
    pôles, les blocs, les épreuves et leurs liens, à compléter, et son type s’il n’est pas donné.
    « --depuis-referentiel » reprend d’un autre logiciel les blocs, les compétences et leurs
    indicateurs ; « reprise.md » dit ligne par ligne ce qui est repris et ce qui n’a pas de place.
    """
    target = folder / dossier if dossier is not None else folder
    read = _read(repris, depuis)
    _check_folder(target)
    known = _project(target)
    own = profiles_of(Folder(target)) if target.is_dir() else Profiles()
    if known is None and dossier is None and not own.own:
        raise click.UsageError("donnez un dossier : mc-builder nouveau mon-dossier")
    like = comparable(depuis).projet if depuis is not None else None
    if like is not None and known is None:
        level = if_known(like.dossier.diplome.niveau)
        given["genre"] = given["genre"] or like.profil.id
        given["niveau"] = given["niveau"] or (None if level is None else str(level))
    if read is not None and known is None and read.profil:
        given["genre"], given["niveau"] = given["genre"] or read.profil, given["niveau"] or "6"
        given["intitule"] = given["intitule"] or read.specialite or None
    if known is None and (alone := own.alone(PROFILE.pattern)) is not None:
        given["genre"] = given["genre"] or alone[0]
    answers = _asked(given, own) if known is None else _of_project(known, given)
    files, taken = begun(answers, editor=vscode, like=like), ""
    if read is not None and repris is not None:
        _check_room(answers, known)
        files, taken = begun_from(answers, read, repris.name, _tree(target), editor=vscode)
    if known is not None:
        files = added_by(known, answers, files)
    _check(target, files)
    try:
        added = add(target, files)
    except OutputProblem as problem:
        stop(f"{problem} ; rien n’a été écrit")
    _say_added(target, added)
    if taken:
        say(taken)
    _say_next(target, answers, known)


def _read(repris: Path | None, depuis: Path | None) -> Repris | None:
    """The framework to begin with; stops when the file gives none."""
    if repris is None:
        return None
    if depuis is not None:
        stop("--depuis et --depuis-referentiel : donnez l’un ou l’autre")
    try:
        return framework_in(content(repris))
    except Unreadable as problem:
        stop(f"{problem} ; rien n’a été écrit")
    except Illisible as problem:
        stop(f"« {repris} » : {problem} ; rien n’a été écrit")


def _check_room(answers: Answers, known: Project | None) -> None:
    """Stop where a référentiel has no place, or has one already."""
    if not is_referentiel_due(answers):
        stop(
            "--depuis-referentiel : l’étape ou la nature de ce dossier ne demande pas de"
            " référentiel ; donnez --etape elaboration ; rien n’a été écrit"
        )
    if known is not None and known.projet.blocs:
        stop(
            "--depuis-referentiel : ce projet a déjà des blocs ; commencez un autre dossier ;"
            " rien n’a été écrit"
        )


def _check_folder(target: Path) -> None:
    """Stop when a folder of this name could not be made, or only on this system."""
    try:
        if target.exists() and not target.is_dir():
            stop(f"« {target} » n’est pas un dossier")
        absent = [part for part in (target, *target.parents) if not part.exists()]
    except OSError as error:
        stop(f"« {target} » ne peut pas être lu : {cause(error)}")
    for part in absent:
        if why := refusal(part.name):
            stop(f"{why} : choisissez un autre nom")


def _project(target: Path) -> Project | None:
    """The project that is in the folder already."""
    return Project.open(Folder(target)) if (target / MAIN).is_file() else None


def _asked(given: dict[str, str | None], own: Profiles) -> Answers:
    """The answers given as options, the others asked for; wrong or missing ones stop."""
    day = today()
    missing = [name for name in QUESTIONS if not given[_option(name)]]
    if missing and not sys.stdin.isatty():
        options = listed(f"--{name}" for name in missing)
        stop(f"il manque {options} (hors d’un terminal, rien n’est demandé) ; rien n’a été écrit")
    wrong: list[str] = []

    def answer(name: str, read: Callable[[str], object], hint: str = "") -> object:
        said = given[_option(name)]
        while True:
            try:
                return read(_prompt(name, hint) if said is None else said)
            except WrongAnswer as error:
                if said is not None:
                    wrong.append(f"--{name} : {error}")
                    return None
                say(str(error))

    names = listed([*own.own, *(found.formes.nom for found in types_on(day).values())], "ou")
    profil = answer("type", lambda words: type_meant(words, day, own), names)
    intitule = answer("intitule", lambda words: text_meant(words, QUESTIONS["intitule"]))
    niveau = None
    if isinstance(profil, Profil):
        levels = listed(map(str, profil.niveaux), "ou")
        niveau = answer("niveau", lambda words: level_meant(words, profil), levels)
    etape = answer("etape", step_meant, listed(steps(), "ou"))
    demandeur = answer("demandeur", lambda words: text_meant(words, QUESTIONS["demandeur"]))
    if wrong or not isinstance(profil, Profil) or not isinstance(niveau, int):
        _stop_at(wrong)
    return Answers(
        profil, str(intitule), niveau, str(etape), str(demandeur), str(given["nature"]), day
    )


def _option(name: str) -> str:
    return {"type": "genre"}.get(name, name)


def _prompt(name: str, hint: str) -> str:
    words = f"{QUESTIONS[name]} ({hint})" if hint else QUESTIONS[name]
    said: str = click.prompt(typeset(words), prompt_suffix=typeset(" : "), err=True)
    return said


def _stop_at(wrong: list[str]) -> NoReturn:
    for words in wrong:
        say(f"mc-builder : {words}")
    stop("rien n’a été écrit")


def _of_project(known: Project, given: dict[str, str | None]) -> Answers:
    """What the project says of itself, at the step that is asked for."""
    if known.model is None:
        print_diagnostics(known.problems)
        stop("dossier.yaml ne peut pas être lu ; rien n’a été écrit")
    if given["etape"] is None:
        stop("ce dossier est déjà un projet : --etape ajoute les fichiers d’une autre étape")
    if others := [n for n in QUESTIONS if n != "etape" and given[_option(n)]]:
        options = listed(f"--{name}" for name in others)
        stop(f"ce dossier est déjà un projet : {options} s’écrit dans {MAIN}")
    try:
        step = step_meant(given["etape"])
    except WrongAnswer as error:
        _stop_at([f"--etape : {error}"])
    return answers_of(known, step)


def _check(target: Path, files: dict[str, bytes]) -> None:
    """Stop when the files would bring an error: a title is judged as `check` judges it."""
    tree = _tree(target)
    new = {path: data for path, data in files.items() if tree.read(path) is None}
    known = _errors(Project.open(tree)) if tree.read(MAIN) else []
    places = {error.sort_key for error in known}
    found = [e for e in _errors(Project.open(tree.edited(new))) if e.sort_key not in places]
    if found:
        print_diagnostics(found)
        stop("rien n’a été écrit")


def _tree(target: Path) -> Snapshot:
    return Snapshot(Folder(target) if target.exists() else None)


def _errors(project: Project) -> list[Diagnostic]:
    return [d for d in project.findings(today()) if d.severity is Severity.ERREUR]


def _say_added(target: Path, added: Added) -> None:
    shown = [path for path in added.written if not path.startswith(".")]
    if not added.written:
        say("Rien à ajouter : les fichiers de cette étape sont déjà là.")
        return
    for path in shown:
        click.echo(printable(str(target / path)))
    hidden = len(added.written) - len(shown)
    help_for = f", et {counted(hidden, 'fichier')} pour l’éditeur de texte" if hidden else ""
    say(f"{counted(len(shown), 'fichier écrit', 'fichiers écrits')}{help_for}.")
    for path in added.kept:
        if not path.startswith("."):
            say(printable(f"{target / path} existe : il est gardé tel quel."))


def _say_next(target: Path, answers: Answers, known: Project | None) -> None:
    here = "" if target.resolve() == Path.cwd() else f"-C {target} "
    if known is not None and known.projet.dossier.etape != answers.etape:
        line = known.places.span(known.projet.dossier, "etape").line
        say(f"Écrivez maintenant « etape: {answers.etape} » dans {MAIN}, ligne {line}.")
    say(
        printable(
            f"Ensuite : « mc-builder {here}atelier » ouvre le dossier dans le navigateur, où l’on"
            f" écrit sans ouvrir un fichier ; ou bien ouvrez {target / MAIN} dans un éditeur de"
            f" texte, et remplacez chaque {{a_completer: …}}. « mc-builder {here}check » dit ce qui"
            f" reste, « mc-builder {here}build » écrit les documents."
        )
    )
