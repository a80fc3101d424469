"""COV: the requirements of target jobs that the référentiel does not reach end to end."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.coverage import (
    CouvertureExigence,
    Drapeau,
    Statut,
    lacunes,
)
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
        yield Constat(
            f"l’exigence « {s.names.titre(exigence)} », demandée par {quoted_first(jobs)}, {what}"
            + (f" ({where})" if where else ""),
            s.places.start(exigence),
            s.names.typed(exigence, how),
        )


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
