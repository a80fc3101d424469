"""The savoirs of a bloc: its groups by family, how far each goes, and what asks for it."""

from __future__ import annotations

from dataclasses import dataclass

from mc_builder.documents.builder import Builder, NoteVue, Numerote
from mc_builder.model.activites import Activite
from mc_builder.model.blocs import Bloc, Competence, ElementSavoir, Savoir
from mc_builder.names import ancre
from mc_builder.page.text import Texte


@dataclass(frozen=True, slots=True)
class SavoirVue:
    """A savoir with what it contains."""

    texte: Texte
    niveau: int | Texte | None
    limites: tuple[Texte, ...]
    liste: tuple[SavoirVue, ...]
    manques: tuple[Texte, ...]


@dataclass(frozen=True, slots=True)
class GroupeSavoirs:
    """A group of savoirs: `demandeurs` are the competences that it names, whole or by a part."""

    ancre: str
    famille: Texte
    intitule: Texte | None
    source: Texte | None
    activites: tuple[Numerote, ...]
    demandeurs: tuple[Numerote, ...]
    liste: tuple[SavoirVue, ...]
    manques: tuple[Texte, ...]
    limites: tuple[Texte, ...]
    niveau: int | Texte | None
    notes: tuple[NoteVue, ...]
    pour: str


#: The groups of savoirs under the name of their family.
Familles = tuple[tuple[Texte, tuple[GroupeSavoirs, ...]], ...]


def familles(b: Builder, bloc: Bloc, competence: Competence | None = None) -> Familles:
    """The groups of savoirs of a bloc, or those that one competence asks for, by family."""
    families: dict[object, list[GroupeSavoirs]] = {s.famille: [] for s in bloc.savoirs}
    for savoir in bloc.savoirs:
        if competence is None or competence.cle in asking(b, savoir):
            families[savoir.famille].append(_savoirs(b, savoir))
    return tuple((groups[0].famille, tuple(groups)) for groups in families.values() if groups)


def asking(b: Builder, savoir: Savoir) -> tuple[str, ...]:
    """The competences that ask for a group of savoirs."""
    return tuple(dict.fromkeys(competence for competence, _ in b.graphe.asking(savoir.cle)))


def _savoirs(b: Builder, savoir: Savoir) -> GroupeSavoirs:
    inside = b.within(savoir)
    return GroupeSavoirs(
        ancre=ancre(savoir.cle),
        famille=b.un(savoir, "famille"),
        intitule=b.facultatif(savoir, "intitule"),
        source=b.facultatif(savoir, "source"),
        activites=tuple(inside.objet(a) for a in b.projet.all_of(savoir.activites, Activite)),
        demandeurs=tuple(b.cite(cle) for cle in savoir.competences if cle in b.projet.by_cle),
        liste=tuple(_savoir(b, s) for s in savoir.liste),
        manques=b.manques(savoir, "liste"),
        limites=b.liste(savoir, "limites"),
        niveau=b.valeur(savoir, "niveau"),
        notes=b.notes(savoir),
        pour=b.pour(savoir.cle),
    )


def _savoir(b: Builder, savoir: ElementSavoir) -> SavoirVue:
    return SavoirVue(
        texte=b.un(savoir, "intitule"),
        niveau=b.valeur(savoir, "niveau"),
        limites=b.liste(savoir, "limites"),
        liste=tuple(_savoir(b, s) for s in savoir.liste),
        manques=b.manques(savoir, "liste"),
    )
