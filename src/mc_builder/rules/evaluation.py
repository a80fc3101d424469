"""Units and épreuves: each unit is assessed once, each way of assessing it is complete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mc_builder.diagnostics import Diagnostic, avertissement, erreur
from mc_builder.model.base import ListeACompleter, descendants
from mc_builder.model.evaluation import Epreuve, Evaluation, Modalite, SousEpreuve
from mc_builder.rules.base import Rule, Subject


def une_epreuve_par_unite(s: Subject) -> Iterator[Diagnostic]:
    """Each unit has exactly one épreuve or sous-épreuve (D337-140)."""
    evaluation = s.projet.evaluation
    if evaluation is None or s.projet.dossier.etape == "opportunite":
        return
    count = Counter(exam.unite for exam in _exams(evaluation))
    for unite in evaluation.unites:
        title = s.projet.intitule_unite(unite)
        if count[unite.cle] == 0:
            yield erreur("EVA001", f"l’unité « {title} » n’a pas d’épreuve", s.places.start(unite))
        elif count[unite.cle] > 1:
            yield erreur(
                "EVA002",
                f"l’unité « {title} » a {count[unite.cle]} épreuves",
                s.places.start(unite),
                "une unité a une épreuve ou une sous-épreuve, et une seule",
            )


def une_unite_par_bloc(s: Subject) -> Iterator[Diagnostic]:
    """Each professional bloc is validated by a unit (D337-147 for a CS)."""
    if s.projet.evaluation is None:
        return
    for bloc in s.projet.blocs:
        if s.projet.unite_du_bloc(bloc) is None:
            yield erreur(
                "EVA003",
                f"le bloc « {bloc.intitule} » n’est validé par aucune unité",
                s.places.start(bloc),
                "déclarez l’unité dans referentiels/evaluation.yaml",
            )


def duree_des_epreuves_ponctuelles(s: Subject) -> Iterator[Diagnostic]:
    """A ponctuel examination has a duration (D337-151); CCF has none."""
    evaluation = s.projet.evaluation
    if evaluation is None:
        return
    for exam in _exams(evaluation):
        for way in exam.modalites:
            timed = way.duree is not None or any(p.duree is not None for p in way.parties)
            if way.mode == "ponctuel" and not timed:
                yield erreur(
                    "EVA004",
                    "une épreuve ponctuelle a une durée",
                    s.places.span(way, "mode"),
                    "ajoutez par exemple « duree: 3 h » (code de l’éducation, D337-151)",
                )
            yield from _parts_add_up(s, way)


def _parts_add_up(s: Subject, way: Modalite) -> Iterator[Diagnostic]:
    durations = [p.duree for p in way.parties]
    if way.duree is not None and durations and None not in durations:
        total = sum(d for d in durations if d is not None)
        if total != way.duree:
            yield avertissement(
                "EVA005",
                "les durées des parties ne font pas la durée de l’épreuve",
                s.places.span(way, "duree"),
            )
    weights = [p.poids for p in way.parties]
    if weights and None not in weights and sum(w for w in weights if w is not None) != 1:
        yield avertissement(
            "EVA006", "les poids des parties ne font pas 1", s.places.span(way, "parties")
        )


def savoirs_du_bloc(s: Subject) -> Iterator[Diagnostic]:
    """Each professional bloc has savoirs (code du travail, L6113-1)."""
    for bloc in s.projet.blocs:
        if not bloc.savoirs and not isinstance(bloc.savoirs, ListeACompleter):
            yield avertissement(
                "BLO001",
                f"le bloc « {bloc.intitule} » n’a pas de savoirs associés",
                s.places.start(bloc),
                "code du travail, L6113-1 : compétences et connaissances",
            )


def _exams(evaluation: Evaluation) -> Iterator[Epreuve | SousEpreuve]:
    for model in descendants(evaluation):
        if isinstance(model, Epreuve | SousEpreuve):
            yield model


RULES: tuple[Rule, ...] = (
    une_epreuve_par_unite,
    une_unite_par_bloc,
    duree_des_epreuves_ponctuelles,
    savoirs_du_bloc,
)
