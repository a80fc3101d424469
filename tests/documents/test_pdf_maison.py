"""With any logo and any house sheet, a PDF keeps its word: it conforms, or does not say so."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pdf_conforme import fautes, verapdf
from PIL import Image

from mc_builder.page.passes import complete
from mc_builder.page.templates import Templates
from mc_builder.page.tree import Document, parse
from mc_builder.source.images import refusal
from mc_builder.writers.maison import LOGOS, house_sheet, refusals
from mc_builder.writers.pdf.writer import PdfEcrit, write_pdf

_DEBUT = '<section class="couverture"><p class="couverture-type">Type</p></section>'
_TEXTE = """<section class="chapitre"><h1>Un</h1><p>Texte <strong>gras</strong>.</p>
<ul><li>a <a href="https://exemple.fr">lien</a><span class="note">note</span></li></ul>
<table class="textes"><thead><tr><th scope="col">A</th></tr></thead>
<tbody><tr><td>b</td></tr></tbody></table>{}</section>"""
_SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='40'>{}</svg>"


def _points(kind: str, mode: str) -> bytes:
    data = io.BytesIO()
    Image.linear_gradient("L").resize((30, 20)).convert(mode).save(data, kind)
    return data.getvalue()


#: Logos of every kind, by name of file.
PHOTOS = {
    **{f"png-{mode}": ("logo.png", _points("PNG", mode)) for mode in ("1", "L", "LA", "P", "RGBA")},
    "png-16": ("logo.png", _points("PNG", "I;16")),
    **{f"jpeg-{mode}": ("logo.jpg", _points("JPEG", mode)) for mode in ("L", "RGB")},
    "svg-voile": ("logo.svg", _SVG.format("<path opacity='.5' d='M0 0h9v9z'/>").encode()),
    "svg-texte": ("logo.svg", _SVG.format("<text x='1' y='20'>Abc</text>").encode()),
    "svg-degrade": (
        "logo.svg",
        _SVG.format(
            "<defs><linearGradient id='a'><stop offset='0' stop-color='red'/>"
            "<stop offset='1' stop-color='blue' stop-opacity='.3'/></linearGradient></defs>"
            "<rect width='90' height='40' fill='url(#a)'/>"
        ).encode(),
    ),
}
#: What a house sheet may ask for.
FEUILLES = {
    "voile": "section.chapitre{opacity:.9} p,strong,li,a,td{opacity:.5}",
    "encre": "h1{color:device-cmyk(0 81% 81% 30%); border:2pt solid device-cmyk(0 .8 .8 .3 / .5);"
    "background:linear-gradient(device-cmyk(0 0 0 0), device-cmyk(0% 1% 81% 30%))}",
    "texte-ajoute": 'h1::before{content:"Ici ";opacity:.4} td::after,li::before{content:"x"}'
    'table::before,tr::before,ul::after{content:"t"} article::before{content:"a";display:block}',
    "listes-en-ligne": "ul,li{display:inline}",
    "corps-masque": "tbody{display:none}",
    "fond": "h1{background:linear-gradient(red,blue);box-shadow:1px 1px 3px red}",
}
#: What no writer can mend.
PERDUS = {
    "signe-sans-dessin": ("<p>A \U0010fffe B</p>", ""),
    "usage-prive": ("<p>A \ue123 B \uf0b7</p>", ""),
    "page-geante": ("", "@page{size:6000mm 300mm}"),
}
#: Heads without a body: those of a table that nobody has filled yet.
TETE_SEULE = '<table class="textes"><thead><tr><th scope="col">A</th></tr></thead></table>'


def document(markup: str) -> Document:
    found, diagnostics = parse("essai", f'<article lang="fr" data-titre="T">{markup}</article>')
    assert found is not None, diagnostics
    return complete(found)


def maison(folder: Path, name: str, data: bytes) -> Templates:
    own = folder / name.partition(".")[0] / "templates"
    own.mkdir(parents=True, exist_ok=True)
    (own / name).write_bytes(data)
    return Templates(own.parent)


def imprime(folder: Path, *, sheet: str = "", logo: tuple[str, bytes] | None = None) -> PdfEcrit:
    name, data = logo or ("maison.css", sheet.encode())
    templates = maison(folder, name, data)
    assert refusals(templates) is None
    return write_pdf(document(_DEBUT + _TEXTE.format("")), house_sheet(templates))


def conformes(folder: Path) -> dict[str, PdfEcrit]:
    found = {name: imprime(folder / name, logo=logo) for name, logo in PHOTOS.items()}
    found |= {name: imprime(folder / name, sheet=sheet) for name, sheet in FEUILLES.items()}
    alone = document(_DEBUT + _TEXTE.format(TETE_SEULE))
    return found | {"tete-seule": write_pdf(alone, house_sheet(Templates()))}


def pretend(data: bytes) -> bool:
    """Whether a PDF calls itself PDF/A and PDF/UA."""
    claims = [b"<pdfaid:part>3" in data, b"<pdfuaid:part>1" in data]
    assert len(set(claims)) == 1
    return claims[0]


@pytest.mark.rapides(3)
@pytest.mark.parametrize("name", PHOTOS)
def test_no_logo_is_interpolated(tmp_path: Path, name: str) -> None:
    written = imprime(tmp_path, logo=PHOTOS[name]).data
    assert b"/Interpolate true" not in written
    assert pretend(written)
    assert fautes(written, tmp_path) == []


@pytest.mark.rapides(2)
@pytest.mark.parametrize("name", FEUILLES)
def test_a_house_sheet_breaks_no_rule(tmp_path: Path, name: str) -> None:
    written = imprime(tmp_path, sheet=FEUILLES[name]).data
    assert b"DeviceCMYK" not in written
    assert pretend(written)
    assert fautes(written, tmp_path) == []


@pytest.mark.parametrize("name", PERDUS)
def test_what_is_not_pdf_a_does_not_say_so(name: str) -> None:
    markup, sheet = PERDUS[name]
    written = write_pdf(document(_DEBUT + _TEXTE.format(markup)), house_sheet(Templates()) + sheet)
    assert written.reserves
    assert not pretend(written.data)


def test_a_reason_names_the_signs() -> None:
    written = write_pdf(document(_TEXTE.format(PERDUS["usage-prive"][0])), house_sheet(Templates()))
    said = " ".join(written.reserves)
    assert "U+E123" in said
    assert "U+F0B7" in said


def test_a_photograph_in_inks_is_refused() -> None:
    kind = LOGOS["logo.jpg"]
    assert "CMJN" in (refusal(kind, _points("JPEG", "CMYK")) or "")
    assert refusal(kind, _points("JPEG", "RGB")) is None


@pytest.mark.ample  # page-validation says the same of each, at each run
def test_verapdf_agrees(tmp_path: Path) -> None:
    """What claims to conform does, and what does not claim it could not."""
    files = conformes(tmp_path)
    assert all(pretend(one.data) for one in files.values())
    found = verapdf({name: one.data for name, one in files.items()}, tmp_path)
    assert {name: rules for name, rules in found.items() if rules} == {}
