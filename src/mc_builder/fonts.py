"""The fonts that the documents embed: their files, and the rules of style that name them.

Why a second family: the typeface has no « ✔ », « ⇒ », « ☒ » nor « α » in italics. DejaVu Sans
(``polices/LICENSE``) is shipped, and embedded only where such a sign is.
"""

from __future__ import annotations

from importlib.resources import files
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
    """The file of a face."""
    ours = Path(__file__).with_name("polices")
    comes_apart = _FACES[face][0] == FAMILY
    folder = Path(str(files("font_source_sans_pro"))) / "files" if comes_apart else ours
    return folder / f"{face}.ttf"


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
