"""RAP: poles, activities and tasks, as the method asks for them."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.french import capital
from mc_builder.model.activites import Activite, Pole, Tache
from mc_builder.model.annexes import called
from mc_builder.model.base import ACompleter, ListeACompleter, known_words
from mc_builder.rules.bornes import is_above_niveau_4, is_referentiel_due
from mc_builder.rules.francais import first_word, is_infinitive, proposed_noun
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, INFO, Constat, Subject, regle


@regle("RAP002", AVERTISSEMENT, source="Vade-mecum RNCP, p. 21")
def activite_a_une_tache(s: Subject) -> Iterator[Constat]:
    """Une activité regroupe au moins deux tâches.

    Vérifie : « taches » a deux éléments ou plus, dès que le référentiel est rédigé.
    Pourquoi : une activité est « un premier niveau de regroupement cohérent et finalisé de
    tâches » ; seule, une tâche se confond avec elle.
    Exemple fautif :
        - intitule: Suivi des pièces
          taches: [Comptage des pièces courantes]
    Exemple corrigé :
        - intitule: Suivi des pièces
          taches: [Comptage des pièces courantes, Enregistrement des interventions]
    """
    if not is_referentiel_due(s):
        return
    for pole in s.projet.poles:
        for activite in pole.activites:
            count = len(activite.taches)
            if count < 2 and not isinstance(activite.taches, ListeACompleter):
                has = "n’a qu’⟨une tâche⟩" if count else "n’a ⟨aucune tâche⟩"
                yield Constat(
                    f"⟨l’activité⟩ « {activite.intitule} » {has}",
                    s.places.start(activite),
                    "décrivez ⟨ses tâches⟩, ou rattachez-la à ⟨une activité⟩ voisine",
                )


@regle("RAP003", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def titre_a_l_infinitif(s: Subject) -> Iterator[Constat]:
    """Pôles, activités et tâches ont un titre nominal.

    Vérifie : le premier mot du titre n’est pas un verbe à l’infinitif.
    Pourquoi : les référentiels publiés nomment les activités (« Contrôle du freinage ») et
    gardent l’infinitif aux compétences (« Contrôler le freinage »).
    Exemple fautif :
        taches: [Contrôler le freinage]
    Exemple corrigé :
        taches: [Contrôle du freinage]
    """
    for item in _titres(s):
        title = known_words(item.intitule)
        head = first_word(title)
        if head is None or not is_infinitive(head[0], title[head.end() :]):
            continue
        noun = proposed_noun(head[0])
        yield Constat(
            f"{s.names.designation(item)} « {item.intitule} » commence par un verbe à l’infinitif",
            s.places.span(item, "intitule").find(head[0]),
            f"commencez par un nom : « {capital(noun)} … »" if noun else "commencez par un nom",
        )


@regle("RAP004", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def pole_incomplet(s: Subject) -> Iterator[Constat]:
    """Chaque pôle est décrit en entier.

    Vérifie : conditions, ressources, environnement numérique, liaisons, résultats attendus et
    autonomie sont dits, au pôle ou, pour les deux derniers, à toutes ses activités ; l’autonomie
    ne l’est que si le type de diplôme en a une échelle.
    Pourquoi : le tableau d’un pôle, dans le référentiel, a une case pour chacun. Un pôle auquel ne
    manquent que les liaisons existe dans les textes publiés : c’est une information.
    Exemple fautif :
        pole: {id: pole-flotte, intitule: Entretien d’une flotte, activites: […]}
    Exemple corrigé :
        pole:
          id: pole-flotte
          intitule: Entretien d’une flotte
          autonomie: 2
          conditions: Le travail se fait au dépôt ou sur la voie publique.
          ressources: [{groupe: Documents, liste: [Plan d’entretien]}]
          environnement_numerique: [Logiciel de suivi de flotte]
          liaisons: {internes: [Chef ou cheffe d’équipe]}
          resultats_attendus: [Le plan d’entretien est à jour.]
          activites: […]
    """
    if not is_referentiel_due(s):
        return
    for pole in s.projet.poles:
        missing = [name for name, there in _parts_of_pole(s, pole).items() if not there]
        if missing:
            yield Constat(
                f"⟨le pôle⟩ « {pole.intitule} » ne dit pas : {', '.join(missing)}",
                s.places.start(pole),
                f"{called(s.projet, 'poles')} a une case pour chacun",
                gravite=INFO if missing == ["liaisons"] else None,
            )


@regle("RAP005", AVERTISSEMENT, source="Code du travail, D6113-19", surete="texte")
def autonomie_entiere_partout(s: Subject) -> Iterator[Constat]:
    """Au niveau 4 ou en deçà, l’autonomie n’est pas entière partout.

    Vérifie : une activité, ou une tâche, a une autonomie de 1 ou de 2.
    Pourquoi : au niveau 4, on travaille « dans des contextes généralement prévisibles » ; réaliser
    seul toutes les activités complexes relève d’un niveau supérieur.
    Exemple fautif :
        - {id: accueil, intitule: Accueil, autonomie: 3}   # et toutes les autres aussi
    Exemple corrigé :
        - {id: accueil, intitule: Accueil, autonomie: 2}
    """
    if is_above_niveau_4(s):
        return
    found: list[int | ACompleter | None] = []
    for pole in s.projet.poles:
        for activite in pole.activites:
            usual = activite.autonomie or pole.autonomie
            found += [usual, *(tache.autonomie or usual for tache in activite.taches)]
    if found and all(value == 3 for value in found):
        yield Constat(
            "⟨toutes les activités⟩ sont ⟨d’autonomie⟩ 3, la plus grande",
            s.places.start(s.projet.poles[0]),
            "1 : participer ; 2 : réaliser ce qui est courant ; 3 : réaliser ce qui est complexe",
        )


@regle("RAP006", ERREUR, source="Code du travail, L6113-1", surete="texte")
def referentiel_vide(s: Subject) -> Iterator[Constat]:
    """Le référentiel décrit des situations de travail et des activités.

    Vérifie : chaque pôle a une activité, et un pôle dit ses conditions d’exercice.
    Pourquoi : le référentiel d’activités « décrit les situations de travail et les activités
    exercées, les métiers ou emplois visés ».
    Exemple fautif :
        pole: {id: pole-flotte, intitule: Entretien d’une flotte, activites: []}
    Exemple corrigé :
        pole:
          intitule: Entretien d’une flotte
          conditions: Le travail se fait au dépôt ou sur la voie publique.
          activites: [{intitule: Contrôle périodique des vélos, taches: […]}]
    """
    if not is_referentiel_due(s):
        return
    poles = s.projet.poles
    if not poles:
        place = s.places.span(s.projet.dossier, "etape")
        aide = "écrivez ⟨un pôle⟩ par fichier de referentiels/activites/"
        yield Constat("le référentiel ne décrit ⟨aucune activité⟩", place, aide)
    for pole in poles:
        if not pole.activites and not isinstance(pole.activites, ListeACompleter):
            place = s.places.span(pole, "activites")
            yield Constat(f"⟨le pôle⟩ « {pole.intitule} » n’a ⟨aucune activité⟩", place)
    if poles and not any(pole.conditions for pole in poles):
        yield Constat(
            "⟨aucun pôle⟩ ne décrit la situation de travail",
            s.places.start(poles[0]),
            "ajoutez « conditions » à ⟨chaque pôle⟩",
        )


@regle("RAP010", INFO, source="Vade-mecum RNCP, p. 17 et 21")
def environnement_sans_source(s: Subject) -> Iterator[Constat]:
    """L’environnement économique et technologique s’appuie sur une source.

    Vérifie : la prose « environnement » appelle un chiffre ou une source, quand le dossier a une
    bibliographie.
    Pourquoi : le référentiel regarde plusieurs années devant lui ; ce qu’il avance se date.
    Exemple fautif :
        L’assistance électrique se répand.
    Exemple corrigé :
        L’assistance électrique se répand {{ source("enquete-ateliers-2024", page=14) }}.
    """
    for prose in s.projet.textes if s.projet.sources else ():
        if prose.nom == "environnement" and "{{" not in prose.texte:
            span = s.places.span(prose)
            yield Constat(
                "l’environnement économique et technologique ne cite ni chiffre ni source",
                span.find(prose.texte.strip().split("\n")[0]),
                'appelez une source : {{ source("…") }}',
            )


def _titres(s: Subject) -> Iterator[Pole | Activite | Tache]:
    for pole in s.projet.poles:
        yield pole
        for activite in pole.activites:
            yield activite
            yield from activite.taches


def _parts_of_pole(s: Subject, pole: Pole) -> dict[str, bool]:
    """What the référentiel says of a pole, and whether it is there, or known to be missing."""

    def there(value: object) -> bool:
        return bool(value) or isinstance(value, ListeACompleter)

    activites = pole.activites
    liaisons = pole.liaisons
    return {
        "conditions": there(pole.conditions),
        "ressources": there(pole.ressources),
        "environnement numérique": there(pole.environnement_numerique),
        "liaisons": liaisons is not None and (there(liaisons.internes) or there(liaisons.externes)),
        "résultats attendus": there(pole.resultats_attendus)
        or (bool(activites) and all(there(a.resultats_attendus) for a in activites)),
        "autonomie": not s.projet.profil.autonomie
        or pole.autonomie is not None
        or (bool(activites) and all(a.autonomie is not None for a in activites)),
    }
