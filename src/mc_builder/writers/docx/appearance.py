"""Styles and theme of a Word model → what a reader sees of a style: sizes, colours, places.

A style says only what it changes: the rest comes from the style that it is based on, and at last
from the defaults. Every value keeps the name of the style that says it, the one to correct.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from mc_builder.charter import for_word, lightness, lit, mixed
from mc_builder.french import whole
from mc_builder.writers.docx.wml import clark

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
#: Names of theme colours in a text → in the theme.
_SLOTS = {
    "text1": "dk1", "dark1": "dk1", "background1": "lt1", "light1": "lt1",
    "text2": "dk2", "dark2": "dk2", "background2": "lt2", "light2": "lt2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF",
    "red": "FF0000", "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080",
    "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
#: The size of characters where nothing says one, in points.
_DEFAULT_SIZE = 10.0
#: Word bases a style on eleven others at most; a chain may also come back to where it began.
_LONGEST_CHAIN = 20
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Said:
    """An element that a style holds, and the name of that style in the file."""

    element: etree._Element
    style: str

    def value(self, name: str = "val", default: str = "") -> str:
        """One of its attributes."""
        return self.element.get(clark(name), default)

    def number(self, name: str = "val", default: int = 0) -> int:
        """An attribute that is an integer; what else stands there is the default."""
        text = self.value(name)
        number = whole(text.removeprefix("-"))
        if number is None:
            return default
        return -number if text.startswith("-") else number

    @property
    def on(self) -> bool:
        """Whether a property that is there or not is there."""
        return self.value("val", "true") not in _OFF


class Appearance:
    """What the styles of a model say, with inheritance."""

    def __init__(self, styles: etree._Element, theme: etree._Element | None) -> None:
        self._by_id = {e.get(clark("styleId"), ""): e for e in styles.iterfind(clark("style"))}
        self._chains: dict[str, list[etree._Element]] = {}
        self._defaults = styles.find(clark("docDefaults"))
        self._theme = _colours(theme)

    def chain(self, style_id: str) -> list[etree._Element]:
        """A style and those that it is based on, in turn."""
        if style_id not in self._chains:
            found: list[etree._Element] = []
            current = self._by_id.get(style_id)
            while current is not None and len(found) < _LONGEST_CHAIN:
                found.append(current)
                base = current.find(clark("basedOn"))
                current = self._by_id.get(base.get(clark("val"), "")) if base is not None else None
            self._chains[style_id] = found
        return self._chains[style_id]

    def name(self, style_id: str) -> str:
        """The name of a style in the file."""
        style = self._by_id.get(style_id)
        return _name(style) if style is not None else style_id

    def said(self, style_id: str, path: str) -> Said | None:
        """What a style says of « rPr/sz », itself or by those that it is based on."""
        names = [clark(name) for name in path.split("/")]
        for style in self.chain(style_id):
            element = style.find("/".join(names))
            if element is not None:
                return Said(element, _name(style))
        if self._defaults is None:
            return None
        default = clark(f"{path.split('/', maxsplit=1)[0]}Default")
        element = self._defaults.find("/".join([default, *names]))
        return Said(element, "valeurs par défaut") if element is not None else None

    def attribute(self, style_id: str, path: str, name: str) -> Said | None:
        """The nearest element at `path` that has an attribute: Word inherits each apart."""
        names = "/".join(clark(step) for step in path.split("/"))
        for style in self.chain(style_id):
            element = style.find(names)
            if element is not None and element.get(clark(name)) is not None:
                return Said(element, _name(style))
        return None

    def size(self, style_id: str) -> tuple[float, str]:
        """The size of the characters in points, and the style that says it."""
        said = self.said(style_id, "rPr/sz")
        return (said.number() / 2, said.style) if said is not None else (_DEFAULT_SIZE, "")

    def ink(self, style_id: str) -> tuple[str, str] | None:
        """The colour of the characters as RRGGBB and the style that says it; None: automatic."""
        said = self.said(style_id, "rPr/color")
        colour = self._colour(said.element, "val", "theme") if said is not None else None
        return (colour, said.style) if said is not None and colour is not None else None

    def ground(self, style_id: str) -> str | None:
        """The colour behind the characters, or None when it is that of what is below."""
        marked = self.said(style_id, "rPr/highlight")
        if marked is not None and marked.value() in _HIGHLIGHTS:
            return _HIGHLIGHTS[marked.value()]
        for path in ("rPr/shd", "pPr/shd"):
            said = self.said(style_id, path)
            if said is not None and (colour := self.shade(said.element)) is not None:
                return colour
        return None

    def head_ground(self, table_id: str) -> str | None:
        """The colour behind the first row of a table style."""
        for style in self.chain(table_id):
            for part in style.findall(clark("tblStylePr")):
                shade = part.find(f"{clark('tcPr')}/{clark('shd')}")
                if part.get(clark("type")) == "firstRow" and shade is not None:
                    return self.shade(shade)
        said = self.said(table_id, "tcPr/shd")
        return self.shade(said.element) if said is not None else None

    def shade(self, shade: etree._Element) -> str | None:
        """The colour of a ground; a pattern is as dark as its share of ink."""
        fill = self._colour(shade, "fill", "themeFill")
        pattern = shade.get(clark("val"), "clear")
        share = 1.0 if pattern == "solid" else _share(pattern)
        if not share:
            return fill
        ink = self._colour(shade, "color", "theme") or "000000"
        return for_word(mixed(ink, share, fill or "FFFFFF"))

    def _colour(self, element: etree._Element, plain: str, theme: str) -> str | None:
        """RRGGBB of an element that names a colour, or one of the theme, lighter or darker."""
        prefix = "themeColor" if theme == "theme" else theme
        slot = element.get(clark(prefix))
        if slot is not None and (colour := self._theme.get(_SLOTS.get(slot, slot))) is not None:
            tint = _share_of(element.get(clark(f"{theme}Tint")))
            dark = _share_of(element.get(clark(f"{theme}Shade")))
            return _lit(colour, tint, dark)
        value = element.get(clark(plain), "auto")
        is_colour = len(value) == 6 and all(c in "0123456789abcdefABCDEF" for c in value)
        return value.upper() if is_colour else None


def _name(style: etree._Element) -> str:
    name = style.find(clark("name"))
    return name.get(clark("val"), "") if name is not None else style.get(clark("styleId"), "")


def _colours(theme: etree._Element | None) -> dict[str, str]:
    """Each colour of a theme, RRGGBB."""
    return dict(_slots(theme)) if theme is not None else {}


def _slots(theme: etree._Element) -> Iterator[tuple[str, str]]:
    for scheme in theme.iter(clark("clrScheme", _DRAWING)):
        for slot in scheme.iterchildren(etree.Element):
            for colour in slot.iterchildren(etree.Element):
                value = colour.get("lastClr") or colour.get("val") or ""
                if len(value) == 6 and all(c in "0123456789abcdefABCDEF" for c in value):
                    yield str(etree.QName(slot).localname), value.upper()
        return


def _share(pattern: str) -> float:
    """« pct25 » → 0.25; a pattern of lines is about a quarter."""
    percent = whole(pattern.removeprefix("pct")) if pattern.startswith("pct") else None
    if percent is not None:
        return min(percent, 100) / 100
    return 0.0 if pattern in ("clear", "nil") else 0.25


def _share_of(text: str | None) -> float:
    """A tint or a shade, in hexadecimal, as a share; 1 when there is none."""
    try:
        return int(text[:2], 16) / 255 if text else 1.0
    except ValueError:
        return 1.0


def _lit(colour: str, tint: float, shade: float) -> str:
    return for_word(lit(colour, (lightness(colour) * tint + (1 - tint)) * shade))
