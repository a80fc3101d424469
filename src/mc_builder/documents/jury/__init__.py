"""The evaluation grids, which a jury fills by hand or in Word: a grid for each épreuve."""

from mc_builder.documents.declaration import DocumentKind

DOCUMENT = DocumentKind(
    __name__,
    "grilles",
    "Grilles d’évaluation",
    rank=9,
    weight=2,
    due_with_referentiel=True,
    empty=f"{__name__}.grilles:without_parts",
    on_demand=True,
)
