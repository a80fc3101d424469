"""One version of a project → what a change says of it: names, places, values in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic.fields import FieldInfo

from mc_builder.comparison.changes import Subject
from mc_builder.editing.values import Kind, form_of
from mc_builder.editing.words import word
from mc_builder.french import capital, in_words, number, quoted
from mc_builder.model.base import ACompleter, Etendue, ListeACompleter, Modele, Objet
from mc_builder.model.etendues import in_figures, in_hours
from mc_builder.model.projet import Prose
from mc_builder.names.lieux import NOTE, REFERENTIEL
from mc_builder.project import Project
from mc_builder.source.blocks import Role, blocks_in

#: What the description of a field says after its name: an example, a reserve, another sentence.
_REST = re.compile(r" \(| ?[:;,.](?=\s|\Z)")
#: How the description of a field begins that says what may stand there, not what it is.
_NO_NAME = re.compile(r"De \d|«|Vrai|Elle |Identifiant ")
#: Fields that every class describes otherwise.
_PLAIN: Mapping[str, str] = {"id": "Identifiant", "intitule": "Intitulé", "titre": "Titre"}
#: Roots that are no objects: how a reader calls them.
_ROOTS: Mapping[str, str] = {
    "Dossier": "le dossier",
    "Evaluation": "l’évaluation",
    "Formation": "la formation",
    "Correspondance": "le tableau de correspondance",
    "Glossaire": "le glossaire",
}
_DOCUMENTS = {"dossier/note/": NOTE, "referentiels/textes/": REFERENTIEL}


@dataclass(frozen=True)
class Side:
    """One of the two versions."""

    project: Project

    def subject(self, model: Modele, holder: Modele, *path: str | int) -> Subject:
        """What a change of a field of `model` is about: the object that holds it, or its root."""
        names = self.project.names
        lieu = ""
        if self.project.places.knows(model):
            lieu = names.fichier(model, *path)
        if isinstance(holder, Objet):
            return Subject(
                holder.cle, self.said(str(names[holder.cle])), lieu, names.lieu(holder.cle).document
            )
        return Subject(holder.cle, _ROOTS.get(type(holder).__name__, ""), lieu)

    def prose(self, prose: Prose, line: int | None = None) -> Subject:
        """What a change of a Markdown file is about."""
        span = self.project.places.span(prose)
        titles = (b.words for b in blocks_in(prose.texte) if b.role is Role.INTERTITRE)
        given = (t.titre for t in self.project.projet.profil.textes if t.nom == prose.nom)
        title = next(titles, None) or str(next(given, prose.nom))
        where = next((d for folder, d in _DOCUMENTS.items() if prose.cle.startswith(folder)), "")
        place = f"{where}, {quoted(title)}" if where else ""
        kind = "la section" if where == NOTE else "le texte"
        return Subject(prose.cle, f"{kind} {quoted(title)}", f"{span.path}:{line or 1}", place)

    def name(self, cle: str) -> str:
        """An object by its printed name."""
        return self.said(str(self.project.names[cle]))

    def said(self, text: str) -> str:
        """A text in the words of the type of diploma."""
        return self.project.projet.said(text)

    def value(self, info: FieldInfo, value: object, *, item: bool = False) -> str:
        """A value in words; empty for none."""
        if isinstance(value, ACompleter | ListeACompleter):
            return str(ACompleter(value.motif))
        if value is None:
            return ""
        kind = form_of(info, item=item).kind
        if isinstance(value, Etendue):
            return in_hours(value) if kind is Kind.DUREE else in_figures(value)
        if isinstance(value, str) and kind is Kind.LIEN:
            return self.name(value)
        return said_alone(value, choice=kind is Kind.CHOIX)

    def field(self, model: Modele, name: str) -> str:
        """How a field is called: the beginning of what the model says of it."""
        if name in _PLAIN:
            return _PLAIN[name]
        described = type(model).model_fields[name].description or ""
        found = _REST.split(described, maxsplit=1)[0].strip()
        if not found or _NO_NAME.match(found):
            return capital(name.replace("_", " "))
        return self.said(found)


def said_alone(value: object, *, choice: bool = False) -> str:
    """A value that says by its type how it prints."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | Decimal):
        return number(value)
    if isinstance(value, date):
        return in_words(value)
    return word(str(value)) if choice else str(value)
