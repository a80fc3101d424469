"""EVA: coefficients, marks, commissions, and how the parts of an épreuve are conducted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from mc_builder.coverage import RapportCouverture
from mc_builder.coverage.analysis.parts_dites import DES_BLOCS
from mc_builder.diagnostics import Related
from mc_builder.french import agreed, listed, number, percent
from mc_builder.model.base import Etendue, ListeACompleter, if_known, known_words
from mc_builder.model.etendues import in_situations
from mc_builder.model.evaluation import Epreuve, Partie
from mc_builder.model.projet import Projet
from mc_builder.rules.bornes import by_article, force, severity_of_lack
from mc_builder.rules.evaluation.examens import (
    Examen,
    blocs,
    examens,
    modalites,
    own_examens,
    parties,
)
from mc_builder.rules.evaluation.resultats import is_marked
from mc_builder.rules.mots import says
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, INFO, Constat, Subject, regle
from mc_builder.spans import Span

#: A bloc weighs out of proportion when one share is more than so many times the other.
DISPROPORTION = 2
_NONE = Decimal(0)
_QCM = r"\bqcm\b|\bquestionnaires?\b|\bquestions? a choix multiples?\b"
_TUTEUR = r"\btut(?:eur|rice|orat)\b|\bmaitres? d'apprentissage\b"
_NEGATION = r"\b(?:aucune?|sans|pas d[e']|ni|ne|n'|hors|sauf|exclusion)"


@regle("EVA018", ERREUR, source="Code de l’éducation, D337-151", surete="texte")
def coefficient_manquant(s: Subject) -> Iterator[Constat]:
    """Chaque épreuve qui valide une unité a un coefficient.

    Vérifie : « coefficient » est écrit, à moins qu’un autre texte définisse l’épreuve ou son
    unité ; avec la gravité du profil, un avertissement avant l’examen par la commission.
    Pourquoi : le règlement fixe le coefficient des évaluations ; la moyenne se calcule avec lui.
    Exemple fautif :
        - {id: e1, unite: u1, modalites: […]}
    Exemple corrigé :
        - {id: e1, unite: u1, coefficient: 4, modalites: […]}
    """
    rule = s.projet.en_vigueur(s.projet.profil.reglement)
    for exam in own_examens(s):
        due = bool(exam.unite) and exam.coefficient is None and is_marked(s, exam)
        if due and rule is not None:
            yield Constat(
                f"⟨l’épreuve⟩ « {s.names.titre(exam)} » n’a pas ⟨de coefficient⟩",
                s.places.span(exam, "coefficient"),
                f"ajoutez par exemple « coefficient: 4 »{by_article(rule)}",
                gravite=severity_of_lack(s, force(rule)),
            )


@regle("EVA019", AVERTISSEMENT, source="Code du travail, R6113-25-1 (cohérence)")
def coefficients_des_sous_epreuves(s: Subject) -> Iterator[Constat]:
    """Les coefficients des sous-épreuves font celui de l’épreuve.

    Vérifie : quand l’épreuve et toutes ses sous-épreuves ont un coefficient, la somme tombe juste ;
    un coefficient n’en contient pas pour d’autres (« dont ») plus qu’il ne vaut.
    Pourquoi : deux totaux dans un même règlement se contredisent.
    Exemple fautif :
        coefficient: 5
        sous_epreuves: [{id: e1-1, coefficient: 2, …}, {id: e1-2, coefficient: 2, …}]
    Exemple corrigé :
        coefficient: 4
        sous_epreuves: [{id: e1-1, coefficient: 2, …}, {id: e1-2, coefficient: 2, …}]
    """
    for exam in examens(s):
        if exam.propre is not None and exam.propre < 0:
            yield Constat(
                f"⟨le coefficient⟩ de « {s.names.titre(exam)} » contient plus, pour d’autres, qu’il"
                " ne vaut",
                s.places.span(exam, "coefficient"),
                "écrivez sous « coefficient » le total, et sous « dont » ce qui en revient à"
                " d’autres",
            )
        subs = exam.sous_epreuves if isinstance(exam, Epreuve) else ()
        subs = tuple(sub for sub in subs if is_marked(s, sub))
        known = [mark for sub in subs if (mark := if_known(sub.coefficient)) is not None]
        total = sum(known, Decimal(0))
        if subs and len(known) == len(subs) and if_known(exam.coefficient) not in {None, total}:
            yield Constat(
                f"⟨les sous-épreuves⟩ de « {s.names.titre(exam)} » ont {number(total)} pour"
                " ⟨coefficient⟩ en tout, et non ⟨coefficient:celui⟩ ⟨de l’épreuve⟩",
                s.places.span(exam, "coefficient"),
                f"écrivez « coefficient: {number(total)} », ou corrigez ⟨les sous-épreuves⟩",
                tuple(Related(s.places.span(x, "coefficient"), "sous-épreuve") for x in subs),
            )


@regle("EVA020", AVERTISSEMENT, source="Méthode de la mesure de couverture")
def coefficient_hors_de_proportion(s: Subject) -> Iterator[Constat]:
    """Le coefficient d’une épreuve est à la mesure de son bloc.

    Vérifie : la part du coefficient n’est ni plus du double, ni moins de la moitié de la part du
    bloc dans le poids des exigences évaluées (seuil de l’outil) ; les épreuves des mêmes blocs se
    comptent ensemble.
    Pourquoi : une épreuve qui pèse bien plus, ou bien moins, que ce qu’elle vérifie déforme la
    note au regard de ce que les emplois demandent.
    Exemple fautif :
        e1 : coefficient 8, bloc d’apport 10 ; e2 : coefficient 1, bloc d’apport 12
    Exemple corrigé :
        e1 : coefficient 4, bloc d’apport 10 ; e2 : coefficient 5, bloc d’apport 12
    """
    if not s.coverage.options:
        yield from _out_of_proportion(s, s.coverage)
    said: set[Span] = set()
    for option in s.coverage.options:  # nobody takes the épreuves of two
        where = f" ({s.names.options((option.option,))})"
        found = [c for c in _out_of_proportion(s, option.rapport, where) if c.span not in said]
        said.update(c.span for c in found)
        yield from found


def _out_of_proportion(
    s: Subject, rapport: RapportCouverture, where: str = ""
) -> Iterator[Constat]:
    """Those of the diploma, or of one of its options (`where`)."""
    brought = {bloc.bloc: Decimal(bloc.apport or 0) for bloc in rapport.blocs}
    groups = _by_blocs(s, rapport.projet)
    weights = {held: sum((brought.get(b, _NONE) for b in held), _NONE) for held in groups}
    each = [exam.propre for exams in groups.values() for exam in exams]
    marks = [mark for mark in each if mark]
    whole, total = sum(weights.values(), _NONE), sum(marks, _NONE)
    if len(groups) < 2 or len(marks) < len(each) or not all(weights.values()):
        return
    marked = [x for x in examens(s) if x.cle in rapport.projet.by_cle and is_marked(s, x)]
    alone = len(each) == len(marked)
    of = "de la note" if alone else f"⟨des coefficients⟩ {DES_BLOCS}"
    for held, exams in groups.items():
        share = sum((exam.propre or _NONE for exam in exams), _NONE) / total
        asked = weights[held] / whole
        if not asked / DISPROPORTION <= share <= asked * DISPROPORTION:
            titles = listed(f"« {s.names.titre(exam)} »" for exam in exams)
            who = agreed(len(exams), "⟨l’épreuve⟩", "⟨les épreuves⟩")
            verb = agreed(len(exams), "compte", "comptent")
            blocs_ = agreed(len(held), "⟨son bloc⟩", "les ⟨blocs⟩")
            yield Constat(
                f"{who} {titles} {verb} pour {percent(100 * share, 0)} {of}"
                f" et {blocs_} pour {percent(100 * asked, 0)} du poids des exigences évaluées"
                f"{where}",
                s.places.span(exams[0], "coefficient"),
                "rapprochez ⟨le coefficient⟩ de ce que ⟨l’épreuve⟩ vérifie",
            )


def _by_blocs(s: Subject, among: Projet) -> dict[frozenset[str], list[Examen]]:
    """The épreuves of an option that are marked, by the professional blocs that they evaluate."""
    found: dict[frozenset[str], list[Examen]] = {}
    for exam in examens(s):
        held = frozenset(bloc.cle for bloc in blocs(s, exam)) if exam.unite else frozenset()
        if held and exam.cle in among.by_cle and is_marked(s, exam):
            found.setdefault(held, []).append(exam)
    return found


@regle("EVA021", INFO, source="Anatomie des référentiels publiés", surete="usage")
def note_zero_absente(s: Subject) -> Iterator[Constat]:
    """L’épreuve dit ce qui entraîne la note zéro.

    Vérifie : une modalité au moins de l’épreuve donne « note_zero », à moins qu’un autre texte
    définisse l’épreuve ou son unité.
    Pourquoi : les référentiels publiés disent ce que vaut un dossier absent ou non conforme ; les
    jurys décident autrement au cas par cas.
    Exemple fautif :
        - {categories: [cat-a], mode: ccf}
    Exemple corrigé :
        - {categories: [cat-a], mode: ccf, note_zero: [Absence de dossier]}
    """
    for exam in own_examens(s):
        ways = list(modalites(exam))
        said = any(w.note_zero or isinstance(w.note_zero, ListeACompleter) for w in ways)
        if ways and not said and is_marked(s, exam):
            yield Constat(
                f"⟨l’épreuve⟩ « {s.names.titre(exam)} » ne dit pas ce qui entraîne ⟨la note zéro⟩",
                s.places.start(exam),
                "ajoutez « note_zero » à une modalité",
            )


@regle("EVA022", AVERTISSEMENT, source="Vade-mecum RNCP, p. 35")
def parties_toutes_collectives(s: Subject) -> Iterator[Constat]:
    """Une épreuve a une partie individuelle.

    Vérifie : pour aucune modalité, toutes les parties ne sont collectives.
    Pourquoi : l’évaluation collective n’est pas la modalité unique d’un bloc ; un entretien
    individuel l’accompagne.
    Exemple fautif :
        parties:
          - {intitule: Contrôle d’une série de vélos, organisation: collective, …}
    Exemple corrigé :
        parties:
          - {intitule: Contrôle d’une série de vélos, organisation: collective, …}
          - {intitule: Entretien, …}
    """
    for exam in examens(s):
        groups = [way.parties for way in exam.modalites if way.parties]
        for held in [(*exam.parties, *g) for g in groups] or [exam.parties]:
            if held and all(p.organisation == "collective" for p in held):
                yield Constat(
                    f"⟨l’épreuve⟩ « {s.names.titre(exam)} » n’a que des parties collectives",
                    s.places.span(held[0], "organisation"),
                    "ajoutez un entretien individuel",
                )


@regle("EVA023", AVERTISSEMENT, source="Vade-mecum RNCP, p. 35")
def questionnaire_principal(s: Subject) -> Iterator[Constat]:
    """Un questionnaire n’est pas la modalité principale.

    Vérifie : une partie qui est un questionnaire compte pour moins de la moitié de la note.
    Pourquoi : un questionnaire évalue des connaissances ; il ne met pas en situation.
    Exemple fautif :
        - {intitule: Questionnaire à choix multiple, poids: 0.6, …}
    Exemple corrigé :
        - {intitule: Questionnaire à choix multiple, poids: 0.2, …}
    """
    for exam in examens(s):
        for holder in (exam, *modalites(exam)):
            for partie in holder.parties:
                weight = if_known(partie.poids)
                main = len(holder.parties) == 1 if weight is None else weight >= Decimal("0.5")
                forms = (f.nom for f in s.projet.profil.formes_evaluation if f.id in partie.formes)
                said = " ; ".join((known_words(partie.intitule), *forms))
                if main and _asserts(said, _QCM):
                    yield Constat(
                        f"la partie « {partie.intitule} » fait du questionnaire la modalité"
                        " principale",
                        s.places.start(partie),
                        "préférez une mise en situation, ou réduisez son poids",
                    )


@regle("EVA024", INFO, source="Vade-mecum RNCP, p. 35")
def tuteur_dans_la_commission(s: Subject) -> Iterator[Constat]:
    """La personne qui a assuré le tutorat n’évalue pas.

    Vérifie : « commission » ne compte pas le tuteur, la tutrice ou le maître d’apprentissage, à
    moins de dire qu’ils ne notent pas.
    Pourquoi : l’évaluation en entreprise et la délibération du jury sont séparées. Dans les
    diplômes de l’éducation nationale, sa présence au contrôle en cours de formation est fréquente.
    Exemple fautif :
        commission: Une personne enseignante et le tuteur
    Exemple corrigé :
        commission: Une personne enseignante ; la personne chargée du tutorat est consultée
    """
    apart = rf"{_NEGATION}|\bconsult"
    for exam in examens(s):
        for way in modalites(exam):
            if says(way.commission, _TUTEUR) and not says(way.commission, apart):
                yield Constat(
                    f"la commission de « {s.names.titre(exam)} » compte la personne chargée du"
                    " tutorat",
                    s.places.span(way, "commission"),
                    "dites qu’elle est consultée, si elle ne note pas",
                )


@regle("EVA025", INFO, source="Vade-mecum RNCP, p. 37")
def note_chiffree_dans_les_criteres(s: Subject) -> Iterator[Constat]:
    """Les points relèvent du règlement, pas des critères.

    Vérifie : ni les finalités, ni la description d’une partie ne donnent une note « sur 20 » ;
    « notation » en est la place. Des textes publiés le font partout : c’est dit une fois.
    Pourquoi : les critères disent ce qui s’observe, le règlement dit comment l’on note.
    Exemple fautif :
        finalites: L’épreuve, notée sur 20, vérifie que…
    Exemple corrigé :
        finalites: L’épreuve vérifie que…
    """
    found = list(_notes_sur_vingt(s))
    if found:
        first, *others = found
        yield replace(first, related=tuple(Related(o.span, o.message) for o in others))


def _notes_sur_vingt(s: Subject) -> Iterator[Constat]:
    said = r"\bsur (?:20|vingt)\b|/ ?20\b"
    aide = "déplacez-la sous « notation »"
    for exam in examens(s):
        if says(exam.finalites, said):
            message = f"les finalités de « {s.names.titre(exam)} » donnent une note sur 20"
            yield Constat(message, s.places.span(exam, "finalites"), aide)
        for partie in parties(exam):
            if says(partie.description, said):
                message = f"la description de « {partie.intitule} » donne une note sur 20"
                yield Constat(message, s.places.span(partie, "description"), aide)


@regle("EVA026", INFO, source="Anatomie des référentiels publiés", surete="usage")
def nombre_de_situations(s: Subject) -> Iterator[Constat]:
    """Le nombre de situations annoncé est celui des parties.

    Vérifie : quand une modalité dit « situations » et a des parties, leurs nombres s’accordent ;
    une partie qui n’évalue rien peut n’être pas une situation.
    Pourquoi : les situations, ensemble, couvrent les activités du bloc ; il faut pouvoir les
    compter.
    Exemple fautif :
        {mode: ccf, situations: 3, parties: [{intitule: Atelier}, {intitule: Accueil}]}
    Exemple corrigé :
        {mode: ccf, situations: 2, parties: [{intitule: Atelier}, {intitule: Accueil}]}
    """
    for exam in examens(s):
        for way in modalites(exam):
            numbers = [n for p in way.parties if (n := _situations(p)) is not None]
            said, count = if_known(way.situations), Etendue.total(numbers)
            known = numbers and len(numbers) == len(way.parties)
            if said is not None and known and not count.meets(said):
                yield Constat(
                    f"⟨l’épreuve⟩ « {s.names.titre(exam)} » annonce {in_situations(said)} et"
                    f" en décrit {count.said(str)}",
                    s.places.span(way, "situations"),
                    "corrigez « situations », ou les parties",
                )


def _situations(part: Partie) -> Etendue | None:
    """How many situations a part is; None when that is still to be said.

    One that assesses nothing of the bloc may be no situation: an épreuve of its own, whose marks
    are of the same unit (prévention-santé-environnement).
    """
    if part.nombre is None:
        return Etendue.of(1) if part.evalue else Etendue(((0, 1),))
    return if_known(part.nombre)


def _asserts(text: str, pattern: str) -> bool:
    """Whether `text` says `pattern` without denying it just before."""
    return bool(says(text, pattern)) and not says(text, rf"{_NEGATION}[^.;,]{{0,25}}(?:{pattern})")
