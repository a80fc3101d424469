"""The note d'opportunité, and its evidence as a workbook."""

from mc_builder.documents.declaration import DocumentKind

DOCUMENT = DocumentKind(
    __name__,
    "note-opportunite",
    "Note d’opportunité",
    rank=1,
    weight=2,
    formats=("docx", "pdf", "xlsx"),
    made={"xlsx": f"{__name__}.classeur:make"},
)
