"""A source or a figure of the dossier → how a text cites it, linked to the list that has it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from mc_builder.model.base import ACompleter
from mc_builder.model.preuves import Chiffre, Source
from mc_builder.model.projet import Projet
from mc_builder.names.sources import place_in, places
from mc_builder.page.footnotes import CITATION
from mc_builder.page.text import Texte, called, of
from mc_builder.source.prose import Construct


def reference(
    projet: Projet,
    source: Source,
    page: str | ACompleter | None = None,
    reperage: str | ACompleter | None = None,
    *,
    link: bool = True,
) -> Markup:
    """« Insee, 2019, p. 106, cité d’après la note SNO », linked to its entry."""
    name = named(source).__html__()
    if link:
        name = Markup('<a href="#source-{}">{}</a>').format(source.cle, name)
    return Markup(", ").join([name, *map(escape, places(projet, source, page, reperage))])


def named(source: Source) -> Texte:
    """« Insee, 2019 »: how a text names a source."""
    return of(source.appel, f"{source.cle}:{'abrege' if source.abrege else 'auteur'}")


def citation(
    projet: Projet,
    source: Source,
    page: str | ACompleter | None = None,
    reperage: str | ACompleter | None = None,
) -> Markup:
    """The same in parentheses, for a sentence."""
    return Markup("({})").format(reference(projet, source, page, reperage))


def figure(chiffre: Chiffre, *, link: bool = True) -> Markup:
    """The value of a figure, linked to its line among those that are given with a reserve."""
    value = chiffre.valeur if isinstance(chiffre.valeur, ACompleter) else chiffre.printed
    shown = of(value, f"{chiffre.cle}:valeur")
    if not link or not chiffre.reserved:
        return shown.__html__()
    return Markup('<a href="#chiffre-{}">{}</a>').format(chiffre.cle, shown)


def cited(
    projet: Projet,
    sources: Sequence[tuple[Source, Construct]],
    *,
    linked: bool,
    bare: bool,
    noted: bool,
) -> Markup:
    """« (Insee, 2019, p. 106 ; Opiiec, 2017) », to be a footnote where there can be one.

    In a link or in a note, there can be none; `bare`, alone in a cell, it has no parentheses.
    """
    joined = Markup(" ; ").join(
        reference(projet, source, c.page, c.reperage, link=not linked) for source, c in sources
    )
    call = " ".join(f"source:{c.ident}" for _, c in sources)
    if bare:
        return called(joined, call)
    if linked or noted:
        return called(Markup("({})").format(joined), call)
    (_, first), *others = sources
    place = "" if others else ", ".join(place_in(first.page, first.reperage))
    return Markup('<span class="note" {}="{}" data-appel="{}">({})</span>').format(
        CITATION, place, call, joined
    )
