"""Charts: what is drawn says what the data say, in words and in numbers, the same every time."""

from __future__ import annotations

import io
import re
import struct
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from mc_builder.charter import mixed
from mc_builder.graphiques import dessin, emplois, preuves
from mc_builder.graphiques.diagramme import Diagramme, Forme, Serie, Valeur
from mc_builder.graphiques.formes import _FAR, _VALUE_MM
from mc_builder.graphiques.plan import LABEL_MM
from mc_builder.loading import load
from mc_builder.loading.charter_file import builtin_charter
from mc_builder.metrics import Face, width
from mc_builder.model.preuves import Graphique
from mc_builder.model.projet import Projet
from mc_builder.source.tree import Folder

RACINE = Path(__file__).parents[2]
CYCLES = RACINE / "tests" / "projets" / "cycles"
CHARTE = builtin_charter()
LARGEUR_MM, HUE = CHARTE.largeur_mm(), CHARTE.couleurs["principale"]


def svg(chart: Diagramme) -> bytes:
    return dessin.svg(chart, CHARTE)


def png(chart: Diagramme) -> bytes:
    return dessin.png(chart, CHARTE)


def hauteur_mm(chart: Diagramme) -> float:
    return dessin.hauteur_mm(chart, CHARTE)


def diagramme(forme: Forme = "barres") -> Diagramme:
    rows = ("Un libellé assez long pour tenir sur deux lignes au moins", "Deux", "Trois")
    first = (Valeur(12500, "12\u202f500 postes"), Valeur(3, "3 postes", 9), None)
    levels = (Valeur(4, "niveau 4"), Valeur(5, "niveau 5"), None)
    series = (Serie("", first if forme == "barres" else levels),)
    return Diagramme("essai", forme, "Le titre", rows, series, "postes", "2019", "Ici", "Là")


SVG = "{http://www.w3.org/2000/svg}"
FORMES: tuple[Forme, ...] = ("barres", "niveaux")


def words(picture: bytes) -> list[str]:
    root = etree.fromstring(picture)
    return ["".join(t.itertext()) for t in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("forme", FORMES)
def test_svg_is_text_in_the_typeface_of_the_documents(forme: Forme) -> None:
    picture = svg(diagramme(forme))
    shown = words(picture)
    assert {"Deux", "Trois"} <= set(shown)
    assert "tenir sur deux lignes au moins" in " ".join(shown)
    assert set(re.findall(rb'font-family="([^"]+)"', picture)) == {b"'Source Sans Pro'"}
    assert b"<image" not in picture


def test_numbers_are_written_on_the_bars() -> None:
    assert {"12\u202f500 postes", "3 postes", "s.o."} <= set(words(svg(diagramme())))


@pytest.mark.parametrize("forme", FORMES)
def test_size_is_known_without_drawing(forme: Forme) -> None:
    chart = diagramme(forme)
    root = etree.fromstring(svg(chart))
    wide, high = (float(root.get(k).removesuffix("mm")) for k in ("width", "height"))
    assert root.get("viewBox") == f"0 0 {wide:g} {high:g}"
    assert wide == LARGEUR_MM
    assert high == pytest.approx(hauteur_mm(chart), abs=0.01)
    pixels = struct.unpack(">II", png(chart)[16:24])
    assert pixels == pytest.approx((wide / 25.4 * 300, high / 25.4 * 300), abs=1)


@pytest.mark.parametrize("forme", FORMES)
@given(st.text(st.sampled_from("Wéi -’\u00a0"), min_size=1, max_size=150))
def test_no_text_leaves_the_picture(forme: Forme, label: str) -> None:
    chart = replace(diagramme(forme), lignes=(label, "Deux", "Trois"))
    size = 9 * 25.4 / 72
    for text in etree.fromstring(svg(chart)).iter(f"{SVG}text"):
        x, wide = float(text.get("x")), width(text.text or "", size, Face.GRAS)
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[text.get("text-anchor")]
        assert left >= 0
        assert left + wide <= LARGEUR_MM
        assert size / 2 <= float(text.get("y")) <= hauteur_mm(chart)


def rectangles(picture: bytes) -> list[tuple[float, float, float, str]]:
    """Left, right and middle of each filled area, in millimetres, and its colour."""
    found = []
    for area in etree.fromstring(picture).iter(f"{SVG}rect"):
        left, top, wide, high = (float(area.get(k)) for k in ("x", "y", "width", "height"))
        if high < 50 and wide > 0.3:  # not the line that bars start from
            found.append((left, left + wide, top + high / 2, area.get("fill")))
    return found


@pytest.mark.parametrize("forme", FORMES)
def test_the_picture_for_word_has_the_same_marks(forme: Forme) -> None:
    """Near its left edge, where no number is written, an area has its colour in both."""
    chart = diagramme(forme)
    with Image.open(io.BytesIO(png(chart))) as opened:
        painted = opened.convert("RGB")
    areas = [area for area in rectangles(svg(chart)) if area[1] - area[0] > 1]
    assert areas
    for left, _, middle, colour in areas:
        at = tuple(round(mm / 25.4 * 300) for mm in (left + 0.6, middle))
        assert "#{:02x}{:02x}{:02x}".format(*painted.getpixel(at)) == colour


def en_barres(*valeurs: Valeur) -> Diagramme:
    rows = tuple(str(n) for n in range(len(valeurs)))
    return Diagramme("mesure", "barres", "T", rows, (Serie("", valeurs),), "u", "2019", "Ici", "Là")


def test_bars_are_as_long_as_what_they_measure() -> None:
    values = (Valeur(40, "40"), Valeur(20, "20"), Valeur(10, "10 à 30", 30), Valeur(1, "1"))
    picture = svg(en_barres(*values))
    bars = [area for area in rectangles(picture) if area[3] == HUE]
    lighter = [area for area in rectangles(picture) if area[3] == mixed(HUE, _FAR)]
    whole = LARGEUR_MM - LABEL_MM - _VALUE_MM  # what the greatest number has for its bar
    for value, (left, right, _, _) in zip(values, bars, strict=True):
        assert left == pytest.approx(LABEL_MM, abs=0.01)
        assert right - left == pytest.approx(whole * value.nombre / 40, abs=0.01)
    [(left, right, _, _)] = lighter  # the far part of the range goes on where the near one ends
    assert left == pytest.approx(bars[2][1], abs=0.01)
    assert right - left == pytest.approx(whole * 20 / 40, abs=0.01)


@pytest.mark.lent
def test_same_bytes_whatever_the_place_the_zone_and_the_seed(tmp_path: Path) -> None:
    script = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_graphiques import diagramme, svg, png\n"
        "for f in ('barres', 'niveaux'):\n"
        "    print(hashlib.sha256(svg(diagramme(f)) + png(diagramme(f))).hexdigest())\n"
    )

    here = str(tmp_path)

    def run(zone: str, seed: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", script, str(Path(__file__).parent)],
            cwd=tmp_path, capture_output=True, text=True, check=True,
            env={"TZ": zone, "PYTHONHASHSEED": seed, "HOME": here, "TMPDIR": here},
        ).stdout  # fmt: skip

    assert run("UTC", "1") == run("Asia/Tokyo", "2") != ""
    assert list(tmp_path.iterdir()) == []  # nothing is left behind, nothing is written at home


