"""Evidence for the criteria: an object or a text of the project, with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from mc_builder.cpc.criteres import Preuve
from mc_builder.french import small
from mc_builder.loading import SourceMap
from mc_builder.model.activites import Activite, Tache
from mc_builder.model.base import ACompleter, Modele, Objet, known_words
from mc_builder.model.blocs import Competence, Savoir
from mc_builder.model.plan import Contenu
from mc_builder.model.projet import Projet, Prose
from mc_builder.names import Names
from mc_builder.names.lieux import NOTE, place_imprimee, place_in_plan
from mc_builder.spans import Span

#: Headings of the other documents that evidence points to; a test finds them there.
ACCES = "Accès ⟨au diplôme⟩"
BLOCS = "Ce que ⟨chaque bloc⟩ apporte"
_DROIT = re.compile(r"juridi|réglement|légal", re.IGNORECASE)


@dataclass(frozen=True)
class Lieux:
    """Makes the evidence of one project: its place in the files and in the documents."""

    names: Names
    places: SourceMap

    @property
    def projet(self) -> Projet:
        """The model."""
        return self.names.projet

    @cached_property
    def marques(self) -> tuple[Activite | Tache | Competence | Savoir, ...]:
        """What carries markers, in order."""
        return tuple(
            model
            for model in self.projet.modeles()
            if isinstance(model, Activite | Tache | Competence | Savoir) and model.marqueurs
        )

    @cached_property
    def juridiques(self) -> tuple[Savoir, ...]:
        """The savoirs whose family is the law, in order."""
        return tuple(
            savoir
            for bloc in self.projet.blocs
            for savoir in bloc.savoirs
            if _DROIT.search(known_words(savoir.famille))
        )

    def referentiel(self, contenu: Contenu) -> str:
        """Where the référentiel prints something, with its annexe and its heading."""
        return place_in_plan(self.projet, contenu)

    def annexe(self, contenu: Contenu) -> str:
        """The whole annexe that prints something; its heading where none is numbered."""
        where = self.referentiel(contenu)
        annexe = self.projet.plan.annexe_of(contenu)
        return where.partition(", «")[0] if annexe and annexe.numero else where

    def note(self, heading: str) -> str:
        """A heading of the note."""
        return place_imprimee(NOTE, "", heading)

    def tableau(self, caption: str) -> str:
        """A table of the note, by its caption."""
        return place_imprimee(NOTE, "", caption).replace(", «", ", tableau «", 1)

    def objet(self, objet: Objet, rubrique: str, document: str | None = None) -> Preuve:
        """Any object, where it prints in the référentiel unless `document` says otherwise."""
        nom, place = self.names[objet.cle], self.places.start(objet)
        where = self.names.lieu(objet.cle).document if document is None else document
        return Preuve(rubrique, f"{objet.cle}:{nom.champ}", nom.mark, nom.titre, place, where)

    def contenu(self, savoir: Savoir, rubrique: str) -> Preuve:
        """A savoir, with the first line of what it holds, which proves more than its title."""
        first = small(known_words(savoir.liste[0].intitule)) if savoir.liste else ""
        return replace(self.objet(savoir, rubrique), detail=first)

    def champ(self, model: Modele, champ: str, rubrique: str, document: str) -> Preuve:
        """A text of an object."""
        value = getattr(model, champ)
        text = value if isinstance(value, ACompleter) else " ".join(value.split())
        place = self.places.span(model, champ)
        return Preuve(rubrique, f"{model.cle}:{champ}", "", text, place, document)

    def liste(self, model: Modele, champ: str, rubrique: str, document: str) -> tuple[Preuve, ...]:
        """Each text of a list."""
        return tuple(
            Preuve(
                rubrique,
                f"{model.cle}:{champ}/{n + 1}",
                "",
                text,
                self.places.span(model, champ, n),
                document,
            )
            for n, text in enumerate(getattr(model, champ))
        )

    def section(self, prose: Prose, rubrique: str) -> Preuve:
        """A section of the note."""
        title = titre_of(prose)
        whole = self.places.span(prose)
        first = whole.source.span(0, len(whole.source.line(1)))
        return Preuve(rubrique, f"{prose.cle}:titre", "", title, first, self.note(title))

    def span(self, model: Modele, *path: str | int) -> Span:
        """Where a field is, or would be, written."""
        return self.places.span(model, *path)


def titre_of(prose: Prose) -> str:
    """The first heading of a file of prose, or its name."""
    head = prose.texte.lstrip().partition("\n")[0]
    return head[2:].strip() if head.startswith("# ") else prose.nom
