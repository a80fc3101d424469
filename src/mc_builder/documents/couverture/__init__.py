"""The coverage report, on paper, as a page, as a workbook, as data."""

from mc_builder.documents.declaration import DocumentKind
from mc_builder.documents.referentiel import DOCUMENT as REFERENTIEL

DOCUMENT = DocumentKind(
    __name__,
    "rapport-couverture",
    "Rapport de couverture",
    rank=5,
    weight=3,
    formats=("docx", "pdf", "html", "xlsx", "json", "md"),
    cites=(REFERENTIEL,),
    sources=True,
    due_with_referentiel=True,
    says_changes=True,
    empty=f"{__name__}.vue:nothing_to_measure",
    made={
        "html": f"{__name__}.page:make",
        "xlsx": f"{__name__}.classeur:make",
        "json": f"{__name__}.textes:make_json",
        "md": f"{__name__}.textes:make_markdown",
    },
)
