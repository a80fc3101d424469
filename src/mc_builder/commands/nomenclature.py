"""``mc-builder nomenclature``: import ROME, RNCP, ESCO or a table; list, look for, show, remove."""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from mc_builder.commands.actualiser import actualiser
from mc_builder.commands.environment import nomenclatures_file
from mc_builder.commands.given_files import Unreadable, content
from mc_builder.commands.printing import give, say, stop, terminal
from mc_builder.commands.rapprocher import rapprocher
from mc_builder.commands.small_files import read_by_itself
from mc_builder.french import counted, listed
from mc_builder.french_click import FrenchCommand, FrenchGroup, help_option
from mc_builder.importers.classeur import WORKBOOKS, sheets_of
from mc_builder.nomenclatures.importing.files import Table
from mc_builder.nomenclatures.importing.importing import (
    Outcome,
    Plan,
    Refusal,
    import_plan,
    plan_of,
)
from mc_builder.nomenclatures.importing.mapping import Lecture
from mc_builder.nomenclatures.importing.shipped import shipped_table
from mc_builder.nomenclatures.store import StoreProblem, reading, remove, writing
from mc_builder.nomenclatures.store_reading import editions, fiches, search
from mc_builder.nomenclatures.store_records import Edition
from mc_builder.reports.nomenclatures import (
    as_json,
    counts,
    fiche_text,
    found_text,
    list_text,
    owed,
)
from mc_builder.reports.terminal import printable
from mc_builder.returns.tableaux import opening

_format_option = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help="Forme du résultat (text, sinon).",
)


@click.group(
    cls=FrenchGroup,
    epilog="Exemples :\n\n\b\n  mc-builder nomenclature importer rome-csv.zip\n"
    "  mc-builder nomenclature chercher maintenance informatique",
)
@help_option
def nomenclature() -> None:
    """Garde sur cette machine le ROME, le RNCP, ESCO ou d’autres tableaux de métiers."""


@nomenclature.command(
    cls=FrenchCommand,
    short_help="Lit un dossier, une archive ou un tableau, et le garde.",
    epilog="Exemples :\n\n\b\n  mc-builder nomenclature importer RefRomeCsv.zip\n"
    "  mc-builder nomenclature importer rncp/ --version 2026-02\n"
    "  mc-builder nomenclature importer metiers.csv --lecture metiers.yaml\n"
    "  mc-builder nomenclature importer VPPEC",
)
@click.argument("chemin", metavar="CHEMIN", type=click.Path(path_type=Path))
@click.option("--version", default="", metavar="VERSION", help="La version, si rien ne la dit.")
@click.option("--date", default="", metavar="DATE", help="La date de publication.")
@click.option(
    "--lecture",
    metavar="FICHIER.yaml",
    type=click.Path(path_type=Path),
    help="Dit ce que sont les colonnes d’un autre tableau.",
)
@click.option("--sauter", is_flag=True, help="Laisse de côté les lignes fausses.")
@help_option
def importer(chemin: Path, *, version: str, date: str, lecture: Path | None, sauter: bool) -> None:
    """Lit les tableaux (CSV, XLSX) d’une nomenclature et les garde, à côté d’autres versions.

    Sont reconnus à leurs colonnes : le ROME 3 et 4, le RNCP, ESCO. Une ligne fausse se dit, et
    rien n’est gardé ; « --sauter » garde le reste. La même version, importée de nouveau, remplace
    la première. Deux inventaires de métiers sont livrés, et s’importent par leur nom : OPIIEC et
    VPPEC.
    """
    if lecture is None and not chemin.exists() and (found := shipped_table(str(chemin))):
        chemin, lecture = found
    with _stopping(), tempfile.TemporaryDirectory(prefix="mc-builder-") as folder:
        given = None if lecture is None else read_by_itself(Lecture, lecture)
        plan = plan_of(chemin, given, version, date, _sheets(chemin, Path(folder)))
        with _progress(plan) as progress:
            outcome = import_plan(plan, nomenclatures_file(), progress, skip=sauter)
        _say_outcome(plan, outcome)


@contextlib.contextmanager
def _stopping() -> Iterator[None]:
    """What cannot be done ends the command."""
    try:
        yield
    except (Refusal, StoreProblem, Unreadable, opening.Unreadable) as problem:
        stop(printable(str(problem)))


def _sheets(path: Path, folder: Path) -> list[Table] | None:
    """The sheets of a workbook, written into a folder; None for what is none."""
    return sheets_of(path, content(path), folder) if path.suffix.casefold() in WORKBOOKS else None


