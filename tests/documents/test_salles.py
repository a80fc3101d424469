"""A room for each document: all that production asks of one is declared in its folder."""

from __future__ import annotations

from inspect import signature
from pkgutil import resolve_name

import pytest

from mc_builder.documents.declaration import DocumentKind
from mc_builder.documents.kinds import DOCUMENTS

chaque_document = pytest.mark.parametrize("kind", DOCUMENTS, ids=lambda kind: kind.key)


@chaque_document
def test_every_function_that_a_document_names_is_there(kind: DocumentKind) -> None:
    named = {kind.view: 2, **dict.fromkeys((*filter(None, [kind.empty]), *kind.made.values()), 1)}
    for name, arguments in named.items():
        assert len(signature(resolve_name(name)).parameters) == arguments, name


def test_no_two_documents_share_a_file_a_label_or_a_place() -> None:
    for field in ("file", "label", "rank", "key"):
        assert len({getattr(kind, field) for kind in DOCUMENTS}) == len(DOCUMENTS), field


def test_what_others_cite_has_pages() -> None:
    assert all("pdf" in cited.formats for kind in DOCUMENTS for cited in kind.cites)
