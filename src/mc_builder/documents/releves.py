"""What is noted of compared certifications → what their blocs and our texts of the day share.

Apart from the rows that a document prints of it: the text and the JSON of the coverage load no
template.
"""

from __future__ import annotations

from dataclasses import dataclass

from mc_builder.french import agreed, capital, counted
from mc_builder.model.base import known_words
from mc_builder.model.preuves import Certification, Releve
from mc_builder.model.projet import Projet
from mc_builder.project import Project
from mc_builder.reports.recouvrement import Voisine, beside, facts
from mc_builder.rules.releves import Copie, copies


@dataclass(frozen=True, slots=True)
class RecouvrementReleve:
    """A compared certification, what was noted of it, and what it shares with our texts now."""

    certification: Certification
    releve: Releve
    voisine: Voisine
    copies: tuple[Copie, ...]

    @property
    def soi(self) -> RecouvrementReleve:
        """Itself, for what is read of it as a whole."""
        return self

    @property
    def faits(self) -> tuple[str, ...]:
        """What is measured, a sentence for each fact."""
        return tuple(f"{capital(fact)}." for fact in facts(self.voisine))

    @property
    def reprises(self) -> str:
        """« 2 passages se lisent mot pour mot dans ses blocs. »; empty when none does."""
        count = len(self.copies)
        verb = agreed(count, "se lit", "se lisent")
        said = f"{counted(count, 'passage')} {verb} mot pour mot dans ses textes."
        return said if count else ""


def noted_overlaps(project: Project) -> tuple[RecouvrementReleve, ...]:
    """What is noted of compared certifications, measured on our titles of the day."""
    noted = [
        RecouvrementReleve(
            one, one.releve, _voisine(project.projet, one, one.releve), _copies(project, one.releve)
        )
        for one in project.projet.certifications
        if one.releve is not None
    ]
    return tuple(sorted(noted, key=lambda one: -one.voisine.recouvrement.lower))


def _voisine(projet: Projet, one: Certification, releve: Releve) -> Voisine:
    return beside(
        projet,
        (known_words(one.code), known_words(one.intitule)),
        [known_words(title) for title in releve.blocs],
        releve.communs,
        [known_words(code) for code in releve.rome],
    )


def _copies(project: Project, releve: Releve) -> tuple[Copie, ...]:
    """What our texts still have word for word: a passage that was written again is no fact."""
    noted = ((known_words(one.bloc), known_words(one.mots)) for one in releve.passages)
    return tuple(copies(project, noted))


def holder(projet: Projet, copy: Copie) -> str:
    """The object that says words taken over; empty when none does."""
    cle = copy.lu.modele.cle
    while cle and cle not in projet.by_cle:
        cle = cle.rpartition("/")[0]
    return cle
