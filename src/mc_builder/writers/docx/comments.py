"""Comments: remarks on texts of the data become Word comments on the paragraphs that print them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from lxml import etree

from mc_builder.writers.docx.identities import Identity, fold
from mc_builder.writers.docx.package import detached, package_of
from mc_builder.writers.docx.wml import NOTHING, Xml, clark, join, paragraph, parse, raw_run, run, w

AUTHOR, _INITIALS = "mc_builder", "mc"
_UNPLACED = "Constats sans paragraphe dans ce document"


@dataclass(frozen=True, slots=True)
class Commentaire:
    """A remark: the texts that it may stand beside, the best first, and its paragraphs.

    A text is an identity and a field (empty when any will do); `extrait` are words of it, which
    choose between several.
    """

    cibles: tuple[tuple[str, str], ...]
    paragraphes: tuple[str, ...]
    extrait: str = ""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of the data where it is printed; `cited` when it is the words of a link."""

    identity: str
    field: str
    words: str
    paragraph: Any
    cited: bool


def add_comments(
    word: WordDocument,
    remarks: Sequence[Commentaire],
    identities: Iterable[Identity],
    styles: Mapping[str, str],
    date: datetime,
) -> None:
    """Put each remark beside the text that it is about; the others in one, on the first paragraph.

    The comments of the reference document, if it has any, are left out.
    """
    for key, rel in list(word.part.rels.items()):
        if rel.reltype == RELATIONSHIP_TYPE.COMMENTS:
            word.part.rels.pop(key)
    if not remarks:
        return
    texts = _texts(word.element.body, identities)
    placed: list[tuple[Any, Sequence[str]]] = []
    rest: list[str] = []
    for remark in remarks:
        found = _place(remark, texts)
        if found is None:
            rest.append(" ".join(remark.paragraphes))
        else:
            placed.append((found, remark.paragraphes))
    first = next(word.element.body.iter(clark("p")))
    if rest:
        placed.insert(0, (first, (f"{_UNPLACED} : {len(rest)}", *rest)))
    comments = [_comment(number, lines, styles, date) for number, (_, lines) in enumerate(placed)]
    for number, (holder, _) in enumerate(placed):
        _anchor(holder, number, styles)
    part = XmlPart(
        PackURI("/word/comments.xml"),
        CONTENT_TYPE.WML_COMMENTS,
        detached(parse(w("comments", *comments))),
        package_of(word),
    )
    word.part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)


def _texts(body: etree._Element, identities: Iterable[Identity]) -> list[_Text]:
    """The texts of the data in the body, in its order."""
    names = {line.bookmark: line for line in identities}
    found = []
    for bookmark in body.iter(clark("bookmarkStart")):
        line = names.get(bookmark.get(clark("name"), ""))
        holder = next(bookmark.iterancestors(clark("p")), None)
        if line is not None and holder is not None:
            cited = next(bookmark.iterancestors(clark("hyperlink")), None) is not None
            words = fold("".join(t.text or "" for t in holder.iter(clark("t"))))
            found.append(_Text(line.identity, line.field, words, holder, cited))
    return found


def _place(remark: Commentaire, texts: list[_Text]) -> Any:
    """The paragraph where a remark stands: that of its field, else of its object, else above it."""
    extract = fold(remark.extrait)
    for identity, field in remark.cibles:
        above = identity
        while above:
            mine = [t for t in texts if t.identity == above]
            inside = [t for t in texts if t.identity.startswith(f"{above}/")]
            exact = [t for t in mine if field and t.field.split("/")[0] == field]
            for candidates in (exact, mine, inside):
                if candidates:
                    return min(
                        candidates, key=lambda t: (extract not in t.words, t.cited)
                    ).paragraph
            above = above.rpartition("/")[0]
    return None


def _comment(number: int, lines: Sequence[str], styles: Mapping[str, str], date: datetime) -> Xml:
    reference = raw_run(w("annotationRef"), w("rStyle", val=styles["CommentReference"]))
    written = [
        paragraph(
            styles["CommentText"],
            join(NOTHING if place else reference, run(line, NOTHING if place else w("b"))),
        )
        for place, line in enumerate(lines)
    ]
    return w(
        "comment",
        *written,
        id=number,
        author=AUTHOR,
        date=f"{date:%Y-%m-%dT%H:%M:%S}Z",
        initials=_INITIALS,
    )


def _anchor(holder: Any, number: int, styles: Mapping[str, str]) -> None:
    """A comment on the whole of a paragraph."""
    start = parse(w("commentRangeStart", id=number))
    properties = holder.find(clark("pPr"))
    holder.insert(0 if properties is None else 1, start)
    holder.append(parse(w("commentRangeEnd", id=number)))
    mark = w("commentReference", id=number)
    holder.append(parse(raw_run(mark, w("rStyle", val=styles["CommentReference"]))))
