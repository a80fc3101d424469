"""The evidence of the note: the figures by source, the numbers of the charts, the bibliography."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from mc_builder.documents.builder import Builder, NoteVue
from mc_builder.french import counted, in_words
from mc_builder.graphiques.preuves import points, printed_date, printed_valeur
from mc_builder.model.preuves import Chiffre, Graphique, Source
from mc_builder.names.sources import (
    bibliographie,
    exigences_from,
    known_by,
    late_sources,
    later_sources,
    said,
)
from mc_builder.page.citations import named
from mc_builder.page.text import Texte, of
from mc_builder.source.prose import placed_in


@dataclass(frozen=True, slots=True)
class ChiffreVue:
    """A line of the list of figures; `lieu` is its place in the source that heads it."""

    ancre: str
    intitule: Texte
    valeur: Texte
    date: str
    perimetre: Texte
    deduit: bool
    lieu: str | None
    reserve: Markup | None
    notes: tuple[NoteVue, ...]
    contredit: tuple[AutreChiffre, ...]


@dataclass(frozen=True, slots=True)
class AutreChiffre:
    """A figure that another one contradicts; no date when its title says it."""

    ancre: str
    intitule: Texte
    valeur: Texte
    date: str


@dataclass(frozen=True, slots=True)
class DonneesGraphique:
    """The numbers of a chart: label, value, date, and the anchor of the figure in the list."""

    ancre: str
    figure: str
    titre: Texte
    points: tuple[tuple[Texte, Texte, str, str], ...]
    notes: tuple[NoteVue, ...]


@dataclass(frozen=True, slots=True)
class SourceVue:
    """An entry of the bibliography, under the name that the text calls it.

    `auteur` is None when that name is the author's own; `exigences` says how many of the
    requirements of the target jobs come from it, empty when none does.
    """

    ancre: str
    appel: Texte
    auteur: Texte | None
    titre: Texte
    editeur: Texte | None
    url: Texte | None
    consultation: str
    precision: Texte | None
    citee_par: Texte | str | None
    exigences: str
    notes: tuple[NoteVue, ...]


def graphiques_places(b: Builder) -> tuple[Graphique, ...]:
    """The charts that the note places, in order."""
    found = (construct for file in b.projet.note for construct in placed_in(file.texte))
    names = dict.fromkeys(one.ident for one in found if one.kind == "graphique")
    return b.projet.all_of(tuple(names), Graphique)


def donnees(b: Builder, graphique: Graphique) -> DonneesGraphique:
    """The numbers of a chart."""
    return DonneesGraphique(
        ancre=f"donnees-{graphique.cle}",
        figure=f"graphique-{graphique.cle}",
        titre=b.un(graphique, "intitule"),
        points=tuple(
            (
                b.facultatif(point, "libelle") or b.un(chiffre, "intitule"),
                of(printed_valeur(point, chiffre), f"{chiffre.cle}:valeur"),
                printed_date(b.projet, chiffre),
                f"chiffre-{chiffre.cle}",
            )
            for point, chiffre in points(b.projet, graphique)
        ),
        notes=b.notes(graphique),
    )


def chiffres_by_source(b: Builder) -> tuple[tuple[SourceVue | None, tuple[ChiffreVue, ...]], ...]:
    """The figures under their sources, in the order of the bibliography; then those of none."""
    rows = [
        (source, tuple(_chiffre(b, c) for c in b.projet.chiffres if c.source.ref == cle))
        for source, cle in ((source_vue(b, s), s.cle) for s in bibliographie(b.projet))
    ]
    known = {source.cle for source in b.projet.sources}
    lost = tuple(_chiffre(b, c) for c in b.projet.chiffres if c.source.ref not in known)
    return tuple((source, found) for source, found in [*rows, (None, lost)] if found)


def reserves(b: Builder) -> tuple[ChiffreVue, ...]:
    """The figures of which a reader must be told something, in the order of the ledger."""
    return tuple(_chiffre(b, chiffre) for chiffre in b.projet.chiffres if chiffre.reserved)


def _chiffre(b: Builder, chiffre: Chiffre) -> ChiffreVue:
    return ChiffreVue(
        ancre=f"chiffre-{chiffre.cle}",
        intitule=b.un(chiffre, "intitule"),
        valeur=_valeur(chiffre),
        date=_date(b, chiffre),
        perimetre=b.un(chiffre, "perimetre"),
        deduit=chiffre.perimetre_lu == "deduit",
        lieu=chiffre.source.lieu,
        reserve=b.prose(chiffre, "reserve"),
        notes=b.notes(chiffre),
        contredit=tuple(
            AutreChiffre(
                f"chiffre-{other.cle}",
                b.un(other, "intitule"),
                _valeur(other),
                "" if other.date_affichee in str(other.intitule) else other.date_affichee,
            )
            for other in b.projet.all_of(chiffre.contredit, Chiffre)
        ),
    )


def _date(b: Builder, chiffre: Chiffre) -> Texte:
    """« 2018 », « horizon 2022 », « 2012 à 2022 »."""
    field = "periode" if chiffre.annee is None else "annee"
    return of(printed_date(b.projet, chiffre), f"{chiffre.cle}:{field}")


def _valeur(chiffre: Chiffre) -> Texte:
    """« 45 % »; « un tiers », where the source gives words: a number beside them would be ours."""
    return of(str(chiffre.mots or chiffre.nombre), f"{chiffre.cle}:valeur")


def _through(b: Builder, source: Source) -> Texte | str | None:
    """What the entry of a source that nobody read says of the one by which it is known."""
    other = known_by(b.projet, source)
    if other is None or other.en_phrase is None:
        return said(other) if other else None
    return b.un(other, "en_phrase")


def _taken(b: Builder, source: Source) -> str:
    """« Exigences relevées : 67 sur 117 »."""
    count, every = exigences_from(b.projet, source)
    return f"Exigences relevées : {count} sur {every}" if count else ""


def tardives(b: Builder) -> tuple[tuple[int, int, Texte], ...]:
    """Those of `late_sources` by their names."""
    return tuple((number, total, named(source)) for number, total, source in late_sources(b.projet))


def autres_tardives(b: Builder) -> str:
    """« 3 autres sources » that are later and give none: what is read in them is as late."""
    given = [exigences_from(b.projet, source)[0] for source in later_sources(b.projet)]
    others = given.count(0)
    names = ("autre source", "autres sources") if any(given) else ("source", "sources")
    return counted(others, *names) if others else ""


def source_vue(b: Builder, source: Source) -> SourceVue:
    """An entry of the bibliography."""
    return SourceVue(
        ancre=f"source-{source.cle}",
        appel=named(source),
        auteur=b.un(source, "auteur") if source.abrege else None,
        titre=b.un(source, "titre"),
        editeur=b.facultatif(source, "editeur"),
        url=b.facultatif(source, "url"),
        consultation=b.imprimee(source, "consulte_le", in_words),
        precision=b.facultatif(source, "precision"),
        citee_par=_through(b, source),
        exigences=_taken(b, source),
        notes=b.notes(source),
    )
