"""EVA: each unit is assessed once, each way of assessing it is complete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from mc_builder.diagnostics import Related
from mc_builder.french import number
from mc_builder.model.base import Etendue, ListeACompleter, if_known, known_words
from mc_builder.model.etendues import in_hours
from mc_builder.model.evaluation import Modalite, Partie, Unite
from mc_builder.rules.bornes import (
    by_article,
    force,
    force_of,
    is_referentiel_due,
    severity_of_lack,
)
from mc_builder.rules.evaluation.examens import (
    Examen,
    epreuves,
    examens,
    own_examens,
    parties,
)
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, Constat, Subject, regle


@regle("EVA001", ERREUR, source="Code de l’éducation, D337-140", surete="texte")
def unite_sans_epreuve(s: Subject) -> Iterator[Constat]:
    """Chaque unité a une épreuve ou une sous-épreuve.

    Vérifie : une épreuve, ou une sous-épreuve, évalue chaque unité, quel que soit le diplôme, à
    moins que « sans_epreuve » dise comment l’unité se valide ; avec la gravité du profil, un
    avertissement avant l’examen par la commission.
    Pourquoi : une unité se valide par une épreuve.
    Exemple fautif :
        unites:
          - {id: u1, bloc: bloc-1}
        epreuves: []
    Exemple corrigé :
        epreuves:
          - {id: e1, unite: u1, coefficient: 3, modalites: […]}
    """
    rule = s.projet.en_vigueur(s.projet.profil.epreuve_par_unite)
    for unite, count in _epreuves_by_unite(s):
        if count == 0 and unite.sans_epreuve is None:
            yield Constat(
                f"⟨l’unité⟩ « {s.names.titre(unite)} » n’a pas ⟨d’épreuve⟩",
                s.places.start(unite),
                s.names.typed(unite, "écrivez « unite: {id} » dans ⟨une épreuve⟩")
                + by_article(rule)
                + ", ou dites sous « sans_epreuve » comment elle se valide",
                gravite=severity_of_lack(s, force_of(rule, ERREUR)),
            )
        if count and known_words(unite.sans_epreuve):
            yield Constat(
                f"⟨l’unité⟩ « {s.names.titre(unite)} » se dit ⟨unité:validé⟩ sans ⟨épreuve⟩,"
                " et en a une",
                s.places.span(unite, "sans_epreuve"),
                "retirez « sans_epreuve », ou « unite » de ⟨l’épreuve⟩",
                gravite=AVERTISSEMENT,
            )


@regle("EVA002", ERREUR, source="Code de l’éducation, D337-140", surete="texte")
def unite_a_plusieurs_epreuves(s: Subject) -> Iterator[Constat]:
    """Une unité a une seule épreuve ou sous-épreuve.

    Vérifie : une seule épreuve, ou sous-épreuve, évalue chaque unité ; la gravité est celle du
    profil.
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
    rule = s.projet.en_vigueur(s.projet.profil.epreuve_par_unite)
    for unite, count in _epreuves_by_unite(s):
        if count > 1 and rule is not None:
            held = [e for e in examens(s) if unite.cle in e.unite]
            yield Constat(
                f"⟨l’unité⟩ « {s.names.titre(unite)} » a ⟨{count} épreuves⟩",
                s.places.start(unite),
                "⟨une unité⟩ a ⟨une épreuve⟩ ou ⟨une sous-épreuve⟩, ⟨une seule épreuve⟩",
                tuple(Related(s.places.span(e, "unite"), "l’une d’elles") for e in held),
                gravite=force(rule),
            )


@regle("EVA003", ERREUR, source="Code de l’éducation, D337-147", surete="texte")
def bloc_sans_unite(s: Subject) -> Iterator[Constat]:
    """Chaque bloc professionnel est validé par une unité.

    Vérifie : une unité nomme chaque bloc, dès que le diplôme a des unités ; avec la gravité du
    profil, un avertissement avant l’examen par la commission.
    Pourquoi : les blocs correspondent aux unités ; un bloc sans unité ne s’acquiert pas.
    Exemple fautif :
        unites: []
    Exemple corrigé :
        unites:
          - {id: u1, bloc: bloc-1}
    """
    rule = s.projet.en_vigueur(s.projet.profil.bloc_par_unite)
    evaluation = s.projet.evaluation
    without = rule is None and not (evaluation and evaluation.unites)  # a title may have no unit
    if evaluation is None or without or not is_referentiel_due(s):
        return
    same = s.projet.profil.mots.one_for_both
    by = "aucune ligne de « unites »" if same else "⟨aucune unité⟩"
    for bloc in s.projet.blocs:
        if not s.projet.unites_of(bloc):
            yield Constat(
                f"⟨le bloc⟩ « {bloc.intitule} » n’est ⟨bloc:validé⟩ par {by}",
                s.places.start(bloc),
                "déclarez ⟨l’unité⟩ dans referentiels/evaluation.yaml",
                gravite=severity_of_lack(s, force_of(rule, AVERTISSEMENT)),
            )


