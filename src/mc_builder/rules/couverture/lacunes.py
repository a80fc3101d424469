"""COV: the requirements of target jobs that the référentiel does not reach end to end."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.coverage import (
    CouvertureExigence,
    Drapeau,
    Statut,
    lacunes,
)
from mc_builder.coverage.graphe import Verbe
from mc_builder.rules.bornes import is_referentiel_due
from mc_builder.rules.mots import quoted_first
from mc_builder.rules.registry import INFO, Constat, Subject, regle


@regle("COV016", INFO, source="Vade-mecum RNCP, p. 17 à 19")
def exigence_non_evaluee(s: Subject) -> Iterator[Constat]:
    """Une exigence retenue est suivie jusqu’aux épreuves.

    Vérifie : une activité répond à l’exigence, une compétence ou un savoir la reprend, une partie
    d’épreuve l’évalue pour chaque catégorie de candidats.
    Pourquoi : un dossier sans erreur peut laisser de côté ce que l’emploi demande ; la commission
    le verra dans le rapport de couverture.
    Exemple fautif :
        - {id: vendre-accessoires, intitule: Vendre des accessoires, nature: savoir-faire}
    Exemple corrigé :
        - {id: vente, intitule: Vente d’accessoires, repond_a: [vendre-accessoires]}
    """
    for measure in lacunes(s.coverage) if is_referentiel_due(s) else ():
        exigence = s.projet.by_cle[measure.exigence]
        jobs = [str(s.names[cle].titre) for cle in measure.emplois_retenant]
        where = s.names.options(measure.moindres)
        what, how = _rupture(measure, sans_occasion=s.coverage.lacks_occasion(measure))
        aside = _besides_the_route(s, measure)
        what, how = (aside, _ROUTES[measure.nature]) if aside else (what, how)
        yield Constat(
            f"l’exigence « {s.names.titre(exigence)} », demandée par {quoted_first(jobs)}, {what}"
            + (f" ({where})" if where else ""),
            s.places.start(exigence),
            s.names.typed(exigence, how),
        )


#: What has to answer, by the nature of the requirement.
_ROUTES = {
    "savoir-faire": "un savoir-faire se décrit dans ⟨une activité⟩, que ⟨la compétence⟩ reprend :"
    " ajoutez « repond_a: [{id}] » à ⟨l’activité⟩",
    "savoir": "ajoutez « repond_a: [{id}] » à ⟨un savoir⟩ ⟨savoir:associé⟩",
    "savoir-etre": "ajoutez « repond_a: [{id}] » à ⟨une compétence⟩, ou à ⟨un indicateur⟩",
    "habilitation": "déclarez l’habilitation sous « habilitations: », avec « repond_a: [{id}] »",
}


def _besides_the_route(s: Subject, measure: CouvertureExigence) -> str:
    """That something answers which is not of the route of this nature; empty when nothing does."""
    found = s.coverage.graphe.into(measure.exigence, Verbe.REPOND_A)
    if measure.statut is not Statut.NON_COUVERTE or not found:
        return ""
    who = s.projet.by_cle[found[0].de]
    return (
        f"n’est pas couverte : {s.names.designation(who)} « {s.names.titre(who)} » y répond, ce qui"
        f" ne suffit pas pour {_NATURES[measure.nature]}"
    )


_NATURES = {
    "savoir-faire": "un savoir-faire",
    "savoir": "un savoir",
    "savoir-etre": "un savoir-être",
    "habilitation": "une habilitation",
}


def _rupture(measure: CouvertureExigence, *, sans_occasion: bool) -> tuple[str, str]:
    """Where the chain breaks, and what mends it."""
    if measure.statut is Statut.NON_COUVERTE:
        return (
            "n’est pas couverte : rien n’y répond",
            "ajoutez « repond_a: [{id}] » à ce qui y répond, ou écartez-la dans l’emploi",
        )
    if measure.statut is Statut.DECRITE:
        return (
            "est décrite dans ⟨les activités⟩, mais rien ne la reprend",
            "ajoutez ⟨l’activité⟩ à « mobilise: » ⟨d’une compétence⟩",
        )
    if Drapeau.SANS_INDICATEUR in measure.drapeaux:
        return (
            "est reprise par ⟨une compétence⟩ qui n’a pas ⟨d’indicateur⟩",
            "ajoutez « indicateurs: » à ⟨cette compétence⟩",
        )
    if sans_occasion:
        return (
            "est reprise, mais ⟨ses indicateurs⟩ n’ont pas d’occasion d’être vus pour tous",
            "nommez-en un sous « evalue: », pour chaque catégorie, dans la partie où il se voit",
        )
    return (
        "est reprise, mais n’est pas évaluée pour toutes les catégories de candidats",
        "ajoutez ce qui la reprend à « evalue: » d’une partie ⟨d’épreuve⟩ de chaque catégorie",
    )
