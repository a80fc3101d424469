"""``mc-builder emploi``: write a target job and its requirements from fiches of nomenclatures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import click

from mc_builder.commands.changes import show_changes, write_changes
from mc_builder.commands.environment import nomenclatures_file
from mc_builder.commands.printing import give, say, stop, terminal
from mc_builder.commands.project import comparable
from mc_builder.coverage.demande import count_elements
from mc_builder.editing import Changes, Refused
from mc_builder.french import counted, listed, small
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.importers.emplois import Job, demands, job_of
from mc_builder.importers.fiches import keep_for
from mc_builder.importers.proches import near_fiches, without_code
from mc_builder.model.base import ACompleter
from mc_builder.model.emplois import AccesEmploi, Emploi
from mc_builder.nomenclatures.store import StoreProblem, reading
from mc_builder.nomenclatures.store_reading import fiches as fiches_of
from mc_builder.nomenclatures.store_records import Fiche
from mc_builder.project import Project
from mc_builder.reports.nomenclatures import cited, near_text
from mc_builder.reports.terminal import printable

#: How many fiches of each nomenclature are shown.
_SHOWN = 5


@click.command(
    cls=FrenchCommand,
    epilog="Exemples :\n\n\b\n  mc-builder emploi I1401 M1805 --diff\n"
    "  mc-builder emploi I1401 --version 3.47 --sans 106771,102717\n"
    "  mc-builder emploi I1401 --pour emploi-support\n"
    "  mc-builder emploi --chercher emploi-support\n"
    '  mc-builder emploi I1401 I1404 --intitule "Technicien ou technicienne support"',
)
@click.argument("codes", metavar="CODE…", nargs=-1)
@click.option("--intitule", metavar="MOTS", help="L’intitulé (celui de la première fiche, sinon).")
@click.option("--version", default="", metavar="VERSION", help="La version de la nomenclature.")
@click.option(
    "--acces",
    type=click.Choice(get_args(AccesEmploi)),
    default="premiere-insertion",
    help="Comment on accède à l’emploi.",
)
@click.option("--sans", multiple=True, metavar="CODE,…", help="Laisse de côté ces éléments.")
@click.option("--pour", metavar="EMPLOI", help="Garde ces fiches pour un emploi qui existe.")
@click.option(
    "--chercher", metavar="EMPLOI", help="Dit les fiches dont les mots sont proches d’un emploi."
)
@click.option("--diff", is_flag=True, help="Montre ce qui serait écrit, sans rien écrire.")
@help_option
@click.pass_obj
def emploi(  # noqa: PLR0913
    folder: Path,
    *,
    codes: Sequence[str],
    intitule: str | None,
    version: str,
    acces: AccesEmploi,
    sans: Sequence[str],
    pour: str | None,
    chercher: str | None,
    diff: bool,
) -> None:
    """Écrit un emploi visé, et les exigences que ses fiches demandent.

    Chaque exigence garde sa nature, sa source, sa fiche et son code ; une exigence que le projet
    a déjà (même code, ou mêmes mots) est reprise telle quelle. L’importance vient du « cœur de
    métier » quand la nomenclature le dit ; sinon, elle est à fixer. Les fiches sont gardées dans
    le dossier : le rapport de couverture dit ce qui en est repris, écarté, non examiné. « --pour »
    ne fait que les garder, pour un emploi qui est déjà écrit. « --chercher » n’écrit rien : il dit
    les fiches proches d’un emploi du projet, cinq par nomenclature gardée.
    """
    project = comparable(folder)
    if chercher is not None:
        _search(project, _job(project, chercher))
        return
    if not codes:
        stop(_missing(project))
    found = [_fiche(code, version) for code in dict.fromkeys(map(str.upper, codes))]
    if pour is not None:
        _keep(project, found, pour, folder, diff=diff)
        return
    without = {code.strip() for given in sans for code in given.split(",")}
    try:
        job = job_of(project, found, demands(found, without), intitule or "", acces)
    except Refused as refused:
        stop(f"{small(refused.message.rstrip('.'))} ; rien n’a été écrit")
    if diff:
        _show(project, job.changes, folder, _counts(job))
        return
    write_changes(project, job.changes, folder)
    _say_written(project, job, found)


def _keep(
    project: Project, fiches: Sequence[Fiche], ident: str, folder: Path, *, diff: bool
) -> None:
    """Keep fiches for a job that is there, and say what is left to look at."""
    emploi = _job(project, ident)
    try:
        changes = keep_for(project, emploi, fiches)
    except Refused as refused:
        stop(f"{small(refused.message.rstrip('.'))} ; rien n’a été écrit")
    after = project.edited(changes)
    measured = after.coverage.emploi(ident)
    left = measured.elements if measured is not None else count_elements(())
    said = (
        f"« {emploi.intitule} » : {left.non_examines} sur {counted(left.elements, 'élément')} à"
        " reprendre, ou à écarter avec un motif"
    )
    if diff:
        _show(project, changes, folder, said)
        return
    write_changes(project, changes, folder)
    say(printable(f"{said}."))
    _say_sources(fiches)


def _job(project: Project, ident: str) -> Emploi:
    emploi = project.projet.find(ident, Emploi)
    if emploi is None:
        known = listed((one.cle for one in project.projet.emplois), "ou")
        stop(printable(f"aucun emploi « {ident} » : {known}"))
    return emploi


def _search(project: Project, emploi: Emploi) -> None:
    """Say which fiches come near a job; nothing is written."""
    try:
        with reading(nomenclatures_file()) as store:
            found = list(near_fiches(project, emploi, store, _SHOWN))
    except StoreProblem as problem:
        stop(printable(str(problem)))
    if not found:
        stop("aucune nomenclature de métiers n’est gardée : « mc-builder nomenclature importer »")
    say(
        printable(
            f"Fiches dont les mots sont proches de « {emploi.intitule} » : des pistes, à lire"
            " (« mc-builder nomenclature montrer CODE »)."
        )
    )
    give(near_text(found, terminal()), "text")
    say(printable(f"Pour en garder : « mc-builder emploi CODE --pour {emploi.cle} »."))


def _missing(project: Project) -> str:
    """That a code is missing; which jobs have none, when some do."""
    waiting = listed((one.cle for one in without_code(project)), "ou")
    said = "dites le code d’une fiche (« mc-builder nomenclature chercher »)"
    return printable(f"{said}, ou --chercher {waiting}") if waiting else said


def _show(project: Project, changes: Changes, folder: Path, said: str) -> None:
    show_changes(project, changes, folder)
    say(printable(f"{said} : rien n’a été écrit."))


def _fiche(code: str, version: str) -> Fiche:
    """The fiche of a code: of the newest version that says what it asks for."""
    try:
        with reading(nomenclatures_file()) as store:
            found = fiches_of(store, code, version=version)
    except StoreProblem as problem:
        stop(printable(str(problem)))
    if not found:
        where = f" dans la version {version}" if version else ""
        stop(printable(f"aucune fiche « {code} »{where} : « mc-builder nomenclature chercher »"))
    told = [one for one in found if one.items]
    if not told:
        editions = listed(one.edition.label for one in found)
        stop(printable(f"{editions} ne dit pas ce que demande la fiche « {code} »"))
    return told[-1]


def _counts(job: Job) -> str:
    new, shared = len(job.new), len(job.shared)
    parts = [counted(new, "nouvelle exigence")] if new else []
    parts += [counted(shared, "exigence reprise", "exigences reprises")] if shared else []
    return f"« {job.intitule} » : {listed(parts)}"


def _say_written(project: Project, job: Job, fiches: Sequence[Fiche]) -> None:
    after = project.edited(job.changes).projet
    say(printable(f"{_counts(job)}."))
    if job.shared:
        titles = {e.id: str(e.intitule) for e in after.exigences}
        said = listed((f"« {titles[cle]} »" for cle in job.shared), most=6)
        say(printable(f"Déjà dans le projet : {said}."))
    if job.to_set:
        where = "dans l’atelier, ou dans le fichier de l’emploi"
        say(f"{counted(job.to_set, 'importance')} à fixer, de 1 à 3 ({where}).")
    for waiting in project.projet.emplois:
        if isinstance(waiting.intitule, ACompleter):
            path = project.places.whole(waiting).path
            say(f"{path} attend encore un intitulé : supprimez-le s’il ne sert plus.")
    _say_sources(fiches)


def _say_sources(fiches: Sequence[Fiche]) -> None:
    for edition in dict.fromkeys(fiche.edition for fiche in fiches):
        say(printable(f"Source : {cited(edition)}."))
