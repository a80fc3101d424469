"""``mc-builder pistes``: what may answer a requirement, by its words; refuse some of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from mc_builder.commands.changes import show_changes, write_changes
from mc_builder.commands.printing import give, say, stop, terminal
from mc_builder.commands.project import comparable
from mc_builder.coverage.analysis.suggestions import Rupture
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.documents.couverture.mots import set_aside
from mc_builder.editing import Changes, Refused, add_link, in_turn, remove_link
from mc_builder.french import listed, small
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.model.emplois import Exigence
from mc_builder.project import Project
from mc_builder.reports.terminal import Terminal, printable

_Step = Callable[[Project], Changes]


@click.command(
    cls=FrenchCommand,
    epilog="Exemples :\n\n\b\n  mc-builder pistes\n  mc-builder pistes diagnostiquer-panne\n"
    "  mc-builder pistes diagnostiquer-panne --ecarter accueillir-client",
)
@click.argument("exigence", metavar="[EXIGENCE]", required=False)
@click.option("--ecarter", multiple=True, metavar="OBJET", help="Ne propose plus cet objet.")
@click.option("--remettre", multiple=True, metavar="OBJET", help="Le propose de nouveau.")
@click.option("--diff", is_flag=True, help="Montre ce qui serait écrit, sans rien écrire.")
@help_option
@click.pass_obj
def pistes(
    folder: Path,
    *,
    exigence: str | None,
    ecarter: Sequence[str],
    remettre: Sequence[str],
    diff: bool,
) -> None:
    """Propose ce qui pourrait répondre à une exigence, d’après les mots.

    Sans EXIGENCE, toutes celles dont la chaîne s’interrompt, cinq pistes au plus pour chacune ;
    avec, ses dix pistes et celles qui ont été écartées. « --ecarter » se souvient dans le dossier
    d’une piste qui ne convient pas ; rien d’autre n’est écrit, et aucun lien n’est posé.
    """
    project = comparable(folder)
    if exigence is None:
        if ecarter or remettre:
            stop("dites pour quelle exigence : « mc-builder pistes EXIGENCE --ecarter OBJET »")
        _show_all(project)
        return
    asked = project.projet.find(exigence, Exigence)
    if asked is None:
        stop(printable(f"aucune exigence « {exigence} » : « mc-builder pistes » les nomme"))
    if not (ecarter or remettre):
        _show_one(project, asked)
        return
    _write(folder, project, _decided(project, exigence, ecarter, remettre), diff=diff)


def _decided(
    project: Project, exigence: str, refused: Sequence[str], again: Sequence[str]
) -> Changes:
    """The files once some objects are refused, and others suggested again."""
    ref = f"{exigence}:pistes_ecartees"
    steps: list[_Step] = [partial(add_link, ref=ref, cle=cle) for cle in refused]
    steps += [partial(remove_link, ref=ref, cle=cle) for cle in again]
    for cle in (*refused, *again):
        if cle not in project.projet.by_cle:
            stop(printable(f"aucun objet « {cle} » dans le dossier : rien n’a été écrit"))
    try:
        return in_turn(project, *steps)
    except Refused as problem:
        stop(printable(f"{small(problem.message.rstrip('.'))} ; rien n’a été écrit"))


def _write(folder: Path, project: Project, changes: Changes, *, diff: bool) -> None:
    if not changes:
        say("Rien n’est à écrire.")
        return
    if diff:
        show_changes(project, changes, folder)
        say("Rien n’a été écrit.")
        return
    write_changes(project, changes, folder)


def _measured(project: Project) -> Couverture:
    view = Couverture.de(project)
    if not view.mesurable:
        stop(small(view.bilan))
    return view


def _terminal(view: Couverture) -> Terminal:
    """The terminal, which says what the type of diploma calls things."""
    return replace(terminal(), said=view.projet.said)


def _show_all(project: Project) -> None:
    """Each requirement whose chain breaks, with its first suggestions."""
    view = _measured(project)
    gaps = view.analyse.ruptures
    if not gaps:
        say(view.sans_lacune)
        return
    lines = [line for cle in gaps for line in (*_lines(view, gaps[cle], whole=False), "")]
    give("\n".join((*_terminal(view).fold(view.pistes), "", *lines)).rstrip(), "text")


def _show_one(project: Project, asked: Exigence) -> None:
    """All that is known of one requirement."""
    view = _measured(project)
    found = view.analyse.ruptures.get(asked.cle)
    if found is None:
        say(f"« {view.titre(asked.cle)} » n’a pas de lacune : rien n’est à proposer.")
        refused = [_named(view, cle) for cle in asked.pistes_ecartees]
        if refused:
            say(f"{set_aside(len(refused))} : {listed(refused)}.")
        return
    give(
        "\n".join((*_terminal(view).fold(view.pistes), "", *_lines(view, found, whole=True))),
        "text",
    )


def _lines(view: Couverture, found: Rupture, *, whole: bool) -> Iterator[str]:
    """A requirement, where its chain breaks, and its suggestions with their identifiers."""
    shown = _terminal(view)
    title = f"{view.titre(found.exigence)} ({found.exigence})"
    yield from shown.fold(title, role="lieu")
    yield from shown.fold(view.rupture(found.exigence), "  ", "  ")
    near = found.proches if whole else found.pistes
    for one in near:
        yield from shown.fold(f"{view.piste(one)} [{one.cle}]", "  - ", "    ")
    if not near:
        none = "aucune piste" if whole else "aucune piste forte ni plausible"
        yield from shown.fold(none, "  - ", "    ")
    if found.ecartees and whole:
        said = (_named(view, cle) for cle in found.ecartees)
        yield from shown.listing("Pistes écartées par les rédacteurs", said)
    elif found.ecartees:
        yield from shown.fold(set_aside(len(found.ecartees)), "    ", "    ", "aide")


def _named(view: Couverture, cle: str) -> str:
    return f"{view.nom(cle)} [{cle}]"
