"""The table of the register: activities, competences, assessment, for each bloc."""

from mc_builder.documents.declaration import DocumentKind
from mc_builder.documents.referentiel import DOCUMENT as REFERENTIEL

DOCUMENT = DocumentKind(
    __name__,
    "tableau-rncp",
    "Tableau du RNCP",
    rank=4,
    weight=3,
    formats=("docx", "pdf", "xlsx"),
    due_with_referentiel=True,
    empty=REFERENTIEL.empty,
    made={"xlsx": f"{__name__}.classeur:make"},
)
