"""The styles of a Word model and its pages → the roles that a reader would not read (MOD007)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from mc_builder.charter import contrast
from mc_builder.diagnostics import Diagnostic
from mc_builder.french import agreed, listed, number
from mc_builder.metrics import Face, width
from mc_builder.spans import Span
from mc_builder.writers.docx.appearance import Appearance
from mc_builder.writers.docx.codes import MOD007
from mc_builder.writers.docx.pages import PageSetup
from mc_builder.writers.docx.sheet import NARROWEST
from mc_builder.writers.docx.stylemap import ROLES, in_french
from mc_builder.writers.docx.styles import STYLES, named_styles
from mc_builder.writers.docx.wml import clark

#: A long word of these documents, which has to stand on one line, and a letter of usual width.
_LONG_WORD, _LETTER = "professionnelles", "n"
#: Columns of text that a table of these documents has.
_COLUMNS = 4
#: Characters smaller than this are not read on paper, in points; WCAG calls large those above.
_SMALLEST, _LARGE = 6, 18
#: Contrast below which a text is not seen, is hard to read when large, when it is not (WCAG 1.4.3).
_UNSEEN, _HARD_LARGE, _HARD = 1.5, 3.0, 4.5
_SHOWN = 3
_COLOUR = "Modifier le style › Police › Couleur"


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong with a role, the style that says so, and what to do in Word."""

    style: str
    message: str
    aide: str


@dataclass(frozen=True, slots=True)
class _Concerned:
    """The styles to correct for one fault, and the roles that have it, in their order."""

    styles: dict[str, None]
    roles: dict[str, None]


def unreadable(
    styles: etree._Element,
    theme: etree._Element | None,
    setup: PageSetup,
    names: Mapping[str, str],
    at: Span,
) -> Iterator[Diagnostic]:
    """One diagnostic for each fault, with the styles that say it and the roles that have it.

    A role whose style is not there gets that of mc_builder, which is judged elsewhere.
    """
    judge = _Judge(Appearance(styles, theme), setup)
    ids = _ids(styles, names)
    heads = {
        role: ids[table]
        for role, table in (
            ("cellule-en-tete", "MCTableauTextes"),
            ("matrice-en-tete", "MCTableauMatrice"),
        )
        if table in ids
    }
    found: dict[tuple[str, str], _Concerned] = {}
    for role, style_id in ROLES.items():
        if style_id in ids and STYLES[style_id].kind != "table":
            for fault in judge.faults(role, ids[style_id], heads.get(role)):
                concerned = found.setdefault((fault.message, fault.aide), _Concerned({}, {}))
                concerned.styles[in_french(fault.style)] = None
                concerned.roles[role] = None
    for (message, aide), concerned in found.items():
        shown = [f"« {name} »" for name in concerned.styles]
        text = f"{_few('style', shown)} : {message} ({_few('rôle', list(concerned.roles))})"
        yield MOD007(text, at, aide)


def _few(noun: str, names: Sequence[str]) -> str:
    """« styles a, b, c et 2 autres »."""
    return f"{agreed(len(names), noun)} {listed(names, most=_SHOWN)}"


def _ids(styles: etree._Element, names: Mapping[str, str]) -> dict[str, str]:
    """The styles of the map that are in the model, by our id: theirs."""
    present = named_styles(styles)
    found = {}
    for style in STYLES.values():
        element = present.get((style.kind, names.get(style.id, style.name).casefold()))
        if element is not None:
            found[style.id] = element.get(clark("styleId"), "")
    return found


