"""The sheet of one competence, to hand out alone: that of the teacher's edition."""

from mc_builder.documents.declaration import DocumentKind

DOCUMENT = DocumentKind(
    __name__,
    "fiche-competence",
    "Fiche de ⟨compétence⟩",
    rank=10,
    weight=1,
    due_with_referentiel=True,
    empty=f"{__name__}.vue:without_competence",
    on_demand=True,
)
