"""The coverage page without a browser: what it loads, what it points to, what it never lets in."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from lxml import etree, html

from lectures import ouvert
from mc_builder.coverage import CouvertureExigence, LigneCouverture, Statut
from mc_builder.documents.builder import Builder
from mc_builder.documents.couverture import ecran
from mc_builder.documents.couverture.chaines import ancre_exigence
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making, Unwritable
from mc_builder.loading import Loaded
from mc_builder.names import ancre
from mc_builder.page.templates import Templates
from mc_builder.project import Project
from outils_externes import RACINE

CYCLES = RACINE / "tests" / "projets" / "cycles"

Copie = Callable[[str], Path]

#: A title that tries to become markup, wherever it is put.
HOSTILE = "</style></script><script>alert(1)</script>\"onload=alert(1) x='<img src=x onerror=a>"


@cache
def page(folder: Path = CYCLES) -> bytes:
    builder = Builder(Project.open(folder))
    return ecrite(builder)


def ecrite(builder: Builder, templates: Templates | None = None) -> bytes:
    return Making(document_kind("couverture"), builder, templates or Templates()).make("html").data


def arbre(data: bytes) -> etree._Element:
    return html.document_fromstring(data.decode())


def test_the_same_project_gives_the_same_bytes() -> None:
    builder = Builder(Project.open(CYCLES))
    assert ecrite(builder) == page()


@pytest.mark.lent
def test_the_page_of_the_repository_goes_by_mail() -> None:
    assert len(page(RACINE)) < 1_500_000


def test_the_page_loads_nothing() -> None:
    root = arbre(page())
    for element in root.iter():
        for name in ("src", "href", "srcset", "action", "data", "poster"):
            value = element.get(name)
            if value is None:
                continue
            # A link of the prose may lead away, when a reader follows it; nothing is fetched.
            follows = element.tag == "a" and re.match(
                r"(#|https?:|mailto:|referentiel\.pdf#)", value
            )
            assert follows or value == "data:,", (element.tag, value)
        assert not [a for a in element.attrib if str(a).startswith("on")]
        assert element.get("style") is None
    style = root.findtext(".//style") or ""
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_names_the_style_and_the_script_and_nothing_else() -> None:
    root = arbre(page())
    metas = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert isinstance(metas, list)
    (policy,) = map(str, metas)
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    text = page().decode()
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_every_anchor_is_there_once() -> None:
    for data in (page(), page(RACINE)):
        root = arbre(data)
        ids = [str(e.get("id")) for e in root.iter() if e.get("id")]
        assert len(ids) == len(set(ids))
        links = {str(a.get("href"))[1:] for a in root.iter("a") if a.get("href", "")[:1] == "#"}
        assert links <= set(ids)
        labels = {str(e.get("aria-labelledby")) for e in root.iter() if e.get("aria-labelledby")}
        assert labels <= set(ids)


def test_every_requirement_job_and_competence_has_its_anchor(cycles: Loaded) -> None:
    assert cycles.projet is not None
    ids = {str(e.get("id")) for e in arbre(page()).iter("details")}
    builder = Builder(Project(cycles))
    wanted = {f"x-o-{e.exigence}" for e in builder.project.coverage.exigences if e.emplois}
    wanted |= {f"o-{e.emploi}" for e in builder.project.coverage.emplois}
    wanted |= {f"o-{cle}" for cle in builder.project.analysis.matrices.competences.colonnes}
    assert wanted <= ids


def test_the_band_tells_what_is_fully_covered_from_what_is_only_evaluated() -> None:
    builder = Builder(ouvert(RACINE))
    total = builder.project.coverage.total
    full, part, *_ = ecran.vue(builder).parts
    assert full.nombre == total.degres.pleinement
    assert full.nombre + part.nombre == total.evaluees.nombre
    assert 0 < part.largeur < full.largeur


def test_each_requirement_evaluated_in_part_says_so() -> None:
    """Of the whole, and of each job that sees it otherwise than the whole."""
    rapport, tree = Builder(ouvert(RACINE)).project.coverage, arbre(page(RACINE))
    wanted = {e.exigence for e in rapport.exigences if e.retenue and _in_part(e)}
    said = tree.xpath("//details[contains(@class, 'exigence')][@data-statut='partie']/@id")
    assert {ancre_exigence(cle) for cle in wanted} == set(said)  # type: ignore[arg-type]
    for emploi in rapport.emplois:
        [sheet] = tree.xpath(f"//details[@id='{ancre(emploi.emploi)}']")  # type: ignore[misc]
        [own, *_] = sheet.xpath(".//table")
        lines = [line for line in emploi.lignes if line.retenue]
        states = [span.get("class").split()[1] for span in own.iter("span") if span.get("class")]
        assert states == ["partie" if _in_part(line) else str(line.statut) for line in lines]


def _in_part(measure: CouvertureExigence | LigneCouverture) -> bool:
    return measure.statut is Statut.EVALUEE and not measure.pleine


def test_the_page_says_the_counts_of_the_report(cycles: Loaded) -> None:
    builder = Builder(Project(cycles))
    table = arbre(page()).xpath("//section[@id='synthese']//table")
    assert isinstance(table, list)
    rows = [
        " ".join("".join(map(str, row.itertext())).split())
        for row in table[2].iter("tr")  # type: ignore[union-attr]
    ][1:]
    rapport = builder.project.coverage
    comptes = [*(e.comptes for e in rapport.emplois), rapport.total]
    assert len(rows) == len(comptes)
    for row, figures in zip(rows, comptes, strict=True):
        for palier in figures.paliers:
            assert f"{palier.taux.compte} {palier.taux}".replace("\u00a0", " ") in row
        assert f"{figures.ecartees} poids {figures.poids_ecartees}" in row


def test_a_page_number_opens_the_referentiel_there(cycles: Loaded) -> None:
    builder = Builder(Project(cycles), pages={"referentiel": {"o-etablir-diagnostic": 12}})
    root = arbre(ecrite(builder))
    found = [a for a in root.iter("a") if "#page=" in str(a.get("href"))]
    assert found
    assert {a.get("href") for a in found} == {"referentiel.pdf#page=12"}
    assert {" ".join(a.itertext()).replace("\u00a0", " ") for a in found} == {"p. 12"}


def test_places_of_files_are_folded_away() -> None:
    root = arbre(page())
    places = [e for e in root.iter() if e.text and re.search(r"\.yaml:\d+", e.text)]
    assert places
    for place in places:
        folded = next(e for e in place.iterancestors("details"))
        assert folded.get("class") == "fichiers"
        assert folded.get("open") is None


def test_the_page_says_where_each_requirement_comes_from() -> None:
    root = arbre(page(RACINE))
    for record in root.iter("details"):
        if "exigence" in str(record.get("class")).split():
            first = next(iter(record.find_class("chaine")[0]))  # type: ignore[attr-defined]
            assert "Source : " in " ".join(first.itertext()).replace("\u00a0", " ")


def test_identities_of_texts_stay_out() -> None:
    assert b"data-ref" not in page()


@pytest.mark.parametrize(
    ("fichier", "avant"),
    [
        ("referentiels/exigences.yaml", "Repérer l’usure d’une transmission"),
        ("referentiels/emplois/20-agent-flotte.yaml", "Agent ou agente d’entretien"),
        ("referentiels/blocs/bloc-1.yaml", "Établir le diagnostic d’un vélo"),
        ("dossier/dossier.yaml", "intitule: "),
    ],
)
def test_hostile_titles_are_only_texts(copie: Copie, fichier: str, avant: str) -> None:
    projet = copie("cycles")
    path = projet / fichier
    text = path.read_text("utf-8")
    assert avant in text
    if avant == "intitule: ":
        instead = re.sub(r"intitule: .*", lambda _: f"intitule: {_yaml(HOSTILE)}", text, count=1)
    else:
        line = next(x for x in text.splitlines() if avant in x)
        head = line[: line.index("intitule:")]
        instead = text.replace(line, f"{head}intitule: {_yaml(HOSTILE)}", 1)
    path.write_text(instead, "utf-8")
    data = page(projet)
    root, clean = arbre(data), arbre(page())
    for tag in ("script", "style", "img", "svg"):
        assert len(list(root.iter(tag))) == len(list(clean.iter(tag))), tag
    assert not [a for e in root.iter() for a in e.attrib if str(a).startswith("on")]
    assert "alert(1)" in root.text_content()  # type: ignore[attr-defined]


def _yaml(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def test_a_style_of_the_project_does_not_close_its_element(cycles: Loaded, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    style = "body { color: red } </style><script>alert(1)</script>"
    (tmp_path / "templates" / "couverture-ecran.css").write_text(style, "utf-8")
    builder = Builder(Project(cycles))
    root = arbre(ecrite(builder, Templates(tmp_path)))
    assert len(list(root.iter("script"))) == 1


def test_the_script_is_never_the_project_s_own(cycles: Loaded, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "couverture-ecran.js").write_text("alert(1)", "utf-8")
    builder = Builder(Project(cycles))
    assert ecrite(builder, Templates(tmp_path)) == page()


@pytest.mark.parametrize(
    ("gabarit", "code", "reason"),
    [
        ("<html><p></html>", "DOC001", "la page est mal formée"),
        ("{{ vue.rien }}", "DOC007", "le gabarit a échoué"),
        ("{% if %}", "DOC007", "gabarit mal formé"),
    ],
)
def test_a_template_that_fails_is_a_diagnostic(
    cycles: Loaded, tmp_path: Path, gabarit: str, code: str, reason: str
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "couverture-ecran.html.j2").write_text(gabarit, "utf-8")
    builder = Builder(Project(cycles))
    with pytest.raises(Unwritable) as refused:
        ecrite(builder, Templates(tmp_path))
    assert [d.code for d in refused.value.diagnostics] == [code]
    assert refused.value.diagnostics[0].message.startswith(reason)


def test_texts_have_their_french_typography() -> None:
    root = arbre(page())
    etree.strip_elements(root, "script", "style", with_tail=False)
    words = " ".join(str(part) for part in root.itertext())
    assert not re.search(r"\w [:;!?»%](?=\s)", words)
    assert not re.search(r"\w'\w", words)


def test_at_the_first_step_nothing_is_assessed_yet(copie: Copie) -> None:
    projet = copie("cycles")
    path = projet / "dossier" / "dossier.yaml"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"(?m)^etape: .*", "etape: opportunite", text), "utf-8")
    words = html.document_fromstring(page(projet).decode()).text_content()
    assert "il n’y a pas encore d’épreuve" in words
    assert "s.o." in words
