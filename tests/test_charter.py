"""The charter: tints that keep their hue, pages that are read whatever its colours."""

from __future__ import annotations

import colorsys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mc_builder.charter import READABLE, Charte, contrast, for_word, lightness, lit, mixed
from mc_builder.loading.charter_file import builtin_charter

CHARTE = builtin_charter()
_COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_a_colour_and_a_size_never_have_one_name() -> None:
    """The styles of Word name both in the same way."""
    assert not CHARTE.couleurs.keys() & CHARTE.tailles.keys()


def test_the_width_of_a_page_is_that_between_its_margins() -> None:
    assert CHARTE.largeur_mm() == 160
    assert CHARTE.largeur_mm("paysage") == 257
    assert CHARTE.largeur() == pytest.approx(453.54, abs=0.01)


def test_a_typeface_that_nobody_measured_is_taken_to_be_wider() -> None:
    assert CHARTE.mesure("tableau") == 8.9
    assert CHARTE.mesure("tableau", "word") == 9.5
    house = Charte(
        CHARTE.couleurs, CHARTE.polices | {"word": ("Arial",)}, CHARTE.tailles, CHARTE.marges
    )
    assert house.mesure("tableau") == 8.9
    assert house.mesure("tableau", "word") > 9.5 * 1.1


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert for_word("#1f3a5f") == "1F3A5F"


@given(_COLOURS, st.floats(0, 1))
def test_a_tint_has_the_lightness_that_is_asked(colour: str, light: float) -> None:
    assert lightness(lit(colour, light)) == pytest.approx(light, abs=0.01)
    assert mixed(colour, 1) == colour
    assert mixed(colour, 0) == "#ffffff"


#: What is read, and on what, on a screen.
_READ = (
    ("--encre", "--papier"), ("--encre", "--voile"), ("--discret", "--papier"),
    ("--accent", "--papier"), ("--accent", "--pale"), ("--alerte", "--papier"),
    ("--milieu", "--papier"), ("--sur-accent", "--accent"), ("--sur-alerte", "--alerte"),
    ("--encre", "--n1"), ("--encre", "--n2"), ("--sur-n", "--n3"), ("--sur-n", "--n4"),
)  # fmt: skip


def readable(variables: dict[str, str]) -> list[str]:
    return [
        f"{ink} on {ground}: {seen:.1f}"
        for ink, ground in _READ
        if (seen := contrast(variables[ink], variables[ground])) < READABLE
    ]


def test_the_pages_are_read_in_light_and_in_dark() -> None:
    assert readable(CHARTE.claire) == []
    assert readable(CHARTE.sombre) == []


@given(st.floats(0, 1), st.floats(0, 0.75), st.floats(0.1, 0.4))
@example(0.1875, 0.75, 0.25)
def test_a_page_is_read_whatever_the_hue(hue: float, saturation: float, light: float) -> None:
    """A house chooses its colours for paper; those of the screens are made from them."""
    red, green, blue = (round(255 * c) for c in colorsys.hls_to_rgb(hue, light, saturation))
    colour = f"#{red:02x}{green:02x}{blue:02x}"
    colours = CHARTE.couleurs | {"principale": colour, "vive": colour, "doute": colour}
    house = Charte(colours, CHARTE.polices, CHARTE.tailles, CHARTE.marges)
    assert readable(house.sombre) == []
    if contrast(colour, house.claire["--pale"]) >= READABLE:
        assert readable(house.claire) == []
