"""``mc-builder build``: write the documents that are not up to date into ``output/``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mc_builder.builtin import builtin_folder
from mc_builder.commands.construits import say_outcomes, say_up_to_date
from mc_builder.commands.contre import changements_depuis, contre_option
from mc_builder.commands.project import (
    environment_number,
    moment,
    opened,
    print_diagnostics,
    project_tree,
    say,
    stop,
)
from mc_builder.documents.kinds import DOCUMENTS, FORMATS, ROOMS, cited_by, kinds_named
from mc_builder.french import agreed
from mc_builder.french_click import FrenchCommand, help_option

if TYPE_CHECKING:
    from mc_builder.diagnostics import Diagnostic
    from mc_builder.documents.declaration import DocumentKind
    from mc_builder.documents.dus import Choix
    from mc_builder.documents.options import Options
    from mc_builder.production.pool import Limits
    from mc_builder.production.request import Setup
    from mc_builder.production.run import Order
    from mc_builder.project import Project

#: More side by side, or a longer wait (a day), is a slip of the keyboard.
_MOST_PROCESSES, _LONGEST = 64, 86_400


@dataclass(frozen=True)
class _Request:
    """What was asked on the command line."""

    folder: Path
    kinds: tuple[DocumentKind, ...]
    formats: tuple[str, ...]
    named: bool
    options: Options
    contre: str | None
    sans_cache: bool
    malgre_erreurs: bool

    @property
    def output(self) -> Path:
        """Where the files go."""
        return self.folder / "output"

    @property
    def names(self) -> tuple[str, ...]:
        """The files that are asked for."""
        return self.names_of(self.kinds)

    def names_of(self, kinds: Iterable[DocumentKind]) -> tuple[str, ...]:
        """The files of some documents."""
        return tuple(name for kind in kinds for name in kind.names(self.formats))


def _listed() -> str:
    """The documents, for the help: those of any step, then those of the référentiel."""
    width = max(len(kind.key) for kind in DOCUMENTS) + 2
    pages = ""
    for title, late in (("Documents", False), ("Après l’étape « opportunite »", True)):
        lines = [
            f"\n  {kind.key:{width}}{kind.label} ({', '.join(kind.formats)})"
            for kind in DOCUMENTS
            if kind.due_with_referentiel is late
        ]
        pages += f"{title} :\n\n\b{''.join(lines)}\n\n"
    return pages


@click.command(
    cls=FrenchCommand,
    short_help="Écrit les documents dans output/.",
    epilog=f"{_listed()}Exemples :\n\n\b\n  mc-builder build\n"
    "  mc-builder build referentiel --format docx,pdf",
)
@click.argument(
    "documents",
    nargs=-1,
    metavar="[DOCUMENT]…",
    type=click.Choice([kind.key for kind in DOCUMENTS]),
)
@click.option(
    "--format",
    "formats",
    metavar="docx,pdf,…",
    help=f"Formats à écrire, séparés par des virgules (tous, sinon) : {', '.join(FORMATS)}.",
)
@click.option(
    "--malgre-erreurs",
    is_flag=True,
    help="Écrit même si le dossier a des erreurs ; chaque page est alors marquée « Brouillon ».",
)
@click.option(
    "--joindre-sources",
    is_flag=True,
    help="Joint à chaque PDF les fichiers du dossier où est écrit ce qu’il montre.",
)
@click.option(
    "--commentaires",
    is_flag=True,
    help="Met en commentaires dans les Word les constats de check et ce qui n’est pas couvert.",
)
@click.option(
    "--pages-libreoffice",
    is_flag=True,
    help="Met dans les Word les numéros de page que LibreOffice leur trouve.",
)
@click.option("--sans-cache", is_flag=True, help="Refait aussi ce qui est à jour.")
@contre_option
@help_option
@click.pass_obj
def build(  # noqa: PLR0913
    folder: Path,
    documents: Sequence[str],
    formats: str | None,
    *,
    malgre_erreurs: bool,
    joindre_sources: bool,
    commentaires: bool,
    pages_libreoffice: bool,
    sans_cache: bool,
    contre: str | None,
) -> None:
    """Écrit les documents dans output/.

    Sans argument, écrit dans tous leurs formats ceux que l’étape du dossier attend. Ce qui est à
    jour n’est pas refait.
    """
    from mc_builder.documents.options import Options  # noqa: PLC0415
    from mc_builder.writing import OutputProblem  # noqa: PLC0415

    request = _Request(
        folder,
        kinds_named(documents),
        _formats(formats),
        bool(documents),
        Options(attach=joindre_sources, comments=commentaires, paged=pages_libreoffice),
        contre,
        sans_cache,
        malgre_erreurs,
    )
    if not request.names:
        have = " ; ".join(f"{kind.key} : {', '.join(kind.formats)}" for kind in request.kinds)
        raise click.UsageError(f"aucun des documents demandés n’existe dans ce format ({have})")
    try:
        sys.exit(_build(request))
    except OutputProblem as problem:
        stop(str(problem))


def _build(request: _Request) -> int:
    """Make what is not up to date; the exit code."""
    from mc_builder.production.freshness import generation, read  # noqa: PLC0415

    project_tree(request.folder)  # stops when there is none
    # The stamps are taken before anything is read: what is saved meanwhile is seen next time.
    now = generation(request.folder, [builtin_folder()], repr(request.options))
    known = not (request.sans_cache or request.contre is not None)
    if known:
        state, names = read(request.output), request.names
        if count := state.untouched(request.output, names, now, named=request.named):
            return say_up_to_date(count)
    from mc_builder.production.run import run  # noqa: PLC0415
    from mc_builder.writing import alone, prepare  # noqa: PLC0415

    order = _order(request, now)
    if order is None:
        return 1
    prepare(request.output)
    with alone(request.output, lambda: say("Une autre construction est en cours ; attente…")):
        state = read(request.output)
        if request.sans_cache:
            state.forget()
        return say_outcomes(run(order, state))


def _order(request: _Request, now: str) -> Order | None:
    """What is to be made and from what; None when nothing can be."""
    from mc_builder.documents.dus import choose  # noqa: PLC0415
    from mc_builder.page.templates import Templates  # noqa: PLC0415
    from mc_builder.production.keys import build_keys  # noqa: PLC0415
    from mc_builder.production.produce import refusals  # noqa: PLC0415
    from mc_builder.production.run import Order  # noqa: PLC0415

    setup, project = _prepare(request)
    templates = Templates(request.folder, ROOMS)
    if not _say_refusals(refusals(templates, request.formats, project.projet.charte)):
        return None
    choix = choose(request.kinds, project, nommes=request.named)
    if not _say_left_out(choix):
        return None
    kinds = dict.fromkeys((*choix.retenus, *cited_by(choix.retenus)))
    return Order(
        setup,
        request.output,
        request.names_of(choix.retenus),
        build_keys(kinds, project, templates, setup),
        # What was compared with may move, errors must be said again: neither is taken as known.
        "" if request.contre is not None or setup.options.draft else now,
        moment(),
        _processes(),
        _limits(),
        request.names_of(kind for kind, _ in choix.ecartes),
    )


def _prepare(request: _Request) -> tuple[Setup, Project]:
    """The project, read once; stops when it cannot be built."""
    from mc_builder.production.request import Setup  # noqa: PLC0415

    project = opened(request.folder)
    draft = _buildable(project, malgre_erreurs=request.malgre_erreurs)
    changements = None
    if request.contre is not None:
        changements = changements_depuis(request.contre, request.folder, project)
    options = replace(request.options, draft=draft)
    return Setup(request.folder.resolve(), project.files, options, changements), project


def _buildable(project: Project, *, malgre_erreurs: bool) -> bool:
    """Whether the build is a draft; stops when there is nothing to build from."""
    from mc_builder.codes import is_cause  # noqa: PLC0415
    from mc_builder.diagnostics import Severity, worst  # noqa: PLC0415

    diagnostics = project.findings()
    faulty = worst(diagnostics) is Severity.ERREUR
    if faulty:
        print_diagnostics(diagnostics)
    elif aside := [d for d in diagnostics if is_cause(d)]:
        print_diagnostics(aside)  # what the documents lack without a word
    if project.model is None or (faulty and not malgre_erreurs):
        say(
            "Rien n’a été écrit : corrigez d’abord les erreurs"
            + (" (ou voyez --malgre-erreurs)." if project.model is not None else ".")
        )
        sys.exit(1)
    return faulty


def _say_left_out(choix: Choix) -> bool:
    """Say which documents are not made, and why; whether any is."""
    reasons: dict[str, list[str]] = {}
    for kind, reason in choix.ecartes:
        reasons.setdefault(reason, []).append(kind.key)
    for reason, keys in reasons.items():
        say(f"{agreed(len(keys), 'Non écrit', 'Non écrits')} ({reason}) : {', '.join(keys)}.")
    return bool(choix.retenus)


def _say_refusals(found: Iterable[Diagnostic]) -> bool:
    """Say what is wrong with the templates; whether the build may go on."""
    from mc_builder.diagnostics import Severity, worst  # noqa: PLC0415

    diagnostics = tuple(found)
    if diagnostics:
        print_diagnostics(diagnostics)
    if worst(diagnostics) is not Severity.ERREUR:
        return True
    say("Rien n’a été écrit : corrigez d’abord les gabarits.")
    return False


def _formats(value: str | None) -> tuple[str, ...]:
    if value is None:
        return FORMATS
    wanted = {part.strip() for part in value.split(",") if part.strip()}
    unknown = sorted(wanted - set(FORMATS))
    if unknown or not wanted:
        what = f"format inconnu « {', '.join(unknown)} »" if unknown else "aucun format n’est donné"
        raise click.UsageError(f"{what} ; les formats sont : {', '.join(FORMATS)}")
    return tuple(extension for extension in FORMATS if extension in wanted)


def _processes() -> int:
    """How many processes work side by side: as many as processors, unless it is set."""
    from mc_builder.production.pool import cores  # noqa: PLC0415

    asked = environment_number("MC_BUILDER_PROCESSUS", _MOST_PROCESSES)
    return cores() if asked is None else asked


def _limits() -> Limits:
    """What one file may take; a slow machine may be given more time."""
    from mc_builder.production.run import LIMITS  # noqa: PLC0415

    asked = environment_number("MC_BUILDER_DELAI", _LONGEST)
    return LIMITS if asked is None else replace(LIMITS, seconds=float(asked))
