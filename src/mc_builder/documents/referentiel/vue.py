"""The référentiel: which annexes it has, and what each shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from mc_builder.documents.builder import Builder, NoteVue, Numerote, Section, Suivi, Tete
from mc_builder.documents.referentiel import activites, competences, evaluation
from mc_builder.documents.referentiel.horaires import GrilleVue, grille
from mc_builder.documents.referentiel.plan import BrancheVue, plan, renvois
from mc_builder.french import alphabetical, capital
from mc_builder.model.activites import Pole
from mc_builder.model.blocs import Bloc
from mc_builder.model.etendues import in_figures, in_weeks
from mc_builder.model.evaluation import Unite
from mc_builder.model.formation import Correspondance, Formation
from mc_builder.page.prose import to_complete
from mc_builder.page.text import Texte
from mc_builder.project import Project

VOIES = {
    "scolaire": "⟨Voie scolaire⟩",
    "apprentissage": "Apprentissage",
    "formation-continue": "Formation professionnelle continue",
    "distance": "Enseignement à distance",
    "vae": "Validation des acquis de l’expérience",
}


@dataclass(frozen=True, slots=True)
class LignePresentation:
    """A row of the presentation."""

    pole: Numerote | None
    activites: tuple[Numerote, ...]
    bloc: Numerote
    competences: tuple[Numerote, ...]
    unites: tuple[Numerote, ...]
    definie_par: Suivi | None


@dataclass(frozen=True, slots=True)
class VoieVue:
    """One route, with its hours or weeks, and how it is organised.

    `etendue` is how many rows its precision spans; 0 when the route above has just said the same.
    """

    nom: str
    nombre: str
    precision: Texte | None
    organisation: Markup | None
    etendue: int = 1


@dataclass(frozen=True, slots=True)
class CasVue:
    """A special case of the period in company."""

    titre: Texte
    minimum: str
    texte: Markup | None


@dataclass(frozen=True, slots=True)
class PfmpVue:
    """The period in company."""

    semaines: str
    objectifs: Markup | None
    lieux: Markup | None
    voies: tuple[VoieVue, ...]
    cas: tuple[CasVue, ...]
    conditions: tuple[tuple[Numerote, Markup | None], ...]
    blocs: tuple[tuple[Numerote, tuple[Numerote, ...]], ...]
    evaluation: Markup | None
    attestation: Markup | None


@dataclass(frozen=True, slots=True)
class FormationVue:
    """Hours and periods in company."""

    heures: tuple[VoieVue, ...]
    pfmp: PfmpVue | None
    grille: GrilleVue | None


@dataclass(frozen=True, slots=True)
class LigneCorrespondanceVue:
    """A row of the correspondence; either side may be empty."""

    epreuve: Texte | None
    unite: Texte | None
    nouvelles: tuple[Numerote, ...]
    epreuves: tuple[Numerote, ...]
    notes: tuple[NoteVue, ...]


@dataclass(frozen=True, slots=True)
class CorrespondanceVue:
    """The correspondence with the former diploma."""

    ancien: Texte
    arrete: Texte | None
    derniere_session: int | Texte | None
    premiere_session: int | Texte | None
    lignes: tuple[LigneCorrespondanceVue, ...]


@dataclass(frozen=True, slots=True)
class ReferentielVue:
    """All that the template of the référentiel sees; what is not due is None.

    `renvois` say in which annexe the plan prints each thing: « III ».
    """

    tete: Tete
    plan: tuple[BrancheVue, ...]
    renvois: dict[str, str]
    parcours: tuple[Numerote, ...]
    presentation: tuple[LignePresentation, ...]
    activites: activites.ActivitesVue
    competences: competences.CompetencesVue
    evaluation: evaluation.EvaluationVue | None
    formation: FormationVue | None
    correspondance: CorrespondanceVue | None
    libres: tuple[Section, ...]
    sigles: tuple[tuple[Texte, Texte], ...]
    termes: tuple[tuple[Texte, Markup | None], ...]
    a_completer: tuple[str, ...]


def nothing_written(project: Project) -> str:
    """Why a référentiel would say nothing, in French; an empty text when it has something."""
    projet = project.projet
    written = projet.poles or projet.blocs or projet.blocs_generaux or projet.evaluation
    if written:
        return ""
    return projet.said("rien à imprimer, ni ⟨pôle⟩, ni ⟨bloc⟩, ni ⟨épreuve⟩ dans referentiels/")


def vue(b: Builder) -> ReferentielVue:
    """The context of the référentiel."""
    projet = b.projet
    placed = {text.nom for text in projet.profil.textes if text.place in projet.plan.cles}
    return ReferentielVue(
        tete=b.tete("Référentiel", capital(b.annexes)),
        plan=plan(b),
        renvois=renvois(b),
        parcours=tuple(map(b.defini, projet.dossier.diplome.parcours)),
        presentation=_presentation(b),
        activites=activites.vue(b),
        competences=competences.vue(b),
        evaluation=evaluation.vue(b, projet.evaluation) if projet.evaluation is not None else None,
        formation=_formation(b, projet.formation) if projet.formation is not None else None,
        correspondance=_correspondance(b, projet.correspondance)
        if projet.correspondance is not None
        else None,
        libres=tuple(
            Section(file.nom, title or file.nom, body, b.pour(file.cle))
            for file in projet.textes
            if file.nom not in placed
            for title, body in [b.fichier(file, 2)]
        ),
        sigles=sigles(b),
        termes=tuple(
            (b.un(t, "terme"), b.prose(t, "definition"))
            for t in sorted(projet.glossaire.termes, key=lambda t: alphabetical(str(t.terme)))
        ),
        a_completer=to_complete(projet),
    )


def sigles(b: Builder) -> tuple[tuple[Texte, Texte], ...]:
    """The acronyms of the glossary, in alphabetical order."""
    ordered = sorted(b.projet.glossaire.sigles, key=lambda s: alphabetical(str(s.sigle)))
    return tuple((b.un(s, "sigle"), b.un(s, "signification")) for s in ordered)


def _presentation(b: Builder) -> tuple[LignePresentation, ...]:
    professional = tuple(
        LignePresentation(
            pole=inside.objet(pole) if (pole := b.projet.find(bloc.pole, Pole)) else None,
            activites=tuple(map(inside.objet, pole.activites)) if pole else (),
            bloc=b.objet(bloc),
            competences=tuple(inside.objet(c) for c in b.projet.competences(bloc)),
            unites=tuple(map(inside.objet, b.projet.unites_beside(bloc))),
            definie_par=None,
        )
        for bloc in b.projet.blocs
        for inside in [b.within(bloc)]
    )
    general = tuple(
        LignePresentation(
            pole=None,
            activites=(),
            bloc=b.objet(bloc),
            competences=(),
            unites=tuple(map(b.within(bloc).objet, b.projet.unites_beside(bloc))),
            definie_par=b.led(bloc, "definie_par"),
        )
        for bloc in b.projet.blocs_generaux
    )
    return professional + general


def _formation(b: Builder, formation: Formation) -> FormationVue:
    pfmp = formation.pfmp
    return FormationVue(
        heures=tuple(_heures(b, formation)),
        pfmp=PfmpVue(
            semaines=b.imprimee(pfmp, "semaines", in_weeks),
            objectifs=b.prose(pfmp, "objectifs"),
            lieux=b.prose(pfmp, "lieux"),
            voies=tuple(
                VoieVue(
                    b.imprimee(v, "voie", VOIES.__getitem__),
                    b.imprimee(v, "semaines", in_weeks),
                    None,
                    b.prose(v, "organisation"),
                )
                for v in pfmp.voies
            ),
            cas=tuple(
                CasVue(b.un(c, "intitule"), b.imprimee(c, "minimum", in_weeks), b.prose(c, "texte"))
                for c in pfmp.cas
            ),
            conditions=tuple(
                (b.objet(bloc), b.prose(c, "texte"))
                for c in pfmp.conditions
                if (bloc := b.projet.find(c.bloc, Bloc)) is not None
            ),
            blocs=tuple(
                (b.objet(bloc), tuple(b.objet(c) for c in b.projet.competences(bloc)))
                for bloc in b.projet.blocs
            ),
            evaluation=b.prose(pfmp, "evaluation"),
            attestation=b.prose(pfmp, "attestation"),
        )
        if pfmp is not None
        else None,
        grille=grille(b, formation.grille) if formation.grille is not None else None,
    )


def _heures(b: Builder, formation: Formation) -> Iterator[VoieVue]:
    """The hours of each route; those that follow each other with one precision say it once."""
    for _, same in groupby(formation.heures, key=lambda h: str(h.precision or id(h))):
        routes = list(same)
        for rank, hours in enumerate(routes):
            yield VoieVue(
                b.imprimee(hours, "voie", VOIES.__getitem__),
                b.imprimee(hours, "heures", in_figures),
                b.facultatif(hours, "precision"),
                None,
                0 if rank else len(routes),
            )


def _correspondance(b: Builder, table: Correspondance) -> CorrespondanceVue:
    ancien = table.ancien
    return CorrespondanceVue(
        ancien=b.un(ancien, "intitule"),
        arrete=b.facultatif(ancien, "arrete"),
        derniere_session=b.valeur(ancien, "derniere_session"),
        premiere_session=b.valeur(b.projet.dossier.diplome, "premiere_session"),
        lignes=tuple(
            LigneCorrespondanceVue(
                epreuve=b.facultatif(line, "ancienne_epreuve"),
                unite=b.facultatif(line, "ancienne_unite"),
                nouvelles=tuple(b.objet(u) for u in b.projet.all_of(line.unites, Unite)),
                epreuves=b.cites(cle for cle in line.epreuves if cle in b.projet.by_cle),
                notes=b.notes(line),
            )
            for line in table.lignes
        ),
    )
