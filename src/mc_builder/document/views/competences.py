"""Annexe III: per bloc, tables of activities, competences and indicators, then savoirs."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from mc_builder.document.text import Texte
from mc_builder.document.views.activites import ActiviteVue, Groupe, TacheVue
from mc_builder.document.views.common import Builder, NoteVue, Numerote
from mc_builder.model.activites import Activite, Pole, Tache
from mc_builder.model.blocs import Bloc, Competence, ElementSavoir, Indicateur, Savoir


@dataclass(frozen=True, slots=True)
class Ligne:
    """A row of a table of competences: a competence or sub-competence, and indicators.

    `rang` is 1 for a competence, 2 for a sub-competence. `hauteur` is how many rows the indicators
    span; 0 means that the cell above holds them (a group of sub-competences). `rangees` is, on a
    competence, how many rows it has with its sub-competences.
    """

    objet: Numerote
    rang: int
    reprise: Texte | None
    indicateurs: tuple[Texte, ...]
    hauteur: int
    rangees: int = 1


@dataclass(frozen=True, slots=True)
class TableCompetences:
    """The competences that take up the same activities, and what the activities add."""

    activites: tuple[ActiviteVue, ...]
    lignes: tuple[Ligne, ...]
    communs: tuple[Texte, ...]


@dataclass(frozen=True, slots=True)
class SavoirVue:
    """A savoir with what it contains."""

    texte: Texte
    niveau: int | None
    limites: Texte | None
    liste: tuple[SavoirVue, ...]


@dataclass(frozen=True, slots=True)
class GroupeSavoirs:
    """A group of savoirs."""

    famille: Texte
    intitule: Texte | None
    source: Texte | None
    activites: tuple[Numerote, ...]
    liste: tuple[SavoirVue, ...]
    limites: Texte | None
    niveau: int | None
    notes: tuple[NoteVue, ...]


@dataclass(frozen=True, slots=True)
class BlocVue:
    """A bloc. `croisements` is the matrix activities × competences, for matrix layouts."""

    objet: Numerote
    pole: Numerote | None
    prerequis: Markup | None
    manques: tuple[Texte, ...]
    tables: tuple[TableCompetences, ...]
    savoirs: tuple[tuple[Texte, tuple[GroupeSavoirs, ...]], ...]
    transversalites: tuple[Groupe, ...]
    croisements: tuple[tuple[Numerote, tuple[bool, ...]], ...]
    competences: tuple[Numerote, ...]


@dataclass(frozen=True, slots=True)
class BlocGeneralVue:
    """A general or optional bloc."""

    objet: Numerote
    nature: str
    definie_par: Texte | None
    niveau: Texte | None
    competences: tuple[Groupe, ...]


@dataclass(frozen=True, slots=True)
class CompetencesVue:
    """Annexe III."""

    matrice: bool
    blocs: tuple[BlocVue, ...]
    generaux: tuple[BlocGeneralVue, ...]


def vue(b: Builder) -> CompetencesVue:
    """The context of annexe III."""
    return CompetencesVue(
        matrice=b.projet.profil.annexe_competences == "matrice",
        blocs=tuple(_bloc(b, bloc) for bloc in b.projet.blocs),
        generaux=tuple(
            BlocGeneralVue(
                objet=b.objet(bloc),
                nature=bloc.nature,
                definie_par=b.facultatif(bloc, "definie_par"),
                niveau=b.facultatif(bloc, "niveau"),
                competences=tuple(
                    Groupe(b.un(c, "intitule"), b.liste(c, "liste")) for c in bloc.competences
                ),
            )
            for bloc in b.projet.blocs_generaux
        ),
    )


def activites_de(b: Builder, competence: Competence) -> tuple[Activite, ...]:
    """The activities that a competence takes up, those of the tasks that it names included."""
    links = [
        *competence.mobilise,
        *(link for sub in competence.sous_competences for link in sub.mobilise),
    ]
    found: dict[str, Activite] = {}
    for link in links:
        target = b.projet.par_cle.get(link.cible)
        holder = b.projet.parents.get(link.cible) if isinstance(target, Tache) else target
        if isinstance(holder, Activite):
            found[holder.cle] = holder
    return tuple(found.values())


def _bloc(b: Builder, bloc: Bloc) -> BlocVue:
    pole = b.projet.trouver(bloc.pole, Pole)
    competences = b.projet.competences(bloc)
    taken = {c.cle: {a.cle for a in activites_de(b, c)} for c in competences}
    activities = [a for p in b.projet.poles for a in p.activites]
    rows = [a for a in activities if any(a.cle in cles for cles in taken.values())]
    return BlocVue(
        objet=b.defini(bloc),
        pole=b.objet(pole) if pole else None,
        prerequis=b.prose(bloc, "prerequis"),
        manques=b.manques(bloc, "competences", "indicateurs", "savoirs", "transversalites"),
        tables=_tables(b, bloc, rows, competences),
        savoirs=familles(b, bloc),
        transversalites=tuple(
            Groupe(b.un(t, "enseignement"), b.liste(t, "liste")) for t in bloc.transversalites
        ),
        croisements=tuple(
            (b.objet(a), tuple(a.cle in taken[c.cle] for c in competences)) for a in rows
        ),
        competences=tuple(b.objet(c) for c in competences),
    )


def _tables(
    b: Builder, bloc: Bloc, activities: list[Activite], competences: tuple[Competence, ...]
) -> tuple[TableCompetences, ...]:
    """One table per set of activities that competences tie together.

    Why: a competence that takes up two activities prints once, in rows that face both.
    """
    groups: list[tuple[list[Activite], list[Competence]]] = [([a], []) for a in activities]
    orphans: list[Competence] = []
    for competence in competences:
        cles = {a.cle for a in activites_de(b, competence)}
        tied = [g for g in groups if any(a.cle in cles for a in g[0])]
        if not tied:
            orphans.append(competence)
            continue
        first = tied[0]
        for other in tied[1:]:
            first[0].extend(other[0])
            first[1].extend(other[1])
            groups.remove(other)
        first[1].append(competence)
    order = {c.cle: n for n, c in enumerate(competences)}
    tables = [
        TableCompetences(
            activites=tuple(_activite(b, a) for a in acts),
            lignes=tuple(
                line
                for c in sorted(comps, key=lambda c: order[c.cle])
                for line in lignes(b, bloc, c)
            ),
            communs=communs(b, bloc, {a.cle for a in acts}),
        )
        for acts, comps in groups
    ]
    # What no activity ties in is a mistake of the dossier: it is shown, not dropped.
    shown = {a.cle for a in activities}
    loose = tuple(
        text
        for group in bloc.indicateurs
        if not shown & set(group.activites)
        for text in b.titres(group.liste)
    )
    if orphans or loose:
        lines = tuple(line for c in orphans for line in lignes(b, bloc, c))
        tables.append(TableCompetences((), lines, loose))
    return tuple(tables)


def _activite(b: Builder, activite: Activite) -> ActiviteVue:
    taches = tuple(TacheVue(b.objet(t), None) for t in activite.taches)
    return ActiviteVue(b.objet(activite), (), taches, (), None)


def communs(b: Builder, bloc: Bloc, activities: set[str]) -> tuple[Texte, ...]:
    """The indicators that a bloc gives to some of these activities, for all their competences."""
    return tuple(
        text
        for group in bloc.indicateurs
        if activities & set(group.activites)
        for text in b.titres(group.liste)
    )


def lignes(b: Builder, bloc: Bloc, competence: Competence) -> list[Ligne]:
    """The rows of a competence: itself, then its sub-competences, each facing its indicators."""
    home = b.projet.parents.get(competence.cle)
    borrowed = home is not None and home.cle != bloc.cle
    reprise = b.un(home, "intitule") if home is not None and borrowed else None
    known = {sub.cle for sub in competence.sous_competences}
    own = [i for i in competence.indicateurs if not known & set(i.sous_competences)]
    words = (*b.manques(competence, "indicateurs"), *b.titres(own))
    title = b.objet(competence) if borrowed else b.defini(competence)
    rows = [Ligne(title, 1, reprise, words, 1, 1 + len(competence.sous_competences))]
    groups = _groupes(competence)
    for sub in competence.sous_competences:
        size, shared = groups.get(sub.cle, (1, []))
        words = (*b.manques(sub, "indicateurs"), *b.titres([*sub.indicateurs, *shared]))
        rows.append(Ligne(b.objet(sub) if borrowed else b.defini(sub), 2, None, words, size))
    return rows


def _groupes(competence: Competence) -> dict[str, tuple[int, list[Indicateur]]]:
    """For each sub-competence in a group: rows that the group spans (0 after its first), words.

    Only neighbours without indicators of their own can share the cell of the first.
    """
    order = [s.cle for s in competence.sous_competences]
    alone = {s.cle for s in competence.sous_competences if s.indicateurs}
    head: dict[str, str] = {}  # sub-competence → the one whose cell it shares
    words: dict[str, list[Indicateur]] = {}
    for indicator in competence.indicateurs:
        members = [cle for cle in order if cle in indicator.sous_competences]
        if not members:
            continue
        first = head.setdefault(members[0], members[0])
        words.setdefault(first, []).append(indicator)
        last = max(order.index(cle) for cle, top in head.items() if top == first)
        for cle in order[last + 1 :]:
            if cle not in members or cle in alone or cle in head:
                break
            head[cle] = first
    return {
        cle: (sum(t == first for t in head.values()), words[cle]) if cle == first else (0, [])
        for cle, first in head.items()
    }


def familles(
    b: Builder, bloc: Bloc, activities: set[str] | None = None
) -> tuple[tuple[Texte, tuple[GroupeSavoirs, ...]], ...]:
    """The groups of savoirs of a bloc, or of some activities, by family in the bloc's order."""
    families: dict[str, list[GroupeSavoirs]] = {s.famille: [] for s in bloc.savoirs}
    for savoir in bloc.savoirs:
        if activities is None or not savoir.activites or activities & set(savoir.activites):
            families[savoir.famille].append(_savoirs(b, savoir))
    return tuple((groups[0].famille, tuple(groups)) for groups in families.values() if groups)


def _savoirs(b: Builder, savoir: Savoir) -> GroupeSavoirs:
    return GroupeSavoirs(
        famille=b.un(savoir, "famille"),
        intitule=b.facultatif(savoir, "intitule"),
        source=b.facultatif(savoir, "source"),
        activites=tuple(b.objet(a) for a in b.projet.tous(savoir.activites, Activite)),
        liste=tuple(_savoir(b, s) for s in savoir.liste),
        limites=b.facultatif(savoir, "limites"),
        niveau=savoir.niveau,
        notes=b.notes(savoir),
    )


def _savoir(b: Builder, savoir: ElementSavoir) -> SavoirVue:
    return SavoirVue(
        texte=b.un(savoir, "intitule"),
        niveau=savoir.niveau,
        limites=b.facultatif(savoir, "limites"),
        liste=tuple(_savoir(b, s) for s in savoir.liste),
    )
