"""Where an object of the project prints: the document, its annexe, the heading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from mc_builder.cpc.criteres import Preuve
from mc_builder.loading import SourceMap
from mc_builder.model.activites import Activite, Pole, Tache
from mc_builder.model.base import ACompleter, Modele, Objet
from mc_builder.model.blocs import Bloc, Competence, Savoir
from mc_builder.model.numeros import numeroter
from mc_builder.model.profil import Annexe
from mc_builder.model.projet import Projet, Prose
from mc_builder.spans import Span

NOTE, REFERENTIEL, COUVERTURE = "Note d’opportunité", "Référentiel", "Rapport de couverture"

#: Headings of the documents that evidence points to; a test finds them in the documents.
DESCRIPTION = "Description des activités"
CONTRAINTES = "Contraintes légales et réglementaires"
PERSPECTIVES = "Perspectives"
UNITES = "Unités constitutives du diplôme"
REGLEMENT = "Règlement d’examen"
EPREUVES = "Définition des épreuves"
HABILITATIONS = "Habilitations"
ACCES = "Accès au diplôme"
FORMATION = "Volume de formation en centre"
ORGANISATION = "Organisation"
BLOCS = "Ce que chaque bloc apporte"

#: What is said before the number of an object whose number is only a rank.
_RANGS: dict[type[Objet], str] = {Pole: "Pôle", Bloc: "Bloc"}


@dataclass(frozen=True)
class Lieux:
    """Makes the evidence of one project: its place in the files and in the documents."""

    projet: Projet
    places: SourceMap
    numeros: Mapping[str, str]

    @classmethod
    def de(cls, projet: Projet, places: SourceMap) -> Lieux:
        """For a project."""
        return cls(projet, places, numeroter(projet))

    @cached_property
    def marques(self) -> tuple[Activite | Tache | Competence | Savoir, ...]:
        """What carries markers, in order."""
        return tuple(
            model
            for model in self.projet.modeles()
            if isinstance(model, Activite | Tache | Competence | Savoir) and model.marqueurs
        )

    def annexe(self, cle: Annexe, heading: str = "") -> str:
        """« Référentiel, annexe II, « Description des activités » »."""
        due = (
            a.numero
            for a in self.projet.profil.annexes
            if a.annexe == cle and self.projet.dossier.nature in a.natures
        )
        numero = next(due, None)
        return _place(REFERENTIEL, f"annexe {numero}" if numero else "", heading)

    def numero(self, objet: Objet) -> str:
        """The printed number: « 1.2.4 », « E1 », « Pôle 1 », « Bloc 1 »; empty without one."""
        number, rank = self.numeros.get(objet.cle, ""), _RANGS.get(type(objet))
        return f"{rank} {number}" if rank and number else number

    def note(self, heading: str) -> str:
        """A heading or a table of the note."""
        return _place(NOTE, "", heading)

    def activite(self, objet: Pole | Activite | Tache, rubrique: str) -> Preuve:
        """An activité, a tâche or a pôle of annexe II."""
        pole = objet if isinstance(objet, Pole) else self.projet.pole_de(objet)
        number = self.numeros.get(pole.cle, "") if pole else ""
        where = self.annexe("activites", DESCRIPTION) + (f", pôle {number}" if number else "")
        return self.objet(objet, rubrique, where)

    def competence(self, objet: Objet, rubrique: str) -> Preuve:
        """A competence, a savoir or a bloc of annexe III."""
        holder: Objet | None = objet
        while holder is not None and not isinstance(holder, Bloc):
            holder = self.projet.parents.get(holder.cle)
        number = self.numeros.get(holder.cle, "") if holder else ""
        where = self.annexe("competences") + (f", bloc {number}" if number else "")
        return self.objet(objet, rubrique, where)

    def objet(self, objet: Objet, rubrique: str, document: str) -> Preuve:
        """Any object that has a title."""
        ref = f"{objet.cle}:intitule"
        title = getattr(objet, "intitule", None) or objet.libelle
        place = self.places.start(objet)
        return Preuve(rubrique, ref, self.numero(objet), title, place, document)

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
        title = titre_de(prose)
        whole = self.places.span(prose)
        first = whole.source.span(0, len(whole.source.line(1)))
        return Preuve(rubrique, f"{prose.cle}:titre", "", title, first, self.note(title))

    def span(self, model: Modele, *path: str | int) -> Span:
        """Where a field is, or would be, written."""
        return self.places.span(model, *path)


def titre_de(prose: Prose) -> str:
    """The first heading of a file of prose, or its name."""
    head = prose.texte.lstrip().partition("\n")[0]
    return head[2:].strip() if head.startswith("# ") else prose.nom


def _place(document: str, annexe: str, heading: str) -> str:
    parts = (document, annexe, f"« {heading} »" if heading else "")
    return ", ".join(part for part in parts if part)