@regle("EVA004", ERREUR, source="Code de l’éducation, D337-151", surete="texte")
def ponctuel_sans_duree(s: Subject) -> Iterator[Constat]:
    """Une épreuve ponctuelle a une durée.

    Vérifie : une modalité ponctuelle, ou ses parties, disent leur durée, à moins qu’un autre texte
    définisse l’épreuve ou son unité ; avec la gravité du profil, un avertissement avant l’examen
    par la commission.
    Pourquoi : le règlement d’examen donne la durée de chaque épreuve ponctuelle.
    Exemple fautif :
        - {categories: [b], mode: ponctuel, formes: [oral]}
    Exemple corrigé :
        - {categories: [b], mode: ponctuel, formes: [oral], duree: 30 min}
    """
    rule = s.projet.en_vigueur(s.projet.profil.reglement)
    for exam, way, holder_timed in _modalites(s):
        timed = way.duree is not None or any(p.duree is not None for p in way.parties)
        fixed = s.projet.profil.nature(way.mode) == "ponctuel"
        if fixed and rule is not None and not timed and not holder_timed:
            yield Constat(
                f"⟨l’épreuve ponctuelle⟩ « {s.names.titre(exam)} » n’a pas de durée",
                s.places.span(way, "mode"),
                "ajoutez par exemple « duree: 3 h »",
                gravite=severity_of_lack(s, force(rule)),
            )


@regle("EVA005", AVERTISSEMENT, source="Code du travail, R6113-25-1 (cohérence)")
def durees_qui_ne_s_ajoutent_pas(s: Subject) -> Iterator[Constat]:
    """Les durées des parties font la durée de l’épreuve.

    Vérifie : quand toutes les parties ont une durée, leur somme est celle de la modalité, ou peut
    l’être quand l’une est une fourchette.
    Pourquoi : deux durées différentes se contredisent sous les yeux des candidats.
    Exemple fautif :
        duree: 3 h
        parties: [{intitule: Pratique, duree: 2 h}, {intitule: Oral, duree: 30 min}]
    Exemple corrigé :
        duree: 2 h 30
        parties: [{intitule: Pratique, duree: 2 h}, {intitule: Oral, duree: 30 min}]
    """
    for exam, way, _ in _modalites(s):
        durations = [d for p in way.parties if (d := if_known(p.duree)) is not None]
        whole = if_known(way.duree)
        if whole is None or not durations or len(durations) < len(way.parties):
            continue
        total = Etendue.total(durations)
        if not total.meets(whole):
            yield Constat(
                f"les parties de « {s.names.titre(exam)} » durent {in_hours(total)} en tout, et"
                f" ⟨l’épreuve⟩ {in_hours(whole)}",
                s.places.span(way, "duree"),
                "corrigez « duree », ici ou dans les parties",
                tuple(Related(s.places.span(p, "duree"), "une partie") for p in way.parties),
            )


@regle("EVA006", AVERTISSEMENT, source="Code du travail, R6113-25-1 (cohérence)")
def poids_qui_ne_font_pas_un(s: Subject) -> Iterator[Constat]:
    """Les poids des parties font 1.

    Vérifie : quand toutes les parties ont un poids, leur somme est 1, option par option ; la
    moyenne des seules parties passées n’en demande pas tant.
    Pourquoi : autrement la note ne se calcule pas.
    Exemple fautif :
        parties: [{intitule: Pratique, poids: 0.7}, {intitule: Oral, poids: 0.2}]
    Exemple corrigé :
        parties: [{intitule: Pratique, poids: 0.7}, {intitule: Oral, poids: 0.3}]
    """
    holders = [way for exam, way, _ in _modalites(s) if not _of_those_taken(exam)]
    for holder in (*holders, *(exam for exam in examens(s) if not _of_those_taken(exam))):
        for option, taken in _taken(s, holder.parties):
            weights = [if_known(p.poids) for p in taken]
            total = sum((w for w in weights if w is not None), Decimal(0))
            if weights and None not in weights and total != 1:
                shown = number(total.normalize())
                where = f" ({s.names.options((option,))})" if option else ""
                yield Constat(
                    f"les poids des parties font {shown}, et non 1{where}",
                    s.places.span(holder, "parties"),
                    "corrigez « poids » dans les parties",
                    tuple(Related(s.places.span(p, "poids"), "une partie") for p in taken),
                )
                break


