"""The evidence of the note as a workbook: every figure, the charts' numbers, sources, acronyms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from mc_builder.documents.making import Made, Making
from mc_builder.documents.note.preuves import ChiffreVue, SourceVue
from mc_builder.documents.note.vue import CertificationVue, NoteOpportuniteVue
from mc_builder.documents.recouvrements_feuille import overlap_sheet
from mc_builder.page.text import in_lines
from mc_builder.writers.xlsx.sheets import Classeur, Colonne, Feuille, Valeur

_CHIFFRES = (
    Colonne("Ce qui est mesuré", 44),
    Colonne("Valeur", 20),
    Colonne("Date", 14),
    Colonne("Périmètre", 40),
    Colonne("Périmètre lu dans la source", 12),
    Colonne("Source", 26),
    Colonne("Place dans la source", 26),
    Colonne("Réserve", 50),
    Colonne("Autre valeur ou autre périmètre", 44),
)
_GRAPHIQUES = (
    Colonne("Graphique", 44),
    Colonne("Ce qui est représenté", 40),
    Colonne("Valeur", 20),
    Colonne("Date", 14),
    Colonne("Note", 40),
)
_SOURCES = (
    Colonne("Nom court", 28),
    Colonne("Auteur", 28),
    Colonne("Titre", 60),
    Colonne("Éditeur", 24),
    Colonne("Adresse", 50),
    Colonne("Consultée le", 16),
    Colonne("Citée d’après", 20),
    Colonne("Précision", 60),
)
_CERTIFICATIONS = (
    Colonne("Certification", 44),
    Colonne("Certificateur", 30),
    Colonne("Niveau", 10),
    Colonne("Code", 14),
    Colonne("Ce à quoi elle prépare", 50),
    Colonne("Recouvrement", 50),
    Colonne("Ce qui les distingue", 50),
    Colonne("Positionnement", 18),
    Colonne("Source", 40),
)
_EMPLOIS = (
    Colonne("Emploi-type", 40),
    Colonne("Appellation", 44),
    Colonne("Source de l’appellation", 40),
    Colonne("Codes ROME", 18),
    Colonne("Organisations", 40),
    Colonne("Sources de l’emploi", 50),
)
_SIGLES = (Colonne("Sigle", 16), Colonne("Signification", 70))


def make(making: Making) -> Made:
    """The workbook of one note."""
    vue: NoteOpportuniteVue = making.view
    tete = vue.tete
    projet = making.builder.projet
    droits = projet.dossier.droits
    classeur = Classeur(tete.edition, tete.sujet, making.date, projet.charte, projet.said, droits)
    _table(classeur.feuille("Chiffres"), _CHIFFRES, _figures(vue))
    _table(classeur.feuille("Graphiques"), _GRAPHIQUES, _points(vue))
    _table(
        classeur.feuille("Certifications"), _CERTIFICATIONS, map(_certification, vue.certifications)
    )
    overlap_sheet(classeur, vue.recouvrements)
    _table(classeur.feuille("Emplois"), _EMPLOIS, _names(vue))
    _table(classeur.feuille("Sources"), _SOURCES, (_source(one) for one in vue.sources))
    _table(classeur.feuille("Sigles"), _SIGLES, ((str(a), str(b)) for a, b in vue.sigles))
    return Made(classeur.octets())


def _table(
    sheet: Feuille, columns: tuple[Colonne, ...], rows: Iterable[tuple[Valeur, ...]]
) -> None:
    sheet.largeurs(columns)
    zone = sheet.tableau(columns, rows)
    sheet.principal(zone, 1)


def _figures(vue: NoteOpportuniteVue) -> Iterator[tuple[Valeur, ...]]:
    for source, figures in vue.chiffres:
        for figure in figures:
            yield _figure("" if source is None else source.appel, figure)


def _figure(source: str, figure: ChiffreVue) -> tuple[Valeur, ...]:
    said = [figure.reserve, *(note.texte for note in figure.notes)]
    return (
        str(figure.intitule),
        str(figure.valeur),
        figure.date,
        str(figure.perimetre),
        "non, déduit" if figure.deduit else "oui",
        source,
        figure.lieu or "",
        "\n".join(in_lines(text) for text in said if text),
        "\n".join(
            ", ".join(part for part in (str(o.intitule), str(o.valeur), o.date) if part)
            for o in figure.contredit
        ),
    )


def _points(vue: NoteOpportuniteVue) -> Iterator[tuple[Valeur, ...]]:
    for chart in vue.graphiques:
        said = "\n".join(in_lines(note.texte) for note in chart.notes)
        for label, value, date, _ in chart.points:
            yield str(chart.titre), str(label), str(value), date, said
    if vue.niveaux is not None:
        for rank, emploi in enumerate(vue.niveaux.lignes):
            yield vue.niveaux.titre, emploi, vue.niveaux.said(rank), "", ""


def _certification(one: CertificationVue) -> tuple[Valeur, ...]:
    texts = (one.activites, one.recouvrement, one.complementarite)
    return (
        str(one.titre),
        str(one.certificateur or ""),
        str(one.niveau or ""),
        str(one.code or ""),
        *(in_lines(text) for text in texts),
        one.verdict,
        "" if one.source is None else one.source.striptags(),
    )


def _names(vue: NoteOpportuniteVue) -> Iterator[tuple[Valeur, ...]]:
    for emploi in vue.emplois:
        shared = (
            ", ".join(map(str, emploi.rome)),
            " ; ".join(map(str, emploi.organisations)),
            " ; ".join(source.striptags() for source in emploi.sources),
        )
        for source, names in emploi.appellations or ((Markup(""), (emploi.titre,)),):
            for name in names:
                yield str(emploi.titre), str(name), source.striptags(), *shared


def _source(source: SourceVue) -> tuple[Valeur, ...]:
    return (
        source.appel,
        "" if source.auteur is None else str(source.auteur),
        str(source.titre),
        "" if source.editeur is None else str(source.editeur),
        source.url or "",
        source.consultation,
        source.citee_par or "",
        "" if source.precision is None else str(source.precision),
    )
