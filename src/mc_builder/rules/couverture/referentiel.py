"""COV: what the measure of coverage brings to light, from the référentiel's side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import ceil

from mc_builder.coverage import Statut
from mc_builder.coverage.graphe import Verbe
from mc_builder.french import agreed
from mc_builder.model.activites import Activite, Tache
from mc_builder.model.blocs import Bloc, Competence
from mc_builder.model.evaluation import Epreuve
from mc_builder.rules.agregats import gather
from mc_builder.rules.bornes import severity_of_lack
from mc_builder.rules.mots import quoted_first
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, INFO, Constat, Subject, regle

#: Share of the requirements evaluated that may hang on one épreuve alone (%).
PART_D_UNE_EPREUVE = 60


@regle("COV001", ERREUR, source="Code du travail, L6113-1", surete="texte")
def competence_orpheline(s: Subject) -> Iterator[Constat]:
    """Chaque compétence reprend une activité.

    Vérifie : une compétence, ou l’une de ses sous-compétences, mobilise une activité ou une tâche ;
    un avertissement avant l’examen par la commission.
    Pourquoi : les compétences « découlent » du référentiel d’activités ; une compétence qui ne
    reprend rien ne sert aucun emploi que l’on puisse montrer.
    Exemple fautif :
        - intitule: Recueillir la demande d’une personne
    Exemple corrigé :
        - intitule: Recueillir la demande d’une personne
          mobilise: [accueil]
    """
    graphe = s.coverage.graphe
    for cle in s.coverage.competences_orphelines:
        competence = s.projet.by_cle[cle]
        homes = s.projet.all_of(graphe.competences[cle], Bloc)
        if all(bloc.pole is None and not graphe.taken_in(bloc.cle) for bloc in homes):
            continue  # BLO008 says it once of each bloc
        yield Constat(
            f"⟨la compétence⟩ « {s.names.titre(competence)} » ne reprend ⟨aucune activité⟩",
            s.places.start(competence),
            "ajoutez « mobilise: [...] », où vous nommez ⟨une activité⟩ ou ⟨une tâche⟩",
            gravite=severity_of_lack(s),
        )


@regle("COV004", INFO, source="Vade-mecum RNCP, p. 19")
def activite_sans_exigence(s: Subject) -> Iterator[Constat]:
    """Une activité répond à une exigence d’un emploi visé.

    Vérifie : l’activité, ou l’une de ses tâches, répond à une exigence, quand le projet en a.
    Pourquoi : autrement, rien ne dit à quel emploi elle sert ; ce peut être un oubli de lien.
    Exemple fautif :
        - {id: accueil, intitule: Accueil de la personne et de son vélo}
    Exemple corrigé :
        - {id: accueil, intitule: Accueil de la personne et de son vélo, repond_a: [accueillir]}
    """
    if not s.projet.exigences:
        return
    found = (s.projet.by_cle[cle] for cle in s.coverage.activites_sans_exigence)
    yield from gather(
        (
            Constat(
                f"aucune exigence ne correspond ⟨à l’activité⟩ « {s.names.titre(activite)} »",
                s.places.start(activite),
                "ajoutez « repond_a: [...] », ou demandez-vous à quel emploi elle sert",
            )
            for activite in found
        ),
        lambda n: f"aucune exigence ne correspond à {n} ⟨activités⟩",
    )


@regle("COV005", INFO, source="Vade-mecum RNCP, p. 25")
def taches_non_reprises(s: Subject) -> Iterator[Constat]:
    """Les tâches d’une activité reprise par morceaux sont toutes reprises.

    Vérifie : quand aucune compétence ne mobilise l’activité entière, chaque tâche est mobilisée.
    Pourquoi : le référentiel de compétences couvre toutes les activités ; une tâche laissée de
    côté peut être un oubli.
    Exemple fautif :
        mobilise: [controle-freinage]   # l’une des trois tâches de l’activité
    Exemple corrigé :
        mobilise: [diagnostic]
    """
    taken = {a.vers for a in s.coverage.graphe.aretes if a.verbe is Verbe.MOBILISE}
    for pole in s.projet.poles:
        for activite in pole.activites:
            left = [t.intitule for t in activite.taches if t.cle not in taken]
            if activite.cle not in taken and 0 < len(left) < len(activite.taches):
                yield Constat(
                    f"⟨aucune compétence⟩ ne reprend, dans ⟨l’activité⟩ « {activite.intitule} » :"
                    f" {quoted_first(left)}",
                    s.places.start(activite),
                    s.names.typed(activite, "mobilisez « {id} » entière, ou ⟨ces tâches⟩"),
                )


@regle("COV006", INFO, source="Vade-mecum RNCP, p. 17 à 19")
def taches_sans_exigence(s: Subject) -> Iterator[Constat]:
    """Une tâche répond à une exigence d’un emploi visé.

    Vérifie : la tâche, ou son activité, répond à une exigence ; les tâches d’une activité sont
    réunies dans un constat.
    Pourquoi : rien ne dit autrement à quel emploi elle sert ; ce peut être un oubli de lien.
    Exemple fautif :
        taches: [Comptage des pièces]   # dans une activité sans « repond_a »
    Exemple corrigé :
        taches:
          - {intitule: Comptage des pièces, repond_a: [suivre-pieces]}
    """
    alone = set(s.coverage.activites_sans_exigence)
    groups: dict[str, list[object]] = defaultdict(list)
    for cle in s.coverage.taches_sans_exigence:
        tache, holder = s.projet.find(cle, Tache), s.projet.parents.get(cle)
        if tache is not None and holder is not None and holder.cle not in alone:
            groups[holder.cle].append(tache.intitule)
    for cle, titles in groups.items():
        activite = s.projet.find(cle, Activite)
        if activite is not None:
            yield Constat(
                f"dans ⟨l’activité⟩ « {activite.intitule} », {quoted_first(titles)}"
                f" {agreed(len(titles), 'ne répond', 'ne répondent')} à aucune exigence",
                s.places.start(activite),
                "ajoutez « repond_a: [...] » à ⟨ces tâches⟩, si un emploi les demande",
            )


@regle("COV007", INFO, source="Vade-mecum RNCP, p. 17 à 19")
def competence_sans_emploi(s: Subject) -> Iterator[Constat]:
    """Chaque compétence sert un emploi visé.

    Vérifie : une exigence retenue passe par la compétence ; une compétence qui ne reprend aucune
    activité relève de COV001, et celle dont les activités ne répondent à rien, de COV004.
    Pourquoi : une compétence qu’aucun emploi ne demande alourdit la formation et l’examen.
    Exemple fautif :
        - {id: vente, intitule: Vente, repond_a: [vendre]}   # aucun emploi ne retient « vendre »
        - {intitule: Tenir une caisse, mobilise: [vente]}
    Exemple corrigé :
        exigences:   # de l’emploi
          - {exigence: vendre, importance: 2}
    """
    orphans, silent = set(s.coverage.competences_orphelines), s.coverage.activites_sans_exigence
    orphans |= {
        cle
        for cle in s.coverage.competences_sans_emploi
        if {activite for activite, _ in s.coverage.graphe.taken_by(cle)} <= set(silent)
    }
    for cle in s.coverage.competences_sans_emploi:
        competence = s.projet.find(cle, Competence)
        if competence is not None and cle not in orphans and s.coverage.total.retenues:
            yield Constat(
                f"⟨la compétence⟩ « {competence.intitule} » ne sert aucune exigence retenue",
                s.places.start(competence),
                "reliez ⟨les activités⟩ qu’⟨compétence:il⟩ reprend à des exigences, ou retirez-la",
            )


@regle("COV008", AVERTISSEMENT, source="Méthode de la mesure de couverture")
def bloc_sans_apport_propre(s: Subject) -> Iterator[Constat]:
    """Chaque bloc apporte quelque chose que les autres n’apportent pas.

    Vérifie : sans le bloc, une exigence au moins ne serait plus évaluée.
    Pourquoi : un bloc que l’on peut retirer sans rien perdre double les autres, ou ses liens
    manquent.
    Exemple fautif :
        competences:
          - ref: etablir-diagnostic   # et rien d’autre dans le bloc
    Exemple corrigé :
        competences:
          - ref: etablir-diagnostic
          - {intitule: Suivre les pièces courantes, mobilise: [suivi-pieces]}
    """
    if len(s.coverage.blocs) < 2 or not s.coverage.total.evaluees.nombre:
        return
    for measure in s.coverage.blocs:
        bloc = s.projet.find(measure.bloc, Bloc)
        if measure.apport_propre == 0 and bloc is not None:
            yield Constat(
                f"⟨le bloc⟩ « {bloc.intitule} » n’apporte aucune exigence évaluée"
                + (" que les autres n’apportent déjà" if measure.apport else ""),
                s.places.start(bloc),
                "reliez ⟨ses compétences⟩ à ce que les emplois demandent, ou réunissez"
                " ⟨deux blocs⟩",
            )


@regle("COV009", INFO, source="Méthode de la mesure de couverture")
def epreuve_dont_tout_depend(s: Subject) -> Iterator[Constat]:
    """La couverture ne repose pas sur une seule épreuve.

    Vérifie : quand il y a plusieurs épreuves, aucune n’est seule à évaluer plus de 60 % des
    exigences évaluées (seuil de l’outil), à moins d’être en sous-épreuves, ou qu’un partage égal ne
    lui en laisse autant.
    Pourquoi : une épreuve dont presque tout dépend est longue, ou survole ce qu’elle évalue.
    Exemple fautif :
        e1 évalue 15 exigences sur 20, seule
    Exemple corrigé :
        e1 en évalue 10, e2 10
    """
    evaluated = [e for e in s.coverage.exigences if e.retenue and e.statut is Statut.EVALUEE]
    exams = s.projet.evaluation.epreuves if s.projet.evaluation else ()
    count: dict[str, int] = defaultdict(int)
    assessing: set[str] = set()
    for exigence in evaluated:
        assessing |= {c.epreuve for c in exigence.chaines if c.epreuve}
        found = {c.epreuve for c in exigence.chaines if c.statut is Statut.EVALUEE and c.epreuve}
        for cle in found if len(found) == 1 else ():
            count[cle] += 1
    for cle, number in count.items() if len(exams) > 1 else ():
        exam = s.projet.find(cle, Epreuve)
        even = ceil(len(evaluated) / len(assessing)) if len(assessing) > 1 else 0
        if exam is None or exam.sous_epreuves or number <= even:
            continue
        if 100 * number > PART_D_UNE_EPREUVE * len(evaluated):
            yield Constat(
                f"⟨l’épreuve⟩ « {s.names.titre(exam)} » évalue seule {number} des {len(evaluated)}"
                " exigences évaluées",
                s.places.start(exam),
                "répartissez-les, ou vérifiez que sa durée le permet",
            )
