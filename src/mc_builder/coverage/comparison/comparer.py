"""Two versions of a project, each with its measure → what changed, and the causes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from mc_builder.coverage.comparison.causes import (
    Cause,
    CheminChange,
    ObjetAjoute,
    ObjetSupprime,
)
from mc_builder.coverage.comparison.changements import (
    ChangementExigence,
    Changements,
    ChangementsPerimetre,
    Genre,
)
from mc_builder.coverage.comparison.demandes import (
    AutonomieChangee,
    AutonomieDemandeeChangee,
    EcartLeve,
    EcartPose,
    ExigenceDemandee,
    ExigenceRetiree,
    ImportanceChangee,
    NatureChangee,
)
from mc_builder.coverage.comparison.liens import Trame, Version
from mc_builder.coverage.comparison.objets import apparier
from mc_builder.coverage.comparison.ruptures import Recherche, Sens
from mc_builder.coverage.report import CouvertureExigence, LigneCouverture
from mc_builder.coverage.statuts import Drapeau, Statut
from mc_builder.model.base import Modele
from mc_builder.model.emplois import Emploi
from mc_builder.names import Nom

#: Flags that are listed and call for nothing: they come and go without being changes.
_INFORMATIONS = {Drapeau.MULTIPLE, Drapeau.PAR_DEFAUT}
_AUTONOMIE = {Drapeau.AUTONOMIE_INSUFFISANTE, Drapeau.AUTONOMIE_INCONNUE}
_GENRES = tuple(Genre)
#: A line of a job; None where the job does not ask for the requirement.
_Ligne = LigneCouverture | None


@dataclass(frozen=True, slots=True)
class _Etat:
    """A requirement in one version, for a job or overall."""

    mesure: CouvertureExigence
    statut: Statut
    drapeaux: tuple[Drapeau, ...]

    @classmethod
    def de(cls, ligne: LigneCouverture | None) -> _Etat | None:
        """As a job asks for it."""
        return None if ligne is None else cls(ligne.mesure, ligne.statut, ligne.drapeaux)

    @classmethod
    def distinct(cls, mesure: CouvertureExigence | None) -> _Etat | None:
        """Whatever the job: écartée when no job retains it."""
        if mesure is None:
            return None
        return cls(mesure, mesure.statut if mesure.retenue else Statut.ECARTEE, mesure.drapeaux)


def comparer(avant: Version, apres: Version, reference: str) -> Changements:
    """Compare `apres` (today) to `avant`, known to the reader as `reference`."""
    return _Comparaison(avant, apres).changements(reference)


class _Comparaison:
    """The two versions, with what is asked for several times kept."""

    def __init__(self, avant: Version, apres: Version) -> None:
        self.avant, self.apres = Trame(avant), Trame(apres)
        pairs = apparier(avant.projet, apres.projet)
        self.vers_apres, self.vers_avant = pairs.vers_apres, pairs.vers_avant
        self.retraits = Recherche(
            self.avant, self.apres, self.vers_apres, self.vers_avant, Sens.RETRAIT
        )
        self.ajouts = Recherche(
            self.apres, self.avant, self.vers_avant, self.vers_apres, Sens.AJOUT
        )
        self.mesures_avant = {m.exigence: m for m in avant.rapport.exigences}
        self.mesures_apres = {m.exigence: m for m in apres.rapport.exigences}
        self.du_statut = cache(self._du_statut)

    def changements(self, reference: str) -> Changements:
        old, new = self.avant.version, self.apres.version
        emplois = [
            self._emploi(self.vers_avant.get(e.emploi), e.emploi) for e in new.rapport.emplois
        ]
        emplois += [
            self._emploi(e.emploi, None)
            for e in old.rapport.emplois
            if e.emploi not in self.vers_apres
        ]
        return Changements(
            reference,
            old.rapport.etape,
            new.rapport.etape,
            ChangementsPerimetre(
                None,
                "Ensemble",
                old.rapport.total,
                new.rapport.total,
                _ordonner(self._distinctes(emplois)),
            ),
            tuple(emplois),
        )

    # --- one job ------------------------------------------------------------------------------

    def _emploi(self, avant: str | None, apres: str | None) -> ChangementsPerimetre:
        old = self.avant.version.rapport.emploi(avant) if avant else None
        new = self.apres.version.rapport.emploi(apres) if apres else None
        titre = self.apres.nom(apres).titre if apres else self.avant.nom(avant or "").titre
        changes: Iterable[ChangementExigence] = ()
        if old is not None and new is not None:
            before = {self._aujourd_hui(x.exigence): x for x in old.lignes}
            after = {x.exigence: x for x in new.lignes}
            cles = dict.fromkeys((*after, *before))
            changes = (
                change
                for cle in cles
                if (change := self._ligne(before.get(cle), after.get(cle))) is not None
            )
        return ChangementsPerimetre(
            apres or avant,
            titre,
            old.comptes if old else None,
            new.comptes if new else None,
            _ordonner(changes),
        )

    def _aujourd_hui(self, exigence: str) -> str:
        """Identity of an old requirement in the new version; marked when it is no more there."""
        return self.vers_apres.get(exigence, f"{exigence} (avant)")

    def _ligne(self, avant: _Ligne, apres: _Ligne) -> ChangementExigence | None:
        """How the line of a job changed."""
        causes: tuple[Cause, ...]
        if avant is None:
            causes = tuple(self._demandes(apres, None))
        elif apres is None:
            causes = tuple(self._demandes(None, avant))
        else:
            causes = tuple(dict.fromkeys(self._entre(avant, apres)))
        if not causes:
            return None
        return self._changement(_Etat.de(avant), _Etat.de(apres), causes)

    def _entre(self, avant: LigneCouverture, apres: LigneCouverture) -> Iterator[Cause]:
        """What changed in a line that is in both versions."""
        same = avant.statut == apres.statut
        yield from self._nuances(avant, apres) if same else self._passage(avant, apres)
        if avant.importance != apres.importance:
            here = (self._emploi_nom(apres), self._lieu_demande(apres))
            yield ImportanceChangee(*here, avant.importance, apres.importance)

    def _demandes(self, apres: _Ligne, avant: _Ligne) -> Iterator[Cause]:
        """A requirement that the job asks for in one version only."""
        if apres is not None:
            yield ExigenceDemandee(self._emploi_nom(apres), self._lieu_demande(apres))
        if avant is not None:
            yield ExigenceRetiree(self.avant.nom(avant.emploi), _lieu(self.avant, avant))

    def _passage(self, avant: LigneCouverture, apres: LigneCouverture) -> tuple[Cause, ...]:
        """Why a requirement that is asked for in both versions has another status."""
        nom, lieu = self._emploi_nom(apres), self._lieu_demande(apres)
        if apres.statut is Statut.ECARTEE and apres.ecart is not None and avant.ecart is None:
            return (EcartPose(nom, lieu, apres.ecart.motif, str(apres.ecart.explication)),)
        if avant.statut is Statut.ECARTEE and apres.ecart is None:
            return (EcartLeve(nom, lieu),)
        return self.du_statut(avant.exigence, apres.exigence)

    def _nuances(self, avant: LigneCouverture, apres: LigneCouverture) -> Iterator[Cause]:
        """Why the same status has other flags; nothing when they are the same."""
        nom, lieu = self._emploi_nom(apres), self._lieu_demande(apres)
        if apres.statut is not Statut.ECARTEE:
            if avant.autonomie_demandee != apres.autonomie_demandee:
                yield AutonomieDemandeeChangee(
                    nom, lieu, avant.autonomie_demandee, apres.autonomie_demandee
                )
            went, came = _ecarts(avant.drapeaux, apres.drapeaux)
            found = list(self._reserves(avant.mesure, apres.mesure, went, came))
            yield from found
            same_demand = avant.autonomie_demandee == apres.autonomie_demandee
            if (went or came) and not found and same_demand:
                yield CheminChange()

    def _reserves(
        self,
        avant: CouvertureExigence,
        apres: CouvertureExigence,
        went: set[Drapeau],
        came: set[Drapeau],
    ) -> Iterator[Cause]:
        """What made flags go or come."""
        if came - _AUTONOMIE:
            yield from self.retraits.des_reserves(avant.exigence, avant.meilleure)
        if went - _AUTONOMIE:
            yield from self.ajouts.des_reserves(apres.exigence, apres.meilleure)
        if (went | came) & _AUTONOMIE:
            autonomie = list(self._autonomie(avant, apres))
            yield from autonomie
            if not autonomie and avant.autonomie != apres.autonomie:
                yield from self.retraits.des_reserves(avant.exigence, avant.meilleure)
                yield from self.ajouts.des_reserves(apres.exigence, apres.meilleure)

    def _autonomie(
        self, avant: CouvertureExigence, apres: CouvertureExigence
    ) -> Iterator[AutonomieChangee]:
        """The tâche, the activité or the pôle of the best chain whose autonomy changed."""
        chaine = apres.meilleure
        if chaine is None or avant.autonomie == apres.autonomie:
            return
        for cle in (chaine.tache, chaine.activite):
            for new in self.apres.ancetres(cle) if cle else ():
                old = self.avant.projet.par_cle.get(self.vers_avant.get(new.cle, ""))
                values = (getattr(old, "autonomie", None), getattr(new, "autonomie", None))
                if old is not None and values[0] != values[1]:
                    yield AutonomieChangee(self.apres.nom(new.cle), *values)
                    return

    # --- the whole ----------------------------------------------------------------------------

    def _distinctes(self, emplois: Iterable[ChangementsPerimetre]) -> Iterator[ChangementExigence]:
        """The distinct requirements that changed; what jobs say of them is gathered from these."""
        said: dict[str, list[Cause]] = {}
        for emploi in emplois:
            for change in emploi.exigences:
                said.setdefault(change.exigence, []).extend(change.causes)
        before = {self._aujourd_hui(c): m for c, m in self.mesures_avant.items()}
        for cle in dict.fromkeys((*self.mesures_apres, *before)):
            old, new = before.get(cle), self.mesures_apres.get(cle)
            old = old if old is not None and old.emplois else None
            new = new if new is not None and new.emplois else None
            found = self._distincte(old, new, said)
            if found is not None:
                yield found

    def _distincte(
        self,
        old: CouvertureExigence | None,
        new: CouvertureExigence | None,
        said: Mapping[str, list[Cause]],
    ) -> ChangementExigence | None:
        """How a distinct requirement changed, for at least one job."""
        one = new or old
        if one is None:
            return None
        avant, apres = _Etat.distinct(old), _Etat.distinct(new)
        statuts = (avant.statut if avant else None, apres.statut if apres else None)
        causes: Iterable[Cause]
        if statuts[0] != statuts[1]:
            kinds: tuple[type[Cause], ...] = (ExigenceDemandee, ExigenceRetiree)
            if old is not None and new is not None:
                kinds = (EcartPose, EcartLeve) if Statut.ECARTEE in statuts else ()
            causes = [c for c in said.get(one.exigence, ()) if isinstance(c, kinds)]
            if old is not None and new is not None and not causes:
                causes = self.du_statut(old.exigence, new.exigence)
            causes = causes or self._par_les_emplois(old, new)
        elif old is not None and new is not None:
            went, came = _ecarts(old.drapeaux, new.drapeaux)
            causes = self._reserves(old, new, went, came)
            if went or came:
                causes = list(causes) or [CheminChange()]
        else:
            return None
        unique = tuple(dict.fromkeys(causes))
        if not unique:
            return None
        return self._changement(avant, apres, unique)

    def _par_les_emplois(
        self, old: CouvertureExigence | None, new: CouvertureExigence | None
    ) -> list[Cause]:
        """Jobs that came or went whole, with what they ask for."""
        found: list[Cause] = [
            ObjetSupprime(self.avant.nom(cle), "demandait cette exigence")
            for cle in (old.emplois if old else ())
            if cle not in self.vers_apres
        ]
        found += [
            ObjetAjoute(self.apres.nom(cle), "demande cette exigence")
            for cle in (new.emplois if new else ())
            if cle not in self.vers_avant
        ]
        return found or [CheminChange()]

    # --- pieces -------------------------------------------------------------------------------

    def _du_statut(self, avant: str, apres: str) -> tuple[Cause, ...]:
        """Why a requirement is measured at another status."""
        old, new = self.mesures_avant[avant], self.mesures_apres[apres]
        if old.nature != new.nature:
            lieu = self.apres.nom(apres).lieu
            return (NatureChangee(old.nature, new.nature, lieu),)
        if new.statut < old.statut:
            return self.retraits.du_statut(avant, old.statut)
        return self.ajouts.du_statut(apres, new.statut)

    def _changement(
        self, avant: _Etat | None, apres: _Etat | None, causes: tuple[Cause, ...]
    ) -> ChangementExigence | None:
        trame, known = (self.apres, apres) if apres is not None else (self.avant, avant)
        if known is None:
            return None
        went, came = set[Drapeau](), set[Drapeau]()
        if avant is not None and apres is not None:
            went, came = _ecarts(avant.drapeaux, apres.drapeaux)
        old = avant.statut if avant is not None else None
        new = apres.statut if apres is not None else None
        return ChangementExigence(
            known.mesure.exigence,
            trame.nom(known.mesure.exigence).titre,
            known.mesure.nature,
            _genre(old, new),
            old,
            new,
            tuple(flag for flag in Drapeau if flag in went),
            tuple(flag for flag in Drapeau if flag in came),
            causes,
        )

    def _emploi_nom(self, ligne: LigneCouverture) -> Nom:
        return self.apres.nom(ligne.emploi)

    def _lieu_demande(self, ligne: LigneCouverture) -> str:
        return _lieu(self.apres, ligne)


def _lieu(trame: Trame, ligne: LigneCouverture) -> str:
    """Where a job asks for a requirement."""
    emploi = trame.projet.trouver(ligne.emploi, Emploi)
    lines: Iterable[Modele] = emploi.exigences if emploi is not None else ()
    found = next((x for x in lines if getattr(x, "exigence", None) == ligne.exigence), None)
    return "" if found is None else trame.version.lieu(found)


def _ecarts(
    avant: Iterable[Drapeau], apres: Iterable[Drapeau]
) -> tuple[set[Drapeau], set[Drapeau]]:
    """The remarks that went, and those that came."""
    old, new = set(avant) - _INFORMATIONS, set(apres) - _INFORMATIONS
    return old - new, new - old


def _genre(avant: Statut | None, apres: Statut | None) -> Genre:
    if avant is None:
        return Genre.APPARUE
    if apres is None:
        return Genre.DISPARUE
    if avant == apres:
        return Genre.NUANCEE
    if apres is Statut.ECARTEE:
        return Genre.ECARTEE
    if avant is Statut.ECARTEE:
        return Genre.RETABLIE
    return Genre.GAGNEE if apres > avant else Genre.PERDUE


def _ordonner(changes: Iterable[ChangementExigence]) -> tuple[ChangementExigence, ...]:
    return tuple(sorted(changes, key=lambda change: _GENRES.index(change.genre)))
