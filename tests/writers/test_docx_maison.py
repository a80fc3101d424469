"""House models: accepted, purged of what is not their look, judged by what a reader sees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx_reading import DATE, Package, document, reference, text
from modeles_de_maison import (
    MARQUEUR,
    MODELES,
    R,
    complet,
    in_margin,
    parts_of,
    png,
    relation,
    relations_xml,
    zipped,
)

from ampleur import cas
from docx_valide import check
from mc_builder.diagnostics import Severity
from mc_builder.spans import SourceText
from mc_builder.writers.docx.gabarit import check_model
from mc_builder.writers.docx.opening import open_model
from mc_builder.writers.docx.specimen import specimen
from mc_builder.writers.docx.writer import write_docx

AT = SourceText("modele.docx", "").span()
SECTIONS = (
    '<section class="couverture"><p class="couverture-titre">Titre</p></section>'
    '<section class="chapitre"><h1>Un</h1><p>a</p><section class="paysage"><p>b</p></section>'
    "</section>"
)


def opened(model: bytes) -> bytes:
    found, diagnostics = open_model(model, AT)
    assert diagnostics == []
    assert found is not None
    return found.reference


def written(model: bytes) -> Package:
    tree = document(SECTIONS, **{"data-titre": "Nouveau titre", "data-version": "3"})
    return Package(write_docx(tree, opened(model), date=DATE))


@pytest.mark.parametrize("name", MODELES)
def test_a_house_model_is_accepted_and_judged_by_what_a_reader_sees(name: str) -> None:
    make, expected = MODELES[name]
    found = check_model(make(), AT)
    assert [d.code for d in found] == [code for code, _ in expected]
    for diagnostic, (_, message) in zip(found, expected, strict=True):
        assert message in diagnostic.message
        assert diagnostic.severity < Severity.ERREUR
    package = written(make())
    assert text(package.part("word/header1.xml")) == "Nouveau titre"
    assert not re.findall(
        "documentProtection|trackRevisions|attachedTemplate|rsid", _settings(package)
    )
    assert not package.find("//w:sectPr/w:cols[@w:num > 1]")


def _settings(package: Package) -> str:
    return parts_of(package.content)["word/settings.xml"].decode()


def test_nothing_but_the_look_of_a_model_travels() -> None:
    model = zipped(complet())
    assert model.count(MARQUEUR.encode()) == 0  # compressed: the parts have to be read
    old = parts_of(model)
    assert sum(MARQUEUR.encode() in content for content in old.values()) > 15
    for content in (written(model).content, specimen(opened(model))):
        new = parts_of(content)
        assert [name for name, part in new.items() if MARQUEUR.encode() in part] == []
        assert not [name for name in new if MARQUEUR in name]
        pictures = [part for name, part in new.items() if "media" in name]
        assert old["word/media/logo.png"] in pictures
        assert old["word/media/photo.png"] not in pictures


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def _complex(code: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f"{mark.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>"
        f"{mark.format('separate')}{_run(result)}{mark.format('end')}"
    )


_BOUND = '<w:sdtPr><w:dataBinding w:xpath="/ns0:coreProperties/ns1:title[1]"/></w:sdtPr>'
_EMPTY = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
_AUTHOR = 'w:id="5" w:author="MAISON" w:date="2020-01-01T00:00:00Z"'


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (_complex(" TITLE ", "Ancien"), "Nouveau titre"),
        (f'<w:fldSimple w:instr=" TITLE ">{_run("Ancien")}</w:fldSimple>', "Nouveau titre"),
        (
            f"<w:sdt>{_BOUND}<w:sdtContent>{_run('An')}{_run('cien')}</w:sdtContent></w:sdt>",
            "Nouveau titre",
        ),
        (f"<w:sdt>{_BOUND}<w:sdtContent/></w:sdt>", "Nouveau titre"),
        (f"<w:sdt>{_EMPTY}<w:sdtContent>{_run('[Tapez]')}</w:sdtContent></w:sdt>", ""),
        (f"<w:sdt><w:sdtContent>{_run('Fédération')}</w:sdtContent></w:sdt>", "Fédération"),
        (f"<w:ins {_AUTHOR}>{_run('ajouté')}</w:ins>", "ajouté"),
        (f"<w:del {_AUTHOR}><w:r><w:delText>ôté</w:delText></w:r></w:del>", ""),
        (
            f'<w:bookmarkStart w:id="0" w:name="_mc_00001"/>{_run("a")}<w:bookmarkEnd w:id="0"/>',
            "a",
        ),
        (_complex(" PAGE ", "7"), "7"),
        (f"{_run('{Mar')}{_run('que}')}", "Essai"),
    ],
)
def test_what_is_about_an_old_text_leaves_its_words_in_a_header(xml: str, words: str) -> None:
    model = in_margin(xml)
    tree = document(SECTIONS, **{"data-titre": "Nouveau titre", "data-marque": "Essai"})
    content = write_docx(tree, opened(model), date=DATE)
    header = Package(content).part("word/header1.xml")
    assert text(header) == f"Nouveau titre{words}"
    raw = parts_of(content)["word/header1.xml"]
    assert not re.search(rb"w:(sdt|ins|del|bookmarkStart|author)\b|MAISON", raw)


def test_bullets_that_are_pictures_keep_them() -> None:
    parts = parts_of(reference())
    bullet = (
        '<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com'
        f':vml" style="width:9pt;height:9pt"><v:imagedata {R} r:id="rId1"/></v:shape></w:pict>'
        "</w:numPicBullet>"
    )
    numbering = parts["word/numbering.xml"].decode()
    parts["word/numbering.xml"] = re.sub("(<w:numbering[^>]*>)", rf"\1{bullet}", numbering).encode()
    puce = relation("rId1", "image", "media/puce.png")
    parts["word/_rels/numbering.xml.rels"] = relations_xml(puce)
    parts["word/media/puce.png"] = png(word="puce")
    new = parts_of(written(zipped(parts)).content)
    assert parts["word/media/puce.png"] in new.values()
    assert b"image" in new["word/_rels/numbering.xml.rels"]


#: What documents take of a model; a part of another kind leaves no trace.
PRIS = re.compile(r"word/(?:header|footer|styles|numbering|theme|fontTable|settings|media|fonts)")


@pytest.mark.rapides(12)
@pytest.mark.parametrize("part", sorted(set(complet()) | {"xl/inconnu.bin", "word/inconnu.xml"}))
def test_a_marker_in_any_other_part_is_not_in_the_documents(part: str) -> None:
    parts = complet()
    marker = b"UNIQUE1234"
    if part.endswith(".rels") or part == "[Content_Types].xml":
        end = b"</Types>" if part == "[Content_Types].xml" else b"</Relationships>"
        parts[part] = parts[part].replace(end, b"<!--" + marker + b"-->" + end)
    elif part == "word/document.xml":
        words = b"<w:body><w:p><w:r><w:t>" + marker + b"</w:t></w:r></w:p>"
        parts[part] = parts[part].replace(b"<w:body>", words)
    elif part == "word/settings.xml":
        variable = b'<w:docVars><w:docVar w:name="x" w:val="' + marker + b'"/></w:docVars>'
        parts[part] = parts[part].replace(b"</w:settings>", variable + b"</w:settings>")
    elif PRIS.match(part):
        return
    else:
        parts[part] = parts.get(part, b"") + marker
    new = parts_of(written(zipped(parts)).content)
    assert [name for name, content in new.items() if marker in content] == []


def test_a_model_made_from_one_of_our_documents_brings_none_of_its_identities() -> None:
    first = write_docx(document(SECTIONS, **{"data-titre": "Ancien"}), reference(), date=DATE)
    package = written(first)
    names = package.find("//w:bookmarkStart/@w:name")
    assert len(names) == len(set(names))
    assert package.part("customXml/item1.xml").get("titre") == "Nouveau titre"
    for name in package.names():
        # The words of the header are its own, and the manifest watches them.
        if not name.startswith(("word/header", "customXml/")):
            assert b"Ancien" not in parts_of(package.content)[name], name


def test_the_purge_of_a_purged_model_changes_nothing() -> None:
    once = opened(zipped(complet()))
    assert opened(once) == once


@pytest.mark.lent
@pytest.mark.parametrize("name", cas(list(MODELES), 3))
def test_documents_of_a_house_model_are_valid(name: str, tmp_path: Path) -> None:
    check(specimen(opened(MODELES[name][0]())), tmp_path / "specimen.docx")


@pytest.mark.lent
def test_a_long_old_text_costs_no_time() -> None:
    from benchmarks.temps import best, here  # noqa: PLC0415

    parts = parts_of(reference())
    words = (
        b"<w:p><w:r><w:t>Un ancien texte, que les documents ne reprennent pas.</w:t></w:r></w:p>"
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:body>", b"<w:body>" + words * 20_000
    )
    long = zipped(parts)
    short_time, long_time = best(
        2, lambda: here(lambda: written(reference())), lambda: here(lambda: written(long))
    )
    assert long_time < 4 * short_time + 1
