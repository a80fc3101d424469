"""What a working meeting reads in the margin of Word: findings, gaps, the comments of readers."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.coverage import RapportCouverture, Statut
from mc_builder.diagnostics import Diagnostic
from mc_builder.french import quoted, sentence
from mc_builder.loading import SourceMap
from mc_builder.model.base import if_known
from mc_builder.model.retours import Retour
from mc_builder.names import Names
from mc_builder.project import Project
from mc_builder.writers.docx.comments import Commentaire, Replique

#: A longer extract is no help to find a place.
_LONGEST = 200
#: Of a comment that says no author.
NO_AUTHOR = "Sans nom"


def commentaires(project: Project, document: str) -> tuple[Commentaire, ...]:
    """Findings in the order of the files, gaps of the coverage, comments that came back.

    A comment goes back to the document (its name on the command line) that it came from.
    """
    # An open comment is a finding too (RET): it stands there in its own words.
    findings = (d for d in project.findings() if not d.code.startswith("RET"))
    found = (_constat(d, project.places) for d in findings)
    came = (r for r in project.projet.retours if r.document in {None, document})
    return (
        *found,
        *_lacunes(project.names, project.coverage),
        *(_retour(retour) for retour in came),
    )


def _retour(retour: Retour) -> Commentaire:
    cle, colon, field = str(retour.sur or "").rpartition(":")
    target = (cle, field) if colon else (field, "")
    return Commentaire(
        (target,) if retour.sur else (),
        (str(retour.texte),),
        str(retour.extrait or ""),
        auteur=str(retour.auteur or NO_AUTHOR),
        date=if_known(retour.date),
        reponses=tuple(
            Replique(
                (str(answer.texte),),
                str(answer.auteur or NO_AUTHOR),
                if_known(answer.date),
            )
            for answer in retour.reponses
        ),
        fait=retour.etat == "traite",
    )


def _constat(diagnostic: Diagnostic, places: SourceMap) -> Commentaire:
    span = diagnostic.span
    owner = places.owner(span)
    aide = (line.strip() for line in diagnostic.aide.splitlines())
    words = span.text.strip()
    if not words or "\n" in words or len(words) > _LONGEST:
        words = span.source.line(span.line).strip() if span.source.text else ""
    return Commentaire(
        () if owner is None else (owner,),
        (
            f"{diagnostic.code} – {diagnostic.severity}",
            sentence(diagnostic.message),
            *(line for line in aide if line),
            str(span),
        ),
        words,
    )


def _lacunes(names: Names, rapport: RapportCouverture) -> Iterator[Commentaire]:
    """The requirements retained that are not reached end to end, beside the last link reached."""
    for measure in rapport.exigences:
        if not measure.retenue or measure.statut is Statut.EVALUEE:
            continue
        best = measure.meilleure
        reached = (
            ()
            if best is None
            else (best.savoir, best.sous_competence, best.competence, best.tache, best.activite)
        )
        titre = quoted(names[measure.exigence].titre)
        cibles = [(measure.exigence, "intitule")]
        cibles += [(cle, "intitule") for cle in reached if cle]
        yield Commentaire(
            tuple(cibles),
            (
                f"Couverture – {measure.statut.libelle.lower()}",
                f"Exigence {titre}. {measure.statut.definition}",
                *(f"{drapeau.libelle}." for drapeau in measure.drapeaux),
            ),
        )
