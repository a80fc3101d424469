"""A workbook filled at random: what was changed is found, applied, and is all that changed."""

from __future__ import annotations

import random
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from rendu import Classeur

from ampleur import cas
from lectures import ouvert
from mc_builder.editing.matrices import EXIGENCES, MATRICES
from mc_builder.editing.values import Kind
from mc_builder.project import Project
from mc_builder.returns.applying import applied
from mc_builder.returns.changes import ItemAdded, ItemRemoved
from mc_builder.returns.review import State, review
from mc_builder.returns.tableaux.base import Base, base_of
from mc_builder.returns.tableaux.book import tableaux
from mc_builder.returns.tableaux.reader import read_table
from mc_builder.returns.tableaux.tables import TABLES
from mc_builder.returns.tableaux.words import states_of
from outils_externes import programme
from petits_fichiers import PROJETS

DEPOT = PROJETS.parent.parent
TEXTES = (
    *("Un autre texte", "12", "oui", "L’an : deux, et #trois", "- un tiret", "a: {b: [c"),
    *('« Entre guillemets » et "autres"', "=1+1", "Un texte bien plus long que les autres, " * 4),
)
#: Links and addresses, which a text at random is not; a nature moves its row in the matrices.
FIXES = {"source/ref", "citee_par", "url", "nature"}


@dataclass
class Remplissage:
    """Somebody who fills a workbook at random, and what its tables must say then."""

    rendu: Classeur
    hasard: random.Random
    base: Base = field(init=False)
    values: dict[tuple[str, str, str], str] = field(default_factory=dict)
    states: dict[tuple[str, str, str], str] = field(default_factory=dict)
    added: list[tuple[str, str]] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.base = base_of(self.rendu.project)

    def fill(self, times: int) -> None:
        for _ in range(times):
            self.hasard.choice(
                (self.value, self.value, self.cell, self.cell, self.add, self.drop)
            )()

    def value(self) -> None:
        table = self.hasard.choice([t for t in TABLES.values() if self.base.lists[t.cle]])
        row = self.hasard.choice(list(self.base.lists[table.cle].values()))
        champ = self.hasard.choice([c for c in row.values if c[0] != "@" and c not in FIXES])
        if (table.cle, row.cle) in self.removed or (
            champ[:7] == "source/" and not row.values.get("source/ref")
        ):
            return
        form = table.form(champ)
        typed: object = self.hasard.choice(TEXTES).strip()
        if form.kind is Kind.NOMBRE:
            typed = self.hasard.choice((12, 3.5, 1250.25, -4))
        elif form.kind is Kind.ENTIER:
            typed = 3 if champ == "niveau" else 2019 + self.hasard.randrange(8)
        elif form.kind is Kind.DATE:
            typed = "2026-01-12"
        elif form.kind is Kind.CHOIX:
            typed = self.hasard.choice(form.choices)
        cell = self.rendu.cell(table.cle, row.cle, champ)
        cell.value = typed  # type: ignore[assignment]
        cell.data_type = "s" if isinstance(typed, str) else "n"
        said = str(typed).replace(".", ",") if not isinstance(typed, str) else typed
        self.values[table.cle, row.cle, champ] = said

    def cell(self) -> None:
        cle = self.hasard.choice([c for c, grid in self.base.grids.items() if grid.states])
        grid, matrix = self.base.grids[cle], MATRICES[cle]
        row, column = self.hasard.choice(grid.rows), self.hasard.choice(grid.columns)
        if self.hasard.random() < 0.5:
            where = self.hasard.choice(list(grid.states))
            row = next(s for s in grid.rows if s.cle == where[0])
            column = next(s for s in grid.columns if s.cle == where[1])
        states = ["", *states_of(matrix.field)]
        if matrix.field == EXIGENCES and (row.cle, column.cle) not in grid.states:
            states = states[:4]  # what is not asked cannot be left out
        if any(row.cle == gone for _, gone in self.removed):
            return
        state = self.hasard.choice(states)
        self.rendu.cell(cle, row.cle, column.cle).value = states_of(matrix.field).get(state)
        self.states[cle, row.cle, column.cle] = state

    def add(self) -> None:
        table = self.hasard.choice([TABLES["sigles"], TABLES["termes"], TABLES["exigences"]])
        name = f"Ajout {len(self.added)}"
        own = {"sigle": name, "signification": "x"} if table.cle == "sigles" else {}
        own = {"terme": name, "definition": "x"} if table.cle == "termes" else own
        own = own or {"intitule": name, "nature": "savoir"}
        self.rendu.write(table.cle, self.rendu.below(table.cle), **own)
        self.added.append((table.cle, name))

    def drop(self) -> None:
        table = self.hasard.choice(("sigles", "termes"))
        left = [c for c in self.rendu.keys(table) if (table, c) not in self.removed]
        if len(left) < 4 or any(t == table for t, *_ in self.values):
            return
        cle = self.hasard.choice(left)
        self.rendu.sheet(table).delete_rows(self.rendu.row(table, cle))
        self.removed.append((table, cle))

    def check(self, now: Base) -> None:
        """The tables say what was filled, and nothing else changed."""
        for table, rows in self.base.lists.items():
            gone = {cle for t, cle in self.removed if t == table}
            wanted = [
                {
                    c: self.values.get((table, row.cle, c), v)
                    for c, v in row.values.items()
                    if c[0] != "@"
                }
                for row in rows.values()
                if row.cle not in gone
            ]
            found = [
                {c: v for c, v in r.values.items() if c[0] != "@"}
                for r in now.lists[table].values()
            ]
            principal, added = TABLES[table].principal, [n for t, n in self.added if t == table]
            assert found[: len(wanted)] == wanted
            assert [row[principal] for row in found[len(wanted) :]] == added
        for cle, grid in self.base.grids.items():
            states = dict(grid.states) | {
                (r, c): s for (m, r, c), s in self.states.items() if m == cle
            }
            self._same_grid(cle, states, now)

    def _same_grid(self, cle: str, states: dict[tuple[str, str], str], now: Base) -> None:
        """The same states by ranks: an object may have got an identifier."""

        def ranks(base: Base, found: dict[tuple[str, str], str]) -> set[tuple[int, int, str]]:
            known = [s.cle for s in base.grids[cle].rows if "Ajout " not in s.nom]
            rows = {row: n for n, row in enumerate(known)}
            columns = {s.cle: n for n, s in enumerate(base.grids[cle].columns)}
            return {(rows[r], columns[c], s) for (r, c), s in found.items() if s and r in rows}

        assert ranks(self.base, states) == ranks(now, dict(now.grids[cle].states))


