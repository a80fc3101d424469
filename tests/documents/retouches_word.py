"""A document as a person and Word leave it: edits at random, and what a reader should find.

The XML is that of Word: runs cut by spelling marks and revision ids, tracked changes, comments with
answers, quotation marks and spaces of its own.
"""

from __future__ import annotations

import copy
import io
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from mc_builder.writers.docx.reading.base import Base, base_of
from mc_builder.writers.docx.reading.opened import opened

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
AUTHOR, DATE = "I. G.", "2026-03-12T10:00:00Z"
#: Words that no document has.
NEW = ("zéphyr", "quetsche", "baobab", "myrtille", "okapi", "vigogne", "tamaris", "jujube")


def w(name: str) -> str:
    return f"{{{W}}}{name}"


@dataclass
class Retouche:
    """A document that is edited, and what is expected: kind, identity, detail, author."""

    content: bytes
    hasard: random.Random
    expected: set[tuple[str, ...]] = field(default_factory=set)
    comments: list[tuple[str, str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.content)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.body = etree.fromstring(self.parts["word/document.xml"])
        base = base_of(opened(self.content))
        assert base is not None
        self.base: Base = base
        #: The paragraphs and rows that an edit has touched: none touches another's.
        self.touched: set[etree._Element] = set()
        self.numbers = iter(range(90_000, 99_000))
        self.words = iter(self.hasard.sample(NEW, len(NEW)) * 9)

    # --- what may be edited -----------------------------------------------------------------------

    def marks(self, node: etree._Element) -> list[str]:
        """The bookmarks of texts that begin in an element."""
        names = (b.get(w("name"), "") for b in node.iter(w("bookmarkStart")))
        return [n for n in names if n in self.base.texts and self.base.texts[n].ref]

    def ref(self, mark: str) -> str:
        return self.base.texts[mark].ref

    def paragraphs(self) -> list[tuple[etree._Element, str]]:
        """Paragraphs that hold one text of the data, and not much else."""
        found = []
        for p in self.body.iter(w("p")):
            marks = self.marks(p)
            fields = p.find(f".//{w('fldChar')}")
            refs = {self.ref(m) for m in marks}
            if len(refs) != 1 or fields is not None or p in self.touched:
                continue
            if any(above in self.touched for above in p.iterancestors()):
                continue
            words = "".join(t.text or "" for t in p.iter(w("t")))
            held = "".join(t.text or "" for t in self.held(p, marks[0]))
            if len(held) > 12 and len(held) > 0.8 * len(words):
                found.append((p, marks[0]))
        return found

    def held(self, p: etree._Element, mark: str) -> Iterator[etree._Element]:
        """The texts inside a bookmark."""
        number = None
        for node in p.iter(w("bookmarkStart"), w("bookmarkEnd"), w("t")):
            if node.get(w("name")) == mark:
                number = node.get(w("id"))
            elif node.tag == w("bookmarkEnd") and node.get(w("id")) == number:
                return
            elif node.tag == w("t") and number is not None:
                yield node

    def rows(self) -> list[tuple[etree._Element, str, list[str]]]:
        """Rows that are an object: the row, the object, its fields; none merged with another."""
        found = []
        for table in self.body.iter(w("tbl")):
            if table.find(f".//{w('vMerge')}") is not None:
                continue
            firsts: list[tuple[etree._Element, str, list[str]]] = []
            for row in table.iterchildren(w("tr")):
                refs = [self.ref(m) for m in self.marks(row)]
                cle = refs[0].rpartition(":")[0] if refs else ""
                fields = [r.removeprefix(f"{cle}:") for r in refs if r.startswith(f"{cle}:")]
                firsts.append((row, cle, fields))
            for row, cle, fields in firsts:
                alone = sum(c == cle for _, c, _ in firsts) == 1
                free = row not in self.touched and not any(p in self.touched for p in row.iter())
                if cle and alone and free and len(set(fields)) > 1:
                    found.append((row, cle, fields))
        return found

    # --- edits ------------------------------------------------------------------------------------

    def edit(self) -> None:
        """One edit at random that finds its place."""
        ways: list[Callable[[], bool]] = [
            self.replace_word,
            self.replace_word,
            self.append,
            self.tracked_word,
            self.remove_row,
            self.copy_row,
            self.swap_rows,
            self.add_block,
            self.comment,
        ]
        self.hasard.choice(ways)()

    def _some_text(self) -> tuple[etree._Element, str, etree._Element] | None:
        found = self.paragraphs()
        self.hasard.shuffle(found)
        for p, mark in found:
            texts = [t for t in self.held(p, mark) if len((t.text or "").split()) > 2]
            texts = [t for t in texts if self._literal(t, mark)]
            if texts:
                return p, mark, self.hasard.choice(texts)
        return None

    def _literal(self, text: etree._Element, mark: str) -> bool:
        """Whether words are the text's own: no bookmark of what it calls is around."""
        run = text.getparent()
        around: list[str] = []
        for node in text.iterancestors(w("p")).__next__().iter():
            if node is run:
                break
            if node.tag == w("bookmarkStart"):
                around.append(node.get(w("id")))
                if node.get(w("name")) == mark:
                    around.clear()
            elif node.tag == w("bookmarkEnd") and node.get(w("id")) in around:
                around.remove(node.get(w("id")))
        return not around

    def replace_word(self) -> bool:
        """Another word in the place of one."""
        if (found := self._some_text()) is None:
            return False
        p, mark, text = found
        words = (text.text or "").split(" ")
        places = [n for n, word in enumerate(words) if word.isalpha() and 0 < n < len(words) - 1]
        if not places:
            return False
        new = next(self.words)
        words[self.hasard.choice(places)] = new
        text.text = " ".join(words)
        self.touched.add(p)
        self.expected.add(("texte", self.ref(mark), new, ""))
        return True

    def append(self) -> bool:
        """A word typed after the end of a bookmark, which does not hold it."""
        if (found := self._some_text()) is None:
            return False
        p, mark, _ = found
        start = next(b for b in p.iter(w("bookmarkStart")) if b.get(w("name")) == mark)
        end = next(e for e in p.iter(w("bookmarkEnd")) if e.get(w("id")) == start.get(w("id")))
        new = next(self.words)
        end.addnext(self.run(f" {new}"))
        self.touched.add(p)
        self.expected.add(("texte", self.ref(mark), new, ""))
        return True

    def tracked_word(self) -> bool:
        """A word taken out and another put in, with the changes tracked."""
        if (found := self._some_text()) is None:
            return False
        p, mark, text = found
        words = (text.text or "").split(" ")
        places = [n for n, word in enumerate(words) if word.isalpha() and 0 < n < len(words) - 1]
        run = text.getparent()
        if not places or run is None or len(run.findall(w("t"))) != 1:
            return False
        place = self.hasard.choice(places)
        before, old = " ".join(words[:place]) + " ", words[place]
        after = " " + " ".join(words[place + 1 :])
        new = next(self.words)
        tail = copy.deepcopy(run)
        text.text = before
        tail.find(w("t")).text = after
        keep(text)
        keep(tail.find(w("t")))
        deleted = self.tracked("del", self.run(old, "delText"))
        inserted = self.tracked("ins", self.run(new))
        run.addnext(deleted)
        deleted.addnext(inserted)
        inserted.addnext(tail)
        self.touched.add(p)
        self.expected.add(("texte", self.ref(mark), new, AUTHOR))
        return True

    def remove_row(self) -> bool:
        found = self.rows()
        if not found:
            return False
        row, cle, _ = self.hasard.choice(found)
        self.touched.update(row.getparent())
        row.getparent().remove(row)
        self.expected.add(("retrait", cle, "", ""))
        return True

    def copy_row(self) -> bool:
        """A row copied under itself, its words typed again: Word leaves its bookmarks behind."""
        found = self.rows()
        if not found:
            return False
        row, cle, _ = self.hasard.choice(found)
        new = copy.deepcopy(row)
        for mark in [*new.iter(w("bookmarkStart")), *new.iter(w("bookmarkEnd"))]:
            mark.getparent().remove(mark)
        word = next(self.words)
        for p in new.iter(w("p")):
            texts = list(p.iter(w("t")))
            for t in texts[1:]:
                t.text = ""
            for t in texts[:1]:
                t.text = word
        row.addnext(new)
        self.touched.update(row.getparent())
        self.expected.add(("ajout", cle, word, ""))
        return True

    def swap_rows(self) -> bool:
        """A row put before the one above it."""
        found = self.rows()
        self.hasard.shuffle(found)
        for row, cle, _ in found:
            above = row.getprevious()
            mine = [c for r, c, _ in found if r is above]
            if mine:
                above.addprevious(row)
                self.touched.update(row.getparent())
                self.expected.add(("deplacement", "/".join(sorted([cle, mine[0]])), "", ""))
                return True
        return False

    def add_block(self) -> bool:
        """A paragraph of prose more, under one that is there."""
        found = [(p, m) for p, m in self.paragraphs() if self.base.texts[m].prose]
        found = [(p, m) for p, m in found if p.getparent().tag == w("body")]
        if not found:
            return False
        p, mark = self.hasard.choice(found)
        new = etree.Element(w("p"))
        if p.find(w("pPr")) is not None:
            new.append(copy.deepcopy(p.find(w("pPr"))))
        word = next(self.words)
        new.append(self.run(f"Un {word} de plus."))
        p.addnext(new)
        self.touched.update({p, new})
        self.expected.add(("bloc", self.ref(mark), word, ""))
        return True

    def comment(self) -> bool:
        """A comment on a text, with an answer."""
        if (found := self._some_text()) is None:
            return False
        p, mark, _ = found
        number = len(self.comments) * 2
        runs = [r for r in p.iterchildren(w("r")) if r.find(w("t")) is not None]
        if not runs:
            return False
        start, end = (
            etree.Element(w(name), {w("id"): str(number)})
            for name in ("commentRangeStart", "commentRangeEnd")
        )
        runs[0].addprevious(start)
        runs[-1].addnext(end)
        self.comments.append((self.ref(mark), next(self.words), number))
        self.touched.add(p)
        return True

    # --- the forms of Word ------------------------------------------------------------------------

    def run(self, words: str, tag: str = "t") -> etree._Element:
        run = etree.Element(w("r"), {w("rsidR"): "00A1B2C3"})
        text = etree.SubElement(run, w(tag))
        text.text = words
        keep(text)
        return run

    def tracked(self, kind: str, run: etree._Element) -> etree._Element:
        number = str(next(self.numbers))
        element = etree.Element(w(kind), {w("id"): number, w("author"): AUTHOR, w("date"): DATE})
        element.append(run)
        return element

    def noise(self) -> None:
        """Runs cut anywhere, spelling marks, revision ids, other quotation marks and spaces."""
        for run in list(self.body.iter(w("r"))):
            texts = run.findall(w("t"))
            words = texts[0].text or "" if len(texts) == 1 else ""
            if len(words) < 4 or self.hasard.random() > 0.3:
                continue
            words = words.replace("’", "'") if self.hasard.random() < 0.3 else words
            words = words.replace(" ", "\u00a0", 1) if self.hasard.random() < 0.1 else words
            cut = self.hasard.randrange(1, len(words))
            other = copy.deepcopy(run)
            texts[0].text, other.find(w("t")).text = words[:cut], words[cut:]
            keep(texts[0])
            keep(other.find(w("t")))
            other.set(w("rsidRPr"), "00D4E5F6")
            run.addnext(other)
            mark = etree.Element(w("proofErr"), {w("type"): "spellStart"})
            run.addnext(mark)
        for p in self.body.iter(w("p")):
            p.set(f"{{{W14}}}paraId", f"{next(self.numbers, 0):08X}"[-8:])

    def saved(self) -> bytes:
        """The file."""
        self.noise()
        parts = dict(self.parts)
        parts["word/document.xml"] = etree.tostring(self.body)
        if self.comments:
            parts |= self.comment_parts()
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in parts.items():
                package.writestr(name, data)
        return written.getvalue()

    def comment_parts(self) -> dict[str, bytes]:
        """The comments, and the part that says which answers which."""
        lines, threads = "", ""
        for _, word, number in self.comments:
            for rank, said in ((number, word), (number + 1, f"Réponse sur {word}")):
                lines += (
                    f'<w:comment w:id="{rank}" w:author="{AUTHOR}" w:date="{DATE}">'
                    f'<w:p w14:paraId="0000{rank:04d}"><w:r><w:t>{said}</w:t></w:r></w:p>'
                    "</w:comment>"
                )
            threads += f'<w15:commentEx w15:paraId="0000{number:04d}" w15:done="1"/>'
            threads += (
                f'<w15:commentEx w15:paraId="0000{number + 1:04d}"'
                f' w15:paraIdParent="0000{number:04d}" w15:done="0"/>'
            )
        names = f'xmlns:w="{W}" xmlns:w14="{W14}" xmlns:w15="{W15}"'
        return {
            "word/comments.xml": f"<w:comments {names}>{lines}</w:comments>".encode(),
            "word/commentsExtended.xml": (
                f"<w15:commentsEx {names}>{threads}</w15:commentsEx>".encode()
            ),
        }


def keep(text: etree._Element) -> None:
    """Let a text keep the spaces at its ends."""
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def retouched(content: bytes, seed: int, edits: int) -> Retouche:
    """A document with some edits, the same for the same seed."""
    found = Retouche(content, random.Random(seed))  # noqa: S311 - to be the same again
    for _ in range(edits):
        found.edit()
    return found
