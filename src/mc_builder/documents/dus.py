"""Documents asked for, project, measure → those to make, and why each of the others is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mc_builder.coverage.bilan import RIEN_A_MESURER, mesurable
from mc_builder.documents.kinds import DocumentKind
from mc_builder.documents.matiere import Matiere

_PAS_DUS = {
    "opportunite": "seules la note et la grille sont dues à l’étape « opportunite »",
    "suppression": "une suppression n’a que la note et la grille",
}
_RIEN_D_ECRIT = "rien à imprimer, ni pôle, ni bloc, ni épreuve dans referentiels/"


@dataclass(frozen=True, slots=True)
class Choix:
    """The documents to make, and for each of the others, in French, why it is not."""

    retenus: tuple[DocumentKind, ...]
    ecartes: tuple[tuple[DocumentKind, str], ...]


def choisir(kinds: Iterable[DocumentKind], matiere: Matiere, *, nommes: bool) -> Choix:
    """What is to be made of these documents; `nommes`: somebody asked for each by its name.

    Why: at step `opportunite` nobody expects a référentiel, and a report without a requirement is
    pages of empty tables that look like an answer. What is asked for by name is made whatever the
    step, but not empty.
    """
    kept: list[DocumentKind] = []
    left: list[tuple[DocumentKind, str]] = []
    for kind in kinds:
        reason = _vide(kind, matiere) or ("" if nommes else _pas_du(kind, matiere))
        if reason:
            left.append((kind, reason))
        else:
            kept.append(kind)
    return Choix(tuple(kept), tuple(left))


def _pas_du(kind: DocumentKind, matiere: Matiere) -> str:
    """Why nobody expects the document yet, or an empty text."""
    dossier = matiere.projet.dossier
    if kind.key not in _CONTENUS or dossier.referentiel_attendu:
        return ""
    return _PAS_DUS["suppression" if dossier.nature == "suppression" else "opportunite"]


def _vide(kind: DocumentKind, matiere: Matiere) -> str:
    """Why the document would say nothing, or an empty text."""
    return _CONTENUS[kind.key](matiere) if kind.key in _CONTENUS else ""


def _referentiel(matiere: Matiere) -> str:
    projet = matiere.projet
    written = projet.poles or projet.blocs or projet.blocs_generaux or projet.evaluation
    return "" if written else _RIEN_D_ECRIT


def _couverture(matiere: Matiere) -> str:
    return "" if mesurable(matiere.rapport) else RIEN_A_MESURER


#: The documents of the référentiel, and what tells whether there is anything to print in each.
_CONTENUS: dict[str, Callable[[Matiere], str]] = {
    "referentiel": _referentiel,
    "enseignant": _referentiel,
    "couverture": _couverture,
}
