"""REF: the numbers that print: one object, one number, in each kind."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.diagnostics import Related
from mc_builder.model.base import Objet
from mc_builder.rules.registry import AVERTISSEMENT, Constat, Subject, regle

#: Kinds that share one series of numbers with another.
_SERIES = {"BlocGeneral": "⟨Bloc⟩"}
#: Kinds whose numbers begin again in each of their holders.
_WITHIN = frozenset({"Niveau"})


@regle("REF010", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def numero_imprime_deux_fois(s: Subject) -> Iterator[Constat]:
    """Deux objets d’une même sorte n’ont pas le même numéro.

    Vérifie : parmi les pôles, les activités, les tâches, les blocs, les compétences, les
    sous-compétences, les unités, les épreuves ou les sous-épreuves, un numéro imprimé, calculé ou
    écrit, n’est donné qu’une fois.
    Pourquoi : « l’unité U2 » doit en désigner une ; le référentiel d’évaluation et les relevés de
    notes ne connaissent que le numéro.
    Exemple fautif :
        unites:
          - {id: u1, bloc: bloc-1, numero: U2}
          - {id: u2, bloc: bloc-2}     # U2, par son rang
    Exemple corrigé :
        unites:
          - {id: u1, bloc: bloc-1}
          - {id: u2, bloc: bloc-2}
    """
    known: dict[tuple[str, str], list[Objet]] = {}
    held = s.names.selection.of
    for cle, numero in s.names.numeros.items():
        item = s.projet.by_cle[cle]
        name = type(item).__name__
        series = s.projet.parents[cle].cle if name in _WITHIN else _SERIES.get(name, name)
        alike = known.setdefault((series, numero), [])
        # Two options may give one number to what each has of its own.
        other = next((o for o in alike if held(o.cle) & held(cle) or not held(cle)), None)
        alike.append(item)
        if other is None:
            continue
        written = next((o for o in (item, other) if getattr(o, "numero", None)), item)
        beside = item if written is other else other
        yield Constat(
            f"{s.names.designation(item)} « {s.names.titre(item)} » et {s.names.designation(other)}"
            f" « {s.names.titre(other)} » ont le même numéro, {numero}",
            s.places.span(written, "numero"),
            "changez « numero », ou retirez-le : il se calcule",
            (Related(s.places.start(beside), "l’autre"),),
        )
