"""CMP: what is observed: each competence has indicators, worded so that two people agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mc_builder.diagnostics import Related
from mc_builder.french import capital
from mc_builder.model.base import ListeACompleter, Objet, descendants, known_words
from mc_builder.model.blocs import (
    Bloc,
    Competence,
    ElementSavoir,
    Indicateur,
    SousCompetence,
)
from mc_builder.rules.agregats import gather
from mc_builder.rules.francais import first_word, in_any_agreement, is_infinitive, proposed_noun
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, INFO, Constat, Subject, regle

_FORMES = re.compile(
    r"(?:capacité|aptitude|compréhension|connaissance|maîtrise|sensibilisation)\b(?! des? soi)",
    re.IGNORECASE,
)
_VAGUES = in_any_agreement(
    *("pertinent", "cohérent", "correct", "adapté", "satisfaisant", "approprié", "convenable"),
    *("judicieux", "judicieuse", "adéquat", "correctement", "convenablement"),
)
#: What gives a vague word its measure: « adapté à la demande », « correct dans le délai fixé ».
_MESURE = re.compile(
    r"\b(?:à|au|aux|avec|selon|sans|dans|pour|par rapport|au regard|en fonction|conform\w+|délais?"
    r"|respect\w*|vérifi\w+|contrôl\w+|égal\w*|grille|norme|procédure|consignes?)\b|\d|[:;(]",
    re.IGNORECASE,
)


@regle("CMP009", ERREUR, source="Code de l’éducation, D337-140", surete="texte")
def competence_sans_indicateur(s: Subject) -> Iterator[Constat]:
    """Chaque compétence a un indicateur de réussite.

    Vérifie : la compétence, l’une de ses sous-compétences, ou une activité qu’elle reprend dans le
    bloc, a un indicateur ; dès que le référentiel est rédigé.
    Pourquoi : le référentiel « détermine les niveaux d’exigence » des compétences ; les indicateurs
    sont les critères de l’évaluation.
    Exemple fautif :
        - {intitule: Suivre les pièces courantes, mobilise: [suivi-pieces]}
    Exemple corrigé :
        - intitule: Suivre les pièces courantes
          mobilise: [suivi-pieces]
          indicateurs: [Le stock compté et le stock enregistré concordent.]
    """
    for bloc, item in _defined(s):
        by_activity = _has_one_by_activite(s, bloc, item)
        inside = any(map(_has_indicateurs, _parts(item)))
        if not inside and not by_activity:
            yield Constat(
                f"⟨la compétence⟩ « {item.intitule} » n’a ⟨aucun indicateur⟩",
                s.places.start(item),
                "dites ce qui s’observe quand elle est acquise",
            )


@regle("CMP010", AVERTISSEMENT, source="Code de l’éducation, D337-140")
def sous_competence_sans_indicateur(s: Subject) -> Iterator[Constat]:
    """Une sous-compétence a un indicateur quand les autres en ont.

    Vérifie : quand une sous-compétence a ses indicateurs, les autres de la même compétence ont les
    leurs ; c’est une information si un indicateur vaut pour toute la compétence.
    Pourquoi : une sous-compétence sans indicateur ne s’évalue pas.
    Exemple fautif :
        sous_competences:
          - {intitule: Contrôler les organes, indicateurs: [Fiche renseignée]}
          - Mesurer les usures
    Exemple corrigé :
        sous_competences:
          - {intitule: Contrôler les organes, indicateurs: [Fiche renseignée]}
          - {intitule: Mesurer les usures, indicateurs: [Mesure à 0,1 mm près]}
    """
    for bloc, item in _defined(s):
        grouped = {cle for sign in item.indicateurs for cle in sign.sous_competences}
        for_all = any(not sign.sous_competences for sign in item.indicateurs)
        if _has_one_by_activite(s, bloc, item) or isinstance(item.indicateurs, ListeACompleter):
            continue
        lacking = [
            part
            for part in item.sous_competences
            if not _has_indicateurs(part) and part.cle not in grouped
        ]
        for part in lacking if len(lacking) < len(item.sous_competences) else ():
            yield Constat(
                f"⟨la sous-compétence⟩ « {part.intitule} » n’a pas ⟨d’indicateur⟩",
                s.places.start(part),
                "donnez-lui le sien, ou groupez-la avec une autre",
                gravite=INFO if for_all else None,
            )


@regle("CMP011", ERREUR, source="Code du travail, L6113-1", surete="texte")
def activite_sans_competence(s: Subject) -> Iterator[Constat]:
    """Chaque activité est reprise par une compétence.

    Vérifie : une compétence ou une sous-compétence mobilise l’activité, ou l’une de ses tâches, dès
    que le référentiel est rédigé.
    Pourquoi : les compétences « découlent » des activités ; le référentiel les identifie toutes
    (Vade-mecum RNCP, p. 25).
    Exemple fautif :
        activites: [{id: suivi-pieces, …}]   # qu’aucune compétence ne mobilise
    Exemple corrigé :
        competences:
          - {intitule: Suivre les pièces courantes, mobilise: [suivi-pieces]}
    """
    dossier = s.projet.dossier
    if dossier.etape == "opportunite" or not s.projet.blocs:
        return
    for pole in s.projet.poles:
        for activite in pole.activites:
            if not any(s.coverage.graphe.takings(activite.cle)):
                yield Constat(
                    f"⟨aucune compétence⟩ ne reprend ⟨l’activité⟩ « {activite.intitule} »",
                    s.places.start(activite),
                    "écrivez ⟨la compétence⟩ qui en découle, avec « mobilise »",
                )


@regle("CMP012", AVERTISSEMENT, source="Vade-mecum RNCP, p. 36")
def forme_de_l_indicateur(s: Subject) -> Iterator[Constat]:
    """Un indicateur dit ce qui s’observe.

    Vérifie : il ne commence ni par un infinitif, ni par « Capacité à », « Compréhension de »,
    « Connaissance de », « Maîtrise de ».
    Pourquoi : un critère se compose d’« éléments observables et objectifs » ; une capacité ne se
    voit que par ce qu’elle produit.
    Exemple fautif :
        indicateurs: [Capacité à renseigner la fiche]
    Exemple corrigé :
        indicateurs: [Chaque point de la fiche est renseigné]
    """
    yield from gather(
        _formes_faibles(s), lambda n: f"⟨{n} indicateurs⟩ ne disent pas ce qui s’observe"
    )


def _formes_faibles(s: Subject) -> Iterator[Constat]:
    for bloc in s.projet.blocs:
        for item in _indicateurs(bloc):
            title = known_words(item.intitule)
            head = first_word(title)
            if head is None:
                continue
            verb = is_infinitive(head[0], title[head.end() :])
            if verb or _FORMES.match(title, head.start()):
                noun = proposed_noun(head[0]) if verb else None
                yield Constat(
                    f"⟨l’indicateur⟩ « {item.intitule} » ne dit pas ce qui s’observe",
                    s.places.span(item, "intitule").find(head[0]),
                    f"décrivez le résultat, par exemple « {capital(noun)} … »"
                    if noun
                    else "décrivez le résultat ou le geste que l’on constate",
                )


@regle("CMP013", AVERTISSEMENT, source="Vade-mecum RNCP, p. 36")
def qualificatif_vague(s: Subject) -> Iterator[Constat]:
    """Un indicateur ne s’en remet pas à un qualificatif vague.

    Vérifie : « pertinent », « cohérent », « correct », « adapté » et leurs voisins ont un
    complément ou une mesure dans l’indicateur ; au-delà de trois, un seul constat les compte.
    Pourquoi : ces mots, « sans être à exclure systématiquement, manquent parfois » d’objectivité ;
    deux personnes du jury n’y mettraient pas la même chose.
    Exemple fautif :
        indicateurs: [Choix pertinent des outils]
    Exemple corrigé :
        indicateurs: [Outils choisis selon la notice du fabricant]
    """
    yield from gather(
        _vague_words(s),
        lambda n: f"⟨{n} indicateurs⟩ s’en remettent à un qualificatif qui, seul, ne mesure rien",
    )


def _vague_words(s: Subject) -> Iterator[Constat]:
    for bloc in s.projet.blocs:
        for item in _indicateurs(bloc):
            title = known_words(item.intitule)
            found = _VAGUES.search(title)
            if found is not None and _MESURE.search(title) is None:
                yield Constat(
                    f"« {found[0]} », seul, ne mesure rien : « {item.intitule} »",
                    s.places.span(item, "intitule").find(found[0]),
                    "dites à quoi cela se reconnaît",
                )


@regle("CMP014", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def doublon_dans_un_bloc(s: Subject) -> Iterator[Constat]:
    """Un bloc ne dit pas deux fois la même chose au même endroit.

    Vérifie : deux compétences d’un bloc, deux indicateurs d’une même activité, deux groupes de
    savoirs d’une même famille, deux savoirs d’une famille pour les mêmes activités n’ont pas le
    même texte.
    Pourquoi : un doublon est souvent une copie restée là ; il fait compter deux fois. D’une
    activité ou d’une famille à l’autre, la répétition est voulue : « Respect des consignes de
    sécurité » s’observe à chacune.
    Exemple fautif :
        savoirs: [{famille: Techniques, liste: [Batterie, Moteur, Batterie]}]
    Exemple corrigé :
        savoirs: [{famille: Techniques, liste: [Batterie, Moteur]}]
    """
    for bloc in s.projet.blocs:
        first: dict[tuple[str, str], Objet] = {}
        for where, item in _with_place(s, bloc):
            title = known_words(getattr(item, "intitule", None))
            words = " ".join(re.findall(r"\w+", title.lower()))
            if words and first.setdefault((where, words), item) is not item:
                other = s.places.start(first[where, words])
                yield Constat(
                    f"⟨le bloc⟩ « {bloc.intitule} » dit deux fois « {title} »",
                    s.places.start(item),
                    "retirez l’un des deux",
                    (Related(other, "la première fois"),),
                )


def _with_place(s: Subject, bloc: Bloc) -> Iterator[tuple[str, Objet]]:
    """What a bloc holds, each with the place in which it may not be said twice."""
    for competence in bloc.competences:
        where = "⟨indicateurs⟩ " + " ".join(sorted(_activites(s, competence)))
        for item in descendants(competence):
            if isinstance(item, Competence | SousCompetence):
                yield "compétences", item
            elif isinstance(item, Indicateur):
                yield where, item
    for group in bloc.indicateurs:
        where = "⟨indicateurs⟩ " + " ".join(sorted(group.activites))
        yield from ((where, item) for item in group.liste)
    for savoir in bloc.savoirs:
        yield f"famille {savoir.famille}", savoir
        scope = sorted((*savoir.activites, *savoir.competences))
        where = " ".join(("savoirs", str(savoir.famille), *scope))
        items = (item for item in descendants(savoir) if isinstance(item, ElementSavoir))
        yield from ((where, item) for item in items)


def _activites(s: Subject, item: Competence) -> set[str]:
    """The activités that a competence takes up, whole or by a tâche."""
    return {activite for activite, _ in s.coverage.graphe.taken_by(item.cle)}


def _defined(s: Subject) -> Iterator[tuple[Bloc, Competence]]:
    """Each competence with the bloc that defines it, when the référentiel is expected."""
    if s.projet.dossier.etape != "opportunite":
        for bloc in s.projet.blocs:
            for item in bloc.competences:
                if item.ref is None:
                    yield bloc, item


def _parts(item: Competence) -> list[Competence | SousCompetence]:
    return [item, *item.sous_competences]


def _has_indicateurs(item: Competence | SousCompetence) -> bool:
    return bool(item.indicateurs) or isinstance(item.indicateurs, ListeACompleter)


def _has_one_by_activite(s: Subject, bloc: Bloc, item: Competence) -> bool:
    """Whether an activity that the competence takes up has indicators in the bloc."""
    taken = _activites(s, item)
    return any(
        not group.activites
        or not taken.isdisjoint(a.cle for a in s.projet.activites(group.activites))
        for group in bloc.indicateurs
    )


def _indicateurs(bloc: Bloc) -> Iterator[Indicateur]:
    for item in descendants(bloc):
        if isinstance(item, Indicateur):
            yield item
