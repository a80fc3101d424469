"""Comments: remarks on texts of the data become Word comments on the paragraphs that print them.

Those of readers keep their author, their date and their answers, as one thread of Word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from lxml import etree

from mc_builder.writers.docx.identities import Identity, fold
from mc_builder.writers.docx.package import detached, package_of
from mc_builder.writers.docx.wml import (
    NOTHING,
    W,
    Xml,
    clark,
    join,
    paragraph,
    parse,
    raw_run,
    run,
    w,
)

AUTHOR, _INITIALS = "mc_builder", "mc"
_UNPLACED = "Constats sans paragraphe dans ce document"
#: The name spaces of the threads of comments, with the prefixes that a program asks for.
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_EXTENDED_TYPE = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
)
_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
#: The identifier of the paragraph of the first comment: below 0x80000000, as Word wants.
_FIRST_PARAGRAPH = 0x4D430000


@dataclass(frozen=True, slots=True)
class Replique:
    """Words of somebody: a comment of a reader, or an answer to it."""

    paragraphes: tuple[str, ...]
    auteur: str = ""
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Commentaire:
    """A remark: the texts that it may stand beside, the best first, and its paragraphs.

    A text is an identity and a field (empty when any will do); `extrait` are words of it, which
    choose between several. That of a reader has its author, its date, its answers; `fait` when it
    is settled.
    """

    cibles: tuple[tuple[str, str], ...]
    paragraphes: tuple[str, ...]
    extrait: str = ""
    auteur: str = ""
    date: date | None = None
    reponses: tuple[Replique, ...] = ()
    fait: bool = False

    @property
    def repliques(self) -> tuple[Replique, ...]:
        """What is said, one after the other."""
        return (Replique(self.paragraphes, self.auteur, self.date), *self.reponses)


@dataclass(frozen=True, slots=True)
class _Ecrit:
    """One comment of the file: its number, what it says, that which it answers."""

    number: int
    said: Replique
    answers: int | None
    done: bool

    @property
    def paragraph(self) -> str:
        """The identifier of its last paragraph."""
        return f"{_FIRST_PARAGRAPH + self.number:08X}"


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
    first = next(word.element.body.iter(clark("p")))
    placed: list[tuple[Any, Commentaire]] = []
    rest: list[str] = []
    for remark in remarks:
        found = _place(remark, texts)
        if found is None and not remark.auteur:
            rest.append(" ".join(remark.paragraphes))
        else:
            placed.append((first if found is None else found, remark))
    if rest:
        placed.insert(0, (first, Commentaire((), (f"{_UNPLACED} : {len(rest)}", *rest))))
    written: list[_Ecrit] = []
    for holder, remark in placed:
        for one in _thread(remark, len(written)):
            _anchor(holder, one.number, styles)
            written.append(one)
    _add_parts(word, written, styles, date)


def _thread(remark: Commentaire, number: int) -> Iterator[_Ecrit]:
    """A remark and its answers, from a number on."""
    for rank, said in enumerate(remark.repliques):
        yield _Ecrit(number + rank, said, number if rank else None, remark.fait)


def _add_parts(
    word: WordDocument, written: Sequence[_Ecrit], styles: Mapping[str, str], date: datetime
) -> None:
    """The part of the comments; that of their threads when they answer each other."""
    spaces = {"w": W, "w14": _W14, "mc": _MC}
    root = etree.Element(clark("comments"), nsmap=spaces)
    root.set(clark("Ignorable", _MC), "w14")
    for one in written:
        comment = parse(_comment(one, styles, date))
        comment[-1].set(clark("paraId", _W14), one.paragraph)
        root.append(comment)
    _add_part(word, "comments", CONTENT_TYPE.WML_COMMENTS, RELATIONSHIP_TYPE.COMMENTS, root)
    if any(one.done or one.answers is not None for one in written):
        threads = etree.Element(clark("commentsEx", _W15), nsmap={"w15": _W15})
        for one in written:
            line = etree.SubElement(threads, clark("commentEx", _W15))
            line.set(clark("paraId", _W15), one.paragraph)
            if one.answers is not None:
                line.set(clark("paraIdParent", _W15), written[one.answers].paragraph)
            line.set(clark("done", _W15), str(int(one.done)))
        _add_part(word, "commentsExtended", _EXTENDED_TYPE, _EXTENDED, threads)


def _add_part(word: WordDocument, name: str, kind: str, relation: str, root: Any) -> None:
    content = parse_xml(etree.tostring(root))
    part = XmlPart(PackURI(f"/word/{name}.xml"), kind, detached(content), package_of(word))
    word.part.relate_to(part, relation)


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


def _comment(one: _Ecrit, styles: Mapping[str, str], date: datetime) -> Xml:
    said, ours = one.said, not one.said.auteur
    reference = raw_run(w("annotationRef"), w("rStyle", val=styles["CommentReference"]))
    first, *others = said.paragraphes
    words = [join(reference, run(first, w("b") if ours else NOTHING)), *map(run, others)]
    written = [paragraph(styles["CommentText"], line) for line in words]
    return w(
        "comment",
        *written,
        id=one.number,
        author=said.auteur or AUTHOR,
        date=f"{said.date or date:%Y-%m-%dT%H:%M:%S}Z",
        initials=_INITIALS if ours else "".join(word[0] for word in said.auteur.split())[:3],
    )


def _anchor(holder: Any, number: int, styles: Mapping[str, str]) -> None:
    """A comment on the whole of a paragraph."""
    start = parse(w("commentRangeStart", id=number))
    properties = holder.find(clark("pPr"))
    holder.insert(0 if properties is None else 1, start)
    holder.append(parse(w("commentRangeEnd", id=number)))
    mark = w("commentReference", id=number)
    holder.append(parse(raw_run(mark, w("rStyle", val=styles["CommentReference"]))))