@pytest.mark.lent
def test_the_fonts_of_the_system_are_not_opened() -> None:
    """A chart would change with the machine; as text, it opens none at all."""
    script = (
        "import sys\n"
        "fonts = []\n"
        "def opened(event, arguments):\n"
        "    if event == 'open' and str(arguments[0]).endswith(('.ttf', '.otf', '.afm')):\n"
        "        fonts.append(str(arguments[0]).rpartition('/')[2])\n"
        "sys.addaudithook(opened)\n"
        "from test_graphiques import diagramme, svg\n"
        "svg(diagramme())\n"
        "print(fonts)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parent, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_the_alternative_says_all_the_numbers() -> None:
    assert diagramme().alternative == (
        "Graphique en barres. Le titre. Un libellé assez long pour tenir sur deux lignes au moins"
        " : 12\u202f500 postes ; Deux : 3 postes ; Trois : s.o."
    )
    assert "Deux : niveau 5 ; Trois : non établi." in diagramme("niveaux").alternative


def test_rows_are_as_high_as_one_another() -> None:
    """Whatever the lines of their labels: an area is read as a quantity."""
    chart = diagramme()
    longest = replace(chart, lignes=(chart.lignes[0],) * 3)
    assert hauteur_mm(chart) == hauteur_mm(longest) > hauteur_mm(replace(chart, lignes=("A",) * 3))


def test_an_empty_chart_draws() -> None:
    empty = replace(diagramme(), lignes=(), series=(Serie("", ()),))
    assert svg(empty)
    nothing = replace(diagramme(), lignes=("A",), series=(Serie("B", (None,)),))
    assert "s.o." in words(svg(nothing))


# From the ledger.


@pytest.fixture(scope="module")
def projet() -> Projet:
    loaded = load(Folder(RACINE))
    assert loaded.projet is not None
    return loaded.projet


def test_charts_of_the_dossier_show_its_figures(projet: Projet) -> None:
    assert projet.graphiques
    for graphique in projet.graphiques:
        chart = preuves.diagramme(projet, graphique)
        assert chart.titre
        assert chart.date
        assert chart.perimetre
        assert chart.source
        for (point, chiffre), value in zip(
            preuves.points(projet, graphique), chart.series[0].valeurs, strict=True
        ):
            assert value is not None
            expected = chiffre.jusqu_a if point.borne == "haute" else chiffre.valeur
            assert expected is not None
            assert value.nombre == float(expected)
            assert chiffre.unite in value.texte


def test_a_bound_of_a_range(projet: Projet) -> None:
    graphique = Graphique.model_validate(
        {
            "id": "g",
            "intitule": "G",
            "points": [
                "postes-a-pourvoir-2022",
                {"chiffre": "postes-a-pourvoir-2022", "libelle": "Bas", "borne": "basse"},
                {"chiffre": "postes-a-pourvoir-2022", "borne": "haute"},
                {"chiffre": "nulle-part"},
            ],
        }
    )
    chart = preuves.diagramme(projet, graphique)
    assert chart.lignes == ("Postes à pourvoir à l’horizon 2022", "Bas", "Postes à pourvoir à l’horizon 2022")  # fmt: skip  # noqa: E501
    assert [(v.nombre, v.jusqu_a) for v in chart.series[0].valeurs if v] == [
        (170000, 212000), (170000, None), (212000, None),
    ]  # fmt: skip
    assert [v.texte.replace("\u202f", " ") for v in chart.series[0].valeurs if v][1:] == [
        "170 000\u00a0postes", "212 000\u00a0postes",
    ]  # fmt: skip
    chiffre = projet.find("postes-a-pourvoir-2022", preuves.Chiffre)
    assert chiffre is not None
    assert chiffre.jusqu_a == Decimal(212000)


# Shares, parts, levels.


def parts() -> Diagramme:
    """67 % → 59 % → 44 % and 15 %."""
    whole = [("site", None, False), ("concernees", "site", False)]
    return shares([*whole, ("dehors", "concernees", True), ("dedans", "concernees", False)])


def shares(points: list[tuple[str, str | None, bool]]) -> Diagramme:
    """A chart of percentages: each point, what it is a part of, whether the title speaks of it."""
    values = {"site": 67, "concernees": 59, "dehors": 44, "dedans": 15}
    loaded = load(Folder(CYCLES)).projet
    assert loaded is not None
    model = loaded.chiffres[0]
    chiffres = [
        model.model_copy(
            update={"id": name, "cle": name, "valeur": Decimal(value), "unite": "%"}
            | {"intitule": name, "jusqu_a": None, "mots": None}
        )
        for name, value in values.items()
    ]
    graphique = Graphique.model_validate(
        {
            "id": "essai",
            "intitule": "Le titre",
            "points": [
                {"chiffre": name, "dans": within, "accent": accent}
                for name, within, accent in points
            ],
        }
    )
    known = {chiffre.cle: chiffre for chiffre in chiffres}

    class Found:
        def __getattr__(self, name: str) -> object:
            return getattr(loaded, name)

        def find(self, ref: str, kind: type) -> object:
            return known.get(ref) or loaded.find(ref, kind)

    return preuves.diagramme(Found(), graphique)  # type: ignore[arg-type]


def test_percentages_share_one_scale() -> None:
    chart = parts()
    unit = (LARGEUR_MM - LABEL_MM - _VALUE_MM) / 100
    bars = {round((right - left) / unit) for left, right, _, _ in rectangles(svg(chart))}
    assert {100, 67, 59, 44, 15} <= bars


def test_a_part_stands_within_the_whole_that_it_is_taken_from() -> None:
    chart = parts()
    site, concernees, dehors, dedans = chart.series[0].valeurs
    assert [v and v.ensemble for v in (site, concernees)] == [(0, 100), (0, 67)]
    assert [v and (v.depart, v.ensemble) for v in (dehors, dedans)] == [(0, (0, 59)), (44, (0, 59))]
    assert re.search(r"dehors : \w+ 44\W%, compris dans « concernees »", chart.alternative)


def test_one_bar_has_the_full_hue() -> None:
    fills = [fill for *_, fill in rectangles(svg(parts()))]
    assert fills.count(mixed(HUE, 1)) == 1
    plain = shares([("site", None, False), ("dehors", None, False)])
    assert [fill for *_, fill in rectangles(svg(plain))].count(mixed(HUE, 1)) == 2


def test_levels_are_on_a_scale_with_that_of_the_diploma() -> None:
    values = (Valeur(4, "niveau 4", accent=True), Valeur(5, "niveau 5"), None)
    rows = ("Un", "Deux", "Trois")
    chart = Diagramme(
        "essai", "niveaux", "Le titre", rows, (Serie("", values),), "", "", "", "Là", repere=4
    )
    shown = words(svg(chart))
    assert {"Niveau 3", "Niveau 4", "Niveau 5", "Niveau 6", "non établi"} <= set(shown)
    marks = [(left + right) / 2 for left, right, _, _ in rectangles(svg(chart)) if right - left < 4]
    assert len(marks) == 2
    assert marks[0] < marks[1]
    assert chart.alternative == (
        "Échelle de niveaux. Le titre. Le diplôme est au niveau 4."
        " Un : niveau 4 ; Deux : niveau 5 ; Trois : non établi."
    )
    assert png(chart).startswith(b"\x89PNG")


def test_levels_of_access_are_bars_under_the_marks() -> None:
    """One without a usual level has its bar alone; one without a lowest starts with the scale."""
    usual = (Valeur(4, "niveau 4", accent=True), Valeur(5, "niveau 5"), None)
    reach = (
        Valeur(4, "du niveau 4 au niveau 5", 5),
        None,
        Valeur(0, "de l’absence de diplôme au niveau 7", 7),
    )
    series = (Serie("", usual), Serie("Accès selon les fiches", reach))
    rows = ("Un", "Deux", "Trois")
    chart = Diagramme("essai", "niveaux", "Le titre", rows, series, "", "", "", "Là", repere=4)
    shown = words(svg(chart))
    assert {"Niveau", "3", "4", "5", "6", "7"} <= set(shown)
    assert {"8", "non établi"}.isdisjoint(shown)
    _, first, square, _, second = rectangles(svg(chart))[:2] + rectangles(svg(chart))[2:5]
    assert first[0] == pytest.approx(square[0], abs=0.02)
    assert chart.alternative.endswith(
        " Un : niveau 4, accès selon les fiches du niveau 4 au niveau 5 ; Deux : niveau 5 ;"
        " Trois : non établi, accès selon les fiches de l’absence de diplôme au niveau 7."
    )
    assert chart.lecture.endswith(
        "la barre fine, les niveaux d’accès (depuis le bord gauche, sans diplôme) ;"
        " sans carré, aucun niveau usuel n’est établi"
    )
    assert second[1] > first[1]
    assert png(chart).startswith(b"\x89PNG")


def test_the_tint_of_each_level_is_in_the_key() -> None:
    """A mark that is not at the level of the diploma has its words as that which is."""
    usual = (Valeur(4, "niveau 4", accent=True), Valeur(5, "niveau 5"))
    dark = "le carré foncé, un emploi à ce niveau"
    for values, both in ((usual, True), (usual[:1], False)):
        rows = ("Un", "Deux")[: len(values)]
        chart = Diagramme(
            "essai", "niveaux", "Le titre", rows, (Serie("", values),), "", "", "", "Là", repere=4
        )
        assert (f"{dark} ; le carré pâle, un emploi à un autre" in chart.lecture) is both
        assert dark in chart.lecture


def test_a_number_never_hides_the_end_of_the_whole() -> None:
    """It is written after a whole that is hardly longer than its part, beside a part if not."""
    numbers = (Valeur(59, "59 %", ensemble=(0, 67)), Valeur(20, "20 %", ensemble=(0, 67)))
    chart = Diagramme(
        "essai",
        "barres",
        "Le titre",
        ("Un", "Deux"),
        (Serie("", numbers),),
        *("%", "", "", "Là"),
        echelle=100,
    )
    pale, _, _, part = rectangles(svg(chart))
    placed = {
        "".join(text.itertext()): float(text.get("x"))
        for text in etree.fromstring(svg(chart)).iter(f"{SVG}text")
    }
    assert placed["59 %"] > pale[1]
    assert part[1] < placed["20 %"] < pale[1]


def test_the_title_of_the_levels_is_counted() -> None:
    loaded = load(Folder(RACINE)).projet
    assert loaded is not None
    chart = emplois.niveaux(loaded)
    assert chart is not None
    known = [v.nombre for v in chart.series[0].valeurs if v is not None]
    assert known == sorted(known)
    own = sum(n == chart.repere for n in known)
    assert chart.titre == emplois._title(own, len(loaded.emplois))
    titles = [emplois._title(n, 3) for n in range(4)]
    assert titles == [
        "Aucun des trois emplois visés n’est usuellement au niveau du diplôme",
        "Un seul des trois emplois visés est usuellement au niveau du diplôme",
        "Deux des trois emplois visés sont usuellement au niveau du diplôme",
        "Tous les emplois visés sont usuellement au niveau du diplôme",
    ]
