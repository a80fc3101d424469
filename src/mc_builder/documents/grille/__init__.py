"""The grid of the criteria of the commission."""

from mc_builder.documents.declaration import DocumentKind
from mc_builder.documents.referentiel import DOCUMENT as REFERENTIEL

DOCUMENT = DocumentKind(
    __name__,
    "grille-criteres",
    "Grille des critères",
    rank=6,
    weight=1,
    formats=("docx", "pdf", "html"),
    former=("grille-cpc",),
    cites=(REFERENTIEL,),
    made={"html": f"{__name__}.page:make"},
)
