"""Another project → the structure of its référentiel and of its note, without what they say.

Pôles, activités, blocs, compétences, unités, épreuves and their links are kept, under new
identifiers; texts and numbers are to complete, but the statuses of candidates, which are those of
the code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from mc_builder.beginning.content import Data, due, titled
from mc_builder.french import slug
from mc_builder.loading.described import Cle, groups
from mc_builder.model.activites import Activite, Liaisons, Pole, Tache
from mc_builder.model.base import Modele, Objet, descendants
from mc_builder.model.blocs import Bloc, BlocGeneral, Competence, Indicateur, SousCompetence
from mc_builder.model.evaluation import (
    CategorieCandidats,
    Epreuve,
    Modalite,
    Partie,
    SousEpreuve,
    Statut,
    Unite,
)
from mc_builder.model.formation import Pfmp
from mc_builder.model.liens import Lien, cibles
from mc_builder.model.projet import Projet
from mc_builder.source.prose import to_complete

#: The objects that make the structure, and how their new identifiers begin.
_KEPT: dict[type[Modele], str] = {
    Pole: "pole-",
    Activite: "activite-",
    Bloc: "bloc-",
    BlocGeneral: "bloc-general-",
    Competence: "competence-",
    CategorieCandidats: "categorie-",
    Statut: "",
    Unite: "u",
    Epreuve: "e",
    SousEpreuve: "sous-epreuve-",
    Partie: "partie-",
    Modalite: "",
    Pfmp: "",
    Liaisons: "",
}
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


def structure_of(projet: Projet) -> Iterator[tuple[str, Data]]:
    """The files of the référentiel, by path: structure, and what is to complete."""
    names = _names(projet)
    for rank, pole in enumerate(projet.poles, 1):
        yield f"referentiels/activites/pole-{rank}.yaml", {"pole": _bare(pole, names)}
    for rank, bloc in enumerate(projet.blocs, 1):
        yield f"referentiels/blocs/bloc-{rank}.yaml", {"bloc": _bare(bloc, names)}
    if projet.blocs_generaux:
        blocs = [_bare(bloc, names) for bloc in projet.blocs_generaux]
        yield "referentiels/blocs/generaux.yaml", {"blocs": blocs}
    if projet.evaluation is not None:
        yield "referentiels/evaluation.yaml", _bare(projet.evaluation, names)
    if projet.formation is not None:
        yield "referentiels/formation.yaml", _bare(projet.formation, names)


def note_of(projet: Projet) -> Iterator[tuple[str, str]]:
    """The sections of the note, by path: their titles, and what is to write."""
    for prose in projet.note:
        title = _TITLE.search(prose.texte)
        if title is not None:
            yield (
                f"{prose.cle}.md",
                f"# {title[1]}\n\n{to_complete('Le texte de cette section.')}\n",
            )


def _names(projet: Projet) -> dict[str, str]:
    """The new identifier of what each object becomes, by the old one.

    A task is its activité, a sous-compétence its compétence: the link to it is not lost.
    """
    ranks: Counter[str] = Counter()
    found: dict[str, str] = {}
    for model in (m for root in projet.racines() for m in descendants(root)):
        start = _KEPT.get(type(model), "")
        if start and isinstance(model, Objet) and not getattr(model, "ref", None):
            ranks[start] += 1
            found[model.cle] = f"{start}{ranks[start]}"
        elif isinstance(model, Tache | SousCompetence | Indicateur):
            holder = projet.parents.get(model.cle)
            if holder is not None and holder.cle in found:
                found[model.cle] = found[holder.cle]
    return found


def _bare(model: Modele, names: dict[str, str]) -> Data:
    """An object without what it says."""
    cls = type(model)
    if isinstance(model, Competence) and model.ref in names:
        return {"ref": names[str(model.ref)]}
    data: Data = {}
    if isinstance(model, Objet) and _KEPT.get(cls):
        data["id"] = names.get(model.cle, slug(model.cle))
    for key in next(group.keys for group in groups() if group.cls is cls):
        if key.name in {"id", "notes"} or not hasattr(model, key.name):
            continue
        value = getattr(model, key.name)
        found = None if _is_default(key, value) else _kept(key, value, model, names)
        if found is not None:
            data[key.name] = found
    # Wherever its indicateurs are in the other project, a compétence has some.
    return {**data, **due(cls, "indicateurs")} if cls is Competence else data


def _is_default(key: Cle, value: Any) -> bool:
    return value in (None, (), "") or (not key.required and value == key.field.info.default)


def _kept(key: Cle, value: Any, model: Modele, names: dict[str, str]) -> Any:
    """What is kept of the value of a key; None when it goes."""
    cited = _cited(key, value)
    if cited is not None:
        known = list(dict.fromkeys(names[cle] for cle in cited if cle in names))
        return (known if isinstance(value, tuple) else known[0]) if known else None
    if key.holds in _KEPT and value:
        return _structure(key, value, names)
    what = key.expected.item or key.expected
    if what.names and key.holds is None and key.name != "marqueurs":
        return list(value) if isinstance(value, tuple) else str(value)
    if not key.to_complete:
        return None
    if key.name == "intitule" and isinstance(model, Objet):
        return titled(type(model), re.sub(r"^[a-z-]*", "", names.get(model.cle, "")))["intitule"]
    return due(type(model), key.name)[key.name]


def _structure(key: Cle, value: Any, names: dict[str, str]) -> Any:
    if key.holds is Statut:
        return [str(item.intitule) for item in value]
    return [_bare(i, names) for i in value] if isinstance(value, tuple) else _bare(value, names)


def _cited(key: Cle, value: Any) -> list[str] | None:
    """The identifiers that a value gives; None when it is no link."""
    items = value if isinstance(value, tuple) else (value,)
    if all(isinstance(item, Lien) for item in items):
        return [item.cible for item in items]
    return [str(item) for item in items] if cibles(key.field.info.metadata) else None
