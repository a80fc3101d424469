"""Pictures of the dossier: read when they may be drawn, called by name, said with their words."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

import pytest

from mc_builder.loading import Loaded

Constats = Callable[..., list[str]]
ProjetDe = Callable[..., Loaded]

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'><path d='M0 0h9v9z'/></svg>"
PLAN = {"dossier/images/plan.svg": SVG}
ENTIERE = '{{ image("plan.svg", legende="Le plan", credit="IGN, 2019", texte="Un plan") }}'


def png(*, whole: bool = True, side: int = 9) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes((side + 1) * side)))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"") * whole


def test_a_picture_is_part_of_the_project(projet_de: ProjetDe) -> None:
    loaded = projet_de({**PLAN, "note": f"# A\n\n{ENTIERE}\n\nVoir {{{{ image('plan.svg') }}}}.\n"})
    assert loaded.diagnostics == ()
    assert loaded.projet is not None
    (photo,) = loaded.projet.photos
    assert (photo.nom, photo.donnees, photo.largeur, photo.hauteur) == ("plan.svg", SVG, 20, 10)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.PNG", png(), None),
        ("Carte des ateliers.svg", SVG, None),
        ("a.png", png(whole=False), "NOT021"),
        ("a.png", png(side=5000), "NOT021"),
        ("a.png", SVG, "NOT021"),
        ("a.jpg", b"", "NOT021"),
        ("a.svg", b"<svg><script/></svg>", "NOT021"),
        ("a.svg", b"<svg viewBox='a b'/>", "NOT021"),
        ("a.svg", b" " * 3_000_000, "NOT021"),
        ("a.tiff", b"II", "SCH011"),
        ("plans/a.svg", SVG, "SCH011"),
    ],
)
def test_files_of_the_folder(constats: Constats, name: str, data: bytes, code: str | None) -> None:
    path = f"dossier/images/{name}"
    folder = path if "/" not in name else path.rpartition("/")[0]
    assert constats({path: data}) == ([f"{folder}:1:1 {code}"] if code else [])


@pytest.mark.parametrize("name", ["legende", "credit", "texte"])
def test_a_picture_says_its_words(projet_de: ProjetDe, name: str) -> None:
    """Each missing one is a finding, whose help is the line to write."""
    said = {"legende": "Le plan", "credit": "IGN, 2019", "texte": "Un plan"} | {name: ""}
    words = ", ".join(f'{key}="{text}"' for key, text in said.items() if text)
    loaded = projet_de({**PLAN, "note": f'# A\n\n{{{{ image("plan.svg", {words}) }}}}\n'})
    (found,) = loaded.diagnostics
    assert (found.code, found.span.line, found.span.column) == ("NOT023", 3, 1)
    assert f'{name}="…"' in found.aide
    assert all(f'{key}="{text}"' in found.aide for key, text in said.items() if text)


def test_a_bare_picture_lacks_three_things(constats: Constats) -> None:
    note = '# A\n\n{{ image("plan.svg") }}\n'
    assert constats({**PLAN, "note": note}) == ["note:3:1 NOT023"] * 3


def test_where_pictures_stand(constats: Constats) -> None:
    """In the note and in an annexe, once in each; elsewhere, and twice, never."""
    note = f"# A\n\n{ENTIERE}\n\n{ENTIERE}\n\nVoir {{{{ image('plna.svg') }}}}.\n"
    texte = f"{ENTIERE}\n"
    pole = "pole:\n  id: p\n  intitule: P\n  activites: []\n"
    pole += "  conditions: Voir {{ image('plan.svg') }}\n"
    assert constats({**PLAN, "note": note, "texte": texte, "pole": pole}) == [
        "note:5:1 NOT001",
        "note:7:16 NOT022",
        "pole:5:20 NOT001",
    ]


def test_a_call_needs_a_place(constats: Constats) -> None:
    note = "# A\n\nVoir {{ image('plan.svg') }}.\n"
    assert constats({**PLAN, "note": note, "texte": f"{ENTIERE}\n"}) == ["note:3:6 NOT001"]


def test_the_way_of_markdown_is_translated(projet_de: ProjetDe) -> None:
    note = '# A\n\n![Un plan](images/plan.svg "Le plan – IGN, 2019")\n\n' + ENTIERE + "\n"
    (found,) = projet_de({**PLAN, "note": note}).diagnostics
    assert found.code == "RED017"
    assert ENTIERE in found.aide
