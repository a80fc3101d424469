"""The booklet of the period in company, which a tutor and a person in training fill."""

from mc_builder.documents.declaration import DocumentKind

DOCUMENT = DocumentKind(
    __name__,
    "livret",
    "Livret de formation en entreprise",
    rank=7,
    weight=2,
    due_with_referentiel=True,
    empty=f"{__name__}.vue:without_period",
    on_demand=True,
)
