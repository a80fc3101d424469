"""``mc-builder recouvrement``: what a diploma shares with certifications of the register."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import click

from mc_builder.commands.changes import show_changes, write_changes
from mc_builder.commands.environment import nomenclatures_file, today
from mc_builder.commands.printing import give, say, stop, terminal
from mc_builder.commands.project import comparable
from mc_builder.editing import Refused
from mc_builder.french import agreed, folded, small
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.importers.releves import Lecture, note
from mc_builder.model.base import known_words
from mc_builder.nomenclatures.overlap import generic, own
from mc_builder.nomenclatures.store import StoreProblem, reading
from mc_builder.nomenclatures.store_reading import blocs_of, fiches, newest
from mc_builder.nomenclatures.store_records import Edition, Fiche
from mc_builder.project import Project
from mc_builder.reports.nomenclatures import cited
from mc_builder.reports.recouvrement import (
    Place,
    Voisine,
    as_json,
    beside,
    recouvrement_text,
    reprises_text,
)
from mc_builder.reports.terminal import printable
from mc_builder.rules.releves import Copie, copies, empreinte

_REGISTRE, _METIERS = "RNCP", "ROME"
#: A bloc as a register keeps it: its certification, its code, its title, what it says of it.
_Bloc = tuple[str, str, str, str]


@click.command(
    cls=FrenchCommand,
    epilog="Exemples :\n\n\b\n  mc-builder recouvrement\n"
    "  mc-builder recouvrement RNCP37681 RNCP26335 --format json\n"
    "  mc-builder recouvrement --ecrire --diff",
)
@click.argument("codes", metavar="[CODE]…", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help="Forme du résultat (text, sinon).",
)
@click.option("--ecrire", is_flag=True, help="Garde dans le dossier ce que la note en imprime.")
@click.option("--diff", is_flag=True, help="Avec --ecrire : montre ce qui serait écrit.")
@help_option
@click.pass_obj
def recouvrement(
    folder: Path, *, codes: Sequence[str], form: str, ecrire: bool, diff: bool
) -> None:
    """Mesure ce que les blocs ont de commun avec ceux d’autres certifications.

    Sans code : avec celles que le dossier compare. Les intitulés des blocs sont rapprochés un à
    un, dans les deux sens, et les blocs communs à bien des diplômes laissés de côté. Dit aussi
    quels passages des référentiels sont, mot pour mot, dans une fiche du registre gardé.

    --ecrire garde auprès de chaque certification comparée ce que le registre dit de ses blocs : la
    note et le rapport de couverture impriment alors la mesure, sur toute machine.
    """
    project = comparable(folder)
    try:
        with reading(nomenclatures_file()) as store:
            edition = newest(store, _REGISTRE)
            if edition is None:
                raise StoreProblem("le RNCP n’est pas gardé sur cette machine")
            blocs = blocs_of(store, edition)
            found = _neighbours(store, edition, blocs, project, codes)
    except StoreProblem as problem:
        stop(printable(str(problem)))
    copied = copies(project, ((code, f"{title}\n{said}") for _, code, title, said in blocs))
    if ecrire:
        _write(project, folder, [_lecture(one, edition, blocs, copied) for one in found], diff=diff)
        return
    places = [Place(_written(one), one.reprise) for one in copied]
    if form == "json":
        give(as_json(found, places), form)
        return
    shown = [recouvrement_text(found, terminal(), project.projet.said)] if found else []
    give("\n\n".join([*shown, reprises_text(places, terminal())]), form)
    say(printable(f"Source : {cited(edition)}."))


def _write(project: Project, folder: Path, lectures: Sequence[Lecture], *, diff: bool) -> None:
    """Note what was read in the dossier, or show what would be written."""
    try:
        changes = note(project, lectures, empreinte(project), today())
    except Refused as refused:
        stop(printable(f"{small(refused.message.rstrip('.'))} ; rien n’a été écrit"))
    if not changes:
        say("Le dossier dit déjà tout cela ; rien n’a été écrit.")
    elif diff:
        show_changes(project, changes, folder)
        say("Rien n’a été écrit.")
    else:
        write_changes(project, changes, folder)


def _lecture(
    one: Voisine, edition: Edition, blocs: Sequence[_Bloc], copied: Sequence[Copie]
) -> Lecture:
    """What is noted of a certification: of what is word for word elsewhere, what its blocs have."""
    own_blocs = {code for certification, code, _, _ in blocs if certification == one.code}
    passages = dict.fromkeys(
        (copy.reprise.mots, code)
        for copy in copied
        for code in copy.reprise.codes
        if code in own_blocs
    )
    return Lecture(one, edition, tuple(passages))


def _neighbours(
    store: sqlite3.Connection,
    edition: Edition,
    blocs: Sequence[_Bloc],
    project: Project,
    codes: Sequence[str],
) -> list[Voisine]:
    """The certifications that are asked for, or those that the dossier compares, the nearest first.

    Raises StoreProblem when one that is asked for is not kept.
    """
    compared = [known_words(c.code) for c in project.projet.certifications]
    asked = [code for code in codes or compared if code]
    kept = {code: fiches(store, code, edition.nom, edition.version) for code in asked}
    lost = [code for code, there in kept.items() if not there]
    if lost and codes:
        raise StoreProblem(f"aucune fiche « {lost[0]} » dans {edition.label}")
    if lost:
        missing = agreed(len(lost), "n’y est pas", "n’y sont pas")
        say(printable(f"{edition.label} : {', '.join(lost)} {missing}"))
    if not asked:
        say("Le dossier ne compare aucune certification qui ait un code ; nommez-en.")
    usual = generic((certification, title) for certification, _, title, _ in blocs)
    found = [_voisine(project, there[-1], usual) for there in kept.values() if there]
    return sorted(found, key=lambda one: -one.recouvrement.share_of_one)


def _voisine(project: Project, fiche: Fiche, usual: frozenset[str]) -> Voisine:
    theirs = own((bloc.intitule for bloc in fiche.blocs), usual)
    return beside(
        project.projet,
        (fiche.code, fiche.intitule),
        theirs,
        len(fiche.blocs) - len(theirs),
        [code for nom, code in fiche.renvois if folded(nom) == folded(_METIERS)],
        cited(fiche.edition),
    )


def _written(one: Copie) -> str:
    """« referentiels/blocs/bloc-1.yaml:34 »."""
    span = one.lu.place(one.reprise.debut, one.reprise.fin)
    return f"{span.path}:{span.line}"
