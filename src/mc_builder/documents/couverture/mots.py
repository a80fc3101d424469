"""What every form of the coverage report says in the same words, whatever the project."""

from __future__ import annotations

from mc_builder.coverage.definitions import weighed
from mc_builder.french import agreed, capital, counted
from mc_builder.model.profil import Profil
from mc_builder.nomenclatures.matching import Proche
from mc_builder.reports.recouvrement import REPERES, TITRE

#: Of the measure read backwards: a list, the title of one item, that of several.
RESTES = (
    (
        "competences_orphelines",
        "⟨Compétence⟩ qui n’est ⟨compétence:rattaché⟩ à ⟨aucune activité⟩",
        "⟨Compétences⟩ qui ne sont ⟨compétences:rattaché⟩ à ⟨aucune activité⟩",
    ),
    (
        "competences_sans_emploi",
        "⟨Compétence⟩ qui ne sert aucune exigence retenue",
        "⟨Compétences⟩ qui ne servent aucune exigence retenue",
    ),
    (
        "activites_sans_exigence",
        "⟨Activité⟩ qu’aucune exigence ne demande, ni par ⟨activité:lui⟩-même, ni par ⟨ses tâches⟩",
        (
            "⟨Activités⟩ qu’aucune exigence ne demande, ni par ⟨activités:lui⟩-mêmes, ni par leurs"
            " ⟨tâches⟩"
        ),
    ),
    (
        "taches_sans_exigence",
        (
            "⟨Tâche⟩ qu’aucune exigence ne demande, ni par ⟨tâche:lui⟩-même, ni par ⟨l’activité⟩"
            " ⟨activité:entier⟩"
        ),
        (
            "⟨Tâches⟩ qu’aucune exigence ne demande, ni par ⟨tâches:lui⟩-mêmes, ni par leur"
            " ⟨activité⟩ ⟨activité:entier⟩"
        ),
    ),
    (
        "exigences_sans_emploi",
        "Exigence qu’aucun emploi ne demande",
        "Exigences qu’aucun emploi ne demande",
    ),
)


def raison(near: Proche) -> str:
    """« fort ; mots communs : données, extraire »."""
    where = " avec le titre au-dessus" if near.by_parent else ""
    words = agreed(len(near.mots), "mot commun", "mots communs")
    return f"{near.bande} ; {words}{where} : {', '.join(near.mots)}"


def set_aside(count: int) -> str:
    """« 2 pistes écartées par l’équipe de rédaction »."""
    return f"{counted(count, 'piste écartée', 'pistes écartées')} par l’équipe de rédaction"


def methode_dite(profil: Profil) -> tuple[str, str]:
    """What stands before who weighed the requirements; that nothing says it, without a stop."""
    what = f"qui a fixé {weighed(profil)} des exigences"
    return f"{capital(what)}, et comment :", f"Le dossier ne dit pas {what}"


class Mots:
    """The sentences, for the views to inherit."""

    __slots__ = ()

    avertissement = (
        "La mesure est déclarative et fondée sur les liens que pose l’équipe de rédaction : elle"
        " n’est ni un critère légal ni un avis."
    )
    pistes = (
        "Les pistes sont des suggestions tirées du seul vocabulaire : elles ne prouvent aucun lien."
    )
    #: The row of the whole in a table of jobs.
    ensemble = "Ensemble des exigences distinctes"
    titre_sans_occasion = "⟨Indicateurs⟩ non ⟨indicateurs:observé⟩ pour une catégorie de candidats"
    titre_degres = "Exigences couvertes pleinement, en partie, pas du tout"
    #: Heads of the table of jobs that says it.
    tetes_degres = ("Emploi visé", "Exigences retenues", "Exigences propres à l’emploi")
    sans_fiche = "aucune n’est examinée"
    #: The last row of that table: the jobs whose fiches are looked at, an item of several once.
    ensemble_demande = "Ensemble des fiches lues"
    une_fois = "chaque élément une fois, dans le cas le moins favorable"
    titre_demande = (
        "Ce que deviennent les éléments des fiches de métier, l’emploi le moins examiné d’abord"
    )
    tetes_demande = (
        "Emploi visé",
        "Fiches lues",
        "Éléments",
        "Non examinés",
        "Écartés avec un motif",
        "Repris en exigences",
    )
    titre_options = (
        "Exigences couvertes ⟨option⟩ par ⟨option⟩, pleinement, en partie, pas du tout, la"
        " couverture la plus basse d’abord"
    )
    tetes_options = ("⟨Option⟩", "Emplois visés", "Exigences retenues")
    titre_inegales = "Exigences que ⟨toutes les options⟩ ne couvrent pas également"
    tetes_inegales = ("Exigence concernée", "Ce que ⟨chaque option⟩ en couvre")
    titre_recouvrements = TITRE
    reperes = REPERES
    sans_lacune = "La chaîne d’aucune exigence retenue ne s’interrompt."
    sans_changement = "La couverture est la même dans les deux versions."
    sans_reste = (
        "⟨Chaque compétence⟩, ⟨chaque activité⟩ et ⟨chaque tâche⟩ répond à une exigence d’un emploi"
        " visé."
    )
    sans_epreuve = (
        "À l’étape de l’opportunité il n’y a pas encore ⟨d’épreuve⟩ : les exigences évaluées sont"
        " sans objet (s.o.)."
    )
    titre_manques = "Seuils qui ne sont pas atteints, le plus éloigné d’abord"
    titre_atteints = "Seuils atteints"
    #: A threshold set by those who are measured proves nothing.
    nature_seuils = (
        "Fixés par l’équipe de rédaction pour guider son travail, ils ne sont pas un résultat"
    )
    #: Of a cell of a matrix, what follows the count of the requirements assessed.
    apres_le_plus = "après le signe +, celles qui y sont reprises sans y être évaluées"
    conventions = (
        (
            "Une exigence est écartée pour un emploi donné, avec son motif ; si elle est évaluée"
            " malgré tout, elle est comptée parmi les exigences retenues."
        ),
        "0 % et 100 % ne s’écrivent que lorsqu’ils sont exacts.",
        "Un dénominateur vide s’écrit « s.o. » (sans objet).",
    )
