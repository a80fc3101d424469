"""PRE: charts that compare what can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mc_builder.diagnostics import Related
from mc_builder.french import number
from mc_builder.loading.placing import placed_by
from mc_builder.model.base import if_known
from mc_builder.model.preuves import Chiffre
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, INFO, Constat, Subject, regle


@regle("PRE015", ERREUR, source="Méthode de l’outil", surete="outil")
def unites_melees(s: Subject) -> Iterator[Constat]:
    """Les chiffres d’un graphique ont la même unité.

    Vérifie : tous les chiffres d’un graphique s’impriment dans une même unité.
    Pourquoi : des barres d’unités différentes ne se comparent pas ; leur longueur tromperait.
    Exemple fautif :
        points: [ateliers-en-tension, recrutements-branche]     # « % » et « postes »
    Exemple corrigé :
        points: [ateliers-en-tension, velos-assistes]     # « % » tous les deux
    """
    for graphique in s.projet.graphiques:
        shown = s.projet.all_of(tuple(p.chiffre for p in graphique.points), Chiffre)
        for rank, point in enumerate(graphique.points):
            chiffre = s.projet.find(point.chiffre, Chiffre)
            if chiffre is not None and chiffre.unite != shown[0].unite:
                yield Constat(
                    f"« {chiffre.intitule} » est en {_unite(chiffre)},"
                    f" le premier chiffre en {_unite(shown[0])}",
                    s.places.span(graphique, "points", rank),
                    "faites-en deux graphiques",
                    (Related(s.places.start(shown[0]), "le premier chiffre"),),
                )
                break


@regle("PRE016", AVERTISSEMENT, source="Méthode de l’outil", surete="outil")
def chiffres_incomparables(s: Subject) -> Iterator[Constat]:
    """Un graphique ne rapproche pas des chiffres qui se contredisent.

    Vérifie : aucun chiffre d’un graphique ne « contredit » un autre chiffre du même graphique.
    Pourquoi : mises côte à côte, deux mesures de périmètres différents se lisent comme une
    évolution ou un partage.
    Exemple fautif :
        points: [postes-a, postes-b]     # postes-b contredit postes-a
    Exemple corrigé :
        points: [postes-a]     # la contradiction se dit dans le texte
    """
    for graphique in s.projet.graphiques:
        keys = {point.chiffre for point in graphique.points}
        for rank, point in enumerate(graphique.points):
            chiffre = s.projet.find(point.chiffre, Chiffre)
            if chiffre is not None and keys & set(chiffre.contredit):
                yield Constat(
                    f"« {chiffre.intitule} » contredit un autre chiffre du graphique",
                    s.places.span(graphique, "points", rank),
                    "gardez celui que le dossier retient",
                )
                break


@regle("PRE017", INFO, source="Méthode de l’outil", surete="outil")
def graphique_jamais_place(s: Subject) -> Iterator[Constat]:
    """Chaque graphique est placé dans la note.

    Vérifie : la note contient l’appel du graphique.
    Pourquoi : un graphique que rien ne place ne s’imprime pas.
    Exemple fautif :
        graphiques:
          - {id: tensions, intitule: Ateliers en tension, points: [ateliers-en-tension]}
    Exemple corrigé :
        {{ graphique("tensions") }}     # seul dans un paragraphe de la note
    """
    placed = placed_by(s.projet.note)
    for graphique in s.projet.graphiques:
        if ("graphique", graphique.cle) not in placed:
            yield Constat(
                f"le graphique « {graphique.intitule} » n’est placé nulle part",
                s.places.name(graphique, "id"),
                s.names.typed(graphique, 'placez-le par {{ graphique("{id}") }}, ou retirez-le'),
            )


@regle("PRE019", ERREUR, source="Méthode de l’outil", surete="outil")
def part_hors_de_son_ensemble(s: Subject) -> Iterator[Constat]:
    """Une part se dessine dans un ensemble du même graphique, qui la contient.

    Vérifie : le chiffre que dit « dans » est un point placé avant ; les parts d’un même ensemble ne
    font pas plus que lui, à l’arrondi près.
    Pourquoi : une part plus grande que son ensemble, ou d’un ensemble absent, trompe sur les deux.
    Exemple fautif :
        points:
          - ateliers-en-tension                             # 67 %
          - {chiffre: velos-assistes, dans: ateliers-en-tension}     # 80 %
    Exemple corrigé :
        points:
          - ateliers-en-tension
          - velos-assistes                                  # ce n’est pas une part
    """
    for graphique in s.projet.graphiques:
        sizes: dict[str, Decimal] = {}
        taken: dict[str, Decimal] = {}
        for rank, point in enumerate(graphique.points):
            chiffre = s.projet.find(point.chiffre, Chiffre)
            size = if_known(chiffre.valeur) if chiffre is not None else None
            if point.dans is not None:
                taken[point.dans] = taken.get(point.dans, Decimal(0)) + (size or 0)
                whole = sizes.get(point.dans)
                if whole is None or taken[point.dans] > whole + 1:
                    yield Constat(
                        "l’ensemble dont ce point est une part n’est pas placé avant lui"
                        if whole is None
                        else f"les parts font {number(taken[point.dans])}, plus que leur ensemble"
                        f" ({number(whole)})",
                        s.places.span(graphique, "points", rank),
                        "placez d’abord l’ensemble, ou retirez « dans »",
                    )
            if size is not None:
                sizes[point.chiffre] = size


def _unite(chiffre: Chiffre) -> str:
    return f"« {chiffre.unite} »" if chiffre.unite else "nombre sans unité"
