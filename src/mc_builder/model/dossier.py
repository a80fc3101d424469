"""dossier.yaml: what is asked, by whom, when, and how the project is judged."""

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mc_builder.model.base import (
    Date,
    Entier,
    Identifiant,
    Importance,
    Libelle,
    Liste,
    ListeOuTable,
    Markdown,
    Marqueur,
    Modele,
    OuACompleter,
    Quantite,
    Texte,
    Vers,
    known_words,
)
from mc_builder.model.licence import Licence
from mc_builder.model.liens import LienSource
from mc_builder.model.modes import TYPES
from mc_builder.model.parcours import Parcours
from mc_builder.model.plan import MiseEnPage

Nature = Literal["creation", "revision", "suppression"]
Etape = Literal["opportunite", "elaboration", "examen-cpc", "publie"]
Voie = Literal["scolaire", "apprentissage", "formation-continue", "distance", "vae"]


class Diplome(Modele):
    """Le diplôme demandé ou révisé."""

    designation: ClassVar[str] = "le diplôme"
    type: Annotated[Identifiant, TYPES] = Field(
        description="Type de diplôme : le nom d’un profil.",
        examples=["certificat-de-specialisation"],
    )
    intitule: Texte = Field(
        description="Spécialité, sans le nom du diplôme.",
        examples=["Entretien et réparation de cycles"],
    )
    sigle: Texte | None = Field(None, description="Sigle de la spécialité.", examples=["ERC"])
    parcours: ListeOuTable[Parcours] = Field(
        (),
        description="Options, parcours ou dominantes, quand il y en a.",
    )
    niveau: OuACompleter[Entier] = Field(
        description="Niveau du cadre national (article D. 6113-19 du code du travail), de 2 à 8.",
        examples=["3"],
    )
    cpc: Texte | None = Field(
        None,
        description="Commission professionnelle consultative.",
        examples=["Mobilité et logistique"],
    )
    nsf: Liste[Texte] = Field(
        (),
        description="Codes de la nomenclature des spécialités de formation (NSF).",
        examples=[["252r"]],
    )
    formacodes: Liste[Texte] = Field(
        (), description="Codes du domaine de formation (Formacode).", examples=[["23037"]]
    )
    premiere_session: OuACompleter[Entier] = Field(
        description="Année de la première session d’examen.", examples=["2028"]
    )
    duree: Texte | None = Field(
        None, description="Durée normale de la formation.", examples=["1 an"]
    )
    voies: Liste[Voie] = Field(
        (), description="Voies d’accès au diplôme.", examples=[["scolaire", "apprentissage"]]
    )
    acces: Liste[Texte] = Field(
        (),
        description="Diplômes qui donnent accès à la formation, ou « Aucun diplôme n’est exigé ».",
        examples=[["Certificat d’aptitude professionnelle d’un métier voisin"]],
    )
    vae: Texte | None = Field(
        None,
        description="Accès par la validation des acquis.",
        examples=["Le diplôme s’obtient aussi par la validation des acquis de l’expérience."],
    )
    poursuite_etudes: Liste[Texte] = Field(
        (),
        description="Poursuites d’études envisagées.",
        examples=[["Baccalauréat professionnel d’un métier voisin"]],
    )
    contraintes_legales: Liste[Texte] = Field(
        (),
        description="Contraintes légales et réglementaires du métier.",
        examples=[["Sécurité des bicyclettes mises sur le marché"]],
    )


class Demandeur(Modele):
    """Qui demande, et au nom de qui."""

    nom: Texte = Field(
        description="Nom de l’organisation.", examples=["Fédération des ateliers du cycle"]
    )
    qualite: Literal["federation", "syndicat", "cpnefp", "branche", "ministere", "autre"] = Field(
        description="Qualité du demandeur : elle décide de la voie de la demande."
    )
    branche: Texte | None = Field(
        None, description="Branche professionnelle.", examples=["Commerce et réparation de cycles"]
    )
    idcc: Texte | None = Field(
        None, description="Identifiant de convention collective.", examples=["9998"]
    )
    adherents: Markdown | None = Field(
        None,
        description="Nombre et nature des adhérents.",
        examples=["Environ 400 ateliers, pour la plupart de moins de cinq salariés."],
    )
    representativite: Markdown | None = Field(
        None,
        description="Ce que l’organisation représente.",
        examples=["Première organisation d’employeurs de la branche."],
    )


class EtapeCalendrier(Modele):
    """Une étape du calendrier."""

    quand: Texte = Field(
        description="Date ou période, en toutes lettres.", examples=["Rentrée 2027"]
    )
    objet: Texte = Field(
        description="Ce qui se passe alors.", examples=["Ouverture des premières formations"]
    )


