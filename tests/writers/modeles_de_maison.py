"""Word models as houses have them, made from ours: with all that Word leaves in a package."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping

from docx_reading import reference

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
#: What no document may hold, wherever the model has it; each part adds its name.
MARQUEUR = "MAISON"

Parts = dict[str, bytes]


def parts_of(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: Mapping[str, bytes], *doubled: str) -> bytes:
    """A package; the parts that are `doubled` are in it twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
        with warnings.catch_warnings(action="ignore"):  # a doubled name is what is wanted
            for name in doubled:
                package.writestr(name, parts[name])
    return buffer.getvalue()


def changed(part: str, old: str, new: str, content: bytes | None = None) -> bytes:
    """Our reference, or `content`, with words of a part replaced; the words must be there."""
    parts = parts_of(content or reference())
    text = parts[part].decode()
    assert re.search(old, text), (part, old)
    parts[part] = re.sub(old, lambda _: new, text, count=1).encode()
    return zipped(parts)


def png(width: int = 8, height: int = 8, word: str = "") -> bytes:
    """A grey picture; `word` is in a chunk of text that programs keep."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    rows = b"".join(b"\x00" + b"\x80" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"tEXt", b"Comment\x00" + word.encode())
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def picture(identifier: str, place: str = "", *, width: int = 900000, height: int = 450000) -> str:
    """A run with a picture: inline, or floating when `place` says where (``wp:position…``)."""
    kind = "anchor" if place else "inline"
    floating = (
        ' distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2"'
        ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"'
        if place
        else ""
    )
    before = f'<wp:simplePos x="0" y="0"/>{place}' if place else ""
    wrap = "<wp:wrapNone/>" if place else ""
    return (
        f"<w:r><w:drawing {_DRAWING}><wp:{kind}{floating}>{before}"
        f'<wp:extent cx="{width}" cy="{height}"/>{wrap}'
        '<wp:docPr id="7" name="Logo" descr="Logo"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{identifier}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        f"</a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>"
    )


def position(vertical: int, horizontal: int = 0, origin: str = "page") -> str:
    """Where a floating picture stands, in EMU from the page."""
    return (
        f'<wp:positionH relativeFrom="{origin}"><wp:posOffset>{horizontal}</wp:posOffset>'
        f'</wp:positionH><wp:positionV relativeFrom="{origin}"><wp:posOffset>{vertical}'
        "</wp:posOffset></wp:positionV>"
    )


def in_margin(xml: str, relations: str = "", *, part: str = "header1", **media: bytes) -> bytes:
    """Our reference with more in the paragraph of its header, and what that cites."""
    parts = parts_of(reference())
    name = f"word/{part}.xml"
    parts[name] = (
        parts[name]
        .replace(b"</w:p>", f"{xml}</w:p>".encode(), 1)
        .replace(b"<w:hdr ", f"<w:hdr {_declared(parts[name])} ".encode())
    )
    if relations:
        parts[f"word/_rels/{part}.xml.rels"] = relations_xml(relations)
    for media_name, content in media.items():
        parts[f"word/media/{media_name}.png"] = content
    types = parts["[Content_Types].xml"]
    if b'"png"' not in types:
        png_type = b'<Default Extension="png" ContentType="image/png"/><Override '
        parts["[Content_Types].xml"] = types.replace(b"<Override ", png_type, 1)
    return zipped(parts)


def _declared(xml: bytes) -> str:
    return "" if b"xmlns:r=" in xml else R


def relation(identifier: str, kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{identifier}" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'


def relations_xml(lines: str) -> bytes:
    start = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return f"{start}{lines}</Relationships>".encode()


def complet() -> Parts:
    """A model that was a document: every kind of part that Word writes, each with a marker."""
    parts = parts_of(in_margin(picture("rId1"), relation("rId1", "image", "media/logo.png")))
    parts["word/media/logo.png"] = png(word="logo de l'en-tete")
    types, document = [], []

    def add(name: str, kind: str, content: str | bytes, type_: str = "application/xml") -> None:
        parts[name] = content if isinstance(content, bytes) else content.encode()
        types.append(f'<Override PartName="/{name}" ContentType="{type_}"/>')
        document.append(relation(f"rIdM{len(document)}", kind, f"/{name}"))

    def words(name: str) -> str:
        return f"<w:p><w:r><w:t>{MARQUEUR} {name}</w:t></w:r></w:p>"

    note = f'<w:{{0}} w:id="1">{words("note")}</w:{{0}}>'
    for name, tag in (("comments", "comment"), ("footnotes", "footnote"), ("endnotes", "endnote")):
        author = f' w:author="{MARQUEUR}"' if tag == "comment" else ""
        body = note.format(tag).replace(f"<w:{tag} ", f"<w:{tag}{author} ", 1)
        add(f"word/{name}.xml", name, f"<w:{name} {W}>{body}</w:{name}>", _MAIN.format(name))
    add(
        "word/webSettings.xml",
        "webSettings",
        f"<w:webSettings {W}><!--{MARQUEUR}--></w:webSettings>",
    )
    add(
        "word/stylesWithEffects.xml",
        "stylesWithEffects",
        f"<w:styles {W}><!--{MARQUEUR}--></w:styles>",
    )
    add("word/people.xml", "people", f"<x>{MARQUEUR}</x>")
    add(
        "word/glossary/document.xml",
        "glossaryDocument",
        f"<w:glossaryDocument {W}><w:docParts/><!--{MARQUEUR}--></w:glossaryDocument>",
    )
    add("word/embeddings/classeur.xlsx", "package", f"PK {MARQUEUR}")
    add("word/embeddings/oleObject1.bin", "oleObject", b"\xd0\xcf\x11\xe0" + MARQUEUR.encode())
    add("word/charts/chart1.xml", "chart", f"<c>{MARQUEUR}</c>")
    add("word/activeX/activeX1.xml", "control", f"<c>{MARQUEUR}</c>")
    add("word/media/photo.png", "image", png(word=MARQUEUR))
    add("customXml/item1.xml", "customXml", f"<x>{MARQUEUR}</x>")
    parts["docProps/thumbnail.jpeg"] = b"\xff\xd8\xff" + MARQUEUR.encode()
    parts["docProps/custom.xml"] = f"<x>{MARQUEUR}</x>".encode()
    parts["docProps/app.xml"] = parts["docProps/app.xml"].replace(
        b"</Application>", f"</Application><Company>{MARQUEUR}</Company>".encode()
    )
    parts["docProps/core.xml"] = re.sub(
        b"<dc:title>[^<]*", f"<dc:title>{MARQUEUR} titre".encode(), parts["docProps/core.xml"]
    )
    top = relation("rIdV", "metadata/thumbnail", "docProps/thumbnail.jpeg")
    _append(parts, "_rels/.rels", top)
    _append(parts, "word/_rels/document.xml.rels", "".join(document))
    _append(parts, "[Content_Types].xml", "".join(types), "</Types>")
    body = (
        f'{words("texte")}<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>'
        f' INCLUDETEXT "{MARQUEUR}" </w:instrText><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        f"<w:p>{picture('rIdM10')}</w:p><w:p><w:r><w:object/></w:r></w:p>"
    )
    parts["word/document.xml"] = (
        parts["word/document.xml"]
        .replace(b"<w:body>", f"<w:body>{body}".encode())
        .replace(b"<w:document ", f"<w:document {_declared(parts['word/document.xml'])} ".encode())
    )
    settings = (
        f'<w:attachedTemplate {R} r:id="rId1"/><w:trackRevisions/>'
        '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
        f'<w:docVars><w:docVar w:name="a" w:val="{MARQUEUR}"/></w:docVars>'
        f'<w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids>'
    )
    _append(parts, "word/settings.xml", settings, "</w:settings>")
    parts["word/_rels/settings.xml.rels"] = relations_xml(
        relation("rId1", "attachedTemplate", f"file:///S:/{MARQUEUR}.dotx", external=True)
    )
    return parts


def _append(parts: Parts, name: str, xml: str, end: str = "</Relationships>") -> None:
    assert end.encode() in parts[name], name
    parts[name] = parts[name].replace(end.encode(), f"{xml}{end}".encode())


_SECTION, _STYLES, _SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"


def _style(name: str, old: str, new: str) -> bytes:
    """Our reference with one property of a style changed, where the schema wants it."""
    style = rf'(?s)(?<=<w:name w:val="{name}"/>)((?:(?!</w:style>).)*?)<w:{old} [^>]*/>'
    parts = parts_of(reference())
    text, count = re.subn(style, lambda m: m[1] + new, parts[_STYLES].decode())
    assert count == 1, name
    parts[_STYLES] = text.encode()
    return zipped(parts)


def _titre_en_controle() -> bytes:
    control = (
        '<w:sdt><w:sdtPr><w:alias w:val="Titre"/><w:dataBinding w:prefixMappings="xmlns:ns0=\'x\'"'
        ' w:xpath="/ns1:coreProperties[1]/ns0:title[1]" w:storeItemID="{6C3C8BC8}"/><w:text/>'
        "</w:sdtPr><w:sdtContent><w:r><w:t>ANCIEN TITRE</w:t></w:r></w:sdtContent></w:sdt>"
    )
    return changed("word/header1.xml", r"<w:r><w:t[^>]*>\{titre\}</w:t></w:r>", control)


def _dotx() -> bytes:
    return changed("[Content_Types].xml", r"document\.main\+xml", "template.main+xml")


def _attache() -> bytes:
    parts = parts_of(reference())
    _append(parts, _SETTINGS, f'<w:attachedTemplate {R} r:id="rId1"/>', "</w:settings>")
    parts["word/_rels/settings.xml.rels"] = relations_xml(
        relation("rId1", "attachedTemplate", "file:///S:/charte.dotx", external=True)
    )
    return zipped(parts)


#: Name → the model, and what `gabarit verifier` says of it: codes and a piece of the message.
MODELES: Mapping[str, tuple[Callable[[], bytes], list[tuple[str, str]]]] = {
    "dotx": (_dotx, []),
    "attaché": (_attache, [("MOD009", "le modèle attaché")]),
    "protégé": (
        lambda: changed(
            _SETTINGS,
            "<w:defaultTabStop",
            '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:defaultTabStop',
        ),
        [("MOD009", "la protection du document")],
    ),
    "suivi": (
        lambda: changed(_SETTINGS, "<w:defaultTabStop", "<w:trackRevisions/><w:defaultTabStop"),
        [("MOD009", "le suivi des modifications")],
    ),
    "deux colonnes": (
        lambda: changed(_SECTION, r"<w:cols [^>]*/>", '<w:cols w:num="2" w:space="720"/>'),
        [("MOD006", "sur 2 colonnes : celui des documents sera sur une seule")],
    ),
    "letter": (
        lambda: changed(_SECTION, r"<w:pgSz [^>]*/>", '<w:pgSz w:w="12240" w:h="15840"/>'),
        [("MOD006", "Letter (américain), 216 × 279 mm")],
    ),
    "lignes numérotées": (
        lambda: changed(_SECTION, "<w:cols ", '<w:lnNumType w:countBy="1"/><w:cols '),
        [("MOD006", "les lignes sont numérotées")],
    ),
    "titre masqué": (
        lambda: _style("Title", "color", '<w:vanish/><w:color w:val="1F3A5F"/>'),
        [("MOD007", "style « Titre » : le texte est masqué")],
    ),
    "titre de 139 points": (
        lambda: _style("Title", "sz", '<w:sz w:val="278"/>'),
        [("MOD007", "139 points, un mot comme « professionnelles » ne tient pas sur une ligne")],
    ),
    "titre 1 blanc": (
        lambda: _style("heading 1", "color", '<w:color w:val="FFFFFF"/>'),
        [("MOD007", "style « Titre 1 » : le texte ne se voit pas (#FFFFFF sur #FFFFFF)")],
    ),
    "titre en contrôle": (_titre_en_controle, [("MOD009", "les contrôles de contenu")]),
    "capitale de Word": (lambda: changed("word/header1.xml", r"\{titre\}", "{Titre}"), []),
    "restes": (lambda: zipped(complet()), [("MOD009", "les commentaires")]),
}
