"""The fingerprint of a view: the same for the same data, another for any other."""

from __future__ import annotations

import enum
import io
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import docx
import pypdfium2
import pytest
from lxml import html

from mc_builder.page.passes import complete
from mc_builder.page.provenance import Provenance, fingerprint
from mc_builder.page.templates import Templates
from mc_builder.page.text import Texte
from mc_builder.page.tree import Document, parse
from mc_builder.writers.docx.writer import write_docx
from mc_builder.writers.html import write_html
from mc_builder.writers.pdf.writer import write_pdf


class Choix(enum.Enum):
    UN = "un"
    DEUX = "deux"


@dataclass(frozen=True)
class Vue:
    titre: str
    textes: tuple[str, ...] = ()
    nombre: int | float | Decimal | None = None
    choix: Choix = Choix.UN
    table: dict[str, int] | None = None
    drapeaux: frozenset[str] = frozenset()
    jour: date | None = None


VUE = Vue("Un", (Texte("deux", "a:b"),), 3, table={"x": 1}, drapeaux=frozenset("abc"))


@pytest.mark.parametrize(
    "autre",
    [
        replace(VUE, titre="Un\u00a0"),
        replace(VUE, textes=(Texte("deux", "a:c"),)),
        replace(VUE, textes=("deux",)),
        replace(VUE, textes=(*VUE.textes, "")),
        replace(VUE, nombre=Decimal("3.0")),
        replace(VUE, nombre=None),
        replace(VUE, choix=Choix.DEUX),
        replace(VUE, table={"x": 2}),
        replace(VUE, drapeaux=frozenset("ab")),
        replace(VUE, jour=date(2020, 1, 1)),
    ],
)
def test_another_content_has_another_fingerprint(autre: Vue) -> None:
    assert fingerprint(autre) != fingerprint(VUE)


def test_the_same_content_has_the_same() -> None:
    assert fingerprint(replace(VUE)) == fingerprint(VUE)


@pytest.mark.lent
def test_the_seed_of_hashes_does_not_matter() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from test_provenance import VUE, fingerprint; print(fingerprint(VUE))"
    )
    here = str(Path(__file__).parent)
    found = {
        subprocess.run(
            [sys.executable, "-c", code, here],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert found == {fingerprint(VUE) + "\n"}


def test_a_value_without_canonical_form_is_a_bug() -> None:
    with pytest.raises(TypeError, match="object"):
        fingerprint(Vue(object()))  # type: ignore[arg-type]


PROVENANCE = Provenance("note", "1.2", "0123456789abcdef" * 4, date(2020, 1, 1))
MENTION = "Version 1.2 du dossier – empreinte 0123456789ab"


def essai() -> Document:
    found, wrong = parse(
        "essai",
        '<article lang="fr" data-titre="T"><section class="chapitre"><h1>Un</h1><p>a</p></section>'
        "</article>",
    )
    assert found is not None, wrong
    return replace(complete(found), provenance=PROVENANCE)


def test_the_screen_says_it_at_the_foot_of_the_page() -> None:
    read = html.fromstring(write_html(essai(), ""))
    last = list(read.iter("p"))[-1]
    assert (last.get("class"), last.text) == ("provenance", MENTION)


def test_no_printed_page_says_it_and_the_properties_do() -> None:
    """A commission reads neither the version of a tool nor a fingerprint."""
    written = write_pdf(essai(), "").data
    with closing(pypdfium2.PdfDocument(written)) as pdf:
        printed = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    reference = Templates().file("reference.docx").read_bytes()
    data = write_docx(essai(), reference, date=datetime(2020, 1, 1, tzinfo=UTC))
    word = docx.Document(io.BytesIO(data))
    printed += "".join(p.text for p in word.paragraphs)
    assert "empreinte" not in printed
    assert "1.2" not in printed
    assert PROVENANCE.empreinte.encode() in written
    assert word.core_properties.comments == MENTION