@contextlib.contextmanager
def _progress(plan: Plan) -> Iterator[Callable[[int], None]]:
    """A bar on the terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=plan.size, label=plan.edition.label, file=sys.stderr) as bar:
        yield lambda at: bar.update(at - bar.pos)


def _say_outcome(plan: Plan, outcome: Outcome) -> None:
    for bad in outcome.bad.shown:
        say(printable(str(bad)))
    if (more := outcome.bad.count - len(outcome.bad.shown)) > 0:
        say(f"et {counted(more, 'autre ligne fausse', 'autres lignes fausses')}")
    if outcome.imported is None:
        lines = counted(outcome.bad.count, "ligne fausse", "lignes fausses")
        say(f"{lines} : rien n’a été gardé (--sauter garde le reste).")
        sys.exit(1)
    if again := outcome.imported.again:
        lines = counted(again, "ligne reprend", "lignes reprennent")
        say(f"{lines} un code déjà donné : le premier intitulé est gardé.")
    if lost := outcome.imported.lost_links:
        links = counted(lost, "lien mène", "liens mènent")
        say(f"{links} à ce que ces tableaux ne donnent pas : laissés de côté.")
    if plan.ignored:
        say(f"Sans usage ici : {listed(map(printable, plan.ignored), most=6)}.")
    with reading(nomenclatures_file()) as store:
        stored = next(one for one in editions(store) if one.edition == plan.edition)
    owner = f" ({said})" if (said := owed(stored.edition)) else ""
    say(printable(f"{stored.edition.label} : {counts(stored.comptes)}{owner}."), err=False)


@nomenclature.command(
    cls=FrenchCommand,
    short_help="Liste les versions gardées.",
    epilog="Exemple :\n\n\b\n  mc-builder nomenclature liste",
)
@_format_option
@help_option
def liste(*, form: str) -> None:
    """Liste les nomenclatures gardées, ce qu’elles contiennent, leur licence et qui citer."""
    with _stopping(), reading(nomenclatures_file()) as store:
        stored = editions(store)
    give(as_json(stored) if form == "json" else list_text(stored, terminal()), form)


@nomenclature.command(
    cls=FrenchCommand,
    short_help="Cherche des mots dans les intitulés et les définitions.",
    epilog="Exemples :\n\n\b\n  mc-builder nomenclature chercher maintenance informatique\n"
    "  mc-builder nomenclature chercher --dans RNCP services numériques",
)
@click.argument("mots", metavar="MOTS…", nargs=-1, required=True)
@click.option("--dans", default="", metavar="NOM", help="Dans cette seule nomenclature.")
@click.option(
    "-n", "most", type=click.IntRange(1, 1000), default=20, help="Combien au plus (20, sinon)."
)
@_format_option
@help_option
def chercher(mots: Sequence[str], *, dans: str, most: int, form: str) -> None:
    """Cherche ce qui contient tous ces mots, sans tenir compte des accents ni des pluriels."""
    words = " ".join(mots)
    with _stopping(), reading(nomenclatures_file()) as store:
        found = search(store, words, dans, most)
    if not found:
        say(printable(f"Rien ne contient « {words} »."))
        sys.exit(1)
    give(as_json(found) if form == "json" else found_text(found, terminal()), form)


@nomenclature.command(
    cls=FrenchCommand,
    short_help="Montre une fiche.",
    epilog="Exemples :\n\n\b\n  mc-builder nomenclature montrer I1401\n"
    "  mc-builder nomenclature montrer I1401 --version 3.47",
)
@click.argument("code", metavar="CODE")
@click.option("--version", default="", metavar="VERSION", help="Dans cette seule version.")
@_format_option
@help_option
def montrer(code: str, *, version: str, form: str) -> None:
    """Montre une fiche entière, dans chacune des versions gardées."""
    with _stopping(), reading(nomenclatures_file()) as store:
        found = fiches(store, code, version=version)
        there = [one.edition.label for one in editions(store)]
    if not found:
        where = listed(there, "ou") if not version else f"la version {version}"
        stop(printable(f"aucune fiche « {code} » dans {where}"))
    text = "\n\n".join(fiche_text(one, terminal()) for one in found)
    give(as_json(found) if form == "json" else text, form)


@nomenclature.command(
    cls=FrenchCommand,
    short_help="Oublie une version.",
    epilog="Exemple :\n\n\b\n  mc-builder nomenclature retirer ROME 3.47",
)
@click.argument("nom", metavar="NOM")
@click.argument("version", metavar="VERSION")
@help_option
def retirer(nom: str, version: str) -> None:
    """Oublie une version d’une nomenclature ; ce qu’un dossier en a repris y reste."""
    edition = Edition(nom, version)
    with _stopping():
        with reading(nomenclatures_file()) as store:
            there = [one.edition.label for one in editions(store)]
        with writing(nomenclatures_file()) as store:
            done = remove(store, edition)
    if not done:
        stop(printable(f"« {edition.label} » n’est pas gardé : il y a {listed(there)}"))
    say(printable(f"{edition.label} est oublié."))


nomenclature.add_command(actualiser)
nomenclature.add_command(rapprocher)
