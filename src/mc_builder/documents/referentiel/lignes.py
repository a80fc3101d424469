"""A competence → its rows in annexe III: what it takes up, its titles, its indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from mc_builder.documents.builder import Builder, Numerote, Vise
from mc_builder.model.activites import Activite, Tache
from mc_builder.model.base import ListeACompleter, Objet
from mc_builder.model.blocs import (
    Bloc,
    Competence,
    Indicateur,
    IndicateursActivites,
    SousCompetence,
)
from mc_builder.model.liens import LienActivite
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
    """A row of annexe III: a competence or sub-competence, its indicators, what it takes up.

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
class _Prise:
    """A link resolved: the activity, the task when only that one is taken up."""

    activite: Activite
    tache: Tache | None
    partielle: bool


def _prises(b: Builder, links: Iterable[LienActivite]) -> list[_Prise]:
    found = []
    for link in links:
        target = b.projet.par_cle.get(link.cible)
        tache = target if isinstance(target, Tache) else None
        holder = target if tache is None else b.projet.parents.get(tache.cle)
        if isinstance(holder, Activite):
            found.append(_Prise(holder, tache, link.portee == "partielle"))
    return found


def activites_de(b: Builder, competence: Competence) -> tuple[Activite, ...]:
    """The activities that a competence takes up, those of the tasks that it names included."""
    links = (competence.mobilise, *(sub.mobilise for sub in competence.sous_competences))
    found = {p.activite.cle: p.activite for group in links for p in _prises(b, group)}
    return tuple(found.values())


def taches_de(b: Builder, competence: Competence) -> frozenset[str]:
    """The tasks that a competence or its sub-competences name."""
    links = (competence.mobilise, *(sub.mobilise for sub in competence.sous_competences))
    prises = (p for group in links for p in _prises(b, group))
    return frozenset(p.tache.cle for p in prises if p.tache is not None)


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
        finer = {sub.cle: _prises(self.b, sub.mobilise) for sub in subs}
        own = _prises(self.b, competence.mobilise)
        taken = activites_de(self.b, competence)
        named = {p.tache.cle for group in finer.values() for p in group if p.tache is not None}
        faced = [replace(rows[0], activites=self._activites(taken, own, named), etendue=1)]
        cell, of_competence = 0, True  # the row whose cell the next one may share
        for row, sub in zip(rows[1:], subs, strict=True):
            if finer[sub.cle]:
                cell, of_competence = len(faced), False
                faced.append(self._precisee(row, finer[sub.cle], taken))
            elif of_competence:
                faced[cell] = replace(faced[cell], etendue=faced[cell].etendue + 1)
                faced.append(row)
            else:
                cell, of_competence = len(faced), True
                again = self._activites(taken, own, named)
                faced.append(replace(row, activites=again, etendue=1))
        return faced

    def _precisee(self, row: Ligne, prises: list[_Prise], taken: tuple[Activite, ...]) -> Ligne:
        """A sub-competence and what it takes up itself."""
        activites = tuple({p.activite.cle: p.activite for p in prises}.values())
        found = self._activites(activites, prises, set())
        if len(taken) == 1 and all(p.tache is not None for p in prises):
            found = tuple(replace(activite, titree=False) for activite in found)
        return replace(row, activites=found, etendue=1)

    def _activites(
        self, taken: Iterable[Activite], prises: list[_Prise], ailleurs: set[str]
    ) -> tuple[ActivitePrise, ...]:
        """The activities of a cell; the tasks named in other cells of the competence are theirs."""
        return tuple(
            self._activite(a, [p for p in prises if p.activite.cle == a.cle], ailleurs)
            for a in taken
        )

    def _activite(
        self, activite: Activite, prises: list[_Prise], ailleurs: set[str]
    ) -> ActivitePrise:
        whole = [p for p in prises if p.tache is None]
        parts = {p.tache.cle: p.partielle for p in prises if p.tache is not None}
        if whole and activite.cle not in self.imprimees:
            self.imprimees.add(activite.cle)
            parts = {t.cle: False for t in activite.taches} | parts
        return ActivitePrise(
            self.b.objet(activite),
            bool(whole) and all(p.partielle for p in whole),
            tuple(
                Vise(self.b.objet(t), parts[t.cle])
                for t in activite.taches
                if t.cle in parts and t.cle not in ailleurs
            ),
        )


def _emprunte(b: Builder, bloc: Bloc, competence: Competence) -> Objet | None:
    """The other bloc that defines a competence; None when it is this one."""
    home = b.projet.parents.get(competence.cle)
    return home if home is not None and home.cle != bloc.cle else None


def lignes(b: Builder, bloc: Bloc, competence: Competence) -> list[Ligne]:
    """The rows of a competence: itself, then its sub-competences, each facing its indicators.

    Those of the whole competence face the sub-competences below it that have none.
    """
    home = _emprunte(b, bloc, competence)
    reprise = b.un(home, "intitule") if home is not None else None

    def titre(objet: Competence | SousCompetence) -> Numerote:
        return b.defini(objet) if home is None else b.objet(objet)

    groups = _Groupes(competence)
    words = (*b.manques(competence, "indicateurs"), *b.titres(groups.entiere))
    missing = b.manques(competence, "mobilise", "sous_competences")
    rows = [Ligne(titre(competence), 1, reprise, words, 1, missing)]
    common = bool(words)
    for sub in competence.sous_competences:
        size, found = groups.en_regard(sub)
        words = (*b.manques(sub, "indicateurs"), *b.titres(found))
        common = common and size == 1 and not words
        if common:
            rows[0] = replace(rows[0], hauteur=rows[0].hauteur + 1)
        missing = b.manques(sub, "mobilise")
        rows.append(Ligne(titre(sub), 2, reprise, words, 0 if common else size, missing))
    return rows


def groupes(b: Builder, bloc: Bloc, competence: Competence) -> tuple[Commun, ...]:
    """The indicators of groups of sub-competences that no cell of theirs can face exactly."""
    defined = not _emprunte(b, bloc, competence)
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
    """The indicators that a bloc puts on activities, for all their competences."""
    return Commun(
        nature="activites",
        defini=True,
        objets=tuple(b.objet(a) for a in b.projet.tous(group.activites, Activite)),
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

    def en_regard(self, sub: SousCompetence) -> tuple[int, list[Indicateur]]:
        """How many rows the cell that faces a sub-competence spans (0: that above), its words."""
        return self.cellules.get(sub.cle, (1, self.propres[sub.cle]))
