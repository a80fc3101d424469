"""The table of the register: per bloc, what is done, what one can do, how it is assessed.

Its columns are those of the article L. 6113-1 of the code du travail: a référentiel d'activités, a
référentiel de compétences and a référentiel d'évaluation (modalités, critères).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from mc_builder.coverage.graphe import Verbe
from mc_builder.documents.builder import Builder, Numerote, Tete, beginning_with
from mc_builder.documents.referentiel import activites, competences
from mc_builder.documents.referentiel.categories import CategorieVue, categories
from mc_builder.documents.referentiel.competences import BlocGeneralVue
from mc_builder.documents.referentiel.lignes import Commun, Ligne, Rangees
from mc_builder.documents.referentiel.parties import ModaliteVue
from mc_builder.documents.referentiel.savoirs import Familles
from mc_builder.documents.rncp.modalites import (
    EvaluationVue,
    ExamenVue,
    Modalites,
    commissions,
    voies,
)
from mc_builder.documents.rncp.observees import CommunVu, Observees, RangeeVue
from mc_builder.model.activites import Pole
from mc_builder.model.base import known_words
from mc_builder.model.blocs import Bloc, BlocGeneral, Competence
from mc_builder.model.evaluation import Evaluation
from mc_builder.page.prose import to_complete
from mc_builder.page.text import Texte

#: The widths of the columns, in hundredths: activities, competences, ways of assessing, criteria.
LARGEURS = (18, 19, 28, 35)
#: What a note speaks of when it says how épreuves are arranged.
_HANDICAP = re.compile("handicap", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CompetenceVue:
    """A competence: its rows, what assesses it, the criteria that it shares.

    `hauteur` is how many rows it takes. `sans_critere` says that nothing observes it.
    """

    rangees: tuple[RangeeVue, ...]
    communs: tuple[CommunVu, ...]
    evaluations: tuple[EvaluationVue, ...]
    sans_critere: bool

    @property
    def lignes(self) -> tuple[Ligne, ...]:
        """Its rows, as the référentiel has them."""
        return tuple(rangee.ligne for rangee in self.rangees)

    @property
    def hauteur(self) -> int:
        """Its own rows and those of the criteria that its parts share."""
        return len(self.rangees) + len(self.communs)


@dataclass(frozen=True, slots=True)
class BlocVue:
    """A bloc: its competences, the criteria that its activities bear.

    `cadre` are the work situations of its pôle, `examens` what assesses it.
    """

    objet: Numerote
    pole: Numerote | None
    unites: tuple[Numerote, ...]
    cadre: Markup | None
    prerequis: Markup | None
    manques: tuple[Texte, ...]
    competences: tuple[CompetenceVue, ...]
    communs: tuple[Commun, ...]
    examens: tuple[ExamenVue, ...]
    savoirs: Familles


@dataclass(frozen=True, slots=True)
class GeneralVue:
    """A general or optional bloc, and the ways of taking the épreuves of its units."""

    bloc: BlocGeneralVue
    epreuves: tuple[tuple[Numerote, tuple[tuple[ModaliteVue, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class AccesVue:
    """The ways to the diploma that its file and the law fix.

    `diplomes` open the training, `conditions` are what is no diploma; `regles`, `jury` and
    `delivrance`, the rules on what is obtained and kept, are those of the type.
    """

    diplomes: tuple[Texte, ...]
    conditions: tuple[Texte, ...]
    regles: tuple[str, ...]
    vae: Texte | None
    jury: tuple[str, ...]
    delivrance: tuple[str, ...]


#: Jobs, under what says when they are within reach.
Emplois = tuple[str, tuple[Numerote, ...]]


@dataclass(frozen=True, slots=True)
class RncpVue:
    """All that the template of the table sees; `cites` are jobs named without being aimed at.

    `acces` says how one comes to the diploma, `amenagements` what is arranged for whom,
    `commissions` who assesses each way of taking an épreuve, where it is the same in each bloc.
    """

    tete: Tete
    acces: AccesVue
    amenagements: tuple[Markup, ...]
    commissions: tuple[tuple[str, Texte], ...]
    codes: tuple[tuple[str, tuple[Texte, ...]], ...]
    emplois: tuple[Emplois, ...]
    cites: tuple[Emplois, ...]
    categories: tuple[CategorieVue, ...]
    blocs: tuple[BlocVue, ...]
    generaux: tuple[GeneralVue, ...]
    a_completer: tuple[str, ...]
    largeurs: tuple[int, ...] = LARGEURS


def vue(b: Builder) -> RncpVue:
    """The context of the table."""
    projet = b.projet
    base = competences.vue(b)
    evaluation = projet.evaluation
    blocs = tuple(_bloc(b, bloc, seen) for bloc, seen in zip(projet.blocs, base.blocs, strict=True))
    return RncpVue(
        tete=b.tete(
            "Tableau du RNCP",
            "Référentiels d’activités, de compétences et d’évaluation par ⟨bloc⟩",
            commission=True,
        ),
        acces=_acces(b),
        amenagements=tuple(_amenagements(b, evaluation)) if evaluation is not None else (),
        codes=tuple(_codes(b)),
        emplois=_titled(activites.targets(b)),
        cites=_titled(activites.cited(b)),
        categories=categories(b, evaluation) if evaluation is not None else (),
        commissions=commissions(examen for bloc in blocs for examen in bloc.examens),
        blocs=blocs,
        generaux=tuple(
            GeneralVue(seen, tuple(_epreuves(b, bloc)))
            for bloc, seen in zip(projet.blocs_generaux, base.generaux, strict=True)
        ),
        a_completer=to_complete(projet),
    )


def _acces(b: Builder) -> AccesVue:
    profil, diplome = b.projet.profil, b.projet.dossier.diplome
    diplomes, conditions = activites.access(b)
    return AccesVue(
        diplomes,
        conditions,
        profil.regles_acces,
        b.facultatif(diplome, "vae"),
        profil.regles_jury,
        profil.regles_delivrance,
    )


def _amenagements(b: Builder, evaluation: Evaluation) -> Iterable[Markup]:
    """The notes of the règlement on candidates with a disability: the register asks for them."""
    head = Markup("<strong>Aménagements.</strong> ")
    for n, note in enumerate(evaluation.notes):
        if _HANDICAP.search(known_words(note)):
            yield beginning_with(head, b.fragment(evaluation, "notes", n))
            head = Markup("")


def _titled(groups: Iterable[tuple[str, tuple[activites.EmploiVue, ...]]]) -> tuple[Emplois, ...]:
    return tuple((title, tuple(job.objet for job in jobs)) for title, jobs in groups)


def _codes(b: Builder) -> Iterable[tuple[str, tuple[Texte, ...]]]:
    """The codes that class the certification, by nomenclature."""
    diplome = b.projet.dossier.diplome
    for title, field in (("Codes NSF", "nsf"), ("Formacodes", "formacodes")):
        if codes := b.liste(diplome, field):
            yield title, codes


def _bloc(b: Builder, bloc: Bloc, seen: competences.BlocVue) -> BlocVue:
    pole = b.projet.find(bloc.pole, Pole)
    own = b.projet.competences(bloc)
    modalites = Modalites(b)
    rows = seen.rangees[: len(own)]
    communs = [c for r in seen.rangees for c in r.communs if c.nature == "activites"]
    told = tuple(
        _competence(b, competence, found, modalites)
        for competence, found in zip(own, rows, strict=True)
    )
    return BlocVue(
        objet=b.objet(bloc),
        pole=seen.pole,
        unites=tuple(map(b.objet, b.projet.unites_beside(bloc))),
        cadre=b.prose(pole, "conditions") if pole is not None else None,
        prerequis=seen.prerequis,
        manques=seen.manques,
        competences=told,
        communs=tuple(communs),
        examens=modalites.examens,
        savoirs=seen.savoirs,
    )


def _competence(
    b: Builder, competence: Competence, found: Rangees, modalites: Modalites
) -> CompetenceVue:
    observed = b.project.coverage.suites.controles.observations.get(competence.cle)
    told = any(ligne.indicateurs for ligne in found.lignes)
    communs = tuple(c for c in found.communs if c.nature != "activites")
    evaluations = modalites.of(competence.cle)
    seen = Observees(b, competence.cle, evaluations)
    return CompetenceVue(
        rangees=seen.rangees(found.lignes, communs),
        communs=tuple(seen.communs(communs)),
        evaluations=evaluations,
        sans_critere=not observed and not told,
    )


def _epreuves(
    b: Builder, bloc: BlocGeneral
) -> Iterable[tuple[Numerote, tuple[tuple[ModaliteVue, str], ...]]]:
    """The épreuves and sous-épreuves that assess a bloc, with the ways of taking them.

    Those of its units, and those of which a part assesses it.
    """
    units = {unite.cle for unite in b.projet.unites_of(bloc)}
    parts = [b.graphe.parties[a.de] for a in b.graphe.into(bloc.cle, Verbe.EVALUE)]
    of_part = {part.sous_epreuve or part.epreuve for part in parts}
    for epreuve in b.projet.evaluation.epreuves if b.projet.evaluation else ():
        for exam in (epreuve, *epreuve.sous_epreuves):
            if units & set(exam.unite) or exam.cle in of_part:
                yield b.objet(exam), voies(b, exam.modalites)
