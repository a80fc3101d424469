"""The charts that documents show: those of the project, that of the levels of its jobs."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from mc_builder.diagnostics import Diagnostic
from mc_builder.graphiques import emplois
from mc_builder.graphiques.diagramme import Diagramme
from mc_builder.page.codes import DOC011
from mc_builder.page.figures import of_note, typeset_chart
from mc_builder.page.tree import PHOTO, SCHEME, Document, Image, ImageDuDossier
from mc_builder.project import Project
from mc_builder.spans import SourceText


def of_emplois(project: Project) -> Diagramme | None:
    """The levels of the target jobs, when they are known."""
    found = emplois.niveaux(project.projet)
    return None if found is None else typeset_chart(found, project.projet.said)


def images(project: Project, root: etree._Element) -> dict[str, Image | ImageDuDossier]:
    """The picture of each ``img`` of a tree, by name; a name that is nobody's is left out."""
    wanted = {img.get("src", "").removeprefix(SCHEME) for img in root.iter("img")}
    if not wanted:
        return {}
    known = {g.cle: of_note(project.projet, g) for g in project.projet.graphiques}
    if (niveaux := of_emplois(project)) is not None:
        known[niveaux.nom] = niveaux
    charte = project.projet.charte
    photos = {f"{PHOTO}{photo.nom}": photo for photo in project.projet.photos}
    return {
        **{nom: Image(known[nom], charte) for nom in sorted(wanted & known.keys())},
        **{nom: ImageDuDossier(photos[nom], charte) for nom in sorted(wanted & photos.keys())},
    }


def manquants(
    document: Document, images: Mapping[str, Image | ImageDuDossier], markup: str
) -> list[Diagnostic]:
    """The pictures of a tree that are nobody's, at their place in the markup."""
    source = SourceText(f"{document.name}.html", markup)
    names = dict.fromkeys(img.get("src", "") for img in document.root.iter("img"))
    return [
        DOC011(f"image inconnue « {src} »", source.span(0, len(markup)).find(src))
        for src in names
        if src.removeprefix(SCHEME) not in images
    ]
