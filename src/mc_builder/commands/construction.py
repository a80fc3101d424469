"""What ``build`` was asked → the files that are not up to date, made and said one by one."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace

from mc_builder.codes import is_cause
from mc_builder.commands.construits import say_outcomes
from mc_builder.commands.contre import version_of
from mc_builder.commands.environment import environment_number, moment
from mc_builder.commands.printing import say
from mc_builder.commands.project import opened, print_diagnostics
from mc_builder.diagnostics import Diagnostic, Severity, worst
from mc_builder.documents.dus import Choix, choose
from mc_builder.documents.kinds import ROOMS, cited_by
from mc_builder.french import agreed
from mc_builder.page.templates import Templates
from mc_builder.production.freshness import read
from mc_builder.production.keys import build_keys
from mc_builder.production.pool import Limits, cores
from mc_builder.production.produce import refusals
from mc_builder.production.request import Request, Setup
from mc_builder.production.run import LIMITS, Order, run
from mc_builder.project import Project
from mc_builder.writing import alone, prepare

#: More side by side, or a longer wait (a day), is a slip of the keyboard.
_MOST_PROCESSES, _LONGEST = 64, 86_400


def construct(request: Request, now: str) -> int:
    """Make what is not up to date with the inputs, whose generation is `now`; the exit code."""
    order = _order(request, now)
    if order is None:
        return 1
    prepare(request.output)
    with alone(request.output, lambda: say("Une autre construction est en cours ; attente…")):
        state = read(request.output)
        if request.sans_cache:
            state.forget()
        return say_outcomes(run(order, state))


def _order(request: Request, now: str) -> Order | None:
    """What is to be made and from what; None when nothing can be."""
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


def _prepare(request: Request) -> tuple[Setup, Project]:
    """The project, read once; stops when it cannot be built."""
    project = opened(request.folder)
    draft = _buildable(project, malgre_erreurs=request.malgre_erreurs)
    setup = Setup(request.folder.resolve(), project.files, replace(request.options, draft=draft))
    if request.contre is None:
        return setup, project
    other = version_of(request.contre, request.folder)
    changements = project.changes_since(other, request.contre)
    return replace(setup, changements=changements, before=other.files), project


def _buildable(project: Project, *, malgre_erreurs: bool) -> bool:
    """Whether the build is a draft; stops when there is nothing to build from."""
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
    diagnostics = tuple(found)
    if diagnostics:
        print_diagnostics(diagnostics)
    if worst(diagnostics) is not Severity.ERREUR:
        return True
    say("Rien n’a été écrit : corrigez d’abord les gabarits.")
    return False


def _processes() -> int:
    """How many processes work side by side: as many as processors, unless it is set."""
    asked = environment_number("MC_BUILDER_PROCESSUS", _MOST_PROCESSES)
    return cores() if asked is None else asked


def _limits() -> Limits:
    """What one file may take; a slow machine may be given more time."""
    asked = environment_number("MC_BUILDER_DELAI", _LONGEST)
    return LIMITS if asked is None else replace(LIMITS, seconds=float(asked))