class Calendrier(Modele):
    """Dates de l’examen par la commission, et étapes envisagées."""

    session_cpc: OuACompleter[Date] | None = Field(
        None, description="Date de la séance de la commission.", examples=["2026-12-10"]
    )
    etapes: Liste[EtapeCalendrier] = Field((), description="Étapes, de la demande à la session.")


class SeuilsPaliers(Modele):
    """Couverture minimale, en pourcentage des exigences retenues ; rien n’est exigé par défaut."""

    decrites: Quantite | None = Field(
        None, description="Part minimale d’exigences décrites (%).", examples=["90"]
    )
    traduites: Quantite | None = Field(
        None, description="Part minimale d’exigences traduites (%).", examples=["80"]
    )
    evaluees: Quantite | None = Field(
        None,
        description="Part minimale d’exigences évaluées (%) ; sans réserve, sauf « reserves ».",
        examples=["70"],
    )


class Seuils(SeuilsPaliers):
    """Couverture minimale, et part d’exigences écartées qui met un emploi en doute."""

    ecartees: Quantite = Field(
        Decimal(25),
        description="Part d’exigences écartées au-delà de laquelle l’emploi est mis en doute (%).",
        examples=["25"],
    )


class SeuilsBloc(Modele):
    """Ce qu’un bloc apporte au moins, en pourcentage du poids des exigences retenues."""

    apport: Quantite | None = Field(
        None, description="Apport minimal du bloc (%).", examples=["20"]
    )
    apport_propre: Quantite | None = Field(
        None, description="Apport minimal que les autres blocs n’ont pas (%).", examples=["5"]
    )


class SeuilsProjet(Seuils):
    """Seuils de tout le projet, et s’il le faut par emploi, par bloc et par importance."""

    reserves: Literal["exclues", "admises"] = Field(
        "exclues",
        description="« admises » : une exigence évaluée en partie compte comme évaluée.",
    )
    emplois: dict[str, Seuils] = Field(
        {},
        description="Seuils propres à un emploi (identifiant).",
        examples=[{"mecanicien-cycles": {"evaluees": "70"}}],
    )
    blocs: dict[str, SeuilsBloc] = Field(
        {},
        description="Seuils d’un bloc (identifiant).",
        examples=[{"bloc-remise-en-etat": {"apport": "20"}}],
    )
    importances: dict[Importance, SeuilsPaliers] = Field(
        {},
        description="Seuils des exigences d’une importance (1, 2 ou 3).",
        examples=[{"3": {"evaluees": "90"}}],
        json_schema_extra={"propertyNames": {"enum": ["1", "2", "3"]}},
    )


class Methode(Modele):
    """Qui a fixé l’importance et l’autonomie des exigences, comment et quand."""

    qui: Texte = Field(
        description="Qui les a fixées.", examples=["trois chefs d’atelier et une formatrice"]
    )
    comment: Texte = Field(
        description="D’après quoi, et comment l’accord s’est fait.",
        examples=["par un vote à deux tours sur chaque exigence"],
    )
    quand: Texte = Field(description="Quand.", examples=["en mars 2026"])


class Derogation(Modele):
    """Une règle mise de côté, avec son motif."""

    code: Libelle = Field(description="Code de la règle.", examples=["RED001"])
    id: Identifiant | None = Field(
        None,
        description="Objet concerné ; tout le projet, sinon.",
        examples=["bloc-remise-en-etat"],
    )
    motif: Texte = Field(
        description="Pourquoi la règle ne s’applique pas.",
        examples=["Le titre est celui d’une norme."],
    )
    jusqu_au: Date | None = Field(
        None, description="Dernier jour de la dérogation.", examples=["2027-06-30"]
    )


class Reglages(Modele):
    """Réglages des règles."""

    ignorer: Liste[Libelle] = Field(
        (), description="Codes, ou débuts de codes, laissés de côté.", examples=[["RED001"]]
    )
    gravites: dict[str, Literal["erreur", "avertissement", "info"]] = Field(
        {}, description="Gravité d’une règle, par code.", examples=[{"RED001": "info"}]
    )
    fichiers: dict[str, Liste[Libelle]] = Field(
        {},
        description="Codes laissés de côté dans des fichiers (« dossier/note/* »).",
        examples=[{"dossier/note/*": ["RED001"]}],
    )


class AutreEmploi(Modele):
    """Un emploi que le référentiel nomme sans être une cible mesurée."""

    court: ClassVar[str | None] = "intitule"
    intitule: Texte = Field(
        description="Intitulé aux deux genres.", examples=["Responsable d’un atelier de cycles"]
    )
    acces: Literal["premiere-insertion", "apres-experience"] = Field(
        "apres-experience", description="Moment de la carrière."
    )


