"""The note d'opportunité: its prose in order, and the tables that the data give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from mc_builder.documents.builder import Builder, NoteVue, Numerote, Tete, titre_et_suite
from mc_builder.documents.couverture.emplois import ACCES
from mc_builder.documents.graphiques import of_emplois
from mc_builder.documents.note.preuves import (
    ChiffreVue,
    DonneesGraphique,
    SourceVue,
    autres_tardives,
    chiffres_by_source,
    donnees,
    graphiques_places,
    reserves,
    source_vue,
    tardives,
)
from mc_builder.documents.recouvrements import RecouvrementVue, recouvrements
from mc_builder.documents.referentiel.vue import VOIES, sigles
from mc_builder.french import alphabetical, in_words
from mc_builder.graphiques.diagramme import Diagramme
from mc_builder.model.base import ACompleter, ListeACompleter
from mc_builder.model.etendues import Etendue, in_figures
from mc_builder.model.liens import LienSource
from mc_builder.model.preuves import Certification, Source
from mc_builder.names.sources import bibliographie
from mc_builder.page.citations import citation, named, reference
from mc_builder.page.figures import figure
from mc_builder.page.prose import pieces, to_complete
from mc_builder.page.text import Texte
from mc_builder.reports.recouvrement import REPERES, TITRE

QUALITES = {
    "federation": "Fédération ou syndicat professionnel",
    "syndicat": "Syndicat professionnel",
    "cpnefp": "Commission paritaire nationale de l’emploi et de la formation professionnelle",
    "branche": "Branche professionnelle",
    "ministere": "Ministère",
    "autre": "Autre",
}
VERDICTS = {
    "complementaire": "Complémentaire",
    "proche": "Proche",
    "concurrente": "Concurrente",
    "passerelle": "Passerelle",
}
#: Heading of each field of the synthesis, in printing order (vade-mecum RNCP, p. 16 and 17).
SYNTHESE = {
    "situation_actuelle": "Situation actuelle",
    "evolution_probable": "Évolution probable",
    "resultats_attendus": "Résultats attendus",
    "ecart": "Écart à combler",
    "equivalences": "Équivalences envisagées",
    "flux": "Flux attendus",
    "capacite_accueil": "Capacité d’accueil en entreprise",
}


@dataclass(frozen=True, slots=True)
class DemandeurVue:
    """Who asks."""

    nom: Texte
    qualite: str
    branche: Texte | None
    idcc: Texte | None
    adherents: Markup | None
    representativite: Markup | None


@dataclass(frozen=True, slots=True)
class SectionNote:
    """A titled piece of prose, cut where it places a table: each text, and the table's name."""

    nom: str
    titre: str
    morceaux: tuple[tuple[Markup, str], ...]


@dataclass(frozen=True, slots=True)
class EmploiNote:
    """A target job, as the note lists it; its names by source, those without one last."""

    titre: Texte
    appellations: tuple[tuple[Markup, tuple[Texte, ...]], ...]
    acces: str
    niveau_usuel: int | Texte | None
    niveaux_des_fiches: str
    rome: tuple[Texte, ...]
    sources: tuple[Markup, ...]
    organisations: tuple[Texte, ...]


@dataclass(frozen=True, slots=True)
class PoleNote:
    """A pôle, its activities, its bloc and its unit."""

    pole: Numerote
    activites: tuple[Numerote, ...]
    blocs: tuple[Numerote, ...]
    unites: tuple[Numerote, ...]


@dataclass(frozen=True, slots=True)
class CertificationVue:
    """An existing certification and its verdict."""

    titre: Texte
    certificateur: Texte | None
    niveau: Texte | None
    code: Texte | None
    fin_enregistrement: str
    remplacee_par: Texte | None
    activites: Markup | None
    recouvrement: Markup | None
    complementarite: Markup | None
    verdict: str
    source: Markup | None
    notes: tuple[NoteVue, ...]


