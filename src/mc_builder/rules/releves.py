"""NOT: what was noted of the blocs of the register holds for our référentiels as they are now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mc_builder.diagnostics import Related
from mc_builder.french import agreed, in_words
from mc_builder.model.base import ACompleter
from mc_builder.model.preuves import Releve
from mc_builder.nomenclatures.reproduction import Reprise, reproduced
from mc_builder.rules.francais.textes import Lu, textes
from mc_builder.rules.registry import INFO, Constat, Subject, once, regle

#: Where the texts are written that a certification may have been copied into.
_REFERENTIELS = "referentiels/"
#: Figures of the hash that a file keeps: enough to tell two states of a project.
_FIGURES = 12


@dataclass(frozen=True, slots=True)
class Copie:
    """Words of one of our texts that a bloc of the register has too."""

    lu: Lu
    reprise: Reprise


@once
def read_referentiels(s: Subject) -> tuple[Lu, ...]:
    """The texts of the référentiels that are our own words."""
    return tuple(lu for lu in textes(s).lus if _is_ours(lu))


def _is_ours(lu: Lu) -> bool:
    path = lu.places.span(lu.modele, *lu.chemin).path
    return path.startswith(_REFERENTIELS) and not lu.cite


def copies(s: Subject, theirs: Iterable[tuple[str, str]]) -> list[Copie]:
    """What our référentiels have word for word of some texts, each with the code of its bloc."""
    read = {str(rank): lu for rank, lu in enumerate(read_referentiels(s))}
    found = reproduced({key: lu.texte for key, lu in read.items()}, theirs)
    return [Copie(read[one.cle], one) for one in found]


@once
def empreinte(s: Subject) -> str:
    """The hash of the texts of the référentiels, in their order."""
    said = "\n\0\n".join(lu.original for lu in read_referentiels(s))
    return hashlib.sha256(said.encode()).hexdigest()[:_FIGURES]


def _is_older(s: Subject, releve: Releve | None) -> bool:
    if releve is None or isinstance(releve.empreinte, ACompleter):
        return False
    return releve.empreinte != empreinte(s)


@regle("NOT027", INFO, source="Méthode de l’outil", surete="outil")
def releve_plus_ancien_que_les_textes(s: Subject) -> Iterator[Constat]:
    """Le relevé d’une certification comparée est à jour de nos référentiels.

    Vérifie : les textes des référentiels sont ceux du jour où « mc-builder recouvrement --ecrire »
    a relevé les blocs d’une certification.
    Pourquoi : ce qui se lit mot pour mot ailleurs se cherche dans les textes du jour ; ceux qui ont
    changé depuis n’ont pas été comparés.
    Exemple fautif :
        releve: {jour: 2026-01-12, …, empreinte: 9f86d081884c}   # un critère réécrit depuis
    Exemple corrigé :
        releve: {jour: 2026-03-02, …, empreinte: 60303ae22b99}
    """
    old = [c for c in s.projet.certifications if _is_older(s, c.releve)]
    # One finding for all: they are noted together, and each change of a text makes all of them old.
    if old and old[0].releve is not None:
        first = old[0].releve
        count = f"{len(old)} {agreed(len(old), 'relevé')} du registre"
        yield Constat(
            f"les référentiels ont changé depuis {count}, du {in_words(first.jour)}",
            s.places.span(first, "empreinte"),
            "« mc-builder recouvrement --ecrire » les compare de nouveau",
            tuple(Related(s.places.start(one), str(one.intitule)) for one in old[1:]),
        )
