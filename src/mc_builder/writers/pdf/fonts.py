"""The fonts that the PDF embeds: their files, and the rules of style that name them.

Why a second family: the typeface has no « ✔ », « ⇒ », « ☒ » nor « α » in italics. DejaVu Sans
(licence of Bitstream Vera) comes with Matplotlib, and is embedded only where such a sign is.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

FAMILY = "Source Sans Pro"
#: A name of ours: a machine may have another version under its own.
SYMBOLS = "Signes"
_FACES = (
    ("Light", 300, "normal"),
    ("Regular", 400, "normal"),
    ("It", 400, "italic"),
    ("Semibold", 600, "normal"),
    ("SemiboldIt", 600, "italic"),
    ("Bold", 700, "normal"),
    ("BoldIt", 700, "italic"),
)
_SYMBOL_FACES = (("DejaVuSans", 400, "normal"), ("DejaVuSans-Bold", 700, "normal"))


def _font(name: str) -> str:
    """The address of a file of the typeface that comes as a dependency."""
    folder = Path(str(files("font_source_sans_pro"))) / "files"
    return (folder / f"SourceSansPro-{name}.ttf").as_uri()


def _symbols(name: str) -> str:
    """The address of a file of the symbols; Matplotlib itself is not loaded."""
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:  # never without its dependencies
        raise FileNotFoundError("matplotlib")
    return (Path(spec.origin).parent / "mpl-data/fonts/ttf" / f"{name}.ttf").as_uri()


def faces() -> list[str]:
    """The addresses of the files of the typeface."""
    return [_font(name) for name, *_ in _FACES]


def symbol_faces() -> list[str]:
    """The addresses of the files of the symbols."""
    return [_symbols(name) for name, *_ in _SYMBOL_FACES]


def font_faces() -> str:
    """The @font-face rules of all of them."""
    rules = [
        *((FAMILY, _font(name), weight, style) for name, weight, style in _FACES),
        *((SYMBOLS, _symbols(name), weight, style) for name, weight, style in _SYMBOL_FACES),
    ]
    return "\n".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
        f'src:url("{address}")}}'
        for family, address, weight, style in rules
    )
