"""EVA: what comes of an épreuve does not contradict itself; a dispense says of what it is one."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.model.base import ListeACompleter, Modele, if_known
from mc_builder.model.evaluation import Epreuve, Partie, SousEpreuve
from mc_builder.model.grandeurs import VINGT
from mc_builder.model.resultats import Nature
from mc_builder.rules.evaluation.examens import Examen, examens, modalites, parties
from mc_builder.rules.registry import AVERTISSEMENT, Constat, Subject, regle


def is_marked(s: Subject, exam: Examen) -> bool:
    """Whether an épreuve gives a mark that counts in the mean."""
    return s.projet.nature_resultat(exam) == "note"


@regle("EVA031", AVERTISSEMENT, source="Code du travail, R6113-25-1 (cohérence)")
def resultat_contradictoire(s: Subject) -> Iterator[Constat]:
    """Le résultat d’une épreuve ne se contredit pas.

    Vérifie : ce qui est acquis ou non n’a ni coefficient, ni poids, ni note minimale sur 20 (une
    part de réponses justes, « 70 % », convient) ; un bonus n’est pas éliminatoire ; une note
    éliminatoire a un seuil ; une moyenne des parties passées a des parties.
    Pourquoi : le jury ne saurait pas ce qu’il compte.
    Exemple fautif :
        - {id: e1, unite: u1, resultat: acquis, coefficient: 3, …}
    Exemple corrigé :
        - {id: e1, unite: u1, resultat: acquis, …}
    """
    for exam in examens(s):
        for holder in (exam, *parties(exam)):
            nature = s.projet.nature_resultat(holder)
            for what, model, field, aide in _contradictions(holder, nature):
                yield Constat(
                    f"« {s.names.titre(holder)} » {what}", s.places.span(model, field), aide
                )


_Contradiction = tuple[str, Modele, str, str]


def _contradictions(
    holder: Epreuve | SousEpreuve | Partie, nature: Nature
) -> Iterator[_Contradiction]:
    """What contradicts the result of an épreuve or of a part, where, and what mends it."""
    found = holder.resultat
    if found is None:
        return
    if nature == "acquis":
        weight = "poids" if isinstance(holder, Partie) else "coefficient"
        if getattr(holder, weight) is not None:
            what = f"s’acquiert ou non, et a un {weight}"
            yield what, holder, weight, f"retirez « {weight} », ou écrivez « nature: note »"
        least = if_known(found.seuil)
        if least is not None and least.sur == VINGT:
            what = "s’acquiert ou non, et a une note minimale sur 20"
            yield (
                what,
                found,
                "seuil",
                "écrivez-la en pourcentage (« 70 % »), ou écrivez « nature: note »",
            )
    if nature == "bonus" and found.eliminatoire:
        what = "ne compte que pour les points au-dessus de dix, et serait éliminatoire"
        yield what, found, "eliminatoire", "retirez « eliminatoire », ou écrivez « nature: note »"
    if nature == "note" and found.eliminatoire and found.seuil is None:
        what = "est éliminatoire sans dire sous quelle note"
        yield what, found, "eliminatoire", "ajoutez par exemple « seuil: 8 »"
    if found.moyenne == "passees" and not _has_parts(holder):
        what = "se note par la moyenne des parties passées, et n’en a pas"
        yield what, found, "moyenne", "décrivez ses parties, ou retirez « moyenne »"


def _has_parts(holder: Epreuve | SousEpreuve | Partie) -> bool:
    subs = isinstance(holder, Epreuve) and bool(holder.sous_epreuves)
    ways = holder.modalites if isinstance(holder, Partie) else tuple(modalites(holder))
    own = () if isinstance(holder, Partie) else holder.parties
    return subs or bool(own) or any(way.parties for way in ways)


@regle("EVA032", AVERTISSEMENT, source="Code du travail, R6113-25-1 (cohérence)")
def dispense_de_rien(s: Subject) -> Iterator[Constat]:
    """Une dispense dit de quoi elle dispense.

    Vérifie : elle nomme une unité ou une épreuve.
    Pourquoi : autrement la personne ne sait pas ce qu’elle n’a pas à passer.
    Exemple fautif :
        - {titulaires: Brevet professionnel Cycles}
    Exemple corrigé :
        - {titulaires: Brevet professionnel Cycles, unites: [u1]}
    """
    for dispense in s.projet.evaluation.dispenses if s.projet.evaluation is not None else ():
        unknown = any(isinstance(x, ListeACompleter) for x in (dispense.unites, dispense.epreuves))
        if not dispense.unites and not dispense.epreuves and not unknown:
            yield Constat(
                f"la dispense de « {dispense.titulaires} » ne dit pas de quoi elle dispense",
                s.places.span(dispense, "titulaires"),
                "ajoutez « unites » ou « epreuves »",
            )
