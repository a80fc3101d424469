"""What a Word model is refused for: each reason is said, with its place and how to remove it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache

import pytest
from docx_reading import reference, write
from hypothesis import given
from hypothesis import strategies as st
from modeles_de_maison import (
    changed,
    complet,
    in_margin,
    parts_of,
    picture,
    png,
    relation,
    zipped,
)

from ampleur import TOUT
from ensemble import ensemble
from mc_builder.spans import SourceText
from mc_builder.writers.docx.gabarit import check_model
from mc_builder.writers.docx.opening import open_model
from mc_builder.writers.docx.parts import MOST_BYTES, MOST_PARTS
from mc_builder.writers.docx.specimen import specimen

AT = SourceText("modele.docx", "").span()
LOGO = relation("rId1", "image", "media/logo.png")


def refused(model: bytes) -> list[tuple[str, str]]:
    """Why a model is refused, and what to do; it is refused."""
    opened, found = open_model(model, AT)
    assert opened is None
    assert {d.code for d in found} == {"DOC009"}
    assert all(d.aide for d in found)
    assert [d.message for d in check_model(model, AT)] == [d.message for d in found]
    return [(d.message.removeprefix("le modèle Word est refusé : "), d.aide) for d in found]


def test_fit_models_are_accepted() -> None:
    for model in (reference(), write("<h1>Un</h1>").content, zipped(complet())):
        assert open_model(model, AT)[1] == []


def _field(code: str) -> str:
    half = len(code) // 2
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code[:half]}</w:instrText></w:r>"
        f"<w:r><w:instrText>{code[half:]}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _with(name: str, content: bytes) -> bytes:
    return zipped(parts_of(reference()) | {name: content})


#: What is dangerous in a header → the reason, and the beginning of what to do.
DANGERS: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "DDE": (
        lambda: in_margin(_field(' DDEAUTO c:\\\\cmd.exe "/k" ')),
        "l’en-tête (word/header1.xml) contient un champ « DDEAUTO »",
        "dans Word, ouvrez l’en-tête, affichez les champs (Alt + F9)",
    ),
    "INCLUDETEXT": (
        lambda: changed("word/footer1.xml", " NUMPAGES ", ' INCLUDETEXT "x" '),
        "le pied de page (word/footer1.xml) contient un champ « INCLUDETEXT »",
        "dans Word, ouvrez le pied de page, affichez les champs (Alt + F9)",
    ),
    "simple field": (
        lambda: in_margin('<w:fldSimple w:instr="includepicture \\* x"/>'),
        "l’en-tête (word/header1.xml) contient un champ « INCLUDEPICTURE »",
        "dans Word, ouvrez l’en-tête",
    ),
    "QUOTE": (
        lambda: in_margin(_field("QUOTE 68 68 69")),
        "l’en-tête (word/header1.xml) contient un champ « QUOTE »",
        "dans Word, ouvrez l’en-tête",
    ),
    "OLE": (
        lambda: in_margin("<w:r><w:object/></w:r>"),
        "l’en-tête (word/header1.xml) contient un objet incorporé (OLE)",
        "dans Word, ouvrez l’en-tête, sélectionnez-le et supprimez-le",
    ),
    "file in the place of text": (
        lambda: changed("word/footer1.xml", "</w:ftr>", "<w:altChunk/></w:ftr>"),
        "le pied de page (word/footer1.xml) contient un fichier incorporé",
        "dans Word, ouvrez le pied de page",
    ),
    "linked picture": (
        lambda: in_margin("", relation("rId1", "image", "http://x.fr/l.png", external=True)),
        (
            "l’en-tête (word/header1.xml) affiche une image qui est un fichier extérieur :"
            " « http://x.fr/l.png »"
        ),
        "dans Word, Fichier › Informations › Modifier les liens d’accès aux fichiers",
    ),
    "file outside": (
        lambda: in_margin("", relation("rId1", "frame", "file:///c:/x", external=True)),
        "l’en-tête (word/header1.xml) renvoie à un fichier extérieur : « file:///c:/x »",
        "dans Word, Fichier › Informations",
    ),
    "chart": (
        lambda: in_margin("", relation("rId1", "chart", "media/c.png"), c=b"x"),
        "l’en-tête (word/header1.xml) contient un graphique (word/media/c.png)",
        "dans Word, ouvrez l’en-tête et remplacez-le par une image",
    ),
    "macros": (
        lambda: _with("word/vbaProject.bin", b"x"),
        "il contient des macros (word/vbaProject.bin)",
        "dans Word, Fichier › Enregistrer sous",
    ),
    "macros by their type": (
        lambda: changed(
            "[Content_Types].xml",
            r"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main",
            "application/vnd.ms-word.document.macroEnabled.main",
        ),
        "il contient des macros (type « prenant en charge les macros »)",
        "dans Word, Fichier › Enregistrer sous",
    ),
    "entities": (
        lambda: changed("word/header1.xml", "<w:hdr ", '<!DOCTYPE x [<!ENTITY a "b">]><w:hdr '),
        "la partie word/header1.xml n’a pas la forme attendue (déclaration ou codage)",
        "ouvrez-le dans Word",
    ),
    "strict": (
        lambda: changed(
            "word/document.xml",
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        "il est au format « Open XML strict » (word/document.xml)",
        "dans Word, Fichier › Enregistrer sous, type « Document Word (*.docx) », et non « Document",
    ),
    "page": (
        lambda: changed("word/document.xml", '<w:pgSz w:w="11906"', '<w:pgSz w:w="abc"'),
        "le document (word/document.xml) : w=« abc » de « w:pgSz » n’est pas un nombre",
        "dans Word, donnez-lui une valeur (Mise en page › Taille)",
    ),
    "size": (
        lambda: changed("word/styles.xml", r'<w:sz w:val="44"/>', '<w:sz w:val="²"/>'),
        "la liste des styles (word/styles.xml) : val=« ² » de « w:sz » n’est pas un nombre",
        "dans Word, donnez-lui une valeur (Police › Taille)",
    ),
    "identifier": (
        lambda: in_margin(picture("rId9"), LOGO, logo=png()),
        "word/header1.xml cite « rId9 », que word/_rels/header1.xml.rels ne définit pas",
        "ouvrez-le dans Word",
    ),
    "picture": (
        lambda: in_margin(picture("rId1"), LOGO, logo=b"x"),
        "l’image word/media/logo.png, dans word/header1.xml, est illisible",
        "supprimez-la dans Word et insérez-la de nouveau",
    ),
    "no picture": (
        lambda: in_margin(picture("rId1"), LOGO),
        "la partie word/media/logo.png manque",
        "ouvrez-le dans Word",
    ),
    "name that leaves the archive": (
        lambda: _with("../../evade.xml", b"<x/>"),
        "il contient une partie au nom inattendu ('../../evade.xml')",
        "ouvrez-le dans Word",
    ),
    "old Word": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "c’est un document de Word 97-2003 (.doc), ou il est protégé par un mot de passe",
        "retirez le mot de passe",
    ),
    "no package": (
        lambda: b"%PDF-1.7",
        "ce n’est pas un document Word (.docx) lisible",
        "ouvrez-le dans Word",
    ),
    "nothing": (
        lambda: b"",
        "ce n’est pas un document Word (.docx) lisible",
        "ouvrez-le dans Word",
    ),
    "too many parts": (
        lambda: zipped({f"x{n}.xml": b"" for n in range(MOST_PARTS + 1)}),
        "il est trop volumineux : 500 parties et 20 Mo au plus une fois décompressé",
        "retirez-en les pages et les images",
    ),
    "bomb": (
        lambda: _with("word/media/x.png", bytes(MOST_BYTES)),
        "il est trop volumineux : 500 parties et 20 Mo au plus une fois décompressé",
        "retirez-en les pages et les images",
    ),
}


@ensemble("name", DANGERS)
def test_what_is_dangerous_is_refused_by_its_name(name: str) -> None:
    make, reason, aide = DANGERS[name]
    ((message, help_),) = refused(make())
    assert message == reason
    assert help_.startswith(aide)


def test_all_the_reasons_are_said_at_once() -> None:
    parts = parts_of(in_margin(_field("DDE x")))
    del parts["word/numbering.xml"]
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'<w:sz w:val="', b'<w:sz w:val="x')
    messages = [message for message, _ in refused(zipped(parts))]
    assert "la partie word/numbering.xml manque" in messages
    assert "l’en-tête (word/header1.xml) contient un champ « DDE »" in messages
    assert any("n’est pas un nombre" in message for message in messages)


def test_what_the_old_text_holds_is_thrown_away_and_refuses_nothing() -> None:
    model = changed(
        "word/document.xml", "<w:body>", f"<w:body><w:p>{_field('DDEAUTO x')}</w:p><w:altChunk/>"
    )
    parts = parts_of(model)
    parts["word/embeddings/oleObject1.bin"] = b"\xd0\xcf\x11\xe0"
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        relation("z", "image", "http://x.fr/espion.png", external=True).encode()
        + b"</Relationships>",
    )
    opened, found = open_model(zipped(parts), AT)
    assert found == []
    assert opened is not None
    kept = parts_of(opened.reference)
    assert not any(b"DDEAUTO" in part or b"x.fr" in part for part in kept.values())
    assert "word/embeddings/oleObject1.bin" not in kept


def test_links_to_files_lose_their_address_and_keep_their_words() -> None:
    link = '<w:hyperlink r:id="rId1"><w:r><w:t>Intranet</w:t></w:r></w:hyperlink>'
    model = in_margin(link, relation("rId1", "hyperlink", "file:///s:/x.exe", external=True))
    opened, _ = open_model(model, AT)
    assert opened is not None
    kept = parts_of(opened.reference)
    assert b"Intranet" in kept["word/header1.xml"]
    assert "word/_rels/header1.xml.rels" not in kept


#: Parts without which there is no look to take, and those that may be absent or damaged.
COMPLET = complet()
PARTIES = sorted(COMPLET)
JETEES = {
    part
    for part in PARTIES
    if re.match(
        "docProps/|customXml/|word/(?:glossary|embeddings|charts|activeX|people|webSettings|comments"
        "|stylesWithEffects|footnotes|endnotes|media/photo|_rels/settings)",
        part,
    )
}


def _absent(parts: dict[str, bytes], part: str) -> bytes:
    return zipped({name: content for name, content in parts.items() if name != part})


def _garbage(parts: dict[str, bytes], part: str) -> bytes:
    return zipped(parts | {part: b"\x00\xff<ceci n'est rien"})


def _other_root(parts: dict[str, bytes], part: str) -> bytes:
    return zipped(parts | {part: b"<autre/>"})


def _truncated(parts: dict[str, bytes], part: str) -> bytes:
    return zipped(parts | {part: parts[part][: len(parts[part]) // 2]})


def _bad_sum(parts: dict[str, bytes], part: str) -> bytes:
    """A package where the bytes of a part are not those that were written."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
        start = package.getinfo(part).header_offset + 30 + len(part.encode())
    data = bytearray(buffer.getvalue())
    data[start] ^= 0xFF
    return bytes(data)