@dataclass(frozen=True, slots=True)
class NoteOpportuniteVue:
    """All that the template of the note sees."""

    tete: Tete
    demandeurs: tuple[DemandeurVue, ...]
    synthese: tuple[tuple[str, Markup], ...]
    sections: tuple[SectionNote, ...]
    annexes: tuple[SectionNote, ...]
    tableaux_places: frozenset[str]
    emplois: tuple[EmploiNote, ...]
    autres_emplois: tuple[Texte, ...]
    poles: tuple[PoleNote, ...]
    unites_nommees: bool
    certifications: tuple[CertificationVue, ...]
    recouvrements: tuple[RecouvrementVue, ...]
    reperes: str
    titre_recouvrements: str
    duree: Texte | None
    voies: tuple[str, ...]
    acces: tuple[Texte, ...]
    vae: Texte | None
    graphiques: tuple[DonneesGraphique, ...]
    niveaux: Diagramme | None
    figure_niveaux: Markup
    chiffres: tuple[tuple[SourceVue | None, tuple[ChiffreVue, ...]], ...]
    sources: tuple[SourceVue, ...]
    sources_generales: tuple[Markup, ...]
    sigles: tuple[tuple[Texte, Texte], ...]
    calendrier: tuple[tuple[Texte, Texte], ...]
    calendrier_inconnu: tuple[Texte, ...]
    session_cpc: str
    seance_de: str
    a_completer: tuple[str, ...]
    inconnus: tuple[str, ...]
    tardives: tuple[tuple[int, int, Texte], ...]
    autres_tardives: str  # « 3 autres sources », or nothing
    a_actualiser: tuple[Texte, ...]
    reserves: tuple[ChiffreVue, ...]

    @property
    def demandeurs_alike(self) -> bool:
        """True when several ask who all have the same quality and branch."""
        kinds = {(d.qualite, d.branche, d.idcc) for d in self.demandeurs}
        return len(self.demandeurs) > 1 and len(kinds) == 1


def vue(b: Builder) -> NoteOpportuniteVue:
    """The context of the note."""
    projet, dossier, niveaux = b.projet, b.projet.dossier, of_emplois(b.project)
    files = [
        SectionNote(f.nom, title or f.nom, pieces(projet, rest, f.cle, 2))
        for f in projet.note
        for title, rest in [titre_et_suite(f)]
    ]
    return NoteOpportuniteVue(
        tete=b.tete("Note d’opportunité", _objet_of_note(b), commission=True),
        demandeurs=tuple(
            DemandeurVue(
                b.un(d, "nom"),
                b.imprimee(d, "qualite", QUALITES.__getitem__),
                b.facultatif(d, "branche"),
                b.facultatif(d, "idcc"),
                b.prose(d, "adherents"),
                b.prose(d, "representativite"),
            )
            for d in dossier.demandeurs
        ),
        synthese=tuple(
            (title, body)
            for field, title in SYNTHESE.items()
            if not isinstance(getattr(dossier.synthese, field), ACompleter)
            if (body := b.prose(dossier.synthese, field)) is not None
        ),
        inconnus=tuple(
            title.lower()
            for field, title in SYNTHESE.items()
            if isinstance(getattr(dossier.synthese, field), ACompleter)
        ),
        tardives=tardives(b),
        autres_tardives=autres_tardives(b),
        a_actualiser=tuple(named(s) for s in bibliographie(b.projet) if s.a_actualiser),
        reserves=reserves(b),
        sections=tuple(s for s in files if not s.nom.startswith("annexe")),
        annexes=tuple(s for s in files if s.nom.startswith("annexe")),
        tableaux_places=frozenset(table for s in files for _, table in s.morceaux),
        emplois=_emplois(b),
        autres_emplois=b.titres(dossier.autres_emplois),
        poles=(poles := _poles(b)),
        unites_nommees=any(map(_names_its_units, poles)),
        certifications=_certifications(b),
        recouvrements=recouvrements(b, linked=True),
        reperes=REPERES,
        titre_recouvrements=TITRE,
        duree=b.facultatif(dossier.diplome, "duree"),
        voies=b.libelles(dossier.diplome, "voies", VOIES),
        acces=b.liste(dossier.diplome, "acces"),
        vae=b.facultatif(dossier.diplome, "vae"),
        graphiques=tuple(donnees(b, g) for g in graphiques_places(b)),
        niveaux=niveaux,
        figure_niveaux=Markup("") if niveaux is None else figure(niveaux, niveaux.titre),
        chiffres=chiffres_by_source(b),
        sources=tuple(source_vue(b, source) for source in bibliographie(b.projet)),
        sources_generales=tuple(_reference(b, link) for link in dossier.sources),
        sigles=sigles(b),
        calendrier=tuple(
            (b.un(step, "quand"), b.un(step, "objet")) for step in dossier.calendrier.etapes
        ),
        calendrier_inconnu=b.liste(dossier.calendrier, "etapes")
        if isinstance(dossier.calendrier.etapes, ListeACompleter)
        else (),
        seance_de=b.projet.profil.grille.instance.du,
        session_cpc=b.imprimee(dossier.calendrier, "session_cpc", in_words),
        a_completer=to_complete(projet),
    )