class _Judge:
    """Says what a reader would see of a style, on pages of a given width."""

    def __init__(self, look: Appearance, setup: PageSetup) -> None:
        self._look = look
        self._setup = setup

    def faults(self, role: str, style_id: str, table: str | None) -> Iterator[_Fault]:
        """What is wrong with a role; `table` is the style of the table whose head it is."""
        hidden = self._look.said(style_id, "rPr/vanish")
        if hidden is not None and hidden.on:
            yield _Fault(
                hidden.style,
                "le texte est masqué, il ne s’imprimera pas",
                "dans Word, Modifier le style › Police, décochez « Masqué »",
            )
            return
        yield from self._sizes(role, style_id)
        yield from self._colours(style_id, table)
        if STYLES[ROLES[role]].kind == "paragraph":
            yield from self._places(style_id)

    def _sizes(self, role: str, style_id: str) -> Iterator[_Fault]:
        look = self._look
        size, style = look.size(style_id)
        scale = look.said(style_id, "rPr/w")
        wide = (scale.number(default=100) if scale is not None else 100) / 100
        in_cell = role.startswith(("cellule", "matrice"))
        # Narrower pages are said as such.
        page = max(self._setup.width, NARROWEST) / 20
        room = page / (_COLUMNS if in_cell else 1)
        aide = "dans Word, Modifier le style › Police › Taille"
        if size < _SMALLEST:
            yield _Fault(style, f"{_points(size)}, trop petit pour être lu", aide)
        elif width(_LONG_WORD, size, Face.WORD) * wide > room:
            where = "une colonne" if in_cell else "une ligne"
            yield _Fault(
                style if wide <= 1 or scale is None else scale.style,
                f"{_points(size)}, un mot comme « {_LONG_WORD} » ne tient pas sur {where}",
                aide,
            )
        raised = look.said(style_id, "rPr/position")
        if raised is not None and abs(raised.number()) / 2 > size:
            yield _Fault(
                raised.style,
                "le texte est décalé de plus d’une ligne, par-dessus un autre",
                "dans Word, Modifier le style › Police › Paramètres avancés › Position : Normal",
            )
        tight = look.said(style_id, "rPr/spacing")
        if tight is not None and -tight.number() / 20 > width(_LETTER, size, Face.WORD) / 2:
            yield _Fault(
                tight.style,
                "les lettres se recouvrent",
                "dans Word, Modifier le style › Police › Paramètres avancés › Espacement : Normal",
            )

    def _colours(self, style_id: str, table: str | None) -> Iterator[_Fault]:
        look = self._look
        ink = look.ink(style_id)
        if ink is None:
            return  # automatic: Word takes black or white, whichever is seen
        ground = look.ground(style_id)
        if ground is None and table is not None:
            ground = look.head_ground(table)
        ground = ground or "FFFFFF"
        seen = contrast(ink[0], ground)
        size, _ = look.size(style_id)
        bold = look.said(style_id, "rPr/b")
        large = size >= _LARGE or (size >= _LARGE - 4 and bold is not None and bold.on)
        colours = f"#{ink[0]} sur #{ground}"
        if seen < _UNSEEN:
            message = f"le texte ne se voit pas ({colours})"
            yield _Fault(ink[1], message, f"dans Word, {_COLOUR} : Automatique, ou plus foncée")
        elif seen < (_HARD_LARGE if large else _HARD):
            wanted = "3" if large else "4,5"
            message = (
                f"le texte se lit mal ({colours}, contraste de"
                f" {number(seen, 1)} ; il en faut {wanted})"
            )
            yield _Fault(ink[1], message, f"dans Word, {_COLOUR} : choisissez-en une plus foncée")

    def _places(self, style_id: str) -> Iterator[_Fault]:
        look, setup = self._look, self._setup
        indents = {}
        for side, other in (("left", "start"), ("right", "end")):
            said = look.attribute(style_id, "pPr/ind", side)
            name = side
            if said is None:
                said, name = look.attribute(style_id, "pPr/ind", other), other
            indents[side] = (said.number(name) if said is not None else 0, said)
        aide = "dans Word, Modifier le style › Format › Paragraphe › Retrait"
        for side, margin in (("left", setup.margin("left")), ("right", setup.margin("right"))):
            value, said = indents[side]
            if said is not None and value < -margin:
                yield _Fault(said.style, "le retrait sort le texte de la page", aide)
        left, right = indents["left"], indents["right"]
        said = left[1] or right[1]
        if said is not None and setup.width - max(left[0], 0) - max(right[0], 0) < setup.width / 4:
            yield _Fault(said.style, "les retraits ne laissent pas de place au texte", aide)
        frame = look.said(style_id, "pPr/framePr")
        if frame is not None and frame.value("dropCap", "none") == "none":
            yield _Fault(
                frame.style,
                "le texte est dans un cadre posé sur la page, par-dessus un autre ou hors d’elle",
                "dans Word, Modifier le style › Format › Cadre › Supprimer le cadre",
            )
        exact = look.attribute(style_id, "pPr/spacing", "line")
        size, _ = look.size(style_id)
        if (
            exact is not None
            and exact.value("lineRule") == "exact"
            and exact.number("line") / 20 < size
        ):
            yield _Fault(
                exact.style,
                f"l’interligne exact coupe un texte de {_points(size)}",
                "dans Word, Modifier le style › Format › Paragraphe › Interligne : Multiple",
            )
        for side in ("before", "after"):
            gap = look.attribute(style_id, "pPr/spacing", side)
            if gap is not None and gap.number(side) > setup.height / 2:
                yield _Fault(
                    gap.style,
                    "l’espacement prend plus d’une demi-page",
                    "dans Word, Modifier le style › Format › Paragraphe › Espacement",
                )


def _points(size: float) -> str:
    return f"{number(size)} {agreed(size, 'point')}"
