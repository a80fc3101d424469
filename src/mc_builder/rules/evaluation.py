"""EVA: each unit is assessed once, each way of assessing it is complete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mc_builder.model.base import descendants
from mc_builder.model.evaluation import Epreuve, Evaluation, Modalite, SousEpreuve, Unite
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, Constat, Subject, regle


@regle("EVA001", ERREUR, source="Code de l’éducation, D337-140", surete="texte")
def unite_sans_epreuve(s: Subject) -> Iterator[Constat]:
    """Chaque unité a une épreuve ou une sous-épreuve.

    Vérifie : une épreuve, ou une sous-épreuve, porte chaque unité.
    Pourquoi : une unité se valide par une épreuve.
    Exemple fautif :
        unites:
          - {id: u1, bloc: bloc-1}
        epreuves: []
    Exemple corrigé :
        epreuves:
          - {id: e1, unite: u1, coefficient: 3, modalites: […]}
    """
    for unite, count in _epreuves_par_unite(s):
        if count == 0:
            title = s.projet.intitule_unite(unite)
            yield Constat(f"l’unité « {title} » n’a pas d’épreuve", s.places.start(unite))


@regle("EVA002", ERREUR, source="Code de l’éducation, D337-140", surete="texte")
def unite_a_plusieurs_epreuves(s: Subject) -> Iterator[Constat]:
    """Une unité a une seule épreuve ou sous-épreuve.

    Vérifie : une seule épreuve, ou sous-épreuve, porte chaque unité.
    Pourquoi : deux notes pour une unité ne disent pas laquelle la valide.
    Exemple fautif :
        epreuves:
          - {id: e1, unite: u1, …}
          - {id: e2, unite: u1, …}
    Exemple corrigé :
        epreuves:
          - {id: e1, unite: u1, …}
          - {id: e2, unite: u2, …}
    """
    for unite, count in _epreuves_par_unite(s):
        if count > 1:
            yield Constat(
                f"l’unité « {s.projet.intitule_unite(unite)} » a {count} épreuves",
                s.places.start(unite),
                "une unité a une épreuve ou une sous-épreuve, et une seule",
            )


@regle("EVA003", ERREUR, source="Code de l’éducation, D337-147", surete="texte")
def bloc_sans_unite(s: Subject) -> Iterator[Constat]:
    """Chaque bloc professionnel est validé par une unité.

    Vérifie : une unité nomme chaque bloc.
    Pourquoi : les blocs correspondent aux unités ; un bloc sans unité ne s’acquiert pas.
    Exemple fautif :
        unites: []
    Exemple corrigé :
        unites:
          - {id: u1, bloc: bloc-1}
    """
    if s.projet.evaluation is None:
        return
    for bloc in s.projet.blocs:
        if s.projet.unite_du_bloc(bloc) is None:
            yield Constat(
                f"le bloc « {bloc.intitule} » n’est validé par aucune unité",
                s.places.start(bloc),
                "déclarez l’unité dans referentiels/evaluation.yaml",
            )


@regle("EVA004", ERREUR, source="Code de l’éducation, D337-151", surete="texte")
def ponctuel_sans_duree(s: Subject) -> Iterator[Constat]:
    """Une épreuve ponctuelle a une durée.

    Vérifie : une modalité ponctuelle, ou ses parties, disent leur durée.
    Pourquoi : le règlement d’examen donne la durée de chaque épreuve ponctuelle.
    Exemple fautif :
        - {categories: [b], mode: ponctuel, formes: [oral]}
    Exemple corrigé :
        - {categories: [b], mode: ponctuel, formes: [oral], duree: 30 min}
    """
    for way in _modalites(s):
        timed = way.duree is not None or any(p.duree is not None for p in way.parties)
        if way.mode == "ponctuel" and not timed:
            yield Constat(
                "une épreuve ponctuelle a une durée",
                s.places.span(way, "mode"),
                "ajoutez par exemple « duree: 3 h »",
            )


@regle("EVA005", AVERTISSEMENT, source="Code du travail, R6113-25-1 (cohérence)")
def durees_qui_ne_s_ajoutent_pas(s: Subject) -> Iterator[Constat]:
    """Les durées des parties font la durée de l’épreuve.

    Vérifie : quand toutes les parties ont une durée, leur somme est celle de la modalité.
    Pourquoi : deux durées différentes se contredisent sous les yeux des candidats.
    Exemple fautif :
        duree: 3 h
        parties: [{intitule: Pratique, duree: 2 h}, {intitule: Oral, duree: 30 min}]
    Exemple corrigé :
        duree: 2 h 30
        parties: [{intitule: Pratique, duree: 2 h}, {intitule: Oral, duree: 30 min}]
    """
    for way in _modalites(s):
        durations = [p.duree for p in way.parties]
        if way.duree is None or not durations or None in durations:
            continue
        if sum(d for d in durations if d is not None) != way.duree:
            yield Constat(
                "les durées des parties ne font pas la durée de l’épreuve",
                s.places.span(way, "duree"),
            )


@regle("EVA006", AVERTISSEMENT, source="Code du travail, R6113-25-1 (cohérence)")
def poids_qui_ne_font_pas_un(s: Subject) -> Iterator[Constat]:
    """Les poids des parties font 1.

    Vérifie : quand toutes les parties ont un poids, leur somme est 1.
    Pourquoi : autrement la note ne se calcule pas.
    Exemple fautif :
        parties: [{intitule: Pratique, poids: 0.7}, {intitule: Oral, poids: 0.2}]
    Exemple corrigé :
        parties: [{intitule: Pratique, poids: 0.7}, {intitule: Oral, poids: 0.3}]
    """
    for way in _modalites(s):
        weights = [p.poids for p in way.parties]
        if weights and None not in weights and sum(w for w in weights if w is not None) != 1:
            yield Constat("les poids des parties ne font pas 1", s.places.span(way, "parties"))


def epreuves(evaluation: Evaluation) -> Iterator[Epreuve | SousEpreuve]:
    """The épreuves and sous-épreuves, in order."""
    for model in descendants(evaluation):
        if isinstance(model, Epreuve | SousEpreuve):
            yield model


def _epreuves_par_unite(s: Subject) -> Iterator[tuple[Unite, int]]:
    evaluation = s.projet.evaluation
    if evaluation is not None and s.projet.dossier.etape != "opportunite":
        count = Counter(exam.unite for exam in epreuves(evaluation))
        for unite in evaluation.unites:
            yield unite, count[unite.cle]


def _modalites(s: Subject) -> Iterator[Modalite]:
    if s.projet.evaluation is not None:
        for exam in epreuves(s.projet.evaluation):
            yield from exam.modalites
