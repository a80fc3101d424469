"""COV: the indicateurs that no part of an épreuve gives the occasion to see."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.rules.registry import AVERTISSEMENT, INFO, Constat, Subject, regle


@regle("COV017", AVERTISSEMENT, source="Code de l’éducation, D337-140")
def indicateur_sans_occasion(s: Subject) -> Iterator[Constat]:
    """Un indicateur a une occasion d’être vu.

    Vérifie : dès qu’une partie d’épreuve nomme un indicateur d’une compétence, une partie nomme
    chacun des autres, pour chaque catégorie de candidats ; c’est une information quand une
    catégorie, au moins, peut le montrer.
    Pourquoi : les indicateurs sont les critères de l’évaluation ; un critère qu’aucune épreuve ne
    permet de constater ne se juge pas, et ce qui ne tient qu’à lui n’est pas évalué.
    Exemple fautif :
        evalue: [recueillir-demande, demande-reformulee]   # et jamais « accord-recueilli »
    Exemple corrigé :
        evalue: [recueillir-demande, demande-reformulee, accord-recueilli]
    """
    for lack in s.coverage.indicateurs.sans_occasion:
        indicateur = s.projet.by_cle[lack.indicateur]
        who = s.names.categories(lack.categories)
        where = "aucune partie ⟨d’épreuve⟩ ne nomme"
        yield Constat(
            f"{where} ⟨l’indicateur⟩ « {s.names.titre(indicateur)} »"
            + ("" if lack.jamais else f" pour les candidats {who}"),
            s.places.start(indicateur),
            "nommez-le sous « evalue: » de la partie où il se voit, ou décrivez la situation qui"
            " manque ; sinon, retirez-le",
            gravite=None if lack.jamais else INFO,
        )
