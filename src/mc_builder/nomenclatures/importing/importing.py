"""A path → one edition of a nomenclature in the store, whole or not at all, and what was met."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from mc_builder.french import listed
from mc_builder.nomenclatures.importing.documents import DOCUMENTS, document_format_of
from mc_builder.nomenclatures.importing.files import Table, Unreadable, tables
from mc_builder.nomenclatures.importing.formats import FORMATS, Family, Format, format_of
from mc_builder.nomenclatures.importing.mapping import Lecture, format_of_lecture
from mc_builder.nomenclatures.importing.rows import BadRow, Shape, rows, shape_of
from mc_builder.nomenclatures.store import Imported, add, writing
from mc_builder.nomenclatures.store_records import Edition, Record

#: Bad rows that are shown; the others are counted.
MOST_SHOWN = 20
_ROME_FILE = re.compile(r"_v([0-9])([0-9]{2})(?=[_.])")
_DATED = re.compile(r"(20[0-9]{2})[-_]?(0[1-9]|1[0-2])[-_]?(0[1-9]|[12][0-9]|3[01])(?![0-9])")


class Refusal(Exception):
    """Nothing was imported, and the message says why, in French."""


@dataclass
class BadRows:
    """What is wrong with the rows of the tables: the first ones, and how many."""

    shown: list[BadRow] = field(default_factory=list)
    count: int = 0

    def add(self, row: BadRow) -> None:
        """One more."""
        self.count += 1
        if self.count <= MOST_SHOWN:
            self.shown.append(row)


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that is read: its nomenclature, its rank among the others, and what it gives.

    `records` is told what takes the rows that are bad, and what is told how far it is.
    """

    table: Table
    family: Family
    rank: int
    records: Callable[[Callable[[BadRow], None], Callable[[int], None]], Iterator[Record]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be read: an edition, its files in order, and those that are left aside."""

    edition: Edition
    tables: tuple[Reading, ...]
    ignored: tuple[str, ...]

    @property
    def size(self) -> int:
        """The bytes to read."""
        return sum(one.table.size for one in self.tables)


def plan_of(
    path: Path,
    lecture: Lecture | None = None,
    version: str = "",
    date: str = "",
    sheets: list[Table] | None = None,
) -> Plan:
    """What a path holds, before anything is written; raises Refusal.

    `sheets` are the tables of a workbook, which somebody else has opened.
    """
    try:
        found = tables(path) if sheets is None else sheets
        given = None if lecture is None else format_of_lecture(lecture)
        known = [] if given else [one for t in found if (one := _document(t)) is not None]
        shapes = [(t, shape_of(t)) for t in found if not t.name.casefold().endswith(_ENDS)]
    except Unreadable as error:
        raise Refusal(str(error)) from error
    known += [_table(t, s, form) for t, s in shapes if (form := _form(s, given)) is not None]
    if not known:
        raise Refusal(_unknown(path, shapes, given))
    known.sort(key=lambda one: one.rank)
    read = {one.table.name for one in known}
    edition = _edition(known, lecture, version, date)
    return Plan(edition, tuple(known), tuple(t.name for t in found if t.name not in read))


def _table(table: Table, shape: Shape, form: Format) -> Reading:
    def records(bad: Callable[[BadRow], None], at: Callable[[int], None]) -> Iterator[Record]:
        for row in rows(table, shape, form.required, bad, at):
            yield from form.records(row)

    return Reading(table, form.family, FORMATS.index(form) if form in FORMATS else 0, records)


#: How the names of files of fiches end: they are no tables.
_ENDS = tuple({one.end for one in DOCUMENTS})


def _document(table: Table) -> Reading | None:
    """A file of fiches, before the tables that complete them."""
    form = document_format_of(table)
    if form is None:
        return None
    return Reading(table, form.family, -1, lambda _, at: form.records(table, at))


def _form(shape: Shape, given: Format | None) -> Format | None:
    if given is None:
        return format_of(shape.columns)
    return given if given.accepts(shape.columns) else None


def _unknown(path: Path, shapes: list[tuple[Table, Shape]], given: Format | None) -> str:
    if given is None or not shapes:
        return (
            f"« {path} » ne contient aucun tableau du ROME, du RNCP ou d’ESCO : pour un autre"
            " tableau, dites ce que sont ses colonnes (--lecture FICHIER.yaml)"
        )
    table, shape = shapes[0]
    absent = listed(f"« {name} »" for name in sorted(given.columns - set(shape.columns)))
    there = listed(f"« {name} »" for name in shape.columns[:10])
    return f"« {table.name} » n’a pas de colonne {absent} : il a {there}"


def _edition(found: list[Reading], lecture: Lecture | None, version: str, date: str) -> Edition:
    """Which edition the tables are of; raises Refusal when they are of several, or do not say."""
    family = found[0].family
    if names := {one.family.nom for one in found} - {family.nom}:
        both = listed([family.nom, *sorted(names)])
        raise Refusal(f"ce dossier mêle {both} : donnez leurs dossiers l’un après l’autre")
    edition = Edition(family.nom, version, date, family.licence, family.attribution)
    if lecture is not None:
        return replace(edition, version=version or lecture.version, date=date or lecture.date)
    said = {shown for one in found if (shown := _version(one.table.name))}
    if not version and len(said) > 1:
        raise Refusal(f"ce dossier mêle les versions {listed(sorted(said))} : séparez-les")
    if not version and not said:
        raise Refusal("aucun nom de fichier ne dit la version : ajoutez --version")
    return replace(edition, version=version or said.pop(), date=date or _date(found))


def _version(name: str) -> str:
    """« unix_referentiel_code_rome_v460_utf8.csv » → « 4.60 »; a day, for a register."""
    if numbered := _ROME_FILE.search(name):
        return f"{numbered[1]}.{numbered[2]}"
    return "-".join(dated.groups()) if (dated := _DATED.search(name)) else ""


def _date(found: list[Reading]) -> str:
    """The day that the names of the files say, when they do."""
    dates = {"-".join(day.groups()) for one in found if (day := _DATED.search(one.table.name))}
    return dates.pop() if len(dates) == 1 else ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import met: what it wrote (None when bad rows kept it from it), and bad rows."""

    imported: Imported | None
    bad: BadRows


class _Given(Exception):
    """Rows are bad, and the transaction is to be given up."""


def import_plan(
    plan: Plan, store: Path, progress: Callable[[int], None], *, skip: bool = False
) -> Outcome:
    """Write an edition into the store; with bad rows, nothing, unless they are to be skipped.

    `progress` is told how many bytes have been read. Raises Refusal and StoreProblem.
    """
    bad = BadRows()
    try:
        with writing(store) as base:
            imported = add(base, plan.edition, _records(plan, bad, progress))
            if bad.count and not skip:
                raise _Given
    except _Given:
        return Outcome(None, bad)
    except Unreadable as error:
        raise Refusal(str(error)) from error
    return Outcome(imported, bad)


def _records(plan: Plan, bad: BadRows, progress: Callable[[int], None]) -> Iterator[Record]:
    done = 0
    for one in plan.tables:
        yield from one.records(bad.add, _after(done, progress))
        done += one.table.size


def _after(done: int, progress: Callable[[int], None]) -> Callable[[int], None]:
    """What is said of a table, once those before it were read."""
    return lambda at: progress(done + at)
