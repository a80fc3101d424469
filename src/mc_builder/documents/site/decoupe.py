"""The tree of a référentiel → pages: what has one is taken out of it, and a link is left there."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from mc_builder.documents.site import ACCUEIL
from mc_builder.french import slug
from mc_builder.page.passes import HEADINGS, named, plain_text

#: What stands where a part was taken out, and the level that it had there.
_LEFT, _RANK = "vers", "data-rang"
#: What may stand in a link.
_INLINE = frozenset({"em", "img", "span", "strong", "sub", "sup"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its file, its title, the elements that it shows, the first of which is its title."""

    fichier: str
    titre: str
    corps: list[etree._Element] = field(hash=False)


def cut(root: etree._Element, owned: Mapping[str, str]) -> list[Page]:
    """The pages, the first one first: then the parts of the référentiel, then what has its own.

    `owned`: what has a page → the anchor of the heading that begins it. An address is made of the
    identity of what it shows: it stays when numbers and titles change.
    """
    tree = copy.deepcopy(root)
    for caption in named(tree, "caption"):
        _unnumber(caption)
    own = _taken_out(tree, owned)
    pages = [*_parts(tree), *own.values()]
    _link(pages, {target: page.fichier for target, page in own.items()})
    return pages


def _unnumber(caption: etree._Element) -> None:
    """A caption without « Tableau 24 »: a page does not know what other pages have."""
    number = next(iter(caption), None)
    if number is not None and number.get("class") == "numero":
        number.text = ""


def _level(element: etree._Element) -> int:
    """1 for h1; 9 for what is no heading."""
    return HEADINGS.index(str(element.tag)) + 1 if element.tag in HEADINGS else 9


def _taken_out(tree: etree._Element, owned: Mapping[str, str]) -> dict[str, Page]:
    """The parts that have a page, in the order of `owned`; those that the plan prints nowhere, no.

    From the last to the first: what one holds is taken out before it.
    """
    heads = {e.get("id"): e for tag in HEADINGS for e in tree.iter(tag) if e.get("id")}
    found: dict[str, Page] = {}
    order = {id(e): n for n, e in enumerate(tree.iter())}
    wanted = [(target, heads[head]) for target, head in owned.items() if head in heads]
    for target, head in sorted(wanted, key=lambda pair: -order[id(pair[1])]):
        found[target] = Page(f"{target}.html", plain_text(head), _with_what_follows(head))
    return {target: found[target] for target in owned if target in found}


def _with_what_follows(head: etree._Element) -> list[etree._Element]:
    """A heading and what it is the heading of, out of the tree; a link stands there instead."""
    level, body = _level(head), [head]
    for after in head.itersiblings():
        if min(_level(after), int(after.get(_RANK, "9"))) <= level:
            break
        body.append(after)
    link = etree.Element("p", {"class": _LEFT, _RANK: str(level)})
    etree.SubElement(link, "a", {"href": f"#{head.get('id')}"}).text = plain_text(head)
    head.addprevious(link)
    for element in body:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return body


def _parts(tree: etree._Element) -> Iterator[Page]:
    """What is left, chapter by chapter; a chapter without a title goes with the one before."""
    parts: list[Page] = []
    for section in list(tree):
        title = next((h for tag in HEADINGS for h in section.iter(tag) if _level(h) == 1), None)
        if section.get("class") == "couverture":
            continue
        if title is None and parts:
            parts[-1].corps.append(section)
        elif title is not None and not (parts and _is_emptied(section, title)):
            words = plain_text(title)
            anchor = title.get("id", "")
            name = anchor if anchor.startswith("annexe-") else f"partie-{slug(words)}"
            parts.append(Page(f"{name}.html" if parts else ACCUEIL, words, [section]))
    yield from parts


def _is_emptied(section: etree._Element, title: etree._Element) -> bool:
    """Whether a part that is no annexe has nothing left but links to what was taken out."""
    words = [e for e in section.iter() if e is not title and (e.text or "").strip()]
    left = all(e.xpath(f"self::a/parent::p[@class='{_LEFT}']") for e in words)
    return left and not title.get("id", "").startswith("annexe-")


def _link(pages: list[Page], owned: dict[str, str]) -> None:
    """Lead each link to the page where its target is, and make the title of each page its h1."""
    places = _places(pages)
    begun = {str(page.corps[0].get("id")): page.fichier for page in pages}
    for page in pages:
        _raise_headings(page)
        for link in (a for top in page.corps for a in top.iter("a")):
            if (href := str(link.get("href"))).startswith("#"):
                link.set("href", _address(href[1:], page.fichier, places, begun | owned))
        for element in (e for top in page.corps for e in top.iter()):
            file = owned.get(str(element.get("id")))
            if file is not None and file != page.fichier:
                _lead(element, file)


def _places(pages: list[Page]) -> dict[str, str]:
    """The page of each anchor."""
    return {
        str(element.get("id")): page.fichier
        for page in pages
        for top in page.corps
        for element in top.iter()
        if element.get("id")
    }


def _lead(element: etree._Element, file: str) -> None:
    """Make a link of a line that defines what has a page elsewhere."""
    if any(inside.tag not in _INLINE for inside in element.iterdescendants()):
        return
    link = etree.Element("a", {"href": file})
    link.text, element.text = element.text, None
    link.extend(list(element))
    element.append(link)


def _address(target: str, here: str, where: Mapping[str, str], begun: Mapping[str, str]) -> str:
    """Where a link leads: to a whole page, or to a place of one."""
    file = where.get(target, here)
    # What is defined elsewhere than on its page: there, when the link is on its page.
    if target in begun and (begun[target] != here or file == here):
        return begun[target]
    return f"#{target}" if file == here else f"{file}#{target}"


def _raise_headings(page: Page) -> None:
    heads = [e for top in page.corps for e in top.iter() if e.tag in HEADINGS]
    rise = _level(heads[0]) - 1 if heads else 0
    for head in heads:
        head.tag = HEADINGS[max(0 if head is heads[0] else 1, _level(head) - 1 - rise)]
