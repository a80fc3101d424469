"""What the views share: the head of a document, numbered titles, and the builder of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from markupsafe import Markup

from mc_builder.coverage.comparison.changements import Changements
from mc_builder.coverage.graphe import Graphe
from mc_builder.documents.demande import SANS_DEMANDE, Demande
from mc_builder.documents.referentiel import DOCUMENT as REFERENTIEL
from mc_builder.french import capital, in_words
from mc_builder.model.activites import Tache
from mc_builder.model.annexes import annexe_of_note, home_of
from mc_builder.model.base import ACompleter, ListeACompleter, Modele, Note, Objet
from mc_builder.model.dossier import Dossier
from mc_builder.model.mots import Formes
from mc_builder.model.projet import Projet, Prose
from mc_builder.names import Names, ancre
from mc_builder.page import prose
from mc_builder.page.text import Nombre, Texte, of, texte
from mc_builder.project import Project

MARQUES = {"publie": ""}
#: Printed on every page of what is not the published text.
PROJET = "Projet – document de travail"
#: Printed on every page of a document made from a dossier that has errors.
BROUILLON = "Brouillon – le dossier contient des erreurs"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tete:
    """The head of a document: running titles, properties, cover."""

    titre: str
    sous_titre: str
    sujet: str
    marque: str
    version: str
    date: str
    enonciateur: Texte | None
    diplome: str
    intitule: Texte
    specialite: bool
    niveau: int | Texte | None
    session: int | Texte | None
    avertissements: tuple[Texte, ...]
    formes: Formes
    degres: int
    unite: str
    unites: str
    sigle: Texte | None
    instance: str
    commission: Texte | None
    parcours: tuple[Numerote, ...] = ()
    licence: LicenceVue | None = None

    @property
    def edition(self) -> str:
        """« Note d’opportunité – dossier arrêté au 31 décembre 2019 »: what names a workbook."""
        return f"{self.titre} – dossier arrêté au {self.date}"


@dataclass(frozen=True, slots=True)
class LicenceVue:
    """Under what licence a document is given, and who is to be named."""

    nom: Texte
    url: str | None
    a_citer: tuple[Texte, ...]


@dataclass(frozen=True, slots=True)
class NoteVue:
    """A note under a table: the anchor that calls point to, and its words."""

    ancre: str
    texte: Markup


@dataclass(frozen=True, slots=True)
class Numerote:
    """A title and its computed number, with the anchor that links point to.

    `notes` are called after the title: only where the object is defined, not where it is cited.
    `pour` are the options for which it holds, where they are not those of all that is around it.
    """

    ancre: str
    numero: str
    titre: Texte
    notes: tuple[NoteVue, ...] = ()
    pour: str = ""


@dataclass(frozen=True, slots=True)
class Vise:
    """An object at the end of a link, whole or for a part."""

    objet: Numerote
    partielle: bool


@dataclass(frozen=True, slots=True)
class Suivi:
    """A piece of prose whose first paragraph stands in one of the template, and what follows."""

    phrase: Markup
    suite: Markup


@dataclass(frozen=True, slots=True)
class Section:
    """A titled piece of prose; `pour` are the options that it is for, when not all."""

    nom: str
    titre: str
    corps: Markup
    pour: str = ""


@dataclass(frozen=True)
class Builder:
    """Makes the views of one project: all that a document is made from.

    `draft`: it is marked as one; `pages` gives, by document, the page of its PDF where an anchor
    stands, when they are known; `changements` what changed in coverage, when there is a version to
    compare with; `demande` what was asked of a document that no build makes.
    """

    project: Project
    draft: bool = False
    pages: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    changements: Changements | None = None
    demande: Demande = SANS_DEMANDE
    #: The options of what is being shown; None for all.
    autour: frozenset[str] | None = None

    def within(self, model: Modele) -> Builder:
        """The same inside an object: what holds where it does needs no mark."""
        held = self.project.names.selection.of(model.cle)
        return self if held == self.autour else replace(self, autour=held)

    @property
    def projet(self) -> Projet:
        """The model."""
        return self.project.projet

    @property
    def graphe(self) -> Graphe:
        """The links: the tables follow those that were measured."""
        return self.project.coverage.graphe

    @cached_property
    def names(self) -> Names:
        """What every object is called, and where it is, on paper too when the pages are known."""
        if not self.pages:
            return self.project.names
        return Names(self.projet, self.project.places, self.pages.get(REFERENTIEL.key, {}))

    @property
    def numeros(self) -> Mapping[str, str]:
        """Printed numbers by identity."""
        return self.names.numeros

    def tete(self, titre: str, sous_titre: str, *, commission: bool = False) -> Tete:
        """The head of a document; `commission`: it names the one that reads it or has its say."""
        dossier, formes = self.projet.dossier, self.projet.profil.formes
        diplome = dossier.diplome
        marque = MARQUES.get(dossier.etape, PROJET)
        nom = capital(formes.nom)
        return Tete(
            titre=titre,
            sous_titre=sous_titre,
            sujet=f"{nom} « {diplome.intitule} », niveau {diplome.niveau}",
            marque=BROUILLON if self.draft else marque,
            version=str(dossier.version),
            date=in_words(dossier.date_reference),
            enonciateur=self.facultatif(dossier, "enonciateur"),
            diplome=nom,
            intitule=self.un(diplome, "intitule"),
            specialite=formes.specialite,
            niveau=self.valeur(diplome, "niveau"),
            session=self.valeur(diplome, "premiere_session"),
            avertissements=tuple(
                mention for mention in self.liste(dossier, "avertissements") if mention != PROJET
            ),
            formes=formes,
            degres=len(self.projet.profil.autonomie),
            unite=capital(self.projet.profil.mots.unite.short.one),
            unites=self.projet.profil.mots.unite.whole.plural,
            sigle=self.facultatif(diplome, "sigle"),
            instance=capital(self.projet.profil.grille.instance.nom),
            commission=self.facultatif(diplome, "cpc") if commission else None,
            parcours=tuple(map(self.objet, diplome.parcours)),
            licence=self._licence(dossier),
        )

    def _licence(self, dossier: Dossier) -> LicenceVue | None:
        licence = dossier.licence
        if licence is None:
            return None
        cited = self.facultatif(licence, "attribution")
        named = (cited,) if cited else self.titres(dossier.demandeurs, "nom")
        return LicenceVue(self.un(licence, "nom"), licence.url, named)

    @property
    def annexes(self) -> str:
        """What the référentiels are: the annexes of an arrêté, of a project of one, or of none."""
        dossier, profil = self.projet.dossier, self.projet.profil
        if not profil.arrete:
            return f"référentiels {profil.formes.du}"
        return f"annexes {'de l’arrêté' if dossier.etape == 'publie' else 'du projet d’arrêté'}"

    def autonomie(self, model: Modele) -> int | Texte | None:
        """A level on the scale of the type of diploma; nothing when it has no scale."""
        return self.valeur(model, "autonomie") if self.projet.profil.autonomie else None

    def un(self, model: Modele, field: str) -> Texte:
        """The text of a field that must print: empty rather than None."""
        return texte(model, field) or Texte("", f"{model.cle}:{field}")

    def facultatif(self, model: Modele, field: str) -> Texte | None:
        """The text of a field, None when it is empty."""
        return texte(model, field)

    def valeur(self, model: Modele, field: str) -> Nombre | Texte | None:
        """A whole number with its identity; what is not known yet as a marked text."""
        value: int | ACompleter | None = getattr(model, field)
        if value is None:
            return None
        ref = f"{model.cle}:{field}"
        return of(value, ref) if isinstance(value, ACompleter) else Nombre(value, ref)

    def imprimee(self, model: Modele, field: str, how: Callable[[Any], str]) -> str:
        """A value as it prints, an empty text for none; what is not known yet is marked."""
        value = getattr(model, field)
        if value is None:
            return ""
        known = not isinstance(value, ACompleter)
        return of(how(value) if known else value, f"{model.cle}:{field}")

    def libelles(self, model: Modele, field: str, names: Mapping[str, str]) -> tuple[Texte, ...]:
        """The values of a list field by the names that readers know."""
        values = enumerate(getattr(model, field), start=1)
        return tuple(of(names[value], f"{model.cle}:{field}/{n}") for n, value in values)

    def fragment(self, model: Modele, field: str, position: int) -> Markup:
        """One item of a list of Markdown texts."""
        value = getattr(model, field)[position]
        return prose.render(self.projet, value, f"{model.cle}:{field}/{position + 1}", 4)

    def liste(self, model: Modele, field: str) -> tuple[Texte, ...]:
        """The texts of a list field; one marked text when the whole list is to complete."""
        value = getattr(model, field)
        ref = f"{model.cle}:{field}"
        if isinstance(value, ListeACompleter):
            return (of(ACompleter(value.motif), ref),)
        return tuple(of(item, f"{ref}/{n}") for n, item in enumerate(value, start=1))

    def manques(self, model: Modele, *fields: str) -> tuple[Texte, ...]:
        """The motives of those list fields that are wholly to complete, marked."""
        return tuple(
            text
            for field in fields
            if isinstance(getattr(model, field), ListeACompleter)
            for text in self.liste(model, field)
        )

    def titres(self, models: Iterable[Modele], field: str = "intitule") -> tuple[Texte, ...]:
        """One field of several objects."""
        return tuple(self.un(model, field) for model in models)

    def cite(self, cle: str) -> Numerote:
        """An object where it is cited: its number and its title."""
        nom = self.names[cle]
        return Numerote(ancre(nom.cle), nom.numero, of(nom.titre, nom.ref), pour=self.pour(cle))

    def pour(self, cle: str) -> str:
        """« option A », when an object does not hold for all the options of what is around it."""
        selection = self.project.names.selection
        held, around = selection.of(cle), selection.toutes if self.autour is None else self.autour
        whole = around <= held or cle in selection.toutes
        return "" if whole else self.names.options(held)

    def cites(self, cles: Iterable[str]) -> tuple[Numerote, ...]:
        """Several objects cited."""
        return tuple(map(self.cite, cles))

    def numbers_of(self, cles: Iterable[str]) -> str:
        """« U1, U2 »: the numbers of some objects, those that have none left out."""
        return ", ".join(filter(None, (self.numeros.get(cle, "") for cle in cles)))

    def objet(self, model: Objet) -> Numerote:
        """The same of an object at hand."""
        return self.cite(model.cle)

    def abrege(self, model: Tache) -> Numerote:
        """A task where it is cited again, facing what is said of it: by its short title."""
        found = self.objet(model)
        return replace(found, titre=self.facultatif(model, "intitule_court") or found.titre)

    def defini(self, model: Objet) -> Numerote:
        """An object where it is defined: with its number, its title and its notes."""
        return replace(self.cite(model.cle), notes=self.notes(model))

    def notes(self, model: Objet) -> tuple[NoteVue, ...]:
        """The notes of an object that stand where it is defined."""
        home = home_of(self.projet, model)
        return tuple(
            self.note(note)
            for note in model.notes
            if annexe_of_note(self.projet, note, model) == home
        )

    def note(self, note: Note) -> NoteVue:
        """A note, after the category of candidates that it is about."""
        words = self.prose(note, "texte") or Markup("")
        concerned = self.names.lettres((note.categorie or "",))
        if concerned:
            words = beginning_with(f"Candidats {concerned} : ", words)
        return NoteVue(ancre(note.cle), words)

    def prose(self, model: Modele, field: str, level: int = 4) -> Markup | None:
        """A Markdown field as markup; None when it is empty."""
        value = getattr(model, field)
        return prose.render(self.projet, value, f"{model.cle}:{field}", level) if value else None

    def led(self, model: Modele, field: str) -> Suivi | None:
        """A Markdown field that goes on a sentence; None when it is empty."""
        body = self.prose(model, field)
        if body is None:
            return None
        if not body.startswith("<p>"):
            return Suivi(Markup(""), body)
        first, _, rest = body.removeprefix("<p>").partition("</p>")
        return Suivi(first, rest)

    def fichier(self, file: Prose, level: int) -> tuple[str, Markup]:
        """A Markdown file: its own first heading, if it has one, and the rest as markup."""
        title, rest = titre_et_suite(file)
        return title, prose.render(self.projet, rest, file.cle, level)


def beginning_with(head: str, words: Markup) -> Markup:
    """Some prose after a head: in its first paragraph, or alone before what is no paragraph."""
    rest = words.removeprefix("<p>") if words.startswith("<p>") else Markup("</p>") + words
    return Markup("<p>{}{}").format(head, rest)


def titre_et_suite(file: Prose) -> tuple[str, str]:
    """The first heading of a Markdown file, or an empty text, and what follows it."""
    head, _, tail = file.texte.lstrip().partition("\n")
    return (head[2:].strip(), tail) if head.startswith("# ") else ("", file.texte)
