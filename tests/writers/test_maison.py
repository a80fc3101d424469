"""A house style is a folder: its variables, its rules, its logo; no template changes."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from docx_reading import document

from mc_builder.builtin import builtin_folder
from mc_builder.page.templates import Templates
from mc_builder.writers.maison import house_sheet, refusals
from mc_builder.writers.pdf import writer as pdf
from mc_builder.writers.pdf.writer import TooLong, write_pdf

_MARKUP = """
<section class="couverture"><p class="couverture-type">Type</p>
<p class="couverture-titre">Titre</p></section>
<section class="chapitre"><h1>Un</h1><p>Texte</p></section>
"""
#: The colour of the second house, and ours.
VERT, BLEU = (20, 90, 50), (31, 58, 95)
FEUILLE = """
:root { --couleur: #145a32; --corps: 11pt; }
h1 { text-align: center; }
"""
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 4 2">
<rect width="4" height="2" fill="#145a32"/></svg>"""


def maison(folder: Path, **files: str) -> Templates:
    """A project whose `templates` folder holds these files and nothing else."""
    own = folder / "templates"
    own.mkdir()
    for name, text in files.items():
        (own / name.replace("_", ".")).write_text(text, "utf-8")
    return Templates(folder)


def couleurs(data: bytes) -> set[tuple[int, ...]]:
    """The colours of the pages, antialiasing left out."""
    read = pypdfium2.PdfDocument(data)
    found: set[tuple[int, ...]] = set()
    for page in read:
        picture = page.render(scale=0.5).to_pil().convert("RGB")
        found |= {colour for count, colour in picture.getcolors(1 << 20) or () if count > 20}
    read.close()
    return found


def test_a_second_house_style_takes_no_template(tmp_path: Path) -> None:
    templates = maison(tmp_path, maison_css=FEUILLE, logo_svg=LOGO)
    assert refusals(templates) is None
    ours = couleurs(write_pdf(document(_MARKUP), house_sheet(Templates())).data)
    theirs = couleurs(write_pdf(document(_MARKUP), house_sheet(templates)).data)
    assert BLEU in ours - theirs
    assert VERT in theirs - ours


def test_a_logo_alone(tmp_path: Path) -> None:
    written = write_pdf(document(_MARKUP), house_sheet(maison(tmp_path, logo_svg=LOGO))).data
    assert VERT in couleurs(written)


def test_without_a_house_style_the_sheet_is_ours() -> None:
    assert house_sheet(Templates()) == (builtin_folder() / "styles.css").read_text("utf-8")
    assert refusals(Templates()) is None


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        (
            "logo.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
            "l’image SVG contient un élément « script »",
        ),
        ("logo.png", b"GIF89a", "ce n’est pas une image PNG"),
        ("logo.svg", b" " * 3_000_000, "l’image est trop lourde"),
        ("maison.css", b"p { color: \xff }", "la feuille de style n’est pas écrite en UTF-8"),
        ("maison.css", b" " * 300_000, "la feuille de style pèse plus de 200 ko"),
        (
            "maison.css",
            b"p { width: " + b"(" * 5000,
            "la feuille de style ouvre plus de 40 parenthèses l’une dans l’autre",
        ),
        (
            "maison.css",
            b":is(" * 2000 + b"p" + b")" * 2000 + b" { color: red }",
            "la feuille de style ouvre plus de 40 parenthèses l’une dans l’autre",
        ),
        (
            "maison.css",
            b"p { color: device-cmyk(var(--a) 0 0 0) }",
            "la feuille de style calcule une couleur d’imprimerie",
        ),
        (
            "logo.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='a b'/>",
            "« viewBox » vaut « a b »",
        ),
        ("logo.jpeg", b"GIF89a", "ce n’est pas une image JPEG"),
    ],
)
def test_what_is_not_a_picture_or_a_sheet_is_refused(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    templates = maison(tmp_path)
    (tmp_path / "templates" / name).write_bytes(data)
    found = refusals(templates)
    assert found is not None
    assert found[0] == name
    assert found[1].startswith(reason)


@pytest.mark.parametrize("rule", ["@page { size: 1mm; margin: 0 }", "p { font-size: 900mm }"])
def test_a_sheet_makes_no_more_pages_than_anybody_prints(
    monkeypatch: pytest.MonkeyPatch, rule: str
) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 8)
    text = "".join(f"<p>Paragraphe {number} de ce texte</p>" for number in range(20))
    long = document(f'<section class="chapitre"><h1>Un</h1>{text}</section>')
    write_pdf(long, house_sheet(Templates()))
    with pytest.raises(TooLong):
        write_pdf(long, house_sheet(Templates()) + rule)


def test_a_style_sheet_reaches_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text(LOGO, "utf-8")
    rule = f'h1 {{ background: url("{secret.as_uri()}"); }}'
    written = write_pdf(document(_MARKUP), house_sheet(maison(tmp_path, maison_css=rule))).data
    assert VERT not in couleurs(written)
