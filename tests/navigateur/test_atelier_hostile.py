"""A dossier written to run script in the page: nothing runs, and every text is read as it is."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from atelier_ouvert import lance, page_ouverte
from ecran_ouvert import calme
from playwright.sync_api import Browser, expect

from mc_builder.editing import Refused, set_value
from mc_builder.editing.values import Kind, form_of
from mc_builder.project import Project
from outils_externes import RACINE

pytestmark = pytest.mark.lent

CYCLES = RACINE / "tests" / "projets" / "cycles"
#: Each says who it is, were it run.
ATTAQUES = (
    "<script>window.pris = 1</script>",
    "<img src=x onerror=window.pris=1>",
    "</textarea><svg onload=window.pris=1>",
    "\"><iframe srcdoc='<script>parent.pris=1</script>'>",
    "[lien](javascript:window.pris=1)",
    "</title></style></template><body onpageshow=window.pris=1>",
    "&lt;img src=x onerror=window.pris=1&gt;",
)
LIEUX = (
    "note",
    "referentiel",
    "enseignant",
    "couverture",
    "grille",
    "matrice-emplois",
    "matrice-evaluation",
    "fiche-dossier",
    "fiche-diagnostic",
    "fiche-glossaire",
    "fiche-e1",
)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """The cycles, each of whose texts ends with an attack, in turn."""
    folder = Path(shutil.copytree(CYCLES, tmp_path / "cycles"))
    project, turn = Project.open(folder), 0
    for model in tuple(project.projet.modeles()):
        for name, info in type(model).model_fields.items():
            form = form_of(info)
            text = getattr(model, name)
            if form.kind not in {Kind.TEXTE, Kind.MARKDOWN} or form.many or name == "type":
                continue
            if not isinstance(text, str):
                continue
            said = f"{text} {ATTAQUES[turn % len(ATTAQUES)]}"
            try:
                project = project.edited(set_value(project, f"{model.cle}:{name}", said))
                turn += 1
            except Refused:
                continue
    assert turn > 5 * len(ATTAQUES)
    for path in project.files.files:
        (folder / path).write_bytes(project.files.read(path) or b"")
    return folder


def test_a_hostile_dossier_runs_nothing(navigateur: Browser, hostile: Path) -> None:
    with (
        lance(hostile) as (address, _),
        page_ouverte(navigateur, address, hostile) as atelier,
    ):
        page = atelier.page
        for where in LIEUX:
            with page.expect_response(lambda answer: "/vue" in answer.url):
                page.evaluate(f"location.hash = '#{where}'")
            calme(page, 300)
        for tab in ("couverture", "fiche", "constats"):
            page.locator(f"#onglet-{tab}").click()
        for group in page.locator("#plan summary").all():
            group.click()
        atelier.aller("referentiel")
        box = atelier.ouvrir("diagnostic:intitule")
        assert any(attack in box.input_value() for attack in ATTAQUES)
        page.keyboard.press("Escape")
        page.evaluate("location.hash = '#fiche-diagnostic'")
        page.locator("#fiche").get_by_role("button", name="Supprimer…").click()
        page.locator("dialog[open]").wait_for()
        page.keyboard.press("Escape")
        for box_name in ("versions", "construction"):
            page.locator(f"#ouvrir-{box_name}").click()
            page.keyboard.press("Escape")
        expect(page.locator("#titre")).to_contain_text("<")
        assert page.evaluate("window.pris") is None
        assert page.locator("iframe, #feuille script, a[href^='javascript']").count() == 0


def test_the_secret_is_in_no_line_but_the_first(navigateur: Browser, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CYCLES, tmp_path / "cycles"))
    process = subprocess.Popen(
        [sys.executable, "-m", "mc_builder", "-C", str(folder), "atelier", "--sans-navigateur"],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stderr is not None
    address = "http" + process.stderr.readline().partition("http")[2].split()[0]
    secret = address.partition("cle=")[2]
    assert len(secret) > 20
    referers: list[str] = []
    with page_ouverte(navigateur, address, folder) as atelier:
        atelier.page.on("request", lambda r: referers.append(str(r.headers.get("referer"))))
        atelier.aller("note")
        calme(atelier.page, 500)
        assert secret not in atelier.page.url
        assert secret not in atelier.page.content()
        assert "atelier-" not in atelier.page.evaluate("document.cookie")
    process.terminate()
    out, err = process.communicate(timeout=30)
    assert secret not in out + err
    assert set(referers) <= {"None", ""}