def _taken(s: Subject, parties: tuple[Partie, ...]) -> Iterator[tuple[str, tuple[Partie, ...]]]:
    """The parts that a candidate takes: all of them, or those of each option where these differ."""
    held = s.names.selection
    sets = {p.cle: held.of(p.cle) for p in parties}
    if all(found == held.toutes for found in sets.values()):
        yield "", parties
        return
    for option in s.projet.dossier.diplome.parcours:
        yield option.cle, tuple(p for p in parties if option.cle in sets[p.cle])


@regle("EVA007", ERREUR, source="Code de l’éducation, D337-147", surete="texte")
def bloc_a_plusieurs_unites(s: Subject) -> Iterator[Constat]:
    """Un bloc est validé par une seule unité.

    Vérifie : deux unités ne nomment pas le même bloc, à moins d’être réservées à des candidats
    différents ; avec la gravité du profil.
    Pourquoi : les attestations de blocs correspondent aux unités validées ; un bloc réparti entre
    deux unités ne s’atteste pas.
    Exemple fautif :
        unites:
          - {id: u1, bloc: bloc-1}
          - {id: u2, bloc: bloc-1}
    Exemple corrigé :
        unites:
          - {id: u1, bloc: bloc-1}
          - {id: u2, bloc: bloc-2}
    """
    evaluation, rule = s.projet.evaluation, s.projet.en_vigueur(s.projet.profil.bloc_par_unite)
    first: dict[str, Unite] = {}
    if evaluation is None or rule is None:
        return
    for unite in evaluation.unites:
        other = first.setdefault(unite.bloc, unite)
        if other is unite or (unite.reservee_a and other.reservee_a):
            continue
        yield Constat(
            f"⟨le bloc⟩ « {s.names[unite.bloc].titre} » est déjà ⟨bloc:validé⟩ par ⟨l’unité⟩"
            f" « {s.names.titre(other)} »",
            s.places.span(unite, "bloc"),
            f"⟨une unité⟩, ⟨un bloc⟩{by_article(rule)}",
            (Related(s.places.span(other, "bloc"), "⟨la première unité⟩"),),
            gravite=force(rule),
        )


@regle("EVA030", AVERTISSEMENT, source="Code de l’éducation, D337-151")
def ponctuel_sans_forme(s: Subject) -> Iterator[Constat]:
    """Une épreuve ponctuelle dit sa nature : écrite, orale ou pratique.

    Vérifie : « formes » n’est pas vide dans une modalité ponctuelle.
    Pourquoi : le règlement fixe la nature des évaluations ; il imprime « ponctuel écrit »,
    « ponctuel oral » ou « ponctuel pratique ».
    Exemple fautif :
        - {categories: [cat-b], mode: ponctuel, duree: 3 h}
    Exemple corrigé :
        - {categories: [cat-b], mode: ponctuel, formes: [pratique], duree: 3 h}
    """
    for exam, way, _ in _modalites(s):
        waiting = isinstance(way.formes, ListeACompleter)
        if way.mode == "ponctuel" and not way.formes and not waiting:
            yield Constat(
                f"⟨l’épreuve ponctuelle⟩ « {s.names.titre(exam)} » ne dit pas sa nature",
                s.places.span(way, "mode"),
                "ajoutez « formes: » : ecrit, oral ou pratique",
            )


def _of_those_taken(exam: Examen) -> bool:
    """Whether the mark is the mean of the parts that were taken: their weights make no whole."""
    return exam.resultat is not None and exam.resultat.moyenne == "passees"


def _epreuves_by_unite(s: Subject) -> Iterator[tuple[Unite, int]]:
    evaluation = s.projet.evaluation
    if evaluation is not None and is_referentiel_due(s):
        count = Counter(cle for exam in epreuves(evaluation) for cle in exam.unite)
        for unite in evaluation.unites:
            yield unite, count[unite.cle]


def _modalites(s: Subject) -> Iterator[tuple[Examen, Modalite, bool]]:
    """The ways of taking each épreuve, and whether the part that holds one says its duration."""
    for exam in own_examens(s):
        yield from ((exam, way, False) for way in exam.modalites)
        for partie in parties(exam):
            yield from ((exam, way, partie.duree is not None) for way in partie.modalites)
