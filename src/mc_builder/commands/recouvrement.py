"""``mc-builder recouvrement``: what a diploma shares with certifications of the register."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from mc_builder.commands.environment import nomenclatures_file
from mc_builder.commands.printing import give, say, stop, terminal
from mc_builder.commands.project import comparable
from mc_builder.french import agreed, folded
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.model.base import known_words
from mc_builder.nomenclatures.overlap import generic, overlap, own
from mc_builder.nomenclatures.reproduction import reproduced
from mc_builder.nomenclatures.store import StoreProblem, reading
from mc_builder.nomenclatures.store_reading import blocs_of, fiches, newest
from mc_builder.nomenclatures.store_records import Edition, Fiche
from mc_builder.project import Project
from mc_builder.reports.nomenclatures import cited
from mc_builder.reports.recouvrement import (
    Place,
    Voisine,
    as_json,
    recouvrement_text,
    reprises_text,
)
from mc_builder.reports.terminal import printable
from mc_builder.rules.francais.textes import Lu, textes

_REGISTRE, _METIERS = "RNCP", "ROME"
#: Where the texts are written that a certification may have been copied into.
_REFERENTIELS = "referentiels/"


@click.command(
    cls=FrenchCommand,
    epilog="Exemples :\n\n\b\n  mc-builder recouvrement\n"
    "  mc-builder recouvrement RNCP37681 RNCP26335 --format json",
)
@click.argument("codes", metavar="[CODE]…", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help="Forme du résultat (text, sinon).",
)
@help_option
@click.pass_obj
def recouvrement(folder: Path, *, codes: Sequence[str], form: str) -> None:
    """Mesure ce que les blocs ont de commun avec ceux d’autres certifications.

    Sans code : avec celles que le dossier compare. Les intitulés des blocs sont rapprochés un à
    un, dans les deux sens, et les blocs communs à bien des diplômes laissés de côté. Dit aussi
    quels passages des référentiels sont, mot pour mot, dans une fiche du registre gardé.
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
    copied = _copied(project, blocs)
    if form == "json":
        give(as_json(found, copied), form)
        return
    shown = [recouvrement_text(found, terminal())] if found else []
    give("\n\n".join([*shown, reprises_text(copied, terminal())]), form)
    say(printable(f"Source : {cited(edition)}."))


#: A bloc as a register keeps it: its certification, its code, its title, what it says of it.
_Bloc = tuple[str, str, str, str]


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
    ours = tuple(known_words(bloc.intitule) for bloc in project.projet.blocs)
    theirs = tuple(own((bloc.intitule for bloc in fiche.blocs), usual))
    jobs = dict.fromkeys(str(code) for job in project.projet.emplois for code in job.rome)
    return Voisine(
        fiche.code,
        fiche.intitule,
        cited(fiche.edition),
        ours,
        theirs,
        len(fiche.blocs) - len(theirs),
        overlap(ours, theirs),
        tuple(jobs),
        tuple(code for nom, code in fiche.renvois if folded(nom) == folded(_METIERS)),
    )


def _copied(project: Project, blocs: Sequence[_Bloc]) -> list[Place]:
    """The passages of the référentiels that a bloc of the register has word for word."""
    read = {str(rank): lu for rank, lu in enumerate(textes(project).lus) if _is_ours(lu)}
    theirs = ((code, f"{title}\n{said}") for _, code, title, said in blocs)
    found = reproduced({key: lu.texte for key, lu in read.items()}, theirs)
    return [Place(_written(read, one.cle, one.debut, one.fin), one) for one in found]


def _is_ours(lu: Lu) -> bool:
    path = lu.places.span(lu.modele, *lu.chemin).path
    return path.startswith(_REFERENTIELS) and not lu.cite


def _written(read: Mapping[str, Lu], key: str, first: int, last: int) -> str:
    """« referentiels/blocs/bloc-1.yaml:34 »."""
    span = read[key].place(first, last)
    return f"{span.path}:{span.line}"
