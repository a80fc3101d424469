"""The dossier of the repository, re-dated to 2026: its diploma has changed name, gender and rules.

Décret 2023-824: the mention complémentaire becomes the certificat de spécialisation on 1 January
2025. Whoever takes the dossier up again changes its date, its nature and its first session; the
names, agreements, annexes and articles follow. What people wrote stays: prose, and the titles of
sources and of the former diploma.
"""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from lxml import etree

from mc_builder.cli import cli
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.french import typeset
from mc_builder.loading import Loaded, load
from mc_builder.page import tree
from mc_builder.page.templates import Templates
from mc_builder.project import Project
from mc_builder.source.tree import Folder

RACINE = Path(__file__).parents[1]
ANCIEN = re.compile(r"(?i:mentions?\s+complémentaires?)|\bMC\b")
NOUVEAU = "certificat de spécialisation"

CORRESPONDANCE = """\
ancien:
  intitule: Mention complémentaire Services numériques aux organisations
  derniere_session: 2027
lignes:
  - {ancienne_epreuve: E1, ancienne_unite: U1, unites: u1}
  - {ancienne_epreuve: E2, ancienne_unite: U2, unites: u2}
  - {ancienne_epreuve: E3, ancienne_unite: U3, unites: u3}
"""

#: Where the former name may stay, by identity « object:field » or « file/place ».
HISTORIQUE = re.compile(
    r"""
    dossier/note/            # prose files: their author takes them up again, or not
    | referentiels/textes/
    | [a-z0-9-]+:titre\Z     # a source keeps the title under which it was published
    | correspondance/ancien: # the former diploma keeps its name
    | glossaire/             # an acronym that prose uses is explained
    """,
    re.VERBOSE,
)


def change(path: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, path.read_text("utf-8"), flags=re.MULTILINE)
    assert count == 1
    path.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def projet_redate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, re-dated by four changes of its author."""
    folder = tmp_path_factory.mktemp("redate")
    for name in ("dossier", "referentiels"):
        shutil.copytree(RACINE / name, folder / name)
    dossier = folder / "dossier/dossier.yaml"
    change(dossier, "^date_reference: .*", "date_reference: 2026-06-01")
    change(dossier, "^nature: creation$", "nature: revision")
    change(dossier, "^  premiere_session: .*", "  premiere_session: 2028")
    (folder / "referentiels/correspondance.yaml").write_text(CORRESPONDANCE, "utf-8")
    return folder


@pytest.fixture(scope="module")
def redate(projet_redate: Path) -> Loaded:
    return load(Folder(projet_redate))


@pytest.fixture(scope="module")
def d_origine() -> Loaded:
    return load(Folder(RACINE))


Arbres = dict[str, etree._Element]


def arbres(loaded: Loaded) -> Arbres:
    """The tree of each document, before the passes."""
    assert loaded.projet is not None
    builder = Builder(Project(loaded))
    found: Arbres = {}
    for kind in DOCUMENTS:
        view = Making(kind, builder).view
        markup, diagnostics = Templates().render(kind.template, view)
        assert diagnostics == []
        document, diagnostics = tree.parse(kind.file, markup)
        assert document is not None, diagnostics
        found[kind.key] = document.root
    return found


@pytest.fixture(scope="module")
def apres(redate: Loaded) -> Arbres:
    return arbres(redate)


@pytest.fixture(scope="module")
def avant(d_origine: Loaded) -> Arbres:
    return arbres(d_origine)


def mots(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Every text of a tree, with the identity of what holds it; « » for the tool's own words."""
    for element in root.iter():
        for text, holder in ((element.text, element), (element.tail, element.getparent())):
            if text and text.strip() and holder is not None:
                refs = (e.get("data-ref") for e in (holder, *holder.iterancestors()))
                yield str(text), next((str(ref) for ref in refs if ref is not None), "")


def mots_de_l_outil(root: etree._Element) -> str:
    """What the tool itself says, and what it puts in attributes that print."""
    said = [text for text, ref in mots(root) if not ref]
    said += [str(root.get(name, "")) for name in ("data-titre", "data-sous-titre", "data-sujet")]
    return "\n".join(" ".join(text.split()) for text in said)


def chapitres(root: etree._Element) -> list[str]:
    words = (tree.text_of(h1).translate({0x27E8: "", 0x27E9: ""}) for h1 in root.iter("h1"))
    return [" ".join(text.split()) for text in words]


CLES = [kind.key for kind in DOCUMENTS]


def test_the_redated_dossier_is_faultless(redate: Loaded) -> None:
    assert [d for d in Project(redate).findings() if str(d.severity) == "erreur"] == []


def test_the_profile_follows_the_date_whatever_the_type_written(
    redate: Loaded, d_origine: Loaded
) -> None:
    assert redate.projet is not None
    assert d_origine.projet is not None
    assert redate.projet.dossier.diplome.type == d_origine.projet.dossier.diplome.type
    assert d_origine.projet.profil.id == "mention-complementaire"
    assert redate.projet.profil.id == "certificat-de-specialisation"


