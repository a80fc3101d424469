"""The crossed tables of the teacher’s edition: what takes up what, what assesses what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mc_builder.documents.builder import Numerote
from mc_builder.documents.enseignant.fiches import Fiches
from mc_builder.documents.referentiel.croisements import Croisement, of_bloc, tables
from mc_builder.documents.referentiel.lignes import activites_of
from mc_builder.documents.referentiel.savoirs import asking
from mc_builder.french import quoted
from mc_builder.model.blocs import Bloc, Competence
from mc_builder.model.evaluation import Epreuve, SousEpreuve
from mc_builder.names import ancre


@dataclass(frozen=True, slots=True)
class Relation:
    """Objects, each facing the numbers of those that are linked to it; in groups that have a title.

    Why not a grid: each is linked to one or two, so that nearly all its squares would be empty.
    """

    titre: str
    entetes: tuple[str, str]
    groupes: tuple[tuple[str, tuple[tuple[Numerote, tuple[Numerote, ...]], ...]], ...]


class Croises:
    """Makes the crossed tables of one project, from its sheets."""

    def __init__(self, fiches: Fiches) -> None:
        self.fiches, self.b = fiches, fiches.b

    def relations(self) -> Iterable[Relation]:
        """The activities and the savoirs of each bloc and what takes them up, the épreuves between.

        Of épreuves, what they assess.
        """
        b, own = self.b, [competence for _, competence in self.fiches.competences]
        blocs = ((bloc, tuple(self._activites_of_bloc(bloc))) for bloc in b.projet.blocs)
        groups = tuple((self._head(bloc, lines), lines) for bloc, lines in blocs if lines)
        if groups:
            heads = ("⟨Activité⟩", "⟨Compétences⟩")
            yield Relation("⟨Activités⟩ et ⟨compétences⟩ qui les reprennent", heads, groups)
        assessed = {c.cle: self.fiches.examens(c) for c in own}
        exams = tuple(
            (b.objet(exam), tuple(b.objet(c) for c in own if exam.cle in assessed[c.cle]))
            for exam in self._all_examens()
        )
        if lines := tuple(line for line in exams if line[1]):
            heads = ("⟨Épreuve⟩", "⟨Compétences⟩")
            yield Relation(
                "⟨Épreuves⟩ et ⟨compétences⟩ ⟨compétences:évalué⟩", heads, (("", lines),)
            )
        asked = ((bloc, tuple(self._savoirs_of_bloc(bloc))) for bloc in b.projet.blocs)
        named = ((f"⟨Savoirs⟩ {of_bloc(b, bloc)}", lines) for bloc, lines in asked)
        if groups := tuple((title, lines) for title, lines in named if lines):
            heads = ("⟨Savoirs⟩", "⟨Compétences⟩")
            yield Relation("⟨Savoirs⟩ et ⟨compétences⟩ qui les demandent", heads, groups)

    def _savoirs_of_bloc(self, bloc: Bloc) -> Iterable[tuple[Numerote, tuple[Numerote, ...]]]:
        """The groups of savoirs that have a title, each with the competences of the bloc."""
        b = self.b
        own = [c for definer, c in self.fiches.competences if definer is bloc]
        for savoir in bloc.savoirs if own else ():
            asked = asking(b, savoir)
            takers = tuple(b.objet(c) for c in own if c.cle in asked)
            if savoir.intitule is not None:
                yield Numerote(ancre(savoir.cle), "", b.un(savoir, "intitule")), takers

    def _head(self, bloc: Bloc, lines: Iterable[tuple[Numerote, tuple[Numerote, ...]]]) -> str:
        """« Activités du pôle 1 », or « Compétences du bloc 1 » when some are of another pôle."""
        pole = next((p for p in self.b.projet.poles if p.cle == bloc.pole), None)
        own = {self.b.objet(a).ancre for a in pole.activites} if pole else set[str]()
        if pole and all(line.ancre in own for line, _ in lines):
            return f"⟨Activités⟩ ⟨du pôle⟩ {self.b.numeros.get(pole.cle) or quoted(pole.intitule)}"
        return f"⟨Compétences⟩ ⟨du bloc⟩ {self.b.numeros.get(bloc.cle) or quoted(bloc.intitule)}"

    def croisements(self) -> Iterable[Croisement]:
        """Competences × jobs."""
        b = self.b
        return tables(
            "⟨Compétences⟩ et emplois visés (nombre d’exigences de l’emploi reprises par"
            " ⟨la compétence⟩)",
            "⟨Compétence⟩",
            [(str(n), b.objet(job)) for n, job in enumerate(b.projet.emplois, start=1)],
            [(b.objet(c), self._nombres(c)) for _, c in self.fiches.competences],
            nombres=True,
        )

    def _activites_of_bloc(self, bloc: Bloc) -> Iterable[tuple[Numerote, tuple[Numerote, ...]]]:
        """The activities of its pôle or that its competences take up elsewhere, each with them.

        Those that another bloc defines are there too: the bloc has them as its own.
        """
        b = self.b
        own = b.projet.competences(bloc)
        taken = {c.cle: {a.cle for a in activites_of(b, c)} for c in own}
        for pole in b.projet.poles:
            for activity in pole.activites:
                takers = tuple(b.objet(c) for c in own if activity.cle in taken[c.cle])
                if own and (takers or pole.cle == bloc.pole):
                    yield b.objet(activity), takers

    def _all_examens(self) -> Iterable[Epreuve | SousEpreuve]:
        """The épreuves, each before its sous-épreuves."""
        evaluation = self.b.projet.evaluation
        for epreuve in evaluation.epreuves if evaluation else ():
            yield epreuve
            yield from epreuve.sous_epreuves

    def _nombres(self, competence: Competence) -> dict[int, str]:
        """The place of each job that a competence serves → the count of its requirements."""
        counted = (
            (n, self.fiches.nombre(job, competence)) for n, job in enumerate(self.b.projet.emplois)
        )
        return {n: str(number) for n, number in counted if number}
