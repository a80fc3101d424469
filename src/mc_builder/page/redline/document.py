"""Two complete documents → one whose tree marks what changed between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from mc_builder.page.passes import drop_dangling_links, number_footnotes
from mc_builder.page.redline.blocks import Merge
from mc_builder.page.redline.marks import BEFORE
from mc_builder.page.spaces import collapse
from mc_builder.page.tree import Document, Revisions


def redline(old: Document, new: Document, revisions: Revisions) -> Document:
    """The document of today, with what `old` had and it has not.

    White space is already what a reader sees: nothing may be joined over what went.
    """
    merge = Merge()
    (root,) = merge.one(collapse(old.root), collapse(new.root))
    _settle_anchors(root, merge.anchors)
    drop_dangling_links(root)
    number_footnotes(root)
    images = {**new.images, **{f"{BEFORE}{name}": image for name, image in old.images.items()}}
    return replace(new, root=root, images=images, revisions=revisions)


def _settle_anchors(root: etree._Element, anchors: Mapping[str, str]) -> None:
    """A link that went leads to where it led, or to what that has become."""
    there = {element.get("id") for element in root.iter() if element.get("id")}
    for link in root.iter("a"):
        href = link.get("href", "")
        if href.startswith(f"#{BEFORE}") and href[1:] not in there:
            now = anchors.get(href[1 + len(BEFORE) :])
            if now is not None:
                link.set("href", f"#{now}")


__all__ = ["Revisions", "redline"]
