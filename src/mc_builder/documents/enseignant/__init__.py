"""The teacher's edition of the référentiel."""

from mc_builder.documents.declaration import DocumentKind
from mc_builder.documents.referentiel import DOCUMENT as REFERENTIEL

DOCUMENT = DocumentKind(
    __name__,
    "referentiel-enseignant",
    "Référentiel, édition de l’enseignant",
    rank=3,
    weight=5,
    due_with_referentiel=True,
    empty=REFERENTIEL.empty,
)
