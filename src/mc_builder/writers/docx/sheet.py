"""The pages of a Word model → what a reader would find odd in those of the documents (MOD006)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from mc_builder.codes import ERREUR
from mc_builder.diagnostics import Diagnostic
from mc_builder.spans import Span
from mc_builder.writers.docx.codes import MOD006
from mc_builder.writers.docx.pages import PageSetup
from mc_builder.writers.docx.wml import clark

#: Narrower, a table of four columns cannot be read; 110 mm in twips.
NARROWEST = 6236
#: Lower, a page does not hold a title and a few rows; 120 mm.
_LOWEST = 6803
#: Less, and not a word stands on a line; 30 mm.
_NOTHING = 1701
#: Paper sizes by their sides in mm; what Word calls them.
_PAPERS = {
    (216, 279): "Letter (américain)",
    (216, 356): "Legal (américain)",
    (184, 267): "Executive (américain)",
    (297, 420): "A3",
    (148, 210): "A5",
    (176, 250): "B5",
}
_A4, _SLACK = (210, 297), 2
_TWIPS = 1440 / 25.4


def odd_pages(setup: PageSetup, document: etree._Element, at: Span) -> Iterator[Diagnostic]:
    """What is odd in the pages of the text; `document` is the old text, with its sections."""
    wide, high = setup.side("w"), setup.side("h")
    if setup.width < _NOTHING or setup.height < _NOTHING:
        yield MOD006(
            f"il ne reste que {_mm(setup.width)} × {_mm(setup.height)} mm entre les marges",
            at,
            "dans Word, Mise en page › Taille : A4, puis Marges : Normales",
            gravite=ERREUR,
        )
        return
    if wide > high:
        yield MOD006(
            "la dernière section est en paysage : tout le texte le sera",
            at,
            "mettez la dernière section en portrait ; la première peut être celle de la couverture",
        )
    yield from _paper(wide, high, at)
    if setup.width < NARROWEST:
        yield MOD006(
            f"il reste {_mm(setup.width)} mm entre les marges : les tableaux n’y tiendront pas",
            at,
            "réduisez les marges : 110 mm au moins",
        )
    if setup.height < _LOWEST and wide <= high:
        yield MOD006(
            f"il reste {_mm(setup.height)} mm de haut entre les marges",
            at,
            "réduisez les marges du haut et du bas : 120 mm au moins",
        )
    yield from _sections(document, at)


def _paper(wide: int, high: int, at: Span) -> Iterator[Diagnostic]:
    sides = sorted((_mm(wide), _mm(high)))
    if all(abs(side - a4) <= _SLACK for side, a4 in zip(sides, _A4, strict=True)):
        return
    name = next(
        (
            f" {name}"
            for paper, name in _PAPERS.items()
            if all(abs(side - own) <= _SLACK for side, own in zip(sides, paper, strict=True))
        ),
        "",
    )
    yield MOD006(
        f"le papier est du format{name or ' inhabituel'}, {sides[0]} × {sides[1]} mm : imprimé sur"
        " du A4, le document sera coupé ou réduit",
        at,
        "dans Word, Mise en page › Taille : A4 (21 × 29,7 cm)",
    )


def _sections(document: etree._Element, at: Span) -> Iterator[Diagnostic]:
    """What the last section, that of the text, has and that shows, or that is not taken."""
    section = next(iter(reversed(list(document.iter(clark("sectPr"))))), None)
    if section is None:
        return
    columns = section.find(clark("cols"))
    count = columns.get(clark("num"), "1") if columns is not None else "1"
    if count not in ("0", "1"):
        yield MOD006(
            f"le texte du modèle est sur {count} colonnes : celui des documents sera sur une seule,"
            " où les tableaux tiennent",
            at,
            "dans Word, Mise en page › Colonnes : Une",
        )
    if section.find(clark("lnNumType")) is not None:
        yield MOD006(
            "les lignes sont numérotées : celles des documents le seront, dans la marge",
            at,
            "dans Word, Mise en page › Numéros de lignes : Aucun",
        )
    direction = section.find(clark("textDirection"))
    if direction is not None and direction.get(clark("val")) not in (None, "lrTb", "tb"):
        yield MOD006(
            "le texte du modèle est vertical : celui des documents sera horizontal",
            at,
            "dans Word, Mise en page › Orientation du texte : Horizontal",
        )


def _mm(twips: int) -> int:
    return round(twips / _TWIPS)
