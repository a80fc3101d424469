"""The sheet of the competence that is asked, or of all of them: what the annexes say of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mc_builder.documents.builder import Builder, Tete
from mc_builder.documents.enseignant.fiches import Fiche, Fiches
from mc_builder.documents.referentiel.plan import renvois
from mc_builder.documents.referentiel.vue import sigles
from mc_builder.model.base import Objet
from mc_builder.model.blocs import Competence
from mc_builder.page.text import Texte
from mc_builder.project import Project


@dataclass(frozen=True, slots=True)
class FichesVue:
    """All that the template of a sheet sees; `autonomie` are the degrees, when it shows some."""

    tete: Tete
    renvois: Mapping[str, str]
    fiches: tuple[Fiche, ...]
    autonomie: tuple[str, ...]
    sigles: tuple[tuple[Texte, Texte], ...]


def defined_in(project: Project) -> Iterator[Competence]:
    """The competences that have a sheet, each where it is defined, in order."""
    for bloc in project.projet.blocs:
        yield from (one for one in bloc.competences if one.ref is None)


def without_competence(project: Project) -> str:
    """Why there is no sheet, in French; an empty text when there is one."""
    if any(defined_in(project)):
        return ""
    return project.projet.said("le référentiel n’a ⟨aucune compétence⟩")


def named_so(project: Project, typed: str) -> list[Competence]:
    """The competences of this number or identifier; the number may be that of several."""
    wanted = typed.strip().casefold()

    def is_wanted(one: Objet) -> bool:
        return wanted in {one.cle.casefold(), project.names[one.cle].numero.casefold()} - {""}

    return [one for one in defined_in(project) if is_wanted(one)]


def vue(b: Builder) -> FichesVue:
    """The context of the sheet."""
    maker, asked = Fiches(b), b.demande.competence
    chosen = [pair for pair in maker.competences if asked in {"", pair[1].cle}]
    title = b.projet.said("Fiche ⟨de compétence⟩")
    sheets = tuple(maker.fiche(bloc, competence) for bloc, competence in chosen)
    rated = any(
        activite.autonomie or any(tache.autonomie for tache in activite.taches)
        for sheet in sheets
        for activite in sheet.activites
    )
    return FichesVue(
        tete=b.tete(title, f"D’après les {b.annexes}"),
        renvois=renvois(b),
        fiches=sheets,
        autonomie=tuple(map(str, b.projet.profil.autonomie)) if rated else (),
        sigles=sigles(b),
    )
