"""A chart or a picture → its figure in the vocabulary: title, picture, line of source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from urllib.parse import quote

from markupsafe import Markup, escape

from mc_builder.french import typeset
from mc_builder.graphiques import preuves
from mc_builder.graphiques.diagramme import Diagramme, Serie
from mc_builder.model.preuves import Graphique
from mc_builder.model.projet import Projet
from mc_builder.page.text import Texte
from mc_builder.page.tree import PHOTO, SCHEME
from mc_builder.source.prose import Construct


def of_note(projet: Projet, graphique: Graphique) -> Diagramme:
    """A chart of graphiques.yaml, its texts in French typography."""
    return typeset_chart(preuves.diagramme(projet, graphique), projet.said)


def figure(diagramme: Diagramme, titre: Texte | str) -> Markup:
    """A figure: title, picture, and a line that says how it reads, source, date and perimeter."""
    facts = (
        ("Lecture", diagramme.lecture),
        ("Source", diagramme.source),
        (diagramme.quand, diagramme.date),
        ("Champ", diagramme.perimetre),
    )
    said = Markup(". ").join(f"{name} : {text}" for name, text in facts if text)
    return Markup(
        '<figure id="{0}"><figcaption>{1}</figcaption><img src="{2}{3}" alt="{4}"/></figure>'
        '<p class="source">{5}.</p>'
    ).format(
        f"graphique-{diagramme.nom}",
        titre,
        SCHEME,
        diagramme.nom,
        escape(diagramme.alternative),
        said,
    )


def photo(construct: Construct, legende: Texte) -> Markup:
    """A picture of the dossier as a figure: caption, picture, credit."""
    return Markup(
        '<figure id="{}"><figcaption>{}</figcaption><img src="{}{}" alt="{}"/></figure>{}'
    ).format(
        ancre(construct),
        legende,
        PHOTO,
        construct.ident,
        construct.texte.strip() or legende,
        Markup('<p class="source">Crédit : {}.</p>').format(construct.credit.strip().rstrip("."))
        if construct.credit.strip()
        else Markup(""),
    )


def ancre(construct: Construct) -> str:
    """Where what a construct places stands; the name of a file may hold anything."""
    return f"{construct.kind}-{quote(construct.ident, safe='')}"


def typeset_chart(diagramme: Diagramme, said: Callable[[str], str]) -> Diagramme:
    """The same chart in French typography, with the words that `said` puts in a text.

    Why: the picture is not a text that the passes reach.
    """

    def worded(text: str) -> str:
        return typeset(said(text))

    def words(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(worded, texts))

    titre, date, perimetre, source, unite = words(
        (diagramme.titre, diagramme.date, diagramme.perimetre, diagramme.source, diagramme.unite)
    )
    return replace(
        diagramme,
        titre=titre,
        lignes=words(diagramme.lignes),
        series=tuple(
            Serie(
                worded(serie.nom),
                tuple(v and replace(v, texte=worded(v.texte)) for v in serie.valeurs),
            )
            for serie in diagramme.series
        ),
        unite=unite,
        date=date,
        perimetre=perimetre,
        source=source,
    )
