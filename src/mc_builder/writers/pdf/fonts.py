"""The fonts that the documents embed: their files, and the rules of style that name them.

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
_FACES = {
    "SourceSansPro-Light": (FAMILY, 300, "normal"),
    "SourceSansPro-Regular": (FAMILY, 400, "normal"),
    "SourceSansPro-It": (FAMILY, 400, "italic"),
    "SourceSansPro-Semibold": (FAMILY, 600, "normal"),
    "SourceSansPro-SemiboldIt": (FAMILY, 600, "italic"),
    "SourceSansPro-Bold": (FAMILY, 700, "normal"),
    "SourceSansPro-BoldIt": (FAMILY, 700, "italic"),
    "DejaVuSans": (SYMBOLS, 400, "normal"),
    "DejaVuSans-Bold": (SYMBOLS, 700, "normal"),
}


def file_of(face: str) -> Path:
    """The file of a face; Matplotlib itself is not loaded."""
    if _FACES[face][0] == FAMILY:
        return Path(str(files("font_source_sans_pro"))) / "files" / f"{face}.ttf"
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:  # never without its dependencies
        raise FileNotFoundError("matplotlib")
    return Path(spec.origin).parent / "mpl-data/fonts/ttf" / f"{face}.ttf"


def faces(family: str) -> list[Path]:
    """The files of a family."""
    return [file_of(face) for face, (known, _, _) in _FACES.items() if known == family]


def font_faces() -> str:
    """The @font-face rules of all of them."""
    return "\n".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
        f'src:url("{file_of(face).as_uri()}")}}'
        for face, (family, weight, style) in _FACES.items()
    )


def addresses() -> frozenset[str]:
    """The addresses of all of them, as these rules write them."""
    return frozenset(file_of(face).as_uri() for face in _FACES)
