"""What is done to an object within its list: added, duplicated, moved, deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mc_builder.beginning.alone import ALONE, begun_alone, lacking
from mc_builder.editing import (
    Changes,
    Refused,
    add_item,
    cited_by,
    delete_item,
    duplicate_item,
    held_by,
    move_item,
    rename_id,
    set_value,
)
from mc_builder.editing.held import Place, place_of
from mc_builder.model.base import Modele
from mc_builder.project import Project
from mc_builder.studio import sections
from mc_builder.studio.begun import begun, listed
from mc_builder.studio.session import Session
from mc_builder.studio.titles import found, title


def citations(project: Project, cle: str) -> list[dict[str, str]]:
    """What cites an object, each with its identity, its name, and why it stops a deletion."""
    if sections.found(project, cle) is not None:
        return []
    return [
        {"cle": one.cle, "nom": one.label, "arret": held_by(project, one)}
        for one in cited_by(project, cle)
    ]


def do(session: Session, deed: str, asked: dict[str, Any]) -> str:
    """Do it, as a step that can be undone; the identity of what is to be shown then.

    That is the object that was added, the one that was moved, what held the one that was deleted.
    Raises Refused.
    """
    cle = asked.get("cle")
    if not isinstance(cle, str):
        raise Refused("Il manque de quel objet il s’agit.")
    label, act = DEEDS[deed]
    with session.lock:
        project = session.project
        held = place_of(project, cle) if cle else None
        known = _identities(project)
        what = f"{label} : {_said(project, cle)}" if cle else _alone(label, asked)
        session.change(what, lambda now: act(now, cle, asked))
        new = [one for one in _identities(session.project) if one not in known]
    if new and deed in {"ajouter", "dupliquer"}:
        return new[0]
    if deed == "commencer":
        return str(asked["champ"])
    if deed == "supprimer":
        return _after(cle, held)
    return str(asked["id"]).strip() if deed == "renommer" else cle


def _alone(label: str, asked: dict[str, Any]) -> str:
    """What is done to no object: a list of the project grows, or a file begins."""
    return f"{label} {ALONE[str(asked['champ'])]}" if asked.get("champ") in ALONE else "Ajouter"


def _said(project: Project, cle: str) -> str:
    prose = sections.found(project, cle)
    return title(project, found(project, cle)) if prose is None else sections.title(project, prose)


def _after(cle: str, held: Place | None) -> str:
    """What is shown once an object is gone: what held it, else its neighbour."""
    if held is None:
        return "dossier"
    left = [held.holder] if held.holder else [one for one in held.items if one.cle != cle]
    return left[0].cle if left else "dossier"


def _identities(project: Project) -> dict[str, Modele]:
    return {m.cle: m for m in project.projet.modeles()} if project.model else {}


def _add(project: Project, cle: str, asked: dict[str, Any]) -> Changes:
    """A new object: the only one of its field, or the last of a list (of the project, in none)."""
    field, words, given = asked.get("champ"), asked.get("titre"), asked.get("reponses")
    if not isinstance(field, str) or not isinstance(words, str):
        raise Refused("Il manque dans quelle liste ajouter.")
    answers = given if isinstance(given, dict) else {}
    data = begun(project, cle, field, words.strip(), answers)
    if not data:
        raise Refused("Répondez au moins à l’une des questions.")
    return (add_item if listed(project, cle, field) else _set)(project, cle, field, data)


def _set(project: Project, cle: str, field: str, data: Any) -> Changes:
    """An object of which there is only one."""
    return set_value(project, f"{cle}:{field}", data)


def _begin(project: Project, field: object) -> Changes:
    """A file of one object that the project lacks."""
    if field not in lacking(project):
        raise Refused("Le projet l’a déjà, ou n’en a pas besoin.")
    return {**begun_alone(project, str(field))}


def _shift(step: int) -> Callable[[Project, str, dict[str, Any]], Changes]:
    """One place up or down in its list."""

    def shift(project: Project, cle: str, _: dict[str, Any]) -> Changes:
        held = place_of(project, cle)
        if held is None:
            raise Refused("Cet objet n’est pas dans une liste.")
        others = [one.cle for one in held.items]
        at = others.index(cle) + step
        if not 0 <= at < len(others):
            return {}
        before = at - 1 if step < 0 else at
        return move_item(project, cle, others[before] if before >= 0 else None)

    return shift


def _delete(project: Project, cle: str, _: dict[str, Any]) -> Changes:
    if sections.found(project, cle) is not None:
        return sections.delete(project, cle)
    return delete_item(project, cle, links=True)


def _rename(project: Project, cle: str, asked: dict[str, Any]) -> Changes:
    """Another identifier, for those who write in the files; what cites the object follows."""
    new = asked.get("id")
    if not isinstance(new, str) or not new.strip():
        raise Refused("Donnez un identifiant : minuscules, chiffres et traits d’union.")
    return rename_id(project, cle, new.strip())


#: What is done, by its name in the address: how it is said, and how it is done.
DEEDS: dict[str, tuple[str, Callable[[Project, str, dict[str, Any]], Changes]]] = {
    "ajouter": ("Ajouter dans", _add),
    "commencer": ("Commencer", lambda project, _, asked: _begin(project, asked.get("champ"))),
    "dupliquer": ("Dupliquer", lambda project, cle, _: duplicate_item(project, cle)),
    "monter": ("Monter", _shift(-1)),
    "descendre": ("Descendre", _shift(1)),
    "supprimer": ("Supprimer", _delete),
    "renommer": ("Changer l’identifiant de", _rename),
}
