"""The charter of the documents: their colours, typefaces, sizes and margins, given once.

Every writer takes its look from it: the style sheets, the styles of Word, the charts, the workbook.
What is a tint of a colour is computed from it, so that another colour changes them all.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass

#: Sides of a sheet of A4, and a point, in millimetres.
WIDE_MM, HIGH_MM, POINT_MM = 210.0, 297.0, 25.4 / 72
#: The contrast that a text needs on its ground (WCAG 1.4.3, RGAA 3.2).
READABLE = 4.5
WHITE = "#ffffff"
#: The typefaces whose widths are known (`metrics`); how much wider another is, Verdana aside.
_MEASURED, _WIDER = frozenset({"Source Sans Pro", "Calibri", "Carlito"}), 1.15
#: Sizes that follow that of the text around.
_RELATIVE = frozenset({"chapeau", "discret"})
#: Families that CSS knows by itself: they are not quoted.
_GENERIC = frozenset({"serif", "sans-serif", "monospace", "system-ui"})


@dataclass(frozen=True)
class Charte:
    """Colours (« #rrggbb »), families of fonts, sizes in points (PDF, Word), margins in mm.

    A margin is that of the top, of the right, of the foot, of the left.
    """

    couleurs: Mapping[str, str]
    polices: Mapping[str, tuple[str, ...]]
    tailles: Mapping[str, tuple[float, float]]
    marges: Mapping[str, tuple[float, float, float, float]]

    def largeur_mm(self, page: str = "page") -> float:
        """The width of the text of a page, in millimetres."""
        _, right, _, left = self.marges[page]
        return (HIGH_MM if page == "paysage" else WIDE_MM) - left - right

    def largeur(self, page: str = "page") -> float:
        """The same in points."""
        return self.largeur_mm(page) / POINT_MM

    def mesure(self, taille: str, police: str = "pdf") -> float:
        """The size to measure texts by, in points: larger when nobody knows how wide they are."""
        size = self.tailles[taille][1 if police == "word" else 0]
        return size if self.polices[police][0] in _MEASURED else size * _WIDER

    def familles(self, police: str) -> str:
        """The families of a typeface, as CSS writes them."""
        names = self.polices[police]
        return ", ".join(name if name in _GENERIC else f'"{name}"' for name in names)

    @property
    def variables(self) -> dict[str, str]:
        """The variables of the style sheet of the PDF, by name."""
        named = {"principale": "couleur", "pale": "couleur-pale", "vive": "couleur-vive"}
        return {
            **{f"--{named.get(name, name)}": colour for name, colour in self.couleurs.items()},
            "--police": self.familles("pdf"),
            "--corps": f"{self.tailles['texte'][0]:g}pt",
            **{f"--taille-{name}": self._size(name) for name in self.tailles},
            **{
                f"--marges-{name}": " ".join(f"{side:g}mm" for side in sides)
                for name, sides in self.marges.items()
            },
        }

    def _size(self, name: str) -> str:
        """A size for CSS; that of a text among others is a share of theirs."""
        size, text = self.tailles[name][0], self.tailles["texte"][0]
        return f"{size / text:g}em" if name in _RELATIVE else f"{size:g}pt"

    @property
    def claire(self) -> dict[str, str]:
        """The variables of a page on a light screen."""
        hue, ink, quiet = (self.couleurs[name] for name in ("principale", "encre", "gris"))
        alert, doubt = self.couleurs["vive"], self.couleurs["doute"]
        return {
            "--encre": ink, "--papier": WHITE, "--voile": lit(hue, 0.966),
            "--trait": lit(self.couleurs["filet"], 0.86), "--cadre": lit(quiet, 0.58),
            "--discret": quiet, "--accent": hue, "--sur-accent": WHITE, "--pale": lit(hue, 0.915),
            "--alerte": alert, "--sur-alerte": WHITE, "--alerte-pale": lit(alert, 0.95),
            "--milieu": doubt, "--milieu-pale": self.couleurs["doute-pale"],
            "--n1": lit(hue, 0.93), "--n2": lit(hue, 0.825), "--n3": _under_white(hue), "--n4": hue,
            "--sur-n": WHITE, "--police": self.familles("ecran"),
        }  # fmt: skip

    @property
    def sombre(self) -> dict[str, str]:
        """The same on a dark screen: the hues stay, their lightness is turned over."""
        hue, ink, quiet = (self.couleurs[name] for name in ("principale", "encre", "gris"))
        alert, doubt = self.couleurs["vive"], self.couleurs["doute"]
        return {
            "--encre": lit(ink, 0.9), "--papier": lit(ink, 0.085), "--voile": lit(ink, 0.13),
            "--trait": lit(ink, 0.22), "--cadre": lit(quiet, 0.52), "--discret": lit(quiet, 0.71),
            "--accent": lit(hue, 0.77), "--sur-accent": lit(hue, 0.07), "--pale": lit(hue, 0.21),
            "--alerte": lit(alert, 0.81), "--sur-alerte": lit(alert, 0.07),
            "--alerte-pale": lit(alert, 0.17), "--milieu": lit(doubt, 0.71),
            "--milieu-pale": lit(doubt, 0.13), "--n1": lit(hue, 0.18),
            "--n2": _dark_under(lit(ink, 0.9), hue, 0.25),
            "--n3": lit(hue, 0.67), "--n4": lit(hue, 0.84), "--sur-n": lit(hue, 0.07),
        }  # fmt: skip


def _dark_under(ink: str, colour: str, light: float) -> str:
    """The same hue at this lightness, or darker when the ink would not be read on it.

    Why: greens and yellows shine more than blues that are as light.
    """
    steps = (lit(colour, light - n / 100) for n in range(round(light * 100)))
    return next((tint for tint in steps if contrast(ink, tint) >= READABLE), lit(colour, 0))


def lit(colour: str, light: float) -> str:
    """The same hue and saturation at another lightness, from 0, black, to 1, white."""
    hue, _, saturation = colorsys.rgb_to_hls(*_channels(colour))
    return _hex(colorsys.hls_to_rgb(hue, light, saturation))


def mixed(colour: str, share: float, ground: str = WHITE) -> str:
    """A share of a colour over a ground."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    red, green, blue = (share * ink + (1 - share) * paper for ink, paper in pairs)
    return _hex((red, green, blue))


def _under_white(colour: str) -> str:
    """The lightest tint of a colour on which white is read, if there is one."""
    tints = (mixed(colour, share / 20) for share in range(15, 20))
    return next((tint for tint in tints if contrast(WHITE, tint) >= READABLE), colour)


def lightness(colour: str) -> float:
    """From 0, black, to 1, white."""
    return colorsys.rgb_to_hls(*_channels(colour))[1]


def for_word(colour: str) -> str:
    """« #1f3a5f » → « 1F3A5F »."""
    return colour.removeprefix("#").upper()


def contrast(ink: str, ground: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, « contrast ratio »)."""
    lights = sorted((_luminance(ink), _luminance(ground)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(pair, 16) / 255 for pair in re.findall("[0-9a-fA-F]{2}", colour))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in channels)
