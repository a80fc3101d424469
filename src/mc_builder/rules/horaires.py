"""FOR: the grille horaire has a cell for each period, and the total that the annexe gives."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.diagnostics import Related
from mc_builder.french import counted, number
from mc_builder.model.base import Etendue, ListeACompleter, if_known
from mc_builder.model.etendues import in_figures
from mc_builder.model.horaires import total
from mc_builder.model.selection import counted_lines
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, Constat, Subject, regle


@regle("FOR019", ERREUR, source="Code du travail, R6113-25-1 (cohérence)", surete="outil")
def grille_incomplete(s: Subject) -> Iterator[Constat]:
    """Chaque ligne de la grille horaire a une case par période.

    Vérifie : « heures » a autant de nombres que la grille a de périodes.
    Pourquoi : une case de trop ou de moins décale toutes les autres.
    Exemple fautif :
        periodes: [Première année, Deuxième année]
        lignes: [{intitule: Mécanique, heures: [84]}]
    Exemple corrigé :
        periodes: [Première année, Deuxième année]
        lignes: [{intitule: Mécanique, heures: [84, 56]}]
    """
    grille = s.projet.formation.grille if s.projet.formation is not None else None
    if grille is None or isinstance(grille.periodes, ListeACompleter):
        return
    for line in grille.lignes:
        count, wanted = len(line.heures), len(grille.periodes)
        if count != wanted and not isinstance(line.heures, ListeACompleter):
            yield Constat(
                f"« {line.intitule} » a {counted(count, 'case')} pour {counted(wanted, 'période')}",
                s.places.span(line, "heures"),
                "écrivez une case par période, 0 quand il n’y a pas d’heures",
                (Related(s.places.span(grille, "periodes"), "les périodes"),),
            )


@regle("FOR020", AVERTISSEMENT, source="Code du travail, R6113-25-1 (cohérence)")
def grille_et_volume(s: Subject) -> Iterator[Constat]:
    """Le total de la grille horaire est le volume annoncé.

    Vérifie : quand la grille compte les heures de toute la période, son total est celui de la voie
    scolaire, ou de la seule voie dont le volume est donné ; option par option, sans les
    enseignements facultatifs.
    Pourquoi : deux volumes dans la même annexe se contredisent.
    Exemple fautif :
        heures: [{voie: scolaire, heures: 420}]
        grille: {periodes: [Année], lignes: [{intitule: Mécanique, heures: [400]}]}
    Exemple corrigé :
        heures: [{voie: scolaire, heures: 420}]
        grille: {periodes: [Année], lignes: [{intitule: Mécanique, heures: [420]}]}
    """
    formation = s.projet.formation
    if formation is None or formation.grille is None or formation.grille.par == "semaine":
        return
    school = [h for h in formation.heures if h.voie == "scolaire"] or list(formation.heures)
    said = if_known(school[0].heures) if len(school) == 1 else None
    kept = counted_lines(s.projet, s.names.selection, formation.grille)
    for option, lines in kept.items():
        cells = tuple(hours for line in lines for hours in line.heures)
        found = total(cells) if cells else None
        if said is not None and found is not None and not said.meets(Etendue.of(int(found))):
            whose = f" ({s.names.options((option,))})" if option else ""
            yield Constat(
                f"la grille horaire fait {number(found.normalize())} heures{whose}, et le volume"
                f" annoncé {in_figures(said)}",
                s.places.span(formation.grille, "lignes"),
                "corrigez la grille, ou « heures »",
                (Related(s.places.span(school[0], "heures"), "le volume"),),
            )
