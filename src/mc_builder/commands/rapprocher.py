"""``mc-builder nomenclature rapprocher``: the lines of a table beside a whole nomenclature."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from mc_builder.commands.environment import nomenclatures_file
from mc_builder.commands.exported import into, write
from mc_builder.commands.given_files import Unreadable, content
from mc_builder.commands.printing import say, stop
from mc_builder.french import counted, listed
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.importers.classeur import WORKBOOKS, sheets_of
from mc_builder.nomenclatures.importing import files
from mc_builder.nomenclatures.importing.rows import BadRow, Shape, rows, shape_of
from mc_builder.nomenclatures.importing.shipped import shipped_table
from mc_builder.nomenclatures.matching import Index, Texte
from mc_builder.nomenclatures.matching.lots import nearest, products_of
from mc_builder.nomenclatures.rapprochements import Journal, head, suggested
from mc_builder.nomenclatures.store import StoreProblem, reading
from mc_builder.nomenclatures.store_reading import editions, newest
from mc_builder.nomenclatures.whole import Parmi, Whole, whole
from mc_builder.reports.terminal import printable
from mc_builder.returns.tableaux import opening
from mc_builder.system_errors import cause

#: How many suggestions there are for a line.
MONTREES = 5
#: How the column of the texts is usually named.
_COLUMNS = ("intitule", "intitulé", "libelle", "libellé", "texte")


@click.command(
    cls=FrenchCommand,
    short_help="Rapproche chaque ligne d’un tableau d’une nomenclature gardée.",
    epilog="Exemples :\n\n\b\n  mc-builder nomenclature rapprocher metiers.csv --dans ROME\n"
    "  mc-builder nomenclature rapprocher blocs.xlsx --dans ROME --parmi elements"
    " --colonne Bloc",
)
@click.argument("tableau", metavar="TABLEAU", type=click.Path(path_type=Path))
@click.option("--dans", required=True, metavar="NOM", help="La nomenclature, gardée ici.")
@click.option("--version", default="", metavar="VERSION", help="La plus récente, sinon.")
@click.option(
    "--parmi",
    type=click.Choice([one.value for one in Parmi]),
    default=Parmi.FICHES.value,
    help="Les fiches (sinon), ou leurs éléments (savoir-faire, savoirs).",
)
@click.option("--colonne", default="", metavar="TITRE", help="La colonne des textes.")
@into("rapprochements.csv")
@help_option
def rapprocher(
    tableau: Path,
    *,
    dans: str,
    version: str,
    parmi: str,
    colonne: str,
    fichier: Path,
) -> None:
    """Écrit, pour chaque ligne d’un tableau, ce dont les mots s’approchent dans une nomenclature.

    Le tableau (CSV, XLSX, ou un inventaire livré) a une ligne de titres. Ce sont des pistes, à
    juger : les mots communs les justifient, et aucun lien n’est posé. Un long travail interrompu
    reprend où il en était.
    """
    with tempfile.TemporaryDirectory(prefix="mc-builder-") as folder:
        try:
            texts = list(_texts(tableau, colonne, Path(folder)))
            searched = _whole(dans, version, Parmi(parmi))
        except (files.Unreadable, Unreadable, opening.Unreadable, StoreProblem) as problem:
            stop(printable(str(problem)))
    if not texts:
        stop(printable(f"« {tableau} » n’a aucune ligne à rapprocher"))
    if not searched.textes:
        stop(printable(f"{searched.edition.label} n’a rien à rapprocher parmi ses {parmi}"))
    try:
        data = _compared(fichier, texts, searched)
    except OSError as error:
        stop(printable(f"{fichier} ne peut pas être écrit : {cause(error)}"))
    write(fichier, data)
    Journal.of(fichier).forget()


def _compared(target: Path, texts: Sequence[tuple[int, str]], searched: Whole) -> bytes:
    """All the rows, those of a run that was stopped included."""
    told = repr((texts, searched.edition, sorted(searched.titres.items())))
    journal = Journal.of(target)
    done = journal.begin(hashlib.sha256(told.encode()).hexdigest())
    left = texts[done:]
    if done:
        lines = counted(len(texts) - len(left), "ligne rapprochée", "lignes rapprochées")
        say(f"{lines} avant l’arrêt : le travail reprend à la suite.")
    index = Index(searched.textes)
    found = nearest(index, (Texte(text) for _, text in left), MONTREES, products_of(index))
    with click.progressbar(
        zip(left, found, strict=True),
        length=len(left),
        label=searched.edition.label,
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        journal.write(suggested(line, text, near, searched.titres) for (line, text), near in bar)
    return head(searched.edition) + journal.rows()


def _whole(nom: str, version: str, parmi: Parmi) -> Whole:
    """What is searched; stops when it is not kept."""
    with reading(nomenclatures_file()) as store:
        edition = newest(store, nom, version)
        if edition is None:
            there = listed((one.edition.label for one in editions(store)), "et")
            stop(printable(f"« {f'{nom} {version}'.strip()} » n’est pas gardé : il y a {there}"))
        return whole(store, edition, parmi)


def _texts(path: Path, column: str, folder: Path) -> Iterator[tuple[int, str]]:
    """The texts of the table, each with the number of its row; raises one of the Unreadable."""
    workbook = path.suffix.casefold() in WORKBOOKS
    if not path.exists() and (given := shipped_table(str(path))):
        path, _ = given
    found = sheets_of(path, content(path), folder) if workbook else files.tables(path)
    shapes = [(table, shape_of(table)) for table in found]
    having = [(table, shape, name) for table, shape in shapes if (name := _named(shape, column))]
    if len(having) != 1:
        known = dict.fromkeys(name for _, shape in shapes for name in shape.columns if name)
        names = listed((f"« {name} »" for name in known), "ou")
        raise Unreadable(f"dites quelle colonne a les textes, avec --colonne : {names}")
    ((table, shape, name),) = having
    bad: list[BadRow] = []
    for rank, row in enumerate(rows(table, shape, (), bad.append, lambda _: None), 2):
        if text := " ".join(row.get(name, "").split()):
            yield table.above + rank + len(bad), text
    for one in bad:
        say(printable(f"{one} : cette ligne est laissée de côté."))


def _named(shape: Shape, column: str) -> str:
    """The column of the texts: the one that is asked, the only one, or that of a usual name."""
    names = {name.casefold(): name for name in shape.columns if name}
    if column:
        return names.get(column.casefold(), "")
    if len(names) == 1:
        return next(iter(names.values()))
    return next((names[usual] for usual in _COLUMNS if usual in names), "")
