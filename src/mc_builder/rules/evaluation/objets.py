"""EVA: what the épreuves assess, and what is not assessed."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.diagnostics import Related
from mc_builder.model.activites import Activite
from mc_builder.model.base import ListeACompleter
from mc_builder.model.blocs import (
    Bloc,
    Competence,
    ElementSavoir,
    Indicateur,
    Savoir,
    SousCompetence,
)
from mc_builder.model.evaluation import Unite
from mc_builder.rules.evaluation.examens import (
    blocs,
    examens,
    natures,
    own_examens,
    parties,
)
from mc_builder.rules.mots import quoted_first
from mc_builder.rules.registry import AVERTISSEMENT, Constat, Subject, regle

#: What mends a competence that is not assessed.
_AJOUTEZ = "ajoutez « {id} » à « evalue » dans une partie"


@regle("EVA008", AVERTISSEMENT, source="Vade-mecum RNCP, p. 34")
def competence_non_evaluee(s: Subject) -> Iterator[Constat]:
    """Chaque compétence est évaluée pour chaque catégorie de candidats.

    Vérifie : pour chaque catégorie ouverte à l’unité du bloc, une partie d’épreuve évalue la
    compétence ; une catégorie sans aucune modalité relève d’EVA011.
    Pourquoi : toutes les compétences décrites sont évaluées, chaque bloc séparément ; deux
    catégories de candidats obtiennent le même diplôme.
    Exemple fautif :
        evalue: [etablir-diagnostic]   # le bloc a deux compétences
    Exemple corrigé :
        evalue: [etablir-diagnostic, remettre-en-etat]
    """
    if not list(examens(s)):
        return
    silent = _without_modalite(s)
    for cle, holders in s.coverage.graphe.competences.items():
        aval = s.coverage.suites.of(cle)
        if not any(unite.bloc in holders for unite in _unites(s)):
            continue  # a bloc without unit: EVA003
        competence = s.projet.by_cle[cle]
        if not aval.controles:
            yield Constat(
                f"⟨la compétence⟩ « {s.names.titre(competence)} » n’est"
                " ⟨compétence:évalué⟩ par ⟨aucune épreuve⟩",
                s.places.start(competence),
                s.names.typed(competence, f"{_AJOUTEZ} ⟨d’épreuve⟩ de ⟨son bloc⟩"),
            )
            continue
        left = [c for c in aval.manquantes if all((b, c) not in silent for b in holders)]
        names = [str(s.names[c].titre) for c in left]
        if names:
            yield Constat(
                f"⟨la compétence⟩ « {s.names.titre(competence)} » n’est pas"
                f" ⟨compétence:évalué⟩ pour les candidats {quoted_first(names)}",
                s.places.start(competence),
                s.names.typed(competence, f"{_AJOUTEZ} ouverte à ces candidats"),
            )


def _unites(s: Subject) -> tuple[Unite, ...]:
    return s.projet.evaluation.unites if s.projet.evaluation is not None else ()


def _without_modalite(s: Subject) -> set[tuple[str, str]]:
    """The (bloc, category) pairs that no way of taking the épreuve of the bloc is for."""
    evaluation = s.projet.evaluation
    categories = [c.cle for c in evaluation.categories] if evaluation else []
    return {
        (bloc.cle, categorie)
        for exam in examens(s)
        for bloc in blocs(s, exam)
        for categorie in categories
        if exam.unite and not natures(s, exam, categorie)
    }


@regle("EVA009", AVERTISSEMENT, source="Code du travail, L6113-1")
def partie_sans_objet(s: Subject) -> Iterator[Constat]:
    """Chaque partie d’épreuve évalue quelque chose.

    Vérifie : « evalue » ou « delivre » n’est pas vide, à moins qu’un autre texte définisse
    l’épreuve ou son unité.
    Pourquoi : l’épreuve évalue les acquis du référentiel ; une partie qui n’en nomme aucun ne
    compte dans aucune couverture et ne dit pas au jury ce qu’il juge.
    Exemple fautif :
        - {intitule: Entretien, poids: 0.3}
    Exemple corrigé :
        - {intitule: Entretien, poids: 0.3, evalue: [recueillir-demande]}
    """
    for exam in own_examens(s):
        for partie in parties(exam):
            inner = any(way.parties for way in partie.modalites)
            empty = not partie.evalue and not partie.delivre and not inner
            if empty and not isinstance(partie.evalue, ListeACompleter):
                yield Constat(
                    f"la partie « {partie.intitule} » n’évalue rien",
                    s.places.start(partie),
                    "ajoutez « evalue: [...] » : ⟨compétences⟩, ⟨savoirs⟩, ⟨activité⟩ ou ⟨bloc⟩",
                )


@regle("EVA010", AVERTISSEMENT, source="Vade-mecum RNCP, p. 34")
def evaluation_hors_du_bloc(s: Subject) -> Iterator[Constat]:
    """Une épreuve évalue le bloc de son unité.

    Vérifie : chaque compétence, indicateur, savoir, activité ou bloc évalué est du bloc que
    l’unité valide.
    Pourquoi : chaque bloc s’évalue séparément ; la note d’une unité ne peut dépendre d’un autre
    bloc, que la personne candidate n’a peut-être pas à présenter.
    Exemple fautif :
        - {id: e1, unite: u1, …}   # evalue: [suivre-stock], compétence du bloc 2
    Exemple corrigé :
        - {id: e1, unite: u1, …}   # evalue: [remettre-en-etat], compétence du bloc 1
    """
    for exam in examens(s):
        own = blocs(s, exam)
        if not own:
            continue
        for partie in parties(exam):
            for lien in partie.evalue:
                held = _blocs_of(s, lien.cible)
                if held and not held & {bloc.cle for bloc in own}:
                    target = s.projet.by_cle[lien.cible]
                    others = s.projet.all_of(tuple(sorted(held)), Bloc)
                    yield Constat(
                        f"⟨l’épreuve⟩ « {s.names.titre(exam)} » évalue « {s.names.titre(target)} »,"
                        f" ⟨du bloc⟩ {quoted_first([o.intitule for o in others])}",
                        s.places.span(lien),
                        "évaluez-le dans ⟨l’épreuve⟩ de ⟨son bloc⟩, ou reprenez-le par « ref »",
                        (Related(s.places.start(target), "ce qui est évalué"),),
                    )


def _blocs_of(s: Subject, cible: str) -> set[str]:
    """The blocs that hold what a part assesses; none when it leads nowhere."""
    graphe = s.coverage.graphe
    match s.projet.by_cle.get(cible):
        case Bloc():
            return {cible}
        case Savoir() | ElementSavoir():
            return {graphe.bloc_of_savoir(cible)}
        case Activite():
            return {bloc for c, _ in graphe.takings(cible) for bloc in graphe.competences[c]}
        case Indicateur():
            return _blocs_of(s, s.projet.parents[cible].cle)
        case Competence() | SousCompetence():
            return set(graphe.competences.get(graphe.competence_of(cible), ()))
    return set()
