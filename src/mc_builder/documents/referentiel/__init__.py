"""The référentiel: the annexes of the arrêté."""

from mc_builder.documents.declaration import DocumentKind

DOCUMENT = DocumentKind(
    __name__,
    "referentiel",
    "Référentiel",
    rank=2,
    weight=4,
    due_with_referentiel=True,
    empty=f"{__name__}.vue:nothing_written",
)
