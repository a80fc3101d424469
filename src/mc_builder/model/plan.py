"""The plan of the référentiel: parts by key → the tree that they make, and its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from mc_builder.french import roman
from mc_builder.model.base import Booleen, Identifiant, Libelle, Liste, Modele
from mc_builder.model.lettres import lettre

#: What a part may hold: each is printed by the macro of its name, in `_annexes.html.j2`.
Contenu = Literal[
    "presentation", "appellation", "acces", "textes", "emplois", "emplois-debut",
    "emplois-experience", "contraintes", "poursuites", "autonomie", "poles-activites", "poles",
    "competences", "savoirs", "generaux", "unites", "delivrance", "reglement",
    "categories", "notes", "epreuves", "dispenses", "habilitations", "attestations",
    "periode-objectifs", "periode-accueil", "periode-competences", "periode-organisation",
    "periode-cas", "periode-conditions", "periode-evaluation", "periode-attestation", "heures",
    "grille", "correspondance",
]  # fmt: skip

Nature = Literal["creation", "revision", "suppression"]


class PartiePlan(Modele):
    """Une partie du référentiel : annexe, sous-annexe ou rubrique, selon la liste qui la nomme."""

    titre: Libelle | None = Field(
        None,
        description="Titre imprimé ; sans lui, ce que la partie contient s’imprime sans titre.",
        examples=["Référentiel des activités professionnelles"],
    )
    numero: Libelle | None = Field(
        None, description="Numéro imprimé, quand il n’est pas calculé.", examples=["II"]
    )
    numerote: Booleen = Field(
        default=True, description="« non » : sans numéro, et sans compter.", examples=["non"]
    )
    natures: Liste[Nature] = Field(
        ("creation", "revision"),
        description="Natures de dossier où la partie existe.",
        examples=["revision"],
    )
    contenu: Liste[Contenu] = Field(
        (), description="Ce qu’elle imprime, dans l’ordre.", examples=["emplois"]
    )
    annexes: Liste[Identifiant] = Field(
        (),
        description="Ses sous-annexes (« I a »), dans l’ordre, par leur clé.",
        examples=["activites"],
    )
    rubriques: Liste[Identifiant] = Field(
        (), description="Ses rubriques, dans l’ordre, par leur clé.", examples=["contexte"]
    )


#: How the competences of a bloc print: each is a macro of its name, in `_competences.html.j2`.
Disposition = Literal["face-a-face", "liste", "criteres", "matrice", "fiches"]


class MiseEnPage(Modele):
    """Ce que le dossier choisit de la mise en page du référentiel."""

    plan: Identifiant | None = Field(
        None,
        description="Variante du plan, parmi celles du profil ; le plan ordinaire, sinon.",
        examples=["sti"],
    )
    competences: Disposition | None = Field(
        None,
        description="Les compétences d’un bloc : face à face avec leurs activités et leurs"
        " indicateurs ; en liste, activité par activité ; avec les critères à la suite, pour tout"
        " le bloc ; en matrice ; une fiche par compétence.",
        examples=["fiches"],
    )


_FORMAT = re.compile(r"(?:[^{}]|\{[pnIAa]\})*")


def _format_partie(value: object) -> object:
    if isinstance(value, str) and _FORMAT.fullmatch(value):
        return value
    raise PydanticCustomError(
        "format_partie",
        "un format de numéro d’annexe n’a entre accolades que p, n, I, A ou a (« {p} {a} »)",
    )


#: « {p} {a} »: the number of what holds the part, and its rank as 1, I, A or a.
FormatPartie = Annotated[str, BeforeValidator(_format_partie)]


def numbered(pattern: str, rank: int, parent: str = "") -> str:
    """The number of a part by its format: « {p} {a} », 2, « I » → « I b »."""
    letter = lettre(rank - 1)
    return pattern.format(p=parent, n=rank, I=roman(rank), A=letter, a=letter.lower())


@dataclass(frozen=True, slots=True)
class Branche:
    """A part at its place in the plan.

    `numero` is that of an annexe (« II », « II a »), whether it is written yet or not, so that no
    number changes as a dossier goes on; those of rubriques are given where they print.
    """

    cle: str
    partie: PartiePlan
    annexe: bool
    numero: str
    branches: tuple[Branche, ...]

    @property
    def rubriques(self) -> tuple[Branche, ...]:
        """The headings inside it."""
        return tuple(b for b in self.branches if not b.annexe)

    @property
    def annexes(self) -> tuple[Branche, ...]:
        """Its sub-annexes."""
        return tuple(b for b in self.branches if b.annexe)

    def walk(self) -> Iterator[Branche]:
        """Itself, and all that is in it, in order."""
        yield self
        for branche in self.branches:
            yield from branche.walk()

    def own(self) -> Iterator[Branche]:
        """Itself and its rubriques: what is of this annexe and of no sub-annexe of it."""
        yield self
        for branche in self.rubriques:
            yield from branche.own()


def grow(
    cles: tuple[str, ...],
    parties: Mapping[str, PartiePlan],
    nature: str,
    *,
    annexe: str,
    sous_annexe: str,
) -> tuple[Branche, ...]:
    """The tree of a plan for one nature of dossier, with the formats of the numbers of annexes.

    What is named twice stands where it is first. Why: a part that holds itself is a mistake of the
    profile, which says so; it must not turn in circles here.
    """
    return _Arbre(parties, nature, sous_annexe).annexes(cles, annexe, "")


class _Arbre:
    def __init__(self, parties: Mapping[str, PartiePlan], nature: str, sous_annexe: str) -> None:
        self._parties, self._nature, self._sous_annexe = parties, nature, sous_annexe
        self._seen: set[str] = set()

    def _known(self, cles: tuple[str, ...]) -> Iterator[tuple[str, PartiePlan]]:
        for cle in cles:
            part = self._parties.get(cle)
            if part is not None and cle not in self._seen and self._nature in part.natures:
                self._seen.add(cle)
                yield cle, part

    def annexes(self, cles: tuple[str, ...], pattern: str, parent: str) -> tuple[Branche, ...]:
        found, rank = [], 0
        for cle, part in self._known(cles):
            rank += part.numerote
            numero = (part.numero or numbered(pattern, rank, parent)) if part.numerote else ""
            found.append(
                Branche(
                    cle,
                    part,
                    annexe=True,
                    numero=numero,
                    branches=(
                        *self._rubriques(part.rubriques),
                        *self.annexes(part.annexes, self._sous_annexe, numero),
                    ),
                )
            )
        return tuple(found)

    def _rubriques(self, cles: tuple[str, ...]) -> tuple[Branche, ...]:
        return tuple(
            Branche(
                cle,
                part,
                annexe=False,
                numero=part.numero or "",
                branches=self._rubriques(part.rubriques),
            )
            for cle, part in self._known(cles)
        )


class Plan:
    """A plan as it stands for one dossier: its annexes, and where each thing that it holds is."""

    def __init__(self, branches: tuple[Branche, ...]) -> None:
        self.branches = branches

    @cached_property
    def annexes(self) -> tuple[Branche, ...]:
        """The annexes and their sub-annexes, in order."""
        return tuple(b for top in self.branches for b in top.walk() if b.annexe)

    @cached_property
    def cles(self) -> frozenset[str]:
        """The keys of all its parts."""
        return frozenset(b.cle for top in self.branches for b in top.walk())

    @cached_property
    def _homes(self) -> Mapping[str, tuple[Branche, tuple[Branche, ...]]]:
        """What is printed → its annexe, and the headings above it, the nearest last."""
        found: dict[str, tuple[Branche, tuple[Branche, ...]]] = {}

        def visit(annexe: Branche, above: tuple[Branche, ...], branche: Branche) -> None:
            for contenu in branche.partie.contenu:
                found.setdefault(contenu, (annexe, above))
            for below in branche.rubriques:
                visit(annexe, (*above, below), below)

        for annexe in self.annexes:
            visit(annexe, (), annexe)
        return MappingProxyType(found)

    def annexe_of(self, contenu: Contenu) -> Branche | None:
        """The annexe that prints something; None when the plan prints it nowhere."""
        return self._homes[contenu][0] if contenu in self._homes else None

    def heading_of(self, contenu: Contenu) -> str:
        """The heading under which something prints; empty right under its annexe, or nowhere."""
        found = self._titled(contenu)
        return "" if found is None else found.partie.titre or ""

    def anchor_of(self, contenu: Contenu) -> str:
        """The anchor of that heading in the référentiel; empty where there is none."""
        found = self._titled(contenu)
        return "" if found is None else f"rubrique-{found.cle}"

    def _titled(self, contenu: Contenu) -> Branche | None:
        above = self._homes[contenu][1] if contenu in self._homes else ()
        return next((b for b in reversed(above) if b.partie.titre), None)
