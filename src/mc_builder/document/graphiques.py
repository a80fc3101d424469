"""Charts in documents: those of a project, and the markup of a figure with its source line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from lxml import etree
from markupsafe import Markup, escape

from mc_builder.diagnostics import Diagnostic, erreur
from mc_builder.document.matiere import Matiere
from mc_builder.document.text import Texte
from mc_builder.document.tree import PHOTO, SCHEME, Document, Image, ImageDuDossier
from mc_builder.graphiques import couverture, preuves
from mc_builder.graphiques.diagramme import Diagramme, Serie
from mc_builder.model.preuves import Graphique
from mc_builder.model.projet import Projet
from mc_builder.source.prose import Construct
from mc_builder.spans import SourceText
from mc_builder.typography import french


@dataclass(frozen=True, slots=True)
class FigureVue:
    """A figure ready to print, and its numbers for the table under it, which has this anchor."""

    figure: Markup
    ancre: str
    diagramme: Diagramme


def de_la_note(projet: Projet, graphique: Graphique) -> Diagramme:
    """A chart of graphiques.yaml, its texts in French typography."""
    return _typeset(preuves.diagramme(projet, graphique))


def de_la_couverture(matiere: Matiere) -> dict[str, Diagramme]:
    """The charts of the measure, by name."""
    blocs = matiere.analyse.matrices.blocs
    found = couverture.diagrammes(matiere.projet, matiere.rapport, blocs)
    return {diagramme.nom: _typeset(diagramme) for diagramme in found}


def images(matiere: Matiere, root: etree._Element) -> dict[str, Image | ImageDuDossier]:
    """The picture of each ``img`` of a tree, by name; a name that is nobody's is left out."""
    wanted = {img.get("src", "").removeprefix(SCHEME) for img in root.iter("img")}
    if not wanted:
        return {}
    known = de_la_couverture(matiere) | {
        g.cle: de_la_note(matiere.projet, g) for g in matiere.projet.graphiques
    }
    photos = {f"{PHOTO}{photo.nom}": photo for photo in matiere.projet.photos}
    return {
        **{nom: Image(known[nom]) for nom in sorted(wanted & known.keys())},
        **{nom: ImageDuDossier(photos[nom]) for nom in sorted(wanted & photos.keys())},
    }


def figures(matiere: Matiere) -> Mapping[str, FigureVue]:
    """The charts of the measure as a template prints them, by name."""
    return {
        nom: FigureVue(
            figure(diagramme, diagramme.titre, f"donnees-{nom}"), f"donnees-{nom}", diagramme
        )
        for nom, diagramme in de_la_couverture(matiere).items()
    }


def manquants(
    document: Document, images: Mapping[str, Image | ImageDuDossier], markup: str
) -> list[Diagnostic]:
    """The pictures of a tree that are nobody's, at their place in the markup."""
    source = SourceText(f"{document.name}.html", markup)
    names = dict.fromkeys(img.get("src", "") for img in document.root.iter("img"))
    return [
        erreur("DOC011", f"image inconnue « {src} »", source.span(0, len(markup)).find(src))
        for src in names
        if src.removeprefix(SCHEME) not in images
    ]


def figure(diagramme: Diagramme, titre: Texte | str, donnees: str) -> Markup:
    """A figure: title, picture, and a line that says source, date and perimeter.

    `donnees` is the anchor of the table of the numbers drawn, which a pass names.
    """
    facts = (
        ("Source", diagramme.source),
        (diagramme.quand, diagramme.date),
        ("Champ", diagramme.perimetre),
    )
    said = Markup(". ").join(f"{name} : {text}" for name, text in facts if text)
    return Markup(
        '<figure id="{0}"><figcaption>{1}</figcaption><img src="{2}{3}" alt="{4}"/></figure>'
        '<p class="source">{5}. Données : <a class="renvoi" href="#{6}"/>.</p>'
    ).format(
        f"graphique-{diagramme.nom}",
        titre,
        SCHEME,
        diagramme.nom,
        escape(diagramme.alternative),
        said,
        donnees,
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


def _typeset(diagramme: Diagramme) -> Diagramme:
    """The same chart in French typography: the picture is not a text that the passes reach."""

    def words(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(french, texts))

    titre, date, perimetre, source, unite = words(
        (diagramme.titre, diagramme.date, diagramme.perimetre, diagramme.source, diagramme.unite)
    )
    return replace(
        diagramme,
        titre=titre,
        lignes=words(diagramme.lignes),
        series=tuple(
            Serie(
                french(serie.nom),
                tuple(v and replace(v, texte=french(v.texte)) for v in serie.valeurs),
            )
            for serie in diagramme.series
        ),
        unite=unite,
        date=date,
        perimetre=perimetre,
        source=source,
    )
