"""The épreuves of a project: their titles, their units, who takes them and how."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.model.base import if_known
from mc_builder.model.blocs import Bloc, BlocGeneral
from mc_builder.model.evaluation import (
    CategorieCandidats,
    Epreuve,
    Evaluation,
    Modalite,
    Partie,
    SousEpreuve,
    Unite,
)
from mc_builder.rules.bornes import is_referentiel_due
from mc_builder.rules.mots import says
from mc_builder.rules.registry import Subject

Examen = Epreuve | SousEpreuve

#: Statuses whose candidates take épreuves ponctuelles only (D337-149, second paragraph).
_HORS_CCF = (
    r"\bhors contrat\b",
    r"\bnon[ -]habilite",
    r"\b(?:a distance|teleenseignement)\b",
    r"\b(?:trois|3) (?:ans|annees)\b",
)
_ADULTES = r"\b(?:stagiaires?|adultes?|formation (?:professionnelle )?continue)\b"
_PRIVE = r"\b(?:etablissements?|organismes?|centres?)\b[^;,]*\bprive"


def examens(s: Subject) -> Iterator[Examen]:
    """The épreuves and sous-épreuves of a référentiel that is due, in order."""
    if s.projet.evaluation is not None and is_referentiel_due(s):
        yield from epreuves(s.projet.evaluation)


def own_examens(s: Subject) -> Iterator[Examen]:
    """The same, without those that another text defines, whole or by their unit.

    Why: the arrêté of an optional or general épreuve fixes its duration, its coefficient and what
    it assesses; the référentiel only names it.
    """
    for exam in examens(s):
        if not _is_defined_elsewhere(s, exam):
            yield exam


def _is_defined_elsewhere(s: Subject, examen: Examen) -> bool:
    holder = s.projet.parents.get(examen.cle)
    if examen.definie_par or (isinstance(holder, Epreuve) and holder.definie_par):
        return True
    own = unites(s, examen)
    return bool(own) and all(is_unite_defined_elsewhere(s, unite) for unite in own)


def is_unite_defined_elsewhere(s: Subject, unite: Unite) -> bool:
    """Whether another text defines a unit: it says so, or its bloc is general or optional."""
    return bool(unite.definie_par) or s.projet.find(unite.bloc, BlocGeneral) is not None


def epreuves(evaluation: Evaluation) -> Iterator[Examen]:
    """The épreuves and sous-épreuves, in order."""
    for epreuve in evaluation.epreuves:
        yield epreuve
        yield from epreuve.sous_epreuves


def unites(s: Subject, examen: Examen) -> tuple[Unite, ...]:
    """Its units, and those of its sous-épreuves."""
    subs = examen.sous_epreuves if isinstance(examen, Epreuve) else ()
    cles = dict.fromkeys(cle for e in (examen, *subs) for cle in e.unite)
    return s.projet.all_of(tuple(cles), Unite)


def modalites(examen: Examen) -> Iterator[Modalite]:
    """The ways of taking it, those of its parts included; not those of its sous-épreuves."""
    yield from examen.modalites
    for partie in parties(examen):
        yield from partie.modalites


def parties(examen: Examen) -> Iterator[Partie]:
    """Its parts at every depth; not those of its sous-épreuves."""

    def below(held: tuple[Partie, ...]) -> Iterator[Partie]:
        for partie in held:
            yield partie
            for modalite in partie.modalites:
                yield from below(modalite.parties)

    yield from below(examen.parties)
    for modalite in examen.modalites:
        yield from below(modalite.parties)


def natures(s: Subject, examen: Examen, categorie: str) -> set[str | None]:
    """How a category of candidates takes it: « ponctuel », « ccf », both or neither.

    An épreuve whose unit is its own, and whose ways are those of its sous-épreuves, is taken so.
    """
    nature, ways = s.projet.profil.nature, list(modalites(examen))
    if not ways and isinstance(examen, Epreuve):
        ways = [way for sub in examen.sous_epreuves for way in modalites(sub)]
    return {nature(m.mode) for m in ways if categorie in m.categories}


def exempt_from_ccf(categorie: CategorieCandidats) -> str | None:
    """The first status of the category that has no right to CCF, by the words of D337-149."""
    for statut in categorie.statuts:
        text = if_known(statut.intitule)
        private = says(text, _PRIVE) and says(text, _ADULTES) and not says(text, r"\bpublic")
        if private or any(says(text, pattern) for pattern in _HORS_CCF):
            return text
    return None


def blocs(s: Subject, examen: Examen) -> tuple[Bloc, ...]:
    """The professional blocs that its units validate."""
    return s.projet.all_of(tuple(u.bloc for u in unites(s, examen)), Bloc)
