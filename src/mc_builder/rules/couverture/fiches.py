"""COV: what a job does of the fiches that it was written from."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.coverage.demande import Sort
from mc_builder.french import agreed, counted, listed, quoted
from mc_builder.model.base import ACompleter
from mc_builder.model.emplois import Emploi
from mc_builder.rules.registry import AVERTISSEMENT, INFO, Constat, Subject, regle

#: Beyond, the message would be a list.
_NOMMES = 3


@regle("COV019", INFO, source="Méthode de la mesure de couverture")
def elements_non_examines(s: Subject) -> Iterator[Constat]:
    """Ce que demandent les fiches d’un emploi est examiné.

    Vérifie : chaque élément des fiches qu’un emploi reprend (« fiches ») est repris en exigence, ou
    écarté avec un motif.
    Pourquoi : un emploi qui ne demande que ce que le diplôme apprend est couvert d’avance ; ce que
    personne n’a examiné le montre.
    Exemple fautif :
        fiches: [rome-460-i1607]   # 60 éléments, dont 12 repris
    Exemple corrigé :
        fiches:
          - fiche: rome-460-i1607
            ecartes:
              - {elements: ['124797'], motif: hors_niveau, explication: La direction d’un atelier.}
    """
    for job in s.coverage.emplois:
        found = job.elements
        emploi = s.projet.find(job.emploi, Emploi)
        if emploi is None or not found.non_examines:
            continue
        left = [x for fiche in job.fiches for x in fiche.elements if x.sort is Sort.NON_EXAMINE]
        named = listed((quoted(str(x.intitule)) for x in left), most=_NOMMES)
        yield Constat(
            f"« {emploi.intitule} » : sur {counted(found.elements, 'élément')} de ses fiches,"
            f" {found.non_examines} non {agreed(found.non_examines, 'examiné')},"
            f" {found.ecartes} {agreed(found.ecartes, 'écarté')} et {found.repris} repris",
            s.places.span(emploi, "fiches"),
            f"reprenez ou écartez {named}",
        )


@regle("COV020", AVERTISSEMENT, source="Méthode de la mesure de couverture")
def motif_sans_element(s: Subject) -> Iterator[Constat]:
    """Un élément écarté est dans la fiche, et n’est pas repris.

    Vérifie : chaque code de « ecartes » est celui d’un élément de la fiche que l’emploi ne reprend
    pas en exigence.
    Pourquoi : un code mal tapé n’écarte rien, et un élément repris dément son motif.
    Exemple fautif :
        ecartes: [{elements: ['12479'], motif: hors_champ, explication: …}]   # code inconnu
    Exemple corrigé :
        ecartes: [{elements: ['124797'], motif: hors_champ, explication: …}]
    """
    for job in s.coverage.emplois:
        emploi = s.projet.find(job.emploi, Emploi)
        sorts = {fiche.fiche.cle: {x.code: x.sort for x in fiche.elements} for fiche in job.fiches}
        for cited in emploi.fiches if emploi is not None else ():
            for group in cited.ecartes:
                for rank, code in enumerate(group.elements):
                    sort = sorts.get(cited.fiche, {}).get(str(code))
                    known = cited.fiche in sorts and not isinstance(code, ACompleter)
                    if sort is Sort.ECARTE or not known:
                        continue
                    why = "n’est pas dans la fiche" if sort is None else "est repris en exigence"
                    yield Constat(
                        f"l’élément « {code} », écarté, {why}",
                        s.places.span(group, "elements", rank),
                        "corrigez le code, ou retirez-le de « ecartes »",
                    )
