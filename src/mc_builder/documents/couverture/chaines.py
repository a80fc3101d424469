"""« Pourquoi »: a requirement and the chains that cover it, link by link, or where they break."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from markupsafe import Markup

from mc_builder.coverage import Chaine, CouvertureExigence, Statut
from mc_builder.coverage.analysis.suggestions import Maillon, Rupture
from mc_builder.coverage.statuts import NATURES
from mc_builder.documents.builder import Builder, NoteVue, Numerote
from mc_builder.documents.couverture.chemins import MAILLONS, by_route, links_of
from mc_builder.documents.couverture.mots import raison
from mc_builder.documents.couverture.reserves import Reserve, Reserves
from mc_builder.model.emplois import Exigence
from mc_builder.model.liens import LienSource
from mc_builder.model.preuves import Source
from mc_builder.names import Lieu, ancre
from mc_builder.nomenclatures.matching import Bande, Proche
from mc_builder.page.citations import reference
from mc_builder.page.text import Texte, marked

#: Those of the activities; the others are of the competences or of the assessment.
DU_RAP = frozenset({"activite", "tache"})
#: Missing links that are no competence, savoir, habilitation or indicateur.
_COLONNES = {
    Maillon.ACTIVITE: "activite",
    Maillon.DELIVRANCE: "partie",
    Maillon.PARTIE: "partie",
    Maillon.OCCASION: "partie",
}


@dataclass(frozen=True, slots=True)
class MaillonVue:
    """One link of a chain: what it is, its title, where it is; `nature` is a key of `MAILLONS`."""

    cle: str
    nature: str
    role: str
    objet: Numerote
    lieu: Lieu


@dataclass(frozen=True, slots=True)
class ControleVue:
    """A part of an épreuve, or an attestation, that ends a chain.

    `lettres` are those of its `categories` of candidates (« A et B »); `epreuve` is the épreuve
    or sous-épreuve that holds the part, `unite` the numbers of the units that it validates;
    `par` the competence through which a savoir is assessed.
    `drapeaux` belong to the chain that ends here.
    """

    cle: str
    epreuve: Numerote | None
    unite: str
    par: Numerote | None
    objet: Numerote
    categories: tuple[str, ...]
    lettres: str
    drapeaux: tuple[str, ...]
    lieu: Lieu

    @property
    def appel(self) -> str:
        """« A : E3, »: what tells apart two parts of one title."""
        exam = self.epreuve.numero if self.epreuve else ""
        return "".join((f"{self.lettres} : " if self.lettres else "", f"{exam}, " if exam else ""))


@dataclass(frozen=True, slots=True)
class PartieVue:
    """Parts of one épreuve that bear one title, as printed: the letters of all of them."""

    lettres: str
    controles: tuple[ControleVue, ...]

    @property
    def epreuve(self) -> Numerote | None:
        """The épreuve or sous-épreuve of all of them."""
        return self.controles[0].epreuve

    @property
    def unite(self) -> str:
        """The numbers of the units that it validates."""
        return self.controles[0].unite

    @property
    def par(self) -> Numerote | None:
        """The competence by which each of them assesses a savoir."""
        return self.controles[0].par

    @property
    def objet(self) -> Numerote:
        """The first of them."""
        return self.controles[0].objet


@dataclass(frozen=True, slots=True)
class RouteVue:
    """One way from a requirement to the épreuves, with all the parts that end it.

    `blocs` are those through which it goes; `parties` are the `controles` as printed, those of one
    title together; `reserves` say what its partial links cover, or lack.
    """

    statut: Statut
    drapeaux: tuple[str, ...]
    blocs: tuple[str, ...]
    maillons: tuple[MaillonVue, ...]
    controles: tuple[ControleVue, ...]
    parties: tuple[PartieVue, ...]
    reserves: tuple[Reserve, ...]

    @property
    def activites(self) -> tuple[MaillonVue, ...]:
        """Activité and tâche."""
        return tuple(m for m in self.maillons if m.nature in DU_RAP)

    @property
    def reprises(self) -> tuple[MaillonVue, ...]:
        """Competence, sous-compétence, savoir or habilitation."""
        return tuple(m for m in self.maillons if m.nature not in DU_RAP | {"indicateurs"})

    @property
    def indicateurs(self) -> tuple[MaillonVue, ...]:
        """The indicateurs."""
        return tuple(m for m in self.maillons if m.nature == "indicateurs")


@dataclass(frozen=True, slots=True)
class PisteVue:
    """A candidate that might hold the missing link: a suggestion, for a reader to judge.

    `raison` says how near it is, and which words it shares with the requirement or with where the
    chain stops; they are marked in `intitule`.
    """

    cle: str
    objet: Numerote
    intitule: Markup
    bande: Bande
    raison: str
    lieu: Lieu


@dataclass(frozen=True, slots=True)
class RuptureVue:
    """Where a chain breaks: what is missing, after which object, for which categories.

    `options` are those whose chain it is, when all are not alike; `colonne` is where the missing
    link would stand: « activite », « reprise » or « partie ». `autres` are weaker than `pistes`, or
    come after them; `ecartees` are those that the drafters refused.
    """

    phrase: str
    options: str
    colonne: str
    atteint: Numerote | None
    categories: str
    pistes: tuple[PisteVue, ...]
    autres: tuple[PisteVue, ...]
    ecartees: tuple[Numerote, ...]


@dataclass(frozen=True, slots=True)
class ChaineVue:
    """A requirement, whatever the job: how far it goes, through what, and who asks for it.

    `routes` are all the ways, the best first; `emplois` the ranks of the jobs that retain it;
    `rupture` is there for a requirement retained whose chain breaks; `reserves` are those of the
    ways that reach as far as it does, when its coverage is partial.
    """

    cle: str
    ancre: str
    titre: Texte
    nature: str
    source: Markup | None
    notes: tuple[NoteVue, ...]
    emplois: tuple[int, ...]
    poids: int
    statut: Statut
    drapeaux: tuple[str, ...]
    autonomie: int | None
    lieu: Lieu
    routes: tuple[RouteVue, ...]
    rupture: RuptureVue | None
    reserves: tuple[str, ...]

    @property
    def meilleure(self) -> RouteVue | None:
        """The best way."""
        return self.routes[0] if self.routes else None

    @property
    def reprises(self) -> tuple[MaillonVue, ...]:
        """What takes it up in its best way."""
        return self.reprises_of(self.meilleure) if self.meilleure else ()

    def reprises_of(self, chosen: RouteVue) -> tuple[MaillonVue, ...]:
        """What takes it up in one way, as far as the ways that are as good agree.

        Of the sub-competences that take up one activity, which is named would be chance.
        """
        alike = [route.reprises for route in self.routes if _is_told_as(route, chosen)]
        ranks = zip(*alike, strict=False)
        agreed = takewhile(lambda links: len({link.cle for link in links}) == 1, ranks)
        return tuple(links[0] for links in agreed)


def _is_told_as(route: RouteVue, best: RouteVue) -> bool:
    """Whether a way is as good as another, from the same activity and through the same first."""

    def begun(one: RouteVue) -> tuple[object, ...]:
        links = (*one.activites, *one.reprises[:1])
        return (one.statut, one.drapeaux, *(link.cle for link in links))

    return begun(route) == begun(best)


def _source(b: Builder, link: LienSource) -> Markup | None:
    """Where a requirement comes from: the report has no bibliography to link to."""
    source = b.projet.find(link.ref, Source)
    return reference(b.projet, source, link.page, link.reperage, link=False) if source else None


def ancre_exigence(cle: str) -> str:
    """The anchor of a requirement in the report: « x-o-… », apart from those of other objects."""
    return f"x-{ancre(cle)}"


@dataclass(frozen=True)
class Chaines:
    """Makes the chains of one report: `rangs` gives the number of each job.

    `ruptures` and `chaines` are those of the analysis, by requirement.
    """

    b: Builder
    rangs: Mapping[str, int]
    ruptures: Mapping[str, Rupture]
    chaines: Mapping[str, tuple[Chaine, ...]]

    @cached_property
    def reserves(self) -> Reserves:
        """What its partial links say."""
        return Reserves(self.b.names, self.b.project.coverage)

    def exigence(self, measure: CouvertureExigence) -> ChaineVue:
        """A requirement with all its ways."""
        asked = self.b.projet.find(measure.exigence, Exigence)
        chains = self.chaines[measure.exigence]
        return ChaineVue(
            cle=measure.exigence,
            ancre=ancre_exigence(measure.exigence),
            titre=self.b.cite(measure.exigence).titre,
            nature=NATURES[measure.nature],
            source=_source(self.b, asked.source) if asked and asked.source else None,
            notes=self.b.notes(asked) if asked else (),
            emplois=tuple(self.rangs[e] for e in measure.emplois_retenant),
            poids=measure.poids,
            statut=measure.statut,
            drapeaux=tuple(d.libelle for d in measure.drapeaux),
            autonomie=measure.autonomie,
            lieu=self.b.names.lieu(measure.exigence),
            routes=tuple(self._route(measure.exigence, way) for way in by_route(chains)),
            rupture=self._rupture(self.ruptures.get(measure.exigence), measure),
            reserves=self.reserves.told(measure.exigence, chains),
        )

    def _rupture(self, found: Rupture | None, measure: CouvertureExigence) -> RuptureVue | None:
        if found is None:
            return None
        return RuptureVue(
            phrase=found.phrase,
            options=self.b.names.options(measure.moindres),
            colonne=_COLONNES.get(found.maillon, "reprise"),
            atteint=self.b.cite(found.atteint) if found.atteint else None,
            categories=self.b.names.categories(found.categories),
            pistes=tuple(map(self._piste, found.pistes)),
            autres=tuple(self._piste(p) for p in found.proches if p not in found.pistes),
            ecartees=tuple(map(self.b.cite, found.ecartees)),
        )

    def _piste(self, near: Proche) -> PisteVue:
        cited, shared = self.b.cite(near.cle), {c.autre for c in near.communs}
        return PisteVue(
            cle=near.cle,
            objet=cited,
            intitule=marked(cited.titre, shared),
            bande=near.bande,
            raison=raison(near),
            lieu=self.b.names.lieu(near.cle),
        )

    def _route(self, exigence: str, chains: list[Chaine]) -> RouteVue:
        best, links = chains[0], dict.fromkeys(x for c in chains for x in links_of(c))
        controles = tuple(self._controles(chains))
        return RouteVue(
            statut=best.statut,
            drapeaux=tuple(d.libelle for d in best.drapeaux),
            blocs=tuple(dict.fromkeys(bloc for c in chains for bloc in c.blocs)),
            maillons=tuple(
                MaillonVue(cle, nature, MAILLONS[nature], self.b.cite(cle), self.b.names.lieu(cle))
                for nature, cle in links
            ),
            controles=controles,
            parties=self._parties(controles),
            reserves=self.reserves.of(exigence, chains),
        )

    def _controles(self, chains: list[Chaine]) -> Iterator[ControleVue]:
        for chain in chains:
            cle = chain.partie or chain.attestation
            if cle is None:
                continue
            exam = chain.sous_epreuve or chain.epreuve
            brings = chain.competence if chain.savoir else None
            part = self.b.graphe.parties.get(cle)
            yield ControleVue(
                cle=cle,
                epreuve=self.b.cite(exam) if exam else None,
                unite=self.b.numbers_of(part.unites) if part else "",
                par=self.b.cite(brings) if brings else None,
                objet=self.b.cite(cle),
                categories=chain.categories,
                lettres=self.b.names.lettres(chain.categories),
                drapeaux=tuple(d.libelle for d in chain.drapeaux),
                lieu=self.b.names.lieu(cle),
            )

    def _parties(self, controles: tuple[ControleVue, ...]) -> tuple[PartieVue, ...]:
        """The parts by épreuve, then by letters; one line for those that print alike."""
        found: dict[tuple[str, str, str], list[ControleVue]] = {}
        for c in sorted(controles, key=lambda c: self.b.projet.rangs[c.cle]):
            exam, by = (objet.ancre if objet else "" for objet in (c.epreuve, c.par))
            found.setdefault((exam, c.objet.titre.brut, by), []).append(c)
        exams = {exam: n for n, exam in enumerate(dict.fromkeys(exam for exam, _, _ in found))}
        printed = (
            (
                exam,
                self.b.names.lettres(tuple(c for one in same for c in one.categories)),
                tuple(same),
            )
            for (exam, _, _), same in found.items()
        )
        ordered = sorted(printed, key=lambda part: (exams[part[0]], part[1]))
        return tuple(PartieVue(letters, same) for _, letters, same in ordered)
