"""The note d'opportunité."""

from mc_builder.documents.declaration import DocumentKind

DOCUMENT = DocumentKind(__name__, "note-opportunite", "Note d’opportunité", rank=1, weight=2)
