"""The référentiel to read on the web: a folder of pages, one for each thing that has a name."""

from mc_builder.documents.declaration import DocumentKind
from mc_builder.documents.referentiel import DOCUMENT as REFERENTIEL

#: The folder where it goes when none is named, and its first page.
SITE, ACCUEIL = "site", "index.html"

DOCUMENT = DocumentKind(
    __name__,
    "site",
    "Référentiel en pages",
    rank=8,
    weight=2,
    formats=("html",),
    due_with_referentiel=True,
    empty=REFERENTIEL.empty,
    on_demand=True,
)