class SansObjet(Modele):
    """Un critère sans objet pour ce diplôme, avec son motif."""

    marqueur: Marqueur = Field(description="Critère concerné.")
    motif: Texte = Field(
        description="Pourquoi il est sans objet.",
        examples=["Le métier n’emploie aucun outil numérique."],
    )


class Synthese(Modele):
    """Ce que la commission attend d’une note (vade-mecum RNCP, p. 16 et 17)."""

    situation_actuelle: Markdown | None = Field(
        None,
        description="Les besoins aujourd’hui.",
        examples=["Les ateliers recrutent sans trouver de personnes formées."],
    )
    evolution_probable: Markdown | None = Field(
        None, description="Leur évolution.", examples=["Les flottes de vélos partagés s’étendent."]
    )
    resultats_attendus: Markdown | None = Field(
        None,
        description="Ce que le diplôme doit changer.",
        examples=["Des personnes recrutées dès la fin de leur formation."],
    )
    ecart: Markdown | None = Field(
        None,
        description="L’écart à combler.",
        examples=["Aucun diplôme de ce niveau ne traite l’assistance électrique."],
    )
    equivalences: Markdown | None = Field(
        None,
        description="Équivalences envisagées.",
        examples=["Aucune équivalence n’est envisagée."],
    )
    flux: Markdown | None = Field(
        None,
        description="Flux d’entrée et de sortie attendus.",
        examples=["Une centaine d’entrées par an, dans dix centres."],
    )
    capacite_accueil: Markdown | None = Field(
        None,
        description="Capacité d’accueil en entreprise.",
        examples=["Deux cents ateliers peuvent accueillir un élève."],
    )


class Dossier(Modele):
    """Le dossier : diplôme, nature, étape, date, demandeurs, seuils."""

    diplome: Diplome = Field(description="Le diplôme.")
    nature: Nature = Field(description="Création, révision ou suppression.")
    etape: Etape = Field(description="Étape du dossier : elle décide des annexes attendues.")
    date_reference: Date = Field(
        description="Date à laquelle tout est jugé.", examples=["2026-06-15"]
    )
    version: Texte = Field(description="Version du dossier.", examples=["0.1"])
    enonciateur: Texte | None = Field(
        None,
        description="Qui parle dans la note, en page de garde (demandeurs, instruction…).",
        examples=["Les demandeurs"],
    )
    avertissements: Liste[Texte] = Field(
        (), description="Mentions de la page de garde.", examples=[["Projet – document de travail"]]
    )
    demandeurs: Liste[Demandeur] = Field((), description="Demandeurs et leur qualité.")
    licence: Licence | None = Field(
        None, description="Licence sous laquelle le dossier se diffuse, et qui citer."
    )
    calendrier: Calendrier = Field(
        Calendrier.model_construct(), description="Séance de la commission et étapes envisagées."
    )
    synthese: Synthese = Field(Synthese.model_construct(), description="L’essentiel de la note.")
    seuils: SeuilsProjet = Field(
        SeuilsProjet.model_construct(),
        description="Couverture minimale, en pourcentage ; rien n’est exigé sinon.",
    )
    methode: Methode | None = Field(
        None, description="De qui viennent les importances et les autonomies, comment, quand."
    )
    mise_en_page: MiseEnPage = Field(
        MiseEnPage.model_construct(),
        description="Plan et mise en page du référentiel, quand ils diffèrent de ceux du type.",
    )
    regles: Reglages = Field(Reglages.model_construct(), description="Réglages des règles.")
    derogations: Liste[Derogation] = Field((), description="Règles mises de côté.")
    autres_emplois: Liste[AutreEmploi] = Field(
        (), description="Emplois que le référentiel nomme, sans exigences."
    )
    sans_objet: Liste[SansObjet] = Field((), description="Critères sans objet, avec leur motif.")
    sources: Annotated[Liste[LienSource], Vers("Source")] = Field(
        (), description="Sources générales du dossier."
    )

    @property
    def referentiel_attendu(self) -> bool:
        """Whether the référentiel is due: neither at step opportunite, nor for a suppression."""
        return self.etape != "opportunite" and self.nature != "suppression"

    @property
    def droits(self) -> str:
        """« Licence Ouverte 2.0 (https://…), à citer : Fédération »; empty when none is known.

        It goes with whatever leaves the project, in the place that each form has for it.
        """
        asking = (known_words(one.nom) for one in self.demandeurs)
        return self.licence.said(filter(None, asking)) if self.licence else ""
