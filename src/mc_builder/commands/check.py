"""``mc-builder check``: say what is wrong, in several forms; correct what is certain."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from mc_builder.catalogue import catalogue
from mc_builder.commands.differences import from_here, give_difference
from mc_builder.commands.environment import kept_nomenclatures, today
from mc_builder.commands.printing import give, say, terminal
from mc_builder.commands.project import project_tree, write_files
from mc_builder.coverage import bilan
from mc_builder.diagnostics import Diagnostic, Severity, worst
from mc_builder.french import counted
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.project import Project
from mc_builder.reports.diagnostics.github import github_report
from mc_builder.reports.diagnostics.json import json_report
from mc_builder.reports.diagnostics.reporter import Findings
from mc_builder.reports.diagnostics.sarif import sarif_report
from mc_builder.reports.diagnostics.texte import text_report
from mc_builder.reports.terminal import Reporter, printable
from mc_builder.rules.selection import Selection
from mc_builder.rules.settings import in_force
from mc_builder.source.edits import Corrected, correct
from mc_builder.source.tree import FileTree

SEVERITY_NAMES = ("erreur", "avertissement", "info")
#: Form → what writes it.
CHECK_FORMATS: dict[str, Reporter[Findings]] = {
    "text": text_report,
    "json": json_report,
    "sarif": sarif_report,
    "github": github_report,
}


@click.command(
    cls=FrenchCommand,
    epilog="Exemples :\n\n\b\n  mc-builder check --severite avertissement\n"
    "  mc-builder check --debutant\n  mc-builder check --select YML,REF --corriger\n"
    "  mc-builder check --format sarif > constats.sarif",
)
@click.option(
    "--severite",
    type=click.Choice(SEVERITY_NAMES),
    default="erreur",
    help="Gravité à partir de laquelle la commande échoue (erreur, sinon).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(CHECK_FORMATS)),
    default="text",
    help="Forme du résultat (text, sinon) ; sarif et github : pour une forge.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="CODE,…",
    help="Ne montre que ces codes, ou débuts de codes ; plusieurs fois au besoin.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="CODE,…",
    help="Laisse de côté ces codes, ou débuts de codes.",
)
@click.option("--corriger", is_flag=True, help="Corrige dans les fichiers ce qui est sûr.")
@click.option("--diff", is_flag=True, help="Montre ces corrections sans rien écrire.")
@click.option("--debutant", is_flag=True, help="Montre d’abord les cinq constats qui comptent.")
@help_option
@click.pass_obj
def check(  # noqa: PLR0913
    folder: Path,
    *,
    severite: str,
    form: str,
    select: Sequence[str],
    ignore: Sequence[str],
    corriger: bool,
    diff: bool,
    debutant: bool,
) -> None:
    """Vérifie tous les fichiers du projet et dit ce qui ne va pas, ligne par ligne."""
    if debutant and form != "text":
        raise click.UsageError("--debutant ne va qu’avec la forme text")
    selection = _selection(select, ignore)
    tree = project_tree(folder)
    project = Project.open(tree)
    if diff or corriger:
        corrected = _correct(project, selection)
        if diff:
            _show(corrected, folder)
        else:
            _write(corrected, folder)
            project = project.reopened(tree)
    diagnostics = _asked(project, selection, _of_nomenclatures(project))
    if not diff:
        found = _findings(project, diagnostics, folder, debutant=debutant)
        give(CHECK_FORMATS[form](found, terminal()), form)
    highest = worst(diagnostics)
    if highest is not None and highest >= Severity[severite.upper()]:
        sys.exit(1)


def _selection(select: Sequence[str], ignore: Sequence[str]) -> Selection | None:
    """The codes that are asked for; None when all are."""
    if not select and not ignore:
        return None

    def prefixes(values: Sequence[str]) -> tuple[str, ...]:
        words = [word.strip().upper() for value in values for word in value.split(",")]
        return tuple(word for word in words if word)

    selection = Selection(prefixes(select), prefixes(ignore))
    if unknown := selection.unknown(catalogue()):
        raise click.UsageError(
            f"aucune règle ne commence par « {unknown[0]} » (voir mc-builder regle --liste)"
        )
    return selection


def _asked(
    project: Project, selection: Selection | None, more: tuple[Diagnostic, ...] = ()
) -> tuple[Diagnostic, ...]:
    """The findings that are asked for."""
    found = project.findings(today(), more)
    return found if selection is None else selection.keep(found, sound=project.sound)


def _of_nomenclatures(project: Project) -> tuple[Diagnostic, ...]:
    """What the store of this machine says of the codes; nothing where there is none."""
    store = kept_nomenclatures()
    if store is None or not project.sound:
        return ()
    from mc_builder.commands.kept import known_codes  # noqa: PLC0415

    return known_codes(project, store)


def _findings(
    project: Project, diagnostics: tuple[Diagnostic, ...], folder: Path, *, debutant: bool
) -> Findings:
    """What every form of the result is made from."""
    return Findings(
        diagnostics,
        {rule.code: rule for rule in catalogue()},
        () if project.model is None else in_force(project.model.dossier, today()),
        from_here(folder),
        _bilan(project),
        debutant,
        project.projet.said if project.model is not None else Findings.said,
    )


def _bilan(project: Project) -> str:
    """What coverage leaves out; nothing before the référentiel is due."""
    if not project.sound or not project.projet.dossier.referentiel_attendu:
        return ""
    return project.projet.said(bilan(project.coverage))


def _correct(project: Project, selection: Selection | None) -> Corrected:
    def fixable(files: FileTree) -> Sequence[Diagnostic]:
        found = _asked(project.reopened(files), selection)
        return [d for d in found if selection is None or selection.keep([d], sound=True)]

    return correct(project.files, fixable)


def _show(corrected: Corrected, folder: Path) -> None:
    """The corrections as a unified diff, on stdout."""
    for edit in corrected.edits:
        give_difference(edit.path, edit.before, edit.after, folder)
    say(f"{_counts(corrected)} : rien n’a été écrit (--corriger le fait).")


def _write(corrected: Corrected, folder: Path) -> None:
    """Write the corrected files, unless one of them has changed since it was read."""
    if not corrected.edits:
        say("Aucune correction sûre à faire.")
        return
    before = {edit.path: edit.before for edit in corrected.edits}
    after = {edit.path: edit.after for edit in corrected.edits}
    write_files(folder, before, after, "la correction")
    for diagnostic in corrected.answered:
        words = f"corrigé : {diagnostic.span}: {diagnostic.code} {diagnostic.message}"
        click.echo(printable(words), err=True)
    say(f"{_counts(corrected)}.")


def _counts(corrected: Corrected) -> str:
    """« 3 corrections dans 2 fichiers »."""
    made, files = len(corrected.answered), len(corrected.edits)
    return f"{counted(made, 'correction')} dans {counted(files, 'fichier')}"