ABIMER = (_absent, _garbage, _other_root, _truncated, _bad_sum)


#: A part that is thrown away leaves the same model, whatever its damage.
shown = cache(specimen)


@pytest.mark.rapides(2)
@pytest.mark.parametrize("damage", ABIMER, ids=lambda f: f.__name__)
@ensemble("part", PARTIES)
def test_each_part_missing_or_damaged_is_named(
    part: str, damage: Callable[[dict[str, bytes], str], bytes]
) -> None:
    model = damage(COMPLET, part)
    if part in JETEES:
        opened, found = open_model(model, AT)
        assert found == []
        assert opened is not None
        assert shown(opened.reference)
        if TOUT or damage is ABIMER[PARTIES.index(part) % len(ABIMER)]:
            check_model(model, AT)
        return
    truncated_picture = damage is _truncated and part.endswith(".png")
    if truncated_picture:
        return  # its first bytes are those of a picture: Word shows what is left of it
    found_messages = [message for message, _ in refused(model)]
    assert any(part in message for message in found_messages), found_messages


@ensemble("part", PARTIES)
def test_a_doubled_part_is_named(part: str) -> None:
    model = zipped(COMPLET, part)
    messages = [message for message, _ in refused(model)]
    assert messages == [f"la partie {part} y est 2 fois"]