def _objet_of_note(b: Builder) -> str:
    """« Création d’une mention complémentaire »."""
    kinds = {"creation": "Création", "revision": "Révision", "suppression": "Suppression"}
    return f"{kinds[b.projet.dossier.nature]} d’{b.projet.profil.formes.un}"


def _emplois(b: Builder) -> tuple[EmploiNote, ...]:
    return tuple(
        EmploiNote(
            titre=b.un(emploi, "intitule"),
            appellations=_by_source(
                (_citation(b, a.source) if a.source else Markup(""), b.un(a, "intitule"))
                for a in emploi.appellations
            ),
            acces=b.imprimee(emploi, "acces", ACCES.__getitem__),
            niveau_usuel=b.valeur(emploi, "niveau_usuel"),
            niveaux_des_fiches=b.imprimee(emploi, "niveaux_des_fiches", _access_levels),
            rome=b.liste(emploi, "rome"),
            sources=tuple(_reference(b, link) for link in emploi.sources),
            organisations=b.liste(emploi, "organisations"),
        )
        for emploi in b.projet.emplois
    )


def _access_levels(levels: Etendue) -> str:
    """« 4 à 5 »; « sans diplôme à 7 » where a fiche opens the job to those who have none.

    Why in words: « 7 au plus » would read as a ceiling, where it is the floor that says something.
    """
    if levels.minimum is None and levels.maximum is not None:
        return f"sans diplôme à {levels.maximum}"
    return in_figures(levels)


def _by_source(
    names: Iterable[tuple[Markup, Texte]],
) -> tuple[tuple[Markup, tuple[Texte, ...]], ...]:
    groups: dict[Markup, tuple[Texte, ...]] = {}
    for source, name in names:
        groups[source] = (*groups.get(source, ()), name)
    return tuple(sorted(groups.items(), key=lambda group: group[0] == ""))


def _reference(b: Builder, link: LienSource) -> Markup:
    source = b.projet.find(link.ref, Source)
    return reference(b.projet, source, link.page, link.reperage) if source else Markup("")


def _citation(b: Builder, link: LienSource) -> Markup:
    source = b.projet.find(link.ref, Source)
    return citation(b.projet, source, link.page, link.reperage) if source else Markup("")


def _poles(b: Builder) -> tuple[PoleNote, ...]:
    rows = []
    for pole in b.projet.poles:
        blocs = [bloc for bloc in b.projet.blocs if bloc.pole == pole.cle]
        rows.append(
            PoleNote(
                pole=b.objet(pole),
                activites=tuple(b.objet(a) for a in pole.activites),
                blocs=tuple(map(b.objet, blocs)),
                unites=tuple(b.objet(u) for bloc in blocs for u in b.projet.unites_beside(bloc)),
            )
        )
    return tuple(rows)


def _names_its_units(line: PoleNote) -> bool:
    """Whether a unit has a title that the row does not print already, or no number."""
    said = {str(one.titre) for one in (line.pole, *line.blocs)}
    return any(not u.numero or str(u.titre) not in said for u in line.unites)


def _certifications(b: Builder) -> tuple[CertificationVue, ...]:
    return tuple(
        CertificationVue(
            titre=b.un(c, "intitule"),
            certificateur=b.facultatif(c, "certificateur"),
            fin_enregistrement=b.imprimee(c, "fin_enregistrement", in_words),
            remplacee_par=b.facultatif(c, "remplacee_par"),
            niveau=b.facultatif(c, "niveau"),
            code=b.facultatif(c, "code"),
            activites=b.prose(c, "activites"),
            recouvrement=b.prose(c, "recouvrement"),
            complementarite=b.prose(c, "complementarite"),
            verdict=b.imprimee(c, "verdict", VERDICTS.__getitem__),
            source=_citation(b, c.source) if c.source else None,
            notes=b.notes(c),
        )
        for c in sorted(b.projet.certifications, key=_by_niveau)
    )


def _by_niveau(certification: Certification) -> tuple[bool, str, tuple[str, str]]:
    """By level, those that have none last; then by title."""
    niveau = str(certification.niveau or "")
    return (
        not niveau[:1].isdecimal(),
        niveau[:1].isdecimal() * niveau,
        alphabetical(str(certification.intitule)),
    )
