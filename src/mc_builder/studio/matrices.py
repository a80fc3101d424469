"""The links of a project as matrices to click: what is on each side, what each cell says.

A cell is a link that one of its two objects writes (« repond_a », « mobilise », « evalue »), whole
or partial; in the matrix of jobs, it is a requirement as a job asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from mc_builder.editing import (
    Changes,
    Refused,
    add_link,
    remove_link,
    set_exigence,
    set_partial,
)
from mc_builder.model.activites import Activite, Tache
from mc_builder.model.base import Objet
from mc_builder.model.blocs import Competence, ElementSavoir, Savoir
from mc_builder.model.emplois import Emploi, Exigence, Motif
from mc_builder.model.evaluation import Partie
from mc_builder.model.liens import Lien
from mc_builder.model.projet import Projet
from mc_builder.names import Names
from mc_builder.project import Project
from mc_builder.studio.words import word

#: What a cell of links may say.
ENTIER, PARTIEL, RIEN = "entier", "partiel", ""
#: What a cell of the matrix of jobs may say beside an importance.
ECARTEE = "ecartee"
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

    def shown(self, project: Project) -> dict[str, Any]:
        """The matrix for the page."""
        names = project.names
        rows, columns = list(self.rows(names)), list(self.columns(names))
        in_rows, in_columns = {s.cle for s in rows}, {s.cle for s in columns}
        holders, others = (in_columns, in_rows)[:: 1 if self.holder == "colonne" else -1]
        cells = {}
        for cle in holders:
            for link in _links(names.projet.by_cle[cle], self.field):
                if link.cible in others:
                    row, column = self._placed(cle, link.cible)
                    cells[f"{row}|{column}"] = {
                        "etat": PARTIEL if link.portee == "partielle" else ENTIER
                    }
        return _shown(self.cle, self.titre, rows, columns, cells)

    def write(self, project: Project, row: str, column: str, said: dict[str, Any]) -> Changes:
        """The files once a cell says something else (`etat`); raises Refused."""
        state = said.get("etat")
        holder, target = (column, row) if self.holder == "colonne" else (row, column)
        ref, partial = f"{holder}:{self.field}", state == PARTIEL
        if state not in {RIEN, ENTIER, PARTIEL}:
            raise Refused("Cette case ne se remplit pas ainsi.")
        if state == RIEN:
            return remove_link(project, ref, target)
        found = _links(project.projet.by_cle.get(holder), self.field)
        if any(link.cible == target for link in found):
            return set_partial(project, ref, target, partial=partial)
        return add_link(project, ref, target, partial=partial)

    def _placed(self, holder: str, target: str) -> tuple[str, str]:
        return (target, holder) if self.holder == "colonne" else (holder, target)


@dataclass(frozen=True)
class Jobs:
    """The matrix of jobs: which requirements each asks for, their importance, those left out."""

    cle: str = "emplois"
    titre: str = "Emplois et exigences"

    def shown(self, project: Project) -> dict[str, Any]:
        """The matrix for the page."""
        projet, names = project.projet, project.names
        cells = {
            f"{asked.exigence}|{job.cle}": {
                "etat": ECARTEE if asked.ecartee else str(asked.importance),
                "autonomie": None if asked.autonomie is None else str(asked.autonomie),
                "motif": None if asked.ecartee is None else asked.ecartee.motif,
                "explication": None if asked.ecartee is None else str(asked.ecartee.explication),
                "objet": asked.cle,
            }
            for job in projet.emplois
            for asked in job.exigences
        }
        columns = list(_sides(names, projet.emplois))
        shown = _shown(self.cle, self.titre, list(_requirements(names)), columns, cells)
        motives = [{"valeur": motive, "nom": word(motive)} for motive in get_args(Motif)]
        return {**shown, "motifs": motives}

    def write(self, project: Project, row: str, column: str, said: dict[str, Any]) -> Changes:
        """The files once a job asks otherwise for a requirement; raises Refused.

        `said` has its new `etat` (an importance, « ecartee », nothing), its `motif` and
        `explication` when it is left out, or its `autonomie`.
        """
        state = said.get("etat")
        if state == RIEN:
            return set_exigence(project, column, row, None)
        job = project.projet.find(column, Emploi)
        asked = next((a for a in job.exigences if a.exigence == row), None) if job else None
        autonomy = said.get("autonomie", asked.autonomie if asked else None)
        aside = {key: said.get(key) for key in ("motif", "explication")}
        if state == ECARTEE and asked is not None:
            return set_exigence(project, column, row, asked.importance, autonomy, aside)
        if state not in _IMPORTANCES:
            raise Refused("L’importance va de 1 à 3.")
        return set_exigence(project, column, row, int(state), autonomy)


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
