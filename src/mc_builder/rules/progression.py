"""FOR: the progression teaches every competence, in the hours and the weeks of the formation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mc_builder.diagnostics import Related
from mc_builder.model.base import Etendue, if_known
from mc_builder.model.blocs import Competence, SousCompetence
from mc_builder.model.etendues import in_figures
from mc_builder.model.formation import Progression
from mc_builder.rules.registry import AVERTISSEMENT, Constat, Subject, regle


@regle("FOR021", AVERTISSEMENT, source="Méthode de l’outil", surete="outil")
def competence_hors_progression(s: Subject) -> Iterator[Constat]:
    """La progression prévoit toutes les compétences, en centre.

    Vérifie : chaque compétence est, entière ou par chacune de ses sous-compétences, dans « centre »
    d’une étape.
    Pourquoi : ce que la progression oublie ne serait jamais enseigné, et les fiches n’en diraient
    pas le moment.
    Exemple fautif :
        etapes: [{intitule: Diagnostics, centre: [etablir-diagnostic]}]   # et aucune autre étape
    Exemple corrigé :
        etapes: [{intitule: Diagnostics, centre: [etablir-diagnostic, remettre-en-etat]}]
    """
    progression = _progression(s)
    if progression is None:
        return
    taught = {cle for etape in progression.etapes for cle in etape.centre}
    for bloc in s.projet.blocs:
        for competence in bloc.competences:
            if competence.ref is not None or competence.cle in taught:
                continue
            for lost in _untaught(competence, taught):
                yield Constat(
                    f"« {lost.intitule} » n’est enseigné à aucune étape de la progression",
                    s.places.start(progression),
                    s.names.typed(lost, "ajoutez « {id} » à « centre » d’une étape"),
                )


@regle("FOR022", AVERTISSEMENT, source="Code du travail, R6113-25-1 (cohérence)")
def progression_et_volume(s: Subject) -> Iterator[Constat]:
    """Les heures et les semaines de la progression sont celles de la formation.

    Vérifie : quand chaque étape dit ses heures, leur total est celui de la voie scolaire, ou de la
    seule voie dont le volume est donné ; le total des semaines est la durée normale de la période
    en entreprise.
    Pourquoi : deux volumes dans le même dossier se contredisent.
    Exemple fautif :
        heures: [{voie: scolaire, heures: 400}]
        progression: {etapes: [{intitule: Diagnostics, heures: 300, centre: [etablir-diagnostic]}]}
    Exemple corrigé :
        heures: [{voie: scolaire, heures: 400}]
        progression: {etapes: [{intitule: Diagnostics, heures: 400, centre: [etablir-diagnostic]}]}
    """
    progression, formation = _progression(s), s.projet.formation
    if progression is None or formation is None:
        return
    school = [h for h in formation.heures if h.voie == "scolaire"] or list(formation.heures)
    hours = _sum(if_known(etape.heures) for etape in progression.etapes)
    known = if_known(school[0].heures) if len(school) == 1 else None
    if hours is not None and known is not None and not known.meets(hours):
        yield Constat(
            f"les étapes de la progression font {in_figures(hours)} heures, et le volume annoncé"
            f" {in_figures(known)}",
            s.places.span(progression, "etapes"),
            "corrigez les étapes, ou « heures »",
            (Related(s.places.span(school[0], "heures"), "le volume"),),
        )
    pfmp = formation.pfmp
    going = [etape.semaines for etape in progression.etapes if etape.semaines is not None]
    weeks, asked = _sum(map(if_known, going)), if_known(pfmp.semaines) if pfmp else None
    if pfmp is not None and weeks is not None and asked is not None and not asked.meets(weeks):
        yield Constat(
            f"les étapes de la progression font {in_figures(weeks)} semaines en entreprise, et la"
            f" durée annoncée {in_figures(asked)}",
            s.places.span(progression, "etapes"),
            "corrigez les étapes, ou « semaines »",
            (Related(s.places.span(pfmp, "semaines"), "la durée"),),
        )


@regle("FOR023", AVERTISSEMENT, source="Méthode de l’outil", surete="outil")
def exercee_avant_d_etre_apprise(s: Subject) -> Iterator[Constat]:
    """Une compétence s’apprend en centre avant de s’exercer en entreprise.

    Vérifie : ce qui est dans « entreprise » d’une étape est, entier ou par chacune de ses
    sous-compétences, dans « centre » de la même étape ou d’une étape précédente.
    Pourquoi : une structure ne confie pas ce qui n’a pas été appris ; ou bien l’ordre des étapes
    est à revoir.
    Exemple fautif :
        etapes:
          - {intitule: Accueil, centre: [recueillir-demande], entreprise: [etablir-diagnostic]}
          - {intitule: Diagnostics, centre: [etablir-diagnostic]}
    Exemple corrigé :
        etapes:
          - {intitule: Accueil, centre: [recueillir-demande], entreprise: [recueillir-demande]}
          - {intitule: Diagnostics, centre: [etablir-diagnostic], entreprise: [etablir-diagnostic]}
    """
    progression = _progression(s)
    taught: set[str] = set()
    for etape in progression.etapes if progression is not None else ():
        for cle in etape.centre:
            competence = s.projet.find(cle, Competence)
            parts = competence.sous_competences if competence is not None else ()
            taught |= {cle, *(sub.cle for sub in parts)}
        for rank, cle in enumerate(etape.entreprise):
            competence = s.projet.find(cle, Competence)
            parts = competence.sous_competences if competence is not None else ()
            if cle in taught or (parts and taught.issuperset(sub.cle for sub in parts)):
                continue
            if (done := s.projet.by_cle.get(cle)) is not None:
                yield Constat(
                    f"« {s.names.titre(done)} » s’exerce en entreprise avant d’être enseigné en"
                    " entier",
                    s.places.span(etape, "entreprise", rank),
                    "mettez-le dans « centre » de cette étape, ou d’une étape précédente",
                )


def _untaught(
    competence: Competence, taught: set[str]
) -> tuple[Competence, ...] | tuple[SousCompetence, ...]:
    """The sub-competences that no step names; the competence, when none of them is."""
    missing = _left(competence, taught)
    whole = len(missing) == len(competence.sous_competences)
    return (competence,) if whole else missing


def _left(competence: Competence, taught: set[str]) -> tuple[SousCompetence, ...]:
    """Its parts that are not taught; none when it has none, or all are."""
    return tuple(sub for sub in competence.sous_competences if sub.cle not in taught)


def _progression(s: Subject) -> Progression | None:
    return s.projet.formation.progression if s.projet.formation else None


def _sum(parts: Iterable[Etendue | None]) -> Etendue | None:
    """What several make together; None when there is none, or when one is not known."""
    found = list(parts)
    known = [part for part in found if part is not None]
    return Etendue.total(known) if known and len(known) == len(found) else None
