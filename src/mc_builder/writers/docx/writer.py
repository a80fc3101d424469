"""The whole of the DOCX writer: tree and reference → bytes, stage after stage."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import datetime

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from mc_builder.page.spaces import collapse
from mc_builder.page.tree import Document
from mc_builder.source.images import SVG
from mc_builder.writers.docx import (
    blocks,
    comments,
    contents,
    figures,
    identities,
    inline,
    package,
    styles,
    tables,
)
from mc_builder.writers.docx.headings import number_headings, titles
from mc_builder.writers.docx.numbering import Lists
from mc_builder.writers.docx.pages import PageSetup, lay_out, read_setup
from mc_builder.writers.docx.registry import Place, block
from mc_builder.writers.docx.running import RunningHeads
from mc_builder.writers.docx.spacing import set_close, space
from mc_builder.writers.docx.story import Picture, Story, bookmark_names
from mc_builder.writers.docx.tracking import Tracking, settle_marks
from mc_builder.writers.docx.wml import parse, w
from mc_builder.writers.points import points

#: The modules whose functions write elements: to import them is to register them.
WRITING = (blocks, contents, figures, inline, tables)


def write_docx(  # noqa: PLR0913
    document: Document,
    reference: bytes,
    *,
    date: datetime,
    pages: Mapping[str, int] | None = None,
    borrowed: bool = False,
    commentaires: Sequence[comments.Commentaire] = (),
    noms: Mapping[str, str] | None = None,
) -> bytes:
    """Write a document as DOCX; the same arguments always give the same bytes.

    Args:
        document: The tree, checked and completed by the passes.
        reference: A .docx that gives styles, page set-up, header and footer. Its text is ignored;
            ``{marque}``, ``{titre}`` and ``{version}`` are replaced in its header and footer.
        date: Date of creation and modification in the properties (UTC if it has no zone).
        pages: The page of each id of the tree, where it is known: what has none prints no number.
        borrowed: They are those of the PDF, which breaks its pages otherwise: the contents say so.
        commentaires: Remarks, for comments in the margin.
        noms: The names of styles that are not the usual ones (`stylemap.read_map`).

    Raises:
        KeyError: The tree holds an element, a status or a target that is unknown, which its
            checks should have said.
    """
    # White space of a redline is that of its two versions already.
    tree = deepcopy(document.root) if document.revisions else collapse(document.root)
    inline.set_signs(tree)
    word = docx.Document(io.BytesIO(reference))
    setup = read_setup(word)
    notes = package.footnotes_part(word)

    def link(address: str) -> str:
        return word.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def note_link(address: str) -> str:
        return notes.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def picture(element: etree._Element) -> Picture:
        image = document.image_of(element)
        kind, data = image.word
        if kind == SVG:
            data = points(data, image.largeur_mm, image.hauteur_mm)
        relationship, _ = word.part.get_or_add_image(io.BytesIO(data))
        return Picture(relationship, image.largeur_mm, image.hauteur_mm)

    ids = styles.install(word.styles.element, setup.width, document.charte, noms)
    if tree.get("data-serre"):
        sections = {section.get("class") for section in tree} - {"couverture"}
        set_close(word.styles.element, ids, lying=sections == {"paysage"})
    lists = Lists(package.numbering_element(word))
    story = Story(
        styles=ids,
        charte=document.charte,
        names=bookmark_names(tree),
        pages=pages or {},
        borrowed=borrowed,
        landscape_width=setup.landscape_width,
        lists=lists,
        headings=number_headings(tree, lists, word.styles.element, ids),
        titles=titles(tree),
        link=link,
        note_link=note_link,
        picture=picture,
        tracking=None if document.revisions is None else Tracking(document.revisions.author, date),
    )
    written = [*block(story, tree, Place(width=setup.width)), *story.rest()]
    body = word.element.body
    del body[:]  # one by one, each removal would look for what follows it
    body.extend(list(parse(w("body", *written))))
    for note in story.notes:
        notes.element.append(parse(note))
    _finish(word, document, story, setup, date)
    comments.add_comments(word, commentaires, story.identities, ids, date)
    identities.add_manifest(word, document, story.identities)
    return package.save(word)


def _finish(
    word: WordDocument, document: Document, story: Story, setup: PageSetup, date: datetime
) -> None:
    """Sections, settings, properties and manifest, once the text is written."""
    heads = RunningHeads(word, setup, document)
    lay_out(word.element.body, heads.section, story.styles, by_chapter=heads.name_chapters)
    space(word.element.body, word.styles.element, story.styles)
    settle_marks(word.element.body)
    package.set_language(word, document.root.get("lang", "fr"))
    package.set_settings(word)
    package.set_properties(word, document, date)
