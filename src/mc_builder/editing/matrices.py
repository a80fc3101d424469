"""The links of a project as matrices to click: what is on each side, what each cell says.

A cell is a link that one of its two objects writes (« repond_a », « mobilise », « evalue »), whole
or partial; in the matrix of jobs, it is a requirement as a job asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from mc_builder.editing.links import add_link, remove_link, set_exigence, set_partial
from mc_builder.editing.refused import Refused
from mc_builder.editing.targets import Changes
from mc_builder.editing.words import word
from mc_builder.model.activites import Activite, Tache
from mc_builder.model.base import ACompleter, Objet, if_known
from mc_builder.model.blocs import Competence, ElementSavoir, Savoir
from mc_builder.model.emplois import Emploi, Exigence, ExigenceEmploi, Motif
from mc_builder.model.evaluation import Partie
from mc_builder.model.liens import Lien
from mc_builder.model.projet import Projet
from mc_builder.names import Names
from mc_builder.project import Project

#: What a cell of links may say.
ENTIER, PARTIEL, RIEN = "entier", "partiel", ""
#: What a cell of the matrix of jobs may say beside an importance: « ecartee: » and its motive.
ECARTEE = "ecartee"
#: And of one whose importance is « à compléter ».
A_FIXER = "a_fixer"
#: The field where a job writes what it asks.
EXIGENCES = "exigences"
_IMPORTANCES = ("1", "2", "3")


@dataclass(frozen=True, slots=True)
class Side:
    """A row or a column: its identity, its printed name, what it stands under."""

    cle: str
    nom: str
    groupe: str = ""


@dataclass(frozen=True)
class Links:
    """A matrix of links. `holder` says which side writes them, in `field`."""

    cle: str
    titre: str
    rows: Callable[[Names], Iterable[Side]]
    columns: Callable[[Names], Iterable[Side]]
    field: str
    holder: str = "colonne"

    def sides(self, project: Project) -> tuple[list[Side], list[Side]]:
        """What is on its rows, and on its columns."""
        return list(self.rows(project.names)), list(self.columns(project.names))

    def ends(self, row: str, column: str) -> tuple[str, str]:
        """Of a cell: who writes its link, and what it leads to."""
        return (column, row) if self.holder == "colonne" else (row, column)

    def states(self, project: Project) -> dict[tuple[str, str], str]:
        """What the cells say, by row and column; those that are not there say nothing."""
        rows, columns = ({side.cle for side in sides} for sides in self.sides(project))
        holders, others = self.ends_of(rows, columns)
        found = (
            (self.ends(cle, link.cible), link)
            for cle in sorted(holders)
            for link in _links(project.projet.by_cle[cle], self.field)
            if link.cible in others
        )
        return {
            (where[0], where[1]): PARTIEL if link.partielle else ENTIER for where, link in found
        }

    def ends_of(self, rows: set[str], columns: set[str]) -> tuple[set[str], set[str]]:
        """Those that write the links, and those that they lead to."""
        return (columns, rows) if self.holder == "colonne" else (rows, columns)

    def shown(self, project: Project) -> dict[str, Any]:
        """The matrix for the page."""
        cells = {
            f"{row}|{column}": {"etat": state}
            for (row, column), state in self.states(project).items()
        }
        return _shown(self.cle, self.titre, *self.sides(project), cells)

    def write(self, project: Project, row: str, column: str, said: dict[str, Any]) -> Changes:
        """The files once a cell says something else (`etat`); raises Refused."""
        holder, target = self.ends(row, column)
        return set_state(project, holder, self.field, target, said.get("etat"))


@dataclass(frozen=True)
class Jobs:
    """The matrix of jobs: which requirements each asks for, their importance, those left out."""

    cle: str = "emplois"
    titre: str = "Emplois et exigences"
    field: str = EXIGENCES

    def sides(self, project: Project) -> tuple[list[Side], list[Side]]:
        """The requirements on its rows, the jobs on its columns."""
        names = project.names
        return list(_requirements(names)), list(_sides(names, project.projet.emplois))

    def ends(self, row: str, column: str) -> tuple[str, str]:
        """Of a cell: the job, and the requirement."""
        return column, row

    def states(self, project: Project) -> dict[tuple[str, str], str]:
        """What the cells say, by row and column; those that are not there say nothing."""
        return {
            (asked.exigence, job.cle): _state(asked)
            for job in project.projet.emplois
            for asked in job.exigences
        }

    def shown(self, project: Project) -> dict[str, Any]:
        """The matrix for the page."""
        cells = {
            f"{asked.exigence}|{job.cle}": {
                "etat": ECARTEE if asked.ecartee else _degree(asked),
                "autonomie": None if asked.autonomie is None else str(asked.autonomie),
                "motif": None if asked.ecartee is None else asked.ecartee.motif,
                "explication": None if asked.ecartee is None else str(asked.ecartee.explication),
                "objet": asked.cle,
            }
            for job in project.projet.emplois
            for asked in job.exigences
        }
        shown = _shown(self.cle, self.titre, *self.sides(project), cells)
        motives = [{"valeur": motive, "nom": word(motive)} for motive in get_args(Motif)]
        return {**shown, "motifs": motives}

    def write(self, project: Project, row: str, column: str, said: dict[str, Any]) -> Changes:
        """The files once a job asks otherwise for a requirement; raises Refused.

        `said` has its new `etat` (an importance, « ecartee », nothing), its `motif` and
        `explication` when it is left out, or its `autonomie`.
        """
        state = said.get("etat")
        asked = _asked(project, column, row)
        if state == RIEN or (state != ECARTEE and "autonomie" not in said):
            return set_state(project, column, EXIGENCES, row, state)
        autonomy = said.get("autonomie", asked.autonomie if asked else None)
        if state == ECARTEE and asked is not None:
            aside = {key: said.get(key) for key in ("motif", "explication")}
            return set_exigence(project, column, row, asked.importance, autonomy, aside)
        return set_exigence(project, column, row, _importance(state, asked), autonomy)


def set_state(project: Project, holder: str, field: str, target: str, state: str | None) -> Changes:
    """The files once a cell of a matrix says this (as `states` do); raises Refused."""
    if field == EXIGENCES:
        return _set_asked(project, holder, target, state)
    if state not in {RIEN, ENTIER, PARTIEL}:
        raise Refused("Cette case ne se remplit pas ainsi.")
    ref, partial = f"{holder}:{field}", state == PARTIEL
    if state == RIEN:
        return remove_link(project, ref, target)
    found = _links(project.projet.by_cle.get(holder), field)
    if any(link.cible == target for link in found):
        return set_partial(project, ref, target, partial=partial)
    return add_link(project, ref, target, partial=partial)


def state_of(project: Project, holder: str, field: str, target: str) -> str:
    """What a cell of a matrix says: see `set_state`."""
    if field == EXIGENCES:
        asked = _asked(project, holder, target)
        return RIEN if asked is None else _state(asked)
    links = _links(project.projet.by_cle.get(holder), field)
    found = next((link for link in links if link.cible == target), None)
    return RIEN if found is None else PARTIEL if found.partielle else ENTIER


def _state(asked: ExigenceEmploi) -> str:
    return f"{ECARTEE}:{asked.ecartee.motif}" if asked.ecartee else _degree(asked)


def _degree(asked: ExigenceEmploi) -> str:
    known = if_known(asked.importance)
    return A_FIXER if known is None else str(known)


def _set_asked(project: Project, job: str, requirement: str, state: str | None) -> Changes:
    """What a job asks of a requirement; why it is left out is kept, or left to say."""
    if state == RIEN:
        return set_exigence(project, job, requirement, None)
    asked = _asked(project, job, requirement)
    autonomy = asked.autonomie if asked else None
    kind, _, motive = (state or "").partition(":")
    if kind != ECARTEE or asked is None:
        return set_exigence(project, job, requirement, _importance(state, asked), autonomy)
    if motive not in get_args(Motif):
        raise Refused("Dites pourquoi cette exigence est écartée.")
    if asked.ecartee is not None and asked.ecartee.motif == motive:
        return {}
    kept = {"explication": asked.ecartee.explication} if asked.ecartee is not None else {}
    aside = {"explication": ACompleter("À dire."), **kept, "motif": motive}
    return set_exigence(project, job, requirement, asked.importance, autonomy, aside)


def _asked(project: Project, job: str, requirement: str) -> ExigenceEmploi | None:
    found = project.projet.find(job, Emploi)
    return next((a for a in found.exigences if a.exigence == requirement), None) if found else None


def _importance(state: str | None, asked: ExigenceEmploi | None) -> int | ACompleter:
    if state == A_FIXER and asked is not None and isinstance(asked.importance, ACompleter):
        return asked.importance
    if state not in _IMPORTANCES:
        raise Refused("L’importance va de 1 à 3.")
    return int(state)


def _shown(
    cle: str, titre: str, rows: list[Side], columns: list[Side], cells: dict[str, Any]
) -> dict[str, Any]:
    return {
        "cle": cle,
        "titre": titre,
        "lignes": [{"cle": s.cle, "nom": s.nom, "groupe": s.groupe} for s in rows],
        "colonnes": [{"cle": s.cle, "nom": s.nom, "groupe": s.groupe} for s in columns],
        "cases": cells,
    }


def _links(holder: Objet | None, field: str) -> Iterator[Lien]:
    """The links that an object writes; none when they are still to complete."""
    found = getattr(holder, field, ())
    return (link for link in found if isinstance(link, Lien)) if found else iter(())


def _sides(names: Names, objets: Iterable[Objet], groupe: str = "") -> Iterator[Side]:
    for objet in objets:
        yield Side(objet.cle, names[objet.cle].court, groupe)


_NATURES = {
    "savoir-faire": "Savoir-faire",
    "savoir": "Savoirs",
    "savoir-etre": "Savoir-être",
    "habilitation": "Habilitations",
}


def _requirements(names: Names, *natures: str) -> Iterator[Side]:
    exigences: tuple[Exigence, ...] = names.projet.exigences
    for nature, title in _NATURES.items():
        if not natures or nature in natures:
            yield from _sides(names, (e for e in exigences if e.nature == nature), title)


def _activities(names: Names) -> Iterator[Side]:
    """The activities, each followed by its tasks."""
    for pole in names.projet.poles:
        for activite in pole.activites:
            under = str(names[pole.cle].court)
            yield from _sides(names, (activite, *_tasks(activite)), under)


def _tasks(activite: Activite) -> Iterator[Tache]:
    return (tache for tache in activite.taches if isinstance(tache, Tache))


def _competences(names: Names) -> Iterator[Side]:
    for bloc in names.projet.blocs:
        own = (c for c in bloc.competences if isinstance(c, Competence) and c.ref is None)
        yield from _sides(names, own, names[bloc.cle].court)


def _assessed(names: Names) -> Iterator[Side]:
    """The competences, each followed by its indicators."""
    for bloc in names.projet.blocs:
        for competence in bloc.competences:
            if competence.ref is None:
                both = (competence, *competence.indicateurs)
                yield from _sides(names, both, names[bloc.cle].court)


def _parts(names: Names) -> Iterator[Side]:
    projet: Projet = names.projet
    for epreuve in projet.evaluation.epreuves if projet.evaluation else ():
        for examen in (epreuve, *epreuve.sous_epreuves):
            name = names[examen.cle].court
            yield from _sides(names, examen.parties, name)
            for modalite in examen.modalites:
                whom = names.lettres(modalite.categories)
                parts = (p for p in modalite.parties if isinstance(p, Partie))
                yield from _sides(names, parts, f"{name} – candidats {whom}")


def _savoirs(names: Names) -> Iterator[Side]:
    for bloc in names.projet.blocs:
        for savoir in bloc.savoirs:
            items = (i for i in savoir.liste if isinstance(i, ElementSavoir))
            both: tuple[Objet, ...] = (savoir, *items) if isinstance(savoir, Savoir) else ()
            yield from _sides(names, both, names[bloc.cle].court)


def _doings(names: Names) -> Iterator[Side]:
    return _requirements(names, "savoir-faire")


def _knowings(names: Names) -> Iterator[Side]:
    return _requirements(names, "savoir")


#: In the order of the chain of coverage.
MATRICES: dict[str, Jobs | Links] = {
    matrix.cle: matrix
    for matrix in (
        Jobs(),
        Links("activites", "Exigences et activités", _doings, _activities, "repond_a"),
        Links("savoirs", "Exigences et savoirs", _knowings, _savoirs, "repond_a"),
        Links("competences", "Activités et compétences", _activities, _competences, "mobilise"),
        Links("evaluation", "Compétences et épreuves", _assessed, _parts, "evalue"),
    )
}


def matrix(key: str) -> Jobs | Links:
    """The matrix of this name; raises Refused."""
    if key not in MATRICES:
        raise Refused("Cette matrice n’existe pas.")
    return MATRICES[key]
