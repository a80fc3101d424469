"""The note d'opportunité: its prose in order, and the tables that the data give."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from mc_builder.alphabet import alphabetical
from mc_builder.document.prose import citation
from mc_builder.document.text import Texte
from mc_builder.document.views.common import Builder, Numerote, Section, Tete
from mc_builder.document.views.couverture_emplois import ACCES
from mc_builder.document.views.evaluation import unite_numerotee
from mc_builder.document.views.referentiel import VOIES, sigles
from mc_builder.graphiques.preuves import points, valeur_affichee
from mc_builder.model.base import ListeACompleter
from mc_builder.model.liens import LienSource
from mc_builder.model.preuves import Chiffre, Graphique, Source
from mc_builder.source.prose import parse, placed

QUALITES = {
    "federation": "Fédération ou syndicat professionnel",
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
class EmploiNote:
    """A target job, as the note lists it."""

    titre: Texte
    appellations: tuple[Texte, ...]
    acces: str
    niveau_usuel: int | None
    rome: tuple[Texte, ...]
    sources: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class PoleNote:
    """A pôle, its activities, its bloc and its unit."""

    pole: Numerote
    activites: tuple[Numerote, ...]
    bloc: Numerote | None
    unite: Numerote | None


@dataclass(frozen=True, slots=True)
class CertificationVue:
    """An existing certification and its verdict."""

    titre: Texte
    certificateur: Texte | None
    niveau: Texte | None
    code: Texte | None
    activites: Markup | None
    recouvrement: Markup | None
    complementarite: Markup | None
    verdict: str
    source: Markup | None


@dataclass(frozen=True, slots=True)
class ChiffreVue:
    """A line of the list of figures."""

    ancre: str
    intitule: Texte
    valeur: Texte
    date: str
    perimetre: Texte
    source: Markup
    reserve: Markup | None
    contredit: tuple[tuple[str, Texte, str], ...]


@dataclass(frozen=True, slots=True)
class DonneesGraphique:
    """The numbers of a chart: label, value, date, and the anchor of the figure in the list."""

    ancre: str
    titre: Texte
    points: tuple[tuple[Texte, Texte, str, str], ...]


@dataclass(frozen=True, slots=True)
class SourceVue:
    """An entry of the bibliography."""

    ancre: str
    auteur: Texte
    annee: int
    titre: Texte
    editeur: Texte | None
    url: str | None
    precision: Texte | None


@dataclass(frozen=True, slots=True)
class NoteOpportuniteVue:
    """All that the template of the note sees."""

    tete: Tete
    demandeurs: tuple[DemandeurVue, ...]
    synthese: tuple[tuple[str, Markup], ...]
    sections: tuple[Section, ...]
    annexes: tuple[Section, ...]
    emplois: tuple[EmploiNote, ...]
    autres_emplois: tuple[Texte, ...]
    poles: tuple[PoleNote, ...]
    certifications: tuple[CertificationVue, ...]
    voies: tuple[str, ...]
    acces: tuple[Texte, ...]
    vae: Texte | None
    graphiques: tuple[DonneesGraphique, ...]
    chiffres: tuple[ChiffreVue, ...]
    sources: tuple[SourceVue, ...]
    sigles: tuple[tuple[Texte, Texte], ...]
    calendrier: tuple[tuple[Texte, Texte], ...]
    calendrier_inconnu: tuple[Texte, ...]
    session_cpc: str
    a_completer: tuple[str, ...]


def vue(b: Builder) -> NoteOpportuniteVue:
    """The context of the note."""
    projet, dossier = b.projet, b.projet.dossier
    files = [
        Section(f.nom, title or f.nom, body)
        for f in projet.note
        for title, body in [b.fichier(f, 2)]
    ]
    day = dossier.calendrier.session_cpc
    return NoteOpportuniteVue(
        tete=b.tete("Note d’opportunité", _objet_de_la_note(b)),
        demandeurs=tuple(
            DemandeurVue(
                b.un(d, "nom"),
                QUALITES[d.qualite],
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
            if (body := b.prose(dossier.synthese, field)) is not None
        ),
        sections=tuple(s for s in files if not s.nom.startswith("annexe")),
        annexes=tuple(s for s in files if s.nom.startswith("annexe")),
        emplois=_emplois(b),
        autres_emplois=b.titres(dossier.autres_emplois),
        poles=_poles(b),
        certifications=_certifications(b),
        voies=tuple(VOIES[v] for v in dossier.diplome.voies),
        acces=b.liste(dossier.diplome, "acces"),
        vae=b.facultatif(dossier.diplome, "vae"),
        graphiques=tuple(_donnees(b, g) for g in _places(b)),
        chiffres=tuple(_chiffre(b, c) for c in projet.chiffres),
        sources=_sources(b),
        sigles=sigles(b),
        calendrier=tuple(
            (b.un(step, "quand"), b.un(step, "objet")) for step in dossier.calendrier.etapes
        ),
        calendrier_inconnu=b.liste(dossier.calendrier, "etapes")
        if isinstance(dossier.calendrier.etapes, ListeACompleter)
        else (),
        session_cpc=f"{day:%d/%m/%Y}" if day else "",
        a_completer=projet.a_completer,
    )


def _objet_de_la_note(b: Builder) -> str:
    """« Création d’une mention complémentaire »."""
    kinds = {"creation": "Création", "revision": "Révision", "suppression": "Suppression"}
    return f"{kinds[b.projet.dossier.nature]} d’{b.projet.profil.formes.un}"


def _emplois(b: Builder) -> tuple[EmploiNote, ...]:
    return tuple(
        EmploiNote(
            titre=b.un(emploi, "intitule"),
            appellations=b.titres(emploi.appellations),
            acces=ACCES[emploi.acces],
            niveau_usuel=emploi.niveau_usuel,
            rome=b.liste(emploi, "rome"),
            sources=tuple(_citation(b, link) for link in emploi.sources),
        )
        for emploi in b.projet.emplois
    )


def _citation(b: Builder, link: LienSource) -> Markup:
    source = b.projet.trouver(link.ref, Source)
    return citation(source, link.page, link.reperage) if source else Markup("")


def _poles(b: Builder) -> tuple[PoleNote, ...]:
    blocs = {bloc.pole: bloc for bloc in b.projet.blocs}
    rows = []
    for pole in b.projet.poles:
        bloc = blocs.get(pole.cle)
        unite = b.projet.unite_du_bloc(bloc) if bloc else None
        rows.append(
            PoleNote(
                pole=b.objet(pole),
                activites=tuple(b.objet(a) for a in pole.activites),
                bloc=b.objet(bloc) if bloc else None,
                unite=unite_numerotee(b, unite) if unite else None,
            )
        )
    return tuple(rows)


def _certifications(b: Builder) -> tuple[CertificationVue, ...]:
    return tuple(
        CertificationVue(
            titre=b.un(c, "intitule"),
            certificateur=b.facultatif(c, "certificateur"),
            niveau=b.facultatif(c, "niveau"),
            code=b.facultatif(c, "code"),
            activites=b.prose(c, "activites"),
            recouvrement=b.prose(c, "recouvrement"),
            complementarite=b.prose(c, "complementarite"),
            verdict=VERDICTS[c.verdict],
            source=_citation(b, c.source) if c.source else None,
        )
        for c in b.projet.certifications
    )


def _places(b: Builder) -> tuple[Graphique, ...]:
    """The charts that the note places, in order."""
    names = (nom for file in b.projet.note for nom in placed(parse(file.texte)))
    return b.projet.tous(tuple(dict.fromkeys(names)), Graphique)


def _donnees(b: Builder, graphique: Graphique) -> DonneesGraphique:
    return DonneesGraphique(
        ancre=f"donnees-{graphique.cle}",
        titre=b.un(graphique, "intitule"),
        points=tuple(
            (
                b.facultatif(point, "libelle") or b.un(chiffre, "intitule"),
                Texte(valeur_affichee(point, chiffre), f"{chiffre.cle}:valeur"),
                chiffre.date_affichee,
                f"chiffre-{chiffre.cle}",
            )
            for point, chiffre in points(b.projet, graphique)
        ),
    )


def _chiffre(b: Builder, chiffre: Chiffre) -> ChiffreVue:
    return ChiffreVue(
        ancre=f"chiffre-{chiffre.cle}",
        intitule=b.un(chiffre, "intitule"),
        valeur=Texte(chiffre.affiche, f"{chiffre.cle}:valeur"),
        date=chiffre.date_affichee,
        perimetre=b.un(chiffre, "perimetre"),
        source=_citation(b, chiffre.source),
        reserve=b.prose(chiffre, "reserve"),
        contredit=tuple(
            (f"chiffre-{other.cle}", b.un(other, "intitule"), other.date_affichee)
            for other in b.projet.tous(chiffre.contredit, Chiffre)
        ),
    )


def _sources(b: Builder) -> tuple[SourceVue, ...]:
    ordered = sorted(b.projet.sources, key=lambda s: (alphabetical(s.auteur), s.annee))
    return tuple(
        SourceVue(
            ancre=f"source-{s.cle}",
            auteur=b.un(s, "auteur"),
            annee=s.annee,
            titre=b.un(s, "titre"),
            editeur=b.facultatif(s, "editeur"),
            url=s.url,
            precision=b.facultatif(s, "precision"),
        )
        for s in ordered
    )
