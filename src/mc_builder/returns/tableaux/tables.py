"""What the lists of the workbook are: their columns, and the objects of a project on their rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from mc_builder.editing.values import Form, Kind, form_of
from mc_builder.loading.keys import field_at
from mc_builder.model.base import Modele
from mc_builder.model.blocs import ElementSavoir, Savoir
from mc_builder.model.emplois import Exigence
from mc_builder.model.preuves import Chiffre, Sigle, Source, Terme
from mc_builder.project import Project
from mc_builder.returns.values import typed

#: How the name of a column begins that only says where a row is: it is read, not written back.
CONTEXTE = "@"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the path of a field (« source/ref »), its head, its width in characters."""

    champ: str
    titre: str
    largeur: float = 14


@dataclass(frozen=True, slots=True)
class Row:
    """An object: its identity, the list that holds it (« identity:field »), its typed values.

    What it has no field for is absent of its values.
    """

    cle: str
    into: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A list: the classes of its objects, the first being those of a new row."""

    cle: str
    titre: str
    aide: str
    classes: tuple[type[Modele], ...]
    columns: tuple[Column, ...]
    rows: Callable[[Project], Iterable[Row]]
    #: The list that holds new objects where it has none yet; empty when only a row says it.
    into: str = ""

    @property
    def principal(self) -> str:
        """The field by which people know a row."""
        own = self.classes[0].model_fields
        return next(c.champ for c in self.columns if c.champ in own)

    def cls_of(self, champs: Collection[str]) -> type[Modele]:
        """The class of the objects that have these fields, no more and no less."""
        own = {champ for champ in champs if not champ.startswith(CONTEXTE)}
        return next(
            (cls for cls in self.classes if own == set(self.champs_of(cls))), self.classes[0]
        )

    def champs_of(self, cls: type[Modele]) -> list[str]:
        """The columns that are fields of a class."""
        return [c.champ for c in self.columns if c.champ.partition("/")[0] in cls.model_fields]

    def head(self, champ: str) -> str:
        """The head of the column of a field, the first of those of an object that it holds."""
        return next((c.titre for c in self.columns if f"{c.champ}/".startswith(f"{champ}/")), "")

    def form(self, champ: str) -> Form:
        """What a column holds."""
        return _form(self.classes, champ)


@cache
def _form(classes: tuple[type[Modele], ...], champ: str) -> Form:
    path = tuple(champ.split("/"))
    for cls in classes:
        found = field_at(cls, path)
        if path[0] in cls.model_fields and found is not None:
            return form_of(found.info)
    return Form(Kind.TEXTE)


def _row(model: Modele, into: str, columns: tuple[Column, ...], **contexte: str) -> Row:
    values = {
        column.champ: typed(_value(model, column.champ))
        for column in columns
        if column.champ.partition("/")[0] in type(model).model_fields
    }
    return Row(model.cle, into, {**{CONTEXTE + k: v for k, v in contexte.items()}, **values})


def _value(model: Modele, champ: str) -> object:
    value: object = model
    for step in champ.split("/"):
        value = getattr(value, step, None)
    return value


_EXIGENCES = (
    Column("intitule", "Exigence", 60),
    Column("nature", "Nature", 15),
    Column("source/ref", "Source", 28),
    Column("source/reperage", "Place dans la source", 26),
    Column("source/page", "Page", 8),
)
_SAVOIRS = (
    Column("@bloc", "⟨Bloc⟩", 26),
    Column("@groupe", "Groupe", 28),
    Column("famille", "Famille (groupe)", 20),
    Column("intitule", "Savoir, ou titre du groupe", 56),
    Column("limites", "Limites", 50),
    Column("niveau", "Niveau", 8),
)
_CHIFFRES = (
    Column("intitule", "Ce qui est mesuré", 44),
    Column("qualificatif", "Qualificatif", 12),
    Column("valeur", "Valeur", 12),
    Column("jusqu_a", "Jusqu’à", 12),
    Column("unite", "Unité", 14),
    Column("annee", "Année", 8),
    Column("periode", "Période", 14),
    Column("mots", "Mots de la source", 16),
    Column("perimetre", "Périmètre", 36),
    Column("perimetre_lu", "Périmètre lu dans la source", 12),
    Column("source/ref", "Source", 26),
    Column("source/reperage", "Place dans la source", 26),
    Column("source/page", "Page", 8),
    Column("reserve", "Réserve", 46),
)
_SOURCES = (
    Column("titre", "Titre", 52),
    Column("auteur", "Auteur", 28),
    Column("annee", "Année", 8),
    Column("abrege", "Nom court", 20),
    Column("en_phrase", "Dans une phrase", 26),
    Column("type", "Nature", 12),
    Column("editeur", "Éditeur", 24),
    Column("url", "Adresse", 40),
    Column("consulte_le", "Consultée le", 13),
    Column("precision", "Précision", 40),
    Column("citee_par", "Connue par", 26),
)
_SIGLES = (Column("sigle", "Sigle", 16), Column("signification", "Signification", 80))
_TERMES = (Column("terme", "Terme", 28), Column("definition", "Définition", 90))


def _savoirs(project: Project) -> Iterator[Row]:
    for bloc in project.projet.blocs:
        title = project.names[bloc.cle].court
        for groupe in bloc.savoirs:
            if isinstance(groupe, Savoir):
                into = f"{bloc.cle}:savoirs"
                yield _row(groupe, into, _SAVOIRS, bloc=title, groupe="")
                yield from _elements(groupe, title, typed(groupe.intitule or groupe.famille))


def _elements(holder: Savoir | ElementSavoir, bloc: str, groupe: str) -> Iterator[Row]:
    for element in holder.liste:
        if isinstance(element, ElementSavoir):
            yield _row(element, f"{holder.cle}:liste", _SAVOIRS, bloc=bloc, groupe=groupe)
            yield from _elements(element, bloc, typed(element.intitule))


def _listed(name: str, columns: tuple[Column, ...]) -> Callable[[Project], Iterator[Row]]:
    """The rows of what the project, or its glossary, lists."""
    holder, _, listed = name.rpartition(":")

    def rows(project: Project) -> Iterator[Row]:
        found = project.projet.glossaire if holder else project.projet
        for model in getattr(found, listed):
            yield _row(model, name, columns)

    return rows


#: In the order of the sheets, after those of links.
TABLES: dict[str, Table] = {
    table.cle: table
    for table in (
        Table(
            "exigences",
            "Exigences",
            "ce que les emplois demandent ; une exigence ajoutée ici se relie dans les tableaux",
            (Exigence,),
            _EXIGENCES,
            _listed(":exigences", _EXIGENCES),
            ":exigences",
        ),
        Table(
            "liste-savoirs",
            "Savoirs",
            "les groupes de savoirs des blocs, et ce qu’ils contiennent ; une limite par ligne",
            (ElementSavoir, Savoir),
            _SAVOIRS,
            _savoirs,
        ),
        Table(
            "chiffres",
            "Chiffres",
            "les chiffres cités, un par ligne, chacun avec sa source",
            (Chiffre,),
            _CHIFFRES,
            _listed(":chiffres", _CHIFFRES),
            ":chiffres",
        ),
        Table(
            "sources",
            "Sources",
            "la bibliographie",
            (Source,),
            _SOURCES,
            _listed(":sources", _SOURCES),
            ":sources",
        ),
        Table(
            "sigles",
            "Sigles",
            "les sigles et leur signification",
            (Sigle,),
            _SIGLES,
            _listed("glossaire:sigles", _SIGLES),
            "glossaire:sigles",
        ),
        Table(
            "termes",
            "Glossaire",
            "les termes et leur définition",
            (Terme,),
            _TERMES,
            _listed("glossaire:termes", _TERMES),
            "glossaire:termes",
        ),
    )
}