@pytest.mark.rapides(5)
@pytest.mark.parametrize("cle", CLES)
def test_the_tool_says_the_new_name_only(avant: Arbres, apres: Arbres, cle: str) -> None:
    before = mots_de_l_outil(avant[cle])
    assert "mention complémentaire" in before.lower()
    assert NOUVEAU not in before.lower()
    after = mots_de_l_outil(apres[cle])
    assert NOUVEAU in after.lower()
    assert ANCIEN.findall(after) == []


@pytest.mark.parametrize("cle", CLES)
def test_the_former_name_stays_only_where_someone_wrote_history(apres: Arbres, cle: str) -> None:
    left = {ref for text, ref in mots(apres[cle]) if ANCIEN.search(text)}
    assert sorted(ref for ref in left if not HISTORIQUE.match(ref)) == []


def test_the_articles_agree_with_the_name(avant: Arbres, apres: Arbres) -> None:
    before = mots_de_l_outil(avant["note"])
    after = mots_de_l_outil(apres["note"])
    assert "Création d’une mention complémentaire" in before
    assert "Révision d’un certificat de spécialisation" in after
    wrong = (
        r"\b(une|la|cette|de la|à la)\s+certificat\b|\b(un|le|ce|du|au)\s+mention complémentaire"
    )
    for root in (*avant.values(), *apres.values()):
        assert not re.search(wrong, mots_de_l_outil(root), re.IGNORECASE)


def test_every_form_of_the_name_is_of_one_gender(redate: Loaded, d_origine: Loaded) -> None:
    for projet, articles in (
        (redate, ("un", "le", "du", "au", "ce", "il", "")),
        (d_origine, ("une", "la", "de la", "à la", "cette", "elle", "e")),
    ):
        assert projet.projet is not None
        formes = projet.projet.profil.formes
        un, le, du, au, ce, il, e = articles
        assert (
            formes.noun.un,
            formes.noun.le,
            formes.noun.du,
            formes.noun.au,
            formes.noun.ce,
        ) == tuple(f"{article} {formes.nom}" for article in (un, le, du, au, ce))
        assert (formes.noun.il, formes.noun.e) == (il, e)


def test_annexe_vi_appears_with_its_lines(avant: Arbres, apres: Arbres) -> None:
    before, after = chapitres(avant["referentiel"]), chapitres(apres["referentiel"])
    assert not [title for title in before if title.startswith("Annexe VI ")]
    [title] = [title for title in after if title.startswith("Annexe VI ")]
    assert title == "Annexe VI – Tableau de correspondance entre épreuves ou unités"
    assert [t for t in after if t != title] == before

    [table] = [
        t
        for t in apres["referentiel"].iter("table")
        if "dernière session" in tree.text_of(t.find(".//th"))  # type: ignore[arg-type]
    ]
    heads = [" ".join(tree.text_of(th).split()) for th in table.iter("th")]
    assert heads[0].endswith("dernière session : 2027")
    assert heads[1].startswith("Certificat de spécialisation « Services numériques")
    assert heads[1].endswith("première session : 2028")
    rows = [
        [" ".join(tree.text_of(td).split()) for td in tr.findall("td")]
        for tr in table.iter("tr")
        if tr.findall("td")
    ]
    assert [row[:3] for row in rows] == [["E1", "U1", "U1"], ["E2", "U2", "U2"], ["E3", "U3", "U3"]]


@pytest.mark.lent
def test_the_rules_in_force_are_those_of_the_new_profile(
    projet_redate: Path, tmp_path: Path
) -> None:
    """390 hours were an error for a mention complémentaire; for its heir, a warning."""

    def said(source: Path, name: str) -> str:
        folder = tmp_path / name
        for part in ("dossier", "referentiels"):
            shutil.copytree(source / part, folder / part)
        change(
            folder / "referentiels/formation.yaml",
            r"(?<=  - voie: scolaire\n    heures: )400$",
            "390",
        )
        return CliRunner().invoke(cli, ["-C", str(folder), "check"]).stdout

    before, after = said(RACINE, "avant"), said(projet_redate, "après")
    amount = typeset("compte au moins 400 heures ; ici 390 heures")
    assert f"FOR001 avertissement: une mention complémentaire {amount}" in before
    assert f"FOR001 avertissement: un certificat de spécialisation {amount}" in after


@pytest.mark.lent
def test_the_word_documents_bear_the_new_name(projet_redate: Path) -> None:
    result = CliRunner().invoke(cli, ["-C", str(projet_redate), "build", "--format", "docx"])
    assert result.exit_code == 0
    for kind in DOCUMENTS:
        data = (projet_redate / "output" / f"{kind.file}.docx").read_bytes()
        document = docx.Document(io.BytesIO(data))
        name = "Certificat de spécialisation « Services numériques aux organisations »"
        assert document.core_properties.subject.replace("\u00a0", " ") == f"{name}, niveau 4"
        cover = [re.sub(r"\s", " ", p.text) for p in document.paragraphs[:12]]
        assert f"{name} (SNO)" in cover
        assert "Première session : 2028" in cover
        headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
        assert headings
        assert not [h for h in headings if ANCIEN.search(h)]
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.namelist():
                if re.match(r"word/(header|footer)|docProps/", part):
                    assert not ANCIEN.search(package.read(part).decode()), part