def test_a_damaged_part_that_is_not_taken_is_said() -> None:
    (said,) = list(check_model(_bad_sum(complet(), "word/comments.xml"), AT))
    assert (said.code, "word/comments.xml, qui est abîmée" in said.message) == ("MOD009", True)
    (said,) = list(check_model(_absent(complet(), "word/people.xml"), AT))
    assert "word/people.xml, qui manque" in said.message


_ODD = st.sampled_from(
    ["", "abc", "-1", "0", "1e9", "99999999999", "²", "١", "NaN", "21cm", "-5pt", "0x1F", "true"]
) | st.text("0123456789.-abcdef%²", max_size=8)


@pytest.mark.lent
@given(data=st.data())
def test_no_value_of_any_attribute_is_a_traceback(data: st.DataObject) -> None:
    parts = parts_of(reference())
    part = data.draw(
        st.sampled_from(
            [f"word/{n}.xml" for n in ("document", "styles", "numbering", "header1", "settings")]
        )
    )
    text = parts[part].decode()
    pieces = text.split('="')
    number = data.draw(st.integers(1, len(pieces) - 1))
    if pieces[number - 1].rpartition(" ")[2].startswith("xmlns"):
        return
    value = data.draw(_ODD)
    pieces[number] = value + pieces[number][pieces[number].index('"') :]
    parts[part] = '="'.join(pieces).encode()
    model = zipped(parts)
    found = check_model(model, AT)
    opened, _ = open_model(model, AT)
    if opened is not None and not any(d.code == "MOD006" and d.severity == 3 for d in found):
        assert specimen(opened.reference)


@given(data=st.data())
def test_no_damage_to_the_bytes_of_a_model_is_a_traceback(data: st.DataObject) -> None:
    model = bytearray(reference())
    for _ in range(data.draw(st.integers(1, 4))):
        model[data.draw(st.integers(0, len(model) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(model[: data.draw(st.integers(0, len(model)) | st.just(len(model)))])
    for diagnostic in check_model(cut, AT):
        assert diagnostic.message
