"""What a word processor or a spreadsheet puts on the clipboard → Markdown, and what was left out.

The HTML of Word is that of a printed page: lists are paragraphs with a typed bullet, notes are
links to the foot. They are made lists and notes again before a library writes the Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import PreformattedString, Tag
from markdownify import ATX, MarkdownConverter

from mc_builder.french import listed

#: Nothing of these is a text.
_NO_TEXT = ["head", "style", "script", "meta", "link", "title", "xml", "o:p", "iframe", "object"]
_NO_TEXT += ["hr", "col", "colgroup", "del"]
_LEVEL = re.compile(r"mso-list:[ \t\n]{0,9}\w{1,20}[ \t\n]{1,9}level(\d)")
_NUMBERED = re.compile(r"\(?(?:\d+|[a-zA-Z]|[ivxIVX]+)[.)]")
#: How Word marks what somebody says of a text, and where he says it.
_COMMENT = re.compile(r"mso-element:\s*comment(?:-list)?\b|mso-special-character:\s*comment")
_COMMENT_CLASSES = {"MsoCommentReference", "msocomanchor", "msocomtxt", "msocomoff"}


def _is_comment(tag: Tag) -> bool:
    classes = tag.get("class")
    named = classes if isinstance(classes, list) else [str(classes or "")]
    return bool(_COMMENT.search(str(tag.get("style", ""))) or _COMMENT_CLASSES & set(named))


#: What is left out, by what finds it; the words complete « Laissé de côté : … ».
_LEFT = {
    "les images": lambda tag: tag.name in {"img", "v:imagedata", "svg"},
    "les soulignements": lambda tag: tag.name == "u" or "underline" in _style(tag),
    "les couleurs": lambda tag: bool(re.search(r"(?<![-\w])(color|background)\s*:", _style(tag))),
    "les cellules fusionnées": lambda tag: any(
        str(tag.get(key, "1")) not in {"", "1"} for key in ("rowspan", "colspan")
    ),
    "les traits qui barrent un texte": lambda tag: tag.name in {"s", "strike"},
    "les suppressions suivies": lambda tag: tag.name == "del",
    "les commentaires": _is_comment,
}
_NOTE = re.compile(r"#_(?:ftn|edn)\d+$")
#: The style of a tag of emphasis that gives none; that of other scripts says nothing of ours.
_NO_EMPHASIS = re.compile(r"(?<!bidi-)font-(?:weight|style):\s*(?:normal|400)")
_KEPT_LINKS = ("http://", "https://", "mailto:")
_BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Pasted:
    """The Markdown, and in one French sentence what it leaves out; empty when nothing is."""

    markdown: str
    left: str


#: How the prose of a project is written.
_WRITER = MarkdownConverter(
    heading_style=ATX, bullets="-", strong_em_symbol="*", table_infer_header=True, wrap=False
)
#: What stands for an end of line and for a bar in a cell, until the table is written.
_BREAK, _BAR = "\ue000", "\ue001"


def _joined(text: str, sign: str, between: str, *, each: bool = False) -> str:
    """A text with something in the place of a sign and of the spaces around it.

    Signs in a row become one, unless `each` of them counts.
    """
    first, *others = text.split(sign)
    if not others:
        return text
    *inner, last = others
    kept = [part.strip() for part in inner if each or part.strip()]
    return between.join([first.rstrip(), *kept, last.lstrip()])


def pasted(html: str) -> Pasted:
    """The Markdown of a fragment of HTML."""
    soup = BeautifulSoup(html, "html.parser")
    for mark in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        mark.extract()  # comments, conditions of Word
    left = [words for words, found in _LEFT.items() if any(map(found, soup.find_all()))]
    for tag in [*soup.find_all(_NO_TEXT), *soup.find_all(_is_comment)]:
        tag.decompose()
    _make_emphasis(soup)
    _make_notes(soup)
    _make_lists(soup)
    _make_cells(soup)
    _make_levels(soup)
    for tag in soup.find_all(["img", "u", "s", "strike", "del", "font", "ins"]):
        tag.unwrap() if tag.name != "img" else tag.decompose()
    for link in soup.find_all("a"):
        if not str(link.get("href", "")).startswith(_KEPT_LINKS):
            link.unwrap()
    _make_lines(soup)
    text = _joined(str(_WRITER.convert_soup(soup)), _BREAK, "<br>", each=True).replace(_BAR, r"\|")
    text = "\n".join(line.rstrip() for line in text.replace("\r", "").split("\n"))
    said = f"Laissé de côté : {listed(left)}." if left else ""
    return Pasted(_BLANKS.sub("\n\n", text).strip(), said)


def _style(tag: Tag) -> str:
    return str(tag.get("style", ""))


def _make_emphasis(soup: BeautifulSoup) -> None:
    """What is bold or italic by its style is marked so; what is only said to be, no more.

    Why: on line, Word and Google write styles; around all that is copied, Google opens a bold that
    is none. Emphasis on signs alone would be read as the marks of its neighbour.
    """
    for span in soup.find_all("span"):
        style = _style(span).replace(" ", "")
        if re.search(r"font-weight:(bold|[6-9]00)", style):
            span.name = "b"
        elif "font-style:italic" in style:
            span.name = "i"
    for tag in soup.find_all(["b", "strong", "i", "em"]):
        none = _NO_EMPHASIS.search(_style(tag))
        if none or not re.search(r"\w", tag.get_text()):
            tag.unwrap()


#: What holds words alone: a space there is one, whatever it is.
_OF_WORDS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "b", "i", "strong", "em", "a", "ins"}


def _make_lines(soup: BeautifulSoup) -> None:
    """The file of Word is cut at eighty signs: its ends of line are spaces."""
    for text in soup.find_all(string=re.compile(r"\n")):
        if text.strip() or (text.parent is not None and text.parent.name in _OF_WORDS):
            text.replace_with(soup.new_string(_joined(text, "\n", " ")))


def _make_notes(soup: BeautifulSoup) -> None:
    """Each call of a note becomes the note itself: « ^[its words] »."""
    for call in soup.find_all("a", href=_NOTE):
        foot = soup.find(id=str(call["href"]).lstrip("#_"))
        if isinstance(foot, Tag):
            for back in foot.find_all("a", href=re.compile(r"#_(?:ftn|edn)ref")):
                back.decompose()
            words = " ".join(foot.get_text(" ").split())
            call.replace_with(soup.new_string(f"^[{words}]"))
            foot.decompose()


def _make_lists(soup: BeautifulSoup) -> None:
    """Paragraphs of Word that are items become items, of lists one in the other."""
    for first in soup.find_all(_is_item):
        if first.parent is None or first.find_parent("li") is not None:
            continue
        run = list(_run(first))
        holders: list[Tag] = []
        for item in run:
            found = _LEVEL.search(_style(item))
            depth = int(found[1]) if found else 1
            numbered = _drop_bullet(item)
            while len(holders) > depth:
                holders.pop()
            while len(holders) < depth:
                holder = soup.new_tag("ol" if numbered else "ul")
                if holders:
                    last = holders[-1].find_all("li", recursive=False)
                    (last[-1] if last else holders[-1]).append(holder)
                else:
                    item.insert_before(holder)
                holders.append(holder)
            item.name = "li"
            item.attrs = {}
            holders[-1].append(item.extract())


def _is_item(tag: Tag) -> bool:
    return tag.name == "p" and _LEVEL.search(_style(tag)) is not None


def _run(first: Tag) -> Iterator[Tag]:
    """The items that follow each other from the first."""
    item: Tag | None = first
    while item is not None and _is_item(item):
        following = item.find_next_sibling()
        yield item
        item = following if isinstance(following, Tag) else None


def _drop_bullet(item: Tag) -> bool:
    """Take the typed bullet away; whether it was a number."""
    bullets = item.find_all(lambda tag: "mso-list:ignore" in _style(tag).lower().replace(" ", ""))
    words = "".join(bullet.get_text() for bullet in bullets)
    for bullet in bullets:
        bullet.decompose()
    return bool(_NUMBERED.match(words.strip()))


def _make_cells(soup: BeautifulSoup) -> None:
    """The paragraphs of a cell become its lines."""
    for cell in soup.find_all(["td", "th"]):
        lines = cell.find_all(["p", "div", "li"])
        for line in lines[1:]:
            line.insert_before(_BREAK)
        for line in lines:
            line.unwrap()
        for text in cell.find_all(string=True):
            text.replace_with(text.replace("\n", " ").replace("|", _BAR))


def _make_levels(soup: BeautifulSoup) -> None:
    """The highest heading is of the second level: the first is that of the section."""
    found = soup.find_all(re.compile(r"^h[1-6]$"))
    top = min((int(tag.name[1]) for tag in found), default=2)
    for tag in found:
        tag.name = f"h{min(6, int(tag.name[1]) - top + 2)}"
