"""The tree of tags → objects of the PDF, in the place of WeasyPrint's own."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import contextmanager
from typing import Any

from mc_builder.writers.pdf.cesures import is_cut, soft
from mc_builder.writers.pdf.structure import Node, Structure, Target, Words, artifacts

#: The version whose private names this module and `pdf_structure` use.
WEASYPRINT = "70."


@contextmanager
def own_tags(document: Any) -> Iterator[None]:
    """Have WeasyPrint write our tree for this laid-out document, for a while."""
    import weasyprint  # noqa: PLC0415
    from weasyprint import pdf as engine  # noqa: PLC0415

    if not weasyprint.__version__.startswith(WEASYPRINT):
        raise RuntimeError(f"WeasyPrint {weasyprint.__version__}, where {WEASYPRINT}* is expected")
    for page in document.pages:
        # WeasyPrint makes a link of each box inside a link too: the same area, twice or thrice.
        page.links = [link for link in page.links if link[-1].element_tag == "a"]
    aside = artifacts(page._page_box for page in document.pages)  # noqa: SLF001 - its only access

    Stream = _stream(engine.Stream, aside)  # noqa: N806 - a class

    def add_tags(pdf: Any, document: Any, _version: Any, streams: list[Any]) -> None:
        structure = Structure(aside)
        for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
            structure.add_page(number, page, stream._tags)  # noqa: SLF001 - its only access
        _write(structure.finish(), pdf)

    former = engine.Stream, engine.add_tags
    engine.Stream, engine.add_tags = Stream, add_tags
    try:
        yield
    finally:
        engine.Stream, engine.add_tags = former


def _stream(base: Any, aside: Container[int]) -> Any:
    """The pages of WeasyPrint, that know what is `aside` of the text."""

    class Stream(base):  # type: ignore[misc]
        """A page, or a group drawn on one, where what is no part of the text is an artifact.

        PDF/A allows no interpolated picture. The hyphen of a word that the line cuts is a soft one:
        a copied word is whole, and read as one.
        """

        _cut = False

        def clone(self, **known: Any) -> Any:
            made = super().clone(**known)
            made.__class__ = Stream
            return made

        def add_image(self, image: Any, interpolate: bool, ratio: float) -> str:  # noqa: ARG002, FBT001
            name: str = super().add_image(image, False, ratio)  # noqa: FBT003
            return name

        def end_text(self) -> None:
            if self._cut:
                self.stream[-1] = soft(self.stream[-1])
            super().end_text()

        @contextmanager
        def marked(self, box: Any, tag: str) -> Iterator[None]:
            if id(box) in aside:
                with self.artifact():
                    yield
                return
            with super().marked(box, tag):
                self._cut = is_cut(box)
                # What is drawn through opacity is in a group, a stream of its own.
                self._tags[box]["group"] = self if self.extra.get("Group") else None
                yield

    return Stream


def _write(root: Node, pdf: Any) -> None:
    """Add the tree to the PDF, with the way back from each mark and each link to its node."""
    import pydyf  # noqa: PLC0415

    writer = _Writer(pydyf, pdf)
    top = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(top)
    objects = writer.add(root, top.reference)
    top["K"] = pydyf.Array([objects.reference])
    top["ParentTree"] = writer.parents()
    top["ParentTreeNextKey"] = len(writer.holders)
    top["IDTree"] = writer.identities()
    pdf.catalog["StructTreeRoot"] = top.reference
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


class _Writer:
    """Writes nodes, and remembers who holds what."""

    def __init__(self, pydyf: Any, pdf: Any) -> None:
        self.pydyf = pydyf
        self.pdf = pdf
        # A property that is computed again at each access.
        self.pages = pdf.page_references
        #: Who holds each mark of each page, then of each group drawn on one, then each link.
        self.marks: list[dict[int, bytes]] = [{} for _ in self.pages]
        self.holders: list[dict[int, bytes] | bytes] = [*self.marks]
        self.groups: dict[Any, dict[int, bytes]] = {}
        self.named: dict[str, bytes] = {}

    def add(self, node: Node, parent: bytes) -> Any:
        """One node and those below it; the object of the node."""
        made = self.pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}", "P": parent})
        self.pdf.add_object(made)
        page = next((k.page for k in node.kids if not isinstance(k, Node)), None)
        if page is not None:
            made["Pg"] = self.pages[page]
        if node.identity:
            made["ID"] = self.pydyf.String(node.identity)
            self.named[node.identity] = made.reference
        if node.alternative:
            made["Alt"] = self.pydyf.String(node.alternative)
        if node.attributes:
            made["A"] = self.attributes(node)
        made["K"] = self.pydyf.Array([self.kid(kid, made.reference, page) for kid in node.kids])
        return made

    def kid(self, kid: Node | Words | Target, holder: bytes, page: int | None) -> Any:
        if isinstance(kid, Node):
            return self.add(kid, holder).reference
        if isinstance(kid, Target):
            kid.annotation["StructParent"] = len(self.holders)
            if kid.words:
                kid.annotation["Contents"] = self.pydyf.String(kid.words)
            self.holders.append(holder)
            return self.pydyf.Dictionary(
                {"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": self.pages[kid.page]}
            )
        mark = {"Type": "/MCR", "Pg": self.pages[kid.page], "MCID": kid.mcid}
        if kid.group is not None:
            self.marks_of(kid.group)[kid.mcid] = holder
            mark["Stm"] = kid.group.reference
        else:
            self.marks[kid.page][kid.mcid] = holder
            if kid.page == page:
                return kid.mcid
        return self.pydyf.Dictionary(mark)

    def marks_of(self, group: Any) -> dict[int, bytes]:
        """Who holds the marks of a group, which the PDF reads apart from those of its page."""
        if group not in self.groups:
            group.extra["StructParents"] = len(self.holders)
            self.groups[group] = {}
            self.holders.append(self.groups[group])
        return self.groups[group]

    def attributes(self, node: Node) -> Any:
        values = dict(node.attributes)
        if "Headers" in values:
            values["Headers"] = self.pydyf.Array(map(self.pydyf.String, values["Headers"]))
        if "BBox" in values:
            values["BBox"] = self.pydyf.Array(values["BBox"])
        return self.pydyf.Dictionary(values)

    def parents(self) -> bytes:
        """From each mark, and from each link, to its node."""
        numbers = self.pydyf.Array()
        for rank, held in enumerate(self.holders):
            if isinstance(held, dict):
                # The place of a node in the list is the number of its mark.
                filled = (held.get(mcid, "null") for mcid in range(max(held, default=-1) + 1))
                numbers.extend((rank, self.pydyf.Array(filled)))
            else:
                numbers.extend((rank, held))
        return self._object({"Nums": numbers})

    def identities(self) -> bytes:
        """From each identity to its node, in the order of the bytes."""
        names = self.pydyf.Array()
        for name in sorted(self.named):
            names.extend((self.pydyf.String(name), self.named[name]))
        return self._object({"Names": names})

    def _object(self, values: dict[str, Any]) -> bytes:
        made = self.pydyf.Dictionary(values)
        self.pdf.add_object(made)
        reference: bytes = made.reference
        return reference