def at_random(project: Project, seed: str) -> None:
    who = Remplissage(Classeur(project), random.Random(seed))  # noqa: S311
    who.fill(12)
    data = who.rendu.data
    returned, found = read_table(data, "tableaux.xlsx", project)
    assert returned is not None
    assert not found, [d.message for d in found]
    assert sum(isinstance(c, ItemAdded) for c in returned.changes) == len(who.added)
    assert sum(isinstance(c, ItemRemoved) for c in returned.changes) == len(who.removed)
    judged = review(project, [("tableaux.xlsx", returned.changes)])
    after = applied(project, judged)
    assert {one.state for one in after.judged} <= {State.TO_APPLY, State.DONE}, [
        (one.change, one.why) for one in after.judged if one.why
    ]
    assert after.project.model is not None
    who.check(base_of(after.project))


@pytest.mark.rapides(1)
@pytest.mark.parametrize("seed", ["a", "b"])
def test_what_is_filled_at_random_is_found_and_applied(seed: str) -> None:
    at_random(ouvert(PROJETS / "cycles"), seed)


@pytest.mark.lent
@pytest.mark.parametrize("name", ["cycles", "options", "jardinerie"])
def test_what_is_filled_at_random_is_found_and_applied_many_times(name: str) -> None:
    project = ouvert(PROJETS / name)
    for seed in cas(range(25), 3):
        at_random(project, f"{name} {seed}")


@pytest.mark.lent
def test_what_is_filled_at_random_in_the_whole_dossier_is_found_and_applied() -> None:
    project = ouvert(DEPOT)
    for seed in cas(range(5), 1):
        at_random(project, f"dossier {seed}")


@pytest.mark.lent
@pytest.mark.parametrize("name", cas(["options", "cycles", "jardinerie", "ecluses", "dossier"], 1))
def test_libreoffice_saves_it_without_any_change_and_keeps_those_that_were_made(
    name: str, tmp_path: Path
) -> None:
    project = Project.open(DEPOT if name == "dossier" else PROJETS / name)
    rendu = Classeur(project)
    cle = project.projet.exigences[0].cle if project.projet.exigences else ""
    files = {"intact.xlsx": tableaux(project)}
    if cle:
        rendu.cell("exigences", cle, "intitule").value = "Un autre intitulé"
        files["change.xlsx"] = rendu.data
    for file, data in files.items():
        (tmp_path / file).write_bytes(data)
    saved = tmp_path / "rendu"
    office = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    form = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(saved)]
    subprocess.run(
        [programme("soffice"), "--headless", office, *form, *(tmp_path / f for f in files)],
        check=True,
        capture_output=True,
    )
    for file in files:
        returned, found = read_table((saved / file).read_bytes(), file, project)
        assert returned is not None
        assert (found, returned.sure) == ([], True)
        assert [getattr(c, "after", "") for c in returned.changes] == (
            ["Un autre intitulé"] if file == "change.xlsx" else []
        )
