"""The whole of the DOCX writer: tree and reference → bytes, stage after stage."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE

from mc_builder.document.tree import Document
from mc_builder.writers.docx import blocks, contents, inline, package, styles, tables
from mc_builder.writers.docx.numbering import Lists
from mc_builder.writers.docx.pages import PageSetup, lay_out, read_setup, sections
from mc_builder.writers.docx.registry import Place, block
from mc_builder.writers.docx.spaces import collapse
from mc_builder.writers.docx.spacing import space
from mc_builder.writers.docx.story import Story, bookmark_names
from mc_builder.writers.docx.wml import parse, w

#: The modules whose functions write elements: to import them is to register them.
WRITING = (blocks, contents, inline, tables)


def ecrire_docx(
    document: Document,
    reference: bytes,
    *,
    date: datetime,
    pages: Mapping[str, int] | None = None,
) -> bytes:
    """Write a document as DOCX; the same arguments always give the same bytes.

    Args:
        document: The tree, checked and completed by the passes.
        reference: A .docx that gives styles, page set-up, header and footer. Its text is ignored;
            ``{marque}``, ``{titre}`` and ``{version}`` are replaced in its header and footer.
        date: Date of creation and modification in the properties (UTC if it has no zone).
        pages: The page of each id of the tree, where it is known; when one that is printed is
            missing, Word is asked to refresh the fields on opening.

    Raises:
        KeyError: The tree holds an element, a status or a target that is unknown, which its
            checks should have said.
    """
    tree = collapse(document.root)
    word = docx.Document(io.BytesIO(reference))
    setup = read_setup(word)
    notes = package.footnotes_part(word)

    def link(address: str) -> str:
        return word.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def note_link(address: str) -> str:
        return notes.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    story = Story(
        styles=styles.install(word.styles.element, setup.width),
        names=bookmark_names(tree),
        pages=pages or {},
        landscape_width=setup.landscape_width,
        lists=Lists(package.numbering_element(word)),
        link=link,
        note_link=note_link,
    )
    written = [*block(story, tree, Place(width=setup.width)), *story.rest()]
    body = word.element.body
    for element in list(body):
        body.remove(element)
    for element in list(parse(w("body", *written))):
        body.append(element)
    for note in story.notes:
        notes.element.append(parse(note))
    _finish(word, document, story, setup, date)
    return package.save(word)


def _finish(
    word: WordDocument, document: Document, story: Story, setup: PageSetup, date: datetime
) -> None:
    """Sections, settings, properties and manifest, once the text is written."""
    landscape = any(name.get("class") == "paysage" for name in document.root.iter("section"))
    kinds = sections(word, setup, document, landscape=landscape)
    lay_out(word.element.body, kinds, story.styles)
    space(word.element.body, story.styles)
    package.set_language(word, document.root.get("lang", "fr"))
    package.set_settings(word, update_fields=story.unknown_pages)
    package.set_properties(word, document, date)
    package.add_manifest(word, document, story.identities)
