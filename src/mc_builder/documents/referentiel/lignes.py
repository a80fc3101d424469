"""A competence → its rows in the référentiel: what it takes up, its titles, its indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from mc_builder.coverage.graphe import Arete, Chemin
from mc_builder.documents.builder import Builder, Numerote, Vise
from mc_builder.model.activites import Activite
from mc_builder.model.base import ListeACompleter, Objet
from mc_builder.model.blocs import (
    Bloc,
    Competence,
    Indicateur,
    IndicateursActivites,
    SousCompetence,
)
from mc_builder.page.text import Texte


@dataclass(frozen=True, slots=True)
class ActivitePrise:
    """An activity that a competence takes up, and those of its tasks that are to print here.

    `titree` is False where the row above has just named the activity.
    """

    objet: Numerote
    partielle: bool
    taches: tuple[Vise, ...]
    titree: bool = True


@dataclass(frozen=True, slots=True)
class Ligne:
    """A row of the référentiel: a competence or sub-competence, its indicators, what it takes up.

    `rang` is 1 for a competence, 2 for a sub-competence; `reprise` is the title of the bloc that
    defines it, when it is another. `hauteur` is how many rows the indicators
    span, `etendue` how many the activities do; 0 means that the cell above holds them. `manques`
    are the motives of its lists that are still to be written.
    """

    objet: Numerote
    rang: int
    reprise: Texte | None
    indicateurs: tuple[Texte, ...]
    hauteur: int
    manques: tuple[Texte, ...] = ()
    activites: tuple[ActivitePrise, ...] = ()
    etendue: int = 0

    @property
    def seule(self) -> bool:
        """Whether no indicator faces it: those of its parts, or of its activities, are below."""
        return self.hauteur == 1 and not self.indicateurs


@dataclass(frozen=True, slots=True)
class Commun:
    """Indicators that several objects hold together, printed once, facing what holds them.

    `nature`: « sous-competences » of one competence, or « activites » of all the competences that
    take them up in the bloc. `defini` is False where they are only cited.
    """

    nature: str
    defini: bool
    objets: tuple[Numerote, ...]
    indicateurs: tuple[Texte, ...]


@dataclass(frozen=True, slots=True)
class Rangees:
    """The rows of a competence, and the common indicators that come after it."""

    lignes: tuple[Ligne, ...]
    communs: tuple[Commun, ...]

    @property
    def has_indicators(self) -> bool:
        """Whether anything of it has an indicator."""
        return bool(self.communs) or any(ligne.indicateurs for ligne in self.lignes)

    @property
    def with_indicators(self) -> tuple[tuple[Ligne, ...], ...]:
        """The rows that have indicators, each with those below that share its own.

        Those of a whole competence are of it alone: its parts may have others.
        """
        return tuple(
            self.lignes[n : n + (ligne.hauteur if ligne.rang > 1 else 1)]
            for n, ligne in enumerate(self.lignes)
            if ligne.indicateurs
        )


def activites_of(b: Builder, competence: Competence) -> tuple[Activite, ...]:
    """The activities that a competence takes up, those of the tasks that it names included."""
    taken = b.graphe.taken_by(competence.cle)
    return b.projet.all_of(tuple(dict.fromkeys(activite for activite, _ in taken)), Activite)


def taches_of(b: Builder, competence: Competence) -> frozenset[str]:
    """The tasks that a competence or its sub-competences name."""
    return _named(walk for _, walk in b.graphe.taken_by(competence.cle))


def _named(walks: Iterable[Chemin]) -> frozenset[str]:
    """The tasks by which these walks take an activity up."""
    return frozenset(inside[0].vers for _, *inside in walks if inside)


_Prises = list[tuple[str, Chemin]]


@dataclass
class Regards:
    """Gives the rows of the competences of one bloc the activities that they face.

    Each task of a whole activity prints once in the bloc, facing the sub-competence that names it,
    if any does; the activity, once printed with its tasks, is named by its title.
    """

    b: Builder
    imprimees: set[str] = field(default_factory=set)

    def face(self, competence: Competence, rows: list[Ligne]) -> list[Ligne]:
        """The rows of a competence, each with what it takes up."""
        subs = competence.sous_competences
        graphe = self.b.graphe
        finer = {sub.cle: list(graphe.taken_by_itself(sub.cle)) for sub in subs}
        own = list(graphe.taken_by_itself(competence.cle))
        taken = activites_of(self.b, competence)
        named = _named(walk for group in finer.values() for _, walk in group)
        faced = [replace(rows[0], activites=self._activites(taken, own, named), etendue=1)]
        cell, of_competence = 0, True  # the row whose cell the next one may share
        for row, sub in zip(rows[1:], subs, strict=True):
            if finer[sub.cle]:
                cell, of_competence = len(faced), False
                faced.append(self._made_precise(row, finer[sub.cle], taken))
            elif of_competence:
                faced[cell] = replace(faced[cell], etendue=faced[cell].etendue + 1)
                faced.append(row)
            else:
                cell, of_competence = len(faced), True
                again = self._activites(taken, own, named)
                faced.append(replace(row, activites=again, etendue=1))
        return faced

    def _made_precise(self, row: Ligne, prises: _Prises, taken: tuple[Activite, ...]) -> Ligne:
        """A sub-competence and what it takes up itself."""
        cles = tuple(dict.fromkeys(activite for activite, _ in prises))
        found = self._activites(self.b.projet.all_of(cles, Activite), prises, frozenset())
        if len(taken) == 1 and len(_named(walk for _, walk in prises)) == len(prises):
            found = tuple(replace(activite, titree=False) for activite in found)
        return replace(row, activites=found, etendue=1)

    def _activites(
        self, taken: Iterable[Activite], prises: _Prises, ailleurs: frozenset[str]
    ) -> tuple[ActivitePrise, ...]:
        """The activities of a cell; the tasks named in other cells of the competence are theirs."""
        return tuple(
            self._activite(a, [walk[0] for cle, walk in prises if cle == a.cle], ailleurs)
            for a in taken
        )

    def _activite(
        self, activite: Activite, links: list[Arete], ailleurs: frozenset[str]
    ) -> ActivitePrise:
        whole = [link for link in links if link.vers == activite.cle]
        parts = {link.vers: link.partielle for link in links if link.vers != activite.cle}
        if whole and activite.cle not in self.imprimees:
            self.imprimees.add(activite.cle)
            parts = {t.cle: False for t in activite.taches} | parts
        inside = self.b.within(activite)
        return ActivitePrise(
            self.b.objet(activite),
            bool(whole) and all(link.partielle for link in whole),
            tuple(
                Vise(inside.abrege(t), parts[t.cle])
                for t in activite.taches
                if t.cle in parts and t.cle not in ailleurs
            ),
        )


def _borrowed(b: Builder, bloc: Bloc, competence: Competence) -> Objet | None:
    """The other bloc that defines a competence; None when it is this one."""
    home = b.projet.parents.get(competence.cle)
    return home if home is not None and home.cle != bloc.cle else None


def lignes(b: Builder, bloc: Bloc, competence: Competence) -> list[Ligne]:
    """The rows of a competence: itself, then its sub-competences, each facing its indicators.

    Those of the whole competence face the sub-competences below it that have none.
    """
    home = _borrowed(b, bloc, competence)
    reprise = b.un(home, "intitule") if home is not None else None

    def titre(objet: Competence | SousCompetence) -> Numerote:
        return b.defini(objet) if home is None else b.objet(objet)

    groups = _Groupes(competence)
    words = (*b.manques(competence, "indicateurs"), *b.titres(groups.entiere))
    missing = b.manques(competence, "mobilise", "sous_competences")
    rows = [Ligne(titre(competence), 1, reprise, words, 1, missing)]
    common = bool(words)
    for sub in competence.sous_competences:
        size, found = groups.facing(sub)
        words = (*b.manques(sub, "indicateurs"), *b.titres(found))
        common = common and size == 1 and not words
        if common:
            rows[0] = replace(rows[0], hauteur=rows[0].hauteur + 1)
        missing = b.manques(sub, "mobilise")
        rows.append(Ligne(titre(sub), 2, reprise, words, 0 if common else size, missing))
    return rows


def groupes(b: Builder, bloc: Bloc, competence: Competence) -> tuple[Commun, ...]:
    """The indicators of groups of sub-competences that no cell of theirs can face exactly."""
    defined = not _borrowed(b, bloc, competence)
    subs = {sub.cle: sub for sub in competence.sous_competences}
    return tuple(
        Commun(
            nature="sous-competences",
            defini=defined,
            objets=tuple(b.objet(subs[c]) for c in members),
            indicateurs=b.titres(found),
        )
        for members, found in _Groupes(competence).ailleurs.items()
    )


def commun(b: Builder, group: IndicateursActivites) -> Commun:
    """The indicators that a bloc puts on activities, on a pôle or on itself."""
    return Commun(
        nature="activites",
        defini=True,
        objets=tuple(b.cite(cle) for cle in group.activites if cle in b.projet.by_cle),
        indicateurs=(*b.manques(group, "liste"), *b.titres(group.liste)),
    )


class _Groupes:
    """The indicators of a competence: of all of it, of each sub-competence, of groups of these.

    A group shares one cell when its members are neighbours without other indicators: otherwise
    the cell would also face what the group does not name. Those groups are `ailleurs`.
    """

    def __init__(self, competence: Competence) -> None:
        order = [sub.cle for sub in competence.sous_competences]
        self.entiere: list[Indicateur] = []
        self.propres = {sub.cle: list(sub.indicateurs) for sub in competence.sous_competences}
        a_completer = {
            sub.cle
            for sub in competence.sous_competences
            if isinstance(sub.indicateurs, ListeACompleter)
        }
        groups: dict[tuple[str, ...], list[Indicateur]] = {}
        for indicator in competence.indicateurs:
            members = tuple(cle for cle in order if cle in indicator.sous_competences)
            if not members:
                self.entiere.append(indicator)
            elif len(members) == 1:
                self.propres[members[0]].append(indicator)
            else:
                groups.setdefault(members, []).append(indicator)
        known = Counter(cle for members in groups for cle in members)
        self.cellules: dict[str, tuple[int, list[Indicateur]]] = {}
        self.ailleurs: dict[tuple[str, ...], list[Indicateur]] = {}
        for members, found in groups.items():
            first = order.index(members[0])
            exact = members == tuple(order[first : first + len(members)]) and not any(
                self.propres[cle] or cle in a_completer or known[cle] > 1 for cle in members
            )
            if exact:
                self.cellules |= dict.fromkeys(members, (0, []))
                self.cellules[members[0]] = (len(members), found)
            else:
                self.ailleurs[members] = found

    def facing(self, sub: SousCompetence) -> tuple[int, list[Indicateur]]:
        """How many rows the cell that faces a sub-competence spans (0: that above), its words."""
        return self.cellules.get(sub.cle, (1, self.propres[sub.cle]))
